"""The functions that take a ConvSpec: the same numbers as those with tf.nn's lists, and sentences for what does not fit."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from dwconv.engine import gradients, naive, tf_nn_arguments, tf_nn_functions
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.gradients import filter_gradient, input_gradient
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard

SPEC = ConvSpec(6, 7, 2, kernel=(3, 2), multiplier=3, stride=(2, 1), padding=((1, 2), (0, 3)))
NCHW = SPEC.replace(dilation=(1, 2), batch=2, data_format="NCHW")
X, W, G = (
    np.ones(shape, np.float32) for shape in (SPEC.input_shape, SPEC.filter_shape, (1, 4, 9, 6))
)


def operands(spec):
    """Input, filter and the output's gradient, of integers."""
    rng = np.random.default_rng(0)
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    return [rng.integers(-99, 99, shape) for shape in shapes]


def lists(spec):
    """Strides, padding, data format and dilations as tf.nn.depthwise_conv2d takes them."""
    if spec.data_format == "NHWC":
        return [1, *spec.stride, 1], [(0, 0), *spec.pads, (0, 0)], "NHWC", list(spec.dilation)
    return [1, 1, *spec.stride], [(0, 0), (0, 0), *spec.pads], "NCHW", list(spec.dilation)


@pytest.mark.parametrize("spec", [SPEC, NCHW])
def test_a_spec_and_the_lists_that_say_the_same_give_the_same(spec):
    """All four functions, in both data formats."""
    x, w, g = operands(spec)
    filters = np.moveaxis(w, 2, 3).reshape(*spec.kernel, 2, 3)
    for with_spec, with_lists in (
        (depthwise(spec, x, w), tf_nn_functions.depthwise_conv2d(x, w, *lists(spec))),
        (standard(spec, x, filters), tf_nn_functions.conv2d(x, filters, *lists(spec))),
        (
            input_gradient(spec, w, g),
            tf_nn_functions.depthwise_conv2d_backprop_input(x.shape, w, g, *lists(spec)),
        ),
        (
            filter_gradient(spec, x, g),
            tf_nn_functions.depthwise_conv2d_backprop_filter(x, w.shape, g, *lists(spec)),
        ),
    ):
        np.testing.assert_array_equal(with_spec, with_lists, strict=True)


@pytest.mark.parametrize("function", ["depthwise_conv2d", "conv2d", "backprop"])
def test_a_call_makes_one_spec(function, monkeypatch):
    """The lists are read once: what follows takes the spec that they make."""
    made = []
    monkeypatch.setattr(
        tf_nn_arguments, "ConvSpec", lambda **sizes: made.append(1) or ConvSpec(**sizes)
    )
    tf_nn_arguments._depthwise_layer.cache_clear()
    ones = np.ones((1, 11, 13, 1))
    if function == "backprop":
        g = np.ones((1, 9, 11, 1))
        tf_nn_functions.depthwise_conv2d_backprop_filter(ones, [3, 3, 1, 1], g, [1] * 4, "VALID")
    else:
        getattr(tf_nn_functions, function)(ones, np.ones((3, 3, 1, 1)), [1, 1, 1, 1], "VALID")
    assert made == [1]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: depthwise(SPEC, X[0], W), "input.shape is (6, 7, 2), but must be (1, 6, 7, 2)."),
        (lambda: depthwise(SPEC, X, W[1:]), "filter.shape is (2, 2, 2, 3), but must be (3, 2, 2,"),
        (lambda: depthwise(SPEC, X, W.astype("d")), "filter.dtype is 'float64', but must be the"),
        (lambda: standard(SPEC, X[0], W), "input.shape is (6, 7, 2), but must be (1, 6, 7, 2)."),
        (lambda: standard(SPEC, X, W[0]), "filters.shape is (2, 2, 3), but must be (3, 2, C / g"),
        (lambda: standard(SPEC, X, W[:2]), "filters.shape is (2, 2, 2, 3), but must be (3, 2, C"),
        (lambda: standard(SPEC, X, W[..., :0]), "filters.shape is (3, 2, 2, 0), but must be (3,"),
        (
            lambda: standard(SPEC, X, np.ones((3, 2, 3, 3), "f")),
            "filters.shape[2] is 3, but must divide the input's 2 channels.",
        ),
        (
            lambda: standard(SPEC, X, W[:, :, :1]),
            "filters.shape[3] is 3, but must be a multiple of the 2 groups",
        ),
        (lambda: input_gradient(SPEC, W[1:], G), "filter.shape is (2, 2, 2, 3), but must be (3,"),
        (lambda: input_gradient(SPEC, W, X), "out_backprop.shape is (1, 6, 7, 2), but must be (1"),
        (lambda: filter_gradient(SPEC, X[0], G), "input.shape is (6, 7, 2), but must be (1, 6, 7"),
        (lambda: filter_gradient(SPEC, X, X), "out_backprop.shape is (1, 6, 7, 2), but must be ("),
        (
            lambda: depthwise(SPEC, X.astype(int) * 2**61, W.astype(int)),
            "the largest magnitude in input is 2305843009213693952, but must keep every sum within",
        ),
    ],
)
def test_what_does_not_fit_the_spec_is_refused_in_a_sentence(call, sentence):
    """Each function names the parameter, its value and the rule."""
    with pytest.raises(DwconvError) as caught:
        call()
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("function", [depthwise, standard, input_gradient, filter_gradient])
def test_what_is_not_a_spec_is_refused_in_a_sentence(function):
    """A tuple of sizes, for example."""
    with pytest.raises(TypeError, match=r"^spec is \(6, 7, 2\), but must be a ConvSpec\."):
        function((6, 7, 2), X, W)


