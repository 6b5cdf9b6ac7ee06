"""The TensorFlow page once TensorFlow has answered."""

import json
import re

import numpy as np
import pytest

from dwconv import costs
from dwconv.engine.depthwise import depthwise
from dwconv.files.tensors import write_npz
from dwconv.reference import ask_tensorflow, known_faults
from dwconv.ui import cached, session
from dwconv.ui.pages import tensorflow as tensorflow_page
from dwconv.ui.parameters.layer_values import make_operands, make_spec, values_of
from dwconv.ui.parameters.links import read_link, write_link
from dwconv.ui.parameters.table import defaults
from tests.pages.app import (
    agreements,
    answered,
    components,
    controls_element,
    heard,
    opened,
    seen,
    sentences,
    shown_tables,
    top,
)

PAGE = "pages/check/tensorflow.py"
LAYER = dict(h=8, w=8, c=4, kh=3, kw=3, m=2, pad="same")
SOURCES = {"input": known_faults.INPUT, "kernel": known_faults.KERNEL}


def texts(app):
    """What stands on the page, as it is seen: without Markdown's backslashes."""
    return [re.sub(r"\\([\W_])", r"\1", seen(each.value)) for each in (*app.markdown, *app.caption)]


def badges(app):
    return [each for each in texts(app) if "-badge[" in each]


def in_lab(case):
    """The parameters of a link that opens a case, in the lab too if the lab can express it."""
    if case.spec is None:
        return {"case": case.key}
    values = defaults() | values_of(case.spec) | SOURCES
    return write_link(values, "tensorflow") | {"case": case.key}


@pytest.mark.parametrize("case", known_faults.cases(), ids=lambda case: case.key)
def test_a_link_runs_a_case_of_the_gallery_and_says_what_came_of_it(case):
    app = opened(PAGE, **in_lab(case))
    if case.crashes:  # only a click runs it, elsewhere
        assert tensorflow_page._NUMBER not in app.session_state
        (button,) = [each for each in app.button if each.label == "Run it"]
        button.click().run()
    answered(app)
    assert sentences(app) == []
    outcome = cached.outcome(*app.session_state[tensorflow_page._NUMBER]).result(timeout=0)
    assert outcome.case is case
    (said,) = (each for each in badges(app) if outcome.verdict in each)
    assert said.startswith(f"{outcome.theirs}  \n{outcome.ours}  \n")
    assert f":{'green' if outcome.right else 'red'}-badge[{outcome.verdict}]" in said
    why, what_to_do, remedy = outcome.explanation.partition(known_faults.WHAT_TO_DO)
    assert (f"**Why.** {why.strip()}" in texts(app)) == bool(outcome.explanation)
    assert (f"**{what_to_do.strip()}** {remedy}" in texts(app)) == bool(remedy)
    assert app.query_params["case"] == case.key
    assert ask_tensorflow.status().restarts == 0
    holds = any(each.startswith("Your layer is this case now") for each in texts(app))
    assert holds == (case.spec is not None)
    if case.spec is not None:
        assert app.session_state[session.LAB].spec == case.spec


def test_a_click_runs_a_case_and_the_visitors_layer_stays_until_it_is_to_be_loaded():
    app = opened(PAGE, **LAYER)
    own = app.session_state[session.LAB].spec
    assert controls_element(app) is not None
    app.segmented_control(key=tensorflow_page._VIEW).set_value(tensorflow_page._GALLERY).run()
    for key in ("dilation-stride-numbers", next(c.key for c in known_faults.cases() if not c.spec)):
        case = known_faults.find_case(key)
        app.segmented_control(key=tensorflow_page._GROUP).set_value(case.group).run()
        app.button(key=f"case-{key}").click().run()
        answered(app)
        assert app.query_params["case"] == key
        assert app.session_state[session.LAB].spec == own
        # headline and side belong to the case
        assert f"{case.call.input.shape} ∗ {case.call.filter.shape}" in top(app)
        assert controls_element(app) is None
        assert str(own.input_shape) in app.sidebar.caption[0].value
    app.segmented_control(key=tensorflow_page._VIEW).set_value(tensorflow_page._OWN).run()
    assert "case" not in app.query_params
    assert controls_element(app) is not None
    assert f"{own.input_shape} ∗ {own.filter_shape}" in top(app)


def test_a_case_becomes_the_visitors_layer_at_a_click_that_says_so():
    case = known_faults.find_case("dilation-stride-numbers")
    app = answered(opened(PAGE, **LAYER, case=case.key))
    (button,) = [each for each in app.button if each.label == "Load this case as your layer"]
    button.click().run()
    answered(app)
    assert app.session_state[session.LAB].spec == case.spec
    assert any(each.startswith("Your layer is this case now") for each in texts(app))


def test_the_gallery_says_which_faults_the_installed_version_has():
    app = opened(PAGE, **LAYER)
    app.segmented_control(key=tensorflow_page._VIEW).set_value(tensorflow_page._GALLERY).run()
    answered(app)
    found = cached.faults_now().result(timeout=0)
    assert any(f"{found.still_wrong} are still so" in each for each in texts(app))
    (column,) = [name for name in shown_tables(app)[0] if name.startswith("TensorFlow ")]
    said = shown_tables(app)[0][column].tolist()
    assert [each.startswith("Not here") for each in said] == [each.right for each in found.results]


def test_the_first_case_of_a_kind_is_open_and_a_choice_of_a_kind_is_in_the_address():
    app = opened(PAGE, **LAYER)
    app.segmented_control(key=tensorflow_page._VIEW).set_value(tensorflow_page._GALLERY).run()
    first = {group: case for case in reversed(known_faults.cases()) for group in [case.group]}
    assert f"## {first['wrong numbers'].title}" in texts(answered(app))
    assert "case" not in app.query_params
    app.segmented_control(key=tensorflow_page._GROUP).set_value("crashes").run()
    assert f"## {first['crashes'].title}" in texts(app)
    assert app.query_params["case"] == first["crashes"].key


