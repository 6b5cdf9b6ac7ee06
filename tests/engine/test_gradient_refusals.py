"""The refusals of illegal gradients: each names the parameter, its value and the rule."""

from __future__ import annotations

import numpy as np
import pytest

from dwconv.engine.errors import DwconvError
from dwconv.engine.tf_nn_functions import (
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)

ONE = [1, 1, 1, 1]


X, W = np.ones((1, 5, 5, 2), np.float32), np.ones((3, 3, 2, 1), np.float32)


G = np.ones((1, 3, 3, 2), np.float32)


# (what to change in a legal call, what the message begins with)
BOTH = [
    ({"strides": [1, 0, 1, 1]}, "strides[1] is 0, but must be at least 1."),
    ({"strides": [1, 1.5, 1, 1]}, "strides[1] is 1.5, but must be an integer."),
    ({"strides": [2, 1, 1, 1]}, "strides[0] is 2, but must be 1: it belongs to the batch of NHWC"),
    ({"strides": 1}, "strides is 1, but must be a list of 4 ints."),
    ({"padding": "same"}, "padding is 'same', but must be in capitals."),
    ({"padding": [[1, 0], [0, 0], [0, 0], [0, 0]]}, "padding[0] is (1, 0), but must be (0, 0)"),
    ({"data_format": "NHCW"}, 'data_format is \'NHCW\', but must be "NHWC" or "NCHW".'),
    ({"dilations": [1, 0, 1, 1]}, "dilations[1] is 0, but must be at least 1."),
    ({"dilations": [2, 1, 1, 1]}, "dilations[0] is 2, but must be 1: it belongs to the batch"),
    ({"dilations": [1, 1, 1]}, "dilations is [1, 1, 1], but must be an int or a list of 1, 2 or 4"),
    (
        {"dilations": [1, 2, 2, 1]},
        "out_backprop.shape is (1, 3, 3, 2), but must be (1, 1, 1, 2), the shape of the output.",
    ),
    (
        {"padding": "SAME"},
        "out_backprop.shape is (1, 3, 3, 2), but must be (1, 5, 5, 2), the shape of the output.",
    ),
    (
        {"out_backprop": G[..., :1]},
        "out_backprop.shape is (1, 3, 3, 1), but must be (1, 3, 3, 2), the shape of the output.",
    ),
    (
        {"out_backprop": G[0]},
        "out_backprop.shape is (3, 3, 2), but must be (1, 3, 3, 2), the shape of the output.",
    ),
    (
        {"out_backprop": G.repeat(2, axis=0)},
        "out_backprop.shape is (2, 3, 3, 2), but must be (1, 3, 3, 2), the shape of the output.",
    ),
    ({"out_backprop": G.astype(bool)}, "out_backprop.dtype is 'bool', but must be float16, "),
    ({"out_backprop": [[1], [1, 2]]}, "out_backprop is [[1], [1, 2]], but must be an array"),
]


OF_INPUT = [
    ({"out_backprop": G.astype("d")}, "out_backprop.dtype is 'float64', but must be the same as f"),
    ({"input_sizes": [5, 5]}, "input_sizes is [5, 5], but must hold 4 ints."),
    ({"input_sizes": [1, 5, 5, 2, 1]}, "input_sizes is [1, 5, 5, 2, 1], but must hold 4 ints."),
    ({"input_sizes": 5}, "input_sizes is 5, but must hold 4 ints."),
    ({"input_sizes": None}, "input_sizes is None, but must hold 4 ints."),
    ({"input_sizes": "1552"}, "input_sizes is '1552', but must hold 4 ints."),
    ({"input_sizes": [1, 5.0, 5, 2]}, "input_sizes[1] is 5.0, but must be an integer."),
    ({"input_sizes": [1, -5, 5, 2]}, "input_sizes[1] is -5, but must be at least 0."),
    ({"input_sizes": np.ones(4)}, "input_sizes[0] is 1.0, but must be an integer."),
    (
        {"input_sizes": [1, 6, 5, 2]},
        "out_backprop.shape is (1, 3, 3, 2), but must be (1, 4, 3, 2), the shape of the output.",
    ),
    ({"input_sizes": [1, 5, 5, 3]}, "filter.shape[2] is 2, but must equal the input's 3 channels."),
    ({"input_sizes": [1, 2, 5, 2]}, "filter.shape[0] (kernel height) is 3, but must fit into the"),
    ({"input_sizes": [1, 0, 5, 2]}, "the height of input is 0, but must be at least 3 for one"),
    ({"filter": W[0]}, "filter.shape is (3, 2, 1), but must have 4 axes, (kernel height, kernel"),
    ({"filter": W[:0]}, "filter.shape is (0, 3, 2, 1), but must not hold a 0."),
    ({"filter": W.astype(int)}, "out_backprop.dtype is 'float32', but must be the same as filter."),
]


