"""Draws planes of values, the window on them, and the lanes of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import place_of_window
from dwconv.files.digits import NumberFormat
from dwconv.files.figures.canvas import LEAST_HATCHED, SIGN, Canvas, Point
from dwconv.files.figures.colours import Colour
from dwconv.files.figures.layer_numbers import LayerNumbers, StepUnit
from dwconv.files.figures.layout import (
    LABEL,
    LETTER,
    NAME_LEFT,
    RIGHT_MARGIN,
    WIDTH,
    FigureLayout,
    Lane,
    filter_corners,
    name_lines,
    output_corners,
    route_past_filters,
    route_past_outputs,
)

Array = npt.NDArray[Any]


_NAME_LINE = 16  # pixels from a line of a lane's name to the next
_TO_SIGN = 16  # pixels from where a line starts to the sign on it


class Place(NamedTuple):
    """A box on the canvas."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class FigureStep:
    """One step of a figure: where the window is, and which filter is applied."""

    unit: StepUnit
    step: int
    i: int
    j: int
    k: int
    q: int

    @classmethod
    def at(cls, numbers: LayerNumbers, unit: StepUnit, step: int) -> FigureStep:
        """Return the moment of a step, counted in `unit`."""
        window = step if unit == "window" else step * numbers.outputs
        return cls(unit, step, *place_of_window(numbers.spec, window))

    def filters(self, numbers: LayerNumbers, k: int) -> list[int]:
        """Return the filters of channel `k` that are applied now."""
        if self.unit == "pixel":
            return list(range(numbers.spec.multiplier))
        return [self.q] if k == self.k else []


def draw_lanes(canvas: Canvas, layout: FigureLayout, moment: FigureStep) -> None:
    """Draw every channel's lane: its input, its filters, its outputs."""
    theme = canvas.theme
    for lane in layout.lanes:
        active = moment.unit == "pixel" or lane.k == moment.k
        colours = theme.lane(lane.k)
        marked = active and layout.numbers.spec.channels > 1
        canvas.box(
            10,
            lane.y,
            WIDTH - 20,
            lane.height,
            fill=theme.panel,
            stroke=colours.stroke if marked else theme.line,
            line=1.75 if marked else 1,
            radius=7,
            order=0.5,
        )
        canvas.box(10, lane.y, 5, lane.height, fill=colours.stroke, radius=2.5, order=0.6)
        lines = name_lines(layout.numbers.names[lane.k])
        middle = lane.y + lane.height / 2 - _NAME_LINE * (len(lines) - 1) / 2
        for at, words in enumerate(lines):
            y = (lane.y + 18 if lane.large else middle) + _NAME_LINE * at
            size = 12.5 if at else 13  # the gutter has room for it
            canvas.text(NAME_LEFT, y, words, size=size, colour=colours.text, bold=not at)
        draw = _draw_large_lane if lane.large else _draw_small_lane
        draw(canvas, layout, lane, moment)


def draw_plane(
    canvas: Canvas,
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
    format: NumberFormat | None = None,
) -> None:
    """Draw one plane of values.

    Parameters
    ----------
    canvas : Canvas
    x, y : float
        Upper left corner.
    cell : float
        Pixels of a cell's side.
    k : int
        Channel, for the hue.
    values : ndarray, shape (rows, columns)
    largest : float
        Magnitude with the deepest tint.
    real : ndarray of bool, optional
        Where it is False there is padding: hatched.
    reached : ndarray of bool, optional
        Where it is False no window has a tap: dimmed.
    count : int, optional
        How many of the values exist by now, in reading order; all if left out.
    size : float, optional
        Of the digits; without it there are none.
    format : NumberFormat, optional
    """
    theme = canvas.theme
    colours = theme.tints(k, values, largest)
    exists = np.ones(values.shape, bool)
    if count is not None:
        exists = np.arange(values.size).reshape(values.shape) < count
        colours[~exists] = theme.empty
    if real is not None:
        colours[~real] = theme.panel if cell >= LEAST_HATCHED else theme.hatch
    if reached is not None:
        colours[~reached] += (np.array(theme.panel) - colours[~reached]) * 0.68
    canvas.cells(x, y, cell, colours, theme.grid)
    if real is not None:
        canvas.hatched(x, y, cell, ~real)
    if not size or format is None:
        return
    for row, column in np.argwhere(exists):
        padding = real is not None and not real[row, column]
        canvas.text(
            x + (column + 0.5) * cell,
            y + (row + 0.5) * cell,
            "0" if padding else format(float(values[row, column])),
            size=size,
            colour=theme.muted
            if padding or (reached is not None and not reached[row, column])
            else None,
            align="center",
        )


