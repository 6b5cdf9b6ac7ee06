"""The table of parameters: what a widget holds and a link says, by name.

To add a parameter that one page shows, add a row with that page to `PAGE_ROWS` in `page_rows`, and
draw it there with a function of `dwconv.ui.widgets.controls`: its name in links, its default, its
bounds or options and its words on screen all come from the row. To change a name in links, and
nothing else, give the row a `link`, and the name that it had under `earlier_links`, so that links
which were given out go on working.
"""

from __future__ import annotations

from dwconv.engine.errors import DwconvError
from dwconv.ui.parameters.kinds import Array, Choice, Flag, Number, Parameter, Text, Value, Values
from dwconv.ui.parameters.layer_rows import CONTROLS, LAYER_ROWS, TYPED, Control
from dwconv.ui.parameters.page_rows import PAGE_ROWS

__all__ = [
    "CONTROLS",
    "PARAMETERS",
    "TYPED",
    "Array",
    "Choice",
    "Control",
    "Flag",
    "Number",
    "Parameter",
    "Text",
    "Value",
    "Values",
    "choice_row",
    "choices",
    "defaults",
    "flags",
    "is_on",
    "link_name",
    "number_of",
    "number_row",
    "numbers",
    "of_layer",
    "text_row",
]

PARAMETERS: dict[str, Number | Choice | Flag | Text] = {
    row.name: row for row in (*LAYER_ROWS, *PAGE_ROWS)
}
"""All parameters by their names."""

_OF_LAYER = frozenset(name for name, row in PARAMETERS.items() if not row.pages)


def numbers() -> dict[str, Number]:
    """The parameters that are whole numbers."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Number)}


def choices() -> dict[str, Choice]:
    """The parameters that are one of a few options."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Choice)}


def flags() -> dict[str, Flag]:
    """The parameters that are on or off."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Flag)}


def number_row(name: str) -> Number:
    """The row of a whole number."""
    row = PARAMETERS[name]
    if not isinstance(row, Number):
        raise DwconvError("name", name, "must be a whole number among the parameters")
    return row


def choice_row(name: str) -> Choice:
    """The row of a choice."""
    row = PARAMETERS[name]
    if not isinstance(row, Choice):
        raise DwconvError("name", name, "must be a choice among the parameters")
    return row


def text_row(name: str) -> Text:
    """The row of a text."""
    row = PARAMETERS[name]
    if not isinstance(row, Text):
        raise DwconvError("name", name, "must be a text among the parameters")
    return row


def defaults() -> Values:
    """Every parameter with its default."""
    return {name: row.default for name, row in PARAMETERS.items()}


def link_name(name: str) -> str:
    """The name in links of a parameter."""
    return PARAMETERS[name].link


def is_on(name: str, page: str) -> bool:
    """Whether the page at this path shows a parameter.

    Examples
    --------
    >>> is_on("h", "cost"), is_on("n", "cost"), is_on("n", "shapes"), is_on("h", "lesson")
    (True, True, False, False)
    """
    return PARAMETERS[name].is_on(page)


def of_layer(values: Values) -> Values:
    """The values that describe the layer and its numbers, not how one page shows them."""
    return {name: value for name, value in values.items() if name in _OF_LAYER}


def number_of(values: Values, name: str) -> int:
    """One of the whole numbers among the values."""
    value = values[name]
    if not isinstance(value, int):
        raise DwconvError(name, value, "must be a whole number")
    return value
