"""Claims that were added later. Links count the claims, so these come last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import depthwise_call, grouped_call
from dwconv.teaching.claims.claim import Answer, Claim, Prediction
from dwconv.teaching.claims.claim_calls import depthwise, ones, operands


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    spec = ConvSpec(8, 8, 3, multiplier=2)
    image, bank = operands(spec)
    even = ConvSpec(4, 4, 1, kernel=(2, 2), padding="SAME")
    all_ones = ones(*even.input_shape), ones(*even.filter_shape)
    (top, bottom), _ = even.pads

    def difference(answers: Sequence[Answer]) -> object:
        one, other = (answer.output for answer in answers)
        return "an error" if one is None or other is None else float(np.abs(one - other).max())

    def corners(answers: Sequence[Answer]) -> object:
        output = answers[0].output
        return "an error" if output is None else [int(output[0, at, at, 0]) for at in (0, -1)]

    grouped = grouped_call(spec, image, bank)
    return (
        Claim(
            "conv2d-in-groups",
            "conv2d can do a depthwise convolution, if its filters have a depth of 1.",
            f"The same weights twice: with shape {spec.filter_shape} for depthwise_conv2d, and with shape {grouped.filter.shape} for conv2d.",
            (depthwise(spec), grouped),
            (Prediction("largest difference between the outputs", 0.0, difference),),
            f"If filters of depth 1 are used on {spec.channels} channels, conv2d makes {spec.channels} groups of one channel. {grouped.filter.shape[3]} filters are {spec.multiplier} for each group. That is depthwise, with M = {spec.multiplier}. On the Comparison page you can choose the number of groups.",
            spec,
            "comparison",
            {"g": spec.channels},
        ),
        Claim(
            "same-is-uneven",
            "SAME can add more zeros below and on the right than above and on the left.",
            f"{even.kernel[0]}×{even.kernel[1]} weights on {even.height}×{even.width} values, all 1: then an output is the number of taps on the image.",
            (depthwise_call(even, *all_ones),),
            (Prediction("first and last value on the output's diagonal", [4, 1], corners),),
            f"An even filter size needs an odd number of zeros: here {top + bottom} in all, {top} above and {bottom} "
            'below. The extra one always goes below and on the right, in PyTorch\'s "same", too. Padding '
            "both sides equally gives other numbers.",
            even,
            "shapes",
        ),
    )
