"""The refusals of illegal convolutions: each names the parameter, its value and the rule."""

from __future__ import annotations

import itertools
import pickle

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.tf_nn_functions import conv2d, depthwise_conv2d


@pytest.mark.parametrize(
    "changes",
    [
        {"padding": [[0, 0], [10**12, 0], [0, 10**12], [0, 0]]},
        {"padding": [[0, 0], [10**30, 0], [0, 0], [0, 0]]},
        {"padding": "SAME", "dilations": [10**14, 1]},
    ],
)
def test_sizes_beyond_the_memory_are_refused(changes):
    """Absurd paddings and dilations are answered with a sentence."""
    for function in (depthwise_conv2d, conv2d):
        with pytest.raises(DwconvError, match="must fit into memory"):
            function(X, W, **({"strides": [1, 1, 1, 1]} | changes))


@pytest.mark.parametrize("function", [depthwise_conv2d, conv2d])
def test_a_kernel_as_long_as_a_long_signal_is_refused(function):
    """Input and kernel are small; the values under every window are not."""
    x, w = np.ones((1, 1, 10**6, 2), np.float32), np.ones((1, 10**6, 2, 1), np.float32)
    with pytest.raises(DwconvError, match="must fit into memory"):
        function(x, w, [1] * 4, "SAME")


ONE = np.ones((1, 1, 1, 1), np.float32)


@pytest.mark.parametrize(
    ("x", "w", "parameter"),
    [
        (ONE.astype(bool), ONE.astype(bool), "input.dtype"),
        (ONE.astype(complex), ONE.astype(complex), "input.dtype"),
        (ONE.astype(object), ONE.astype(object), "input.dtype"),
        (ONE.astype(np.longdouble), ONE.astype(np.longdouble), "input.dtype"),
        (
            ONE.astype(ml_dtypes.bfloat16),
            ONE.astype(ml_dtypes.bfloat16),
            "input.dtype",
        ),
        (ONE.astype("m8[s]"), ONE, "input.dtype"),
        ([[[["a"]]]], ONE, "input.dtype"),
        ("picture.png", ONE, "input.dtype"),
        (None, ONE, "input.dtype"),
        (ONE, ONE.astype(np.float64), "filter.dtype"),
        (ONE.astype(np.float16), ONE, "filter.dtype"),
        (ONE.astype(int), ONE, "filter.dtype"),
        (ONE, ONE.astype(int), "filter.dtype"),
        (ONE, [[[[True]]]], "filter.dtype"),
        ([[[[0.5]]]], ONE.astype(int), "input.dtype"),
        (ONE.astype(int), [[[[1.0]]]], "filter.dtype"),
        ([[[[np.nan]]]], ONE.astype(int), "input.dtype"),
        (ONE, [[[[1e39]]]], "a value in filter"),
        (ONE, [[[[2**24 + 1]]]], "a value in filter"),
        ([[[[70000]]]], ONE.astype(np.float16), "a value in input"),
        (ONE.astype(np.float64), [[[[2**53 + 1]]]], "a value in filter"),
        ([[[[0.5]]]], [[[[2**53 + 1]]]], "a value in filter"),
        ([[[[2**63 - 1]]]], ONE, "a value in input"),
        ([[1], [1, 2]], ONE, "input"),
        (np.ma.masked_array(ONE, ONE > 0), ONE, "input"),
    ],
)
def test_operands_of_dtypes_that_do_not_match_are_refused(x, w, parameter):
    """Dtypes that are not numbers, or not the same, are refused by the operand's name."""
    with pytest.raises(DwconvError) as caught:
        depthwise_conv2d(x, w, [1] * 4, "VALID")
    assert caught.value.parameter == parameter
    with pytest.raises(DwconvError) as caught:
        conv2d(x, w, [1] * 4, "VALID")
    assert caught.value.parameter == parameter.replace("filter", "filters")


X = np.ones((1, 5, 5, 2), np.float32)


W = np.ones((3, 3, 2, 1), np.float32)


