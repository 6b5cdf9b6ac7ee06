"""Numbers that are typed, or pasted, into the cells of the player's picture: read and put in place.

A browser numbers what is typed and sends all that the server has not answered yet, as it does
with changes of the layer's controls: none is lost, however fast somebody types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dwconv.ui.parameters import table
from dwconv.ui.parameters.hidden_and_locked import Restrictions, locked_sentence
from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.table import Array
from dwconv.ui.parameters.typed_values import LARGEST

_SIGN = "[-+\u2212\u2013]?"
NUMBER = (
    f"{_SIGN}(?:[0-9]{{1,20}}(?:[.,][0-9]{{0,20}})?|[.,][0-9]{{1,20}})(?:[eE][-+]?[0-9]{{1,2}})?"
    f"|{_SIGN}[0-9]{{1,20}}/0{{0,9}}[1-9][0-9]{{0,9}}"
)
"""How a number may be typed, as a pattern that Python and JavaScript read alike."""

UNCLEAR = f"{_SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}"
"""What may be a decimal comma or a comma between thousands: taken for neither."""

NOT_A_NUMBER = "{text} is not a number. Type for example 3, \u22120.5, 0,5 or 1/2."
NOT_CLEAR = (
    "Is the comma in {text} a decimal comma, or does it separate thousands? "
    "Type the number with a point, or without a comma."
)

CONTROLS = {"input": "input", "kernel": "weights"}
"""The control that a link may lock, by what is typed into."""

_SOURCES = {"input": "input", "filter": "kernel"}  # by the names in the picture
_MOST = 200  # at once; a person makes fewer
_MOST_CELLS = 4096  # of a block: the largest plane


@dataclass(frozen=True)
class CellEdit:
    """A block of numbers as it was typed or pasted; often a single one.

    Attributes
    ----------
    number : int
        Later edits have larger ones.
    source : "input" or "kernel"
    channel, filter, row, column : int
        Its first cell; the input has no filter.
    texts : tuple of tuple of str
        Its rows.
    """

    number: int
    source: str
    channel: int
    filter: int
    row: int
    column: int
    texts: tuple[tuple[str, ...], ...]


def read_cell_edits(sent: object, seen: int) -> list[CellEdit]:
    """Read what a browser sends, in the order in which it was typed.

    Parameters
    ----------
    sent : object
        A list of ``[number, "kind channel filter row column", rows of texts]``. Anything else is
        left out.
    seen : int
        The number of the last edit that was made: only later ones are returned.

    Examples
    --------
    >>> read_cell_edits([[1, "input 0 0 0 0", [["7"]]], [2, "filter 0 1 2 0", [["1", "0,5"]]]], 1)
    [CellEdit(number=2, source='kernel', channel=0, filter=1, row=2, column=0, texts=(('1', '0,5'),))]
    >>> read_cell_edits([[1, "output 0 0 0 0", [["7"]]], [2, "input 0", 5], "?"], 0)
    []
    """
    found = {}
    for each in sent[-_MOST:] if isinstance(sent, list) else ():
        if not isinstance(each, list) or list(map(type, each)) != [int, str, list]:
            continue
        number, name, rows = each
        place = re.fullmatch(r"(input|filter)((?: [0-9]{1,4}){4})", name, re.ASCII)
        texts = _read_block(rows)
        if place and texts and number > seen:
            at = [int(digits) for digits in place[2].split()]
            found[number] = CellEdit(number, _SOURCES[place[1]], at[0], at[1], at[2], at[3], texts)
    return [found[number] for number in sorted(found)]


def _read_block(rows: list[object]) -> tuple[tuple[str, ...], ...] | None:
    texts = tuple(
        tuple(text[:60] for text in row if isinstance(text, str))
        for row in rows[:_MOST_CELLS]
        if isinstance(row, list)
    )
    widths = {len(row) for row in texts}
    if len(widths) != 1 or not 0 < len(texts) * widths.pop() <= _MOST_CELLS:
        return None
    return texts


def read_number(text: str) -> float | str:
    """Read a number as people type one; a sentence if it is none, or none that a table takes.

    Examples
    --------
    >>> read_number("0,5"), read_number("\u22121/4"), read_number("2.5e-1")
    (0.5, -0.25, 0.25)
    >>> read_number("1,000")
    'Is the comma in 1,000 a decimal comma, or does it separate thousands? Type the number with a point, or without a comma.'
    >>> read_number("x")
    'x is not a number. Type for example 3, \u22120.5, 0,5 or 1/2.'
    >>> read_number("1e9")
    '1e9 is too large: numbers go from \u22121,000,000 to 1,000,000.'
    """
    text = text.strip()
    shown = re.sub(r"[^\w.,+/\u2212\u2013-]", "\u00b7", text[:20]) or "Nothing"
    if re.fullmatch(UNCLEAR, text):
        return NOT_CLEAR.format(text=shown)
    if not re.fullmatch(NUMBER, text):
        return NOT_A_NUMBER.format(text=quote(text).replace("\u00b7", "") or "That")
    plain = text.replace("\u2212", "-").replace("\u2013", "-").replace(",", ".")
    number = float(Fraction(plain)) if "/" in plain else float(plain)
    if abs(number) > LARGEST:
        most = f"{LARGEST:,.0f}"
        return f"{shown} is too large: numbers go from \u2212{most} to {most}."
    return number


def make_cell_edits(
    edits: Iterable[CellEdit], arrays: Mapping[str, Array], restrictions: Restrictions
) -> tuple[dict[str, Array], list[str]]:
    """Put what was typed in its place, one edit after the other; a block as a whole or not at all.

    Parameters
    ----------
    edits : iterable of CellEdit
    arrays : mapping of str to ndarray
        "input" (H, W, C) and "kernel" (KH, KW, C, M), as they are shown. They are not changed.
    restrictions : Restrictions
        What is hidden or locked is not changed.

    Returns
    -------
    changed : dict of str to ndarray
        Those of `arrays` into which something was typed.
    sentences : list of str
        One for each edit that was not made.

    Examples
    --------
    >>> import numpy as np
    >>> edits = read_cell_edits([[1, "input 0 0 0 1", [["7"], ["1/2"]]]], 0)
    >>> changed, sentences = make_cell_edits(edits, {"input": np.ones((2, 2, 1))}, Restrictions())
    >>> changed["input"][..., 0].tolist(), sentences
    ([[1.0, 7.0], [1.0, 0.5]], [])
    """
    changed: dict[str, Array] = {}
    sentences = []
    for edit in edits:
        array = changed.get(edit.source, arrays[edit.source])
        control = CONTROLS[edit.source]
        if control in restrictions.hidden + restrictions.locked:
            label = table.CONTROLS[control].label
            sentences.append(f"{locked_sentence(label)} It stays as it is.")
            continue
        numbers, wrong = _numbers(edit, array)
        if wrong:
            sentences.append(wrong)
            continue
        result = array.copy()
        where: tuple[Any, ...] = (slice(None), slice(None), *_plane(edit))
        plane = result[where]
        for down, row in enumerate(numbers):
            for right, number in enumerate(row):
                plane[edit.row + down, edit.column + right] = number
        changed[edit.source] = result
    return changed, sentences


def _plane(edit: CellEdit) -> tuple[int, ...]:
    return (edit.channel,) if edit.source == "input" else (edit.channel, edit.filter)


def _numbers(edit: CellEdit, array: Array) -> tuple[list[list[float]], str]:
    """The numbers of an edit, and why they cannot be there; "" if they can."""
    noun = "input" if edit.source == "input" else "filter"
    rows, columns = array.shape[:2]
    height, width = len(edit.texts), len(edit.texts[0])
    if any(at >= size for at, size in zip(_plane(edit), array.shape[2:], strict=True)):
        return [], f"This layer has no such {noun} any more. Nothing was typed."
    if edit.row + height > rows or edit.column + width > columns:
        return [], (
            f"A block of {height} \u00d7 {width} numbers does not fit from row {edit.row}, column "
            f"{edit.column} of the {noun}, which has {rows} \u00d7 {columns}. Nothing was pasted."
        )
    numbers = []
    for texts in edit.texts:
        read = [read_number(text) for text in texts]
        for number in read:
            if isinstance(number, str):
                return [], number
        numbers.append([float(number) for number in read])
    return numbers, ""
