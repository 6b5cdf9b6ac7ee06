"""Questions about the layer and the moment that the class sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.classroom.events import ClassError
from dwconv.classroom.questions.class_question import ClassQuestion
from dwconv.costs.layer import costs
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import place_of_window
from dwconv.teaching.exercises.costs import wrong_costs
from dwconv.teaching.exercises.mistake_sentences import MistakeResults, WholeNumbers, wrong_answers
from dwconv.teaching.exercises.read_answers import SHAPE
from dwconv.teaching.exercises.shapes import more_wrong_shapes, wrong_shapes
from dwconv.teaching.exercises.values import wrong_values

Array = npt.NDArray[Any]
Builder = Callable[[ConvSpec, Array, Array, int], ClassQuestion]

_PADDING_MOVES = {
    (True, False): "Padding moves the first window up.",
    (False, True): "Padding moves the first window to the left.",
    (True, True): "Padding moves the first window up and to the left.",
}
"""What is forgotten with the padding, by whether there is some above and on the left."""

_WINDOW_WITHOUT = {
    (True, True, False): "That is the window without stride and dilation.",
    (True, False, True): "That is the window without stride and padding.",
    (False, True, True): "That is the window without dilation and padding.",
    (True, True, True): "That is the window without stride, dilation and padding.",
}
"""What is forgotten with everything, by whether the window has a stride, a dilation and padding."""


def ask_next_value(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask for the value after the one that is shown.

    Raises
    ------
    ClassError
        If no value follows, or if input or filter are not whole numbers, which nobody works out in
        the head.
    """
    asked = window + 1
    if asked >= _windows(spec):
        raise ClassError("This is the last value: no value follows it. Go back to ask this.")
    i, j, k, q = place_of_window(spec, asked)
    n = k * spec.multiplier + q
    if (image != image.round()).any() or (filter != filter.round()).any():
        raise ClassError("The picture has fractions. Choose whole numbers to ask this.")
    text = f"What is the next value: row {i}, column {j} of output channel {n}?"
    if spec.channels * spec.multiplier > 1:
        # the picture stays at the value before it, which may be another filter's
        text = f"What is the next value: row {i}, column {j} of output channel {n} (input channel {k}, filter q = {q})?"
    whole, weights = image[0].astype(np.int64), filter.astype(np.int64)
    right = int(depthwise(spec, whole[None], weights)[0, i, j, n])
    products = [
        (int(one), int(other))
        for one, other in zip(
            _window(spec, whole, i, j, k).ravel(), weights[:, :, k, q].ravel(), strict=True
        )
    ]
    return ClassQuestion(
        "number",
        text,
        str(right),
        _numbers((right,), wrong_values(spec, whole, weights, (i, j, n))),
        (
            " + ".join(f"{_signed(one)}·{_signed(other)}" for one, other in products)
            + f" = {_plain(right)}",
        ),
        names=("value",),
        look=False,
        moment={"unit": "window", "step": asked, "lane": k},
        hides_from=asked,
    )


