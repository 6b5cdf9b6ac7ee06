"""Reads what a browser sends for a parameter, even if the server has not drawn its widget yet."""

from __future__ import annotations

import re

from dwconv.ui.parameters.table import PARAMETERS, Choice, Number, Text


def is_value(name: str, value: object) -> bool:
    """Whether a parameter can have a value, whatever the page allows.

    Examples
    --------
    >>> is_value("seed", 5), is_value("seed", -1), is_value("seed", True), is_value("pad", "wide")
    (True, False, False, False)
    >>> is_value("stack1", "3 3d2"), is_value("stack1", "3" * 200)
    (True, False)
    """
    row = PARAMETERS[name]
    if isinstance(row, Number):
        most = row.most if row.most_counted is None else row.most_counted
        return type(value) is int and row.least <= value <= most
    if isinstance(row, Choice):
        return isinstance(value, str) and value in row.options
    if isinstance(row, Text):
        return isinstance(value, str) and len(value) <= row.longest
    return isinstance(value, bool)


def read_widget(name: str, sent: object) -> int | str | bool | None:
    """Return the value of a parameter; None if it is not one of the parameter's.

    Parameters
    ----------
    name : str
        Of `PARAMETERS`.
    sent : object
        A number, a bool, a text, or the words of the chosen option.

    Examples
    --------
    >>> read_widget("h", 5.0), read_widget("g", "2 groups"), read_widget("pad", "SAME")
    (5, 2, 'same')
    >>> read_widget("h", 999.0), read_widget("bias", True), read_widget("pad", "wide")
    (None, True, None)
    """
    row = PARAMETERS[name]
    if isinstance(row, Number):
        digits = re.search(r"[0-9]{1,9}", sent) if isinstance(sent, str) else None
        number = int(digits.group()) if digits else sent
        if isinstance(number, int | float) and row.least <= number <= row.most:
            return int(number)
        return None
    if isinstance(row, Choice):
        return next((option for option, words in row.options.items() if words == sent), None)
    if isinstance(row, Text):
        return sent if isinstance(sent, str) and is_value(name, sent) else None
    return sent if isinstance(sent, bool) else None
