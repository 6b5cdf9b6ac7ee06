"""Part 2 of the lesson: one filter that is as deep as its three channels."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.standard import standard
from dwconv.teaching.claims.claim import CostQuestion
from dwconv.teaching.lesson.examples import LARGE_IMAGE, ON_THE_LARGE_IMAGE, SMALL_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import number, output_size, size


def part() -> Part:
    """Build part 2 of the lesson."""
    animation = Animation(SMALL_IMAGE, "depth", 1, pages=("", "cost"))
    kh, kw, depth = *SMALL_IMAGE.kernel, SMALL_IMAGE.channels
    image, _ = animation.operands()
    second = standard(SMALL_IMAGE, image, animation.standard_filter())[0, 0, 1, 0]
    shown, large = costs(SMALL_IMAGE, 1)["standard"].macs, costs(LARGE_IMAGE, 1)["standard"].macs
    deep = 64
    weights = costs(LARGE_IMAGE.replace(channels=deep), 1)["standard"].params
    return Part(
        "Three channels, one filter",
        (
            Beat(
                f"A colour image has {depth} numbers at each pixel: red, green, blue. A standard filter "
                f"is as deep as its input: {size(kh, kw, 1)} where it takes one channel, "
                f"{size(kh, kw, depth)} where it takes all {depth}. The pictures show both.",
                animation,
            ),
            Beat(
                f"At each position there are {kh}·{kw} weights · {depth} channels = {kh * kw * depth} multiplications, channel after channel. All products are added up to a single number, here **{number(second)}**. {depth} channels go in, one channel comes out.",
                animation,
                first=1,
                last=1,
                unit="tap",
                speed=4,
            ),
            Beat(
                f"The filter has {output_size(SMALL_IMAGE)} positions here, so it takes {shown} multiplications. {ON_THE_LARGE_IMAGE} the output is "
                f"{output_size(LARGE_IMAGE)}×1: {LARGE_IMAGE.vertical.output * LARGE_IMAGE.horizontal.output} positions, "
                f"{kh * kw * depth} multiplications at each, {large:,} in all.",
                animation,
                first=2,
                last=animation.windows - 1,
                speed=2,
                cost_of=CostQuestion(LARGE_IMAGE, 1),
            ),
        ),
        f"How many weights does one {size(kh, kw)} filter of a standard convolution have on {deep} channels?",
        f"{kh}·{kw} weights · {deep} channels = {weights}. And it makes only one channel.",
        form=AnswerForm(
            (weights,),
            ("weights",),
            wrong=(
                ((kh * kw,), f"That is one channel's part. The filter goes through all {deep}."),
                ((kh * deep,), f"A filter has {kh}·{kw} weights on each channel, not {kh}."),
                ((weights * deep,), f"That is {deep} filters. One filter makes one channel."),
            ),
        ),
    )
