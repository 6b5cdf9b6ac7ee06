"""TensorFlow's word on the numbers on the screen, in one line."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from dwconv.reference.calls import Verdict
from dwconv.ui import cached
from dwconv.ui.session import lab
from dwconv.ui.widgets.waiting import when_ready

_Color = Literal["green", "orange", "red"]
_LOOKS: dict[str, tuple[_Color, str]] = {
    "agrees": ("green", ":material/check:"),
    "confirmed": ("orange", ":material/rule:"),
    "differs": ("red", ":material/close:"),
    "refused": ("orange", ":material/block:"),
}


def badge() -> None:
    """Say whether TensorFlow agrees. Call it last: the picture must not wait for it."""
    now = lab()
    when_ready(lambda: cached.verdict(now), say)


def say(verdict: Verdict, about: str = "") -> None:
    """Show a verdict as a badge, behind what it is about."""
    color, icon = _LOOKS[verdict.kind]
    st.badge(about + verdict.sentence, icon=icon, color=color, help=verdict.explanation or None)
