"""The published networks, read from the table of their layers.

`networks.json` holds the layers of `keras.applications` at one image of the size each network
was made for, and what TensorFlow's profiler counts. `python -m dwconv.networks.build` writes
it; neither Keras nor TensorFlow is imported here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from dwconv.engine.errors import DwconvError
from dwconv.networks.layers import NetworkLayer, total

NETWORKS = (
    "MobileNet",
    "MobileNetV2",
    "MobileNetV3Small",
    "MobileNetV3Large",
    "Xception",
    "EfficientNetB0",
    "NASNetMobile",
    "ConvNeXtTiny",
)
WIDTHS = 1.0, 0.75, 0.5, 0.25
"""MobileNet's width multipliers."""

V2_WIDTHS = 1.4, 1.3, 1.0, 0.75, 0.5, 0.35
"""MobileNetV2's width multipliers, as `keras.applications` has them."""

RESOLUTIONS = 224, 192, 160, 128
READINGS = "kernels", "trainable", "all"
"""The three ways to count parameters: see `parameters`."""

TABLE = Path(__file__).with_name("networks.json")


def network(
    name: str, *, width: float = 1.0, resolution: int | None = None
) -> tuple[NetworkLayer, ...]:
    """The layers of a published network.

    Parameters
    ----------
    name : str
        One of `NETWORKS`, as in `keras.applications`.
    width : float, optional
        MobileNet's width multiplier, one of `WIDTHS`, or MobileNetV2's, one of `V2_WIDTHS`; the
        other networks have 1.
    resolution : int, optional
        Height and width of the image: for MobileNet one of `RESOLUTIONS`, for the others the one
        that they were made for.

    Returns
    -------
    tuple of NetworkLayer
        Every convolution and dense layer, in the order of Keras.

    Examples
    --------
    >>> layers = network("MobileNet")
    >>> layers[1].name, layers[1].kind, layers[1].input_shape, layers[1].macs
    ('conv_dw_1', 'depthwise', (1, 112, 112, 32), 3612672)
    >>> total(layers)
    Total(layers=28, macs=568740352, params=4209088)
    >>> total(network("MobileNet", width=0.5, resolution=160)).macs
    76524800
    >>> total(network("MobileNetV2", width=0.75))
    Total(layers=53, macs=209069792, params=2608784)
    """
    layers = _published(name)
    own = layers[0].input_shape[1]
    width, resolution = _variant(name, width, resolution, own)
    if (width, resolution) == (1.0, own):
        return layers
    if name == "MobileNetV2":
        return tuple(_with_width(layers, width))
    return tuple(_scaled(layer, width, resolution, own) for layer in layers)


def widths_of(name: str) -> tuple[float, ...]:
    """The width multipliers that a network comes in.

    Examples
    --------
    >>> widths_of("MobileNetV2"), widths_of("Xception")
    ((1.4, 1.3, 1.0, 0.75, 0.5, 0.35), (1.0,))
    """
    return {"MobileNet": WIDTHS, "MobileNetV2": V2_WIDTHS}.get(name, (1.0,))


def parameters(name: str, *, width: float = 1.0, resolution: int | None = None) -> dict[str, int]:
    """How many parameters a network has, counted in the three usual ways.

    Returns
    -------
    dict of str to int
        "kernels": the kernels of its convolutions and dense layers alone;
        "trainable": also biases, and the scales and shifts of its normalisations;
        "all": also the means and variances that normalisations keep.

    Examples
    --------
    >>> parameters("MobileNet")
    {'kernels': 4209088, 'trainable': 4231976, 'all': 4253864}
    """
    layers = network(name, width=width, resolution=resolution)
    kernels = total(layers).params
    entry, published = _read_table()["networks"][name], network(name)
    learned = (
        entry["trainable"] - total(published).params - sum(layer.biases for layer in published)
    )
    kept = entry["all"] - entry["trainable"]
    # Normalisation has a fixed number of values per channel, so they scale with the channels.
    share = Fraction(1) if width == 1 else Fraction(_normalised(layers), _normalised(published))
    trainable = kernels + sum(layer.biases for layer in layers) + int(learned * share)
    return {"kernels": kernels, "trainable": trainable, "all": trainable + int(kept * share)}


def _normalised(layers: tuple[NetworkLayer, ...]) -> int:
    """Channels after which there is a normalisation, in the networks with a width multiplier."""
    return sum(layer.output_shape[-1] for layer in layers if not layer.bias)


