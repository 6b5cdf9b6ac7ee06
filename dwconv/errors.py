"""What can be wrong with a call, as one exception that says what to do."""

from __future__ import annotations

import reprlib

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
_short.maxlist = _short.maxtuple = 8


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
        sentence = f"{self.parameter} is {_short.repr(self.value)}, but {self.rule}."
        return f"{sentence} {self.fix}" if self.fix else sentence