def draw_window(
    canvas: Canvas,
    spec: ConvSpec,
    x: float,
    y: float,
    cell: float,
    i: int,
    j: int,
    colour: Colour,
    line: float,
) -> Place:
    """Outline the window on its plane, or, under dilation, its taps; return the box around it."""
    (kh, kw), (dh, dw) = spec.kernel, spec.dilation
    left, top = x + j * spec.stride[1] * cell, y + i * spec.stride[0] * cell
    down, across = ((kh - 1) * dh + 1) * cell, ((kw - 1) * dw + 1) * cell
    rows = [(top, down)] if dh == 1 else [(top + a * dh * cell, cell) for a in range(kh)]
    columns = [(left, across)] if dw == 1 else [(left + b * dw * cell, cell) for b in range(kw)]
    for y_at, height in rows:
        for x_at, width in columns:
            canvas.box(x_at, y_at, width, height, stroke=colour, line=line, order=2.8)
    return Place(left, top, across, down)


def _label(
    canvas: Canvas, wordings: list[str], x: float, top: float, width: float, more: float = 12
) -> None:
    """Write the first wording that fits above a plane, or the last one."""
    text = next((words for words in wordings if len(words) * LETTER <= width + more), wordings[-1])
    canvas.text(x + width / 2, top - 11, text, colour=canvas.theme.muted, align="center", size=12.5)


def _draw_large_lane(canvas: Canvas, layout: FigureLayout, lane: Lane, moment: FigureStep) -> None:
    numbers, plan, k = layout.numbers, layout.plan, lane.k
    spec, multiplier = numbers.spec, numbers.spec.multiplier
    stroke = canvas.theme.lane(k).stroke
    shown = moment.filters(numbers, k)
    start = _draw_input(canvas, layout, lane, moment, bool(shown))

    wide, high = spec.kernel[1] * plan.filter_cell, spec.kernel[0] * plan.filter_cell
    filters = filter_corners(numbers, plan, lane.y + lane.height / 2)
    for q, (x, top) in enumerate(filters):
        _label(
            canvas, [f"filter q = {q}", f"q = {q}"] if multiplier > 1 else ["filter"], x, top, wide
        )
        draw_plane(
            canvas, x, top, plan.filter_cell, k, numbers.filter[k, q], numbers.largest_weight,
            size=plan.fonts[2], format=plan.formats[1],
        )  # fmt: skip

    oh, ow = numbers.output.shape[2:]
    for q, (x, top) in enumerate(output_corners(numbers, plan, lane.y + lane.height / 2)):
        output = k * multiplier + q
        wordings = [f"output channel {output}", f"output {output}", f"{output}"]
        if multiplier > 1:
            wordings.insert(0, f"output channel {output} = {k}·{multiplier} + {q}")
        _label(canvas, wordings, x, top, ow * plan.cell)
        draw_plane(
            canvas, x, top, plan.cell, k, numbers.output[k, q], numbers.largest_output,
            count=numbers.computed(moment.unit, moment.step, k, q), size=plan.fonts[3],
            format=plan.formats[2],
        )  # fmt: skip
        if q not in shown:
            continue
        left, upper = x + moment.j * plan.cell, top + moment.i * plan.cell
        filter_x, filter_y = filters[q]
        canvas.box(filter_x, filter_y, wide, high, stroke=stroke, line=2.5, order=2.8)
        canvas.box(left, upper, plan.cell, plan.cell, stroke=stroke, line=2.5, order=2.8)
        way_in, way_out = route_past_filters(plan, filters, q, wide, high)
        canvas.link([start, (start[0] + _TO_SIGN + SIGN, start[1]), *way_in], stroke)
        # From the right, over cells of the same output that are still empty.
        line = upper + plan.cell / 2
        past_outputs = route_past_outputs(plan, x, top + oh * plan.cell, q, ow * plan.cell, line)
        canvas.link([*way_out, *past_outputs, (left + plan.cell, line)], stroke)
        canvas.arrow_head(left + plan.cell, line, stroke)
    if shown:
        canvas.sign(start[0] + _TO_SIGN, start[1], "×", stroke)


