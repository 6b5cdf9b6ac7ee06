"""Tests how each event changes a room, and which events a room refuses."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.classroom import events, room_state
from dwconv.classroom.events import ClassError, Event
from dwconv.classroom.room_state import Room, apply, refusal
from tests.classroom.random_events import SMALL, STUDENTS, going_on, new_room, random_events

ALONE = st.lists(random_events, max_size=30)
IN_THE_MIDDLE = [
    *(events.Joined(student=name, connection="one") for name in STUDENTS[:2]),
    events.Asked(id="q0", public={"kind": "choice"}, whole={"answer": 2}),
]
MANY = st.one_of(ALONE, ALONE.map(lambda happened: [*IN_THE_MIDDLE, *happened]))


def after(*happened: Event, start: Room | None = None) -> Room:
    result = start or new_room()
    for event in happened:
        result = apply(result, event)
    return result


def asked(name: str = "q0") -> events.Asked:
    return events.Asked(id=name, public={"kind": "number"}, whole={"answer": 12})


@given(MANY)
def test_a_refused_event_changes_nothing_and_every_other_changes_something(
    happened: list[Event],
) -> None:
    before = new_room()
    for event in happened:
        now = apply(before, event)
        assert (now is before) == (refusal(before, event) is not None)
        before = now


@given(MANY)
def test_bounds_hold_whatever_happens(happened: list[Event]) -> None:
    now = after(*happened)
    assert len(now.present) <= SMALL.students
    assert len(now.questions) <= SMALL.questions
    assert now.present.keys() <= now.known
    assert now.lost <= now.known
    assert len({question.id for question in now.questions}) == len(now.questions)
    assert sum(question.open for question in now.questions) <= 1
    for question in now.questions:
        assert question.answers.keys() <= now.known


@given(MANY)
def test_answers_are_counted_exactly(happened: list[Event]) -> None:
    # Counted by hand beside it: who may answer, which question is open, and the last word counts.
    known: set[str] = set()
    present: set[str] = set()
    asked_before: list[str] = []
    open_question = closed = ""
    tally: dict[str, dict[str, int]] = defaultdict(dict)
    for number, event in enumerate(happened, 1):
        if isinstance(event, events.Ended):
            break
        if isinstance(event, events.Joined) and (
            event.student in present or len(present) < SMALL.students
        ):
            known.add(event.student)
            present.add(event.student)
        elif isinstance(event, events.Answered):
            if event.student in known and event.question == open_question:
                tally[event.question][event.student] = event.answer
        elif isinstance(event, events.Asked):
            if event.id not in asked_before and len(asked_before) < SMALL.questions:
                asked_before.append(event.id)
                open_question, closed = event.id, ""
        elif isinstance(event, events.Closed):
            open_question, closed = "", open_question or closed
        elif isinstance(event, events.Reopened):
            open_question, closed = open_question or closed, ""
        elif isinstance(event, events.Revealed | events.Cleared):
            open_question = closed = ""
        elif isinstance(event, events.Left):
            present = set(after(*happened[:number]).present)
    found = {one.id: dict(one.answers) for one in after(*happened).questions if one.answers}
    assert found == dict(tally)


def test_answers_are_taken_until_the_time_is_up_and_a_little_longer_for_slow_networks() -> None:
    public = {"kind": "number", "ends": 10_000}
    start = after(
        events.Joined(student="student1", connection="one"),
        events.Asked(id="q0", public=public, whole={}),
    )

    def answered(at: int) -> ClassError | None:
        event = events.Answered(at=at, student="student1", question="q0", answer="1")
        return refusal(start, event)

    assert answered(10_000) is answered(11_900) is None
    assert str(answered(12_100)) == "The time for this question is up."


@given(MANY)
def test_a_room_comes_back_from_its_text(happened: list[Event]) -> None:
    now = after(*happened)
    assert room_state.decode(room_state.encode(now)) == now


@given(random_events)
def test_an_event_comes_back_from_its_text(event: Event) -> None:
    assert events.decode(events.encode(event)) == event


@given(MANY)
def test_no_page_learns_the_answer_or_the_secret(happened: list[Event]) -> None:
    now = after(*happened, start=replace(new_room(), secret="THE-SECRET"))
    for_pages = str(room_state.public_state(now))
    assert "THE-SECRET" not in for_pages
    assert "whole" not in for_pages
    question = now.question
    shown = question is not None and question.reveal is not None and question.where == "everywhere"
    assert ("reveal" in for_pages) == shown
    assert not any(student in for_pages for student in STUDENTS)


@given(st.lists(going_on, max_size=20), going_on)
def test_the_students_view_changes_only_with_the_version(
    happened: list[Event], event: Event
) -> None:
    before = after(*happened)
    now = apply(before, event)

    def seen(one: Room) -> dict[str, object]:
        return room_state.public_state(one) | {"students": 0, "lost": 0, "answered": 0}

    if now.version == before.version:
        assert seen(now) == seen(before)
    else:
        assert now.version == before.version + 1


def test_a_late_goodbye_does_not_remove_a_student_who_came_back() -> None:
    now = after(
        events.Joined(student="student0", connection="one"),
        events.Joined(student="student0", connection="two"),
        events.Left(student="student0", connection="one"),
    )
    assert set(now.present) == {"student0"}
    assert after(events.Left(student="student0", connection="two"), start=now).present == {}


def test_a_student_too_many_is_refused_until_another_one_leaves() -> None:
    joined = [events.Joined(student=name, connection="one") for name in STUDENTS]
    full = after(*joined)
    reason = refusal(full, joined[-1])
    assert isinstance(reason, ClassError)
    assert str(reason).startswith("This class is full: 3 students")
    assert refusal(full, joined[0]) is None, "who is in it may reload"
    left = after(events.Left(student=STUDENTS[0], connection="one"), start=full)
    assert refusal(left, joined[-1]) is None


def test_a_new_question_closes_the_one_before() -> None:
    now = after(
        events.Joined(student="student0", connection="one"),
        asked("q0"),
        events.Answered(student="student0", question="q0", answer="12"),
        asked("q1"),
        events.Answered(student="student0", question="q0", answer="13"),
    )
    assert [question.open for question in now.questions] == [False, True]
    assert now.questions[0].answers == {"student0": "12"}


@pytest.mark.parametrize(
    "over", [events.Closed(), events.Revealed(reveal={"answer": "12"}), events.Cleared()]
)
def test_no_answer_counts_once_the_question_is_over(over: Event) -> None:
    answer = events.Answered(student="student0", question="q0", answer="12")
    now = after(events.Joined(student="student0", connection="one"), asked(), over, answer)
    assert now.questions[0].answers == {}


def test_answers_are_taken_again_without_the_time_limit_until_the_answer_is_shown() -> None:
    limited = replace(asked(), public={"kind": "number", "ends": 10_000})
    start = after(events.Joined(student="student0", connection="one"), limited, events.Closed())
    again = after(events.Reopened(), start=start)
    late = events.Answered(at=20_000, student="student0", question="q0", answer="12")
    assert refusal(again, late) is None
    assert "ends" not in room_state.public_state(again)["question"]
    assert refusal(again, events.Reopened()) is not None, "it is open"
    shown = after(events.Revealed(reveal={"answer": "12"}, where="projector"), start=start)
    assert refusal(shown, events.Reopened()) is not None


@pytest.mark.parametrize("over", [(), (events.Revealed(reveal={"answer": "12"}),)])
def test_other_numbers_put_away_a_question_about_a_moment_and_no_other(
    over: tuple[Event, ...],
) -> None:
    first, other = (events.Pictured(hash=64 * sign) for sign in "ab")
    captioned = replace(first, caption="The same numbers.")
    for whole, stays in ({"moment": {"step": 5}}, False), ({"moment": {}}, True), ({}, True):
        about = events.Asked(id="q0", public={"kind": "number"}, whole=whole)
        same = after(first, about, *over, captioned)
        assert same.question is not None
        assert same.question.open is not bool(over)
        now = after(other, start=same)
        assert (now.question is not None) is stays
        assert stays or not now.questions[0].open


def test_another_layer_closes_a_question_about_its_numbers_and_no_other() -> None:
    first = events.Pictured(hash="a" * 64, sizes="3x3")
    seeded, other = replace(first, hash="b" * 64), replace(first, hash="c" * 64, sizes="5x5")
    beside = replace(seeded, drawn_by="comparison")

    def shown_to(next_one: Event, **whole: Any) -> dict[str, Any]:
        about = events.Asked(id="q0", public={"kind": "shape"}, whole=whole)
        return room_state.public_state(after(first, about, next_one))["question"]

    for other_picture in seeded, beside, other:
        assert shown_to(other_picture)["open"], "a poll"
        assert shown_to(other_picture, about_layer=True)["open"] is (other_picture is not other)
    assert not shown_to(beside, about_layer=True, hides_output=True)["open"]
    assert shown_to(seeded, about_layer=True, hides_output=True)["open"]
    closed = after(first, events.Asked(id="q0", public={}, whole={"about_layer": True}), other)
    assert room_state.public_state(closed)["question"]["closed"] == room_state.PICTURE_CHANGED
    refused = room_state.refusal(closed, events.Reopened())
    assert "The class sees another picture now." in str(refused)


def test_a_question_for_the_projector_reaches_no_student() -> None:
    reveal = {"answer": "12"}
    shown = after(asked(), events.Revealed(reveal=reveal, where="projector"))
    assert "reveal" not in room_state.public_state(shown)["question"]
    shown = after(events.Revealed(reveal=reveal), start=shown)
    assert room_state.public_state(shown)["question"]["reveal"] == reveal


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (events.Answered(student="stranger", question="q0", answer="1"), "Join the class first"),
        (events.Answered(student="student0", question="q9", answer="1"), "no longer asked"),
        (asked("q0"), "asked already"),
    ],
)
def test_a_refusal_is_a_sentence(event: Event, words: str) -> None:
    now = after(events.Joined(student="student0", connection="one"), asked("q0"))
    reason = refusal(now, event)
    assert reason is not None
    assert words in str(reason)
    assert str(reason).endswith(".")


def test_a_class_ends_by_itself() -> None:
    late = 1000 * SMALL.lifetime
    now = new_room()
    assert refusal(now, events.Moved(at=late - 1)) is None
    assert str(refusal(now, events.Moved(at=late))) == "This class has ended."
    ended = after(events.Ended(at=late))
    assert ended.ended
    assert str(refusal(ended, asked())) == "This class has ended."
