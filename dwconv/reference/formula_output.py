"""What this library computes for a call of TensorFlow: the documented formula's output."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.engine.tf_nn_functions import (
    conv2d,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.reference.calls import Array, Call, Op


def compute(call: Call) -> Array:
    """Compute a call with this library instead of TensorFlow.

    Raises
    ------
    DwconvError
        If the call has no meaning.

    Examples
    --------
    >>> image, kernel = np.ones((1, 4, 4, 1)), np.ones((2, 2, 1, 1))
    >>> compute(Call("depthwise_conv2d", image, kernel, [1, 1, 1, 1], "VALID")).shape
    (1, 3, 3, 1)
    """
    functions: dict[Op, Callable[..., Array]] = {
        "depthwise_conv2d": depthwise_conv2d,
        "conv2d": conv2d,
        "depthwise_conv2d_backprop_input": depthwise_conv2d_backprop_input,
        "depthwise_conv2d_backprop_filter": depthwise_conv2d_backprop_filter,
    }
    with np.errstate(invalid="ignore", over="ignore"):
        return functions[call.op](*call.operands.values(), *call.parameters.values())


def compute_or_refuse(call: Call) -> tuple[Array | None, str]:
    """Compute a call with this library: the output, or None and the rule that the call breaks.

    Examples
    --------
    >>> image, kernel = np.ones((1, 4, 4, 1)), np.ones((2, 2, 1, 1))
    >>> compute_or_refuse(Call("depthwise_conv2d", image, kernel, [1, 1.5, 1.5, 1], "VALID"))
    (None, 'strides[1] is 1.5, but must be an integer.')
    """
    try:
        return compute(call), ""
    except DwconvError as error:
        return None, str(error)
