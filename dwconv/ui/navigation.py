"""The pages as `st.navigation` takes them, by the sections of the navigation."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dwconv.ui.page_table import PAGES, SECTIONS
from dwconv.ui.streamlit_internals import copy_page


def sections() -> dict[str, list[StreamlitPage]]:
    """Return the pages for one run: a page may be run once."""
    return {title: [copy_page(page) for page in pages] for title, pages in _declared().items()}


@lru_cache
def _declared() -> dict[str, list[StreamlitPage]]:
    """All pages, for which Streamlit looks for their files."""
    return {
        title: [
            st.Page(page.script, title=page.title, default=page.is_start)
            for page in PAGES.values()
            if page.section == section
        ]
        for section, title in SECTIONS.items()
    }


def find_page(path: str) -> StreamlitPage:
    """Return the page at this URL path, for `st.page_link`, which would look for a script's file."""
    return _by_path()[path]


@lru_cache
def _by_path() -> dict[str, StreamlitPage]:
    return {page.url_path: page for pages in _declared().values() for page in pages}
