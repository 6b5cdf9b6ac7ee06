"""The memory layout of images in which a whole row of windows is multiplied at once.

No loop of Python runs over pixels. The values under one tap of the kernel lie side by side for
all windows of a row, so `numpy.einsum` multiplies and adds row by row: a row is thousands of
values long and stays in the processor's first cache while all taps pass over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from dwconv.engine.check_arrays import allocate
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]

WORKSPACE_BYTES = 2**18
"""Working memory to use where there is a choice.

It is used again and again, so it should stay in the processor's second cache.
"""


@dataclass(frozen=True, eq=False)
class RowPlan:
    """How a layer's images are laid out: what follows from the layer and the dtype alone.

    Images are copied into a workspace, some at a time, with zeros where there is padding. What
    is multiplied is a view of it with the axes (image, window row, i, j, x): the values under
    tap (i, j) of a whole row of windows.

    With a horizontal stride of 1 these values lie side by side in the padded image itself: the
    workspace is the padded image, and has one slot. With a larger stride they do not, so the
    workspace gets a slot for each tap j of a kernel row, with the columns that this tap meets
    and no others. It gets them as well where the next tap lies as near as the next value of the
    row (one channel, no dilation), since einsum would take the few taps of a window for its
    innermost loop.

    Attributes
    ----------
    dtype : dtype
        Of the workspace: the dtype that products are summed in.
    images : int
        How many images the workspace holds at a time: as many as fit into `WORKSPACE_BYTES`,
        but at least one.
    workspace_shape : tuple of 5 ints
        (images, rows, slots, columns, channels). Rows end where the last window does.
    copies : tuple of pairs
        (place in the workspace, place in the images), one pair a slot, each an index of the
        first four axes or of the first three: ``workspace[place] = images[place]``.
    row_length : int
        Length of x, in values: the windows of a row times the channels.
    view_shape : tuple of 4 ints
        (window rows, kernel height, kernel width, row_length): the view's axes behind the first.
    view_strides : tuple of 5 ints
        The view's strides in bytes, from image to image, window row to window row, and so on.
    """

    dtype: np.dtype[Any]
    images: int
    workspace_shape: tuple[int, ...]
    copies: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...]
    row_length: int
    view_shape: tuple[int, ...]
    view_strides: tuple[int, ...]


@lru_cache(maxsize=256)
def plan_rows(spec: ConvSpec, dtype: np.dtype[Any]) -> RowPlan:
    """Work out how images of this layer are laid out to be summed in `dtype`.

    The layer has at least one output value.

    Examples
    --------
    >>> plan = plan_rows(ConvSpec(4, 4, 2, kernel=2), np.dtype("f"))
    >>> plan.workspace_shape, plan.view_shape
    ((1, 4, 1, 4, 2), (3, 2, 2, 6))
    >>> plan_rows(ConvSpec(4, 4, 2, kernel=2, stride=2), np.dtype("f")).workspace_shape
    (1, 4, 2, 2, 2)
    """
    rows, columns, channels = spec.vertical, spec.horizontal, spec.channels
    height = (rows.output - 1) * rows.stride + rows.effective
    to_rows, from_rows = _slices_behind_padding(rows.before, rows.size, height)
    padded_rows = columns.stride == 1 and columns.dilation * channels > 1
    if padded_rows:
        slots, width = 1, columns.padded
        places = [_slices_behind_padding(columns.before, columns.size, width)]
    else:
        slots, width = columns.kernel, columns.output
        places = [windows_over_input(columns, j) for j in range(slots)]
    image_bytes = height * slots * width * channels * dtype.itemsize
    images = max(1, min(spec.batch, WORKSPACE_BYTES // image_bytes))
    shape = images, height, slots, width, channels
    length = columns.output * channels
    # Only the strides of this view are kept: the memory of this call is not touched.
    workspace = allocate(np.empty, shape, dtype, "the padded input")
    if padded_rows:
        flat = workspace.reshape(images, height, -1)
        step = columns.distances[1] * channels
        lines = sliding_window_view(flat, length, axis=2)[:, :, ::step]
    else:
        lines = workspace.reshape(images, height, slots, length)
    down, tap_down = rows.distances
    windows = sliding_window_view(lines, (rows.kernel - 1) * tap_down + 1, axis=1)
    view = windows[:, ::down, :, :, ::tap_down].transpose(0, 1, 4, 2, 3)
    return RowPlan(
        dtype=dtype,
        images=images,
        workspace_shape=shape,
        copies=tuple(
            ((slice(None), to_rows, slot, to_columns), (slice(None), from_rows, from_columns))
            for slot, (to_columns, from_columns) in enumerate(places)
        ),
        row_length=length,
        view_shape=view.shape[1:],
        view_strides=view.strides,
    )


def rows_under_taps(plan: RowPlan, images: Array) -> Iterator[tuple[slice, Array]]:
    """Lay out some images at a time: which, and the values under their taps.

    Parameters
    ----------
    plan : RowPlan
    images : ndarray, shape (batch, H, W, C)

    Yields
    ------
    some : slice
        Of the images.
    values : ndarray, shape (images, window rows, kernel height, kernel width, row_length)
        A view of memory that the next images go into.

    Examples
    --------
    >>> plan = plan_rows(ConvSpec(1, 3, 1, kernel=(1, 2)), np.dtype("f"))
    >>> _, values = next(rows_under_taps(plan, np.arange(3).reshape(1, 1, 3, 1)))
    >>> values[0, 0, 0].tolist()
    [[0.0, 1.0], [1.0, 2.0]]
    """
    workspace = allocate(np.zeros, plan.workspace_shape, plan.dtype, "the padded input")
    for first in range(0, len(images), plan.images):
        some = slice(first, first + plan.images)
        count = len(images[some])
        for place, source in plan.copies:
            workspace[place][:count] = images[some][source]
        shape = count, *plan.view_shape
        yield some, np.ndarray(shape, plan.dtype, workspace, 0, plan.view_strides)


def windows_of(spec: ConvSpec, padded: Array) -> Array:
    """View a padded image as its windows.

    Parameters
    ----------
    spec : ConvSpec
    padded : ndarray, shape (padded height, padded width, C)

    Returns
    -------
    ndarray, shape (output height, output width, kernel height, kernel width, C)
        A view, through which a pixel may be changed in every window that it is in.

    Examples
    --------
    >>> windows_of(ConvSpec(3, 3, 1, kernel=2), np.arange(9).reshape(3, 3, 1))[1, 1, :, :, 0]
    array([[4, 5],
           [7, 8]])
    """
    rows, columns = spec.vertical, spec.horizontal
    if not (rows.output and columns.output):
        shape = rows.output, columns.output, *spec.kernel, padded.shape[2]
        return np.empty(shape, padded.dtype)
    (down, tap_down), (across, tap_across) = rows.distances, columns.distances
    spans = (rows.kernel - 1) * tap_down + 1, (columns.kernel - 1) * tap_across + 1
    windows = sliding_window_view(padded, spans, axis=(0, 1), writeable=True)
    windows = windows[::down, ::across, :, ::tap_down, ::tap_across]
    return windows[: rows.output, : columns.output].transpose(0, 1, 3, 4, 2)


def output_by_filter(spec: ConvSpec, output: Array) -> Array:
    """Return a view of a layer's output with the axes (image, row, filter q, column, channel k).

    Examples
    --------
    >>> spec = ConvSpec(2, 1, 2, kernel=1, multiplier=3)
    >>> output_by_filter(spec, np.arange(12).reshape(1, 2, 1, 6))[0, 1, :, 0].tolist()
    [[6, 9], [7, 10], [8, 11]]
    """
    images = spec.channels_last(output)
    shape = *images.shape[:3], spec.channels, spec.multiplier
    return images.reshape(shape).transpose(0, 1, 4, 2, 3)


def windows_over_input(axis: Axis, tap: int) -> tuple[slice, slice]:
    """Return the windows whose tap `tap` meets the input rather than padding, and the pixels it meets.

    Examples
    --------
    >>> axis = Axis(size=5, kernel=3, stride=2, dilation=1, before=1, after=1, output=3)
    >>> windows_over_input(axis, 0)
    (slice(1, 3, None), slice(1, 5, 2))
    """
    offset = tap * axis.dilation - axis.before
    first = max(-(offset // axis.stride), 0)
    end = max(min((axis.size - 1 - offset) // axis.stride + 1, axis.output), first)
    start = first * axis.stride + offset
    return slice(first, end), slice(start, start + (end - first) * axis.stride, axis.stride)


def _slices_behind_padding(before: int, size: int, length: int) -> tuple[slice, slice]:
    """Return where `size` pixels go in `length` behind the padding, and which of them do."""
    count = max(min(size, length - before), 0)
    return slice(before, before + count), slice(count)
