"""Depthwise and standard convolution, and the gradients, as plain loops over their formulas.

Slow, and meant to be read: each function is its formula and nothing else. The fast functions in
`dwconv.engine.depthwise`, `standard` and `gradients` are tested against these. Arrays must fit
the spec, which is not checked here, and sums have the dtype that NumPy gives to the products.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]


def depthwise(spec: ConvSpec, input: Array, filter: Array) -> Array:
    """Convolve every channel with filters of its own.

    The loops are the formula of `dwconv.depthwise_conv2d`, without the taps that lie on padding.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray, shape ``spec.input_shape``
    filter : ndarray, shape ``spec.filter_shape``

    Returns
    -------
    ndarray, shape ``spec.output_shape``

    Examples
    --------
    >>> spec = ConvSpec(3, 1, 1, kernel=(2, 1))
    >>> depthwise(spec, np.array([[[[1]], [[2]], [[3]]]]), np.array([[[[3]]], [[[4]]]])).ravel()
    array([11, 18])
    """
    input = spec.channels_last(input)
    channels, multiplier = spec.channels, spec.multiplier
    output = zeros(spec, channels * multiplier, np.result_type(input, filter))
    for i, j, di, dj, row, column in taps_on_input(spec):
        for b in range(spec.batch):
            for k in range(channels):
                for q in range(multiplier):
                    product = input[b, row, column, k] * filter[di, dj, k, q]
                    output[b, i, j, k * multiplier + q] += product
    return spec.in_data_format(output)


def standard(spec: ConvSpec, input: Array, filters: Array) -> Array:
    """Convolve all channels together, or in groups where the filters have fewer channels.

    The loops are the formula of `dwconv.conv2d`, without the taps that lie on padding.

    Parameters
    ----------
    spec : ConvSpec
        Its multiplier does not count.
    input : ndarray, shape ``spec.input_shape``
    filters : ndarray, shape (kh, kw, C/G, N)

    Returns
    -------
    ndarray, shape (batch, OH, OW, N), or (batch, N, OH, OW) with "NCHW"

    Examples
    --------
    >>> pixel, filters = np.array([[[[2, 3]]]]), np.array([[[[1, 0], [10, 1]]]])
    >>> standard(ConvSpec(1, 1, 2, kernel=1), pixel, filters).ravel()
    array([32,  3])
    """
    input = spec.channels_last(input)
    depth, outputs = filters.shape[2:]
    outputs_per_group = outputs // (spec.channels // depth)
    output = zeros(spec, outputs, np.result_type(input, filters))
    for i, j, di, dj, row, column in taps_on_input(spec):
        for b in range(spec.batch):
            for o in range(outputs):
                first = o // outputs_per_group * depth  # channel of this filter's group
                pixel = input[b, row, column, first : first + depth]
                output[b, i, j, o] += (pixel * filters[di, dj, :, o]).sum()
    return spec.in_data_format(output)


def input_gradient(spec: ConvSpec, filter: Array, out_backprop: Array) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its input.

    Where the convolution multiplies a pixel by a weight, the gradient of the pixel gets the
    gradient of the output times that weight.

    Parameters
    ----------
    spec : ConvSpec
    filter : ndarray, shape ``spec.filter_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        Gradient with respect to the output.

    Returns
    -------
    ndarray, shape ``spec.input_shape``

    Examples
    --------
    >>> filter, out_backprop = np.array([[[[3]]], [[[4]]]]), np.array([[[[1]], [[10]]]])
    >>> input_gradient(ConvSpec(3, 1, 1, kernel=(2, 1)), filter, out_backprop).ravel()
    array([ 3, 34, 40])
    """
    out_backprop = spec.channels_last(out_backprop)
    shape = spec.batch, spec.height, spec.width, spec.channels
    gradient = np.zeros(shape, np.result_type(filter, out_backprop))
    for i, j, di, dj, row, column in taps_on_input(spec):
        for b in range(spec.batch):
            for k in range(spec.channels):
                for q in range(spec.multiplier):
                    from_output = out_backprop[b, i, j, k * spec.multiplier + q]
                    gradient[b, row, column, k] += from_output * filter[di, dj, k, q]
    return spec.in_data_format(gradient)


def filter_gradient(spec: ConvSpec, input: Array, out_backprop: Array) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its filter.

    Where the convolution multiplies a pixel by a weight, the gradient of the weight gets the
    gradient of the output times that pixel.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray, shape ``spec.input_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        Gradient with respect to the output.

    Returns
    -------
    ndarray, shape ``spec.filter_shape``

    Examples
    --------
    >>> image, out_backprop = np.array([[[[1]], [[2]], [[3]]]]), np.array([[[[1]], [[10]]]])
    >>> filter_gradient(ConvSpec(3, 1, 1, kernel=(2, 1)), image, out_backprop).ravel()
    array([21, 32])
    """
    input, out_backprop = spec.channels_last(input), spec.channels_last(out_backprop)
    gradient = np.zeros(spec.filter_shape, np.result_type(input, out_backprop))
    for i, j, di, dj, row, column in taps_on_input(spec):
        for b in range(spec.batch):
            for k in range(spec.channels):
                for q in range(spec.multiplier):
                    from_output = out_backprop[b, i, j, k * spec.multiplier + q]
                    gradient[di, dj, k, q] += from_output * input[b, row, column, k]
    return gradient


def taps_on_input(spec: ConvSpec) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield each window, each tap in it and the pixel there: (i, j, di, dj, row, column).

    A tap on padding is left out: the zero there adds nothing.

    Examples
    --------
    >>> [(i, di, row) for i, _, di, _, row, _ in taps_on_input(ConvSpec(3, 1, 1, kernel=(2, 1)))]
    [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)]
    """
    (s0, s1), (r0, r1), ((top, _), (left, _)) = spec.stride, spec.dilation, spec.pads
    for i, j in np.ndindex(spec.vertical.output, spec.horizontal.output):
        for di, dj in np.ndindex(spec.kernel):
            row, column = s0 * i + r0 * di - top, s1 * j + r1 * dj - left
            if 0 <= row < spec.height and 0 <= column < spec.width:
                yield i, j, di, dj, row, column


def zeros(spec: ConvSpec, outputs: int, dtype: npt.DTypeLike) -> Array:
    """Return an output of zeros with so many channels, channels last."""
    return np.zeros((spec.batch, spec.vertical.output, spec.horizontal.output, outputs), dtype)
