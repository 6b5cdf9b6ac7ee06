"""The functions of tf.nn's names against the plain loops of `naive`, and against TensorFlow where it is right."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv.engine import naive
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import steps
from dwconv.engine.tf_nn_functions import conv2d, depthwise_conv2d

FLOATS = ("float16", "float32", "float64")
INTS = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")
# Unit roundoff: the largest relative error of one operation.
ROUNDOFF = {"float16": 2.0**-11, "float32": 2.0**-24, "float64": 2.0**-53}


# The formula, as a loop


def padding_of(size, kernel, stride, dilation, padding):
    """(before, output size) along one axis, worked out here once more."""
    reach = 1 + (kernel - 1) * dilation
    if padding == "SAME":
        output = math.ceil(size / stride)
        return max(stride * (output - 1) + reach - size, 0) // 2, output
    before, after = (0, 0) if padding == "VALID" else padding
    return before, math.floor((before + size + after - reach) / stride) + 1


def spatial(values, data_format):
    return (values[1], values[2]) if data_format == "NHWC" else (values[2], values[3])


def layer_of(x, w, strides, padding, data_format="NHWC", dilations=(1, 1), groups=None):
    """The spec of a call, with sizes checked against `padding_of`; `groups` None is depthwise."""
    sizes = dict(zip(data_format, x.shape, strict=True))
    stride, size = spatial(strides, data_format), (sizes["H"], sizes["W"])
    pads = ("VALID", "VALID") if padding == "VALID" else ("SAME", "SAME")
    if not isinstance(padding, str):
        pads = spatial([tuple(pair) for pair in padding], data_format)
    spec = ConvSpec(
        *size,
        sizes["C"],
        kernel=w.shape[:2],
        multiplier=w.shape[3] if groups is None else 1,
        stride=stride,
        padding=padding,
        dilation=tuple(dilations),
        batch=sizes["N"],
        data_format=data_format,
    )
    for axis, *numbers in zip(
        (spec.vertical, spec.horizontal), size, w.shape[:2], stride, dilations, pads, strict=True
    ):
        before, output = padding_of(*numbers)
        assert axis.output == output
        assert axis.before == before or not output
    return spec


def exact(array):
    """As int64 or long double, to be summed without wrapping around and with little rounding."""
    return array.astype(np.int64 if np.issubdtype(array.dtype, np.integer) else np.longdouble)


def loop(x, w, *arguments, groups=None, **others):
    """The sum over taps by `dwconv.engine.naive`; `groups` None is depthwise."""
    spec = layer_of(x, w, *arguments, groups=groups, **others)
    if groups is None:
        return naive.depthwise(spec, exact(x), exact(w))
    assert x.shape[data_axis(spec, "C")] == w.shape[2] * groups
    return naive.standard(spec, exact(x), exact(w))


def data_axis(spec, axis):
    return spec.data_format.index(axis)


# Configurations


def values(rng, shape, dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return rng.standard_normal(shape).astype(dtype)
    info = np.iinfo(dtype)
    return rng.integers(max(info.min, -9999), min(info.max, 9999), shape, dtype, endpoint=True)


def fits(size, kernel, stride, dilation, padding):
    return padding == "SAME" or padding_of(size, kernel, stride, dilation, padding)[1] >= 1


def random_layer(integer, batch=(1, 2), strides=(1, 3), dilations=(1, 3), smallest=1):
    """Draw one legal layer with `integer(low, high)`, which is NumPy's or hypothesis's."""
    data_format = ("NHWC", "NCHW")[integer(0, 1)]
    kernel = integer(1, 5), integer(1, 5)
    stride = integer(*strides), integer(*strides)
    dilation = integer(*dilations), integer(*dilations)
    size = integer(smallest, 9), integer(smallest, 9)
    padding = ("VALID", "SAME", "EXPLICIT")[integer(0, 2)]
    if padding == "EXPLICIT":
        pairs = tuple((integer(0, 4), integer(0, 4)) for _ in size)
    else:
        pairs = padding, padding
    if not all(map(fits, size, kernel, stride, dilation, pairs)):
        padding, pairs = "SAME", ("SAME", "SAME")
    if padding == "EXPLICIT":
        padding = arrange((0, 0), *pairs, (0, 0), data_format=data_format)
    return {
        "size": size,
        "kernel": kernel,
        "channels": integer(1, 3),
        "multiplier": integer(1, 3),
        "batch": integer(*batch),
        "strides": arrange(1, *stride, 1, data_format=data_format),
        "padding": padding,
        "data_format": data_format,
        "dilations": list(dilation),
    }


def arrange(batch, rows, columns, channels, data_format):
    if data_format == "NHWC":
        return [batch, rows, columns, channels]
    return [batch, channels, rows, columns]


def operands(layer, rng, dtype):
    """Input and depthwise filter for a layer."""
    shape = arrange(layer["batch"], *layer["size"], layer["channels"], layer["data_format"])
    x = values(rng, shape, dtype)
    return x, values(rng, (*layer["kernel"], layer["channels"], layer["multiplier"]), dtype)


def call(layer):
    """The arguments behind the operands, as all functions here take them."""
    return layer["strides"], layer["padding"], layer["data_format"], layer["dilations"]


@st.composite
def layers(draw, **limits):
    return random_layer(lambda low, high: draw(st.integers(low, high)), **limits)


seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def assert_sum(got, want, magnitude, taps):
    """Floats agree as well as a sum of `taps` products in that precision must.

    Each product and each addition errs by one roundoff at most, so a sum in any order
    errs by at most taps * roundoff * sum |x||w| (and a bit). float16 is summed in
    float32 and rounded once.
    """
    assert got.shape == want.shape
    unit = ROUNDOFF[got.dtype.name]
    bound = 1.01 * taps * unit * magnitude
    if got.dtype == np.float16:
        bound = 1.01 * taps * ROUNDOFF["float32"] * magnitude + unit * np.abs(want)
    np.testing.assert_array_less(np.abs(got - want), bound + np.finfo(got.dtype).smallest_normal)


# Against the loop


@given(layers(batch=(0, 2), smallest=0), seeds, st.sampled_from(INTS), st.sampled_from(INTS))
@settings(deadline=None, max_examples=150)
def test_depthwise_integers_are_exact(layer, rng, dtype, other):
    """Integers of any two types give the loop's numbers bit for bit, as int64."""
    x, w = operands(layer, rng, dtype)
    w = values(rng, w.shape, other)
    got = depthwise_conv2d(x, w, *call(layer))
    assert got.dtype == np.int64
    np.testing.assert_array_equal(got, loop(x, w, *call(layer)), strict=True)


