"""The receptive field of a stack of layers: which input pixels one output value is made from.

Height and width are computed in the same way and independently, so everything here is about one
axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import effective_kernel

MOST_PIXELS = 1024
"""The largest receptive field that is worked out pixel by pixel."""


@dataclass(frozen=True)
class StackLayer:
    """One layer of a stack, along one axis.

    Attributes
    ----------
    kernel, stride, dilation : int
        Taps, pixels from window to window, pixels from tap to tap.

    Raises
    ------
    DwconvError
        If one of them is not a whole number of at least 1.
    """

    kernel: int
    stride: int = 1
    dilation: int = 1

    def __post_init__(self) -> None:
        for name in ("kernel", "stride", "dilation"):
            integer(name, getattr(self, name), 1)

    @property
    def effective(self) -> int:
        """Pixels of its own input that one window spans."""
        return effective_kernel(self.kernel, self.dilation)


def total_stride(layers: Sequence[StackLayer]) -> int:
    """Input pixels from one output value to the next: the product of all strides.

    Examples
    --------
    >>> total_stride([StackLayer(3, stride=2), StackLayer(3, stride=2)])
    4
    """
    return prod(layer.stride for layer in layers)


def receptive_field(layers: Sequence[StackLayer]) -> int:
    """Input pixels from the first to the last that one output value is made from.

    ``r = 1 + sum over layers of (k - 1) * d * (product of the strides before the layer)``,
    from Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
    Distill, 2019, with ``(k - 1) * d`` for a kernel with dilation.

    Examples
    --------
    >>> receptive_field([StackLayer(31)]), receptive_field([StackLayer(3)] * 15)
    (31, 31)
    >>> receptive_field([StackLayer(3, dilation=d) for d in (1, 2, 4, 8)])
    31
    >>> receptive_field([StackLayer(3, stride=2), StackLayer(3)])
    7
    """
    size, jump = 1, 1
    for layer in layers:
        size += (layer.effective - 1) * jump
        jump *= layer.stride
    return size


@dataclass(frozen=True)
class OutputTrace:
    """What one output value is made from, layer by layer.

    Attributes
    ----------
    centres : tuple of tuple of float
        The values that are used, from the output back to the input: where the middle of each lies,
        in input pixels from the first pixel of the receptive field. The last tuple is the pixels
        themselves.
    ways : tuple of int
        For each pixel of the receptive field, in how many ways it reaches the output, with one tap
        in each layer. 0 if it does not reach it.
    """

    centres: tuple[tuple[float, ...], ...]
    ways: tuple[int, ...]

    @property
    def read(self) -> int:
        """How many pixels of the receptive field are read at all."""
        return sum(count > 0 for count in self.ways)


def trace_output_back(layers: Sequence[StackLayer]) -> OutputTrace:
    """Follow one output value back to the input.

    Raises
    ------
    DwconvError
        If the receptive field is larger than `MOST_PIXELS`.

    Examples
    --------
    >>> trace_output_back([StackLayer(3), StackLayer(3)]).ways
    (1, 2, 3, 2, 1)
    >>> trace_output_back([StackLayer(3, dilation=2)]).read
    3
    """
    whole = receptive_field(layers)
    if whole > MOST_PIXELS:
        raise DwconvError("the receptive field", whole, f"must be at most {MOST_PIXELS:,} pixels")
    counts = np.ones(1, dtype=object)  # Python's ints: a stack of 64 layers has very many ways
    centres = []
    for depth in range(len(layers), -1, -1):
        below = layers[:depth]
        jump, middle = total_stride(below), (receptive_field(below) - 1) / 2
        centres.append(tuple(float(at * jump + middle) for at in np.flatnonzero(counts)))
        if depth:
            counts = _one_layer_back(counts, layers[depth - 1])
    return OutputTrace(tuple(centres), tuple(map(int, counts)))


def _one_layer_back(counts: np.ndarray, layer: StackLayer) -> np.ndarray:
    """Return the ways of each input of a layer, from the ways of each of its outputs."""
    size = (len(counts) - 1) * layer.stride + layer.effective
    before = np.zeros(size, dtype=object)
    for tap in range(layer.kernel):
        start = tap * layer.dilation
        stop = start + (len(counts) - 1) * layer.stride + 1
        before[start : stop : layer.stride] += counts
    return before
