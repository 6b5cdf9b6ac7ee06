"""Part 5 of the lesson: multiplications and weights of both kinds of layer."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.teaching.claims.claim import CostQuestion
from dwconv.teaching.lesson.examples import FILTERS, LARGE_IMAGE, ON_THE_LARGE_IMAGE, SMALL_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wrong_answers import channels_counted_twice


def part() -> Part:
    """Build part 5 of the lesson."""
    animation = Animation(SMALL_IMAGE, "conv2d", pages=("comparison", "cost"))
    c, taps = SMALL_IMAGE.channels, SMALL_IMAGE.kernel[0] * SMALL_IMAGE.kernel[1]
    deep = 64
    cost, equal = costs(LARGE_IMAGE, FILTERS), costs(LARGE_IMAGE.replace(channels=deep))
    times = equal["standard"].macs // equal["depthwise"].macs
    depthwise, standard = cost["depthwise"], cost["standard"]
    return Part(
        "What it costs",
        (
            Beat(
                f"The input is the same, and both layers make {SMALL_IMAGE.output_shape[3]} output channels. One output value takes {taps} multiplications "
                f"in the depthwise layer and {taps * c} in the standard one, because each standard filter goes through all {c} channels.",
                animation,
                unit="tap",
                speed=4,
            ),
            Beat(
                "A depthwise layer takes H·W·C·M·K·K **multiply-accumulates** (MACs), a standard one H·W·C·N·K·K. H and W are the output's size, N is the number of its output channels. If both make as many output channels, N = C·M, the standard one takes C times as many MACs.",
                animation,
                first=1,
                last=animation.windows - 1,
                unit="pixel",
            ),
            Beat(
                f"{ON_THE_LARGE_IMAGE} depthwise takes {depthwise.macs:,} MACs (M = 1), and {FILTERS} standard filters "
                f"{standard.macs:,}. A MAC is two FLOPs: {depthwise.flops:,} against {standard.flops:,}. "
                f"Weights: {depthwise.params} against {standard.params}.",
                animation,
                first=animation.windows - 1,
                last=animation.windows - 1,
                unit="pixel",
                cost_of=CostQuestion(LARGE_IMAGE, FILTERS),
            ),
        ),
        f"{deep} channels in, {deep} out: how many times as many MACs does the standard convolution take?",
        f"{times} times as many: once for each channel. In return it mixes the channels.",
        form=AnswerForm(
            (times,),
            ("times",),
            wrong=(
                (
                    (times * deep,),
                    channels_counted_twice(deep),
                ),
                ((taps,), f"Both use {taps} taps on each channel."),
            ),
        ),
    )
