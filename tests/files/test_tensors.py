"""Tensors saved and read again, and files that are not tensors."""

import csv
import io
import struct
import tracemalloc
import zipfile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from dwconv import DwconvError
from dwconv.files import number_files
from dwconv.files.tensor_tables import read_csv, write_csv
from dwconv.files.tensors import read_npz, write_npz
from dwconv.ui.parameters.table import number_row

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
SEMICOLONS = HEAD.replace(",", ";")


def test_a_table_may_have_decimal_commas_between_semicolons() -> None:
    text = SEMICOLONS + "x;0;0;0;0;-0,5\r\nx;0;0;0;1;1,25e-3\r\nx;0;0;0;2;4.5\r\n"
    assert read_csv(text)["x"].ravel().tolist() == [-0.5, np.float32(1.25e-3), 4.5]


def widest(shape: tuple[int, ...]) -> Any:
    """Values with as many characters as a float32 can have below the lab's limits."""
    digits = np.random.default_rng(4).integers(10_000_000, 99_999_999, shape)
    return np.float32(-digits * 1e-13)


def test_the_largest_state_comes_back_as_a_table() -> None:
    """Its output is largest where a 1x1 kernel meets all the padding there is."""
    h, w, c, m, *pads = (
        number_row(name).most for name in ("h", "w", "c", "m", "pt", "pb", "pl", "pr")
    )
    output = 1, h + pads[0] + pads[1], w + pads[2] + pads[3], c * m
    kernel = number_row("kh").most, number_row("kw").most, c, m
    arrays = {"input": widest((1, h, w, c)), "filter": widest(kernel), "output": widest(output)}
    text = write_csv(**arrays)
    longest = max(len(line.rpartition(",")[2]) for line in text.splitlines()[1:])
    assert longest >= len("-9.9999999e-06")
    assert 0.9 * number_files.LARGEST_FILE < len(text) <= number_files.LARGEST_FILE
    found = read_csv(text)
    for name, array in arrays.items():
        assert found[name].shape == array.shape
        assert found[name].tobytes() == array.tobytes()


def test_a_table_of_very_many_tensors_or_lines_is_refused_early() -> None:
    names = HEAD + "".join(f"t{at},0,0,0,0,1\n" for at in range(200_000))
    with pytest.raises(DwconvError, match="line 1002 is 't1000', but is one tensor too many"):
        read_csv(names)
    with pytest.raises(DwconvError, match="may have 300,000 lines at most"):
        read_csv(HEAD + "\n" * 7_000_000)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "file is 'empty', but must be a table of numbers"),
        ("a,b\n1,2\n", "first line is 'a,b', but must be numbers alone. Remove"),
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
        (
            HEAD + '"' + "x" * 200_000,
            "must be a table, its values set apart by commas or semicolons",
        ),
        (HEAD + "x,0,0,0,0,1\n\nx,0,0,0,0,1\n", "line 4 is 'x,0,0,0,0,1', but must be the only "),
        (HEAD + "x,0,0,0,0,1\nx , 0,0,0,0,2\n", "must be the only line for x[0, 0, 0, 0]."),
        (HEAD + "x,0,0,0,0,0,5\n", "with decimal commas need semicolons between the columns."),
        (SEMICOLONS + "x;0;0;0;0;1.234,5\n", "line 2 is 'x;0;0;0;0;1.234,5', but must be a name"),
        (SEMICOLONS + "x,0,0,0,0,1\n", "line 2 is 'x,0,0,0,0,1', but must be a name"),
    ],
)
def test_a_text_that_is_no_table_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(DwconvError) as raised:
        read_csv(text)
    assert sentence in str(raised.value)


def zipped(name: str, data: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def zipped_many(count: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for at in range(count):
            archive.writestr(f"{at}.npy", b"")
    return file.getvalue()


def saved(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "file is 'empty', but must be an .npz file of numbers"),
        (b"PK\x03\x04 and so on", "'a damaged archive', but must be an .npz file of numbers"),
        (b"1,2,3\n", "file is 'text', but must be an .npz file of numbers"),
        (b"\0\1\2", "file is 'of another kind', but must be an .npz file of numbers"),
        (
            zipped("input.npy", b"no array"),
            "input is damaged', but must be an .npz file of numbers",
        ),
        (
            saved(input=np.array([{"a": 1}], object)),
            "input holds Python objects', but must be an .npz file of numbers",
        ),
        (
            saved(input=np.array(["a"])),
            "input.dtype is 'str32', but must be a type of real numbers",
        ),
        (saved(input=np.array([1j])), "input.dtype is 'complex128'"),
        (saved(input=np.array([np.inf])), "a value of input is inf"),
        (zipped("input.npy", bytes(9_000_000)), "9,000,000 bytes', but may have 8,000,000 at most"),
        (bytes(8_000_001), "8,000,001 bytes', but may have 8,000,000 at most"),
        (zipped_many(1001), "'1,001 tensors', but may have 1,000 at"),
    ],
    ids=range(12),
)
def test_a_file_that_holds_no_arrays_is_refused_with_the_reason(data: bytes, sentence: str) -> None:
    with pytest.raises(DwconvError) as raised:
        read_npz(data)
    assert sentence in str(raised.value)


def test_a_header_that_promises_too_much_takes_no_memory() -> None:
    file = io.BytesIO()
    header = {"descr": "<f8", "fortran_order": False, "shape": (10**13,)}
    np.lib.format.write_array_header_1_0(file, header)
    with pytest.raises(DwconvError, match=r"must be an \.npz file"):
        read_npz(zipped("input.npy", file.getvalue() + bytes(80)))


def forged(file: bytes, size: int) -> bytes:
    """The file of one member, whose directory says another size of it."""
    data = bytearray(file)
    struct.pack_into("<I", data, data.rfind(b"PK\1\2") + 24, size)
    return bytes(data)


@pytest.mark.parametrize(
    ("packing", "size", "sentence"),
    [
        (
            zipfile.ZIP_BZIP2,
            1000,
            "the packing of input.npy is 'bzip2', but must be none or deflate",
        ),
        (zipfile.ZIP_LZMA, 1000, "the packing of input.npy is 'lzma', but must be none or deflate"),
        (zipfile.ZIP_DEFLATED, 1000, "must be an .npz file of numbers"),
    ],
)
def test_a_file_that_lies_about_its_size_takes_little_memory(
    packing: int, size: int, sentence: str
) -> None:
    unpacked = 60_000_000
    data = forged(zipped("input.npy", bytes(unpacked), packing), size)
    assert len(data) < 70_000
    tracemalloc.start()
    try:
        with pytest.raises(DwconvError) as raised:
            read_npz(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sentence in str(raised.value)
    assert most < 4 * number_files.LARGEST_FILE < unpacked


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_what_numpy_saves_is_read(save: Any) -> None:
    file = io.BytesIO()
    save(file, input=np.arange(6.0))
    assert read_npz(file.getvalue())["input"].tolist() == list(range(6))


def test_a_long_table_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_files, "LARGEST_FILE", 100)
    with pytest.raises(DwconvError, match="101 characters', but may have 100 at most"):
        read_csv("x" * 101)
