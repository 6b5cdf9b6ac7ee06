"""How the cost of a layer changes with one of its parameters: the data of the curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal

from dwconv.costs.layer import Cost, costs, real_taps
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec

Parameter = Literal["kernel", "filters", "multiplier", "resolution"]
KINDS = ("depthwise", "standard", "separable")

# What a network's layers go through: MobileNet's resolutions, and half of the smallest.
_SIDES = (4, 7, 14, 28, 56, 112, 224)
_KERNELS = (1, 2, 3, 4, 5, 6, 7, 9, 11)
_MULTIPLIERS = range(1, 9)
_FILTERS = tuple(2**power for power in range(11))


@dataclass(frozen=True)
class Point:
    """The layer with one parameter changed.

    Attributes
    ----------
    value : int
        Of the parameter: N or M itself, taps of the kernel, pixels of the input.
    label : str
        The same as one says it, "3×3" for instance.
    current : bool
        Whether this is the layer as it stands.
    output : (int, int)
        Height and width of its output.
    cost : dict of str to Cost
        As `dwconv.costs.layer.costs` gives it.
    """

    value: int
    label: str
    current: bool
    output: tuple[int, int]
    cost: dict[str, Cost]


def counted(
    spec: ConvSpec, filters: int, *, bias: bool = False, real: bool = False
) -> dict[str, Cost]:
    """`dwconv.costs.layer.costs` by the conventions chosen: with a bias or not, on real taps only or not.

    Examples
    --------
    >>> layer = counted(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"), 8, real=True)
    >>> layer["depthwise"].macs
    3872
    """
    cost = costs(spec, filters, bias=bias)
    return {kind: each.without_padding if real else each for kind, each in cost.items()}


def curve(
    parameter: Parameter, spec: ConvSpec, filters: int, *, bias: bool = False, real: bool = False
) -> list[Point]:
    """The costs of a layer along one of its parameters, all others as they are.

    Parameters
    ----------
    parameter : {"kernel", "filters", "multiplier", "resolution"}
        Kernels and resolutions are square, but for the layer's own.
    spec : ConvSpec
    filters : int
        N, output channels of the standard and the separable layer.
    bias, real : bool, optional
        As for `counted`.

    Returns
    -------
    list of Point
        In order of their values, the layer itself among them; a kernel that does not
        fit into the input is left out, and so is an input that it does not fit into.

    Examples
    --------
    >>> points = curve("filters", ConvSpec(8, 8, 4, padding="SAME"), 6)
    >>> [point.value for point in points if point.current], len(points)
    ([6], 12)
    >>> points[0].cost["standard"].macs, points[-1].cost["standard"].macs
    (2304, 2359296)
    """
    points = []
    for value, label, changed, made in _ALONG[parameter](spec, filters):
        current = changed == spec and made == filters
        output = changed.vertical.output, changed.horizontal.output
        cost = counted(changed, made, bias=bias, real=real)
        points.append(Point(value, label, current, output, cost))
    return sorted(points, key=lambda point: point.value)


_Steps = Iterator[tuple[int, str, ConvSpec, int]]


def _with_own(values: range | tuple[int, ...], own: int) -> list[int]:
    return sorted({*values, own})


def _by_filters(spec: ConvSpec, filters: int) -> _Steps:
    for each in _with_own(_FILTERS, filters):
        yield each, f"N = {each}", spec, each


def _by_multiplier(spec: ConvSpec, filters: int) -> _Steps:
    for each in _with_own(_MULTIPLIERS, spec.multiplier):
        yield each, f"M = {each}", spec.replace(multiplier=each), filters


def _by_kernel(spec: ConvSpec, filters: int) -> _Steps:
    for kernel in dict.fromkeys([spec.kernel, *((side, side) for side in _KERNELS)]):
        try:
            changed = spec.replace(kernel=kernel)
        except DwconvError:
            continue
        yield prod(kernel), f"{kernel[0]}×{kernel[1]}", changed, filters


def _by_resolution(spec: ConvSpec, filters: int) -> _Steps:
    for size in dict.fromkeys([(spec.height, spec.width), *((side, side) for side in _SIDES)]):
        try:
            changed = spec.replace(height=size[0], width=size[1])
        except DwconvError:
            continue
        yield prod(size), f"{size[0]}×{size[1]}", changed, filters


_ALONG: dict[Parameter, Callable[[ConvSpec, int], _Steps]] = {
    "kernel": _by_kernel,
    "filters": _by_filters,
    "multiplier": _by_multiplier,
    "resolution": _by_resolution,
}


def breakeven(spec: ConvSpec, *, real: bool = False) -> int | None:
    """From how many filters on a separable layer has fewer MACs than a standard one.

    With T taps of one filter over all P positions of the output, separable is cheaper
    where ``C M (T + P N) < C N T``, so from ``N > M T / (T - M P)`` on. With padding
    counted T is P Kh Kw, and the condition is that of the ratio: M (1/N + 1/(Kh Kw)) < 1.

    Parameters
    ----------
    spec : ConvSpec
    real : bool, optional
        Whether T counts only taps that meet the input.

    Returns
    -------
    int or None
        None if it never is: the kernel has no more taps than the multiplier.

    Examples
    --------
    >>> breakeven(ConvSpec(8, 8, 4)), breakeven(ConvSpec(8, 8, 4, multiplier=2))
    (2, 3)
    >>> breakeven(ConvSpec(8, 8, 4, kernel=1)) is None
    True
    """
    positions = spec.vertical.output * spec.horizontal.output
    taps = positions * prod(spec.kernel)
    if real:
        taps = real_taps(spec.vertical) * real_taps(spec.horizontal)
    saved = taps - spec.multiplier * positions
    return None if saved <= 0 else spec.multiplier * taps // saved + 1
