"""The numbers of one layer as a figure needs them, and the check that it can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_operands, largest_magnitude
from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import products, windows
from dwconv.files.digits import NumberFormat, number_format

Array = npt.NDArray[Any]
Format = Literal["svg", "pdf", "png"]
StepUnit = Literal["window", "pixel"]
"""What one step of a figure is: `dwconv.player.colours_and_speeds.Unit` without the tap."""

_MOST_CHANNELS = 16


@dataclass(frozen=True, eq=False)
class LayerNumbers:
    """One layer with its numbers, channels first."""

    spec: ConvSpec
    input: Array  # (C, PH, PW), padding included
    real: npt.NDArray[np.bool_]  # (PH, PW): False on padding
    filter: Array  # (C, M, KH, KW)
    windows: Array  # (OH, OW, KH, KW, C)
    output: Array  # (C, M, OH, OW)
    names: tuple[str, ...]  # of the channels

    @property
    def positions(self) -> int:
        """How many positions the window has."""
        return self.spec.vertical.output * self.spec.horizontal.output

    @property
    def outputs(self) -> int:
        """How many output channels there are, C * M."""
        return self.spec.channels * self.spec.multiplier

    @cached_property
    def largest_input(self) -> float:
        """Largest magnitude of the input values."""
        return largest_magnitude(self.input)

    @cached_property
    def largest_weight(self) -> float:
        """Largest magnitude of the weights."""
        return largest_magnitude(self.filter)

    @cached_property
    def largest_output(self) -> float:
        """Largest magnitude of the output values."""
        return largest_magnitude(self.output)

    @cached_property
    def largest_product(self) -> float:
        """Largest magnitude of all products, without computing each of them."""
        inputs = np.abs(self.windows).max((0, 1))
        with np.errstate(invalid="ignore", over="ignore"):
            return largest_magnitude(np.moveaxis(inputs, 2, 0)[:, None] * self.filter)

    @cached_property
    def formats(self) -> list[list[NumberFormat]]:
        """The formats of input, filter and output with three digits, and those with two."""
        arrays = self.input, self.filter, self.output
        return [[number_format(array, digits) for array in arrays] for digits in (3, 2)]

    @cached_property
    def reached(self) -> npt.NDArray[np.bool_]:
        """Where some window has a tap, on the padded plane."""
        rows, columns = (
            np.isin(
                np.arange(axis.padded),
                [tap + axis.before for at in range(axis.output) for tap in axis.taps(at)],
            )
            for axis in (self.spec.vertical, self.spec.horizontal)
        )
        both: npt.NDArray[np.bool_] = rows[:, None] & columns
        return both

    def computed(self, unit: StepUnit, step: int, k: int, q: int) -> int:
        """How many values of output plane (k, q) exist at a step: the first ones in reading order."""
        if unit == "pixel":
            return step + 1
        return (step - (k * self.spec.multiplier + q)) // self.outputs + 1


def check_figure(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    unit: str,
    step: int,
    format: str,
    names: Sequence[str] = (),
) -> LayerNumbers:
    """Return the numbers of a figure.

    Raises
    ------
    DwconvError
        If the layer, the step or the format cannot be drawn.
    """
    if format not in ("svg", "pdf", "png"):
        raise DwconvError("format", format, 'must be "svg", "pdf" or "png"')
    if spec.channels > _MOST_CHANNELS:
        raise DwconvError(
            "channels", spec.channels, f"must be at most {_MOST_CHANNELS} to be drawn"
        )
    if unit not in ("window", "pixel"):
        raise DwconvError("unit", unit, 'must be "window" or "pixel"')
    if names and len(names) != spec.channels:
        raise DwconvError("names", names, f"must be {spec.channels}, one for each channel")
    named = tuple(names) or tuple(f"channel {k}" for k in range(spec.channels))
    numbers = _layer_numbers(spec, input, filter, named)
    steps = numbers.positions * (numbers.outputs if unit == "window" else 1)
    if integer("step", step, 0) >= steps:
        raise DwconvError("step", step, f"must be below {steps}, the number of steps")
    return numbers


def _layer_numbers(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, names: tuple[str, ...]
) -> LayerNumbers:
    x, w = check_operands(spec, input, filter)
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be drawn")
    if 0 in spec.output_shape:
        raise DwconvError("output.shape", spec.output_shape, "must not be empty to be drawn")
    image = spec.channels_last(x)[0]
    (top, bottom), (left, right) = spec.pads
    real = np.pad(np.ones((spec.height, spec.width), bool), ((top, bottom), (left, right)))
    all_windows = windows(spec, image)
    with np.errstate(invalid="ignore", over="ignore"):
        output = np.stack([products(row, w)[1][..., -1, -1] for row in all_windows])
    return LayerNumbers(
        spec,
        np.moveaxis(np.pad(image, ((top, bottom), (left, right), (0, 0))), 2, 0),
        real,
        np.moveaxis(w, (0, 1), (2, 3)),
        all_windows,
        np.moveaxis(output, (0, 1), (2, 3)),
        names,
    )
