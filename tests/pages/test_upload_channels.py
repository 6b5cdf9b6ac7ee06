"""Tests uploads of layers with more channels than the lab shows: the chosen ones are those of the whole layer."""

import re

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.engine import naive
from dwconv.files.channel_selection import ChannelSelection, read_channels
from dwconv.files.tensors import write_npz
from dwconv.ui.parameters.uploaded_arrays import preferred_way, read_upload
from dwconv.weights import from_tensorflow
from tests.pages.app import opened, shown, typed_into_picture

MANY = 20
LAYER = ConvSpec(6, 5, MANY, multiplier=2, padding="SAME", stride=(2, 1))
RANDOM = np.random.default_rng(8)
IMAGE = RANDOM.integers(-9, 9, LAYER.input_shape).astype("float32")
KERNELS = RANDOM.integers(-9, 9, LAYER.filter_shape).astype("float32")
WHOLE = naive.depthwise(LAYER, IMAGE, KERNELS)  # every channel, by plain loops


def unfolded(**query):
    app = opened(h=8, w=8, c=3, pad="same", sh=2, sw=1, **query)
    app.session_state["take-home"] = True
    return app.run()


def uploading(app, **arrays):
    app.file_uploader(key="tensors").set_value(("mine.npz", write_npz(**arrays), "")).run()
    assert not app.exception
    return app


def said(app):
    return " ".join(
        re.sub(r"\\([\W_])", r"\1", box.value)
        for kind in (app.info, app.warning, app.success)
        for box in kind
    )


def all_text(app):
    return " ".join(re.sub(r"\\([\W_])", r"\1", each.value) for each in app.markdown)


def check(app, chosen):
    """The lab shows these channels of the whole layer, computed from all of its channels."""
    found = shown(app)[2]
    channels_first = np.moveaxis(WHOLE[0].reshape(3, 5, MANY, 2), (2, 3), (0, 1))
    np.testing.assert_array_equal(found["input"], [IMAGE[0, :, :, k] for k in chosen])
    np.testing.assert_array_equal(found["output"], channels_first[list(chosen)])


@pytest.mark.parametrize("layout", ["TensorFlow", "PyTorch"])
def test_the_channels_that_are_chosen_have_the_values_of_the_whole_layer(layout):
    image = IMAGE if layout == "TensorFlow" else np.moveaxis(IMAGE, 3, 1)
    app = uploading(unfolded(), input=image, weight=from_tensorflow(KERNELS, layout))
    check(app, range(8))
    assert "Of the 20 channels of the file, channels 0 to 7 were read." in said(app)
    app.text_input(key="read-channels").set_value("17, 0-2").run()
    check(app, (17, 0, 1, 2))
    assert "channels 17 and 0 to 2 were read" in said(app)
    assert "its channel 0 is channel 17 of the file" in said(app)
    named = ["channel 0: 17 of the file", "channel 1: 0 of the file"]
    assert shown(app)[1]["names"][:2] == named
    link = dict(app.query_params)
    assert link["ch"] == "17_0-2_of_20"
    again = opened(**link)  # as after a reload
    check(again, (17, 0, 1, 2))
    assert shown(again)[1]["names"][:2] == named
    assert "ch" in again.query_params
    assert not again.warning
    typed_into_picture(again, [1, "input 1 0 0 0", [["123"]]])
    assert shown(again)[1]["names"][:2] == named
    assert again.query_params["ch"] == link["ch"]
    for wrong in ("17_0-9_of_20", "17_0-2_of_9", "17_of_20", "x"):
        broken = opened(**link | {"ch": wrong})
        assert f"ch={wrong}: " in said(broken)
        assert "names" not in shown(broken)[1]
        assert "ch" not in broken.query_params
    app.text_input(key="read-channels").set_value("5-20").run()
    assert "channels is '5-20', but must be from 0 to 19" in said(app)
    assert app.text_input(key="read-channels").value == "5-20"
    check(app, (17, 0, 1, 2))
    app.text_input(key="read-channels").set_value("4")
    app.file_uploader(key="tensors").set_value([]).run()  # in the same moment
    assert not app.exception
    assert not app.text_input


def test_an_input_and_a_filter_from_two_files_have_the_same_channels_or_it_is_said():
    app = uploading(unfolded(m=2), filter=KERNELS)
    app.text_input(key="read-channels").set_value("3, 12").run()
    uploading(app, input=IMAGE)
    check(app, (3, 12))
    assert "on screen" not in said(app)
    app.text_input(key="read-channels").set_value("4, 12").run()
    assert "The filter on screen has channels 3 and 12 of its file: open that file again" in said(
        app
    )
    uploading(app, filter=KERNELS)
    check(app, (4, 12))
    assert "on screen" not in said(app)


@pytest.mark.parametrize("first", [False, True])
def test_the_output_of_the_whole_layer_is_compared_with_the_channels_that_are_on_screen(first):
    app = uploading(unfolded(), input=IMAGE, filter=KERNELS)
    app.text_input(key="read-channels").set_value("3, 17, 4").run()
    app.switch_page("pages/check/layouts.py").run()
    converted = eval(app.code[0].value, {"weights": KERNELS})
    np.testing.assert_array_equal(converted, from_tensorflow(KERNELS, "PyTorch"))
    app.switch_page("pages/check/tensorflow.py").run()
    app.session_state["own-output-open"] = True
    app.run()
    assert "has channels 3, 17 and 4 of the 20 in your file" in all_text(app)

    def bring(output):
        output = np.moveaxis(output, 3, 1) if first else output
        chooser = app.file_uploader(key="own-output")
        chooser.set_value(("mine.npz", write_npz(output=output), "")).run()
        assert not app.exception
        return said(app)

    compared = "The outputs of channels 3, 17 and 4 of 20 were compared."
    for output, words in ((WHOLE, "is the layer's"), (np.maximum(WHOLE, 0), "after ReLU")):
        found = bring(output)
        assert words in found
        assert compared in found
    theirs = bring(WHOLE[..., [6, 7, 34, 35, 8, 9]])
    assert "is the layer's" in theirs
    assert compared not in theirs
    assert "has 38 channels and this layer's has 6" in bring(WHOLE[..., :38])


