"""The Layouts page: the layer's weights in the order of each framework, and how to convert them."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dwconv.ui import session
from dwconv.ui.components.weight_layouts import weight_layouts
from dwconv.ui.file_channels import selection_on_screen
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import choice_buttons
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.shape_line import layer_shapes
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_scrolling_table, show_table
from dwconv.ui.widgets.upload import upload
from dwconv.weights import LAYOUTS, Layout, conversion_code, convert, find_layout

_MOST_CELLS = 600
_MOST_ROWS = 200

_LETTERS = {"H": "KH", "W": "KW", "CM": "C·M"}
"""What the axes of a layout are called in the shape line."""


def show() -> None:
    """Show the page."""
    heading(
        "The same weights, in the order in which each framework keeps them. The border of each "
        "weight has the colour of its channel.",
        shapes=[shape for shape in layer_shapes(lab().spec) if shape.of == "filter"],
    )
    filter = lab().filter
    height, width, channels, multiplier = filter.shape
    sizes = height, width, channels, multiplier
    with st.container(horizontal=True, gap="medium", key="controls"):
        source = find_layout(choice_buttons("lfrom"))
        target = find_layout(choice_buttons("lto"))
    picture, code = st.columns(2, gap="large")
    with picture:
        if filter.size <= _MOST_CELLS:
            weight_layouts(filter, source, target, "layouts")
            show_caption(
                "A frame is one pair of indices of the first two axes; its rows and columns are the last "
                "two axes. Read frame by frame and row by row, this is the order in memory."
                f"{_say_filter_index(target, channels, multiplier)}"
            )
        else:
            st.info(
                f"A picture of {filter.size:,} weights cannot be read. The largest that is drawn has "
                f"{_MOST_CELLS}: choose fewer channels, fewer filters or a smaller kernel.",
                icon=":material/info:",
            )
    with code:
        show_text(f"## {source.name} → {target.name}, in NumPy")
        selection = selection_on_screen()
        in_file = height, width, selection.of if selection else channels, multiplier
        st.code(conversion_code(source.name, target.name, in_file), language="python")
        if selection:
            show_caption(f"For all {selection.of:,} channels of your file.")
        _open_own_weights()
    _show_shapes(sizes)
    _show_order(channels, multiplier)
    _show_places(filter, source.name, target.name)


def _say_filter_index(layout: Layout, channels: int, multiplier: int) -> str:
    """What the index of the last filter is made from; "" where C and M are axes of their own.

    Examples
    --------
    >>> _say_filter_index(find_layout("PyTorch"), 3, 2)
    " In PyTorch's order axis 0 is k·M + q: index 5 is channel k = 2, filter q = 1, as 2·2 + 1 = 5."
    >>> _say_filter_index(find_layout("Keras"), 3, 2)
    ''
    """
    if "CM" not in layout.axes:
        return ""
    k, q = channels - 1, multiplier - 1
    last = k * multiplier + q
    return (
        f" In {layout.name}'s order axis {layout.axes.index('CM')} is k·M + q: index {last} is channel k = {k}, "
        f"filter q = {q}, as {k}·{multiplier} + {q} = {last}."
    )


@st.fragment
def _open_own_weights() -> None:
    """Take a file with weights. Closed, it reads nothing."""
    if session.restrictions().any():
        return  # as `upload` does
    part = st.expander(
        "Open your own weights (.npy, .npz, CSV)",
        icon=":material/upload_file:",
        key="own-weights",
        on_change="rerun",
    )
    if part.open:
        with part:
            upload(weights=True)


def _show_shapes(sizes: tuple[int, int, int, int]) -> None:
    show_text("## These weights in every framework")
    table = {
        "framework": list(LAYOUTS),
        "axes": [
            f"`({', '.join(_LETTERS.get(a, a) for a in each.axes)})`" for each in LAYOUTS.values()
        ],
        "shape here": [f"`{layout.shape(*sizes)}`" for layout in LAYOUTS.values()],
        "where": [layout.where for layout in LAYOUTS.values()],
    }
    show_table(table, "layouts")
    table_file(table, "layouts")


def _show_order(channels: int, multiplier: int) -> None:
    order = "; ".join(
        f"channel {k} has " + ", ".join(str(k * multiplier + q) for q in range(multiplier))
        for k in range(channels)
    )
    show_text(
        "**Order of the filters.** Where one axis is C·M, its index is ${k \\cdot M + q}$: all filters of "
        f"channel 0 first, then all of channel 1. Here {order}. All six frameworks agree on this. A reshape "
        "that takes M before C gives the right shape with the filters mixed up."
    )


def _show_places(filter: np.ndarray, source: str, target: str) -> None:
    """Show every weight with its place in both layouts."""
    with st.expander("Every weight and its two places", icon=":material/table:"):
        multiplier = filter.shape[3]
        places = list(np.ndindex(*filter.shape))[:_MOST_ROWS]
        before = convert(filter, "TensorFlow", source)
        rows = [
            [
                find_layout(name).index(i, j, k, q, multiplier=multiplier)
                for name in (source, target)
            ]
            for i, j, k, q in places
        ]
        table: dict[str, list[Any]] = {
            "value": [float(before[first]) for first, _ in rows],
            "channel k": [k for _, _, k, _ in places],
            "filter q": [q for *_, q in places],
            source: [str(list(first)) for first, _ in rows],
            f"{target} ": [str(list(second)) for _, second in rows],
        }
        show_scrolling_table(table, "places", "Every weight and its two places")
        table_file(table, f"weights in {source} and {target}".lower().replace(" ", "-"))
        if filter.size > _MOST_ROWS:
            show_caption(f"The first {_MOST_ROWS} of {filter.size:,}.")
