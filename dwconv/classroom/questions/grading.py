"""Grades a class's answers: right or wrong, the known mistakes, and how many gave each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dwconv.classroom.questions.class_question import ClassQuestion
from dwconv.engine.plurals import counted
from dwconv.teaching.exercises import Exercise, exercise

Bar = dict[str, Any]

MOST_BARS = 8
"""So many bars fit on a projector and a phone."""


@dataclass(frozen=True)
class GradedAnswer:
    """What one answer comes to.

    Attributes
    ----------
    right : bool or None
        None where no answer is right.
    label : str
        The answer in words.
    mistake : str
        The mistake that gives this answer, as a sentence; "" if none is known.
    """

    right: bool | None
    label: str
    mistake: str = ""


def grade(question: ClassQuestion, answer: Any) -> GradedAnswer:
    """Judge an answer that `dwconv.classroom.answers.read_answer` has read.

    Examples
    --------
    >>> question = ClassQuestion("number", "3·3?", "9", (("6", "You added."),))
    >>> grade(question, "9").right, grade(question, "6").mistake, grade(question, "7").mistake
    (True, 'You added.', '')
    """
    label = question.written(answer)
    if question.right is None:
        return GradedAnswer(None, label)
    if answer == question.right or _is_another_right_one(question, answer):
        return GradedAnswer(True, label)
    for wrong, sentence in question.mistakes:
        if wrong == answer:
            return GradedAnswer(False, label, sentence)
    missed = _missed_cells(question.right, answer) if question.kind == "cells" else ""
    return GradedAnswer(False, label, missed)


def _missed_cells(right: list[list[int]], chosen: list[list[int]]) -> str:
    """Say how far chosen cells are from the right ones.

    Examples
    --------
    >>> _missed_cells([[0, 1], [0, 2]], [[1, 2], [1, 3]])
    'It has the right size, but another place. It is 1 row too low. It is 1 column too far right.'
    >>> _missed_cells([[0, 1], [0, 2]], [[0, 1], [3, 3]])
    '1 of 2 cells found. 1 is not under the window.'
    """
    down, across = (chosen[0][side] - right[0][side] if chosen else 0 for side in (0, 1))
    if chosen == [[row + down, column + across] for row, column in right]:
        said = ["It has the right size, but another place."]
        if down > 0:
            said.append(counted(down, "It is {n} row too low.", "It is {n} rows too low."))
        if down < 0:
            said.append(counted(-down, "It is {n} row too high.", "It is {n} rows too high."))
        if across > 0:
            said.append(
                counted(
                    across, "It is {n} column too far right.", "It is {n} columns too far right."
                )
            )
        if across < 0:
            said.append(
                counted(
                    -across, "It is {n} column too far left.", "It is {n} columns too far left."
                )
            )
        return " ".join(said)
    hits = sum(cell in right for cell in chosen)
    found = counted(len(right), f"{hits} of {{n}} cell found.", f"{hits} of {{n}} cells found.")
    wrong = counted(
        len(chosen) - hits, "{n} is not under the window.", "{n} are not under the window."
    )
    return f"{found} {wrong}" if hits < len(chosen) else found


def _is_another_right_one(question: ClassQuestion, answer: Any) -> bool:
    """Whether an answer is right where the exercise has more than one right answer."""
    if not question.exercise:
        return False
    made_from = _made_from(question.exercise)
    if made_from.explain_miss is None or question.kind != "fields":
        return False
    return not made_from.explain_miss(tuple(answer[name] for name in question.fields))


@lru_cache(maxsize=256)
def _made_from(reference: tuple[Any, ...]) -> Exercise:
    return exercise(*reference)


def histogram(question: ClassQuestion, answers: Iterable[Any]) -> list[Bar]:
    """Count equal answers: the choices in their order, all else with the most frequent first.

    Returns
    -------
    list of dict
        "key", "label", "count", "right" (None where nothing is), and "mistake" where one is known.

    Examples
    --------
    >>> question = ClassQuestion("choice", "True?", 0, choices=("true", "false"))
    >>> [(bar["label"], bar["count"], bar["right"]) for bar in histogram(question, [0, 1, 0])]
    [('true', 2, True), ('false', 1, False)]
    """
    counts: dict[str, int] = {}
    given: dict[str, Any] = {}
    if question.kind == "choice":
        for index in range(len(question.choices)):
            counts[str(index)], given[str(index)] = 0, index
    for answer in answers:
        key = json.dumps(answer, sort_keys=True)
        counts[key] = counts.get(key, 0) + 1
        given[key] = answer
    bars = []
    for key, count in counts.items():
        outcome = grade(question, given[key])
        bar: Bar = {"key": key, "label": outcome.label, "count": count, "right": outcome.right}
        if outcome.mistake:
            bar["mistake"] = outcome.mistake
        bars.append(bar)
    if question.kind != "choice":
        bars.sort(key=lambda bar: (-bar["count"], bar["label"]))
    return bars


def _with_right_one(question: ClassQuestion, bars: list[Bar]) -> list[Bar]:
    """Add a bar for the right answer where only wrong ones were given."""
    if question.right is None or not bars or any(bar["right"] for bar in bars):
        return bars
    key = json.dumps(question.right, sort_keys=True)
    return [
        *bars,
        {"key": key, "label": question.written(question.right), "count": 0, "right": True},
    ]


def fewer_bars(question: ClassQuestion, bars: list[Bar]) -> list[Bar]:
    """Join the rarest answers that were typed or tapped into one bar, so that at most `MOST_BARS` are left.

    A right answer keeps its bar, however rare it is; choices keep all of theirs.

    Examples
    --------
    >>> question = ClassQuestion("number", "3·3?", "9")
    >>> bars = histogram(question, ["9", *"1122345678"])
    >>> [(bar["label"], bar["count"]) for bar in fewer_bars(question, bars)][-2:]
    [('9', 1), ('other answers', 2)]
    """
    if question.kind == "choice" or len(bars) <= MOST_BARS:
        return bars
    ranked = sorted(bars, key=lambda bar: (not bar["right"], -bar["count"], "mistake" not in bar))
    kept = [bar["key"] for bar in ranked[: MOST_BARS - 1]]
    rest = sum(bar["count"] for bar in bars if bar["key"] not in kept)
    other: Bar = {"key": "null", "label": "other answers", "count": rest, "right": False}
    return [*(bar for bar in bars if bar["key"] in kept), other]


def reveal(question: ClassQuestion, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is shown when the answer is revealed: the answer, why, and the histogram.

    Parameters
    ----------
    question : ClassQuestion
    answers : mapping of str to Any
        By student.
    """
    right = "" if question.right is None else question.written(question.right)
    given = histogram(question, answers.values())
    shown: dict[str, Any] = {
        "answer": right,
        "solution": list(question.solution),
        "bars": _with_right_one(question, fewer_bars(question, given)),
    }
    if question.moment:
        shown["moment"] = dict(question.moment)
    if question.kind == "cells" and question.right is not None:
        shown["cells"] = question.right
    return shown
