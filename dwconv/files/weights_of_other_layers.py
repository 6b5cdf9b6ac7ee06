"""Tells by its shape of which other layer an array has the weights: a pointwise or a standard convolution."""

from __future__ import annotations

from typing import NamedTuple

from dwconv.files.axis_order import LargestSizes


def other_layer(shape: tuple[int, ...], most: LargestSizes) -> str:
    """Return of which other layer an array has the weights, by its shape; "" if it may be a depthwise filter.

    Parameters
    ----------
    shape : tuple of int
    most : tuple of int
        The largest sizes that are taken of a filter.

    Examples
    --------
    >>> most = 7, 7, 8, 4
    >>> [other_layer(shape, most) for shape in ((64, 32, 1, 1), (1, 1, 32, 64), (64, 1, 1, 32))]
    ['pointwise, 1×1', 'pointwise, 1×1', 'pointwise, 1×1']
    >>> [other_layer(shape, most) for shape in ((16, 3, 3, 3), (3, 3, 16, 32), (16, 5, 5, 32))]
    ['standard convolution', 'standard convolution', 'standard convolution']
    >>> [other_layer(shape, most) for shape in ((96, 1, 3, 3), (3, 3, 96, 1), (31, 31, 1, 1), (1, 5, 5, 96))]
    ['', '', '', '']
    """
    found = _standard(shape, most)
    if not found:
        return ""
    return "pointwise, 1×1" if found.kernel == (1, 1) else "standard convolution"


def say_other_layer(shape: tuple[int, ...], most: LargestSizes) -> str:
    """Return what an array is where it is no depthwise filter, and what would be one.

    Parameters
    ----------
    shape : tuple of int
        Of which `other_layer` knows the layer.
    most : tuple of int

    Examples
    --------
    >>> print(say_other_layer((64, 32, 1, 1), (7, 7, 8, 4)))
    This looks like the weights of a pointwise convolution, (N, C, 1, 1) in PyTorch: each of its N = 64 filters has a weight for every one of C = 32 channels. A depthwise filter has kernels for one channel each. Its shape is (C·M, 1, kernel height, kernel width) in PyTorch and (kernel height, kernel width, C, M) in TensorFlow.
    >>> print(say_other_layer((3, 3, 16, 32), (7, 7, 8, 4)).partition(" A ")[0])
    This looks like the weights of a standard convolution, (kernel height, kernel width, C, N) in TensorFlow: each of its N = 32 filters has a kernel for every one of C = 16 channels.
    """
    found = _standard(shape, most)
    if not found:
        return ""
    if found.kernel == (1, 1):
        order = found.order.replace("kernel height, kernel width", "1, 1")
        said = (
            f"This looks like the weights of a pointwise convolution, {order}: each of its N = {found.filters} "
            f"filters has a weight for every one of C = {found.channels} channels."
        )
    else:
        said = (
            f"This looks like the weights of a standard convolution, {found.order}: each of its "
            f"N = {found.filters} filters has a kernel for every one of C = {found.channels} channels."
        )
    return (
        f"{said} A depthwise filter has kernels for one channel each. Its shape is "
        "(C·M, 1, kernel height, kernel width) in PyTorch and (kernel height, kernel width, C, M) in TensorFlow."
    )


class _StandardWeights(NamedTuple):
    """The weights of a convolution that adds up all channels, and the order of their axes."""

    order: str
    filters: int
    channels: int
    kernel: tuple[int, int]


def _standard(shape: tuple[int, ...], most: LargestSizes) -> _StandardWeights | None:
    """What weights are that are larger than any depthwise filter that is taken; None if nothing tells."""
    if len(shape) != 4 or min(shape) < 1:
        return None
    kh, kw, _, m = most
    a, b, c, d = shape
    # one large kernel has as many columns as rows, an odd number
    one_kernel = a == b and a % 2 == 1 and c == 1
    if a > kh and b > 1 and c == d <= kw and not one_kernel:
        order = "(N, C, kernel height, kernel width) in PyTorch"
        return _StandardWeights(order, a, b, (c, d))
    if a > kh and b == c <= kw < d:
        order = "(N, kernel height, kernel width, C) in TFLite"
        return _StandardWeights(order, a, d, (b, c))
    # kernels of one row are those of TFLite's depthwise layers, unless they are longer than any
    if a <= kh and b <= kw and d > m and (c > 1 < a or (b == 1 and c > kw)):
        order = "(kernel height, kernel width, C, N) in TensorFlow"
        return _StandardWeights(order, d, c, (a, b))
    return None
