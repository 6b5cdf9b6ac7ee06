"""PNG files written here by the specification, of every kind there is, and JPEG files of flat colours."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from dwconv import DwconvError
from dwconv.files import images

# Colour type: values a pixel, and the numbers of bits that the PNG specification allows (table 11.1).
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
KINDS = {
    GREY: (1, (1, 2, 4, 8, 16)),
    RGB: (3, (8, 16)),
    PALETTE: (1, (1, 2, 4, 8)),
    GREY_ALPHA: (2, (8, 16)),
    RGBA: (4, (8, 16)),
}
# First row and column of each pass of Adam7, and the steps to the next ones (section 8.2).
PASSES = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))  # fmt: skip
COLOURS = np.random.default_rng(1).integers(0, 256, (256, 3))
OPACITIES = (0, 51, 255)  # of the first three colours of a palette


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def lines_of(values, bits, start):
    """Rows with a filter each, in turn none, sub and up (section 9)."""
    size = max(values.shape[-1] * bits // 8, 1)
    found, before = b"", None
    for at, row in enumerate(values):
        text = "".join(f"{value:0{bits}b}" for value in row.ravel())
        text = text.ljust(-(-len(text) // 8) * 8, "0")
        now = np.frombuffer(int(text, 2).to_bytes(len(text) // 8, "big"), np.uint8)
        kind = (start + at) % 3
        other = np.zeros_like(now)
        if kind == 1:
            other[size:] = now[:-size] if len(now) > size else []
        if kind == 2 and before is not None:
            other = before
        found += bytes([kind]) + (now - other).tobytes()
        before = now
    return found


def png_of(values, colour, bits, interlaced, says=None):
    height, width, _ = values.shape
    width, height = says or (width, height)
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    extra = b""
    if colour == PALETTE:
        known = COLOURS[: 2**bits].astype(np.uint8).tobytes()
        extra = chunk(b"PLTE", known) + chunk(b"tRNS", bytes(OPACITIES[: 2**bits]))
    parts = (
        [values[y::down, x::across] for y, x, down, across in PASSES] if interlaced else [values]
    )
    data = b"".join(lines_of(part, bits, at) for at, part in enumerate(parts) if part.size)
    chunks = (
        chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


def shown(values, colour, bits):
    """Red, green and blue on white, as the specification says what the values are."""
    plain = values >> 8 if bits == 16 else values * 255 // (2**bits - 1)
    opacity = np.full(values.shape[:2], 255)
    if colour == PALETTE:
        plain, index = COLOURS[values[..., 0]], values[..., 0]
        opacity = np.where(index < 3, np.take(OPACITIES, np.minimum(index, 2)), 255)
    elif colour in (GREY_ALPHA, RGBA):
        plain, opacity = plain[..., :-1], plain[..., -1]
    share = opacity[..., None] / 255
    return np.broadcast_to(plain * share + 255 * (1 - share), (*values.shape[:2], 3))


@pytest.mark.parametrize("interlaced", [0, 1], ids=["by rows", "interlaced"])
@pytest.mark.parametrize(
    ("colour", "bits"), [(colour, bits) for colour, (_, all_) in KINDS.items() for bits in all_]
)
def test_every_kind_of_png_is_read_as_the_specification_says(colour, bits, interlaced):
    values = np.random.default_rng(bits).integers(0, 2**bits, (9, 11, KINDS[colour][0]))
    picture = images.read(png_of(values, colour, bits, interlaced), "a.png")
    np.testing.assert_allclose(picture.pixels, shown(values, colour, bits), atol=1)
    assert any("16 bits" in note for note in picture.notes) == (bits == 16)
    assert any("palette" in note for note in picture.notes) == (colour == PALETTE)
    assert any("grey" in note for note in picture.notes) == (colour in (GREY, GREY_ALPHA))


def jpeg(colour, mode="RGB", **options):
    file = io.BytesIO()
    Image.new(mode, (40, 24), colour).save(file, "JPEG", quality=95, **options)
    return file.getvalue()


ORANGE = (230, 120, 20)
JPEGS = {
    "every pixel its own colour": (jpeg(ORANGE, subsampling=0), ORANGE),
    "a colour for two pixels": (jpeg(ORANGE, subsampling=1), ORANGE),
    "a colour for four pixels": (jpeg(ORANGE, subsampling=2), ORANGE),
    "progressive": (jpeg(ORANGE, progressive=True), ORANGE),
    "restart markers": (jpeg(ORANGE, restart_marker_blocks=1), ORANGE),
    "grey": (jpeg(90, "L"), (90,) * 3),
    "grey, progressive": (jpeg(90, "L", progressive=True), (90,) * 3),
    "print white": (jpeg((0, 0, 0, 0), "CMYK"), (255,) * 3),
    "print cyan": (jpeg((255, 0, 0, 0), "CMYK"), (0, 255, 255)),
    "print yellow": (jpeg((0, 0, 255, 0), "CMYK"), (255, 255, 0)),
    "print black": (jpeg((0, 0, 0, 255), "CMYK"), (0,) * 3),
    "bytes behind the picture": (jpeg(ORANGE) + bytes(3000), ORANGE),
    "a comment": (jpeg(ORANGE, comment=b"<b>hello</b>"), ORANGE),
    "a profile of a camera": (jpeg(ORANGE, icc_profile=bytes(200)), ORANGE),
}


@pytest.mark.parametrize("kind", JPEGS)
def test_a_jpeg_of_one_colour_has_that_colour(kind):
    data, colour = JPEGS[kind]
    pixels = images.read(data, "a.jpg").pixels
    assert pixels.shape == (24, 40, 3)
    np.testing.assert_allclose(pixels, np.broadcast_to(colour, pixels.shape), atol=4)


ONE_ROW = np.zeros((1, 3, 1), int)
OTHERS = {
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99), "holds something else"),
    "JPEG XL": (b"\xff\x0a" + bytes(99), "holds something else"),
    "GIF named webp": (b"GIF89a" + bytes(99), "holds a GIF"),
    "a Photoshop file": (b"8BPS\0\x01" + bytes(99), "holds a Photoshop file"),
    "a sound": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(99), "holds something else"),
    "PNG, no height": (
        png_of(ONE_ROW, GREY, 8, 0, (3, 0)),
        "this PNG ends too early, or is damaged",
    ),
    "PNG, widest header": (
        png_of(ONE_ROW, GREY, 8, 0, (2**31 - 1, 1)),
        "this one says it has far more",
    ),
    "PNG, more than 16 million pixels": (
        png_of(ONE_ROW, GREY, 8, 0, (4001, 4000)),
        "it has 4001×4000 pixels",
    ),
    "JPEG, no size": (
        jpeg(ORANGE).replace(b"\x08" + struct.pack(">HH", 24, 40), b"\x08" + bytes(4)),
        "this JPEG ends too early, or is damaged",
    ),
    "JPEG without scans": (
        jpeg(ORANGE).partition(b"\xff\xda")[0],
        "this JPEG ends too early, or is damaged",
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_picture_that_can_be_read_is_refused_with_the_reason(kind):
    data, sentence = OTHERS[kind]
    with pytest.raises(DwconvError, match=sentence):
        images.read(data, "a.webp")
