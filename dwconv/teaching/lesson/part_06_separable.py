"""Part 6 of the lesson: a depthwise layer and a pointwise layer after it."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.teaching.claims.claim import CostQuestion
from dwconv.teaching.lesson.examples import FILTERS, LARGE_IMAGE, ON_THE_LARGE_IMAGE, SMALL_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import size
from dwconv.teaching.lesson.wrong_answers import DEPTHWISE_ALONE


def part() -> Part:
    """Build part 6 of the lesson."""
    animation = Animation(SMALL_IMAGE, "separable", pages=("comparison", "cost"))
    output_channels = SMALL_IMAGE.output_shape[3]
    small, cost = costs(SMALL_IMAGE), costs(LARGE_IMAGE, FILTERS)
    shown = small["depthwise"].macs, small["separable"].macs - small["depthwise"].macs
    depthwise, pair, standard = (cost[kind].macs for kind in ("depthwise", "separable", "standard"))
    deep, maps, taps = 64, 128, LARGE_IMAGE.kernel[0] * LARGE_IMAGE.kernel[1]
    larger = costs(LARGE_IMAGE.replace(channels=deep), maps)
    return Part(
        "The separable pair",
        (
            Beat(
                "A depthwise layer never mixes channels, so another layer must. First the depthwise layer makes "
                f"{output_channels} values at one position, one for each channel.",
                animation,
                last=output_channels - 1,
            ),
            Beat(
                f"Then a **pointwise** layer takes these {output_channels} numbers as its input. Each of its 1×1 filters "
                "multiplies them by its own weights and adds them up: that makes one output channel. Both layers together are a **depthwise separable** convolution. MobileNet and Xception are built from it.",
                animation,
                first=output_channels,
                last=2 * output_channels - 1,
            ),
            Beat(
                f"The second layer adds MACs, here {shown[0]} + {shown[1]}. {ON_THE_LARGE_IMAGE} to {FILTERS} output channels: "
                f"{depthwise:,} + {pair - depthwise:,} = {pair:,}. A standard convolution takes {standard:,}. The pair takes 1/{FILTERS} + 1/{LARGE_IMAGE.kernel[0] * LARGE_IMAGE.kernel[1]} = {pair / standard:.1%} of it: 1/N for the depthwise layer, 1/(K·K) for the pointwise one.",
                animation,
                first=2 * output_channels,
                last=animation.windows - 1,
                unit="pixel",
                cost_of=CostQuestion(LARGE_IMAGE, FILTERS),
            ),
        ),
        f"{deep} channels in, {maps} out: what share of the standard convolution's MACs does the pair take?",
        f"1/{maps} for depthwise + 1/{taps} for 1×1 in place of {size(*LARGE_IMAGE.kernel)} = {larger['separable'].macs / larger['standard'].macs:.1%}: a little more than 1/{taps}.",
        form=AnswerForm(
            (1,),
            choices=(f"1/{maps}", f"A little more than 1/{taps}", f"1/{deep}"),
            wrong=(
                ((0,), DEPTHWISE_ALONE),
                ((2,), "That is a depthwise layer against a standard one with as many outputs."),
            ),
        ),
    )
