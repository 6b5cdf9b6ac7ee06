"""Reads an uploaded PNG, JPEG or WebP picture, or says in a sentence what is wrong with it.

A file's name is not relied on: its first bytes tell its kind. Its size is read before a pixel
is decoded, so that a few bytes cannot take gigabytes of memory.
"""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.sample_values import photograph
from dwconv.files.number_files import is_text
from dwconv.files.png_transparency import transparent_pixels

if TYPE_CHECKING:
    from PIL import Image, ImageFile

Array = npt.NDArray[np.uint8]

SIDE = 512
"""Pixels of the longer side, at most; a larger picture is scaled down to that."""

FORMATS = {"PNG": (".png", ".apng"), "JPEG": (".jpg", ".jpeg", ".jfif"), "WEBP": (".webp",)}
"""What is read, and how such files are usually named."""

_ENDINGS = {ending for endings in FORMATS.values() for ending in endings}

# Megapixels that are decoded, at most. A JPEG is decoded at a fraction of its size, but some kinds
# of it keep up to 6 bytes for every pixel of the full one meanwhile; the others take up to 16.
_MEGAPIXELS = {"PNG": 16, "JPEG": 52, "WEBP": 16}

# A progressive JPEG is decoded scan by scan, each over all of the picture: ten are usual, and
# thousands fit into a small file. At most so many, and so many megapixels in all of them.
_SCANS, _MEGAPIXELS_SCANNED = 100, 1000

# The first bytes of files.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"WEBP", 8, "WEBP"),
)
_OTHER_SIGNATURES = (
    (b"GIF8", 0, "a GIF"),
    (b"BM", 0, "a BMP"),
    (b"II*\0", 0, "a TIFF"),
    (b"MM\0*", 0, "a TIFF"),
    (b"ftypavi", 4, "an AVIF"),
    (b"ftyphei", 4, "a HEIC"),
    (b"ftypmif1", 4, "a HEIC"),
    (b"8BPS", 0, "a Photoshop file"),
    (b"%PDF", 0, "a PDF"),
    (b"%!PS", 0, "PostScript"),
    (b"PK\x03\x04", 0, "a ZIP archive or a document"),
    (b"\0\0\x01\0", 0, "an icon"),
)
_CONVERT = "Save the picture as PNG, JPEG or WebP and choose that file."

# Decoding is the one thing here that takes memory, so it is done for one visitor at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as it is used here.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (height, width, 3)
        Red, green and blue, 0 to 255; no side is longer than `SIDE`.
    notes : tuple of str
        What was done to the file's pixels on the way, one sentence each.
    """

    pixels: Array
    notes: tuple[str, ...] = ()


def read(data: bytes, name: str) -> Picture:
    """Read the bytes of a PNG, JPEG or WebP file.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for the sentences; its ending is not relied on.

    Returns
    -------
    Picture
        The first frame, upright, as red, green and blue on white.

    Raises
    ------
    DwconvError
        If it is no such file, is damaged, or is too large. The sentence says what
        would work.

    Examples
    --------
    >>> read(b"GIF89a...", "cat.png")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: the file is 'cat.png', but must hold a PNG, JPEG or WebP picture:
    this one holds a GIF. Save the picture as PNG, JPEG or WebP and choose that file.
    """
    kind = _kind(data, name)
    with _one_at_a_time, warnings.catch_warnings():
        # Pillow warns of what is decided here: large pictures, odd metadata.
        warnings.simplefilter("ignore")
        try:
            return _decode(data, name, kind)
        except DwconvError:
            raise
        except Exception as error:  # a broken file makes Pillow raise nearly anything
            raise _refusal(
                name,
                f"must be whole: this {_format_name(kind)} ends too early, or is damaged",
                "Open it in another program and save it again, or choose another picture.",
            ) from error


def included_photo() -> Picture:
    """Return the square photograph that comes with matplotlib, 512 by 512 pixels.

    Examples
    --------
    >>> included_photo().pixels.shape
    (512, 512, 3)
    """
    return Picture(photograph()[:SIDE, :SIDE].copy())


def scaled(pixels: Array, side: int) -> Array:
    """Return pixels with a longer side of at most `side`; every new pixel is a mean of old ones.

    Examples
    --------
    >>> scaled(np.zeros((8, 4, 3), np.uint8), 4).shape
    (4, 2, 3)
    """
    from PIL import Image

    size = _scaled_size(pixels.shape[1], pixels.shape[0], side)
    if size == (pixels.shape[1], pixels.shape[0]):
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))


def _refusal(name: str, rule: str, fix: str = _CONVERT) -> DwconvError:
    return DwconvError("the file", PurePath(name).name or name, rule, fix)


def _format_name(kind: str) -> str:
    return "WebP" if kind == "WEBP" else kind


def _kind(data: bytes, name: str) -> str:
    """What a file's first bytes say it is; one of `FORMATS`, or an error."""
    if not data:
        raise _refusal(name, "must not be empty", "Choose a PNG, JPEG or WebP picture.")
    for start, at, kind in _SIGNATURES:
        if data[at : at + len(start)] == start:
            return kind
    holds = "something else"
    for start, at, other in _OTHER_SIGNATURES:
        if data[at : at + len(start)] == start:
            holds = other
            break
    else:
        head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if b"<svg" in head:
            holds = "an SVG, a drawing without pixels"
        elif head.startswith((b"<!doctype html", b"<html")):
            holds = "a web page"
        elif is_text(data):
            holds = "text"
    raise _refusal(name, f"must hold a PNG, JPEG or WebP picture: this one holds {holds}")


