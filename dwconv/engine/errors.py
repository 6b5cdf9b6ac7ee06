"""DwconvError, which names a wrong parameter, its value and the rule, and how values are quoted in it."""

from __future__ import annotations

import reprlib


class _ShortRepr(reprlib.Repr):
    """Values of any size on one short line."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = 60
        self.maxlist = self.maxtuple = 8

    def repr_int(self, x: int, level: int) -> str:
        """Python itself refuses to write out ints of more than 4300 digits."""
        if x.bit_length() > 1000:
            return f"<an int of {x.bit_length()} bits>"
        return super().repr_int(x, level)

    def repr_instance(self, x: object, level: int) -> str:
        """Arrays are printed in several lines; a sentence has one."""
        return " ".join(super().repr_instance(x, level).split())


_short_repr = _ShortRepr()
_MOST_CHARACTERS = 120


def quote(value: object) -> str:
    """Return `value` as a sentence quotes it: its repr, cut if it is long.

    Examples
    --------
    >>> quote("same"), quote(10**5000), quote(list(range(99)))
    ("'same'", '<an int of 16610 bits>', '[0, 1, 2, 3, 4, 5, 6, 7, ...]')
    """
    text = _short_repr.repr(value)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 3]}..."


class DwconvError(ValueError):
    """A parameter with a value that breaks a rule.

    Parameters
    ----------
    parameter : str
        The name of the parameter, as the caller knows it.
    value : object
        What was given.
    rule : str
        The rule it breaks, as the end of a sentence: "must be at least 1".
    fix : str, optional
        What would work instead, as a sentence.

    Examples
    --------
    >>> print(DwconvError("stride", 0, "must be at least 1", "Use 1 to visit every position."))
    stride is 0, but must be at least 1. Use 1 to visit every position.
    """

    def __init__(self, parameter: str, value: object, rule: str, fix: str = "") -> None:
        super().__init__(parameter, value, rule, fix)  # args: what pickle hands to a new instance
        self.parameter = parameter
        self.value = value
        self.rule = rule
        self.fix = fix

    def __str__(self) -> str:
        sentence = f"{self.parameter} is {quote(self.value)}, but {self.rule}."
        return f"{sentence} {self.fix}" if self.fix else sentence
