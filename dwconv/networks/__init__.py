"""Published networks, layer by layer: what every convolution and dense layer costs.

The layers are those of `keras.applications`, at one image of the size each network was
made for. They come from `networks.json`, which `python -m dwconv.networks.build` writes;
neither Keras nor TensorFlow is imported here.

Not counted are pooling, normalisation, activations, the sums and products of branches, and
the scaling of the input: what multiplies no input by a kernel.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, Literal

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, Pads

Kind = Literal["standard", "depthwise", "pointwise", "grouped", "dense"]

KINDS: tuple[Kind, ...] = ("standard", "depthwise", "pointwise", "grouped", "dense")
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
RESOLUTIONS = 224, 192, 160, 128
READINGS = "kernels", "trainable", "all"

_TABLE = Path(__file__).with_name("networks.json")


@dataclass(frozen=True)
class Layer:
    """One convolution or dense layer of a network, for one image.

    Attributes
    ----------
    name : str
        As in Keras; a separable layer is two, ".../depthwise" and ".../pointwise".
    input_shape, output_shape : tuple of int
        In the order NHWC; (1, features) for a dense layer on a vector.
    kernel, stride, dilation : (int, int)
    padding : "VALID", "SAME" or ((top, bottom), (left, right))
    groups : int
        1 where every filter sees every channel; as many as channels where it is depthwise.
    bias : bool
        Whether each output channel adds one of its own.

    Examples
    --------
    >>> layer = Layer("dw", (1, 8, 8, 4), (1, 4, 4, 4), (3, 3), (2, 2), "SAME", groups=4)
    >>> layer.kind, layer.macs, layer.params
    ('depthwise', 576, 36)
    """

    name: str
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    kernel: tuple[int, int] = (1, 1)
    stride: tuple[int, int] = (1, 1)
    padding: Literal["VALID", "SAME"] | Pads = "VALID"
    dilation: tuple[int, int] = (1, 1)
    groups: int = 1
    bias: bool = False

    @property
    def kind(self) -> Kind:
        """What it does, whatever it is called.

        One position is all that a dense layer has, so a 1x1 convolution of a single pixel is
        dense; a Keras `Dense` that runs over a map is pointwise; a convolution with one group
        per channel is depthwise.
        """
        if prod(self.input_shape[:-1]) == 1:
            return "dense"
        if self.groups > 1:
            return "depthwise" if self.groups == self.input_shape[-1] else "grouped"
        return "pointwise" if self.kernel == (1, 1) else "standard"

    @property
    def multiplier(self) -> int:
        """Output channels for each group; a depthwise layer's channel multiplier M."""
        return self.output_shape[-1] // self.groups

    @property
    def macs(self) -> int:
        """Multiply-accumulates, taps on padding included."""
        return prod(self.output_shape[:-1]) * self.params

    @property
    def params(self) -> int:
        """Kernel values, without biases."""
        channels = self.input_shape[-1] // self.groups
        return prod(self.kernel) * channels * self.output_shape[-1]

    @property
    def biases(self) -> int:
        """Biases: one for each output channel, or none."""
        return self.output_shape[-1] if self.bias else 0

    @property
    def flops(self) -> int:
        """Two for each MAC, and one addition per output value for a bias."""
        return 2 * self.macs + (prod(self.output_shape) if self.bias else 0)

    @property
    def spec(self) -> ConvSpec:
        """The geometry of a layer over a map, as a `ConvSpec`.

        Raises
        ------
        DwconvError
            For a dense layer on a vector, which has no rows and columns.
        """
        if len(self.input_shape) != 4:
            raise DwconvError("input_shape", self.input_shape, "must have rows and columns")
        _, height, width, channels = self.input_shape
        return ConvSpec(
            height,
            width,
            channels,
            kernel=self.kernel,
            multiplier=self.multiplier if self.kind == "depthwise" else 1,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
        )


@dataclass(frozen=True)
class Total:
    """What some layers cost together; `params` are kernel values only."""

    layers: int
    macs: int
    params: int


