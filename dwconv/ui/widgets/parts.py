"""Parts that several pages show: title row, heading, column of formulas."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.formulas import Formula
from dwconv.ui.session import lab, page, warnings
from dwconv.ui.widgets.share import share

# Streamlit's wide layout keeps margins that the player needs more.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-inline: clamp(0.75rem, 2vw, 1.5rem); }
[data-testid="stMain"] h3 code { font-size: clamp(0.8rem, 2.6vw, 1rem); }
.stMarkdownBadge { white-space: normal !important; }
/* A long badge breaks within its place rather than moving the picture down. */
@media (min-width: 1000px) {
  .st-key-title { flex-wrap: nowrap; }
  .st-key-title > * { flex-shrink: 1; min-width: 0; }
  .st-key-title > :first-child { flex-shrink: 0; }
  .st-key-title .stMarkdownBadge { line-height: 1.15; }
}
/* As high as the fields beside them. */
[data-testid="stMain"] [data-testid="stButtonGroup"] button { min-height: 2.5rem; }
/* Without a pointer that hovers, a table's tools are always there, above it. */
@media (hover: none) {
  [data-testid="stElementContainer"]:has([data-testid="stDataFrame"]) { margin-top: 1.8rem; }
}
</style>"""


def heading(
    sentence: str,
    *,
    before: Callable[[], object] | None = None,
    after: Callable[[], object] | None = None,
    shapes: str = "",
) -> DeltaGenerator:
    """Show the top of a page: the shape line, one sentence, what was wrong with a link.

    Parameters
    ----------
    sentence : str
        What to look for on the page; "" for nothing.
    before, after : callable, optional
        Draw controls in the row of the sentence, before it and after it.
    shapes : str, optional
        The shape line of a page that shows other shapes than the layer's.

    Returns
    -------
    DeltaGenerator
        A place beside the shape line, for TensorFlow's verdict.
    """
    if player_only():
        return _top_of_player_only()
    place = title(f"`{shapes or lab().shapes}`")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if before:
            before()
        if sentence:
            st.caption(sentence, width="stretch")
        if after:
            after()
        with st.container(width="content"):  # a fragment by itself takes all the room there is
            share()
    return place


def player_only() -> bool:
    """Whether another web site has embedded this page: then the player is all that is shown."""
    return bool(st.context.is_embedded) and page().player is not None


def _top_of_player_only() -> DeltaGenerator:
    st.html(
        _STYLE.replace(
            "</style>",
            "[data-testid=stMainBlockContainer] { padding-block: 8px; }"
            f".dw-player {{ --dw-height: max(300px, calc(100dvh - {16 + _warnings_height()}px)); }}"
            "</style>",
        )
    )
    _show_warnings()
    return st.empty()


def _show_warnings() -> None:
    if warnings():
        st.warning("  \n".join(warnings()), icon=":material/info:")


def _warnings_height() -> int:
    """Pixels that the warnings at the top take."""
    return 70 + 24 * len(warnings()) if warnings() else 0


def title(text: str, sentence: str = "") -> DeltaGenerator:
    """Show a title, one sentence, what was wrong with a link.

    Returns
    -------
    DeltaGenerator
        A place beside the title.
    """
    # The player fills what the sentences above it leave of the window.
    lower = (
        f".dw-player {{ --dw-height: max(420px, calc(100dvh - {165 + _warnings_height()}px)); }}"
        if warnings()
        else ""
    )
    st.html(_STYLE.replace("</style>", lower + "</style>"))
    _show_warnings()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title"):
        st.subheader(text, anchor=False, width="content")
        place = st.container(width="content")
    if sentence:
        st.caption(sentence)
    return place


def show_formulas(lines: list[Formula]) -> None:
    """Show formulas below each other: what each works out, in letters, with numbers."""
    st.markdown(
        "\n\n".join(f"{line.says}  \n${line.symbols}$  \n${line.substituted}$" for line in lines)
    )