def _draw_input(
    canvas: Canvas, layout: FigureLayout, lane: Lane, moment: FigureStep, active: bool
) -> Point:
    """Draw the input and the enlarged window; return where the line to the filters starts."""
    numbers, plan, k = layout.numbers, layout.plan, lane.k
    spec, stroke = numbers.spec, canvas.theme.lane(k).stroke
    kh, kw = spec.kernel
    middle = lane.y + lane.height / 2 + LABEL / 2 - 1
    x, top = plan.columns[0], middle - len(numbers.real) * plan.cell / 2
    wordings = ["input"] if numbers.real.all() else ["input, padded", "input"]
    if not numbers.reached[numbers.real].all():
        wordings = [
            f"{wordings[0]}; dim: no window reaches it",
            "input; dim: not reached",
            *wordings,
        ]
    _label(canvas, wordings, x, top, plan.widths[0], 80)
    draw_plane(
        canvas, x, top, plan.cell, k, numbers.input[k], numbers.largest_input,
        real=numbers.real, reached=numbers.reached, size=plan.fonts[0], format=plan.formats[0],
    )  # fmt: skip
    line = 3 if plan.cell > 8 else 1.5
    window = draw_window(canvas, spec, x, top, plan.cell, moment.i, moment.j, stroke, line)
    edge = plan.columns[0] + plan.widths[0]
    # Level with the window, at the edge of its plane: over no digits.
    start = edge, window.y + window.height / 2
    if active and window.x + window.width < edge - 0.5:
        bracket = [(edge, window.y), (edge + 3, window.y), (edge + 3, window.y + window.height)]
        canvas.link([*bracket, (edge, window.y + window.height)], stroke)
    if not plan.window_cell:
        return start

    x, top = plan.columns[1], middle - kh * plan.window_cell / 2
    _label(canvas, ["window"], x, top, plan.widths[1])
    rows, columns = tap_indices(spec, moment.i, moment.j)
    taps = np.ix_(rows, columns)
    draw_plane(
        canvas, x, top, plan.window_cell, k, numbers.input[k][taps], numbers.largest_input,
        real=numbers.real[taps], size=plan.fonts[1], format=plan.formats[0],
    )  # fmt: skip
    if active:
        width, height = kw * plan.window_cell, kh * plan.window_cell
        canvas.link([start, (x, middle)], stroke)
        canvas.box(x, top, width, height, stroke=stroke, line=2, order=2.8)
        start = x + width, middle
    return start


def tap_indices(spec: ConvSpec, i: int, j: int) -> tuple[Array, Array]:
    """Return the rows and columns of a window's taps on the padded plane."""
    rows, columns = (
        place * stride + np.arange(taps) * dilation
        for place, stride, taps, dilation in zip(
            (i, j), spec.stride, spec.kernel, spec.dilation, strict=True
        )
    )
    return rows, columns


def _draw_small_lane(canvas: Canvas, layout: FigureLayout, lane: Lane, moment: FigureStep) -> None:
    numbers, plan, k = layout.numbers, layout.plan, lane.k
    spec = numbers.spec
    (kh, kw), multiplier = spec.kernel, spec.multiplier
    rows, columns = numbers.real.shape
    oh, ow = numbers.output.shape[2:]
    stroke, room, middle = canvas.theme.lane(k).stroke, lane.height - 14, lane.y + lane.height / 2
    shown = moment.filters(numbers, k)

    centres = [left + width / 2 for left, width in zip(plan.columns, plan.widths, strict=True)]
    cell = min(
        room / rows, 16.0, min(plan.widths[0] + 40, 2 * (centres[0] - layout.gutter)) / columns
    )
    x, top = centres[0] - columns * cell / 2, middle - rows * cell / 2
    draw_plane(
        canvas, x, top, cell, k, numbers.input[k], numbers.largest_input,
        real=numbers.real, reached=numbers.reached,
    )  # fmt: skip
    line = 2 if shown or cell > 8 else 1.2
    draw_window(canvas, spec, x, top, cell, moment.i, moment.j, stroke, line)

    cell = min(room / kh, 20.0, (plan.widths[-2] + 60 - 8 * (multiplier - 1)) / (multiplier * kw))
    x, top = centres[-2] - (multiplier * (kw * cell + 8) - 8) / 2, middle - kh * cell / 2
    for q in range(multiplier):
        draw_plane(canvas, x, top, cell, k, numbers.filter[k, q], numbers.largest_weight)
        if q in shown:
            canvas.box(x, top, kw * cell, kh * cell, stroke=stroke, line=2, order=2.8)
        x += kw * cell + 8

    widest = min(plan.widths[-1] + 40, 2 * (WIDTH - RIGHT_MARGIN - centres[-1]))
    cell = min(room / oh, 16.0, (widest - 20 * (multiplier - 1)) / (multiplier * ow))
    x, top = centres[-1] - (multiplier * (ow * cell + 20) - 20) / 2, middle - oh * cell / 2
    for q in range(multiplier):
        count = numbers.computed(moment.unit, moment.step, k, q)
        draw_plane(
            canvas, x, top, cell, k, numbers.output[k, q], numbers.largest_output, count=count
        )
        if q in shown:
            left, upper = x + moment.j * cell, top + moment.i * cell
            canvas.box(left, upper, cell, cell, stroke=stroke, line=2, order=2.8)
        x += ow * cell + 20
