"""Layers that are too large to draw, and stacks: on the pages that count them, and on those that draw."""

import json
import random
import time

import pytest

from dwconv import ConvSpec, DwconvError, costs
from dwconv.files.stack_text import read_stack
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.table import defaults, of_layer
from dwconv.ui.widgets.read_layer import read_values
from tests.costs.random_large_layers import random_batch, random_values, with_batch
from tests.pages.app import (
    change,
    components,
    fields,
    heard,
    opened,
    sentences,
    shown_tables,
    top,
    went_to,
)

COUNTING = [page.script for page in PAGES.values() if page.only_counts]
LARGEST = dict(h=65536, w=65536, c=65536, kh=255, kw=255, m=1024, pad="same", n=65536)
REAL = dict(h=112, w=112, c=32, kh=3, kw=3, sh=2, sw=2, pad="same")


@pytest.mark.parametrize("view", ["layer", "tools", "curves", "time"])
def test_the_largest_layer_is_counted_at_once_in_every_view(view):
    app = opened("pages/count/cost.py", **LARGEST, view=view)
    assert sentences(app) == []
    begin = time.perf_counter()
    app.run()
    assert not app.exception
    print(f"{view}: {time.perf_counter() - begin:.3f} s")
    assert f"(1, 65536, 65536, {65536 * 1024})" in top(app)


def test_a_layer_of_any_size_is_typed_into_a_page_that_counts():
    app = change(opened("pages/count/shapes.py"), h=112)
    assert (fields(app)["h"].value, sentences(app)) == (112, [])
    app.number_input(key="batch").set_value(32).run()
    app.segmented_control(key="fmt").set_value("nchw").run()
    assert "(32, 3, 112, 6) ∗ (3, 3, 3, 2) → (32, 6, 112, 6)" in top(app)
    assert app.query_params["batch"] == "32"


def test_a_page_that_draws_says_what_it_shows_and_the_layer_comes_back():
    app = opened("pages/count/shapes.py", **REAL)
    assert sentences(app) == []
    assert "(1, 112, 112, 32)" in top(app)
    app.switch_page("pages/see/comparison.py").run()
    (sentence,) = sentences(app)
    assert "input height 64 instead of 112" in sentence
    assert "(1, 64, 64, 8)" in top(app)
    app.switch_page("pages/count/cost.py").run()
    assert sentences(app) == []
    assert "(1, 112, 112, 32)" in top(app)


def test_a_layer_that_was_changed_where_it_is_drawn_stays_changed():
    app = opened("pages/count/shapes.py", **REAL)
    app.switch_page("pages/see/comparison.py").run()
    change(app, h=9)
    app.switch_page("pages/count/shapes.py").run()
    assert "(1, 9, 64, 8)" in top(app)


def test_a_second_change_in_the_same_request_does_not_hide_what_was_wrong_with_the_first():
    app = opened("pages/count/shapes.py", h=8, w=8)
    assert all(code.proto.wrap_lines for code in app.code)  # on a phone a line would be cut
    app = change(app, dh=9, pad="same")
    assert (
        fields(app)["dh"].value,
        "Using kernel 3 and dilation 3 instead" in sentences(app)[0],
    ) == (3, True)
    app = change(app, dh=70_000)
    app = change(app, dh=9)  # the same field again: what was wrong before does not matter
    assert (fields(app)["dh"].value, sentences(app)) == (9, [])


def test_random_layers_are_shown_as_an_independent_count_says():
    source = random.Random(8)
    counts = [opened(script) for script in COUNTING]
    for at in range(6):
        values, shapes = with_batch(random_batch(random_values(source), source))
        app = counts[at % 2]
        unused = () if values["pad"] == "explicit" else ("pt", "pb", "pl", "pr")
        query = {name: str(values[name]) for name in of_layer(values) if name not in unused}
        went_to(app, query | {"batch": str(values["batch"]), "fmt": values["fmt"]})
        assert sentences(app) == []
        assert top(app).endswith("{} ∗ {} → {}".format(*shapes))
        assert sum(len(each.proto.json) for each in components(app)) < 300_000  # no pixel of it


def test_n_follows_the_channels_until_it_is_typed():
    app = opened("pages/count/cost.py", **REAL)
    assert app.number_input(key="n").value == 32
    change(app, c=64)
    assert app.number_input(key="n").value == 64
    app.number_input(key="n").set_value(10).run()
    change(app, c=32)
    assert app.number_input(key="n").value == 10
    app = opened("pages/count/cost.py", **REAL, n=5, batch=4, bias=1)
    assert app.number_input(key="n").value == 5
    spec = ConvSpec(112, 112, 32, stride=2, padding="SAME", batch=4)
    assert app.metric[0].value == f"{costs(spec, 5)['depthwise'].macs:,} MACs"