@given(layers(batch=(0, 2), smallest=0), seeds, st.sampled_from(FLOATS))
@settings(deadline=None, max_examples=150)
def test_depthwise_floats_are_within_the_rounding_of_a_sum(layer, rng, dtype):
    """Floats keep their dtype and stay within the bound for a sum of that many products."""
    x, w = operands(layer, rng, dtype)
    got = depthwise_conv2d(x, w, *call(layer))
    assert got.dtype == x.dtype
    want, magnitude = loop(x, w, *call(layer)), loop(abs(x), abs(w), *call(layer))
    assert_sum(got, want, magnitude, math.prod(layer["kernel"]))


@given(layers(), seeds)
@settings(deadline=None, max_examples=60)
def test_depthwise_gives_the_totals_of_the_steps(layer, rng):
    """Every step's total is the output value at its place, bit for bit."""
    layer["batch"] = 1
    x, w = operands(layer, rng, "int32")
    height, width = layer["size"]
    spec = ConvSpec(
        height,
        width,
        layer["channels"],
        kernel=layer["kernel"],
        multiplier=layer["multiplier"],
        stride=spatial(layer["strides"], layer["data_format"]),
        padding=layer["padding"],
        dilation=tuple(layer["dilations"]),
        data_format=layer["data_format"],
    )
    out = depthwise_conv2d(x, w, *call(layer))
    assert out.shape == spec.output_shape
    if layer["data_format"] == "NCHW":
        out = np.transpose(out, (0, 2, 3, 1))
    for step in steps(spec, x, w):
        assert (
            out[(0, *step.position, step.channel * spec.multiplier + step.multiplier)] == step.total
        )


