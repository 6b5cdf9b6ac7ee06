"""TensorFlow confirms the outputs where it should, and finds wrong ones."""

from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, conv2d, depthwise_conv2d
from dwconv.engine.depthwise import depthwise
from dwconv.reference.calls import depthwise_call
from dwconv.reference.check import _tolerance, check, check_standard
from dwconv.reference.inside_tensorflow import Backend
from tests.reference.random_arrays import integer_operands, normal_operands

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
def test_tensorflow_agrees(backend: Backend, changes: dict[str, Any]) -> None:
    spec = ConvSpec(11, 9, 3).replace(**changes)
    verdict = check(spec, *integer_operands(spec)).result()
    if backend.onednn:
        assert verdict.kind == "agrees"
        size = int(np.prod(spec.output_shape))
        assert verdict.sentence == (
            f"TensorFlow agrees. Largest difference 0 in {size:,} values (tf.nn.depthwise_conv2d)."
        )
    assert verdict.agrees
    assert np.array_equal(verdict.tried[-1].output, depthwise(spec, *integer_operands(spec)))
    x, w = normal_operands(spec)
    verdict = check(spec, x, w).result()
    assert verdict.agrees
    allowed = _tolerance(spec, depthwise_call(spec, x, w))
    assert (np.abs(verdict.tried[-1].output - depthwise(spec, x, w)) <= allowed).all()
    assert 0 < allowed.max() < 1e-4


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
        verdict = check(spec, *normal_operands(spec, dtype, seed)).result()
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
    verdict = check(spec, *integer_operands(spec)).result()
    assert verdict.kind == "confirmed"
    assert verdict.agrees
    assert verdict.sentence == (
        "tf.nn.depthwise_conv2d returns shape (1, 20, 20, 1) here, not (1, 18, 18, 1). "
        "tf.nn.conv2d with one group for each channel gives this page's values."
    )
    assert "inside the blocks" in verdict.explanation
    assert (
        "What to do: set the two strides to 1, or set the two dilations to 1."
        in verdict.explanation
    )
    assert verdict.asked.warnings[0].startswith("UserWarning: When dilation rate is greater than 1")
    assert verdict.op == verdict.tried[-1].op == "tf.nn.conv2d with one group for each channel"
    assert np.array_equal(verdict.tried[-1].output, depthwise(spec, *integer_operands(spec)))


