"""Which input rows and columns TensorFlow's depthwise op multiplies where they are not the formula's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dwconv.engine.dilation_in_blocks import places_in_blocks
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Array
from dwconv.reference.known_faults import has_dilation_with_stride

DEPTHWISE_OP = "tf.nn.depthwise_conv2d"
"""What a run of the op is called whose places these are."""

Places = tuple[tuple[int, ...], ...]


class PlacesTaken(NamedTuple):
    """The places of the input that are multiplied for each output row and column, tap by tap.

    Attributes
    ----------
    rows, columns : tuple of tuple of int
        Those below 0, and from the input's size on, are padding.
    """

    rows: Places
    columns: Places


def places_taken(spec: ConvSpec) -> PlacesTaken | None:
    """Return which rows and columns `tf.nn.depthwise_conv2d` takes for each output value.

    Returns
    -------
    PlacesTaken or None
        None where it follows the formula, or where its output has another shape.

    Examples
    --------
    >>> layer = ConvSpec(5, 5, 1, stride=2, dilation=2, padding="SAME")
    >>> places_taken(layer).rows
    ((-2, 0, 2), (-1, 1, 3), (2, 4, 6))
    >>> places_taken(layer.replace(stride=1)) is None
    True
    """
    taken = places_of_any_shape(spec)
    if taken and list(map(len, taken)) == [spec.vertical.output, spec.horizontal.output]:
        return taken
    return None


def places_of_any_shape(spec: ConvSpec) -> PlacesTaken | None:
    """Return the same also where TensorFlow's output has another shape.

    Examples
    --------
    >>> taken = places_of_any_shape(ConvSpec(8, 8, 1, kernel=2, stride=2, dilation=2))
    >>> len(taken.rows), taken.rows[1]
    (4, (1, 3))
    """
    if not has_dilation_with_stride(spec.stride, spec.dilation):
        return None
    same = spec.padding == "SAME"
    vertical, horizontal = (
        places_in_blocks(axis, same=same) for axis in (spec.vertical, spec.horizontal)
    )
    return PlacesTaken(vertical, horizontal)


def output_at_places(taken: PlacesTaken, input: Array, filter: Array) -> Array:
    """Return the output for the places that are multiplied, as TensorFlow returns it.

    Parameters
    ----------
    taken : PlacesTaken
    input : ndarray, (batch, height, width, C)
    filter : ndarray, (kernel height, kernel width, C, M)

    Examples
    --------
    >>> taken = PlacesTaken(rows=((0, 2), (1, 3)), columns=((0,), (1,)))
    >>> image = np.arange(9.0).reshape(1, 3, 3, 1)
    >>> output_at_places(taken, image, np.ones((2, 1, 1, 1)))[0, :, :, 0].tolist()
    [[6.0, 8.0], [3.0, 4.0]]
    """
    rows, columns = map(np.array, taken)
    height, width = input.shape[1:3]
    products = []
    for i, j in np.ndindex(filter.shape[:2]):
        down, across = rows[:, i, None], columns[:, j]
        inside = (down >= 0) & (down < height) & (across >= 0) & (across < width)
        values = input[:, np.clip(down, 0, height - 1), np.clip(across, 0, width - 1)]
        products.append((values * inside[:, :, None])[..., None] * filter[i, j])
    output: Array = np.sum(products, axis=0)
    return output.reshape(len(input), len(rows), len(columns), -1)


def taken_in_words(spec: ConvSpec, row: int, column: int) -> str:
    """Say which rows and columns TensorFlow's depthwise op takes for one output value.

    Parameters
    ----------
    spec : ConvSpec
    row, column : int
        Of the output value.

    Returns
    -------
    str
        A sentence; "" where it takes those of the formula.

    Examples
    --------
    >>> layer = ConvSpec(5, 5, 1, stride=(2, 1), dilation=(2, 1), padding="SAME")
    >>> taken_in_words(layer, 1, 0)
    'There it takes input rows −1, 1 and 3 instead of 0, 2 and 4.'
    >>> taken_in_words(layer, 0, 0)
    ''
    """
    taken = places_taken(spec)
    if taken is None:
        return ""
    both = (
        ("row", "rows", spec.vertical.taps(row), taken.rows[row]),
        ("column", "columns", spec.horizontal.taps(column), taken.columns[column]),
    )
    parts = [
        f"{one if len(theirs) == 1 else many} {_listed(theirs)} instead of {_listed(ours)}"
        for one, many, ours, theirs in both
        if ours != theirs
    ]
    return f"There it takes input {', and '.join(parts)}." if parts else ""


def _listed(places: Sequence[int]) -> str:
    return listed(f"−{-place}" if place < 0 else place for place in places)
