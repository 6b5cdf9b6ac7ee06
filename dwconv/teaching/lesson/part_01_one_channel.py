"""Part 1 of the lesson: one filter slides over one channel."""

from __future__ import annotations

from dwconv.engine.depthwise import depthwise
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.lesson.examples import LARGE_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import number, output_size, size


def part() -> Part:
    """Build part 1 of the lesson."""
    spec = ConvSpec(LARGE_IMAGE.height, LARGE_IMAGE.width, 1)
    animation = Animation(spec)
    image, kernel = animation.operands()
    output = depthwise(spec, image, kernel)
    n, f, o = spec.width, spec.kernel[1], spec.horizontal.output
    window, taps = size(*spec.kernel), spec.kernel[0] * spec.kernel[1]
    columns, before, after = (
        (place[0], place[-1]) for place in map(spec.horizontal.taps, (1, 0, 2))
    )
    return Part(
        "One channel, one filter",
        (
            Beat(
                f"A **filter**, or kernel, is a small grid of weights, here {window}. It lies on the input and covers a window of the same size. Each value is multiplied by the weight on top of it. The {taps} products are added up: **{number(output[0, 0, 0, 0])}**. That is one value of "
                "the output.",
                animation,
                unit="tap",
            ),
            Beat(
                f"The window moves by the **stride**, here {spec.stride[1]} pixel. The same {taps} "
                "weights make the next value, and so on along the row.",
                animation,
                last=o - 1,
                speed=4,
            ),
            Beat(
                f"Along n = {n} pixels, a window of f = {f} pixels fits in n − f + 1 = {n} − {f} + 1 = {o} places. So {size(n, n)} becomes {output_size(spec)}. This holds without padding (**VALID**) and with stride and dilation 1.",
                animation,
                first=o,
                last=animation.windows - 1,
                speed=32,
            ),
        ),
        "The window makes the output value in row 0, column 1. Which input columns does it cover?",
        f"Columns {columns[0]} to {columns[1]}. With stride 1 and VALID a window begins at the place of its output value.",
        form=AnswerForm(
            columns,
            ("first column", "last column"),
            wrong=(
                (before, "That is the window of column 0."),
                (after, "That is the window of column 2. Columns are counted from 0."),
                (
                    (columns[0], columns[0] + f),
                    f"A window of {f} columns that begins in column {columns[0]} ends {f - 1} columns "
                    "further on.",
                ),
            ),
        ),
    )
