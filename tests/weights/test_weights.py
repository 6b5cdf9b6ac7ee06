"""Weights through every pair of layouts, against loops over the places and against the frameworks."""

import importlib

import numpy as np
import pytest

from dwconv import DwconvError, depthwise_conv2d
from dwconv.weights import LAYOUTS, conversion_code, convert, find_layout, possible_layouts

SIZES = HEIGHT, WIDTH, C, M = 3, 2, 3, 2
FILTER = np.random.default_rng(3).normal(size=SIZES).astype("float32")
IMAGE = np.random.default_rng(4).normal(size=(1, 5, 6, C)).astype("float32")


def placed(name):
    """The weights in a layout, put there one by one as the frameworks' documents describe it."""
    shapes = {
        "TensorFlow": (HEIGHT, WIDTH, C, M),
        "Keras": (HEIGHT, WIDTH, C, M),
        "PyTorch": (C * M, 1, HEIGHT, WIDTH),
        "ONNX": (C * M, 1, HEIGHT, WIDTH),
        "TFLite": (1, HEIGHT, WIDTH, C * M),
        "JAX": (HEIGHT, WIDTH, 1, C * M),
    }
    array = np.zeros(shapes[name], "float32")
    for i, j, k, q in np.ndindex(*SIZES):
        o = k * M + q
        at = {
            "TensorFlow": (i, j, k, q),
            "Keras": (i, j, k, q),
            "PyTorch": (o, 0, i, j),
            "ONNX": (o, 0, i, j),
            "TFLite": (0, i, j, o),
            "JAX": (i, j, 0, o),
        }[name]
        array[at] = FILTER[i, j, k, q]
    return array


def expected():
    return depthwise_conv2d(IMAGE, FILTER, [1, 1, 1, 1], "VALID")


@pytest.mark.parametrize("target", LAYOUTS)
@pytest.mark.parametrize("source", LAYOUTS)
def test_weights_go_through_every_pair_and_back_bit_for_bit(source, target):
    there = convert(placed(source), source, target, channels=C)
    assert there.tobytes() == placed(target).tobytes()
    assert there.shape == placed(target).shape
    back = convert(there, target, source, channels=C)
    assert back.tobytes() == placed(source).tobytes()
    line = conversion_code(source, target, SIZES)
    assert eval(line, {"weights": placed(source)}).tobytes() == there.tobytes()
    assert max(map(len, line.split("\n"))) < 40  # letters beside each other on a phone


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_weight_stands_where_the_layout_says(name):
    array, layout = placed(name), find_layout(name)
    for i, j, k, q in np.ndindex(*SIZES):  # random floats: no two weights are equal
        assert array[layout.index(i, j, k, q, M)] == FILTER[i, j, k, q]


def test_a_result_is_an_array_of_its_own():
    before = FILTER.copy()
    convert(FILTER, "TensorFlow", "Keras")[:] = 0
    assert (before == FILTER).all()


def test_jax_computes_the_same_with_its_layout():
    jax = importlib.import_module("jax")
    output = jax.lax.conv_general_dilated(
        IMAGE,
        convert(FILTER, "TensorFlow", "JAX"),
        (1, 1),
        "VALID",
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=C,
    )
    np.testing.assert_allclose(np.asarray(output), expected(), rtol=1e-5, atol=1e-5)


@pytest.mark.torch
def test_pytorch_computes_the_same_with_its_layout():
    import torch

    output = torch.nn.functional.conv2d(
        torch.from_numpy(IMAGE.transpose(0, 3, 1, 2).copy()),
        torch.from_numpy(convert(FILTER, "TensorFlow", "PyTorch")),
        groups=C,
    )
    theirs = output.numpy().transpose(0, 2, 3, 1)
    np.testing.assert_allclose(theirs, expected(), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("array", "source", "channels", "sentence"),
    [
        (np.ones((6, 1, 3, 2)), "PyTorch", None, "channels is None, but must be given"),
        (np.ones((6, 1, 3, 2)), "PyTorch", 4, "channels is 4, but must be at least 1 and divide"),
        (np.ones((6, 1, 3, 2)), "PyTorch", 0, "channels is 0, but"),
        (np.ones((6, 1, 3, 2)), "PyTorch", 1.5, "must be a whole number"),
        (np.ones((6, 2, 3, 2)), "ONNX", 3, "must have 1 as its axis 1: ONNX keeps"),
        (np.ones((3, 2, 3)), "Keras", 3, "must be four sizes of at least 1"),
        (np.ones((3, 2, 3, 2)), "Keras", 2, "channels is 2, but must be 3"),
        (np.ones((3, 2, 3, 2)), "Caffe", 3, "layout is 'Caffe', but must be one of TensorFlow"),
    ],
)
def test_what_does_not_fit_gets_a_sentence(array, source, channels, sentence):
    with pytest.raises(DwconvError) as raised:
        convert(array, source, "TensorFlow", channels=channels)
    assert sentence in str(raised.value)


def test_an_ambiguous_shape_has_several_layouts():
    names = [layout.name for layout in possible_layouts((1, 3, 3, 3), 3)]
    assert names == ["TensorFlow", "TFLite"]
    assert possible_layouts((2, 5, 2, 2), 3) == []
    assert find_layout("pytorch").name == "PyTorch"
