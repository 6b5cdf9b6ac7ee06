"""The Image lab as Streamlit runs it: the numbers that its pictures are given, and files."""

import json
import struct
import time

import numpy as np
import pytest
from PIL import Image

from dwconv.engine.sample_values import GREY
from dwconv.files import images
from dwconv.reference import ask_tensorflow
from dwconv.ui.pages import image
from dwconv.ui.pages.image.controls import EXAMPLES
from dwconv.ui.parameters.table import choice_row
from tests.files.test_images import READ, REFUSED, saved, some
from tests.pages.app import (
    SLIDING_WINDOW,
    agreements,
    components,
    edited,
    opened,
    sentences,
    went_to,
)

PAGE = "pages/see/image.py"
# As printed in any textbook.
SOBEL_X = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


@pytest.fixture(autouse=True)
def _alone(request, monkeypatch):
    """TensorFlow has a test of its own."""
    if "tensorflow" not in request.node.name:
        monkeypatch.setattr(image, "show_verdict", lambda current: None)


def lab(**query):
    return opened(PAGE, **query)


def unpacked(app, which=0):
    """(header, input, outputs) that the browser is given; outputs as the numbers it prints."""
    data = components(app)[which].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    header = json.loads(data[4 : 4 + length])
    at = 4 + length

    def take(dtype, shape):
        nonlocal at
        array = np.frombuffer(data, dtype, int(np.prod(shape)), at).reshape(shape)
        at += array.nbytes + -array.nbytes % 4
        return array

    pixels = take(np.uint8, (3, *header["size"]))
    outputs = [
        take(plane["type"], header["output"])
        / (10.0 ** plane["decimals"] if plane["type"] == "int16" else 1)
        for plane in header["planes"]
    ]
    assert at == len(data)
    return header, pixels, outputs


