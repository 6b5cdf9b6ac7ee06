"""The Networks page: published networks layer by layer, and what their papers print."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.networks import NOT_COUNTED, by_kind, parameters, total, with_standard_layers
from dwconv.ui.components.announcer import announce
from dwconv.ui.pages.networks.blocks import show_blocks
from dwconv.ui.pages.networks.choice import Chosen, choose_network
from dwconv.ui.pages.networks.columns import KIND_NAMES, SHARES, shape_in_words
from dwconv.ui.pages.networks.layers import show_layers
from dwconv.ui.pages.networks.papers import show_papers
from dwconv.ui.pages.networks.profiler import show_profiler
from dwconv.ui.pages.networks.without_depthwise import show_pairs_made_standard
from dwconv.ui.parameters.table import choice_row
from dwconv.ui.widgets.controls import choice_buttons
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_scrolling_table

# Each shows a table and returns what it comes to, for those who do not see it.
_TABLES = {
    "layers": show_layers,
    "standard": show_pairs_made_standard,
    "papers": show_papers,
    "profiler": show_profiler,
    "blocks": show_blocks,
}
_PARAMETERS = {
    "kernels": "the kernels of convolutions and dense layers, without biases",
    "trainable": "kernels, biases, and the scales and shifts of normalisations",
    "all": "the trainable ones, and the means and variances that normalisations keep",
}
_METRIC_WIDTH = 160  # pixels


def show() -> None:
    """Show the page, with the table that is chosen."""
    heading(
        "Every convolution and dense layer of a network, for one image. How much of it is "
        "depthwise, and how much does that save?",
    )
    chosen = choose_network()
    totals = _summary(chosen)
    table = choice_buttons("table", show_label=False)
    announce(*totals, choice_row("table").options[table], *_TABLES[table](chosen).split("\n"))
    _conventions(chosen)


def _summary(chosen: Chosen) -> tuple[str, str]:
    """Show the totals, and the share of each kind of layer; return the totals in words."""
    layers = chosen.layers
    whole, standard = total(layers), total(with_standard_layers(layers))
    counted = parameters(chosen.name, width=chosen.width, resolution=chosen.resolution)[
        chosen.reading
    ]
    figures, kinds = st.columns([2, 5], gap="medium")  # side by side: the tables are long
    with figures, st.container(horizontal=True, gap="small"):
        st.metric("MACs", written(whole.macs), width=_METRIC_WIDTH)
        st.metric("FLOPs, two per MAC", written(2 * whole.macs), width=_METRIC_WIDTH)
        st.metric(
            f"Parameters, {choice_row('params').options[chosen.reading]}",
            written(counted),
            width=_METRIC_WIDTH,
        )
        st.metric(
            "Without depthwise",
            f"{standard.macs / whole.macs:.1f}× the MACs",
            width=_METRIC_WIDTH,
            help="If one standard convolution replaced each pair of a depthwise and a pointwise layer, the network "
            "would have so many times as many MACs.",
        )
    parts = by_kind(layers)
    table: dict[str, list[Any]] = {
        "kind of layer": [KIND_NAMES[kind] for kind in parts],
        "share of MACs": [part.macs / whole.macs for part in parts.values()],
        "MACs": [part.macs for part in parts.values()],
        "share of kernel values": [part.params / whole.params for part in parts.values()],
        "kernel values": [part.params for part in parts.values()],
        "layers": [part.layers for part in parts.values()],
    }
    with kinds:
        show_scrolling_table(table, "kinds", "The kinds of layer", shares=SHARES, sortable=False)
        show_caption("The longest bar is the largest share in the table.")
        table_file(table, f"{chosen.in_file_names}-kinds")
    return f"{chosen.name}: {written(whole.macs)} MACs", f"{written(counted)} parameters"


def _conventions(chosen: Chosen) -> None:
    """Show what is counted, and what is not."""
    show_caption(
        f"Input: {shape_in_words(chosen.layers[0].input_shape)}. Parameters: "
        f"{_PARAMETERS[chosen.reading]}. A 1×1 convolution of a single pixel is counted as dense. "
        f"Not counted: {NOT_COUNTED}, and biases (one operation for each output value)."
    )
