"""Small parts that several pages show."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.formulas import Formula
from dwconv.ui.parameters import PLAYERS
from dwconv.ui.session import complaints, lab, page
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
    says: str,
    tools: Callable[[], object] | None = None,
    first: Callable[[], object] | None = None,
) -> DeltaGenerator:
    """Show the top of a page: the shape line, one sentence, what was wrong with a link.

    Parameters
    ----------
    says : str
        The sentence.
    tools : callable, optional
        Draws what stands beside it, before what shares the page.
    first : callable, optional
        Draws what stands in the same row before the sentence.

    Returns
    -------
    DeltaGenerator
        A place beside the shape line, for the badge.
    """
    if alone():
        return _alone()
    place = title(f"`{lab().shapes}`")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if first:
            first()
        st.caption(says, width="stretch")
        if tools:
            tools()
        with st.container(width="content"):  # a fragment by itself takes all the room there is
            share()
    return place


def alone() -> bool:
    """Whether a page of somebody else's has embedded the player, and wants nothing else."""
    return bool(st.context.is_embedded) and page() in PLAYERS


def _alone() -> DeltaGenerator:
    st.html(
        _STYLE.replace(
            "</style>",
            "[data-testid=stMainBlockContainer] { padding-block: 8px; }"
            f".dw-player {{ --dw-height: max(300px, calc(100dvh - {16 + _said_height()}px)); }}"
            "</style>",
        )
    )
    if said := complaints():
        st.warning("  \n".join(said), icon=":material/info:")
    return st.empty()


def _said_height() -> int:
    """Pixels that the complaints take."""
    return 70 + 24 * len(complaints()) if complaints() else 0


def title(text: str, says: str = "") -> DeltaGenerator:
    """Show the top of a page that has a name of its own; otherwise as `heading`."""
    said = complaints()
    # The player fills what the sentences above it leave of the window.
    lower = (
        f".dw-player {{ --dw-height: max(420px, calc(100dvh - {165 + _said_height()}px)); }}"
        if said
        else ""
    )
    st.html(_STYLE.replace("</style>", lower + "</style>"))
    if said:
        st.warning("  \n".join(said), icon=":material/info:")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title"):
        st.subheader(text, anchor=False, width="content")
        place = st.container(width="content")
    if says:
        st.caption(says)
    return place


def derivation(lines: list[Formula]) -> None:
    """A column of formulas, each under what it works out: in letters, then in numbers."""
    st.markdown(
        "\n\n".join(f"{line.says}  \n${line.symbols}$  \n${line.substituted}$" for line in lines)
    )
