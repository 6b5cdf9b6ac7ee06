"""separable_conv2d and grouped_conv2d against the plain loops of `naive`, and against TensorFlow."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, conv2d, grouped_conv2d, separable_conv2d
from dwconv.engine import naive
from dwconv.engine.separable import separable

ONES = [1, 1, 1, 1]
SPECS = [
    ConvSpec(7, 6, 3),
    ConvSpec(7, 6, 2, kernel=(3, 2), multiplier=2, stride=2, padding="SAME", batch=2),
    ConvSpec(7, 7, 2, kernel=(2, 3), multiplier=3, dilation=2, padding=((1, 2), (0, 3))),
    ConvSpec(1, 1, 1, kernel=1),
]
FORMULA_ALONE = [
    ConvSpec(9, 8, 2, kernel=2, stride=2, dilation=3),
    ConvSpec(7, 6, 2, kernel=(3, 2), multiplier=2, stride=(1, 2), data_format="NCHW"),
    ConvSpec(5, 5, 2, batch=0),
    ConvSpec(0, 5, 2, padding="SAME"),
]


def tensors(spec, dtype="int64", outputs=4):
    """Input, depthwise and pointwise filter, of whole numbers."""
    rng = np.random.default_rng(0)
    made = spec.channels * spec.multiplier
    shapes = spec.input_shape, spec.filter_shape, (1, 1, made, outputs)
    return [rng.integers(-9, 9, shape).astype(dtype) for shape in shapes]


def arguments(spec):
    """Strides, padding, data format and dilations as tf.nn.separable_conv2d takes them."""
    dilations = list(spec.dilation)
    if spec.data_format == "NCHW":
        return [1, 1, *spec.stride], [(0, 0), (0, 0), *spec.pads], "NCHW", dilations
    padding = spec.padding
    pads = padding if isinstance(padding, str) else [(0, 0), *padding, (0, 0)]
    return [1, *spec.stride, 1], pads, "NHWC", dilations


def loops(spec, x, w, pointwise):
    """The two sums in one loop: over taps, channels and filters."""
    between = naive.depthwise(spec, x, w)
    if spec.data_format == "NCHW":
        return np.einsum("nchw,co->nohw", between, pointwise[0, 0])
    return np.einsum("nhwc,co->nhwo", between, pointwise[0, 0])


@pytest.mark.parametrize("spec", SPECS + FORMULA_ALONE)
@pytest.mark.parametrize("dtype", ["int8", "int64", "float32", "float64"])
def test_separable_gives_the_numbers_of_the_plain_loops(spec, dtype):
    """Whole numbers, so floats are exact as well; with a spec or with tf.nn's lists."""
    x, w, pointwise = tensors(spec, dtype)
    want = loops(spec, *tensors(spec))
    got = separable_conv2d(x, w, pointwise, *arguments(spec))
    assert got.dtype == ("int64" if dtype.startswith("int") else dtype)
    assert got.shape == want.shape
    np.testing.assert_array_equal(got, want)
    np.testing.assert_array_equal(separable(spec, x, w, pointwise), got, strict=True)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_tf_nn_separable_conv2d_agrees(tf, spec, dtype):
    """The same dtype and, of small whole numbers, the same values."""
    x, w, pointwise = tensors(spec, dtype)
    theirs = tf.nn.separable_conv2d(x, w, pointwise, *arguments(spec)).numpy()
    got = separable_conv2d(x, w, pointwise, *arguments(spec))
    np.testing.assert_array_equal(got, theirs, strict=True)


def test_separable_gives_the_numbers_worked_out_by_hand():
    """2*10 = 20 and 3*100 = 300; the first filter adds them up, the second takes the last."""
    x, w = np.array([[[[2, 3]]]]), np.array([[[[10], [100]]]])
    got = separable_conv2d(x, w, np.array([[[[1, 0], [1, 1]]]]), ONES, "VALID")
    assert got.ravel().tolist() == [320, 300]


def test_float16_is_rounded_after_each_step():
    """2048 + 1 is 2048 in float16, so the difference of the channels is 0 where it would be 1."""
    x = np.array([[2048, 2048], [1, 0]], np.float16).reshape(1, 1, 2, 2)
    kernel = np.ones((1, 2, 2, 1), np.float16)
    difference = np.array([1, -1], np.float16).reshape(1, 1, 2, 1)
    assert separable_conv2d(x, kernel, difference, ONES, "VALID").item() == 0
    single = (array.astype(np.float32) for array in (x, kernel, difference))
    assert separable_conv2d(*single, ONES, "VALID").item() == 1


def test_integers_beyond_int64_are_refused_in_either_step():
    """The first sum is named by the input, the second by the depthwise step's output."""
    one, large = np.ones((1, 1, 1, 1), int), np.full((1, 1, 1, 1), 2**62)
    assert separable_conv2d(large, one, one, ONES, "VALID").item() == 2**62
    with pytest.raises(DwconvError, match=r"^the largest magnitude in input is .*depthwise_filter"):
        separable_conv2d(large, one * 4, one, ONES, "VALID")
    with pytest.raises(DwconvError, match=r"^the largest magnitude in the depthwise step's output"):
        separable_conv2d(large, one, one * 4, ONES, "VALID")


