"""Pictures of a convolution for slides and papers, in the look of the player.

One moment as SVG, PDF or PNG, the whole convolution as a strip of frames, and the
frames of an animation as GIF or MP4. Everything is drawn anew from the numbers:
equal arguments give equal bytes.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as Outline

from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import integer
from dwconv.engine.operands import check_operands
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import products, windows

Array = npt.NDArray[Any]
Colour = tuple[float, float, float]
Point = tuple[float, float]
Format = Literal["svg", "pdf", "png"]
Unit = Literal["window", "pixel"]

MOST_FRAMES = 120
"""So many frames an animation has at most; of more steps it shows some, evenly spread."""
MOST_IN_A_STRIP = 24

_DPI = 96  # a unit of every drawing here is a pixel at this resolution, as in a browser
_WIDTH = 1200
_MOST_SHAPES = 1000  # of a plane; one with more is a picture
_LEAST_HATCHED = 4  # smaller cells of padding are plain
_TEXT, _CODE = "DejaVu Sans", "DejaVu Sans Mono"  # matplotlib brings both along
_DIGIT = 0.64  # width of a digit, as a share of the font's size
_WIDE = 1.32  # width of a minus, in digits
_MINUS = "\u2212"

_SETTINGS: Any = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "dwconv",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "image.composite_image": False,  # every plane keeps its own pixels
}


# What is drawn


@dataclass(frozen=True, eq=False)
class _Numbers:
    """One layer with its numbers, channels first."""

    spec: ConvSpec
    input: Array  # (C, PH, PW), padding included
    real: npt.NDArray[np.bool_]  # (PH, PW): False on padding
    filter: Array  # (C, M, KH, KW)
    windows: Array  # (OH, OW, KH, KW, C)
    output: Array  # (C, M, OH, OW)

    @property
    def positions(self) -> int:
        return self.spec.vertical.output * self.spec.horizontal.output

    def largest(self, name: str) -> float:
        return _largest(getattr(self, name))

    @cached_property
    def writings(self) -> list[list[_Writing]]:
        """How input, filter and output are written with three digits, and how with two."""
        arrays = self.input, self.filter, self.output
        return [[_writing(each, digits) for each in arrays] for digits in (3, 2)]

    @cached_property
    def largest_product(self) -> float:
        """Of all products there are, without working them all out."""
        seen = np.abs(self.windows).max((0, 1))
        with np.errstate(invalid="ignore", over="ignore"):
            return _largest(np.moveaxis(seen, 2, 0)[:, None] * self.filter)

    @cached_property
    def reached(self) -> npt.NDArray[np.bool_]:
        """Where some window has a tap, on the padded plane."""
        rows, columns = (
            np.isin(
                np.arange(axis.padded),
                [tap + axis.before for at in range(axis.output) for tap in axis.taps(at)],
            )
            for axis in (self.spec.vertical, self.spec.horizontal)
        )
        both: npt.NDArray[np.bool_] = rows[:, None] & columns
        return both

    def place(self, window: int) -> tuple[int, int, int, int]:
        """Row, column, channel and filter of a window, counted in reading order."""
        position, channel = divmod(window, self.spec.channels * self.spec.multiplier)
        return *divmod(position, self.spec.horizontal.output), *divmod(
            channel, self.spec.multiplier
        )


def _largest(values: Array) -> float:
    magnitudes = np.abs(values)
    return float(magnitudes[np.isfinite(magnitudes)].max(initial=0.0))


def _numbers(spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> _Numbers:
    x, w = check_operands(spec, input, filter)
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be drawn")
    if 0 in spec.output_shape:
        raise DwconvError("output.shape", spec.output_shape, "must not be empty to be drawn")
    image = x[0] if spec.data_format == "NHWC" else np.moveaxis(x[0], 0, 2)
    (top, bottom), (left, right) = spec.pads
    real = np.pad(np.ones((spec.height, spec.width), bool), ((top, bottom), (left, right)))
    seen = windows(spec, image)
    with np.errstate(invalid="ignore", over="ignore"):
        output = np.stack([products(row, w)[1][..., -1, -1] for row in seen])
    return _Numbers(
        spec,
        np.moveaxis(np.pad(image, ((top, bottom), (left, right), (0, 0))), 2, 0),
        real,
        np.moveaxis(w, (0, 1), (2, 3)),
        seen,
        np.moveaxis(output, (0, 1), (2, 3)),
    )


# Colours: those of the player, worked out in the same way

HUES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#332288", "#999933"]
_GREY = "#6b7280"


def _rgb(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def _contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(hue: Colour, paper: Colour, ink: Colour, ratio: float) -> Colour:
    """The hue, moved towards the ink until it stands out from the paper by this ratio."""
    shades = (_mix(hue, ink, step / 20) for step in range(20))
    return next((shade for shade in shades if _contrast(shade, paper) >= ratio), ink)


class _Lane(NamedTuple):
    stroke: Colour
    text: Colour
    hue: Colour
    deepest: float


class _Theme:
    """All colours on light or on dark paper."""

    def __init__(self, dark: bool) -> None:
        self.paper, self.ink = (
            (_rgb("#14171a"), _rgb("#e8eaed"))
            if dark
            else (
                _rgb("#ffffff"),
                _rgb("#14181d"),
            )
        )
        most = 0.72 if dark else 0.68

        def mixed(share: float) -> Colour:
            return _mix(self.paper, self.ink, share)

        self.panel = mixed(0.035 if dark else 0.018)
        self.line = mixed(0.14)
        self.grid = mixed(0.16 if dark else 0.1)
        self.empty = mixed(0.075 if dark else 0.045)
        self.hatch = mixed(0.24 if dark else 0.17)
        self.muted = _readable(mixed(0.55), self.paper, self.ink, 4.8)
        self.lanes = [
            _Lane(
                _readable(_rgb(hue), self.paper, self.ink, 5 if dark else 3.1),
                _readable(_rgb(hue), mixed(0.03), self.ink, 4.6),
                _rgb(hue),
                self._deepest(_rgb(hue), most),
            )
            for hue in HUES
        ]
        self.grey = _rgb(_GREY), self._deepest(_rgb(_GREY), 0.72 if dark else 0.62)

    def _deepest(self, hue: Colour, most: float) -> float:
        """How deep a tint may be for digits in ink to be read on it."""
        while most > 0.2 and _contrast(_mix(self.paper, hue, most), self.ink) < 4.6:
            most -= 0.02
        return most

    def lane(self, k: int) -> _Lane:
        return self.lanes[k % len(self.lanes)]

    def tints(self, k: int, values: Array, largest: float) -> Array:
        """A colour for each value: the lane's hue if positive, grey if negative, zero is paper."""
        flat = np.asarray(values, np.float64)
        with np.errstate(invalid="ignore"):
            depth = np.clip(np.abs(np.nan_to_num(flat, posinf=largest)) / (largest or 1), 0, 1)
        depth = np.where(depth > 0, 0.1 + 0.9 * depth, 0)[..., None]
        hue, deepest = self.lane(k).hue, self.lane(k).deepest
        grey, most = self.grey
        paper = np.array(self.paper)
        positive = paper + (np.array(hue) - paper) * depth * deepest
        negative = paper + (np.array(grey) - paper) * depth * most
        tints: Array = np.where((flat > 0)[..., None], positive, negative)
        return tints


