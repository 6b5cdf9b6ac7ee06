"""The Cost page: every view by the conventions chosen, and the times once they are measured."""

import re

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from dwconv import ConvSpec, costs
from dwconv.curves import KINDS, counted, curve
from dwconv.roofline import LAYERS
from dwconv.ui import cached, cost, state
from tests.pages.app import opened, sentences
from tests.pages.test_tensorflow import answered, texts

PAGE = "pages/count/cost.py"
LAYER = dict(h=8, w=8, c=4, kh=3, kw=3, m=2, pad="same", n=8)
SPEC = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")


def charts(app):
    """The data of each chart, row by row, as Streamlit sends it beside the description."""
    return [
        [
            row
            for table in each.proto.datasets
            for row in convert_arrow_bytes_to_pandas_df(table.data.data).to_dict("records")
        ]
        for each in app.get("vega_lite_chart")
    ]


@pytest.mark.parametrize("view", state.CHOICES["view"])
@pytest.mark.parametrize("conventions", [{}, {"bias": 1}, {"real": 1}, {"bias": 1, "real": 1}])
def test_every_view_opens_from_a_link_by_its_conventions(view, conventions):
    app = opened(PAGE, **LAYER, view=view, **conventions)
    assert sentences(app) == []
    assert app.segmented_control(key="view").value == view
    for name in ("bias", "real"):
        assert app.toggle(key=name).value == bool(conventions.get(name, 0))
        assert app.query_params[name] == str(conventions.get(name, 0))


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("real", [False, True])
def test_the_layer_is_counted_by_the_toggles(bias, real):
    app = opened(PAGE, **LAYER)
    app.toggle(key="bias").set_value(bias).run()
    app.toggle(key="real").set_value(real).run()
    assert not app.exception
    expected = counted(SPEC, 8, bias=bias, real=real)
    assert [each.value for each in app.metric] == [
        f"{expected[kind].macs:,} MACs" for kind in KINDS
    ]
    written = " ".join(each.value for each in app.markdown)
    for kind in KINDS:
        for number in (expected[kind].macs, expected[kind].flops, expected[kind].params):
            said = f"{number:,}".replace(",", r"\,")
            assert rf"\mathbf{{{said}}}" in written
    words = "left out" if real else "counted"
    assert any(f"taps on padding {words}" in each.value for each in app.caption)
    assert app.query_params["bias"] == str(int(bias))


def test_how_much_cheaper_stands_beside_the_macs():
    """4,608 is a quarter of 18,432; 8,704 is 17/36 of it."""
    app = opened(PAGE, **LAYER)
    assert [each.delta for each in app.metric] == [
        "4 times fewer than standard",
        "what is compared with",
        "2.12 times fewer than standard",
    ]


@pytest.mark.parametrize("bias", [0, 1])
def test_the_tools_figures_are_in_the_table_and_the_profiler_confirms_its_own(bias):
    app = answered(opened(PAGE, **LAYER, view="tools", bias=bias))
    table = app.table[0].value.set_index("tool")
    with_bias = {"torchinfo": "5,120", "ptflops": "5,120", "TensorFlow's profiler": "9,728"}
    plain = {"torchinfo": "4,608", "ptflops": "4,608", "TensorFlow's profiler": "9,216"}
    for tool, figure in (with_bias if bias else plain).items():
        assert table.loc[tool, "depthwise"] == figure
    assert table.loc["fvcore"].tolist()[:2] == ["4,608", "18,432"]
    assert table.loc["XLA's cost analysis", "depthwise"] == ("8,256" if bias else "7,744")
    measured = next(each for each in texts(app) if "just now" in each)
    assert ("9,728 (depthwise)" if bias else "9,216 (depthwise)") in measured
    assert "green-badge" in measured


def test_who_prints_the_pages_own_numbers_is_said():
    app = opened(PAGE, **LAYER, view="tools", real=1)
    (said,) = (each for each in texts(app) if each.startswith("This page says"))
    assert "**3,872 MACs**, which none of them prints" in said
    assert "**7,744 FLOPs**, printed by XLA's cost analysis" in said


def test_where_the_profiler_counts_otherwise_the_reason_stands_there():
    app = answered(opened(PAGE, **(LAYER | {"h": 9, "dh": 2, "dw": 2}), view="tools"))
    assert any("orange-badge" in each and "just now" in each for each in texts(app))
    assert any("folds the input into blocks" in each for each in texts(app))


@pytest.mark.parametrize("vary", state.CHOICES["vary"])
@pytest.mark.parametrize("unit", state.CHOICES["unit"])
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
    table = app.dataframe[0].value
    assert table["filters N"].tolist()[-1] == "N = 1024"
    assert table["standard"].tolist()[-1] == 64 * 4 * 1024 * 9
    said = " ".join(texts(app))
    assert "N = 8: depthwise 4,608, standard 18,432, separable 8,704." in said
    assert "From N = 1 to N = 1024: depthwise stays, standard × 1,024" in said
    assert "fewer MACs than standard from **N = 3** on" in said


def test_where_separable_never_pays_it_is_said():
    app = opened(PAGE, **(LAYER | {"kh": 1, "kw": 1}), view="curves", unit="share")
    assert any(each.startswith("Separable never has fewer MACs") for each in texts(app))


def test_nothing_is_measured_before_a_click():
    asked = len(cached.measurement._kept)
    app = opened(PAGE, **LAYER, view="time", timed="14x14x512")
    assert len(cached.measurement._kept) == asked
    (bars,) = charts(app)
    cost = costs(*LAYERS["14x14x512"])
    share = cost["depthwise"].bytes / cost["standard"].bytes
    (drawn,) = (row for row in bars if row.get("measure") == "bytes" and row["kind"] == "depthwise")
    assert drawn["share"] == pytest.approx(share)


def test_a_click_measures_and_the_sentence_follows():
    app = opened(PAGE, **LAYER, view="time", timed="14x14x512")
    (button,) = (each for each in app.button if each.label == "Measure the time")
    button.click().run()
    answered(app)
    question = app.session_state[cost._ASKED]
    assert question[:2] == LAYERS["14x14x512"]
    measured = cached.measurement(*question).result(timeout=0)
    faster = measured.timings["standard"].seconds / measured.timings["depthwise"].seconds
    (said,) = (each for each in texts(app) if "512 times less work" in each)
    took = re.search(r"takes ([\d.]+)% of its time", said)
    assert took
    assert float(took.group(1)) == pytest.approx(100 / faster, rel=0.06, abs=0.5)
    assert any(each.startswith("Measured on this server at ") for each in texts(app))
    drawn = {
        row["kind"]: row
        for chart in charts(app)
        for row in chart
        if "rate" in row and "kind" in row
    }
    assert drawn.keys() == {"depthwise", "standard", "pointwise"}
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
    app.pills(key="example").select("Lost row").run()
    assert app.query_params["h"] == "6"
    assert app.segmented_control(key="view").value == "curves"
    assert (app.query_params["vary"], app.query_params["bias"]) == ("filters", "1")


@pytest.mark.parametrize("view", state.CHOICES["view"])
def test_a_layer_that_sees_only_padding_breaks_nothing(view):
    """One pixel that no window meets: no MAC is real, and so there is no share."""
    least = dict(h=1, w=1, c=1, kh=1, kw=1, m=1, sh=3, sw=3, pad="explicit", pt=8, pb=0, pl=0, pr=0)
    for vary in state.CHOICES["vary"]:
        opened(PAGE, **least, view=view, real=1, vary=vary, unit="share")
