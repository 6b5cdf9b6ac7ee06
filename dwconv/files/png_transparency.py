"""Which pixels a PNG without an alpha channel makes transparent: those of one colour (tRNS)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL import ImageFile


def transparent_pixels(image: ImageFile.ImageFile, data: bytes) -> npt.NDArray[np.bool_] | None:
    """Return where a PNG is transparent by its one transparent colour.

    Pillow compares that colour with the pixels as it decoded them: scaled to 8 bits. The PNG
    specification wants it compared with the values in the file, at their own number of bits.

    Parameters
    ----------
    image : PIL.ImageFile.ImageFile
        Decoded from `data`.
    data : bytes
        The whole file.

    Returns
    -------
    ndarray of bool, shape (height, width), or None
        None for a picture that has no such colour: opaque, with a palette or with an alpha channel.
    """
    key = image.info.get("transparency")
    if image.format != "PNG" or key is None or image.mode not in ("1", "L", "I", "I;16", "RGB"):
        return None
    bits = data[24]  # IHDR comes first in every PNG
    matches: npt.NDArray[np.bool_]
    if image.mode == "1":
        matches = np.asarray(image) == bool(key)
        return matches
    if image.mode != "RGB":
        # Grey of 2 and 4 bits is decoded as 0 to 255; only the lowest bits of the key count.
        scale = 255 // (2**bits - 1) if bits < 16 else 1
        matches = np.asarray(image) == (key & (2**bits - 1)) * scale
        return matches
    high = np.asarray(image)
    if bits == 8:
        return _has_colour(high, [value & 255 for value in key])
    return _has_colour(high, [value >> 8 for value in key]) & _has_colour(
        _lower_bytes(data), [value & 255 for value in key]
    )


def _has_colour(pixels: npt.NDArray[np.uint8], colour: list[int]) -> npt.NDArray[np.bool_]:
    red, green, blue = (pixels[..., at] == value for at, value in enumerate(colour))
    equal: npt.NDArray[np.bool_] = red & green & blue
    return equal


def _lower_bytes(data: bytes) -> npt.NDArray[np.uint8]:
    """The lower byte of each value of a picture with 16 bits a colour, which Pillow leaves out.

    Pillow keeps only the high byte of each 16-bit value. If it is told that the bytes are in the
    opposite order, it keeps the low byte instead.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        image.tile = [tile._replace(args="RGB;16L") for tile in image.tile]
        return np.asarray(image)
