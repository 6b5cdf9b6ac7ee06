"""Part 6 of the lesson: a depthwise layer and a pointwise layer after it."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.teaching.claims.structure import CostQuestion
from dwconv.teaching.lesson.examples import FILTERS, LARGE_IMAGE, ON_THE_LARGE_IMAGE, SMALL_IMAGE
from dwconv.teaching.lesson.structure import Animation, Beat, Part


def part() -> Part:
    """Build part 6 of the lesson."""
    animation = Animation(SMALL_IMAGE, "separable", pages=("comparison", "cost"))
    made = SMALL_IMAGE.output_shape[3]
    small, cost = costs(SMALL_IMAGE), costs(LARGE_IMAGE, FILTERS)
    shown = small["depthwise"].macs, small["separable"].macs - small["depthwise"].macs
    depthwise, pair, standard = (cost[kind].macs for kind in ("depthwise", "separable", "standard"))
    many = costs(LARGE_IMAGE.replace(channels=64), 128)
    return Part(
        "The separable pair",
        (
            Beat(
                "A depthwise layer never mixes channels; something else has to. First it makes its "
                f"{made} values at one position, one a channel.",
                animation,
                last=made - 1,
            ),
            Beat(
                f"Then a **pointwise** layer takes these {made} numbers as its input. Each of its 1×1 kernels "
                "weighs them against each other and makes one map. Both together are a **depthwise "
                "separable** convolution; MobileNet and Xception are built of it.",
                animation,
                first=made,
                last=2 * made - 1,
            ),
            Beat(
                f"The second step adds MACs, here {shown[0]} + {shown[1]}. {ON_THE_LARGE_IMAGE} to {FILTERS} maps: "
                f"{depthwise:,} + {pair - depthwise:,} = {pair:,}. What it replaces costs {standard:,}: the "
                f"pair has 1/{FILTERS} + 1/{LARGE_IMAGE.kernel[0] * LARGE_IMAGE.kernel[1]} = {pair / standard:.1%} of it.",
                animation,
                first=2 * made,
                last=animation.windows - 1,
                unit="pixel",
                cost_of=CostQuestion(LARGE_IMAGE, FILTERS),
            ),
        ),
        "With 64 channels in and 128 out, what share of the normal convolution's MACs has the pair?",
        f"1/128 + 1/9 = {many['separable'].macs / many['standard'].macs:.1%}. The more maps, the nearer to "
        "1/9: the depthwise step costs little, the pointwise one nearly all.",
    )
