"""Reads a stack of layers from a short text such as "3s2 3n15 3d4", and writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from dwconv.engine.errors import DwconvError
from dwconv.engine.receptive_field import MOST_PIXELS, StackLayer, receptive_field

MOST_LAYERS = 64
LONGEST_TEXT = 120
_LARGEST = 999  # kernel, stride and dilation
_LAYER = re.compile(r"(\d+)((?:[sdn]\d+)*)", re.ASCII)
_LETTERS = {"s": "stride", "d": "dilation", "n": "number of layers"}
_RULE = (
    "must be a kernel size, such as 3, 3s2 with stride 2, 3d4 with dilation 4 or 3n15 for 15 layers"
)


def read_stack(text: str) -> tuple[StackLayer, ...]:
    """Read a stack from the first layer to the last.

    Parameters
    ----------
    text : str
        Layers with spaces or commas between them; each is a kernel size, and behind it may
        stand "s" with a stride, "d" with a dilation and "n" with a number of such layers.

    Returns
    -------
    tuple of StackLayer
        Empty if the text is.

    Raises
    ------
    DwconvError
        Names the part that cannot be read, or what is too large.

    Examples
    --------
    >>> read_stack("3n2 5s2d3")
    (StackLayer(kernel=3, stride=1, dilation=1), StackLayer(kernel=3, stride=1, dilation=1), StackLayer(kernel=5, stride=2, dilation=3))
    >>> read_stack("three")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: the layer is 'three', but must be a kernel size, such as 3, \
3s2 with stride 2, 3d4 with dilation 4 or 3n15 for 15 layers.
    """
    layers: list[StackLayer] = []
    for part in re.split(r"[\s,;]+", text[:LONGEST_TEXT].strip().lower()):
        if not part:
            continue
        found = _LAYER.fullmatch(part)
        options = re.findall(r"([sdn])(\d+)", found[2]) if found else []
        if not found or len(dict(options)) != len(options):
            raise DwconvError("the layer", part, _RULE)
        numbers = {"kernel": int(found[1])} | {_LETTERS[name]: int(text) for name, text in options}
        for name, value in numbers.items():
            most = MOST_LAYERS if name == _LETTERS["n"] else _LARGEST
            if not 1 <= value <= most:
                raise DwconvError(f"the {name} in {part}", value, f"must be from 1 to {most}")
        times = numbers.pop(_LETTERS["n"], 1)
        layers += [StackLayer(**numbers)] * times
        if len(layers) > MOST_LAYERS:
            raise DwconvError("the number of layers", len(layers), f"must be at most {MOST_LAYERS}")
    if (size := receptive_field(layers)) > MOST_PIXELS:
        raise DwconvError("the receptive field", size, f"must be at most {MOST_PIXELS:,} pixels")
    return tuple(layers)


def write_stack(layers: Sequence[StackLayer]) -> str:
    """Write a stack as `read_stack` reads it.

    Examples
    --------
    >>> write_stack(read_stack("3, 3, 3, 3d2s1, 5s2"))
    '3n3 3d2 5s2'
    """
    parts = []
    for layer, same in groupby(layers):
        times = len(list(same))
        stride = f"s{layer.stride}" if layer.stride > 1 else ""
        dilation = f"d{layer.dilation}" if layer.dilation > 1 else ""
        number = f"n{times}" if times > 1 else ""
        parts.append(f"{layer.kernel}{stride}{dilation}{number}")
    return " ".join(parts)
