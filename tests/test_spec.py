"""dwconv.spec: an instance that exists is valid, and every other call says why it is not."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.convolve import depthwise_conv2d
from dwconv.errors import DwconvError
from dwconv.spec import ConvSpec, check_data_format, check_padding

small = st.integers(1, 6)
pairs = st.tuples(small, small)
specs = st.builds(
    dict,
    height=st.integers(0, 9),
    width=st.integers(0, 9),
    channels=small,
    kernel=pairs,
    multiplier=small,
    stride=pairs,
    padding=st.sampled_from(["VALID", "SAME"])
    | st.tuples(*[st.tuples(st.integers(0, 5), st.integers(0, 5))] * 2),
    dilation=pairs,
    batch=st.integers(0, 3),
    data_format=st.sampled_from(["NHWC", "NCHW"]),
)


def test_three_numbers_make_a_layer():
    """Everything but height, width and channels has a default."""
    spec = ConvSpec(15, 12, 3)
    assert (spec.kernel, spec.multiplier, spec.stride, spec.dilation) == ((3, 3), 1, (1, 1), (1, 1))
    assert (spec.padding, spec.batch, spec.data_format) == ("VALID", 1, "NHWC")
    assert spec.input_shape == (1, 15, 12, 3)
    assert spec.filter_shape == (3, 3, 3, 1)
    assert spec.output_shape == (1, 13, 10, 3)
    assert spec.pads == ((0, 0), (0, 0))


@given(specs)
def test_shapes_are_those_of_the_arrays(parameters):
    """Arrays of input_shape and filter_shape convolve to output_shape, in either layout."""
    try:
        spec = ConvSpec(**parameters)
    except DwconvError as error:
        assert error.parameter.startswith("kernel")  # noqa: PT017 - nothing else is illegal here
        return
    nhwc = spec.data_format == "NHWC"
    padding = spec.padding
    if not isinstance(padding, str):
        padding = [(0, 0), *padding, (0, 0)] if nhwc else [(0, 0), (0, 0), *padding]
    out = depthwise_conv2d(
        np.zeros(spec.input_shape, np.int8),
        np.zeros(spec.filter_shape, np.int8),
        (1, *spec.stride, 1) if nhwc else (1, 1, *spec.stride),
        padding,
        spec.data_format,
        spec.dilation,
    )
    assert out.shape == spec.output_shape


@given(specs)
def test_the_same_layer_is_equal_and_one_key_of_a_dict(parameters):
    """Specs compare and hash by their normalised parameters, and survive pickling."""
    try:
        spec = ConvSpec(**parameters)
    except DwconvError:
        return
    listed = {
        name: list(map(list, value)) if name == "padding" and not isinstance(value, str) else value
        for name, value in parameters.items()
    }
    again = ConvSpec(**(listed | {"stride": list(parameters["stride"])}))
    assert spec == again
    assert {spec: 1}[again] == 1
    assert pickle.loads(pickle.dumps(spec)) == spec == copy.deepcopy(spec) == spec.replace()


def test_a_spec_cannot_be_changed():
    """It is frozen; replace makes another, checked again."""
    spec = ConvSpec(6, 6, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.height = 2
    assert spec.replace(height=7).output_shape == (1, 5, 4, 1)
    assert spec.height == 6
    with pytest.raises(DwconvError, match="kernel height is 3"):
        spec.replace(height=2)


def test_values_become_plain_ints():
    """NumPy's integers and lists are normalised, so that equal layers are equal."""
    spec = ConvSpec(np.int64(6), 6, np.uint8(1), kernel=[np.int8(2), 3], stride=2)
    assert type(spec.height) is type(spec.channels) is type(spec.kernel[0]) is int
    assert (spec.kernel, spec.stride) == ((2, 3), (2, 2))
    assert spec == ConvSpec(6, 6, 1, kernel=(2, 3), stride=(2, 2))


@pytest.mark.parametrize(
    ("changes", "parameter"),
    [
        ({"height": -1}, "height"),
        ({"height": 6.0}, "height"),
        ({"width": "6"}, "width"),
        ({"width": None}, "width"),
        ({"channels": 0}, "channels"),
        ({"multiplier": 0}, "multiplier"),
        ({"multiplier": True}, "multiplier"),
        ({"batch": -1}, "batch"),
        ({"kernel": 0}, "kernel"),
        ({"kernel": (3, 0)}, "kernel[1]"),
        ({"kernel": (3, 3, 3)}, "kernel"),
        ({"kernel": 7}, "kernel height"),
        ({"kernel": (1, 7)}, "kernel width"),
        ({"dilation": (1, 3)}, "kernel width"),
        ({"stride": 0}, "stride"),
        ({"stride": (1.5, 1)}, "stride[0]"),
        ({"stride": None}, "stride"),
        ({"dilation": -1}, "dilation"),
        ({"data_format": "nhwc"}, "data_format"),
        ({"data_format": None}, "data_format"),
        ({"padding": "valid"}, "padding"),
        ({"padding": "FULL"}, "padding"),
        ({"padding": None}, "padding"),
        ({"padding": 1}, "padding"),
        ({"padding": ()}, "padding"),
        ({"padding": ((1, 1), 1)}, "padding[1]"),
        ({"padding": ((1, 1), (1, -1))}, "padding[1][1]"),
        ({"padding": ((0, 0), (0, 0), (0, 0), (1, 0))}, "padding[3]"),
        ({"padding": ((2, 0), (0, 0), (0, 0), (0, 0))}, "padding[0]"),
        ({"height": 0}, "kernel height"),
    ],
)
def test_an_illegal_layer_is_refused_by_name(changes, parameter):
    """The error names the parameter and holds its value."""
    with pytest.raises(DwconvError) as caught:
        ConvSpec(**({"height": 6, "width": 6, "channels": 1} | changes))
    assert caught.value.parameter == parameter
    assert str(caught.value).startswith(f"{parameter} is ")
    assert ", but must " in str(caught.value)


def test_four_pairs_are_read_in_the_order_of_the_layout():
    """TensorFlow's explicit padding has rows and columns where the layout has them."""
    assert check_padding([[0, 0], [1, 2], [3, 4], [0, 0]], "NHWC") == ((1, 2), (3, 4))
    assert check_padding([[0, 0], [0, 0], [1, 2], [3, 4]], "NCHW") == ((1, 2), (3, 4))
    assert check_padding([[1, 2], [3, 4]], "NCHW") == ((1, 2), (3, 4))
    with pytest.raises(DwconvError, match=r"padding\[1\] is \(1, 2\).*channels of NCHW"):
        check_padding([[0, 0], [1, 2], [3, 4], [0, 0]], "NCHW")


def test_small_letters_are_answered_with_capitals():
    """The commonest slip is answered with the right spelling."""
    with pytest.raises(DwconvError, match='Use "VALID"'):
        check_padding("valid")


@pytest.mark.parametrize("value", ["NHWC", "NCHW"])
def test_data_formats(value):
    """Two orders of axes are known."""
    assert check_data_format(value) == value


def test_nothing_to_see_still_has_a_shape():
    """Empty batches, and empty images under SAME, have the formula's shape."""
    assert ConvSpec(6, 6, 2, batch=0).output_shape == (0, 4, 4, 2)
    assert ConvSpec(0, 6, 2, padding="SAME").output_shape == (1, 0, 6, 2)
    assert ConvSpec(0, 6, 2, padding=((2, 1), (0, 0))).output_shape == (1, 1, 4, 2)
