"""Words and columns that several tables of the Networks page share."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.networks import Kind

KIND_NAMES: dict[Kind, str] = {
    "standard": "standard convolution",
    "depthwise": "depthwise",
    "pointwise": "pointwise, 1×1",
    "grouped": "grouped convolution",
    "dense": "dense",
}
SHARE: Any = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)


def shape_in_words(shape: tuple[int, ...]) -> str:
    """Write the shape of one image, without the batch.

    Examples
    --------
    >>> shape_in_words((1, 112, 112, 64))
    '112×112×64'
    """
    return "×".join(str(size) for size in shape[1:])
