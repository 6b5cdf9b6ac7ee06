"""Keeps the server's memory small: asks the system for less, and gives back what nobody uses."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import itertools
import os
from collections.abc import AsyncIterator, Callable, Set

_EVERY = 10.0  # seconds
_SELDOM = 6  # times as long
_ARENA_MAX = -8  # glibc's M_ARENA_MAX
_ARENAS = 1


def take_less() -> None:
    """Take memory in larger common pieces; called before the libraries behind tables are loaded.

    The C library takes some for each of many threads, and Arrow keeps a store of its own. Both are
    for programs that compute on many cores at once; here they take 7 MB more with all pages
    opened.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    with contextlib.suppress(OSError, AttributeError):  # only glibc has this
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


@contextlib.asynccontextmanager
async def free_memory_regularly(
    open_sessions: Callable[[], Set[str]],
    every: float = _EVERY,
    free: Callable[[bool], None] | None = None,
) -> AsyncIterator[None]:
    """Call `free_memory` from time to time while the block lasts.

    The C library keeps what was freed, in pieces between others, for each thread of its own; and
    every run of a page is a thread. After a class has opened all pages that is a tenth.

    To look for reference cycles stops all runs meanwhile, 64 ms with 150 sessions open. So it is done
    when a session has been closed since the last time, and seldom otherwise.

    Parameters
    ----------
    open_sessions : callable
        Returns the ids of the sessions that are kept.
    every : float, optional
        Seconds between two times.
    free : callable, optional
        What does it: `free_memory` unless it is given.
    """

    async def go_on() -> None:
        before: Set[str] = frozenset()
        for turn in itertools.count():
            now = open_sessions()
            with_cycles = bool(before - now) or turn % _SELDOM == 0
            before = now
            await asyncio.to_thread(free or free_memory, with_cycles)
            await asyncio.sleep(every)

    task = asyncio.create_task(go_on())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def free_memory(with_cycles: bool = True) -> None:
    """Run the garbage collector, unless told not to, and return free memory to the system.

    A closed session is a reference cycle that holds pictures and payloads. Python collects cycles
    after a number of new objects, not of bytes, so a session would stay for longer than a lesson.
    """
    if with_cycles:
        gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # only glibc, as on Linux, has this
