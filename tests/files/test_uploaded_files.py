"""Tests more than twenty files of each kind that people upload: each is read or refused as it should be."""

import io
import struct
import zipfile
from typing import Any

import numpy as np
import pytest

from dwconv import DwconvError
from dwconv.files.number_files import LARGEST_FILE
from dwconv.files.tensors import read_tensors

NUMBERS = np.arange(12.0).reshape(1, 2, 2, 3)
INTEGERS = ("<i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", ">u4", "<u8")
FLOATS = ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8")


def npy(array: Any, *, pickled: bool = False) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=pickled)
    return file.getvalue()


def npz(save: Any = np.savez, *unnamed: Any, **named: Any) -> bytes:
    file = io.BytesIO()
    save(file, *unnamed, **named)
    return file.getvalue()


def with_version(version: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, NUMBERS, version=version)
    return file.getvalue()


def with_header(text: str) -> bytes:
    """An .npy file with this header and no numbers."""
    header = text.encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


def packed(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def table(
    separator: str = ",", comma: str = ".", end: str = "\n", head: bool = True, quoted: bool = False
) -> str:
    """The array of NUMBERS + 0.5 as a table."""
    lines = [["tensor", "axis 0", "axis 1", "axis 2", "axis 3", "value"]] if head else []
    for place in np.ndindex(NUMBERS.shape):
        value = f"{NUMBERS[place] + 0.5}".replace(".", comma)
        lines.append(["input", *map(str, place), f'"{value}"' if quoted else value])
    return end.join(separator.join(line) for line in lines) + end


HEADER = {"descr": "<f8", "fortran_order": False, "shape": (2, 2)}
MATRIX = "1,2\n3,4\n"

# The bytes, and what they hold: an array, arrays by name, or a part of the sentence of the refusal.
NPY: dict[str, tuple[bytes, Any]] = {
    **{f"type {kind}": (npy(NUMBERS.astype(kind)), NUMBERS) for kind in (*INTEGERS, *FLOATS)},
    "bool": (npy(NUMBERS > 5), (NUMBERS > 5).astype(float)),
    "Fortran order": (npy(np.asfortranarray(NUMBERS)), NUMBERS),
    "a view of every second value": (npy(np.arange(24.0)[::2].reshape(NUMBERS.shape)), NUMBERS * 2),
    "version 2": (with_version((2, 0)), NUMBERS),
    "version 3": (with_version((3, 0)), NUMBERS),
    "one number": (npy(np.float32(3)), np.float32(3)),
    "one axis": (npy(np.arange(3.0)), np.arange(3.0)),
    "six axes": (npy(np.ones((1,) * 6)), np.ones((1,) * 6)),
    "the least float16": (npy(np.float16([6e-8])), np.float16([6e-8])),
    "no values": (npy(np.empty((0, 3))), np.empty((0, 3))),
    "bytes behind the numbers": (npy(NUMBERS) + b"more", NUMBERS),
    "NaN": (npy(np.array([1, np.nan])), "a value of arr_0 is nan"),
    "infinity": (npy(np.array([-np.inf])), "a value of arr_0 is -inf"),
    "too large for float32": (npy(np.array([1e300])), "a value of arr_0 is 1e+300"),
    "complex": (npy(np.array([1j])), "must be a type of real numbers"),
    "text": (npy(np.array(["a"])), "must be a type of real numbers"),
    "bytes": (npy(np.array([b"a"])), "must be a type of real numbers"),
    "dates": (npy(np.array(["2020-01-01"], "M8[D]")), "must be a type of real numbers"),
    "durations": (npy(np.array([3], "m8[s]")), "must be a type of real numbers"),
    "a record": (npy(np.zeros(2, "f4,i4")), "must be a type of real numbers"),
    "Python objects": (
        npy(np.array([{}], object), pickled=True),
        "holds Python objects', but must be an .npy file",
    ),
    "ragged lists": (npy(np.array([[1], [1, 2]], object), pickled=True), "holds Python objects"),
    "cut after its numbers began": (npy(NUMBERS)[:-9], "damaged', but must be an .npy file"),
    "cut in its header": (npy(NUMBERS)[:20], "damaged"),
    "six bytes": (npy(NUMBERS)[:6], "damaged"),
    "version 9": (b"\x93NUMPY\x09\x00" + npy(NUMBERS)[8:], "damaged"),
    "a header that is code": (with_header("__import__('os').abort()"), "damaged"),
    "a header without shape": (with_header("{'descr': '<f8', 'fortran_order': False}"), "damaged"),
    "a negative shape": (with_header(str(HEADER | {"shape": (-1, 2)})), "damaged"),
    "a shape of text": (with_header(str(HEADER | {"shape": "22"})), "damaged"),
    "an unknown type": (with_header(str(HEADER | {"descr": "<q9"})), "damaged"),
    "a shape beyond all memory": (with_header(str(HEADER | {"shape": (10**12,) * 2})), "damaged"),
    "more bytes than allowed": (bytes(LARGEST_FILE + 1), "may have 8,000,000 at most"),
}

NPZ: dict[str, tuple[bytes, Any]] = {
    **{
        f"type {kind}": (npz(np.savez, filter=NUMBERS.astype(kind)), {"filter": NUMBERS})
        for kind in (">f8", "<f2", ">i4", "|u1")
    },
    "compressed": (npz(np.savez_compressed, input=NUMBERS), {"input": NUMBERS}),
    "one without a name": (npz(np.savez, NUMBERS), {"arr_0": NUMBERS}),
    "two without names": (
        npz(np.savez, NUMBERS, NUMBERS + 1),
        {"arr_0": NUMBERS, "arr_1": NUMBERS + 1},
    ),
    "three names": (npz(np.savez, a=NUMBERS, b=NUMBERS, c=NUMBERS), dict.fromkeys("abc", NUMBERS)),
    "Fortran order": (npz(np.savez, input=np.asfortranarray(NUMBERS)), {"input": NUMBERS}),
    "a name in Greek": (npz(np.savez, β=NUMBERS), {"β": NUMBERS}),
    "a name with spaces": (npz(np.savez, **{"my filter": NUMBERS}), {"my filter": NUMBERS}),
    "a name in folders": (npz(np.savez, **{"conv/dw": NUMBERS}), {"conv/dw": NUMBERS}),
    "a hundred": (npz(np.savez, *[NUMBERS] * 100), {f"arr_{at}": NUMBERS for at in range(100)}),
    "something else beside": (packed({"x.npy": npy(NUMBERS), "read.me": b"hi"}), {"x": NUMBERS}),
    "not packed": (packed({"x.npy": npy(NUMBERS)}, zipfile.ZIP_STORED), {"x": NUMBERS}),
    "bytes before the archive": (b"PK??" + packed({"x.npy": npy(NUMBERS)}), {"x": NUMBERS}),
    "a thousand and one": (
        packed({f"{at}.npy": b"" for at in range(1001)}),
        "'1,001 tensors', but may have 1,000",
    ),
    "records before others": (
        packed({"0.npy": npy(np.zeros(1, "f4,i4")), "1.npy": b""}),
        "0.dtype is 'void64'",  # records take long to read: no second one is
    ),
    "bzip2": (packed({"x.npy": npy(NUMBERS)}, zipfile.ZIP_BZIP2), "must be none or deflate"),
    "LZMA": (packed({"x.npy": npy(NUMBERS)}, zipfile.ZIP_LZMA), "must be none or deflate"),
    "NaN in the second": (npz(np.savez, a=NUMBERS, b=NUMBERS * np.nan), "a value of b is nan"),
    "a pickle as a member": (packed({"x.npy": b"\x80\x04N."}), "x is damaged"),
    "objects": (npz(np.savez, w=np.array([None])), "w holds Python objects"),
    "text": (npz(np.savez, w=np.array(["1"])), "w.dtype is 'str32'"),
    "a bomb of zeros": (packed({"x.npy": bytes(LARGEST_FILE + 1)}), "may have 8,000,000 at most"),
    "a bomb of many": (
        packed({f"{at}.npy": bytes(10**6) for at in range(9)}),
        "may have 8,000,000",
    ),
    "an archive in it": (packed({"x.npy": packed({"y.npy": b""})}), "x is damaged"),
    "cut in half": (packed({"x.npy": npy(NUMBERS)})[:150], "a damaged archive"),
    "cut at its end": (packed({"x.npy": npy(NUMBERS)})[:-5], "a damaged archive"),
    "a wrong checksum": (
        packed({"x.npy": npy(NUMBERS)}, zipfile.ZIP_STORED).replace(b"\xf0?", b"\xf1?"),
        "a damaged archive",
    ),
    "empty file": (b"", "file is 'empty'"),
    "a pickle": (b"\x80\x04]\x94.", "of another kind"),
    "HDF5 of Keras": (b"\x89HDF\r\n\x1a\n" + bytes(20), "of another kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "of another kind"),
    "torch.save": (packed({"w/data.pkl": b"", "w/data/0": b""}), "one of PyTorch (torch.save)"),
    "no arrays": (packed({"read.me": b"hi"}), "an archive without arrays"),
    "text as npz": (b"1 2 3\n", "file is 'text'"),
}

HALVES = {"input": NUMBERS + 0.5}
PLAIN = {"arr_0": np.array([[1, 2], [3, 4]])}
CSV: dict[str, tuple[bytes, Any]] = {
    "as it is written": (table().encode(), HALVES),
    "lines end as in Windows": (table(end="\r\n").encode(), HALVES),
    "lines end as in old Macs": (table(end="\r").encode(), HALVES),
    "a byte-order mark": (table().encode("utf-8-sig"), HALVES),
    "semicolons": (table(";").encode(), HALVES),
    "semicolons and decimal commas": (table(";", ",").encode(), HALVES),
    "tabs": (table("\t").encode(), HALVES),
    "tabs and decimal commas": (table("\t", ",").encode(), HALVES),
    "quoted values": (table(quoted=True).encode(), HALVES),
    "spaces after the commas": (table(", ").encode(), HALVES),
    "Excel's line sep=;": (("sep=;\n" + table(";", ",")).encode(), HALVES),
    "Excel's line sep=, and a mark": (("sep=,\r\n" + table()).encode("utf-8-sig"), HALVES),
    "headings in capitals": (table().replace("tensor", "TENSOR").encode(), HALVES),
    "empty lines at the end": ((table() + "\n\n").encode(), HALVES),
    "a matrix": (MATRIX.encode(), PLAIN),
    "a matrix with a mark": (MATRIX.encode("utf-8-sig"), PLAIN),
    "a matrix with semicolons": (MATRIX.replace(",", ";").encode(), PLAIN),
    "a matrix with tabs": (MATRIX.replace(",", "\t").encode(), PLAIN),
    "a matrix with spaces": (b" 1 , 2\n 3 , 4\n", PLAIN),
    "a matrix without a last line end": (MATRIX.strip().encode(), PLAIN),
    "long lines": (b"1.0," * 29 + b"2\n", {"arr_0": np.array([[1] * 29 + [2]])}),
    "one column": (b"1\n2\n3\n", {"arr_0": np.array([[1], [2], [3]])}),
    "exponents": (b"1e3,-2.5E-1\n", {"arr_0": np.array([[1000, -0.25]])}),
    "a ragged matrix": (b"1,2\n3\n", "line 2 is '3', but must be 2 numbers"),
    "a word in a matrix": (b"1,2\n3,x\n", "line 2 is '3,x', but must be 2 numbers"),
    "NaN in a matrix": (b"1,nan\n", "a value of arr_0 is nan"),
    "infinity in a matrix": (b"inf,1\n", "a value of arr_0 is inf"),
    "no headings": (table(head=False).encode(), "Put the line tensor,axis 0,"),
    "another heading": (table().replace("axis 3", "axis 4").encode(), "first line is"),
    "decimal commas between commas": (
        table(",", ",").encode(),
        "need semicolons between the columns",
    ),
    "one value missing": (table().replace("input,0,0,1,1,4.5\n", "").encode(), "must have a line"),
    "one value twice": ((table() + "input,0,0,0,0,1\n").encode(), "must be the only line"),
    "an index below 0": (table().replace(",0,1,1,2,", ",0,1,1,-2,").encode(), "four whole numbers"),
    "an index that is no whole number": (
        table().replace(",1,1,2,", ",1,1.5,2,").encode(),
        "four whole",
    ),
    "UTF-16": (table().encode("utf-16"), "begins with the mark of UTF-16"),
    "Latin-1": (table().replace("input", "größe").encode("latin-1"), "must be text in UTF-8"),
    "zeros": (bytes(50), "first line is"),
    "empty": (b"", "file is 'empty'"),
    "a mark and nothing more": ("\n".encode("utf-8-sig"), "file is 'empty'"),
    "a line of headings": (b"a,b\n1,2\n", "Remove this line of headings"),
    "headings and semicolons": (b"a;b\n1,5;2\n", "Remove this line of headings"),
    "what pandas writes": (b",0,1\n0,1,2\n1,3,4\n", "the column of row numbers"),
    "what pandas writes, with names": (b"a,b\nx,1\ny,2\n", "A plain table of numbers is read"),
    "blanks between numbers": (b"1 2\n3 4\n", "not by blanks"),
    "blanks after commas and in cells": (b"1 2, 3\n", "not by blanks"),
    "a word in the first line": (b"1,2,x\n4,5,6\n", "'x' is not a number"),
    "a word below": (b"1,2\n3,x\n", "'x' is not a number"),
    "an empty cell": (b"1,,3\n4,5,6\n", "'' is not a number"),
    "a web page": (b"<!doctype html><p>1,2</p>", "first line is"),
}

CASES = [
    pytest.param(f"file.{kind}", *case, id=f"{kind}: {name}")
    for kind, cases in (("npy", NPY), ("npz", NPZ), ("csv", CSV))
    for name, case in cases.items()
]


@pytest.mark.parametrize(("name", "data", "outcome"), CASES)
def test_a_file_is_read_or_refused_with_the_reason(name: str, data: bytes, outcome: Any) -> None:
    if isinstance(outcome, str):
        with pytest.raises(DwconvError) as raised:
            read_tensors(name, data)
        assert outcome in str(raised.value)
        assert "Error" not in str(raised.value)  # no name of an exception of Python
        return
    wanted = outcome if isinstance(outcome, dict) else {"arr_0": outcome}
    found = read_tensors(name, data)
    assert list(found) == list(wanted)
    for each, array in wanted.items():
        assert found[each].dtype == np.float32
        np.testing.assert_array_equal(found[each], np.asarray(array, np.float32))


@pytest.mark.parametrize("cases", [NPY, NPZ, CSV], ids=["npy", "npz", "csv"])
def test_there_are_twenty_of_each_kind_and_more(cases: Any) -> None:
    assert len(cases) > 20
