"""Claims about the parameters of the op, except its strides."""

from __future__ import annotations

import numpy as np

from dwconv.engine.sample_values import make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, depthwise_call
from dwconv.teaching.claims.answer_facts import ERROR, accepted, output_shape, output_width
from dwconv.teaching.claims.claim import Claim, Prediction
from dwconv.teaching.claims.claim_calls import ones, operands, standard


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    plain = ConvSpec(15, 15, 3)
    image, kernel = operands(plain)
    four, taps = ConvSpec(8, 8, 1, kernel=(2, 2)), ones(2, 2, 1, 1)
    both = four.replace(stride=(2, 2), dilation=(2, 2))
    dilated = plain.replace(dilation=(2, 2))
    first = np.ascontiguousarray(np.moveaxis(ones(1, 8, 8, 2), 3, 1))
    batches = np.ones((2, 3, 15, 15, 3), np.float32)
    return (
        Claim(
            "free-third-axis",
            "A filter whose third number is not the input's number of channels is refused.",
            "An input of 3 channels, and a filter of shape (3, 3, 2, 1).",
            (Call("depthwise_conv2d", image, kernel[:, :, :2], [1, 1, 1, 1], "VALID"),),
            (Prediction("what comes back", ERROR, accepted()),),
            "The third number cannot be chosen freely: it must equal the number of input channels. The filter holds in_channels·channel_multiplier 2-D filters: channel_multiplier for each input channel.",
            plain,
        ),
        Claim(
            "more-batch-axes",
            "The input may have more than one batch axis, as for conv2d.",
            "An input of shape (2, 3, 15, 15, 3).",
            (Call("depthwise_conv2d", batches, kernel, [1, 1, 1, 1], "VALID"),),
            (
                Prediction(
                    "shape of the output", str((2, 3, *plain.output_shape[1:])), output_shape()
                ),
            ),
            "depthwise_conv2d is made for exactly four axes; only conv2d takes more. The formula has no place for a fifth axis, and TensorFlow does not check for it when it runs a call at once (eagerly).",
        ),
        Claim(
            "four-strides",
            "Two of the four strides must be 1.",
            "strides=[1, 2, 2, 3].",
            (Call("depthwise_conv2d", image, kernel, [1, 2, 2, 3], "VALID"),),
            (Prediction("what comes back", ERROR, accepted()),),
            "The strides for batch and channels must be 1. These are the first and the last in NHWC, and the first two in NCHW.",
        ),
        Claim(
            "dilation-refuses-stride",
            "TensorFlow gives an error for a stride above 1 together with a dilation above 1.",
            "8×8, a 2×2 filter of ones, stride 2, dilation 2, VALID.",
            (depthwise_call(both, make_input("ramp", 8, 8, 1)[None], taps),),
            (Prediction("what comes back", "an error", output_shape()),),
            f"The formula has an answer, of shape {both.output_shape}. TensorFlow only warns, and then returns other numbers than the formula.",
            both,
            "tensorflow",
        ),
        Claim(
            "conv2d-no-dilation",
            f"conv2d has dilation, too: with dilation 2 a kernel size of 3 makes {dilated.width} columns into {dilated.width - 4}.",
            "conv2d on 15×15×3, 8 filters, VALID, dilation 2.",
            (standard(dilated, 8),),
            (Prediction("width of the output", dilated.width - 4, output_width(0)),),
            f"Both have it. A kernel size of 3 with dilation 2 spans {dilated.horizontal.effective} pixels, so the output is {dilated.horizontal.output} wide. conv2d even allows a stride with it.",
            dilated,
            "shapes",
        ),
        Claim(
            "nchw-filter",
            'With data_format "NCHW" a filter with its channels first is refused.',
            "An input of shape (1, 2, 8, 8), and a filter of shape (2, 1, 3, 3).",
            (
                Call(
                    "depthwise_conv2d",
                    first,
                    ones(2, 1, 3, 3),
                    [1, 1, 1, 1],
                    "VALID",
                    "NCHW",
                ),
            ),
            (Prediction("what comes back", ERROR, accepted()),),
            "data_format changes input, output, strides and padding. The filter is [filter_height, "
            "filter_width, in_channels, channel_multiplier] in both formats, here (3, 3, 2, 1).",
        ),
        Claim(
            "nchw-everywhere",
            'data_format "NCHW" works wherever "NHWC" does.',
            "An input of shape (1, 2, 8, 8), a filter of shape (3, 3, 2, 1), both in float64.",
            (
                Call(
                    "depthwise_conv2d",
                    first.astype(np.float64),
                    np.ones((3, 3, 2, 1)),
                    [1, 1, 1, 1],
                    "VALID",
                    "NCHW",
                ),
            ),
            (Prediction("what comes back", "an output", accepted()),),
            "The formula has an answer. On a computer without a graphics card TensorFlow has two programs for this op: one for float32 (from oneDNN), which takes NCHW, and one for float64, which takes only NHWC.",
        ),
    )
