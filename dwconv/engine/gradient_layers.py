"""Layers whose outputs are the gradients of another layer, so that an animation can show how they come about.

`out_backprop` is given: the gradient of a loss L with respect to the layer's output. The formula
of a layer is a sum of products, and so is each of the other two gradients:

    dL/dfilter[di, dj, k, q] = sum over i, j of
        padded[s0*i + r0*di, s1*j + r1*dj, k] * out_backprop[i, j, k*M + q]

is a depthwise convolution of the same input: `out_backprop` is its filter, and stride s and
dilation r have changed places. And

    dL/dinput[y, x, k] = sum over q, di, dj of filter[di, dj, k, q] * out_backprop[i, j, k*M + q]
        where s0*i + r0*di and s1*j + r1*dj are row y and column x of the padded input

is a depthwise convolution of `out_backprop`, with zeros between its values where the layer has a
stride, and with the filter turned by 180 degrees. The results of the M filters of a channel are
then added up. `dwconv.engine.gradients` computes the same, faster.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_shape
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, Pads

Array = npt.NDArray[Any]


class GradientLayer(NamedTuple):
    """A depthwise layer whose output is a gradient, with its input and its filter.

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
        """The gradient, of shape ``spec.output_shape``."""
        return depthwise(self.spec, self.input, self.filter)


def filter_gradient_layer(spec: ConvSpec, input: Array, out_backprop: Array) -> GradientLayer:
    """Return the layer whose output is the gradient of the filter.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1`` and "NHWC".
    input : ndarray, shape ``spec.input_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        dL/doutput.

    Returns
    -------
    GradientLayer
        Its output has the shape (1, kh, kw, C*M): dL/dfilter with its last two axes as one.
        Input that no window reaches is not in it.

    Raises
    ------
    DwconvError
        If the spec or a shape does not fit.

    Examples
    --------
    Where L is the sum of all outputs, the gradient of a weight is the sum of the inputs it meets.

    >>> spec, image = ConvSpec(3, 3, 1, kernel=(2, 1)), np.arange(1, 10).reshape(1, 3, 3, 1)
    >>> layer = filter_gradient_layer(spec, image, np.ones((1, 2, 3, 1), int))
    >>> layer.spec.kernel, layer.spec.output_shape
    ((2, 3), (1, 2, 1, 1))
    >>> layer.output.ravel().tolist()
    [21, 39]
    """
    _check_one_image(spec)
    check_shape("input", input, spec.input_shape)
    check_shape("out_backprop", out_backprop, spec.output_shape)
    axes = spec.vertical, spec.horizontal
    image, padding = _crop_or_pad(input, [(axis.before, axis.after - axis.lost) for axis in axes])
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
    return GradientLayer(layer, image, out_backprop.reshape(layer.filter_shape))


def input_gradient_layer(spec: ConvSpec, filter: Array, out_backprop: Array) -> GradientLayer:
    """Return the layer whose outputs, added up for each channel, are the gradient of the input.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1`` and "NHWC".
    filter : ndarray, shape ``spec.filter_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        dL/doutput.

    Returns
    -------
    GradientLayer
        It has C*M channels, and its output is of shape (1, height, width, C*M): dL/dinput of
        channel k is the sum of its channels k*M to k*M + M - 1.

    Raises
    ------
    DwconvError
        If the spec or a shape does not fit.

    Examples
    --------
    Where L is the sum of all outputs, the gradient of an input is the sum of the weights it meets.

    >>> spec, filter = ConvSpec(3, 1, 1, kernel=(2, 1)), np.array([3, 4]).reshape(2, 1, 1, 1)
    >>> layer = input_gradient_layer(spec, filter, np.ones((1, 2, 1, 1), int))
    >>> layer.spec.pads, layer.filter.ravel().tolist()
    (((1, 1), (0, 0)), [4, 3])
    >>> layer.output.ravel().tolist()
    [3, 7, 4]
    """
    _check_one_image(spec)
    check_shape("filter", filter, spec.filter_shape)
    check_shape("out_backprop", out_backprop, spec.output_shape)
    axes = spec.vertical, spec.horizontal
    (down, across), outputs = spec.stride, spec.channels * spec.multiplier
    sizes = [(axis.output - 1) * axis.distances[0] + 1 for axis in axes]
    with_zeros = np.zeros((1, *sizes, outputs), out_backprop.dtype)
    with_zeros[:, ::down, ::across] = out_backprop
    pads = [
        (axis.effective - 1 - axis.before, axis.size + axis.before - size)
        for axis, size in zip(axes, sizes, strict=True)
    ]
    image, padding = _crop_or_pad(with_zeros, pads)
    _, height, width, _ = image.shape
    layer = ConvSpec(
        height, width, outputs, kernel=spec.kernel, dilation=spec.dilation, padding=padding
    )
    return GradientLayer(layer, image, filter[::-1, ::-1].reshape(layer.filter_shape))


