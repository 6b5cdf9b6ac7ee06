"""Badges that say whether TensorFlow agrees with the numbers on the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal

import streamlit as st

from dwconv.reference.compare import Verdict
from dwconv.ui import cached
from dwconv.ui.session import lab
from dwconv.ui.widgets.late_answers import show_when_ready

_Color = Literal["green", "orange", "red"]
_COLORS_AND_ICONS: dict[str, tuple[_Color, str]] = {
    "agrees": ("green", ":material/check:"),
    "confirmed": ("orange", ":material/rule:"),
    "differs": ("red", ":material/close:"),
    "refused": ("orange", ":material/block:"),
}


def show_layer_verdict() -> None:
    """Show whether TensorFlow agrees with the lab's layer. Call it last: it may wait a little."""
    now = lab()
    show_verdict_when_ready(lambda: cached.verdict(now))


def show_verdict_when_ready(ask: Callable[[], Future[Verdict]], before: str = "") -> None:
    """Show a verdict of TensorFlow as soon as there is one.

    Parameters
    ----------
    ask : callable
        Returns the same future each time, from a cache.
    before : str, optional
        Words before the verdict, such as "Right side: ".
    """
    show_when_ready(ask, lambda verdict: show_verdict(verdict, before), only_words, before)


def only_words(verdict: Verdict) -> str:
    """All that there is to say; "" if there is an explanation as well, or another colour."""
    return verdict.sentence if verdict.kind == "agrees" and not verdict.explanation else ""


def show_verdict(verdict: Verdict, before: str = "", *, reason: bool = True) -> None:
    """Show a verdict of TensorFlow as a badge, and beside it a button that opens the reason.

    Parameters
    ----------
    verdict : Verdict
    before : str, optional
        Words before the verdict, such as "Right side: ".
    reason : bool, optional
        False where the page itself shows the reason.
    """
    color, icon = _COLORS_AND_ICONS[verdict.kind]
    if not (verdict.explanation and reason):
        st.badge(before + verdict.sentence, icon=icon, color=color)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.badge(before + verdict.sentence, icon=icon, color=color)
        # a button, not a tip: it opens by keyboard and by touch, and a screen reader reads it
        label = "Why not 0?" if verdict.kind == "agrees" else "Why?"
        with st.popover(label, type="tertiary"):
            st.markdown(verdict.explanation)
