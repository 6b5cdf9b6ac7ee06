"""Exercises about one value of the output."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dwconv.costs.latex_formulas import Formula
from dwconv.engine.depthwise import depthwise
from dwconv.engine.geometry import Axis
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.channels import where_from
from dwconv.teaching.exercises.exercise_and_grade import Exercise, Table
from dwconv.teaching.exercises.mistake_sentences import MistakeResults, WholeNumbers, wrong_answers
from dwconv.teaching.exercises.random_layers import random_layer, setting, step_of_window
from dwconv.teaching.exercises.random_stream import RandomStream

Array = npt.NDArray[np.int64]

_FEW = 9
"""Among more filters or products one gives almost any number: naming it would be a guess."""


def ask_value(random: RandomStream, level: int) -> Exercise:
    """Ask for one value of the output."""
    while True:
        spec = random_layer(random, level, largest=6, channels=2)
        seed = random.between(0, 9999)
        if max(spec.kernel) > 3 or spec.multiplier > 2:
            continue
        image, filter = operands(spec, seed)
        _, rows, columns, channels = spec.output_shape
        i, j, n = (
            random.between(0, rows - 1),
            random.between(0, columns - 1),
            random.between(0, channels - 1),
        )
        at = i, j, n
        k, q = divmod(n, spec.multiplier)
        taken = _taken(spec.vertical, image, i, spec.horizontal, j)[:, :, k]
        right = (int(_output(spec, image, filter)[at]),)
        found = wrong_answers(right, wrong_values(spec, image, filter, at))
        named = {mistake for wrong in found for mistake in wrong.mistakes}
        # Most of the window matters, and a kernel turned round gives another value.
        if np.count_nonzero(taken * filter[:, :, k, q]) >= 2 and "flipped" in named:
            break
    products = " + ".join(
        rf"{_signed(one)}\cdot {_signed(other)}"
        for one, other in zip(
            taken.ravel().tolist(), filter[:, :, k, q].ravel().tolist(), strict=True
        )
    )
    top = i * spec.vertical.stride - spec.vertical.before
    left = j * spec.horizontal.stride - spec.horizontal.before
    return Exercise(
        kind="value",
        level=level,
        question=f"A depthwise layer has {setting(spec)}. Its input and its filters are below. What is its "
        f"output in row {i}, column {j}, channel {n}? Count rows, columns and channels from 0.",
        names=("value",),
        answer=right,
        wrong_answers=found,
        hint=_hint(spec, n),
        solution=(
            *where_from(n, spec.multiplier),
            Formula(
                "row of the first tap; below 0 it is padding",
                r"i \cdot s_h - p_{\text{top}}",
                rf"{i} \cdot {spec.vertical.stride} - {spec.vertical.before}",
                top,
            ),
            Formula(
                "column of the first tap",
                r"j \cdot s_w - p_{\text{left}}",
                rf"{j} \cdot {spec.horizontal.stride} - {spec.horizontal.before}",
                left,
            ),
            Formula("sum of input times weight", r"\sum x \cdot w", products, right[0]),
        ),
        spec=spec,
        step=step_of_window(spec, *at),
        seed=seed,
        tables=(
            *(Table(f"input, channel {c}", image[:, :, c]) for c in range(spec.channels)),
            *(
                Table(
                    f"filter[:, :, {c}, {m}]",
                    filter[:, :, c, m],
                    heard=f"filter {m} of channel {c}",
                )
                for c in range(spec.channels)
                for m in range(spec.multiplier)
            ),
        ),
    )


def _hint(spec: ConvSpec, channel: int) -> str:
    """Say where to begin, and only what a layer of this level has."""
    hints = [f"Output channel {channel} is k·M + q: first find k and q."]
    if any(side for pair in spec.pads for side in pair):
        hints.append("The first tap is in row i·s − (padding on top); columns work the same way.")
        hints.append("Padding is 0.")
    elif spec.stride != (1, 1):
        hints.append("The first tap is in row i·s; columns work the same way.")
    else:
        hints.append("The first tap is where the output value is: row i, column j.")
    if spec.dilation != (1, 1):
        hints.append("The taps are d rows or columns apart.")
    return " ".join(hints)


def operands(spec: ConvSpec, seed: int) -> tuple[Array, Array]:
    """The numbers that the lab makes from a seed, as the integers that they are."""
    image = make_input("integers", spec.height, spec.width, spec.channels, seed)
    filter = make_filter("integers", spec.kernel, spec.channels, spec.multiplier, seed)
    return image.astype(np.int64), filter.astype(np.int64)


def _output(spec: ConvSpec, image: Array, filter: Array) -> Array:
    output: Array = depthwise(spec, image[None], filter)[0]
    return output


def _signed(number: int) -> str:
    return str(number) if number >= 0 else f"({number})"


def _taken(vertical: Axis, image: Array, i: int, horizontal: Axis, j: int) -> Array:
    """What lies under the taps of window (i, j) in all channels; 0 outside the image."""
    rows, columns = vertical.taps(i), horizontal.taps(j)
    taken = np.zeros((len(rows), len(columns), image.shape[2]), np.int64)
    for a, row in enumerate(rows):
        for b, column in enumerate(columns):
            if 0 <= row < image.shape[0] and 0 <= column < image.shape[1]:
                taken[a, b] = image[row, column]
    return taken


def wrong_values(
    spec: ConvSpec, image: Array, filter: Array, at: tuple[int, int, int]
) -> MistakeResults:
    """The values that mistakes give for the output in row, column and channel `at`."""
    i, j, n = at
    k, q = divmod(n, spec.multiplier)
    weights = filter[:, :, k, q]

    def with_window(changed: ConvSpec, i: int = i, j: int = j) -> WholeNumbers | None:
        """The same weights on the window of another layer; None where it leaves the picture."""
        axes = changed.vertical, changed.horizontal
        if not (0 <= i < axes[0].output and 0 <= j < axes[1].output):
            return None
        return _summed(_taken(axes[0], image, i, axes[1], j)[:, :, k], weights)

    whole = _taken(spec.vertical, image, i, spec.horizontal, j)
    other_q, other_k = divmod(n, spec.channels)
    wrong: MistakeResults = [
        ("flipped", _summed(whole[:, :, k], weights[::-1, ::-1])),
        ("position swapped", with_window(spec, j, i)),
        ("counted from one", with_window(spec, i - 1, j - 1)),
        ("channels summed", _summed(whole, filter[:, :, :, q])),
        ("order", _summed(whole[:, :, other_k], filter[:, :, other_k, other_q])),
    ]
    pads = spec.pads
    if spec.stride != (1, 1):
        still = spec.replace(stride=1, padding=pads)
        wrong.append(("stride ignored", with_window(still)))
        turned = spec.replace(stride=spec.stride[::-1], padding=pads)
        wrong.append(("stride swapped", with_window(turned)))
    if spec.dilation != (1, 1):
        wrong.append(("dilation ignored", with_window(spec.replace(dilation=1, padding=pads))))
    if (pads[0][0], pads[1][0]) != (0, 0):
        bare = ((0, sum(pads[0])), (0, sum(pads[1])))
        wrong.append(("padding forgotten", with_window(spec.replace(padding=bare))))
    if spec.channels * spec.multiplier <= _FEW:
        for other in range(spec.channels):
            if other != k:
                theirs = filter[:, :, other, q]
                wrong.append(("other channel", _summed(whole[:, :, other], theirs)))
                wrong.append(("other channel's filter", _summed(whole[:, :, k], theirs)))
        for other in range(spec.multiplier):
            if other != q:
                wrong.append(("other filter", _summed(whole[:, :, k], filter[:, :, k, other])))
    if weights.size <= _FEW:
        known = {answer for _, answer in wrong}
        slips = _slips((whole[:, :, k] * weights).ravel().tolist())
        wrong += [(slip, answer) for slip, answer in slips if answer not in known]
    return wrong


def _slips(products: list[int]) -> MistakeResults:
    """The sums that slips of a calculation by hand give."""
    right = sum(products)
    slips: MistakeResults = [("signs ignored", (sum(map(abs, products)),))]
    slips += [("product left out", (right - product,)) for product in products]
    slips += [("sign of a product", (right - 2 * product,)) for product in products]
    return slips


def _summed(window: Array, weights: Array) -> WholeNumbers:
    return (int((window * weights).sum()),)