# (what to change in a legal call, the parameter that the message names, the value in it)
BOTH = [
    ({"strides": [1, 0, 1, 1]}, "strides[1]", 0),
    ({"strides": [1, 1, -2, 1]}, "strides[2]", -2),
    ({"strides": [1, 1.5, 1, 1]}, "strides[1]", 1.5),
    ({"strides": [1, 2.0, 2.0, 1]}, "strides[1]", 2.0),
    ({"strides": [1, True, 1, 1]}, "strides[1]", True),
    ({"strides": [1, "2", 1, 1]}, "strides[1]", "2"),
    ({"strides": [1, None, 1, 1]}, "strides[1]", None),
    ({"strides": [2, 1, 1, 1]}, "strides[0]", 2),
    ({"strides": [1, 1, 1, 2]}, "strides[3]", 2),
    ({"strides": [1, 2, 1, 1], "data_format": "NCHW"}, "strides[1]", 2),
    ({"strides": [1, 1, 1]}, "strides", [1, 1, 1]),
    ({"strides": [1, 1, 1, 1, 1]}, "strides", [1, 1, 1, 1, 1]),
    ({"strides": []}, "strides", []),
    ({"strides": "1111"}, "strides", "1111"),
    ({"strides": {1: 1}}, "strides", {1: 1}),
    ({"strides": 1.0}, "strides", 1.0),
    ({"dilations": [0, 1]}, "dilations[0]", 0),
    ({"dilations": [1, -1]}, "dilations[1]", -1),
    ({"dilations": [1.5, 1]}, "dilations[0]", 1.5),
    ({"dilations": [1, 1, 1]}, "dilations", [1, 1, 1]),
    ({"dilations": 2.0}, "dilations", 2.0),
    ({"dilations": []}, "dilations", []),
    ({"dilations": "22"}, "dilations", "22"),
    ({"data_format": "NHCW"}, "data_format", "NHCW"),
    ({"data_format": "nhwc"}, "data_format", "nhwc"),
    ({"data_format": 1}, "data_format", 1),
    ({"padding": "same"}, "padding", "same"),
    ({"padding": "FULL"}, "padding", "FULL"),
    ({"padding": ""}, "padding", ""),
    ({"padding": "EXPLICIT"}, "padding", "EXPLICIT"),
    ({"padding": None}, "padding", None),
    ({"padding": 1}, "padding", 1),
    ({"padding": np.zeros((4, 2), int)}, "padding", None),
    ({"padding": [[1, 1], [1, 1]]}, "padding", [[1, 1], [1, 1]]),
    ({"padding": [[0, 0], [1, 1], [1, 1]]}, "padding", [[0, 0], [1, 1], [1, 1]]),
    ({"padding": [[0, 0], [1, 1], [1], [0, 0]]}, "padding[2]", [1]),
    ({"padding": [[0, 0], [1, 1], 1, [0, 0]]}, "padding[2]", 1),
    ({"padding": [[0, 0], [1, 1], "11", [0, 0]]}, "padding[2]", "11"),
    ({"padding": [[0, 0], [1, 1.5], [1, 1], [0, 0]]}, "padding[1][1]", 1.5),
    ({"padding": [[0, 0], [-1, 1], [1, 1], [0, 0]]}, "padding[1][0]", -1),
    (
        {"padding": [[0, 0], [0, -1], [0, 0], [0, 0]], "dilations": [2, 2]},
        "padding[1][1]",
        -1,
    ),
    ({"padding": [[1, 0], [1, 1], [1, 1], [0, 0]]}, "padding[0]", (1, 0)),
    ({"padding": [[0, 0], [1, 1], [1, 1], [0, 1]]}, "padding[3]", (0, 1)),
    (
        {"padding": [[0, 0], [1, 1], [1, 1], [0, 1]], "dilations": [2, 2]},
        "padding[3]",
        (0, 1),
    ),
    (
        {"padding": [[0, 0], [1, 1], [0, 0], [0, 0]], "data_format": "NCHW"},
        "padding[1]",
        (1, 1),
    ),
    ({"filter": np.ones((6, 3, 2, 1), "f")}, "filter.shape[0] (kernel height)", 6),
    ({"filter": np.ones((3, 9, 2, 1), "f")}, "filter.shape[1] (kernel width)", 9),
    ({"filter": np.ones((6, 3, 2, 1), "f"), "strides": [1, 3, 3, 1]}, "filter.shape[0]", 6),
    ({"dilations": [3, 1]}, "filter.shape[0] (kernel height)", 3),
    ({"filter": np.ones((0, 3, 2, 1), "f")}, "filter.shape", (0, 3, 2, 1)),
    ({"filter": np.ones((3, 3, 2, 0), "f")}, "filter.shape", (3, 3, 2, 0)),
    ({"filter": np.ones((3, 3, 3, 1), "f")}, "filter.shape[2]", 3),
    ({"filter": np.ones((3, 3, 2), "f")}, "filter.shape", (3, 3, 2)),
    ({"filter": np.ones((3, 3, 2, 1, 1), "f")}, "filter.shape", (3, 3, 2, 1, 1)),
    ({"filter": 1.0}, "filter.shape", ()),
    ({"input": np.ones((5, 5), "f")}, "input.shape", (5, 5)),
    ({"input": np.ones((5, 5, 2), "f")}, "input.shape", (5, 5, 2)),
    ({"input": np.ones((1, 5, 5, 0), "f")}, "filter.shape[2]", 2),
    ({"input": np.ones((1, 0, 5, 2), "f")}, "the height of input", 0),
    ({"input": np.ones((1, 5, 0, 2), "f")}, "the width of input", 0),
    (
        {"input": np.ones((1, 0, 5, 2), "f"), "filter": np.ones((1, 1, 2, 1), "f")},
        "the height of input",
        0,
    ),
    ({"input": []}, "input.shape", (0,)),
    ({"input": [], "filter": W.astype(int)}, "input.shape", (0,)),
    ({"input": np.array(1, "f")}, "input.shape", ()),
    ({"padding": b"SAME"}, "padding", b"SAME"),
    ({"padding": bytearray(b"SAME")}, "padding", None),
    ({"padding": float("nan")}, "padding", float("nan")),
    ({"padding": [[0, 0], b"11", [1, 1], [0, 0]]}, "padding[1]", b"11"),
    ({"padding": [[0, 0], [True, 1], [1, 1], [0, 0]]}, "padding[1][0]", True),
    ({"strides": [1, float("nan"), 1, 1]}, "strides[1]", float("nan")),
    ({"strides": [1, np.True_, 1, 1]}, "strides[1]", np.True_),
    ({"strides": [1, [2], 1, 1]}, "strides[1]", [2]),
    ({"strides": [1, np.array([2]), 1, 1]}, "strides[1]", None),
    ({"strides": b"1111"}, "strides", b"1111"),
    ({"strides": [1, -(10**5000), 1, 1]}, "strides[1]", None),
    ({"dilations": [2**62, 1]}, "filter.shape[0] (kernel height)", 3),
    ({"dilations": [10**5000, 1]}, "filter.shape[0] (kernel height)", 3),
    ({"dilations": b"11"}, "dilations", b"11"),
    ({"data_format": b"NHWC"}, "data_format", b"NHWC"),
    ({"data_format": np.array("NHWC")}, "data_format", None),
]


