"""Weights as cells that move from the layout of one framework to that of another."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.ui.components.mount_component import component
from dwconv.weights import Layout

_HTML = """<div class="layouts" style="min-height: 400px"><div class="bar">
<button type="button">Move the weights</button>
<input type="range" class="dw-slider" min="0" max="100" value="0" aria-label="From the first layout to the second">
<span role="status"></span></div><div class="place"></div></div>"""


def weight_layouts(
    filter: npt.NDArray[np.float32], source: Layout, target: Layout, key: str
) -> None:
    """Draw weights in one layout and let them move to another.

    Parameters
    ----------
    filter : ndarray, shape (kernel height, kernel width, C, M)
    source, target : Layout
    key : str
    """
    component("weight_layouts", _HTML)(key=key, data=layouts_data(filter, source, target))


def _filters_of_frames(layout: Layout, channels: int, multiplier: int) -> list[str]:
    """Which filter each frame holds, in the order of the frames; empty where a frame holds several.

    Examples
    --------
    >>> from dwconv.weights import find_layout
    >>> _filters_of_frames(find_layout("PyTorch"), 2, 2)
    ['k 0, q 0', 'k 0, q 1', 'k 1, q 0', 'k 1, q 1']
    >>> _filters_of_frames(find_layout("TFLite"), 2, 2)
    []
    """
    if layout.axes[0] != "CM":
        return []
    return [f"k {k}, q {q}" for k in range(channels) for q in range(multiplier)]


def layouts_data(filter: npt.NDArray[np.float32], source: Layout, target: Layout) -> dict[str, Any]:
    """The numbers and words of the drawing, for JavaScript.

    Examples
    --------
    >>> from dwconv.weights import find_layout
    >>> ones = np.ones((1, 1, 1, 2), np.float32)
    >>> data = layouts_data(ones, find_layout("TensorFlow"), find_layout("PyTorch"))
    >>> data["cells"][1]["words"]
    'channel 0, filter 1, row 0, column 0: TensorFlow [0, 0, 0, 1], PyTorch [1, 0, 0, 0]'
    """
    height, width, channels, multiplier = filter.shape
    sizes = height, width, channels, multiplier
    cells = []
    for i, j, k, q in np.ndindex(*sizes):
        places = [layout.index(i, j, k, q, multiplier) for layout in (source, target)]
        cells.append(
            {
                "text": f"{float(filter[i, j, k, q]):.2g}".replace("-", "−"),
                "value": float(filter[i, j, k, q]),
                "k": k,
                "turn": k * multiplier + q,
                "from": list(places[0]),
                "to": list(places[1]),
                "words": f"channel {k}, filter {q}, row {i}, column {j}: "
                + ", ".join(
                    f"{layout.name} {list(place)}"
                    for layout, place in zip((source, target), places, strict=True)
                ),
            }
        )
    ends = [
        {
            "name": layout.name,
            "shape": list(layout.shape(*sizes)),
            "filters": _filters_of_frames(layout, channels, multiplier),
        }
        for layout in (source, target)
    ]
    return {
        "from": ends[0],
        "to": ends[1],
        "cells": cells,
        "words": f"The {len(cells)} weights move from {source.name}'s shape "
        f"{tuple(ends[0]['shape'])} to {target.name}'s shape {tuple(ends[1]['shape'])}.",
    }