# Numbers as text


class _Writing(NamedTuple):
    """How the values of one array are written: all with the same number of decimals."""

    decimals: int
    scientific: bool
    chars: float  # at most, in widths of a digit

    def __call__(self, value: float) -> str:
        if np.isnan(value):
            return "NaN"
        if np.isinf(value):
            return "∞" if value > 0 else f"{_MINUS}∞"
        if self.scientific:
            text = f"{value:.2e}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
        else:
            text = f"{value:.{0 if value == int(value) else self.decimals}f}"
            if float(text) == 0:
                text = text.replace("-", "")
        return text.replace("-", _MINUS)


def _writing(values: Array, digits: int = 3) -> _Writing:
    finite = values[np.isfinite(values)]
    largest = float(np.abs(finite).max(initial=0.0))
    whole = bool((finite == np.trunc(finite)).all())
    power = int(np.floor(np.log10(largest))) if largest > 0 else 0
    scientific = power >= (7 if whole else 6) or power < -3
    decimals = 0 if whole else max(0, min(digits - 1 - power, 3))
    chars = 7 if scientific else max(power, 0) + 1 + (decimals + 1 if decimals else 0)
    return _Writing(decimals, scientific, chars + _WIDE * bool((finite < 0).any()))


def _result(value: float) -> str:
    """A result on its own, behind "=" or, where digits are left out, "≈"."""
    if not np.isfinite(value):
        return f"= {_writing(np.array([value]))(value)}"
    if value == int(value) and abs(value) < 1e12:
        return f"= {int(value)}".replace("-", _MINUS)
    text = f"{value:.4g}"
    sign = "=" if np.float32(text) == np.float32(value) else "≈"
    return (
        f"{sign} {text}".replace("-", _MINUS)
        .replace("e+0", "e")
        .replace(f"e{_MINUS}0", f"e{_MINUS}")
    )


# Marks


