"""Words and numbers that several views of the Cost page write."""

from __future__ import annotations

from dwconv.costs.latex_formulas import percent
from dwconv.ui.widgets.number_text import written


def convention(bias: bool, real: bool, unit: str = "") -> str:
    """How the numbers of a unit are counted, in sentences; without a unit, all that is counted.

    A bias adds no MAC, and parameters and bytes are the same wherever the taps fall: of these
    nothing is said.

    Examples
    --------
    >>> convention(False, True), convention(True, False, "params"), convention(True, False, "macs")
    ('Taps on padding are not counted. There is no bias.', 'Each layer has a bias.', 'Taps on padding are counted.')
    """
    taps = "Taps on padding are not counted." if real else "Taps on padding are counted."
    with_bias = "Each layer has a bias." if bias else "There is no bias."
    if unit in ("params", "bytes"):
        return with_bias
    return taps if unit in ("macs", "share") else f"{taps} {with_bias}"


def amount_in_words(amount: float | None, unit: str) -> str:
    """An amount as it is read.

    Examples
    --------
    >>> amount_in_words(4608, "macs"), amount_in_words(17 / 36, "share")
    ('4,608', '47.2%')
    >>> amount_in_words(1.371, "intensity"), amount_in_words(None, "share")
    ('1.37', '-')
    """
    if amount is None:
        return "-"
    return percent(amount) if unit == "share" else written(amount)
