"""Bounds of a class, and limits on requests, high enough for a whole school with one IP address."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much there may be of everything.

    Attributes
    ----------
    rooms : int
        Classes at the same time, on all servers that share a store.
    students : int
        Of one class at the same time.
    lifetime : int
        Seconds after which a class ends by itself.
    questions : int
        That one class can be asked.
    question_bytes, picture_bytes, pictures_bytes : int
        Size of each part of a question (what students get of it, all of it, what reveals its
        answer), of one picture, and of the pictures of all classes together.
    """

    rooms: int = 200
    students: int = 500
    lifetime: int = 4 * 60 * 60
    questions: int = 300
    question_bytes: int = 40_000
    picture_bytes: int = 4_000_000
    pictures_bytes: int = 512_000_000


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits, with the two that a server's owner may set.

    Parameters
    ----------
    environment : mapping of str to str, optional
        ``DWCONV_CLASS_STUDENTS`` and ``DWCONV_CLASS_ROOMS`` are read.

    Raises
    ------
    ValueError
        If one of them is not a whole number from 1.

    Examples
    --------
    >>> read_limits({"DWCONV_CLASS_STUDENTS": "1000"}).students
    1000
    """
    given = {}
    for field, name in ("students", "DWCONV_CLASS_STUDENTS"), ("rooms", "DWCONV_CLASS_ROOMS"):
        text = environment.get(name, "")
        if not text:
            continue
        if not (text.isascii() and text.isdecimal() and int(text) > 0):
            raise ValueError(f"{name}={text}: must be a whole number from 1, such as 500.")
        given[field] = int(text)
    return Limits(**given)


@dataclass(frozen=True)
class Rate:
    """A limit: `at_once` requests at the same moment, and `a_second` requests per second on average."""

    at_once: float
    a_second: float


WRONG_CODES = Rate(60, 0.5)
"""By one address: one pupil in five of three hundred may mistype. A code is one of 1.9 million."""

OPENINGS = Rate(1500, 50)
"""Of streams and states by one address: a school of three hundred, all reloading, five times."""

POSTS = Rate(3000, 200)
"""Answers and the like by one address."""

ANSWERS = Rate(12, 1)
"""By one student."""

TEACHING = Rate(120, 20)
"""What one class is told by its teacher."""

CLASSES = Rate(30, 0.05)
"""New classes by one address."""


class RateLimiter:
    """Counts what each address, student or class does against the rate that it is allowed.

    Parameters
    ----------
    clock : callable, optional
        Seconds, for tests.
    most : int, optional
        So many are remembered; who has done nothing for longest is forgotten first.

    Examples
    --------
    >>> limiter = RateLimiter(clock=lambda: 0.0)
    >>> [limiter.wait("answers of 1", Rate(2, 0.5)) for _ in range(3)]
    [0.0, 0.0, 2.0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = 50_000) -> None:
        self._clock = clock
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str, rate: Rate, cost: float = 1) -> float:
        """Count one more, and return 0; or, where it is too many, the seconds until it is not.

        Parameters
        ----------
        who : str
        rate : Rate
        cost : float, optional
            0 asks without counting.
        """
        now = self._clock()
        left, before = self._left.pop(who, (rate.at_once, now))
        left = min(rate.at_once, left + (now - before) * rate.a_second)
        enough = left >= max(cost, 1)
        self._left[who] = (left - cost if enough else left, now)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0.0 if enough else (max(cost, 1) - left) / rate.a_second
