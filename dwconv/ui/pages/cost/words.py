"""Words and numbers that several views of the Cost page write."""

from __future__ import annotations

from dwconv.costs.formulas import percent


def convention(bias: bool, real: bool) -> str:
    """The convention of every figure, in a few words."""
    taps = "taps on padding left out" if real else "taps on padding counted"
    return f"{taps}, {'a bias in each layer' if bias else 'no bias'}"


def amount_in_words(amount: float | None, unit: str) -> str:
    """An amount as one reads it.

    Examples
    --------
    >>> amount_in_words(4608, "macs"), amount_in_words(17 / 36, "share"), amount_in_words(1.371, "intensity"), amount_in_words(None, "share")
    ('4,608', '47.2%', '1.37', '-')
    """
    if amount is None:
        return "-"
    if unit == "share":
        return percent(amount)
    return f"{amount:.3g}" if unit == "intensity" else f"{amount:,}"
