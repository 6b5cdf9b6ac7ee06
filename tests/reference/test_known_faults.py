"""Tests the gallery of TensorFlow's faults: each case is run, and shows the fault that it describes."""

import re
from concurrent.futures import Future
from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, depthwise_conv2d
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.reference import ask_tensorflow, explain_difference, known_faults
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call, Run
from dwconv.reference.fault_survey import survey
from dwconv.reference.formula_output import compute_or_refuse
from dwconv.reference.inside_tensorflow import Backend
from dwconv.reference.known_faults import (
    GROUPS,
    INPUT,
    KERNEL,
    Case,
    Fault,
    cases,
    find_case,
)
from dwconv.reference.run_fault_case import Outcome, run_case
from dwconv.reference.worker_errors import (
    WorkerError,
    WorkerHung,
    WorkerJobFailed,
    WorkerUnavailable,
)
from dwconv.reference.worker_manager import Worker
from tests.processor import onednn_has_float16

# Of float16 there are two kernels: a case is wrong in oneDNN's or in TensorFlow's own.
WRONG_IN_ONEDNNS_FLOAT16 = {"float16-sum": False, "float16-right-padding": True}

CASES = {each.key: each for each in cases()}


@pytest.fixture(scope="module")
def onednn() -> bool:
    ask_tensorflow.shared_worker().submit(abs, 1).result()
    about = ask_tensorflow.status().about
    assert isinstance(about, Backend)
    return bool(about.onednn)


def test_the_cases_are_well_formed() -> None:
    assert len(CASES) == len(cases())
    groups = [each.group for each in cases()]
    assert list(dict.fromkeys(groups)) == list(GROUPS), "group by group, and none empty"
    for each in cases():
        assert re.fullmatch(r"[a-z0-9.-]+", each.key)
        for sentence in (each.what, each.why):
            assert sentence.endswith(".")
        assert find_case(each.key) is each
    with pytest.raises(DwconvError, match="case is 'none', but must be one of dilation-stride"):
        find_case("none")


@pytest.mark.parametrize("each", [each for each in cases() if each.spec], ids=lambda c: c.key)
def test_a_case_for_the_lab_is_what_the_lab_shows(each: Case) -> None:
    spec = each.spec
    assert spec is not None
    image = make_input(INPUT, spec.height, spec.width, spec.channels)
    assert (each.call.input[0] == image).all()
    kernel = make_filter(KERNEL, spec.kernel, spec.channels, spec.multiplier)
    assert (each.call.filter == kernel).all()
    output, refusal = compute_or_refuse(each.call)
    assert output is not None
    assert refusal == ""
    assert output.shape == spec.output_shape
    assert max(spec.height, spec.width) <= 64


@pytest.mark.parametrize("each", cases(), ids=lambda each: each.key)
def test_a_case_is_as_described(each: Case, onednn: bool) -> None:
    outcome = run_case(each).result()
    for sentence in (outcome.theirs, outcome.ours, outcome.verdict):
        assert re.fullmatch(r".*[^.]\.", sentence), sentence
    if each.key in ("bfloat16-amx", "one-wide") or not onednn:
        return  # depends on the processor, or on another set of kernels
    if each.key in WRONG_IN_ONEDNNS_FLOAT16:
        assert outcome.right is (WRONG_IN_ONEDNNS_FLOAT16[each.key] is not onednn_has_float16())
        if outcome.right:
            return
    assert not outcome.right, (
        "this version of TensorFlow no longer has the fault: say so in the case"
    )
    assert outcome.explanation
    output, theirs = outcome.output, outcome.run
    match each.group:
        case "crashes":
            assert theirs is None
            if each.key == "float16-right-padding":
                assert outcome.theirs == "TensorFlow ended its own process (SIGSEGV)."
                assert outcome.verdict.startswith("The formula gives numbers here, but")
            else:
                words = "TensorFlow ended its own process (SIGABRT). Its last words: Check failed"
                assert outcome.theirs.startswith(words)
        case "refuses what is legal":
            assert theirs is not None
            assert theirs.output is None
            assert output is not None
            assert "raises" in outcome.theirs
        case "silently accepts":
            assert theirs is not None
            assert theirs.output is not None
            assert output is None
            assert outcome.ours.startswith("This library refuses: ")
        case "wrong shape":
            assert theirs is not None
            assert theirs.output is not None
            assert output is not None
            assert theirs.output.shape != output.shape
        case "wrong numbers":
            assert theirs is not None
            assert theirs.output is not None
            assert output is not None
            assert theirs.output.shape == output.shape
            assert "wrong" in outcome.verdict


