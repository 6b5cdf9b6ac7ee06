"""Fewer multiplications, and less time? A layer's measured times under this machine's roof.

No op can do more MACs per second than the machine's best, nor more than its memory can
feed: bandwidth times arithmetic intensity. Over the intensity the lower of the two is a
slope with a flat end, the roofline (Williams, Waterman and Patterson, 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.cost import Cost, costs
from dwconv.reference import Measurement
from dwconv.spec import ConvSpec

# Layers of MobileNetV1 (Howard et al., 2017, table 1) with the filters of the pointwise layer
# behind each: early, in the middle, and the one that stands there five times.
LAYERS: dict[str, tuple[ConvSpec, int]] = {
    "112x112x32": (ConvSpec(112, 112, 32, padding="SAME"), 64),
    "56x56x128": (ConvSpec(56, 56, 128, padding="SAME"), 128),
    "14x14x512": (ConvSpec(14, 14, 512, padding="SAME"), 512),
}


@dataclass(frozen=True)
class Spot:
    """One op under the roof.

    Attributes
    ----------
    kind : "depthwise", "standard" or "pointwise"
    op : str
    cost : Cost
    seconds, empty : float
        As in `dwconv.reference.Timing`.
    roof : float
        The most MACs per second at this intensity.
    """

    kind: str
    op: str
    cost: Cost
    seconds: float
    empty: float
    roof: float

    @property
    def rate(self) -> float:
        """MACs per second."""
        return self.cost.macs / self.seconds


def parts(spec: ConvSpec, filters: int, *, real: bool = False) -> dict[str, Cost]:
    """Cost of what is timed, without a bias: depthwise, standard, and the pointwise step.

    Examples
    --------
    >>> {kind: each.macs for kind, each in parts(ConvSpec(15, 15, 3), 8).items()}
    {'depthwise': 4563, 'standard': 36504, 'pointwise': 4056}
    """
    cost = costs(spec, filters)
    made = spec.channels * spec.multiplier
    handed_on = ConvSpec(spec.vertical.output, spec.horizontal.output, made, kernel=(1, 1))
    pointwise = costs(handed_on, filters)["standard"]
    each = {
        "depthwise": cost["depthwise"],
        "standard": cost["standard"],
        "pointwise": pointwise,
    }
    return {kind: one.without_padding if real else one for kind, one in each.items()}


def roof(measured: Measurement, intensity: float) -> float:
    """The most MACs per second at an intensity, in MACs per byte."""
    return min(measured.peak, measured.bandwidth * intensity)


def spots(
    measured: Measurement, spec: ConvSpec, filters: int, *, real: bool = False
) -> dict[str, Spot]:
    """Where the ops of a measured layer stand; an op that was not timed is missing.

    Parameters
    ----------
    measured : Measurement
        What `dwconv.reference.measure` returned for the next two.
    spec : ConvSpec
    filters : int
    real : bool, optional
        Whether only taps that meet the input count as work.
    """
    return {
        kind: Spot(
            kind, timing.op, cost, timing.seconds, timing.empty, roof(measured, cost.intensity)
        )
        for kind, cost in parts(spec, filters, real=real).items()
        if (timing := measured.timings.get(kind)) is not None
    }


def duration(seconds: float) -> str:
    """A time as one says it.

    Examples
    --------
    >>> duration(0.0004312), duration(0.0092), duration(1.5)
    ('0.43 ms', '9.2 ms', '1.5 s')
    """
    if seconds >= 1:
        return f"{seconds:.2g} s"
    return f"{seconds * 1e3:.0f} ms" if seconds >= 0.1 else f"{seconds * 1e3:.2g} ms"


def findings(at: dict[str, Spot]) -> list[str]:
    """What the measured times say, whichever way they went: one sentence for each point.

    Examples
    --------
    >>> def spot(kind, macs, milliseconds):
    ...     cost = Cost(macs, 2 * macs, macs, 0, macs)
    ...     return Spot(kind, f"tf.nn.{kind}", cost, milliseconds / 1e3, 0.0003, 1e12)
    >>> for sentence in findings(
    ...     {"depthwise": spot("depthwise", 10**6, 1), "standard": spot("standard", 10**8, 10)}
    ... ):
    ...     print(sentence)
    Depthwise does 1.0% of the standard layer's MACs and takes 10% of its time (1 ms, 10 ms): 100 times less work, 10 times faster.
    It does 1 GMAC a second, conv2d 10: 10% of that rate.
    30% of the depthwise call's time goes by on a single pixel too (0.3 ms): it is the call, not the arithmetic.
    """
    if not {"depthwise", "standard"} <= at.keys():
        return []
    depthwise, standard = at["depthwise"], at["standard"]
    said = []
    if standard.cost.macs and depthwise.cost.macs:
        work = depthwise.cost.macs / standard.cost.macs
        time = depthwise.seconds / standard.seconds
        said = [
            f"Depthwise does {_percent(work)} of the standard layer's MACs and takes "
            f"{_percent(time)} of its time ({duration(depthwise.seconds)}, "
            f"{duration(standard.seconds)}): {_times(work, 'less work', 'more work')}, "
            f"{_times(time, 'faster', 'slower')}.",
            f"It does {_giga(depthwise.rate)} GMAC a second, conv2d {_giga(standard.rate)}: "
            f"{_percent(depthwise.rate / standard.rate)} of that rate.",
        ]
    if "pointwise" in at:
        both = depthwise.seconds + at["pointwise"].seconds
        said.append(
            f"With the pointwise step behind it, the separable layer takes {duration(both)}, and "
            f"standard {duration(standard.seconds)}: "
            f"{_times(both / standard.seconds, 'faster', 'slower')}."
        )
    alone = min(depthwise.empty / depthwise.seconds, 1.0)
    said.append(
        f"{_percent(alone)} of the depthwise call's time goes by on a single pixel too "
        f"({duration(depthwise.empty)}): it is the call, not the arithmetic."
    )
    over = [spot.kind for spot in at.values() if spot.rate > 1.05 * spot.roof]
    if over:
        said.append(
            f"{' and '.join(over).capitalize()} came out above the roof: the machine had more to "
            "spare then than for the roof, or the data fit into a cache."
        )
    return said


def _percent(share: float) -> str:
    return f"{share:.1%}" if share < 0.095 else f"{share:.0%}"


def _giga(rate: float) -> str:
    return f"{rate / 1e9:.2g}" if rate < 1e11 else f"{rate / 1e9:.0f}"


def _times(share: float, less: str, more: str) -> str:
    """How many times less, or more, than the whole.

    Examples
    --------
    >>> _times(0.25, "faster", "slower"), _times(3.0, "faster", "slower")
    ('4 times faster', '3 times slower')
    >>> _times(1.0, "faster", "slower")
    'about the same'
    """
    if 1 / 1.1 < share < 1.1:
        return "about the same"
    factor = 1 / share if share < 1 else share
    said = f"{factor:.0f}" if factor >= 9.5 else f"{factor:.2g}"
    return f"{said} times {less if share < 1 else more}"
