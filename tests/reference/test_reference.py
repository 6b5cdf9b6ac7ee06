"""TensorFlow as the oracle: it agrees where it should, and the verdict can say no.

TensorFlow itself runs in a child process that all tests share.
"""

import os
import subprocess
import sys
import threading
import time
from typing import Any

import numpy as np
import pytest

from dwconv import (
    ConvSpec,
    DwconvError,
    conv2d,
    costs,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
)
from dwconv.reference import calls as reference
from dwconv.reference.calls import (
    Backend,
    Call,
    Run,
    check,
    check_gradients,
    check_standard,
    count_flops,
    depthwise_call,
    explain,
    grouped_call,
    judge,
    measure,
    run,
    standard_call,
)
from dwconv.reference.worker import ChildCrashed, ChildHung


@pytest.fixture(scope="module")
def backend() -> Backend:
    """TensorFlow, up and running."""
    reference.worker().submit(abs, 1).result()
    about = reference.status().about
    assert isinstance(about, Backend)
    return about


def normal(spec: ConvSpec, dtype: Any = "float32", seed: int = 0) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    shapes = spec.input_shape, spec.filter_shape
    return tuple(rng.normal(size=shape).astype(dtype) for shape in shapes)


def whole(spec: ConvSpec, seed: int = 0) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return tuple(rng.integers(-3, 4, shape) for shape in (spec.input_shape, spec.filter_shape))


# The child


def test_it_says_which_tensorflow_answers(backend: Backend) -> None:
    status = reference.status()
    assert status.state == "ready"
    assert status.pid not in (None, os.getpid())
    assert str(backend).startswith(f"TensorFlow {backend.version}, eager, on the CPU")
    assert backend.onednn in (True, False)


def test_tensorflow_never_enters_this_process() -> None:
    script = (
        "import sys, numpy as np; from dwconv import ConvSpec; from dwconv.reference import calls as r; r.start(); "
        "s = ConvSpec(4, 4, 1); x, w = np.ones(s.input_shape), np.ones(s.filter_shape); "
        "v = r.check(s, x, w).result(); r.count_flops(s).result(); "
        "print(v.kind, sorted({'tensorflow', 'keras', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=os.path.dirname(os.path.dirname(os.path.dirname(__file__))),
    )
    assert (done.stdout, done.stderr) == ("agrees []\n", "")


@pytest.mark.usefixtures("backend")
def test_a_crash_and_a_hang_of_tensorflow_are_mended() -> None:
    own = reference.new_worker(limit=20.0)
    spec = ConvSpec(5, 5, 1)
    try:
        crash = own.submit(os.abort)
        behind = check(spec, *whole(spec), on=own)
        with pytest.raises(ChildCrashed, match=r"TensorFlow ended its own process \(SIGABRT\)"):
            crash.result()
        assert behind.result().agrees
        hang = own.submit(time.sleep, 60, limit=0.2)
        with pytest.raises(ChildHung, match=r"TensorFlow did not answer within 0\.2 s"):
            hang.result()
        assert own.status().restarts >= 1
        assert isinstance(own.status().about, Backend)
    finally:
        own.close()


@pytest.mark.usefixtures("backend")
def test_twenty_threads_get_their_own_answers() -> None:
    wrong: list[Any] = []

    def ask(seed: int) -> None:
        spec = ConvSpec(5 + seed, 7, 1 + seed % 3, stride=1 + seed % 2)
        for each in range(5):
            verdict = check(spec, *whole(spec, seed * 100 + each)).result()
            if verdict.kind != "agrees" or verdict.asked.output.shape != spec.output_shape:
                wrong.append(verdict.sentence)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# Agreement


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"padding": "SAME"},
        {"padding": ((2, 0), (1, 3))},
        {"padding": ((2, 0), (1, 3)), "data_format": "NCHW"},
        {"stride": 2},
        {"dilation": 2},
        {"dilation": (1, 3), "padding": "SAME"},
        {"data_format": "NCHW", "stride": 2, "multiplier": 3},
        {"kernel": (1, 4), "multiplier": 2, "batch": 3},
    ],
    ids=str,
)
def test_it_agrees(backend: Backend, changes: dict[str, Any]) -> None:
    spec = ConvSpec(11, 9, 3).replace(**changes)
    verdict = check(spec, *whole(spec)).result()
    if backend.onednn:
        assert verdict.kind == "agrees"
        size = int(np.prod(spec.output_shape))
        assert verdict.sentence == (
            f"TensorFlow agrees, largest difference 0 in {size:,} values (tf.nn.depthwise_conv2d)."
        )
    assert verdict.agrees
    assert verdict.exact
    assert verdict.largest_difference == 0
    assert verdict.tolerance == 0
    assert verdict.where is None
    verdict = check(spec, *normal(spec)).result()
    assert verdict.agrees
    assert not verdict.exact
    assert verdict.largest_difference < verdict.tolerance < 1e-4