def network(name: str, *, width: float = 1.0, resolution: int | None = None) -> tuple[Layer, ...]:
    """The layers of a published network.

    Parameters
    ----------
    name : str
        One of `NETWORKS`, as in `keras.applications`.
    width : float, optional
        MobileNet's width multiplier, one of `WIDTHS`; the other networks have 1.
    resolution : int, optional
        Height and width of the image: for MobileNet one of `RESOLUTIONS`, for the others the one
        that they were made for.

    Returns
    -------
    tuple of Layer
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
    """
    base = _base(name)
    own = base[0].input_shape[1]
    width, resolution = _variant(name, width, resolution, own)
    if (width, resolution) == (1.0, own):
        return base
    return tuple(_scaled(layer, width, resolution, own) for layer in base)


def parameters(name: str, *, width: float = 1.0, resolution: int | None = None) -> dict[str, int]:
    """How many parameters a network has, in the three readings that are in use.

    Returns
    -------
    dict of str to int
        "kernels": the kernels of its convolutions and dense layers, and nothing else;
        "trainable": also biases, and the scales and shifts of its normalisations;
        "all": also the means and variances that normalisations keep.

    Examples
    --------
    >>> parameters("MobileNet")
    {'kernels': 4209088, 'trainable': 4231976, 'all': 4253864}
    """
    layers = network(name, width=width, resolution=resolution)
    kernels = total(layers).params
    known, base = _tables()["networks"][name], network(name)
    learned = known["trainable"] - total(base).params - sum(layer.biases for layer in base)
    kept = known["all"] - known["trainable"]
    # Normalisation keeps so many numbers a channel; where a width applies, all channels follow it.
    trainable = kernels + sum(layer.biases for layer in layers) + int(learned * width)
    return {"kernels": kernels, "trainable": trainable, "all": trainable + int(kept * width)}


def profiled(name: str, *, width: float = 1.0, resolution: int | None = None) -> dict[str, int]:
    """What TensorFlow's profiler counted in the same network, by the type of op.

    Examples
    --------
    >>> counted = profiled("MobileNet")
    >>> counted["Conv2D"] + counted["DepthwiseConv2dNative"] == 2 * total(network("MobileNet")).macs
    True
    """
    own = _base(name)[0].input_shape[1]
    width, resolution = _variant(name, width, resolution, own)
    counted: dict[str, int] = _tables()["networks"][name]["profiler"][f"{width:g}/{resolution}"]
    return dict(counted)


def versions() -> dict[str, str]:
    """Which TensorFlow and Keras the layers and the profiler's counts come from."""
    return dict(_tables()["made_with"])


def total(layers: Iterable[Layer]) -> Total:
    """Sum over layers."""
    layers = tuple(layers)
    return Total(
        len(layers), sum(layer.macs for layer in layers), sum(layer.params for layer in layers)
    )


def by_kind(layers: Iterable[Layer]) -> dict[Kind, Total]:
    """Sum over the layers of each kind, for the kinds that there are.

    Examples
    --------
    >>> {kind: part.layers for kind, part in by_kind(network("MobileNet")).items()}
    {'standard': 1, 'depthwise': 13, 'pointwise': 13, 'dense': 1}
    """
    layers = tuple(layers)
    sums = {kind: total(layer for layer in layers if layer.kind == kind) for kind in KINDS}
    return {kind: part for kind, part in sums.items() if part.layers}


def pairs(layers: Iterable[Layer]) -> list[tuple[Layer, Layer]]:
    """Each depthwise layer with the pointwise one that takes its output.

    Between the two may stand what is not counted here, and the two small dense layers of a
    squeeze-and-excitation.
    """
    layers = tuple(layers)
    found = []
    for index, layer in enumerate(layers):
        if layer.kind == "depthwise":
            after = (
                each
                for each in layers[index + 1 :]
                if each.kind == "pointwise" and each.input_shape == layer.output_shape
            )
            if (pointwise := next(after, None)) is not None:
                found.append((layer, pointwise))
    return found


