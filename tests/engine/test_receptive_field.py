"""Receptive fields against plain loops: one pixel after the other is set to 1, and the output looked at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv import DwconvError
from dwconv.engine.receptive_field import (
    StackLayer,
    receptive_field,
    total_stride,
    trace_output_back,
)
from dwconv.files.stack_text import read_stack, write_stack
from dwconv.networks import network

STACKS = st.lists(
    st.builds(StackLayer, st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)),
    min_size=1,
    max_size=3,
)


def first_output(layers, pixels):
    """The first output value of the stack, all weights 1, by the definition of each layer."""
    for k, s, d in ((layer.kernel, layer.stride, layer.dilation) for layer in layers):
        windows = (len(pixels) - (k - 1) * d - 1) // s + 1
        pixels = [sum(pixels[i * s + t * d] for t in range(k)) for i in range(windows)]
    return pixels[0]


@settings(max_examples=40)
@given(STACKS)
def test_the_pixels_that_change_the_output_are_those_of_the_receptive_field(layers):
    size = receptive_field(layers)
    images = [[int(pixel == one) for pixel in range(size + 2)] for one in range(size + 2)]
    found = [first_output(layers, image) for image in images]
    assert tuple(found[:size]) == trace_output_back(layers).ways
    assert not any(found[size:])
    assert min(found[0], found[size - 1]) > 0


def test_the_receptive_field_of_mobilenet_is_the_published_one():
    # Araujo, Norris and Sim (Distill, 2019) print 315 pixels and a total stride of 32.
    layers = [
        StackLayer(layer.kernel[0], layer.stride[0])
        for layer in network("MobileNet")
        if layer.kind != "dense"
    ]
    assert (receptive_field(layers), total_stride(layers)) == (315, 32)


def test_dilations_with_a_common_factor_leave_pixels_out():
    assert (
        trace_output_back(read_stack("3d2n3")).read
        == 7
        < receptive_field(read_stack("3d2n3"))
        == 13
    )
    assert trace_output_back(read_stack("3 3d2 3d4 3d8")).read == 31


def test_the_values_of_each_layer_lie_in_the_middle_of_what_they_see():
    # 5 inputs; layer 1 with stride 2 makes 2 values, which see pixels 0-2 and 2-4.
    assert trace_output_back(read_stack("3s2 2")).centres == (
        (2.0,),
        (1.0, 3.0),
        (0.0, 1.0, 2.0, 3.0, 4.0),
    )


@given(STACKS)
def test_a_text_is_read_back(layers):
    assert list(read_stack(write_stack(layers))) == layers


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3 x", "the layer is 'x', but must be a kernel size"),
        ("3s2s3", "the layer is '3s2s3'"),
        ("3s", "the layer is '3s'"),
        ("-3", "the layer is '-3'"),
        ("0", "the kernel in 0 is 0, but must be from 1"),
        ("3s0", "the stride in 3s0 is 0"),
        ("1n65", "the number of layers in 1n65 is 65, but must be from 1 to 64"),
        ("999 999", "the receptive field is 1997, but must be at most 1,024 pixels"),
        ("3n40 3n40", "the number of layers is 80, but must be at most 64"),
        ("3s9n64", "the receptive field is"),
        ("٣", "the layer is"),
    ],
)
def test_a_text_that_is_no_stack_is_refused_with_the_reason(text, sentence):
    with pytest.raises(DwconvError) as raised:
        read_stack(text)
    assert str(raised.value).startswith(sentence)
