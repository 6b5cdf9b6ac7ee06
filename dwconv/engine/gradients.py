"""The two gradients of a depthwise convolution: with respect to its input, and to its filter.

Both follow from the formula of `dwconv.depthwise_conv2d`. The window at (i, j) multiplies
``input[b, s0*i + r0*di, s1*j + r1*dj, k]`` by ``filter[di, dj, k, q]`` and adds the product to
``output[b, i, j, k*M + q]``. So the gradient of that output times the weight is added to the gradient
of the pixel, and the gradient of that output times the pixel is added to the gradient of the weight.

As in `dwconv.engine.rows_of_windows`, no loop of Python runs over pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import (
    accumulator_dtype,
    allocate,
    as_operands,
    check_integer_sums,
    check_shape,
    is_integer,
)
from dwconv.engine.depthwise import sum_products
from dwconv.engine.geometry import Axis
from dwconv.engine.rows_of_windows import (
    output_by_filter,
    plan_rows,
    rows_under_taps,
    windows_over_input,
)
from dwconv.engine.spec import ConvSpec, check_spec

Array = npt.NDArray[Any]

# Infinity and NaN come out where they belong, float16 that overflows included.
_without_warnings = np.errstate(invalid="ignore", over="ignore")


def input_gradient(spec: ConvSpec, filter: npt.ArrayLike, out_backprop: npt.ArrayLike) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its input.

    The formula is that of `dwconv.depthwise_conv2d_backprop_input`, which has TensorFlow's
    parameter list, and `dwconv.engine.naive.input_gradient` is the same as plain loops.

    Parameters
    ----------
    spec : ConvSpec
    filter : array_like, shape ``spec.filter_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output. Dtypes as in `depthwise`.

    Returns
    -------
    ndarray, shape ``spec.input_shape``
        0 at pixels that no window reaches. Of the dtypes that `depthwise` returns.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    A 2x1 kernel with the weights 3 and 4, whose window starts at each row but the last.

    >>> spec = ConvSpec(3, 1, 1, kernel=(2, 1))
    >>> filter, out_backprop = np.array([[[[3]]], [[[4]]]]), np.array([[[[1]], [[10]]]])
    >>> input_gradient(spec, filter, out_backprop).ravel()
    array([ 3, 34, 40])
    """
    spec = check_spec(spec)
    filters, gradient = as_operands("filter", filter, "out_backprop", out_backprop)
    check_shape("filter", filters, spec.filter_shape)
    check_shape("out_backprop", gradient, spec.output_shape, "the shape of the output")
    if is_integer(gradient):
        terms = math.prod(spec.kernel) * spec.multiplier
        check_integer_sums("filter", filters, "out_backprop", gradient, terms)
    total = _input_gradient(spec, filters, spec.channels_last(gradient))
    return _rounded(spec.in_data_format(total), gradient)


def filter_gradient(spec: ConvSpec, input: npt.ArrayLike, out_backprop: npt.ArrayLike) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its filter.

    The formula is that of `dwconv.depthwise_conv2d_backprop_filter`, which has TensorFlow's
    parameter list, and `dwconv.engine.naive.filter_gradient` is the same as plain loops.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output. Dtypes as in `depthwise`.

    Returns
    -------
    ndarray, shape ``spec.filter_shape``
        0 for an empty batch. Of the dtypes that `depthwise` returns.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> spec, image = ConvSpec(3, 1, 1, kernel=(2, 1)), np.array([[[[1]], [[2]], [[3]]]])
    >>> filter_gradient(spec, image, np.array([[[[1]], [[10]]]])).ravel()
    array([21, 32])
    """
    spec = check_spec(spec)
    images, gradient = as_operands("input", input, "out_backprop", out_backprop)
    check_shape("input", images, spec.input_shape)
    check_shape("out_backprop", gradient, spec.output_shape, "the shape of the output")
    if is_integer(gradient):
        terms = spec.batch * spec.vertical.output * spec.horizontal.output
        check_integer_sums("input", images, "out_backprop", gradient, terms)
    return _rounded(_filter_gradient(spec, images, gradient), gradient)


@_without_warnings
def _rounded(total: Array, gradient: Array) -> Array:
    """Return sums in the dtype of a result: int64, or that of the output's gradient."""
    dtype = total.dtype if is_integer(total) else gradient.dtype
    result: Array = np.ascontiguousarray(total, dtype)
    return result


# With respect to the input


@_without_warnings
def _input_gradient(spec: ConvSpec, filters: Array, gradient: Array) -> Array:
    """Sum up the gradient of the input with the axes (batch, H, W, C), in the dtype for sums."""
    dtype = accumulator_dtype(gradient.dtype)
    shape = spec.batch, spec.height, spec.width, spec.channels
    total = allocate(np.zeros, shape, dtype, "the input's gradient")
    if not gradient.size:
        return total
    parts = _convolutions(spec)
    # At the borders a convolution multiplies weights by added zeros; the formula has no such
    # products. With an infinite weight they give NaN, and for a large kernel with few windows they
    # are most of the work.
    products = sum(math.prod((*part.layer.output_shape[1:3], *part.layer.kernel)) for part in parts)
    needed = math.prod((*spec.kernel, spec.vertical.output, spec.horizontal.output))
    if products > _MOST_PRODUCTS * needed or not np.isfinite(filters).all():
        _add_tap_by_tap(spec, filters, gradient, total)
        return total
    for part in parts:
        known = gradient[:, *part.windows]
        weights = filters[part.taps].reshape(part.layer.filter_shape)
        pixels = total[:, *part.pixels]
        if spec.multiplier == 1:
            sum_products(part.layer, known, weights, pixels)
            continue
        sums = allocate(np.empty, part.layer.output_shape, dtype, "the sums of all filters")
        sum_products(part.layer, known, weights, sums)
        sums.reshape(*pixels.shape, spec.multiplier).sum(axis=4, out=pixels)
    return total


