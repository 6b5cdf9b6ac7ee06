"""Random numbers from a seed, the same on every computer and in every version of NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

from numpy.random import PCG64

T = TypeVar("T")


class RandomStream:
    """A stream of choices that depends on a few numbers and words alone.

    NumPy keeps the raw bits of a bit generator for good, but not what its distributions make of
    them. So only the bits are used.

    Parameters
    ----------
    *words : int or str
        What the stream is for.

    Examples
    --------
    >>> random = RandomStream(1, "shape", 0)
    >>> [random.between(1, 6) for _ in range(5)]
    [4, 2, 6, 5, 1]
    """

    def __init__(self, *words: int | str) -> None:
        self._bits = PCG64(
            [crc32(word.encode()) if isinstance(word, str) else word for word in words]
        )

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._bits.random_raw()) % (most - least + 1)

    def choice(self, choices: Sequence[T]) -> T:
        """One of several things."""
        return choices[self.between(0, len(choices) - 1)]

    def pair(self, least: int, most: int) -> tuple[int, int]:
        """Two numbers, vertical and horizontal."""
        return self.between(least, most), self.between(least, most)

    def unequal_pair(self, least: int, most: int) -> tuple[int, int]:
        """Two numbers that differ."""
        first = self.between(least, most - 1)
        second = self.between(first + 1, most)
        return (first, second) if self.between(0, 1) else (second, first)
