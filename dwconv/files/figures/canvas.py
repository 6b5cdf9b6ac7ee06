"""A matplotlib figure with pixels as units, the marks drawn on it, and its files."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any, Literal

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path as Outline

from dwconv.files.figures.colours import Colour, Theme
from dwconv.files.figures.layer_numbers import Format

Array = npt.NDArray[Any]
Point = tuple[float, float]

LEAST_HATCHED = 4
"""Pixels of the smallest cell that is hatched on padding; smaller ones are plain."""

SIGN = 8.5
"""Pixels from the middle of a sign on a line to its edge."""

_HEAD = 9  # pixels from the point of an arrow to its foot
_DPI = 96  # a unit of every drawing here is a pixel at this resolution, as in a browser
_MOST_SHAPES = 1000  # of a plane; one with more is a picture
_TEXT, _CODE = "DejaVu Sans", "DejaVu Sans Mono"  # both come with matplotlib

_SETTINGS: Any = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "dwconv",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "image.composite_image": False,  # every plane keeps its own pixels
}


class Canvas:
    """A figure whose units are pixels, from the top left corner."""

    def __init__(self, width: float, height: float, theme: Theme) -> None:
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
        """Write words with the middle of their digits at y."""
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
        """Draw a rectangle, with round corners if there is a radius."""
        style: dict[str, Any] = dict(fc=fill, ec=stroke, lw=line * 72 / _DPI, zorder=order)
        if radius:
            shape = f"round,pad=0,rounding_size={min(radius, width / 2, height / 2)}"
            self.axes.add_artist(FancyBboxPatch((x, y), width, height, boxstyle=shape, **style))
        else:
            self.axes.add_artist(Rectangle((x, y), width, height, joinstyle="miter", **style))

    def cells(self, x: float, y: float, cell: float, colours: Array, edge: Colour) -> None:
        """Draw a grid of tinted squares: as shapes, or as one picture where they are very many."""
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
        """Draw diagonal lines on the cells where `where` is true."""
        rows, columns = np.nonzero(where)
        left, top = x + columns * cell, y + rows * cell
        if not len(left) or cell < LEAST_HATCHED:
            return
        strokes = [((0.0, 1.0), (1.0, 0.0))]
        if cell >= 8:
            strokes += [((0.0, 0.5), (0.5, 0.0)), ((0.5, 1.0), (1.0, 0.5))]
        lines = [
            np.stack([np.stack([left + cell * a, top + cell * b], -1) for a, b in ends], 1)
            for ends in strokes
        ]
        self.hatch_lines(list(np.concatenate(lines)))

    def hatch_lines(self, lines: Any) -> None:
        """Draw lines of hatching, each given by its two ends."""
        self.axes.add_collection(
            LineCollection(lines, colors=[self.theme.hatch], linewidths=0.7, zorder=1.2),
            autolim=False,
        )

    def arrow(self, x: float, y: float, length: float) -> None:
        """Draw an arrow to the right."""
        self.axes.annotate(
            "",
            (x + length, y),
            (x, y),
            arrowprops=dict(arrowstyle="-|>", color=self.theme.muted, lw=1, shrinkA=0, shrinkB=0),
        )

    def link(self, points: list[Point], colour: Colour) -> None:
        """Draw a line through these points: an S where it goes across and down at once."""
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

    def arrow_head(self, x: float, y: float, colour: Colour) -> None:
        """Draw the head of an arrow that points left, its point at (x, y)."""
        corners = [(x, y), (x + _HEAD, y - _HEAD / 2), (x + _HEAD, y + _HEAD / 2)]
        self.axes.add_artist(Polygon(corners, fc=colour, ec="none", zorder=2.9))

    def sign(self, x: float, y: float, words: str, colour: Colour) -> None:
        """Draw a sign in a small circle on a line, its middle at (x, y)."""
        r = SIGN
        self.box(
            x - r, y - r, 2 * r, 2 * r,
            fill=self.theme.paper, stroke=colour, line=1.2, radius=r, order=2.9,
        )  # fmt: skip
        self.text(x, y, words, size=1.7 * r, bold=True, align="center")

    def save(self, format: Format, scale: float) -> bytes:
        """Return the drawing as a file: the same bytes at any time of the day."""
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
        """Return the drawing as an array of uint8, (height, width, RGB)."""
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels: Array = np.array(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
        return pixels