DEPTHWISE = [
    ({"strides": 1}, "strides", 1),
    ({"strides": None}, "strides", None),
    ({"strides": [1, 1]}, "strides", [1, 1]),
    ({"strides": np.ones(4, int)}, "strides", None),
    ({"dilations": 2}, "dilations", 2),
    ({"dilations": [2]}, "dilations", [2]),
    ({"dilations": [1, 1, 1, 1]}, "dilations", [1, 1, 1, 1]),
    ({"filter": np.ones((3, 3, 1, 1), "f")}, "filter.shape[2]", 1),
    ({"input": np.ones((1, 1, 5, 5, 2), "f")}, "input.shape", (1, 1, 5, 5, 2)),
]


STANDARD = [
    ({"strides": 0}, "strides", 0),
    ({"strides": True}, "strides", True),
    ({"strides": np.ones(2)}, "strides[0]", 1.0),
    ({"dilations": [2, 1, 1, 1]}, "dilations[0]", 2),
    ({"dilations": [1, 1, 1, 2]}, "dilations[3]", 2),
    ({"filter": np.ones((3, 3, 1, 3), "f")}, "filter.shape[3]", 3),
]


def assert_refused(function, changes, parameter, value):
    arguments = {"input": X, "filter": W, "strides": [1, 1, 1, 1], "padding": "VALID"} | changes
    if changes.get("data_format") == "NCHW":
        arguments["input"] = X.transpose(0, 3, 1, 2)
    if function is conv2d:
        arguments["filters"] = arguments.pop("filter")
        parameter = parameter.replace("filter", "filters")
    with pytest.raises(DwconvError) as caught:
        function(**arguments)
    message = str(caught.value)
    assert caught.value.parameter.startswith(parameter)
    assert message.startswith(f"{parameter}")
    assert ", but must " in message
    if value is not None:
        assert repr(value) in message
    assert str(pickle.loads(pickle.dumps(caught.value))) == message


