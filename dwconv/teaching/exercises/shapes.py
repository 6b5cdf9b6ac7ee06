"""Exercises about sizes: the output's shape, the padding of SAME, parameters for a given shape."""

from __future__ import annotations

from collections.abc import Callable

from dwconv.costs.latex_formulas import Formula, output_size
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Axis
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec, Pads
from dwconv.teaching.exercises.exercise_and_grade import Exercise
from dwconv.teaching.exercises.mistake_sentences import MistakeResults, WholeNumbers, wrong_answers
from dwconv.teaching.exercises.random_layers import describe, last_step, motion, random_layer
from dwconv.teaching.exercises.random_stream import RandomStream
from dwconv.teaching.exercises.read_answers import SHAPE

_DILATED_SPAN = "A dilated kernel spans (K−1)·d + 1 pixels."


def ask_shape(random: RandomStream, level: int) -> Exercise:
    """Ask for the shape of the output."""
    while True:
        spec = random_layer(random, level)
        right = spec.output_shape[1:]
        # By these alone, so that a sheet keeps its layers when a mistake is added below.
        if len(wrong_answers(right, wrong_shapes(spec))) >= 2:
            break
    return Exercise(
        kind="shape",
        level=level,
        question=f"{describe(spec)} What is the shape of the output?",
        names=SHAPE,
        answer=right,
        wrong_answers=wrong_answers(right, wrong_shapes(spec) + more_wrong_shapes(spec)),
        hint=_shape_hint(spec),
        solution=(
            *sizes(spec),
            output_channels(spec),
        ),
        spec=spec,
        step=last_step(spec),
    )


def _shape_hint(spec: ConvSpec) -> str:
    """Say where to begin, and only what matters for this layer."""
    hints = []
    if spec.padding == "SAME":
        hints.append("With SAME the size is the input's size divided by the stride, rounded up.")
    else:
        if spec.padding != "VALID":
            hints.append("First add the padding to the input.")
        if spec.dilation != (1, 1):
            hints.append(_DILATED_SPAN)
        moves = (
            "0, 1, 2 and so on" if spec.stride == (1, 1) else "0, then one stride further each time"
        )
        hints.append(f"Take one axis. Where can the window start? At {moves}, as long as it fits.")
    hints.append(
        "The output has as many channels as the input, because M = 1."
        if spec.multiplier == 1
        else "The channels come from C and M alone."
    )
    return " ".join(hints)


def sizes(spec: ConvSpec) -> list[Formula]:
    """The derivation of both axes, each line with its axis."""
    padding = spec.padding if isinstance(spec.padding, str) else "explicit"
    return [
        Formula(f"{side}: {line.label}", line.symbols, line.numbers, line.result)
        for side, axis in (("height", spec.vertical), ("width", spec.horizontal))
        for line in output_size(axis, padding)
        # What SAME adds does not change the size that it fixed.
        if line.label == "output size" or (padding != "SAME" and not line.label.startswith("lost"))
    ]


def output_channels(spec: ConvSpec) -> Formula:
    """Work out the number of output channels."""
    c, m = spec.channels, spec.multiplier
    return Formula("output channels", r"C \cdot M", rf"{c} \cdot {m}", c * m)


def _size(spec: ConvSpec, **changes: object) -> tuple[int, int] | None:
    """Output height and width of a layer with changes; None where no window fits."""
    try:
        changed = spec.replace(**changes)
    except DwconvError:
        return None
    return changed.vertical.output, changed.horizontal.output


