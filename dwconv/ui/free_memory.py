"""Takes less memory from the system, and gives back what nobody uses any longer."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import os
from collections.abc import AsyncIterator, Callable

_EVERY = 10.0  # seconds
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
    every: float = _EVERY, free: Callable[[], None] | None = None
) -> AsyncIterator[None]:
    """Call `free_memory` from time to time while the block lasts.

    The C library keeps what was freed, in pieces between others, for each thread of its own; and
    every run of a page is a thread. After a class has opened all pages that is a tenth.

    Parameters
    ----------
    every : float, optional
        Seconds between two times.
    free : callable, optional
        What does it: `free_memory` unless it is given.
    """

    async def go_on() -> None:
        while True:
            await asyncio.to_thread(free or free_memory)
            await asyncio.sleep(every)

    task = asyncio.create_task(go_on())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def free_memory() -> None:
    """Free what only rings of objects hold, and give back what the C library holds.

    A closed session is such a ring, with its pictures and payloads. Python looks for rings by the
    number of objects, whatever their size, so it waits longer than a class does.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # only glibc, as on Linux, has this
