"""Numbers as text, and the size of digits that fits a cell."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

MINUS = "\u2212"
NEARLY_ZERO = "\u22480"  # no zero, but no digit of it has room
DIGIT_WIDTH = 0.64  # of a digit, as a share of the font's size
_MINUS_WIDTH = 1.32  # in digits


class NumberFormat(NamedTuple):
    """How the values of one array are written: all with the same number of decimals."""

    decimals: int
    scientific: bool
    chars: float  # at most, in widths of a digit

    def __call__(self, value: float) -> str:
        """Return the value as text."""
        if np.isnan(value):
            return "NaN"
        if np.isinf(value):
            return "∞" if value > 0 else f"{MINUS}∞"
        if self.scientific:
            text = f"{value:.2e}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
        else:
            text = f"{value:.{0 if value == int(value) else self.decimals}f}"
            if float(text) == 0:
                return NEARLY_ZERO if value else "0"
        return text.replace("-", MINUS)


def number_format(values: npt.NDArray[Any], digits: int = 3) -> NumberFormat:
    """Return the format in which the largest value has so many digits, and that of each plane one less.

    Parameters
    ----------
    values : ndarray
        Planes are its last two axes.
    digits : int, optional

    Examples
    --------
    >>> number_format(np.array([12.25, 3]))(12.25)
    '12.2'
    >>> small = number_format(np.array([[[1.25]], [[0.037]]]))
    >>> small(1.25), small(0.037), small(0.0001)
    ('1.250', '0.037', '≈0')
    """
    finite = values[np.isfinite(values)]
    sizes = np.where(np.isfinite(values), np.abs(values), 0)
    planes = sizes.max(axis=tuple(range(values.ndim)[-2:]), initial=0)
    largest = float(planes.max(initial=0))
    least = float(planes.min(where=planes > 0, initial=largest))
    whole = bool((finite == np.trunc(finite)).all())
    power, least_power = (int(np.floor(np.log10(size or 1))) for size in (largest, least))
    scientific = power >= (7 if whole else 6) or power < -3
    decimals = 0 if whole else max(0, min(digits - 1 - min(power, least_power + 1), 3))
    chars = 7 if scientific else max(power, 0) + 1 + (decimals + 1 if decimals else 0)
    return NumberFormat(decimals, scientific, chars + _MINUS_WIDTH * bool((finite < 0).any()))


def result_text(value: float) -> str:
    """Return a result on its own, after "=" or, where digits are left out, after "≈".

    Examples
    --------
    >>> result_text(-3.0), result_text(1 / 3)
    ('= −3', '≈ 0.3333')
    """
    if not np.isfinite(value):
        return f"= {number_format(np.array([value]))(value)}"
    if value == int(value) and abs(value) < 1e12:
        return f"= {int(value)}".replace("-", MINUS)
    text = f"{value:.4g}"
    text = text.replace("-", MINUS).replace("e+0", "e").replace(f"e{MINUS}0", f"e{MINUS}")
    return equals(value, text)


def equals(value: float, text: str) -> str:
    """Return a value as a text behind what it is the result of: "≈" where the text has not all of its digits.

    The last digits of a float32 are chance: 0.1 · 0.4 is 0.040000003.

    Examples
    --------
    >>> equals(0.4 * -0.3, "−0.12"), equals(0.33 * 0.324, "0.107")
    ('= −0.12', '≈ 0.107')
    """
    shown = number_in(text)
    is_all = not np.isfinite(shown) or abs(shown - value) <= 5e-7 * abs(shown)
    return f"{'=' if is_all else '≈'} {text.removeprefix('≈')}"


def number_in(text: str) -> float:
    """Return the number that a text says.

    Examples
    --------
    >>> number_in("−0.5"), number_in(NEARLY_ZERO), number_in("−∞")
    (-0.5, 0.0, -inf)
    """
    return float(text.replace(MINUS, "-").replace("∞", "inf").removeprefix("≈"))


def font_size(cell: float, format: NumberFormat, least: float = 7) -> float:
    """Return the size of digits that leave a gap to those in the next cell; 0 if below `least`."""
    size = min(cell * 0.56, (cell - min(5, cell * 0.2)) / (format.chars * DIGIT_WIDTH), 20)
    return size if size >= least else 0
