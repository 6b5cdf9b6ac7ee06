"""Input, filter and output as files for NumPy; and reading one in any format that is known here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.files.number_files import (
    LARGEST_FILE,
    MOST_TENSORS,
    Array,
    as_finite,
    check_size,
    is_text,
)
from dwconv.files.tensor_tables import read_csv

_NPY = b"\x93NUMPY"  # how an .npy file begins

# Python's zipfile unpacks these two piece by piece, and every other at one go.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHER_COMPRESSIONS = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "lzma"}


def write_npz(**arrays: Array) -> bytes:
    """Return an .npz file: ``np.load`` gives the arrays back under their names.

    Examples
    --------
    >>> read_npz(write_npz(filter=np.ones((1, 1, 1, 2))))["filter"].shape
    (1, 1, 1, 2)
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            # Without the time of day: the same numbers make the same file.
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    return file.getvalue()


def read_npz(data: bytes) -> dict[str, Array]:
    """Read the numbers of an .npz file from somebody else.

    Returns
    -------
    dict of str to ndarray of float32
        All arrays in it, whatever their names and shapes.

    Raises
    ------
    DwconvError
        If it is no such file, is too large, or holds anything but finite real numbers.
    """
    check_size(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # each is looked at before the next one is read: an array of records takes long
            return {
                name: as_finite(name, _array(name, member)) for name, member in _members(archive)
            }
    except DwconvError:
        raise
    except Exception:  # a broken or hostile file makes zipfile raise nearly anything
        raise _not_an_archive(data) from None


_ARCHIVE_RULE = "must be an .npz file of numbers"
_HOW_TO_SAVE = 'NumPy writes one: numpy.savez("tensors.npz", input=x, filter=w).'


def _not_an_archive(data: bytes) -> DwconvError:
    """What a file is that cannot be unpacked."""
    if not data:
        found = "empty"
    elif data.startswith(b"PK"):
        found = "a damaged archive"
    elif data.startswith(_NPY):
        found = "a single array (.npy)"
    elif is_text(data):
        found = "text"
    else:
        found = "of another kind"
    return DwconvError("file", found, _ARCHIVE_RULE, _HOW_TO_SAVE)


_SINGLE_RULE = "must be an .npy file of numbers"
_HOW_TO_SAVE_ONE = 'NumPy writes one: numpy.save("filter.npy", w).'


def _array(name: str, data: bytes) -> Array:
    """Read one array in NumPy's format; one without a name is a file of its own."""
    try:
        array: Array = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    except Exception as error:  # a broken or hostile file makes NumPy raise nearly anything
        whose = f"an archive in which {name}" if name else "an array that"
        rule = _ARCHIVE_RULE if name else _SINGLE_RULE
        if "Object arrays" in str(error):
            found = f"{whose} holds Python objects"
            fix = f'Save {name or "w"}.astype("float32") instead: objects can run code when they are read.'
        else:
            found, fix = f"{whose} is damaged", _HOW_TO_SAVE if name else _HOW_TO_SAVE_ONE
        raise DwconvError("file", found, rule, fix) from None
    return array


def _without_arrays(archive: zipfile.ZipFile) -> DwconvError:
    """What an archive is that has no array in it."""
    if any(name.endswith("data.pkl") for name in archive.namelist()):
        fix = 'Save it with numpy.save("filter.npy", layer.weight.detach().numpy()).'
        return DwconvError("file", "one of PyTorch (torch.save)", _ARCHIVE_RULE, fix)
    return DwconvError("file", "an archive without arrays (.npy)", _ARCHIVE_RULE, _HOW_TO_SAVE)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack the arrays of an archive one by one; do not rely on the sizes it states."""
    members = [member for member in archive.infolist() if member.filename.endswith(".npy")]
    if not members:
        raise _without_arrays(archive)
    check_size(sum(member.file_size for member in members))
    if len(members) > MOST_TENSORS:
        raise DwconvError("file", f"{len(members):,} tensors", f"may have {MOST_TENSORS:,} at most")
    bytes_left = LARGEST_FILE
    for member in members:
        if member.compress_type not in _PACKINGS:
            packing = _OTHER_COMPRESSIONS.get(
                member.compress_type, f"method {member.compress_type}"
            )
            raise DwconvError(
                f"the packing of {member.filename}",
                packing,
                "must be none or deflate",
                "numpy.savez and numpy.savez_compressed write such files.",
            )
        with archive.open(member) as file:
            data = file.read(bytes_left + 1)
        bytes_left -= len(data)
        if bytes_left < 0:
            raise DwconvError("file", "larger unpacked", f"may have {LARGEST_FILE:,} bytes at most")
        yield member.filename[:-4], data


def read_tensors(name: str, data: bytes) -> dict[str, Array]:
    """Read an .npz, .npy or CSV file; its content tells which of them it is, not its name.

    Parameters
    ----------
    name : str
        The file's name, for the sentences; what ends in .csv is a table.
    data : bytes

    Returns
    -------
    dict of str to ndarray of float32
        The array of an .npy file has the name ``arr_0``, as in an .npz file without names.

    Raises
    ------
    DwconvError
        Names what is wrong with the file, and what would work.

    Examples
    --------
    >>> read_tensors("kernel.npz", write_npz(filter=np.ones((1, 1, 1, 2))))["filter"].shape
    (1, 1, 1, 2)
    """
    check_size(len(data))
    if data.startswith(_NPY):
        return {"arr_0": as_finite("arr_0", _array("", data))}
    if data.startswith(b"PK") or not name.lower().endswith(".csv"):
        return read_npz(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        fix = "Save the table as CSV in UTF-8."
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            fix = f"This one begins with the mark of UTF-16. {fix}"
        raise DwconvError("file", name, "must be text in UTF-8", fix) from None
    return read_csv(text)
