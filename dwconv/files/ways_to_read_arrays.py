"""The ways to read an uploaded array: as input or filter, in the order of axes of a framework.

The same four numbers are weights of TensorFlow, PyTorch, TFLite or JAX, and nothing in a file tells
which. So there is one way that is taken, which is said, and the others are offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.files.axis_order import size_in_words
from dwconv.weights import LAYOUTS, find_layout, to_tensorflow
from dwconv.weights.layouts import describe

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Way:
    """One way to read an array.

    Attributes
    ----------
    kind : str
        "input" or "filter".
    order : str
        "NHWC" or "NCHW" of an input; a name of `dwconv.weights.LAYOUTS` of a filter; "matrix" for
        two axes.
    channels : int
        C, as the lab has it after that.
    """

    kind: str
    order: str
    channels: int

    @property
    def label(self) -> str:
        """What a button says.

        Examples
        --------
        >>> Way("filter", "PyTorch", 3).label, Way("input", "matrix", 1).label
        ('filter in the order of PyTorch, C = 3', 'input with one channel')
        """
        if self.order == "matrix":
            return (
                "input with one channel"
                if self.kind == "input"
                else f"kernel for each of {self.channels} channels"
                if self.channels > 1
                else "kernel for the one channel"
            )
        if self.kind == "input":
            return f"input in order {self.order}, C = {self.channels}"
        return f"filter in the order of {self.order}, C = {self.channels}"


@dataclass(frozen=True)
class Pair:
    """One way to read an input and a filter that belong together.

    Attributes
    ----------
    input, filter : Way
        Of the same number of channels.
    """

    input: Way
    filter: Way
    kind = "both"

    @property
    def order(self) -> str:
        """The orders of both.

        Examples
        --------
        >>> Pair(Way("input", "NCHW", 3), Way("filter", "PyTorch", 3)).order
        'NCHW-PyTorch'
        """
        return f"{self.input.order}-{self.filter.order}"

    @property
    def channels(self) -> int:
        """C, as the lab has it after that."""
        return self.input.channels

    @property
    def label(self) -> str:
        """What a button says.

        Examples
        --------
        >>> Pair(Way("input", "NCHW", 3), Way("filter", "PyTorch", 3)).label
        'input NCHW, filter PyTorch, C = 3'
        """
        return f"input {self.input.order}, filter {self.filter.order}, C = {self.channels}"


def pairs_to_read(input: tuple[int, ...], filter: tuple[int, ...]) -> list[Pair]:
    """Return the ways in which arrays of these shapes are an input and a filter for it.

    Examples
    --------
    >>> [pair.order for pair in pairs_to_read((1, 3, 8, 8), (3, 1, 3, 3))]
    ['NCHW-TensorFlow', 'NCHW-PyTorch']
    >>> pairs_to_read((1, 4, 8, 8), (3, 3, 3, 1))
    []
    """
    return [
        Pair(one, other)
        for one in ways_to_read(input, "input", 1, fixed=False)
        for other in ways_to_read(filter, "filter", one.channels, fixed=True)
    ]


def how_well_it_fits(
    way: Way | Pair, shapes: Mapping[str, tuple[int, ...]], spec: ConvSpec, order: str = ""
) -> tuple[int, ...]:
    """Return how well a way of reading fits the layer that is set: more is better.

    Parameters
    ----------
    way : Way or Pair
    shapes : dict of str to tuple of int
        Of the arrays, by "input" and "filter".
    spec : ConvSpec
        The layer.
    order : str, optional
        The framework from which the weights come, if it was chosen: it counts most.

    Examples
    --------
    >>> layer, shapes = ConvSpec(8, 8, 3), {"filter": (3, 1, 3, 3)}
    >>> ways = ways_to_read(shapes["filter"], "filter", 3, fixed=True)
    >>> [how_well_it_fits(way, shapes, layer) for way in ways]
    [(0, 1, 0, 0), (0, 1, 2, 0)]
    """
    if isinstance(way, Pair):
        both = [how_well_it_fits(one, shapes, spec, order) for one in (way.input, way.filter)]
        of_pytorch = way.filter.order == "PyTorch"
        same = (way.input.order == "NCHW") == of_pytorch
        return *map(sum, zip(*(each[:3] for each in both), strict=True)), int(same)
    right_channels = int(way.channels == spec.channels)
    if way.order == "matrix":
        return 0, right_channels, 0, 0
    shape = shapes[way.kind]
    if way.kind == "input":
        return 0, right_channels, int(_planes(way, shape) == (spec.height, spec.width)), 0
    axes = find_layout(way.order).axes
    height, width, _, multiplier = find_layout(way.order).sizes(shape, way.channels)
    fits = ((height, width) == spec.kernel) + (multiplier == spec.multiplier)
    return int(bool(order) and find_layout(order).axes == axes), right_channels, fits, 0


def _planes(way: Way, shape: tuple[int, ...]) -> tuple[int, int]:
    """Rows and columns of an input that is read in this way."""
    rows, columns = shape[-3:-1] if way.order == "NHWC" else shape[-2:]
    return rows, columns


def how_square(way: Way | Pair, input: tuple[int, ...]) -> float:
    """Return the shorter side of the planes of an input that is read in this way, as a share of the longer.

    Examples
    --------
    >>> ways = ways_to_read((1, 28, 56, 56), "input", 3, fixed=False)
    >>> [how_square(way, (1, 28, 56, 56)) for way in ways]
    [0.5, 1.0]
    """
    sides = _planes(way.input if isinstance(way, Pair) else way, input)
    return min(sides) / max(sides)


def ways_to_read(shape: tuple[int, ...], kind: str, channels: int, *, fixed: bool) -> list[Way]:
    """Return the ways in which an array of this shape can be an input or a filter.

    Parameters
    ----------
    shape : tuple of int
    kind : str
        "input" or "filter".
    channels : int
        C of the lab.
    fixed : bool
        Whether C cannot change: the file has an input as well.

    Examples
    --------
    >>> [way.order for way in ways_to_read((3, 1, 3, 3), "filter", 3, fixed=True)]
    ['TensorFlow', 'PyTorch']
    >>> [way.label for way in ways_to_read((1, 3, 8, 8), "input", 3, fixed=False)]
    ['input in order NHWC, C = 8', 'input in order NCHW, C = 3']
    >>> [way.label for way in ways_to_read((32, 1, 3, 3), "filter", 8, fixed=False)][1:]
    ['filter in the order of PyTorch, C = 8', 'filter in the order of PyTorch, C = 32']
    """
    if min(shape, default=0) < 1:
        return []
    if len(shape) == 2:
        return [Way(kind, "matrix", channels if kind == "filter" else 1)]
    if kind == "input":
        if len(shape) == 4 and shape[0] != 1:
            return []
        if len(shape) in (3, 4):
            return [Way("input", "NHWC", shape[-1]), Way("input", "NCHW", shape[-3])]
        return []
    if len(shape) != 4:
        return []
    ways: dict[tuple[tuple[str, ...], int], Way] = {}
    for layout in LAYOUTS.values():
        found = dict(zip(layout.axes, shape, strict=True))
        counts = [channels] if "CM" in found or fixed else []
        if not fixed:
            counts.append(found.get("C", found.get("CM", 0)))
        for count in counts:
            try:
                layout.sizes(shape, count)
            except DwconvError:
                continue
            ways.setdefault((layout.axes, count), Way("filter", layout.name, count))
    return list(ways.values())


def read_as(array: Array, way: Way) -> Array:
    """Return the array in the order of the lab: (height, width, C), or TensorFlow's filter.

    Raises
    ------
    DwconvError
        If its shape does not allow it.

    Examples
    --------
    >>> read_as(np.ones((1, 3, 8, 7)), Way("input", "NCHW", 3)).shape
    (8, 7, 3)
    >>> read_as(np.ones((3, 2)), Way("filter", "matrix", 4)).shape
    (3, 2, 4, 1)
    """
    if way.order == "matrix":
        if array.ndim != 2:
            raise DwconvError("shape", array.shape, "must have two axes")
        plane = array[:, :, None]
        if way.kind == "input":
            return plane
        return np.repeat(plane, way.channels, axis=2)[:, :, :, None]
    if way.kind == "filter":
        return to_tensorflow(array, way.order, channels=way.channels)
    image = array[0] if array.ndim == 4 else array
    return image if way.order == "NHWC" else np.moveaxis(image, 0, 2)


def say_pair(input: tuple[int, ...], filter: tuple[int, ...], pair: Pair) -> str:
    """Say how an input and a filter are read.

    Examples
    --------
    >>> pair = Pair(Way("input", "NCHW", 3), Way("filter", "PyTorch", 3))
    >>> say_pair((1, 3, 8, 8), (3, 1, 3, 3), pair).partition(" C = 3. ")[2]
    'filter (3, 1, 3, 3) as (C·M, 1, kernel height, kernel width): 3×3 kernels, C = 3, M = 1, as PyTorch keeps it.'
    """
    return f"{say_way(input, pair.input)} {say_way(filter, pair.filter)}"


def say_misfit(input: tuple[int, ...], filter: tuple[int, ...]) -> DwconvError:
    """Return the error that says why an input and a filter do not belong together.

    Parameters
    ----------
    input : tuple of int
        Three axes or four.
    filter : tuple of int
        Four.

    Examples
    --------
    >>> print(say_misfit((1, 4, 8, 8), (3, 3, 3, 1)))
    the number of channels of filter is 3, but must be that of the input, which has 8 channels as NHWC and 4 as NCHW.
    >>> print(say_misfit((1, 8, 4, 4), (3, 1, 3, 3)))
    C·M of filter is 3, but must be a multiple of the number of channels of the input, which has 4 channels as NHWC and 8 as NCHW.
    """
    last, first = input[-1], input[-3]
    has = counted(last, "which has {n} channel", "which has {n} channels")
    if first != last:
        has += f" as NHWC and {first:,} as NCHW"
    for layout in LAYOUTS.values():
        sizes = dict(zip(layout.axes, filter, strict=True))
        if sizes.get("1") == 1 < sizes["CM"]:
            rule = f"must be a multiple of the number of channels of the input, {has}"
            return DwconvError("C·M of filter", sizes["CM"], rule)
    return DwconvError(
        "the number of channels of filter", filter[2], f"must be that of the input, {has}"
    )


def say_way(shape: tuple[int, ...], way: Way) -> str:
    """Say how an array is read.

    Examples
    --------
    >>> say_way((6, 1, 3, 2), Way("filter", "PyTorch", 3))
    'filter (6, 1, 3, 2) as (C·M, 1, kernel height, kernel width): 3×2 kernels, C = 3, M = 2, as PyTorch keeps it.'
    >>> say_way((1, 3, 8, 8), Way("input", "NCHW", 3))
    'input (1, 3, 8, 8) is read as NCHW: 8 rows, 8 columns, C = 3.'
    """
    if way.order == "matrix":
        return f"The table of {size_in_words(*shape[:2])} is read as {way.label}."
    if way.kind == "filter":
        said = describe(find_layout(way.order), shape, way.channels)
        return f"filter {said}, as {way.order} keeps it."
    rows, columns = _planes(way, shape)
    return (
        f"input {shape} is read as {way.order}: {size_in_words(rows, columns)}, C = {way.channels}."
    )
