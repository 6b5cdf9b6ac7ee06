"""The backward pass of depthwise convolution one visible step at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import (
    accumulator_dtype,
    as_operands,
    check_integer_sums,
    check_operands,
    check_shape,
    is_integer,
)
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import real_taps, windows

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class BackwardStep:
    """One value of the output's gradient, and what it adds to the gradients of input and filter.

    Attributes
    ----------
    position : (int, int)
        Row and column in the output.
    channel, multiplier : int
        Input channel k and filter q; the output channel is k * M + q.
    gradient : scalar
        ``out_backprop`` at this position and output channel.
    window : ndarray, shape (kh, kw)
        The input values under the taps; 0 where a tap falls on padding.
    taps : ndarray of bool, shape (kh, kw)
        True where the tap meets the input, False where it meets padding.
    to_input : ndarray, shape (kh, kw)
        gradient * filter[:, :, channel, multiplier]: what each tap adds to the gradient
        of the pixel under it. On padding it is left out.
    to_filter : ndarray, shape (kh, kw)
        gradient * window: what each tap adds to the gradient of its weight.
    input_sums : ndarray, shape (kh, kw)
        The input's gradient under the taps after this step; 0 on padding, which has no
        gradient.
    filter_sums : ndarray, shape (kh, kw)
        The gradient of filter[:, :, channel, multiplier] after this step.
    """

    position: tuple[int, int]
    channel: int
    multiplier: int
    gradient: np.generic
    window: Array
    taps: npt.NDArray[np.bool_]
    to_input: Array
    to_filter: Array
    input_sums: Array
    filter_sums: Array


def backward_steps(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, out_backprop: npt.ArrayLike
) -> Iterator[BackwardStep]:
    """Walk back through a depthwise convolution, in the reading order of `dwconv.steps`.

    Position by position, and at one position channel by channel, filter by filter. After
    the last step the sums are what `depthwise_conv2d_backprop_input` and
    `depthwise_conv2d_backprop_filter` return.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``: an animation has one image.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output.

    Yields
    ------
    BackwardStep
        Its numbers have the dtype that they are summed in: the operands', or float32 for
        float16 and int64 for integers.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> spec = ConvSpec(3, 1, 1, kernel=(2, 1))
    >>> image, kernel = np.array([1, 2, 3]), np.array([3, 4])
    >>> out_backprop = np.array([1, 10]).reshape(spec.output_shape)
    >>> all_steps = backward_steps(
    ...     spec, image.reshape(spec.input_shape), kernel.reshape(spec.filter_shape), out_backprop
    ... )
    >>> for step in all_steps:
    ...     print(step.gradient, step.to_input.ravel(), step.to_filter.ravel())
    ...     print("  ", step.input_sums.ravel(), step.filter_sums.ravel())
    1 [3 4] [1 2]
       [3 4] [1 2]
    10 [30 40] [20 30]
       [34 40] [21 32]
    """
    images, filters = check_operands(spec, input, filter)
    _, gradient = as_operands("filter", filters, "out_backprop", out_backprop)
    check_shape("out_backprop", gradient, spec.output_shape, "the shape of the output")
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be shown step by step")
    if is_integer(gradient):
        terms = math.prod(spec.kernel) * spec.multiplier
        positions = spec.vertical.output * spec.horizontal.output
        check_integer_sums("filter", filters, "out_backprop", gradient, terms)
        check_integer_sums("input", images, "out_backprop", gradient, positions)
    dtype = accumulator_dtype(gradient.dtype)
    image, gradient = (spec.channels_last(array)[0] for array in (images, gradient))
    input_windows = windows(spec, image.astype(dtype, copy=False))
    return _iterate(spec, input_windows, filters.astype(dtype), gradient.astype(dtype))


def _iterate(
    spec: ConvSpec, input_windows: Array, filter: Array, gradient: Array
) -> Iterator[BackwardStep]:
    taps = real_taps(spec)
    blank = np.zeros((spec.height, spec.width, spec.channels), filter.dtype)
    input_sums, filter_sums = windows(spec, blank, writeable=True), np.zeros_like(filter)
    for i, j, k, q in np.ndindex(*input_windows.shape[:2], spec.channels, spec.multiplier):
        value, window = gradient[i, j, k * spec.multiplier + q], input_windows[i, j, :, :, k]
        to_input, to_filter = value * filter[:, :, k, q], value * window
        input_sums[i, j, :, :, k] += to_input
        filter_sums[:, :, k, q] += to_filter
        yield BackwardStep(
            position=(i, j),
            channel=k,
            multiplier=q,
            gradient=value,
            window=window,
            taps=taps[i, j],
            to_input=to_input,
            to_filter=to_filter,
            input_sums=np.where(taps[i, j], input_sums[i, j, :, :, k], input_sums.dtype.type(0)),
            filter_sums=filter_sums[:, :, k, q].copy(),
        )