class _Sheet:
    """A figure whose units are pixels, from the top left corner."""

    def __init__(self, width: float, height: float, theme: _Theme) -> None:
        self.theme = theme
        self.figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=theme.paper)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_autoscale_on(False)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        colour: Colour | None = None,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        code: bool = False,
    ) -> None:
        """Put words with the middle of their digits at y."""
        self.axes.text(
            x,
            y + size * 0.36,
            words,
            fontsize=size * 72 / _DPI,
            color=colour or self.theme.ink,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="baseline",
            family=_CODE if code else _TEXT,
            parse_math=False,
            zorder=3,
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Any = "none",
        stroke: Any = "none",
        line: float = 1.0,
        radius: float = 0.0,
        order: float = 1.0,
    ) -> None:
        style: dict[str, Any] = dict(fc=fill, ec=stroke, lw=line * 72 / _DPI, zorder=order)
        if radius:
            shape = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}"
            self.axes.add_artist(FancyBboxPatch((x, y), width, height, boxstyle=shape, **style))
        else:
            self.axes.add_artist(Rectangle((x, y), width, height, joinstyle="miter", **style))

    def cells(self, x: float, y: float, cell: float, colours: Array, edge: Colour) -> None:
        """A grid of tinted squares: as shapes, or as one picture where they are very many."""
        rows, columns = colours.shape[:2]
        if rows * columns > _MOST_SHAPES:
            where = (x, x + columns * cell, y + rows * cell, y)
            picture = (np.clip(colours, 0, 1) * 255).round().astype(np.uint8)
            self.axes.imshow(
                picture,
                extent=where,
                interpolation="none" if cell >= 1 else "auto",
                aspect="auto",
                zorder=1,
            )
            return
        left, top = np.meshgrid(x + cell * np.arange(columns), y + cell * np.arange(rows))
        corners = [(0, 0), (cell, 0), (cell, cell), (0, cell)]
        squares = np.stack([np.stack([left + a, top + b], -1) for a, b in corners], -2)
        width = 0.75 if cell >= 8 else 0
        self.axes.add_collection(
            PolyCollection(
                list(squares.reshape(-1, 4, 2)),
                facecolors=colours.reshape(-1, 3),
                edgecolors=edge if width else "face",
                linewidths=width or 0.2,
                zorder=1,
            ),
            autolim=False,
        )

    def hatched(self, x: float, y: float, cell: float, where: npt.NDArray[np.bool_]) -> None:
        """Diagonal lines on the cells that are not part of the picture."""
        rows, columns = np.nonzero(where)
        left, top = x + columns * cell, y + rows * cell
        if not len(left) or cell < _LEAST_HATCHED:
            return
        strokes = [((0.0, 1.0), (1.0, 0.0))]
        if cell >= 8:
            strokes += [((0.0, 0.5), (0.5, 0.0)), ((0.5, 1.0), (1.0, 0.5))]
        lines = [
            np.stack([np.stack([left + cell * a, top + cell * b], -1) for a, b in ends], 1)
            for ends in strokes
        ]
        self.axes.add_collection(
            LineCollection(
                list(np.concatenate(lines)), colors=[self.theme.hatch], linewidths=0.7, zorder=1.2
            ),
            autolim=False,
        )

    def link(self, points: list[tuple[float, float]], colour: Colour) -> None:
        """A line through these points: an S where it goes across and down at once."""
        vertices, codes = points[:1], [Outline.MOVETO]
        for (a, b), (c, d) in pairwise(points):
            if a == c or b == d:
                vertices.append((c, d))
                codes.append(Outline.LINETO)
            else:
                vertices += [((a + c) / 2, b), ((a + c) / 2, d), (c, d)]
                codes += [Outline.CURVE4] * 3
        path = Outline(vertices, codes)
        self.axes.add_artist(
            PathPatch(path, fc="none", ec=colour, lw=1.2, joinstyle="round", zorder=2.5)
        )

    def save(self, format: Format, scale: float) -> bytes:
        """The drawing as a file, the same bytes at any time of the day."""
        file = io.BytesIO()
        metadata: dict[str, Any] = {
            "svg": {"Date": None, "Creator": None},
            "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
            "png": {"Software": None},
        }[format]
        with matplotlib.rc_context(_SETTINGS):
            self.figure.savefig(
                file,
                format=format,
                dpi=_DPI * (scale if format == "png" else 2),
                facecolor=self.theme.paper,
                metadata=metadata,
            )
        if format != "svg":
            return file.getvalue()
        # A reader's machine need not have matplotlib's fonts.
        text = file.getvalue().decode()
        for font, others in (_TEXT, "Verdana, sans-serif"), (_CODE, "Consolas, monospace"):
            text = text.replace(f"'{font}'", f"'{font}', {others}")
        return text.encode()

    def pixels(self) -> Array:
        """The drawing as (height, width, RGB)."""
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels: Array = np.array(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
        return pixels


# Where everything goes

_TALLEST_STRIP = 2400
_GUTTER, _RIGHT = 104, 22  # left and right of the planes in a lane
_LABEL = 20  # the words above a plane
_BELOW = 12  # free below a plane, for lines on their way to another one
_GAP = 36  # between the columns of a lane
_FILTER_GAP, _OUTPUT_GAP = 20, 24  # between planes side by side
_TALL = 410  # height of the large lane where the digits of a large kernel need it
_MOST_CHANNELS = 16
_ROW = 12  # so many taps stand in one row of the strip


class _Plan(NamedTuple):
    """How the large lane is divided."""

    cell: float
    patch: float  # cells of the window beside it; 0 for none
    small: float  # cells of filters
    fonts: tuple[float, ...]  # sizes of the digits of input, window, filters, outputs; 0 for none
    writings: tuple[_Writing, ...]  # of input, filters, outputs
    filters_a_row: int
    outputs_a_row: int
    columns: tuple[float, ...]  # left edges of input, (window,) filters, outputs
    widths: tuple[float, ...]
    height: float


def _font(cell: float, writing: _Writing, least: float = 7) -> float:
    """Size of digits that leave a gap to those in the next cell; 0 if it were below the least."""
    size = min(cell * 0.56, (cell - min(5, cell * 0.2)) / (writing.chars * _DIGIT), 20)
    return size if size >= least else 0


def _fewest_a_row(count: int, each: float, height: float) -> int:
    """Fewest side by side such that `count` fit below each other; 0 if one is too high."""
    fitting = (n for n in range(1, count + 1) if -(-count // n) * each <= height)
    return next(fitting, 0)


def _divide(numbers: _Numbers, width: float, height: float) -> _Plan | None:
    """The large lane with the largest cells that fit, with digits if at all possible."""
    _, rows, columns = numbers.input.shape
    if rows * columns <= 1000 and numbers.positions * numbers.spec.multiplier <= 1200:
        for cell in range(44, 19, -1):
            plan = _try(numbers, width, height, cell, 0, cell)
            if plan and all(plan.fonts):
                return plan
    # Without digits in the input: the window beside it has them, the filters if there is room.
    (kh, kw), many = numbers.spec.kernel, numbers.spec.multiplier
    patch = max(2.0, float(int(min(40, (height - _LABEL - 6) / kh, 0.165 * width / kw))))
    small = patch
    while small > 2:
        a_row = _fewest_a_row(many, kh * small + _LABEL + _BELOW, height + _BELOW)
        if a_row and a_row * (kw * small + _FILTER_GAP) - _FILTER_GAP <= 0.35 * width:
            break
        small -= 1
    for half in range(38, 1, -1):
        plan = _try(numbers, width, height, half / 2, patch, small)
        if plan:
            return plan
    return None


def _try(
    numbers: _Numbers, width: float, height: float, cell: float, patch: float, small: float
) -> _Plan | None:
    """The large lane with these cells, if it fits."""
    spec = numbers.spec
    _, rows, columns = numbers.input.shape
    (kh, kw), many = spec.kernel, spec.multiplier
    heights = kh * small + _LABEL + _BELOW, spec.vertical.output * cell + _LABEL + _BELOW
    filters, outputs = (_fewest_a_row(many, each, height + _BELOW) for each in heights)
    if not filters or not outputs or max(rows * cell, kh * patch) + _LABEL + 6 > height:
        return None
    widths = [columns * cell, *([kw * patch] if patch else [])]
    widths.append(filters * (kw * small + _FILTER_GAP) - _FILTER_GAP)
    widths.append(outputs * (spec.horizontal.output * cell + _OUTPUT_GAP) - _OUTPUT_GAP)
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    if spare < 0:
        return None
    gap = _GAP + min(spare / len(widths), 90)
    left = _GUTTER + (width - sum(widths) - gap * (len(widths) - 1)) / 2
    edges = [left + sum(widths[:at]) + gap * at for at in range(len(widths))]
    used = [
        max(rows * cell, kh * patch) + _LABEL,
        -(-many // filters) * heights[0] - _BELOW,
        -(-many // outputs) * heights[1] - _BELOW,
    ]
    input, weight, output = numbers.writings[0]
    if patch:
        # Where three digits of a number find no room, two may.
        input = input if _font(patch, input) else numbers.writings[1][0]
        weight = weight if _font(small, weight) else numbers.writings[1][1]
        fonts = 0.0, _font(patch, input), _font(small, weight), 0.0
    else:
        same = min(_font(cell, input), _font(small, weight))
        fonts = same, same, same, _font(cell, output)
    return _Plan(
        cell, patch, small, fonts, (input, weight, output),
        filters, outputs, tuple(edges), tuple(widths), max(used),
    )  # fmt: skip


class _Scene:
    """Where lanes and strip lie, for one layer and one lane in focus."""

    def __init__(self, numbers: _Numbers, focus: int) -> None:
        self.numbers = numbers
        channels = numbers.spec.channels
        width = _WIDTH - _GUTTER - _RIGHT
        self.strip_height = self._strip_height()
        room = 640 - self.strip_height
        plan = _divide(numbers, width, room / channels - 26)
        self.small = 0.0
        if channels > 1 and (plan is None or plan.cell < 24):
            self.small = 76.0 if channels <= 4 else 44.0
            height = max(room - (self.small + 6) * (channels - 1), 220) - 26
            plan = self._readable(width, height)
        if plan is None:
            plan = _divide(numbers, width, 1200)
        if plan is None:
            raise DwconvError("filter.shape", numbers.spec.filter_shape, "is too large to be drawn")
        self.plan = plan
        self.lanes: list[tuple[int, float, float, bool]] = []
        y = 10.0
        for k in range(channels):
            large = not self.small or k == focus
            height = plan.height + 30 if large else self.small
            self.lanes.append((k, y, height, large))
            y += height + 6
        self.strip = y + 2
        self.height = self.strip + self.strip_height + 10

    def _readable(self, width: float, height: float) -> _Plan | None:
        """A plan for this height, or for as much more as gives window and filters digits."""

        def worth(plan: _Plan | None) -> tuple[int, float]:
            return (sum(map(bool, plan.fonts)), plan.cell) if plan else (0, 0)

        plan = _divide(self.numbers, width, height)
        for more in range(int(height) + 30, _TALL + 30, 30):
            if plan and all(plan.fonts[1:3]):
                break
            plan = max(plan, _divide(self.numbers, width, more), key=worth)
        return plan

    def _strip_height(self) -> float:
        taps = int(np.prod(self.numbers.spec.kernel))
        if taps <= _ROW:
            return 88
        return max(88, 16 + 34 * -(-taps // self.taps_a_line()))

    def taps_a_line(self) -> int:
        kw = self.numbers.spec.kernel[1]
        return max(1, 16 // kw) * kw if kw <= 16 else 16


# Painting

Moment = tuple[Unit, int]  # the unit, and the step counted in it


def _paint(scene: _Scene, theme: _Theme, unit: Unit, step: int) -> _Sheet:
    numbers = scene.numbers
    sheet = _Sheet(_WIDTH, scene.height, theme)
    each = numbers.spec.channels * numbers.spec.multiplier
    i, j, k, q = numbers.place(step if unit == "window" else step * each)
    for lane, y, height, large in scene.lanes:
        active = unit == "pixel" or lane == k
        colours = theme.lane(lane)
        many = numbers.spec.channels > 1
        sheet.box(
            10,
            y,
            _WIDTH - 20,
            height,
            fill=theme.panel,
            stroke=colours.stroke if active and many else theme.line,
            line=1.75 if active and many else 1,
            radius=7,
            order=0.5,
        )
        sheet.box(10, y, 5, height, fill=colours.stroke, radius=2.5, order=0.6)
        sheet.text(
            24,
            y + 18 if large else y + height / 2,
            f"channel {lane}",
            colour=colours.text,
            bold=True,
        )
        shown = [q] if unit == "window" else list(range(numbers.spec.multiplier))
        painter = _paint_large if large else _paint_small
        painter(sheet, scene, lane, y, height, (i, j), shown if active else [], unit, step)
    if unit == "window":
        _paint_arithmetic(sheet, scene, i, j, k, q)
    else:
        _paint_chips(sheet, scene, i, j)
    return sheet


def _revealed(numbers: _Numbers, unit: Unit, step: int, k: int, q: int) -> int:
    """How many values of output plane (k, q) are there: a prefix in reading order."""
    if unit == "pixel":
        return step + 1
    each = numbers.spec.channels * numbers.spec.multiplier
    return (step - (k * numbers.spec.multiplier + q)) // each + 1


def _plane(
    sheet: _Sheet,
    x: float,
    y: float,
    cell: float,
    k: int,
    values: Array,
    largest: float,
    *,
    real: npt.NDArray[np.bool_] | None = None,
    reached: npt.NDArray[np.bool_] | None = None,
    count: int | None = None,
    size: float = 0,
    writing: _Writing | None = None,
) -> None:
    """One plane: tints, hatching on padding, digits; of an output the first `count` values."""
    theme = sheet.theme
    colours = theme.tints(k, values, largest)
    there = np.ones(values.shape, bool)
    if count is not None:
        there = np.arange(values.size).reshape(values.shape) < count
        colours[~there] = theme.empty
    if real is not None:
        colours[~real] = theme.panel if cell >= _LEAST_HATCHED else theme.hatch
    if reached is not None:
        colours[~reached] += (np.array(theme.panel) - colours[~reached]) * 0.68
    sheet.cells(x, y, cell, colours, theme.grid)
    if real is not None:
        sheet.hatched(x, y, cell, ~real)
    if not size or writing is None:
        return
    for row, column in np.argwhere(there):
        padding = real is not None and not real[row, column]
        sheet.text(
            x + (column + 0.5) * cell,
            y + (row + 0.5) * cell,
            "0" if padding else writing(float(values[row, column])),
            size=size,
            colour=theme.muted
            if padding or (reached is not None and not reached[row, column])
            else None,
            align="center",
        )


def _outline(
    sheet: _Sheet,
    spec: ConvSpec,
    x: float,
    y: float,
    cell: float,
    i: int,
    j: int,
    colour: Colour,
    line: float,
) -> tuple[float, float]:
    """The window on its plane, or, under dilation, its taps; return where a link starts."""
    (kh, kw), (dh, dw) = spec.kernel, spec.dilation
    left, top = x + j * spec.stride[1] * cell, y + i * spec.stride[0] * cell
    down, across = ((kh - 1) * dh + 1) * cell, ((kw - 1) * dw + 1) * cell
    rows = [(top, down)] if dh == 1 else [(top + a * dh * cell, cell) for a in range(kh)]
    columns = [(left, across)] if dw == 1 else [(left + b * dw * cell, cell) for b in range(kw)]
    for y_at, height in rows:
        for x_at, width in columns:
            sheet.box(x_at, y_at, width, height, stroke=colour, line=line, order=2.8)
    # On a line of the grid, so that it crosses no digits.
    return left + across, top + np.ceil(down / cell / 2) * cell


def _paint_large(
    sheet: _Sheet,
    scene: _Scene,
    k: int,
    y: float,
    height: float,
    position: tuple[int, int],
    shown: list[int],
    unit: Unit,
    step: int,
) -> None:
    numbers, plan, theme = scene.numbers, scene.plan, sheet.theme
    spec = numbers.spec
    (kh, kw), many = spec.kernel, spec.multiplier
    stroke = theme.lane(k).stroke
    middle = y + height / 2 + _LABEL / 2 - 1

    def above(words: list[str], x: float, top: float, width: float, more: float = 12) -> None:
        text = next((each for each in words if len(each) * 7.4 <= width + more), words[-1])
        sheet.text(x + width / 2, top - 11, text, colour=theme.muted, align="center", size=12.5)

    rows = len(numbers.real)
    x, top = plan.columns[0], middle - rows * plan.cell / 2
    padded = not numbers.real.all()
    words = ["input, padded", "input"] if padded else ["input"]
    if not numbers.reached[numbers.real].all():
        words = [f"{words[0]}; dim: no window reaches it", "input; dim: not reached", *words]
    above(words, x, top, plan.widths[0], 80)
    _plane(
        sheet, x, top, plan.cell, k, numbers.input[k], numbers.largest("input"),
        real=numbers.real, reached=numbers.reached, size=plan.fonts[0], writing=plan.writings[0],
    )  # fmt: skip
    start = _outline(sheet, spec, x, top, plan.cell, *position, stroke, 3 if plan.cell > 8 else 1.5)

    edge = plan.columns[0] + plan.widths[0]
    if plan.patch:
        x, top = plan.columns[1], middle - kh * plan.patch / 2
        above(["window"], x, top, plan.widths[1])
        at = [
            slice(place * stride, place * stride + (taps - 1) * spread + 1, spread)
            for place, stride, taps, spread in zip(
                position, spec.stride, spec.kernel, spec.dilation, strict=True
            )
        ]
        _plane(
            sheet, x, top, plan.patch, k, numbers.input[k][at[0], at[1]], numbers.largest("input"),
            real=numbers.real[at[0], at[1]], size=plan.fonts[1], writing=plan.writings[0],
        )  # fmt: skip
        if shown:
            sheet.link([start, (edge, start[1]), (x, middle)], stroke)
            sheet.box(x, top, kw * plan.patch, kh * plan.patch, stroke=stroke, line=2, order=2.8)
            start = x + kw * plan.patch, middle
            edge = start[0]

    wide, high = kw * plan.small, kh * plan.small
    filters = _places(
        many, plan.filters_a_row, plan.columns[-2], y + height / 2, wide, high, _FILTER_GAP
    )
    for q, (x, top) in enumerate(filters):
        above([f"filter q = {q}", f"q = {q}"] if many > 1 else ["filter"], x, top, wide)
        _plane(
            sheet, x, top, plan.small, k, numbers.filter[k, q], numbers.largest("filter"),
            size=plan.fonts[2], writing=plan.writings[1],
        )  # fmt: skip

    oh, ow = numbers.output.shape[2:]
    outputs = _places(
        many, plan.outputs_a_row, plan.columns[-1], y + height / 2, ow * plan.cell, oh * plan.cell, _OUTPUT_GAP
    )  # fmt: skip
    i, j = position
    for q, (x, top) in enumerate(outputs):
        made = k * many + q
        short = [f"output channel {made}", f"output {made}", f"{made}"]
        above(
            [f"output channel {made} = {k}·{many} + {q}", *short] if many > 1 else short,
            x,
            top,
            ow * plan.cell,
        )
        _plane(
            sheet, x, top, plan.cell, k, numbers.output[k, q], numbers.largest("output"),
            count=_revealed(numbers, unit, step, k, q), size=plan.fonts[3],
            writing=plan.writings[2],
        )  # fmt: skip
        if q not in shown:
            continue
        left, upper = x + j * plan.cell, top + i * plan.cell
        filter_x, filter_y = filters[q]
        sheet.box(filter_x, filter_y, wide, high, stroke=stroke, line=2.5, order=2.8)
        sheet.box(left, upper, plan.cell, plan.cell, stroke=stroke, line=2.5, order=2.8)
        line = upper + (0 if i == oh - 1 and oh > 1 else plan.cell)
        into, out_of = _past_filters(plan, filters, q, wide, high)
        sheet.link([start, (edge, start[1]), *into], stroke)
        sheet.link(
            [*out_of, *_past_outputs(plan, x, top + oh * plan.cell, q, line), (left, line)], stroke
        )


def _places(
    count: int, a_row: int, left: float, middle: float, wide: float, high: float, gap: float
) -> list[tuple[float, float]]:
    """The upper left corners of planes in rows, all of them about the middle."""
    each = high + _LABEL + _BELOW
    first = middle - (-(-count // a_row) * each - _BELOW) / 2 + _LABEL
    return [(left + q % a_row * (wide + gap), first + q // a_row * each) for q in range(count)]


def _past_filters(
    plan: _Plan, filters: list[Point], q: int, wide: float, high: float
) -> tuple[list[Point], list[Point]]:
    """How lines come to filter q and leave it: below and above its neighbours, never across."""
    x, top = filters[q]
    column, end = q % plan.filters_a_row, x + wide
    left, right = plan.columns[-2], plan.columns[-2] + plan.widths[-2]
    way_in: list[Point] = [(x, top + high / 2)]
    if column:
        rail, line = top + high + 4, top + high * 0.7
        way_in = [(left, rail), (x - 7, rail), (x - 7, line), (x, line)]
    way_out: list[Point] = [(end, top + high / 2), (right, top + high / 2)]
    if column < plan.filters_a_row - 1 and q + 1 < len(filters):
        rail, line = top - _LABEL - 3, top + high * 0.3
        way_out = [(end, line), (end + 7, line), (end + 7, rail), (right, rail)]
    return way_in, way_out


def _past_outputs(plan: _Plan, x: float, bottom: float, q: int, line: float) -> list[Point]:
    """How a line comes to output plane q: below the planes to its left, never across."""
    column = q % plan.outputs_a_row
    if not column:
        return [(x, line)]
    # One rail for each plane, so that no two lines run together as if they were added.
    rail = bottom + min(4 + 3 * (column - 1), _BELOW - 2)
    return [(plan.columns[-1] - 3, rail), (x - 9, rail), (x - 9, line)]


def _paint_small(
    sheet: _Sheet,
    scene: _Scene,
    k: int,
    y: float,
    height: float,
    position: tuple[int, int],
    shown: list[int],
    unit: Unit,
    step: int,
) -> None:
    numbers, plan, theme = scene.numbers, scene.plan, sheet.theme
    spec = numbers.spec
    (kh, kw), many = spec.kernel, spec.multiplier
    rows, columns = numbers.real.shape
    oh, ow = numbers.output.shape[2:]
    stroke, room, middle = theme.lane(k).stroke, height - 14, y + height / 2

    centres = [left + width / 2 for left, width in zip(plan.columns, plan.widths, strict=True)]
    cell = min(room / rows, 16.0, min(plan.widths[0] + 40, 2 * (centres[0] - _GUTTER)) / columns)
    x, top = centres[0] - columns * cell / 2, middle - rows * cell / 2
    _plane(
        sheet,
        x,
        top,
        cell,
        k,
        numbers.input[k],
        numbers.largest("input"),
        real=numbers.real,
        reached=numbers.reached,
    )
    _outline(sheet, spec, x, top, cell, *position, stroke, 2 if shown or cell > 8 else 1.2)

    cell = min(room / kh, 20.0, (plan.widths[-2] + 60 - 8 * (many - 1)) / (many * kw))
    x = centres[-2] - (many * (kw * cell + 8) - 8) / 2
    for q in range(many):
        _plane(
            sheet,
            x,
            middle - kh * cell / 2,
            cell,
            k,
            numbers.filter[k, q],
            numbers.largest("filter"),
        )
        if q in shown:
            sheet.box(
                x, middle - kh * cell / 2, kw * cell, kh * cell, stroke=stroke, line=2, order=2.8
            )
        x += kw * cell + 8

    widest = min(plan.widths[-1] + 40, 2 * (_WIDTH - _RIGHT - centres[-1]))
    cell = min(room / oh, 16.0, (widest - 20 * (many - 1)) / (many * ow))
    x = centres[-1] - (many * (ow * cell + 20) - 20) / 2
    for q in range(many):
        top = middle - oh * cell / 2
        count = _revealed(numbers, unit, step, k, q)
        _plane(sheet, x, top, cell, k, numbers.output[k, q], numbers.largest("output"), count=count)
        if q in shown:
            i, j = position
            sheet.box(x + j * cell, top + i * cell, cell, cell, stroke=stroke, line=2, order=2.8)
        x += ow * cell + 20


def _name(numbers: _Numbers, i: int, j: int, channel: int | str) -> str:
    nhwc = numbers.spec.data_format == "NHWC"
    return f"output[0, {i}, {j}, {channel}]" if nhwc else f"output[0, {channel}, {i}, {j}]"


def _paint_arithmetic(sheet: _Sheet, scene: _Scene, i: int, j: int, k: int, q: int) -> None:
    """Every product of one output value and the running sum after each."""
    numbers, theme, y, height = scene.numbers, sheet.theme, scene.strip, scene.strip_height
    spec = numbers.spec
    colours = theme.lane(k)
    sheet.box(10, y, _WIDTH - 20, height, stroke=theme.line, radius=7, order=0.5)
    made, middle = k * spec.multiplier + q, y + height / 2
    sheet.text(
        24,
        middle - 24,
        _name(numbers, i, j, made),
        size=15,
        colour=colours.text,
        bold=True,
        code=True,
    )
    sheet.text(24, middle, f"row {i}, column {j}", colour=theme.muted)
    sheet.text(24, middle + 19, f"channel k = {k}, filter q = {q}", colour=theme.muted)
    total = _result(float(numbers.output[k, q, i, j]))
    size = max(14.0, min(30.0, 150 / (len(total) * _DIGIT)))
    sheet.text(
        _WIDTH - 26, middle + 8, total, size=size, colour=colours.text, bold=True, align="right"
    )
    sheet.text(_WIDTH - 26, middle - 26, "output value", colour=theme.muted, align="right")

    seen = numbers.windows[i, j, :, :, k]
    weights = numbers.filter[k, q]
    with np.errstate(invalid="ignore", over="ignore"):
        each, sums = products(
            numbers.windows[i, j, :, :, k : k + 1], np.moveaxis(weights[None, None], (0, 1), (2, 3))
        )
    each, sums = each[0, 0].ravel(), sums[0, 0].ravel()
    at = np.ix_(*(
        place * stride + np.arange(taps) * spread
        for place, stride, taps, spread in zip((i, j), spec.stride, spec.kernel, spec.dilation, strict=True)
    ))  # fmt: skip
    real = numbers.real[at].ravel()
    tints = theme.tints(k, each, numbers.largest_product)
    write = _writing(numbers.input), _writing(numbers.filter), _writing(each), _writing(sums)
    row_mode = len(each) <= _ROW
    a_line = len(each) if row_mode else scene.taps_a_line()
    left, right = (330.0, _WIDTH - 180.0) if row_mode else (236.0, _WIDTH - 180.0)
    pitch = min((right - left) / a_line, 97.0)
    wide = pitch - (5 if row_mode else 3)
    high = height - 16 if row_mode else (height - 16) / -(-len(each) // a_line) - 3
    if row_mode:
        for words, share in zip(
            ("input · weight", "product", "running sum"), (0.17, 0.515, 0.86), strict=True
        ):
            sheet.text(
                left - 12, y + 8 + high * share, words, size=12, colour=theme.muted, align="right"
            )
    # One size for all, so that nothing jumps from step to step.
    negative = bool((numbers.filter < 0).any())
    chars = write[0].chars + write[1].chars + (1.8 if negative else 0.6)
    pair_size = min(15.0 if row_mode else 11.5, (wide - 3) / (chars * _DIGIT))
    number_size = min(
        15.0 if row_mode else 11.5, (wide - 3) / (max(write[2].chars, write[3].chars) * _DIGIT)
    )
    for t, (value, weight) in enumerate(zip(seen.ravel(), weights.ravel(), strict=True)):
        x, top = left + (t % a_line) * pitch, y + 8 + (t // a_line) * (high + 3)
        tint_top, tint_high = (top + high * 0.34, high * 0.34) if row_mode else (top, high * 0.55)
        fill = tuple(tints[t]) if real[t] else theme.panel
        sheet.box(x, tint_top, wide, tint_high, fill=fill, stroke=theme.grid, radius=4)
        if not real[t]:
            strokes = np.arange(x + 4, x + wide - tint_high * 0.5, 7)
            lines = [[(a, tint_top + tint_high), (a + tint_high * 0.6, tint_top)] for a in strokes]
            sheet.axes.add_collection(
                LineCollection(lines, colors=[theme.hatch], linewidths=0.7, zorder=1.2),
                autolim=False,
            )
        factor = write[1](float(weight))
        factor = f"({factor})" if factor.startswith(_MINUS) else factor
        pair = f"{write[0](float(value)) if real[t] else '0'}·{factor}"
        middle = x + wide / 2
        written = (
            [(pair, 0.17, pair_size), (write[2](float(each[t])), 0.515, number_size)]
            if row_mode
            else [(pair, 0.29, pair_size)]
        )
        written.append((write[3](float(sums[t])), 0.86 if row_mode else 0.79, number_size))
        for at_line, (text, share, font) in enumerate(written):
            if font >= 6:
                last = at_line == len(written) - 1
                sheet.text(
                    middle, top + high * share, text, size=font, align="center",
                    bold=row_mode and at_line == 1, colour=theme.muted if last else None,
                )  # fmt: skip


def _paint_chips(sheet: _Sheet, scene: _Scene, i: int, j: int) -> None:
    """What all filters of all channels make of one position."""
    numbers, theme, y, height = scene.numbers, sheet.theme, scene.strip, scene.strip_height
    many, count = numbers.spec.multiplier, numbers.spec.channels * numbers.spec.multiplier
    middle = y + height / 2
    sheet.box(10, y, _WIDTH - 20, height, stroke=theme.line, radius=7, order=0.5)
    sheet.text(24, middle - 16, _name(numbers, i, j, ":"), size=15, bold=True, code=True)
    sheet.text(24, middle + 8, f"row {i}, column {j}, all channels", colour=theme.muted)
    lines = next(n for n in (1, 2, 3, 4) if -(-count // n) * 66 <= 940 or n == 4)
    a_line = -(-count // lines)
    pitch, high = min(110.0, 940 / a_line), (height - 16) / lines - 4
    for channel in range(count):
        k, q = divmod(channel, many)
        value = numbers.output[k, q, i, j]
        x, top = 236 + (channel % a_line) * pitch, y + 10 + (channel // a_line) * (high + 4)
        fill = tuple(theme.tints(k, np.array([value]), numbers.largest("output"))[0])
        sheet.box(
            x, top, pitch - 5, high, fill=fill, stroke=theme.lane(k).stroke, line=1.5, radius=4
        )
        text = _result(float(value))[2:]
        size = min(19.0, (pitch - (12 if high > 36 else 36)) / (len(text) * _DIGIT), high * 0.6)
        if high > 36:
            sheet.text(
                x + (pitch - 5) / 2, top + high * 0.64, text, size=size, bold=True, align="center"
            )
            sheet.text(
                x + (pitch - 5) / 2, top + high * 0.24, f"{channel}", size=12, align="center"
            )
        else:
            sheet.text(x + pitch - 11, top + high / 2, text, size=size, bold=True, align="right")
            sheet.text(x + 6, top + high / 2, f"{channel}", size=min(11.0, high * 0.6))


# What is made of it


def picture(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    step: int = 0,
    unit: Unit = "window",
    focus: int | None = None,
    dark: bool = False,
    format: Format = "svg",
) -> bytes:
    """Draw one moment.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    step : int, optional
        Counted in `unit`, from 0.
    unit : "window" or "pixel", optional
        One output value, or one position of all channels.
    focus : int, optional
        Channel whose lane is large; that of the step if left out.
    dark : bool, optional
        On dark paper.
    format : "svg", "pdf" or "png", optional
        In SVG and PDF text is text and shapes are shapes, except planes of more than 1,000
        values; PNG has two pixels for one.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    DwconvError
        Names what cannot be drawn.

    Examples
    --------
    >>> picture(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)))[:5]
    b'<?xml'
    """
    numbers = _checked(spec, input, filter, unit, step, format)
    each = spec.multiplier * spec.channels
    lane = numbers.place(step if unit == "window" else step * each)[2] if focus is None else focus
    if not 0 <= integer("focus", lane, 0) < spec.channels:
        raise DwconvError("focus", focus, f"must be below the {spec.channels} channels")
    return _paint(_Scene(numbers, lane), _Theme(dark), unit, step).save(format, 2)


def _checked(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, unit: str, step: int, format: str
) -> _Numbers:
    if format not in ("svg", "pdf", "png"):
        raise DwconvError("format", format, 'must be "svg", "pdf" or "png"')
    if spec.channels > _MOST_CHANNELS:
        raise DwconvError(
            "channels", spec.channels, f"must be at most {_MOST_CHANNELS} to be drawn"
        )
    if unit not in ("window", "pixel"):
        raise DwconvError("unit", unit, 'must be "window" or "pixel"')
    numbers = _numbers(spec, input, filter)
    steps = numbers.positions * (spec.channels * spec.multiplier if unit == "window" else 1)
    if integer("step", step, 0) >= steps:
        raise DwconvError("step", step, f"must be below {steps}, the number of steps")
    return numbers


_SPREAD = ", spread from the first to the last"


def _in_a_strip(rows: int, columns: int) -> tuple[list[int], str]:
    """The positions that a strip of a plane shows, and which they are in words."""
    if rows * columns <= MOST_IN_A_STRIP:
        return list(range(rows * columns)), ""
    whole = MOST_IN_A_STRIP // columns
    if whole < 3 or 2 * whole < rows:
        return spread(rows, columns, MOST_IN_A_STRIP), _SPREAD
    chosen = [*range(whole - 1), rows - 1]
    which = f": rows 0 to {whole - 2} and row {rows - 1}"
    return [row * columns + column for row in chosen for column in range(columns)], which


def _frames(count: int, a_line: int, skipped: int) -> list[tuple[int, int]]:
    """Line and column of each frame; the one before which some are left out begins a line."""
    if not skipped:
        return [divmod(at, a_line) for at in range(count)]
    before = -(-skipped // a_line)
    rest = [divmod(at, a_line) for at in range(count - skipped)]
    return [*_frames(skipped, a_line, 0), *((before + line, column) for line, column in rest)]


def strip(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    channel: int = 0,
    multiplier: int = 0,
    dark: bool = False,
    format: Format = "svg",
) -> bytes:
    """Draw the whole convolution of one filter as a strip of frames, as papers do.

    Each frame has the input with the window on it and the output so far. Of more than 24
    positions some are shown: the first rows of the output and its last, where these are at
    least half of it, or else some from the first position to the last. The strip says which.

    Parameters
    ----------
    spec, input, filter, dark, format
        As for `picture`.
    channel, multiplier : int, optional
        Input channel k and filter q.

    Returns
    -------
    bytes
        The file.

    Examples
    --------
    >>> strip(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), format="png")[1:4]
    b'PNG'
    """
    numbers = _checked(spec, input, filter, "window", 0, format)
    for name, index, count in (
        ("channel", channel, spec.channels),
        ("multiplier", multiplier, spec.multiplier),
    ):
        if integer(name, index, 0) >= count:
            raise DwconvError(name, index, f"must be below {count}")
    theme = _Theme(dark)
    rows, columns = numbers.real.shape
    oh, ow = numbers.output.shape[2:]
    kh, each = spec.kernel[0], spec.channels * spec.multiplier
    shown, which = _in_a_strip(oh, ow)
    across = columns + ow + 2.0  # in cells, with the gap and the arrow in it
    a_line = min(len(shown), max(3, round(_WIDTH / (across * 20))), 6)
    if which != _SPREAD and ow <= 6:
        a_line = max(a_line // ow, 1) * ow  # a line is a row of the output, or several
    skipped = next((at for at in range(1, len(shown)) if shown[at] > shown[at - 1] + 1), 0)
    skipped = 0 if which == _SPREAD else skipped
    places = _frames(len(shown), a_line, skipped)
    lines = places[-1][0] + 1
    tall = max(rows, oh)
    cell = min(22.0, ((_WIDTH - 20) / a_line - 16) / across, (_TALLEST_STRIP / lines - 42) / tall)
    high = tall * cell
    weight = numbers.writings[0][1]
    small = max(cell, min(max(22, 4.5 * weight.chars + 6), 180 / kh, 600 / spec.kernel[1]))
    top = 40 + (kh * small + 20)
    sheet = _Sheet(_WIDTH, top + lines * (high + 42) + 6, theme)
    written = numbers.writings[0]
    fonts = [_font(cell, each_one, 5.5) for each_one in written]
    many = rows * columns * len(shown) > 4000
    stroke = theme.lane(channel).stroke
    made = channel * spec.multiplier + multiplier
    title = f"channel {channel}, filter q = {multiplier}"
    sheet.text(20, 20, title, size=15, bold=True, colour=theme.lane(channel).text)
    part = f"{len(shown)} of " if len(shown) < numbers.positions else ""
    says = f"output channel {made}: {part}{numbers.positions:,} positions in reading order{which}"
    sheet.text(20 + 9.4 * len(title) + 14, 20, says, colour=theme.muted)
    _plane(
        sheet, 20, 40, small, channel, numbers.filter[channel, multiplier],
        numbers.largest("filter"), size=_font(small, weight, 6), writing=weight,
    )  # fmt: skip
    pitch = (_WIDTH - 20) / a_line
    for position, (frame_line, frame_column) in zip(shown, places, strict=True):
        i, j = divmod(position, ow)
        x, y = 20 + frame_column * pitch, top + frame_line * (high + 42) + 18
        sheet.text(x, y - 10, f"row {i}, column {j}", size=11, colour=theme.muted)
        if skipped and position == shown[skipped]:
            sheet.text(_WIDTH / 2, y - 29, "⋮", size=18, colour=theme.muted, align="center")
        _plane(
            sheet, x, y + (high - rows * cell) / 2, cell, channel, numbers.input[channel],
            numbers.largest("input"), real=numbers.real, reached=numbers.reached,
            size=0 if many else fonts[0], writing=written[0],
        )  # fmt: skip
        line = 2.2 if cell > 8 else 1.4
        _outline(sheet, spec, x, y + (high - rows * cell) / 2, cell, i, j, stroke, line)
        middle, start = y + high / 2, x + (columns + 0.45) * cell
        sheet.axes.annotate(
            "",
            (start + 1.1 * cell, middle),
            (start, middle),
            arrowprops=dict(arrowstyle="-|>", color=theme.muted, lw=1, shrinkA=0, shrinkB=0),
        )
        x += (columns + 2) * cell
        y += (high - oh * cell) / 2
        _plane(
            sheet, x, y, cell, channel, numbers.output[channel, multiplier],
            numbers.largest("output"), count=_revealed(numbers, "window", position * each + made, channel, multiplier),
            size=0 if many else fonts[2], writing=written[2],
        )  # fmt: skip
        sheet.box(x + j * cell, y + i * cell, cell, cell, stroke=stroke, line=line, order=2.8)
    return sheet.save(format, 2)


# Animations


def spread(rows: int, columns: int, most: int) -> list[int]:
    """At most `most` positions of a plane in even steps, the first and the last among them.

    A few less than `most`, where `most` of them would keep to some of the columns or leave
    one of them out in row after row.

    Parameters
    ----------
    rows, columns : int
        Of the plane; its positions are counted in reading order.
    most : int
        At least 2.

    Examples
    --------
    >>> spread(1, 3, 5), spread(1, 101, 5)
    ([0, 1, 2], [0, 25, 50, 75, 100])
    >>> len(spread(6, 5, 24))  # with 24, column 2 would be in none of the rows
    20
    """
    count = rows * columns
    if count <= most:
        return list(range(count))

    def even(number: int) -> Array:
        return np.linspace(0, count - 1, number).round().astype(int)

    def unfair(number: int) -> int:
        """By how much a column, and a row, is shown more often than another."""
        row, column = np.divmod(even(number), columns)
        return int(
            np.ptp(np.bincount(row, None, rows)) + np.ptp(np.bincount(column, None, columns))
        )

    fewest = max(2, 3 * most // 4)
    best: list[int] = even(min(range(most, fewest - 1, -1), key=unfair)).tolist()
    return best


def frames(spec: ConvSpec) -> tuple[Unit, list[int]]:
    """The steps that an animation of a layer has: its unit and at most `MOST_FRAMES` of them.

    Examples
    --------
    >>> unit, steps = frames(ConvSpec(6, 6, 3, multiplier=2, padding="SAME"))
    >>> unit, len(steps)  # 216 windows, 36 positions
    ('pixel', 36)
    """
    positions = spec.vertical.output * spec.horizontal.output
    counted = positions * spec.channels * spec.multiplier
    if counted <= MOST_FRAMES:
        return "window", list(range(counted))
    return "pixel", spread(spec.vertical.output, spec.horizontal.output, MOST_FRAMES)


def draw_frames(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    unit: Unit,
    steps: list[int],
    *,
    dark: bool = False,
) -> list[bytes]:
    """Draw some frames of an animation, each a PNG of 256 colours.

    Examples
    --------
    >>> drawn = draw_frames(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), "pixel", [0])
    >>> drawn[0][1:4]
    b'PNG'
    """
    from PIL import Image

    numbers = _checked(spec, input, filter, unit, max(steps), "png")
    scene, theme = _Scene(numbers, 0), _Theme(dark)
    drawn = []
    for step in steps:
        image = Image.fromarray(_paint(scene, theme, unit, step).pixels())
        file = io.BytesIO()
        image.quantize(256, dither=Image.Dither.NONE).save(file, "PNG")
        drawn.append(file.getvalue())
    return drawn


def gif(drawn: list[bytes], milliseconds: int) -> bytes:
    """Join frames to a GIF that repeats for ever; the last frame rests a while.

    Examples
    --------
    >>> drawn = draw_frames(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), "pixel", [0])
    >>> gif(drawn, 400)[:6]
    b'GIF89a'
    """
    from PIL import Image

    first, *others = drawn
    file = io.BytesIO()
    Image.open(io.BytesIO(first)).save(
        file,
        "GIF",
        save_all=True,
        append_images=(Image.open(io.BytesIO(each)) for each in others),
        duration=[milliseconds] * len(others) + [max(milliseconds, 2000)],
        loop=0,
        optimize=False,
    )
    return file.getvalue()


def ffmpeg() -> str | None:
    """Where ffmpeg is on this machine; None if it is not there."""
    return shutil.which("ffmpeg")


def mp4(drawn: list[bytes], milliseconds: int) -> bytes:
    """Join frames to an MP4 film (H.264), by ffmpeg.

    Raises
    ------
    DwconvError
        If there is no ffmpeg on this machine, or it fails.
    """
    program = ffmpeg()
    if program is None:
        raise DwconvError("format", "mp4", "needs ffmpeg on this machine, and it is not there")
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        for at, each in enumerate([*drawn, drawn[-1]]):
            (Path(folder) / f"{at:04}.png").write_bytes(each)
        command = [program, "-nostdin", "-loglevel", "error", "-framerate", f"1000/{milliseconds}"]
        command += ["-i", str(Path(folder) / "%04d.png"), "-threads", "1", "-c:v", "libx264"]
        # What every player takes: even sizes, and colours at half the resolution.
        command += ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-pix_fmt", "yuv420p"]
        command += ["-r", "25", "-movflags", "+faststart", str(film)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise DwconvError("ffmpeg", done.stderr.strip()[:200], "must make a film of the frames")
        return film.read_bytes()
