"""Depthwise convolution one visible step at a time: what the animation shows.

The same sums as in `dwconv.engine.depthwise`, with every window, its products, and the running
sum after each product, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import allocate, check_operands
from dwconv.engine.errors import DwconvError
from dwconv.engine.rows_of_windows import windows_of
from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Step:
    """One value of the output, and the products that it is the sum of.

    Attributes
    ----------
    position : (int, int)
        Row and column in the output.
    channel, multiplier : int
        Input channel k and filter q; the output channel is k * M + q.
    window : ndarray, shape (kh, kw)
        The input values under the taps; 0 where a tap falls on padding.
    taps : ndarray of bool, shape (kh, kw)
        True where the tap meets the input, False where it meets padding.
    products : ndarray, shape (kh, kw)
        window * filter[:, :, channel, multiplier].
    partial_sums : ndarray, shape (kh, kw)
        The running sum after each product, in reading order.
    total : scalar
        The output value, which is the last partial sum.
    """

    position: tuple[int, int]
    channel: int
    multiplier: int
    window: Array
    taps: npt.NDArray[np.bool_]
    products: Array
    partial_sums: Array
    total: np.generic


def windows(spec: ConvSpec, input: Array, *, writeable: bool = False) -> Array:
    """Every window of one padded image, as a view.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray, shape (height, width, C)
        One image, channels last.
    writeable : bool, optional
        Whether the view may be written to: a pixel then changes in every window it is in.

    Returns
    -------
    ndarray, shape (output height, output width, kh, kw, C)
        ``windows[i, j, di, dj, k]`` is the input under tap (di, dj) of window (i, j).

    Examples
    --------
    >>> image = np.arange(9).reshape(3, 3, 1)
    >>> windows(ConvSpec(3, 3, 1, kernel=2), image)[1, 1, :, :, 0]
    array([[4, 5],
           [7, 8]])
    """
    rows, columns = spec.vertical, spec.horizontal
    shape = rows.padded, columns.padded, input.shape[2]
    padded = allocate(np.zeros, shape, input.dtype, "the padded input")
    padded[rows.before :, columns.before :][: rows.size, : columns.size] = input
    view = windows_of(spec, padded)
    view.flags.writeable = writeable
    return view


def products(windows: Array, filter: Array) -> tuple[Array, Array]:
    """Multiply windows by every filter slice and sum up tap by tap.

    Parameters
    ----------
    windows : ndarray, shape (..., kh, kw, C)
    filter : ndarray, shape (kh, kw, C, M)

    Returns
    -------
    products, partial_sums : ndarray, shape (..., C, M, kh, kw)
        In reading order of the taps; ``partial_sums[..., -1, -1]`` is the output.

    Examples
    --------
    >>> single, sums = products(np.full((2, 1, 1), 3), np.array([1, 10]).reshape(2, 1, 1, 1))
    >>> single.ravel().tolist(), sums.ravel().tolist()
    ([3, 30], [3, 33])
    """
    single = np.moveaxis(windows[..., None] * filter, (-4, -3), (-2, -1))
    flat = single.reshape(*single.shape[:-2], -1)
    return single, np.add.accumulate(flat, axis=-1, dtype=single.dtype).reshape(single.shape)


def place_of_window(spec: ConvSpec, number: int) -> tuple[int, int, int, int]:
    """Return row, column, channel k and filter q of a window, counted in reading order from 0.

    Examples
    --------
    >>> place_of_window(ConvSpec(4, 5, 3, multiplier=2), 7)
    (0, 1, 0, 1)
    """
    rest, q = divmod(number, spec.multiplier)
    rest, k = divmod(rest, spec.channels)
    i, j = divmod(rest, spec.horizontal.output)
    return i, j, k, q


def real_taps(spec: ConvSpec) -> npt.NDArray[np.bool_]:
    """Which taps meet the input rather than padding.

    Returns
    -------
    ndarray of bool, shape (output height, output width, kh, kw)

    Examples
    --------
    >>> int(real_taps(ConvSpec(8, 8, 1, padding="SAME")).sum())
    484
    """
    inside = [
        np.array(
            [[0 <= pixel < axis.size for pixel in axis.taps(i)] for i in range(axis.output)],
            dtype=bool,
        ).reshape(axis.output, axis.kernel)
        for axis in (spec.vertical, spec.horizontal)
    ]
    rows, columns = inside
    both: npt.NDArray[np.bool_] = rows[:, None, :, None] & columns[None, :, None, :]
    return both


def steps(spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> Iterator[Step]:
    """Walk through a depthwise convolution in reading order.

    Position by position, and at one position channel by channel, filter by filter.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``: an animation has one image.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``

    Yields
    ------
    Step

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    The worked example: the values 1 to 9, a 2x1 kernel, multiplier 2.

    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    >>> image = np.arange(1, 10).reshape(1, 3, 3, 1)
    >>> kernels = np.array([[1, 2], [3, 4]]).reshape(2, 1, 1, 2)
    >>> first = next(steps(spec, image, kernels))
    >>> first.products.ravel().tolist(), first.partial_sums.ravel().tolist(), int(first.total)
    ([1, 12], [1, 13], 13)
    """
    images, filters = check_operands(spec, input, filter)
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be shown step by step")
    return _iterate(spec, windows(spec, spec.channels_last(images)[0]), filters)


def _iterate(spec: ConvSpec, windows: Array, filter: Array) -> Iterator[Step]:
    taps = real_taps(spec)
    for i in range(spec.vertical.output):
        for j in range(spec.horizontal.output):
            single, sums = products(windows[i, j], filter)
            for k in range(spec.channels):
                for q in range(spec.multiplier):
                    yield Step(
                        position=(i, j),
                        channel=k,
                        multiplier=q,
                        window=windows[i, j, :, :, k],
                        taps=taps[i, j],
                        products=single[k, q],
                        partial_sums=sums[k, q],
                        total=sums[k, q, -1, -1],
                    )