def test_a_case_that_does_something_else_here_says_why_it_stands_in_its_group():
    for key in ("dilation-stride-numbers", "one-wide", "nan-over-padding"):
        app = answered(opened(PAGE, case=key))
        outcome = cached.outcome(key, app.session_state[tensorflow_page._NUMBER][1]).result(0)
        said = any(each.startswith("This case stands under “wrong numbers”") for each in texts(app))
        assert said == (outcome.kind != "wrong numbers")


def test_an_unknown_case_gets_a_sentence():
    app = opened(PAGE, case="nowhere")
    (said,) = sentences(app)
    assert "nowhere" in said
    assert "must be one of" in said
    answered(app)


@pytest.mark.parametrize(
    ("op", "ask"),
    [
        (tensorflow_page.DEPTHWISE, cached.verdict),
        (tensorflow_page.STANDARD, cached.standard_verdict),
    ],
)
def test_both_ops_are_compared_on_the_numbers_of_the_lab(op, ask):
    app = opened(PAGE, **LAYER)
    assert app.segmented_control(key="op").value == "depthwise_conv2d"
    if op != tensorflow_page.DEPTHWISE:
        app.segmented_control(key="op").set_value("conv2d").run()
    answered(app)
    verdict = ask(app.session_state[session.LAB]).result(timeout=0)
    assert verdict.kind == "agrees"
    count = verdict.asked.output.size
    heard = f"with all {count} values"
    assert agreements(app) == [f"TensorFlow agrees\n{verdict.details}\n{heard}"]
    depth = {tensorflow_page.DEPTHWISE: 8, tensorflow_page.STANDARD: 2}[op]
    theirs, ours = json.loads(components(app)[-1].proto.json)["planes"]
    assert verdict.asked.output.shape == (1, 8, 8, depth)
    assert theirs["title"] == f"{op}, output channel 0"
    assert ours["title"] == "this lab, output channel 0"
    assert theirs["rows"] == ours["rows"]
    assert "**Difference:** 0 everywhere in this channel." in texts(app)
    assert not app.code  # closed, it is not written
    app.session_state["call-code"] = True
    answered(app.run())
    assert any(f"{op}(" in each.value for each in app.code)


def test_a_link_opens_the_op_channel_and_bias_that_it_names():
    app = opened(PAGE, **LAYER, op="conv2d", oc=1, bias=1)
    answered(app)
    assert app.segmented_control(key="op").value == "conv2d"
    assert app.number_input(key="oc").value == 1
    assert app.toggle(key="bias").value
    app.segmented_control(key="op").set_value("depthwise_conv2d").run()
    answered(app)
    app.number_input(key="oc").set_value(7).run()
    assert (app.query_params["op"], app.query_params["oc"]) == ("depthwise_conv2d", "7")


@pytest.mark.parametrize("bias", [False, True])
def test_tensorflows_profiler_counts_what_we_count(bias):
    app = opened(PAGE, **LAYER)
    app.toggle(key="bias").set_value(bias).run()
    table = shown_tables(answered(app))[0]
    cost = costs(make_spec(defaults() | LAYER), bias=bias)
    ours = [f"{cost[kind].flops:,}" for kind in ("depthwise", "standard")]
    assert ours[0] == ("9,728" if bias else "9,216")
    assert table["TensorFlow's profiler"].tolist() == ours
    assert table["this lab, FLOPs"].tolist() == ours
    assert table["MACs"].tolist() == ["4,608", "18,432"]


def test_the_shapes_are_those_of_the_op_that_is_chosen():
    for op, channels in (("depthwise_conv2d", 6), ("conv2d", 2)):
        app = opened(PAGE, h=6, w=6, c=3, kh=3, kw=3, m=2, pad="same", op=op)
        assert f"output: batch 1, height 6, width 6, output channels {channels}" in heard(app)
        last = "channel multiplier" if op == "depthwise_conv2d" else "output channels"
        assert f"filter: kernel height 3, kernel width 3, input channels 3, {last} 2" in heard(app)


def test_an_output_of_ones_own_is_compared_and_a_mistake_is_named():
    query = {"h": 5, "w": 6, "c": 2, "kh": 3, "kw": 3, "m": 2, "seed": 7}
    app = opened(PAGE, **query)
    app.session_state["own-output-open"] = True
    app.run()
    values, _ = read_link({name: str(value) for name, value in query.items()})
    spec = make_spec(values)
    image, filter = make_operands(spec, values)

    def bring(name, data):
        chooser = app.file_uploader(key="own-output")
        chooser.set_value((name, data, "application/octet-stream")).run()
        assert not app.exception
        boxes = *app.success, *app.info, *app.warning
        return [re.sub(r"\\([\W_])", r"\1", box.value) for box in boxes]

    right = depthwise(spec, image, filter)
    assert "Your output is the layer's." in bring("mine.npz", write_npz(output=right, input=image))
    turned = depthwise(spec, image, filter[::-1, ::-1])
    assert any("turned by 180°" in said for said in bring("mine.npz", write_npz(x=turned)))
    app.number_input(key="oc").set_value(1).run()
    assert any("turned by 180°" in box.value for box in app.info)
    assert any(
        "must have a tensor named" in said for said in bring("a.npz", write_npz(x=right, y=right))
    )
    assert any("at most" in said for said in bring("a.npz", write_npz(x=np.zeros((300, 600)))))
    assert any("must be (1, 3, 4, 4)" in said for said in bring("a.npz", write_npz(x=np.zeros(3))))
