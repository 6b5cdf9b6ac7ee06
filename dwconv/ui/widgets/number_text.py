"""How numbers are written on the pages: "4,608", "0.125", "12 million", the same everywhere."""

from __future__ import annotations

import math
from collections.abc import Sequence

# The same for the axis of a chart, as a Vega expression. Without it Vega writes "0k" and "2e+3".
_POWER = "floor(log(datum.value) / LN10 + 1e-9)"
_TIMES = f"datum.value / pow(10, {_POWER})"
_RAISED = "'⁰¹²³⁴⁵⁶⁷⁸⁹'"
AXIS_LABELS = (
    "datum.value < 1e6 ? format(datum.value, ',~r')"
    " : datum.value < 1e9 ? format(datum.value / 1e6, ',~r') + ' million'"
    " : datum.value < 1e12 ? format(datum.value / 1e9, ',~r') + ' billion'"
    # Longer ones would be cut: 2·10¹⁵.
    f" : (abs({_TIMES} - 1) < 1e-6 ? '' : format({_TIMES}, '.2~f') + '·') + '10'"
    f" + slice({_RAISED}, floor({_POWER} / 10), floor({_POWER} / 10) + 1)"
    f" + slice({_RAISED}, {_POWER} % 10, {_POWER} % 10 + 1)"
)

_MOST_MORE = 4  # decimals that a number may have for the sake of another one


def written(number: float, digits: int = 3) -> str:
    """Write a number for a reader.

    Parameters
    ----------
    number : int or float
        An int is written in full.
    digits : int, optional
        Significant digits of a float that is not whole; the digits before the point stay in any
        case.

    Examples
    --------
    >>> written(4608), written(1.3714), written(1234.5), written(120.0), written(0.01)
    ('4,608', '1.37', '1,234', '120', '0.01')
    """
    if isinstance(number, int) or number == 0 or not math.isfinite(number):
        return f"{number:,}" if isinstance(number, int) else f"{number:g}"
    decimals = max(digits - 1 - math.floor(math.log10(abs(number))), 0)
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written_alike(numbers: Sequence[float], digits: int = 3) -> list[str]:
    """Write the numbers of a column, with as many decimals as the one that needs most.

    Parameters
    ----------
    numbers : sequence of int or float
    digits : int, optional
        As for `written`.

    Examples
    --------
    >>> written_alike([0.188, 0.2, 12])
    ['0.188', '0.200', '12.000']
    >>> written_alike([120, 4608])
    ['120', '4,608']
    >>> written_alike([250.5, 0.00001])  # so many zeros would help nobody
    ['250', '0.00001']
    """
    texts = [written(number, digits) for number in numbers]
    needed = [len(text.partition(".")[2]) for text in texts]
    decimals = max(needed, default=0)
    if decimals - min(needed, default=0) > _MOST_MORE:
        return texts
    return [
        f"{number:,.{decimals}f}" if math.isfinite(number) else text
        for number, text in zip(numbers, texts, strict=True)
    ]


def with_minus(number: float) -> str:
    """A whole number with all its digits, up to ten; another one with the seven that a float32 has.

    Examples
    --------
    >>> with_minus(-12345), with_minus(0.5), with_minus(float("nan"))
    ('−12345', '0.5', 'nan')
    >>> with_minus(3.299999952316284)  # 3.3 as a float32
    '3.3'
    """
    return f"{number:.{10 if float(number).is_integer() else 7}g}".replace("-", "\N{MINUS SIGN}")
