"""Parts that several pages show: the head of a page, a column of formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.latex_formulas import Formula
from dwconv.player.assets import BASE
from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.components.announcer import announce
from dwconv.ui.navigation import page_link
from dwconv.ui.page_table import PRODUCT
from dwconv.ui.session import lab, page, warnings
from dwconv.ui.streamlit_speed import send_now
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.shape_line import Shape, layer_shapes, padding_in_words, shape_line
from dwconv.ui.widgets.share import share, share_page

# The colours of the theme, which Streamlit gives to components alone, for what lies around them.
_COLOURS = " ".join(
    f"--dw-page{name.removeprefix('--st')}: light-dark({light}, {THEMES['dark'][name]});"
    for name, light in THEMES["light"].items()
)
_RULES = Path(__file__).with_name("page_parts.css").read_text(encoding="utf-8")
STYLE = f"<style>:root {{ {_COLOURS} }}\n{BASE}{_RULES}</style>"
"""Of all pages: it stands in the document that a browser loads first, not in what runs send."""


# In a narrow window the navigation is in the sidebar.
NO_SIDEBAR = (
    "<style>@media (min-width: 769px) { "
    ":is([data-testid=stSidebar], [data-testid=stExpandSidebarButton]) { display: none; } }</style>"
)
"""For pages without a sidebar, before everything else: otherwise the previous page's sidebar stays until this
run ends, and then everything moves."""


def heading(
    sentence: str = "",
    *,
    lead: str = "",
    name: str = "",
    shapes: Sequence[Shape] | None = None,
    announced: bool = True,
    also_said: Sequence[str] = (),
    beside: Callable[[], object] | None = None,
    before: Callable[[], object] | None = None,
    after: Callable[[], object] | None = None,
    sharing: Callable[[], object] | None = None,
    picture: Callable[[], object] | None = None,
) -> DeltaGenerator:
    """Show the top of a page: the same parts in the same places on every page.

    In the row of the navigation the way home and Share; below it the page's name, its shapes and
    the place for a verdict; then the sentence, with controls before and after it.

    Parameters
    ----------
    sentence : str, optional
        What to look for on the page; "" for nothing.
    lead : str, optional
        Comes before the sentence; on a phone above the picture, which all else follows there.
    name : str, optional
        The page's name where it is not that of the table of pages.
    shapes : sequence of Shape, optional
        For the shape line; by default those of the layer, if the page is about it: then screen
        readers hear a change of its padding as well.
    announced : bool, optional
        Whether screen readers hear other shapes when a control changes them: not where a page has
        more to say. A player says it itself.
    also_said : sequence of str, optional
        What else a control may change, for screen readers: the view that is chosen, for one.
    beside : callable, optional
        Draws a control beside the name.
    before, after : callable, optional
        Draw controls in the row of the sentence, before it and after it.
    sharing : callable, optional
        Draws Share; by default as it is for pages about the layer, or for the others.
    picture : callable, optional
        Draws the picture below the heading. It is sent before all else that stands in the heading:
        it is what everybody waits for.

    Returns
    -------
    DeltaGenerator
        A place beside the shape line, for TensorFlow's verdict.
    """
    if player_only():
        place = _top_of_player_only()
        if picture:
            picture()
        return place
    top = st.container(gap="xxsmall", key="heading")
    if picture:
        picture()
        send_now()
    about_layer = page().about_layer
    if shapes is None and about_layer:
        shapes, also_said = layer_shapes(lab().spec), (padding_in_words(lab().spec), *also_said)
    shapes = shapes or ()
    with top:
        _show_warnings()
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title"):
            if not st.context.is_embedded:
                with st.container(width="content", key="home"):
                    page_link("", PRODUCT, ":material/home:")
            _show_name(name or page().heading, shapes)
            if beside:
                beside()
            place = st.container(width="content", key="beside-title")
            with st.container(width="content", key="title-end"):  # a fragment takes all room
                (sharing or (share if about_layer else share_page))()
        if announced and about_layer and page().player is None:
            announce(*(shape.in_words for shape in shapes), *also_said)
        if lead:
            with st.container(key="lead"):
                show_caption(lead)
        if sentence or before or after:
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key="tools"
            ):
                if before:
                    before()
                if sentence:
                    show_caption(f"{lead}\n\n{sentence}" if lead else sentence, width="stretch")
                if after:
                    after()
    return place


def _show_name(name: str, shapes: Sequence[Shape]) -> None:
    """Show the page's name with its shapes; before them screen readers hear what the page is."""
    about = page().about if page().about_layer else ""
    said = f'<p class="dw-unseen">{escape(about)}</p>' if about else ""
    line = shape_line(shapes) if shapes else ""
    st.html(f'<h1 class="dw-page-name">{escape(name)}</h1>{said}{line}', width="content")


def player_only() -> bool:
    """Whether another web site has embedded this page: then the player is all that is shown."""
    return bool(st.context.is_embedded) and page().player is not None


def _top_of_player_only() -> DeltaGenerator:
    st.html(
        "<style>[data-testid=stMainBlockContainer] { padding-block: 8px; }"
        f".dw-player {{ --dw-height: max(300px, calc(100dvh - {16 + _warnings_height()}px)); }}"
        ".dw-comparison .dw-code { display: none; } .dw-comparison.dw-comparison.dw-comparison { margin-bottom: 0; }"
        "</style>"
    )
    _show_warnings()
    return st.empty()


def _show_warnings() -> None:
    if warnings():
        st.warning("  \n".join(warnings()), icon=":material/info:")


def _warnings_height() -> int:
    """Pixels that the warnings at the top take."""
    return 70 + 24 * len(warnings()) if warnings() else 0


def show_formulas(lines: list[Formula]) -> None:
    """Show formulas below each other: what each works out, in letters, with numbers."""
    shown = []
    for line in lines:
        # below the letters, but behind a name alone
        between = "  \n" if "=" in line.symbols else " "
        shown.append(f"{line.label}  \n${line.symbols}${between}${line.substituted}$")
    show_text("\n\n".join(shown))
