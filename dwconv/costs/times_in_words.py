"""A layer's measured times in words: one time, and the sentences that compare several."""

from __future__ import annotations

from dwconv.costs.roofline import RooflinePoint


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
    >>> from dwconv.costs.layer import Cost
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
        return f"{_factor_in_words(share)} fewer MACs than standard"
    return f"{_factor_in_words(share)} as many MACs as standard"


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
        return f"{_factor_in_words(share)} faster than standard"
    return f"{_factor_in_words(share)} slower than standard"


def _is_about_one(share: float) -> bool:
    return 1 / 1.1 < share < 1.1


def _factor_in_words(share: float) -> str:
    """How many times as much the larger of the two is.

    Examples
    --------
    >>> _factor_in_words(0.25), _factor_in_words(12.3)
    ('4 times', '12 times')
    """
    factor = 1 / share if share < 1 else share
    return f"{factor:.0f} times" if factor >= 9.5 else f"{factor:.2g} times"
