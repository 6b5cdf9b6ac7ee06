"""What the teacher gets of a class: counts."""

from __future__ import annotations

from typing import Any

from dwconv.classroom.room import Room, counts


def figures(room: Room) -> dict[str, Any]:
    """Return what the teacher's page shows beside the picture, as JSON.

    Examples
    --------
    >>> figures(Room("BCDFG", "", 0))["students"]
    0
    """
    asked = room.question
    return {
        "version": room.version,
        **counts(room),
        "question": asked.id if asked else None,
        "open": bool(asked and asked.open),
        "revealed": bool(asked and asked.reveal is not None),
        "mode": room.mode,
        "ended": room.ended,
        "ends": room.ends,
    }
