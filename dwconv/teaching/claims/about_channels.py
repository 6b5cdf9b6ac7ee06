"""Claims about channels, filters and their order."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import depthwise_call
from dwconv.teaching.claims.answer_facts import channels_modulo_3, nonzero_channels, output_channels
from dwconv.teaching.claims.claim import Claim, Prediction
from dwconv.teaching.claims.claim_calls import depthwise, ones, ones_at, standard


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    plain = ConvSpec(15, 15, 3)
    three = plain.replace(multiplier=3)
    small = ConvSpec(4, 4, 3, kernel=(2, 2), multiplier=2)
    rgb, filters = ones(*small.input_shape), small.filter_shape
    depths = [ConvSpec(6, 6, c, multiplier=m) for c, m in ((1, 2), (2, 2), (4, 5))]
    tripled = small.replace(multiplier=3)
    red = ones_at(tripled.input_shape, ..., 0)
    blue = ones_at(tripled.input_shape, ..., 2)
    return (
        Claim(
            "conv2d-keeps-channels",
            "A conv2d filter of shape (3, 3, 3, 8) on 15×15×3 gives 8 output channels.",
            "This call, VALID.",
            (standard(plain, 8),),
            (Prediction("output channels", 8, output_channels()),),
            "A standard convolution makes one output channel with each filter. The last number of the weights' shape says how many filters there are: 8. The input's 3 channels are added up in each of them.",
            plain,
            "cost",
            {"n": 8},
        ),
        Claim(
            "maps-need-1x1",
            "To make n output channels, a standard convolution needs n more filters of 1×1 after it.",
            "One call of conv2d with 8 filters of 3×3×3.",
            (standard(plain, 8),),
            (Prediction("output channels of the one call", 1, output_channels()),),
            "n filters that are as deep as the input make n output channels at once. The 1×1 filters are needed in the separable pair: its depthwise layer does not mix the channels, so the 1×1 layer does.",
            plain,
            "cost",
            {"n": 8},
        ),
        Claim(
            "one-filter-a-channel",
            "Each input channel has exactly one filter.",
            f"An input in which only channel 0 is not zero, M = {tripled.multiplier}, weights of 1.",
            (depthwise_call(tripled, red, ones(*tripled.filter_shape)),),
            (Prediction("output channels that are not all 0", [0], nonzero_channels),),
            f"It has M filters, here {tripled.multiplier}, and makes an output channel with each. One filter for each channel is the case M = 1.",
            tripled,
        ),
        Claim(
            "channel-becomes-kM",
            "Input channel k makes k·M output channels.",
            f"An input in which only channel 2 is not zero, M = {tripled.multiplier}, weights of 1.",
            (depthwise_call(tripled, blue, ones(*tripled.filter_shape)),),
            (
                Prediction(
                    "number of output channels that are not all 0",
                    2 * tripled.multiplier,
                    lambda answers: len(answers[0].nonzero_channels),
                ),
            ),
            "Every channel makes M output channels, numbers k·M to k·M + M − 1. If the claim were true, channel 0 would make none.",
            tripled,
        ),
        Claim(
            "q-is-output",
            "In the formula, q is the output channel.",
            f"C = 3, M = {small.multiplier}; only the weights of channel k = 1, filter q = 1 are not zero.",
            (depthwise_call(small, rgb, ones_at(filters, ..., 1, 1)),),
            (Prediction("output channels that are not all 0", [1], nonzero_channels),),
            f"q numbers the M filters of one input channel. The output channel is k·M + q = "
            f"1·{small.multiplier} + 1 = {1 * small.multiplier + 1}.",
            small,
        ),
        Claim(
            "filter-by-filter",
            f"With M = {small.multiplier}, the filters 0 of the channels make output channels 0, 2 and 4.",
            f"C = 3, M = {small.multiplier}; only the weights with q = 0 are not zero.",
            (depthwise_call(small, rgb, ones_at(filters, ..., 0)),),
            (Prediction("output channels that are not all 0", [0, 2, 4], nonzero_channels),),
            "The output is ordered channel by channel, not filter by filter: the M outputs of channel 0 come first, then those of channel 1. So between two outputs of filters 0 lie those of the other filters.",
            small,
        ),
        Claim(
            "multiples-of-3",
            "The number of output channels is a multiple of 3.",
            "1 channel with M = 2, then 2 with M = 2, then 4 with M = 5.",
            tuple(depthwise(each) for each in depths),
            tuple(
                Prediction(
                    f"remainder of C·M = {each.channels}·{each.multiplier} channels, divided by 3",
                    0,
                    channels_modulo_3(at),
                )
                for at, each in enumerate(depths)
            ),
            "It is C·M, a multiple of the number of input channels. A colour image has three; later layers can have any number.",
            depths[1],
        ),
        Claim(
            "only-k-and-q",
            "The same filter gives depthwise_conv2d three times as many output channels as conv2d.",
            "15×15×3 and one filter of shape (3, 3, 3, 3), given to both ops.",
            (depthwise(three), standard(plain, 3)),
            (
                Prediction("output channels of depthwise_conv2d", 3 * 3, output_channels(0)),
                Prediction("output channels of conv2d", 3, output_channels(1)),
            ),
            "The filter's last number is M in depthwise_conv2d and the number of output channels in conv2d: 3 channels with M = 3 make 9, and 3 filters make 3. So in the formulas more than k and q changes places: the output's index is k·M + q or k, and conv2d also sums over the input channels.",
            three,
        ),
    )
