"""Small layers of every kind, their tensors, and both gradients of them by this library."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.tf_nn_functions import (
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)


@st.composite
def layers(draw, batch=(1, 2), smallest=1, stride=(1, 3), dilation=(1, 3)):
    """Small layers of every kind; strides and dilations unequal, and together."""
    number = st.integers(1, 3)
    pads = st.tuples(st.integers(0, 4), st.integers(0, 4))
    padding = draw(st.sampled_from(["SAME", "VALID"]) | st.tuples(pads, pads))
    same = ConvSpec(
        draw(st.integers(smallest, 7)),
        draw(st.integers(smallest, 7)),
        draw(number),
        kernel=(draw(st.integers(1, 4)), draw(st.integers(1, 4))),
        multiplier=draw(number),
        stride=(draw(st.integers(*stride)), draw(st.integers(*stride))),
        padding="SAME",
        dilation=(draw(st.integers(*dilation)), draw(st.integers(*dilation))),
        batch=draw(st.integers(*batch)),
        data_format=draw(st.sampled_from(["NHWC", "NCHW"])),
    )
    try:
        return same.replace(padding=padding)
    except DwconvError:  # no window fits: SAME always does
        return same


seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def ordered(spec, rows, columns, rest=1):
    """Four in the order of the layer's data format."""
    if spec.data_format == "NHWC":
        return [rest, rows, columns, rest]
    return [rest, rest, rows, columns]


def padding_of(spec):
    if isinstance(spec.padding, str):
        return spec.padding
    return ordered(spec, *map(list, spec.padding), [0, 0])


def call(spec):
    """The arguments behind the tensors, of either gradient."""
    dilations = ordered(spec, *spec.dilation)
    return ordered(spec, *spec.stride), padding_of(spec), spec.data_format, dilations


def both(spec, x, w, g):
    """Either gradient by this library."""
    return (
        depthwise_conv2d_backprop_input(spec.input_shape, w, g, *call(spec)),
        depthwise_conv2d_backprop_filter(x, spec.filter_shape, g, *call(spec)),
    )


def tensors(spec, rng, dtype="int64"):
    """Input, filter and a gradient of the output."""
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    if np.dtype(dtype).kind == "f":
        return [rng.standard_normal(shape).astype(dtype) for shape in shapes]
    low = 0 if np.dtype(dtype).kind == "u" else -99
    return [rng.integers(low, 99, shape, dtype) for shape in shapes]
