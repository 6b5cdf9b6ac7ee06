"""Parts that several pages show: title row, heading, column of formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.formulas import Formula
from dwconv.player.assets import BASE
from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.components.announcer import announce
from dwconv.ui.session import lab, page, warnings
from dwconv.ui.widgets.shape_line import Shape, layer_shapes, shape_line
from dwconv.ui.widgets.share import share

# The colours of the theme, which Streamlit gives to components alone, for what lies around them.
_COLOURS = " ".join(
    f"--dw-page{name.removeprefix('--st')}: light-dark({light}, {THEMES['dark'][name]});"
    for name, light in THEMES["light"].items()
)
_RULES = Path(__file__).with_name("page_parts.css").read_text(encoding="utf-8")
STYLE = f"<style>:root {{ {_COLOURS} }}\n{BASE}{_RULES}</style>"
"""Of all pages: it stands in the document that a browser loads first, not in what runs send."""


def heading(
    sentence: str,
    *,
    shapes: Sequence[Shape] = (),
    announced: bool = True,
    also_said: Sequence[str] = (),
    before: Callable[[], object] | None = None,
    after: Callable[[], object] | None = None,
) -> DeltaGenerator:
    """Show the top of a page about the layer: its name, the shape line, one sentence, Share.

    Parameters
    ----------
    sentence : str
        What to look for on the page; "" for nothing.
    shapes : sequence of Shape, optional
        For the shape line of a page that is about other shapes than the layer's.
    announced : bool, optional
        Whether screen readers hear other shapes when a control changes them: not where a page has
        more to say. A player says it itself.
    also_said : sequence of str, optional
        What else a control may change, for screen readers: the view that is chosen, for one.
    before, after : callable, optional
        Draw controls in the row of the sentence, before it and after it.

    Returns
    -------
    DeltaGenerator
        A place beside the shape line, for TensorFlow's verdict.
    """
    if player_only():
        return _top_of_player_only()
    with st.container(gap="xxsmall", key="heading"):
        shown = shapes or layer_shapes(lab().spec)
        place = title(page().heading, shapes=shown, about=page().about, at_end=share)
        if announced and page().player is None:
            announce(*(shape.in_words for shape in shown), *also_said)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tools"):
            if before:
                before()
            if sentence:
                st.caption(sentence, width="stretch")
            if after:
                after()
    return place


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


def title(
    name: str,
    sentence: str = "",
    *,
    shapes: Sequence[Shape] = (),
    about: str = "",
    at_end: Callable[[], object] | None = None,
) -> DeltaGenerator:
    """Show a page's name, the shape line, one sentence, what was wrong with a link.

    Parameters
    ----------
    name : str
        The heading of the page.
    sentence : str, optional
    shapes : sequence of Shape, optional
        For the shape line.
    about : str, optional
        What the page is, for screen readers: it stands before the shapes.
    at_end : callable, optional
        Draws what stands at the end of the row.

    Returns
    -------
    DeltaGenerator
        A place beside the title.
    """
    if warnings():  # the player fills what the sentences above it leave of the window
        lower = f"max(420px, calc(100dvh - {172 + _warnings_height()}px))"
        st.html(f"<style>.dw-player {{ --dw-height: {lower}; }}</style>")
    _show_warnings()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title"):
        line = shape_line(shapes) if shapes else ""
        said = f'<p class="dw-unseen">{escape(about)}</p>' if about else ""
        st.html(f'<h1 class="dw-page-name">{escape(name)}</h1>{said}{line}', width="content")
        place = st.container(width="content", key="beside-title")
        if at_end:
            with st.container(width="content", key="title-end"):  # a fragment takes all room
                at_end()
    if sentence:
        st.caption(sentence)
    return place


def show_formulas(lines: list[Formula]) -> None:
    """Show formulas below each other: what each works out, in letters, with numbers."""
    st.markdown(
        "\n\n".join(f"{line.label}  \n${line.symbols}$  \n${line.substituted}$" for line in lines)
    )
