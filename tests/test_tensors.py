"""Numbers that leave as a file and come back, and files that are none."""

import csv
import io
import zipfile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from dwconv import DwconvError, tensors
from dwconv.tensors import read_csv, read_npz, write_csv, write_npz

FLOATS = arrays(
    np.float32,
    array_shapes(min_dims=4, max_dims=4, max_side=4),
    elements=st.floats(width=32, allow_nan=False, allow_infinity=False),
)


@given(FLOATS, FLOATS)
def test_every_value_comes_back_to_the_last_bit(one: Any, other: Any) -> None:
    for found in (read_npz(write_npz(a=one, b=other)), read_csv(write_csv(a=one, b=other))):
        assert list(found) == ["a", "b"]
        for name, array in (("a", one), ("b", other)):
            assert found[name].shape == array.shape
            assert found[name].tobytes() == array.tobytes()


def test_numpy_reads_the_npz() -> None:
    array = np.arange(6, dtype="float32").reshape(1, 2, 3, 1)
    data = write_npz(input=array)
    with np.load(io.BytesIO(data), allow_pickle=False) as found:
        np.testing.assert_array_equal(found["input"], array)
        assert found["input"].dtype == np.float32
    assert data == write_npz(input=array)


def test_a_spreadsheet_reads_the_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(write_csv(filter=np.float32([[[[0.1, -2]]]])))))
    assert [(row["tensor"], row["axis 3"], float(row["value"])) for row in rows] == [
        ("filter", "0", 0.1),
        ("filter", "1", -2.0),
    ]


def test_lines_may_come_in_any_order() -> None:
    head, *lines = write_csv(input=np.arange(8.0).reshape(1, 2, 2, 2)).splitlines()
    text = "\r\n".join([head.upper(), *reversed(lines), ""])
    assert read_csv(text)["input"].ravel().tolist() == list(range(8))


HEAD = "tensor,axis 0,axis 1,axis 2,axis 3,value\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "first line is '', but must be tensor,axis 0"),
        ("a,b\n1,2\n", "first line is 'a,b', but must be tensor,axis 0"),
        (HEAD + "x,0,0,0,1\n", "line 2 is 'x,0,0,0,1', but must be a name, four whole numbers"),
        (HEAD + "x,0,0,0,-1,1\n", "line 2 is"),
        (HEAD + "x,0,0,0,0,1\nx,0,0,0,1.5,1\n", "line 3 is"),
        (HEAD + "x,0,0,0,99999,1\n", "from 0 to 4095"),
        (HEAD + "x,0,0,0,0,one\n", "line 2 is"),
        (HEAD + "x,0,0,0,0,nan\n", "a value of x is nan, but must be a finite float32"),
        (HEAD + "x,0,0,0,0,1e39\n", "a value of x is 1e+39, but must be a finite float32"),
        (HEAD + "x,0,0,0,1,1\n", "x[0, 0, 0, 0] is 'missing', but must have a line"),
        (HEAD + "x,4095,4095,4095,4095,1\n", "x[0, 0, 0, 0] is 'missing'"),
        (HEAD + '"x,0,0,0,0,1\n' * 3, "must be a name, four whole numbers"),
    ],
)
def test_a_table_that_is_none_is_told_why(text: str, sentence: str) -> None:
    with pytest.raises(DwconvError) as raised:
        read_csv(text)
    assert sentence in str(raised.value)


def zipped(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def saved(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "must be an .npz file of numbers"),
        (b"PK\x03\x04 and so on", "must be an .npz file of numbers"),
        (zipped("input.npy", b"no array"), "must be an .npz file of numbers"),
        (saved(input=np.array([{"a": 1}], object)), "must be an .npz file of numbers"),
        (
            saved(input=np.array(["a"])),
            "input.dtype is 'str32', but must be a type of real numbers",
        ),
        (saved(input=np.array([1j])), "input.dtype is 'complex128'"),
        (saved(input=np.array([np.inf])), "a value of input is inf"),
        (zipped("input.npy", bytes(5_000_000)), "5,000,000 bytes', but may have 4,000,000 at most"),
    ],
    ids=range(8),
)
def test_a_file_that_is_none_is_told_why(data: bytes, sentence: str) -> None:
    with pytest.raises(DwconvError) as raised:
        read_npz(data)
    assert sentence in str(raised.value)


def test_a_header_that_promises_too_much_takes_no_memory() -> None:
    file = io.BytesIO()
    header = {"descr": "<f8", "fortran_order": False, "shape": (10**13,)}
    np.lib.format.write_array_header_1_0(file, header)
    with pytest.raises(DwconvError, match=r"must be an \.npz file"):
        read_npz(zipped("input.npy", file.getvalue() + bytes(80)))


def test_a_long_table_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensors, "LARGEST_FILE", 100)
    with pytest.raises(DwconvError, match="101 characters', but may have 100 at most"):
        read_csv("x" * 101)
