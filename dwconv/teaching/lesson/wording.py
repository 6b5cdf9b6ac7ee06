"""Sizes, numbers and sums as the lesson writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.lesson.part_and_beat import Animation


def size(height: int, width: int, *depth: int) -> str:
    """Write a size.

    Examples
    --------
    >>> size(15, 13, 3)
    '15×13×3'
    """
    return "×".join(map(str, (height, width, *depth)))


def output_size(spec: ConvSpec) -> str:
    """Write the output's height and width.

    Examples
    --------
    >>> output_size(ConvSpec(15, 14, 3))
    '13×12'
    """
    return size(spec.vertical.output, spec.horizontal.output)


_SHORT = re.compile(
    r"[⌊⌈][^⌋⌉]{0,16}[⌋⌉]|\((?:\d+, )+\d+\)|\([^(),]{1,9}\)|(?:\S{1,3} [+−·] ){1,3}\S{1,5} = "
    r"|(?<!\S)\d{1,4} [+−·] \d{1,4}(?!\d| [+−·=])"
)
_RESULT = re.compile(r"(\S) = (?=\S)")
_LAST_TERM = re.compile(r" ([+−·]) (\S+\u00a0=)")


def keep_together(text: str) -> str:
    """Let no line end within a shape, a short rounding or sum, or before a result.

    Examples
    --------
    >>> keep_together("⌊(6 − 3) / 2⌋ + 1 = 2 rows of (1, 2, 3)").replace("\u00a0", "_")
    '⌊(6_−_3)_/_2⌋_+_1_=_2 rows of (1,_2,_3)'
    >>> keep_together("6 + 5 − 8 + 0 + 2 + 6 = **5**").replace("\u00a0", "_")
    '6 + 5 − 8_+_0_+_2_+_6_=_**5**'
    >>> keep_together("here 243 + 81. It is 6 + 5 − 8").replace("\u00a0", "_")
    'here 243_+_81. It is 6 + 5_−_8'
    """
    text = _SHORT.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
    text = _RESULT.sub("\\1\u00a0=\u00a0", text)
    return _LAST_TERM.sub("\u00a0\\1\u00a0\\2", text)


def picture_in_words(animation: Animation) -> list[str]:
    """What a picture shows, for whoever listens: the layer, and what stands beside it.

    Examples
    --------
    >>> from dwconv.teaching.lesson.part_and_beat import Animation
    >>> picture_in_words(Animation(ConvSpec(4, 5, 3)))
    ['The layer: input 4 by 5, 3 channels; filters 3 by 3, one for each channel; stride 1, no padding; output 2 by 3, 3 channels.']
    >>> picture_in_words(Animation(ConvSpec(4, 5, 3), "closing", 8))[1]
    'A second picture: tf.nn.conv2d with 8 filters; output 2 by 3, 8 channels.'
    >>> picture_in_words(Animation(ConvSpec(4, 5, 3), "separable"))[1]
    'A second picture: the pointwise layer that takes its output, with 3 filters; output 2 by 3, 3 channels.'
    >>> print(*picture_in_words(Animation(ConvSpec(4, 5, 3), "depth", 1)))
    Two pictures of tf.nn.conv2d. Input 4 by 5: the left one takes the first channel alone, the right one all 3 channels. Each has 1 filter 3 by 3; stride 1, no padding; output 2 by 3, 1 channel.
    """
    spec = animation.spec
    filters = counted(animation.filters_beside, "{n} filter", "{n} filters")
    output = _output_in_words(spec, animation.filters_beside)
    if animation.shows == "depth":
        return [
            f"Two pictures of tf.nn.conv2d. Input {spec.height} by {spec.width}: the left one takes the "
            f"first channel alone, the right one all {spec.channels} channels. Each has {filters} "
            f"{spec.kernel[0]} by {spec.kernel[1]}; {_moves_in_words(spec)}; {output}."
        ]
    layer = layer_in_words(spec)
    if animation.shows == "depthwise":
        return [layer]
    beside = "tf.nn.conv2d"
    if animation.shows == "separable":
        beside = "the pointwise layer that takes its output,"
    return [layer, f"A second picture: {beside} with {filters}; {output}."]


def layer_in_words(spec: ConvSpec) -> str:
    """A depthwise layer, for whoever listens.

    Examples
    --------
    >>> layer_in_words(ConvSpec(4, 4, 1, multiplier=2, stride=(2, 1), dilation=(1, 2), kernel=(2, 2), padding="SAME"))
    'The layer: input 4 by 4, 1 channel; filters 2 by 2, 2 for each channel; vertical stride 2, horizontal stride 1, vertical dilation 1, horizontal dilation 2, padding SAME; output 2 by 4, 2 channels.'
    """
    many = "one" if spec.multiplier == 1 else str(spec.multiplier)
    return (
        f"The layer: input {spec.height} by {spec.width}, "
        f"{counted(spec.channels, '{n} channel', '{n} channels')}; "
        f"filters {spec.kernel[0]} by {spec.kernel[1]}, {many} for each channel; "
        f"{_moves_in_words(spec)}; {_output_in_words(spec, spec.channels * spec.multiplier)}."
    )


def _moves_in_words(spec: ConvSpec) -> str:
    """How a window moves, and what is around the input."""
    moves = [_both_axes("stride", spec.stride)]
    if max(spec.dilation) > 1:
        moves.append(_both_axes("dilation", spec.dilation))
    around = {"VALID": "no padding", "SAME": "padding SAME"}
    moves.append(around.get(str(spec.padding), "explicit padding"))
    return ", ".join(moves)


def _output_in_words(spec: ConvSpec, channels: int) -> str:
    made = counted(channels, "{n} channel", "{n} channels")
    return f"output {spec.vertical.output} by {spec.horizontal.output}, {made}"


def _both_axes(noun: str, pair: tuple[int, int]) -> str:
    vertical, horizontal = pair
    if vertical == horizontal:
        return f"{noun} {vertical}"
    return f"vertical {noun} {vertical}, horizontal {noun} {horizontal}"


def number(value: Any) -> str:
    """Write a number without needless zeros, with a true minus sign.

    Examples
    --------
    >>> number(-3.0)
    '−3'
    """
    return f"{float(value):g}".replace("-", "−")


def sum_of_products(*products: tuple[Any, Any]) -> str:
    """Write a sum of products, negative factors in parentheses.

    Examples
    --------
    >>> sum_of_products((1, 1), (4, -3))
    '1·1 + 4·(−3)'
    """
    return " + ".join(f"{_factor(a)}·{_factor(b)}" for a, b in products)


def products_in_words(factors: Sequence[tuple[Any, Any, Any]]) -> str:
    """Write what is multiplied and what it makes, one after the other.

    Examples
    --------
    >>> products_in_words([(3, 2, 6), (4, -2, -8), (0.0, -1.0, -0.0)])
    '3 times 2 is 6; 4 times −2 is −8; 0 times −1 is 0'
    """
    return "; ".join(
        f"{number(a)} times {number(b)} is {number(product + 0)}" for a, b, product in factors
    )


def signed_sum(values: Any) -> str:
    """Write a sum, a negative number after its own minus.

    Examples
    --------
    >>> signed_sum([6, -8, 0])
    '6 − 8 + 0'
    """
    text = number(values[0])
    for value in values[1:]:
        text += f" {'−' if value < 0 else '+'} {number(abs(value))}"
    return text


def _factor(value: Any) -> str:
    return f"({number(value)})" if float(value) < 0 else number(value)


def plain_text(text: str) -> str:
    """Take the marks of Markdown out of a text.

    Examples
    --------
    >>> plain_text("A **kernel** for `tf.nn.conv2d`")
    'A kernel for tf.nn.conv2d'
    """
    return re.sub(r"(?<!\w)\*(\w+)\*(?!\w)", r"\1", re.sub(r"\*\*|`", "", text))


def first_sentence(text: str) -> str:
    """The first sentence of a text.

    Examples
    --------
    >>> first_sentence("One filter makes one output channel. For 4 take 4.")
    'One filter makes one output channel.'
    """
    return re.split(r"(?<=[.:?]) (?=[A-Z0-9*])", text, maxsplit=1)[0]
