"""What a file of numbers may hold, whatever its format: its size, its values, and what else it may be."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError

Array = npt.NDArray[Any]

LARGEST_FILE = 8_000_000
"""Bytes that a file may have, packed or unpacked: the lab's largest tensors fit as a table."""

MOST_TENSORS = 1_000
"""Arrays that a file may have: a whole network fits, as far as `LARGEST_FILE` allows."""

_TEXT = bytes(range(32, 127)) + b"\t\r\n\f"


def check_size(size: int, unit: str = "bytes") -> None:
    """Refuse a file that is too large.

    Parameters
    ----------
    size : int
    unit : str, optional
        What is counted.

    Raises
    ------
    DwconvError
        If there are more than `LARGEST_FILE` of them.

    Examples
    --------
    >>> check_size(9_000_000)
    Traceback (most recent call last):
        ...
    dwconv.engine.errors.DwconvError: file is '9,000,000 bytes', but may have 8,000,000 at most.
    """
    if size > LARGEST_FILE:
        raise DwconvError("file", f"{size:,} {unit}", f"may have {LARGEST_FILE:,} at most")


def is_text(data: bytes) -> bool:
    r"""Whether a file begins like plain text.

    Examples
    --------
    >>> is_text(b"1, 2\n"), is_text(b"\x93NUMPY")
    (True, False)
    """
    return not data[:1024].translate(None, _TEXT)


def as_finite(name: str, array: Array) -> Array:
    """Return an array of somebody else as float32.

    Parameters
    ----------
    name : str
        What the sentences call it.
    array : ndarray

    Raises
    ------
    DwconvError
        Unless each of its values is a real number that float32 can hold.
    """
    if array.dtype.kind not in "fiub":
        raise DwconvError(f"{name}.dtype", array.dtype.name, "must be a type of real numbers")
    with np.errstate(over="ignore"):
        result = array.astype(np.float32)
    if not np.isfinite(result).all():
        bad = array[~np.isfinite(result)].flat[0]
        raise DwconvError(f"a value of {name}", float(bad), "must be a finite float32")
    return result