@given(
    layers(batch=(0, 2), smallest=0),
    seeds,
    st.sampled_from((1, 2, 3)),
    st.sampled_from((*FLOATS, *INTS)),
)
@settings(deadline=None, max_examples=200)
def test_conv2d_gives_the_numbers_of_the_loop(layer, rng, groups, dtype):
    """conv2d, grouped or not, gives the loop's numbers: exactly or within the bound."""
    x, w = grouped(layer, rng, groups, dtype)
    got = conv2d(x, w, *call(layer))
    want = loop(x, w, *call(layer), groups=groups)
    if np.dtype(dtype).kind == "f":
        magnitude = loop(abs(x), abs(w), *call(layer), groups=groups)
        assert got.dtype == x.dtype
        assert_sum(got, want, magnitude, math.prod(w.shape[:3]))
    else:
        np.testing.assert_array_equal(got, want, strict=True)


def grouped(layer, rng, groups, dtype):
    """Input and standard filters with `groups` groups."""
    deep, many = layer["channels"], layer["multiplier"]
    x, _ = operands({**layer, "channels": deep * groups}, rng, dtype)
    return x, values(rng, (*layer["kernel"], deep, many * groups), dtype)


@given(layers(), seeds)
@settings(deadline=None, max_examples=40)
def test_depthwise_equals_conv2d_with_one_group_per_channel(layer, rng):
    """A depthwise convolution is a grouped one with one channel to a group."""
    x, w = operands(layer, rng, "int16")
    same = w.reshape(*w.shape[:2], 1, -1)
    np.testing.assert_array_equal(
        depthwise_conv2d(x, w, *call(layer)), conv2d(x, same, *call(layer))
    )


# Against TensorFlow


def tensorflow_agrees(got, theirs, magnitude, taps):
    theirs = theirs.numpy()
    assert got.dtype == theirs.dtype
    if got.dtype.kind == "i":
        np.testing.assert_array_equal(got, theirs, strict=True)
        return
    unit = ROUNDOFF[got.dtype.name]
    bound = 2.02 * taps * unit * magnitude + np.finfo(got.dtype).smallest_normal
    assert got.shape == theirs.shape
    np.testing.assert_array_less(np.abs(got.astype("f8") - theirs.astype("f8")), bound)


def wrong_in_onednn(layer, x, out):
    """Whether oneDNN's AVX-512 kernel is known to give wrong numbers for a float32 layer.

    It does for one input channel, a multiplier above 1, outputs one pixel wide, and a
    stride above 1 across but not down. conv2d on the same numbers is right.
    """
    rows, columns = spatial(layer["strides"], layer["data_format"])
    wide = spatial(out.shape, layer["data_format"])[1]
    return (
        x.dtype == np.float32
        and layer["channels"] == 1
        and layer["multiplier"] > 1
        and (rows, wide) == (1, 1)
        and columns > 1
    )


def test_depthwise_agrees_with_tensorflow_on_2500_random_layers(tf):
    """2500 random layers: the same shape and the same numbers as tf.nn.depthwise_conv2d.

    Of the layers where it is right: a dilation or a stride, not both. What is not
    float32 it takes, on some processors, only in NHWC and with equal strides. The
    few layers that `wrong_in_onednn` describes are held against the loop instead.
    """
    rng = np.random.default_rng(20240807)

    def integer(low, high):
        return int(rng.integers(low, high, endpoint=True))

    for number in range(2500):
        limits = ({"dilations": (1, 1)}, {"strides": (1, 1)})[number % 2]
        layer = random_layer(integer, **limits)
        rows, columns = spatial(layer["strides"], layer["data_format"])
        plain = layer["data_format"] == "NHWC" and rows == columns
        dtype = FLOATS[integer(0, 2)] if plain else "float32"
        x, w = operands(layer, rng, dtype)
        got = depthwise_conv2d(x, w, *call(layer))
        theirs = tf.nn.depthwise_conv2d(x, w, *call(layer))
        if wrong_in_onednn(layer, x, got):
            theirs = tf.constant(loop(x, w, *call(layer)).astype(dtype))
        magnitude = depthwise_conv2d(abs(x.astype("f8")), abs(w.astype("f8")), *call(layer))
        tensorflow_agrees(got, theirs, magnitude, math.prod(layer["kernel"]))


