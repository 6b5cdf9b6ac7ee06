"""The comparison page as the server makes it."""

import json

import numpy as np
import pytest

from dwconv import conv2d, depthwise_conv2d
from dwconv.engine.grouped import block_diagonal
from dwconv.player.blocks import unpack_blocks
from dwconv.player.comparison import output_of, unpack_comparison
from dwconv.player.payload import unpack
from tests.pages.app import (
    ANNOUNCER,
    agreements,
    components,
    heard,
    opened,
    sentences,
    top,
    went_to,
)

PAGE = "pages/see/comparison.py"


def shown_comparison(app):
    """Header and payloads of what the page gave to the comparison."""
    block = components(app)[0].proto.bytes
    (length,) = np.frombuffer(block[:4], "<u4")
    return unpack_comparison(block[4 + int(length) :])


def test_both_sides_have_the_same_input_and_the_depthwise_weights():
    app = opened(PAGE, c=3, m=2, seed=7)
    assert top(app).endswith("(1, 8, 8, 3) ∗ (3, 3, 3, 2) or (3, 3, 3, 6) → (1, 6, 6, 6)")
    header, payloads = shown_comparison(app)
    (_, left), (_, right) = (unpack(payload) for payload in payloads)
    assert np.array_equal(left["input"], right["input"])
    for k, q in np.ndindex(3, 2):
        assert np.array_equal(left["filter"][2 * k + q, 0], right["filter"][2 * k + q, k])
    assert [track["kind"] for track in header["tracks"]] == ["depthwise", "grouped"]
    image = np.moveaxis(right["input"], 0, 2)[None]
    filter = np.moveaxis(right["filter"], (0, 1), (3, 2))
    whole = conv2d(image, filter, [1, 1, 1, 1], "VALID")
    assert np.array_equal(output_of(payloads[1]), whole)


def test_as_many_groups_as_channels_give_the_depthwise_outputs():
    app = opened(PAGE, c=4, m=2, g=4, seed=3)
    _, (left, right) = shown_comparison(app)
    assert np.array_equal(output_of(left), output_of(right))
    app.session_state["g"] = 2
    app.run()
    assert top(app).endswith("(1, 8, 8, 4) ∗ (3, 3, 4, 2) or (3, 3, 2, 8) → (1, 6, 6, 8)")
    _, (left, right) = shown_comparison(app)
    assert not np.array_equal(output_of(left), output_of(right))


def test_a_number_of_groups_that_does_not_divide_the_channels_is_said():
    app = opened(PAGE, c=3)
    went_to(app, dict(app.query_params) | {"g": "2"})
    assert any("cannot be split into 2 equal groups" in each for each in sentences(app))
    assert app.query_params["g"] == "1"


def test_with_one_channel_a_click_shows_three_where_the_sides_differ():
    app = opened(PAGE, c=1, m=2)
    (button,) = (each for each in app.button if each.label == "Show three channels")
    button.click().run()
    _, (left, right) = shown_comparison(app)
    assert unpack(left)[0]["channels"] == 3
    assert not np.array_equal(output_of(left), output_of(right))


@pytest.mark.parametrize("beside", ["conv2d", "separable"])
def test_tensorflow_confirms_the_right_side_and_the_filter_full_of_zeros(beside):
    from dwconv.ui import cached, session

    app = opened(PAGE, c=2, m=2, beside=beside)
    right = {
        "conv2d": "or (3, 3, 2, 4) → (1, 6, 6, 4)",
        "separable": "→ (1, 6, 6, 4) ∗ (1, 1, 4, 4) → (1, 6, 6, 4)",
    }
    assert top(app).endswith(f"(1, 8, 8, 2) ∗ (3, 3, 2, 2) {right[beside]}")
    lab = app.session_state[session.LAB]
    zeros = cached.confirmed(lab.spec, lab.input, block_diagonal(lab.filter), cached.output(lab))
    assert zeros.result(timeout=60).agrees
    wanted = 1
    if beside == "conv2d":  # the filter full of zeros is beside conv2d alone
        (button,) = (each for each in app.toggle if each.label == "Run it in TensorFlow")
        button.set_value(True).run()
        wanted = 2
    for _ in range(50):
        app.run()
        said = agreements(app)
        if len(said) == wanted:
            break
    assert len(said) == wanted
    assert any("zero" in heading.value for heading in app.markdown) == (beside == "conv2d")


def shown_blocks(app):
    """Header and values of what the page gave to the pair of blocks."""
    block = components(app)[0].proto.bytes
    (length,) = np.frombuffer(block[:4], "<u4")
    return unpack_blocks(block[4 + int(length) :])


def test_the_blocks_begin_with_the_layer_and_the_button_makes_the_sum_possible():
    from dwconv.ui import session

    app = opened(PAGE, h=6, w=5, c=2, sh=2, sw=2, beside="blocks", t=3)
    assert top(app).endswith("(1, 6, 5, 2) → (1, 2, 2, 2)")
    header, values = shown_blocks(app)
    lab = app.session_state[session.LAB]
    assert header["blocks"][1]["stages"][0]["shape"] == [6, 5, 2 * 3]
    made = np.moveaxis(values[0][2], 0, 2)
    exact = depthwise_conv2d(lab.input, lab.filter, [1, 2, 2, 1], "VALID")[0]
    factor = exact[exact != 0] / made[exact != 0]
    assert len(set(factor.tolist())) == 1  # the weights were divided by one power of two
    assert np.log2(factor[0]) % 1 == 0
    assert header["blocks"][1]["why"] == "no sum: the output is 2×2, the input 6×5"
    (button,) = (each for each in app.button if each.label == "Add the input")
    button.click().run()
    header, values = shown_blocks(app)
    assert header["blocks"][1]["stages"][5]["kind"] == "sum"
    image = np.moveaxis(app.session_state[session.LAB].input[0], 2, 0)
    assert np.array_equal(values[1][5], values[1][4] + image)
    assert not [each for each in app.button if each.label == "Add the input"]


def test_a_link_to_a_step_of_the_blocks_has_the_limit_of_their_values():
    app = opened(PAGE, h=4, w=4, c=2, pad="same", beside="blocks", t=2)
    went_to(app, dict(app.query_params) | {"step": "9999"})
    # places of 16 positions: 4, 4, 4, 4, 2 and 2 channels
    assert any("from 0 to 319" in each for each in sentences(app)), sentences(app)


def test_a_screen_reader_hears_that_two_blocks_take_the_place_of_two_layers_and_their_shapes():
    app = opened(PAGE, h=6, w=6, c=3, kh=3, kw=3, m=2, pad="same")
    before = heard(app, "announcer-view")
    app.segmented_control(key="beside").set_value("blocks").run()
    blocks = heard(app, "announcer-view")
    assert not set(blocks) & set(before)
    assert "input: batch 1, height 6, width 6, channels 3" in blocks
    output = (
        "output of each block: batch 1, height 6, width 6, channels 3, as many as the input has"
    )
    assert output in blocks
    announcers = [
        json.loads(each.proto.json)
        for each in app.get("bidi_component")
        if each.proto.component_name == ANNOUNCER
    ]
    # what is shown is heard before the verdict
    assert [each["sentences"] == blocks for each in announcers] == [
        not each["last"] for each in announcers
    ]
    assert any(each["last"] for each in announcers)
    app.segmented_control(key="beside").set_value("conv2d").run()
    assert heard(app, "announcer-view") == before
