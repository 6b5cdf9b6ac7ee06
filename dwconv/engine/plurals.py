"""Nouns in the singular or the plural, as their number asks for it."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """Return a noun, with an "s" unless there is one.

    Parameters
    ----------
    count : int
        How many there are.
    noun : str
        In the singular; its plural ends in "s".

    Examples
    --------
    >>> plural(1, "row"), plural(2, "row"), plural(0, "row")
    ('row', 'rows', 'rows')
    """
    return noun if count == 1 else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Write how many there are of something.

    Examples
    --------
    >>> counted(1, "output channel"), counted(1024, "output channel")
    ('1 output channel', '1,024 output channels')
    """
    return f"{count:,} {plural(count, noun)}"