def test_conv2d_agrees_with_tensorflow_on_1000_random_layers(tf):
    """1000 random layers, grouped ones and int32 included: the same as tf.nn.conv2d."""
    rng = np.random.default_rng(20240808)

    def integer(low, high):
        return int(rng.integers(low, high, endpoint=True))

    for _ in range(1000):
        layer = random_layer(integer)
        dtype = ("float32", "float64", "int32")[integer(0, 2)]
        if layer["data_format"] == "NCHW":
            dtype = "float32"
        groups = integer(1, 3) if dtype == "float32" else 1
        x, w = grouped(layer, rng, groups, dtype)
        got = conv2d(x, w, *call(layer))
        theirs = tf.nn.conv2d(x, w, *call(layer))
        if dtype == "int32":
            got = got.astype("int32")
        magnitude = conv2d(abs(x.astype("f8")), abs(w.astype("f8")), *call(layer))
        tensorflow_agrees(got, theirs, magnitude, math.prod(w.shape[:3]))


# Where TensorFlow is silently wrong


@pytest.mark.parametrize(
    ("size", "kernel", "dilation", "padding", "output"),
    [(36, 5, 4, "SAME", 18), (8, 2, 2, "VALID", 3), (148, 4, 2, "SAME", 74), (9, 1, 2, "SAME", 5)],
)
def test_dilation_and_stride_together_follow_the_formula(size, kernel, dilation, padding, output):
    """The cases that tf.nn.depthwise_conv2d is known to get wrong have the formula's values."""
    rng = np.random.default_rng(0)
    x = values(rng, (1, size, size, 1), "int32")
    w = values(rng, (kernel, kernel, 1, 1), "int32")
    got = depthwise_conv2d(x, w, [1, 2, 2, 1], padding, None, [dilation, dilation])
    assert got.shape == (1, output, output, 1)
    want = loop(x, w, [1, 2, 2, 1], padding, dilations=(dilation, dilation))
    np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize(
    ("shape", "padding", "output"),
    [
        ((0, 5, 5, 2), "VALID", (0, 3, 3, 4)),
        ((0, 5, 5, 2), "SAME", (0, 5, 5, 4)),
        ((2, 0, 5, 2), "SAME", (2, 0, 5, 4)),
        ((2, 5, 0, 2), "SAME", (2, 5, 0, 4)),
        ((2, 0, 5, 2), [[0, 0], [2, 2], [0, 0], [0, 0]], (2, 2, 3, 4)),
        ((2, 0, 0, 2), [[0, 0], [3, 0], [1, 2], [0, 0]], (2, 1, 1, 4)),
    ],
)
@pytest.mark.parametrize("dtype", ["float16", "float32", "int8"])
@pytest.mark.parametrize("dilations", [None, [1, 1]])
def test_empty_inputs_have_the_shape_of_the_formula(shape, padding, output, dtype, dilations):
    """An empty batch, height or width gives the formula's shape, and zeros where there is padding."""
    x, w = np.zeros(shape, dtype), np.ones((3, 3, 2, 2), dtype)
    got = depthwise_conv2d(x, w, [1, 1, 1, 1], padding, dilations=dilations)
    assert got.shape == output
    assert not got.any()
    standard = conv2d(x, np.ones((3, 3, 2, 4), dtype), 1, padding, dilations=dilations)
    assert standard.shape == output
    assert standard.dtype == got.dtype


def test_the_odd_pixel_of_same_padding_comes_after():
    """A 2x2 kernel of ones under SAME sums each pixel with those below and to the right."""
    x = np.arange(1, 5).reshape(1, 2, 2, 1)
    got = depthwise_conv2d(x, np.ones((2, 2, 1, 1), int), [1, 1, 1, 1], "SAME")
    assert got[0, :, :, 0].tolist() == [[10, 6], [7, 4]]


