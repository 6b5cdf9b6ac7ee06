"""Depthwise separable convolution: a depthwise convolution, and a pointwise one of its output."""

from __future__ import annotations

import math
from typing import Any

import numpy.typing as npt

from dwconv.engine.check_arrays import as_operands, check_integer_sums, check_shape, is_integer
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, check_spec
from dwconv.engine.standard import standard

Array = npt.NDArray[Any]


def separable(
    spec: ConvSpec,
    input: npt.ArrayLike,
    depthwise_filter: npt.ArrayLike,
    pointwise_filter: npt.ArrayLike,
) -> Array:
    """Convolve every channel with filters of its own, then mix the results at each position.

    ``output[b, i, j, o] = sum over k, q of
    depthwise_output[b, i, j, k*M + q] * pointwise_filter[0, 0, k*M + q, o]``

    with the output of `dwconv.engine.depthwise.depthwise`: the formula documented for
    `tf.nn.separable_conv2d`.

    Parameters
    ----------
    spec : ConvSpec
        Of the depthwise step.
    input : array_like, shape ``spec.input_shape``
        Dtypes as in `depthwise`.
    depthwise_filter : array_like, shape ``spec.filter_shape``
    pointwise_filter : array_like, shape (1, 1, C*M, N)

    Returns
    -------
    ndarray, shape (batch, OH, OW, N), or (batch, N, OH, OW) with "NCHW"
        Of the dtypes that `depthwise` returns. float16 is rounded after each of the two steps.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> import numpy as np
    >>> image, depthwise_filter = np.array([[[[2, 3]]]]), np.array([[[[10], [100]]]])
    >>> pointwise_filter = np.array([[[[1, 0], [1, 1]]]])
    >>> separable(ConvSpec(1, 1, 2, kernel=1), image, depthwise_filter, pointwise_filter).ravel()
    array([320, 300])
    """
    spec = check_spec(spec)
    images, filters = as_operands("input", input, "depthwise_filter", depthwise_filter)
    _, weights = as_operands("depthwise_filter", filters, "pointwise_filter", pointwise_filter)
    check_shape("input", images, spec.input_shape)
    check_shape("depthwise_filter", filters, spec.filter_shape)
    channels = spec.channels * spec.multiplier
    if weights.shape[:-1] != (1, 1, channels) or not weights.size:
        rule = f"must be (1, 1, {channels}, N): one weight for each of the depthwise step's outputs"
        raise DwconvError("pointwise_filter.shape", weights.shape, rule)
    if is_integer(images):
        taps = math.prod(spec.kernel)
        check_integer_sums("input", images, "depthwise_filter", filters, taps)
    between = depthwise(spec, images, filters)
    if is_integer(between):
        name = "the depthwise step's output"
        check_integer_sums(name, between, "pointwise_filter", weights, channels)
    pointwise = ConvSpec(
        spec.vertical.output,
        spec.horizontal.output,
        channels,
        kernel=(1, 1),
        padding="SAME",  # of which there is none, and an empty output stays one
        batch=spec.batch,
        data_format=spec.data_format,
    )
    return standard(pointwise, between, weights)
