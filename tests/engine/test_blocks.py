"""Both blocks against plain loops, stage by stage, and against Keras's own blocks."""

import math

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.engine import naive
from dwconv.engine.blocks import Stage, inverted_residual, separable_block

RANDOM = np.random.default_rng(7)
LARGEST = 12.0


def integers(*shape: int):
    return RANDOM.integers(-3, 4, shape).astype(np.float32)


def made_of(stage: Stage):
    """The output of a stage, with loops."""
    if stage.kind == "ReLU6":
        cut = [min(max(float(value), 0.0), 6.0) for value in stage.input.ravel()]
        return np.reshape(cut, stage.input.shape)
    assert stage.spec
    loops = naive.depthwise if stage.kind == "depthwise" else naive.standard
    return loops(stage.spec, stage.input, stage.filter)


LAYERS = [
    ConvSpec(5, 4, 2, kernel=(3, 2), padding="SAME"),
    ConvSpec(6, 5, 3, kernel=3, stride=2, padding="SAME", multiplier=2),
    ConvSpec(5, 5, 1, kernel=2, dilation=2),
]


@pytest.mark.parametrize("spec", LAYERS)
def test_each_stage_is_made_of_the_one_before(spec: ConvSpec) -> None:
    image = integers(*spec.input_shape)
    wide = spec.replace(channels=4 * spec.channels, multiplier=1)
    upper = separable_block(
        spec,
        image,
        integers(*spec.filter_shape),
        integers(1, 1, spec.channels * spec.multiplier, spec.channels),
        LARGEST,
    )
    lower = inverted_residual(
        wide,
        image,
        integers(1, 1, spec.channels, wide.channels),
        integers(*wide.filter_shape),
        integers(1, 1, wide.channels, spec.channels),
        LARGEST,
    )
    has_sum = spec.output_shape[1:3] == spec.input_shape[1:3]
    order = ["pointwise", "ReLU6", "depthwise", "ReLU6", "pointwise"]
    assert [stage.kind for stage in upper] == [*order[2:], "ReLU6"]
    assert [stage.kind for stage in lower] == order + ["sum"] * has_sum
    for stages in (upper, lower):
        before = image
        for stage in stages:
            assert np.array_equal(stage.input, before)
            made = before + image if stage.kind == "sum" else made_of(stage)
            assert np.array_equal(stage.output, made)  # powers of two and small integers: exact
            if stage.spec:
                assert np.abs(stage.output).max() <= LARGEST
            before = stage.output


def test_the_weights_are_divided_by_the_least_power_of_two_that_is_enough() -> None:
    image = np.full((1, 1, 1, 1), 5, np.float32)
    ten = np.full((1, 1, 1, 1), 10, np.float32)
    spec = ConvSpec(1, 1, 1, kernel=1)
    (first, *_) = separable_block(spec, image, ten, ten, LARGEST)
    assert first.output.item() == 50 / 8  # 50 / 4 is 12.5, above 12
    (first, *_) = separable_block(spec, image, ten, ten, math.inf)
    assert first.output.item() == 50


def test_an_input_of_another_rank_is_refused() -> None:
    one = np.ones((1, 1, 1, 1), np.float32)
    with pytest.raises(DwconvError, match=r"input.shape is \(1, 1, 1\), but must have four sizes"):
        inverted_residual(ConvSpec(1, 1, 1, kernel=1), one[0], one, one, one)
