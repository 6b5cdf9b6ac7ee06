"""The backward pass as forward passes: convolutions whose outputs are a layer's gradients.

What is known is the gradient of a loss L with respect to the layer's output, `out_backprop`. The
formula of the layer is a sum of products, so each of the other two gradients is one as well:

    dL/dfilter[di, dj, k, q] = sum over i, j of
        padded[s0*i + r0*di, s1*j + r1*dj, k] * out_backprop[i, j, k*M + q]

is a depthwise convolution of the same input: `out_backprop` is its filter, and stride s and
dilation r have changed places. And

    dL/dinput[r, c, k] = sum over q, di, dj of filter[di, dj, k, q] * out_backprop[i, j, k*M + q]
        where s0*i + r0*di and s1*j + r1*dj are row r and column c of the padded input

is one of `out_backprop` with zeros between its values where the layer has a stride, under filters
turned by 180 degrees; what it makes of the M filters of a channel is added up.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.functions import depthwise_conv2d
from dwconv.engine.spec import ConvSpec, Pads

Array = npt.NDArray[Any]


class Layer(NamedTuple):
    """A depthwise convolution with its numbers.

    Attributes
    ----------
    spec : ConvSpec
    input : ndarray, shape ``spec.input_shape``
    filter : ndarray, shape ``spec.filter_shape``
    """

    spec: ConvSpec
    input: Array
    filter: Array

    @property
    def output(self) -> Array:
        """What it makes of them, of shape ``spec.output_shape``."""
        pads = [[0, 0], *self.spec.pads, [0, 0]]
        strides = [1, *self.spec.stride, 1]
        return depthwise_conv2d(
            self.input, self.filter, strides, pads, None, list(self.spec.dilation)
        )


def of_filter(spec: ConvSpec, input: Array, out_backprop: Array) -> Layer:
    """The layer whose output is the gradient of the filter.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1`` and "NHWC".
    input : ndarray, shape ``spec.input_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        dL/doutput.

    Returns
    -------
    Layer
        Its output has the shape (1, kh, kw, C*M): dL/dfilter with its last two axes as one.
        Input that no window reaches is not in it.

    Raises
    ------
    DwconvError
        If the spec or a shape does not fit.

    Examples
    --------
    Where L is the sum of all outputs, the gradient of a weight is the sum of the inputs it meets.

    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1))
    >>> layer = of_filter(spec, np.arange(1, 10).reshape(1, 3, 3, 1), np.ones((1, 2, 3, 1), int))
    >>> layer.spec.kernel, layer.spec.output_shape
    ((2, 3), (1, 2, 1, 1))
    >>> layer.output.ravel().tolist()
    [21, 39]
    """
    _check(spec, input=(input, spec.input_shape), out_backprop=(out_backprop, spec.output_shape))
    axes = spec.vertical, spec.horizontal
    image, padding = _pad(input, [(axis.before, axis.after - axis.lost) for axis in axes])
    _, height, width, channels = image.shape
    layer = ConvSpec(
        height,
        width,
        channels,
        kernel=(axes[0].output, axes[1].output),
        multiplier=spec.multiplier,
        stride=spec.dilation,
        dilation=spec.stride,
        padding=padding,
    )
    return Layer(layer, image, out_backprop.reshape(layer.filter_shape))


def of_input(spec: ConvSpec, filter: Array, out_backprop: Array) -> Layer:
    """The layer whose outputs, added up for each channel, are the gradient of the input.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1`` and "NHWC".
    filter : ndarray, shape ``spec.filter_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        dL/doutput.

    Returns
    -------
    Layer
        It has C*M channels, and its output is of shape (1, height, width, C*M): dL/dinput of
        channel k is the sum of its channels k*M to k*M + M - 1.

    Raises
    ------
    DwconvError
        If the spec or a shape does not fit.

    Examples
    --------
    Where L is the sum of all outputs, the gradient of an input is the sum of the weights it meets.

    >>> spec = ConvSpec(3, 1, 1, kernel=(2, 1))
    >>> layer = of_input(spec, np.array([3, 4]).reshape(2, 1, 1, 1), np.ones((1, 2, 1, 1), int))
    >>> layer.spec.pads, layer.filter.ravel().tolist()
    (((1, 1), (0, 0)), [4, 3])
    >>> layer.output.ravel().tolist()
    [3, 7, 4]
    """
    _check(spec, filter=(filter, spec.filter_shape), out_backprop=(out_backprop, spec.output_shape))
    axes = spec.vertical, spec.horizontal
    (down, across), made = spec.stride, spec.channels * spec.multiplier
    apart = [(axis.output - 1) * axis.hops[0] + 1 for axis in axes]
    spread = np.zeros((1, *apart, made), out_backprop.dtype)
    spread[:, ::down, ::across] = out_backprop
    pads = [
        (before, axis.size + axis.effective - 1 - before - size)
        for axis, size in zip(axes, apart, strict=True)
        for before in (axis.effective - 1 - axis.before,)
    ]
    image, padding = _pad(spread, pads)
    _, height, width, _ = image.shape
    layer = ConvSpec(
        height, width, made, kernel=spec.kernel, dilation=spec.dilation, padding=padding
    )
    return Layer(layer, image, filter[::-1, ::-1].reshape(layer.filter_shape))


def part(layer: Layer, multiplier: int, q: int) -> Layer:
    """What filter q of every channel has to do with the layer of `of_input`, as a layer of its own.

    Parameters
    ----------
    layer : Layer
        From `of_input`.
    multiplier : int
        M, that of the layer whose gradient it is.
    q : int
        Below M.

    Returns
    -------
    Layer
        Of C channels.
    """
    spec = layer.spec.replace(channels=layer.spec.channels // multiplier)
    return Layer(spec, layer.input[..., q::multiplier], layer.filter[:, :, q::multiplier])


def _pad(image: Array, pads: list[tuple[int, int]]) -> tuple[Array, Pads]:
    """Cut off what pads below 0 say, and return what is left to pad with."""
    padding = []
    for axis, (before, after) in enumerate(pads, start=1):
        size = image.shape[axis]
        first, last = max(-before, 0), size + min(after, 0)
        if first < last:
            image = image.take(range(first, last), axis)
            padding.append((max(before, 0), max(after, 0)))
        else:  # padding is all that is left, and a layer has at least one row of its own
            image = np.zeros_like(image.take([0], axis))
            padding.append((0, before + size + after - 1))
    vertical, horizontal = padding
    return image, (vertical, horizontal)


def _check(spec: ConvSpec, **arrays: tuple[Array, tuple[int, ...]]) -> None:
    if spec.batch != 1 or spec.data_format != "NHWC":
        raise DwconvError("spec", spec, 'must have batch=1 and data_format="NHWC"')
    for name, (array, shape) in arrays.items():
        if array.shape != shape:
            raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
