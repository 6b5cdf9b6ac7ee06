"""The receptive field of a stack as a picture: layer by layer from one output value to the input's pixels."""

from __future__ import annotations

from typing import Any

from dwconv.engine.plurals import counted
from dwconv.engine.receptive_field import OutputTrace
from dwconv.ui.components.mount_component import component

_HEIGHT = 4 + 168 + 16 + 8 + 46 + 30  # as receptive_field.js places its parts
_HTML = '<div class="reach"></div>'


def receptive_field_picture(found: OutputTrace, whole: int, name: str) -> None:
    """Draw one stack.

    Parameters
    ----------
    found : OutputTrace
    whole : int
        Pixels that the width of the picture stands for, so that several can be compared.
    name : str
        Of the stack, for its key.
    """
    # With its height given, nothing below it moves when the script has drawn it.
    component("receptive_field", _HTML)(
        key=f"reach-{name}", data=receptive_field_data(found, whole), height=_HEIGHT
    )


def receptive_field_data(found: OutputTrace, whole: int) -> dict[str, Any]:
    """The numbers and words of the drawing, for JavaScript.

    Examples
    --------
    >>> from dwconv.engine.receptive_field import StackLayer, trace_output_back
    >>> data = receptive_field_data(trace_output_back([StackLayer(3), StackLayer(3)]), 31)
    >>> [row["label"] for row in data["rows"]], data["ways"][:2]
    (['output', 'layer 1', 'input'], [0.3333333333333333, 0.6666666666666666])
    """
    depth, pixels, most = len(found.centres) - 1, len(found.ways), max(found.ways)
    labels = ["output", *(f"layer {layer}" for layer in range(depth - 1, 0, -1)), "input"]
    return {
        "whole": whole,
        "pixels": pixels,
        "rows": [
            {"label": label, "centres": list(centres)}
            for label, centres in zip(labels, found.centres, strict=True)
        ],
        "read": [count > 0 for count in found.ways],
        "ways": [count / most for count in found.ways],
        "height": _HEIGHT,
        "words": (
            f"One output value of {counted(depth, '{n} layer', '{n} layers')} sees "
            f"{counted(pixels, '{n} pixel', '{n} pixels')} in a line and reads {found.read} of them."
        ),
    }