# How many products may be made for each that the formula has: a convolution is still faster.
_MOST_PRODUCTS = 4


@dataclass(frozen=True)
class _Convolution:
    """A convolution of the output's gradient that gives the input's gradient at some pixels.

    Attributes
    ----------
    windows : (slice, slice)
        The rows and columns of the output's gradient that are convolved.
    taps : (slice, slice)
        The rows and columns of the filter that it is convolved with, last tap first.
    pixels : (slice, slice)
        The rows and columns of the input whose gradient that is.
    layer : ConvSpec
        Its C*M channels have one filter each; what belongs to one input channel is to be summed.
    """

    windows: tuple[slice, slice]
    taps: tuple[slice, slice]
    pixels: tuple[slice, slice]
    layer: ConvSpec


@lru_cache(maxsize=256)
def _convolutions(spec: ConvSpec) -> tuple[_Convolution, ...]:
    """Plan the convolutions that give the input's gradient at all pixels that any tap meets."""
    return tuple(
        _Convolution(
            windows=(rows.windows, columns.windows),
            taps=(rows.taps, columns.taps),
            pixels=(rows.pixels, columns.pixels),
            layer=ConvSpec(
                rows.windows.stop - rows.windows.start,
                columns.windows.stop - columns.windows.start,
                spec.channels * spec.multiplier,
                kernel=(rows.kernel, columns.kernel),
                dilation=(rows.dilation, columns.dilation),
                padding=(rows.padding, columns.padding),
                batch=spec.batch,
            ),
        )
        for rows in _pixel_groups(spec.vertical)
        for columns in _pixel_groups(spec.horizontal)
    )


@dataclass(frozen=True)
class _PixelGroup:
    """Pixels along one axis that meet the same taps of the kernel, each in windows of its own.

    With stride s these are every s-th pixel, since the next window lies s pixels further on.
    Along such a group the input's gradient is a convolution of the output's gradient with
    stride 1.

    Attributes
    ----------
    pixels : slice
        Of the input.
    taps : slice
        Of the kernel. The last one comes first: a pixel meets a later tap in an earlier window.
    kernel : int
        How many taps these are.
    dilation : int
        Windows from one of these taps to the next.
    windows : slice
        Of the output: those that meet any of these pixels.
    padding : (int, int)
        Windows missing before and after, which are padded with zeros.
    """

    pixels: slice
    taps: slice
    kernel: int
    dilation: int
    windows: slice
    padding: tuple[int, int]


def _pixel_groups(axis: Axis) -> Iterator[_PixelGroup]:
    """Yield the groups of pixels that meet any tap."""
    stride, dilation = axis.distances
    # Tap d of window i lies on pixel y if stride * i + dilation * d = before + y. So it meets one
    # pixel of every `stride`, and the next tap that meets the same ones is `apart` taps away.
    common = math.gcd(stride, dilation)
    apart = stride // common
    for first in range(min(stride, axis.size)):
        window, remainder = divmod(axis.before + first, stride)
        start = next(
            (d for d in range(min(apart, axis.kernel)) if dilation * d % stride == remainder), None
        )
        if start is None:
            continue
        taps = range(start, axis.kernel, apart)
        count = len(range(first, axis.size, stride))
        # The windows in which the first pixel meets the last tap, and the last pixel the first.
        earliest = window - dilation * taps[-1] // stride
        latest = window - dilation * taps[0] // stride + count - 1
        windows = slice(max(earliest, 0), max(min(latest + 1, axis.output), 0))
        if windows.start < windows.stop:
            yield _PixelGroup(
                pixels=slice(first, None, stride),
                taps=slice(taps[-1], start - 1 if start else None, -apart),
                kernel=len(taps),
                dilation=dilation // common,
                windows=windows,
                padding=(windows.start - earliest, latest + 1 - windows.stop),
            )


def _add_tap_by_tap(spec: ConvSpec, filters: Array, gradient: Array, total: Array) -> None:
    """Add to every pixel what its taps contribute; what lies on padding is left out."""
    shape = *gradient.shape[:3], spec.channels, spec.multiplier
    by_filter = gradient.reshape(shape).astype(total.dtype, copy=False)
    weights = filters.astype(total.dtype, copy=False)
    for i, j in np.ndindex(spec.kernel):
        rows, to_rows = windows_over_input(spec.vertical, i)
        columns, to_columns = windows_over_input(spec.horizontal, j)
        total[:, to_rows, to_columns] += np.einsum(
            "nhwkq,kq->nhwk", by_filter[:, rows, columns], weights[i, j]
        )


# With respect to the filter


@_without_warnings
def _filter_gradient(spec: ConvSpec, images: Array, gradient: Array) -> Array:
    """Multiply whole rows, and add up over images and rows first, over columns at the end."""
    dtype = accumulator_dtype(gradient.dtype)
    if not gradient.size:
        return np.zeros(spec.filter_shape, dtype)
    shape = *spec.kernel, spec.multiplier, spec.horizontal.output, spec.channels
    what = "the filter's gradient at every window of a row"
    sums = allocate(np.zeros, (*shape[:3], math.prod(shape[3:])), dtype, what)
    plan, rows = plan_rows(spec, dtype), output_by_filter(spec, gradient)
    for some, values in rows_under_taps(plan, spec.channels_last(images)):
        block = np.ascontiguousarray(rows[some], dtype)
        block = block.reshape(*block.shape[:3], -1)
        sums += np.einsum("nhijx,nhqx->ijqx", values, block)
    total: Array = sums.reshape(shape).sum(axis=3)
    return total.transpose(0, 1, 3, 2)
