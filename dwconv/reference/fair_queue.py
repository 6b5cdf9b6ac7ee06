"""A queue that serves people in turn: one person with many items does not delay the others."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Items that wait, each for somebody. Safe to use from many threads.

    Those of one person come out in their order. Between people it goes round: one item of each.

    Examples
    --------
    >>> queue = FairQueue()
    >>> for person, item in [("Ann", 1), ("Ann", 2), ("Ann", 3), ("Bob", 4)]:
    ...     queue.put(person, item)
    >>> [queue.get() for _ in range(4)]
    [1, 4, 2, 3]
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[Hashable, deque[T]] = {}  # by person, in the order of their turns
        self._closed = False

    def put(self, person: Hashable, item: T) -> None:
        """Add an item to those of a person."""
        with self._changed:
            self._waiting.setdefault(person, deque()).append(item)
            self._changed.notify()

    def get(self) -> T | None:
        """Wait for an item and take it out; None once the queue is closed and empty."""
        with self._changed:
            while not self._waiting:
                if self._closed:
                    return None
                self._changed.wait()
            person = next(iter(self._waiting))
            items = self._waiting.pop(person)
            item = items.popleft()
            if items:
                self._waiting[person] = items  # behind all others
            return item

    def take_all(self) -> list[T]:
        """Take out all that wait."""
        with self._changed:
            items = [item for items in self._waiting.values() for item in items]
            self._waiting.clear()
            return items

    def close(self) -> None:
        """Let `get` return None once nothing waits any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def waiting(self) -> int:
        """How many items wait."""
        with self._changed:
            return sum(map(len, self._waiting.values()))

    def waiting_for(self, person: Hashable) -> int:
        """How many items of one person wait."""
        with self._changed:
            return len(self._waiting.get(person, ()))
