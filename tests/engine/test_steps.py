"""Tests dwconv.steps against the formula and the whole output tensor."""

from __future__ import annotations

import itertools
import platform

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import products, real_taps, steps, windows
from dwconv.engine.tf_nn_functions import depthwise_conv2d


@st.composite
def legal_specs(draw):
    """Small layers of every kind, for one image."""
    number = st.integers(1, 3)
    while True:
        try:
            return ConvSpec(
                draw(st.integers(1, 6)),
                draw(st.integers(1, 6)),
                draw(number),
                kernel=(draw(number), draw(number)),
                multiplier=draw(number),
                stride=(draw(number), draw(number)),
                padding=draw(st.sampled_from(["VALID", "SAME", ((1, 0), (2, 3))])),
                dilation=(draw(number), draw(number)),
                data_format=draw(st.sampled_from(["NHWC", "NCHW"])),
            )
        except DwconvError:
            continue


def operands(spec, seed, dtype="int64"):
    rng = np.random.default_rng(seed)
    x = rng.integers(-9, 9, spec.input_shape)
    w = rng.integers(-9, 9, spec.filter_shape)
    return x.astype(dtype), w.astype(dtype)


def whole(spec, x, w):
    """The output of one image with channels last, (OH, OW, C*M)."""
    order = (1, *spec.stride, 1) if spec.data_format == "NHWC" else (1, 1, *spec.stride)
    pads = [(0, 0), *spec.pads]
    pads.insert(3 if spec.data_format == "NHWC" else 1, (0, 0))
    out = depthwise_conv2d(x, w, order, pads, spec.data_format, spec.dilation)[0]
    return out if spec.data_format == "NHWC" else np.moveaxis(out, 0, 2)


@given(legal_specs(), st.integers(0, 99))
@settings(deadline=None)
def test_every_number_of_a_step_follows_the_formula(spec, seed):
    """Window, taps, products, running sums and total are what the formula says, one by one."""
    x, w = operands(spec, seed)
    image = x[0] if spec.data_format == "NHWC" else np.moveaxis(x[0], 0, 2)
    (top, _), (left, _) = spec.pads
    for step in steps(spec, x, w):
        (i, j), k, q = step.position, step.channel, step.multiplier
        running = 0
        for di, dj in itertools.product(*map(range, spec.kernel)):
            row = i * spec.stride[0] + di * spec.dilation[0] - top
            column = j * spec.stride[1] + dj * spec.dilation[1] - left
            inside = 0 <= row < spec.height and 0 <= column < spec.width
            value = image[row, column, k] if inside else 0
            running += value * w[di, dj, k, q]
            assert step.taps[di, dj] == inside
            assert step.window[di, dj] == value
            assert step.products[di, dj] == value * w[di, dj, k, q]
            assert step.partial_sums[di, dj] == running
        assert step.total == running


@given(legal_specs(), st.integers(0, 99))
@settings(deadline=None)
def test_steps_run_in_reading_order_over_the_whole_output(spec, seed):
    """Position by position, channel by channel, filter by filter; totals fill the output."""
    x, w = operands(spec, seed)
    walk = list(steps(spec, x, w))
    _, rows, columns = (spec.batch, spec.vertical.output, spec.horizontal.output)
    order = itertools.product(*map(range, (rows, columns, spec.channels, spec.multiplier)))
    assert [(*s.position, s.channel, s.multiplier) for s in walk] == list(order)
    totals = np.array([s.total for s in walk]).reshape(rows, columns, -1)
    np.testing.assert_array_equal(totals, whole(spec, x, w))


@given(legal_specs(), st.integers(0, 99), st.sampled_from(["float32", "float64"]))
@settings(deadline=None)
def test_totals_of_floats_are_the_output(spec, seed, dtype):
    """Steps and whole tensor add up the same products in the same order: no bit differs.

    Where NumPy rounds after every multiplication and every addition, that is.
    """
    x, w = (each / 7 for each in operands(spec, seed, dtype))
    totals = np.array([s.total for s in steps(spec, x, w)])
    out = whole(spec, x, w)
    assert totals.dtype == out.dtype == dtype
    slack = 2 * np.prod(spec.kernel) * np.finfo(dtype).eps * whole(spec, abs(x), abs(w))
    assert (np.abs(totals.reshape(out.shape) - out) <= slack).all()
    if platform.machine() in ("x86_64", "AMD64"):  # elsewhere NumPy may fuse product and sum
        np.testing.assert_array_equal(totals.reshape(out.shape), out)


@pytest.mark.parametrize("spec", [ConvSpec(5, 5, 1, kernel=5), ConvSpec(9, 5, 1, kernel=5)])
def test_a_single_value_in_a_row_is_summed_in_reading_order_too(spec):
    """An output one value wide, where a sum along the taps is tempting, has the steps' bits."""
    rng = np.random.default_rng(0)
    for _ in range(10):
        x = rng.standard_normal(spec.input_shape).astype("f")
        w = rng.standard_normal(spec.filter_shape).astype("f")
        totals = [step.total for step in steps(spec, x, w)]
        if platform.machine() in ("x86_64", "AMD64"):  # elsewhere NumPy may fuse product and sum
            np.testing.assert_array_equal(totals, whole(spec, x, w).ravel())
        else:
            np.testing.assert_allclose(totals, whole(spec, x, w).ravel(), rtol=1e-4, atol=1e-5)


