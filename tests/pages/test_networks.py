"""The Networks page, without a browser."""

import json
from types import SimpleNamespace

import pytest

from dwconv import ConvSpec
from dwconv.networks import KINDS, NETWORKS, Kind, by_kind, network, parameters, profiled, total
from dwconv.networks.papers import printed_figures
from dwconv.ui.pages.networks.columns import KIND_NAMES
from dwconv.ui.pages.networks.layers import scaled_down, values_in_cost
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import read_link, write_link
from dwconv.ui.parameters.table import choice_row, defaults
from tests.pages.app import (
    SLIDING_WINDOW,
    components,
    controls_element,
    fields,
    heard,
    opened,
    seen,
    sentences,
    shown,
    shown_tables,
    went_to,
)

NETWORKS_PAGE = "pages/count/networks.py"
TABLES = choice_row("table").options


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def tables(app):
    """The page's scrolling tables: for each, which row is chosen, and its columns by their headings."""
    found = [json.loads(each.proto.json) for each in components(app)]
    return [
        (table["chosen"], {column["name"]: column for column in table["columns"]})
        for table in found
        if "choosable" in table
    ]


def clicked(app, row):
    """The same session after a click on a row of the table of layers; AppTest has no hand for it."""
    app.session_state["scrolling-layers-MobileNet-1.0-224"] = SimpleNamespace(at={"row": row})
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", NETWORKS)
def test_every_table_of_every_network_opens(name, table):
    app = opened(NETWORKS_PAGE, net=name, table=table)
    layers = network(name)
    assert metrics(app)["MACs"] == f"{total(layers).macs:,}"
    assert metrics(app)["FLOPs, two per MAC"] == f"{2 * total(layers).macs:,}"
    _, kinds = tables(app)[0]
    assert kinds["MACs"]["values"] == [part.macs for part in by_kind(layers).values()]
    for share in ("share of MACs", "share of kernel values"):
        assert kinds[share]["kind"] == "share"
        assert sum(kinds[share]["values"]) == pytest.approx(1)
    macs, _, view, *_ = heard(app)
    assert macs == f"{name}: {total(layers).macs:,} MACs"
    assert view == choice_row("table").options[table]


def test_the_table_has_every_layer():
    app = opened(NETWORKS_PAGE)
    chosen, rows = tables(app)[1]
    layers = network("MobileNet")
    assert chosen is None
    assert list(rows)[:3] == ["layer", "share of MACs", "MACs"]  # as many as a phone has room for
    data = json.loads(components(app)[-1].proto.json)
    depthwise = [row for row, layer in enumerate(layers) if layer.kind == "depthwise"]
    assert data["opening"] == depthwise
    assert rows["layer"]["texts"] == [layer.name for layer in layers]
    assert rows["MACs"]["texts"] == [f"{layer.macs:,}" for layer in layers]
    assert [rows[name]["texts"][3] for name in ("input", "kernel", "output")] == [
        "112×112×64",
        "3×3, stride 2",
        "56×56×64",
    ]


@pytest.mark.parametrize("reading", ["kernels", "trainable", "all"])
def test_the_label_says_which_parameters_are_counted(reading):
    app = opened(NETWORKS_PAGE, net="Xception", params=reading)
    (label,) = [label for label in metrics(app) if label.startswith("Parameters")]
    assert label.removeprefix("Parameters, ").split()[0] == reading
    assert metrics(app)[label] == f"{parameters('Xception')[reading]:,}"


def test_only_mobilenet_has_width_and_resolution():
    app = opened(NETWORKS_PAGE, alpha="0.5", rho="160")
    assert (
        metrics(app)["MACs"] == f"{total(network('MobileNet', width=0.5, resolution=160)).macs:,}"
    )
    app.selectbox(key="alpha").set_value("0.25").run()
    assert (app.query_params["alpha"], app.query_params["rho"]) == ("0.25", "160")
    app.selectbox(key="net").set_value("Xception").run()
    assert metrics(app)["MACs"] == f"{total(network('Xception')).macs:,}"
    assert {"alpha", "rho"}.isdisjoint({box.key for box in app.selectbox})
    app.selectbox(key="net").set_value("MobileNet").run()
    assert app.selectbox(key="alpha").value == "0.25"


def test_mobilenet_v2_has_widths_of_its_own():
    app = opened(NETWORKS_PAGE, net="MobileNetV2", alpha="0.35", table="profiler")
    assert metrics(app)["MACs"] == f"{total(network('MobileNetV2', width=0.35)).macs:,}"
    assert any("with width 1: these are its numbers" in each.value for each in app.caption)
    app.selectbox(key="net").set_value("MobileNet").run()
    assert sentences(app)[0].startswith("MobileNet does not come in width 0.35. Using 0.25 instead")
    assert app.selectbox(key="alpha").value == "0.25"
    assert metrics(app)["MACs"] == f"{total(network('MobileNet', width=0.25)).macs:,}"


def test_a_link_is_read_in_any_case_and_says_what_is_wrong():
    query = {"net": "mobilenetV2", "alpha": "2", "params": "most"}
    app = went_to(opened(NETWORKS_PAGE), query)
    assert sentences(app)[0].startswith(
        "alpha=2: the width multiplier must be one of 1.4, 1.3, 1.0, 0.75, 0.5, 0.35, 0.25."
    )
    assert sentences(app)[0].count("\n") == 1
    assert app.selectbox(key="net").value == "MobileNetV2"


def test_the_link_holds_what_the_page_shows_and_no_layer_of_the_lab():
    app = opened(NETWORKS_PAGE, net="EfficientNetB0", table="papers")
    assert app.query_params["net"] == "EfficientNetB0"
    assert app.query_params["table"] == "papers"
    assert "h" not in app.query_params


