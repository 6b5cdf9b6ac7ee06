"""Results are computed once and kept up to a number of bytes."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np

from dwconv.reference.known_faults import FAULTS
from dwconv.ui.cached.bounded_cache import ResultCache, size_in_bytes


def test_results_are_computed_once_and_the_oldest_go_when_they_take_too_much():
    computed = []

    def large(number, size=400_000):
        computed.append(number)
        return bytes(size), np.full(100, number)

    cache = ResultCache(most_bytes=1_000_000)
    function = cache.results_of(large)
    other = cache.results_of(lambda number, size=0: -number)
    for number in (1, 2, 1, 3, 1):
        assert function(number)[1][0] == number
    assert computed == [1, 2, 3]
    assert function(2)[1][0] == 2
    assert other(2) == -2
    assert computed == [1, 2, 3, 2]
    assert function(1)[1][0] == 1
    assert computed == [1, 2, 3, 2]
    assert cache._bytes < 1_000_000
    assert len(function(9, size=5_000_000)[0]) == 5_000_000  # larger than all that is kept
    assert len(cache._kept) == 1
    with ThreadPoolExecutor(8) as people:
        assert list(people.map(lambda n: int(function(n % 3)[1][0]), range(60))) == [0, 1, 2] * 20
    assert cache._bytes == sum(size for _, size in cache._kept.values())


def test_what_leads_back_to_what_it_is_a_part_of_is_counted_once():
    whole = SimpleNamespace(data=bytes(1000))
    whole.parts = [SimpleNamespace(of=whole), whole.data]
    assert size_in_bytes(whole) == 1000 + 4 * size_in_bytes(0)
    for fault in FAULTS:  # whose cases know it
        assert 0 < size_in_bytes(fault.cases) < 50_000
