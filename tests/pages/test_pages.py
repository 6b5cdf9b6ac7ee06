"""Every page as Streamlit runs it, without a browser."""

import re
from html import unescape

import numpy as np
import pytest

from dwconv.ui import cached, session
from dwconv.ui.page_table import PAGES as PAGES_BY_PATH
from dwconv.ui.page_table import PRODUCT, browser_title
from dwconv.ui.parameters.links import read_link, write_link
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.table import defaults, numbers
from tests.pages.app import (
    LAB_PAGES,
    PAGES,
    SLIDING_WINDOW,
    agreements,
    change,
    components,
    fields,
    load_example,
    opened,
    sentences,
    shown,
    top,
)

# The first two show the shapes of more than the layer: see test_backward.py and test_comparison.py.
OTHER_SHAPES = {"pages/see/backward.py", "pages/see/comparison.py", "pages/check/layouts.py"}
NO_SHAPES = {"pages/teach/class.py"}  # before a class starts: its button stands there

# "1 rows", "the same 1 output channels", "1\N{NO-BREAK SPACE}filters"; not "1 of 1 multiplications" or "0.1 steps"
PLURAL_OF_ONE = re.compile(
    r"(?<![\d.,·×=/^+-])(?<!of )\b1[\s$]+(?:(?:output|input) )?"
    r"(?:channel|filter|output|row|column|tap|weight|value|pixel|step|kernel|map|MAC)s\b"
)


@pytest.mark.parametrize(
    "page", [page for page in LAB_PAGES if page not in OTHER_SHAPES | NO_SHAPES]
)
def test_a_page_says_its_name_and_its_shapes(page):
    app = opened(page, **write_link(preset("Worked example"), ""))
    (row,) = [row for row in PAGES_BY_PATH.values() if row.script == page]
    assert top(app).startswith(row.heading)
    assert "(1, 3, 3, 1) ∗ (2, 1, 1, 2) → (1, 2, 3, 2)" in top(app)


@pytest.mark.parametrize("pad", ["valid", "same"])
@pytest.mark.parametrize("sizes", [{"h": 7, "w": 9, "sh": 2}, {"h": 6, "w": 6}])
def test_shapes_explains_each_sign_of_its_formulas_and_no_other(pad, sizes):
    app = opened("pages/count/shapes.py", pad=pad, **sizes)
    formulas = " ".join(
        each.value for each in app.markdown if "effective kernel  \n$" in each.value
    )
    (legend,) = (each.value for each in app.caption if each.value.startswith("In the formulas:"))
    meanings = {
        r"\lfloor": "⌊ ⌋: round down",
        r"\lceil": "⌈ ⌉: round up",
        r"\rfloor + 1": "+ 1 is the window before the first move",
        r"\ell": "pixels of the padded input are left",
    }
    assert formulas
    assert {sign for sign in meanings if sign in formulas} == {
        sign for sign, meaning in meanings.items() if meaning in legend
    }


def test_the_page_about_weights_says_the_shape_of_the_filter_alone():
    app = opened("pages/check/layouts.py", **write_link(preset("Worked example"), ""))
    assert "(2, 1, 1, 2)" in top(app)
    assert "(1, 3, 3, 1)" not in top(app)


def test_every_page_has_a_name_of_its_own_in_the_browser():
    names = {browser_title(page) for page in PAGES_BY_PATH.values()}
    assert len(names) == len(PAGES_BY_PATH)


def test_the_start_page_opens_with_several_channels():
    _, header, _ = shown(opened())
    assert header["channels"] > 1
    assert header["multiplier"] > 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", PRESETS)
def test_a_page_runs_with_every_example(page, name):
    opened(page, **write_link(preset(name), ""))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_at_its_limits(page):
    largest = {name: number.most for name, number in numbers().items()}
    opened(page, **largest, pad="explicit")
    app = opened(page, **{name: number.least for name, number in numbers().items()})
    texts = [each.value for each in (*app.markdown, *app.caption, *app.button)]
    assert [text for text in map(str, texts) if PLURAL_OF_ONE.search(text)] == []
    (row,) = [row for row in PAGES_BY_PATH.values() if row.script == page]
    assert head(app.main) == ["title", PRODUCT, row.heading, "Share"]


def head(block):
    """What stands in the first row of a page, in its order: the way home, the name, Share."""
    rows = [each for each in block.children.values() if hasattr(each, "children")]
    for each in rows:
        if str(each.proto.id).endswith("-title"):
            return ["title", *labels(each)]
    return next(filter(None, map(head, rows)), [])


def labels(block):
    for each in block.children.values():
        if each.type == "html":
            yield from map(unescape, re.findall("<h1[^>]*>(.*?)</h1>", each.proto.body))
        elif each.type in ("page_link", "popover"):
            message = each.proto if each.type == "page_link" else each.proto.popover
            if message.label in (PRODUCT, "Share"):  # and no other page that is led to
                yield message.label
        if hasattr(each, "children"):
            yield from labels(each)


def test_the_address_without_parameters_opens_playing():
    options, header, _ = shown(opened())
    options.pop("typing", None)  # what may be typed into the picture is no part of a link
    assert options == {"playing": True, "predict": False}
    assert header["output"] == [6, 6]


def test_the_worked_example_has_the_values_that_articles_print():
    options, header, arrays = shown(opened(**write_link(preset("Worked example"), "")))
    options.pop("typing", None)  # what may be typed into the picture is no part of a link
    assert options == {"playing": True, "predict": False}
    assert header["output"] == [2, 3]
    assert arrays["output"][0, 0].ravel().tolist() == [13, 17, 21, 25, 29, 33]
    assert arrays["output"][0, 1].ravel().tolist() == [18, 24, 30, 36, 42, 48]


