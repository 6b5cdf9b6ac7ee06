"""Turns: how many runs of pages work at once, first come, first served.

All runs share one interpreter. Sixty that work at once are all late together; one after the
other, the first is there after its own few milliseconds, and the last no later than before.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A queue before something that only so many threads may do at once.

    Parameters
    ----------
    at_once : int
        How many may.

    Examples
    --------
    >>> turns = Turns(1)
    >>> with turns.taken():
    ...     with turns.lent():  # while waiting for somebody else
    ...         pass
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = self._free = at_once
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and keep it for the block; a thread that has one needs no other."""
        if self._has_turn():
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let another thread go on during the block, in which this one only waits."""
        if not self._has_turn():
            yield
            return
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def idle(self) -> bool:
        """Whether nobody has a turn or waits for one."""
        with self._lock:
            return self._free == self._at_once

    def waiting(self) -> int:
        """How many threads wait for a turn."""
        with self._lock:
            return len(self._waiting)

    def _has_turn(self) -> bool:
        return bool(getattr(self._mine, "turn", False))

    def _take(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                called = None
            else:
                called = threading.Event()
                self._waiting.append(called)
        if called is not None:
            called.wait()  # whoever calls hands the turn over: nobody can slip in between
        self._mine.turn = True

    def _give_back(self) -> None:
        self._mine.turn = False
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


RUNS = Turns(1)
"""Runs of whole pages. One at a time: they work in one interpreter, which two do not speed up."""
