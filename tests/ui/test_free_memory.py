"""Tests that unused memory is returned to the system while the server runs, and not after its end."""

import asyncio
import gc
import threading
import weakref

import psutil

from dwconv.ui.free_memory import free_memory, free_memory_regularly
from tests.event_loop import run_in_own_loop


def test_it_is_given_back_again_and_again_until_the_server_ends():
    threads = []

    def free(with_cycles):
        threads.append(threading.current_thread())

    async def serve():
        async with free_memory_regularly(set, 0.001, free):
            while len(threads) < 3:
                await asyncio.sleep(0.001)
        count = len(threads)
        await asyncio.sleep(0.02)
        assert len(threads) == count

    run_in_own_loop(serve())
    assert threading.main_thread() not in threads  # visitors do not wait meanwhile


def test_cycles_are_looked_for_after_a_session_was_closed_and_seldom_otherwise():
    kept = [{"a"}, {"a", "b"}, {"a", "b"}, {"a"}, {"a"}, {"a"}, {"a"}, {"a"}]
    looked = []

    async def serve():
        async with free_memory_regularly(lambda: kept[len(looked)], 0.001, looked.append):
            while len(looked) < 7:
                await asyncio.sleep(0.001)

    run_in_own_loop(serve())
    assert looked[:7] == [True, False, False, True, False, False, True]


def test_what_was_freed_between_other_things_is_given_back():
    pieces = [bytearray(60_000) for _ in range(1000)]
    kept = pieces[::100]
    del pieces
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    free_memory()
    given = before - process.memory_info().rss
    assert given > 20_000_000 or not psutil.LINUX  # elsewhere nothing fails
    assert len(kept) == 10


def test_reference_cycles_are_freed_whatever_their_number():
    class Cycle:
        def __init__(self):
            self.itself = self
            self.picture = bytes(1000)

    gone = weakref.ref(Cycle())
    assert gone() is not None
    free_memory(with_cycles=False)
    assert gone() is not None
    free_memory()
    assert gone() is None
