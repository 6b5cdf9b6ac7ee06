"""TensorFlow runs the code that pads as a layer says."""

import numpy as np
import pytest

from dwconv import ConvSpec, depthwise_conv2d_backprop_input
from dwconv.files.padding_code import (
    keras_padding_code,
    tensorflow_padding_code,
    tensorflow_transposed_code,
)
from dwconv.reference.calls import tensorflow_arguments
from tests.engine.test_compare_padding import LAYERS, engine_output, operands


@pytest.mark.parametrize("spec", LAYERS, ids=range(len(LAYERS)))
def test_the_code_for_tensorflow_pads_as_the_layer_says(spec):
    import tensorflow as tf

    image, filter = operands(spec)
    names = {"tf": tf, "x": image, "w": filter}
    exec(tensorflow_padding_code(spec), names)
    np.testing.assert_array_equal(names["y"].numpy(), engine_output(spec, image, filter))


@pytest.mark.parametrize("spec", LAYERS, ids=range(len(LAYERS)))
def test_the_code_for_keras_pads_as_the_layer_says(spec):
    import keras

    image, filter = operands(spec)
    wanted = engine_output(spec, image, filter)
    names = {"keras": keras, "x": image, "w": filter}
    exec(keras_padding_code(spec), names)
    np.testing.assert_array_equal(names["y"].numpy(), wanted)
    names = {"keras": keras, "x": image.transpose(0, 3, 1, 2), "w": filter}
    exec(keras_padding_code(spec.replace(data_format="NCHW")), names)
    np.testing.assert_array_equal(names["y"].numpy(), wanted.transpose(0, 3, 1, 2))


@pytest.mark.parametrize(
    "spec",
    [
        ConvSpec(7, 6, 3, multiplier=2, padding="SAME", stride=(2, 2)),
        ConvSpec(7, 6, 3, batch=2, stride=(2, 2), padding=((1, 2), (0, 3))),
        ConvSpec(9, 8, 2, padding="SAME", dilation=(2, 3)),
        ConvSpec(9, 8, 2, padding="SAME", stride=(2, 1)),
        ConvSpec(2, 3, 2, padding="SAME", kernel=(5, 5), dilation=(3, 1)),  # fits only when padded
        ConvSpec(9, 8, 2, multiplier=2, padding="SAME", stride=(3, 2), dilation=(2, 1)),
        ConvSpec(9, 8, 2, padding=((1, 2), (0, 3)), stride=(1, 2), data_format="NCHW"),
    ],
    ids=str,
)
def test_the_lines_of_the_transposed_layer_are_the_gradient_with_respect_to_the_input(spec):
    import tensorflow as tf

    random = np.random.default_rng(7)
    w = random.normal(size=spec.filter_shape).astype("float32")
    y = random.normal(size=spec.output_shape).astype("float32")
    names = {"tf": tf, "w": w, "y": y}
    exec(tensorflow_transposed_code(spec), names)
    wanted = depthwise_conv2d_backprop_input(spec.input_shape, w, y, *tensorflow_arguments(spec))
    np.testing.assert_allclose(names["x"], wanted, atol=1e-4)
