"""The Cost page: every view by the conventions chosen, and the times once they are measured."""

import json

import pytest

from dwconv import ConvSpec, costs
from dwconv.costs.curves import curve
from dwconv.costs.layer import KINDS, count_costs
from dwconv.costs.roofline import LAYERS, roofline_points
from dwconv.costs.times_in_words import describe_times, spread
from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui import cached
from dwconv.ui.page_table import PAGES
from dwconv.ui.pages.cost import timing
from dwconv.ui.pages.cost.curves import _amount
from dwconv.ui.pages.cost.words import convention
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.presets import preset
from dwconv.ui.parameters.table import choice_row
from tests.pages.app import heard, load_example, opened, sentences, shown_tables
from tests.pages.test_tensorflow import answered, texts

PAGE = "pages/count/cost.py"
LAYER = dict(h=8, w=8, c=4, kh=3, kw=3, m=2, pad="same", n=8)
SPEC = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")


def charts(app):
    """The data of each chart, row by row."""
    return [
        [row for part in parts(each) for row in part["data"]["values"]]
        for each in app.get("vega_lite_chart")
    ]


def parts(chart):
    """The parts of a chart: each has data of its own, and layers that are drawn of it."""
    return json.loads(chart.proto.spec)["layer"]


def layers(chart):
    """All layers of a chart."""
    return [layer for part in parts(chart) for layer in part["layer"]]


@pytest.mark.parametrize("view", choice_row("view").options)
@pytest.mark.parametrize("conventions", [{}, {"bias": 1}, {"real": 1}, {"bias": 1, "real": 1}])
def test_every_view_opens_from_a_link_with_its_switches(view, conventions):
    app = opened(PAGE, **LAYER, view=view, **conventions)
    assert sentences(app) == []
    assert app.segmented_control(key="view").value == view
    for name in ("bias", "real"):
        if view != "fans":  # whose numbers depend on neither
            assert app.toggle(key=name).value == bool(conventions.get(name, 0))
        assert app.query_params[name] == str(conventions.get(name, 0))


@pytest.mark.parametrize("unit", choice_row("unit").options)
def test_a_unit_names_the_conventions_that_change_its_numbers_and_no_other(unit):
    def amounts(**switches):
        point = curve("kernel", SPEC, 8, **switches)[2]
        return [_amount(point, kind, unit) for kind in KINDS]

    plain = amounts()
    assert (amounts(real=True) != plain) == ("padding" in convention(False, False, unit))
    assert (amounts(bias=True) != plain) == ("bias" in convention(False, False, unit))


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("real", [False, True])
def test_the_switches_change_what_is_counted(bias, real):
    app = opened(PAGE, **LAYER)
    app.toggle(key="bias").set_value(bias).run()
    app.toggle(key="real").set_value(real).run()
    assert not app.exception
    expected = count_costs(SPEC, 8, bias=bias, real=real)
    assert [each.value for each in app.metric] == [
        f"{expected[kind].macs:,} MACs" for kind in KINDS
    ]
    written = " ".join(each.value for each in app.markdown)
    for kind in KINDS:
        for number in (expected[kind].macs, expected[kind].flops, expected[kind].params):
            said = f"{number:,}".replace(",", "{,}")
            assert rf"\mathbf{{{said}}}" in written
    # the heading says that a MAC is two FLOPs; the letters of the columns are not the same with a bias
    assert written.count(r"2\cdot \text{MACs}") == (len(KINDS) if bias else 0)
    words = "not counted" if real else "counted"
    assert any(f"Taps on padding are {words}." in each.value for each in app.caption)
    assert app.query_params["bias"] == str(int(bias))
    shown = [each.value for each in app.main if each.type in ("caption", "markdown")]
    key, formula = (
        next(at for at, text in enumerate(shown) if part in text)
        for part in ("$N$ =", "multiply-accumulates  \n")
    )
    assert key < formula  # what the letters mean, before the letters


