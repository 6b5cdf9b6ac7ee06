"""Part 3 of the lesson: several filters make several output channels."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims.claim import CostQuestion
from dwconv.teaching.lesson.examples import FILTERS, LARGE_IMAGE, ON_THE_LARGE_IMAGE, SMALL_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import output_size, size


def part() -> Part:
    """Build part 3 of the lesson."""
    kernels = 4
    animation = Animation(SMALL_IMAGE, "depth", kernels, pages=("", "cost"))
    pointwise = Animation(SMALL_IMAGE.replace(kernel=(1, 1)), "depth", kernels, pages=("", "cost"))
    shown, cost = costs(SMALL_IMAGE, kernels)["standard"], costs(LARGE_IMAGE, FILTERS)["standard"]
    depth = SMALL_IMAGE.channels
    deep, many = ConvSpec(28, 28, 16).channels, 32
    return Part(
        "Many filters",
        (
            Beat(
                f"One filter makes one **output channel**, or feature map. For {kernels} output channels take {kernels} filters. Each has its own weights and is as deep as the input: 1 on one channel, {depth} on {depth} channels. At every position {kernels} filters make {kernels} numbers.",
                animation,
                last=kernels - 1,
            ),
            Beat(
                f"Together they are the output. On {depth} channels this gives {output_size(SMALL_IMAGE)}×{kernels} and takes {shown.macs} "
                f"multiplications. {ON_THE_LARGE_IMAGE} {FILTERS} filters give {output_size(LARGE_IMAGE)}×{FILTERS}, with "
                f"{cost.params} weights and {cost.macs:,} multiplications.",
                animation,
                first=kernels,
                last=animation.windows - 1,
                unit="pixel",
                speed=2,
                cost_of=CostQuestion(LARGE_IMAGE, FILTERS),
            ),
            Beat(
                f"A filter may be 1×1: a **pointwise** convolution. It sees one pixel at a time. On one channel it can only scale the pixel; on {depth} it mixes the pixel's channels. The picture "
                f"keeps its size, {output_size(pointwise.spec)}.",
                pointwise,
                last=pointwise.windows - 1,
                unit="pixel",
                speed=2,
            ),
        ),
        f"{many} standard filters on an input of {size(28, 28, deep)}: how deep are a filter and the output?",
        f"Each filter is as deep as the input: {deep}. The output has one channel for each filter: {many}.",
        form=AnswerForm(
            (deep, many),
            ("depth of a filter", "depth of the output"),
            wrong=(
                ((many, deep), "You swapped them: a filter is as deep as its input."),
                ((1, many), "A standard filter goes through all channels of its input."),
                ((deep, deep * many), "The products of all channels are added to one number."),
                ((deep, deep), "The output has one channel for each filter."),
            ),
        ),
    )
