"""Which input rows and columns TensorFlow's depthwise op multiplies where they are not the formula's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dwconv.engine.dilation_in_blocks import places_in_blocks
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
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
    if not has_dilation_with_stride(spec.stride, spec.dilation):
        return None
    same = spec.padding == "SAME"
    taken = [places_in_blocks(axis, same=same) for axis in (spec.vertical, spec.horizontal)]
    if [len(places) for places in taken] != [spec.vertical.output, spec.horizontal.output]:
        return None
    return PlacesTaken(*taken)


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
