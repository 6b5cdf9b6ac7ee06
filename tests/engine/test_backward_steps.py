"""The backward steps against the forward ones, the formula and the gradients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dwconv.engine.backward_steps import backward_steps
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import steps
from tests.engine.random_layers import both, layers, seeds, tensors

FLOATS = ("float16", "float32", "float64")
X, W = np.ones((1, 5, 5, 2), np.float32), np.ones((3, 3, 2, 1), np.float32)
G = np.ones((1, 3, 3, 2), np.float32)


@given(layers(batch=(1, 1)), seeds)
@settings(deadline=None, max_examples=60)
def test_every_number_of_a_step_follows_the_formula(spec, rng):
    """Order, window and taps are those of the forward steps; the sums grow by what is sent."""
    x, w, g = tensors(spec, rng)
    handed_back = g[0] if spec.data_format == "NHWC" else np.moveaxis(g[0], 0, 2)
    (top, _), (left, _) = spec.pads
    to_input = np.zeros((spec.height, spec.width, spec.channels), int)
    to_filter = np.zeros_like(w)
    walk = list(backward_steps(spec, x, w, g))  # all of them, so that none may change later
    for step, forth in zip(walk, steps(spec, x, w), strict=True):
        (i, j), k, q = step.position, step.channel, step.multiplier
        assert ((i, j), k, q) == (forth.position, forth.channel, forth.multiplier)
        np.testing.assert_array_equal(step.window, forth.window)
        np.testing.assert_array_equal(step.taps, forth.taps)
        assert step.gradient == handed_back[i, j, k * spec.multiplier + q]
        for di, dj in np.ndindex(spec.kernel):
            row = i * spec.stride[0] + di * spec.dilation[0] - top
            column = j * spec.stride[1] + dj * spec.dilation[1] - left
            assert step.to_input[di, dj] == step.gradient * w[di, dj, k, q]
            assert step.to_filter[di, dj] == step.gradient * step.window[di, dj]
            to_filter[di, dj, k, q] += step.to_filter[di, dj]
            assert step.filter_sums[di, dj] == to_filter[di, dj, k, q]
            if step.taps[di, dj]:
                to_input[row, column, k] += step.to_input[di, dj]
                assert step.input_sums[di, dj] == to_input[row, column, k]
            else:
                assert step.input_sums[di, dj] == 0
    whole_input, whole_filter = both(spec, x, w, g)
    if spec.data_format == "NCHW":
        to_input = np.moveaxis(to_input, 2, 0)
    np.testing.assert_array_equal(to_input, whole_input[0])
    np.testing.assert_array_equal(to_filter, whole_filter)


@pytest.mark.parametrize("dtype", FLOATS)
def test_the_last_sums_of_float_steps_are_the_gradients(dtype):
    """The last sums under every tap, rounded to the operands' dtype, are the gradients."""
    spec = ConvSpec(6, 5, 2, multiplier=2, stride=(2, 1), padding="SAME")
    x, w, g = tensors(spec, np.random.default_rng(0), dtype)
    to_input, to_filter = np.zeros(spec.input_shape[1:], dtype), np.zeros_like(w)
    for step in backward_steps(spec, x, w, g):
        for each in step.gradient, step.window, step.to_input, step.to_filter, step.input_sums:
            assert each.dtype == ("float64" if dtype == "float64" else "float32")
        (i, j), k, q = step.position, step.channel, step.multiplier
        to_filter[:, :, k, q] = step.filter_sums
        rows, columns = spec.vertical.taps(i), spec.horizontal.taps(j)
        for di, dj in np.argwhere(step.taps):
            to_input[rows[di], columns[dj], k] = step.input_sums[di, dj]
    whole_input, whole_filter = both(spec, x, w, g)
    unit = np.finfo(dtype).eps
    np.testing.assert_allclose(to_input, whole_input[0], rtol=9 * unit, atol=9 * unit)
    np.testing.assert_allclose(to_filter, whole_filter, rtol=30 * unit, atol=30 * unit)


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"input": X[0]}, "input.shape is (5, 5, 2), but must be (1, 5, 5, 2)."),
        ({"filter": W[:2]}, "filter.shape is (2, 3, 2, 1), but must be (3, 3, 2, 1)."),
        ({"out_backprop": X}, "out_backprop.shape is (1, 5, 5, 2), but must be (1, 3, 3, 2), the"),
        ({"out_backprop": G.astype(int)}, "out_backprop.dtype is 'int64', but must be the same as"),
        (
            {"spec": ConvSpec(5, 5, 2, batch=0), "input": X[:0], "out_backprop": G[:0]},
            "batch is 0, but must be 1 to be shown step by step.",
        ),
        (
            {
                "input": X.astype(int) * 2**60,
                "filter": W.astype(int) * 0,
                "out_backprop": G.astype(int),
            },
            "the largest magnitude in input is 1152921504606846976, but must keep every sum within "
            "int64: 9 products",
        ),
        (
            {
                "input": X.astype(int) * 0,
                "filter": W.astype(int) * 2**60,
                "out_backprop": G.astype(int),
            },
            "the largest magnitude in filter is 1152921504606846976, but must keep every sum",
        ),
    ],
)
def test_illegal_steps_are_refused_at_the_call(changes, begins):
    """The error comes from the call, not from the first step."""
    legal = {"spec": ConvSpec(5, 5, 2), "input": X, "filter": W, "out_backprop": G}
    with pytest.raises(DwconvError) as caught:
        backward_steps(**(legal | changes))
    assert str(caught.value).startswith(begins)


def test_a_spec_is_needed():
    """What is no ConvSpec is refused at the call, in a sentence."""
    with pytest.raises(TypeError, match=r"^spec is .*, but must be a ConvSpec\."):
        backward_steps((5, 5, 2), X, W, G)
