"""The plain loops of dwconv.engine.naive: numbers worked out by hand, and TensorFlow's.

They are what the fast functions are tested against, so here they are held against something else.
"""

from __future__ import annotations

import numpy as np
import pytest

from dwconv.engine import naive
from dwconv.engine.spec import ConvSpec

# Input 1 to 9, two filters of 2x1: windows are two rows high.
WORKED = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
IMAGE = np.arange(1, 10).reshape(1, 3, 3, 1)
FILTER = np.array([[1, 2], [3, 4]]).reshape(2, 1, 1, 2)


def test_depthwise_gives_the_numbers_worked_out_by_hand():
    """1*1 + 3*4 = 13 and 2*1 + 4*4 = 18 at the first position, and so on."""
    output = naive.depthwise(WORKED, IMAGE, FILTER)
    assert output[0, :, :, 0].tolist() == [[13, 17, 21], [25, 29, 33]]
    assert output[0, :, :, 1].tolist() == [[18, 24, 30], [36, 42, 48]]


def test_the_gradients_are_the_numbers_worked_out_by_hand():
    """With ones coming back, a pixel's gradient is the sum of the weights that it meets."""
    ones = np.ones(WORKED.output_shape, int)
    to_input = naive.input_gradient(WORKED, FILTER, ones)
    assert to_input[0, :, :, 0].tolist() == [[3] * 3, [10] * 3, [7] * 3]
    to_filter = naive.filter_gradient(WORKED, IMAGE, ones)
    assert to_filter[:, 0, 0].tolist() == [[21, 21], [39, 39]]


def test_standard_in_groups_gives_the_numbers_worked_out_by_hand():
    """Two groups of one channel: outputs 0 and 1 see the first channel, 2 and 3 the second."""
    pixel = np.array([[[[2, 3]]]])
    filters = np.array([[[[1, 10, 100, 1000]]]])
    output = naive.standard(ConvSpec(1, 1, 2, kernel=1), pixel, filters)
    assert output.ravel().tolist() == [2, 20, 300, 3000]


def test_stride_dilation_and_padding_place_the_taps_by_hand():
    """5 pixels and one of padding on the left; windows start at -1 and 1, taps are 2 apart."""
    spec = ConvSpec(1, 5, 1, kernel=(1, 2), stride=2, dilation=2, padding=((0, 0), (1, 0)))
    taps = [(j, dj, column) for _, j, _, dj, _, column in naive.taps_on_input(spec)]
    assert taps == [(0, 1, 1), (1, 0, 1), (1, 1, 3)]


@pytest.mark.parametrize("padding", ["VALID", "SAME", ((1, 2), (0, 1))])
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 2)])
@pytest.mark.parametrize("multiplier", [1, 2])
def test_tensorflow_and_its_gradient_tape_agree(tf, padding, stride, dilation, multiplier):
    """Whole numbers in float64, so that nothing is rounded and every value is the same."""
    spec = ConvSpec(
        7,
        6,
        2,
        kernel=(3, 2),
        multiplier=multiplier,
        stride=stride,
        padding=padding,
        dilation=dilation,
        batch=2,
    )
    rng = np.random.default_rng(0)
    x, w, g = (
        rng.integers(-9, 9, shape).astype("f8")
        for shape in (spec.input_shape, spec.filter_shape, spec.output_shape)
    )
    pads = padding if isinstance(padding, str) else [(0, 0), *padding, (0, 0)]
    a, b = tf.constant(x), tf.constant(w)
    with tf.GradientTape() as tape:
        tape.watch([a, b])
        output = tf.nn.depthwise_conv2d(a, b, [1, stride, stride, 1], pads, None, [dilation] * 2)
    to_input, to_filter = tape.gradient(output, [a, b], tf.constant(g))
    np.testing.assert_array_equal(naive.depthwise(spec, x, w), output)
    np.testing.assert_array_equal(naive.input_gradient(spec, w, g), to_input)
    np.testing.assert_array_equal(naive.filter_gradient(spec, x, g), to_filter)
    filters = rng.integers(-9, 9, (3, 2, 2, 5)).astype("f8")
    standard = tf.nn.conv2d(x, filters, stride, pads, dilations=dilation)
    np.testing.assert_array_equal(naive.standard(spec, x, filters), standard)