def profiled(name: str, *, width: float = 1.0, resolution: int | None = None) -> dict[str, int]:
    """What TensorFlow's profiler counted in the same network, by the type of op.

    Examples
    --------
    >>> counted = profiled("MobileNet")
    >>> counted["Conv2D"] + counted["DepthwiseConv2dNative"] == 2 * total(network("MobileNet")).macs
    True
    """
    own = _published(name)[0].input_shape[1]
    width, resolution = _variant(name, width, resolution, own)
    if name == "MobileNetV2" and width != 1:
        raise DwconvError("width", width, "must be 1: the profiler was run on that one alone")
    counted: dict[str, int] = _read_table()["networks"][name]["profiler"][f"{width:g}/{resolution}"]
    return dict(counted)


def versions() -> dict[str, str]:
    """Which TensorFlow and Keras the layers and the profiler's counts come from."""
    return dict(_read_table()["made_with"])


@cache
def _read_table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(TABLE.read_text("utf-8"))
    return table


@cache
def _published(name: str) -> tuple[NetworkLayer, ...]:
    if name not in NETWORKS:
        raise DwconvError("name", name, f"must be one of {', '.join(NETWORKS)}")
    return tuple(_layers(_read_table()["networks"][name]["layers"]))


def _layers(rows: list[dict[str, Any]]) -> Iterator[NetworkLayer]:
    for row in rows:
        yield NetworkLayer(**{field: _tuples(value) for field, value in row.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _variant(name: str, width: float, resolution: int | None, own: int) -> tuple[float, int]:
    resolution = own if resolution is None else resolution
    known: dict[str, tuple[float, tuple[float, ...]]] = {
        "width": (width, widths_of(name)),
        "resolution": (resolution, RESOLUTIONS if name == "MobileNet" else (own,)),
    }
    for parameter, (value, values) in known.items():
        if value not in values:
            listed = ", ".join(f"{allowed:g}" for allowed in values)
            several = len(values) > 1
            rule = f"must be one of {listed}" if several else f"must be {listed} for {name}"
            which = "MobileNet and MobileNetV2 come" if parameter == "width" else "MobileNet comes"
            fix = "" if several else f"Of these networks only {which} in several."
            raise DwconvError(parameter, value, rule, fix)
    return float(width), int(resolution)


def _scaled(layer: NetworkLayer, width: float, resolution: int, own: int) -> NetworkLayer:
    """A layer of MobileNet at another width and resolution.

    The sizes are multiples of 1/32 of the image and the channels multiples of 4, so nothing is
    rounded. The image's three channels stay, and so do the thousand classes.
    """

    def shape(of: tuple[int, ...], fixed: bool) -> tuple[int, ...]:
        height, across = (side if side == 1 else side * resolution // own for side in of[1:3])
        return 1, height, across, of[3] if fixed else int(of[3] * width)

    inputs = shape(layer.input_shape, fixed=layer.input_shape[1] == own)
    outputs = shape(layer.output_shape, fixed=layer.kind == "dense")
    return replace(
        layer,
        input_shape=inputs,
        output_shape=outputs,
        groups=1 if layer.groups == 1 else inputs[3],
    )


def round_channels(channels: float) -> int:
    """The multiple of 8 that MobileNetV2 takes for a number of channels times the width.

    The nearest, at least 8; one more 8 where that would lose more than a tenth. Rule and numbers are
    those of the authors' code for MobileNetV2 (TensorFlow Models, slim/nets/mobilenet).

    Examples
    --------
    >>> [round_channels(0.75 * channels) for channels in (16, 24, 32, 64)]
    [16, 24, 24, 48]
    >>> round_channels(0.35 * 16), round_channels(1.4 * 1280)
    (8, 1792)
    """
    nearest = max(8, int(channels + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * channels else nearest


def _with_width(layers: tuple[NetworkLayer, ...], width: float) -> Iterator[NetworkLayer]:
    """The layers of MobileNetV2 at another width.

    The output channels of the first layer and of each block are rounded. Inside a block, the
    expansion multiplies the rounded number of its input channels. The layer before the classes
    becomes wider, but never narrower.
    """
    channels = 3
    for layer in layers:
        first, outputs = layer is layers[0], layer.output_shape[-1]
        before = layer.input_shape[-1]
        if layer.kind == "dense":
            after = outputs
        elif layer.kind == "depthwise":
            after = channels
        elif layer.name.endswith("_expand"):
            after = channels * (outputs // before)
        elif first or layer.name.endswith("_project"):
            after = round_channels(outputs * width)
        else:
            after = round_channels(outputs * max(width, 1.0))
        yield replace(
            layer,
            input_shape=(*layer.input_shape[:-1], channels),
            output_shape=(*layer.output_shape[:-1], after),
            groups=channels if layer.kind == "depthwise" else 1,
        )
        channels = after
