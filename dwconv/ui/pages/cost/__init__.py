"""The Cost page: what the layer costs as depthwise, as standard and as separable convolution."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.roofline import LAYERS
from dwconv.engine.spec import ConvSpec
from dwconv.ui.components.announcer import announce
from dwconv.ui.pages.cost.curves import show_curves
from dwconv.ui.pages.cost.fans import show_fans
from dwconv.ui.pages.cost.other_tools import show_tools
from dwconv.ui.pages.cost.this_layer import show_layer
from dwconv.ui.pages.cost.timing import show_times
from dwconv.ui.pages.cost.words import convention
from dwconv.ui.parameters.table import choice_row, number_row
from dwconv.ui.session import lab
from dwconv.ui.widgets import controls
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.read_layer import layer_reader
from dwconv.ui.widgets.shape_line import layer_shapes

_FANS = (
    "How many weights make one output value, and how many meet one input value: from these two numbers "
    "an initialiser chooses how large the first weights are."
)


def show() -> None:
    """Show the page, in the view that is chosen."""
    shapes = layer_shapes(lab().counted_spec)
    beside_title = heading(
        _FANS
        if lab().values["view"] == "fans"
        else "The same input and kernel size in three kinds of layer. N: output channels of standard and separable; in NHWC it is the batch. "
        "MAC: one multiplication and one addition, so 1 MAC = 2 FLOPs.",
        shapes=shapes,
        announced=False,
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="views"):
        view = controls.choice_buttons("view", show_label=False)
        timed = LAYERS.get(str(lab().values["timed"])) if view == "time" else None
        if timed is None:
            layer_reader()
    in_words = [*(shape.in_words for shape in shapes), choice_row("view").options[view]]
    if view == "fans":  # depends on none of the options
        announce(*in_words, *show_fans())
        return
    filters, bias, real = _options(timed)
    if view == "layer":
        said = show_layer(filters, bias, real)
    elif view == "tools":
        said = show_tools(filters, bias, real)
    elif view == "curves":
        said = show_curves(filters, bias, real)
    else:
        said = show_times(filters, bias, real, beside_title)
    counted = f"number of filters: N {written(filters)}", convention(bias, real)
    announce(*in_words, *counted, *said)


def _options(timed: tuple[ConvSpec, int] | None) -> tuple[int, bool, bool]:
    """Draw N, bias, and real taps only; return what they are set to. A layer of MobileNet has its own N."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="controls"):
        if timed is None:
            filters = controls.number_field("n")
            controls.number_field("batch")
            controls.choice_buttons("fmt")
        else:
            filters = timed[1]
            st.number_input(
                number_row("n").label, value=filters, disabled=True, width=controls.NUMBER_WIDTH
            )
        bias = controls.toggle("bias")
        real = controls.toggle("real")
    return filters, bias, real
