"""Input, filter and output as a table, for other programs than NumPy: CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np

from dwconv.engine.errors import DwconvError, quote
from dwconv.files.number_files import MOST_TENSORS, Array, as_finite, check_size

MOST_LINES = 300_000
"""Lines that a table may have: more than the lab's largest tensors have values."""

LONGEST_AXIS = 4096

_HEADINGS = ["tensor", "axis 0", "axis 1", "axis 2", "axis 3", "value"]


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


def read_csv(text: str) -> dict[str, Array]:
    r"""Read a table in the form of `write_csv`, its lines in any order.

    A table with decimal commas and semicolons between its columns is read too: spreadsheets
    write such ones. A plain table of numbers, without names, becomes ``arr_0`` with two axes.

    Returns
    -------
    dict of str to ndarray of float32, each with four axes, or one with two

    Raises
    ------
    DwconvError
        Names the line and what is wrong with it, or the place that has no value.

    Examples
    --------
    >>> table = write_csv(input=np.arange(4.0).reshape(1, 2, 2, 1))
    >>> read_csv(table)["input"].ravel().tolist()
    [0.0, 1.0, 2.0, 3.0]
    >>> read_csv("1;0,5\n2;4")["arr_0"].tolist()
    [[1.0, 0.5], [2.0, 4.0]]
    >>> read_csv("tensor;axis 0;axis 1;axis 2;axis 3;value\nfilter;0;0;0;0;0,5")["filter"].item()
    0.5
    """
    check_size(len(text), "characters")
    if "\r" in text:  # of Windows, or of old Macs, which have no other line end
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:4].lower() == "sep=":  # Excel's line that names the separator
        text = text.partition("\n")[2]
    if not text.strip():
        raise DwconvError("file", "empty", "must be a table of numbers", _TABLES)
    looked_at = text[: len(",".join(_HEADINGS)) + 20]
    first = looked_at.partition("\n")[0]
    separator = next((sign for sign in ";\t" if sign in first), ",")
    if first == looked_at and len(text) > len(first):
        first = first.rpartition(separator)[0]  # its last cell may be cut
    table = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        if _all_numbers(next(csv.reader([first], delimiter=separator), []), separator):
            return {"arr_0": as_finite("arr_0", _plain_table(table, separator))}
        values = _cells(table, separator)
    except csv.Error:
        raise DwconvError(
            "file", text[:20], "must be a table, its values set apart by commas or semicolons"
        ) from None
    return {name: as_finite(name, _filled(name, cells)) for name, cells in values.items()}


def _number(text: str, separator: str) -> float:
    """A number; with a decimal comma where that does not separate columns."""
    return float(text if separator == "," else text.replace(",", "."))


def _all_numbers(cells: list[str], separator: str) -> bool:
    """Whether a line is one of a plain table of numbers, without names."""
    try:
        return bool([_number(cell, separator) for cell in cells])
    except ValueError:
        return False


def _plain_table(lines: Iterator[list[str]], separator: str) -> Array:
    """The numbers of a plain table; each line must have as many."""
    rows: list[list[float]] = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        if len(rows) == LONGEST_AXIS:
            raise DwconvError(
                "file", "longer", f"may have {LONGEST_AXIS:,} lines of numbers at most"
            )
        if not _all_numbers(line, separator) or len(line) != len(rows[0] if rows else line):
            count = len(rows[0]) if rows else len(line)
            rule = f"must be {count} numbers, as the first line"
            wrong = [cell for cell in line if not _all_numbers([cell], separator)]
            fix = f"{quote(wrong[0])} is not a number." if wrong else ""
            raise DwconvError(f"line {number}", separator.join(line), rule, fix)
        rows.append([_number(cell, separator) for cell in line])
    return np.array(rows)


_TABLES = f"A plain table of numbers is read, and one that begins with {','.join(_HEADINGS)}."


def _not_first_line(first: list[str], second: list[str], separator: str) -> DwconvError:
    """What is wrong with a first line that is neither of numbers nor the headings of `write_csv`."""
    numbers = [_all_numbers([cell], separator) for cell in first]
    fix = _TABLES
    if any(_all_numbers(cell.split(), separator) and len(cell.split()) > 1 for cell in first):
        fix = "Set the numbers apart by commas, semicolons or tabs, not by blanks."
    elif len(first) == len(_HEADINGS) and not numbers[0] and all(numbers[1:]):
        fix = f"Put the line {','.join(_HEADINGS)} before it."
    elif len(first) > 1 and not first[0].strip() and all(numbers[1:]):
        fix = "Remove the line of headings and the column of row numbers: pandas does with to_csv(name, header=False, index=False)."
    elif len(first) == len(second) and not any(numbers) and _all_numbers(second, separator):
        fix = "Remove this line of headings: the numbers below it are read."
    elif any(numbers):
        fix = f"{quote(first[numbers.index(False)])} is not a number. {_TABLES}"
    return DwconvError("first line", separator.join(first), "must be numbers alone", fix)


_Cells = dict[tuple[int, ...], float]


def _cells(lines: Iterator[list[str]], separator: str) -> dict[str, _Cells]:
    """The values of each tensor by their places."""
    headings = next(lines, [])
    if [heading.strip().lower() for heading in headings] != _HEADINGS:
        raise _not_first_line(headings, next(lines, []), separator)
    tensors: dict[str, _Cells] = {}
    for number, line in enumerate(lines, start=2):
        if number > MOST_LINES:
            raise DwconvError("file", "longer", f"may have {MOST_LINES:,} lines at most")
        if not line:
            continue
        try:
            name, *axes, value = line
            place = tuple(int(index) for index in axes)
            if len(place) != 4 or not 0 <= min(place) <= max(place) < LONGEST_AXIS:
                raise ValueError
            number_read = _number(value, separator)
        except ValueError:
            rule = f"must be a name, four whole numbers from 0 to {LONGEST_AXIS - 1} and a value"
            fix = "Numbers with decimal commas need semicolons between the columns."
            raise DwconvError(
                f"line {number}",
                separator.join(line),
                rule,
                fix if len(line) > len(_HEADINGS) else "",
            ) from None
        name = name.strip()
        if name not in tensors and len(tensors) == MOST_TENSORS:
            raise DwconvError(
                f"line {number}",
                name,
                f"is one tensor too many: a file may have {MOST_TENSORS:,}",
            )
        cells = tensors.setdefault(name, {})
        if place in cells:
            rule = f"must be the only line for {name}[{', '.join(map(str, place))}]"
            raise DwconvError(f"line {number}", separator.join(line), rule)
        cells[place] = number_read
    return tensors


def _filled(name: str, cells: _Cells) -> Array:
    """The array of these values; each of its places must have one."""
    shape = tuple(size + 1 for size in np.max(list(cells), axis=0).tolist())
    # All places are different, so as many values as places means that none is missing.
    if int(np.prod(shape, dtype=object)) != len(cells):
        missing = next(place for place in np.ndindex(*shape) if place not in cells)
        raise DwconvError(f"{name}[{', '.join(map(str, missing))}]", "missing", "must have a line")
    array = np.empty(shape)
    for place, value in cells.items():
        array[place] = value
    return array
