"""The Int8 page: the layer in TFLite's integers, one output step by step, and what is lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.engine.quantized import (
    LEAST_INT8,
    MOST_INT8,
    ChannelLoss,
    QuantizedLayer,
    losses_of_channels,
)
from dwconv.engine.quantized_steps import QuantizedOutput, follow_output
from dwconv.engine.spec import ConvSpec
from dwconv.reference.check_int8 import Int8Comparison
from dwconv.ui import cached, session
from dwconv.ui.components.announcer import announce
from dwconv.ui.components.planes_side_by_side import Plane, cell_texts, planes_side_by_side
from dwconv.ui.components.tensorflow_badge import agreement_badge
from dwconv.ui.parameters.table import number_of
from dwconv.ui.parameters.widget_values import is_value
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.controls import number_field, toggle
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import written, written_alike
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.shape_line import layer_shapes
from dwconv.ui.widgets.show_when_ready import show_when_ready
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_PLANES = "int8-planes"


def show() -> None:
    """Show the page."""
    beside_title = heading(
        "The layer in 8-bit integers, as TFLite computes it on a phone. Each integer stands for "
        "scale · (integer − zero point).",
        announced=False,
    )
    current = lab()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="controls"):
        # row, column and channel of the value that is followed
        for name, size in zip(("qi", "qj", "qo"), current.spec.output_shape[1:], strict=True):
            number_field(name, size - 1)
        shared = toggle("qs")
    row, column, at = _chosen(current.spec)
    channel, filter = divmod(at, current.spec.multiplier)
    layer, numbers, found = cached.int8_layer(current, shared=shared)
    _show_planes(current, layer, found, (row, column), at, channel)
    exact = float(cached.output(current)[0, row, column, at])
    error = _in_steps(_largest_error(current, layer, found), layer.output.scale)
    announce(
        *(shape.in_words for shape in layer_shapes(current.spec)),
        f"Output row {row}, column {column}, channel {at}: {_signed(exact)} in floats, "
        f"{_signed(int(found[0, row, column, at]))} in int8",
        f"With one scale for all filters the largest error is {error}"
        if shared
        else f"With a scale for each filter the largest error is {error}",
    )
    left, right = st.columns(2, gap="large")
    with left:
        _show_steps(
            layer, follow_output(layer, numbers, (row, column), channel, filter), row, column, at
        )
    with right:
        _show_scales(layer, at)
    _show_loss(current, layer, found, at)
    with beside_title:
        show_when_ready(
            lambda: cached.int8_comparison(current, shared=shared),
            _show_verdict,
            lambda said: _words(said) if said.agrees else "",
        )


def _show_verdict(found: Int8Comparison) -> None:
    """Show whether TensorFlow Lite's interpreter returns the integers of this page."""
    if found.error:
        st.badge(escape_markdown(found.sentence), icon=":material/block:", color="orange")
    elif found.agrees:
        agreement_badge(_words(found))
    else:
        st.badge(found.sentence, icon=":material/close:", color="red")


def _words(found: Int8Comparison) -> str:
    """What the badge says, and in a second line what it says once it is opened."""
    return f"TensorFlow Lite agrees\n{found.sentence}"


def _chosen(spec: ConvSpec) -> tuple[int, int, int]:
    """Row, column and channel of the output that is followed: the last one where the layer has fewer."""
    values = lab().values
    sizes = spec.output_shape[1:]
    row, column, at = (
        min(number_of(values, name), size - 1)
        for name, size in zip(("qi", "qj", "qo"), sizes, strict=True)
    )
    if (row, column, at) != tuple(number_of(values, name) for name in ("qi", "qj", "qo")):
        show_caption(
            f"The output has {sizes[0]} rows, {sizes[1]} columns and {sizes[2]} channels, counted from 0: "
            f"row {row}, column {column} and channel {at} are shown."
        )
    return row, column, at


def _show_planes(
    current: Lab,
    layer: QuantizedLayer,
    found: npt.NDArray[np.int8],
    place: tuple[int, int],
    at: int,
    channel: int,
) -> None:
    """Show one output channel in floats, in integers, and the difference."""
    exact = np.asarray(cached.output(current)[0, :, :, at], np.float64)
    integers = found[0, :, :, at]
    zero = layer.output.zero_point
    most = float(np.abs(integers.astype(np.float64) - zero).max())
    lost = (layer.output.real(integers) - exact) / layer.output.scale
    largest = float(np.abs(lost).max())
    planes_side_by_side(
        [
            Plane(
                f"Output channel {at}, floats",
                exact,
                cell_texts(exact),
                float(np.abs(exact).max()),
            ),
            # Coloured by its distance from the zero point: by the real number that it stands for.
            Plane(
                f"Output channel {at}, int8",
                integers,
                cell_texts(integers),
                most,
                zero,
            ),
            Plane(
                "Error, int8 − float, in steps of the scale",
                lost,
                # Two decimals: with a minus and a third one the digits would be smaller.
                cell_texts(lost, 2 if largest < 1 else 3),
                max(largest, 1.0),
            ),
        ],
        place,
        channel,
        key=_PLANES,
        on_choose=_choose,
    )
    show_caption(
        "Choose a value to follow it. Coloured values stand for numbers above 0, grey ones for numbers below 0. "
        f"In int8 the zero point, {_signed(zero)}, stands for 0. Inputs and weights are rounded as well as the "
        "output, so its error can be more than half a step."
    )


