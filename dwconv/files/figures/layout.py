"""Where the parts of a figure lie: the lanes, the planes in the large lane, the strip below."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.files.digits import NumberFormat, font_size
from dwconv.files.figures.canvas import Point
from dwconv.files.figures.layer_numbers import LayerNumbers

WIDTH = 1200
"""Pixels of every figure."""

NAME_LEFT = 24  # from the left edge to the name of a lane
GUTTER = 104  # left of the planes in a lane, at least: it grows with the names
RIGHT_MARGIN = 28
LETTER = 7.4
"""The width of a letter of the words in a lane, about."""
LABEL = 20  # the words above a plane
MOST_TAPS_IN_A_ROW = 12
"""So many taps stand in one row of the arithmetic strip; more are wrapped, with smaller digits."""
MOST_KERNEL_LINES = 7
"""Of more taps each row of a kernel has a line, up to so many rows and columns."""
KERNEL_LINE = 20
"""The height of such a line."""

_BELOW = 12  # free below a plane, for lines on their way to another one
_COLUMN_GAP = 36  # between the columns of a lane
_FILTER_GAP, _OUTPUT_GAP = 20, 24  # between planes side by side
_TALLEST_LANE = 410  # of a large lane where the digits of a large kernel need it


class LanePlan(NamedTuple):
    """How the large lane is divided."""

    cell: float
    window_cell: float  # of the enlarged window beside the input; 0 for none
    filter_cell: float
    fonts: tuple[float, ...]  # sizes of the digits of input, window, filters, outputs; 0 for none
    formats: tuple[NumberFormat, ...]  # of input, filters, outputs
    filters_a_row: int
    outputs_a_row: int
    columns: tuple[float, ...]  # left edges of input, (window,) filters, outputs
    widths: tuple[float, ...]
    height: float


class Lane(NamedTuple):
    """Where one channel's lane lies."""

    k: int
    y: float
    height: float
    large: bool


