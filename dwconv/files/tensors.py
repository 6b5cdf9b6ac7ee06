"""Input, filter and output as files: .npz for NumPy, CSV for everything else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError

Array = npt.NDArray[Any]

LARGEST_FILE = 8_000_000
"""Bytes that a file may have, packed or unpacked: the lab's largest tensors fit as a table."""

MOST_LINES = 300_000
"""Lines that a table may have: more than the lab's largest tensors have values."""

MOST_TENSORS = 16
LONGEST_AXIS = 4096

# Python's zipfile unpacks these two piece by piece, and every other at one go.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHERS = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "lzma"}

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
    input,0,0,1,0,-2
    <BLANKLINE>
    """
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerow(_HEADINGS)
    for name, array in arrays.items():
        for place in np.ndindex(array.shape):
            table.writerow([name, *place, str(array[place]).removesuffix(".0")])
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
    if len(data) > LARGEST_FILE:
        raise DwconvError("file", f"{len(data):,} bytes", f"may have {LARGEST_FILE:,} at most")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            arrays = {
                name: np.lib.format.read_array(io.BytesIO(member), allow_pickle=False)
                for name, member in _members(archive)
            }
    except DwconvError:
        raise
    # Whatever a broken or hostile file makes of zipfile and NumPy, its sender gets one sentence.
    except Exception as error:
        raise DwconvError("file", type(error).__name__, "must be an .npz file of numbers") from None
    return {name: _finite(name, array) for name, array in arrays.items()}


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack the arrays of an archive one by one; believe nothing it says about their sizes."""
    members = [each for each in archive.infolist() if each.filename.endswith(".npy")]
    size = sum(member.file_size for member in members)
    if size > LARGEST_FILE:
        raise DwconvError("file", f"{size:,} bytes", f"may have {LARGEST_FILE:,} at most")
    if len(members) > MOST_TENSORS:
        raise DwconvError("file", f"{len(members):,} tensors", f"may have {MOST_TENSORS} at most")
    left = LARGEST_FILE
    for member in members:
        if member.compress_type not in _PACKINGS:
            packing = _OTHERS.get(member.compress_type, f"method {member.compress_type}")
            raise DwconvError(
                f"the packing of {member.filename}",
                packing,
                "must be none or deflate",
                "numpy.savez and numpy.savez_compressed write such files.",
            )
        with archive.open(member) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise DwconvError("file", "larger unpacked", f"may have {LARGEST_FILE:,} bytes at most")
        yield member.filename[:-4], data


def read_csv(text: str) -> dict[str, Array]:
    r"""Read a table that `write_csv` wrote, or somebody in its form; lines in any order.

    Where numbers have decimal commas, spreadsheets set the columns apart by semicolons:
    such a table is read as well.

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
    >>> read_csv("tensor;axis 0;axis 1;axis 2;axis 3;value\nfilter;0;0;0;0;0,5")["filter"].item()
    0.5
    """
    if len(text) > LARGEST_FILE:
        raise DwconvError("file", f"{len(text):,} characters", f"may have {LARGEST_FILE:,} at most")
    first = text[: len(",".join(_HEADINGS)) + 20].partition("\n")[0]
    mark = ";" if ";" in first else ","
    table = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        values = _cells(table, mark)
    except csv.Error:
        raise DwconvError(
            "file", text[:20], "must be a table, its values set apart by commas or semicolons"
        ) from None
    return {name: _finite(name, _filled(name, cells)) for name, cells in values.items()}


_Cells = dict[tuple[int, ...], float]


def _cells(lines: Iterator[list[str]], mark: str) -> dict[str, _Cells]:
    """The values of each tensor by their places."""
    headings = next(lines, [])
    if [each.strip().lower() for each in headings] != _HEADINGS:
        raise DwconvError("first line", mark.join(headings), f"must be {','.join(_HEADINGS)}")
    tensors: dict[str, _Cells] = {}
    for number, line in enumerate(lines, start=2):
        if number > MOST_LINES:
            raise DwconvError("file", "longer", f"may have {MOST_LINES:,} lines at most")
        if not line:
            continue
        try:
            name, *where, value = line
            place = tuple(int(each) for each in where)
            if len(place) != 4 or not 0 <= min(place) <= max(place) < LONGEST_AXIS:
                raise ValueError
            found = float(value.replace(",", ".") if mark == ";" else value)
        except ValueError:
            rule = f"must be a name, four whole numbers from 0 to {LONGEST_AXIS - 1} and a value"
            fix = "Numbers with decimal commas need semicolons between the columns."
            raise DwconvError(
                f"line {number}", mark.join(line), rule, fix if len(line) > len(_HEADINGS) else ""
            ) from None
        name = name.strip()
        if name not in tensors and len(tensors) == MOST_TENSORS:
            raise DwconvError(
                f"line {number}",
                name,
                f"is one tensor too many: a file may have {MOST_TENSORS}",
            )
        cells = tensors.setdefault(name, {})
        if place in cells:
            rule = f"must be the only line for {name}[{', '.join(map(str, place))}]"
            raise DwconvError(f"line {number}", mark.join(line), rule)
        cells[place] = found
    return tensors


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
