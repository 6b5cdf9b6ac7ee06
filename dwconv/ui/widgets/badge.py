"""Badges that say whether TensorFlow agrees with the numbers on the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal

import streamlit as st

from dwconv.reference.known_faults import WHAT_TO_DO
from dwconv.reference.verdict import Verdict
from dwconv.ui import cached
from dwconv.ui.components.announcer import announce
from dwconv.ui.session import lab
from dwconv.ui.widgets.show_when_ready import answer_if_there, show_when_ready

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
    announce_objection(answer_if_there(cached.verdict(now)))


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


def announce_objection(verdict: Verdict | None, before: str = "") -> None:
    """Let screen readers say that TensorFlow does not agree and what to do, once.

    Call it once in every run of a page with a player, so that the next one knows what was said.
    The status of a player says the sizes; pages without one announce in their heading.

    Parameters
    ----------
    verdict : Verdict or None
        None while there is none.
    before : str, optional
        Words before the verdict, such as "Right side: ".
    """
    if verdict is None or verdict.kind == "agrees":
        announce("")
        return
    remedy = verdict.explanation.partition(WHAT_TO_DO)[2].partition(". ")[0].rstrip(".")
    announce(before + verdict.sentence + (f" {WHAT_TO_DO}{remedy}." if remedy else ""))


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
