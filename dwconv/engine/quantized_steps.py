"""One output value of a layer in int8, integer by integer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.quantized import (
    LEAST_INT8,
    MOST_INT8,
    FixedPointFactor,
    QuantizedLayer,
    multiply_by_number,
    shift_right,
)


@dataclass(frozen=True)
class QuantizedTap:
    """One multiplication.

    Attributes
    ----------
    row, column : int
        Of the input; outside of it lies padding.
    number : int or None
        The int8 number there; None on padding.
    difference : int
        The number minus the zero point of the input; 0 on padding.
    weight, product, sum : int
        The int8 weight, their product, and the accumulator after it.
    """

    row: int
    column: int
    number: int | None
    difference: int
    weight: int
    product: int
    sum: int


@dataclass(frozen=True)
class QuantizedOutput:
    """How one int8 number of the output comes about.

    Attributes
    ----------
    taps : tuple of QuantizedTap
    bias : int
    accumulator : int
        The sum of the products and the bias.
    factor : FixedPointFactor
    multiplied, shifted : int
        After the multiplication by the whole number, and after the shift to the right.
    with_zero_point : int
        With the zero point of the output added.
    output : int
        Limited to -128 ... 127.
    """

    taps: tuple[QuantizedTap, ...]
    bias: int
    accumulator: int
    factor: FixedPointFactor
    multiplied: int
    shifted: int
    with_zero_point: int
    output: int


def follow_output(
    layer: QuantizedLayer,
    numbers: npt.NDArray[np.int8],
    position: tuple[int, int],
    channel: int,
    filter: int,
) -> QuantizedOutput:
    """Follow output value (row, column) of filter `filter` of channel `channel` in the first image.

    Parameters
    ----------
    layer : QuantizedLayer
    numbers : ndarray of int8, shape ``layer.spec.input_shape``
    position : (int, int)
    channel, filter : int

    Raises
    ------
    DwconvError
        If there is no such output.

    Examples
    --------
    >>> from dwconv.engine.quantized import quantize_layer
    >>> from dwconv.engine.spec import ConvSpec
    >>> image = np.arange(1.0, 10).reshape(1, 3, 3, 1)
    >>> kernel = np.array([1.0, 2, 3, 4]).reshape(2, 1, 1, 2)
    >>> layer = quantize_layer(ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2), image, kernel)
    >>> found = follow_output(layer, layer.input.quantize(image), (0, 0), 0, 0)
    >>> [tap.product for tap in found.taps], found.accumulator, found.output
    ([1176, 14351], 15527, -59)
    """
    spec = layer.spec
    sizes = (spec.vertical.output, spec.horizontal.output, spec.channels, spec.multiplier)
    wanted = (*position, channel, filter)
    if not all(0 <= one < size for one, size in zip(wanted, sizes, strict=True)):
        raise DwconvError("the output", wanted, f"must lie below {sizes}")
    total, taps = 0, []
    for di, row in enumerate(spec.vertical.taps(position[0])):
        for dj, column in enumerate(spec.horizontal.taps(position[1])):
            inside = 0 <= row < spec.height and 0 <= column < spec.width
            number = int(numbers[0, row, column, channel]) if inside else None
            difference = 0 if number is None else number - layer.input.zero_point
            weight = int(layer.filter[di, dj, channel, filter])
            total += difference * weight
            taps.append(
                QuantizedTap(row, column, number, difference, weight, difference * weight, total)
            )
    at = channel * spec.multiplier + filter
    bias = 0 if layer.bias is None else int(layer.bias[at])
    factor = layer.factor(channel, filter)
    multiplied = multiply_by_number(total + bias, factor)
    shifted = shift_right(multiplied, max(-factor.shift, 0))
    with_zero_point = int(shifted) + layer.output.zero_point
    return QuantizedOutput(
        tuple(taps),
        bias,
        total + bias,
        factor,
        int(multiplied),
        int(shifted),
        with_zero_point,
        min(max(with_zero_point, LEAST_INT8), MOST_INT8),
    )
