"""Filters of convolutions in groups: from one group, the standard convolution, to one per channel, the depthwise one.

With G groups the C input channels and the N filters are split into G equal parts, in order. A
filter meets the channels of its own part only: its depth is C / G. `tf.nn.conv2d` takes such
filters, of shape (kh, kw, C / G, N), and works out G from their shape.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_shape
from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError

Array = npt.NDArray[Any]


def divisors(channels: int) -> list[int]:
    """Return the numbers of groups that a layer with so many channels can have.

    Examples
    --------
    >>> divisors(6)
    [1, 2, 3, 6]
    """
    channels = integer("channels", channels, 1)
    return [groups for groups in range(1, channels + 1) if channels % groups == 0]


def block_diagonal(filter: Array, elsewhere: Array | None = None) -> Array:
    """Return standard filters that contain a depthwise filter, and zeros or other weights elsewhere.

    Parameters
    ----------
    filter : ndarray, shape (kh, kw, C, M)
        Of a depthwise layer.
    elsewhere : ndarray, shape (kh, kw, C, C * M), optional
        The other weights; zeros by default, and then `conv2d` with the result gives what
        `depthwise_conv2d` gives with `filter`.

    Returns
    -------
    ndarray, shape (kh, kw, C, C * M)
        ``[:, :, k, k * M + q]`` is ``filter[:, :, k, q]``.

    Examples
    --------
    >>> block_diagonal(np.array([[[[1, 2], [3, 4]]]]))[0, 0].tolist()
    [[1, 2, 0, 0], [0, 0, 3, 4]]
    """
    *kernel, channels, multiplier = filter.shape
    shape = (*kernel, channels, channels * multiplier)
    if elsewhere is not None:
        check_shape("elsewhere", elsewhere, shape)
    result = np.zeros(shape, filter.dtype) if elsewhere is None else elsewhere.copy()
    blocks = result.reshape(*kernel, channels, channels, multiplier)
    for k in range(channels):
        blocks[:, :, k, k] = filter[:, :, k]
    return result


def grouped_filter(filter: Array, groups: int) -> Array:
    """Return the part of standard filters that a layer with groups has.

    Parameters
    ----------
    filter : ndarray, shape (kh, kw, C, N)
    groups : int
        G, which divides C and N.

    Returns
    -------
    ndarray, shape (kh, kw, C / G, N)

    Raises
    ------
    DwconvError
        If G does not divide both.

    Examples
    --------
    >>> grouped_filter(np.arange(8).reshape(1, 1, 2, 4), groups=2)[0, 0].tolist()
    [[0, 1, 6, 7]]
    """
    *kernel, channels, filters = filter.shape
    groups = integer("groups", groups, 1)
    if channels % groups or filters % groups:
        raise DwconvError(
            "groups", groups, f"must divide the {channels} channels and the {filters} filters"
        )
    blocks = filter.reshape(*kernel, groups, channels // groups, groups, filters // groups)
    own = np.stack([blocks[..., g, :, g, :] for g in range(groups)], axis=-2)
    return np.ascontiguousarray(own.reshape(*kernel, channels // groups, filters))


def grouped_products(windows: Array, filter: Array) -> tuple[Array, Array]:
    """Multiply windows by the filters of their groups and sum up, channel by channel, tap by tap.

    Parameters
    ----------
    windows : ndarray, shape (..., kh, kw, C)
        From `dwconv.engine.steps.windows`.
    filter : ndarray, shape (kh, kw, C / G, N)

    Returns
    -------
    products, partial_sums : ndarray, shape (..., N, C / G, kh, kw)
        ``partial_sums[..., -1, -1, -1]`` is the output.

    Examples
    --------
    >>> products, sums = grouped_products(np.array([[[2, 3]]]), np.array([[[[1], [10]]]]))
    >>> products.ravel().tolist(), sums.ravel().tolist()
    ([2, 30], [2, 32])
    """
    *places, high, wide, channels = windows.shape
    depth, filters = filter.shape[2:]
    groups = channels // depth
    parts = windows.reshape(*places, high, wide, groups, depth)
    own = filter.reshape(high, wide, depth, groups, filters // groups)
    # (..., kh, kw, G, C/G, N/G) -> (..., G, N/G, C/G, kh, kw)
    products = parts[..., None] * np.moveaxis(own, 2, 3)
    products = np.moveaxis(products, (-3, -1, -2, -5, -4), (-5, -4, -3, -2, -1))
    products = products.reshape(*places, filters, depth, high, wide)
    flat = products.reshape(*places, filters, -1)
    sums = np.add.accumulate(flat, axis=-1, dtype=products.dtype)
    return products, sums.reshape(products.shape)
