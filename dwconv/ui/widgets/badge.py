"""Badges that say whether TensorFlow agrees with the numbers on the page."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dwconv.reference.compare import Verdict
from dwconv.ui import cached
from dwconv.ui.session import lab
from dwconv.ui.widgets.waiting import show_when_ready

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
    show_when_ready(lambda: cached.verdict(now), show_verdict)


def show_verdict(verdict: Verdict, before: str = "") -> None:
    """Show a verdict of TensorFlow as a badge.

    Parameters
    ----------
    verdict : Verdict
    before : str, optional
        Words before the verdict, such as "Right side: ".
    """
    color, icon = _COLORS_AND_ICONS[verdict.kind]
    st.badge(before + verdict.sentence, icon=icon, color=color, help=verdict.explanation or None)
