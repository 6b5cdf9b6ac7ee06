"""TensorFlow confirms the gradients where it should, and finds wrong ones."""

from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.engine.gradients import filter_gradient
from dwconv.reference.check import (
    _compute_gradients,
    _floats,
    _gradient_tolerances,
    check_gradients,
)
from dwconv.reference.inside_tensorflow import Backend
from tests.reference.random_arrays import gradient_operands


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"padding": "SAME", "stride": 2, "multiplier": 2},
        {"padding": ((2, 0), (1, 3))},
        {"data_format": "NCHW", "stride": (1, 2)},
        {"dilation": (1, 2), "padding": ((2, 0), (1, 3)), "data_format": "NCHW"},
        {"kernel": (1, 4), "multiplier": 2, "batch": 3},
    ],
    ids=str,
)
def test_tensorflow_agrees_with_both_gradients(backend: Backend, changes: dict[str, Any]) -> None:
    spec = ConvSpec(11, 9, 3).replace(**changes)
    operands = gradient_operands(spec, "int")
    verdicts = check_gradients(spec, *operands).result()
    assert list(verdicts) == ["input", "filter"]
    shapes = spec.input_shape, spec.filter_shape
    ours = _compute_gradients(spec, *operands)
    for verdict, shape, gradient in zip(verdicts.values(), shapes, ours, strict=True):
        assert verdict.agrees
        assert np.array_equal(verdict.tried[-1].output, gradient)
        if backend.onednn:
            assert verdict.sentence == (
                f"TensorFlow agrees. Largest difference 0 in {np.prod(shape):,} values "
                "(tf.GradientTape)."
            )
            assert verdict.asked.output is not None
            assert verdict.asked.output.shape == shape
    operands = gradient_operands(spec)
    ours, tolerances = _compute_gradients(spec, *operands), _gradient_tolerances(spec, *operands)
    verdicts = check_gradients(spec, *operands).result()
    for verdict, gradient, allowed in zip(verdicts.values(), ours, tolerances, strict=True):
        assert verdict.agrees
        assert (np.abs(verdict.tried[-1].output - gradient) <= allowed).all()
        assert 0 < allowed.max() < 1e-2


def test_the_tolerance_of_a_gradient_grows_with_its_products() -> None:
    spec = ConvSpec(40, 40, 1, multiplier=2)
    x, w, g = (np.full_like(each, 1.1) for each in gradient_operands(spec))
    tolerances = _gradient_tolerances(spec, x, w, g)
    for allowed, products in zip(tolerances, (9 * 2, 38 * 38), strict=True):
        bound = 2 * products * 2.0**-24 * products * 1.1**2
        assert allowed.max() == pytest.approx(bound, rel=1e-3)


def test_gradients_of_whole_numbers_must_be_exact() -> None:
    spec = ConvSpec(11, 9, 3)
    tolerances = _gradient_tolerances(spec, *_floats(*gradient_operands(spec, "int")))
    assert [allowed.any() for allowed in tolerances] == [False, False]


@pytest.mark.usefixtures("backend")
def test_gradients_of_any_legal_spec_are_confirmed() -> None:
    rng = np.random.default_rng(2)
    kinds = set()
    for seed in range(80):
        spec = ConvSpec(
            *(int(each) for each in rng.integers(1, 12, 2)),
            int(rng.integers(1, 4)),
            kernel=tuple(int(each) for each in rng.integers(1, 5, 2)),  # type: ignore[arg-type]
            multiplier=int(rng.integers(1, 4)),
            stride=tuple(int(each) for each in rng.integers(1, 4, 2)),  # type: ignore[arg-type]
            dilation=tuple(int(each) for each in rng.integers(1, 4, 2)),  # type: ignore[arg-type]
            padding="SAME",
            data_format=("NHWC", "NCHW")[rng.integers(2)],  # type: ignore[arg-type]
        )
        spec = spec.replace(padding=("SAME", spec.pads)[rng.integers(2)])
        dtype = ("float16", "float32", "float64")[rng.integers(3)]
        for verdict in (
            check_gradients(spec, *gradient_operands(spec, dtype, seed)).result().values()
        ):
            assert verdict.agrees, (spec, dtype, verdict.sentence)
            kinds.add(verdict.kind)
    assert kinds == {"agrees", "confirmed"}


