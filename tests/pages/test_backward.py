"""The backward page as the server makes it."""

import numpy as np
import pytest

from dwconv import (
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.engine.gradient_layers import input_gradient_layer
from dwconv.ui import cached, session
from dwconv.ui.pages.backward.captions import shapes
from tests.pages.app import components, opened, sentences, shown, shown_tables, top, went_to

PAGE = "pages/see/backward.py"
LAYER = dict(h=7, w=6, c=2, kh=3, kw=2, m=2, sh=2, sw=1, pad="same", seed=5, up="integers")

# 1 to 9 under a kernel of two rows, two filters
WORKED = dict(h=3, w=3, c=1, kh=2, kw=1, m=2, input="ramp", kernel="ramp")


def back(app):
    """The lab and what comes back to its layer."""
    lab = app.session_state[session.LAB]
    return lab, cached.gradient(lab)[0]


def how(lab):
    return [1, *lab.spec.stride, 1], "SAME"


def test_with_ones_a_weight_s_gradient_is_the_sum_of_the_inputs_it_meets():
    app = opened(PAGE, **WORKED, up="ones")
    _, header, arrays = shown(app)
    assert arrays["output"].ravel().tolist() == [21, 39] * 2
    assert header["captions"]["value"][1] == "∂L/∂filter[{i}, {j}, 0, 1]"


def test_the_picture_s_outputs_are_the_gradient_of_the_filter():
    app = opened(PAGE, **LAYER)
    lab, g = back(app)
    assert g.min() < 0 < g.max()
    _, header, arrays = shown(app)
    assert header["captions"]["factors"] == ["input", "g"]
    expected = depthwise_conv2d_backprop_filter(lab.input, lab.spec.filter_shape, g, *how(lab))
    np.testing.assert_array_equal(np.moveaxis(arrays["output"], (0, 1), (2, 3)), expected)


def test_the_parts_of_all_filters_add_up_to_the_gradient_of_the_input():
    app = opened(PAGE, **LAYER, of="input")
    lab, g = back(app)
    parts = []
    for q in (0, 1):
        app.segmented_control(key="bq").set_value(q).run()
        _, header, arrays = shown(app)
        assert header["captions"]["output"] == [f"∂L/∂input, part q = {q}"] * 2
        assert header["captions"]["factors"] == ["g", "turned filter"]
        parts.append(np.moveaxis(arrays["output"][:, 0], 0, 2)[None])
    expected = depthwise_conv2d_backprop_input(lab.spec.input_shape, lab.filter, g, *how(lab))
    np.testing.assert_array_equal(sum(parts), expected)
    assert app.query_params["bq"] == "1"
    app.segmented_control(key="bq").set_value(cached.SUM).run()
    _, header, arrays = shown(app)
    np.testing.assert_array_equal(np.moveaxis(arrays["output"][:, 0], 0, 2)[None], expected)
    # one after the other: each part, and the running sum after it
    np.testing.assert_array_equal(
        np.moveaxis(arrays["products"][:, :, :, 0, 0], 3, 0), np.concatenate(parts)
    )
    assert header["captions"]["factors"] == ["part", "1"]
    assert app.query_params["bq"] == "-1"
    app.switch_page("pages/see/sliding_window.py").run()
    app.switch_page(PAGE).run()
    assert shown(app)[1]["captions"]["factors"] == ["part", "1"]


def test_the_words_say_which_outputs_a_weight_or_an_input_has_a_part_in():
    app = opened(PAGE, **LAYER)
    (words,) = (each.value for each in app.markdown if "**The loss**" in each.value)
    assert "$L = \\sum g \\cdot \\text{output}$" in words
    assert "used for every value of output channel $kM + q$, and for no other channel" in words
    app.segmented_control(key="of").set_value("input").run()
    (words,) = (each.value for each in app.markdown if "**The loss**" in each.value)
    assert "$L = \\sum g \\cdot \\text{output}$" in words
    assert "the output channels $kM$ to $kM + M - 1$" in words
    lab, _ = back(app)
    output = depthwise_conv2d(lab.input, lab.filter, *how(lab))
    for k, q in np.ndindex(2, 2):
        filter, image = lab.filter.copy(), lab.input.copy()
        filter[0, 0, k, q] += 1000
        image[0, 0, 0, k] += 1000
        parts = (depthwise_conv2d(image, lab.filter, *how(lab)) != output).any((0, 1, 2))
        assert np.flatnonzero(parts).tolist() == [2 * k, 2 * k + 1]
        parts = (depthwise_conv2d(lab.input, filter, *how(lab)) != output).any((0, 1, 2))
        assert np.flatnonzero(parts).tolist() == [2 * k + q]


def test_with_one_filter_there_is_no_sum_to_show():
    _, header, _ = shown(opened(PAGE, **LAYER | {"m": 1}, of="input", bq=-1))
    assert header["captions"]["output"] == ["∂L/∂input"] * 2


def test_at_first_the_gradients_of_a_channel_s_filters_differ():
    app = opened(PAGE)
    _, _, arrays = shown(app)
    assert not np.array_equal(arrays["output"][0, 0], arrays["output"][0, 1])


def test_every_zero_of_the_picture_is_padding_or_inserted_and_each_value_has_its_own_place():
    for sh, sw, pad, dh in (
        (2, 1, "same", 1),
        (3, 2, "valid", 1),
        (1, 1, "same", 3),
        (2, 3, "same", 1),
    ):
        app = opened(PAGE, **LAYER | dict(h=9, w=8, sh=sh, sw=sw, pad=pad, dh=dh), of="input", bq=1)
        lab, g = back(app)
        _, header, arrays = shown(app)
        words = header["captions"]
        rows, columns = words["inserted"]
        for (k, r, c), value in np.ndenumerate(arrays["input"]):
            (top, down, tall), (left, across, wide) = words["places"]["source"]
            i, j = (top + down * r) / tall, (left + across * c) / wide
            between = not (i.is_integer() and j.is_integer())
            assert bool(rows[r] or columns[c]) == between
            assert value == (0 if between else g[0, int(i), int(j), 2 * k + 1])
        for (k, _, a, b), value in np.ndenumerate(arrays["filter"]):
            (top, down, _), (left, across, _) = words["places"]["weight"]
            assert value == lab.filter[top + down * a, left + across * b, k, 1]
        assert bool(words["notes"]) == (max(sh, sw) > 1) == bool(header["notes"])


def test_the_shape_line_is_that_of_the_layer_on_the_page():
    app = opened(PAGE, **LAYER)
    lab, _ = back(app)
    assert "input (1, 7, 6, 2) ∗ g (1, 4, 6, 4) → ∂L/∂filter (3, 2, 2, 2)" in top(app)
    app.segmented_control(key="of").set_value("input").run()
    assert top(app).endswith(f"sum over q {lab.spec.input_shape}")


@pytest.mark.parametrize("m", [1, 2])
@pytest.mark.parametrize("of", ["filter", "input"])
def test_a_letter_in_the_shape_line_is_the_layers_own_number(of, m):
    lab, _ = back(opened(PAGE, **{**LAYER, "of": of, "m": m}))
    spec = lab.spec
    numbers = dict(B=1, H=7, W=6, C=2, M=m, KH=3, KW=2, OH=4, OW=6) | {"1": 1, "C·M": 2 * m}
    assert (spec.vertical.output, spec.horizontal.output) == (4, 6)
    for shape in shapes(lab):
        for letter, size in zip(shape.letters, shape.sizes, strict=True):
            assert letter in ("GH", "GW") or numbers[letter] == size, (shape, letter)


def test_stride_and_dilation_change_places():
    app = opened(PAGE, h=9, w=9, c=1, sh=2, sw=3, dh=1, dw=1)
    table = shown_tables(app)[0]
    # A pair stays in one line.
    forward, backward = (
        [text.replace(",\N{NO-BREAK SPACE}", ", ") for text in table[name]]
        for name in table.columns[1:]
    )
    assert (forward[2], forward[3]) == ("`(2, 3)`", "`(1, 1)`")
    assert (backward[2], backward[3]) == ("`(1, 1)`", "`(2, 3)`")


def test_the_layer_and_its_gradient_have_equally_many_real_macs():
    app = opened(PAGE, **LAYER, of="input")
    macs = shown_tables(app)[0].iloc[6].tolist()[1:]
    met = []
    for text, others in zip(macs, ("on padding", "on padding or zeros between"), strict=True):
        count, _, rest = text.partition(", ")
        assert rest.endswith(f" of them {others}")
        met.append(int(count.replace(",", "")) - int(rest.split()[0].replace(",", "")))
    lab, g = back(app)
    layer = cached.gradient(lab)[1]
    # with ones everywhere an output counts the products that are not on a zero
    ones = [np.ones_like(each) for each in (lab.input, lab.filter)]
    assert met[0] == depthwise_conv2d(*ones, *how(lab)).sum()
    spread = input_gradient_layer(lab.spec, ones[1], np.ones_like(g))
    assert met[1] == met[0] == spread.output.sum()
    assert layer.spec == spread.spec


def test_input_that_no_window_reaches_is_said_to_be_left_out():
    _, header, _ = shown(opened(PAGE, h=6, w=6, c=1, sh=2, sw=2))
    assert header["captions"]["input"] == ["input, up to where windows reach"]
    _, header, _ = shown(opened(PAGE, h=5, w=5, c=1, sh=2, sw=2))
    assert header["captions"]["input"] == []


def test_a_picture_of_too_many_weights_is_not_drawn_and_what_would_help_is_said():
    app = opened(PAGE, h=64, w=64, c=8, m=4)
    assert len(components(app)) == 0
    assert any("A smaller input" in each.value for each in app.info)
    assert len(shown_tables(app)) == 1  # what holds at any size
    assert len(components(opened(PAGE, h=64, w=64, c=8, m=4, of="input"))) == 1


def test_a_step_is_that_of_the_page_s_own_player():
    app = opened(PAGE, **LAYER)
    went_to(app, dict(app.query_params) | {"step": "23"})
    assert shown(app)[0]["step"] == 23  # of 3 * 2 * 2 * 2
    went_to(app, dict(app.query_params) | {"step": "24"})
    assert shown(app)[0]["step"] == 23
    app.switch_page("pages/see/sliding_window.py").run()
    assert "step" not in shown(app)[0]
    app.switch_page(PAGE).run()
    assert shown(app)[0]["step"] == 23  # each has its own
    app.segmented_control(key="of").set_value("input").run()
    assert "step" not in shown(app)[0]


def test_a_link_to_a_filter_that_does_not_exist_is_explained():
    app = opened(PAGE, m=2, of="input")
    went_to(app, dict(app.query_params) | {"bq": "3"})
    assert any("no filter q = 3" in each for each in sentences(app))
    assert app.query_params["bq"] == "1"


@pytest.mark.parametrize("of", ["filter", "input"])
def test_the_formula_stands_at_the_left_as_the_text_beside_it(of):
    """In the middle, as `st.latex` puts it, it has no edge in common with what is above and below it."""
    app = opened(PAGE, **LAYER, of=of)
    assert not app.get("latex")
    (shown,) = (each.value for each in app.markdown if r"\begin{aligned}" in each.value)
    assert "\n" not in shown  # Markdown would show its signs
