"""Labels of the Backward page: what stands where the player usually has input, filter and output."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dwconv.engine.geometry import Axis
from dwconv.engine.gradient_layers import GradientLayer, input_gradient_layer
from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.player.captions import Captions, NamedPlace, NamedPlaces, Parts
from dwconv.ui import cached
from dwconv.ui.parameters.table import number_of
from dwconv.ui.session import Lab
from dwconv.ui.widgets.shape_line import Shape

_SHAPES = {
    "filter": (
        ("input", "input", "B H W C", "batch, height, width, channels"),
        (
            "g, the gradient of the output: its channel k·M + q is filter q of channel k here",
            "g",
            "B OH OW C·M",
            "batch, output height, output width, output channels k·M + q",
        ),
        (
            "∂L/∂filter, as the filter",
            "∂L/∂filter",
            "KH KW C M",
            "kernel height, kernel width, input channels, channel multiplier",
        ),
    ),
    "input": (
        (
            "g, the gradient of the output, with zeros where the stride skips",
            "g",
            "B GH GW C",
            "batch, rows of g with these zeros, columns of g with these zeros, channels",
        ),
        (
            "filter, turned by 180 degrees",
            "turned",
            "KH KW C 1",
            "kernel height, kernel width, channels, one filter of each channel",
        ),
        ("∂L/∂input", "", "B H W C", "batch, height, width, channels"),
    ),
}
"""Of input, filter and output of the layer that makes each gradient: what it is, its label, the
letters and the names of its numbers."""


def shapes(now: Lab) -> list[Shape]:
    """Return the shapes of the layer that makes the gradient, in the order of the shape line."""
    _, layer = cached.gradient(now)
    spec, of = layer.spec, str(now.values["of"])
    # The op returns ∂L/∂filter channel by channel; it has the filter's shape.
    gradient = spec.output_shape if of == "input" else now.spec.filter_shape
    # As a filter g has the shape (OH, OW, C, M); it is shown as the output that it belongs to.
    second = spec.filter_shape if of == "input" else now.spec.output_shape
    # Windows on the input may leave its last rows and columns out; it is the layer's input all the same.
    first = spec.input_shape if of == "input" else now.spec.input_shape
    sizes = first, second, gradient
    parts = of == "input" and now.spec.multiplier > 1
    line = [
        Shape(what, size, letters.split(), names.split(", "), label)
        for (what, label, letters, names), size in zip(_SHAPES[of], sizes, strict=True)
    ]
    if not parts:
        return line
    summed = replace(
        line[-1],
        of="∂L/∂input, the sum over q",
        label="sum over q",
        sizes=now.spec.input_shape,
    )
    # Before the sum there is a channel for each filter.
    each = [
        replace(shape, letters=["C·M" if letter == "C" else letter for letter in shape.letters])
        for shape in line
    ]
    return [*each, summed]


def captions(now: Lab) -> Captions:
    """Return the words of the player's picture; see `dwconv.player.captions`."""
    _, layer = cached.gradient(now)
    if now.values["of"] == "filter":
        return _of_filter(now.spec, layer)
    if cached.shows_sum(now):
        return _captions_of_sum(now.spec)
    return _of_input(now.spec, layer, number_of(now.values, "bq"))


def _of_filter(spec: ConvSpec, layer: GradientLayer) -> Captions:
    multiplier = spec.multiplier
    pairs = [(k, q) for k in range(spec.channels) for q in range(multiplier)]
    whole = layer.input.shape == spec.input_shape
    return Captions(
        input=() if whole else ("input, up to where windows reach",) * spec.channels,
        filter=tuple(f"g of output channel {n}" for n in range(len(pairs))),
        output=tuple(f"∂L/∂filter, q = {q}" if multiplier > 1 else "∂L/∂filter" for _, q in pairs),
        weight=tuple(f"∂L/∂output[0, {{i}}, {{j}}, {n}]" for n in range(len(pairs))),
        value=tuple(f"∂L/∂filter[{{i}}, {{j}}, {k}, {q}]" for k, q in pairs),
        all=("∂L/∂filter[{i}, {j}, :, :]",),
        factors=("input", "g"),
        place="weight",
        row="g row",
        phone_notes=(
            *_frame_in_words(spec),
            "L = Σ g·output, chosen g",
            "weight + 1: L + gradient",
        ),
    )