@pytest.mark.usefixtures("backend")
def test_the_right_shape_is_not_enough() -> None:
    spec = ConvSpec(8, 8, 2, kernel=2, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    verdict = check(spec, *integer_operands(spec)).result()
    assert verdict.kind == "confirmed"
    assert verdict.asked.output is not None
    assert verdict.asked.output.shape == spec.output_shape
    assert (
        "of 32 values of tf.nn.depthwise_conv2d differ from the formula, by up to"
        in verdict.sentence
    )


@pytest.mark.usefixtures("backend")
def test_a_refusal_is_explained_and_another_op_confirms() -> None:
    spec = ConvSpec(6, 6, 2, stride=(1, 2))
    verdict = check(spec, *normal_operands(spec, "float64")).result()
    assert verdict.kind == "confirmed"
    assert verdict.sentence.startswith("tf.nn.depthwise_conv2d refuses this call (Invalid")
    assert verdict.explanation.startswith("TensorFlow's Eigen kernel")
    spec = ConvSpec(6, 6, 2, data_format="NCHW", multiplier=2)
    verdict = check(spec, *normal_operands(spec, "float64")).result()
    assert verdict.kind == "confirmed"
    assert verdict.op == "tf.nn.conv2d in float64 with one group for each channel"
    assert "keeps channels last" in verdict.explanation


def test_an_empty_output_is_confirmed(backend: Backend) -> None:
    spec = ConvSpec(8, 8, 2, batch=0)
    verdict = check(spec, *normal_operands(spec)).result()
    assert verdict.agrees
    if backend.onednn:
        assert verdict.kind == "confirmed"
        assert "(0, 8, 8, 2) here, not (0, 6, 6, 2)" in verdict.sentence
        assert "output is empty" in verdict.explanation


@pytest.mark.usefixtures("backend")
def test_infinities_and_nan_are_compared() -> None:
    spec = ConvSpec(6, 6, 1)
    image, kernel = integer_operands(spec)
    image = image.astype("float32")
    image[0, 0, 0, 0], image[0, 5, 5, 0] = np.nan, np.inf
    kernel = np.abs(kernel).astype("float32") + 1
    assert check(spec, image, kernel).result().kind == "agrees"
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[0, 3, 3, 0] = 7  # where infinity belongs
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert verdict.largest == ("tf.nn.depthwise_conv2d", (0, 3, 3, 0), 7, np.inf)
    assert verdict.wrong.sum() == 1


@pytest.mark.usefixtures("backend")
def test_half_precision_and_large_values_agree() -> None:
    spec = ConvSpec(9, 9, 2, multiplier=2)
    assert check(spec, *normal_operands(spec, "float16")).result().kind == "agrees"
    image, kernel = normal_operands(spec)
    assert check(spec, image * np.float32(1e30), kernel).result().kind == "agrees"
    assert check(spec, image * np.float32(1e-38), kernel).result().kind == "agrees"


# The verdict can say no


@pytest.mark.parametrize("index", [(0, 0, 0, 0), (0, 4, 2, 5), (0, 8, 8, 0)])
@pytest.mark.parametrize("by", [1, -3])
@pytest.mark.usefixtures("backend")
def test_one_wrong_whole_number_is_found(index: tuple[int, ...], by: int) -> None:
    spec = ConvSpec(11, 11, 3, multiplier=2)
    image, kernel = integer_operands(spec)
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[index] += by
    verdict = check(spec, image, kernel, ours).result()
    assert not verdict.agrees
    assert verdict.kind == "differs"
    assert verdict.sentence == (
        "TensorFlow differs. 1 of 486 values of tf.nn.depthwise_conv2d differs from the formula, "
        f"by up to {abs(by)}."
    )
    assert verdict.largest.where == index
    assert verdict.largest.ours - verdict.largest.theirs == by
    assert verdict.explanation.endswith("one of the two is wrong.")


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.usefixtures("backend")
def test_a_small_error_in_a_real_number_is_found(dtype: str) -> None:
    spec = ConvSpec(11, 11, 3)
    image, kernel = normal_operands(spec, dtype)
    ours = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    ours[0, 3, 3, 1] += 64 * np.finfo(dtype).eps * 9
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert verdict.largest.where == (0, 3, 3, 1)


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
    image, kernel = integer_operands(spec)
    ours = wrong(depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID"))
    verdict = check(spec, image, kernel, ours).result()
    assert verdict.kind == "differs"
    assert len(verdict.tried) == 3


def test_the_engine_is_asked_when_no_output_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        return depthwise(*args) + 1

    monkeypatch.setattr("dwconv.reference.check.depthwise", broken)
    spec = ConvSpec(8, 8, 2)
    assert check(spec, *integer_operands(spec)).result().kind == "differs"


def test_arrays_that_do_not_fit_are_refused_at_once() -> None:
    spec = ConvSpec(8, 8, 2)
    with pytest.raises(DwconvError, match=r"input\.shape is \(8, 8, 2\)"):
        check(spec, np.ones((8, 8, 2)), np.ones(spec.filter_shape))
    with pytest.raises(DwconvError, match=r"filter\.shape"):
        check(spec, np.ones(spec.input_shape), np.ones((3, 3, 2)))


# The other calls


@pytest.mark.usefixtures("backend")
def test_a_standard_convolution_is_checked() -> None:
    spec = ConvSpec(9, 8, 3, stride=2, dilation=2, padding="SAME")  # type: ignore[arg-type]
    rng = np.random.default_rng(0)
    image, kernel = rng.integers(-3, 4, spec.input_shape), rng.integers(-3, 4, (3, 3, 3, 5))
    verdict = check_standard(spec, image, kernel).result()
    assert verdict.kind == "agrees"
    assert verdict.op == "tf.nn.conv2d"
    assert "Largest difference 0 in" in verdict.sentence
    assert verdict.asked.output is not None
    assert verdict.asked.output.shape == (1, 5, 4, 5)
    ours = conv2d(image, kernel, 2, "SAME", dilations=2)
    ours[0, 0, 0, 0] += 1
    assert check_standard(spec, image, kernel, ours).result().kind == "differs"
    with pytest.raises(DwconvError, match=r"input\.shape is \(1, 9, 8, 2\)"):
        check_standard(spec, image[..., :2], kernel)


def test_the_empty_output_of_a_standard_convolution_is_confirmed_in_float64(
    backend: Backend,
) -> None:
    spec = ConvSpec(8, 8, 2, batch=0, data_format="NCHW")
    image, kernel = np.ones(spec.input_shape, "float32"), np.ones((3, 3, 2, 4), "float32")
    verdict = check_standard(spec, image, kernel).result()
    assert verdict.agrees
    if backend.onednn:
        assert verdict.kind == "confirmed"
        assert verdict.op == "tf.nn.conv2d in float64"
        assert "output is empty" in verdict.explanation
