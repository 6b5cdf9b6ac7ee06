"""The lesson page: text beside its animation, and at the end claims to be tested."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dwconv.teaching.claims import claims
from dwconv.teaching.lesson import parts
from dwconv.ui import live_class
from dwconv.ui.pages.lesson.beat_animation import calls_of, show_animation, show_to_class
from dwconv.ui.pages.lesson.claim_tests import show_all_claims, show_claim, show_verdict
from dwconv.ui.pages.lesson.current_beat import (
    choose_part,
    is_answer_open,
    is_at_end,
    position,
    show_buttons,
)
from dwconv.ui.pages.lesson.text import show_calls, show_farewell, show_text
from dwconv.ui.widgets.page_parts import heading

_STYLE = Path(__file__).with_name("lesson.css").read_text(encoding="utf-8")


def show() -> None:
    """Show the page."""
    heading(beside=choose_part)
    _show_beat()


def _show_beat() -> None:
    """Show the beat that the link names: its text, and the animation beside it."""
    st.html(f"<style>{_STYLE}</style>")
    part_number, beat_number = position()
    part = parts()[part_number] if part_number < len(parts()) else None
    teaches = live_class.teacher() is not None
    if part is not None:
        show_to_class(part, beat_number)
    left, right = st.columns([4, 9], gap="medium")
    with left:
        show_buttons()
        live_class.show_problem()
        if teaches:
            live_class.show_desk(small=True, page_down=False)
        with st.container(key="lesson-text"):
            if part is None:
                if teaches:
                    live_class.prepare_claim(beat_number - 1)
                show_claim(claims()[beat_number - 1])
            elif is_at_end():
                show_farewell(part, parts()[part_number + 1])
            else:
                show_text(part, beat_number)
    with right, st.container(key="lesson-picture"):
        if part is None:
            show_verdict(claims()[beat_number - 1])
            show_all_claims(part_number)
        else:
            show_animation(part, beat_number)
    if part is not None and not is_at_end():
        picture = part.beats[beat_number - 1].picture(is_open=is_answer_open())
        with st.expander("In TensorFlow: the call, and what it prints", icon=":material/code:"):
            show_calls(part.calls or calls_of(picture))
    if not teaches:
        live_class.show_desk()
