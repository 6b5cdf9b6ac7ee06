"""Words that depend on a number, written out in the singular and in the plural."""

from __future__ import annotations


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
