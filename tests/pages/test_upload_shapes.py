"""Tests uploads of arrays of every shape: each is shown or answered with a sentence, on every page that takes files."""

import io
import itertools
import re

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.files.named_tensors import find_parts
from dwconv.files.tensors import read_tensors
from dwconv.ui.parameters.table import number_row
from dwconv.ui.parameters.uploaded_arrays import other_ways, preferred_way, read_upload
from dwconv.weights import from_tensorflow
from tests.pages.app import opened

# Every number of axes up to six, with lengths of 0, 1, the lab's own and more than it draws.
SHAPES = [
    shape
    for axes in range(7)
    for shape in itertools.product((0, 1, 3, 70) if axes < 5 else (0, 1, 2), repeat=axes)
    if np.prod(shape) < 20_000
]
ON_PAGES = [(), (0,), (3,), (0, 0), (2, 3), (0, 3, 3), (70, 1, 1), (1, 1, 0, 1), (96, 1, 3, 3)]
ON_PAGES += [(1, 2, 3, 1, 2), (1, 1, 1, 1, 1, 1)]
PAGES = {"pages/see/sliding_window.py": "take-home", "pages/check/layouts.py": "own-weights"}


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def table(array):
    """What numpy.savetxt makes of an array; only of one or two axes does it make a plain table."""
    return "\n".join(",".join(map(str, np.ravel(row))) for row in np.atleast_1d(array)).encode()


def files(shape):
    array = np.ones(shape, "float32")
    yield "a.npy", npy(array)
    for name in ("input", "filter", "x"):
        yield "a.npz", npz(**{name: array})
    yield "a.npz", npz(input=np.ones((1, 5, 5, 3)), filter=array)
    yield "a.csv", table(array)


def answer(name, data, channels):
    """What is said of a file that is refused; "" if it is read."""
    try:
        tensors = read_tensors(name, data)
        for way in other_ways(tensors, channels, None):
            read_upload(tensors, channels, way)
        read_upload(tensors, channels)
    except DwconvError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("axes", range(7))
def test_an_array_of_any_shape_is_read_or_refused_with_a_sentence(axes):
    for shape in (each for each in SHAPES if len(each) == axes):
        for name, data in files(shape):
            for channels in (1, 3):
                said = answer(name, data, channels)
                assert not said or re.search(r" is .*, but ", said), (shape, name, said)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stays_whole_whatever_the_shape_of_an_uploaded_array(page):
    app = opened(page, h=6, w=6, c=3, kh=3, kw=3, m=1)
    app.session_state[PAGES[page]] = True
    app.run()
    for shape in ON_PAGES:
        for name, data in files(shape):
            app.file_uploader(key="tensors").set_value((name, data, "")).run()
            assert not app.exception, (shape, name)
            assert app.warning or app.info, (shape, name)


def advised(sentence, **arrays):
    """What the sentence says to upload, computed, and the C to set before."""
    channels = re.search(r"set C = (\d+)", sentence)
    code = re.search(r"(filter|input)(\[[^\]]*\])?(\.\w+\([\d, ]*\))*(?=[.:])", sentence)
    assert code, sentence
    return eval(code[0], {}, arrays), int(channels[1]) if channels else None


@pytest.mark.parametrize("layout", ["PyTorch", "TFLite", "JAX"])
@pytest.mark.parametrize(("kh", "kw", "c", "m"), [(9, 3, 96, 1), (3, 31, 20, 1), (3, 2, 3, 5)])
def test_weights_that_are_too_large_are_named_as_their_layout_and_a_part_of_them_works(
    layout, kh, kw, c, m
):
    filter = np.random.default_rng(1).normal(size=(kh, kw, c, m)).astype("float32")
    theirs = from_tensorflow(filter, layout)
    with pytest.raises(DwconvError) as raised:
        read_upload({"filter": theirs}, 3)
    said = str(raised.value)
    assert f"as in {layout}" in said
    said = said[said.index(find_words(layout)) :]
    part, channels = advised(said, filter=theirs)
    kernel = read_upload({"filter": part}, channels or 3).arrays["kernel"]
    most = number_row("kh").most, number_row("kw").most
    assert kernel.shape[:2] == (min(kh, most[0]), min(kw, most[1]))
    if m == 1:
        np.testing.assert_array_equal(kernel, filter[: most[0], : most[1], : number_row("c").most])


def find_words(layout):
    return {"PyTorch": "(C·M, 1", "TFLite": "(1, kernel", "JAX": "width, 1, C·M)"}[layout]


def test_a_filter_and_an_input_that_are_too_large_have_a_part_that_works():
    for name, shape in {"filter": (31, 31, 3, 1), "input": (1, 224, 224, 3)}.items():
        array = np.ones(shape, "float32")
        with pytest.raises(DwconvError) as raised:
            read_upload({name: array}, 3)
        read_upload({name: advised(str(raised.value), **{name: array})[0]}, 3)


