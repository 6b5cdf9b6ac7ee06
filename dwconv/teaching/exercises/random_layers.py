"""Random layers for exercises, at three levels of difficulty, and their description in words."""

from __future__ import annotations

from typing import Literal

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, Pads
from dwconv.teaching.exercises.random_stream import RandomStream

LEVELS = {
    1: "VALID, stride 1",
    2: "SAME, stride, multiplier",
    3: "explicit padding, dilation, unequal sides",
}


def random_layer(
    random: RandomStream, level: int, *, largest: int = 12, channels: int = 4
) -> ConvSpec:
    """A layer of a level.

    Stride and dilation never exceed 1 together: TensorFlow gets that wrong, and a student who asks
    it must find the same answer as here.

    Parameters
    ----------
    random : RandomStream
    level : int
    largest : int, optional
        Largest input height or width; the smallest is half of it.
    channels : int, optional
        Most input channels; there are two at least.

    Examples
    --------
    >>> random_layer(RandomStream(7), 1).padding
    'VALID'
    """
    while True:
        spec = _try_layer(
            random, level, random.pair(-(-largest // 2), largest), random.between(2, channels)
        )
        if spec is not None:
            return spec


def _try_layer(
    random: RandomStream, level: int, size: tuple[int, int], channels: int
) -> ConvSpec | None:
    multiplier, stride, dilation = 1, (1, 1), (1, 1)
    padding: Literal["VALID", "SAME"] | Pads = "VALID"
    side = random.between(2, 4)
    kernel = side, side
    if level == 2:
        multiplier, step = random.between(1, 3), random.between(1, 3)
        stride = step, step
        padding = random.choice(("SAME", "VALID"))
        if (multiplier > 1) + (step > 1) + (padding == "SAME") < 2:
            return None
    if level == 3:
        multiplier, kernel = random.between(2, 3), random.unequal_pair(2, 4)
        moves = random.unequal_pair(1, 3)
        if random.between(0, 1):
            stride = moves
        else:
            dilation = moves
        pads = random.pair(0, 2), random.pair(0, 2)
        padding = "SAME" if random.between(0, 3) == 0 else pads
        if padding == ((0, 0), (0, 0)):
            return None
    try:
        spec = ConvSpec(*size, channels, kernel, multiplier, stride, padding, dilation)
    except DwconvError:
        return None
    # One window along an axis shows nothing.
    return spec if min(spec.output_shape[1:3]) > 1 else None


def describe(spec: ConvSpec) -> str:
    """A layer as a question states it.

    Examples
    --------
    >>> print(describe(ConvSpec(8, 6, 3, stride=(2, 1), padding=((0, 1), (2, 2)), multiplier=2)))
    Input 8×6×3 (height × width × channels), kernel 3×3, multiplier 2, stride 2 down and 1 across, padding top 0, bottom 1, left 2, right 2.
    """
    return (
        f"Input {spec.height}×{spec.width}×{spec.channels} (height × width × channels), kernel "
        f"{spec.kernel[0]}×{spec.kernel[1]}, {setting(spec)}."
    )


def setting(spec: ConvSpec) -> str:
    """Multiplier, motion and padding of a layer, in words."""
    padding = str(spec.padding)
    if not isinstance(spec.padding, str):
        (top, bottom), (left, right) = spec.padding
        padding = f"top {top}, bottom {bottom}, left {left}, right {right}"
    moves = motion(spec) if spec.stride != (1, 1) else ["stride 1", *motion(spec)]
    return ", ".join([f"multiplier {spec.multiplier}", *moves, f"padding {padding}"])


def motion(spec: ConvSpec) -> list[str]:
    """Stride and dilation of a layer, as far as they are not 1.

    Examples
    --------
    >>> motion(ConvSpec(8, 6, 3, stride=2)), motion(ConvSpec(8, 6, 3, dilation=(1, 2)))
    (['stride 2'], ['dilation 1 down and 2 across'])
    """
    pairs = {"stride": spec.stride, "dilation": spec.dilation}
    return [f"{name} {_both(pair)}" for name, pair in pairs.items() if pair != (1, 1)]


def _both(pair: tuple[int, int]) -> str:
    down, across = pair
    return str(down) if down == across else f"{down} down and {across} across"


def last_step(spec: ConvSpec) -> int:
    """Step of the last window of all.

    Examples
    --------
    >>> last_step(ConvSpec(4, 4, 1))
    3
    """
    _, rows, columns, channels = spec.output_shape
    return rows * columns * channels - 1


def step_of_window(spec: ConvSpec, row: int, column: int, channel: int) -> int:
    """Step of the window that makes one output value, by its output channel.

    Examples
    --------
    >>> step_of_window(ConvSpec(4, 4, 1), 1, 0, 0)
    2
    """
    return (row * spec.horizontal.output + column) * spec.output_shape[3] + channel
