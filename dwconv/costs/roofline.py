"""A layer's measured times beside the best that this machine can do, the roofline.

No op can do more MACs per second than the machine's peak, nor more than its memory can
feed: bandwidth times arithmetic intensity. The roofline is the lower of these two limits. Drawn
over the intensity, it first rises and then is flat (Williams, Waterman and Patterson, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.costs.layer import Cost, costs
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
    return {kind: one.without_padding if real else one for kind, one in timed.items()}


def best_rate(measured: Measurement, intensity: float) -> float:
    """The most MACs per second at an intensity, in MACs per byte."""
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


def duration(seconds: float) -> str:
    """A time with a unit, to two digits.

    Examples
    --------
    >>> duration(0.0004312), duration(0.0092), duration(1.5)
    ('0.43 ms', '9.2 ms', '1.5 s')
    """
    if seconds >= 1:
        return f"{seconds:.2g} s"
    return f"{seconds * 1e3:.0f} ms" if seconds >= 0.1 else f"{seconds * 1e3:.2g} ms"


def spread(middle_half: tuple[float, float]) -> str:
    """Two times with their unit, the shorter one first.

    Examples
    --------
    >>> spread((0.000412, 0.000468)), spread((0.00092, 1.5))
    ('0.41 to 0.47 ms', '0.92 ms to 1.5 s')
    """
    low, high = (duration(seconds) for seconds in middle_half)
    number, _, unit = low.partition(" ")
    return f"{number if high.endswith(f' {unit}') else low} to {high}"


def describe_times(at: dict[str, RooflinePoint]) -> list[str]:
    """Describe the measured times in sentences, whichever op is faster.

    Examples
    --------
    >>> def spot(kind, macs, milliseconds):
    ...     cost = Cost(macs, 2 * macs, macs, 0, macs)
    ...     time = milliseconds / 1e3
    ...     return RooflinePoint(kind, f"tf.nn.{kind}", cost, time, (time, time), 0.0003, 1e12)
    >>> for sentence in describe_times(
    ...     {"depthwise": spot("depthwise", 10**6, 1), "standard": spot("standard", 10**8, 10)}
    ... ):
    ...     print(sentence)
    Depthwise does 100 times fewer MACs than standard and is 10 times faster than standard: 1 ms, not 10 ms.
    In one second depthwise does 1 billion MACs, standard 10 billion.
    An empty depthwise call, on one pixel, takes 0.3 ms: this part of the 1 ms is not arithmetic.
    """
    if not {"depthwise", "standard"} <= at.keys():
        return []
    depthwise, standard = at["depthwise"], at["standard"]
    sentences = []
    if standard.cost.macs and depthwise.cost.macs:
        work = depthwise.cost.macs / standard.cost.macs
        time = depthwise.seconds / standard.seconds
        joined = "but" if work < 1 < 1.1 * time else "and"
        sentences = [
            f"Depthwise does {_work(work)} {joined} is {_speed(time)}: "
            f"{duration(depthwise.seconds)}, not {duration(standard.seconds)}.",
            f"In one second depthwise does {_in_words(depthwise.rate)} MACs, standard "
            f"{_in_words(standard.rate)}.",
        ]
    if "pointwise" in at:
        both = depthwise.seconds + at["pointwise"].seconds
        sentences.append(
            f"Separable, that is depthwise and then pointwise, takes {duration(both)}: "
            f"{_speed(both / standard.seconds)}."
        )
    alone = duration(depthwise.empty)
    if depthwise.empty < depthwise.seconds:
        sentences.append(
            f"An empty depthwise call, on one pixel, takes {alone}: this part of the "
            f"{duration(depthwise.seconds)} is not arithmetic."
        )
    else:
        sentences.append(
            f"An empty depthwise call, on one pixel, takes {alone}, as long as here. So nearly all of "
            "the time here is the cost of the call, not arithmetic."
        )
    over = [spot.kind for spot in at.values() if spot.rate > 1.05 * spot.roof]
    if over:
        sentences.append(
            f"These are above the limit: {', '.join(over)}. The machine was faster now than when the "
            "limit was measured, or the data fit into a cache."
        )
    return sentences


def _in_words(rate: float) -> str:
    """A rate with two digits.

    Examples
    --------
    >>> _in_words(4.1e6), _in_words(4.14e8), _in_words(1.34e10), _in_words(2.5e11)
    ('4.1 million', '410 million', '13 billion', '250 billion')
    """
    rounded = float(f"{rate:.2g}")
    unit, name = (1e9, "billion") if rounded >= 1e9 else (1e6, "million")
    return f"{rounded / unit:g} {name}"


def _work(share: float) -> str:
    """A share of standard's MACs in words.

    Examples
    --------
    >>> _work(0.25), _work(3.0), _work(1.0)
    ('4 times fewer MACs than standard', '3 times as many MACs as standard', 'about as many MACs as standard')
    """
    if _is_about_one(share):
        return "about as many MACs as standard"
    if share < 1:
        return f"{_times(share)} fewer MACs than standard"
    return f"{_times(share)} as many MACs as standard"


def _speed(share: float) -> str:
    """A share of standard's time in words.

    Examples
    --------
    >>> _speed(0.1), _speed(2.16), _speed(1.05)
    ('10 times faster than standard', '2.2 times slower than standard', 'about as fast as standard')
    """
    if _is_about_one(share):
        return "about as fast as standard"
    if share < 1:
        return f"{_times(share)} faster than standard"
    return f"{_times(share)} slower than standard"


def _is_about_one(share: float) -> bool:
    return 1 / 1.1 < share < 1.1


def _times(share: float) -> str:
    factor = 1 / share if share < 1 else share
    return f"{factor:.0f} times" if factor >= 9.5 else f"{factor:.2g} times"
