"""Figures: other programs open the files, and the numbers in them are the engine's."""

import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from PIL import Image
from pypdf import PdfReader

from dwconv import ConvSpec, DwconvError, depthwise_conv2d
from dwconv.files.digits import font_size, number_format
from dwconv.files.figures import (
    MOST_FRAMES,
    MOST_IN_A_STRIP,
    draw_frames,
    frames,
    gif,
    lanes,
    mp4,
    picture,
    spread,
    strip,
)
from dwconv.files.figures.canvas import SIGN, Canvas
from dwconv.files.figures.colours import Theme, contrast
from dwconv.files.figures.layer_numbers import check_figure
from dwconv.files.figures.layout import NAME_LEFT, FigureLayout, name_lines
from dwconv.player.colours_and_speeds import LANE_HUES
from dwconv.ui.parameters.table import number_row

ROOT = Path(__file__).resolve().parents[2]

SPEC = ConvSpec(6, 5, 3, multiplier=2, padding="SAME", stride=(2, 1))
STEP = 41  # position 6: row 1, column 1; channel 2, filter 1
LARGEST = ConvSpec(
    *(number_row(name).most for name in "hwc"),
    kernel=(number_row("kh").most, number_row("kw").most),
    multiplier=number_row("m").most,
    padding="SAME",
)


def operands(spec: ConvSpec) -> tuple[Any, Any]:
    rng = np.random.default_rng(11)
    x, w = (rng.integers(-3, 6, shape) for shape in (spec.input_shape, spec.filter_shape))
    return x.astype("float32"), w.astype("float32")


def texts(svg: bytes) -> list[str]:
    return [
        "".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.tag[-4:] == "text"
    ]


def written(values: Any) -> list[str]:
    return [str(int(value)).replace("-", "−") for value in np.ravel(values)]


def expected(step: int) -> tuple[Counter[str], Counter[str]]:
    """The numbers and the products in words that a picture of SPEC has, worked out by hand."""
    x, w = operands(SPEC)
    position, made = divmod(step, 6)
    i, j = divmod(position, 5)
    k, q = divmod(made, 2)
    padded = np.pad(x[0, :, :, k], SPEC.pads)
    window = padded[2 * i : 2 * i + 3, j : j + 3]
    each = window * w[:, :, k, q]
    output = depthwise_conv2d(x, w, [1, 2, 1, 1], "SAME")[0]
    numbers = written(padded) + written(w[:, :, k]) + written(each) + written(np.cumsum(each))
    for filter in range(2):
        there = position + (2 * k + filter <= made)
        numbers += written(output[..., 2 * k + filter].ravel()[:there])
    pairs = [
        f"{one}·({other})" if other.startswith("−") else f"{one}·{other}"
        for one, other in zip(written(window), written(w[:, :, k, q]), strict=True)
    ]
    return Counter(numbers), Counter(pairs)


@pytest.mark.parametrize("step", [0, STEP, 89])
def test_an_svg_has_exactly_the_numbers_of_its_step(step: int) -> None:
    found = texts(picture(SPEC, *operands(SPEC), step=step))
    numbers, pairs = expected(step)
    assert Counter(each for each in found if re.fullmatch(r"−?\d+", each)) == numbers
    assert Counter(each for each in found if "·" in each and each[0] in "−0123456789") == pairs
    i, j, made = step // 30, step // 6 % 5, step % 6
    total = int(depthwise_conv2d(*operands(SPEC), [1, 2, 1, 1], "SAME")[0, i, j, made])
    assert f"output[0, {i}, {j}, {made}]" in found
    assert f"= {total}".replace("-", "−") in found
    assert {"channel 0", "channel 1", "channel 2", "input, padded"} <= set(found)


def test_an_svg_names_a_generic_font_too() -> None:
    families = re.findall(r"font-family: ([^;\"]*)", picture(SPEC, *operands(SPEC)).decode())
    assert families
    assert all(each.endswith(("sans-serif", "monospace")) for each in families)