OF_FILTER = [
    ({"out_backprop": G.astype("d")}, "out_backprop.dtype is 'float64', but must be the same as i"),
    ({"filter_sizes": [3, 3]}, "filter_sizes is [3, 3], but must hold 4 ints."),
    ({"filter_sizes": [3, 3, 2, 0]}, "filter_sizes[3] is 0, but must be at least 1."),
    ({"filter_sizes": [3, True, 2, 1]}, "filter_sizes[1] is True, but must be an integer."),
    ({"filter_sizes": [3, 3, 1, 2]}, "filter_sizes[2] is 1, but must equal the input's 2 channels"),
    ({"filter_sizes": [6, 3, 2, 1]}, "filter_sizes[0] (kernel height) is 6, but must fit into"),
    (
        {"filter_sizes": [3, 3, 2, 2]},
        "out_backprop.shape is (1, 3, 3, 2), but must be (1, 3, 3, 4), the shape of the output.",
    ),
    ({"input": X[0]}, "input.shape is (5, 5, 2), but must have 4 axes, (N, H, W, C)."),
    ({"input": X.astype(complex)}, "input.dtype is 'complex128', but must be float16"),
]


def refusal(function, changes):
    mine = {"out_backprop": G, "strides": ONE, "padding": "VALID"}
    if function is depthwise_conv2d_backprop_input:
        mine |= {"input_sizes": X.shape, "filter": W}
    else:
        mine |= {"input": X, "filter_sizes": W.shape}
    with pytest.raises(DwconvError) as caught:
        function(**(mine | changes))
    return caught.value


@pytest.mark.parametrize(("changes", "begins"), BOTH + OF_INPUT)
def test_the_input_gradient_names_parameter_value_and_rule(changes, begins):
    """Every illegal call names the parameter, its value and the rule."""
    error = refusal(depthwise_conv2d_backprop_input, changes)
    assert str(error).startswith(begins)
    assert str(error).startswith(error.parameter)


@pytest.mark.parametrize(("changes", "begins"), BOTH + OF_FILTER)
def test_the_filter_gradient_names_parameter_value_and_rule(changes, begins):
    """Every illegal call names the parameter, its value and the rule."""
    error = refusal(depthwise_conv2d_backprop_filter, changes)
    assert str(error).startswith(begins)
    assert str(error).startswith(error.parameter)


def test_sizes_beyond_the_memory_are_refused():
    """Absurd sizes are answered with a sentence."""
    with pytest.raises(DwconvError, match=r"the input's gradient is .* must fit into memory"):
        depthwise_conv2d_backprop_input(
            [1, 10**12, 10**12, 2], W, G[:, :1, :1], [1, 10**12, 10**12, 1], "VALID"
        )
    long = np.ones((1, 1, 10**6, 2), np.float32)
    with pytest.raises(DwconvError, match="must fit into memory"):
        depthwise_conv2d_backprop_filter(long, [1, 10**6, 2, 1], long, ONE, "SAME")
