"""Words that depend on a number, written out in the singular and in the plural."""

from __future__ import annotations

from collections.abc import Iterable


def counted(count: int, one: str, many: str) -> str:
    """Write how many there are of something.

    Both forms are written out where they are used, as a catalogue of translations takes them: other
    languages do not make a plural with an "s".

    Parameters
    ----------
    count : int
    one, many : str
        What to write for one and for any other number; ``{n}`` stands for the number.

    Examples
    --------
    >>> [counted(count, "{n} row is", "{n} rows are") for count in (0, 1, 1024)]
    ['0 rows are', '1 row is', '1,024 rows are']
    """
    return (one if count == 1 else many).format(n=f"{count:,}")


def listed(parts: Iterable[object]) -> str:
    """Write several things as a sentence has them.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed([1, 2, 3])
    ('a', 'a and b', '1, 2 and 3')
    """
    *most, last = map(str, parts)
    return f"{', '.join(most)} and {last}" if most else last