class FigureLayout:
    """Where lanes and strip lie, for one layer and one channel in focus.

    Raises
    ------
    DwconvError
        If the filter is too large to be drawn.
    """

    def __init__(self, numbers: LayerNumbers, focus: int) -> None:
        self.numbers = numbers
        channels = numbers.spec.channels
        names = max((name_lines(name)[-1] for name in numbers.names), key=len)
        self.gutter = max(GUTTER, NAME_LEFT + len(names) * LETTER + 12)
        width = WIDTH - self.gutter - RIGHT_MARGIN
        self.strip_height = self._strip_height()
        room = 640 - self.strip_height
        plan = _plan_large_lane(numbers, width, room / channels - 26)
        small = 0.0  # height of the other lanes; 0 if all are large
        if channels > 1 and (plan is None or plan.cell < 24):
            small = 76.0 if channels <= 4 else 44.0
            height = max(room - (small + 6) * (channels - 1), 220) - 26
            plan = self._readable(width, height)
        if plan is None:
            plan = _plan_large_lane(numbers, width, 1200)
        if plan is None:
            raise DwconvError("filter.shape", numbers.spec.filter_shape, "is too large to be drawn")
        self.plan = plan
        self.lanes: list[Lane] = []
        y = 10.0
        for k in range(channels):
            large = not small or k == focus
            height = plan.height + 30 if large else small
            self.lanes.append(Lane(k, y, height, large))
            y += height + 6
        self.strip = y + 2
        self.height = self.strip + self.strip_height + 10

    def _readable(self, width: float, height: float) -> LanePlan | None:
        """A plan for this height, or for as much more as gives window and filters digits."""

        def worth(plan: LanePlan | None) -> tuple[int, float]:
            return (sum(map(bool, plan.fonts)), plan.cell) if plan else (0, 0)

        plan = _plan_large_lane(self.numbers, width, height)
        for more in range(int(height) + 30, _TALLEST_LANE + 30, 30):
            if plan and all(plan.fonts[1:3]):
                break
            plan = max(plan, _plan_large_lane(self.numbers, width, more), key=worth)
        return plan

    def _strip_height(self) -> float:
        taps = int(np.prod(self.numbers.spec.kernel))
        if taps <= MOST_TAPS_IN_A_ROW:
            return 88
        if self.has_kernel_lines():
            return max(88, 16 + KERNEL_LINE * self.numbers.spec.kernel[0])
        return max(88, 16 + 34 * -(-taps // self.taps_a_line()))

    def has_kernel_lines(self) -> bool:
        """Whether the strip has a line for each row of the kernel, as in the player."""
        kernel = self.numbers.spec.kernel
        return kernel[0] * kernel[1] > MOST_TAPS_IN_A_ROW and max(kernel) <= MOST_KERNEL_LINES

    def taps_a_line(self) -> int:
        """How many taps stand in a line of the strip: whole rows of the kernel where they fit."""
        kw = self.numbers.spec.kernel[1]
        return max(1, 16 // kw) * kw if kw <= 16 else 16


def name_lines(name: str) -> list[str]:
    """Return the lines in which a lane's name is written, as it may be long for one.

    Examples
    --------
    >>> name_lines("channel 0"), name_lines("channel 0: 17 of the file")
    (['channel 0'], ['channel 0:', '17 of the file'])
    """
    return name.replace(": ", ":\n").split("\n")


def _plan_large_lane(numbers: LayerNumbers, width: float, height: float) -> LanePlan | None:
    """The large lane with the largest cells that fit, with digits if at all possible."""
    _, rows, columns = numbers.input.shape
    if rows * columns <= 1000 and numbers.positions * numbers.spec.multiplier <= 1200:
        for cell in range(44, 19, -1):
            plan = _plan_with(numbers, width, height, cell, 0, cell)
            if plan and all(plan.fonts):
                return plan
    # Without digits in the input: the window beside it has them, the filters if there is room.
    (kh, kw), multiplier = numbers.spec.kernel, numbers.spec.multiplier
    window_cell = max(2.0, float(int(min(40, (height - LABEL - 6) / kh, 0.165 * width / kw))))
    filter_cell = window_cell
    while filter_cell > 2:
        a_row = _fewest_a_row(multiplier, kh * filter_cell + LABEL + _BELOW, height + _BELOW)
        if a_row and a_row * (kw * filter_cell + _FILTER_GAP) - _FILTER_GAP <= 0.35 * width:
            break
        filter_cell -= 1
    for half in range(38, 1, -1):
        plan = _plan_with(numbers, width, height, half / 2, window_cell, filter_cell)
        if plan:
            return plan
    return None


def _plan_with(
    numbers: LayerNumbers,
    width: float,
    height: float,
    cell: float,
    window_cell: float,
    filter_cell: float,
) -> LanePlan | None:
    """The large lane with cells of these sizes, if it fits."""
    spec = numbers.spec
    _, rows, columns = numbers.input.shape
    (kh, kw), multiplier = spec.kernel, spec.multiplier
    heights = kh * filter_cell + LABEL + _BELOW, spec.vertical.output * cell + LABEL + _BELOW
    filters, outputs = (_fewest_a_row(multiplier, plane, height + _BELOW) for plane in heights)
    if not filters or not outputs or max(rows * cell, kh * window_cell) + LABEL + 6 > height:
        return None
    widths = [columns * cell, *([kw * window_cell] if window_cell else [])]
    widths.append(filters * (kw * filter_cell + _FILTER_GAP) - _FILTER_GAP)
    widths.append(outputs * (spec.horizontal.output * cell + _OUTPUT_GAP) - _OUTPUT_GAP)
    spare = width - sum(widths) - _COLUMN_GAP * (len(widths) - 1)
    if spare < 0:
        return None
    gap = _COLUMN_GAP + min(spare / len(widths), 90)
    left = WIDTH - RIGHT_MARGIN - width + (width - sum(widths) - gap * (len(widths) - 1)) / 2
    edges = [left + sum(widths[:at]) + gap * at for at in range(len(widths))]
    used = [
        max(rows * cell, kh * window_cell) + LABEL,
        -(-multiplier // filters) * heights[0] - _BELOW,
        -(-multiplier // outputs) * heights[1] - _BELOW,
    ]
    input, weight, output = numbers.formats[0]
    if window_cell:
        # If there is no room for three digits of each number, try two.
        input = input if font_size(window_cell, input) else numbers.formats[1][0]
        weight = weight if font_size(filter_cell, weight) else numbers.formats[1][1]
        fonts = 0.0, font_size(window_cell, input), font_size(filter_cell, weight), 0.0
    else:
        same = min(font_size(cell, input), font_size(filter_cell, weight))
        fonts = same, same, same, font_size(cell, output)
    return LanePlan(
        cell, window_cell, filter_cell, fonts, (input, weight, output),
        filters, outputs, tuple(edges), tuple(widths), max(used),
    )  # fmt: skip


def _fewest_a_row(count: int, plane_height: float, height: float) -> int:
    """Fewest planes side by side such that all rows fit below each other; 0 if one is too high."""
    fitting = (n for n in range(1, count + 1) if -(-count // n) * plane_height <= height)
    return next(fitting, 0)


def filter_corners(numbers: LayerNumbers, plan: LanePlan, middle: float) -> list[Point]:
    """Return the upper left corner of each filter in the large lane."""
    kh, kw = (taps * plan.filter_cell for taps in numbers.spec.kernel)
    multiplier = numbers.spec.multiplier
    return _corners(multiplier, plan.filters_a_row, plan.columns[-2], middle, kw, kh, _FILTER_GAP)


def output_corners(numbers: LayerNumbers, plan: LanePlan, middle: float) -> list[Point]:
    """Return the upper left corner of each output plane in the large lane."""
    oh, ow = (size * plan.cell for size in numbers.output.shape[2:])
    multiplier = numbers.spec.multiplier
    return _corners(multiplier, plan.outputs_a_row, plan.columns[-1], middle, ow, oh, _OUTPUT_GAP)


def _corners(
    count: int, a_row: int, left: float, middle: float, width: float, height: float, gap: float
) -> list[Point]:
    """The upper left corners of planes in rows, all of them centred on the middle."""
    row_height = height + LABEL + _BELOW
    first = middle - (-(-count // a_row) * row_height - _BELOW) / 2 + LABEL
    return [
        (left + q % a_row * (width + gap), first + q // a_row * row_height) for q in range(count)
    ]


def route_past_filters(
    plan: LanePlan, filters: list[Point], q: int, width: float, height: float
) -> tuple[list[Point], list[Point]]:
    """Return how lines come to filter q and leave it: below and above its neighbours, never across."""
    x, top = filters[q]
    column, end = q % plan.filters_a_row, x + width
    left, right = plan.columns[-2], plan.columns[-2] + plan.widths[-2]
    way_in: list[Point] = [(x, top + height / 2)]
    if column:
        rail, line = top + height + 4, top + height * 0.7
        way_in = [(left, rail), (x - 7, rail), (x - 7, line), (x, line)]
    way_out: list[Point] = [(end, top + height / 2), (right, top + height / 2)]
    if column < plan.filters_a_row - 1 and q + 1 < len(filters):
        rail, line = top - LABEL - 3, top + height * 0.3
        way_out = [(end, line), (end + 7, line), (end + 7, rail), (right, rail)]
    return way_in, way_out


def route_past_outputs(
    plan: LanePlan, x: float, bottom: float, q: int, width: float, line: float
) -> list[Point]:
    """Return how a line comes to the right of output plane q: below the planes, never across."""
    column = q % plan.outputs_a_row
    # One rail for each plane, so that no two lines run together as if they were added.
    rail = bottom + min(4 + 3 * column, _BELOW - 2)
    beside = x + width + 9
    return [(plan.columns[-1] - 3, rail), (beside, rail), (beside, line)]
