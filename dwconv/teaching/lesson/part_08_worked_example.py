"""Part 8 of the lesson: an example small enough for paper."""

from __future__ import annotations

from dwconv.engine.depthwise import depthwise
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import depthwise_call
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import number, size, sum_of_products


def part() -> Part:
    """Build part 8 of the lesson."""
    spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    animation = Animation(spec, input="ramp", kernel="ramp", seed=0, pages=("", "shapes"))
    image, kernel = animation.operands()
    output = depthwise(spec, image, kernel)[0]
    column = image[0, :2, 0, 0]
    m = spec.multiplier
    lists = [", ".join(number(weight) for weight in kernel[:, 0, 0, q]) for q in range(m)]
    rows = " / ".join(
        ", ".join(" ".join(number(value) for value in place) for place in row) for row in output
    )
    last = output[-1, -1]
    corner = image[0, 1:, 2, 0]
    return Part(
        "A worked example",
        (
            Beat(
                f"The input is a {size(3, 3)} image with one channel. It holds the numbers {number(image.min())} to {number(image.max())}. The filter is {size(*spec.kernel)} and M = {m}: filter q = 0 holds {lists[0]}, "
                f"filter q = 1 holds {lists[1]}.",
                animation,
            ),
            Beat(
                f"The first window holds {number(column[0])} above {number(column[1])}. With filter 0: "
                f"{sum_of_products(*zip(column, kernel[:, 0, 0, 0], strict=True))} = **{number(output[0, 0, 0])}**. With "
                f"filter 1: {sum_of_products(*zip(column, kernel[:, 0, 0, 1], strict=True))} = "
                f"**{number(output[0, 0, 1])}**.",
                animation,
                last=m - 1,
                unit="tap",
            ),
            Beat(
                f"VALID, stride 1: {spec.vertical.output} rows of {spec.horizontal.output} windows, {m} values for each window. So the output is {spec.output_shape}. In memory: {rows}.",
                animation,
                first=m,
                last=animation.windows - 1,
                speed=2,
                caption=f"VALID, stride 1: the output is {spec.output_shape}.",
            ),
        ),
        "What is the last value of the output, and how is it made?",
        f"{sum_of_products(*zip(corner, kernel[:, 0, 0, 1], strict=True))} = {number(last[1])}, the window at the bottom right with filter q = 1.",
        (depthwise_call(spec, image, kernel),),
        AnswerForm(
            (int(last[1]),),
            ("value",),
            wrong=(
                (
                    (int(last[0]),),
                    "That is filter q = 0. The last value is made with filter q = 1.",
                ),
                (
                    (int(output[-1, -2, 1]),),
                    "That is the window to the left. The last one is at the bottom right.",
                ),
                (
                    (int(corner @ kernel[::-1, 0, 0, 1]),),
                    "You turned the filter: here it lies on the input as it is.",
                ),
            ),
        ),
    )
