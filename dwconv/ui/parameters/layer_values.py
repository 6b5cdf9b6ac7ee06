"""From values to the layer, its input and its filter, and from a layer back to values."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dwconv.engine.geometry import Padding
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec, Pads
from dwconv.ui.parameters.table import TYPED, Array, Values, number_of

# The names of (size, kernel, stride, dilation, padding before, padding after) of each axis.
AXES = (("h", "kh", "sh", "dh", "pt", "pb"), ("w", "kw", "sw", "dw", "pl", "pr"))


def make_spec(values: Values) -> ConvSpec:
    """The layer that these values describe.

    Examples
    --------
    >>> from dwconv.ui.parameters.presets import preset
    >>> make_spec(preset("Worked example")).output_shape
    (1, 2, 3, 2)
    """
    rows, columns = (axis_padding(values, before, after) for *_, before, after in AXES)
    if isinstance(rows, tuple) and isinstance(columns, tuple):
        padding: Literal["VALID", "SAME"] | Pads = rows, columns
    else:
        padding = "SAME" if rows == "SAME" else "VALID"
    return ConvSpec(
        height=number_of(values, "h"),
        width=number_of(values, "w"),
        channels=number_of(values, "c"),
        kernel=(number_of(values, "kh"), number_of(values, "kw")),
        multiplier=number_of(values, "m"),
        stride=(number_of(values, "sh"), number_of(values, "sw")),
        padding=padding,
        dilation=(number_of(values, "dh"), number_of(values, "dw")),
    )


def axis_padding(values: Values, before: str, after: str) -> Padding:
    """The padding of one axis, whose two sides have these names."""
    if values["pad"] == "explicit":
        return number_of(values, before), number_of(values, after)
    return "SAME" if values["pad"] == "same" else "VALID"


def values_of(spec: ConvSpec) -> Values:
    """The values that make this layer; one image, whatever the batch.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> spec = ConvSpec(8, 6, 2, stride=2, padding=((0, 1), (2, 3)))
    >>> make_spec(defaults() | values_of(spec)) == spec
    True
    """
    (top, bottom), (left, right) = spec.pads
    explicit = not isinstance(spec.padding, str)
    values: Values = {
        "h": spec.height,
        "w": spec.width,
        "c": spec.channels,
        "kh": spec.kernel[0],
        "kw": spec.kernel[1],
        "m": spec.multiplier,
        "sh": spec.stride[0],
        "sw": spec.stride[1],
        "dh": spec.dilation[0],
        "dw": spec.dilation[1],
        "pad": "explicit" if explicit else str(spec.padding).lower(),
    }
    return values | ({"pt": top, "pb": bottom, "pl": left, "pr": right} if explicit else {})


def make_operands(
    spec: ConvSpec,
    values: Values,
    typed_input: Array | None = None,
    typed_filter: Array | None = None,
) -> tuple[Array, Array]:
    """Input and filter of a layer as these values describe them.

    Returns
    -------
    input : ndarray of float32, shape (1, height, width, C)
    filter : ndarray of float32, shape (kernel height, kernel width, C, M)
    """
    seed = number_of(values, "seed")
    if values["input"] == TYPED and typed_input is not None:
        image = crop_or_pad(typed_input, spec.input_shape[1:])
    else:
        image = make_input(_source(values, "input"), *spec.input_shape[1:], seed)
    if values["kernel"] == TYPED and typed_filter is not None:
        filter = crop_or_pad(typed_filter, spec.filter_shape)
    else:
        filter = make_filter(
            _source(values, "kernel"), spec.kernel, spec.channels, spec.multiplier, seed
        )
    return image[None], filter


def _source(values: Values, name: str) -> str:
    """What values to make; where none were typed, random integers."""
    return "integers" if values[name] == TYPED else str(values[name])


def crop_or_pad(values: Array, shape: tuple[int, ...]) -> Array:
    """`values` cropped to `shape`, with zeros where it is too small.

    Examples
    --------
    >>> crop_or_pad(np.ones((1, 3), np.float32), (2, 2)).tolist()
    [[1.0, 1.0], [0.0, 0.0]]
    """
    result = np.zeros(shape, np.float32)
    common = tuple(slice(min(a, b)) for a, b in zip(values.shape, shape, strict=True))
    result[common] = values[common]
    return result


def output_channels(values: Values) -> int:
    """Return C * M, the output channels of the depthwise layer.

    Examples
    --------
    >>> output_channels({"c": 3, "m": 2})
    6
    """
    return number_of(values, "c") * number_of(values, "m")


def follow_channels(before: Values, values: Values) -> Values:
    """Return the values with N, the filters of the layers beside it, at C * M if N was there before.

    Examples
    --------
    >>> follow_channels({"c": 3, "m": 2, "n": 6}, {"c": 4, "m": 2, "n": 6})["n"]
    8
    >>> follow_channels({"c": 3, "m": 2, "n": 5}, {"c": 4, "m": 2, "n": 5})["n"]
    5
    """
    outputs = output_channels(before)
    if before["n"] != outputs or values["n"] != outputs:
        return values
    return values | {"n": output_channels(values)}
