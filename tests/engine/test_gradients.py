"""The gradients against the plain loops of `naive`, the adjoint identity, and TensorFlow."""

from __future__ import annotations

import inspect
import math
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv.engine import naive
from dwconv.engine.backward_steps import backward_steps
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.tf_nn_functions import (
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from tests.engine.random_layers import both, call, layers, seeds, tensors
from tests.processor import float16_may_crash, onednn_has_float16

FLOATS = ("float16", "float32", "float64")
INTS = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")
ONE = [1, 1, 1, 1]
ROUNDOFF = {"float16": 2.0**-11, "float32": 2.0**-24, "float64": 2.0**-53}


def forward(spec, x, w):
    *arguments, _ = call(spec)
    return depthwise_conv2d(x, w, *arguments, list(spec.dilation))


def loop(spec, x, w, g):
    """Either gradient by `dwconv.engine.naive`: in int64 or long double."""
    kind = np.int64 if np.issubdtype(x.dtype, np.integer) else np.longdouble
    x, w, g = (array.astype(kind) for array in (x, w, g))
    return naive.input_gradient(spec, w, g), naive.filter_gradient(spec, x, g)


def assert_sums(got, want, magnitude, terms, slack=1.0):
    """Floats agree as well as sums of so many terms in that precision must."""
    assert got.shape == want.shape
    unit = ROUNDOFF[got.dtype.name]
    bound = 1.01 * slack * terms * unit * magnitude
    if got.dtype == np.float16 and slack == 1:  # summed in float32, and rounded once
        bound = 1.01 * terms * ROUNDOFF["float32"] * magnitude + unit * np.abs(want)
    distance = np.abs(got.astype(np.longdouble) - want)
    np.testing.assert_array_less(distance, bound + np.finfo(got.dtype).smallest_normal)


def terms(spec):
    """How many products one value of the input's and of the filter's gradient sums up, at most."""
    outputs = spec.batch * spec.vertical.output * spec.horizontal.output
    return math.prod(spec.kernel) * spec.multiplier, outputs


# Against the loop


@given(layers(batch=(0, 2), smallest=0), seeds, st.sampled_from(INTS), st.sampled_from(INTS))
@settings(deadline=None, max_examples=150)
def test_integers_are_exact(spec, rng, dtype, other):
    """Integers of any two types give the loop's numbers bit for bit, as int64."""
    x, w, _ = tensors(spec, rng, dtype)
    _, _, g = tensors(spec, rng, other)
    for got, want in zip(both(spec, x, w, g), loop(spec, x, w, g), strict=True):
        np.testing.assert_array_equal(got, want, strict=True)


@given(layers(batch=(0, 2), smallest=0), seeds, st.sampled_from(FLOATS))
@settings(deadline=None, max_examples=150)
def test_floats_are_within_the_rounding_of_a_sum(spec, rng, dtype):
    """Floats keep their dtype and stay within the bound for a sum of that many products."""
    x, w, g = tensors(spec, rng, dtype)
    wanted, magnitudes = loop(spec, x, w, g), loop(spec, abs(x), abs(w), abs(g))
    for got, *rest in zip(both(spec, x, w, g), wanted, magnitudes, terms(spec), strict=True):
        assert got.dtype == dtype
        assert_sums(got, *rest)


# Against the forward pass


@given(layers(batch=(0, 2), smallest=0), seeds)
@settings(deadline=None, max_examples=150)
def test_gradients_are_the_adjoint_of_the_convolution(spec, rng):
    """<g, conv(x, w)> = <dX, x> = <dW, w>: the convolution is linear in each operand."""
    x, w, g = tensors(spec, rng)
    to_input, to_filter = both(spec, x, w, g)
    assert (g * forward(spec, x, w)).sum() == (to_input * x).sum() == (to_filter * w).sum()


@given(layers(), seeds, st.data())
@settings(deadline=None, max_examples=60)
def test_adding_1_to_a_pixel_or_a_weight_changes_the_loss_by_its_gradient(spec, rng, data):
    """One more in one pixel, or in one weight, changes <g, conv(x, w)> by the gradient there."""
    x, w, g = tensors(spec, rng)
    before = (g * forward(spec, x, w)).sum()
    for array, gradient in zip((x, w), both(spec, x, w, g), strict=True):
        place = data.draw(st.integers(0, array.size - 1))
        array.flat[place] += 1
        assert (g * forward(spec, x, w)).sum() - before == gradient.flat[place]
        array.flat[place] -= 1


def test_pixels_that_no_window_reaches_have_no_gradient():
    """The floor, a stride beyond the kernel and the holes of a dilation leave zeros."""
    spec = ConvSpec(8, 9, 1, kernel=2, stride=4, dilation=2)
    g = np.ones(spec.output_shape, int)
    got = depthwise_conv2d_backprop_input(
        spec.input_shape, np.ones(spec.filter_shape, int), g, *call(spec)
    )
    reached = np.outer(spec.vertical.reached, spec.horizontal.reached)
    np.testing.assert_array_equal(got[0, :, :, 0], reached)
    assert 0 < reached.sum() < reached.size


def test_the_worked_example():
    """1 to 6 under a 2x1 kernel with two filters, worked out on paper."""
    x = np.arange(1, 7).reshape(1, 3, 2, 1)
    w = np.array([[1, 2], [3, 4]]).reshape(2, 1, 1, 2)
    g = np.array([[[1, 0], [0, 1]], [[10, 0], [0, 10]]]).reshape(1, 2, 2, 2)
    to_input = depthwise_conv2d_backprop_input([1, 3, 2, 1], w, g, ONE, "VALID")
    assert to_input[0, :, :, 0].tolist() == [[1, 2], [3 + 10, 4 + 20], [30, 40]]
    to_filter = depthwise_conv2d_backprop_filter(x, [2, 1, 1, 2], g, ONE, "VALID")
    assert to_filter[:, 0, 0].tolist() == [[1 + 30, 2 + 40], [3 + 50, 4 + 60]]


# Against TensorFlow


def taped(tf, spec, x, w, g):
    """Either gradient by tf.GradientTape over tf.nn.depthwise_conv2d; None for another output."""
    x, w, g = map(tf.constant, (x, w, g))
    *arguments, _ = call(spec)
    with tf.GradientTape() as tape, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a dilation with a stride
        tape.watch([x, w])
        output = tf.nn.depthwise_conv2d(x, w, *arguments, list(spec.dilation))
    if output.shape != g.shape:
        return None
    return [each.numpy() for each in tape.gradient(output, [x, w], g)]


def backprop_ops(tf, spec, x, w, g):
    """Either gradient by the op of its name."""
    return [
        tf.nn.depthwise_conv2d_backprop_input(spec.input_shape, w, g, *call(spec)).numpy(),
        tf.nn.depthwise_conv2d_backprop_filter(x, spec.filter_shape, g, *call(spec)).numpy(),
    ]


def served(spec, dtype):
    """The layer, or one like it that TensorFlow has a kernel for on the CPU.

    Most are for NHWC and equal strides only. oneDNN's, for float32, are for all, but on the
    way back not with explicit padding. (With a dilation the padding is done beforehand.)
    """
    if dtype == "float16" and float16_may_crash(spec):
        spec = spec.replace(padding="SAME")
    if dtype == "float32" and (isinstance(spec.padding, str) or max(spec.dilation) > 1):
        return spec
    return spec.replace(data_format="NHWC", stride=spec.stride[0])


def changes_from_call_to_call(spec, dtype):
    """Whether oneDNN's gradient of the filter may be another one at each call, with the same arrays.

    Its kernel for processors without AVX-512 does that for one tap, one input channel and a stride
    above 1. So does tf.nn.conv2d's gradient on the same numbers.
    """
    processor = Path("/proc/cpuinfo").read_text()
    one_tap = spec.kernel == (1, 1) and spec.channels == 1 < max(spec.stride)
    return dtype == "float32" and one_tap and "avx512" not in processor


@given(layers(dilation=(1, 1)), seeds, st.sampled_from(FLOATS))
@settings(deadline=None, max_examples=300)
def test_without_dilation_tensorflow_agrees(tf, spec, rng, dtype):
    """The tape and both ops give the same numbers. (They add up float16 in float16.)

    The few gradients that `changes_from_call_to_call` describes are held against the loop instead.
    """
    spec = served(spec, dtype)
    x, w, g = tensors(spec, rng, dtype)
    ours, magnitudes = both(spec, x, w, g), loop(spec, abs(x), abs(w), abs(g))
    for theirs in taped(tf, spec, x, w, g), backprop_ops(tf, spec, x, w, g):
        if changes_from_call_to_call(spec, dtype):
            theirs[1] = loop(spec, x, w, g)[1].astype(dtype)
        for got, want, *rest in zip(theirs, ours, magnitudes, terms(spec), strict=True):
            assert got.dtype == want.dtype
            assert_sums(got, want, *rest, slack=2)


@given(layers(stride=(1, 1), dilation=(2, 3)), seeds, st.sampled_from(FLOATS))
@settings(deadline=None, max_examples=150)
def test_with_dilation_and_no_stride_the_tape_agrees(tf, spec, rng, dtype):
    """Differentiating tf.nn.depthwise_conv2d gives the same numbers where that is right."""
    spec = served(spec, dtype)
    x, w, g = tensors(spec, rng, dtype)
    magnitudes = loop(spec, abs(x), abs(w), abs(g))
    for got, want, *rest in zip(
        taped(tf, spec, x, w, g), both(spec, x, w, g), magnitudes, terms(spec), strict=True
    ):
        assert got.dtype == want.dtype
        assert_sums(got, want, *rest, slack=2)


@given(layers(), seeds)
@settings(deadline=None, max_examples=100)
def test_any_layer_agrees_with_every_nth_value_of_one_without_stride(tf, spec, rng):
    """Stride and dilation together: TensorFlow does the dilation, and a slice the stride."""
    spec = spec.replace(data_format="NHWC")
    x, w, g = (tf.constant(each.astype("f8")) for each in tensors(spec, rng))
    (down, across), pads = spec.stride, [(0, 0), *spec.pads, (0, 0)]
    with tf.GradientTape() as tape:
        tape.watch([x, w])
        output = tf.nn.depthwise_conv2d(x, w, ONE, pads, dilations=list(spec.dilation))
        output = output[:, ::down, ::across][:, : g.shape[1], : g.shape[2]]
    for got, want in zip(
        tape.gradient(output, [x, w], g), both(spec, x.numpy(), w.numpy(), g.numpy()), strict=True
    ):
        np.testing.assert_array_equal(got, want)  # whole numbers, so nothing is rounded


# Where TensorFlow is silently wrong


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("stride", [1, 2])
def test_tensorflows_ops_ignore_dilations(tf, stride, dtype):
    """They take a dilation and return the gradients without one; the formula has it."""
    spec = ConvSpec(7, 7, 2, stride=stride, dilation=2, padding="SAME")
    x, w, g = tensors(spec, np.random.default_rng(0))
    dilated, plain = loop(spec, x, w, g), loop(spec.replace(dilation=1), x, w, g)
    theirs = backprop_ops(tf, spec, *(each.astype(dtype) for each in (x, w, g)))
    for ours, want, other, got in zip(both(spec, x, w, g), dilated, plain, theirs, strict=True):
        np.testing.assert_array_equal(ours, want)
        np.testing.assert_array_equal(got, other)
        assert (ours != got).any()


def test_the_tape_differentiates_a_wrong_convolution(tf):
    """With dilation and stride the shape may be right, and the numbers are not."""
    spec = ConvSpec(148, 148, 1, kernel=4, stride=2, dilation=2, padding="SAME")
    x, w, g = tensors(spec, np.random.default_rng(0))
    wrong = taped(tf, spec, *(each.astype("f8") for each in (x, w, g)))
    for ours, want, got in zip(both(spec, x, w, g), loop(spec, x, w, g), wrong, strict=True):
        np.testing.assert_array_equal(ours, want)
        assert (ours != got).any()


@pytest.mark.parametrize(
    "spec",
    [
        ConvSpec(5, 5, 2, batch=0, multiplier=2),
        ConvSpec(5, 5, 2, batch=0, padding="SAME", data_format="NCHW"),
        ConvSpec(0, 5, 2, padding="SAME"),
        ConvSpec(5, 0, 2, padding="SAME", stride=2),
        ConvSpec(0, 0, 2, padding=((3, 0), (1, 2))),
    ],
)
@pytest.mark.parametrize("dtype", ["float16", "float64", "int8"])
def test_empty_tensors_give_zeros_in_the_shape_of_the_formula(spec, dtype):
    """An empty batch, height or width; TensorFlow's float64 filter gradient is then arbitrary."""
    x, w, g = (
        np.ones(shape, dtype) for shape in (spec.input_shape, spec.filter_shape, spec.output_shape)
    )
    to_input, to_filter = both(spec, x, w, g)
    assert (to_input.shape, to_filter.shape) == (spec.input_shape, spec.filter_shape)
    assert to_input.dtype == to_filter.dtype == ("int64" if dtype == "int8" else dtype)
    assert not to_input.any()
    assert not to_filter.any()


# Values


def test_an_infinite_weight_reaches_the_pixels_it_meets():
    """No window, no term: at the borders there is no 0 * inf."""
    w = np.zeros((3, 3, 1, 1), np.float32)
    w[1, 1] = np.inf
    g = np.ones((1, 3, 3, 1), np.float32)
    got = depthwise_conv2d_backprop_input([1, 5, 5, 1], w, g, ONE, "VALID")
    assert np.isposinf(got[0, 1:4, 1:4]).all()
    assert np.isfinite(got).sum() == 25 - 9


def test_padding_is_a_zero_that_is_multiplied():
    """0 * inf is NaN, without a warning, in the weights that meet padding."""
    x, g = np.ones((1, 3, 3, 1), np.float32), np.zeros((1, 3, 3, 1), np.float32)
    g[0, 0, 0] = np.inf
    got = depthwise_conv2d_backprop_filter(x, [3, 3, 1, 1], g, ONE, "SAME")[:, :, 0, 0]
    assert np.isnan(got[0]).all()
    assert np.isnan(got[:, 0]).all()
    assert np.isposinf(got[1:, 1:]).all()


@pytest.mark.parametrize("large", [np.inf, 3e38])
def test_opposite_infinities_give_nan_and_large_sums_infinity_without_a_warning(large):
    """As in any sum of floats, and without a warning."""
    ones = np.ones((1, 1, 2, 1), np.float32)
    for values, want in ([large, -large], np.nan if large == np.inf else 0), ([large] * 2, np.inf):
        both_ways = np.array(values, np.float32)
        row, tall = both_ways.reshape(1, 2, 1, 1), both_ways.reshape(1, 1, 2, 1)
        pad = [[0, 0], [0, 0], [0, 1], [0, 0]]
        got = depthwise_conv2d_backprop_input([1, 1, 2, 1], row, ones, ONE, pad)[0, 0, 1, 0]
        np.testing.assert_equal(got, np.float32(want))
        got = depthwise_conv2d_backprop_filter(ones, [1, 1, 1, 1], tall, ONE, "VALID")
        np.testing.assert_equal(got.item(), np.float32(want))


def test_float16_is_summed_in_float32_and_overflows_without_a_warning(tf):
    """4096 ones are 4096; one after the other in float16 they stay at 2048, as in some of TensorFlow's kernels."""
    ones = np.ones((1, 64, 64, 1), np.float16)
    got = depthwise_conv2d_backprop_filter(ones, [1, 1, 1, 1], ones, ONE, "VALID")
    assert (got.dtype, got.item()) == (np.float16, 4096)
    theirs = tf.nn.depthwise_conv2d_backprop_filter(ones, [1, 1, 1, 1], ones, ONE, "VALID")
    assert theirs.numpy().item() == (4096 if onednn_has_float16() else 2048)
    w = np.array([2048, 1, 1], np.float16).reshape(1, 1, 1, 3)
    got = depthwise_conv2d_backprop_input([1, 1, 1, 1], w, w, ONE, "VALID")
    assert np.isposinf(got.item())
    got = depthwise_conv2d_backprop_input([1, 1, 1, 1], w, np.ones_like(w), ONE, "VALID")
    assert got.item() == 2050


def test_integers_are_exact_up_to_the_largest_of_int64():
    """A sum that could leave int64 is refused, not wrapped around."""
    one = np.ones((1, 1, 1, 1), np.int8)
    largest = np.array(2**63 - 1).reshape(1, 1, 1, 1)
    for got in (
        depthwise_conv2d_backprop_input([1, 1, 1, 1], largest, one, ONE, "VALID"),
        depthwise_conv2d_backprop_filter(largest, [1, 1, 1, 1], one, ONE, "VALID"),
    ):
        assert got.item() == 2**63 - 1
    half, tall = np.full((1, 1, 1, 2), 2**62), np.full((2, 1, 1, 1), 2**62)
    with pytest.raises(DwconvError, match="2 products of up to 4611686018427387904"):
        depthwise_conv2d_backprop_input([1, 1, 1, 1], half, np.ones_like(half), ONE, "VALID")
    with pytest.raises(DwconvError, match="the largest magnitude in input is 4611686018427387904"):
        depthwise_conv2d_backprop_filter(tall, [1, 1, 1, 1], np.ones_like(tall), ONE, "VALID")


@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize("multiplier", [1, 2])
@pytest.mark.parametrize("size", [(3, 90, 70, 16), (301, 30, 30, 3)])
def test_gradients_do_not_depend_on_how_images_and_rows_are_cut_into_blocks(
    size, multiplier, data_format
):
    """A batch too large for the workspace gives what its images give one by one."""
    batch, height, width, channels = size
    spec = ConvSpec(
        height,
        width,
        channels,
        multiplier=multiplier,
        stride=(2, 1),
        padding="SAME",
        batch=batch,
        data_format=data_format,
    )
    x, w, g = tensors(spec, np.random.default_rng(0))
    to_input, to_filter = both(spec, x, w, g)
    one = spec.replace(batch=1)
    alone = [both(one, a[None], w, b[None]) for a, b in zip(x, g, strict=True)]
    np.testing.assert_array_equal(to_input, np.concatenate([each for each, _ in alone]))
    np.testing.assert_array_equal(to_filter, sum(each for _, each in alone))
    assert (g * forward(spec, x, w)).sum() == (to_input * x).sum() == (to_filter * w).sum()


def test_arguments_are_not_changed_and_the_results_are_new_arrays(tf):
    """Operands may be read-only, tensors, and in any memory order; they are not written to."""
    spec = ConvSpec(6, 7, 3, multiplier=2, batch=2, padding="SAME")
    x, w, g = tensors(spec, np.random.default_rng(2), "float32")
    wanted = both(spec, x, w, g)
    odd = [np.asfortranarray(x), w.astype(">f4"), np.asfortranarray(g)]
    for array in odd:
        array.setflags(write=False)
    for got, again, want in zip(
        both(spec, *odd), both(spec, *map(tf.constant, (x, w, g))), wanted, strict=True
    ):
        assert got.flags.c_contiguous
        assert got.flags.writeable
        np.testing.assert_array_equal(got, want, strict=True)
        np.testing.assert_array_equal(again, want, strict=True)


@pytest.mark.parametrize("huge", [2**31, 2**63, 10**30], ids=int.bit_length)
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize("padding", ["VALID", "SAME", ((1, 2), (0, 2))])
def test_gradients_ignore_the_stride_of_one_window_and_the_dilation_of_one_tap(
    huge, data_format, padding
):
    """With one window there is no next one, however far away, and likewise with one tap."""
    plain = ConvSpec(5, 6, 2, padding=padding, data_format=data_format, stride=9)
    point = ConvSpec(5, 6, 2, kernel=1, padding=padding, data_format=data_format)
    for small, large in (plain, plain.replace(stride=huge)), (point, point.replace(dilation=huge)):
        x, w, g = tensors(small, np.random.default_rng(0))
        for want, got in zip(both(small, x, w, g), both(large, x, w, g), strict=True):
            np.testing.assert_array_equal(got, want)
        *_, want = backward_steps(small, x, w, g)
        *_, got = backward_steps(large, x, w, g)
        np.testing.assert_array_equal(got.input_sums, want.input_sums)
        np.testing.assert_array_equal(got.filter_sums, want.filter_sums)


# Parameters


@pytest.mark.parametrize(
    "function", [depthwise_conv2d_backprop_input, depthwise_conv2d_backprop_filter]
)
def test_the_parameter_list_is_tensorflows(tf, function):
    """The same names in the same order with the same defaults."""
    theirs = inspect.signature(getattr(tf.nn, function.__name__)).parameters
    ours = inspect.signature(function).parameters
    assert list(ours) == list(theirs)
    for name, each in ours.items():
        default = list(each.default) if name == "dilations" else each.default
        assert default == theirs[name].default


@pytest.mark.parametrize(
    "dilations", [[1, 2, 3, 1], (1, 2, 3, 1), [2, 3], np.array([2, 3])], ids=str
)
def test_dilations_are_four_or_two(dilations):
    """As in TensorFlow, or as the forward function takes them."""
    spec = ConvSpec(7, 9, 2, dilation=(2, 3))
    x, w, g = tensors(spec, np.random.default_rng(0))
    want = loop(spec, x, w, g)
    got = (
        depthwise_conv2d_backprop_input(spec.input_shape, w, g, ONE, "VALID", dilations=dilations),
        depthwise_conv2d_backprop_filter(
            x, spec.filter_shape, g, ONE, "VALID", None, dilations=dilations
        ),
    )
    np.testing.assert_array_equal(got[0], want[0])
    np.testing.assert_array_equal(got[1], want[1])


def test_sizes_may_be_in_any_container(tf):
    """What TensorFlow takes for a shape: lists, arrays, tensors."""
    x, w, g = np.ones((1, 4, 4, 1)), np.ones((3, 3, 1, 1)), np.ones((1, 2, 2, 1))
    for make in (tuple, list, np.array, tf.constant, tf.TensorShape):
        got = depthwise_conv2d_backprop_input(make(x.shape), w, g, ONE, "VALID")
        assert got.shape == x.shape
        got = depthwise_conv2d_backprop_filter(x, make(w.shape), g, ONE, "VALID")
        assert got.shape == w.shape
