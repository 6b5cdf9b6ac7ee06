"""Depthwise convolution of whole tensors: every channel with filters of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import accumulator_dtype, allocate, check_operands
from dwconv.engine.rows_of_windows import (
    WORKSPACE_BYTES,
    output_by_filter,
    plan_rows,
    rows_under_taps,
)
from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]


def depthwise(spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> Array:
    """Convolve every channel with filters of its own.

    The formula is that of `dwconv.depthwise_conv2d`, which has TensorFlow's parameter list, and
    `dwconv.engine.naive.depthwise` is the same as plain loops.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
        float16, float32, float64 or integers of any width.
    filter : array_like, shape ``spec.filter_shape``
        Of the same dtype; any two integer types go together.

    Returns
    -------
    ndarray, shape ``spec.output_shape``
        Floats keep their dtype; float16 is summed in float32 and rounded once.
        Integers give int64, and exactly.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    >>> image, filter = np.arange(1, 10).reshape(1, 3, 3, 1), np.array([[[[1, 2]]], [[[3, 4]]]])
    >>> depthwise(spec, image, filter)[0, :, :, 0]
    array([[13, 17, 21],
           [25, 29, 33]])
    """
    images, filters = check_operands(spec, input, filter)
    output = allocate(np.empty, spec.output_shape, images.dtype, "the output")
    sum_products(spec, images, filters, output)
    return output


def sum_products(spec: ConvSpec, images: Array, filters: Array, output: Array) -> None:
    """Fill `output` with what `depthwise` returns, of arrays that are known to fit the layer.

    Parameters
    ----------
    spec : ConvSpec
    images : ndarray, shape ``spec.input_shape``
    filters : ndarray, shape ``spec.filter_shape``
    output : ndarray, shape ``spec.output_shape``
        May be a view. Products are summed in `accumulator_dtype` of its dtype.

    Examples
    --------
    >>> output = np.empty((1, 1, 2, 1), np.float32)
    >>> image, filter = np.arange(3).reshape(1, 1, 3, 1), np.ones((1, 2, 1, 1))
    >>> sum_products(ConvSpec(1, 3, 1, kernel=(1, 2)), image, filter, output)
    >>> output.ravel()
    array([1., 3.], dtype=float32)
    """
    if not output.size:
        return
    plan = plan_rows(spec, accumulator_dtype(output.dtype))
    weights = _repeat_filter(spec, filters, plan.dtype)
    images = spec.channels_last(images)
    high, length = spec.vertical.output, plan.row_length
    in_order = spec.multiplier == 1 and spec.data_format == "NHWC" and output.flags.c_contiguous
    if in_order and output.dtype == plan.dtype:
        # These sums have the order and the dtype of the output, so they are written there directly.
        rows = output.reshape(spec.batch, high, 1, length)
        for some, values in rows_under_taps(plan, images):
            _sum_rows(values, weights, rows[some])
        return
    # All others are summed in a block of rows, which stays in the cache, and copied from there.
    row_bytes = plan.images * spec.multiplier * length * plan.dtype.itemsize
    rows_at_once = max(1, min(high, WORKSPACE_BYTES // row_bytes))
    block_shape = plan.images, rows_at_once, spec.multiplier, length
    block = allocate(np.empty, block_shape, plan.dtype, "a block of sums")
    rows = output_by_filter(spec, output)
    for some, values in rows_under_taps(plan, images):
        for top in range(0, high, rows_at_once):
            part = rows[some, top : top + rows_at_once]
            sums = block[: len(values), : part.shape[1]]
            _sum_rows(values[:, top : top + rows_at_once], weights, sums)
            with np.errstate(over="ignore"):  # float16 overflows to infinity, as it should
                part[:] = sums.reshape(part.shape)


def _repeat_filter(spec: ConvSpec, filters: Array, dtype: np.dtype[Any]) -> Array:
    """Return the filter repeated for every window of a row, with the axes (filter q, i, j, x).

    einsum then runs over a whole row of values and weights that lie side by side.
    """
    shape = spec.multiplier, *spec.kernel, spec.horizontal.output, spec.channels
    weights = allocate(np.empty, shape, dtype, "the filter at every window of a row")
    weights[:] = filters.transpose(3, 0, 1, 2)[:, :, :, None]
    return weights.reshape(*shape[:3], -1)


def _sum_rows(values: Array, weights: Array, sums: Array) -> None:
    """Multiply and add up, tap by tap in reading order.

    Axes are n for images, h for rows, i and j for taps, q for filters, and x for the
    values of a row, columns and channels together.
    """
    if sums.shape[-1] > 1:
        np.einsum("nhijx,qijx->nhqx", values, weights, out=sums)
        return
    # With one value a row einsum goes along the taps, and adds them up in another order.
    with np.errstate(invalid="ignore", over="ignore"):
        products = (values[:, :, None] * weights).reshape(*sums.shape[:-1], -1)
        sums[:] = np.add.accumulate(products, axis=-1)[..., -1:]
