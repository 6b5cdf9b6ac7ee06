"""Two blocks of layers stage by stage, on one clock, and the bytes that the browser gets.

bytes 0..3     length of the header, uint32; the header ends at a multiple of 4 bytes
header         JSON: the stages of both blocks, and where the values of each lie
values         float32, little-endian, one plane (H, W) for each channel
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.costs.layer import costs
from dwconv.engine.blocks import Stage
from dwconv.engine.spec import ConvSpec
from dwconv.player import header_and_bytes

Array = npt.NDArray[Any]
LARGEST = 12.0
"""No convolution of the blocks on screen makes a larger value: ReLU6 then cuts some and leaves some."""

PLACES = 6
"""Stages of an inverted residual. Those of a separable block stand at the places of the same kind."""


def pack_blocks(separable: tuple[Stage, ...], residual: tuple[Stage, ...]) -> bytes:
    """Pack a depthwise separable block and an inverted residual for the player.

    Parameters
    ----------
    separable, residual : tuple of Stage
        From `dwconv.engine.blocks`, of the same input.

    Returns
    -------
    bytes

    Examples
    --------
    >>> from dwconv.engine.blocks import inverted_residual, separable_block
    >>> ones = np.ones((1, 1, 1, 1), np.float32)
    >>> spec = ConvSpec(1, 1, 1, kernel=1)
    >>> data = pack_blocks(separable_block(spec, ones, ones, ones), inverted_residual(spec, ones, ones, ones, ones))
    >>> header, values = unpack_blocks(data)
    >>> [stage and stage["kind"] for stage in header["blocks"][0]["stages"]]
    [None, None, 'depthwise', 'ReLU6', 'pointwise', 'ReLU6']
    >>> values[1][5].tolist()
    [[[2.0]]]
    """
    planes: list[Array] = []
    blocks = [
        _block("Depthwise separable block", (None, None, *separable), planes),
        _block("Inverted residual", residual, planes),
    ]
    blocks[1]["why"] = "" if len(residual) == PLACES else _why_no_sum(residual)
    return header_and_bytes.join({"blocks": blocks}, (plane.tobytes() for plane in planes), align=4)


def unpack_blocks(data: bytes) -> tuple[dict[str, Any], list[list[Array | None]]]:
    """The header, and of each block the values that each place has, as the browser finds them."""
    header, rest = header_and_bytes.split(data)
    numbers = np.frombuffer(rest, "<f4")

    def values(stage: dict[str, Any] | None) -> Array | None:
        if stage is None:
            return None
        height, width, channels = stage["shape"]
        part = numbers[stage["start"] : stage["start"] + height * width * channels]
        return part.reshape(channels, height, width)

    return header, [[values(stage) for stage in block["stages"]] for block in header["blocks"]]


def count_windows(spec: ConvSpec, expansion: int) -> int:
    """How many values the player goes through one by one: at each position, all channels of a stage.

    Parameters
    ----------
    spec : ConvSpec
        The layer on screen: its multiplier is that of the separable block.
    expansion : int
        Channels of the inverted residual for each input channel.
    """
    wide = spec.channels * expansion
    inputs, outputs = spec.height * spec.width, spec.vertical.output * spec.horizontal.output
    middle = max(wide, spec.channels * spec.multiplier)
    return inputs * 2 * wide + outputs * (2 * middle + 2 * spec.channels)


def _block(title: str, stages: tuple[Stage | None, ...], planes: list[Array]) -> dict[str, Any]:
    """What the header says of a block; its values are put behind those that are there."""
    input = next(stage.input for stage in stages if stage)
    packed = [stage and _stage(stage, planes) for stage in stages]
    packed += [None] * (PLACES - len(packed))
    return {
        "title": title,
        "input": _add_planes(input, planes),
        "stages": packed,
        "macs": sum(stage["macs"] for stage in packed if stage),
    }


def _stage(stage: Stage, planes: list[Array]) -> dict[str, Any]:
    said = {"kind": stage.kind, "macs": 0} | _add_planes(stage.output, planes)
    if stage.kind == "ReLU6":
        said["changed"] = int(np.count_nonzero(stage.input != stage.output))
    if stage.spec is None:
        return said
    spec, made = stage.spec, stage.output.shape[3]
    cost = costs(spec, made)["depthwise" if stage.kind == "depthwise" else "standard"]
    (top, _), (left, _) = spec.pads
    geometry = {
        "kernel": spec.kernel,
        "stride": spec.stride,
        "dilation": spec.dilation,
        "before": (top, left),
        "multiplier": made // spec.channels if stage.kind == "depthwise" else 0,
    }
    return said | geometry | {"macs": cost.macs, "from": spec.channels}


def _add_planes(array: Array, planes: list[Array]) -> dict[str, Any]:
    """Put the planes of an array behind the others; return what the header says of them."""
    _, height, width, channels = array.shape
    start = sum(plane.size for plane in planes)
    planes.append(np.ascontiguousarray(np.moveaxis(array[0], 2, 0), "<f4"))
    return {
        "shape": (height, width, channels),
        "start": start,
        "largest": float(np.abs(array).max(initial=0)),
    }


def _why_no_sum(residual: tuple[Stage, ...]) -> str:
    """The sizes that differ; the projection makes as many channels as the input has."""
    _, height, width, _ = residual[0].input.shape
    _, rows, columns, _ = residual[-1].output.shape
    return f"no sum: the output is {rows}\u00d7{columns}, the input {height}\u00d7{width}"
