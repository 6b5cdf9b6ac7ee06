"""The Teacher's sheets page: for each page and the lesson one sheet, to read, print and keep."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dwconv.player.moment import KnownMoment
from dwconv.teaching.sheets import PageLink, make_sheet, sheet_body, sheet_document, title_of
from dwconv.ui.components.announcer import announce
from dwconv.ui.file_names import file_name
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.player_state import write_moment
from dwconv.ui.parameters.table import choice_row, defaults
from dwconv.ui.widgets.controls import choice_list
from dwconv.ui.widgets.page_parts import heading

_PAPER = Path(__file__).with_name("print.css").read_text(encoding="utf-8")


def show() -> None:
    """Show the page."""
    heading()
    with st.container(horizontal=True, vertical_alignment="bottom", key="sheet-controls"):
        name = choice_list("guide")
        place = st.empty()
    sheet = make_sheet(name)
    announce(choice_row("guide").options[name])
    addresses = [_whole_url(link) for link in sheet.links]
    place.download_button(
        "Save for printing",
        lambda: sheet_document(sheet, addresses),
        file_name=file_name(name, "html"),
        mime="text/html",
        icon=":material/download:",
        on_click="ignore",
        help="An HTML file. Open it in a browser and print it: it fills one page.",
    )
    st.html(
        f'<style>{_PAPER}</style><p class="on-paper title-on-paper">{escape(title_of(sheet))}</p>'
    )
    st.html(sheet_body(sheet, addresses))


def _whole_url(link: PageLink) -> str:
    """The URL of a link, on the site that this page was opened from."""
    here = urlsplit(st.context.url or "http://localhost/sheets")
    base = here.path.rstrip("/").removesuffix("/sheets")
    return f"{here.scheme}://{here.netloc}{base}/{link.page}?{urlencode(query_of(link))}"


def query_of(link: PageLink) -> dict[str, str]:
    """The parameters in the URL of a link.

    Examples
    --------
    >>> sheet = make_sheet("window")
    >>> query_of(sheet.links[1])["by"], query_of(sheet.links[2])["predict"]
    ('tap', '1')
    """
    values = defaults()
    if link.spec is not None and PAGES[link.page].about_layer:
        values.update(values_of(link.spec))
    values.update(link.more)
    moment: KnownMoment = {"unit": link.unit} if link.unit else {}
    return write_link(values, link.page) | write_moment(moment)
