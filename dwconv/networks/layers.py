"""A layer of a published network: its kind and its cost; and sums over layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from typing import Literal

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, Pads

Kind = Literal["standard", "depthwise", "pointwise", "grouped", "dense"]

KINDS: tuple[Kind, ...] = ("standard", "depthwise", "pointwise", "grouped", "dense")
NOT_COUNTED = (
    "pooling, normalisation, activations, sums and products of branches, scaling of the input"
)
"""What a network computes besides: it multiplies no input by a kernel."""


@dataclass(frozen=True)
class NetworkLayer:
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
        Whether each output channel has a bias.

    Examples
    --------
    >>> layer = NetworkLayer("dw", (1, 8, 8, 4), (1, 4, 4, 4), (3, 3), (2, 2), "SAME", groups=4)
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
        """What kind of layer it is, by what it computes and not by its name.

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


def total(layers: Iterable[NetworkLayer]) -> Total:
    """Sum over layers."""
    layers = tuple(layers)
    return Total(
        len(layers), sum(layer.macs for layer in layers), sum(layer.params for layer in layers)
    )


def by_kind(layers: Iterable[NetworkLayer]) -> dict[Kind, Total]:
    """Sum over the layers of each kind, for the kinds that there are.

    Examples
    --------
    >>> from dwconv.networks import network
    >>> {kind: part.layers for kind, part in by_kind(network("MobileNet")).items()}
    {'standard': 1, 'depthwise': 13, 'pointwise': 13, 'dense': 1}
    """
    layers = tuple(layers)
    sums = {kind: total(layer for layer in layers if layer.kind == kind) for kind in KINDS}
    return {kind: part for kind, part in sums.items() if part.layers}