def made_standard(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The same network with one standard convolution for each depthwise separable pair.

    It has the depthwise layer's kernel, stride, padding and dilation and the pointwise layer's
    output channels: what MobileNet is compared with in the paper (Howard et al., 2017, Table 4).

    Examples
    --------
    >>> total(made_standard(network("MobileNet")))
    Total(layers=15, macs=4867293184, params=29281120)
    """
    layers = tuple(layers)
    merged: dict[str, Layer | None] = {}
    for depthwise, pointwise in pairs(layers):
        merged[depthwise.name] = replace(
            depthwise,
            name=f"{depthwise.name} + {pointwise.name}",
            output_shape=pointwise.output_shape,
            groups=1,
            bias=pointwise.bias,
        )
        merged[pointwise.name] = None
    made = (merged.get(layer.name, layer) for layer in layers)
    return tuple(layer for layer in made if layer is not None)


@dataclass(frozen=True)
class Beside:
    """One line of the comparison with TensorFlow's profiler.

    Attributes
    ----------
    ops : tuple of str
        Types of TensorFlow's ops.
    profiler : int
        FLOPs that its profiler counts in them.
    ours : int or None
        FLOPs that are counted here; None for what is not.
    """

    ops: tuple[str, ...]
    profiler: int
    ours: int | None


def beside_profiler(
    name: str, *, width: float = 1.0, resolution: int | None = None
) -> tuple[Beside, ...]:
    """What is counted here and what TensorFlow's profiler counts, by the type of op.

    The two are equal but where Keras runs a convolution with groups, as in ConvNeXt: it
    has XLA compile that as a function of its own, and the profiler does not look into the
    functions that a graph calls. So it counts nothing there.

    Examples
    --------
    >>> for line in beside_profiler("ConvNeXtTiny")[:2]:
    ...     print(" + ".join(line.ops), line.profiler, line.ours)
    Conv2D + MatMul 8700850176 8700850176
    DepthwiseConv2dNative 0 210212352
    """
    layers = network(name, width=width, resolution=resolution)
    counted = profiled(name, width=width, resolution=resolution)
    depthwise = 2 * sum(layer.macs for layer in layers if layer.kind == "depthwise")
    biases = sum(layer.flops - 2 * layer.macs for layer in layers)
    ours = {
        tuple(op for op in ("Conv2D", "MatMul") if op in counted): 2 * total(layers).macs
        - depthwise,
        ("DepthwiseConv2dNative",): depthwise,
        ("BiasAdd",): biases,
    }
    lines = [Beside(ops, sum(counted.pop(op, 0) for op in ops), own) for ops, own in ours.items()]
    return *lines, Beside(tuple(counted), sum(counted.values()), None)


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(_TABLE.read_text("utf-8"))
    return tables


@cache
def _base(name: str) -> tuple[Layer, ...]:
    if name not in NETWORKS:
        raise DwconvError("name", name, f"must be one of {', '.join(NETWORKS)}")
    return tuple(_read(_tables()["networks"][name]["layers"]))


def _read(rows: list[dict[str, Any]]) -> Iterator[Layer]:
    for row in rows:
        yield Layer(**{field: _tuples(value) for field, value in row.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def _variant(name: str, width: float, resolution: int | None, own: int) -> tuple[float, int]:
    resolution = own if resolution is None else resolution
    scalable = name == "MobileNet"
    known: dict[str, tuple[float, tuple[float, ...]]] = {
        "width": (width, WIDTHS if scalable else (1.0,)),
        "resolution": (resolution, RESOLUTIONS if scalable else (own,)),
    }
    for parameter, (value, values) in known.items():
        if value not in values:
            listed = ", ".join(f"{each:g}" for each in values)
            rule = f"must be one of {listed}" if scalable else f"must be {listed} for {name}"
            fix = "" if scalable else "Of these networks only MobileNet comes in several."
            raise DwconvError(parameter, value, rule, fix)
    return float(width), int(resolution)


def _scaled(layer: Layer, width: float, resolution: int, own: int) -> Layer:
    """A layer of MobileNet at another width and resolution.

    The sizes are multiples of 1/32 of the image and the channels multiples of 4, so nothing is
    rounded. The image's three channels stay, and so do the thousand classes.
    """

    def shape(of: tuple[int, ...], fixed: bool) -> tuple[int, ...]:
        height, across = (side if side == 1 else side * resolution // own for side in of[1:3])
        return 1, height, across, of[3] if fixed else int(of[3] * width)

    taken = shape(layer.input_shape, fixed=layer.input_shape[1] == own)
    made = shape(layer.output_shape, fixed=layer.kind == "dense")
    return replace(
        layer,
        input_shape=taken,
        output_shape=made,
        groups=1 if layer.groups == 1 else taken[3],
    )
