"""The lesson given to a live class: each beat asks its question, shows the answers, reveals, goes on.

At the end of the lesson the class is asked of each claim whether it is true.
"""

from __future__ import annotations

from collections.abc import Callable

from dwconv.classroom import events
from dwconv.classroom.questions import ClassQuestion, ask_beat, reveal
from dwconv.classroom.room_state import AskedQuestion, Room
from dwconv.teaching.lesson import parts
from dwconv.ui import live_class


def _question_id_start(part: int, beat: int) -> str:
    """What the id of a beat's question begins with."""
    return f"beat-{part}-{beat}-"


def take_next_step(part: int, beat: int, open_answer: Callable[[], None]) -> bool:
    """Do what comes next with the class before the beat after this one.

    Parameters
    ----------
    part, beat : int
        As links count them.
    open_answer : callable
        Opens the answer on the page, or tests its claim.

    Returns
    -------
    bool
        False where nothing is left to do, and the lesson goes on.
    """
    room = live_class.room()
    if room is None:
        return False
    if room.question is None:
        build = _question_of(part, beat)
        if build is None or not _can_be_asked(room, part, beat):
            return False
        live_class.ask(
            build, name=_question_id_start(part, beat)
        )  # if that fails, the page says why
        return True
    asked = room.question
    if asked.open:
        if not live_class.has_just_asked():
            live_class.teach(events.Closed())
        return True
    if asked.reveal is None:
        live_class.teach(events.Revealed(reveal=_revealed(asked)))
        if asked.id.startswith(_question_id_start(part, beat)):
            open_answer()
        return True
    live_class.teach(events.Cleared())
    return not asked.id.startswith(_question_id_start(part, beat))


def asks_next(part: int, beat: int) -> bool:
    """Return whether `take_next_step` would ask the class the question of a beat."""
    room = live_class.room()
    return room is not None and room.question is None and _can_be_asked(room, part, beat)


def _can_be_asked(room: Room, part: int, beat: int) -> bool:
    had = any(one.id.startswith(_question_id_start(part, beat)) for one in room.questions)
    full = len(room.questions) >= room.limits.questions
    return _question_of(part, beat) is not None and not had and not full


def _question_of(part: int, beat: int) -> Callable[[], ClassQuestion] | None:
    """What builds the question of a beat or of a claim; None where nothing is asked."""
    if part == len(parts()):
        return lambda: live_class.about_claim(beat - 1)
    return (lambda: ask_beat(part, beat)) if parts()[part].question_after(beat)[0] else None


def _revealed(asked: AskedQuestion) -> dict[str, object]:
    return reveal(ClassQuestion.from_whole(asked.whole), asked.answers)
