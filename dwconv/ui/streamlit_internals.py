"""Every undocumented part of Streamlit that the lab uses, and what happens without it.

A test asks the installed version for each of them.
"""

from __future__ import annotations

from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_history_navigation() -> bool:
    """Whether the browser's Back or Forward asked for this run.

    Without it the browser's Back changes the address and nothing on the page.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def expect_st_navigation() -> None:
    """Tell Streamlit before the first run that `app.py` declares its pages itself.

    Streamlit takes a folder named pages/ for its older kind of multipage app until st.navigation
    has run once. Without this the first visitor of a new server who opens a link to any other
    page than the first is told that there is no such page.
    """
    PagesManager.uses_pages_directory = False


HIDDEN_OPTIONS = {
    "client.allowedOrigins": "Without it a browser answers a few milliseconds later, and other "
    "pages could steer the lab from outside its frame.",
    "global.minCachedMessageSize": "Without it fast changes that return to earlier values can end "
    "in a fatal dialog, 'Cached ForwardMsg MISS'.",
    "logger.enableRich": "Without it tracebacks in the log are drawn with frames, which a search "
    "does not find.",
}
"""Options in .streamlit/config.toml that `streamlit config show` does not list."""


SELECTORS = {
    "stApp": "Without it a printed sheet keeps the page's dark colours.",
    "stAppViewContainer": "Without it a printed sheet ends after the first page.",
    "stButton": "Without it a printed sheet shows buttons.",
    "stButtonGroup": "Without it a row of choices is lower than the fields beside it.",
    "stDataFrame": "Without it a table's tools cover the line above it on a phone.",
    "stElementContainer": "Without it a table's tools cover the line above it on a phone.",
    "stForm": "Without it a printed sheet has answer fields beside its solutions.",
    "stFormSubmitButton": "Without it a printed sheet shows buttons.",
    "stHeader": "Without it a printed sheet shows the navigation.",
    "stMain": "Without it a printed sheet ends after the first page, and the shape line is larger.",
    "stMainBlockContainer": "Without it the player is narrower, with Streamlit's wide margins.",
    "stMarkdownBadge": "Without it a long badge is cut off.",
    "stPageLink": "Without it a printed sheet shows links that nobody can click.",
    "stSidebar": "Without it a printed sheet shows the sidebar.",
    "stSkipToContent": "Without it a printed sheet shows a link that nobody can click.",
    "stToolbar": "Without it a printed sheet shows Streamlit's toolbar.",
    "stVerticalBlock": "Without it a printed sheet has wider gaps and takes more paper.",
    "InputInstructions": "Without it a printed sheet says 'Press Enter to submit'.",
}
"""Test ids and classes of Streamlit's elements in the lab's CSS.

The class ``st-key-...`` of an element with a key is documented.
"""
