"""Tests uploaded pictures: how each kind is read or refused, and that none takes too much memory."""

import contextlib
import io
import struct
import subprocess
import sys
import tracemalloc
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from dwconv.engine.errors import DwconvError
from dwconv.files import images

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n"


def saved(image, kind="PNG", **options):
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


def some(mode="RGB", size=(40, 30)):
    """A picture that is no flat surface."""
    values = np.random.default_rng(5).integers(0, 256, (size[1], size[0], 3), np.uint8)
    return Image.fromarray(values).convert(mode)


def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(width, height, data=b"", depth=8, colour=2, extra=b""):
    """A PNG made by hand, so that it can claim what it likes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return PNG + head + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg_that_claims(width, height, **options):
    """A small JPEG whose frame header says another size."""
    data = bytearray(saved(some(), "JPEG", **options))
    at = max(data.find(marker) for marker in (b"\xff\xc0\x00\x11", b"\xff\xc2\x00\x11"))
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_that_claims(width, height):
    body = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body += saved(some(), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def wrong_crc():
    data = bytearray(saved(some()))
    data[30] ^= 0xFF
    return bytes(data)


def half(kind):
    data = saved(some(size=(200, 150)), kind)
    return data[: len(data) // 2]


def noise(first):
    return first + np.random.default_rng(3).bytes(5000)


def much_text():
    """A few kilobytes that unpack to 200 megabytes of comment."""
    text = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    return png(4, 4, zlib.compress(bytes(4 * 13)), extra=chunk(b"zTXt", text))


def much_profile():
    profile = b"profile\0\0" + zlib.compress(bytes(200_000_000), 9)
    return png(4, 4, zlib.compress(bytes(4 * 13)), extra=chunk(b"iCCP", profile))


# name, bytes, what the sentence says
REFUSED = {
    "empty": ("a.png", lambda: b"", "must not be empty"),
    "one byte": ("a.png", lambda: b"\x89", "holds something else"),
    "zeros": ("a.png", lambda: bytes(10_000), "holds something else"),
    "noise": ("a.jpg", lambda: noise(b"\x01\x02"), "holds something else"),
    "text": ("notes.png", lambda: b"dear diary,\n" * 50, "holds text"),
    "a web page": ("page.png", lambda: b"<!DOCTYPE html><script>alert(1)</script>", "a web page"),
    "SVG": ("a.png", lambda: b'<?xml version="1.0"?><svg onload="x()"/>', "an SVG"),
    "GIF named PNG": ("cat.png", lambda: saved(some("P"), "GIF"), "holds a GIF"),
    "BMP": ("a.bmp", lambda: saved(some(), "BMP"), "holds a BMP"),
    "TIFF": ("a.jpg", lambda: saved(some(), "TIFF"), "holds a TIFF"),
    "HEIC": ("IMG_1.heic", lambda: b"\0\0\0\x18ftypheic" + bytes(99), "holds a HEIC"),
    "AVIF": ("a.webp", lambda: b"\0\0\0\x18ftypavif" + bytes(99), "holds an AVIF"),
    "PDF": ("a.png", lambda: b"%PDF-1.7\n" + bytes(99), "holds a PDF"),
    "PostScript": ("a.png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "holds PostScript"),
    "ZIP": ("a.png", lambda: b"PK\x03\x04" + bytes(99), "a ZIP archive or a document"),
    "icon": ("a.png", lambda: saved(some(size=(16, 16)), "ICO"), "holds an icon"),
    "half a PNG": ("a.png", lambda: half("PNG"), "this PNG ends too early, or is damaged"),
    "half a JPEG": ("a.jpg", lambda: half("JPEG"), "this JPEG ends too early, or is damaged"),
    "half a WebP": ("a.webp", lambda: half("WEBP"), "this WebP ends too early, or is damaged"),
    "PNG, beginning only": ("a.png", lambda: PNG, "this PNG ends too early"),
    "PNG, wrong checksum": ("a.png", wrong_crc, "this PNG ends too early, or is damaged"),
    "PNG and then noise": ("a.png", lambda: noise(PNG), "this PNG ends too early, or is damaged"),
    "PNG, no pixels": ("a.png", lambda: png(9, 9), "this PNG ends too early, or is damaged"),
    "PNG, too few": ("a.png", lambda: png(9, 9, zlib.compress(b"\0")), "this PNG ends too early"),
    "PNG of no size": ("a.png", lambda: png(0, 0, zlib.compress(b"")), "this PNG ends too early"),
    "PNG, odd depth": ("a.png", lambda: png(4, 4, b"", depth=3), "this PNG ends too early"),
    "JPEG and then noise": ("a.jpg", lambda: noise(b"\xff\xd8\xff\xe0"), "this JPEG ends too"),
    "WebP and then noise": ("a.webp", lambda: noise(b"RIFF\0\0\0\0WEBP"), "this WebP ends too"),
    "PNG bomb": (
        "a.png",
        lambda: png(60_000, 60_000, zlib.compress(bytes(10_000_000))),
        "must have at most 16 million pixels as PNG: this one says it has far more",
    ),
    "PNG, 10000x10000": ("a.png", lambda: png(10_000, 10_000), "says it has 10000×10000 pixels"),
    "JPEG bomb": (
        "a.jpg",
        lambda: jpeg_that_claims(65_000, 65_000),
        "must have at most 52 million",
    ),
    "progressive JPEG": (
        "a.jpg",
        lambda: jpeg_that_claims(9000, 9000, progressive=True),
        "says it has 9000×9000 pixels. Scale it down first; 512 pixels are enough.",
    ),
    "WebP bomb": ("a.webp", lambda: webp_that_claims(16_000, 16_000), "million pixels as WebP"),
    "PNG with much text": ("a.png", much_text, "this PNG ends too early, or is damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_or_hostile_file_is_refused_with_the_reason(case):
    name, make, said = REFUSED[case]
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(DwconvError) as refused:
            images.read(data, name)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    sentence = str(refused.value)
    assert said in sentence
    assert sentence.startswith(f"the file is {name!r}, but must ")
    assert sentence.endswith(".")
    assert len(sentence) < 300
    assert most < 100_000_000


def two_frames(kind):
    return saved(some(), kind, save_all=True, append_images=[some().rotate(180), some("L")])


def turned(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(some(), "JPEG", exif=exif)


def odd_exif():
    return saved(some(), "JPEG", exif=b"Exif\0\0MM\0*" + b"\xff" * 60)


def with_profile():
    return saved(some(), "PNG", icc_profile=b"not a profile at all")


def commented():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 500_000)
    return saved(some(), pnginfo=info)


GREY = "It is grey: red, green and blue are the same."
# name, bytes, (height, width), notes
READ = {
    "PNG": ("a.png", lambda: saved(some()), (30, 40), []),
    "JPEG": ("a.JPG", lambda: saved(some(), "JPEG"), (30, 40), []),
    "WebP": ("a.webp", lambda: saved(some(), "WEBP"), (30, 40), []),
    "one pixel": ("a.png", lambda: saved(some(size=(1, 1))), (1, 1), []),
    "JPEG named PNG": (
        "a.png",
        lambda: saved(some(), "JPEG"),
        (30, 40),
        ["Its name says .png, but it holds a JPEG and is read as that."],
    ),
    "PNG without an ending": (
        "picture",
        lambda: saved(some()),
        (30, 40),
        ["Its name does not say it, but it holds a PNG and is read as that."],
    ),
    "grey": ("a.png", lambda: saved(some("L")), (30, 40), [GREY]),
    "grey JPEG": ("a.jpg", lambda: saved(some("L"), "JPEG"), (30, 40), [GREY]),
    "black and white": ("a.png", lambda: saved(some("1")), (30, 40), [GREY]),
    "grey, 16 bits": (
        "a.png",
        lambda: saved(Image.fromarray(np.full((30, 40), 0x1234, np.uint16))),
        (30, 40),
        ["It has 16 bits a value: the upper 8 are used, so 0 to 255.", GREY],
    ),
    "colour, 16 bits": (
        "a.png",
        lambda: png(2, 2, zlib.compress((b"\0" + b"\x12\x34" * 6) * 2), depth=16),
        (2, 2),
        ["It has 16 bits a value: the upper 8 are used, so 0 to 255."],
    ),
    "CMYK": (
        "a.jpg",
        lambda: saved(some("CMYK"), "JPEG"),
        (30, 40),
        ["It is CMYK, made for print: red, green and blue are a plain conversion."],
    ),
    "palette": ("a.png", lambda: saved(some("P")), (30, 40), ["Its colours come from a palette."]),
    "palette, transparent": (
        "a.png",
        lambda: saved(some("P"), transparency=bytes(range(256))),
        (30, 40),
        [
            "Its colours come from a palette.",
            "It is transparent in places: they are shown on white.",
        ],
    ),
    "alpha": (
        "a.webp",
        lambda: saved(some("RGBA"), "WEBP", exact=True),
        (30, 40),
        None,  # WebP may drop an alpha that hides nothing
    ),
    "grey, alpha": (
        "a.png",
        lambda: saved(some("LA")),
        (30, 40),
        [GREY, "It is transparent in places: they are shown on white."],
    ),
    "animated PNG": (
        "a.png",
        lambda: two_frames("PNG"),
        (30, 40),
        ["It is animated: this is the first of 3 frames."],
    ),
    "animated WebP": (
        "a.webp",
        lambda: saved(some(), "WEBP", save_all=True, append_images=[some("L")]),
        (30, 40),
        ["It is animated: this is the first of 2 frames."],
    ),
    "upright": ("a.jpg", lambda: turned(1), (30, 40), []),
    "on its side": (
        "a.jpg",
        lambda: turned(6),
        (40, 30),
        ["It is turned as its EXIF orientation says."],
    ),
    "an orientation there is not": ("a.jpg", lambda: turned(99), (30, 40), []),
    "broken EXIF": ("a.jpg", odd_exif, (30, 40), []),
    "colour profile": (
        "a.png",
        with_profile,
        (30, 40),
        ["Its colour profile is left out: the numbers are those in the file."],
    ),
    "long comment": ("a.png", commented, (30, 40), []),
    "30000x1": (
        "a.png",
        lambda: saved(some(size=(30_000, 1))),
        (1, 512),
        ["30000×1 pixels were scaled down to 512×1."],
    ),
    "1x30000": (
        "a.jpg",
        lambda: saved(some(size=(1, 30_000)), "JPEG"),
        (512, 1),
        ["1×30000 pixels were scaled down to 1×512."],
    ),
    "a large photo": (
        "a.jpg",
        lambda: saved(Image.effect_noise((6000, 4000), 30).convert("RGB"), "JPEG", quality=30),
        (341, 512),
        ["6000×4000 pixels were scaled down to 512×341."],
    ),
    "a name that is a path": ("../../etc/x.png", lambda: saved(some()), (30, 40), []),
}


@pytest.mark.parametrize("case", READ)
def test_an_unusual_file_is_read_with_a_note(case):
    name, make, shape, notes = READ[case]
    data = make()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = images.read(data, name)
    assert picture.pixels.shape == (*shape, 3)
    assert picture.pixels.dtype == np.uint8
    if notes is not None:
        assert list(picture.notes) == notes


def test_pixels_are_those_of_the_file():
    original = some()
    np.testing.assert_array_equal(images.read(saved(original), "a.png").pixels, original)


def test_sixteen_bits_are_cut_to_their_upper_eight():
    values = np.array([[0, 255, 256, 65535]], np.uint16)
    pixels = images.read(saved(Image.fromarray(values)), "a.png").pixels
    assert pixels[0, :, 0].tolist() == [0, 0, 1, 255]


def test_transparent_pixels_are_shown_on_white():
    image = Image.new("RGBA", (3, 1))
    image.putdata([(200, 0, 0, 0), (200, 0, 0, 255), (0, 0, 0, 51)])
    pixels = images.read(saved(image), "a.png").pixels
    assert pixels[0].tolist() == [[255, 255, 255], [200, 0, 0], [204, 204, 204]]


def png_with_key(bits, colour_type, rows, transparent):
    """A PNG written here: rows of values, and the colour that is transparent, with all its bits."""
    height, width = len(rows), len(rows[0])
    lines = b""
    for row in rows:
        values = "".join(f"{value:0{bits}b}" for pixel in row for value in np.atleast_1d(pixel))
        values = values.ljust(-(-len(values) // 8) * 8, "0")
        lines += b"\0" + int(values, 2).to_bytes(len(values) // 8, "big")
    key = struct.pack(f">{np.size(transparent)}H", *np.atleast_1d(transparent).tolist())
    return png(width, height, zlib.compress(lines), bits, colour_type, chunk(b"tRNS", key))


def check_on_white(bits, values, key):
    """Every pixel of the transparent colour is white; every other one keeps its own colour."""
    found = images.read(png_with_key(bits, 0 if np.ndim(values) == 2 else 2, values, key), "a.png")
    values, key = np.asarray(values), np.asarray(key)
    scaled = values >> 8 if bits == 16 else values * (255 // (2**bits - 1))
    hit = values == key if values.ndim == 2 else (values == key).all(-1)
    expected = np.broadcast_to(scaled.reshape(*hit.shape, -1), (*hit.shape, 3)).copy()
    expected[hit] = 255
    np.testing.assert_array_equal(found.pixels, expected)
    assert hit.any() == any("transparent" in note for note in found.notes)


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("seed", range(5))
def test_the_transparent_grey_of_a_png_is_white_at_every_depth(bits, seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 2**bits, (5, 7))
    values[values == 2**bits - 1] = 0 if bits > 1 else 1
    check_on_white(bits, values.tolist(), int(values[2, 3]))
    if bits > 1:  # a grey that no pixel has
        check_on_white(bits, values.tolist(), 2**bits - 1)


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("seed", range(5))
def test_the_transparent_colour_of_a_png_is_white_at_every_depth(bits, seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 2**bits, (4, 6, 3))
    values[0, 0] = values[2, 3]
    check_on_white(bits, values.tolist(), values[2, 3].tolist())
    # Equal in the upper eight bits only: that is another colour.
    other = values[2, 3] ^ 1
    check_on_white(bits, values.tolist(), other.tolist())


@pytest.mark.parametrize(
    ("bits", "values", "key", "shown"),
    [
        (2, [[1, 3]], 1, [255, 255]),
        (4, [[5, 15]], 5, [255, 255]),
        (16, [[0x1234, 0x8000]], 0x1234, [255, 128]),
        (16, [[[0x1234] * 3, [0x8000] * 3]], [0x1234] * 3, [255, 128]),
        (16, [[[0x1234] * 3, [0x8000] * 3]], [0x12] * 3, [18, 128]),
    ],
)
def test_transparent_colours_that_were_once_read_wrongly(bits, values, key, shown):
    data = png_with_key(bits, 0 if np.ndim(values) == 2 else 2, values, key)
    assert images.read(data, "a.png").pixels[0, :, 0].tolist() == shown


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_that_is_said_is_that_of_the_picture_in_every_orientation(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = images.read(saved(some(size=(1200, 800)), "JPEG", exif=exif), "a.jpg")
    height, width, _ = picture.pixels.shape
    file = "1200×800" if orientation < 5 else "800×1200"
    assert picture.notes[-1] == f"{file} pixels were scaled down to {width}×{height}."
    assert (width > height) == (orientation < 5)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation):
    """Three rows of dark, middling and bright; the camera's note says how it was held."""
    upright = np.zeros((48, 32, 3), np.uint8)
    upright[16:32], upright[32:], upright[:, 16:, 0] = 100, 200, 255
    # What a camera held so would have stored: undone by the standard's own table of turns.
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(Image.fromarray(np.ascontiguousarray(stored)), "PNG", exif=exif)
    np.testing.assert_array_equal(images.read(data, "a.png").pixels, upright)