@given(legal_specs())
@settings(deadline=None)
def test_real_taps_counts_a_convolution_of_ones(spec):
    """The taps that meet the input are what ones convolved with ones count."""
    counts = whole(spec, np.ones(spec.input_shape, int), np.ones(spec.filter_shape, int))
    np.testing.assert_array_equal(real_taps(spec).sum((2, 3)), counts[:, :, 0])


def test_windows_do_not_copy():
    """Windows are a read-only view into one padded image."""
    image = np.arange(32.0).reshape(4, 4, 2)
    view = windows(ConvSpec(4, 4, 2), image)
    assert view.shape == (2, 2, 3, 3, 2)
    assert not view.flags.writeable
    assert view[1, 1, 2, 2].tolist() == image[3, 3].tolist()


def test_products_are_per_channel_and_filter():
    """Axes (..., C, M, kh, kw): every filter slice meets its own channel."""
    window = np.array([[[1, 10]], [[2, 20]]])
    kernel = np.array([[[[1, 3]], [[2, 4]]]]).reshape(1, 2, 1, 2)
    kernel = np.concatenate([kernel.reshape(2, 1, 1, 2)] * 2, axis=2)
    each, sums = products(window, kernel)
    assert each.shape == sums.shape == (2, 2, 2, 1)
    assert each[0, 0].ravel().tolist() == [1, 4]
    assert each[1, 1].ravel().tolist() == [30, 80]
    assert sums[1, 1].ravel().tolist() == [30, 110]


def test_the_total_is_the_last_running_sum():
    """For float32 bit for bit."""
    spec = ConvSpec(5, 5, 2, kernel=(3, 2), multiplier=2)
    rng = np.random.default_rng(0)
    x = rng.standard_normal(spec.input_shape).astype("f")
    w = rng.standard_normal(spec.filter_shape).astype("f")
    for step in steps(spec, x, w):
        assert step.total == step.partial_sums[-1, -1]
        running = np.float32(0)
        for product, partial in zip(step.products.flat, step.partial_sums.flat, strict=True):
            running = running + product
            assert running == partial


@pytest.mark.parametrize(
    ("spec", "x", "w", "parameter"),
    [
        (ConvSpec(4, 4, 1, batch=2), np.ones((2, 4, 4, 1)), np.ones((3, 3, 1, 1)), "batch"),
        (ConvSpec(4, 4, 1), np.ones((1, 4, 5, 1)), np.ones((3, 3, 1, 1)), "input.shape"),
        (ConvSpec(4, 4, 1), np.ones((1, 4, 4, 1)), np.ones((3, 3)), "filter.shape"),
        (ConvSpec(4, 4, 1), np.ones((1, 4, 4, 1), bool), np.ones((3, 3, 1, 1)), "input.dtype"),
        (ConvSpec(4, 4, 1), np.ones((1, 4, 4, 1), "U1"), np.ones((3, 3, 1, 1)), "input.dtype"),
        (ConvSpec(4, 4, 1), np.ones((1, 4, 4, 1), "O"), np.ones((3, 3, 1, 1)), "input.dtype"),
        (ConvSpec(4, 4, 1), [], np.ones((3, 3, 1, 1)), "input.shape"),
        (ConvSpec(4, 4, 1), np.array(1.0), np.ones((3, 3, 1, 1)), "input.shape"),
        (
            ConvSpec(4, 4, 1, padding="SAME", dilation=10**14),
            np.ones((1, 4, 4, 1)),
            np.ones((3, 3, 1, 1)),
            "the shape of the padded input",
        ),
    ],
)
def test_illegal_steps_are_refused_at_the_call(spec, x, w, parameter):
    """The error comes from the call, not from the first step."""
    with pytest.raises(DwconvError) as caught:
        steps(spec, x, w)
    assert caught.value.parameter == parameter


@pytest.mark.parametrize("spec", [None, 3, (4, 4, 1)])
def test_a_spec_is_needed(spec):
    """What is no ConvSpec is refused at the call, in a sentence."""
    with pytest.raises(TypeError, match=r"^spec is .*, but must be a ConvSpec\."):
        steps(spec, np.ones((1, 4, 4, 1)), np.ones((3, 3, 1, 1)))


@pytest.mark.parametrize("huge", [2**31, 2**62, 2**64, 10**30, 10**5000], ids=int.bit_length)
@pytest.mark.parametrize(
    ("changes", "small"),
    [
        ({"stride": None}, {"stride": 5}),
        ({"stride": None, "padding": "SAME"}, {"stride": 5, "padding": "SAME"}),
        ({"stride": None, "padding": ((2, 1), (0, 3))}, {"stride": 9, "padding": ((2, 1), (0, 3))}),
        ({"dilation": None, "kernel": 1}, {"kernel": 1}),
        ({"dilation": None, "kernel": 1, "padding": "SAME"}, {"kernel": 1}),
    ],
)
def test_steps_ignore_the_stride_of_one_window_and_the_dilation_of_one_tap(huge, changes, small):
    """With one window there is no next one, however far away, and likewise with one tap."""
    large = {name: huge if value is None else value for name, value in changes.items()}
    spec, plain = ConvSpec(5, 5, 2, **large), ConvSpec(5, 5, 2, **small)
    x, w = operands(plain, 0)
    walk, want = list(steps(spec, x, w)), list(steps(plain, x, w))
    assert [step.total for step in walk] == [step.total for step in want]
    assert [step.position for step in walk] == [step.position for step in want]
    for step, other in zip(walk, want, strict=True):
        np.testing.assert_array_equal(step.taps, other.taps)
        np.testing.assert_array_equal(step.window, other.window)
