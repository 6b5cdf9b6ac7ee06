"""Part 10 of the lesson: both kinds of layer on one image."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.reference.calls import depthwise_call, standard_call
from dwconv.teaching.lesson.examples import FILTERS, LARGE_IMAGE
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import output_size, size


def part() -> Part:
    """Build part 10 of the lesson."""
    spec = LARGE_IMAGE.replace(multiplier=3)
    animation = Animation(spec, "closing", FILTERS, pages=("", "cost"))
    cost, output_channels = costs(spec, FILTERS), spec.output_shape[3]
    bank = (*spec.kernel, spec.channels, FILTERS)
    same = spec.replace(padding="SAME")
    image, kernel = animation.operands()
    k, q = divmod(5, spec.multiplier)
    return Part(
        "Side by side on 15×15×3",
        (
            Beat(
                f"Both layers have the same input of {size(*spec.input_shape[1:])}, VALID. A depthwise filter of shape "
                f"{spec.filter_shape} makes C·M = {spec.channels}·{spec.multiplier} = {output_channels} output channels. A conv2d filter of shape {bank} makes {FILTERS} output channels. Each output channel is {output_size(spec)}.",
                animation,
                last=output_channels + FILTERS - 1,
                speed=4,
                caption=f"The same input: {output_channels} output channels of the depthwise layer, {FILTERS} of conv2d.",
            ),
            Beat(
                f"The depthwise layer makes one more output channel, but takes fewer multiplications: {cost['depthwise'].macs:,} against "
                f"{cost['standard'].macs:,}; {cost['depthwise'].params} weights against "
                f"{cost['standard'].params}.",
                animation,
                first=output_channels + FILTERS,
                last=animation.windows - 1,
                unit="pixel",
                speed=16,
                caption=f"{cost['depthwise'].macs:,} multiplications against {cost['standard'].macs:,}.",
            ),
            Beat(
                f"Without padding {size(spec.height, spec.width)} becomes {output_size(spec)}; with SAME it would stay {output_size(same)}. An output channel of the depthwise layer is made from one input channel, one of conv2d from all {spec.channels}. That is what the extra multiplications are for.",
                animation,
                first=animation.windows - 1,
                last=animation.windows - 1,
                unit="pixel",
                caption=f"Depthwise: an output channel is made from one input channel. conv2d: from all {spec.channels}.",
            ),
        ),
        "Which input channel made the depthwise layer's output channel 5, and with which filter?",
        f"5 = {k}·{spec.multiplier} + {q}: channel {k}, filter {q}.",
        (
            depthwise_call(spec, image, kernel),
            standard_call(spec, image, animation.standard_filter()),
        ),
        AnswerForm(
            (k, q),
            ("channel k", "filter q"),
            wrong=(
                ((q, k), "You swapped k and q. It is output channel k·M + q."),
                ((k + 1, q + 1), "Channels and filters are counted from 0."),
            ),
        ),
    )
