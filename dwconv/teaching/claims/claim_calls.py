"""Calls of TensorFlow that test claims, on numbers made from a spec."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, depthwise_call, standard_call

Array = npt.NDArray[Any]


def operands(spec: ConvSpec, source: str = "integers") -> tuple[Array, Array]:
    """Make input and depthwise filter of a layer, with numbers from `dwconv.engine.sample_values`."""
    image = make_input(source, spec.height, spec.width, spec.channels)[None]
    return image, make_filter(source, spec.kernel, spec.channels, spec.multiplier)


def depthwise(spec: ConvSpec, source: str = "integers") -> Call:
    """Call `tf.nn.depthwise_conv2d` for a layer."""
    return depthwise_call(spec, *operands(spec, source))


def standard(spec: ConvSpec, filters: int) -> Call:
    """Call `tf.nn.conv2d` with so many filters on the input of a layer."""
    image, _ = operands(spec)
    return standard_call(spec, image, make_filter("integers", spec.kernel, spec.channels, filters))


def ones(*shape: int) -> Array:
    """Make an array of ones in float32."""
    return np.ones(shape, np.float32)


def ones_at(shape: tuple[int, ...], *place: Any) -> Array:
    """Make an array of zeros in float32, with ones at a place."""
    array = np.zeros(shape, np.float32)
    array[place] = 1
    return array