@pytest.mark.parametrize(("changes", "parameter", "value"), BOTH + DEPTHWISE)
def test_depthwise_names_parameter_value_and_rule(changes, parameter, value):
    """Every illegal call names the parameter, its value and the rule."""
    assert_refused(depthwise_conv2d, changes, parameter, value)


@pytest.mark.parametrize(("changes", "parameter", "value"), BOTH + STANDARD)
def test_conv2d_names_parameter_value_and_rule(changes, parameter, value):
    """Every illegal call names the parameter, its value and the rule."""
    assert_refused(conv2d, changes, parameter, value)


def test_the_call_that_the_illegal_ones_change_is_legal():
    """What the table changes is what makes its calls illegal."""
    assert depthwise_conv2d(X, W, [1, 1, 1, 1], "VALID").shape == (1, 3, 3, 2)
    assert conv2d(X, W, [1, 1, 1, 1], "VALID").shape == (1, 3, 3, 1)


def test_a_stride_of_1_in_the_cache_does_not_let_1_0_or_true_pass():
    """What is remembered of a legal stride of 1 does not let 1.0 or True pass."""
    for stride in (1, np.int64(1)):
        depthwise_conv2d(X, W, [1, stride, stride, 1], "VALID")
    for stride in (1.0, True):
        with pytest.raises(DwconvError):
            depthwise_conv2d(X, W, [1, stride, stride, 1], "VALID")


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 6)
    | st.floats()
    | st.sampled_from(["VALID", "SAME", "NHWC", "NCHW", "", "same"]),
    lambda each: st.lists(each, max_size=5) | st.tuples(each, each),
    max_leaves=10,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("strides", "padding", "dilations", "data_format"), junk)
    )
)
@settings(deadline=None, max_examples=300)
def test_no_parameters_raise_anything_but_a_dwconv_error(changes):
    """Whatever the parameters, a call returns an array or raises a DwconvError."""
    arguments = {"strides": [1, 1, 1, 1], "padding": "VALID"} | changes
    for function in (depthwise_conv2d, conv2d):
        error = refusal(function, X, W, **arguments)
        assert error is None or str(error).startswith(error.parameter)


def refusal(function, *args, **kwargs):
    """The DwconvError that a call raises, or None if it returns an array."""
    try:
        assert isinstance(function(*args, **kwargs), np.ndarray)
    except DwconvError as error:
        return error
    return None


@given(junk, junk)
@settings(deadline=None, max_examples=200)
def test_no_operands_raise_anything_but_a_dwconv_error(x, w):
    """Whatever the operands, a call returns an array or raises a DwconvError."""
    for function, one, other in itertools.product((depthwise_conv2d, conv2d), (x, X), (w, W)):
        error = refusal(function, one, other, [1] * 4, "SAME")
        assert error is None or ", but " in str(error)
