"""Limits on files made at a click: one at a time for each visitor, in the same queue as page runs."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from dwconv.ui.run_queue import RUNS

File = TypeVar("File", bound=str | bytes)


def in_turn(make: Callable[[], File]) -> Callable[[], File]:
    """Return a function that makes a file as `make` does, when its turn among all runs has come."""

    def make_in_turn() -> File:
        with RUNS.turn():
            return make()

    return make_in_turn


class Downloads:
    """Requests for files, each visitor's one after the other.

    Parameters
    ----------
    most : int, optional
        How many one visitor may have asked for at the same time.

    Examples
    --------
    >>> async def ask():
    ...     async with DOWNLOADS.turn("Ann") as refusal:
    ...         return refusal
    >>> asyncio.run(ask())
    ''
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._asked: Counter[str] = Counter()
        self._turns: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def turn(self, visitor: str) -> AsyncIterator[str]:
        """Wait until the visitor's earlier files are made; for use in one event loop.

        Yields
        ------
        str
            Why the file is not to be made, as a sentence; "" if it is.
        """
        if self._asked[visitor] >= self._most:
            yield f"{self._most} files are being made for you already. Try again in a moment."
            return
        self._asked[visitor] += 1
        turn = self._turns.setdefault(visitor, asyncio.Lock())
        try:
            async with turn:
                yield ""
        finally:
            self._asked[visitor] -= 1
            if not self._asked[visitor]:
                del self._asked[visitor], self._turns[visitor]


DOWNLOADS = Downloads()
"""Of all visitors of this process."""