def _decode(data: bytes, name: str, kind: str) -> Picture:
    from PIL import Image

    notes: list[str] = []
    limit = _MEGAPIXELS[kind]
    try:
        image = Image.open(io.BytesIO(data), formats=[kind])
    except Image.DecompressionBombError as error:
        raise _too_large(name, kind, "far more") from error
    with image:
        width, height = image.size
        if width * height > limit * 1_000_000:
            raise _too_large(name, kind, f"{width}×{height} pixels")
        if kind == "JPEG":
            _check_scans(data, name, width * height / 1e6)
        suffix = PurePath(name).suffix.lower()
        if suffix not in FORMATS[kind]:
            named = f"says {suffix}" if suffix in _ENDINGS else "does not say it"
            notes.append(
                f"Its name {named}, but it holds a {_format_name(kind)} and is read as that."
            )
        # A phone's JPEG may hold a second picture of the same view (MPO): that moves nothing.
        frames = getattr(image, "n_frames", 1)
        if frames > 1 and kind != "JPEG":
            notes.append(f"It is animated: this is the first of {frames} frames.")
        size = _scaled_size(width, height, SIDE)
        image.draft(None, size)  # a JPEG then is decoded at about this size
        image.load()
        small = _on_white(image, data, size, notes)
        turned = _upright(image, small)
        if turned is not small:
            notes.append("It is turned as its EXIF orientation says.")
        if size != (width, height):
            # as it is seen and used: a quarter turn changes width and height over
            seen = (width, height) if turned.size == size else (height, width)
            notes.append(
                f"{seen[0]}×{seen[1]} pixels were scaled down to {turned.width}×{turned.height}."
            )
        if image.info.get("icc_profile"):
            notes.append("Its colour profile is left out: the numbers are those in the file.")
        return Picture(np.array(turned, np.uint8), tuple(notes))


def _check_scans(data: bytes, name: str, megapixels: float) -> None:
    """Refuse a JPEG that would take seconds to decode, before a pixel is decoded."""
    scans = data.count(b"\xff\xda")  # a marker: these two bytes are nowhere else in a scan
    most = max(min(_SCANS, int(_MEGAPIXELS_SCANNED / megapixels)), 10)
    if scans > most:
        raise _refusal(
            name,
            f"must have at most {most} scans: this JPEG of {megapixels:.1f} million pixels has {scans}",
            "Open it in another program and save it again.",
        )


def _too_large(name: str, kind: str, has: str) -> DwconvError:
    return _refusal(
        name,
        f"must have at most {_MEGAPIXELS[kind]} million pixels as {_format_name(kind)}: "
        f"this one says it has {has}",
        f"Scale it down first; {SIDE} pixels are enough.",
    )


def _scaled_size(width: int, height: int, side: int) -> tuple[int, int]:
    """(width, height) with the longer one at most `side`, and no side without a pixel."""
    share = min(side / max(width, height), 1)
    return max(round(width * share), 1), max(round(height * share), 1)


def _on_white(
    image: ImageFile.ImageFile, data: bytes, size: tuple[int, int], notes: list[str]
) -> Image.Image:
    """The picture as 8-bit RGB on white, at its final size; adds notes about what that changed."""
    from PIL import Image

    plain: Image.Image = image
    # IHDR comes first in every PNG; its bit depth is the 25th byte.
    if image.format == "PNG" and data[24] == 16:
        notes.append("It has 16 bits a value: the upper 8 are used, so 0 to 255.")
    if image.mode.startswith("I"):  # grey with 16 bits, or what Pillow makes of it
        plain = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    elif image.mode == "CMYK":
        notes.append("It is CMYK, made for print: red, green and blue are a plain conversion.")
    elif image.mode in ("P", "PA"):
        notes.append("Its colours come from a palette.")
    # Pillow makes RGBA of grey with 16 bits and alpha; the colour type stands behind the bit depth.
    grey_png = image.format == "PNG" and data[25] in (0, 4)
    if grey_png or image.mode in ("1", "L", "LA", "La") or image.mode.startswith("I"):
        notes.append("It is grey: red, green and blue are the same.")
    transparent = transparent_pixels(image, data)
    if transparent is not None:
        image.info.pop("transparency")
        plain.info.pop("transparency", None)
        if transparent.any():
            plain = plain.convert("RGB")
            plain.putalpha(Image.fromarray(np.where(transparent, 0, 255).astype(np.uint8)))
    if plain.has_transparency_data:
        notes.append("It is transparent in places: they are shown on white.")
        over = plain if plain.mode == "RGBA" else plain.convert("RGBA")
        over = over.resize(size, Image.Resampling.BOX)
        paper = Image.new("RGBA", size, "white")
        paper.alpha_composite(over)
        return paper.convert("RGB")
    if plain.mode in ("1", "P"):  # of which no mean can be taken
        plain = plain.convert("RGB")
    return plain.resize(size, Image.Resampling.BOX).convert("RGB")


def _upright(image: ImageFile.ImageFile, small: Image.Image) -> Image.Image:
    """The picture turned as its EXIF orientation asks."""
    from PIL import ExifTags, Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        held = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # broken metadata is no reason to refuse the picture
        return small
    return small.transpose(turns[held]) if held in turns else small