def layer_of_one_filter(layer: GradientLayer, multiplier: int, q: int) -> GradientLayer:
    """Return the part of an `input_gradient_layer` that filter q of every channel adds to the sum.

    Parameters
    ----------
    layer : GradientLayer
        From `input_gradient_layer`.
    multiplier : int
        M of the layer whose gradient it is.
    q : int
        Below M.

    Returns
    -------
    GradientLayer
        Of C channels.

    Examples
    --------
    >>> spec = ConvSpec(2, 1, 1, kernel=1, multiplier=2)
    >>> filter, out_backprop = np.array([3, 5]).reshape(1, 1, 1, 2), np.ones((1, 2, 1, 2), int)
    >>> both = input_gradient_layer(spec, filter, out_backprop)
    >>> [layer_of_one_filter(both, 2, q).output.ravel().tolist() for q in (0, 1)]
    [[3, 3], [5, 5]]
    """
    spec = layer.spec.replace(channels=layer.spec.channels // multiplier)
    return GradientLayer(spec, layer.input[..., q::multiplier], layer.filter[:, :, q::multiplier])


def layer_of_the_sum(parts: Array) -> GradientLayer:
    """Return the layer that adds up the parts of the filters of each channel.

    The parts stand side by side in its input. Its kernel has one tap of weight 1 on each of them,
    at the same place: its dilation is the width of a part.

    Parameters
    ----------
    parts : ndarray, shape (1, height, width, C, M)
        Part q of channel k, as `layer_of_one_filter` makes it, is ``parts[..., k, q]``.

    Returns
    -------
    GradientLayer
        Of C channels. Its output has the shape (1, height, width, C): dL/dinput.

    Examples
    --------
    >>> parts = np.array([[1, 2], [10, 20]]).T.reshape(1, 1, 2, 1, 2)  # q = 0: 1, 2; q = 1: 10, 20
    >>> layer = layer_of_the_sum(parts)
    >>> layer.input.ravel().tolist(), layer.output.ravel().tolist()
    ([1, 2, 10, 20], [11, 22])
    """
    _, height, width, channels, many = parts.shape
    beside = np.moveaxis(parts, 4, 2).reshape(1, height, many * width, channels)
    spec = ConvSpec(
        height, many * width, channels, kernel=(1, many), dilation=(1, width), padding="VALID"
    )
    return GradientLayer(spec, beside, np.ones(spec.filter_shape, parts.dtype))


def _crop_or_pad(image: Array, pads: list[tuple[int, int]]) -> tuple[Array, Pads]:
    """Cut off rows and columns where pads are below 0, and return what is left to pad with."""
    padding = []
    for axis, (before, after) in enumerate(pads, start=1):
        size = image.shape[axis]
        first, end = max(-before, 0), size + min(after, 0)
        if first < end:
            image = image.take(range(first, end), axis)
            padding.append((max(before, 0), max(after, 0)))
        else:  # padding is all that is left, and a layer has at least one row of its own
            image = np.zeros_like(image.take([0], axis))
            padding.append((0, before + size + after - 1))
    vertical, horizontal = padding
    return image, (vertical, horizontal)


def _check_one_image(spec: ConvSpec) -> None:
    if spec.batch != 1 or spec.data_format != "NHWC":
        raise DwconvError("spec", spec, 'must have batch=1 and data_format="NHWC"')
