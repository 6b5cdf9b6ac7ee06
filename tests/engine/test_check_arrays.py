"""check_operands: arrays that fit a spec come back with one dtype, others are refused by name."""

from __future__ import annotations

import numpy as np
import pytest

from dwconv.engine.check_arrays import check_operands
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec


def test_check_operands_gives_one_dtype_and_the_shapes_of_the_spec():
    """Integers come back as int64, floats as they are."""
    spec = ConvSpec(4, 5, 2, multiplier=3, data_format="NCHW")
    x, w = check_operands(
        spec, np.ones((1, 2, 4, 5), np.uint8), np.ones((3, 3, 2, 3)).astype(int).tolist()
    )
    assert x.dtype == w.dtype == np.int64
    assert (x.shape, w.shape) == (spec.input_shape, spec.filter_shape)
    x, w = check_operands(spec, np.ones((1, 2, 4, 5), "f2"), np.ones((3, 3, 2, 3), "f2"))
    assert x.dtype == w.dtype == np.float16


@pytest.mark.parametrize("spec", [None, 3, (4, 4, 1)])
def test_check_operands_needs_a_spec(spec):
    """What is no ConvSpec is a TypeError, in a sentence."""
    with pytest.raises(TypeError, match=r"^spec is .*, but must be a ConvSpec\."):
        check_operands(spec, np.ones((1, 4, 4, 1)), np.ones((3, 3, 1, 1)))


@pytest.mark.parametrize(
    ("x", "w", "parameter"),
    [
        (np.ones((1, 4, 4, 2)), np.ones((3, 3, 1, 1)), "input.shape"),
        (np.ones((4, 4, 1)), np.ones((3, 3, 1, 1)), "input.shape"),
        (np.ones((1, 4, 4, 1)), np.ones((3, 3, 1)), "filter.shape"),
        (np.ones((1, 4, 4, 1)), np.ones((3, 2, 1, 1)), "filter.shape"),
        (np.ones((1, 4, 4, 1)), np.ones((3, 3, 1, 1), "f"), "filter.dtype"),
        (
            np.full((1, 4, 4, 1), 2**60),
            np.ones((3, 3, 1, 1), int),
            "the largest magnitude in input",
        ),
    ],
)
def test_check_operands_refuses_what_does_not_fit(x, w, parameter):
    """A shape or dtype that does not fit the spec is refused by name."""
    with pytest.raises(DwconvError) as caught:
        check_operands(ConvSpec(4, 4, 1), x, w)
    assert caught.value.parameter == parameter