def shapes(key: str) -> tuple[tuple[int, ...] | None, tuple[int, ...] | None]:
    outcome = run_case(CASES[key]).result()
    assert outcome.run is not None
    theirs = outcome.run.output
    ours = outcome.output
    return None if theirs is None else theirs.shape, None if ours is None else ours.shape


def test_tensorflow_gives_the_shapes_that_were_measured(onednn: bool) -> None:
    assert shapes("dilation-stride-larger") == ((1, 20, 20, 1), (1, 18, 18, 1))
    assert shapes("dilation-stride-valid") == ((1, 4, 4, 1), (1, 3, 3, 1))
    if not onednn:
        return
    assert shapes("batch-0") == ((0, 8, 8, 1), (0, 6, 6, 2))
    assert shapes("height-0") == ((1, 0, 8, 1), (1, 0, 8, 2))
    assert shapes("kernel-too-large") == ((1, 3, 3, 1), None)
    assert shapes("five-axes") == ((2, 3, 3, 1), None)
    assert shapes("stride-1.5") == ((1, 3, 3, 1), None)
    assert shapes("padding-1.5") == ((1, 4, 3, 1), None)
    assert shapes("one-dilation") == ((1, 3, 4, 1), None)


def result(key: str) -> Outcome:
    outcome = run_case(CASES[key]).result()
    assert outcome.run is not None
    assert outcome.run.output is not None
    return outcome


def test_tensorflow_gives_the_numbers_that_the_texts_name(onednn: bool) -> None:
    one = result("dilation-stride-1x1")
    assert one.run.output[0, :, 0, 0].tolist() == [1 + 8 * row for row in (0, 1, 4, 5)]  # type: ignore
    assert one.output[0, :, 0, 0].tolist() == [1 + 8 * row for row in (0, 2, 4, 6)]  # type: ignore
    if not onednn:
        return
    if not onednn_has_float16():
        assert result("float16-sum").run.output.item() == 2048  # type: ignore[union-attr]
        assert result("float16-sum").output.item() == 2056  # type: ignore[union-attr]
    half = CASES["float16-sum"].call
    standard = Call("conv2d", half.input, half.filter, half.strides, half.padding)
    assert run(standard).result().output.item() == 2056  # type: ignore[union-attr]

    hole = result("nan-over-padding")
    assert np.isnan(hole.output).all()  # type: ignore[arg-type]
    finite = np.isfinite(hole.run.output[0, :, :, 0])  # type: ignore
    assert finite[0].all()
    assert finite[:, 0].all()
    assert not finite[1:, 1:].any()

    five = CASES["five-axes"].call
    two = depthwise_conv2d(five.input.reshape(6, 4, 4, 1)[:2], five.filter, [1, 1, 1, 1], "VALID")
    assert (result("five-axes").run.output == two).all()  # type: ignore[union-attr]

    large = CASES["kernel-too-large"].call
    for size, refused in ((6, False), (7, True)):
        kernel = np.ones((size, size, 1, 1), "float32")
        answer = run(Call("depthwise_conv2d", large.input, kernel, large.strides, "VALID")).result()
        assert bool(answer.error) is refused

    both = CASES["one-dilation"].call
    standard = Call("conv2d", both.input, both.filter, both.strides, "VALID", dilations=[2])
    assert run(standard).result().output.shape == (1, 3, 3, 1)  # type: ignore[union-attr]


def made_up(call: Call) -> Case:
    return Fault("Why.", (Case("made-up", "wrong numbers", "Title", "What.", call),)).cases[0]


