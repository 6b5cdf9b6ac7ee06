"""Why TensorFlow refuses a call, or returns something other than the formula, in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Array, Run
from dwconv.reference.known_faults import FAULTS, AskedOp

NO_GRADIENT = "There is no gradient: the output has shape"
"""How the message begins when TensorFlow's output has a wrong shape and so no gradient."""

# What TensorFlow rightly refuses: a regular expression for its message, and the reason. Refusals
# of layers that have a meaning are among the known faults.
_REASONS: tuple[tuple[str, str], ...] = (
    (
        r"strides in the batch and depth",
        "A window moves over rows and columns. Batch and channels are not skipped, so their "
        "strides must be 1.",
    ),
    (
        r"[Ss]trides? must be (> 0|positive|strictly positive)|must be strictly positive",
        "A window that does not move forward never ends: a stride is at least 1.",
    ),
    (
        r"strides.*must specify|must contain 4|[Ss]liding window strides",
        "The op wants four strides, in the order of the data format.",
    ),
    (
        r"Computed output size would be negative|Negative dimension size",
        "Not one window fits: the kernel, spread by its dilation, is larger than the padded input.",
    ),
    (
        r"must not have zero elements",
        "Without a single weight there is nothing to sum.",
    ),
    (
        r"could not create a primitive descriptor|Paddings must be non-negative|must be nonnegative",
        "Padding adds pixels. A negative padding would cut pixels off, so it is not allowed.",
    ),
    (
        r"not in the list of allowed values",
        "TensorFlow compares this text letter by letter; see the values it lists.",
    ),
    (
        r"Expected list",
        "The op wants a list or a tuple here, not a bare number or an array.",
    ),
    (
        r"must have the same depth|Dimensions must be equal|must be divisible|evenly divisible",
        "The filter's third axis must fit the input's channels: each channel has its own filters.",
    ),
    (
        r"dilation_rate.*must be positive|[Dd]ilat.*must be (> 0|positive|strictly)",
        "Taps that lie 0 pixels apart would all be the same tap: a dilation is at least 1.",
    ),
    (
        r"must be 4-dimensional|must be 4-D|\brank\b",
        "The op wants four axes: batch, rows, columns and channels.",
    ),
)


def explain_error(message: str) -> str:
    """Say in plain words what TensorFlow's error message means.

    Parameters
    ----------
    message : str
        As in `Run.message`.

    Returns
    -------
    str
        Empty if there is no message.

    Examples
    --------
    >>> explain_error("Computed output size would be negative: -1")
    'Not one window fits: the kernel, spread by its dilation, is larger than the padded input.'
    """
    if not message:
        return ""
    for fault in FAULTS:
        if fault.matches_error(message):
            return fault.reason_and_remedy()
    for pattern, reason in _REASONS:
        if re.search(pattern, message):
            return reason
    return "TensorFlow gives an error here, and its own words above are all that is known."


def explain_difference(spec: ConvSpec, op: AskedOp, arrays: Sequence[Array], run: Run) -> str:
    """Say why an op of TensorFlow may refuse a layer or return something else than the formula.

    Parameters
    ----------
    spec : ConvSpec
    op : str
        An op of `tf.nn`, or "GradientTape".
    arrays : sequence of ndarray
        Input and filter; for gradients also the gradient with respect to the output.
    run : Run
        What the op did.

    Returns
    -------
    str
        The first known fault that the layer meets, or that none is known.
    """
    if run.error and not run.message.startswith(NO_GRADIENT):
        return explain_error(run.message)
    for fault in FAULTS:
        if fault.affects(spec, op, arrays):
            return fault.reason_and_remedy()
    return "No reason for this difference is known: one of the two is wrong."
