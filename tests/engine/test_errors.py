"""Tests DwconvError: it says what is wrong and what would work."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

from dwconv.engine.errors import DwconvError, quote


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


@pytest.mark.parametrize(
    "value", [10**5000, -(10**5000), [10**5000, 1], (1, [10**9999])], ids=lambda _: "long"
)
def test_an_int_too_long_for_python_to_print_is_described(value):
    """Python refuses to write out more than 4300 digits; the sentence does without them."""
    message = str(DwconvError("stride", value, "must be at least 1"))
    assert "<an int of " in message
    assert len(message) < 150


def test_an_array_is_quoted_in_one_line():
    """Whatever the value, a message is a sentence, without line breaks."""
    message = str(DwconvError("padding", np.zeros((4, 2), int), "must be a list"))
    assert message == ("padding is array([[0, 0], [0, 0], [0, 0], [0, 0]]), but must be a list.")
    assert "\n" not in quote(np.ones((3, 4, 5)))


def test_a_deep_value_is_cut():
    """Lists in lists grow fast; the message does not."""
    value = [[[["1970-01-01"] * 8] * 8] * 8] * 8
    assert len(quote(value)) == 120
    assert quote(value).endswith("...")


def test_a_value_without_a_repr_is_named_by_its_type():
    """An error about a value does not fail over the value."""

    class Mute:
        def __repr__(self):
            raise RuntimeError

    assert quote(Mute()).startswith("<Mute instance at ")