def by_hand(plane, kernel, stride=1, dilation=1, same=True):
    """Correlation, one shifted picture a tap: nothing of the engine."""
    side = len(kernel)
    span = (side - 1) * dilation + 1
    size = [-(-n // stride) if same else (n - span) // stride + 1 for n in plane.shape]
    pads = []
    for n, out in zip(plane.shape, size, strict=True):
        total = max((out - 1) * stride + span - n, 0) if same else 0
        pads.append((total // 2, total - total // 2))
    padded = np.pad(plane.astype(np.float64), pads)
    result = np.zeros(size)
    for i in range(side):
        for j in range(side):
            rows = padded[i * dilation :: stride][: size[0]]
            result += kernel[i][j] * rows[:, j * dilation :: stride][:, : size[1]]
    return result


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ({}, {}),
        ({"is": 2}, {"stride": 2}),
        ({"id": 3}, {"dilation": 3}),
        ({"is": 3, "id": 2, "ipad": "valid"}, {"stride": 3, "dilation": 2, "same": False}),
    ],
)
def test_every_number_follows_the_formula(query, options):
    header, pixels, outputs = unpacked(lab(px=64, **query))
    assert header["multiplier"] == 2
    assert len(outputs) == 6
    for k in range(3):
        for q, kernel in enumerate((SOBEL_X, SOBEL_X.T)):
            np.testing.assert_array_equal(outputs[2 * k + q], by_hand(pixels[k], kernel, **options))


def test_fractions_are_rounded_to_what_is_printed():
    header, pixels, outputs = unpacked(lab(px=64, im=1, ik=5, r0="box-blur"))
    assert [plane["decimals"] for plane in header["planes"]] == [2, 2, 2]
    for k in range(3):
        expected = by_hand(pixels[k], np.full((5, 5), 1 / 25))
        np.testing.assert_allclose(outputs[k], expected, atol=0.00501)


def test_numbers_too_large_for_16_bits_are_sent_as_they_are():
    header, pixels, outputs = unpacked(lab(px=64, im=1, ik=7, r0="sobel-x"))
    assert {plane["type"] for plane in header["planes"]} == {"float32"}
    smooth, difference = [1, 6, 15, 20, 15, 6, 1], [-1, -4, -5, 0, 5, 4, 1]
    np.testing.assert_array_equal(outputs[0], by_hand(pixels[0], np.outer(smooth, difference)))


def test_each_channel_can_have_a_kernel_of_its_own():
    query = dict(px=64, im=1, each="each", r0="sobel-x", g0="identity", b0="identity")
    header, pixels, outputs = unpacked(lab(**query))
    names = [[kernel["name"] for kernel in lane["kernels"]] for lane in header["lanes"]]
    assert names == [["Sobel x"], ["identity"], ["identity"]]
    np.testing.assert_array_equal(outputs[0], by_hand(pixels[0], SOBEL_X))
    np.testing.assert_array_equal(outputs[1], pixels[1])
    np.testing.assert_array_equal(outputs[2], pixels[2])


def test_one_kernel_for_all_is_that_of_red():
    header, _, _ = unpacked(lab(px=64, each="one", r0="emboss", g0="identity"))
    assert {lane["kernels"][0]["name"] for lane in header["lanes"]} == {"emboss"}


def test_the_name_of_the_pictures_says_what_the_photograph_shows():
    header, _, _ = unpacked(lab(px=64))
    assert "flag with white stars" in header["about"]


def test_grey_is_made_by_pointwise_and_not_by_depthwise():
    header, pixels, outputs = unpacked(lab(px=128), which=1)
    assert header["mixed"] == "pointwise: their sum"
    red, green, blue, mixed = outputs
    rounding = 0.0051
    np.testing.assert_allclose(red, 0.299 * pixels[0], atol=rounding)
    np.testing.assert_allclose(green, 0.587 * pixels[1], atol=rounding)
    np.testing.assert_allclose(blue, 0.114 * pixels[2], atol=rounding)
    # Pillow's own grey, which is rounded to whole numbers.
    theirs = Image.fromarray(np.moveaxis(pixels, 0, 2)).convert("L")
    np.testing.assert_allclose(mixed, np.asarray(theirs, float), atol=0.52)


@pytest.mark.parametrize(
    ("show", "kernel", "greys"),
    [
        ("auto", "gaussian", (0, 255)),
        ("clipped", "sobel-x", (0, 255)),
        ("signed", "gaussian", None),
        ("auto", "sobel-x", None),
    ],
)
def test_the_legend_says_what_black_and_white_are(show, kernel, greys):
    header, _, outputs = unpacked(lab(px=64, im=1, r0=kernel, show=show))
    for plane in header["planes"]:
        if greys is not None:
            assert (plane["black"], plane["white"]) == greys
            assert header["legend"].startswith(
                "In the pictures black is 0 or less, white is 255 or more."
            )
        else:
            assert plane["black"] == -plane["white"] < 0
            assert "mid-grey is 0" in header["legend"]
            beyond = np.mean(np.abs(outputs) > plane["white"])
            assert beyond < 0.05


def test_a_control_changes_the_pictures_and_the_link():
    app = lab(px=64)
    app.number_input(key="im").set_value(1).run()
    app.selectbox(key="r0").set_value("gaussian").run()
    assert (app.query_params["im"], app.query_params["r0"]) == ("1", "gaussian")
    again = went_to(lab(), dict(app.query_params))
    assert unpacked(again)[0] == unpacked(app)[0]


def test_parameters_of_this_page_are_in_no_other_link_and_come_back():
    app = lab(px=64, im=1)
    app.switch_page(SLIDING_WINDOW).run()
    assert not {"px", "im", "r0"} & app.query_params.keys()
    app.switch_page(PAGE).run()
    assert unpacked(app)[0]["size"] == [64, 64]
    assert app.query_params["px"] == "64"


@pytest.mark.parametrize("example", EXAMPLES)
def test_one_click_loads_an_example(example):
    app = lab(px=64)
    app.pills(key="image-example").select(example).run()
    assert not app.exception
    wanted = {name: str(value) for name, value in EXAMPLES[example].items()}
    assert wanted.items() <= dict(app.query_params).items()
    assert sentences(app) == []
    assert app.pills(key="image-example").value == example
    app.number_input(key="id").set_value(3).run()
    assert app.pills(key="image-example").value is None


def test_an_own_picture_stays_over_a_switch_of_pages_and_goes():
    app = lab()
    data = saved(some(size=(40, 30)))
    app.file_uploader(key="image-file").set_value(("mine.png", data, "image/png")).run()
    assert not app.exception
    np.testing.assert_array_equal(np.moveaxis(unpacked(app)[1], 0, 2), some(size=(40, 30)))
    assert any("in no link" in each.value for each in app.caption)
    app.switch_page(SLIDING_WINDOW).run()
    app.switch_page(PAGE).run()
    assert unpacked(app)[0]["size"] == [30, 40]
    next(each for each in app.button if each.label == "Back to the photograph").click().run()
    assert unpacked(app)[0]["size"] == [256, 256]


def test_a_session_keeps_no_more_of_a_file_than_is_shown():
    app = lab()
    data = saved(some(size=(2000, 1500)), "JPEG")
    app.file_uploader(key="image-file").set_value(("a.jpg", data, "image/jpeg")).run()
    assert app.session_state["_image_own"].pixels.shape == (384, images.SIDE, 3)


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_or_hostile_upload_gets_a_sentence_and_the_pictures_stay(case):
    name, make, _ = REFUSED[case]
    app = lab(px=64)
    before = unpacked(app)[0]
    app.file_uploader(key="image-file").set_value((name, make(), "image/png")).run()
    assert not app.exception
    (error,) = app.error
    assert error.value.replace("\\", "").startswith(
        f"This picture cannot be used: the file is '{name}', but must "
    )
    assert unpacked(app)[0] == before


@pytest.mark.parametrize("case", ["animated WebP", "grey, 16 bits", "30000x1", "on its side"])
def test_what_was_unusual_about_an_upload_is_said(case):
    name, make, shape, notes = READ[case]
    app = lab(px=512)
    app.file_uploader(key="image-file").set_value((name, make(), "image/png")).run()
    assert not app.exception
    assert tuple(unpacked(app)[0]["size"]) == shape
    said = " ".join(each.value for each in app.caption).replace("\\", "")
    for note in notes:
        assert note in said


def test_a_kernel_that_does_not_fit_into_a_small_picture_is_said():
    app = lab(px=64, ik=7, ipad="valid", id=8)
    assert unpacked(app)[0]["output"] == [16, 16]
    data = saved(some(size=(20, 9)))
    app.file_uploader(key="image-file").set_value(("small.png", data, "image/png")).run()
    assert unpacked(app)[0]["output"] == [9, 20]
    said = " ".join(each.value for each in app.caption).replace("\\", "")
    assert "spans 49 pixels and does not fit into 9×20. It is shown with SAME padding." in said


def test_a_typed_kernel_comes_from_the_link_and_goes_into_it():
    app = lab(px=64, im=1, r0="typed", iv="0_0_0_0_2_-1_0_0_0")
    _, pixels, outputs = unpacked(app)
    kernel = [[0, 0, 0], [0, 2, -1], [0, 0, 0]]
    np.testing.assert_array_equal(outputs[0], by_hand(pixels[0], kernel))
    edited(app, app.data_editor[0], {0: {"0": 3}})
    np.testing.assert_array_equal(unpacked(app)[2][1], by_hand(pixels[1], [[3, 0, 0], *kernel[1:]]))
    assert app.query_params["iv"] == "3_0_0_0_2_-1_0_0_0"


@pytest.mark.parametrize(
    "text", ["", "x", "1_2", "nan_inf_1e99_0_0_0_0_0_0", "![](//a.b)", "1" * 999]
)
def test_no_text_of_a_typed_kernel_breaks_anything(text):
    app = lab(px=64, im=1, r0="typed", iv=text)
    assert np.isfinite(unpacked(app)[2]).all()
    said = " ".join(each.value for each in app.caption).replace("\\", "")
    assert "iv has" in said or "iv: " in said
    assert "](" not in said


def test_tensorflow_confirms_the_picture_and_the_kept_verdict_is_small():
    lab(px=64)  # starts it, and does not wait
    patience = time.monotonic() + 60
    while ask_tensorflow.status().state != "ready" and time.monotonic() < patience:
        time.sleep(0.1)
    app = lab(px=64)
    verdict = app.session_state["_image_asked"].answer.result(60)
    app.run()
    assert agreements(app)
    assert verdict.details.startswith("Largest difference 0 in ")
    assert verdict.asked.output is None
    assert verdict.tried == ()
    assert app.session_state["_image_asked"].answer.result(0) is verdict, "it is asked once"


def test_tensorflow_is_not_asked_about_a_picture_that_is_no_longer_shown():
    app = lab(px=32)
    first = app.session_state["_image_asked"]
    app.session_state["px"] = "64"
    app.run()
    assert app.session_state["_image_asked"] is not first
    assert first._timer.finished.is_set()
    assert not first.answer.done()


def test_every_filter_of_every_channel_has_the_same_choice_of_kernels():
    filters = [choice_row(f"{channel}{q}") for channel in "rgb" for q in range(2)]
    assert all(row.options == choice_row("r0").options for row in filters)
    assert {row.default for row in filters} <= choice_row("r0").options.keys()


def test_the_squares_of_different_pointwise_weights_have_different_greys():
    from dwconv.ui.components.image_lab_pictures import _kernel

    filter = np.array(GREY, np.float32).reshape(1, 1, 3, 1)
    shades = [_kernel("", filter[:, :, k, 0], filter)["shades"][0] for k in range(3)]
    # 128 is 0, and the largest of the three is white
    assert shades == [round(128 + 127 * weight / max(GREY)) for weight in GREY]
    assert min(abs(a - b) for a in shades for b in shades if a is not b) > 30
