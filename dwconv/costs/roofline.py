"""A layer's measured times beside the best that this machine can do, the roofline.

No op can do more MACs per second than the machine's peak, nor more than its memory can
feed: bandwidth times arithmetic intensity. The roofline is the lower of these two limits. Drawn
over the intensity, it first rises and then is flat (Williams, Waterman and Patterson, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.costs.layer import Cost, choose_taps, costs
from dwconv.engine.spec import ConvSpec
from dwconv.reference.timing import Measurement

# Layers of MobileNetV1 (Howard et al., 2017, table 1), each with the filters of the pointwise
# layer that follows it: an early one, one in the middle, and the one that occurs five times.
LAYERS: dict[str, tuple[ConvSpec, int]] = {
    "112x112x32": (ConvSpec(112, 112, 32, padding="SAME"), 64),
    "56x56x128": (ConvSpec(56, 56, 128, padding="SAME"), 128),
    "14x14x512": (ConvSpec(14, 14, 512, padding="SAME"), 512),
}


@dataclass(frozen=True)
class RooflinePoint:
    """One op in the roofline chart: its cost, its time and the best rate possible.

    Attributes
    ----------
    kind : "depthwise", "standard" or "pointwise"
    op : str
    cost : Cost
    seconds, middle_half, empty
        As in `dwconv.reference.timing.Timing`.
    roof : float
        The most MACs per second at this intensity.
    """

    kind: str
    op: str
    cost: Cost
    seconds: float
    middle_half: tuple[float, float]
    empty: float
    roof: float

    @property
    def rate(self) -> float:
        """MACs per second."""
        return self.cost.macs / self.seconds


def timed_costs(spec: ConvSpec, filters: int, *, real: bool = False) -> dict[str, Cost]:
    """Costs of the three ops that are timed, without a bias: depthwise, standard and pointwise.

    Examples
    --------
    >>> {kind: cost.macs for kind, cost in timed_costs(ConvSpec(15, 15, 3), 8).items()}
    {'depthwise': 4563, 'standard': 36504, 'pointwise': 4056}
    """
    cost = costs(spec, filters)
    channels = spec.channels * spec.multiplier
    pointwise = ConvSpec(spec.vertical.output, spec.horizontal.output, channels, kernel=(1, 1))
    timed = {
        "depthwise": cost["depthwise"],
        "standard": cost["standard"],
        "pointwise": costs(pointwise, filters)["standard"],
    }
    return choose_taps(timed, real=real)


def best_rate(measured: Measurement, intensity: float) -> float:
    """The most MACs per second at an intensity, in MACs per byte.

    Examples
    --------
    >>> measured = Measurement({}, {}, peak=100e9, bandwidth=20e9, threads=1, measured_at=0)
    >>> best_rate(measured, 1), best_rate(measured, 50)
    (20000000000.0, 100000000000.0)
    """
    return min(measured.peak, measured.bandwidth * intensity)


def roofline_points(
    measured: Measurement, spec: ConvSpec, filters: int, *, real: bool = False
) -> dict[str, RooflinePoint]:
    """The ops of a measured layer in the roofline chart; an op that was not timed is missing.

    Parameters
    ----------
    measured : Measurement
        The result of `dwconv.reference.timing.measure` for the same layer and filters.
    spec : ConvSpec
    filters : int
    real : bool, optional
        Whether only taps that meet the input count as work.

    Returns
    -------
    dict of str to RooflinePoint
        By kind of op, as in `timed_costs`.

    Examples
    --------
    >>> from dwconv.reference.timing import Timing
    >>> timings = {"depthwise": Timing("tf.nn.depthwise_conv2d", 0.001, (0.001, 0.001), 9, 0.0003)}
    >>> measured = Measurement(timings, {}, peak=100e9, bandwidth=20e9, threads=1, measured_at=0)
    >>> points = roofline_points(measured, ConvSpec(15, 15, 3), 8)
    >>> list(points), points["depthwise"].rate
    (['depthwise'], 4563000.0)
    """
    return {
        kind: RooflinePoint(
            kind,
            timing.op,
            cost,
            timing.seconds,
            timing.middle_half,
            timing.empty,
            best_rate(measured, cost.intensity),
        )
        for kind, cost in timed_costs(spec, filters, real=real).items()
        if (timing := measured.timings.get(kind)) is not None
    }