def test_pictures_have_the_names_of_the_lanes_and_room_for_them() -> None:
    names = [f"channel {k}: {k + 97} of the file" for k in range(SPEC.channels)]
    shown = " ".join(texts(picture(SPEC, *operands(SPEC), names=names)))
    assert all(name in shown for name in names)
    assert f"{names[1]}, filter q = 0" in texts(
        strip(SPEC, *operands(SPEC), channel=1, names=names)
    )
    assert draw_frames(SPEC, *operands(SPEC), "pixel", [0], names=names) != draw_frames(
        SPEC, *operands(SPEC), "pixel", [0]
    )
    lines = name_lines(names[0])
    fonts = FontProperties(weight="bold", size=13), FontProperties(size=12.5)
    for spec in (SPEC, LARGEST):
        named = tuple(names[0] for _ in range(spec.channels))
        layout = FigureLayout(check_figure(spec, *operands(spec), "window", 0, "svg", named), 0)
        for words, font in zip(lines, fonts, strict=True):
            wide = TextPath((0, 0), words, prop=font).get_extents().width
            assert NAME_LEFT + wide < min(layout.gutter, layout.plan.columns[0])


def test_a_picture_by_pixel_has_the_output_values_of_all_channels() -> None:
    x, w = operands(SPEC)
    found = texts(picture(SPEC, x, w, step=6, unit="pixel", focus=0))
    values = written(depthwise_conv2d(x, w, [1, 2, 1, 1], "SAME")[0, 1, 1])
    assert not Counter(values) - Counter(found)
    assert "output[0, 1, 1, :]" in found


def test_a_pdf_is_one_page_of_text_and_shapes() -> None:
    data = picture(SPEC, *operands(SPEC), step=STEP, format="pdf")
    [page] = PdfReader(io.BytesIO(data)).pages
    found = page.extract_text()
    total = int(depthwise_conv2d(*operands(SPEC), [1, 2, 1, 1], "SAME")[0, 1, 1, 5])
    assert "output[0, 1, 1, 5]" in found
    assert f"= {total}".replace("-", "−") in found
    _, pairs = expected(STEP)
    assert all(pair in found for pair in pairs)
    assert not page.images
    assert page.mediabox.width == pytest.approx(1200 * 72 / 96)


@pytest.mark.parametrize("dark", [False, True])
def test_a_png_is_twice_as_large_and_has_the_colours_of_the_lanes(dark: bool) -> None:
    data = picture(SPEC, *operands(SPEC), step=STEP, format="png", dark=dark)
    image = Image.open(io.BytesIO(data)).convert("RGB")
    svg = ET.fromstring(picture(SPEC, *operands(SPEC), step=STEP, dark=dark))
    assert image.width == 2400
    _, _, width, height = (float(each) for each in svg.attrib["viewBox"].split())
    assert image.height / image.width == pytest.approx(height / width, abs=2e-3)
    colours = {colour for _, colour in image.getcolors(image.width * image.height) or []}
    theme = Theme(dark)
    for k in range(3):
        stroke = tuple(round(255 * value) for value in theme.lane(k).stroke)
        assert stroke in colours
    assert tuple(round(255 * value) for value in theme.paper) == image.getpixel((0, 0))


def test_figures_have_the_hues_of_the_player() -> None:
    (bundle,) = (ROOT / "dwconv/player/bundle").glob("player-*.js")
    found = re.findall(r'"(#[0-9a-f]{6})"', bundle.read_text("utf-8"))
    assert ",".join(LANE_HUES) in ",".join(found)


@pytest.mark.parametrize("dark", [False, True])
def test_digits_have_enough_contrast_on_every_tint(dark: bool) -> None:
    theme = Theme(dark)
    for k in range(len(LANE_HUES)):
        for value in (1.0, -1.0, 0.0):
            tint = tuple(theme.tints(k, np.array([value]), 1.0)[0])
            assert contrast(tint, theme.ink) >= 4.5
        assert contrast(theme.lane(k).stroke, theme.paper) >= 3
        assert contrast(theme.lane(k).text, theme.panel) >= 4.5


