"""Tests how input of students and of the environment is read: answers, codes, limits, rates."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.classroom import codes
from dwconv.classroom.answers import MOST_CELLS, read_answer
from dwconv.classroom.events import ClassError, read_moment, read_student
from dwconv.classroom.limits import WRONG_CODES, Limits, Rate, RateLimiter, read_limits
from dwconv.classroom.open_classes import open_store
from dwconv.teaching.exercises.read_answers import LONGEST

NUMBER = {"kind": "number"}
CHOICE = {"kind": "choice", "choices": ["a", "b"]}
FIELDS = {"kind": "fields", "fields": ["channel", "filter"]}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=90),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("question", "given_answer", "read"),
    [
        (NUMBER, " 1,152. ", "1152"),
        (NUMBER, "6/2", "3"),
        (NUMBER, "−12", "-12"),
        ({"kind": "number", "names": ["MACs"]}, "MACs: 120", "120"),
        ({"kind": "shape"}, "(None, 8, 8, 6)", ["8", "8", "6"]),
        ({"kind": "shape", "names": ["height", "width"]}, "3 by 4", ["3", "4"]),
        ({"kind": "cells"}, [[2, 1], [0, 5], [2, 1]], [[0, 5], [2, 1]]),
        ({"kind": "cells"}, [], []),
        (CHOICE, 1, 1),
        (FIELDS, {"channel": "2", "filter": 0, "more": 9}, {"channel": 2, "filter": 0}),
    ],
)
def test_answers_are_read(question: dict[str, Any], given_answer: Any, read: Any) -> None:
    assert read_answer(question, given_answer) == read


@pytest.mark.parametrize(
    ("question", "given_answer", "words"),
    [
        (NUMBER, "twelve", "There is no number in that."),
        (NUMBER, 12, "Type the answer as text."),
        (NUMBER, "1" * 14, "too large"),
        (NUMBER, "1.944", "A whole number is needed here. A point means decimals"),
        ({"kind": "shape"}, "8x8", "3 numbers are needed"),
        ({"kind": "cells"}, [[1]], "Choose cells of the picture."),
        ({"kind": "cells"}, [[1, True]], "Choose cells of the picture."),
        ({"kind": "cells"}, [[1, 2]] * (MOST_CELLS + 1), "At most 400"),
        (CHOICE, 2, "Choose one of the 2 choices."),
        (CHOICE, True, "Choose one of the 2 choices."),
        (FIELDS, {"channel": 1}, "There is no answer yet."),
        (FIELDS, {"channel": 1, "filter": "1/2"}, "filter: A whole number is needed here."),
        ({"kind": "song"}, 1, "does not know such a question"),
    ],
)
def test_text_that_is_no_answer_gets_a_sentence(
    question: dict[str, Any], given_answer: Any, words: str
) -> None:
    with pytest.raises(ClassError) as refused:
        read_answer(question, given_answer)
    assert words in str(refused.value)


@given(st.sampled_from([NUMBER, CHOICE, FIELDS, {"kind": "shape"}, {"kind": "cells"}]), anything)
def test_whatever_a_browser_sends_is_read_or_refused(question: dict[str, Any], sent: Any) -> None:
    problem, read = "", None
    try:
        read = read_answer(question, sent)
    except ClassError as refused:
        problem = str(refused)
    assert problem.endswith(".") or (read is not None and len(str(read)) < 20_000)


@given(
    st.dictionaries(st.sampled_from(["unit", "step", "tap", "playing", "lane", "speed"]), anything)
)
def test_a_moment_is_read_or_refused(sent: dict[str, Any]) -> None:
    problem = ""
    try:
        moment = read_moment(sent)
    except ClassError as refused:
        problem = str(refused)
    if problem:
        assert problem.endswith(".")
        return
    assert moment["unit"] in ("tap", "window", "pixel")
    assert all(type(moment[name]) is int for name in ("step", "tap", "lane"))
    assert type(moment["speed"]) in (int, float)


@given(st.text())
def test_a_code_is_read_as_it_was_made_or_not_at_all(text: str) -> None:
    code = codes.read_code(text)
    assert code is None or (len(code) == 5 and codes.read_code(code.lower()) == code)


def test_codes_have_no_letters_that_look_alike_and_spell_no_words() -> None:
    assert not set(codes.LETTERS) & set("AEIOULQV0123456789")
    assert {len(codes.new_code()) for _ in range(50)} == {5}


@pytest.mark.parametrize("student", [None, 5, "", "short", "a" * 41, "a/b/c/d/e", "ünïcödé1"])
def test_a_students_number_is_letters_and_digits(student: Any) -> None:
    with pytest.raises(ClassError, match="which student"):
        read_student(student)


@pytest.mark.parametrize("text", ["none", "0", "-1", "1.5", "٣"])
def test_a_wrong_setting_stops_the_server_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"DWCONV_CLASS_ROOMS=.*must be a whole number from 1"):
        read_limits({"DWCONV_CLASS_ROOMS": text})
    with pytest.raises(ValueError, match="must be empty, or begin with redis://"):
        open_store("postgres://user:word@host/", Limits())


def test_no_password_of_a_store_is_printed() -> None:
    with pytest.raises(ValueError) as refused:
        open_store("rediss+x://user:PASSWORD@host/0", Limits())
    assert "PASSWORD" not in str(refused.value)


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from("ab")), max_size=60))
def test_nobody_gets_more_than_the_rate(calls: list[tuple[float, str]]) -> None:
    now = 0.0
    limiter = RateLimiter(clock=lambda: now)
    rate = Rate(5, 0.5)
    allowed: dict[str, list[float]] = {"a": [], "b": []}
    for passed, who in calls:
        now += passed
        if not limiter.wait(who, rate):
            allowed[who].append(now)
    for times in allowed.values():
        for first in range(len(times)):
            for last in range(first, len(times)):
                assert last - first + 1 <= 5 + 0.5 * (times[last] - times[first]) + 1e-6


def test_a_visitor_who_was_refused_may_go_on_after_the_wait() -> None:
    now = 0.0
    limiter = RateLimiter(clock=lambda: now)
    while not (wait := limiter.wait("a", WRONG_CODES)):
        pass
    now += wait
    assert limiter.wait("a", WRONG_CODES) == 0
    assert limiter.wait("b", WRONG_CODES) == 0


def test_only_the_newest_are_remembered() -> None:
    limiter = RateLimiter(clock=lambda: 0.0, most=100)
    random_numbers = random.Random(3)
    for _ in range(500):
        limiter.wait(str(random_numbers.random()), Rate(1, 1))
    assert len(limiter._left) == 100


def test_a_phone_takes_as_many_characters_of_an_answer_as_the_server_reads():
    script = Path(codes.__file__).parent / "page" / "js" / "question.js"
    assert re.findall(r"^const LONGEST = (\d+);", script.read_text("utf-8"), re.M) == [str(LONGEST)]
