"""Draws the strip below the lanes: the products of one output value, or all values of a position."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dwconv.engine.steps import products
from dwconv.files.digits import (
    DIGIT_WIDTH,
    MINUS,
    NumberFormat,
    equals,
    number_format,
    number_in,
    result_text,
)
from dwconv.files.figures.canvas import Canvas
from dwconv.files.figures.lanes import FigureStep, tap_indices
from dwconv.files.figures.layer_numbers import Array, LayerNumbers
from dwconv.files.figures.layout import KERNEL_LINE, MOST_TAPS_IN_A_ROW, WIDTH, FigureLayout


def _output_name(numbers: LayerNumbers, i: int, j: int, channel: int | str) -> str:
    nhwc = numbers.spec.data_format == "NHWC"
    return f"output[0, {i}, {j}, {channel}]" if nhwc else f"output[0, {channel}, {i}, {j}]"


def draw_products(canvas: Canvas, layout: FigureLayout, moment: FigureStep) -> None:
    """Draw every product of one output value, the running sum after each, and the value."""
    numbers, theme, y, height = layout.numbers, canvas.theme, layout.strip, layout.strip_height
    i, j, k, q = moment.i, moment.j, moment.k, moment.q
    spec = numbers.spec
    colours = theme.lane(k)
    canvas.box(10, y, WIDTH - 20, height, stroke=theme.line, radius=7, order=0.5)
    output, middle = k * spec.multiplier + q, y + height / 2
    name = _output_name(numbers, i, j, output)
    canvas.text(24, middle - 24, name, size=15, colour=colours.text, bold=True, code=True)
    canvas.text(24, middle, f"row {i}, column {j}", colour=theme.muted)
    canvas.text(24, middle + 19, f"channel k = {k}, filter q = {q}", colour=theme.muted)
    total = result_text(float(numbers.output[k, q, i, j]))
    size = max(14.0, min(30.0, 150 / (len(total) * DIGIT_WIDTH)))
    canvas.text(
        WIDTH - 26, middle + 8, total, size=size, colour=colours.text, bold=True, align="right"
    )
    canvas.text(WIDTH - 26, middle - 26, "output value", colour=theme.muted, align="right")
    _draw_taps(canvas, layout, moment)


def _draw_taps(canvas: Canvas, layout: FigureLayout, moment: FigureStep) -> None:
    numbers, theme, y, height = layout.numbers, canvas.theme, layout.strip, layout.strip_height
    i, j, k, q = moment.i, moment.j, moment.k, moment.q
    inputs = numbers.windows[i, j, :, :, k]
    weights = numbers.filter[k, q]
    with np.errstate(invalid="ignore", over="ignore"):
        terms, sums = products(
            numbers.windows[i, j, :, :, k : k + 1], np.moveaxis(weights[None, None], (0, 1), (2, 3))
        )
    terms, sums = terms[0, 0].ravel(), sums[0, 0].ravel()
    real = numbers.real[np.ix_(*tap_indices(numbers.spec, i, j))].ravel()
    tints = theme.tints(k, terms, numbers.largest_product)
    input_format, weight_format, term_format, sum_format = (
        number_format(values) for values in (numbers.input, numbers.filter, terms, sums)
    )
    if layout.has_kernel_lines():
        formats = input_format, weight_format, term_format, sum_format
        taps = _Taps(inputs.ravel(), weights.ravel(), terms, sums, real, tints)
        _draw_kernel_lines(canvas, layout, taps, formats)
        return
    one_row = len(terms) <= MOST_TAPS_IN_A_ROW
    a_line = len(terms) if one_row else layout.taps_a_line()
    left, right = (330.0, WIDTH - 180.0) if one_row else (236.0, WIDTH - 180.0)
    pitch = min((right - left) / a_line, 97.0)
    wide = pitch - (5 if one_row else 3)
    high = height - 16 if one_row else (height - 16) / -(-len(terms) // a_line) - 3
    if one_row:
        for words, share in zip(
            ("input · weight", "product", "running sum"), (0.17, 0.515, 0.86), strict=True
        ):
            canvas.text(
                left - 12, y + 8 + high * share, words, size=12, colour=theme.muted, align="right"
            )
    # One size for all, so that nothing jumps from step to step.
    negative = bool((numbers.filter < 0).any())
    chars = input_format.chars + weight_format.chars + (1.8 if negative else 0.6)
    most = 15.0 if one_row else 11.5
    pair_size = min(most, (wide - 3) / (chars * DIGIT_WIDTH))
    number_size = min(most, (wide - 3) / (max(term_format.chars, sum_format.chars) * DIGIT_WIDTH))
    for t, (value, weight) in enumerate(zip(inputs.ravel(), weights.ravel(), strict=True)):
        x, top = left + (t % a_line) * pitch, y + 8 + (t // a_line) * (high + 3)
        tint_top, tint_high = (top + high * 0.34, high * 0.34) if one_row else (top, high * 0.55)
        fill = tuple(tints[t]) if real[t] else theme.panel
        canvas.box(x, tint_top, wide, tint_high, fill=fill, stroke=theme.grid, radius=4)
        if not real[t]:
            starts = np.arange(x + 4, x + wide - tint_high * 0.5, 7)
            canvas.hatch_lines(
                [[(a, tint_top + tint_high), (a + tint_high * 0.6, tint_top)] for a in starts]
            )
        factor = weight_format(float(weight))
        factor = f"({factor})" if factor.startswith(MINUS) else factor
        pair = f"{input_format(float(value)) if real[t] else '0'}·{factor}"
        middle = x + wide / 2
        lines = (
            [(pair, 0.17, pair_size), (term_format(float(terms[t])), 0.515, number_size)]
            if one_row
            else [(pair, 0.29, pair_size)]
        )
        lines.append((sum_format(float(sums[t])), 0.86 if one_row else 0.79, number_size))
        for at, (text, share, font) in enumerate(lines):
            if font >= 6:
                last = at == len(lines) - 1
                canvas.text(
                    middle, top + high * share, text, size=font, align="center",
                    bold=one_row and at == 1, colour=theme.muted if last else None,
                )  # fmt: skip


class _Taps(NamedTuple):
    """The taps of one window in reading order: what is multiplied, the products, and how each is drawn."""

    inputs: Array
    weights: Array
    products: Array
    sums: Array
    real: Array
    tints: Array


def _draw_kernel_lines(
    canvas: Canvas, layout: FigureLayout, taps: _Taps, formats: tuple[NumberFormat, ...]
) -> None:
    """Draw a line for each row of the kernel: each product with its factors, and the sum of the rows so far."""
    input_format, weight_format, term_format, sum_format = formats
    theme, columns = canvas.theme, layout.numbers.spec.kernel[1]
    left, right = 300.0, WIDTH - 290.0
    pitch = min((right - left) / columns, 110.0)
    wide, high = pitch - 3, KERNEL_LINE - 3

    def equation(t: int) -> str:
        factor = weight_format(float(taps.weights[t]))
        value = input_format(float(taps.inputs[t])) if taps.real[t] else "0"
        product = number_in(value) * number_in(factor)  # of what is written
        factor = f"({factor})" if factor.startswith(MINUS) else factor
        return f"{value}·{factor} {equals(product, term_format(float(taps.products[t])))}"

    chars = input_format.chars + weight_format.chars + term_format.chars + 4.4
    size = min(12.0, (wide - 6) / (chars * DIGIT_WIDTH))  # one for all, so that nothing jumps
    for t in range(len(taps.products)):
        row, column = divmod(t, columns)
        x, top = left + column * pitch, layout.strip + 8 + row * KERNEL_LINE
        fill = tuple(taps.tints[t]) if taps.real[t] else theme.panel
        canvas.box(x, top, wide, high, fill=fill, stroke=theme.grid, radius=3)
        if not taps.real[t]:
            starts = np.arange(x + 4, x + wide - high * 0.5, 7)
            canvas.hatch_lines([[(a, top + high), (a + high * 0.6, top)] for a in starts])
        middle = top + high / 2
        canvas.text(x + wide / 2, middle, equation(t), size=size, align="center")
        if column == 0:
            name = f"filter row {row}"
            canvas.text(left - 8, middle, name, size=12, colour=theme.muted, align="right")
        if column == columns - 1:
            rows = f"rows 0\N{EN DASH}{row}" if row else "row 0"
            canvas.text(
                x + wide + 10, middle, f"{rows}: {sum_format(float(taps.sums[t]))}", size=12
            )


def draw_position(canvas: Canvas, layout: FigureLayout, moment: FigureStep) -> None:
    """Draw the output values that all filters of all channels give at one position."""
    numbers, theme, y, height = layout.numbers, canvas.theme, layout.strip, layout.strip_height
    i, j = moment.i, moment.j
    multiplier, count = numbers.spec.multiplier, numbers.outputs
    middle = y + height / 2
    canvas.box(10, y, WIDTH - 20, height, stroke=theme.line, radius=7, order=0.5)
    canvas.text(24, middle - 16, _output_name(numbers, i, j, ":"), size=15, bold=True, code=True)
    canvas.text(24, middle + 8, f"row {i}, column {j}, all channels", colour=theme.muted)
    lines = next(n for n in (1, 2, 3, 4) if -(-count // n) * 66 <= 940 or n == 4)
    a_line = -(-count // lines)
    pitch, high = min(110.0, 940 / a_line), (height - 16) / lines - 4
    for channel in range(count):
        k, q = divmod(channel, multiplier)
        value = numbers.output[k, q, i, j]
        x, top = 236 + (channel % a_line) * pitch, y + 10 + (channel // a_line) * (high + 4)
        fill = tuple(theme.tints(k, np.array([value]), numbers.largest_output)[0])
        canvas.box(
            x, top, pitch - 5, high, fill=fill, stroke=theme.lane(k).stroke, line=1.5, radius=4
        )
        text = result_text(float(value))[2:]
        size = min(
            19.0, (pitch - (12 if high > 36 else 36)) / (len(text) * DIGIT_WIDTH), high * 0.6
        )
        if high > 36:
            centre = x + (pitch - 5) / 2
            canvas.text(centre, top + high * 0.64, text, size=size, bold=True, align="center")
            canvas.text(centre, top + high * 0.24, f"{channel}", size=12, align="center")
        else:
            canvas.text(x + pitch - 11, top + high / 2, text, size=size, bold=True, align="right")
            canvas.text(x + 6, top + high / 2, f"{channel}", size=min(11.0, high * 0.6))
