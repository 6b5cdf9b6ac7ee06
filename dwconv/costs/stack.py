"""What a stack of depthwise layers costs on a batch of images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dwconv.costs.layer import costs
from dwconv.engine.receptive_field import StackLayer
from dwconv.engine.spec import ConvSpec


@dataclass(frozen=True)
class StackCost:
    """Multiply-accumulates (taps on padding included), parameters and the output's size."""

    macs: int
    params: int
    output: tuple[int, int]


def stack_cost(
    layers: Sequence[StackLayer], height: int, width: int, channels: int, batch: int = 1
) -> StackCost:
    """Count a stack of depthwise layers with square kernels, multiplier 1 and SAME padding.

    Parameters
    ----------
    layers : sequence of StackLayer
    height, width, channels, batch : int
        Of the input of the first layer.

    Examples
    --------
    >>> stack_cost([StackLayer(3, stride=2), StackLayer(3)], 8, 8, 2)
    StackCost(macs=576, params=36, output=(4, 4))
    >>> stack_cost([StackLayer(3, stride=2), StackLayer(3)], 8, 8, 2, batch=10)
    StackCost(macs=5760, params=36, output=(4, 4))
    """
    macs = params = 0
    for layer in layers:
        spec = ConvSpec(
            height,
            width,
            channels,
            kernel=(layer.kernel, layer.kernel),
            stride=(layer.stride, layer.stride),
            dilation=(layer.dilation, layer.dilation),
            padding="SAME",
            batch=batch,
        )
        cost = costs(spec)["depthwise"]
        macs, params = macs + cost.macs, params + cost.params
        height, width = spec.vertical.output, spec.horizontal.output
    return StackCost(macs, params, (height, width))
