"""Sizes, numbers and sums as the lesson writes them."""

from __future__ import annotations

import re
from typing import Any

from dwconv.engine.spec import ConvSpec


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
    >>> first_sentence("One kernel makes one map. For 4 maps take 4.")
    'One kernel makes one map.'
    """
    return re.split(r"(?<=[.:?]) (?=[A-Z0-9*])", text, maxsplit=1)[0]