def test_real_numbers_infinities_and_nan_are_written() -> None:
    spec = ConvSpec(2, 2, 1, kernel=1)  # type: ignore[arg-type]
    x = np.array([0.5, np.inf, np.nan, -2.25], "float32").reshape(1, 2, 2, 1)
    found = texts(picture(spec, x, np.full((1, 1, 1, 1), 0.5, "float32"), step=3))
    assert {"0.50", "∞", "NaN", "−2.25", "= −1.125"} <= set(found)


def test_a_dilated_window_outlines_its_taps() -> None:
    """Nine boxes on the input, one on the filter, one on the output."""
    counts = []
    for dilation in (1, 2):
        spec = ConvSpec(7, 7, 1, dilation=(dilation, dilation))
        svg = picture(spec, *operands(spec)).decode()
        counts.append(len(re.findall(rf"stroke: {LANE_HUES[0]}; stroke-width: (2.25|1.875)", svg)))
    assert counts == [3, 11]


@pytest.mark.parametrize(
    "spec",
    [
        SPEC,
        ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2),
        ConvSpec(6, 6, 2, stride=(2, 2)),
        ConvSpec(5, 5, 1, data_format="NCHW"),
        ConvSpec(32, 32, 3, multiplier=2, padding="SAME"),
        ConvSpec(1, 1, 1, kernel=(1, 1)),
        ConvSpec(1, 64, 8, kernel=(1, 7), multiplier=4),
        ConvSpec(64, 1, 8, kernel=(7, 1), multiplier=4),
        ConvSpec(1, 1, 1, kernel=(7, 7), padding=((8, 8), (8, 8)), dilation=(2, 2)),
        ConvSpec(9, 9, 16, kernel=(7, 7), multiplier=2, padding="SAME"),
        ConvSpec(30, 30, 1, kernel=(25, 25)),
    ],
    ids=str,
)
def test_every_layer_has_a_picture_and_a_strip(spec: ConvSpec) -> None:
    x, w = operands(spec)
    for draw in (picture, strip):
        image = Image.open(io.BytesIO(draw(spec, x, w, format="png")))
        image.load()
        assert image.width == 2400
        assert 200 < image.height < 6000


def test_the_largest_state_stays_small() -> None:
    x, w = operands(LARGEST)
    for draw in (picture, strip):
        for format in ("svg", "pdf", "png"):
            assert len(draw(LARGEST, x, w, format=format)) < 2_000_000, (draw, format)


def test_equal_arguments_give_equal_bytes() -> None:
    for format in ("svg", "pdf", "png"):
        one, other = (picture(SPEC, *operands(SPEC), step=3, format=format) for _ in range(2))
        assert one == other


def test_a_strip_has_one_frame_for_each_position() -> None:
    spec = ConvSpec(6, 6, 2, multiplier=2)
    x, w = operands(spec)
    found = texts(strip(spec, x, w, channel=1, multiplier=1))
    places = [each for each in found if each.startswith("row ")]
    assert places == [f"row {i}, column {j}" for i in range(4) for j in range(4)]
    output = written(depthwise_conv2d(x, w, [1, 1, 1, 1], "VALID")[0, ..., 3])
    # The output grows by a value from frame to frame, so its last value stands there once more.
    seen = Counter(output[at] for frame in range(16) for at in range(frame + 1))
    planes = written(x[0, ..., 1]) * 16 + written(w[..., 1, 1])
    assert Counter(each for each in found if re.fullmatch(r"−?\d+", each)) == seen + Counter(planes)


