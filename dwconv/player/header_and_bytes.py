"""One block of bytes from a JSON header and what follows it, as the browser takes it apart.

The length of the header comes first, as a little-endian unsigned integer of 4 bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from typing import Any

_LENGTH = struct.Struct("<I")


def join(header: dict[str, Any], parts: Iterable[bytes] = (), align: int = 1) -> bytes:
    r"""Put a header before bytes.

    Parameters
    ----------
    header : dict
        What JSON can say. NaN and infinity are not among it.
    parts : iterable of bytes, optional
        What follows, one after the other.
    align : int, optional
        What follows begins at a multiple of so many bytes: 4 where the browser reads numbers in place.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        If a number of the header is not finite.

    Examples
    --------
    >>> join({"step": 3}, [b"DWC1"])
    b'\n\x00\x00\x00{"step":3}DWC1'
    """
    encoded = json.dumps(header, separators=(",", ":"), allow_nan=False).encode()
    encoded += b" " * (-len(encoded) % align)
    return b"".join([_LENGTH.pack(len(encoded)), encoded, *parts])


def split(block: bytes) -> tuple[dict[str, Any], bytes]:
    r"""Take such a block apart.

    Returns
    -------
    header : dict
    rest : bytes
        What follows the header.

    Raises
    ------
    ValueError
        If it does not begin with a header.

    Examples
    --------
    >>> split(b'\n\x00\x00\x00{"step":3}DWC1')
    ({'step': 3}, b'DWC1')
    """
    try:
        (length,) = _LENGTH.unpack_from(block)
        header = json.loads(block[_LENGTH.size : _LENGTH.size + length])
    except (struct.error, ValueError, RecursionError) as error:
        raise ValueError("These bytes do not begin with a header.") from error
    if not isinstance(header, dict):
        raise ValueError(f"The header is {type(header).__name__}, and must be a dict.")
    return header, block[_LENGTH.size + length :]