def test_any_legal_spec_is_confirmed(backend: Backend) -> None:
    rng = np.random.default_rng(1)
    kinds = []
    for seed in range(150):
        padding = [
            "VALID",
            "SAME",
            tuple(tuple(int(p) for p in rng.integers(0, 4, 2)) for _ in range(2)),
        ][rng.integers(3)]
        try:
            spec = ConvSpec(
                *(int(each) for each in rng.integers(1, 16, 2)),
                int(rng.integers(1, 4)),
                kernel=tuple(int(each) for each in rng.integers(1, 5, 2)),  # type: ignore[arg-type]
                multiplier=int(rng.integers(1, 4)),
                stride=tuple(int(each) for each in rng.integers(1, 4, 2)),  # type: ignore[arg-type]
                dilation=tuple(int(each) for each in rng.integers(1, 4, 2)),  # type: ignore[arg-type]
                padding=padding,  # type: ignore[arg-type]
                data_format=("NHWC", "NCHW")[rng.integers(2)],  # type: ignore[arg-type]
            )
        except DwconvError:
            continue
        dtype = ("float32", "float64")[rng.integers(2)]
        verdict = check(spec, *normal(spec, dtype, seed)).result()
        assert verdict.agrees, (spec, dtype, verdict.sentence)
        legal = max(spec.dilation) == 1 or max(spec.stride) == 1
        if backend.onednn and legal and dtype == "float32":
            assert verdict.kind == "agrees", (spec, verdict.sentence)
        kinds.append(verdict.kind)
    assert set(kinds) == {"agrees", "confirmed"}
    assert len(kinds) > 80


@pytest.mark.usefixtures("backend")
def test_dilation_with_stride_is_confirmed_by_another_op() -> None:
    spec = ConvSpec(36, 36, 1, kernel=5, stride=2, dilation=4, padding="SAME")  # type: ignore[arg-type]
    verdict = check(spec, *whole(spec)).result()
    assert verdict.kind == "confirmed"
    assert verdict.agrees
    assert verdict.sentence == (
        "tf.nn.depthwise_conv2d returns shape (1, 20, 20, 1) here, not (1, 18, 18, 1); "
        "tf.nn.conv2d agrees."
    )
    assert "inside the blocks" in verdict.explanation
    assert verdict.asked.warnings[0].startswith("UserWarning: When dilation rate is greater than 1")
    assert verdict.confirmed_by is not None
    assert verdict.op == verdict.confirmed_by.op
    assert verdict.largest_difference == 0


