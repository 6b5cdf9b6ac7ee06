"""Draws one moment of a convolution as SVG, PDF or PNG."""

from __future__ import annotations

from collections.abc import Sequence

import numpy.typing as npt

from dwconv.engine.check_numbers import integer
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.figures.arithmetic import draw_position, draw_products
from dwconv.files.figures.canvas import Canvas
from dwconv.files.figures.colours import Theme
from dwconv.files.figures.lanes import FigureStep, draw_lanes
from dwconv.files.figures.layer_numbers import Format, StepUnit, check_figure
from dwconv.files.figures.layout import WIDTH, FigureLayout


def draw_moment(layout: FigureLayout, theme: Theme, unit: StepUnit, step: int) -> Canvas:
    """Draw one step, counted in `unit`."""
    canvas = Canvas(WIDTH, layout.height, theme)
    moment = FigureStep.at(layout.numbers, unit, step)
    draw_lanes(canvas, layout, moment)
    if unit == "window":
        draw_products(canvas, layout, moment)
    else:
        draw_position(canvas, layout, moment)
    return canvas


def picture(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    step: int = 0,
    unit: StepUnit = "window",
    focus: int | None = None,
    names: Sequence[str] = (),
    dark: bool = False,
    format: Format = "svg",
) -> bytes:
    """Return a drawing of one moment.

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
    names : sequence of str, optional
        Of the channels, where they say more than their numbers.
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
    >>> import numpy as np
    >>> picture(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)))[:5]
    b'<?xml'
    """
    numbers = check_figure(spec, input, filter, unit, step, format, names)
    lane = FigureStep.at(numbers, unit, step).k if focus is None else focus
    if not 0 <= integer("focus", lane, 0) < spec.channels:
        raise DwconvError("focus", focus, f"must be below the {spec.channels} channels")
    return draw_moment(FigureLayout(numbers, lane), Theme(dark), unit, step).save(format, 2)
