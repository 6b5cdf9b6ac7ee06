"""Sheets of exercises: the same numbers give the same sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import integer
from dwconv.teaching.exercises.channels import ask_channel, ask_kind
from dwconv.teaching.exercises.costs import ask_cost
from dwconv.teaching.exercises.derivations import ask_wrong_line
from dwconv.teaching.exercises.layers import LEVELS
from dwconv.teaching.exercises.random_stream import RandomStream
from dwconv.teaching.exercises.shapes import ask_parameters, ask_same_padding, ask_shape
from dwconv.teaching.exercises.structure import Exercise
from dwconv.teaching.exercises.values import ask_value

# Another edition makes other exercises of the same link. Whoever changes the numbers of any exercise
# makes a new one, or sheets that were given out change under the class's hands. Words may be mended.
EDITION = 1

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
    return KINDS[kind](RandomStream(EDITION, seed, kind, level, number), level)


@lru_cache(maxsize=64)
def sheet(seed: int, level: int) -> tuple[Exercise, ...]:
    """Make a sheet: one exercise of every kind.

    Examples
    --------
    >>> [one.kind for one in sheet(4, 2)] == list(KINDS)
    True
    """
    return tuple(exercise(seed, kind, level) for kind in KINDS)
