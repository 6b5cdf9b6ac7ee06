"""TensorFlow runs the code that pads as a layer says."""

import numpy as np
import pytest

from dwconv.files.padding_code import tensorflow_padding_code
from tests.engine.test_compare_padding import LAYERS, engine_output, operands


@pytest.mark.parametrize("spec", LAYERS, ids=range(4))
def test_the_code_for_tensorflow_pads_as_the_layer_says(spec):
    import tensorflow as tf

    image, filter = operands(spec)
    names = {"tf": tf, "x": image, "w": filter}
    exec(tensorflow_padding_code(spec), names)
    np.testing.assert_array_equal(names["y"].numpy(), engine_output(spec, image, filter))