def _frame_in_words(spec: ConvSpec) -> tuple[str, str]:
    """What the window on the input is, in two lines: it is as large as the output.

    Examples
    --------
    >>> _frame_in_words(ConvSpec(height=6, width=6, channels=3, padding="SAME"))
    ('frame: the 36 inputs', 'that one weight meets')
    """
    meets = counted(
        spec.vertical.output * spec.horizontal.output, "the one input", "the {n} inputs"
    )
    return f"frame: {meets}", "that one weight meets"


def _of_input(spec: ConvSpec, layer: GradientLayer, q: int) -> Captions:
    channels, multiplier = range(spec.channels), spec.multiplier
    several = multiplier > 1
    inserted = _inserted(spec)
    gradient = (
        "g of output channel {}, padded"
        if any(map(any, layer.spec.pads))
        else "g of output channel {}"
    )
    value = (
        "∂L/∂input[0, {{i}}, {{j}}, {k}], part q = {q}"
        if several
        else "∂L/∂input[0, {{i}}, {{j}}, {k}]"
    )
    return Captions(
        q=q,
        input=tuple(gradient.format(k * multiplier + q) for k in channels),
        filter=tuple(
            f"filter q = {q}, turned 180°" if several else "filter, turned 180°" for _ in channels
        ),
        output=tuple(f"∂L/∂input, part q = {q}" if several else "∂L/∂input" for _ in channels),
        source=tuple(f"∂L/∂output[0, {{i}}, {{j}}, {k * multiplier + q}]" for k in channels),
        weight=tuple(f"filter[{{i}}, {{j}}, {k}, {q}]" for k in channels),
        value=tuple(value.format(k=k, q=q) for k in channels),
        all=(value.format(k=":", q=q),),
        factors=("g", "turned filter"),
        noun=f"part q = {q}" if several else None,
        inserted=inserted,
        places=NamedPlaces(
            source=(_source_place(spec.vertical), _source_place(spec.horizontal)),
            weight=(NamedPlace(spec.kernel[0] - 1, -1, 1), NamedPlace(spec.kernel[1] - 1, -1, 1)),
        ),
        notes=("dotted: zeros that the stride puts between the values of g",)
        if any(any(line) for line in inserted)
        else (),
    )


def _captions_of_sum(spec: ConvSpec) -> Captions:
    channels, multiplier = range(spec.channels), spec.multiplier
    return Captions(
        input=tuple(f"parts q = 0 to {multiplier - 1}" for _ in channels),
        filter=tuple("each part once" for _ in channels),
        output=tuple("∂L/∂input, the sum" for _ in channels),
        source=tuple(f"∂L/∂input[0, {{i}}, {{j}}, {k}], part q = {{part}}" for k in channels),
        weight=tuple("weight of part q = {j}" for _ in channels),
        value=tuple(f"∂L/∂input[0, {{i}}, {{j}}, {k}]" for k in channels),
        all=("∂L/∂input[0, {i}, {j}, :]",),
        factors=("part", "1"),
        parts=Parts(spec.width, tuple(f"part q = {q}" for q in range(multiplier))),
    )


def _inserted(spec: ConvSpec) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For each row and each column of the picture's input 1 if it was put in by the stride, else 0."""
    ones = [np.ones(shape, np.float32) for shape in (spec.filter_shape, spec.output_shape)]
    real = input_gradient_layer(spec, ones[0], ones[1]).input[0, :, :, 0] != 0
    rows, columns = (tuple(int(not met) for met in real.any(axis)) for axis in (1, 0))
    return rows, columns


def _rows_cut_off(axis: Axis) -> int:
    """How many rows of g, with zeros between them, are cut off before the first in the picture."""
    return max(axis.before - (axis.effective - 1), 0)


def _source_place(axis: Axis) -> NamedPlace:
    """By which row or column of g a value of the picture's input is named."""
    return NamedPlace(_rows_cut_off(axis), 1, axis.distances[0])
