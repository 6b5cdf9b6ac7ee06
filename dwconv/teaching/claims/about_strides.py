"""Claims about the parameter `strides`."""

from __future__ import annotations

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, depthwise_call
from dwconv.teaching.claims.calls import operands
from dwconv.teaching.claims.readings import accepted
from dwconv.teaching.claims.structure import Claim, Prediction


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
            "strides is a tensor of four numbers.",
            f"strides=np.{array!r}, an array.",
            (Call("depthwise_conv2d", image, kernel, array, "VALID"),),
            (Prediction("what comes back", "an output", accepted()),),
            "It is a list or a tuple of four Python numbers. An array is refused, and so is a tensor.",
            plain,
        ),
        Claim(
            "unequal-strides",
            "Strides that differ down and across work wherever equal ones do.",
            f"strides={single.strides}, in float32 and in float64.",
            (single, double),
            (
                Prediction("what comes back in float32", "an output", accepted(0)),
                Prediction("what comes back in float64", "an output", accepted(1)),
            ),
            f"The formula has no trouble with it and gives {uneven.output_shape}. TensorFlow has two kernels "
            "for the processor. That of oneDNN serves float32 and takes such strides. The plain one takes "
            "equal strides only, and it serves float64, and float32 where oneDNN is off.",
            uneven,
            "tensorflow",
        ),
    )
