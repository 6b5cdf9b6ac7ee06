"""Says which input rows or columns no window reaches, counted without the padding around them."""

from __future__ import annotations

from typing import Literal

from dwconv.engine.geometry import Axis

Noun = Literal["row", "column", "row and column"]
"""What a pixel along an axis is called; both if the axes are the same."""

_MOST_LISTED = 4
_SHOWN = 3  # of more than `_MOST_LISTED`

_WORDINGS: dict[Noun, dict[str, str]] = {
    "row": {
        "one": "input row {last}",
        "last one": "the last input row, {last}",
        "range": "input rows {first} to {last}",
        "last ones": "the last input rows, {first} to {last}",
        "list": "input rows {listed} and {last}",
        "long list": "input rows {listed} ... ({count:,} in all)",
    },
    "column": {
        "one": "input column {last}",
        "last one": "the last input column, {last}",
        "range": "input columns {first} to {last}",
        "last ones": "the last input columns, {first} to {last}",
        "list": "input columns {listed} and {last}",
        "long list": "input columns {listed} ... ({count:,} in all)",
    },
    "row and column": {
        "one": "input row {last} and input column {last}",
        "last one": "the last row and the last column of the input, {last}",
        "range": "input rows and columns {first} to {last}",
        "last ones": "the last input rows and columns, {first} to {last}",
        "list": "input rows and columns {listed} and {last}",
        "long list": "input rows and columns {listed} ... ({count:,} of each)",
    },
}


def unreached_in_words(axis: Axis, noun: Noun) -> str:
    """Say which pixels along an axis no window reaches; "" if all are reached.

    Examples
    --------
    >>> from dwconv.engine.geometry import make_axis
    >>> unreached_in_words(make_axis(6, 3, 2), "row")
    'No window reaches the last input row, 5.'
    >>> unreached_in_words(make_axis(5, 1, 2), "column")
    'No window reaches input columns 1 and 3.'
    """
    missed = [index for index, reached in enumerate(axis.reached) if not reached]
    if not missed:
        return ""
    first, last = missed[0], missed[-1]
    at_end = last == axis.size - 1
    if len(missed) == 1:
        which = "last one" if at_end else "one"
    elif last - first + 1 == len(missed):
        which = "last ones" if at_end else "range"
    else:
        which = "list" if len(missed) <= _MOST_LISTED else "long list"
    listed = ", ".join(map(str, missed[:-1] if which == "list" else missed[:_SHOWN]))
    words = _WORDINGS[noun][which].format(first=first, last=last, listed=listed, count=len(missed))
    return f"No window reaches {words}."