@pytest.mark.usefixtures("backend")
def test_gradients_with_dilation_and_stride_are_confirmed_at_stride_one() -> None:
    spec = ConvSpec(148, 148, 1, kernel=4, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    verdict = check_gradients(spec, *gradient_operands(spec, "int")).result()["filter"]
    assert verdict.kind == "confirmed"
    assert verdict.sentence.startswith(
        "16 of 16 values of tf.GradientTape differ from the formula, by up to "
    )
    way = "tf.GradientTape in float64 with the stride cut out of an output without one"
    assert verdict.sentence.endswith(f". {way} gives this page's values.")
    assert "also applies the stride inside the blocks" in verdict.explanation
    assert [each.op.partition(" with ")[0] for each in verdict.tried] == [
        "tf.GradientTape",
        "tf.GradientTape in float64",
    ]
    spec = ConvSpec(8, 8, 1, kernel=2, stride=2, dilation=2)  # type: ignore[arg-type]
    verdict = check_gradients(spec, *gradient_operands(spec, "int")).result()["input"]
    assert verdict.kind == "confirmed"
    assert verdict.asked.message == (
        "There is no gradient: the output has shape (1, 4, 4, 1) here, not (1, 3, 3, 1)."
    )
    assert "also applies the stride inside the blocks" in verdict.explanation


@pytest.mark.usefixtures("backend")
def test_a_refused_gradient_is_explained_and_confirmed_otherwise() -> None:
    spec = ConvSpec(6, 6, 2, stride=(1, 2), data_format="NCHW")
    for name, verdict in (
        check_gradients(spec, *gradient_operands(spec, "float64")).result().items()
    ):
        assert verdict.kind == "confirmed"
        assert verdict.sentence.startswith("tf.GradientTape refuses this call (")
        assert verdict.explanation.startswith("TensorFlow's Eigen kernel")
        assert verdict.tried[1].op == f"tf.nn.depthwise_conv2d_backprop_{name}"
        assert verdict.tried[1].error


@pytest.mark.usefixtures("backend")
def test_one_wrong_gradient_is_found_and_the_other_is_not_blamed() -> None:
    spec = ConvSpec(8, 7, 2, multiplier=2, padding="SAME")
    x, w, g = gradient_operands(spec, "int")
    right = _compute_gradients(spec, x, w, g)
    for index, name in enumerate(("input", "filter")):
        wrong = [each.copy() for each in right]
        wrong[index].flat[5] += 1
        verdicts = check_gradients(spec, x, w, g, (wrong[0], wrong[1])).result()
        assert {each for each, verdict in verdicts.items() if not verdict.agrees} == {name}
        assert verdicts[name].wrong.sum() == 1
        assert verdicts[name].largest.ours - verdicts[name].largest.theirs == 1
        assert verdicts[name].explanation.endswith("one of the two is wrong.")
        assert [each.op.partition(" with ")[0] for each in verdicts[name].tried] == [
            "tf.GradientTape",
            f"tf.nn.depthwise_conv2d_backprop_{name}",
            "tf.GradientTape in float64",
        ]


def test_the_library_is_asked_when_no_gradients_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        return filter_gradient(*args) + 1

    monkeypatch.setattr("dwconv.reference.check.filter_gradient", broken)
    spec = ConvSpec(8, 8, 2)
    verdicts = check_gradients(spec, *gradient_operands(spec, "int")).result()
    assert [each.agrees for each in verdicts.values()] == [True, False]


def test_gradients_of_an_empty_output_are_confirmed(backend: Backend) -> None:
    spec = ConvSpec(8, 8, 2, batch=0)
    for name, verdict in check_gradients(spec, *gradient_operands(spec)).result().items():
        assert verdict.agrees
        if backend.onednn:
            assert verdict.kind == "confirmed"
            assert verdict.op == f"tf.nn.depthwise_conv2d_backprop_{name}"
            assert "there is nothing to add up" in verdict.explanation
    spec = ConvSpec(0, 5, 2, padding="SAME", dilation=2)  # type: ignore[arg-type]
    for verdict in check_gradients(spec, *gradient_operands(spec)).result().values():
        assert verdict.kind in ("agrees", "refused"), verdict.sentence


@pytest.mark.usefixtures("backend")
def test_gradients_with_infinities_and_nan_are_compared() -> None:
    spec = ConvSpec(5, 5, 1, padding=((1, 1), (1, 1)))
    x, w, g = (np.ones(shape) for shape in (spec.input_shape, spec.filter_shape, spec.output_shape))
    g[0, 2, 2, 0] = np.nan
    for verdict in check_gradients(spec, x, w, g).result().values():
        assert verdict.agrees
    w[0] = np.inf
    verdict = check_gradients(spec, x, w, np.ones_like(g)).result()["input"]
    if not verdict.agrees:  # these kernels multiply zeros where there is no window
        assert "kernels multiply the zeros around" in verdict.explanation


def test_gradients_that_do_not_fit_are_refused_at_once() -> None:
    spec = ConvSpec(8, 8, 2)
    x, w, g = gradient_operands(spec)
    with pytest.raises(DwconvError, match=r"input\.shape is \(8, 8, 2\)"):
        check_gradients(spec, x[0], w, g)
    with pytest.raises(DwconvError, match=r"filter\.shape"):
        check_gradients(spec, x, w[0], g)
    with pytest.raises(DwconvError, match=r"out_backprop\.shape is .* the shape of the output"):
        check_gradients(spec, x, w, x)
