"""Results are computed once and kept up to a number of bytes."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from dwconv.ui.cached.bounded_cache import ResultCache


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
