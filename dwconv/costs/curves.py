"""How the cost of a layer changes with one of its parameters: the data of the charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Literal

from dwconv.costs.layer import Cost, count_costs, count_real_taps
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec

Parameter = Literal["kernel", "filters", "multiplier", "resolution"]

# Sizes of the maps in MobileNet, and half of the smallest.
_SIDES = (4, 7, 14, 28, 56, 112, 224)
_KERNELS = (1, 2, 3, 4, 5, 6, 7, 9, 11)
_MULTIPLIERS = range(1, 9)
_FILTERS = tuple(2**power for power in range(11))


@dataclass(frozen=True)
class CurvePoint:
    """The layer with one parameter changed.

    Attributes
    ----------
    value : int
        Position on the axis: N or M itself, taps of the kernel, or pixels of the input.
    label : str
        The value as text, "3×3" for instance.
    current : bool
        Whether this is the layer itself, without a change.
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


def curve(
    parameter: Parameter, spec: ConvSpec, filters: int, *, bias: bool = False, real: bool = False
) -> list[CurvePoint]:
    """Costs of a layer for several values of one parameter, all others unchanged.

    Parameters
    ----------
    parameter : {"kernel", "filters", "multiplier", "resolution"}
        Kernels and resolutions are square, except the layer's own.
    spec : ConvSpec
    filters : int
        N, output channels of the standard and the separable layer.
    bias, real : bool, optional
        As for `dwconv.costs.layer.count_costs`.

    Returns
    -------
    list of CurvePoint
        In order of their values, with the layer itself. A kernel that does not fit into
        the input is left out, and so is an input that is too small for the kernel.

    Examples
    --------
    >>> points = curve("filters", ConvSpec(8, 8, 4, padding="SAME"), 6)
    >>> [point.value for point in points if point.current], len(points)
    ([6], 12)
    >>> points[0].cost["standard"].macs, points[-1].cost["standard"].macs
    (2304, 2359296)
    """
    points = []
    for value, label, changed, outputs in _VARIANTS[parameter](spec, filters):
        current = changed == spec and outputs == filters
        output = changed.vertical.output, changed.horizontal.output
        cost = count_costs(changed, outputs, bias=bias, real=real)
        points.append(CurvePoint(value, label, current, output, cost))
    return sorted(points, key=lambda point: point.value)


_Variants = Iterator[tuple[int, str, ConvSpec, int]]


def _with_own_value(values: range | tuple[int, ...], own: int) -> list[int]:
    return sorted({*values, own})


def _by_filters(spec: ConvSpec, filters: int) -> _Variants:
    for number in _with_own_value(_FILTERS, filters):
        yield number, f"N = {number}", spec, number


def _by_multiplier(spec: ConvSpec, filters: int) -> _Variants:
    for number in _with_own_value(_MULTIPLIERS, spec.multiplier):
        yield number, f"M = {number}", spec.replace(multiplier=number), filters


def _by_kernel(spec: ConvSpec, filters: int) -> _Variants:
    for kernel in dict.fromkeys([spec.kernel, *((side, side) for side in _KERNELS)]):
        try:
            changed = spec.replace(kernel=kernel)
        except DwconvError:
            continue
        yield prod(kernel), f"{kernel[0]}×{kernel[1]}", changed, filters


def _by_resolution(spec: ConvSpec, filters: int) -> _Variants:
    for size in dict.fromkeys([(spec.height, spec.width), *((side, side) for side in _SIDES)]):
        try:
            changed = spec.replace(height=size[0], width=size[1])
        except DwconvError:
            continue
        yield prod(size), f"{size[0]}×{size[1]}", changed, filters


_VARIANTS: dict[Parameter, Callable[[ConvSpec, int], _Variants]] = {
    "kernel": _by_kernel,
    "filters": _by_filters,
    "multiplier": _by_multiplier,
    "resolution": _by_resolution,
}


def breakeven(spec: ConvSpec, *, real: bool = False) -> int | None:
    """The number of filters from which a separable layer has fewer MACs than a standard one.

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
        None if it never is: the windows have no more of these taps than the multiplier, on average.

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
        taps = count_real_taps(spec.vertical) * count_real_taps(spec.horizontal)
    saved = taps - spec.multiplier * positions
    return None if saved <= 0 else spec.multiplier * taps // saved + 1
