"""TensorFlow's SAME beside PyTorch's padding=p: plain loops decide where they differ, PyTorch runs the code."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv import ConvSpec, DwconvError, depthwise_conv2d
from dwconv.engine.compare_padding import compare_padding
from dwconv.engine.geometry import make_axis
from dwconv.files.padding_code import tensorflow_padding_code, torch_padding_code
from dwconv.weights import convert

SIDE = st.integers(1, 9)


def line(size, kernel, stride, dilation, before, outputs):
    """Which pixel each tap of each window reads; None where it reads padding."""
    places = [
        [window * stride + tap * dilation - before for tap in range(kernel)]
        for window in range(outputs)
    ]
    return [[place if 0 <= place < size else None for place in window] for window in places]


@settings(max_examples=60)
@given(SIDE, st.integers(1, 5), st.integers(1, 3), st.integers(1, 2), st.integers(0, 3))
def test_windows_agree_where_the_comparison_says_that_they_do(
    size, kernel, stride, dilation, padding
):
    same = make_axis(size, kernel, stride, dilation, "SAME")
    try:
        other = make_axis(size, kernel, stride, dilation, (padding, padding))
    except DwconvError:
        return
    found = compare_padding(same, other)
    first, second = (
        line(size, kernel, stride, dilation, each.before, each.output) for each in (same, other)
    )
    assert found.more == len(second) - len(first)
    assert (first == second) == found.same or not any(
        place is not None for window in first + second for place in window
    )
    both = [
        (one, two)
        for pair in zip(first, second, strict=False)
        for one, two in zip(*pair, strict=True)
        if None not in (one, two)
    ]
    assert all(one - two == found.shift for one, two in both)


UNEVEN = ConvSpec(8, 9, 3, kernel=(3, 2), multiplier=2, stride=(2, 2), padding="SAME")
LAYERS = (
    UNEVEN,
    UNEVEN.replace(padding=((1, 1), (1, 1))),
    UNEVEN.replace(padding=((0, 2), (3, 1)), stride=(1, 1), dilation=(2, 1)),
    ConvSpec(7, 7, 2, padding="SAME"),
    # TensorFlow's op is wrong where a stride meets a dilation, along one axis or not
    ConvSpec(9, 9, 2, stride=(2, 2), dilation=(2, 2), padding="SAME"),
    UNEVEN.replace(padding=((0, 2), (3, 1)), stride=(2, 1), dilation=(1, 3)),
    UNEVEN.replace(padding="VALID", dilation=(2, 1)),
)


def operands(spec):
    numbers = np.random.default_rng(3)
    return (
        numbers.integers(-4, 5, shape).astype("float32")
        for shape in (spec.input_shape, spec.filter_shape)
    )


def engine_output(spec, image, filter):
    """The output of the engine, which takes the padding in pixels."""
    pads = [[0, 0], *map(list, spec.pads), [0, 0]]
    strides = [1, *spec.stride, 1]
    return depthwise_conv2d(image, filter, strides, pads, dilations=list(spec.dilation))


@pytest.mark.torch
@pytest.mark.parametrize("spec", LAYERS, ids=range(len(LAYERS)))
def test_the_code_for_pytorch_pads_as_the_layer_says(spec):
    import torch

    image, filter = operands(spec)
    names = {
        "F": torch.nn.functional,
        "x": torch.from_numpy(image.transpose(0, 3, 1, 2).copy()),
        "w": torch.from_numpy(convert(filter, "TensorFlow", "PyTorch")),
    }
    exec(torch_padding_code(spec), names)
    found = names["y"].numpy().transpose(0, 2, 3, 1)
    np.testing.assert_array_equal(found, engine_output(spec, image, filter))


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel")
def test_pytorch_same_padding_puts_the_odd_pixel_where_tensorflow_does():
    import torch

    spec = ConvSpec(7, 6, 2, kernel=(2, 4), padding="SAME")
    image, filter = operands(spec)
    found = torch.nn.functional.conv2d(
        torch.from_numpy(image.transpose(0, 3, 1, 2).copy()),
        torch.from_numpy(convert(filter, "TensorFlow", "PyTorch")),
        padding="same",
        groups=2,
    )
    np.testing.assert_array_equal(
        found.numpy().transpose(0, 2, 3, 1), engine_output(spec, image, filter)
    )
    with pytest.raises(RuntimeError, match="strided"):
        torch.nn.functional.conv2d(found, found, padding="same", stride=2)


def test_the_lines_of_code_have_the_pads_in_the_order_of_each_framework():
    assert "F.pad(x, (0, 1, 0, 1))" in torch_padding_code(UNEVEN.replace(width=8, kernel=(3, 3)))
    assert 'padding="SAME"' in tensorflow_padding_code(UNEVEN)
    nchw = UNEVEN.replace(padding=((1, 2), (0, 3)), data_format="NCHW")
    assert "padding=[[0, 0], [0, 0], [1, 2], [0, 3]]" in tensorflow_padding_code(nchw)
    assert 'data_format="NCHW"' in tensorflow_padding_code(nchw)
