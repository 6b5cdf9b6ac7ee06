"""The lesson given to a live class: each beat asks its question, shows the answers, reveals, goes on."""

from __future__ import annotations

from collections.abc import Callable

from dwconv.classroom import events
from dwconv.classroom.questions import ClassQuestion, ask_beat, reveal
from dwconv.classroom.room import AskedQuestion, Room
from dwconv.teaching.lesson import parts
from dwconv.ui import live_class


def _name(part: int, beat: int) -> str:
    """What the id of a beat's question begins with."""
    return f"beat-{part}-{beat}-"


def take_next_step(part: int, beat: int, open_answer: Callable[[], None]) -> bool:
    """Do what comes next with the class before the beat after this one.

    Parameters
    ----------
    part, beat : int
        As links count them.
    open_answer : callable
        Opens the answer on the page.

    Returns
    -------
    bool
        False where nothing is left to do, and the lesson goes on.
    """
    room = live_class.room()
    if room is None:
        return False
    if room.question is None:
        if not _is_to_ask(room, part, beat):
            return False
        return live_class.ask(lambda: ask_beat(part, beat), name=_name(part, beat))
    asked = room.question
    if asked.open:
        live_class.teach(events.Closed())
        return True
    if asked.reveal is None:
        live_class.teach(events.Revealed(reveal=_revealed(asked)))
        if asked.id.startswith(_name(part, beat)):
            open_answer()
        return True
    live_class.teach(events.Cleared())
    return not asked.id.startswith(_name(part, beat))


def _is_to_ask(room: Room, part: int, beat: int) -> bool:
    """Whether a beat has a question that this class has not had yet."""
    if not parts()[part].question_after(beat)[0]:
        return False
    return not any(asked.id.startswith(_name(part, beat)) for asked in room.questions)


def _revealed(asked: AskedQuestion) -> dict[str, object]:
    return reveal(ClassQuestion.from_whole(asked.whole), asked.answers)
