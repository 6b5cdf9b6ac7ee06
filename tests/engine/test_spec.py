"""Tests ConvSpec: each instance is valid, and any other call raises an error with the reason."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, check_data_format, check_padding, check_spec
from dwconv.engine.tf_nn_functions import depthwise_conv2d

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
        # Nothing else is illegal here.
        assert error.parameter.startswith("kernel") or error.value == 0  # noqa: PT017
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
        ({"padding": b"SAME"}, "padding"),
        ({"padding": bytearray(b"SAME")}, "padding"),
        ({"padding": b"12"}, "padding"),
        ({"padding": (b"12", b"12")}, "padding[0]"),
        ({"padding": np.zeros((4, 2), int)}, "padding"),
        ({"padding": float("nan")}, "padding"),
        ({"height": 0}, "height"),
        ({"width": 0}, "width"),
        ({"width": 0, "padding": ((1, 1), (0, 0))}, "width"),
        ({"width": 0, "padding": ((1, 1), (0, 2))}, "kernel width"),
        ({"height": float("nan")}, "height"),
        ({"channels": np.True_}, "channels"),
        ({"channels": np.array([1])}, "channels"),
        ({"kernel": b"33"}, "kernel"),
        ({"kernel": []}, "kernel"),
        ({"kernel": np.array([3.0, 3.0])}, "kernel[0]"),
        ({"kernel": np.array([3, 3, 3])}, "kernel"),
        ({"kernel": 2**62}, "kernel height"),
        ({"dilation": 10**5000}, "kernel height"),
        ({"stride": -(10**5000)}, "stride"),
        ({"data_format": b"NHWC"}, "data_format"),
        ({"data_format": ["NHWC"]}, "data_format"),
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


def test_the_error_about_small_letters_suggests_capitals():
    """The commonest slip is answered with the right spelling."""
    with pytest.raises(DwconvError, match='Use "VALID"'):
        check_padding("valid")


@pytest.mark.parametrize("value", ["NHWC", "NCHW"])
def test_nhwc_and_nchw_are_the_two_data_formats(value):
    """Two orders of axes are known."""
    assert check_data_format(value) == value


def test_an_empty_input_has_the_shape_of_the_formula():
    """Empty batches, and empty images under SAME, have the formula's shape."""
    assert ConvSpec(6, 6, 2, batch=0).output_shape == (0, 4, 4, 2)
    assert ConvSpec(0, 6, 2, padding="SAME").output_shape == (1, 0, 6, 2)
    assert ConvSpec(0, 6, 2, padding=((2, 1), (0, 0))).output_shape == (1, 1, 4, 2)


def test_bytes_are_not_a_name_of_padding():
    """The error says what is wrong with b"SAME", not with its first letter, 83."""
    with pytest.raises(DwconvError, match=r"^padding is b'SAME', but must be a str\. Use "):
        ConvSpec(6, 6, 1, padding=b"SAME")


def test_pairs_may_be_arrays():
    """Arrays of ints go where tuples do, and become tuples: the spec stays a key of a dict."""
    spec = ConvSpec(
        9, 9, 1, kernel=np.array([2, 3]), stride=np.array([1, 2]), dilation=np.array([2, 1])
    )
    plain = ConvSpec(9, 9, 1, kernel=(2, 3), stride=(1, 2), dilation=(2, 1))
    assert spec == plain
    assert hash(spec) == hash(plain)
    assert repr(spec) == repr(plain)


def test_names_in_the_str_of_numpy_become_plain_str():
    """NumPy's str is a str; what prints a spec shows no trace of it."""
    spec = ConvSpec(6, 6, 1, padding=np.str_("SAME"), data_format=np.str_("NCHW"))
    assert type(spec.padding) is type(spec.data_format) is str
    assert repr(spec) == repr(ConvSpec(6, 6, 1, padding="SAME", data_format="NCHW"))


def test_the_stride_of_one_window_and_the_dilation_of_one_tap_may_be_of_any_size():
    """With one window no second one has to fit, and with one tap no second tap."""
    assert ConvSpec(5, 5, 2, stride=10**5000).output_shape == (1, 1, 1, 2)
    assert ConvSpec(5, 5, 2, kernel=1, dilation=2**62).output_shape == (1, 5, 5, 2)
    assert ConvSpec(5, 5, 2, stride=2**62, padding="SAME").pads == ((0, 0), (0, 0))


def test_check_spec_gives_the_layer():
    """A layer passes as it is."""
    spec = ConvSpec(5, 5, 2)
    assert check_spec(spec) is spec


@pytest.mark.parametrize("value", [None, 3, (5, 5, 2), "spec", np.ones((5, 5, 2)), ConvSpec])
def test_check_spec_says_that_a_layer_is_needed(value):
    """Anything else is a TypeError in a sentence."""
    with pytest.raises(
        TypeError, match=r"^spec is .*, but must be a ConvSpec\. ConvSpec\(5, 5, 2\)"
    ):
        check_spec(value)


def test_stride_and_dilation_may_be_called_as_tensorflow_calls_them():
    spec = ConvSpec(9, 9, 1, strides=(2, 1), dilations=2)
    assert spec == ConvSpec(9, 9, 1, stride=(2, 1), dilation=(2, 2))
    assert spec.replace(strides=3) == spec.replace(stride=3)
    assert not hasattr(spec, "strides")
    with pytest.raises(DwconvError, match="strides is 2, but must not be given together with"):
        ConvSpec(9, 9, 1, stride=3, strides=2)
    with pytest.raises(DwconvError, match=r"stride is 1\.5, but must be an integer"):
        ConvSpec(9, 9, 1, strides=1.5)