def wrong_shapes(spec: ConvSpec) -> MistakeResults:
    """The shapes that mistakes give."""
    high, wide, deep = spec.output_shape[1:]
    same = spec.padding == "SAME"
    axes = spec.vertical, spec.horizontal
    places: list[tuple[str, tuple[int, int] | None]] = [
        ("stride ignored", _size(spec, stride=1)),
        ("stride swapped", _size(spec, stride=spec.stride[::-1])),
        ("kernel swapped", _size(spec, kernel=spec.kernel[::-1])),
        ("axes swapped", (wide, high)),
        ("padding forgotten", _size(spec, padding="VALID")),
        ("padded as SAME", _size(spec, padding="SAME")),
    ]
    if same:
        places.append(("rounded down", _sized(axes, lambda axis: axis.size // axis.stride)))
    else:
        places += [
            ("dilation ignored", _size(spec, dilation=1)),
            ("dilation swapped", _size(spec, dilation=spec.dilation[::-1])),
            ("one too few", _sized(axes, lambda axis: axis.output - 1)),
            ("rounded up", _sized(axes, _rounded_up)),
        ]
    if not isinstance(spec.padding, str):
        (top, _), (left, _) = spec.padding
        before: Pads = (top, 0), (left, 0)
        places.append(("one side padded", _size(spec, padding=before)))
    wrong: MistakeResults = [
        (name, None if size is None else (*size, deep)) for name, size in places
    ]
    for name, channels in _wrong_channels(spec):
        wrong.append((name, (high, wide, channels)))
    return wrong


def more_wrong_shapes(spec: ConvSpec) -> MistakeResults:
    """Work out what mistakes give that do not decide which layers are asked about."""
    high, wide, deep = spec.output_shape[1:]
    wrong: MistakeResults = [("channels first", (deep, high, wide))]
    if spec.pads != ((0, 0), (0, 0)):
        (top, bottom), (left, right) = spec.pads
        size = _size(spec, padding=((2 * top, 2 * bottom), (2 * left, 2 * right)))
        wrong.append(("padding counted twice", None if size is None else (*size, deep)))
    return wrong


def _sized(axes: tuple[Axis, Axis], work_out: Callable[[Axis], int]) -> tuple[int, int] | None:
    down, across = (work_out(axis) for axis in axes)
    return (down, across) if down > 0 and across > 0 else None


def _rounded_up(axis: Axis) -> int:
    return -(-(axis.padded - axis.effective) // axis.stride) + 1


def _wrong_channels(spec: ConvSpec) -> list[tuple[str, int]]:
    return [
        ("multiplier forgotten", spec.channels),
        ("channels forgotten", spec.multiplier),
        ("channels added", spec.channels + spec.multiplier),
    ]


def ask_same_padding(random: RandomStream, level: int) -> Exercise:
    """Ask how many pixels SAME adds, and on which side."""
    while True:
        spec = _same_layer(random, level)
        right = _sides(spec)
        found = wrong_answers(right, wrong_sides(spec))
        if any(right) and len(found) >= 2:
            break
    padding = [
        Formula(f"{side}: {line.label}", line.symbols, line.numbers, line.result)
        for side, axis in (("height", spec.vertical), ("width", spec.horizontal))
        for line in output_size(axis, "SAME")
        if not line.label.startswith("lost")
    ]
    (kh, kw), moves = spec.kernel, "".join(f", {part}" for part in motion(spec))
    return Exercise(
        kind="same",
        level=level,
        # Not the channels: what SAME adds is the same for all.
        question=f"Input {spec.height}×{spec.width} (height × width), kernel {kh}×{kw}{moves}, "
        "padding SAME. How many rows and columns of zeros does SAME add, and on which "
        "sides?",
        names=("top", "bottom", "left", "right"),
        answer=right,
        wrong_answers=wrong_answers(right, wrong_sides(spec) + more_wrong_sides(spec)),
        hint=_same_hint(spec),
        solution=tuple(padding),
        spec=spec,
        # The first window shows what lies before; the last what lies after, where the odd one is.
        step=last_step(spec),
    )


def _same_hint(spec: ConvSpec) -> str:
    """Say where to begin, and only what matters for this layer."""
    windows = (
        "as many as the input has pixels on that axis"
        if spec.stride == (1, 1)
        else "the size divided by the stride, rounded up"
    )
    hints = [f"First find the number of windows: {windows}."]
    if spec.dilation != (1, 1):
        hints.append(_DILATED_SPAN)
    hints.append(
        "How many pixels do the windows need, and how many are missing? Half of these go before, the "
        "rest after."
    )
    return " ".join(hints)


def _same_layer(random: RandomStream, level: int) -> ConvSpec:
    """With padding SAME at every level."""
    size, channels = random.pair(5, 12), random.between(1, 3)
    if level == 1:
        side = random.between(2, 5)
        return ConvSpec(*size, channels, (side, side), padding="SAME")
    if level == 2:
        side, step = random.between(2, 5), random.between(2, 3)
        return ConvSpec(*size, channels, (side, side), stride=(step, step), padding="SAME")
    kernel = random.unequal_pair(2, 5)
    if random.between(0, 1):
        return ConvSpec(*size, channels, kernel, stride=random.unequal_pair(1, 3), padding="SAME")
    return ConvSpec(*size, channels, kernel, dilation=random.unequal_pair(1, 3), padding="SAME")


def _sides(spec: ConvSpec) -> WholeNumbers:
    return tuple(side for axis in spec.pads for side in axis)


def wrong_sides(spec: ConvSpec) -> MistakeResults:
    """The paddings that mistakes give, as top, bottom, left, right."""
    (top, bottom), (left, right) = spec.pads
    down, across = (axis.effective // 2 for axis in (spec.vertical, spec.horizontal))
    return [
        ("odd pixel before", (bottom, top, right, left)),
        ("half a kernel", (down, down, across, across)),
        ("stride ignored", _sides(spec.replace(stride=1))),
        ("dilation ignored", _sides(spec.replace(dilation=1))),
        ("stride swapped", _sides(spec.replace(stride=spec.stride[::-1]))),
        ("dilation swapped", _sides(spec.replace(dilation=spec.dilation[::-1]))),
        ("kernel swapped", _sides(spec.replace(kernel=spec.kernel[::-1]))),
        ("axes swapped", (left, right, top, bottom)),
        ("all after", (0, top + bottom, 0, left + right)),
        ("all before", (top + bottom, 0, left + right, 0)),
        ("padding forgotten", (0, 0, 0, 0)),
    ]


def more_wrong_sides(spec: ConvSpec) -> MistakeResults:
    """Work out what mistakes give that do not decide which layers are asked about."""
    (top, bottom), (left, right) = spec.pads
    down, across = top + bottom, left + right
    return [("padding counted twice", (down, down, across, across))]


def ask_parameters(random: RandomStream, level: int) -> Exercise:
    """Ask for parameters that give a wanted shape; every answer that works is right."""
    while True:
        size, channels = random.pair(6, 12), random.between(2, 3)
        # One answer; there may be others.
        answer = tuple(random.between(*limits) for limits in _ASKED_PARAMETERS[level].values())
        try:
            spec = _layer_of_answer(ConvSpec(*size, channels, kernel=(1, 1)), level, answer)
        except DwconvError:
            continue
        # It must take some thought: not the shape of the input, not a single window.
        wanted = spec.output_shape[1:]
        if wanted[:2] != size and min(wanted[:2]) > 1:
            break
    names = tuple(_ASKED_PARAMETERS[level])
    high, wide, deep = wanted
    return Exercise(
        kind="find",
        level=level,
        question=f"Input {size[0]}×{size[1]}×{channels} (height × width × channels), {_GIVEN_PARAMETERS[level]}. "
        f"Find {_WANTED[level]} that make the output {high}×{wide}×{deep}."
        # without a stride, padding and dilation only one does
        + (" Every answer that works is right." if level > 1 else ""),
        names=names,
        answer=answer,
        wrong_answers=(),
        hint=_FIND_HINTS[level],
        solution=(
            *sizes(spec),
            output_channels(spec),
        ),
        spec=spec,
        step=last_step(spec),
        explain_miss=lambda given: explain_miss(spec, level, given),
    )


# What is asked for, and from where to where the answer goes that an exercise is made from.
_ASKED_PARAMETERS: dict[int, dict[str, tuple[int, int]]] = {
    1: {"KH": (1, 5), "KW": (1, 5), "M": (1, 4)},
    2: {"K": (1, 5), "s": (2, 3), "M": (1, 4)},
    3: {"K": (2, 4), "d": (2, 3), "p": (0, 3)},
}
_WANTED = {
    1: "the kernel's height KH and width KW and the multiplier M",
    2: "the kernel's side K, the stride s and the multiplier M",
    3: "the kernel's side K, the dilation d and the padding p",
}
_GIVEN_PARAMETERS = {
    1: "stride 1, padding VALID",
    2: "a square kernel, the same stride on both axes, padding VALID",
    3: "a square kernel, stride 1, multiplier 1, the same dilation on both axes, the same padding on "
    "all four sides; K and d must be at least 2",
}
_FIND_HINTS = {
    1: "With stride 1 and no padding the output is K − 1 smaller than the input, on each axis. The "
    "channels are C·M.",
    2: "Try a stride: with VALID the output is (n − K) / s rounded down, plus 1. One kernel must fit "
    "both axes. The channels are C·M.",
    3: "With stride 1 the output is n + 2p − (K−1)·d. How much larger or smaller than the input must "
    "it be? Then choose p, K and d.",
}


def _layer_of_answer(spec: ConvSpec, level: int, answer: WholeNumbers) -> ConvSpec:
    """The layer that an answer makes of what is given."""
    first, second, third = answer
    if level == 1:
        return spec.replace(kernel=(first, second), multiplier=third)
    if level == 2:
        return spec.replace(kernel=first, stride=second, multiplier=third)
    return spec.replace(kernel=first, dilation=second, padding=((third, third), (third, third)))


def explain_miss(spec: ConvSpec, level: int, given: WholeNumbers) -> str:
    """What an answer gives instead of the output of `spec`; nothing if it gives that.

    Examples
    --------
    >>> wanted = ConvSpec(9, 9, 2, kernel=3, stride=2, multiplier=2)
    >>> explain_miss(wanted, 2, (3, 2, 2)), explain_miss(wanted, 2, (2, 2, 2))
    ('', '')
    >>> print(explain_miss(wanted, 2, (4, 2, 1)))
    That gives 3×3×2, not 4×4×4. What differs: height, width and channels.
    """
    names = tuple(_ASKED_PARAMETERS[level])
    # The kernel and the dilation of a dilated layer, which is what the question asks for.
    least = (2, 2, 0) if level == 3 else (1, 1, 1)
    for name, number, low in zip(names, given, least, strict=True):
        if number < low:
            return f"Here {name} must be at least {low}, not {number}."
    blank = ConvSpec(spec.height, spec.width, spec.channels, kernel=(1, 1))
    try:
        answered = _layer_of_answer(blank, level, given)
    except DwconvError as error:
        return str(error)
    wanted, reached = spec.output_shape[1:], answered.output_shape[1:]
    differ = [side for side, one, other in zip(SHAPE, wanted, reached, strict=True) if one != other]
    if not differ:
        return ""
    return (
        f"That gives {'×'.join(map(str, reached))}, not {'×'.join(map(str, wanted))}. "
        f"What differs: {listed(differ)}."
    )