@pytest.mark.usefixtures("onednn")
def test_an_outcome_can_say_that_tensorflow_is_right() -> None:
    ones = np.ones((1, 3, 3, 1), "float32"), np.ones((2, 2, 1, 1), "float32")
    good = run_case(made_up(Call("depthwise_conv2d", *ones, [1, 1, 1, 1], "VALID"))).result()
    assert good.right
    assert good.verdict == "Here TensorFlow is right."
    assert good.explanation == ""
    refused = run_case(made_up(Call("depthwise_conv2d", *ones, [1, 0, 0, 1], "VALID"))).result()
    assert refused.right
    assert refused.verdict == "Here TensorFlow is right: this call is an error."
    assert refused.theirs == (
        "tf.nn.depthwise_conv2d raises InvalidArgumentError: Stride must be > 0, but got 0."
    )


@pytest.mark.usefixtures("onednn")
def test_the_survey_says_of_each_case_what_its_own_run_says() -> None:
    found = survey().result()
    safe = [each for each in cases() if not each.crashes]
    assert [each.key for each in found.results] == [each.key for each in safe]
    for result, each in zip(found.results, safe, strict=True):
        outcome = run_case(each).result()
        assert (result.right, result.verdict) == (outcome.right, outcome.verdict)
        assert bool(result.keras) == (each.spec is not None)
    assert found.still_wrong == sum(not each.right for each in found.results)
    with_stride = {each.keras for each in found.results if each.key.startswith("dilation-stride")}
    assert with_stride == {"right"}, "this Keras does not compute dilation with stride"


def test_a_question_during_the_survey_does_not_wait_for_its_end() -> None:
    found = survey()
    assert run_case(find_case("batch-0")).result().case.key == "batch-0"
    assert not found.done()
    found.result()


class Stub(Worker):
    """A worker that fails every job in the same way."""

    def __init__(self, error: WorkerError) -> None:
        super().__init__(dict)
        self.error = error

    def submit(self, *args: Any, **options: Any) -> Future[Any]:
        failed: Future[Any] = Future()
        failed.set_exception(self.error)
        return failed


def test_a_hang_is_an_outcome_and_a_missing_library_is_an_error() -> None:
    each = find_case("batch-0")
    outcome = run_case(
        each, worker=Stub(WorkerHung("TensorFlow did not answer within 1 s."))
    ).result()
    assert not outcome.right
    assert outcome.theirs == "TensorFlow did not answer within 1 s."
    assert outcome.run is None
    for error in WorkerUnavailable("No such library."), WorkerJobFailed("A bug."):
        with pytest.raises(type(error)):
            run_case(each, worker=Stub(error)).result()


def test_in_the_backward_pass_the_weights_of_one_input_are_counted() -> None:
    """Worked out by hand: in each direction two taps meet inputs 0, 1, 3 and 4, three meet 2."""
    outcome = run_case(find_case("backprop-dilation")).result()
    meets = np.array([2, 2, 3, 2, 2])
    assert outcome.output is not None
    assert outcome.output[0, :, :, 0].tolist() == np.outer(meets, meets).tolist()
    assert outcome.verdict == "The shape is right, and 16 of 25 values are wrong."


def test_a_fault_added_to_the_list_reaches_gallery_and_explanations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Case(
        "new", "crashes", "Title", "What.", Call("conv2d", np.ones(1), np.ones(1), 1, "SAME")
    )
    new = Fault(
        "The new reason.",
        (case,),
        affects=lambda spec, op, arrays: spec.height == 77,
        message="a new message",
    )
    for module in known_faults, explain_difference:
        monkeypatch.setattr(module, "FAULTS", (new, *known_faults.FAULTS))
    assert find_case("new") is case
    assert cases()[-4:][0] is case, "first of its group"
    assert case.why == "The new reason."
    assert explain_difference.explain_error("This is a new message.") == "The new reason."
    arrays = np.ones(1), np.ones(1)
    returned = Run("tf.nn.conv2d", np.ones(1))
    assert (
        explain_difference.explain_difference(ConvSpec(77, 5, 1), "conv2d", arrays, returned)
        == case.why
    )
