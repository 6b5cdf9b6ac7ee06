"""The layers whose outputs are gradients, against the plain loops of `naive`."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv import ConvSpec, DwconvError
from dwconv.engine import naive
from dwconv.engine.gradient_layers import (
    filter_gradient_layer,
    input_gradient_layer,
    layer_of_one_filter,
)

pairs = st.tuples(st.integers(0, 5), st.integers(0, 5))
small = st.integers(1, 4)


@st.composite
def specs(draw: st.DrawFn) -> ConvSpec:
    """Layers with an output, of every padding; explicit padding may go beyond the kernel."""
    kernel, dilation = draw(st.tuples(small, small)), draw(st.tuples(small, small))
    padding = draw(st.sampled_from(["SAME", "VALID"]) | st.tuples(pairs, pairs))
    sizes = []
    for axis, (taps, apart) in enumerate(zip(kernel, dilation, strict=True)):
        padded = sum(padding[axis]) if isinstance(padding, tuple) else 0
        span = (taps - 1) * apart + 1
        least = 1 if padding == "SAME" else max(1, span - padded)
        sizes.append(draw(st.integers(least, least + 5)))
    return ConvSpec(
        *sizes,
        draw(st.integers(1, 3)),
        kernel=kernel,
        multiplier=draw(st.integers(1, 3)),
        stride=draw(st.tuples(small, small)),
        padding=padding,
        dilation=dilation,
    )


def numbers(spec: ConvSpec) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(7)
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    x, w, g = (rng.integers(-4, 5, shape) for shape in shapes)
    return x, w, g


@given(specs())
def test_the_output_is_the_gradient_of_the_filter(spec: ConvSpec) -> None:
    x, _, g = numbers(spec)
    layer = filter_gradient_layer(spec, x, g)
    gradient = layer.output.reshape(spec.filter_shape)
    np.testing.assert_array_equal(gradient, naive.filter_gradient(spec, x, g))
    assert layer.spec.stride == spec.dilation
    assert layer.spec.dilation == spec.stride


@given(specs())
def test_the_outputs_of_a_channel_add_up_to_the_gradient_of_its_input(spec: ConvSpec) -> None:
    _, w, g = numbers(spec)
    layer = input_gradient_layer(spec, w, g)
    by_filter = layer.output.reshape(spec.height, spec.width, spec.channels, spec.multiplier)
    np.testing.assert_array_equal(by_filter.sum(-1)[None], naive.input_gradient(spec, w, g))
    for q in range(spec.multiplier):
        np.testing.assert_array_equal(
            layer_of_one_filter(layer, spec.multiplier, q).output[0], by_filter[..., q]
        )


def test_input_that_no_window_reaches_is_left_out() -> None:
    spec = ConvSpec(6, 6, 1, stride=2)  # the last row and column are lost
    x, _, g = numbers(spec)
    layer = filter_gradient_layer(spec, x, g)
    assert layer.input.shape == (1, 5, 5, 1)
    assert layer.spec.output_shape == (1, 3, 3, 1)


def test_what_does_not_fit_is_refused() -> None:
    spec = ConvSpec(4, 4, 2)
    x, _, g = numbers(spec)
    with pytest.raises(DwconvError, match=r"out_backprop\.shape is \(1, 4, 4, 2\).*\(1, 2, 2, 2\)"):
        filter_gradient_layer(spec, x, x)
    with pytest.raises(DwconvError, match=r"filter\.shape is"):
        input_gradient_layer(spec, g, g)
    with pytest.raises(DwconvError, match="batch=1"):
        filter_gradient_layer(spec.replace(batch=2), x, g)
