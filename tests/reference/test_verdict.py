"""Verdicts and tolerances, without TensorFlow."""

from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec, depthwise_conv2d
from dwconv.reference.calls import Run, depthwise_call
from dwconv.reference.check import _tolerance
from dwconv.reference.formula_output import compute
from dwconv.reference.verdict import judge
from tests.reference.random_arrays import normal_operands


def test_two_runs_decide_which_of_four_verdicts_is_given() -> None:
    ours = np.arange(4.0).reshape(1, 2, 2, 1)
    refused = Run("op A", error="InvalidArgumentError", message="no")
    other = Run("op B", ours + np.array([0, 0.25, 0, 0]).reshape(ours.shape))
    kinds = {
        "agrees": (Run("op", ours), other),
        "confirmed": (refused, Run("op B", ours)),
        "differs": (other, refused),
        "refused": (refused, refused),
    }
    for kind, runs in kinds.items():
        verdict = judge(ours, runs, np.zeros(1), explanation="Why.")
        assert verdict.kind == kind
        assert verdict.agrees == (kind in ("agrees", "confirmed"))
        assert verdict.explanation == ("" if kind == "agrees" else "Why.")
        assert verdict.sentence.endswith(".")
    differs = judge(ours, (other,), np.zeros(1))
    assert differs.largest == ("op B", (0, 0, 1, 0), 1, 1.25)
    assert differs.wrong is not None
    assert np.argwhere(differs.wrong).tolist() == [[0, 0, 1, 0]]
    near = judge(ours, (other,), np.full(ours.shape, 0.25))
    assert near.sentence == ("TensorFlow agrees. Largest difference 0.25 in 4 values (op B).")
    assert near.explanation.startswith("This is rounding.")
    assert "float64 keeps only so many digits" in near.explanation
    assert judge(ours, (other,), np.full(ours.shape, 0.24)).kind == "differs"
    closest = judge(ours, (refused, Run("op B", ours[0]), other), np.zeros(1))
    assert (
        closest.sentence
        == "TensorFlow differs. 1 of 4 values of op B differs from the formula, by up to 0.25."
    )
    assert (closest.asked.op, closest.op, closest.largest) == ("op A", "op B", differs.largest)
    minus_zero = judge(ours * 0, (Run("op", ours * -0.0),), np.zeros(1))
    assert minus_zero.kind == "agrees"


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_the_tolerance_covers_any_order_and_little_more(dtype: str) -> None:
    spec = ConvSpec(12, 12, 3, kernel=5)  # type: ignore[arg-type]
    call = depthwise_call(spec, *normal_operands(spec, dtype))
    allowed = _tolerance(spec, call)
    assert (allowed > 0).all()
    ours = compute(call).astype("float64")
    image, kernel = (each.astype("float64") for each in (call.input, call.filter))
    true = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    assert (np.abs(ours - true) <= allowed).all()
    assert allowed.max() < 200 * np.finfo(dtype).eps * np.abs(true).max()


def test_equality_is_asked_for_only_where_nothing_is_rounded() -> None:
    spec = ConvSpec(6, 6, 1, kernel=2)  # type: ignore[arg-type]
    ones = np.ones(spec.filter_shape, "float32")

    def exact(image: Any, kernel: Any = ones) -> bool:
        call = depthwise_call(spec, image.astype(kernel.dtype), kernel)
        return not _tolerance(spec, call).any()

    image = np.ones(spec.input_shape)
    assert exact(image * 0.375)
    assert exact(image * 2**22)
    assert not exact(image * (2**22 + 1)), "four of them need 25 bits"
    assert not exact(image * 0.1, np.full(spec.filter_shape, 0.1, "float32"))
    with_nan = image.copy()
    with_nan[0, 0, 0, 0] = np.nan
    assert not exact(with_nan), "the other values are rounded"
    assert not exact(image * 1e-40), "may be flushed to 0"
    assert exact(image * 512, ones.astype("float16"))
    assert not exact(image * 513, ones.astype("float16"))