@pytest.mark.usefixtures("backend")
def test_the_right_shape_is_not_enough() -> None:
    spec = ConvSpec(8, 8, 2, kernel=2, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    verdict = check(spec, *whole(spec)).result()
    assert verdict.kind == "confirmed"
    assert verdict.asked.output is not None
    assert verdict.asked.output.shape == spec.output_shape
    assert "of 32 values of tf.nn.depthwise_conv2d differ, by up to" in verdict.sentence


@pytest.mark.usefixtures("backend")
def test_a_refusal_is_explained_and_got_round() -> None:
    spec = ConvSpec(6, 6, 2, stride=(1, 2))
    verdict = check(spec, *normal(spec, "float64")).result()
    assert verdict.kind == "confirmed"
    assert verdict.sentence.startswith("tf.nn.depthwise_conv2d refuses this call (Invalid")
    assert verdict.explanation.startswith("TensorFlow's Eigen kernel")
    spec = ConvSpec(6, 6, 2, data_format="NCHW", multiplier=2)
    verdict = check(spec, *normal(spec, "float64")).result()
    assert verdict.confirmed_by is not None
    assert verdict.confirmed_by.op == "tf.nn.conv2d in float64 with one group per channel"
    assert "keeps channels last" in verdict.explanation


def test_empty_outputs(backend: Backend) -> None:
    spec = ConvSpec(8, 8, 2, batch=0)
    verdict = check(spec, *normal(spec)).result()
    assert verdict.agrees
    if backend.onednn:
        assert verdict.kind == "confirmed"
        assert "(0, 8, 8, 2) here, not (0, 6, 6, 2)" in verdict.sentence
        assert "output is empty" in verdict.explanation


@pytest.mark.usefixtures("backend")
def test_values_that_are_not_finite() -> None:
    spec = ConvSpec(6, 6, 1)
    image, kernel = whole(spec)
    image = image.astype("float32")
    image[0, 0, 0, 0], image[0, 5, 5, 0] = np.nan, np.inf
    kernel = np.abs(kernel).astype("float32") + 1
    assert check(spec, image, kernel).result().kind == "agrees"
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[0, 3, 3, 0] = 7  # where infinity belongs
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert verdict.largest_difference == np.inf
    assert verdict.where == (0, 3, 3, 0)
    assert verdict.different == 1


@pytest.mark.usefixtures("backend")
def test_half_precision_and_large_values() -> None:
    spec = ConvSpec(9, 9, 2, multiplier=2)
    assert check(spec, *normal(spec, "float16")).result().kind == "agrees"
    image, kernel = normal(spec)
    assert check(spec, image * np.float32(1e30), kernel).result().kind == "agrees"
    assert check(spec, image * np.float32(1e-38), kernel).result().kind == "agrees"


# The verdict can say no


@pytest.mark.parametrize("index", [(0, 0, 0, 0), (0, 4, 2, 5), (0, 8, 8, 0)])
@pytest.mark.parametrize("by", [1, -3])
@pytest.mark.usefixtures("backend")
def test_one_wrong_whole_number_is_found(index: tuple[int, ...], by: int) -> None:
    spec = ConvSpec(11, 11, 3, multiplier=2)
    image, kernel = whole(spec)
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[index] += by
    verdict = check(spec, image, kernel, ours).result()
    assert not verdict.agrees
    assert verdict.kind == "differs"
    assert verdict.sentence == (
        "TensorFlow differs: 1 of 486 values of tf.nn.depthwise_conv2d differs, "
        f"by up to {abs(by)}."
    )
    assert (verdict.where, verdict.largest_difference) == (index, abs(by))
    assert verdict.explanation.endswith("one of the two is wrong.")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.usefixtures("backend")
def test_a_small_error_in_a_real_number_is_found(dtype: str) -> None:
    spec = ConvSpec(11, 11, 3)
    image, kernel = normal(spec, dtype)
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[0, 3, 3, 1] += 64 * np.finfo(dtype).eps * 9
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert verdict.where == (0, 3, 3, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda output: output[..., [1, 0, 2, 3]],  # filters of a channel exchanged
        lambda output: output.reshape(1, 6, 6, 2, 2).swapaxes(3, 4).reshape(1, 6, 6, 4),  # q*C + k
        lambda output: output[:, ::-1],
        lambda output: output[:, :-1],
        lambda output: output[0],
        lambda output: output * 0,
        lambda output: output.astype("float32") * np.float32(np.nan),
    ],
)
@pytest.mark.usefixtures("backend")
def test_a_wrong_engine_is_found(wrong: Any) -> None:
    spec = ConvSpec(8, 8, 2, multiplier=2)
    image, kernel = whole(spec)
    ours = wrong(depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID"))
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert verdict.confirmed_by is None
    assert len(verdict.tried) == 3


def test_the_engine_is_asked_when_no_output_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        return depthwise_conv2d(*args) + 1

    monkeypatch.setattr(reference, "depthwise_conv2d", broken)
    spec = ConvSpec(8, 8, 2)
    assert check(spec, *whole(spec)).result().kind == "differs"


def test_arrays_that_do_not_fit_are_refused_at_once() -> None:
    spec = ConvSpec(8, 8, 2)
    with pytest.raises(DwconvError, match=r"input\.shape is \(8, 8, 2\)"):
        check(spec, np.ones((8, 8, 2)), np.ones(spec.filter_shape))
    with pytest.raises(DwconvError, match=r"filter\.shape"):
        check(spec, np.ones(spec.input_shape), np.ones((3, 3, 2)))


def test_judge_without_tensorflow() -> None:
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
        verdict = judge(ours, runs, np.zeros(1), exact=True, explanation="Why.")
        assert verdict.kind == kind
        assert verdict.agrees == (kind in ("agrees", "confirmed"))
        assert verdict.explanation == ("" if kind == "agrees" else "Why.")
        assert verdict.sentence.endswith(".")
    differs = judge(ours, (other,), np.zeros(1), exact=True)
    assert (differs.largest_difference, differs.where, differs.different) == (0.25, (0, 0, 1, 0), 1)
    near = judge(ours, (other,), np.full(ours.shape, 0.25), exact=False)
    assert near.sentence == ("TensorFlow agrees, largest difference 0.25 in 4 values (op B).")
    assert near.explanation.startswith("That is within float64 rounding")
    assert judge(ours, (other,), np.full(ours.shape, 0.24), exact=False).kind == "differs"
    closest = judge(ours, (refused, Run("op B", ours[0]), other), np.zeros(1), exact=True)
    assert closest.sentence == "TensorFlow differs: 1 of 4 values of op B differs, by up to 0.25."
    assert (closest.asked.op, closest.op, closest.where) == ("op A", "op B", (0, 0, 1, 0))
    minus_zero = judge(ours * 0, (Run("op", ours * -0.0),), np.zeros(1), exact=True)
    assert minus_zero.kind == "agrees"


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_the_tolerance_covers_any_order_and_little_more(dtype: str) -> None:
    spec = ConvSpec(12, 12, 3, kernel=5)  # type: ignore[arg-type]
    call = depthwise_call(spec, *normal(spec, dtype))
    allowed, exact = reference._allowed(call)
    assert not exact
    ours = reference._ours(call).astype("float64")
    image, kernel = (each.astype("float64") for each in (call.input, call.filter))
    true = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    assert (np.abs(ours - true) <= allowed).all()
    assert allowed.max() < 200 * np.finfo(dtype).eps * np.abs(true).max()


def test_exact_only_where_nothing_is_rounded() -> None:
    spec = ConvSpec(6, 6, 1, kernel=2)  # type: ignore[arg-type]
    ones = np.ones(spec.filter_shape, "float32")

    def exact(image: Any, kernel: Any = ones) -> bool:
        return reference._allowed(depthwise_call(spec, image.astype(kernel.dtype), kernel))[1]

    image = np.ones(spec.input_shape)
    assert exact(image * 0.375)
    assert exact(image * 2**22)
    assert not exact(image * (2**22 + 1)), "four of them need 25 bits"
    assert not exact(image * 0.1, np.full(spec.filter_shape, 0.1, "float32"))
    assert not exact(image * np.nan)
    assert not exact(image * 1e-40), "may be flushed to 0"
    assert exact(image * 512, ones.astype("float16"))
    assert not exact(image * 513, ones.astype("float16"))


# The backward pass


def three(spec: ConvSpec, dtype: Any = "float32", seed: int = 0) -> list[Any]:
    """Input, filter and a gradient of the output: normal, or whole numbers for "int"."""
    rng = np.random.default_rng(seed)
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    if dtype == "int":
        return [rng.integers(-3, 4, shape) for shape in shapes]
    return [rng.normal(size=shape).astype(dtype) for shape in shapes]


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
    verdicts = check_gradients(spec, *three(spec, "int")).result()
    assert list(verdicts) == ["input", "filter"]
    shapes = spec.input_shape, spec.filter_shape
    for verdict, shape in zip(verdicts.values(), shapes, strict=True):
        assert verdict.agrees
        assert verdict.exact
        assert verdict.largest_difference == verdict.tolerance == 0
        if backend.onednn:
            assert verdict.sentence == (
                f"TensorFlow agrees, largest difference 0 in {np.prod(shape):,} values "
                "(tf.GradientTape)."
            )
            assert verdict.asked.output is not None
            assert verdict.asked.output.shape == shape
    for verdict in check_gradients(spec, *three(spec)).result().values():
        assert verdict.agrees
        assert verdict.largest_difference is not None
        assert verdict.largest_difference < verdict.tolerance < 1e-2


@pytest.mark.usefixtures("backend")
def test_the_tolerance_of_a_gradient_grows_with_its_products() -> None:
    spec = ConvSpec(40, 40, 1, multiplier=2)
    x, w, g = (np.full_like(each, 1.1) for each in three(spec))
    verdicts = check_gradients(spec, x, w, g).result()
    for name, products in {"input": 9 * 2, "filter": 38 * 38}.items():
        bound = 2 * products * 2.0**-24 * products * 1.1**2
        assert verdicts[name].tolerance == pytest.approx(bound, rel=1e-3)


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
        for verdict in check_gradients(spec, *three(spec, dtype, seed)).result().values():
            assert verdict.agrees, (spec, dtype, verdict.sentence)
            kinds.add(verdict.kind)
    assert kinds == {"agrees", "confirmed"}


@pytest.mark.usefixtures("backend")
def test_gradients_with_dilation_and_stride_are_confirmed_at_stride_one() -> None:
    spec = ConvSpec(148, 148, 1, kernel=4, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    verdict = check_gradients(spec, *three(spec, "int")).result()["filter"]
    assert verdict.kind == "confirmed"
    assert verdict.sentence.startswith("16 of 16 values of tf.GradientTape differ, by up to ")
    assert verdict.sentence.endswith("; tf.GradientTape in float64 agrees.")
    assert "also applies the stride inside the blocks" in verdict.explanation
    assert [each.op.partition(" with ")[0] for each in verdict.tried] == [
        "tf.GradientTape",
        "tf.GradientTape in float64",
    ]
    spec = ConvSpec(8, 8, 1, kernel=2, stride=2, dilation=2)  # type: ignore[arg-type]
    verdict = check_gradients(spec, *three(spec, "int")).result()["input"]
    assert verdict.kind == "confirmed"
    assert verdict.asked.message == (
        "There is no gradient: the output has shape (1, 4, 4, 1) here, not (1, 3, 3, 1)."
    )
    assert "also applies the stride inside the blocks" in verdict.explanation


@pytest.mark.usefixtures("backend")
def test_a_refused_gradient_is_explained_and_got_round() -> None:
    spec = ConvSpec(6, 6, 2, stride=(1, 2), data_format="NCHW")
    for name, verdict in check_gradients(spec, *three(spec, "float64")).result().items():
        assert verdict.kind == "confirmed"
        assert verdict.sentence.startswith("tf.GradientTape refuses this call (")
        assert verdict.explanation.startswith("TensorFlow's Eigen kernel")
        assert verdict.tried[1].op == f"tf.nn.depthwise_conv2d_backprop_{name}"
        assert verdict.tried[1].error


@pytest.mark.usefixtures("backend")
def test_one_wrong_gradient_is_found_and_the_other_is_not_blamed() -> None:
    spec = ConvSpec(8, 7, 2, multiplier=2, padding="SAME")
    x, w, g = three(spec, "int")
    right = reference._our_gradients(spec, x, w, g)
    for index, name in enumerate(("input", "filter")):
        wrong = [each.copy() for each in right]
        wrong[index].flat[5] += 1
        verdicts = check_gradients(spec, x, w, g, (wrong[0], wrong[1])).result()
        assert {each for each, verdict in verdicts.items() if not verdict.agrees} == {name}
        assert verdicts[name].different == 1
        assert verdicts[name].largest_difference == 1
        assert verdicts[name].explanation.endswith("one of the two is wrong.")
        assert [each.op.partition(" with ")[0] for each in verdicts[name].tried] == [
            "tf.GradientTape",
            f"tf.nn.depthwise_conv2d_backprop_{name}",
            "tf.GradientTape in float64",
        ]


def test_the_library_is_asked_when_no_gradients_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        return depthwise_conv2d_backprop_filter(*args) + 1

    monkeypatch.setattr(reference, "depthwise_conv2d_backprop_filter", broken)
    spec = ConvSpec(8, 8, 2)
    verdicts = check_gradients(spec, *three(spec, "int")).result()
    assert [each.agrees for each in verdicts.values()] == [True, False]


def test_gradients_of_empty_outputs(backend: Backend) -> None:
    spec = ConvSpec(8, 8, 2, batch=0)
    for name, verdict in check_gradients(spec, *three(spec)).result().items():
        assert verdict.agrees
        if backend.onednn:
            assert verdict.kind == "confirmed"
            assert verdict.op == f"tf.nn.depthwise_conv2d_backprop_{name}"
            assert "there is nothing to add up" in verdict.explanation
    spec = ConvSpec(0, 5, 2, padding="SAME", dilation=2)  # type: ignore[arg-type]
    for verdict in check_gradients(spec, *three(spec)).result().values():
        assert verdict.kind in ("agrees", "refused"), verdict.sentence


@pytest.mark.usefixtures("backend")
def test_gradients_that_are_not_finite() -> None:
    spec = ConvSpec(5, 5, 1, padding=((1, 1), (1, 1)))
    x, w, g = (np.ones(shape) for shape in (spec.input_shape, spec.filter_shape, spec.output_shape))
    g[0, 2, 2, 0] = np.nan
    for verdict in check_gradients(spec, x, w, g).result().values():
        assert verdict.agrees
    w[0] = np.inf
    verdict = check_gradients(spec, x, w, np.ones_like(g)).result()["input"]
    if not verdict.agrees:  # these kernels multiply zeros where there is no window
        assert "kernels are not of one mind" in verdict.explanation


def test_gradients_that_do_not_fit_are_refused_at_once() -> None:
    spec = ConvSpec(8, 8, 2)
    x, w, g = three(spec)
    with pytest.raises(DwconvError, match=r"input\.shape is \(8, 8, 2\)"):
        check_gradients(spec, x[0], w, g)
    with pytest.raises(DwconvError, match=r"filter\.shape"):
        check_gradients(spec, x, w[0], g)
    with pytest.raises(DwconvError, match=r"out_backprop\.shape is .* the shape of the output"):
        check_gradients(spec, x, w, x)


# The other calls


@pytest.mark.usefixtures("backend")
def test_standard_convolution() -> None:
    spec = ConvSpec(9, 8, 3, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    rng = np.random.default_rng(0)
    image, kernel = rng.integers(-3, 4, spec.input_shape), rng.integers(-3, 4, (3, 3, 3, 5))
    verdict = check_standard(spec, image, kernel).result()
    assert verdict.kind == "agrees"
    assert verdict.op == "tf.nn.conv2d"
    assert verdict.exact
    assert verdict.asked.output is not None
    assert verdict.asked.output.shape == (1, 5, 4, 5)
    ours = conv2d(image, kernel, 2, "SAME", dilations=2)
    ours[0, 0, 0, 0] += 1
    assert check_standard(spec, image, kernel, ours).result().kind == "differs"
    with pytest.raises(DwconvError, match=r"input\.shape is \(1, 9, 8, 2\)"):
        check_standard(spec, image[..., :2], kernel)


def test_a_standard_convolution_without_output(backend: Backend) -> None:
    spec = ConvSpec(8, 8, 2, batch=0, data_format="NCHW")
    image, kernel = np.ones(spec.input_shape, "float32"), np.ones((3, 3, 2, 4), "float32")
    verdict = check_standard(spec, image, kernel).result()
    assert verdict.agrees
    if backend.onednn:
        assert verdict.confirmed_by is not None
        assert verdict.confirmed_by.op == "tf.nn.conv2d in float64"
        assert "output is empty" in verdict.explanation


@pytest.mark.usefixtures("backend")
def test_run_gives_what_tensorflow_gave() -> None:
    spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    image = np.arange(1.0, 10).reshape(spec.input_shape)
    kernel = np.array([[1.0, 2], [3, 4]]).reshape(spec.filter_shape)
    for make in depthwise_call, grouped_call, standard_call:
        result = run(make(spec, image, kernel)).result()
        assert result.output is not None
        assert result.output.ravel()[:4].tolist() == [13, 18, 17, 24]
        assert (result.error, result.message, result.warnings) == ("", "", ())
        assert 0 < result.seconds < 5
    bad = run(Call("depthwise_conv2d", image, kernel, [1, 0, 0, 1], "VALID")).result()
    assert (bad.output, bad.error) == (None, "InvalidArgumentError")
    assert bad.message == "Stride must be > 0, but got 0"
    assert explain(bad.message).startswith("A window that does not move")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"strides": [2, 1, 1, 1]}, "not skipped"),
        ({"strides": [1, 1]}, "four strides"),
        ({"strides": 1}, "a list or a tuple"),
        ({"padding": "same"}, "letter by letter"),
        ({"padding": [[0, 0], [0, -1], [0, 0], [0, 0]]}, "Padding adds pixels"),
        ({"filter": np.ones((9, 9, 1, 1), "float32")}, "Not one window fits"),
        ({"filter": np.ones((2, 2, 1, 0), "float32")}, "Without a single weight"),
        ({"filter": np.ones((2, 2, 3, 1), "float32")}, "third axis"),
        ({"dilations": [0, 0]}, "0 pixels apart"),
        ({"input": np.ones((4, 4), "float32")}, "four axes"),
        ({"input": np.ones((1, 4, 4, 1), int), "filter": np.ones((2, 2, 1, 1), int)}, "no kernel"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_refusals_are_explained(backend: Backend, changes: dict[str, Any], reason: str) -> None:
    ones = {"input": np.ones((1, 4, 4, 1), "float32"), "filter": np.ones((2, 2, 1, 1), "float32")}
    call = Call(
        "depthwise_conv2d", **{**ones, "strides": [1, 1, 1, 1], "padding": "VALID", **changes}
    )
    result = run(call).result()
    assert result.error
    assert "[Op:" not in result.message
    assert "{{" not in result.message.partition("\n")[0]
    if backend.onednn:
        assert reason in explain(result.message), result.message
    assert explain("") == ""
    assert "its own words" in explain("something new")


@pytest.mark.usefixtures("backend")
def test_the_profiler_counts_as_we_do() -> None:
    spec = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")
    assert count_flops(spec, 8).result() == {"depthwise": 9216, "standard": 36864}
    assert count_flops(spec, 8, bias=True).result()["depthwise"] == 9728
    for each in (
        spec,
        ConvSpec(15, 12, 3, stride=2, batch=2),
        ConvSpec(9, 9, 2, kernel=(1, 4), multiplier=3, padding=((1, 2), (0, 3))),
        ConvSpec(9, 9, 2, data_format="NCHW"),
    ):
        for bias in (False, True):
            ours = costs(each, 7, bias=bias)
            theirs = count_flops(each, 7, bias=bias).result()
            assert theirs == {name: ours[name].flops for name in ("depthwise", "standard")}, each
    with pytest.raises(DwconvError, match="filters is 0"):
        count_flops(spec, 0)


# What it takes


@pytest.mark.usefixtures("backend")
def test_a_layer_is_timed_beside_what_the_machine_can_do() -> None:
    before = time.time()
    measured = measure(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"), 8).result()
    assert measured.timings.keys() == {"depthwise", "standard", "pointwise"}
    assert measured.missing == {}
    assert measured.timings["depthwise"].op == "tf.nn.depthwise_conv2d"
    for timing in measured.timings.values():
        assert 0 < timing.seconds < 60
        assert timing.empty > 0
        assert timing.repetitions >= 3
    # A machine that does fewer, or more than a rack of them, was not measured.
    assert 1e7 < measured.peak < 1e14
    assert 1e7 < measured.bandwidth < 1e13
    assert measured.threads >= 1
    assert before <= measured.taken <= time.time()


@pytest.mark.usefixtures("backend")
def test_a_layer_that_takes_more_work_takes_more_time() -> None:
    small, large = (
        measure(ConvSpec(size, size, 8, padding="SAME"), 64).result() for size in (4, 96)
    )
    assert large.timings["standard"].seconds > small.timings["standard"].seconds


@pytest.mark.usefixtures("backend")
def test_what_the_op_gets_wrong_is_not_timed() -> None:
    """With dilation and stride the depthwise op returns another shape."""
    measured = measure(ConvSpec(9, 9, 2, kernel=2, dilation=2, stride=2), 5).result()
    assert measured.timings.keys() == {"standard", "pointwise"}
    assert "(1, 3, 3, 2) here, not (1, 4, 4, 2)" in measured.missing["depthwise"]
    with pytest.raises(DwconvError, match="filters is 0"):
        measure(ConvSpec(5, 5, 1), 0)


def test_only_the_work_is_on_the_clock() -> None:
    """Three repetitions of a wait at least, each as long as the wait, in turns with another."""
    calls: list[str] = []

    def wait() -> None:
        calls.append("wait")
        time.sleep(0.02)

    waited, other = reference._repeated(wait, lambda: calls.append("other"), long_enough=0.01)
    assert len(waited) == len(other) == 3
    assert min(waited) >= 0.02
    assert calls == ["wait", "other"] * 5