def test_output_channel_is_k_times_m_plus_q():
    """Filter q of channel k makes output channel k*M + q, in both layouts."""
    x = np.array([1, 10]).reshape(1, 1, 1, 2)
    w = np.array([[1, 2, 3], [4, 5, 6]]).reshape(1, 1, 2, 3)
    want = [1, 2, 3, 40, 50, 60]
    assert depthwise_conv2d(x, w, [1] * 4, "VALID").ravel().tolist() == want
    flipped = depthwise_conv2d(x.reshape(1, 2, 1, 1), w, [1] * 4, "VALID", "NCHW")
    assert flipped.shape == (1, 6, 1, 1)
    assert flipped.ravel().tolist() == want


# Values


def test_infinity_stays_in_its_channel_and_its_windows():
    """An infinite input pixel reaches the windows that hold it, in its own channel only."""
    x = np.ones((1, 5, 5, 2), np.float32)
    x[0, 0, 0, 0] = np.inf
    got = depthwise_conv2d(x, np.ones((3, 3, 2, 1), np.float32), [1] * 4, "VALID")
    assert np.argwhere(~np.isfinite(got)).tolist() == [[0, 0, 0, 0]]


@pytest.mark.parametrize("stride", [1, 2])
def test_padding_is_a_zero_that_is_multiplied(stride):
    """An infinite weight over padding makes NaN, since 0 * inf is NaN, without a warning."""
    x, w = np.ones((1, 3, 3, 1), np.float32), np.ones((3, 3, 1, 1), np.float32)
    w[0, 0] = np.inf
    for got in (
        depthwise_conv2d(x, w, [1, stride, stride, 1], "SAME"),
        conv2d(x, w, stride, "SAME"),
    ):
        assert np.isnan(got[0, 0, 0, 0])
        assert np.isnan(got[0, -1, 0, 0])
        assert np.isnan(got[0, 0, -1, 0])
        assert np.isposinf(got[0, -1, -1, 0])


@pytest.mark.parametrize("function", [depthwise_conv2d, conv2d])
def test_float16_is_summed_in_float32(function):
    """2048 + 1 + 1 is 2050 in float16 if it is rounded once, and 2048 if after each addition."""
    x = np.array([2048, 1, 1], np.float16).reshape(1, 1, 3, 1)
    got = function(x, np.ones((1, 3, 1, 1), np.float16), [1] * 4, "VALID")
    assert got.dtype == np.float16
    assert got.item() == 2050


@pytest.mark.parametrize("function", [depthwise_conv2d, conv2d])
def test_float16_overflows_to_infinity_without_a_warning(function):
    """A sum that float16 cannot hold is infinite, without a warning."""
    x = np.full((1, 1, 3, 1), 60000, np.float16)
    assert np.isposinf(function(x, np.ones((1, 3, 1, 1), np.float16), [1] * 4, "VALID")).all()


@pytest.mark.parametrize("function", [depthwise_conv2d, conv2d])
def test_integers_are_exact_up_to_the_largest_of_int64(function):
    """A sum of 2**63 - 1 is exact; one that could be larger is refused, not wrapped around."""
    ones = np.ones((1, 1, 1, 1), np.int8)
    largest = np.array(2**63 - 1).reshape(1, 1, 1, 1)
    assert function(largest, ones, [1] * 4, "VALID").item() == 2**63 - 1
    assert function(-largest, ones, [1] * 4, "VALID").item() == 1 - 2**63
    odd = np.array(2**53 + 1).reshape(1, 1, 1, 1)
    assert function(odd, ones, [1] * 4, "VALID").item() == 2**53 + 1
    for x, w in (
        (np.full((1, 1, 2, 1), 2**62), np.ones((1, 2, 1, 1), int)),
        (np.full((1, 1, 2, 1), 2**31), np.full((1, 2, 1, 1), 2**31)),
        (np.full((1, 1, 1, 1), -(2**63)), np.full((1, 1, 1, 1), -1)),
        (np.full((1, 1, 1, 1), 2**63, np.uint64), np.ones((1, 1, 1, 1), np.uint64)),
        ([[[[2**63]]]], [[[[1]]]]),
        ([[[[2**63], [1]]]], [[[[1]]]]),
        ([[[[2**70]]]], [[[[1]]]]),
    ):
        with pytest.raises(DwconvError):
            function(x, w, [1] * 4, "VALID")