@pytest.mark.parametrize("name", NETWORKS)
def test_a_number_of_a_paper_says_why_it_differs(name):
    app = opened(NETWORKS_PAGE, net=name, table="papers")
    rows = shown_tables(app)[0]
    found = printed_figures(name)
    assert rows["published"].tolist() == [figure.printed.replace(" %", "%") for figure in found]
    for figure, counted, where in zip(
        found, rows["counted here"], rows["where, and why"], strict=True
    ):
        assert counted.replace("\N{NO-BREAK SPACE}", " ").startswith(figure.ours.replace(" %", "%"))
        assert figure.verdict in counted.replace("\N{NO-BREAK SPACE}", " ")
        assert where.startswith(figure.where)
        assert where.endswith(figure.why.replace(" %", "%"))
    named = " ".join(each.value for each in app.caption)
    assert all(figure.paper in named for figure in found)


def test_a_share_is_a_bar_in_every_table():
    """A full bar is the whole."""
    bars = [
        column
        for table in ("layers", "standard")
        for _, columns in tables(opened(NETWORKS_PAGE, table=table))
        for column in columns.values()
        if column["kind"] == "share"
    ]
    assert len(bars) == 7
    for bar in bars:
        assert all(0 <= value <= 1 for value in bar["values"])
        assert bar["texts"] == [f"{100 * value:.2f}%" for value in bar["values"]]


def test_the_profilers_total_is_on_the_page():
    for name in NETWORKS:
        app = opened(NETWORKS_PAGE, net=name, table="profiler")
        text = " ".join(each.value for each in app.markdown)
        assert f"The profiler's total is {sum(profiled(name).values()):,}" in text
        assert ("**Why.**" in text) == (name == "ConvNeXtTiny")


def test_a_depthwise_layer_opens_in_the_sliding_window():
    app = opened(NETWORKS_PAGE, net="MobileNet", pad="valid", input="photo")
    clicked(app, 3)
    assert tables(app)[1][0] == 3
    assert "conv_dw_2, 112 by 112 by 64, is shown scaled down to 16 by 16 by 3" in heard(app)[-1]
    said = next(seen(each.value) for each in app.markdown if "is shown" in each.value)
    assert said == (
        "`conv_dw_2`, 112×112×64, is shown scaled down to 16×16×3. Kernel 3×3, stride 2, padding "
        "(0 above, 1 below, 0 left, 1 right) and dilation 1 are the layer's own."
    )
    app.button[0].click().run()
    assert not app.exception
    _, header, arrays = shown(app)
    assert (header["input"], header["kernel"], header["stride"]) == ([16, 16], [3, 3], [2, 2])
    assert (header["pads"], header["dilation"]) == ([[0, 1], [0, 1]], [1, 1])
    assert arrays["output"].shape == (3, 1, 8, 8)
    again = {name: app.query_params[name] for name in ("h", "sh", "pad", "pt", "pb", "c")}
    assert again == {"h": "16", "sh": "2", "pad": "explicit", "pt": "0", "pb": "1", "c": "3"}
    assert sentences(app) == [said]


@pytest.mark.parametrize("row", [-1, 999, "3", True, None])
def test_a_row_that_is_not_there_is_none(row):
    app = clicked(opened(NETWORKS_PAGE, net="MobileNet"), row)
    assert tables(app)[1][0] is None


def test_a_layer_that_is_not_depthwise_cannot_be_opened():
    app = opened(NETWORKS_PAGE)
    clicked(app, 2)
    assert any("`conv_pw_1` is not depthwise" in each.value for each in app.markdown)
    assert not [each for each in app.button if each.label == "Open in the sliding window"]


def test_a_depthwise_layer_opens_in_cost_in_its_full_size_with_the_filters_of_its_pointwise_layer():
    app = clicked(opened(NETWORKS_PAGE, net="MobileNet"), 3)
    [button] = [each for each in app.button if each.label == "Open in Cost"]
    button.click().run()
    assert not app.exception
    names = "h", "w", "c", "m", "kh", "kw", "sh", "sw", "pad", "n"
    shown = [app.query_params[name] for name in names]
    assert shown == ["112", "112", "64", "1", "3", "3", "2", "2", "explicit", "128"]
    said = " ".join(each.value for each in app.warning)
    assert (
        "`conv_dw_2`, 112×112×64, is counted in its full size. N = 128, as in `conv_pw_2`" in said
    )


@pytest.mark.parametrize("name", NETWORKS)
def test_every_depthwise_layer_fits_into_the_lab_and_keeps_its_geometry(name):
    seen = set()
    for layer in network(name):
        if layer.kind != "depthwise":
            continue
        small, spec = scaled_down(layer), layer.spec
        assert isinstance(small, ConvSpec)
        kept = "kernel", "stride", "padding", "dilation", "pads"
        assert all(getattr(small, each) == getattr(spec, each) for each in kept), layer.name
        values = defaults() | values_of(small)
        assert read_link(write_link(values, "")) == (values, [])
        assert make_legal(values) == (values, [])
        counted = defaults() | values_in_cost(layer, None)
        assert read_link(write_link(counted, "cost"), "cost") == (counted, [])
        assert counted["n"] == layer.output_shape[-1]
        seen.add(small)
    assert seen


def test_every_kind_of_layer_has_a_name():
    assert tuple(KIND_NAMES) == KINDS
    kind: Kind = "grouped"
    assert KIND_NAMES[kind] == "grouped convolution"


def test_the_page_has_no_controls_of_the_lab():
    app = opened(NETWORKS_PAGE)
    assert controls_element(app) is None
    assert len(app.number_input) == 0
    app.switch_page(SLIDING_WINDOW).run()
    assert fields(app)["h"].value == 6
