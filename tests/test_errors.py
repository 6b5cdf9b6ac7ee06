"""dwconv.errors: one exception that says what is wrong and what would work."""

from __future__ import annotations

import copy
import pickle

import pytest

from dwconv.errors import DwconvError


def test_the_sentence_names_parameter_value_rule_and_fix():
    """The message is one sentence, and the way out is another."""
    error = DwconvError("stride", 0, "must be at least 1", "Use 1.")
    assert str(error) == "stride is 0, but must be at least 1. Use 1."
    assert (
        str(DwconvError("stride", 0, "must be at least 1"))
        == "stride is 0, but must be at least 1."
    )


def test_the_parts_can_be_read_one_by_one():
    """A page can mark the control that the error is about."""
    error = DwconvError("padding", "same", "must be in capitals", 'Use "SAME".')
    assert (error.parameter, error.value) == ("padding", "same")
    assert (error.rule, error.fix) == ("must be in capitals", 'Use "SAME".')


def test_it_is_a_value_error():
    """Code that expects ValueError for a bad value catches it."""
    with pytest.raises(ValueError, match="stride is 0"):
        raise DwconvError("stride", 0, "must be at least 1")


def test_strings_are_quoted():
    """1 and "1" can be told apart."""
    assert str(DwconvError("stride", "1", "must be an int")).startswith("stride is '1',")


@pytest.mark.parametrize("value", [list(range(10_000)), "x" * 10_000, tuple(range(99))])
def test_a_long_value_is_cut(value):
    """A message stays readable, whatever the value."""
    assert len(str(DwconvError("input", value, "must be short"))) < 150


@pytest.mark.parametrize(
    "clone", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_it_survives_copying_and_pickling(clone):
    """Errors cross process boundaries whole."""
    error = clone(DwconvError("dilation", (0, 1), "must be at least 1", "Use 1."))
    assert type(error) is DwconvError
    assert error.value == (0, 1)
    assert str(error) == "dilation is (0, 1), but must be at least 1. Use 1."
