"""Input, filter and output as files: .npz for NumPy, CSV for everything else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.errors import DwconvError

Array = npt.NDArray[Any]

LARGEST_FILE = 4_000_000
"""Bytes that a file may have, packed or unpacked."""

LONGEST_AXIS = 4096

_HEADINGS = ["tensor", "axis 0", "axis 1", "axis 2", "axis 3", "value"]


def write_npz(**arrays: Array) -> bytes:
    """Return an .npz file: ``np.load`` gives the arrays back under their names.

    Examples
    --------
    >>> read_npz(write_npz(filter=np.ones((1, 1, 1, 2))))["filter"].shape
    (1, 1, 1, 2)
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            # Without the time of day: the same numbers make the same file.
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    return file.getvalue()


def write_csv(**arrays: Array) -> str:
    """Return a table with one value a line: its tensor, its place on four axes, the value.

    Every value has as many digits as give it again to the last bit.

    Examples
    --------
    >>> print(write_csv(input=np.array([[[[0.5], [-2]]]], "float32")))
    tensor,axis 0,axis 1,axis 2,axis 3,value
    input,0,0,0,0,0.5
    input,0,0,1,0,-2.0
    <BLANKLINE>
    """
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(_HEADINGS)
    for name, array in arrays.items():
        for place in np.ndindex(array.shape):
            table.writerow([name, *place, str(array[place])])
    return file.getvalue()


def read_npz(data: bytes) -> dict[str, Array]:
    """Read the numbers of an .npz file from somebody else.

    Returns
    -------
    dict of str to ndarray of float32
        All arrays in it, whatever their names and shapes.

    Raises
    ------
    DwconvError
        If it is no such file, is too large, or holds anything but finite real numbers.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if max(size, len(data)) > LARGEST_FILE:
                raise DwconvError("file", f"{size:,} bytes", f"may have {LARGEST_FILE:,} at most")
            names = [name for name in archive.namelist() if name.endswith(".npy")]
            arrays = {
                name[:-4]: np.lib.format.read_array(
                    io.BytesIO(archive.read(name)), allow_pickle=False
                )
                for name in names
            }
    except DwconvError:
        raise
    # Whatever a broken or hostile file makes of zipfile and NumPy, its sender gets one sentence.
    except Exception as error:
        raise DwconvError("file", type(error).__name__, "must be an .npz file of numbers") from None
    return {name: _finite(name, array) for name, array in arrays.items()}


def read_csv(text: str) -> dict[str, Array]:
    """Read a table that `write_csv` wrote, or somebody in its form; lines in any order.

    Returns
    -------
    dict of str to ndarray of float32, each with four axes

    Raises
    ------
    DwconvError
        Names the line and what is wrong with it, or the place that has no value.

    Examples
    --------
    >>> table = write_csv(input=np.arange(4.0).reshape(1, 2, 2, 1))
    >>> read_csv(table)["input"].ravel().tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    if len(text) > LARGEST_FILE:
        raise DwconvError("file", f"{len(text):,} characters", f"may have {LARGEST_FILE:,} at most")
    try:
        lines = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        raise DwconvError(
            "file", text[:20], "must be a table, its values set apart by commas"
        ) from None
    if not lines or [each.strip().lower() for each in lines[0]] != _HEADINGS:
        raise DwconvError(
            "first line", ",".join(lines[0]) if lines else "", f"must be {','.join(_HEADINGS)}"
        )
    values: dict[str, dict[tuple[int, ...], float]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        try:
            name, *where, value = line
            place = tuple(int(each) for each in where)
            if len(place) != 4 or not 0 <= min(place) <= max(place) < LONGEST_AXIS:
                raise ValueError
            values.setdefault(name.strip(), {})[place] = float(value)
        except ValueError:
            rule = f"must be a name, four whole numbers from 0 to {LONGEST_AXIS - 1} and a value"
            raise DwconvError(f"line {number}", ",".join(line), rule) from None
    return {name: _finite(name, _filled(name, cells)) for name, cells in values.items()}


def _filled(name: str, cells: dict[tuple[int, ...], float]) -> Array:
    shape = tuple(size + 1 for size in np.max(list(cells), axis=0).tolist())
    # As many values as places, and they are different places: none is missing.
    if int(np.prod(shape, dtype=object)) != len(cells):
        missing = next(_missing(np.ndindex(*shape), cells))
        raise DwconvError(f"{name}[{', '.join(map(str, missing))}]", "missing", "must have a line")
    array = np.empty(shape)
    for place, value in cells.items():
        array[place] = value
    return array


def _missing(places: Iterable[tuple[int, ...]], cells: dict[tuple[int, ...], float]) -> Any:
    return (place for place in places if place not in cells)


def _finite(name: str, array: Array) -> Array:
    if array.dtype.kind not in "fiub":
        raise DwconvError(f"{name}.dtype", array.dtype.name, "must be a type of real numbers")
    with np.errstate(over="ignore"):
        result = array.astype(np.float32)
    if not np.isfinite(result).all():
        bad = array[~np.isfinite(result)].flat[0]
        raise DwconvError(f"a value of {name}", float(bad), "must be a finite float32")
    return result
