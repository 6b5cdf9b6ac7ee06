"""A depthwise layer's true fan-in and fan-out, and those that the initialisers count."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod, sqrt

from dwconv.engine.spec import ConvSpec


@dataclass(frozen=True)
class FanInFanOut:
    """How many weights one output value is made from, and how many one input value meets with stride 1.

    Attributes
    ----------
    of : str
        Who counts so.
    fan_in, fan_out : int
    """

    of: str
    fan_in: int
    fan_out: int

    @property
    def he(self) -> float:
        """The standard deviation of He's initialiser, ``sqrt(2 / fan_in)``."""
        return sqrt(2 / self.fan_in)

    @property
    def glorot(self) -> float:
        """The standard deviation of Glorot's initialiser, ``sqrt(2 / (fan_in + fan_out))``."""
        return sqrt(2 / (self.fan_in + self.fan_out))


def fan_in_fan_out(spec: ConvSpec) -> tuple[FanInFanOut, FanInFanOut, FanInFanOut]:
    """Return the fans of the layer itself, and those that Keras and PyTorch compute from the shape.

    Keras takes the last two axes of (kernel height, kernel width, C, M) for inputs and outputs, and
    PyTorch the first two of (C*M, 1, kernel height, kernel width) for outputs and inputs.

    Examples
    --------
    >>> [(each.fan_in, each.fan_out) for each in fan_in_fan_out(ConvSpec(8, 8, 32, multiplier=2))]
    [(9, 18), (288, 18), (9, 576)]
    """
    taps, c, m = prod(spec.kernel), spec.channels, spec.multiplier
    return (
        FanInFanOut("the layer", taps, taps * m),
        FanInFanOut("Keras", taps * c, taps * m),
        FanInFanOut("PyTorch", taps, taps * c * m),
    )
