"""The shape line: the shapes of input, filter and output, with the name of every number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dwconv.engine.spec import ConvSpec
from dwconv.player.signs_in_words import signs_in_words

_TAGS = re.compile("<[^>]*>")


@dataclass(frozen=True)
class Shape:
    """A shape with a name for each of its numbers.

    Attributes
    ----------
    of : str
        What has this shape, such as "input".
    label : str
        The name that stands before the numbers, if any.
    hint : str
        The same where there is room: the style sheet shows it, and the text stays the plain shape.
    sizes : sequence of int or str
    letters : sequence of str
        The letter of each number in the formulas, shown below it.
    names : sequence of str
        What each number is, in words.
    sign : str
        What stands before it in the line; by default "∗" before the second shape, "→" before others.
    """

    of: str
    sizes: Sequence[int | str]
    letters: Sequence[str]
    names: Sequence[str]
    label: str = ""
    sign: str = ""
    hint: str = ""

    @property
    def in_words(self) -> str:
        """The shape as a sentence says it, each number before what else its name says.

        Examples
        --------
        >>> Shape("output", (1, 6), ("B", "C"), ("batch", "channels, as many as before")).in_words
        'output: batch 1, channels 6, as many as before'
        """
        numbers = zip(self.names, self.sizes, strict=True)
        parts = [(*name.partition(","), size) for name, size in numbers]
        return f"{self.of}: " + ", ".join(
            f"{noun} {size}{comma}{more}" for noun, comma, more, size in parts
        )


def layer_shapes(spec: ConvSpec) -> tuple[Shape, Shape, Shape]:
    """The shapes of a depthwise layer's input, filter and output.

    Examples
    --------
    >>> layer_shapes(ConvSpec(height=6, width=5, channels=3, multiplier=2))[2].sizes
    (1, 4, 3, 6)
    >>> layer_shapes(ConvSpec(6, 5, 3, data_format="NCHW"))[0].in_words
    'input: batch 1, channels 3, height 6, width 5'
    """
    order = [spec.data_format.index(axis) for axis in "NHWC"]
    back = [order.index(place) for place in range(4)]

    def in_order(*of_axes: str) -> tuple[str, ...]:
        """Letters or names of batch, height, width and channels, in the order of the format."""
        return tuple(of_axes[axis] for axis in back)

    return (
        Shape(
            "input",
            spec.input_shape,
            in_order("B", "H", "W", "C"),
            in_order("batch", "height", "width", "channels"),
        ),
        Shape(
            "filter",
            spec.filter_shape,
            ("KH", "KW", "C", "M"),
            ("kernel height", "kernel width", "input channels", "channel multiplier"),
        ),
        Shape(
            "output",
            spec.output_shape,
            in_order("B", "OH", "OW", "C·M"),
            in_order("batch", "height", "width", "output channels"),
        ),
    )


def padding_in_words(spec: ConvSpec) -> str:
    """The padding of a layer as a sentence says it.

    Examples
    --------
    >>> padding_in_words(ConvSpec(6, 5, 3, kernel=(3, 3), stride=2, padding="SAME"))
    'padding: above 0, below 1, left 1, right 1'
    """
    (above, below), (left, right) = spec.pads
    return f"padding: above {above}, below {below}, left {left}, right {right}"


def shape_line(shapes: Sequence[Shape]) -> str:
    """HTML of the shape line: input ∗ filter → output, and whatever follows from the output.

    The letters below the numbers and the words beside a pointer come from the style sheet, so the
    text that is read, found and copied is the plain shape. One Tab stop shows all the words.
    """
    words = "Shapes: " + "; ".join(shape.in_words for shape in shapes)
    signs = ("", "∗ ", *["→ "] * (len(shapes) - 2))[: len(shapes)]
    # a line breaks before a sign, never behind it
    line = " ".join(
        f'<span class="dw-joined">{f"{shape.sign} " if shape.sign else sign}{_numbers(shape)}</span>'
        for sign, shape in zip(signs, shapes, strict=True)
    )
    legend = "".join(f"<span>{_letters(shape)}</span>" for shape in shapes)
    hints = sum(len(shape.hint) + 1 for shape in shapes if shape.hint)
    room = f"--dw-letters: {len(_TAGS.sub('', line))}; --dw-hints: {hints}"
    return (
        f'<div class="dw-shapes" role="group" aria-label="Shapes" tabindex="0" style="{room}"><span class="dw-unseen">{escape(signs_in_words(words))}</span>'
        f'<code aria-hidden="true">{line}</code><div class="dw-legend" aria-hidden="true">{legend}</div></div>'
    )


def _letters(shape: Shape) -> str:
    meanings = zip(shape.letters, shape.names, strict=True)
    return f"{escape(shape.of)}: " + ", ".join(
        f"<b>{escape(letter)}</b> {escape(name)}" for letter, name in meanings
    )


def _numbers(shape: Shape) -> str:
    numbers = ", ".join(
        f'<span data-letter="{escape(letter)}" data-name="{escape(shape.of)}: {escape(name)}">'
        f"{size}</span>"
        for size, letter, name in zip(shape.sizes, shape.letters, shape.names, strict=True)
    )
    label = f'<span class="dw-shape-label">{escape(shape.label)}</span> ' if shape.label else ""
    hint = f' data-hint="{escape(shape.hint)}"' if shape.hint else ""
    return f'<span class="dw-shape"{hint}>{label}({numbers})</span>'
