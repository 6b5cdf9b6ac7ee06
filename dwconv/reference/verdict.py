"""Compares TensorFlow's outputs with this library's: the tolerance, and the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from dwconv.engine.check_arrays import largest_magnitude
from dwconv.engine.plurals import counted, listed
from dwconv.reference.calls import Array, Run


class LargestDifference(NamedTuple):
    """The value at which an op of TensorFlow is furthest from this library.

    Attributes
    ----------
    op : str
    where : tuple of int
        Index of the value.
    ours, theirs : float
    """

    op: str
    where: tuple[int, ...]
    ours: float
    theirs: float


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether TensorFlow and this library return the same.

    Attributes
    ----------
    agrees : bool
        Whether an op of TensorFlow returned the same values.
    kind : "agrees", "confirmed", "differs" or "refused"
        "agrees" if the op in question agrees; "confirmed" if it does not but another
        op does; "differs" if none does; "refused" if none returned anything.
    sentence : str
        The result in a sentence or two.
    details : str
        By how much they differ and which op was asked, where the op in question agrees; else
        empty.
    explanation : str
        The reason of a difference; empty if there is nothing to explain.
    op : str
        The op that agrees; if none does, the one that the sentence is about.
    wrong : ndarray of bool or None
        Which values of the op that the sentence is about differ; None if it agrees or its
        output has another shape.
    largest : LargestDifference or None
        Where the op that the sentence is about is furthest off, and both values; None where `wrong`
        is.
    asked : Run
        The run of the op in question.
    tried : tuple of Run
        All runs, in order.
    """

    agrees: bool
    kind: Literal["agrees", "confirmed", "differs", "refused"]
    sentence: str
    details: str
    explanation: str
    op: str
    wrong: Array | None
    largest: LargestDifference | None
    asked: Run
    tried: tuple[Run, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """How an output of TensorFlow compares with ours, value by value.

    Attributes
    ----------
    same : bool
        Whether the shapes are equal and no value differs by more than rounding explains.
    largest : float or None
        The largest absolute difference; None if the shapes are not equal.
    different : int
        How many values differ by more than that.
    where : tuple of int or None
        Index of the value with the largest difference; None if there is no difference.
    wrong : ndarray of bool or None
        Which values differ by more than that; None if the shapes are not equal.
    """

    same: bool
    largest: float | None
    different: int
    where: tuple[int, ...] | None
    wrong: Array | None = None


def compare(ours: Array, theirs: Array | None, allowed: Array) -> Comparison:
    """Compare two outputs; NaN equals NaN.

    Parameters
    ----------
    ours : ndarray
    theirs : ndarray or None
        Of any shape; None where an op gave no output.
    allowed : ndarray
        How far each value may be off; broadcasts to the shape of `ours`.

    Returns
    -------
    Comparison

    Examples
    --------
    >>> found = compare(np.array([1.0, 2.0]), np.array([1.0, 2.5]), allowed=np.array([0.1]))
    >>> found.same, found.largest, found.different, found.where
    (False, 0.5, 1, (1,))
    """
    if theirs is None or theirs.shape != ours.shape:
        return Comparison(False, None, 0, None)
    if not ours.size:
        return Comparison(True, 0.0, 0, None)
    a, b = ours.astype(np.float64), theirs.astype(np.float64)
    with np.errstate(invalid="ignore"):
        equal = (a == b) | (np.isnan(a) & np.isnan(b))
        distance = np.where(equal, 0.0, np.abs(a - b))
    distance[np.isnan(distance)] = np.inf
    wrong = distance > np.broadcast_to(allowed, distance.shape)
    largest = float(distance.max())
    where = np.unravel_index(int(distance.argmax()), distance.shape) if largest else None
    return Comparison(
        not wrong.any(),
        largest,
        int(wrong.sum()),
        None if where is None else tuple(int(index) for index in where),
        wrong,
    )


def rounding_tolerance(x: Array, w: Array, sums: Array, taps: int, dtype: np.dtype[Any]) -> Array:
    """How far two orders of adding the same products may differ; 0 if nothing is rounded.

    Parameters
    ----------
    x, w : ndarray
        The factors: input and filter, or one of them and a gradient.
    sums : ndarray
        The sum of the products' magnitudes, for each output value.
    taps : int
        How many products are summed in one value.
    dtype : dtype
        The type in which TensorFlow adds.

    Returns
    -------
    ndarray
        For each value of `sums`, or one for all.

    Notes
    -----
    A sum of n products in whatever order is off by at most (1 + u)**n - 1 times the sum
    of their magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, section
    3.1), u being half the distance from 1 to the next number. Both sides may be. Where
    all values are multiples of some power of two, and no sum reaches 2**24 of these
    (float32), nothing is rounded in the first place.
    """
    info = np.finfo(dtype)
    u = float(info.eps) / 2
    tiny = float(info.smallest_normal)
    unit = _common_unit(x) * _common_unit(w)
    most = float(sums.max(initial=0.0))
    if unit >= tiny and most <= unit / u:  # false for nan
        return np.zeros(1)
    peaks = largest_magnitude(x) + largest_magnitude(w)
    flushed = taps * tiny * (1 + peaks)  # what is too small to be normal may count as 0
    allowed: Array = 2 * np.expm1(taps * np.log1p(u)) * sums + flushed
    allowed[~np.isfinite(sums)] = 0.0
    allowed[np.isfinite(sums) & (sums > float(info.max))] = np.inf  # the order decides
    return allowed


def _common_unit(values: Array) -> float:
    """The largest power of two that all values are multiples of; 0 if one is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> _common_unit(np.array([3.0, 0.5, 4.0])), _common_unit(np.array([0.0, 12.0]))
    (0.5, 4.0)
    """
    values = np.abs(values[values != 0]).astype(np.float64)
    if not values.size:
        return 1.0
    if not np.isfinite(values).all():
        return 0.0
    mantissa, exponent = np.frexp(values)
    digits = (mantissa * 2.0**53).astype(np.int64)
    lowest = (digits & -digits).astype(np.float64)
    return float(np.ldexp(lowest, exponent - 53).min())


def judge(ours: Array, runs: tuple[Run, ...], allowed: Array, *, explanation: str = "") -> Verdict:
    """Compare an output with what TensorFlow's ops returned.

    Parameters
    ----------
    ours : ndarray
    runs : tuple of Run
        First the op in question, then others that may confirm ours.
    allowed : ndarray
        How far each value may be off; broadcasts to the shape of `ours`.
    explanation : str, optional
        Why the first op may be wrong; used only if it does not agree.

    Examples
    --------
    >>> import numpy as np
    >>> good, bad = Run("tf.nn.conv2d", np.ones((1, 2, 2, 1))), Run("tf.nn.other", np.ones((1, 3, 3, 1)))
    >>> judge(np.ones((1, 2, 2, 1)), (good,), np.zeros(1)).sentence
    'TensorFlow agrees. Largest difference 0 in 4 values (tf.nn.conv2d).'
    >>> judge(np.ones((1, 2, 2, 1)), (bad, good), np.zeros(1)).sentence
    'tf.nn.other returns shape (1, 3, 3, 1) here, not (1, 2, 2, 1). tf.nn.conv2d agrees.'
    """
    compared = [compare(ours, run.output, allowed) for run in runs]
    good = next((index for index, result in enumerate(compared) if result.same), None)
    asked, first = runs[0], compared[0]
    shown = good
    if shown is None:  # the first with the right shape, else the first with any output
        right_shape = (index for index, result in enumerate(compared) if result.largest is not None)
        any_output = (index for index, run in enumerate(runs) if run.output is not None)
        shown = next(right_shape, next(any_output, 0))
    told = 0 if good is not None else shown  # of which run the sentence says what differs
    kind: Literal["agrees", "confirmed", "differs", "refused"]
    details = ""
    if good == 0:
        kind, explanation = "agrees", ""
        if not ours.size:
            details = f"Both return the empty shape {ours.shape} ({asked.op})."
        else:
            values = counted(ours.size, "{n} value", "{n} values")
            details = f"Largest difference {first.largest or 0:.2g} in {values} ({asked.op})."
            if first.largest:
                explanation = (
                    f"This is rounding. Both add up the same products, but in another order, and {_dtype(asked)} "
                    "keeps only so many digits of each sum."
                )
        sentence = f"TensorFlow agrees. {details}"
    elif good is not None:
        kind = "confirmed"
        op, _, how = runs[good].op.partition(" with ")
        same = f"{op} with {how} gives this page's values." if how else f"{op} agrees."
        sentence = f"{_difference(ours, asked, first)} {same}"
    elif all(run.output is None for run in runs):
        kind = "refused"
        sentence = f"TensorFlow gives no answer. {_difference(ours, asked, first)}"
    else:
        kind = "differs"
        sentence = f"TensorFlow differs. {_difference(ours, runs[shown], compared[shown])}"
    return Verdict(
        agrees=good is not None,
        kind=kind,
        sentence=sentence,
        details=details,
        explanation=explanation,
        op=runs[shown].op,
        wrong=None if good == 0 else compared[told].wrong,
        largest=None if good == 0 else _largest_difference(ours, runs[told], compared[told]),
        asked=asked,
        tried=runs,
    )


def _largest_difference(ours: Array, run: Run, compared: Comparison) -> LargestDifference | None:
    if compared.wrong is None or compared.where is None or run.output is None:
        return None
    at = compared.where
    return LargestDifference(run.op, at, float(ours[at]), float(run.output[at]))


def _dtype(run: Run) -> str:
    return "" if run.output is None else run.output.dtype.name


def _difference(ours: Array, run: Run, compared: Comparison) -> str:
    """What an op that does not agree did, in a sentence."""
    if run.output is None:
        return f"{run.op} refuses this call ({run.error})."
    if run.output.shape != ours.shape:
        return f"{run.op} returns shape {run.output.shape} here, not {ours.shape}."
    how_many = f"{compared.different} of {ours.size} values of {run.op}"
    if compared.largest in (None, np.inf):
        one, many = f"{how_many} differs from the formula.", f"{how_many} differ from the formula."
    else:
        one = f"{how_many} differs from the formula, by up to {compared.largest:.3g}."
        many = f"{how_many} differ from the formula, by up to {compared.largest:.3g}."
    return one if compared.different == 1 else many


def rows_in_words(wrong: Array) -> str:
    """Say in which output rows the values lie that differ.

    Parameters
    ----------
    wrong : ndarray of bool
        Rows are its first axis.

    Examples
    --------
    >>> import numpy as np
    >>> rows_in_words(np.array([[False, False], [True, True], [False, False]]))
    'The values that differ are all in output row 1.'
    >>> rows_in_words(np.array([[True], [False], [True], [True]]))
    'The values that differ are in output rows 0, 2 and 3.'
    >>> rows_in_words(np.array([[True], [True]]))
    'The values that differ are in every output row.'
    >>> rows_in_words(np.array([[False], [True]]))
    'The value that differs is in output row 1.'
    >>> rows_in_words(np.array([[False, False, False], [True, True, False]]))
    'The values that differ are all in output row 1. In that row 1 other value is equal.'
    """
    rows = [row for row, values in enumerate(wrong) if values.any()]
    if len(rows) == 1:
        one = f"The value that differs is in output row {rows[0]}."
        if wrong.sum() == 1:
            return one
        all_in_it = f"The values that differ are all in output row {rows[0]}."
        equal = counted(
            int((~wrong[rows[0]]).sum()),
            "In that row {n} other value is equal.",
            "In that row {n} other values are equal.",
        )
        return all_in_it if wrong[rows[0]].all() else f"{all_in_it} {equal}"
    if len(rows) == len(wrong):
        return "The values that differ are in every output row."
    if len(rows) > 2 and rows[-1] - rows[0] == len(rows) - 1:
        return f"The values that differ are in output rows {rows[0]} to {rows[-1]}."
    if len(rows) <= _MOST_LISTED:
        return f"The values that differ are in output rows {listed(rows)}."
    return f"The values that differ are in {len(rows)} of {len(wrong)} output rows, the first in row {rows[0]}."


_MOST_LISTED = 6  # rows that a sentence names one by one
