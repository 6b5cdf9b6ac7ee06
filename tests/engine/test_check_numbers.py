"""dwconv.engine.check_numbers: what is taken for an integer, for two of them, and for a list."""

from __future__ import annotations

import numpy as np
import pytest

from dwconv.engine.check_numbers import integer, is_list, pair
from dwconv.engine.errors import DwconvError


@pytest.mark.parametrize("value", [1.5, 2.0, True, "2", None, [2], np.float32(2), np.True_])
def test_integer_refuses_what_is_not_an_int(value):
    """No float, however whole, and no bool is an int."""
    with pytest.raises(DwconvError, match=r"^stride is .* must be an integer"):
        integer("stride", value, 0)


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3), np.array(3)])
def test_integer_gives_plain_ints(value):
    """NumPy's integers become Python's."""
    assert type(integer("stride", value, 0)) is int
    assert integer("stride", value, 3) == 3
    with pytest.raises(DwconvError, match="stride is 3, but must be at least 4"):
        integer("stride", value, 4)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ((1,), "not 1"),
        ([1, 2, 3], "not 3"),
        ("12", "list, tuple or array of two"),
        (b"12", "list, tuple or array of two"),
        (bytearray(b"12"), "list, tuple or array of two"),
        ({1: 2}, "list, tuple or array of two"),
        (np.array([1, 2, 3]), "not 3"),
        (np.array([[1, 2]]), "not 1"),
        (np.array([]), "not 0"),
        (np.array([1.0, 2.0]), r"stride\[0\] is 1.0"),
        (np.array([True, True]), r"stride\[0\] is True"),
        (np.array(["1", "2"]), r"stride\[0\] is '1'"),
        (np.array(1.5), "stride is 1.5"),
        (np.True_, "stride is True"),
        (float("nan"), "stride is nan"),
        ([1, 0], r"stride\[1\] is 0"),
        ([1.0, 1], r"stride\[0\] is 1.0"),
        (0, "stride is 0"),
        (None, "stride is None"),
    ],
)
def test_pair_refuses_what_is_not_two_ints(value, message):
    """The message says which of the two is wrong, or that there are not two."""
    with pytest.raises(DwconvError, match=message):
        pair("stride", value, 1)


def test_pair_takes_one_int_for_both():
    """One int serves vertically and horizontally."""
    assert pair("stride", np.int64(3), 1) == (3, 3)
    assert pair("stride", [2, 3], 1) == (2, 3)


@pytest.mark.parametrize("dtype", [int, np.uint8, ">i4", object])
def test_pair_takes_arrays_of_ints(dtype):
    """An array of two is two plain ints, and one without axes is one for both."""
    both = pair("stride", np.array([2, 3], dtype), 1)
    assert both == (2, 3)
    assert {type(each) for each in both} == {int}
    assert pair("stride", np.array(2, dtype), 1) == (2, 2)


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        ([], True),
        ((1, 2), True),
        (range(2), True),
        ("12", False),
        (b"12", False),
        (bytearray(b"12"), False),
        (memoryview(b"12"), False),
        ({1, 2}, False),
        (None, False),
        (2, False),
    ],
)
def test_text_is_not_a_list(value, listed):
    """Lists, tuples and ranges are; text is not, in bytes either."""
    assert is_list(value) == listed