def test_a_long_strip_says_which_positions_it_shows() -> None:
    found = texts(strip(LARGEST, *operands(LARGEST)))
    places = [each for each in found if each.startswith("row ")]
    assert len(places) == MOST_IN_A_STRIP
    assert (places[0], places[-1]) == ("row 0, column 0", "row 63, column 63")
    [says] = [each for each in found if "positions" in each]
    assert says.startswith("output channel 0: 24 of 4,096 positions in reading order, spread from")


def test_a_strip_that_leaves_out_rows_shows_the_others_whole() -> None:
    spec = ConvSpec(6, 5, 1, padding="SAME")
    found = texts(strip(spec, *operands(spec)))
    places = [each for each in found if re.fullmatch(r"row \d, column \d", each)]
    assert places == [f"row {i}, column {j}" for i in (0, 1, 2, 5) for j in range(5)]
    assert "output channel 0: 20 of 30 positions in reading order: rows 0 to 2 and row 5" in found
    assert found.count("⋮") == 1
    assert found.index("⋮") > found.index("row 2, column 4")


def test_a_strip_of_few_positions_leaves_out_none() -> None:
    spec = ConvSpec(4, 6, 1, padding="SAME")
    found = texts(strip(spec, *operands(spec)))
    assert "output channel 0: 24 positions in reading order" in found
    assert "⋮" not in found