# The two ways to the gradient with respect to the input


@pytest.fixture
def tap_by_tap(monkeypatch):
    """How often the gradient was added up tap by tap rather than by convolutions."""
    calls = []
    original = gradients._add_tap_by_tap

    def counted(*arguments):
        calls.append(1)
        original(*arguments)

    monkeypatch.setattr(gradients, "_add_tap_by_tap", counted)
    return calls


@pytest.mark.parametrize("multiplier", [1, 2])
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize(("stride", "dilation"), list(itertools.product([1, 2, 3, 4], repeat=2)))
def test_every_stride_and_dilation_convolves_the_gradient(
    stride, dilation, data_format, multiplier, tap_by_tap
):
    """Those with a common factor leave pixels that no tap meets, between those that some do."""
    spec = ConvSpec(
        17,
        15,
        2,
        kernel=(3, 2),
        multiplier=multiplier,
        stride=(stride, dilation),
        dilation=(dilation, stride),
        padding="SAME",
        data_format=data_format,
    )
    _, w, g = operands(spec)
    want = naive.input_gradient(spec, w, g)
    np.testing.assert_array_equal(input_gradient(spec, w, g), want, strict=True)
    assert not tap_by_tap


@pytest.mark.parametrize("weight", [np.inf, np.nan])
def test_a_weight_that_is_not_finite_is_added_tap_by_tap(weight, tap_by_tap):
    """Beside the borders a convolution would multiply it by zeros, and make NaN of them."""
    spec = ConvSpec(6, 6, 1, stride=2)
    w, g = np.ones(spec.filter_shape), np.ones(spec.output_shape)
    w[0, 0] = weight
    got = input_gradient(spec, w, g)[0, :, :, 0]
    want = naive.input_gradient(spec, w, g)[0, :, :, 0]
    np.testing.assert_array_equal(got, want)
    assert np.isfinite(got).sum() == 36 - 4
    assert tap_by_tap


def test_one_window_of_a_large_kernel_is_added_tap_by_tap(tap_by_tap):
    """A convolution would multiply every weight at every pixel."""
    spec = ConvSpec(40, 40, 1, kernel=40)
    _, w, g = operands(spec)
    np.testing.assert_array_equal(input_gradient(spec, w, g)[0, :, :, 0], g.item() * w[:, :, 0, 0])
    assert tap_by_tap
