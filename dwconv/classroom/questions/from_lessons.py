"""Questions from exercises, from the lesson and its claims, and polls that the teacher types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dwconv.classroom.events import ClassError
from dwconv.classroom.questions.class_question import ClassQuestion, Kind
from dwconv.costs.latex_formulas import Formula, plain_formula
from dwconv.teaching.claims import Claim, tested_layers
from dwconv.teaching.exercises import Exercise, exercise
from dwconv.teaching.exercises.read_answers import SHAPE
from dwconv.teaching.lesson import parts
from dwconv.teaching.lesson.wording import plain_text

MOST_CHOICES = 6
MOST_CHARACTERS = 300


def ask_exercise(seed: int, kind: str, level: int, number: int = 0) -> ClassQuestion:
    """Ask an exercise of the Exercises page.

    Parameters
    ----------
    seed, kind, level, number
        As for `dwconv.teaching.exercises.exercise`; `kind` is one of its
        ``kinds(level)``.

    Examples
    --------
    >>> ask_exercise(4, "shape", 1).right
    ['4', '6', '4']
    """
    one = exercise(seed, kind, level, number)
    form = _form(one)
    lines = [one.question]
    for table in one.tables:
        lines += [f"{table.title}:", *(" ".join(map(str, row)) for row in table.values.tolist())]
    if one.connections:
        lines += _connections(one.connections)
    return ClassQuestion(
        form,
        re.sub(r"(?<!\S)-", "−", "\n".join(lines)),
        _answer_of(one, one.answer),
        tuple((_answer_of(one, wrong.answer), wrong.explanation) for wrong in one.wrong_answers),
        tuple(f"Right is {_line(line)}" if one.lines else _result(line) for line in one.solution),
        choices=_choices(one),
        names=one.names if form in ("number", "shape") else (),
        fields=one.names if form == "fields" else (),
        exercise=(seed, kind, level, number),
    )


def _choices(one: Exercise) -> tuple[str, ...]:
    """What is chosen from: words, or the lines of a derivation of which one is wrong."""
    return one.words or tuple(
        f"{number}. {_line(line)}" for number, line in enumerate(one.lines, 1)
    )


def _line(line: Formula) -> str:
    """A line of a derivation in plain text."""
    label = line.label.replace(": ", ", ")
    return f"{label}: {plain_formula(line.numbers)} = {line.result:,}".replace("-", "−")


def _result(line: Formula) -> str:
    return f"{line.label}: {line.result:,}".replace(": -", ": −")


def _form(one: Exercise) -> Kind:
    """How a class answers an exercise."""
    if one.words or one.lines:
        return "choice"
    if len(one.names) == 1:
        return "number"
    return "shape" if one.names == SHAPE else "fields"


def _answer_of(one: Exercise, answer: tuple[int, ...]) -> Any:
    """An exercise's answer in the form in which a class keeps answers."""
    if one.words:
        return answer[0]
    if one.lines:
        return answer[0] - 1
    if len(one.names) == 1:
        return str(answer[0])
    if one.names == SHAPE:
        return [str(number) for number in answer]
    return dict(zip(one.names, answer, strict=True))


def _connections(pairs: tuple[tuple[int, int], ...]) -> list[str]:
    outputs = sorted({output for _, output in pairs})
    return [
        f"output {output} is made from input "
        + ", ".join(str(one) for one, other in pairs if other == output)
        for output in outputs
    ]


def beats_with_questions() -> list[tuple[int, int]]:
    """Return the part and the beat, counted from 1, of every question of the lesson."""
    return [
        (number, beat)
        for number, part in enumerate(parts())
        for beat in range(1, len(part.beats) + 1)
        if part.question_after(beat)[0]
    ]


def lesson_questions() -> list[tuple[str, str]]:
    """Return every question of the lesson with its answer, in plain text."""
    found = []
    for number, beat in beats_with_questions():
        question, answer = parts()[number].question_after(beat)
        found.append((plain_text(question), plain_text(answer)))
    return found


def ask_lesson_question(index: int) -> ClassQuestion:
    """Ask one of `lesson_questions`."""
    return ask_beat(*beats_with_questions()[index])


def ask_beat(number: int, beat: int) -> ClassQuestion:
    """Ask what the lesson asks after a beat.

    Parameters
    ----------
    number : int
        Of the part, from 0.
    beat : int
        From 1.

    Examples
    --------
    >>> question = ask_beat(0, 2)
    >>> question.kind, question.names, question.right
    ('number', ('places',), '4')
    """
    part = parts()[number]
    text, answer = (plain_text(one) for one in part.question_after(beat))
    form = part.form_after(beat)
    assert form is not None, "every question of the lesson says how it is answered"
    kind: Kind = "choice" if form.choices else "number" if len(form.names) == 1 else "fields"

    def kept(numbers: tuple[int, ...]) -> Any:
        if kind == "choice":
            return numbers[0]
        if kind == "number":
            return str(numbers[0])
        return dict(zip(form.names, numbers, strict=True))

    known = {numbers: sentence for numbers, sentence in form.wrong if numbers != form.right}
    return ClassQuestion(
        kind,
        text,
        kept(form.right),
        tuple((kept(numbers), sentence) for numbers, sentence in known.items()),
        (answer,),
        choices=form.choices,
        names=form.names if kind == "number" else (),
        fields=form.names if kind == "fields" else (),
        look=False,
    )


def ask_claim(claim: Claim, holds: bool) -> ClassQuestion:
    """Ask whether a claim of the lesson is true.

    It is tested on layers of its own, and the answer says on which: the class sees another one.

    Parameters
    ----------
    claim : Claim
    holds : bool
        Whether it is, by its test.
    """
    return ClassQuestion(
        "choice",
        f"True or false, whatever the picture shows? {plain_text(claim.text)}",
        0 if holds else 1,
        solution=(tested_layers(claim), plain_text(claim.truth)),
        choices=("True", "False"),
    )


def ask_poll(text: str, choices: Sequence[str]) -> ClassQuestion:
    """Ask what the teacher typed; no answer is right.

    Raises
    ------
    ClassError
        If there is no question, or fewer than two or more than six choices, or too much text.

    Examples
    --------
    >>> ask_poll("Faster?", ["yes", " ", "no"]).choices
    ('yes', 'no')
    """
    question = " ".join(text.split())
    given = tuple(dict.fromkeys(" ".join(choice.split()) for choice in choices if choice.strip()))
    if not question:
        raise ClassError("Type a question.")
    if not 2 <= len(given) <= MOST_CHOICES:
        raise ClassError(f"Type 2 to {MOST_CHOICES} different choices.")
    if max(map(len, (question, *given))) > MOST_CHARACTERS:
        raise ClassError(f"A question or a choice has at most {MOST_CHARACTERS} characters.")
    return ClassQuestion("choice", question, choices=given)
