"""Tests the run queue: turns are given in the order of arrival, and a run that waits gives its turn away."""

import ast
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from dwconv.ui.run_queue import RunQueue

ROOT = Path(__file__).resolve().parents[2]


def waits_for_a_turn(queue: RunQueue) -> bool:
    """Whether another thread does not get a turn at once."""
    got = threading.Event()

    def work() -> None:
        with queue.turn():
            got.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return not got.wait(0.05)


def assert_free(queue: RunQueue) -> None:
    assert queue.waiting() == 0
    assert not waits_for_a_turn(queue)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_no_more_than_so_many_work_at_once(at_once: int) -> None:
    queue, lock = RunQueue(at_once), threading.Lock()
    working = most = 0

    def work(_: int) -> None:
        nonlocal working, most
        with queue.turn():
            with lock:
                working += 1
                most = max(most, working)
            time.sleep(0.002)
            with lock:
                working -= 1

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(60)))
    assert most == at_once
    assert_free(queue)


def test_first_come_first_served() -> None:
    queue = RunQueue(1)
    order: list[int] = []
    threads = []

    def work(number: int) -> None:
        with queue.turn():
            order.append(number)

    with queue.turn():
        for number in range(8):
            threads.append(threading.Thread(target=work, args=(number,)))
            threads[-1].start()
            while queue.waiting() <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(5)
    assert order == list(range(8))


def test_a_lent_turn_is_used_by_another() -> None:
    queue, used = RunQueue(1), threading.Event()

    def work() -> None:
        with queue.turn():
            used.set()

    with queue.turn():
        other = threading.Thread(target=work)
        other.start()
        assert not used.wait(0.05)
        with queue.lend():
            assert used.wait(5)
    other.join(5)
    assert_free(queue)


def test_a_turn_ends_with_an_exception() -> None:
    queue = RunQueue(1)
    with pytest.raises(ZeroDivisionError), queue.turn(), queue.lend():
        raise ZeroDivisionError
    assert_free(queue)


def test_a_thread_with_a_turn_gets_no_second_one_and_lending_without_a_turn_does_nothing() -> None:
    queue = RunQueue(1)
    with queue.turn(), queue.turn():
        assert waits_for_a_turn(queue)
    with queue.lend():
        pass
    assert_free(queue)


def test_a_run_that_hangs_does_not_stop_the_others() -> None:
    queue, working, ended = RunQueue(1, patience=0.05), threading.Event(), threading.Event()

    def hang() -> None:
        with queue.turn():
            working.set()
            ended.wait(20)

    hanging = threading.Thread(target=hang)
    hanging.start()
    assert working.wait(5)
    with queue.turn():  # after its patience, without a turn
        with queue.lend():
            pass
        assert hanging.is_alive()
    assert queue.waiting() == 0
    ended.set()
    hanging.join(5)
    assert_free(queue)


@pytest.mark.parametrize("answered", [False, True])
def test_a_run_that_waits_for_an_answer_lets_others_go_on(answered: bool) -> None:
    queue, future = RunQueue(1), Future[int]()

    def work() -> None:
        with queue.turn():
            if answered:
                future.set_result(13)

    with queue.turn():
        other = threading.Thread(target=work)
        other.start()
        assert queue.wait_for(future, 5 if answered else 0.05) is answered
    other.join(5)
    assert not other.is_alive()
    assert_free(queue)


def test_a_run_that_sleeps_lends_its_turn() -> None:
    queue, used = RunQueue(1), threading.Event()

    def work() -> None:
        with queue.turn():
            used.set()

    with queue.turn():
        threading.Thread(target=work).start()
        queue.sleep(0.2)
        assert used.is_set()
    assert_free(queue)


def test_no_page_waits_with_its_turn() -> None:
    """All waiting of a run goes through `RUNS`, which lends the turn meanwhile."""
    found = []
    for path in sorted((ROOT / "dwconv" / "ui").glob("**/*.py")):
        if path.name == "run_queue.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            timed = any(keyword.arg == "timeout" for keyword in node.keywords)
            if called in ("time.sleep", "sleep") or timed or called.endswith(".wait"):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {called}")
    assert found == []


def test_less_urgent_work_starts_when_the_queue_is_empty_or_its_patience_ends() -> None:
    queue = RunQueue(1)
    queue.wait_until_nobody_waits(60)  # nobody does
    gate = threading.Event()

    def hold() -> None:
        with queue.turn():
            gate.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    while not waits_for_a_turn(queue):
        time.sleep(0.01)
    begun = time.monotonic()
    queue.wait_until_nobody_waits(0.05)  # somebody does, and it gives up
    assert time.monotonic() - begun >= 0.04
    later = threading.Thread(target=queue.wait_until_nobody_waits, args=(60,))
    later.start()
    later.join(0.05)
    assert later.is_alive()
    gate.set()
    for thread in (holder, later):
        thread.join(10)
        assert not thread.is_alive()
    assert_free(queue)
