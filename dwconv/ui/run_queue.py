"""Limits how many page runs compute at the same time; the others wait in a queue.

All runs share one interpreter. If sixty runs work at the same time, all sixty end late. If they
work one after the other, the first ends after a few milliseconds and the last no later than before.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any


class RunQueue:
    """A queue before something that only so many threads may do at once.

    Parameters
    ----------
    at_once : int
        How many may.
    patience : float, optional
        Seconds after which a thread goes on without a turn: one that hangs must not stop the
        others for good.

    Examples
    --------
    >>> queue = RunQueue(1)
    >>> with queue.turn():
    ...     queue.sleep(0.01)  # another thread may have the turn meanwhile
    """

    def __init__(self, at_once: int, patience: float = 5.0) -> None:
        self._free = at_once
        self._patience = patience
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._nobody_waits = threading.Event()
        self._nobody_waits.set()
        self._mine = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
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
    def lend(self) -> Iterator[None]:
        """Let another thread go on during the block, in which this one only waits."""
        if not self._has_turn():
            yield
            return
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def sleep(self, seconds: float) -> None:
        """Do nothing for so long, and let others go on meanwhile."""
        with self.lend():
            time.sleep(seconds)

    def wait_for(self, future: Future[Any], seconds: float) -> bool:
        """Wait so long for a future at most, let others go on meanwhile, and tell if it is done."""
        if not future.done():
            with self.lend():
                wait([future], seconds)
        return future.done()

    def waiting(self) -> int:
        """How many threads wait for a turn."""
        with self._lock:
            return len(self._waiting)

    def wait_until_nobody_waits(self, seconds: float) -> None:
        """Do nothing until no thread waits for a turn, so long at most: for what is less urgent."""
        self._nobody_waits.wait(max(0.0, seconds))

    def _has_turn(self) -> bool:
        return bool(getattr(self._mine, "turn", False))

    def _take(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                self._mine.turn = True
                return
            called = threading.Event()
            self._waiting.append(called)
            self._nobody_waits.clear()
        # Whoever calls hands the turn over: nobody can slip in between.
        if not called.wait(self._patience):
            with self._lock:
                if called in self._waiting:  # not called at the last moment
                    self._waiting.remove(called)
                    self._note_who_waits()
                    return
        self._mine.turn = True

    def _give_back(self) -> None:
        if not self._has_turn():
            return  # it went on without one
        self._mine.turn = False
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
                self._note_who_waits()
            else:
                self._free += 1

    def _note_who_waits(self) -> None:
        if not self._waiting:
            self._nobody_waits.set()


RUNS = RunQueue(1)
"""Runs of whole pages. One at a time: they work in one interpreter, which two do not speed up."""
