"""Claims about the parameter `strides`."""

from __future__ import annotations

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, depthwise_call
from dwconv.teaching.claims.answer_facts import accepted
from dwconv.teaching.claims.claim import Claim, Prediction
from dwconv.teaching.claims.claim_calls import operands


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    plain = ConvSpec(15, 15, 3)
    uneven = plain.replace(stride=(2, 1))
    image, kernel = operands(uneven)
    array = np.array(depthwise_call(plain, image, kernel).strides)
    single = depthwise_call(uneven, image, kernel)
    double = depthwise_call(uneven, image.astype(np.float64), kernel.astype(np.float64))
    return (
        Claim(
            "array-of-strides",
            "strides may be an array or tensor of four numbers.",
            f"strides=np.{array!r}",
            (Call("depthwise_conv2d", image, kernel, array, "VALID"),),
            (Prediction("what comes back", "an output", accepted()),),
            "It must be a list or a tuple of four Python numbers. TensorFlow refuses an array, and a tensor, too.",
            plain,
        ),
        Claim(
            "unequal-strides",
            "Wherever equal strides work, different strides down and across work, too.",
            f"strides={single.strides}, in float32 and in float64.",
            (single, double),
            (
                Prediction("what comes back in float32", "an output", accepted(0)),
                Prediction("what comes back in float64", "an output", accepted(1)),
            ),
            f"The formula has an answer: it gives {uneven.output_shape}. On a computer without a graphics card TensorFlow has two programs for this op. One, from oneDNN, is used for float32 and takes such strides. The other takes only equal strides; it is used for float64, and for float32 if oneDNN is switched off.",
            uneven,
            "tensorflow",
        ),
    )
