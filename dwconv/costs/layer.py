"""What a layer costs: multiplications, operations, parameters, bytes.

One multiply-accumulate is one MAC and two FLOPs, counted on the output size with
the taps on padding included, as TensorFlow's profiler counts them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod

import numpy as np

from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec, check_spec

KINDS = ("depthwise", "standard", "separable")


@dataclass(frozen=True)
class Cost:
    """What one layer, or a chain of layers, costs for the whole batch.

    Attributes
    ----------
    macs : int
        Multiply-accumulates, taps on padding included.
    flops : int
        2 * macs, and one addition per output value for a bias.
    real_macs : int
        Those MACs whose tap meets the input rather than padding.
    params : int
        Kernel values, and one per output channel for a bias.
    bytes : int
        Input, parameters and output, each moved once; in a chain also the values between
        two layers, written once and read once.
    """

    macs: int
    flops: int
    real_macs: int
    params: int
    bytes: int

    @property
    def additions(self) -> int:
        """Additions of a bias, one per output value; 0 without one."""
        return self.flops - 2 * self.macs

    @property
    def without_padding(self) -> Cost:
        """The same cost with MACs and FLOPs of real taps only.

        Examples
        --------
        >>> layer = costs(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"))["depthwise"]
        >>> layer.macs, layer.without_padding.macs, layer.without_padding.flops
        (4608, 3872, 7744)
        """
        return replace(self, macs=self.real_macs, flops=2 * self.real_macs + self.additions)

    @property
    def intensity(self) -> float:
        """Arithmetic intensity: MACs per byte moved."""
        return self.macs / self.bytes if self.bytes else 0.0

    def __add__(self, other: Cost) -> Cost:
        """Cost of one layer after the other."""
        if not isinstance(other, Cost):
            return NotImplemented
        return Cost(
            self.macs + other.macs,
            self.flops + other.flops,
            self.real_macs + other.real_macs,
            self.params + other.params,
            self.bytes + other.bytes,
        )


def count_real_taps(axis: Axis) -> int:
    """Count the taps of all windows along one axis that meet the input.

    Examples
    --------
    >>> from dwconv.engine.geometry import make_axis
    >>> count_real_taps(make_axis(8, 3, padding="SAME"))
    22
    """
    return sum(map(len, axis.pixels_read()))


def costs(
    spec: ConvSpec, filters: int | None = None, *, bias: bool = False, itemsize: int = 4
) -> dict[str, Cost]:
    """Cost of a layer as depthwise, as standard and as separable convolution.

    For input channels C, multiplier M, filters N, kernel Kh x Kw and an output of
    B images of Ho x Wo positions:

    - depthwise: ``B * Ho * Wo * C * M * Kh * Kw`` MACs
    - standard:  ``B * Ho * Wo * C * N * Kh * Kw`` MACs
    - separable: the depthwise layer and a pointwise one after it,
      ``B * Ho * Wo * C * M * (Kh * Kw + N)`` MACs

    (Howard et al., MobileNets, 2017, section 3.1, there with M = 1.)

    Parameters
    ----------
    spec : ConvSpec
    filters : int, optional
        N, output channels of the standard and the separable layer; C * M, as many
        as the depthwise layer has, when left out.
    bias : bool, optional
        Whether each layer adds one bias per output channel.
    itemsize : int, optional
        Bytes per number; 4 is float32.

    Returns
    -------
    dict of str to Cost
        Keys "depthwise", "standard" and "separable".

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> layer = costs(ConvSpec(15, 15, 3), filters=8)
    >>> layer["depthwise"].macs, layer["standard"].macs, layer["separable"].macs
    (4563, 36504, 8619)
    """
    spec = check_spec(spec)
    if not isinstance(bias, (bool, np.bool_)):  # 2 would count every bias twice
        raise DwconvError("bias", bias, "must be True or False")
    bias = bool(bias)
    channels = spec.channels * spec.multiplier
    filters = channels if filters is None else integer("filters", filters, 1)
    itemsize = integer("itemsize", itemsize, 1)
    outputs = spec.batch * spec.vertical.output * spec.horizontal.output
    real = spec.batch * count_real_taps(spec.vertical) * count_real_taps(spec.horizontal)
    kernel = prod(spec.kernel)

    def layer(inputs: int, pairs: int, taps: int, real_taps: int, channels_out: int) -> Cost:
        """One layer: `pairs` of an input and an output channel meet, each through `taps`."""
        results = outputs * channels_out
        macs = outputs * pairs * taps
        params = pairs * taps + bias * channels_out
        return Cost(
            macs=macs,
            flops=2 * macs + bias * results,
            real_macs=pairs * real_taps,
            params=params,
            bytes=itemsize * (inputs + params + results),
        )

    pixels = spec.batch * spec.height * spec.width * spec.channels
    depthwise = layer(pixels, channels, kernel, real, channels)
    standard = layer(pixels, spec.channels * filters, kernel, real, filters)
    pointwise = layer(outputs * channels, channels * filters, 1, outputs, filters)
    return {"depthwise": depthwise, "standard": standard, "separable": depthwise + pointwise}


def count_costs(
    spec: ConvSpec, filters: int, *, bias: bool = False, real: bool = False
) -> dict[str, Cost]:
    """Cost of a layer with or without a bias, on all taps or on real ones only.

    Examples
    --------
    >>> layer = count_costs(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"), 8, real=True)
    >>> layer["depthwise"].macs
    3872
    """
    cost = costs(spec, filters, bias=bias)
    return choose_taps(cost, real=real)


def choose_taps(cost: dict[str, Cost], *, real: bool) -> dict[str, Cost]:
    """Return the costs of all taps, or with `real` those of the taps that meet the input.

    Examples
    --------
    >>> cost = {"depthwise": Cost(macs=9, flops=18, real_macs=4, params=9, bytes=0)}
    >>> [choose_taps(cost, real=real)["depthwise"].macs for real in (False, True)]
    [9, 4]
    """
    return {kind: one.without_padding if real else one for kind, one in cost.items()}
