"""The current part and beat of the lesson, and the buttons to go on, back or to another part.

Next first opens the answer to a question, or tests a claim, and only then goes on (and says which): a clicker
with two keys reaches all there is. Where the session teaches a live class, the class is asked first: see `lesson_for_class`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dwconv.teaching.claims import claims
from dwconv.teaching.lesson import chapters, parts
from dwconv.ui import session
from dwconv.ui.pages.lesson import claim_tests, lesson_for_class
from dwconv.ui.parameters.table import number_of
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import show_caption

_REPLAYS = "_lesson_replays"  # how often "Play again" was clicked
_OPENED = "_lesson_opened"  # the beat whose answer Next opened
_ENDED = "_lesson_ended"  # the part whose farewell is shown


def position() -> tuple[int, int]:
    """Return the number of the part, and that of its beat, counted from 1, as the link has them."""
    values = lab().values
    return number_of(values, "part"), number_of(values, "beat")


def go_to(part: int, beat: int) -> None:
    """Go to a beat, counted from 1."""
    st.session_state.pop(_OPENED, None)
    st.session_state.pop(_ENDED, None)
    session.set_controls({"part": part, "beat": beat})


def is_at_end() -> bool:
    """Whether the farewell of this part is shown, which comes after its last beat."""
    part, beat = position()
    return st.session_state.get(_ENDED) == part and beat == list(chapters().values())[part]


def replays() -> int:
    """Return how often "Play again" was clicked."""
    count: int = st.session_state.get(_REPLAYS, 0)
    return count


def choose_part() -> None:
    """Show the list of all parts by their titles."""
    titles = list(chapters())
    now, _ = position()
    # Another one in every part: what the browser still says of the last one is not taken for a choice.
    chosen = st.selectbox(
        "Part of the lesson",
        range(len(titles)),
        index=now,
        key=f"part-{now}",
        format_func=lambda part: f"{part}: {titles[part]}" if part else titles[part],
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
    >>> neighbours(0, 1)
    (None, (0, 2))
    >>> neighbours(2, 1)
    ((1, 3), (2, 2))
    """
    all_beats = [
        (part_number, beat_number)
        for part_number, beats in enumerate(chapters().values())
        for beat_number in range(1, beats + 1)
    ]
    here = all_beats.index((part, beat))
    return (
        all_beats[here - 1] if here else None,
        all_beats[here + 1] if here + 1 < len(all_beats) else None,
    )


def answer_key() -> str:
    """Return the session's key of whether the answer after this beat is open.

    Once Next has opened it, it is another one: what a browser still says of the closed answer, before
    it has heard of the open one, must not close it again.
    """
    part, beat = position()
    opened = "-opened" if st.session_state.get(_OPENED) == (part, beat) else ""
    return f"lesson-answer-{part}-{beat}{opened}"


def is_answer_open() -> bool:
    """Whether the answer after this beat is open."""
    return bool(st.session_state.get(answer_key()))


def next_answers() -> bool:
    """Whether Next opens the answer to the question of this beat."""
    part, beat = position()
    return (
        part < len(parts())
        and not is_at_end()
        and bool(parts()[part].question_after(beat)[0])
        and not is_answer_open()
        and not lesson_for_class.asks_next(part, beat)
    )


def open_answer() -> None:
    """Open the answer after this beat."""
    st.session_state[_OPENED] = position()
    st.session_state[answer_key()] = True


def progress(of_beat: int | None = None) -> str:
    """Return which beat of the part this is, or another one.

    Returns
    -------
    str
        Such as "4 of 12".
    """
    part, beat = position()
    return f"{of_beat or beat} of {list(chapters().values())[part]}"


def go_on() -> None:
    """Ask the class, open the answer, or test the claim of this beat; then go to the next beat."""
    part, beat = position()
    _, after = neighbours(part, beat)
    open_it: Callable[[], None]
    if part == len(parts()):
        claim = claims()[beat - 1]
        is_open, open_it = claim_tests.is_tested(claim), partial(claim_tests.test, claim)
    else:
        nothing = not parts()[part].question_after(beat)[0]
        is_open, open_it = nothing or is_answer_open(), open_answer
    if lesson_for_class.take_next_step(part, beat, open_it):
        session.ask_for_rerun()
    elif not is_open:
        open_it()
        session.ask_for_rerun()
    elif after and part < len(parts()) and parts()[part].farewell and after[0] != part:
        st.session_state[_ENDED] = part  # a key more goes no further: whoever goes on says where
        session.ask_for_rerun()
    elif after:
        go_to(*after)


def go_to_next_part() -> None:
    """Go from the farewell of a part to the next part."""
    go_to(position()[0] + 1, 1)


def go_back() -> None:
    """Go to the beat before this one, or from the farewell back to the last beat."""
    if is_at_end():
        st.session_state.pop(_ENDED)
        session.ask_for_rerun()
        return
    before, _ = neighbours(*position())
    if before:
        go_to(*before)


def show_buttons() -> None:
    """Show Back, Next and Play again, and which beat of the part this is."""
    part, beat = position()
    before, after = neighbours(part, beat)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="lesson-moves"
    ):
        st.button(
            "Back",
            key="lesson-back",
            on_click=go_back,
            disabled=before is None,
            shortcut="PageUp",
        )
        st.button(
            _word_for_next(part, beat, after),
            key="lesson-next",
            type="primary",
            on_click=go_on,
            disabled=is_at_end() or (after is None and not _something_to_open(part, beat)),
            shortcut="PageDown",
        )
        if part < len(parts()):
            st.button(
                "Play again",
                key="lesson-again",
                icon=":material/replay:",
                type="tertiary",
                on_click=_play_again,
            )
        show_caption(progress(), width="content")


def _word_for_next(part: int, beat: int, after: tuple[int, int] | None) -> str:
    if lesson_for_class.asks_next(part, beat):
        return "Ask the class"
    if next_answers():
        return "Answer"
    if part == len(parts()) and not claim_tests.is_tested(claims()[beat - 1]):
        return claim_tests.TEST
    if part < len(parts()) and parts()[part].farewell:
        after = None  # the farewell comes before the next part
    return "Next part" if after and after[0] != part else "Next"


def _something_to_open(part: int, beat: int) -> bool:
    """Whether the last beat of all still has a claim to test."""
    return part == len(parts()) and not claim_tests.is_tested(claims()[beat - 1])


def _play_again() -> None:
    st.session_state[_REPLAYS] = replays() + 1
