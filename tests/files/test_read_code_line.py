"""Lines of Keras and PyTorch, read without running them, beside the layers that they make."""

import inspect

import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.files.layer_text import names_of_depthwise_layers, read_layer_text
from dwconv.files.read_code_line import ARGUMENTS, read_code_line


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
    "line",
    [
        "nn.Sequential(nn.Conv2d(96, 96, 31, 1, 31 // 2, groups=96, bias=False), nn.BatchNorm2d(96))",
        "self.dw = nn.Conv2d(6 * 16, 96, kernel_size=31, padding=(31 - 1) // 2, groups=2 * 48, bias=False)",
        "nn.Conv2d(96, 96, (30 + 1, 31), padding=(31 // 2, 15), groups=96, bias=False),  # RepLKNet",
    ],
)
def test_lines_as_people_write_them_are_read(line):
    read = read_code_line(line)
    spec = ConvSpec(height=40, width=40, **read.fields)
    assert (spec.channels, spec.kernel, spec.pads) == (96, (31, 31), ((15, 15), (15, 15)))
    assert (read.kind, read.bias) == ("depthwise", False)


def test_a_layer_is_found_by_its_name_alone_where_one_network_has_it():
    assert read_layer_text("conv_dw_2").fields == read_layer_text("MobileNet conv_dw_2").fields
    separable = read_layer_text("Xception block4_sepconv1")  # Keras's name of a layer of two
    assert separable.fields == read_layer_text("Xception block4_sepconv1/depthwise").fields
    with pytest.raises(
        DwconvError,
        match=r"must have the name of a layer behind it\. For example: MobileNet conv_dw_1",
    ):
        read_layer_text("MobileNet")
    with pytest.raises(DwconvError, match="the network must stand before it"):
        read_layer_text("Conv1")


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
        ("nn.Conv1d(32, 32, 3, groups=32)", "A 1-D layer is a 2-D one of height 1"),
        ("x = keras.layers.DepthwiseConv1D(3)(x)", "A 1-D layer is a 2-D one of height 1"),
        ("nn.ConvTranspose2d(8, 8, 3, groups=8)", "The page Backward plays the transposed layer"),
        ("nn.Sequential(nn.Conv2d(3, 3, 3, groups=3), nn.Conv2d(3, 8, 1))", "but makes 2"),
        ("nn.Conv2d(32, 32, 9**9**9, groups=32)", "the line is not run"),
        ("nn.Conv2d(32, 32, 7 // 0, groups=32)", "the line is not run"),
        ("nn.Conv2d(32, 32, 'a' * 3, groups=32)", "the line is not run"),
    ],
)
def test_a_line_that_says_no_layer_is_refused_with_a_sentence(line, words):
    with pytest.raises(DwconvError) as raised:
        (read_layer_text if " conv" in line else read_code_line)(line)
    assert words in str(raised.value)


def test_every_depthwise_layer_of_the_networks_is_found_by_its_name():
    for name in names_of_depthwise_layers():
        assert read_layer_text(name).kind == "depthwise"