@pytest.mark.parametrize(
    ("shape", "kind", "order", "channels"),
    [
        ((3, 3, 128, 1), "filter", "TensorFlow", 128),
        ((128, 1, 3, 3), "filter", "PyTorch", 128),
        ((32, 1, 3, 3), "filter", "PyTorch", 32),  # as well as 8 channels with 4 filters each
        ((3, 3, 1, 96), "filter", "JAX", 96),
        ((14, 14, 512), "input", "NHWC", 512),
        ((1, 14, 14, 512), "input", "NHWC", 512),
        ((1, 32, 56, 56), "input", "NCHW", 32),
        ((32, 56, 56), "input", "NCHW", 32),
        ((1, 8, 8, 32), "input", "NHWC", 32),
        ((1, 3, 64, 64), "input", "NCHW", 3),
        ((1, 3, 32, 48), "input", "NCHW", 3),
    ],
)
@pytest.mark.parametrize("c", [3, 5, 8])
def test_a_larger_array_without_a_name_is_read_as_what_its_shape_is_likely_to_be(
    shape, kind, order, channels, c
):
    tensors, layer = {"arr_0": np.ones(shape, "float32")}, ConvSpec(9, 9, c)
    way = preferred_way(tensors, layer)
    read = read_upload(tensors, c, way)
    assert list(read.arrays) == ["input" if kind == "input" else "kernel"]
    assert (read.selection.of if read.selection else read.values["c"]) == channels
    assert way is None or (way.kind, way.order) == (kind, order)


def test_what_may_be_an_input_or_weights_of_tflite_is_not_read_before_it_is_chosen():
    tensors = {"arr_0": np.ones((1, 7, 7, 1024), "float32")}
    assert preferred_way(tensors, ConvSpec(8, 8, 3)) is None
    with pytest.raises(DwconvError, match="fits an input and a filter"):
        read_upload(tensors, 3)


def test_of_a_whole_network_the_filters_of_depthwise_layers_are_offered_first():
    network = {"stem.weight": np.ones((32, 3, 3, 3))}
    for at, c in enumerate((32, 64, 128)):
        network[f"blocks.{at}.depthwise.weight"] = RANDOM.normal(size=(c, 1, 3, 3))
        network |= {f"blocks.{at}.{name}": np.ones(c) for name in ("mean", "variance", "bias")}
        network[f"blocks.{at}.pointwise.weight"] = np.ones((c, c, 1, 1))
    app = uploading(unfolded(), **network)
    assert "which of the 16 tensors" in said(app)
    choice = app.selectbox(key="read-tensor")
    assert choice.options[0] == "blocks.0.depthwise.weight (32, 1, 3, 3)"
    assert ["depthwise" in each for each in choice.options] == [True] * 3 + [False] * 4
    assert choice.options[3:5] == [
        "stem.weight (32, 3, 3, 3): standard convolution",
        "blocks.0.pointwise.weight (32, 32, 1, 1): pointwise, 1×1",
    ]
    choice.select_index(2).run()
    app.text_input(key="read-channels").set_value("127, 64").run()
    theirs = network["blocks.2.depthwise.weight"].astype("float32")[[127, 64]]
    np.testing.assert_array_equal(shown(app)[2]["filter"], theirs)
    assert "15 other tensors were not read" in said(app)
    app.selectbox(key="read-tensor").select_index(3).run()
    assert "standard convolution" in said(app)
    app.selectbox(key="read-tensor").select_index(4).run()
    wrong = "the shape of blocks.0.pointwise.weight is (32, 32, 1, 1), but must be the shape of a depthwise filter"
    assert wrong in said(app)
    assert "each of its N = 32 filters has a weight for every one of C = 32 channels" in said(app)
    assert "(C·M, 1, kernel height, kernel width) in PyTorch" in said(app)
    np.testing.assert_array_equal(shown(app)[2]["filter"], theirs)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "numbers of channels and ranges"),
        ("0:8", "numbers of channels and ranges"),
        ("-1", "numbers of channels and ranges"),
        ("1, x", "numbers of channels and ranges"),
        ("²", "numbers of channels and ranges"),
        ("1," * 99, "numbers of channels and ranges"),
        ("128", "from 0 to 127"),
        ("0-999999999", "from 0 to 127"),
        ("0-127", "at most 8 channels"),
        ("0-3, 10-14", "at most 8 channels"),
        ("7-4", "Type 4-7."),
        ("4, 0-5", "channel 4 only once"),
    ],
)
def test_a_text_that_names_no_channels_is_refused_with_the_reason(text, wrong):
    with pytest.raises(DwconvError, match=wrong):
        read_channels(text, 128, 8)


def test_a_selection_is_read_as_it_is_written():
    for chosen in [(0,), (5, 6), (0, 1, 2, 9), (9, 8, 7), (127, 0, 1, 2, 3, 4, 5, 6)]:
        selection = ChannelSelection(chosen, 128)
        assert read_channels(selection.text, 128, 8) == selection
        assert read_channels(selection.text.replace("-", " – "), 128, 8) == selection