def test_a_scaled_picture_has_the_means_of_the_pixels():
    pixels = np.random.default_rng(1).integers(0, 256, (64, 32, 3), np.uint8)
    means = pixels.reshape(16, 4, 8, 4, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(images.scaled(pixels, 16), means, atol=1)
    assert images.scaled(pixels, 64) is pixels


def test_the_photograph_has_all_its_pixels():
    picture = images.included_photo()
    assert picture.pixels.shape == (512, 512, 3)
    assert picture.notes == ()
    assert picture.pixels.std() > 50


@given(st.binary(max_size=300), st.sampled_from([b"", PNG, b"\xff\xd8\xff\xe0", b"RIFF----WEBP"]))
def test_random_bytes_are_refused_with_a_sentence(tail, head):
    with contextlib.suppress(DwconvError):
        assert images.read(head + tail, "a.png").pixels.shape[2] == 3


@given(st.integers(0, 10**6), st.integers(0, 255), st.sampled_from(["PNG", "JPEG", "WEBP"]))
def test_one_wrong_byte_is_read_or_refused_with_a_sentence(at, byte, kind):
    data = bytearray(saved(some(), kind))
    data[at % len(data)] = byte
    with contextlib.suppress(DwconvError):
        assert images.read(bytes(data), "a").pixels.shape[2] == 3


@given(st.text(max_size=400))
def test_any_file_name_fits_into_the_sentence(name):
    with pytest.raises(DwconvError) as refused:
        images.read(b"GIF89a", name)
    assert len(str(refused.value)) < 300


PEAK = """
import re, resource, sys
from pathlib import Path
from dwconv.files import images
from dwconv.engine.errors import DwconvError

def peak():
    # Linux hands getrusage's figure on from the process that started this one.
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

images.included_photo()
before = peak()
read = 0
for name in sys.argv[1:]:
    try:
        images.read(Path(name).read_bytes(), name)
        read += 1
    except DwconvError:
        pass
print(read, peak() - before)
"""


def test_memory_is_bounded_for_the_largest_allowed_files(tmp_path):
    """The largest files that are decoded, hostile ones among them, in a process of their own."""
    flat = zlib.compress(bytes((4000 * 8 + 1) * 4000), 1)
    largest = {
        "deep.png": png(4000, 4000, flat, depth=16, colour=6),
        "alpha.png": saved(Image.new("RGBA", (4000, 4000), (9, 9, 9, 9))),
        "flat.webp": saved(Image.new("RGBA", (4000, 4000), (9, 9, 9, 9)), "WEBP", lossless=True),
        "baseline.jpg": saved(Image.new("RGB", (8200, 6300)), "JPEG"),
        "progressive.jpg": jpeg_that_claims(8200, 6300, progressive=True, subsampling=0),
        "bomb.png": png(60_000, 60_000, flat),
        "text.png": much_text(),
        "profile.png": much_profile(),
    }
    for name, data in largest.items():
        (tmp_path / name).write_bytes(data)
    del largest, flat
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *(str(tmp_path / each.name) for each in tmp_path.iterdir())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    read, most = map(int, done.stdout.split())
    assert read == 5  # all but the last three
    assert 64_000_000 < most < 450_000_000  # 64: so much a picture of 16 million pixels takes


def test_a_jpeg_of_too_many_scans_is_refused_before_it_is_decoded():
    whole = saved(some(size=(320, 240)), "JPEG", progressive=True)
    one_more = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00"  # over all coefficients of one colour
    scans = whole.count(one_more[:2])
    assert 2 < scans < 20
    most = images._SCANS
    allowed = whole[:-2] + one_more * (most - scans) + whole[-2:]
    assert images.read(allowed, "a.jpg").pixels.shape == (240, 320, 3)
    with pytest.raises(DwconvError, match=rf"at most {most} scans.* has {most + 1}\b"):
        images.read(whole[:-2] + one_more * (most + 1 - scans) + whole[-2:], "a.jpg")


@pytest.mark.parametrize(("megapixels", "most"), [(0.1, 100), (50, 20), (200, 10)])
def test_a_larger_jpeg_may_have_fewer_scans(megapixels, most):
    images._check_scans(b"\xff\xda" * most, "a.jpg", megapixels)
    with pytest.raises(DwconvError, match=f"at most {most} scans"):
        images._check_scans(b"\xff\xda" * (most + 1), "a.jpg", megapixels)
