"""Tests typed values in links: they are kept exactly, fit into a link, and a damaged link gets a sentence."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.presets import preset
from dwconv.ui.parameters.table import (
    defaults,
)
from dwconv.ui.parameters.typed_values import LONGEST, LONGEST_READABLE, read_typed, write_typed

typed_shapes = st.tuples(*[st.integers(1, 4)] * 3) | st.tuples(*[st.integers(1, 3)] * 4)


@given(typed_shapes, st.data())
def test_typed_values_survive_the_url_bit_by_bit(shape, data):
    drawn = st.floats(-1e6, 1e6, width=32)
    size = int(np.prod(shape))
    values = np.array(data.draw(st.lists(drawn, min_size=size, max_size=size)), np.float32)
    values = values.reshape(shape)
    again, said = read_typed(write_typed(values), "xv", shape)
    assert said == []
    np.testing.assert_array_equal(again.view(np.uint32), values.view(np.uint32))


@pytest.mark.parametrize("largest", [200, -100, 30_000, 0.1, 1e6, -0.0])
def test_many_typed_values_survive_the_url_packed(largest):
    values = np.resize(np.array([largest, 0, 1], np.float32), (16, 16, 3))
    text = write_typed(values)
    assert len(text) < LONGEST_READABLE
    assert re.fullmatch(r"[\w=-]+", text)
    again, said = read_typed(text, "xv", values.shape)
    assert said == []
    np.testing.assert_array_equal(again.view(np.uint32), values.view(np.uint32))


def test_the_photograph_fits_into_a_link():
    values = preset("Photo")
    image, _ = make_operands(make_spec(values), values)
    assert len(write_typed(image[0])) <= LONGEST


def test_packed_values_that_are_damaged_are_said_and_never_swell():
    whole = write_typed(np.zeros((64, 64, 8), np.float32))
    for text in (
        "z",
        "zq",
        "zBAAAA",
        "zB" + "!" * 8,
        whole[: len(whole) // 2],
        whole[:9] + "A" * 40,
    ):
        values, said = read_typed(text, "xv", (2, 2, 1))
        assert values.shape == (2, 2, 1)
        assert len(said) == 1, text
    values, said = read_typed(whole, "xv", (2, 2, 1))
    assert said == [
        "xv has 5 values, but 4 are needed. Missing values become 0; extra values are ignored."
    ]


def test_a_typed_value_goes_to_a_million_and_no_further():
    values, said = read_typed("1000000_-1000000", "xv", (1, 2, 1))
    assert values.ravel().tolist() == [1e6, -1e6]
    assert said == []
    for text, shown in {"1000001": 1e6, "-1e30": -1e6, "inf": 1e6, "-inf": -1e6}.items():
        values, said = read_typed(text, "xv", (1, 1, 1))
        assert values.ravel().tolist() == [shown]
        assert said == [f"xv: {text!r} is outside ±1,000,000. Using {shown:,.0f} instead."]


@given(st.text(max_size=40))
def test_no_typed_text_breaks_anything(text):
    values, _ = read_typed(text, "xv", (2, 2, 1))
    assert np.isfinite(values).all()


def test_typed_values_are_used_and_fitted():
    values = defaults() | {"h": 3, "w": 3, "c": 1, "input": "typed", "kernel": "typed"}
    image, filter = make_operands(
        make_spec(values),
        values,
        np.full((2, 4, 1), 7, np.float32),
        np.full((3, 3, 1, 1), 2, np.float32),
    )
    assert image[0, :, :, 0].tolist() == [[7, 7, 7], [7, 7, 7], [0, 0, 0]]
    assert (filter == 2).all()
