"""Checks the numbers of a caller: one integer, or two of them, vertical and horizontal."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import TypeGuard

from dwconv.engine.errors import DwconvError


def integer(parameter: str, value: object, least: int) -> int:
    """Return `value` as a plain int, or raise.

    Floats are refused even when whole: TensorFlow cuts a stride of 1.5 to 1
    without a word, and this library does not.

    Raises
    ------
    DwconvError
        If `value` is not an integer (bool is not one) or is less than `least`.

    Examples
    --------
    >>> integer("stride", 2, least=1)
    2
    >>> integer("stride", 1.5, least=1)
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: stride is 1.5, but must be an integer.
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise DwconvError(parameter, value, "must be an integer") from None
    if number < least:
        raise DwconvError(parameter, number, f"must be at least {least}")
    return number


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Whether `value` is a list, a tuple or the like, rather than text.

    Text in bytes would pass for a list of ints: ``b"SAME"[0]`` is 83.

    Examples
    --------
    >>> is_list([3, 3]), is_list(b"33"), is_list({3})
    (True, False, False)
    """
    if isinstance(value, (tuple, list)):  # asked first: it takes a tenth of the time
        return True
    return isinstance(value, Sequence) and not isinstance(
        value, (str, bytes, bytearray, memoryview)
    )


def pair(parameter: str, value: object, least: int) -> tuple[int, int]:
    """Return `value` as (vertical, horizontal); one int serves for both.

    Examples
    --------
    >>> pair("stride", 2, least=1), pair("stride", (1, 2), least=1)
    ((2, 2), (1, 2))
    """
    if not is_list(value) and hasattr(value, "tolist"):  # an array, of NumPy or another library
        value = value.tolist()
    if not is_list(value):
        if hasattr(value, "__len__"):
            raise DwconvError(parameter, value, "must be an int or a list, tuple or array of two")
        both = integer(parameter, value, least)
        return both, both
    if len(value) != 2:
        raise DwconvError(
            parameter,
            value,
            f"must hold two ints, vertical and horizontal, not {len(value)}",
        )
    return integer(f"{parameter}[0]", value[0], least), integer(f"{parameter}[1]", value[1], least)