def test_an_input_in_the_order_of_pytorch_that_is_too_large_is_named_and_a_part_of_it_works():
    image = np.ones((1, 3, 224, 200), "float32")
    with pytest.raises(DwconvError, match="as in PyTorch") as raised:
        read_upload({"input": image}, 3)
    part, _ = advised(str(raised.value), input=image)
    assert read_upload({"input": part}, 3)[1]["input"].shape == (64, 64, 3)


LAYER = ConvSpec(8, 8, 3)
IMAGE = np.random.default_rng(5).normal(size=(8, 8, 3)).astype("float32")
KERNELS = np.random.default_rng(6).normal(size=(3, 3, 3, 1)).astype("float32")
CHANNELS_FIRST = np.moveaxis(IMAGE, 2, 0)[None]


def read_first(tensors, layer=LAYER, order=""):
    """What a file becomes before a button is clicked."""
    way = preferred_way(tensors, layer, order)
    return read_upload(tensors, layer.channels, way)[1]


@pytest.mark.parametrize("image", [IMAGE, IMAGE[None], CHANNELS_FIRST, CHANNELS_FIRST[0]])
@pytest.mark.parametrize("layout", ["TensorFlow", "PyTorch", "TFLite", "JAX"])
def test_an_input_and_a_filter_are_read_in_the_orders_that_fit_together(image, layout):
    tensors = {"input": image, "filter": from_tensorflow(KERNELS, layout)}
    for layer in (LAYER, ConvSpec(5, 6, 2, kernel=2)):
        found = read_first(tensors, layer)
        np.testing.assert_array_equal(found["input"], IMAGE)
        np.testing.assert_array_equal(found["kernel"], KERNELS)


def test_what_the_lab_saves_comes_back_although_another_order_fits_the_layer_on_screen():
    tensors = {"input": IMAGE[None], "filter": np.moveaxis(KERNELS, 3, 1)}
    assert read_first(tensors)["kernel"].shape == (3, 3, 3, 1)
    assert read_first(tensors | {"output": IMAGE[None]})["kernel"].shape == (3, 1, 3, 3)


def test_every_other_pair_of_orders_that_fits_is_offered():
    tensors = {"input": CHANNELS_FIRST, "filter": from_tensorflow(KERNELS, "PyTorch")}
    (other,) = other_ways(tensors, 3, preferred_way(tensors, LAYER))
    assert other.label == "input NCHW, filter TensorFlow, C = 3"
    assert read_upload(tensors, 3, other)[0]["m"] == 3


@pytest.mark.parametrize(
    ("image", "kernel", "said"),
    [
        ((1, 8, 8, 4), (3, 3, 3, 1), "filter is 3, but .* has 4 channels as NHWC and 8 as NCHW"),
        ((1, 4, 56, 56), (3, 1, 3, 3), "is 3, but .* multiple .* 56 channels as NHWC and 4 as"),
    ],
)
def test_an_input_and_a_filter_of_other_channels_are_refused_with_both_numbers(image, kernel, said):
    tensors = {"input": np.ones(image), "filter": np.ones(kernel)}
    assert preferred_way(tensors, LAYER) is None
    with pytest.raises(DwconvError, match=said):
        read_upload(tensors, 3)


@pytest.mark.parametrize(
    "name", ["weight", "kernel", "depthwise_kernel", "0.weight", "dw/depthwise_kernel:0"]
)
def test_a_filter_has_the_name_of_a_framework(name):
    tensors = {"input": IMAGE[None], name: KERNELS, "output": IMAGE[None]}
    assert find_parts(tensors).left == ("output",)
    assert set(read_first(tensors)) == {"input", "kernel"}


def test_weights_that_fit_the_layer_in_one_order_are_read_in_that_and_the_order_of_a_page_decides():
    weights = {"weight": from_tensorflow(KERNELS, "PyTorch")}
    np.testing.assert_array_equal(read_first(weights)["kernel"], KERNELS)
    other = ConvSpec(8, 8, 3, kernel=(3, 1), multiplier=3)
    assert read_first(weights, other)["kernel"].shape == (3, 1, 3, 3)
    assert read_first(weights, other, "ONNX")["kernel"].shape == (3, 3, 3, 1)


def test_too_large_arrays_are_told_in_each_order_what_they_may_be():
    with pytest.raises(DwconvError, match="weights of a standard convolution") as raised:
        read_upload({"filter": np.ones((16, 3, 3, 3))}, 3)
    assert "filter[" not in str(raised.value)
    image = np.ones((1, 32, 112, 112), "float32")
    with pytest.raises(DwconvError) as raised:
        read_upload({"input": image}, 3)
    first, last = str(raised.value).split("If it is (batch, height, width, C)")
    for said, channels in ((first, 32), (last, 112)):
        found = read_upload({"input": advised(said, input=image)[0]}, 3)
        assert found.values["c"] == number_row("c").most
        assert found.selection.of == channels
