"""The pages as `st.navigation` takes them, by the sections of the navigation, and links to them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dwconv.ui import live_class
from dwconv.ui.page_table import PAGES, SECTIONS
from dwconv.ui.streamlit_internals import page_for_links
from dwconv.ui.streamlit_speed import copy_page, known_page


def sections() -> dict[str, list[StreamlitPage]]:
    """Return the pages for one run: a page may be run once."""
    return {
        title: [copy_page(page) for page in pages] for title, pages in _pages_by_section().items()
    }


def sidebar_at_first() -> Literal["auto", "collapsed"]:
    """Whether the sidebar with the controls is closed at first.

    It is while this session teaches a class, whose picture needs the room; a button opens it.
    Streamlit closes it in narrow windows by itself. A phone held sideways is wide, but so low that
    the picture needs all of it. Browsers on phones say "Mobile".
    """
    on_phone = "Mobile" in st.context.headers.get("User-Agent", "")
    return "collapsed" if on_phone or live_class.may_teach() else "auto"


@lru_cache
def _pages_by_section() -> dict[str, list[StreamlitPage]]:
    """All pages, for which Streamlit looks for their files."""
    return {
        title: [
            known_page(st.Page(page.script, title=page.title, default=page.is_start))
            for page in PAGES.values()
            if page.section == section
        ]
        for section, title in SECTIONS.items()
    }


def page_link(
    path: str, label: str, icon: str | None = None, query: dict[str, str] | None = None
) -> None:
    """Show a link to a page of the lab: every link in the lab's pages is made here.

    Parameters
    ----------
    path : str
        The page's path in a URL; "" for the start page.
    label : str
    icon : str, optional
    query : dict of str to str, optional
        The parameters in the link; without them the page shows what it would show next.
    """
    st.page_link(_for_links()[path], label=label, icon=icon, query_params=query)


@lru_cache
def _for_links() -> dict[str, StreamlitPage]:
    """By path: `st.page_link` would look for a script's file."""
    return {
        page.url_path: page_for_links(page)
        for pages in _pages_by_section().values()
        for page in pages
    }
