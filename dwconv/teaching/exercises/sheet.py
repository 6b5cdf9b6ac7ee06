"""Sheets of exercises: the same numbers give the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.teaching.exercises.channels import ask_channel, ask_kind
from dwconv.teaching.exercises.costs import ask_cost
from dwconv.teaching.exercises.derivations import ask_wrong_line
from dwconv.teaching.exercises.exercise_and_grade import Exercise
from dwconv.teaching.exercises.random_layers import LEVELS
from dwconv.teaching.exercises.random_stream import RandomStream
from dwconv.teaching.exercises.shapes import ask_parameters, ask_same_padding, ask_shape
from dwconv.teaching.exercises.values import ask_value

EDITION = 3
"""Edition of the sheets. Whoever changes the numbers of any exercise raises it and keeps the sheets
of earlier editions, or sheets that were given out change while a class works on them. Words may be
changed. Edition 1 has at level 1 a question about SAME, and a layer may come twice in a sheet. In
edition 2 two layers of a sheet may have the same rows, or one the rows that are the other's columns."""

_STREAM = 1  # the first word of all random streams

KINDS: dict[str, Callable[[RandomStream, int], Exercise]] = {
    "shape": ask_shape,
    "same": ask_same_padding,
    "value": ask_value,
    "channel": ask_channel,
    "cost": ask_cost,
    "picture": ask_kind,
    "find": ask_parameters,
    "wrong step": ask_wrong_line,
}


_WITHOUT_SIZES = {"channel", "picture"}  # the questions that name no sizes


def exercise(seed: int, kind: str, level: int, number: int = 0) -> Exercise:
    """Make one exercise.

    Parameters
    ----------
    seed : int
        Of the sheet; at least 0.
    kind : str
        A key of `KINDS`.
    level : {1, 2, 3}
    number : int, optional
        To have several of a kind.

    Returns
    -------
    Exercise
        The same for the same arguments.

    Raises
    ------
    DwconvError
        If there is no such kind or level.

    Examples
    --------
    >>> one = exercise(4, "shape", 1)
    >>> print(one.question)
    Input 6×8×4 (height × width × channels), kernel 3×3, multiplier 1, stride 1, padding VALID. What is the shape of the output?
    >>> one.grade(one.shown_answer).right
    True
    """
    integer("seed", seed, 0)
    integer("number", number, 0)
    if kind not in KINDS:
        raise DwconvError("kind", kind, f"must be one of {', '.join(KINDS)}")
    if level not in LEVELS:
        raise DwconvError("level", level, "must be 1, 2 or 3")
    return KINDS[kind](RandomStream(_STREAM, seed, kind, level, number), level)


def kinds(level: int) -> tuple[str, ...]:
    """Return the kinds of exercise on a sheet of a level: there is no SAME at level 1.

    Examples
    --------
    >>> kinds(1)[:2], kinds(2)[:2]
    (('shape', 'value'), ('shape', 'same'))
    """
    return tuple(kind for kind in KINDS if level > 1 or kind != "same")


@lru_cache(maxsize=64)
def sheet(seed: int, level: int, edition: int = EDITION) -> tuple[Exercise, ...]:
    """Make a sheet: one exercise of every kind.

    No two of them are about layers with an axis in common, so that none gives away the answer of
    another, not even half of it.

    Parameters
    ----------
    seed : int
        At least 0.
    level : {1, 2, 3}
    edition : int, optional
        From 1 to `EDITION`: an earlier one makes the sheet as it was then.

    Raises
    ------
    DwconvError
        If there is no such level or edition.

    Examples
    --------
    >>> [one.kind for one in sheet(4, 2)] == list(KINDS)
    True
    """
    if edition not in range(1, EDITION + 1):
        raise DwconvError("edition", edition, f"must be from 1 to {EDITION}")
    if edition == 1:
        return tuple(exercise(seed, kind, level) for kind in KINDS)
    sizes_of = _sizes_of if edition == 2 else _axes_of
    exercises: list[Exercise] = []
    taken: set[Hashable] = set()
    for kind in kinds(level):
        number = 0
        one = exercise(seed, kind, level)
        while kind not in _WITHOUT_SIZES and taken & sizes_of(one):
            number += 1
            one = exercise(seed, kind, level, number)
        exercises.append(one)
        if kind not in _WITHOUT_SIZES:
            taken |= sizes_of(one)
    return tuple(exercises)


def _sizes_of(exercise: Exercise) -> set[Hashable]:
    """Return the layer of an exercise without its channels, on which the output's size does not depend."""
    return {exercise.spec.replace(channels=1, multiplier=1)}


def _axes_of(exercise: Exercise) -> set[Hashable]:
    """Return the two axes of the layer: size, kernel, stride, dilation, padding of each."""
    return {exercise.spec.vertical, exercise.spec.horizontal}