def test_a_screen_reader_hears_what_a_control_changes_and_nothing_else():
    app = opened(PAGE, **LAYER)
    before = heard(app)
    app.toggle(key="bias").set_value(True).run()
    cost = count_costs(SPEC, 8, bias=True)
    assert set(heard(app)) - set(before) == {
        "Taps on padding are counted. Each layer has a bias",
        *(
            f"{kind}: MACs {cost[kind].macs:,}, FLOPs {cost[kind].flops:,}, "
            f"parameters {cost[kind].params:,}, bytes {cost[kind].bytes:,}"
            for kind in KINDS
        ),
    }
    before = heard(app)
    app.segmented_control(key="view").set_value("tools").run()
    assert set(heard(app)) - set(before) == {"Other tools", heard(app)[-1]}
    assert heard(app)[-1].startswith("This page counts for the depthwise layer: 4,608 MACs")


def test_the_fans_of_the_layer_and_of_the_frameworks_are_in_a_view_of_their_own():
    app = opened(PAGE, h=6, w=6, c=3, kh=3, kw=3, m=2, view="fans")
    table = shown_tables(app)[0].set_index("counted by")
    # 9 taps, times 3 channels, times 2 filters, times both: counted by hand
    assert table["fan-in"].tolist() == ["9", "27", "9"]
    assert table["fan-out"].tolist() == ["18", "18", "54"]
    assert heard(app)[-2:] == ["Keras: fan-in 27, fan-out 18", "PyTorch: fan-in 9, fan-out 54"]
    # neither N nor a bias changes anything here
    assert not [each.key for each in app.main.number_input] + [each.key for each in app.main.toggle]
    assert not any("filters: N" in words or "bias" in words for words in heard(app))


def test_how_many_times_fewer_is_shown_below_the_macs():
    """4,608 is a quarter of 18,432; 8,704 is 17/36 of it."""
    app = opened(PAGE, **LAYER)
    assert [each.delta for each in app.metric] == [
        "standard takes 4 times as many",
        "the layer to compare with",
        "standard takes 2.12 times as many",
    ]
    assert not any("all three make" in each.value for each in app.caption)


def test_layers_with_fewer_outputs_say_so_where_they_are_compared():
    """C M = 6 outputs against N = 9."""
    app = opened(PAGE, **(LAYER | {"c": 3, "n": 9}))
    assert [each.label for each in app.metric] == [
        "Depthwise, 6 output channels",
        "Standard, 9 output channels",
        "Separable, 9 output channels",
    ]
    assert app.metric[0].delta == ("standard takes 4.5 times as many, for 9 output channels, not 6")
    assert any("With N = 6 all three make 6 output channels." in each.value for each in app.caption)


def test_a_layer_of_one_channel_is_not_called_cheaper():
    """The worked example: 24, 96 and 120 MACs, for 2, 8 and 8 outputs."""
    app = opened(PAGE, h=3, w=3, c=1, kh=2, kw=1, m=2, n=8)
    assert [each.delta for each in app.metric] == [
        "standard takes 4 times as many, for 8 output channels, not 2",
        "the layer to compare with",
        "1.25 times as many as standard",
    ]


def test_a_bare_page_opens_on_layers_with_the_same_number_of_outputs():
    app = opened(PAGE, **write_link(preset(PAGES["cost"].start), "cost"))
    assert [each.delta for each in app.metric] == [
        "standard takes 3 times as many",
        "the layer to compare with",
        "standard takes 1.8 times as many",
    ]


@pytest.mark.parametrize("bias", [0, 1])
def test_the_tools_figures_are_in_the_table_and_the_profiler_confirms_its_own(bias):
    app = answered(opened(PAGE, **LAYER, view="tools", bias=bias))
    table = shown_tables(app)[0].set_index("tool")
    with_bias = {"torchinfo": "5,120", "ptflops": "5,120", "TensorFlow's profiler": "9,728"}
    plain = {"torchinfo": "4,608", "ptflops": "4,608", "TensorFlow's profiler": "9,216"}
    for tool, figure in (with_bias if bias else plain).items():
        assert table.loc[tool, "depthwise"] == figure
    assert table.loc["fvcore"].tolist()[:2] == ["4,608", "18,432"]
    assert table.loc["XLA's cost analysis", "depthwise"] == ("8,256" if bias else "7,744")
    measured = next(each for each in texts(app) if "just now" in each)
    assert ("9,728 (depthwise)" if bias else "9,216 (depthwise)") in measured
    assert "green-badge" in measured