def test_a_link_opens_its_layer_at_its_step():
    app = opened(h=9, w=7, c=2, kh=3, kw=2, m=3, sh=2, sw=1, pad="same", dh=1, dw=2, seed=5, step=4)
    options, header, arrays = shown(app)
    options.pop("typing", None)  # what may be typed into the picture is no part of a link
    assert options == {"step": 4, "playing": False, "predict": False}
    assert (header["input"], header["kernel"], header["multiplier"]) == ([9, 7], [3, 2], 3)
    assert (header["stride"], header["dilation"], header["padding"]) == ([2, 1], [1, 2], "SAME")
    assert arrays["output"].shape == (2, 3, 5, 7)
    assert sentences(app) == []


def test_explicit_padding_comes_from_the_link():
    _, header, _ = shown(opened(h=5, w=5, pad="explicit", pt=1, pb=2, pl=3, pr=0))
    assert header["pads"] == [[1, 2], [3, 0]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"h": "abc"}, "h=abc: the input height must be a whole number"),
        ({"m": "9"}, "m=9: the channel multiplier must be from 1 to 4"),
        ({"pad": "full"}, "pad=full: the padding must be one of valid, same, explicit"),
        ({"h": "2", "kh": "5"}, "A kernel height of 5 with dilation 1 spans 5 pixels"),
        ({"h": "8", "step": "9999"}, "step=9999: the step must be from 0 to 107"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_until_something_changes(query, said):
    app = opened(**query)
    assert len(sentences(app)) == 1
    assert sentences(app)[0].startswith(said)
    change(app, c=2)
    assert sentences(app) == []


def test_a_wrong_link_is_replaced_by_the_nearest_right_one():
    app = opened(h=99, w=5)
    assert app.query_params["h"] == "64"
    assert fields(app)["h"].value == 64


def test_a_control_changes_picture_and_link():
    app = opened()
    change(app, m=3)
    assert app.query_params["m"] == "3"
    assert shown(app)[2]["output"].shape == (3, 3, 6, 6)


def test_one_click_loads_an_example():
    app = opened()
    load_example(app, "Lost row")
    values = {name: app.query_params[name] for name in defaults() if name in app.query_params}
    assert read_link(values)[0] == preset("Lost row")
    assert shown(app)[1]["lost"] == [1, 1]


def test_a_control_keeps_its_value_across_pages():
    app = opened()
    change(app, h=7)
    for page in LAB_PAGES:
        app.switch_page(page).run()
        assert fields(app)["h"].value == 7
        assert app.query_params["h"] == "7"


def test_a_choice_that_makes_the_kernel_too_large_is_corrected_and_said():
    app = opened(h=3, w=8, kh=5, kw=3, pad="same")
    assert sentences(app) == []
    change(app, pad="valid")
    assert fields(app)["kh"].value == 3
    assert sentences(app)[0].startswith("A kernel height of 5 with dilation 1 spans 5 pixels")


def test_the_widgets_go_only_as_far_as_the_layer_allows():
    app = opened(h=6, w=9, dh=2)
    assert fields(app)["kh"].most == 3
    assert fields(app)["kw"].most == 7
    assert fields(app)["h"].least == 5


def test_typing_begins_with_the_numbers_on_the_screen():
    app = opened(h=4, w=4, c=2, seed=6)
    before = shown(app)[2]
    change(app, input="typed")
    change(app, kernel="typed")
    after = shown(app)[2]
    np.testing.assert_array_equal(after["output"], before["output"])
    assert [table.value.shape for table in app.data_editor] == [(4, 4), (3, 3)]


def test_a_link_holds_what_was_typed():
    first = opened(
        h=2, w=3, c=1, kh=1, kw=1, input="typed", kernel="typed", xv="1,2,3,4,5,6.5", fv="-2"
    )
    assert shown(first)[2]["output"].ravel().tolist() == [-2, -4, -6, -8, -10, -13]
    assert (first.query_params["xv"], first.query_params["fv"]) == ("1_2_3_4_5_6.5", "-2")


def test_typed_values_survive_a_smaller_input_and_a_look_at_a_photo():
    app = opened(h=2, w=2, c=1, kh=1, kw=1, input="typed", kernel="ones", xv="1,2,3,4")
    change(app, input="photo")
    change(app, w=1)
    change(app, input="typed")
    change(app, w=2)
    assert shown(app)[2]["input"].ravel().tolist() == [1, 2, 3, 4]


def test_tensorflow_confirms_what_the_player_shows():
    app = opened(**write_link(preset("Three channels"), ""))
    lab = app.session_state[session.LAB]
    verdict = cached.verdict(lab).result(timeout=60)
    app.run()
    assert verdict.agrees
    count = verdict.asked.output.size
    assert verdict.details.startswith(f"Largest difference 0 in {count} values")
    heard = f"with all {count} values"
    assert agreements(app) == [f"TensorFlow agrees\n{verdict.details}\n{heard}"]


def test_the_player_is_given_the_same_bytes_when_something_else_changes():
    """So that it goes on playing: other bytes would be another animation."""
    app = opened("pages/count/cost.py")
    app.number_input(key="n").set_value(32).run()
    app.switch_page(SLIDING_WINDOW).run()
    fresh = opened()
    assert [components(app)[0].proto.bytes] == [components(fresh)[0].proto.bytes]


def test_what_a_page_alone_asks_for_is_in_its_links_only_and_kept_meanwhile():
    app = opened("pages/count/cost.py")
    app.number_input(key="n").set_value(32).run()
    assert app.query_params["n"] == "32"
    app.switch_page(SLIDING_WINDOW).run()
    assert "n" not in app.query_params
    app.switch_page("pages/count/cost.py").run()
    assert app.number_input(key="n").value == 32
    assert app.query_params["n"] == "32"
