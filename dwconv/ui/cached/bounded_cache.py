"""A cache with a limit in bytes; the result that was used longest ago is removed first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

_SMALL = 200  # bytes of anything small


def size_in_bytes(value: Any) -> int:
    """About how much memory a value takes: that of the arrays and bytes in it, each counted once.

    Examples
    --------
    >>> size_in_bytes((bytes(1000), np.zeros(500)))
    5600
    """
    size = 0
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:  # a part may lead back to what it is a part of
            continue
        seen.add(id(part))
        size += _SMALL
        if isinstance(part, bytes | str):
            size += len(part)
        elif isinstance(part, np.ndarray):
            size += part.nbytes
        elif isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, tuple | list):
            waiting.extend(part)
        else:
            waiting.extend(getattr(part, "__dict__", {}).values())
    return size


class ResultCache:
    """What functions returned. Safe to use from many threads.

    Parameters
    ----------
    most_bytes : int
        Of all results together; the one that was used longest ago is forgotten first.

    Examples
    --------
    >>> cache = ResultCache(most_bytes=1_000_000)
    >>> square = cache.results_of(lambda n: print("computed") or n * n)
    >>> square(7), square(7)
    computed
    (49, 49)
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0

    def results_of(self, function: Callable[P, R]) -> Callable[P, R]:
        """Return a function that computes as `function` does, and only what is not remembered."""

        @wraps(function)
        def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (function, args, *sorted(kwargs.items()))
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found: R = self._kept[key][0]
                    return found
            result = function(*args, **kwargs)
            self._keep(key, result)
            return result

        return remembering

    def _keep(self, key: tuple[Any, ...], result: Any) -> None:
        size = size_in_bytes(key[1:]) + size_in_bytes(result)
        with self._lock:
            _, before = self._kept.pop(key, (None, 0))  # two have computed it at the same time
            self._kept[key] = result, size
            self._bytes += size - before
            while self._bytes > self._most and len(self._kept) > 1:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed


RESULTS = ResultCache(most_bytes=8_000_000)
"""Of all payloads and outputs, the largest of which is a megabyte or two."""