def test_each_tools_rule_is_shown_beside_its_numbers():
    app = opened(PAGE, **LAYER, view="tools")
    table = shown_tables(app)[0].set_index("tool")
    assert list(table) == ["depthwise", "standard", "what it counts"]
    assert table.loc["XLA's cost analysis", "what it counts"] == (
        "flops: 2 for a MAC, 1 for a bias, 0 for taps on padding"
    )
    assert table.loc["fvcore", "what it counts"] == "flops: 1 for a MAC, 0 for a bias"


def test_the_tools_that_print_the_pages_numbers_are_named():
    app = opened(PAGE, **LAYER, view="tools", real=1)
    (said,) = (each for each in texts(app) if each.startswith("This page counts"))
    assert "**3,872 MACs**: printed by none of these tools." in said
    assert "**7,744 FLOPs**: printed by XLA's cost analysis." in said


def test_the_reason_is_shown_where_the_profiler_counts_something_else():
    app = answered(opened(PAGE, **(LAYER | {"h": 9, "dh": 2, "dw": 2}), view="tools"))
    assert any("orange-badge" in each and "just now" in each for each in texts(app))
    assert any("cuts the input into blocks" in each for each in texts(app))


@pytest.mark.parametrize("vary", choice_row("vary").options)
@pytest.mark.parametrize("unit", choice_row("unit").options)
def test_a_curve_draws_the_costs_and_marks_the_layer(vary, unit):
    app = opened(PAGE, **LAYER, view="curves", vary=vary, unit=unit)
    (chart,) = charts(app)
    drawn = {(row["kind"], row["label"]): row for row in chart if "kind" in row}
    points = curve(vary, SPEC, 8)
    assert len(drawn) == 3 * len(points)
    for point in points:
        for kind in KINDS:
            each = point.cost[kind]
            amount = {
                "intensity": each.macs / each.bytes,
                "share": each.macs / point.cost["standard"].macs,
            }.get(unit, getattr(each, unit, None))
            row = drawn[kind, point.label]
            assert row["amount"] == pytest.approx(amount)
            assert row["current"] == point.current
            assert row[kind]  # what the pointer is told


def test_a_curve_has_its_table_and_its_words():
    app = opened(PAGE, **LAYER, view="curves", vary="filters")
    table = shown_tables(app)[0]
    assert table["filters N"].tolist()[-1] == "N = 1024"
    assert table["standard"].tolist()[-1] == f"{64 * 4 * 1024 * 9:,}"
    said = " ".join(texts(app))
    assert "N = 8: depthwise 4,608, standard 18,432, separable 8,704." in said
    assert "From N = 1 to N = 1024: depthwise stays the same, standard 1,024 times as large" in said
    assert "fewer MACs than standard from **N = 3** on" in said


def test_a_layer_whose_separable_form_never_has_fewer_macs_says_so():
    app = opened(PAGE, **(LAYER | {"kh": 1, "kw": 1}), view="curves", unit="share")
    (said,) = [each for each in texts(app) if each.startswith("Separable never has fewer MACs")]
    assert said.endswith("but a window of this layer has no more taps than $M$ = 2.")
    # 9 taps, and 4 of them on the input
    small = LAYER | {"h": 2, "w": 2, "m": 4}
    app = opened(PAGE, **small, view="curves", unit="share", real=1)
    (said,) = [each for each in texts(app) if each.startswith("Separable never has fewer MACs")]
    assert said.endswith("a window of this layer has no more taps on the input than $M$ = 4.")


@pytest.mark.parametrize("vary", choice_row("vary").options)
@pytest.mark.parametrize("unit", choice_row("unit").options)
def test_the_words_about_the_axes_are_true_of_the_chart(vary, unit):
    app = opened(PAGE, **(LAYER | {"c": 8, "m": 1, "n": 16}), view="curves", vary=vary, unit=unit)
    (chart,) = app.get("vega_lite_chart")
    drawn = layers(chart)
    x, y = (
        next(each["encoding"][axis] for each in drawn if axis in each["encoding"])
        .get("scale", {})
        .get("type")
        for axis in "xy"
    )
    (said,) = (each for each in texts(app) if "The dashed line and" in each)
    assert ("Both axes are logarithmic." in said) == (x == y == "log")
    assert ("horizontal axis is logarithmic" in said) == (x == "log" and y != "log")
    assert ("The vertical axis is logarithmic." in said) == (x != "log" and y == "log")
    assert ("square root" in said) == (x == "sqrt")