def test_a_pasted_line_and_a_name_become_the_layer():
    values = defaults() | {"h": 112, "w": 112, "c": 32}
    named, _ = read_values("MobileNet conv_dw_2", values, "cost")
    assert (named["h"], named["c"], named["sh"], named["n"]) == (112, 64, 2, 64)
    line = 'DepthwiseConv2D(5, padding="same", depth_multiplier=2)'
    pasted, answer = read_values(line, values, "cost")
    assert (pasted["h"], pasted["kh"], pasted["m"], pasted["n"]) == (112, 5, 2, 64)
    assert pasted["bias"] is True
    assert "kernel 5×5, M = 2" in answer
    for line in (
        "DepthwiseConv2D(300, padding='same')",
        "DepthwiseConv2D(300)",
        "DepthwiseConv2D((3, 300))",
        "nn.Conv2d(32, 32, 9999999999999, groups=32)",
    ):
        with pytest.raises(DwconvError, match="at most 255"):
            read_values(line, values, "cost")


def test_a_shape_in_both_data_formats_says_which_axis_each_number_is():
    app = opened("pages/count/shapes.py", h=6, w=6, c=3, m=2, pad="same")
    outputs = shown_tables(app)[0].iloc[2].tolist()[1:]
    assert outputs == [
        "`(1,\xa06,\xa06,\xa06)` B,\xa0OH,\xa0OW,\xa0C·M",
        "`(1,\xa06,\xa06,\xa06)` B,\xa0C·M,\xa0OH,\xa0OW",
    ]


def test_the_field_closes_over_a_layer_that_was_read_and_the_page_says_how():
    app = opened("pages/count/shapes.py")
    app.session_state["read-layer"] = True
    app.run()
    app.selectbox(key="layer-text").set_value("MobileNet conv_dw_2").run()
    assert not any(each.key == "layer-text" for each in app.selectbox)
    assert (app.query_params["h"], app.query_params["c"]) == ("112", "64")
    read = "Input 112×112×64, kernel 3×3"
    assert any(read in each.value for each in app.caption)
    change(app, h=56, w=56)  # it is another layer now
    assert not any(read in each.value for each in app.caption)


def test_stacks_come_from_the_link_and_a_wrong_one_is_said_in_its_place():
    app = opened("pages/count/shapes.py", what="stacks", stack1="3s2 3", stack2="", h=9, w=9, c=4)
    (pictures, (table,)) = components(app), shown_tables(app)
    assert [json.loads(each.proto.json)["pixels"] for each in pictures] == [7, 31]
    counted = table.set_index("stack")
    assert counted.loc["receptive field"].tolist() == ["7×7", "31×31"]
    # 25 windows of 9 taps in both layers, 4 channels
    assert counted.loc["MACs"].tolist()[0] == f"{25 * 9 * 4 * 2:,}"
    app.text_input(key="stack1").set_value("3x3").run()
    assert app.error[0].value.startswith("Stack 1\\: ")
    assert "must be a kernel size" in app.error[0].value
    assert shown_tables(app)[0].columns[1].startswith("3: ")  # as its field
    assert len(components(app)) == 1
    app.button(key="_stacks-31 pixels, four ways").click().run()
    sees = shown_tables(app)[0].set_index("stack").loc["receptive field"].tolist()
    assert sees == ["31×31"] * 4
    app.button(key="_stacks-Dilation with gaps").click().run()
    # 1 + 3 · 2 · 2 pixels, and every second of them is read
    said = "Stack 1, 3d2n3: An output value sees 13 pixels in a line and reads only 7 of them"
    assert heard(app, "announcer-stacks")[0] == said
    app.button(key="_stacks-MobileNet").click().run()
    assert shown_tables(app)[0].set_index("stack").loc["receptive field"].tolist() == ["315×315"]
    assert (app.query_params["stack2"], app.query_params["stack3"]) == ("", "")


@pytest.mark.parametrize(("batch", "said"), [(1, "for one image"), (8, "for all 8 images")])
def test_the_macs_of_a_stack_are_those_of_the_batch_in_the_heading(batch, said):
    query = {"h": 224, "w": 224, "c": 512, "batch": batch, "what": "stacks"}
    app = opened("pages/count/shapes.py", **query)
    macs = shown_tables(app)[0].set_index("stack").loc["MACs"].tolist()
    assert macs[0] == f"{224 * 224 * 512 * 31 * 31 * batch:,}"
    assert f"({batch}, 224, 224, 512)" in top(app) or batch == 1
    assert any(said in each.value for each in app.caption)


def test_a_stack_that_is_too_long_is_said_at_its_field_and_changes_nothing():
    app = opened("pages/count/shapes.py", what="stacks")
    app.text_input(key="stack1").set_value("3s2 3 " * 30).run()
    assert not app.exception
    (error,) = app.error
    assert "stack 1 has 180 characters, but may have 120 at most" in error.value
    assert app.text_input(key="stack1").value == app.query_params["stack1"] == "31"
    assert len(shown_tables(app)) == 1
    app.text_input(key="stack1").set_value("3 3").run()
    assert not app.error
    app.text_input(key="stack1").set_value("3s2 3 " * 30).run()
    app.button(key="_stacks-MobileNet").click().run()
    assert not app.error


