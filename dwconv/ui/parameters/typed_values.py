"""Typed values in links: the numbers of an input or a kernel, readable or packed."""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Mapping

import numpy as np

from dwconv.ui.parameters.layer_values import crop_or_pad
from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.table import Array

IN_LINKS = {"input": "xv", "kernel": "fv"}
"""What a link calls the typed values of `input` (channel, row, column) and of `kernel`
(channel, filter, row, column)."""

IMAGE_KERNEL = "iv"
"""What a link to the Image lab calls its typed kernel, row by row."""

CHANNELS = "ch"
"""What a link calls the channels of a file that typed values are, where it has more."""

NAMES = frozenset({*IN_LINKS.values(), IMAGE_KERNEL, CHANNELS})

LONGEST = 6000  # characters of a URL, for each of the two
LONGEST_READABLE = 600  # of these, as numbers that can be read; more are packed
LARGEST = 1e6

# Packed values: this sign, how each is stored, and their bytes compressed, in base64.
_PACKED = "z"
_STORED = {
    kind: np.dtype(name) for kind, name in (("B", "u1"), ("b", "i1"), ("h", "<i2"), ("f", "<f4"))
}


def write_typed(values: Array) -> str:
    """Values as the URL holds them; channels (and filters) first.

    Examples
    --------
    >>> write_typed(np.array([[[1.0], [-2.5]]], np.float32))
    '1_-2.5'
    >>> many = write_typed(np.full((32, 32, 3), 200, np.float32))
    >>> many[:2], len(many) < 99
    ('zB', True)
    """
    flat = np.moveaxis(values, (0, 1), (-2, -1)).ravel()
    # A URL keeps an underscore as it is; a comma it would write as three characters.
    readable = "_".join(f"{value:.9g}" for value in flat.tolist())
    return readable if len(readable) <= LONGEST_READABLE else min(readable, _pack(flat), key=len)


def _pack(flat: Array) -> str:
    for kind, dtype in _STORED.items():
        with np.errstate(invalid="ignore"):
            stored = flat.astype(dtype)
        if stored.astype(np.float32).tobytes() == flat.tobytes():
            text = base64.urlsafe_b64encode(zlib.compress(stored.tobytes(), 9)).decode()
            return _PACKED + kind + text
    raise AssertionError("what is stored as float32 is the same")


def _unpack(text: str, count: int) -> list[float] | None:
    """At most one value more than `count`, however many are packed; None if they are damaged."""
    try:
        dtype = _STORED[text[1:2]]
        packed = base64.b64decode(text[2:].encode("ascii"), altchars=b"-_", validate=True)
        stored = zlib.decompressobj().decompress(packed, (count + 1) * dtype.itemsize)
    except (KeyError, ValueError, zlib.error):
        return None
    whole = len(stored) // dtype.itemsize
    return [float(value) for value in np.frombuffer(stored, dtype, whole)]


def read_typed(text: str, name: str, shape: tuple[int, ...]) -> tuple[Array, list[str]]:
    """Read what `write_typed` wrote, for a tensor of `shape`.

    Parameters
    ----------
    text : str
    name : str
        Of the parameter, for the warnings.
    shape : tuple of int

    Returns
    -------
    values : ndarray of float32, shape `shape`
        0 where the text gives no usable number.
    warnings : list of str

    Examples
    --------
    >>> values, warnings = read_typed("1_x", "xv", (1, 2, 1))
    >>> values.ravel().tolist(), warnings
    ([1.0, 0.0], ["xv: 'x' is not a number. Using 0 instead."])
    """
    count = math.prod(shape)
    parts: list[str] | list[float] = text.replace(",", "_").split("_")
    if text.startswith(_PACKED):
        unpacked = _unpack(text, count)
        if unpacked is None:
            return np.zeros(shape, np.float32), [f"{name} is damaged. Using zeros instead."]
        parts = unpacked
    numbers, warnings = [], []
    for part in parts:
        number, wrong = _value_in_link(part)
        numbers.append(number)
        if wrong:
            warnings.append(f"{name}: {quote(str(part))!r} {wrong}")
    if len(warnings) > 1:
        warnings[1:] = [f"{name}: {len(warnings) - 1} more of its values are wrong as well."]
    if len(numbers) != count:
        warnings.append(
            f"{name} has {len(numbers)} values, but {count} are needed. "
            "Missing values become 0; extra values are ignored."
        )
    flat = crop_or_pad(np.array(numbers, np.float32), (count,))
    channels_first = flat.reshape(*shape[2:], *shape[:2])
    return np.ascontiguousarray(np.moveaxis(channels_first, (-2, -1), (0, 1))), warnings


def _value_in_link(part: str | float) -> tuple[float, str]:
    """Return the value nearest to that of a link, and what was wrong; "" if nothing was."""
    try:
        number = float(part)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        return 0.0, "is not a number. Using 0 instead."
    nearest = clamp_typed(number)
    if nearest == number:
        return number, ""
    return nearest, f"is outside ±{LARGEST:,.0f}. Using {nearest:,.0f} instead."


def clamp_typed(number: float) -> float:
    """The nearest number that a table takes."""
    return min(max(number, -LARGEST), LARGEST)


def read_edits(edited: object, shape: tuple[int, int]) -> list[tuple[int, int, float]]:
    """What was typed into a table, as row, column and number.

    Parameters
    ----------
    edited : object
        ``st.session_state[key]`` of a table, or anything that a browser put into its place.
    shape : (int, int)
        Rows and columns of the table.

    Examples
    --------
    >>> read_edits({"edited_rows": {0: {"1": 2.5, "9": 1}, 1: {"0": None, "1": "x"}}}, (2, 2))
    [(0, 1, 2.5), (1, 0, 0.0)]
    >>> read_edits({"edited_rows": 5}, (2, 2))
    []
    """
    rows = edited.get("edited_rows") if isinstance(edited, Mapping) else None
    found = []
    for row, cells in rows.items() if isinstance(rows, Mapping) else ():
        for column, value in cells.items() if isinstance(cells, Mapping) else ():
            try:
                at, number = (int(row), int(column)), 0.0 if value is None else float(value)
            except (TypeError, ValueError, OverflowError):
                continue
            if 0 <= at[0] < shape[0] and 0 <= at[1] < shape[1] and math.isfinite(number):
                found.append((*at, clamp_typed(number)))
    return found
