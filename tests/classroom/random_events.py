"""Random events of every kind for hypothesis, of few students and questions, so that they affect each other."""

from typing import Any

from hypothesis import strategies as st

from dwconv.classroom import events
from dwconv.classroom.events import Event
from dwconv.classroom.limits import Limits
from dwconv.classroom.room_state import Room

SMALL = Limits(rooms=3, students=3, lifetime=100, questions=4)
STUDENTS = [f"student{number}" for number in range(5)]
QUESTIONS = [f"q{number}" for number in range(5)]

students = st.sampled_from(STUDENTS)
questions = st.sampled_from(QUESTIONS)
connections = st.sampled_from(["one", "two"])
times = st.integers(0, 1000 * SMALL.lifetime - 1)


def _of(kind: type[Event], **fields: Any) -> st.SearchStrategy[Event]:
    return st.builds(kind, at=times, **fields)


moments = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["tap", "window", "pixel"]),
        "step": st.integers(0, 40),
        "tap": st.integers(0, 8),
        "playing": st.booleans(),
        "lane": st.integers(0, 3),
        "speed": st.sampled_from([0.25, 1.0, 64.0]),
        "until": st.none() | st.integers(0, 40),
    }
)

by_students = st.one_of(
    _of(events.Joined, student=students, connection=connections),
    _of(events.Left, student=students, connection=connections),
    _of(events.Answered, student=students, question=questions, answer=st.integers(0, 3)),
    _of(events.Lost, student=students, lost=st.booleans()),
)
by_teacher = st.one_of(
    moments.map(lambda moment: events.Moved(at=5, **moment)),
    _of(
        events.Pictured,
        hash=st.sampled_from(["a" * 64, "b" * 64, "c" * 64]),
        drawn_by=st.sampled_from(["player", "comparison"]),
        page=st.sampled_from(["", "comparison"]),
        caption=st.sampled_from(["", "Two layers."]),
        layer=st.just({"h": "5"}),
        moment=moments,
    ),
    _of(events.ModeSet, mode=st.sampled_from(events.MODES)),
    _of(
        events.Asked,
        id=questions,
        public=st.just({"kind": "choice", "choices": ["a", "b", "c", "d"]}),
        whole=st.just({"answer": 2}),
    ),
    _of(events.Closed),
    _of(events.Reopened),
    _of(
        events.Revealed,
        reveal=st.just({"answer": "c"}),
        where=st.sampled_from(["everywhere", "projector"]),
    ),
    _of(events.Cleared),
    _of(events.Helped),
)
going_on = st.one_of(by_students, by_teacher)
random_events = st.one_of(by_students, by_teacher, _of(events.Restored), _of(events.Ended))


def new_room(code: str = "BCDFG", limits: Limits = SMALL) -> Room:
    return Room(code, "digest", 0, limits)
