"""The Int8 page: the integers of the engine, and the value that a click or a link asks for."""

import json

import numpy as np

from dwconv.engine.depthwise import depthwise
from dwconv.engine.quantized import quantize_layer, quantized_depthwise
from tests.pages.app import components, heard, opened, sentences, shown_tables

PAGE = "pages/check/int8.py"
LAYER = dict(h=6, w=5, c=2, m=2, kh=3, kw=3, pad="same", seed=3)


def test_the_page_follows_the_output_of_the_link_down_to_its_int8_number():
    app = opened(PAGE, **LAYER, qi=0, qj=4, qo=3)
    assert sentences(app) == []
    lab = app.session_state["_lab"]
    layer = quantize_layer(lab.spec, lab.input, lab.filter)
    found = quantized_depthwise(layer, layer.input.quantize(lab.input))
    floats, integers, errors = json.loads(components(app)[0].proto.json)["planes"]
    assert integers["rows"] == found[0, :, :, 3].tolist()
    steps = shown_tables(app)[0]
    assert steps["input"].tolist().count("padding") == 5  # a corner of a 3x3 window
    products, sums = (
        [int(each.replace("−", "-").replace(",", "")) for each in steps[name]]
        for name in ("product", "sum (int32)")
    )
    assert sum(products) == sums[-1]
    text = "\n".join(each.value for each in app.markdown).replace("−", "-")
    assert f"**{found[0, 0, 4, 3]}**" in text
    assert errors["title"] == "Error, int8 − float, in steps of the scale"
    # With a minus, two decimals are what has room for the largest digits.
    assert max(len(each) for row in errors["texts"] for each in row) == len("−0.12")
    real = np.array(errors["rows"]) * layer.output.scale + floats["rows"]
    np.testing.assert_allclose(real, layer.output.real(found[0, :, :, 3]), atol=1e-9)


def test_a_place_outside_of_the_output_is_said_and_the_last_one_shown():
    app = opened(PAGE, **LAYER, qi=79, qj=0, qo=31)
    assert any("row 5, column 0 and channel 3 are shown" in each.value for each in app.caption)
    assert json.loads(components(app)[0].proto.json)["at"] == [5, 0]
    fields = [app.number_input(key=name) for name in ("qi", "qj", "qo")]
    assert [(field.value, field.max) for field in fields] == [(5, 5), (0, 4), (3, 3)]


def test_whoever_shares_the_scale_of_the_filters_hears_how_large_the_error_is_now():
    app = opened(PAGE, **LAYER)
    for shared, words in (
        (False, "With a scale for each filter"),
        (True, "With one scale for all filters"),
    ):
        app.toggle(key="qs").set_value(shared).run()
        (said,) = (each for each in heard(app) if each.startswith(words))
        largest = said.removeprefix(f"{words} the largest error is ")
        assert any(largest in each.value.replace("**", "") for each in app.markdown)


def test_filters_of_one_range_are_said_to_need_no_scales_of_their_own():
    words = "Here all filters have the same range"
    for values, equal in ({"kernel": "ones"}, True), ({"kernel": "ramp"}, False):
        text = "\n".join(each.value for each in opened(PAGE, **LAYER, **values).markdown)
        assert (words in text, "if each filter has its own scale" in text) == (equal, not equal)


def test_a_channel_with_a_small_range_says_how_little_of_it_is_left():
    filters = np.outer([1, 1, 0.01, 1], [1, -2, 3, -1, 2, 1, -1, 2, 1])
    typed = "_".join(f"{weight:g}" for weight in filters.ravel())
    app = opened(PAGE, **LAYER, kernel="typed", fv=typed)
    lab = app.session_state["_lab"]
    layer = quantize_layer(lab.spec, lab.input, lab.filter)
    found = quantized_depthwise(layer, layer.input.quantize(lab.input))
    small, exact = found[..., 2].astype(int), depthwise(lab.spec, lab.input, lab.filter)[..., 2]
    share = 100 * np.abs(layer.output.real(small) - exact).max() / np.ptp(exact)
    (said,) = (each.value for each in app.markdown if "same step" in each.value)
    assert said.endswith(f"Output channel 2 loses the largest part of its range: **{share:.0f}%**.")
    losses = shown_tables(app)[2]
    assert losses["integers, of 256"][2] == str(np.ptp(small) + 1)
    assert losses["% of its range"][2] == f"{share:.0f}"