def _choose() -> None:
    """Follow the value that was clicked."""
    place = session.sent_by(_PLANES, "at")
    if not isinstance(place, dict):
        return
    row, column = place.get("row", -1), place.get("column", -1)
    if is_value("qi", row) and is_value("qj", column):
        session.set_controls({"qi": row, "qj": column})


def _show_steps(
    layer: QuantizedLayer, one: QuantizedOutput, row: int, column: int, at: int
) -> None:
    """Show each multiplication, and how the sum becomes an int8 number."""
    show_text(f"## `output[0, {row}, {column}, {at}]`, integer by integer")
    zero = layer.input.zero_point
    steps: dict[str, list[Any]] = {
        "row": [tap.row for tap in one.taps],
        "column": [tap.column for tap in one.taps],
        "input": ["padding" if tap.number is None else _signed(tap.number) for tap in one.taps],
        f"input − {_in_sum(zero)}": [tap.difference for tap in one.taps],
        "weight": [tap.weight for tap in one.taps],
        "product": [tap.product for tap in one.taps],
        "sum (int32)": [tap.sum for tap in one.taps],
    }
    show_table(steps, "steps", scrolls=len(one.taps) > 9)
    table_file(steps, "steps")
    factor = one.factor
    right = max(-factor.shift, 0)
    left = f" · $2^{{{factor.shift}}}$" if factor.shift > 0 else ""
    limited = (
        "" if one.output == one.with_zero_point else f" It is limited to {_signed(one.output)}."
    )
    real = float(layer.output.real(one.output))
    show_text(
        f"1. The products add up to **{_signed(one.accumulator)}**, the accumulator.\n"
        "2. Its scale is input scale · filter scale. To come to the output's scale, multiply by "
        f"{written(factor.value, 6)}. It is stored in integers: {factor.number:,}\u00a0·\u00a0$2^{{{factor.shift}}} / 2^{{31}}$.\n"
        f"3. {_signed(one.accumulator)}{left} · {factor.number:,} / $2^{{31}}$, rounded: "
        f"**{_signed(one.multiplied)}**.\n"
        f"4. {_shift_in_words(right)}: **{_signed(one.shifted)}**.\n"
        f"5. Plus the zero point of the output, {_signed(layer.output.zero_point)}: "
        f"**{_signed(one.with_zero_point)}**.{limited}\n"
        f"6. It stands for {written(layer.output.scale, 4)} · ({_signed(one.output)} − "
        f"{_in_sum(layer.output.zero_point)}) = **{_signed(real)}**."
    )


def _shift_in_words(bits: int) -> str:
    """What the shift does to the number.

    Examples
    --------
    >>> _shift_in_words(8), _shift_in_words(0)
    ('Shifted right by 8 bits, that is divided by 256 and rounded', 'No shift is needed')
    """
    if bits == 0:
        return "No shift is needed"
    shifted = counted(bits, "Shifted right by {n} bit", "Shifted right by {n} bits")
    return f"{shifted}, that is divided by {2**bits:,} and rounded"


def _in_sum(number: float) -> str:
    """A number as it stands behind a minus: a negative one in parentheses.

    Examples
    --------
    >>> _in_sum(6), _in_sum(-6)
    ('6', '(−6)')
    """
    return f"({_signed(number)})" if number < 0 else _signed(number)


def _signed(number: float) -> str:
    """A number with a minus sign.

    Examples
    --------
    >>> _signed(-1234), _signed(0.12345)
    ('−1,234', '0.123')
    """
    return written(number).replace("-", "−")


def _show_scales(layer: QuantizedLayer, at: int) -> None:
    """Show every scale with its zero point, and which axis those of the weights belong to."""
    show_text("## Scales and zero points")
    spec = layer.spec
    outputs = spec.channels * spec.multiplier
    scales = layer.filter_scales.ravel().tolist()
    table: dict[str, list[str]] = {
        "scale of": [
            "input",
            *(
                f"{'→ ' if each == at else ''}filter {each % spec.multiplier} of channel "
                f"{each // spec.multiplier}: output channel {each}"
                for each in range(outputs)
            ),
            "output",
        ],
        "scale": written_alike([layer.input.scale, *scales, layer.output.scale], 5),
        "zero point": [
            _signed(layer.input.zero_point),
            *["0"] * outputs,
            _signed(layer.output.zero_point),
        ],
    }
    shape = (1, *spec.kernel, outputs)
    of_weights = "A filter's scale is its largest absolute weight"
    if lab().values["qs"]:
        of_filters = "Here all filters share one scale."
        of_weights = "The scale of the filters is the largest absolute weight of all"
    else:
        of_filters = counted(
            outputs,
            "Here there is one filter, with one scale.",
            "Each of the {n} filters has its own scale.",
        )
    show_text(
        f"The weights have the shape `{shape}` in TFLite: (1, kernel height, kernel width, C·M). "
        f"Their scales belong to **axis 3**. {of_filters} In an ordinary Conv2D it is "
        "axis 0. Input and output have one scale each."
    )
    show_table(table, "scales", scrolls=outputs > 8)
    table_file(table, "scales")
    show_caption(
        f"{of_weights} / 127. The scales of input and output spread the "
        "256 integers from the smallest to the largest value. This range includes 0, so that padding is exact. "
        "Here the range is that of the values on screen; TFLite's converter takes it from sample data, and "
        "from all channels of a layer."
    )