def test_labels_stand_at_their_grid_lines_and_the_legend_has_the_colour_of_text():
    (chart,) = opened(PAGE, **LAYER, view="curves").get("vega_lite_chart")
    config = json.loads(chart.proto.spec)["config"]
    assert config["axis"]["labelBound"] is config["axis"]["labelFlush"] is False
    assert config["legend"]["labelColor"] == THEMES["light"]["--st-text-color"]


@pytest.mark.parametrize(
    ("view", "about"),
    [("curves", "MACs of the three layers against "), ("time", "Shares of the standard layer. ")],
)
def test_of_a_chart_one_description_is_heard_which_its_buttons_do_not_repeat(view, about):
    (chart,) = opened(PAGE, **LAYER, view=view).get("vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    assert spec["description"].startswith(about)
    assert not chart.proto.alt
    assert spec["config"]["aria"] is False
    assert all(each["mark"]["aria"] is False for each in layers(chart))


@pytest.mark.parametrize(("filters", "logarithmic"), [(16, True), (1, False)])
def test_lines_that_would_touch_get_a_logarithmic_axis(filters, logarithmic):
    """One channel, M = 4: with N = 1 depthwise has more MACs than standard, and stands apart."""
    layer = dict(h=8, w=8, c=8, kh=3, kw=3, m=1, pad="same", n=16)
    layer |= {} if filters == 16 else {"c": 1, "m": 4, "n": 1, "kh": 7, "kw": 7}
    app = opened(PAGE, **layer, view="curves", vary="kernel")
    assert any("The vertical axis is logarithmic" in each for each in texts(app)) == logarithmic


@pytest.mark.parametrize(("unit", "reason"), [("macs", True), ("bytes", True), ("params", False)])
def test_a_curve_along_which_the_output_shrinks_says_so(unit, reason):
    layer = LAYER | {"pad": "valid"}
    (said,) = (
        each
        for each in texts(opened(PAGE, **layer, view="curves", unit=unit))
        if "Along the curves" in each
    )
    assert "the output goes from 8×8 (at 1×1) to 2×2 (at 7×7)" in said
    assert ("there can be fewer" in said) == reason
    same = texts(opened(PAGE, **LAYER, view="curves", unit=unit))
    assert not any("Along the curves" in each for each in same)


@pytest.mark.parametrize("vary", choice_row("vary").options)
@pytest.mark.parametrize("unit", choice_row("unit").options)
def test_the_n_from_which_separable_has_fewer_macs_is_shown_only_for_macs(vary, unit):
    app = opened(PAGE, **LAYER, view="curves", vary=vary, unit=unit)
    said = any("has fewer MACs than standard" in each for each in texts(app))
    assert said == (unit == "share" or (unit == "macs" and vary == "filters"))


def test_a_timed_layer_of_mobilenet_is_named_where_the_labs_layer_stands():
    """The lab's layer stands above and in the sidebar, and counts for nothing here."""
    app = opened(PAGE, **LAYER, view="time", timed="14x14x512")
    assert any(
        each.startswith("`(1, 14, 14, 512) ∗ (3, 3, 512, 1) → (1, 14, 14, 512)` kernel 3×3")
        and each.endswith("N\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}512")
        for each in texts(app)
    )
    (field,) = (each for each in app.number_input if each.label == "filters N")
    assert (field.value, field.disabled) == (512, True)
    assert any("MobileNetV1's 14×14×512 instead" in each for each in texts(app))
    assert any("These controls do not change it" in each.value for each in app.sidebar.caption)
    app.segmented_control(key="timed").set_value("this").run()
    (field,) = (each for each in app.number_input if each.label == "filters N")
    assert (field.value, field.disabled) == (8, False)
    assert any(each.startswith("`(1, 8, 8, 4) ∗ (3, 3, 4, 2)") for each in texts(app))
    assert not any("MobileNetV1's 14×14×512 instead" in each for each in texts(app))
    assert not any("These controls do not change" in each.value for each in app.sidebar.caption)


def test_where_the_depthwise_op_computes_something_else_the_page_says_what_is_timed():
    app = opened(PAGE, **(LAYER | {"pad": "valid", "sh": 2, "sw": 2, "dh": 2}), view="time")
    (said,) = (each.value for each in app.info if "computes something else" in each.value)
    assert "tf.nn.conv2d with one group for each channel is timed in its place" in said


def test_nothing_is_measured_before_a_click():
    asked = len(cached.measurement._kept)
    app = opened(PAGE, **LAYER, view="time", timed="14x14x512")
    assert len(cached.measurement._kept) == asked
    (bars,) = charts(app)
    cost = costs(*LAYERS["14x14x512"])
    share = cost["depthwise"].bytes / cost["standard"].bytes
    (drawn,) = (row for row in bars if row.get("measure") == "bytes" and row["kind"] == "depthwise")
    assert drawn["share"] == pytest.approx(share)
    # On a phone the words at the end of each bar take nearly half of the chart.
    (chart,) = app.get("vega_lite_chart")
    (wide,) = {
        tuple(each["encoding"]["x"]["scale"]["domain"])
        for each in layers(chart)
        if each["mark"]["type"] == "bar"
    }
    assert wide[1] >= 1.8 * max(row["share"] for row in bars if "measure" in row)


def test_a_click_measures_and_the_sentence_follows():
    app = opened(PAGE, **LAYER, view="time", timed="14x14x512")
    (button,) = (each for each in app.button if each.label == "Measure the time")
    button.click().run()
    answered(app)
    question = app.session_state[timing._ASKED]
    assert question[:2] == LAYERS["14x14x512"]
    measured = cached.measurement(*question).result(timeout=0)
    (said,) = (each for each in texts(app) if each.startswith("- Depthwise does"))
    assert said.splitlines() == [
        f"- {sentence}"
        for sentence in describe_times(roofline_points(measured, *LAYERS["14x14x512"]))
    ]
    (caption,) = (each for each in texts(app) if each.startswith("Measured on this server at "))
    for kind, timed in measured.timings.items():
        assert f"{kind} {spread(timed.middle_half)}, {timed.repetitions} calls" in caption
    drawn = {
        row["kind"]: row
        for chart in charts(app)
        for row in chart
        if "rate" in row and "kind" in row
    }
    assert drawn.keys() == {"depthwise", "standard", "pointwise"}
    # The theme's shades go by this order: a kind of layer has the same one on every chart.
    coloured = [
        each["encoding"]["color"]
        for chart in app.get("vega_lite_chart")
        for each in layers(chart)
        if "color" in each["encoding"]
    ]
    orders = {tuple(each["scale"]["domain"]) for each in coloured}
    assert orders == {KINDS, ("depthwise", "standard", "pointwise")}
    assert [each.label for each in app.button if each.label.startswith("Measure")] == [
        "Measure again"
    ]


def test_another_layer_is_not_shown_what_was_measured_for_this_one():
    app = opened(PAGE, **LAYER, view="time")
    next(each for each in app.button if each.label == "Measure the time").click().run()
    answered(app)
    assert any(each.label == "Measure again" for each in app.button)
    app.number_input(key="n").set_value(9).run()
    assert any(each.label == "Measure the time" for each in app.button)
    assert not any(each.startswith("Measured on this server") for each in texts(app))


def test_an_example_changes_the_layer_and_not_the_view():
    app = opened(PAGE, **LAYER, view="curves", vary="filters", bias=1)
    load_example(app, "Lost row")
    assert app.query_params["h"] == "6"
    assert app.segmented_control(key="view").value == "curves"
    assert (app.query_params["vary"], app.query_params["bias"]) == ("filters", "1")


@pytest.mark.parametrize("view", choice_row("view").options)
def test_a_layer_that_sees_only_padding_breaks_nothing(view):
    """One pixel that no window meets: no MAC is real, and so there is no share."""
    least = dict(h=1, w=1, c=1, kh=1, kw=1, m=1, sh=3, sw=3, pad="explicit", pt=8, pb=0, pl=0, pr=0)
    for vary in choice_row("vary").options:
        opened(PAGE, **least, view=view, real=1, vary=vary, unit="share")


def test_the_words_about_fan_out_hold_with_a_stride():
    said = {
        stride: next(each.value for each in app.caption if "Fan-out" in each.value)
        for stride in (1, 2)
        for app in [opened("pages/count/cost.py", sh=stride, sw=stride, c=1, view="fans")]
    }
    assert "with stride 1, KH · KW · M. An" in said[1]
    assert "on average KH · KW · M / (2 · 2) = 2.25" in said[2]
