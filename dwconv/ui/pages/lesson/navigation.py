"""The current part and beat of the lesson, and the buttons to go on, back or to another part."""

from __future__ import annotations

import streamlit as st

from dwconv.teaching.lesson import chapters, parts
from dwconv.ui import session
from dwconv.ui.parameters.table import number_of
from dwconv.ui.session import lab

_REPLAYS = "_lesson_replays"  # how often "Again" was clicked


def position() -> tuple[int, int]:
    """Return part and beat that the link names, counted from 1."""
    values = lab().values
    return number_of(values, "part"), number_of(values, "beat")


def go_to(part: int, beat: int) -> None:
    """Go to a beat, counted from 1."""
    session.set_controls({"part": part, "beat": beat})


def replays() -> int:
    """Return how often "Again" was clicked."""
    count: int = st.session_state.get(_REPLAYS, 0)
    return count


def choose_part() -> None:
    """Show the list of all parts by their titles."""
    titles = list(chapters())
    now, _ = position()
    # Another one in every part: what the browser still says of the last one is not taken for a choice.
    chosen = st.selectbox(
        "Part of the lesson",
        range(1, len(titles) + 1),
        index=now - 1,
        key=f"part-{now}",
        format_func=lambda part: f"{part} of {len(titles)}: {titles[part - 1]}",
        label_visibility="collapsed",
        width=340,
    )
    if chosen != now:
        go_to(chosen, 1)
        st.rerun()


def neighbours(part: int, beat: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the beats before and after one, across the parts; None at either end.

    Examples
    --------
    >>> neighbours(1, 1)
    (None, (1, 2))
    >>> neighbours(2, 1)
    ((1, 3), (2, 2))
    """
    all_beats = [
        (part_number, beat_number)
        for part_number, beats in enumerate(chapters().values(), 1)
        for beat_number in range(1, beats + 1)
    ]
    here = all_beats.index((part, beat))
    return (
        all_beats[here - 1] if here else None,
        all_beats[here + 1] if here + 1 < len(all_beats) else None,
    )


def show_buttons() -> None:
    """Show Back, Next and Again, and which beat of the part this is."""
    part, beat = position()
    before, after = neighbours(part, beat)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="lesson-moves"
    ):
        st.button(
            "Back",
            key="lesson-back",
            on_click=go_to,
            args=before or (part, beat),
            disabled=before is None,
            shortcut="PageUp",
        )
        st.button(
            "Next part" if after and after[0] != part else "Next",
            key="lesson-next",
            type="primary",
            on_click=go_to,
            args=after or (part, beat),
            disabled=after is None,
            shortcut="PageDown",
        )
        if part <= len(parts()):
            st.button(
                "Again",
                key="lesson-again",
                icon=":material/replay:",
                type="tertiary",
                on_click=_play_again,
            )
        st.caption(f"{beat} of {list(chapters().values())[part - 1]}", width="content")


def _play_again() -> None:
    st.session_state[_REPLAYS] = replays() + 1
