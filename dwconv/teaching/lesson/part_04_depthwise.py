"""Part 4 of the lesson: every channel has filters of its own."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import size
from dwconv.teaching.lesson.wrong_answers import SWAPPED_K_AND_Q, SWAPPED_ORDER


def part() -> Part:
    """Build part 4 of the lesson."""
    spec = ConvSpec(6, 7, 3)
    animation = Animation(spec)
    double = Animation(spec.replace(multiplier=2))
    c, m, (kh, kw) = spec.channels, double.spec.multiplier, spec.kernel
    cost = costs(spec)["depthwise"].macs
    high, wide = spec.vertical.output, spec.horizontal.output
    k, q = divmod(4, m)
    other_q, other_k = divmod(4, c)
    return Part(
        "Depthwise: every channel by itself",
        (
            Beat(
                f"Now the channels are never added together. Each of the {c} input channels has its own {size(kh, kw)} filter and makes its own output channel. In the picture each channel is a lane, and nothing goes from lane to lane.",
                animation,
                last=c - 1,
                speed=0.5,
            ),
            Beat(
                f"One channel takes H·W·K·K = {high}·{wide}·{kh}·{kw} = {cost // c} multiplications. H and W are the output's height and width, and the filter is K×K. All C = {c} channels take {cost}.",
                animation,
                first=c,
                last=animation.windows - 1,
                unit="pixel",
                speed=2,
            ),
            Beat(
                f"With a **channel multiplier** M = {m}, each channel has M filters and makes M output channels. "
                f"The output has C·M = {c}·{m} = {c * m} channels, in the order of the input channels: filter q of "
                "channel k makes output channel k·M + q.",
                double,
                last=c * m - 1,
            ),
        ),
        f"C = {c}, M = {m}. Which filter of which channel makes output channel 4?",
        f"4 = {k}·{m} + {q}, so k = {k} and q = {q}: the first filter of the last channel.",
        form=AnswerForm(
            (k, q),
            ("channel k", "filter q"),
            wrong=(
                ((other_k, other_q), SWAPPED_ORDER),
                ((q, k), SWAPPED_K_AND_Q),
                ((k + 1, q + 1), "Channels and filters are counted from 0."),
            ),
        ),
    )
