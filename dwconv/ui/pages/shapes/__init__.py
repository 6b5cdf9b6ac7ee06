"""The Shapes page: the shapes of a layer, and the receptive field of a stack of layers."""

from __future__ import annotations

import streamlit as st

from dwconv.ui.pages.shapes.beside_pytorch import show_beside_pytorch
from dwconv.ui.pages.shapes.stacks import show_stacks
from dwconv.ui.pages.shapes.this_layer import show_layer
from dwconv.ui.parameters.table import choice_row
from dwconv.ui.session import lab
from dwconv.ui.widgets import controls
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.read_layer import layer_reader
from dwconv.ui.widgets.shape_line import layer_shapes, padding_in_words

_ABOUT = {
    "layer": "Each window lies on some pixels of the input. A filled square is one weight on one pixel; a dotted one "
    "is a weight on padding.",
    "pytorch": "TensorFlow's SAME adds as many zeros as the windows need. PyTorch's padding=p adds p "
    "on every side.",
    "stacks": "Which pixels is one output value made from, if several layers follow each other?",
}


def show() -> None:
    """Show the page, in the view that is chosen."""
    spec = lab().counted_spec
    view = str(lab().values["what"])
    shapes = layer_shapes(spec)
    same = spec.replace(padding="SAME")
    shown = {"pytorch": layer_shapes(same), "stacks": shapes[:1]}
    padding = {"pytorch": padding_in_words(same), "stacks": ""}
    heading(
        _ABOUT[view],
        shapes=shown.get(view, shapes),
        also_said=[padding.get(view, padding_in_words(spec)), choice_row("what").options[view]],
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="controls"):
        controls.choice_buttons("what", show_label=False)
        if view == "layer":
            layer_reader()
            controls.number_field("batch")
            controls.choice_buttons("fmt")
    if view == "layer":
        show_layer(spec)
    elif view == "pytorch":
        show_beside_pytorch(spec)
    else:
        show_stacks(spec)