@pytest.mark.parametrize(
    ("stack", "said"),
    [
        ("3n1000", "the number of layers in 3n1000 is 1000, but must be from 1 to 64."),
        ("3n65", "the number of layers in 3n65 is 65, but must be from 1 to 64."),
        ("3s1000", "the stride in 3s1000 is 1000, but must be from 1 to 999."),
        ("1000", "the kernel in 1000 is 1000, but must be from 1 to 999."),
    ],
)
def test_a_number_of_a_stack_that_is_too_large_is_answered_with_its_limit(stack, said):
    with pytest.raises(DwconvError) as raised:
        read_stack(stack)
    assert str(raised.value) == said


def test_a_number_of_groups_that_does_not_divide_is_answered_with_filters_that_would():
    with pytest.raises(DwconvError, match="With 32 groups there are 32, 64, 96 or more output"):
        read_values("nn.Conv2d(32, 48, 3, groups=32)", defaults(), "shapes")


@pytest.mark.parametrize(("down", "across"), [(2, 1), (1, 2), (2, 2)])
def test_a_recipe_with_two_strides_says_that_tensorflow_may_refuse_them(down, across):
    layer = {"h": 11, "w": 10, "c": 2, "m": 2, "sh": down, "sw": across}
    app = opened("pages/count/shapes.py", what="pytorch", **layer)
    said = [each.value for each in app.info if "only supports equal length strides" in each.value]
    assert len(said) == (down != across)
    assert all("tf.reshape(w, (3, 3, 1, 4))" in each for each in said)


def test_the_layer_in_one_dimension_has_the_batch_and_the_format_of_the_other():
    app = opened("pages/count/shapes.py", h=9, w=8, c=3, m=2, kw=2, batch=8, fmt="nchw")
    (text,) = [each.value for each in app.markdown if "**1-D**" in each.value]
    assert "input `(8, 3, 1, 8)` with the filter `(1, 2, 3, 2)`" in " ".join(text.split())


def test_the_view_time_says_that_it_times_channels_last():
    for fmt, count in (("nchw", 1), ("nhwc", 0)):
        app = opened("pages/count/cost.py", c=3, fmt=fmt, view="time")
        said = [each for each in app.markdown if "timed as NHWC" in each.value]
        assert len(said) == count


def test_the_picture_of_one_layer_is_called_a_picture_of_one():
    app = opened("pages/count/shapes.py", what="stacks", stack1="31", stack2="3n2", stack3="")
    said = [json.loads(each.proto.json)["words"] for each in components(app)]
    assert said[0].startswith("One output value of 1 layer sees 31 pixels")
    assert said[1].startswith("One output value of 2 layers sees 5 pixels")


def test_the_lines_of_the_transposed_layer_stand_on_shapes_as_a_question_says():
    app = opened("pages/count/shapes.py", h=8, w=8, c=3, sh=2, sw=2)
    (code,) = app.code
    assert "tf.nn.depthwise_conv2d_backprop_input((1, 8, 8, 3), w, y," in code.value
    assert any("Keras has `Conv3D(C*M, kernel, groups=C)`" in each.value for each in app.markdown)


def test_the_same_of_tensorflow_stands_beside_the_padding_of_pytorch():
    app = opened("pages/count/shapes.py", what="pytorch", h=8, w=8, c=3, sh=2, sw=2, pp=1)
    assert "although both outputs are 4×4" in app.info[0].value
    assert any("begins 1 pixel earlier in PyTorch" in each.value for each in app.markdown)
    assert [json.loads(each.proto.json)["room"] for each in components(app)] == [[1, 1]] * 2
    assert "F.pad(x, (0, 1, 0, 1))" in app.code[0].value
    change(app, h=9, w=9)  # the odd size pads evenly
    assert "Both give the same output here" in app.success[0].value
    app.number_input(key="pp").set_value(0).run()
    assert "5×5, PyTorch's 4×4" in app.info[0].value


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (
            dict(h=9, w=9, pp=2),
            ["both outputs are 5×5. With the", "formula both outputs would be the same"],
        ),
        (
            dict(h=37, w=37, kh=5, kw=5, dh=4, dw=4, pp=8),
            ["output is 17×17, PyTorch's 19×19", "formula both outputs would be the same"],
        ),
    ],
)
def test_where_tensorflow_leaves_the_formula_the_verdict_is_about_what_it_returns(layer, said):
    layer = dict(c=2, m=1, sh=2, sw=2, dh=2, dw=2) | layer
    app = opened("pages/count/shapes.py", what="pytorch", **layer)
    assert not app.success
    assert all(part in app.info[0].value for part in said), app.info[0].value
    assert "y = y[:, ::2, ::2]" in app.code[1].value
