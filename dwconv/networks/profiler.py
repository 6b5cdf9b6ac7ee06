"""FLOPs of a network beside those that TensorFlow's profiler counts."""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.networks.layers import total
from dwconv.networks.tables import network, profiled


@dataclass(frozen=True)
class ProfilerLine:
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
) -> tuple[ProfilerLine, ...]:
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
    lines = [
        ProfilerLine(ops, sum(counted.pop(op, 0) for op in ops), own) for ops, own in ours.items()
    ]
    return *lines, ProfilerLine(tuple(counted), sum(counted.values()), None)
