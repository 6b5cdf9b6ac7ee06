"""Part 7 of the lesson: every parameter of tf.nn.depthwise_conv2d."""

from __future__ import annotations

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import depthwise_call
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import size


def part() -> Part:
    """Build part 7 of the lesson."""
    plain = ConvSpec(6, 7, 2, multiplier=2)
    strided = plain.replace(stride=(2, 2))
    same = strided.replace(padding="SAME")
    listed = plain.replace(padding=((1, 0), (0, 2)))
    dilated = plain.replace(dilation=(2, 2))
    first = plain.replace(data_format="NCHW")
    pages = ("", "shapes")
    c, m, kh = plain.channels, plain.multiplier, plain.kernel[0]
    axis, window = strided.vertical, dilated.vertical.effective
    before, after = same.pads[0]
    rows = same.vertical.taps(0)
    call = depthwise_call(listed, *Animation(listed).operands())
    image, kernel = Animation(plain).operands()
    turned = np.moveaxis(image, 3, 1)
    strides = [
        depthwise_call(strided.replace(data_format=order), image, kernel).strides
        for order in ("NHWC", "NCHW")
    ]
    texts = (
        (
            Animation(plain, pages=pages),
            f"**input** has four axes: batch, height, width, channels. Here {plain.input_shape}: one image "
            f"of {size(plain.height, plain.width)} with {c} channels.",
        ),
        (
            Animation(plain, pages=pages),
            f"**filter** is [height, width, in_channels, channel_multiplier], here {plain.filter_shape}. Its third number must equal the input's channels. The output is {plain.output_shape}: C·M = {c * m} "
            "channels.",
        ),
        (
            Animation(strided, pages=pages),
            f"**strides** is a list of four: [1, {strided.stride[0]}, {strided.stride[1]}, 1]. Batch and channels always have 1. The window moves by s = {axis.stride}: ⌊(n − K) / s⌋ + 1 = ⌊({axis.size} − "
            f"{axis.kernel}) / {axis.stride}⌋ + 1 = {axis.output} rows, and {axis.lost} row of the input is left over. (⌊ ⌋ means: round down.)",
        ),
        (
            Animation(same, pages=pages),
            f'**padding** "VALID" adds nothing. "SAME" makes ⌈n / s⌉ = ⌈{same.height} / {same.stride[0]}⌉ = '
            f"{same.vertical.output} rows (⌈ ⌉ means: round up). It adds the zeros that this needs: {before} above, {after} below. If their number is odd, the extra zero goes below or on the right.",
        ),
        (
            Animation(listed, pages=pages),
            f"Or padding is a list with a pair for each axis: {call.padding}, that is {listed.pads[0][0]} row above "
            f"and {listed.pads[1][1]} columns on the right. Batch and channels get none.",
        ),
        (
            Animation(dilated, pages=pages),
            f"**dilations** is a list of two: {list(dilated.dilation)} moves the weights apart. {kh} weights then span e = "
            f"(K − 1)·d + 1 = {window} pixels, so there are {dilated.height} − {window} + 1 = {dilated.vertical.output} "
            "rows. TensorFlow gets this right only with stride 1.",
        ),
        (
            Animation(plain, pages=pages),
            f'**data_format** "NHWC" has the channels last, as in this picture and its links. "NCHW" has them before '
            f"the rows: input {first.input_shape}, output {first.output_shape}. The lists of strides and padding change their order, too: {strides[0]} becomes {strides[1]}. The filter stays "
            f"{first.filter_shape}.",
        ),
        (
            Animation(plain, pages=pages),
            "**name** is a label for the op in a graph. It changes no number. That is the whole list: input, "
            "filter, strides, padding, data_format, dilations, name.",
        ),
    )

    captions = {
        4: f"padding as a list has a pair for each axis: {call.padding}.",
        6: f"data_format: NHWC has the channels last, NCHW before the rows: {first.input_shape}.",
        7: "name is a label. It changes no number.",
    }

    def beat(at: int, animation: Animation, text: str) -> Beat:
        end = animation.windows - 1
        # The first is said before anything moves, and of the last two nothing does.
        first, last = {0: (0, 0), 6: (end, end), 7: (end, end)}.get(at, (0, end))
        return Beat(text, animation, first, last, "pixel", 4, caption=captions.get(at, ""))

    beats = tuple(beat(at, *shown) for at, shown in enumerate(texts))
    nchw = depthwise_call(first, turned, kernel)
    return Part(
        "Every parameter of the op",
        beats,
        f"{axis.size} rows, a filter of {kh} rows, stride {axis.stride}, SAME: which input rows does the first window cover?",
        f"Rows {', '.join(map(str, rows))}. SAME needs only {after} row of zeros and puts it below.",
        (call, nchw),
        AnswerForm(
            (rows[0], rows[-1]),
            ("first row", "last row"),
            wrong=(
                ((rows[0] - 1, rows[-1] - 1), "The odd row of zeros goes below, not above."),
                ((rows[0] + 1, rows[-1] + 1), "Rows are counted from 0."),
                (
                    (rows[0], axis.stride - 1),
                    f"The stride is how far the window moves. It still covers {kh} rows.",
                ),
            ),
        ),
    )