@given(seeds, st.integers(1, 4), st.integers(1, 3), st.sampled_from(("NHWC", "NCHW")))
@settings(deadline=None, max_examples=30)
def test_a_large_batch_gives_what_its_images_give_alone(rng, images, multiplier, data_format):
    """A batch too large for the workspace gives what its images give one by one."""
    shape = arrange(images, 200, 150, 4, data_format)
    x = values(rng, shape, "int16")
    w = values(rng, (3, 2, 4, multiplier), "int16")
    strides = arrange(1, 2, 1, 1, data_format)
    together = depthwise_conv2d(x, w, strides, "SAME", data_format)
    alone = [depthwise_conv2d(each[None], w, strides, "SAME", data_format) for each in x]
    np.testing.assert_array_equal(together, np.concatenate(alone))


def test_a_last_smaller_group_of_images_has_no_values_of_the_group_before():
    """Images that share a workspace do not leak into the last, smaller group of them."""
    rng = np.random.default_rng(1)
    x = values(rng, (301, 30, 30, 3), "int16")
    w = values(rng, (3, 3, 3, 1), "int16")
    together = depthwise_conv2d(x, w, [1] * 4, "SAME")
    alone = [depthwise_conv2d(each[None], w, [1] * 4, "SAME") for each in x]
    np.testing.assert_array_equal(together, np.concatenate(alone))


def test_arguments_are_not_changed_and_the_output_is_a_new_array():
    """Operands may be read-only and in any memory order; they are not written to."""
    rng = np.random.default_rng(2)
    x = values(rng, (2, 6, 7, 3), "float32")
    w = values(rng, (3, 3, 3, 2), "float32")
    want = depthwise_conv2d(x, w, [1] * 4, "SAME")
    odd = np.asfortranarray(x)[:, ::-1][:, ::-1]
    big = w.astype(">f4")
    for array in (odd, big):
        array.setflags(write=False)
    got = depthwise_conv2d(odd, big, (1, 1, 1, 1), "SAME")
    assert got.dtype == np.float32
    assert got.flags.c_contiguous
    assert got.flags.writeable
    np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize("huge", [2**31, 2**62, 2**63, 10**30, 10**5000], ids=int.bit_length)
@pytest.mark.parametrize("dtype", ["float16", "float32", "int8"])
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
@pytest.mark.parametrize("function", [depthwise_conv2d, conv2d])
def test_convolutions_ignore_the_stride_of_one_window_and_the_dilation_of_one_tap(
    huge, dtype, data_format, function
):
    """With one window there is no next one, however far away, and likewise with one tap."""
    rng = np.random.default_rng(5)
    x = values(rng, arrange(2, 5, 6, 2, data_format), dtype)
    w, point = values(rng, (3, 2, 2, 2), dtype), values(rng, (1, 1, 2, 2), dtype)
    far, near = (arrange(1, step, step, 1, data_format) for step in (huge, 9))
    explicit = arrange([0, 0], [1, 2], [0, 2], [0, 0], data_format)
    for padding, some in itertools.product(("VALID", "SAME", explicit), (w, point)):
        want = function(x, some, near, padding, data_format)
        got = function(x, some, far, padding, data_format)
        np.testing.assert_array_equal(got, want, strict=True)
        want = function(x, point, [1] * 4, padding, data_format)
        got = function(x, point, [1] * 4, padding, data_format, [huge, huge])
        np.testing.assert_array_equal(got, want, strict=True)
    one_way = arrange(1, huge, 2, 1, data_format), arrange(1, 9, 2, 1, data_format)
    want, got = (function(x, w, each, "SAME", data_format) for each in one_way)
    np.testing.assert_array_equal(got, want, strict=True)