X, W, P = np.ones((1, 5, 5, 2), "f"), np.ones((3, 3, 2, 2), "f"), np.ones((1, 1, 4, 3), "f")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"input": X[0]}, "input.shape is (5, 5, 2), but must have 4 axes, (N, H, W, C)."),
        ({"depthwise_filter": W[0]}, "depthwise_filter.shape is (3, 2, 2), but must have 4 axes"),
        ({"depthwise_filter": W[:, :, :1]}, "depthwise_filter.shape[2] is 1, but must equal the"),
        ({"depthwise_filter": np.ones((6, 3, 2, 2), "f")}, "depthwise_filter.shape[0] (kernel he"),
        ({"depthwise_filter": W.astype("d")}, "depthwise_filter.dtype is 'float64', but must be"),
        ({"pointwise_filter": P[..., :0]}, "pointwise_filter.shape is (1, 1, 4, 0), but must be"),
        ({"pointwise_filter": P[:, :, :3]}, "pointwise_filter.shape is (1, 1, 3, 3), but must be"),
        ({"pointwise_filter": P[0]}, "pointwise_filter.shape is (1, 4, 3), but must be (1, 1, 4,"),
        ({"pointwise_filter": P.astype(int)}, "pointwise_filter.dtype is 'int64', but must be the"),
        ({"pointwise_filter": [[1], [1, 2]]}, "pointwise_filter is [[1], [1, 2]], but must be an"),
        ({"strides": [1, 0, 1, 1]}, "strides[1] is 0, but must be at least 1."),
        ({"padding": "same"}, "padding is 'same', but must be in capitals."),
        ({"dilations": [2]}, "dilations is [2], but must be a list of 2 ints."),
        ({"data_format": "NHCW"}, "data_format is 'NHCW', but must be"),
    ],
)
def test_separable_refuses_in_a_sentence(changes, sentence):
    """Every illegal call names the parameter, its value and the rule."""
    legal = {"input": X, "depthwise_filter": W, "pointwise_filter": P}
    legal |= {"strides": ONES, "padding": "VALID"}
    assert separable_conv2d(**legal).shape == (1, 3, 3, 3)
    with pytest.raises(DwconvError) as caught:
        separable_conv2d(**(legal | changes))
    assert str(caught.value).startswith(sentence)


def test_the_parameter_list_is_that_of_tf_nn_separable_conv2d(tf):
    """The same names in the same order with the same defaults."""
    theirs = inspect.signature(tf.nn.separable_conv2d).parameters
    ours = inspect.signature(separable_conv2d).parameters
    assert [(name, p.default) for name, p in ours.items()] == [
        (name, p.default) for name, p in theirs.items()
    ]


# Groups


@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_grouped_gives_the_numbers_of_the_plain_loops_and_of_tensorflow(tf, groups, data_format):
    """Of whole numbers in float32, with a stride, a dilation and SAME padding."""
    spec = ConvSpec(6, 5, 6, stride=2, dilation=(1, 2), padding="SAME", data_format=data_format)
    rng = np.random.default_rng(0)
    x = rng.integers(-9, 9, spec.input_shape).astype("f")
    filters = rng.integers(-9, 9, (3, 3, 6 // groups, 12)).astype("f")
    rest = 2, "SAME", data_format, (1, 2)
    got = grouped_conv2d(x, filters, groups, *rest)
    np.testing.assert_array_equal(got, naive.standard(spec, x, filters), strict=True)
    np.testing.assert_array_equal(got, tf.nn.conv2d(x, filters, *rest), strict=True)
    np.testing.assert_array_equal(got, conv2d(x, filters, *rest), strict=True)


@pytest.mark.parametrize(
    ("groups", "depth", "outputs", "sentence"),
    [
        (0, 6, 6, "groups is 0, but must be at least 1."),
        (2.0, 3, 6, "groups is 2.0, but must be an integer."),
        (4, 3, 6, "groups is 4, but must divide the input's 6 channels."),
        (2, 6, 6, "filters.shape[2] is 6, but must be 3: the 6 channels of the input in 2 groups."),
        (1, 3, 6, "filters.shape[2] is 3, but must be 6: the 6 channels of the input in 1 group."),
        (3, 2, 4, "filters.shape[3] is 4, but must be a multiple of the 3 groups"),
    ],
)
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
def test_grouped_refuses_in_a_sentence(groups, depth, outputs, sentence, data_format):
    """A number of groups that does not go with the shapes is refused by name."""
    x = np.ones((1, 5, 5, 6) if data_format == "NHWC" else (1, 6, 5, 5))
    with pytest.raises(DwconvError) as caught:
        grouped_conv2d(x, np.ones((3, 3, depth, outputs)), groups, 1, "VALID", data_format)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("x", "filters", "sentence"),
    [
        (np.ones((5, 5, 6)), np.ones((3, 3, 3, 6)), "input.shape is (5, 5, 6), but must have at"),
        (np.ones((1, 5, 5, 6)), np.ones((3, 3, 3)), "filters.shape is (3, 3, 3), but must have 4"),
    ],
)
def test_grouped_refuses_shapes_as_conv2d_does(x, filters, sentence):
    """Arrays with too few axes."""
    with pytest.raises(DwconvError) as caught:
        grouped_conv2d(x, filters, 2, 1, "VALID")
    assert str(caught.value).startswith(sentence)
