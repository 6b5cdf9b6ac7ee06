"""Exercises about values: one window's sum, where an output channel comes from, what feeds what."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dwconv.costs.formulas import Formula
from dwconv.engine.functions import depthwise_conv2d
from dwconv.engine.geometry import Axis
from dwconv.engine.samples import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.draw import Draw
from dwconv.teaching.exercises.exercise import Exercise, Table, Whole, slips
from dwconv.teaching.exercises.layers import layer, setting, window

Array = npt.NDArray[np.int64]
Wrong = list[tuple[str, Whole | None]]


def value(draw: Draw, level: int) -> Exercise:
    """Ask for one value of the output."""
    while True:
        spec = layer(draw, level, largest=6, channels=2)
        seed = draw.between(0, 9999)
        if max(spec.kernel) > 3 or spec.multiplier > 2:
            continue
        image, filter = operands(spec, seed)
        _, rows, columns, channels = spec.output_shape
        i, j, n = (
            draw.between(0, rows - 1),
            draw.between(0, columns - 1),
            draw.between(0, channels - 1),
        )
        at = i, j, n
        k, q = divmod(n, spec.multiplier)
        taken = _taken(spec.vertical, image, i, spec.horizontal, j)[:, :, k]
        right = (int(_output(spec, image, filter)[at]),)
        found = slips(right, wrong_values(spec, image, filter, at))
        named = {mistake for slip in found for mistake in slip.mistakes}
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
        question=f"A depthwise layer with {setting(spec)} meets these numbers. What is its output "
        f"in row {i}, column {j}, channel {n}? Rows, columns and channels are counted from 0.",
        names=("value",),
        answer=right,
        slips=found,
        hint=f"Output channel {n} is k·M + q: find k and q first. The window's first tap lies in "
        f"row i·s − (padding at the top), and so on the other axis; what lies outside the input is "
        "0.",
        solution=(
            Formula(
                "input channel",
                r"k = \lfloor n / M \rfloor",
                rf"\lfloor {n} / {spec.multiplier} \rfloor",
                k,
            ),
            Formula("its filter", r"q = n - k \cdot M", rf"{n} - {k} \cdot {spec.multiplier}", q),
            Formula(
                "row of the first tap; below 0 it lies on padding",
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
            Formula("input times weight, summed up", r"\sum x \cdot w", products, right[0]),
        ),
        spec=spec,
        step=window(spec, *at),
        seed=seed,
        tables=(
            *(Table(f"input, channel {c}", image[:, :, c]) for c in range(spec.channels)),
            *(
                Table(f"filter[:, :, {c}, {m}]", filter[:, :, c, m])
                for c in range(spec.channels)
                for m in range(spec.multiplier)
            ),
        ),
    )


def operands(spec: ConvSpec, seed: int) -> tuple[Array, Array]:
    """The numbers that the lab makes from a seed, as the integers that they are."""
    image = make_input("integers", spec.height, spec.width, spec.channels, seed)
    filter = make_filter("integers", spec.kernel, spec.channels, spec.multiplier, seed)
    return image.astype(np.int64), filter.astype(np.int64)


def _output(spec: ConvSpec, image: Array, filter: Array) -> Array:
    pads = [(0, 0), *spec.pads, (0, 0)]
    strides = [1, *spec.stride, 1]
    out: Array = depthwise_conv2d(image[None], filter, strides, pads, dilations=spec.dilation)[0]
    return out


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


def wrong_values(spec: ConvSpec, image: Array, filter: Array, at: tuple[int, int, int]) -> Wrong:
    """The values that mistakes give for the output in row, column and channel `at`."""
    i, j, n = at
    k, q = divmod(n, spec.multiplier)
    weights = filter[:, :, k, q]

    def with_window(changed: ConvSpec, i: int = i, j: int = j) -> Whole | None:
        """The same weights on the window of another layer; None where it leaves the picture."""
        axes = changed.vertical, changed.horizontal
        if not (0 <= i < axes[0].output and 0 <= j < axes[1].output):
            return None
        return _summed(_taken(axes[0], image, i, axes[1], j)[:, :, k], weights)

    whole = _taken(spec.vertical, image, i, spec.horizontal, j)
    other_q, other_k = divmod(n, spec.channels)
    wrong: Wrong = [
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
    return wrong


def _summed(window: Array, weights: Array) -> Whole:
    return (int((window * weights).sum()),)


def channel(draw: Draw, level: int) -> Exercise:
    """Ask which input channel and which filter slice made an output channel."""
    least, most = {1: (2, 3), 2: (2, 4), 3: (3, 4)}[level]
    while True:
        multiplier, channels = draw.between(least, most), draw.between(2, 3 + level)
        n = draw.between(0, channels * multiplier - 1)
        k, q = divmod(n, multiplier)
        other_q, other_k = divmod(n, channels)
        wrong: Wrong = [
            ("order", (other_k, other_q)),
            ("exchanged", (q, k)),
            ("counted from one", (k + 1, q + 1)),
            ("counted from one", divmod(n - 1, multiplier) if n else None),
        ]
        found = slips((k, q), wrong)
        if (other_k, other_q) != (k, q) and k != q:
            break
    side = draw.between(2, 3)
    spec = ConvSpec(5, 5, channels, (side, side), multiplier)
    made = channels * multiplier
    given = {
        1: f"A depthwise layer has {channels} input channels and multiplier {multiplier}.",
        2: f"A depthwise layer has {made} output channels and multiplier {multiplier}.",
        3: f"The filter of a depthwise layer has the shape {spec.filter_shape}.",
    }[level]
    return Exercise(
        kind="channel",
        level=level,
        question=f"{given} Output channel {n} is made from input channel k with the slice "
        "filter[:, :, k, q]. What are k and q? All are counted from 0.",
        names=("k", "q"),
        answer=(k, q),
        slips=found,
        hint="The M outputs of input channel 0 come first, then those of channel 1: output channel "
        "k·M + q. In the filter's shape C stands third and M last.",
        solution=(
            Formula(
                "input channel",
                r"k = \lfloor n / M \rfloor",
                rf"\lfloor {n} / {multiplier} \rfloor",
                k,
            ),
            Formula("its filter", r"q = n - k \cdot M", rf"{n} - {k} \cdot {multiplier}", q),
        ),
        spec=spec,
        step=window(spec, 0, 0, n),
    )


WORDS = "depthwise", "standard", "grouped"


def picture(draw: Draw, level: int) -> Exercise:
    """Ask for the kind of convolution, seen from what feeds what."""
    # One channel would make all of them the same; with four there is a group between.
    channels = draw.between(2, 4) if level == 1 else draw.among((4, 6))
    multiplier = 1 if level == 1 else draw.between(1, 2)
    outputs = channels * multiplier
    known = WORDS[:2] if level == 1 else WORDS
    kind = draw.among(known)
    groups = {"depthwise": channels, "standard": 1, "grouped": 2}[kind]
    inputs_each, outputs_each = channels // groups, outputs // groups
    wires = tuple(
        (one, out)
        for out in range(outputs)
        for one in range(channels)
        if one // inputs_each == out // outputs_each
    )
    tells = "one channel each", "every channel", "some channels"
    fed = len(wires) // outputs
    return Exercise(
        kind="picture",
        level=level,
        question=f"A line means that an input channel feeds an output channel. Which convolution of "
        f"{channels} input and {outputs} output channels is this?",
        names=("kind",),
        answer=(WORDS.index(kind),),
        slips=slips(
            (WORDS.index(kind),),
            [(tells[WORDS.index(kind)], (index,)) for index, _ in enumerate(known)],
        ),
        hint="Pick one output and count the inputs that lead to it.",
        solution=(
            Formula(
                f"inputs that lead to one output, of {channels}",
                r"\text{lines} / \text{outputs}",
                rf"{len(wires)} / {outputs}",
                fed,
            ),
        ),
        spec=ConvSpec(6, 6, channels, multiplier=multiplier),
        words=known,
        groups=None if kind == "depthwise" else groups,
        wires=wires,
    )
