"""Reads students' answers, checks their size, and writes equal answers in one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dwconv.classroom.events import ClassError
from dwconv.teaching.exercises.read_answers import SHAPE, read_whole

MOST_CELLS = 400
MOST_NAMES = 12
_LARGEST = 10**12


def read_answer(question: Mapping[str, Any], given: Any) -> Any:
    """Return an answer in the form in which it is kept and counted.

    Parameters
    ----------
    question : mapping
        What students get of a question: its "kind", with "names" for numbers, "choices" or "fields".
    given : Any
        For "number" and "shape" the text as it was typed; for "cells" a list of [row, column]; for
        "choice" its index; for "fields" a mapping of names to whole numbers or texts.

    Returns
    -------
    str, int, list or dict
        For "number" a whole number such as "12", for "shape" a list of those, for "cells" the sorted
        list, for "choice" the index, for "fields" whole numbers by their names.

    Raises
    ------
    ClassError
        With a sentence for the student.

    Examples
    --------
    >>> read_answer({"kind": "number"}, "1,152"), read_answer({"kind": "shape"}, "8x8x6")
    ('1152', ['8', '8', '6'])
    >>> read_answer({"kind": "cells"}, [[1, 2], [0, 3], [1, 2]])
    [[0, 3], [1, 2]]
    """
    kind = question.get("kind")
    if kind == "number":
        return _numbers(given, tuple(question.get("names", ("number",)))[:1])[0]
    if kind == "shape":
        return _numbers(given, tuple(question.get("names", SHAPE)))
    if kind == "cells":
        return _cells(given)
    if kind == "choice":
        return _choice(given, len(question.get("choices", ())))
    if kind == "fields":
        return _fields(given, [str(name) for name in question.get("fields", ())])
    raise ClassError("This page does not know such a question. Load it again.", 409)


def _numbers(given: Any, names: tuple[str, ...]) -> list[str]:
    if not isinstance(given, str):
        raise ClassError("Type the answer as text.")
    numbers, complaint = read_whole(given, names)
    if complaint:
        raise ClassError(complaint)
    if any(abs(number) > _LARGEST for number in numbers):
        raise ClassError("That number is too large for any answer here.")
    return [str(number) for number in numbers]


def _cells(given: Any) -> list[list[int]]:
    rule = "Choose cells of the picture."
    if not isinstance(given, list) or len(given) > MOST_CELLS:
        raise ClassError(f"{rule} At most {MOST_CELLS}.")
    for cell in given:
        if not (isinstance(cell, list) and len(cell) == 2):
            raise ClassError(rule)
        if not all(type(place) is int and -1000 < place < 1000 for place in cell):
            raise ClassError(rule)
    return [list(cell) for cell in sorted({tuple(cell) for cell in given})]


def _choice(given: Any, count: int) -> int:
    if type(given) is not int or not 0 <= given < count:
        raise ClassError(f"Choose one of the {count} choices.")
    return given


def _fields(given: Any, names: list[str]) -> dict[str, int]:
    if not isinstance(given, dict):
        raise ClassError("Fill in every field.")
    answer = {}
    for name in names[:MOST_NAMES]:
        try:
            (number,) = _numbers(str(given.get(name, "")), (name,))
        except ClassError as refused:
            raise ClassError(f"{name}: {refused}") from None
        answer[name] = int(number)
    return answer