@pytest.mark.parametrize("most", [MOST_IN_A_STRIP, MOST_FRAMES])
def test_chosen_positions_cover_every_row_and_column(most: int) -> None:
    for rows, columns in itertools.product(range(1, 65, 3), repeat=2):
        count = rows * columns
        found = spread(rows, columns, most)
        assert found == sorted(set(found))
        assert len(found) == count or 3 * most // 4 <= len(found) <= most < count
        assert (found[0], found[-1]) == (0, count - 1)
        if 2 * columns <= len(found):
            assert len({at % columns for at in found}) == columns, (rows, columns)
        if 2 * rows <= len(found):
            assert len({at // columns for at in found}) == rows, (rows, columns)


def test_the_filter_of_a_strip_has_digits_even_if_it_is_large() -> None:
    x, w = operands(LARGEST)
    found = texts(strip(LARGEST, x, w, channel=2, multiplier=1))
    assert [each for each in found if re.fullmatch(r"−?\d+", each)] == written(w[..., 2, 1])


@pytest.mark.parametrize("largest", [9, 255, 4096, 0.5, 3.25, 1e-6, 1e30])
@pytest.mark.parametrize("sign", [1, -1])
def test_digits_leave_a_gap_to_those_beside_them(largest: float, sign: int) -> None:
    """Measured on the outlines of the digits, with every cell from the smallest up."""
    values = np.array([largest, largest / 3, 0]) * sign
    values = np.round(values) if largest == int(largest) else values
    format = number_format(values)
    properties = FontProperties(family="DejaVu Sans")
    wide = max(
        TextPath((0, 0), format(value), size=100, prop=properties).get_extents().width
        for value in values
    )
    fonts = [(cell, font_size(cell, format, 5.5)) for cell in range(12, 60)]
    assert fonts[-1][1]
    for cell, font in fonts:
        assert not font or wide * font / 100 <= cell - min(5, cell * 0.2)


CROWDED = [
    ConvSpec(8, 9, 2, kernel=(7, 7), multiplier=4, padding="SAME"),
    ConvSpec(6, 7, 3, multiplier=2, padding="SAME"),
    ConvSpec(8, 9, 2, kernel=(5, 5), multiplier=3, padding="SAME"),
    LARGEST,
]


@pytest.mark.parametrize("spec", CROWDED, ids=str)
@pytest.mark.parametrize("unit", ["window", "pixel"])
def test_lines_do_not_cross_other_planes(
    spec: ConvSpec, unit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    planes: list[tuple[Any, float, float, float, float]] = []
    lines: list[tuple[float, float, float, float]] = []

    def plane(
        sheet: Any, x: float, y: float, cell: float, k: int, values: Any, *_: Any, **__: Any
    ) -> None:
        planes.append((values, x, y, x + values.shape[1] * cell, y + values.shape[0] * cell))

    def link(sheet: Any, points: Any, colour: Any) -> None:
        # An S stays in the box of its two ends.
        for (a, b), (c, d) in itertools.pairwise(points):
            lines.append((min(a, c), min(b, d), max(a, c), max(b, d)))

    heads: list[tuple[float, float]] = []
    signs: list[tuple[float, float, str]] = []
    monkeypatch.setattr(lanes, "draw_plane", plane)
    monkeypatch.setattr(Canvas, "link", link)
    monkeypatch.setattr(Canvas, "arrow_head", lambda _, x, y, colour: heads.append((x, y)))
    monkeypatch.setattr(Canvas, "sign", lambda _, x, y, sign, colour: signs.append((x, y, sign)))
    x, w = operands(spec)
    for q in range(spec.multiplier):
        planes.clear()
        lines.clear()
        heads.clear()
        signs.clear()
        step = 2 * spec.channels * spec.multiplier + q if unit == "window" else 2
        picture(spec, x, w, step=step, unit=unit, focus=0)
        assert len(lines) >= 2
        for values, left, top, right, bottom in planes:
            assert 10 < left < right < 1190
            through = [
                (a, b, c, d)
                for a, b, c, d in lines
                if a < right - 1 and c > left + 1 and b < bottom - 1 and d > top + 1
            ]
            # Within the input a line leaves the window, within an output it comes to its value:
            # along the grid, never across.
            if values.shape == spec.kernel:
                assert not through
            assert all(b == d for _, b, _, d in through)
        outputs = [each for each in planes if each[0].shape == planes[-1][0].shape][
            : spec.multiplier
        ]
        for at, (_, left, top, right, bottom) in enumerate(outputs):
            entered = [
                1 for a, b, c, d in lines if c > left + 1 and a < right - 1 and top < b < bottom
            ]
            assert len(entered) <= (1 if unit == "pixel" or at == q else 0)
        # An arrow comes to the right of its value, at the middle; a sign says what is done with the filter.
        i, j = divmod(2, spec.horizontal.output)
        made = range(spec.multiplier) if unit == "pixel" else [q]
        for (x_head, y_head), filter in zip(heads, made, strict=True):
            _, left, top, right, bottom = outputs[filter]
            wide, high = (
                (right - left) / spec.horizontal.output,
                (bottom - top) / spec.vertical.output,
            )
            assert x_head == pytest.approx(left + (j + 1) * wide)
            assert y_head == pytest.approx(top + (i + 0.5) * high)
        ((a, b, sign),) = signs
        assert sign == "×"
        for _, left, top, right, bottom in planes:
            assert not (
                left < a + SIGN and a - SIGN < right and top < b + SIGN and b - SIGN < bottom
            )


def test_a_large_kernel_has_its_window_and_filters_enlarged_with_digits() -> None:
    x, w = operands(LARGEST)
    i, j, k, q = 34, 11, 4, 1
    at = ((i * LARGEST.width + j) * LARGEST.channels + k) * LARGEST.multiplier + q
    found = texts(picture(LARGEST, x, w, step=at))
    window = np.pad(x[0, :, :, k], 3)[i : i + 7, j : j + 7]
    numbers = Counter(written(window) + written(w[:, :, k]))
    assert Counter(each for each in found if re.fullmatch(r"−?\d+", each)) == numbers
    # The strip has each product with its factors, and after each row of the kernel the sum so far.
    products = window * w[:, :, k, q]
    assert [each.split(" = ")[1] for each in found if re.fullmatch(r".+·.+ = .+", each)] == written(
        products
    )
    sums = [each.split(": ")[1] for each in found if each.startswith(("row 0: ", "rows 0"))]
    assert sums == written(np.cumsum(products.sum(axis=1)))
    assert "window" in found


def test_a_gif_has_the_frames_in_order_and_the_last_one_longer() -> None:
    spec = ConvSpec(4, 3, 2, multiplier=2)
    unit, steps = frames(spec)
    assert (unit, steps) == ("window", list(range(8)))
    drawn = draw_frames(spec, *operands(spec), "window", steps)
    film = Image.open(io.BytesIO(gif(drawn, 300)))
    assert (film.n_frames, film.info["loop"]) == (8, 0)
    durations, pictures = [], []
    for at in range(film.n_frames):
        film.seek(at)
        durations.append(film.info["duration"])
        pictures.append(np.asarray(film.convert("RGB"), int))
    assert durations == [300] * 7 + [2000]
    for at, shown in enumerate(pictures):
        frame = np.asarray(Image.open(io.BytesIO(drawn[at])).convert("RGB"), int)
        assert np.abs(shown - frame).max() < 12
        assert at == 0 or np.abs(shown - pictures[at - 1]).max() > 100


def test_an_animation_has_a_bounded_number_of_frames() -> None:
    assert frames(LARGEST)[0] == "pixel"
    steps = frames(LARGEST)[1]
    assert 0.75 * MOST_FRAMES <= len(steps) <= MOST_FRAMES
    assert (steps[0], steps[-1]) == (0, LARGEST.height * LARGEST.width - 1)
    assert steps == sorted(set(steps))


def test_an_mp4_has_the_size_and_the_length_of_its_frames() -> None:
    if not shutil.which("ffprobe"):
        pytest.fail("no ffprobe here; on Debian and Ubuntu: apt-get install ffmpeg", pytrace=False)
    drawn = draw_frames(SPEC, *operands(SPEC), "pixel", [0, 5, 14])
    film = mp4(drawn, 500)
    probe = (
        "ffprobe -v error -show_entries stream=codec_name,width,height,pix_fmt,duration -of json -"
    )
    done = subprocess.run(probe.split(), input=film, capture_output=True, check=True)
    [stream] = json.loads(done.stdout)["streams"]
    frame = Image.open(io.BytesIO(drawn[0]))
    assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
    assert (stream["width"], stream["height"]) == (frame.width, frame.height + frame.height % 2)
    assert float(stream["duration"]) == pytest.approx(2.0, abs=0.1)


def test_an_mp4_without_ffmpeg_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DwconvError, match="needs ffmpeg on this machine"):
        mp4([b""], 500)


def test_pyplot_is_never_loaded() -> None:
    program = (
        "import sys, numpy as np, dwconv.files.figures as f, dwconv as d; "
        "f.picture(d.ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), format='png'); "
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"step": 90}, "step is 90, but must be below 90, the number of steps"),
        ({"step": -1}, "step is -1, but must be at least 0"),
        ({"unit": "pixel", "step": 15}, "step is 15, but must be below 15"),
        ({"unit": "tap"}, "unit is 'tap', but must be"),
        ({"focus": 3}, "focus is 3, but must be below the 3 channels"),
        ({"names": ["red"]}, "names is ['red'], but must be 3, one for each channel"),
        ({"format": "bmp"}, "format is 'bmp', but must be"),
    ],
)
def test_wrong_arguments_are_refused_with_the_reason(changes: Any, sentence: str) -> None:
    with pytest.raises(DwconvError, match=re.escape(sentence)):
        picture(SPEC, *operands(SPEC), **changes)


def test_layers_that_cannot_be_drawn_are_refused() -> None:
    for spec, name in [
        (SPEC.replace(batch=2), "batch"),
        (ConvSpec(0, 3, 1, padding="SAME"), "output.shape"),
        (ConvSpec(3, 3, 17), "channels"),
    ]:
        with pytest.raises(DwconvError, match=name):
            picture(spec, *operands(spec))
    with pytest.raises(DwconvError, match="multiplier is 2, but must be below 2"):
        strip(SPEC, *operands(SPEC), multiplier=2)
