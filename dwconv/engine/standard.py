"""Standard convolution of whole tensors: every filter meets all channels, or those of its group."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import (
    INT64,
    accumulator_dtype,
    allocate,
    as_operands,
    check_integer_sums,
    check_shape,
    is_integer,
)
from dwconv.engine.errors import DwconvError
from dwconv.engine.rows_of_windows import WORKSPACE_BYTES, windows_of
from dwconv.engine.spec import ConvSpec, check_spec
from dwconv.engine.tf_nn_arguments import count_groups

Array = npt.NDArray[Any]


def standard(spec: ConvSpec, input: npt.ArrayLike, filters: npt.ArrayLike) -> Array:
    """Convolve all channels together, or in groups where the filters have fewer channels.

    The formula is that of `dwconv.conv2d`, which has TensorFlow's parameter list, and
    `dwconv.engine.naive.standard` is the same as plain loops.

    Parameters
    ----------
    spec : ConvSpec
        Its multiplier does not count.
    input : array_like, shape ``spec.input_shape``
        Dtypes as in `dwconv.engine.depthwise.depthwise`.
    filters : array_like, shape (kh, kw, C/G, N)
        N is a multiple of the number of groups G. Outputs 0 to N/G - 1 are made of the first
        C/G input channels, and so on.

    Returns
    -------
    ndarray, shape (batch, OH, OW, N), or (batch, N, OH, OW) with "NCHW"

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> image = np.arange(18).reshape(1, 3, 3, 2)
    >>> standard(ConvSpec(3, 3, 2, kernel=2), image, np.ones((2, 2, 2, 1), int))[0, :, :, 0]
    array([[ 36,  52],
           [ 84, 100]])
    """
    spec = check_spec(spec)
    images, weights = as_operands("input", input, "filters", filters)
    check_shape("input", images, spec.input_shape)
    if weights.ndim != 4 or weights.shape[:2] != spec.kernel or 0 in weights.shape:
        rule = f"must be ({spec.kernel[0]}, {spec.kernel[1]}, C / groups, N)"
        raise DwconvError("filters.shape", weights.shape, rule)
    groups = count_groups(spec.channels, weights.shape)
    dtype = images.dtype
    if not is_integer(images):
        return _sum_products(spec, groups, images, weights, dtype, accumulator_dtype(dtype))
    bound = check_integer_sums("input", images, "filters", weights, math.prod(weights.shape[:3]))
    # BLAS has no integers, but up to 2**53 its doubles are exact in any order.
    exact = np.dtype(np.float64) if bound <= 2**53 else INT64
    return _sum_products(spec, groups, images, weights, INT64, exact)


def _sum_products(
    spec: ConvSpec,
    groups: int,
    images: Array,
    filters: Array,
    output_dtype: np.dtype[Any],
    sum_dtype: np.dtype[Any],
) -> Array:
    """Copy the values under every window side by side and leave the sums to BLAS."""
    rows, columns, (kh, kw) = spec.vertical, spec.horizontal, spec.kernel
    high, wide, outputs = rows.output, columns.output, filters.shape[3]
    nhwc = spec.data_format == "NHWC"
    shape = (spec.batch, high, wide, outputs) if nhwc else (spec.batch, outputs, high, wide)
    output = allocate(np.empty, shape, output_dtype, "the output")
    if not output.size:
        return output
    # Axes are (image, row, column, group, filter of the group).
    results = spec.channels_last(output).reshape(spec.batch, high, wide, groups, -1)
    padded_shape = rows.padded, columns.padded, spec.channels
    padded = allocate(np.zeros, padded_shape, sum_dtype, "the padded input")
    inside = padded[rows.before : rows.before + rows.size, columns.before :][:, : columns.size]
    view_shape, view_strides = _view_of_windows(spec, sum_dtype)
    windows = np.ndarray(view_shape, sum_dtype, padded, 0, view_strides)
    deep = spec.channels // groups
    # (row, column, kh, kw, C) -> (group, row, column, kh, kw, channel of the group)
    windows = windows.reshape(high, wide, kh, kw, groups, deep).transpose(4, 0, 1, 2, 3, 5)
    depth = kh * kw * deep
    weights = filters.reshape(depth, groups, -1).transpose(1, 0, 2).astype(sum_dtype)
    # The same memory for all blocks of rows: fresh memory costs more than the copying.
    row_bytes = wide * groups * depth * sum_dtype.itemsize
    rows_at_once = min(high, max(1, WORKSPACE_BYTES // row_bytes))
    block = groups, rows_at_once, wide
    under = "the values under every window of a row"
    gathered = allocate(np.empty, (*block, kh, kw, deep), sum_dtype, under)
    sums = allocate(np.empty, (*block, outputs // groups), sum_dtype, "a block of sums")
    for image, result in zip(spec.channels_last(images), results, strict=True):
        inside[:] = image
        for top in range(0, high, rows_at_once):
            some = min(rows_at_once, high - top)
            gathered[:, :some] = windows[:, top : top + some]
            with np.errstate(invalid="ignore", over="ignore"):
                np.matmul(
                    gathered.reshape(groups, -1, depth)[:, : some * wide],
                    weights,
                    out=sums.reshape(groups, rows_at_once * wide, -1)[:, : some * wide],
                )
                result[top : top + some] = sums[:, :some].transpose(1, 2, 0, 3)
    return output


@lru_cache(maxsize=256)
def _view_of_windows(
    spec: ConvSpec, dtype: np.dtype[Any]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return shape and strides of `windows_of`, which takes longer to make than a small layer."""
    padded = spec.vertical.padded, spec.horizontal.padded, spec.channels
    windows = windows_of(spec, np.empty(padded, dtype))
    return windows.shape, windows.strides