def ask_cells(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask which cells of the input the value that is shown is made from.

    Raises
    ------
    ClassError
        If it is made from none: all taps lie on padding.
    """
    window = min(window, _windows(spec) - 1)
    i, j, k, q = place_of_window(spec, window)
    axes = spec.vertical, spec.horizontal

    def cells(rows: list[int], columns: list[int]) -> list[list[int]]:
        inside = [
            [row, column]
            for row in rows
            for column in columns
            if 0 <= row < spec.height and 0 <= column < spec.width
        ]
        return sorted(inside)

    right = cells(list(axes[0].taps(i)), list(axes[1].taps(j)))
    if not right:
        raise ClassError("All taps of this window lie on padding. Go to another one to ask this.")
    wrong: list[tuple[Any, str]] = []

    def add(rows: list[int], columns: list[int], sentence: str) -> None:
        found = cells(rows, columns)
        known = [right, *(answer for answer, _ in wrong)]
        if found and sentence and found not in known:
            wrong.append((found, sentence))

    kh, kw = spec.kernel
    top = i * axes[0].stride - axes[0].before
    left = j * axes[1].stride - axes[1].before
    # one mistake at a time first: the last one makes several of them together
    add(
        [i + tap * axes[0].dilation - axes[0].before for tap in range(kh)],
        [j + tap * axes[1].dilation - axes[1].before for tap in range(kw)],
        "The window moves by the stride, not by 1.",
    )
    add(
        [i * axes[0].stride + tap * axes[0].dilation for tap in range(kh)],
        [j * axes[1].stride + tap * axes[1].dilation for tap in range(kw)],
        _PADDING_MOVES.get((axes[0].before > 0, axes[1].before > 0), ""),
    )
    add(list(range(top, top + kh)), list(range(left, left + kw)), "Dilation moves the taps apart.")
    add(
        list(range(i, i + kh)),
        list(range(j, j + kw)),
        _WINDOW_WITHOUT.get(
            (
                (i, j) != (i * axes[0].stride, j * axes[1].stride),
                any(axis.effective > axis.kernel for axis in axes),
                any(axis.before for axis in axes),
            ),
            "",
        ),
    )
    if j < axes[0].output and i < axes[1].output:
        add(
            list(axes[0].taps(j)),
            list(axes[1].taps(i)),
            f"That is the window of row {j}, column {i}: the row comes first.",
        )
    n = k * spec.multiplier + q
    on_padding = kh * kw - len(right)
    return ClassQuestion(
        "cells",
        f"Row {i}, column {j} of output channel {n}: which cells of input channel {k} is it made "
        "from?",
        right,
        tuple(wrong),
        (
            f"The window of row {i}, column {j} begins at row {_plain(top)}, column {_plain(left)} of the input "
            f"and has {kh}×{kw} taps."
            + (f" {on_padding} of them lie on padding." if on_padding else ""),
        ),
        lane=k,
        look=False,
        moment={"unit": "window", "step": window, "lane": k},
    )


def ask_filter(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask which filter of which input channel makes an output channel."""
    channels = spec.channels * spec.multiplier
    _, _, k, q = place_of_window(spec, window)
    n = (k * spec.multiplier + q + 1) % channels
    k, q = divmod(n, spec.multiplier)
    other_q, other_k = divmod(n, spec.channels)
    results: MistakeResults = [
        ("order", (other_k, other_q)),
        ("exchanged", (q, k)),
        ("counted from one", (k + 1, q + 1)),
    ]
    names = ("channel k", "filter q")
    return ClassQuestion(
        "fields",
        f"C = {spec.channels}, M = {spec.multiplier}. Output channel {n}: which input channel k is it "
        "made from, and with which of its filters q? Count from 0.",
        dict(zip(names, (k, q), strict=True)),
        tuple(
            (dict(zip(names, wrong.answer, strict=True)), wrong.explanation)
            for wrong in wrong_answers((k, q), results)
        ),
        (f"{n} = {k}·{spec.multiplier} + {q}, so k = {k} and q = {q}.",),
        fields=names,
        look=False,
        moment={"unit": "window", "step": n, "lane": k},
    )


def ask_shape(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask for the shape of the output."""
    return _shape(
        spec,
        f"{_described(spec)} What is the output's shape, height × width × channels?",
        hides_output=True,
    )


def ask_stride_2(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask what the shape becomes if the stride becomes 2.

    Raises
    ------
    ClassError
        If the layer has this stride already.
    """
    return _changed_shape(spec, "stride 2")


def ask_dilation_2(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask what the shape becomes if the dilation becomes 2.

    Raises
    ------
    ClassError
        If the layer has this dilation already.
    DwconvError
        If its kernel then no longer fits the input.
    """
    return _changed_shape(spec, "dilation 2")


def ask_dilated_window(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask how many rows a window spans if the dilation becomes 2.

    Raises
    ------
    ClassError, DwconvError
        As for `ask_dilation_2`.
    """
    changed = _changed(spec, "dilated window")
    axis = changed.vertical
    k, d, right = axis.kernel, axis.dilation, axis.effective
    results: MistakeResults = [
        ("dilation ignored", (k,)),
        ("space after the last tap", (k * d,)),
        ("last tap forgotten", ((k - 1) * d,)),
        ("space too wide", ((k - 1) * (d + 1) + 1,)),
        ("kernel swapped", (changed.horizontal.effective,)),
    ]
    return ClassQuestion(
        "number",
        f"{_described(spec)} The dilation becomes {d} and nothing else changes. How many rows does one window "
        "span, from its first row to its last?",
        str(right),
        _numbers((right,), results),
        (f"(KH−1)·d + 1 = ({k}−1)·{d} + 1 = {right}.",),
        names=("rows",),
        about_layer=True,
    )


def ask_valid(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask what the shape becomes without padding.

    Raises
    ------
    ClassError
        If the layer has no padding already.
    DwconvError
        If its kernel then no longer fits the input.
    """
    return _changed_shape(spec, "VALID")


def ask_same(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask what the shape becomes with the padding SAME.

    Raises
    ------
    ClassError
        If the layer has this padding already.
    """
    return _changed_shape(spec, "SAME")


def ask_macs(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask how many MACs the layer takes."""
    padded = " Taps on padding count, too." if any(map(any, spec.pads)) else ""
    return _cost(
        spec, "MACs", f"How many multiply-accumulates (MACs) does this layer take?{padded}"
    )


def ask_parameters(spec: ConvSpec, image: Array, filter: Array, window: int) -> ClassQuestion:
    """Ask how many parameters the layer has."""
    return _cost(spec, "parameters", "How many parameters does this layer have? It has no bias.")


BUILDERS: dict[str, tuple[str, Builder]] = {
    "next value": ("The next value", ask_next_value),
    "cells": ("Which input cells it uses", ask_cells),
    "filter": ("Which channel and filter", ask_filter),
    "shape": ("The output's shape", ask_shape),
    "stride 2": ("The shape with stride 2", ask_stride_2),
    "dilation 2": ("The shape with dilation 2", ask_dilation_2),
    "dilated window": ("A window with dilation 2", ask_dilated_window),
    "VALID": ("The shape with padding VALID", ask_valid),
    "SAME": ("The shape with padding SAME", ask_same),
    "MACs": ("How many MACs", ask_macs),
    "parameters": ("How many parameters", ask_parameters),
}
"""What can be asked about the layer on screen: by name, the words on screen and the function."""


_CHANGES: dict[str, tuple[str, Any, str]] = {
    "stride 2": ("stride", (2, 2), "Set it to 1 or 3"),
    "dilation 2": ("dilation", (2, 2), "Set it to 1 or 3"),
    "dilated window": ("dilation", (2, 2), "Set it to 1 or 3"),
    "VALID": ("padding", "VALID", "Set it to SAME"),
    "SAME": ("padding", "SAME", "Set it to VALID"),
}
"""What a question changes: its parameter, the new value, and what to do where the layer has it already."""


def offered(spec: ConvSpec) -> list[str]:
    """Return which of `BUILDERS` a teacher can choose: not those that change a layer to an impossible one.

    Examples
    --------
    >>> wide = ConvSpec(5, 5, 1, kernel=5, padding="SAME")
    >>> [name for name in BUILDERS if name not in offered(wide)]
    []
    >>> [name for name in BUILDERS if name not in offered(wide.replace(padding="VALID"))]
    ['dilation 2', 'dilated window']
    """

    def possible(name: str, value: Any) -> bool:
        try:
            spec.replace(**{name: value})
        except DwconvError:
            return False
        return True

    return [one for one in BUILDERS if one not in _CHANGES or possible(*_CHANGES[one][:2])]


def _changed(spec: ConvSpec, name: str) -> ConvSpec:
    """The layer with the change of a question; refuses one that changes nothing."""
    parameter, value, instead = _CHANGES[name]
    changed = spec.replace(**{parameter: value})
    if changed == spec:
        shown = value if isinstance(value, str) else _pair(value)
        raise ClassError(f"The {parameter} is {shown} already. {instead} to ask this.")
    return changed


def _windows(spec: ConvSpec) -> int:
    return int(np.prod(spec.output_shape[1:]))


def _plain(number: int) -> str:
    return str(number).replace("-", "−")


def _window(spec: ConvSpec, image: Array, i: int, j: int, k: int) -> Array:
    """The values of a window, 0 on padding."""
    (top, bottom), (left, right) = spec.pads
    padded = np.pad(image[:, :, k], ((top, bottom), (left, right)))
    rows = [tap + top for tap in spec.vertical.taps(i)]
    columns = [tap + left for tap in spec.horizontal.taps(j)]
    return padded[np.ix_(rows, columns)]


def _changed_shape(spec: ConvSpec, name: str) -> ClassQuestion:
    """Ask for the shape after a change."""
    parameter, value, _ = _CHANGES[name]
    shown = value if isinstance(value, str) else _pair(value)
    # without the shape that the output has now: it may stay the same
    return _shape(
        _changed(spec, name),
        f"{_described(spec)} What is the output's shape if the {parameter} becomes {shown} and nothing else changes?",
    )


def _shape(spec: ConvSpec, text: str, *, hides_output: bool = False) -> ClassQuestion:
    right: WholeNumbers = spec.output_shape[1:]
    known = wrong_answers(right, wrong_shapes(spec) + more_wrong_shapes(spec))
    sides = "height", "width"
    return ClassQuestion(
        "shape",
        text,
        [str(size) for size in right],
        tuple(([str(size) for size in wrong.answer], wrong.explanation) for wrong in known),
        (
            *(
                f"{side}: {axis.output} places for a window that spans {axis.effective} of "
                f"{axis.padded} pixels and moves by {axis.stride}."
                for side, axis in zip(sides, (spec.vertical, spec.horizontal), strict=True)
            ),
            f"channels: C·M = {spec.channels}·{spec.multiplier} = {spec.channels * spec.multiplier}.",
        ),
        names=SHAPE,
        look=False,
        hides_output=hides_output,
        about_layer=True,
    )


def _cost(spec: ConvSpec, what: str, text: str) -> ClassQuestion:
    cost = costs(spec)["depthwise"]
    right = cost.macs if what == "MACs" else cost.params
    kh, kw = spec.kernel
    outputs = spec.channels * spec.multiplier
    filters = f"{outputs} filters · {kh}·{kw} weights = {right:,}."
    places = f"{spec.vertical.output}·{spec.horizontal.output} positions · {filters}"
    return ClassQuestion(
        "number",
        f"{_described(spec)} {text}",
        str(right),
        _numbers((right,), wrong_costs(spec)[what]),
        (places if what == "MACs" else filters,),
        names=(what,),
        about_layer=True,
    )


def _numbers(right: WholeNumbers, results: MistakeResults) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(wrong.answer[0]), wrong.explanation) for wrong in wrong_answers(right, results)
    )


def _described(spec: ConvSpec) -> str:
    """The layer in a few words."""
    kh, kw = spec.kernel
    padding = spec.padding if isinstance(spec.padding, str) else "explicit"
    (top, bottom), (left, right) = spec.pads
    sides = (
        f" ({top} above, {bottom} below, {left} left, {right} right)"
        if padding == "explicit"
        else ""
    )
    return (
        f"Input {spec.height}×{spec.width}×{spec.channels}, kernel {kh}×{kw}, M = {spec.multiplier}, "
        f"stride {_pair(spec.stride)}, dilation {_pair(spec.dilation)}, padding {padding}{sides}."
    )


def _pair(sides: tuple[int, int]) -> str:
    return str(sides[0]) if sides[0] == sides[1] else f"{sides[0]} down and {sides[1]} across"


def _signed(number: int) -> str:
    return str(number) if number >= 0 else f"(−{-number})"