def test_names_may_be_any_kind_of_str():
    """NumPy's str is a str."""
    x, w = np.ones((1, 5, 5, 2), np.float32), np.ones((3, 3, 2, 1), np.float32)
    want = depthwise_conv2d(x, w, [1] * 4, "SAME", "NHWC")
    got = depthwise_conv2d(x, w, [1] * 4, np.str_("SAME"), np.str_("NHWC"))
    np.testing.assert_array_equal(got, want)


# Dtypes


@pytest.mark.parametrize(
    ("x", "w", "dtype"),
    [
        ([[[[1.5]]]], np.ones((1, 1, 1, 1), np.float32), "float32"),
        (np.ones((1, 1, 1, 1), np.float32), [[[[3]]]], "float32"),
        (np.ones((1, 1, 1, 1), np.float16), [[[[0.1]]]], "float16"),
        ([[[[1]]]], [[[[2]]]], "int64"),
        ([[[[1]]]], [[[[0.5]]]], "float64"),
        ([[[[1]]]], np.ones((1, 1, 1, 1), np.uint8), "int64"),
    ],
)
def test_a_plain_list_takes_the_dtype_of_the_other_operand(x, w, dtype):
    """Lists go with anything that can hold their values."""
    for function in (depthwise_conv2d, conv2d):
        assert function(x, w, [1] * 4, "VALID").dtype == dtype


def test_tensors_are_arrays_too(tf):
    """Whatever NumPy can read is an operand, TensorFlow's tensors for example."""
    x, w = tf.ones((1, 4, 4, 1)), tf.ones((3, 3, 1, 1))
    got = depthwise_conv2d(x, w, [1] * 4, "VALID")
    assert isinstance(got, np.ndarray)
    assert got.ravel().tolist() == [9] * 4


# The forms of tf.nn.conv2d's parameters


@pytest.mark.parametrize(
    ("given_", "rows", "columns"),
    [
        (None, 1, 1),
        (2, 2, 2),
        (np.int64(2), 2, 2),
        ([2], 2, 2),
        ((1, 2), 1, 2),
        (np.array([2, 1]), 2, 1),
        ([1, 2, 3, 1], 2, 3),
    ],
)
def test_conv2d_takes_strides_and_dilations_in_all_forms(tf, given_, rows, columns):
    """None, an int, and lists of 1, 2 and 4 mean what they mean in tf.nn.conv2d."""
    x, w = np.arange(162).reshape(1, 9, 9, 2), np.arange(24).reshape(2, 2, 2, 3)
    want = loop(x, w, [1, rows, columns, 1], "VALID", groups=1)
    np.testing.assert_array_equal(conv2d(x, w, given_, "VALID"), want)
    want = loop(x, w, [1, 1, 1, 1], "VALID", dilations=(rows, columns), groups=1)
    np.testing.assert_array_equal(conv2d(x, w, 1, "VALID", dilations=given_), want)
    theirs = tf.nn.conv2d(x.astype("f"), w.astype("f"), given_, "VALID")
    assert theirs.shape == conv2d(x, w, given_, "VALID").shape


@pytest.mark.parametrize("lead", [(2, 3), (0, 3), (2, 1, 2)])
@pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
def test_conv2d_takes_several_batch_axes(lead, data_format):
    """Axes in front of the image are all batch."""
    rng = np.random.default_rng(3)
    shape = arrange(0, 5, 6, 2, data_format)[1:]
    x, w = values(rng, (*lead, *shape), "int32"), values(rng, (3, 2, 2, 4), "int32")
    flat = conv2d(x.reshape(-1, *shape), w, 1, "SAME", data_format)
    got = conv2d(x, w, 1, "SAME", data_format)
    np.testing.assert_array_equal(got, flat.reshape(*lead, *flat.shape[1:]), strict=True)


def test_conv2d_does_not_depend_on_how_rows_are_cut_into_blocks():
    """An image that needs several blocks has no seam between them."""
    rng = np.random.default_rng(4)
    x, w = values(rng, (1, 90, 70, 16), "int16"), values(rng, (3, 3, 8, 6), "int16")
    got = conv2d(x, w, [2, 1], "SAME")
    np.testing.assert_array_equal(got, loop(x, w, [1, 2, 1, 1], "SAME", groups=2))