def _show_loss(current: Lab, layer: QuantizedLayer, found: npt.NDArray[np.int8], at: int) -> None:
    """Say how large the errors of all outputs are, and what they would be with the other scales."""
    is_shared = bool(current.values["qs"])
    other, _, others = cached.int8_layer(current, shared=not is_shared)
    errors = {
        is_shared: _largest_error(current, layer, found),
        not is_shared: _largest_error(current, other, others),
    }
    step = layer.output.scale
    said = (
        f"{_in_steps(errors[False], step)}, if each filter has its own scale; "
        f"{_in_steps(errors[True], step)}, if all share one."
    )
    own = (other if is_shared else layer).filter_scales
    if own.size == 1:
        said = f"{_in_steps(errors[False], step)}."
    elif np.ptp(own) == 0:
        said = (
            f"{_in_steps(errors[False], step)}. Here all filters have the same range, so one scale for all "
            "makes no difference."
        )
    floats = 4 * layer.filter.size
    bytes_ = layer.filter.size + 4 * (1 if is_shared else layer.filter_scales.size)
    show_text(
        "## What is lost\n"
        f"One step of the output, its scale, is {written(step, 4)}. Largest error in "
        f"{counted(found.size, '{n} output value', '{n} output values')}: {said} The weights and their scales take "
        f"{bytes_:,} bytes here, and {floats:,} bytes in float32."
    )
    _show_channels(losses_of_channels(layer, found, cached.output(current)), at)
    show_caption(
        "For the badge at the top, tf.lite.Interpreter runs this layer with the same scales, weights and "
        "input. All its integers are compared with those of this page. It uses TFLite's reference "
        "kernel. The faster kernels of a phone may differ by 1 from rounding."
    )


def _show_channels(losses: list[ChannelLoss], at: int) -> None:
    """Show how large the error of each output channel is beside its own range."""
    if len(losses) == 1:
        show_text(_in_range(0, losses[0]))
        return
    shares = [one.share or 0.0 for one in losses]
    worst = int(np.argmax(shares))
    said = "All output channels have the same step, however small their own range is."
    if shares[worst]:
        said += (
            f" Output channel {worst} loses the largest part of its range: "
            f"**{_percent(losses[worst])}%**."
        )
    show_text(said)
    table: dict[str, list[Any]] = {
        "output channel": [f"{'→ ' if k == at else ''}{k}" for k in range(len(losses))],
        "smallest value": [one.low for one in losses],
        "largest value": [one.high for one in losses],
        f"integers, of {_INTEGERS}": [one.integers for one in losses],
        "largest error": [one.error for one in losses],
        "% of its range": [_percent(one) for one in losses],
    }
    show_table(table, "losses", scrolls=len(losses) > 8)
    table_file(table, "losses")


_INTEGERS = MOST_INT8 - LEAST_INT8 + 1


def _percent(one: ChannelLoss) -> str:
    return "no range" if one.share is None else written(100 * one.share, 2)


def _in_range(channel: int, one: ChannelLoss) -> str:
    """What an output channel loses.

    Examples
    --------
    >>> _in_range(2, ChannelLoss(-0.04, 0.01, -3, -1, 0.0155))
    'Output channel 2 goes from −0.04 to 0.01, in int8 from −3 to −1: that is 3 of 256 integers. Its largest error, 0.0155, is **31%** of its range.'
    >>> _in_range(0, ChannelLoss(0.5, 0.5, 7, 7, 0.01))
    'All values of output channel 0 are 0.5, in int8 7. Its largest error is 0.01.'
    """
    first, last = _signed(one.first), _signed(one.last)
    if one.share is None:
        integers = first if one.first == one.last else f"from {first} to {last}"
        return (
            f"All values of output channel {channel} are {_signed(one.low)}, in int8 {integers}. "
            f"Its largest error is {written(one.error)}."
        )
    return (
        f"Output channel {channel} goes from {_signed(one.low)} to {_signed(one.high)}, in int8 from "
        f"{first} to {last}: that is {one.integers} of {_INTEGERS} integers. Its largest error, "
        f"{written(one.error)}, is **{_percent(one)}%** of its range."
    )


def _largest_error(current: Lab, layer: QuantizedLayer, found: npt.NDArray[np.int8]) -> float:
    return float(np.abs(layer.output.real(found) - cached.output(current)).max())


def _in_steps(error: float, step: float) -> str:
    steps = written(error / step, 2)
    if steps == "1":
        return f"**{written(error, 3)}**, or {steps} step"
    return f"**{written(error, 3)}**, or {steps} steps"
