"""Lines of Keras and PyTorch, read without running them, beside the layers that they make."""

import inspect

import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.files.code_line import ARGUMENTS, read_code_line
from dwconv.files.layer_text import names_of_depthwise_layers, read_layer_text


@pytest.fixture(scope="module")
def keras():
    """Keras, which brings TensorFlow along: a machine without it fails here."""
    import keras

    return keras


@pytest.mark.parametrize("name", ["DepthwiseConv2D", "Conv2D", "SeparableConv2D"])
def test_arguments_without_a_name_are_in_the_order_of_keras(name, keras):
    own = list(inspect.signature(getattr(keras.layers, name)).parameters)
    assert tuple(own[: len(ARGUMENTS[name])]) == ARGUMENTS[name]


def test_a_line_of_pytorch_is_depthwise_where_each_channel_has_its_group():
    read = read_code_line("nn.Conv2d(32, 64, 3, stride=2, padding=1, groups=32)")
    assert (read.kind, read.bias) == ("depthwise", True)
    spec = ConvSpec(height=112, width=112, **read.fields)
    assert spec.output_shape == (1, 56, 56, 64)
    assert spec.pads == ((1, 1), (1, 1))
    standard = read_code_line("nn.Conv2d(32, 64, 3)")
    assert (standard.kind, standard.filters, standard.fields["multiplier"]) == ("standard", 64, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "one line of Python"),
        ("Dense(3)", "must make one of"),
        ("DepthwiseConv2D()", "needs it"),
        ("DepthwiseConv2D(3, stride=2)", "Did you mean strides?"),
        ("DepthwiseConv2D(3, 1, strides=2)", "given twice"),
        ("DepthwiseConv2D(__import__('os').getcwd())", "the line is not run"),
        ("DepthwiseConv2D(2.5)", "must be an integer"),
        ("DepthwiseConv2D(3, padding=1)", '"valid" or "same"'),
        ("nn.Conv2d(32, 64, 3, groups=4)", "must be 1 (standard) or 32 (depthwise)"),
        ("nn.Conv2d(3, 3, 3, padding='same', stride=2, groups=3)", "only with a stride of 1"),
        ("nn.Conv2d(3, 3, 3, padding_mode='reflect', groups=3)", "pads with nothing else"),
        ("(" * 400, "one line of Python"),
        ("x" * 501, "at most 500"),
        ("ResNet conv1", "there is none of this name here"),
        ("MobileNet conv_dw_99", "Did you mean conv_dw_9?"),
    ],
)
def test_a_line_that_says_no_layer_is_refused_with_a_sentence(line, words):
    with pytest.raises(DwconvError) as raised:
        (read_layer_text if " conv" in line else read_code_line)(line)
    assert words in str(raised.value)


def test_every_depthwise_layer_of_the_networks_is_found_by_its_name():
    for name in names_of_depthwise_layers():
        assert read_layer_text(name).kind == "depthwise"
