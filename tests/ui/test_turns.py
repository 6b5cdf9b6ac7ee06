"""dwconv.ui.turns: first come, first served, and nobody who waits for somebody else holds a turn."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dwconv.ui.turns import Turns


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_no_more_than_so_many_work_at_once(at_once: int) -> None:
    turns, lock = Turns(at_once), threading.Lock()
    working = most = 0

    def work(_: int) -> None:
        nonlocal working, most
        with turns.taken():
            with lock:
                working += 1
                most = max(most, working)
            time.sleep(0.002)
            with lock:
                working -= 1

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(60)))
    assert most == at_once
    assert turns.idle()


def test_first_come_first_served() -> None:
    turns = Turns(1)
    order: list[int] = []
    threads = []

    def work(number: int) -> None:
        with turns.taken():
            order.append(number)

    with turns.taken():
        for number in range(8):
            threads.append(threading.Thread(target=work, args=(number,)))
            threads[-1].start()
            while turns.waiting() <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(5)
    assert order == list(range(8))


def test_a_lent_turn_is_used_by_another() -> None:
    turns, used = Turns(1), threading.Event()

    def work() -> None:
        with turns.taken():
            used.set()

    with turns.taken():
        other = threading.Thread(target=work)
        other.start()
        assert not used.wait(0.05)
        with turns.lent():
            assert used.wait(5)
    other.join(5)
    assert turns.idle()


def test_a_turn_ends_with_an_exception() -> None:
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.taken(), turns.lent():
        raise ZeroDivisionError
    assert turns.idle()


def test_who_has_a_turn_needs_no_other_and_who_has_none_can_lend_none() -> None:
    turns = Turns(1)
    with turns.taken(), turns.taken():
        assert not turns.idle()
    with turns.lent():
        pass
    assert turns.idle()
