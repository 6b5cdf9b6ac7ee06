"""Draws the whole convolution of one filter as a strip of frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy.typing as npt

from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.digits import font_size
from dwconv.files.figures.animation import spread
from dwconv.files.figures.canvas import Canvas
from dwconv.files.figures.colours import Theme
from dwconv.files.figures.lanes import draw_plane, draw_window
from dwconv.files.figures.layer_numbers import Format, LayerNumbers, check_figure
from dwconv.files.figures.layout import WIDTH

MOST_IN_A_STRIP = 24
"""So many frames a strip has at most."""

_TALLEST = 2400


def strip(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    channel: int = 0,
    multiplier: int = 0,
    names: Sequence[str] = (),
    dark: bool = False,
    format: Format = "svg",
) -> bytes:
    """Return a drawing of the whole convolution of one filter: a strip of frames, as in papers.

    Each frame has the input with the window on it and the output so far. Of more than 24
    positions some are shown: the first rows of the output and its last, where these are at
    least half of it, or else some from the first position to the last. The strip says which.

    Parameters
    ----------
    spec, input, filter, names, dark, format
        As for `picture`.
    channel, multiplier : int, optional
        Input channel k and filter q.

    Returns
    -------
    bytes
        The file.

    Examples
    --------
    >>> import numpy as np
    >>> strip(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), format="png")[1:4]
    b'PNG'
    """
    numbers = check_figure(spec, input, filter, "window", 0, format, names)
    for name, index, count in (
        ("channel", channel, spec.channels),
        ("multiplier", multiplier, spec.multiplier),
    ):
        if integer(name, index, 0) >= count:
            raise DwconvError(name, index, f"must be below {count}")
    frames = _Frames.of(numbers)
    # The filter above the frames has digits of its own size.
    weight = numbers.formats[0][1]
    small = max(
        frames.cell,
        min(max(22, 4.5 * weight.chars + 6), 180 / spec.kernel[0], 600 / spec.kernel[1]),
    )
    top = 40 + (spec.kernel[0] * small + 20)
    canvas = Canvas(WIDTH, top + frames.lines * (frames.height + 42) + 6, Theme(dark))
    muted = canvas.theme.muted
    title = f"{numbers.names[channel]}, filter q = {multiplier}"
    canvas.text(20, 20, title, size=15, bold=True, colour=canvas.theme.lane(channel).text)
    shown = len(frames.positions)
    part = f"{shown} of " if shown < numbers.positions else ""
    caption = (
        f"output channel {channel * spec.multiplier + multiplier}: {part}{numbers.positions:,} "
        f"positions in reading order{frames.which}"
    )
    canvas.text(20 + 9.4 * len(title) + 14, 20, caption, colour=muted)
    draw_plane(
        canvas, 20, 40, small, channel, numbers.filter[channel, multiplier],
        numbers.largest_weight, size=font_size(small, weight, 6), format=weight,
    )  # fmt: skip
    pitch = (WIDTH - 20) / frames.a_line
    for position, (line, column) in zip(frames.positions, frames.places, strict=True):
        x, y = 20 + column * pitch, top + line * (frames.height + 42) + 18
        i, j = divmod(position, spec.horizontal.output)
        canvas.text(x, y - 10, f"row {i}, column {j}", size=11, colour=muted)
        if frames.skipped and position == frames.positions[frames.skipped]:
            canvas.text(WIDTH / 2, y - 29, "⋮", size=18, colour=muted, align="center")
        _draw_frame(canvas, numbers, frames, (x, y), (i, j), (channel, multiplier))
    return canvas.save(format, 2)


class _Frames(NamedTuple):
    """Which positions are shown, and where their frames stand."""

    positions: list[int]
    which: str  # the positions, in words; "" if all
    places: list[tuple[int, int]]  # line and column of each frame
    skipped: int  # the frame before which rows are left out; 0 for none
    a_line: int
    cell: float
    height: float

    @property
    def lines(self) -> int:
        return self.places[-1][0] + 1

    @classmethod
    def of(cls, numbers: LayerNumbers) -> _Frames:
        rows, columns = numbers.real.shape
        oh, ow = numbers.output.shape[2:]
        positions, which = _choose_positions(oh, ow)
        across = columns + ow + 2.0  # in cells, with the gap and the arrow in it
        a_line = min(len(positions), max(3, round(WIDTH / (across * 20))), 6)
        if which != _SPREAD_OUT and ow <= 6:
            a_line = max(a_line // ow, 1) * ow  # a line is a row of the output, or several
        gaps = (at for at in range(1, len(positions)) if positions[at] > positions[at - 1] + 1)
        skipped = 0 if which == _SPREAD_OUT else next(gaps, 0)
        places = _places(len(positions), a_line, skipped)
        lines, tall = places[-1][0] + 1, max(rows, oh)
        cell = min(22.0, ((WIDTH - 20) / a_line - 16) / across, (_TALLEST / lines - 42) / tall)
        return cls(positions, which, places, skipped, a_line, cell, tall * cell)


_SPREAD_OUT = ", spread from the first to the last"


def _choose_positions(rows: int, columns: int) -> tuple[list[int], str]:
    """The positions that a strip of a plane shows, and which they are in words."""
    if rows * columns <= MOST_IN_A_STRIP:
        return list(range(rows * columns)), ""
    whole = MOST_IN_A_STRIP // columns
    if whole < 3 or 2 * whole < rows:
        return spread(rows, columns, MOST_IN_A_STRIP), _SPREAD_OUT
    chosen = [*range(whole - 1), rows - 1]
    which = f": rows 0 to {whole - 2} and row {rows - 1}"
    return [row * columns + column for row in chosen for column in range(columns)], which


def _places(count: int, a_line: int, skipped: int) -> list[tuple[int, int]]:
    """Line and column of each frame; the one before which some are left out begins a line."""
    if not skipped:
        return [divmod(at, a_line) for at in range(count)]
    before = -(-skipped // a_line)
    rest = [divmod(at, a_line) for at in range(count - skipped)]
    return [*_places(skipped, a_line, 0), *((before + line, column) for line, column in rest)]


def _draw_frame(
    canvas: Canvas,
    numbers: LayerNumbers,
    frames: _Frames,
    corner: tuple[float, float],
    position: tuple[int, int],
    filter: tuple[int, int],
) -> None:
    """Draw the input with the window on it, an arrow, and the output so far."""
    (x, y), (i, j), (k, q), cell = corner, position, filter, frames.cell
    rows, columns = numbers.real.shape
    oh, ow = numbers.output.shape[2:]
    formats = numbers.formats[0]
    # Digits in thousands of cells would make a file of many megabytes.
    with_digits = rows * columns * len(frames.positions) <= 4000
    stroke, line = canvas.theme.lane(k).stroke, 2.2 if cell > 8 else 1.4
    top = y + (frames.height - rows * cell) / 2
    draw_plane(
        canvas, x, top, cell, k, numbers.input[k], numbers.largest_input,
        real=numbers.real, reached=numbers.reached,
        size=font_size(cell, formats[0], 5.5) if with_digits else 0, format=formats[0],
    )  # fmt: skip
    draw_window(canvas, numbers.spec, x, top, cell, i, j, stroke, line)
    canvas.arrow(x + (columns + 0.45) * cell, y + frames.height / 2, 1.1 * cell)
    x += (columns + 2) * cell
    y += (frames.height - oh * cell) / 2
    draw_plane(
        canvas, x, y, cell, k, numbers.output[k, q], numbers.largest_output,
        count=i * ow + j + 1,
        size=font_size(cell, formats[2], 5.5) if with_digits else 0, format=formats[2],
    )  # fmt: skip
    canvas.box(x + j * cell, y + i * cell, cell, cell, stroke=stroke, line=line, order=2.8)
