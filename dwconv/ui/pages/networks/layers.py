"""The view "Layer by layer" of the Networks page; a depthwise layer opens in the sliding window and in Cost."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.networks import NetworkLayer, total
from dwconv.player.component import do_nothing
from dwconv.ui import session
from dwconv.ui.page_table import PAGES
from dwconv.ui.pages.networks.choice import Chosen
from dwconv.ui.pages.networks.columns import KIND_NAMES, SHARES, shape_in_words
from dwconv.ui.parameters.layer_values import output_channels, values_of
from dwconv.ui.parameters.table import PARAMETERS, Number, Values
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_scrolling_table

# What the sliding window shows with digits that can be read.
_OPEN = "Open in the sliding window"
_OPEN_COST = "Open in Cost"
_MOST_PIXELS, _MOST_CHANNELS, _MOST_FILTERS = 16, 3, 4


def show_layers(chosen: Chosen) -> str:
    """Show every layer in a table; a depthwise one can be opened in the sliding window and in Cost.

    Returns
    -------
    str
        What the table comes to, and in a second line which layer is chosen.
    """
    layers, whole = chosen.layers, total(chosen.layers)
    place = st.container()
    table: dict[str, list[Any]] = {
        "layer": [layer.name for layer in layers],
        # First what a phone has room for: the order of the table of kinds above.
        "share of MACs": [layer.macs / whole.macs for layer in layers],
        "MACs": [layer.macs for layer in layers],
        "kind": [KIND_NAMES[layer.kind] for layer in layers],
        "input": [shape_in_words(layer.input_shape) for layer in layers],
        "kernel": [_kernel(layer) for layer in layers],
        "output": [shape_in_words(layer.output_shape) for layer in layers],
        "share of kernel values": [layer.params / whole.params for layer in layers],
        "kernel values": [layer.params for layer in layers],
    }
    row = show_scrolling_table(
        table,
        f"layers-{chosen.key}",
        f"The layers of {chosen.name}",
        shares=SHARES,
        on_choose=do_nothing,
        opening=[row for row, layer in enumerate(layers) if layer.kind == "depthwise"],
    )
    table_file(table, f"{chosen.in_file_names}-layers")
    layer = None if row is None else layers[row]
    after = None if row is None or row + 1 == len(layers) else layers[row + 1]
    with place:
        return f"{counted(len(layers), '{n} layer', '{n} layers')}\n{_show_opener(layer, after)}"


def _show_opener(layer: NetworkLayer | None, after: NetworkLayer | None) -> str:
    """Show the buttons that open the selected layer, and what it will look like; return what is heard."""
    small = scaled_down(layer) if layer is not None and layer.kind == "depthwise" else None
    whole = values_in_cost(layer, after) if layer is not None and small is not None else None
    words = _opener_sentence(layer, small)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="layer-opener"
    ):
        clicked = small is not None and st.button(_OPEN, icon=":material/play_arrow:")
        counts = whole is not None and st.button(_OPEN_COST, icon=":material/calculate:")
        show_text(words)
    if clicked and small is not None:
        session.set_controls(values_of(small) | {"input": "integers", "kernel": "integers"})
        session.add_warnings(words)
        st.switch_page(PAGES[""].script)
    if counts and whole is not None and layer is not None:
        session.set_controls(whole)
        session.add_warnings(_counted_sentence(layer, after))
        st.switch_page(PAGES["cost"].script)
    if layer is None or small is None:
        return words
    if whole is None:
        return f"{layer.name} chosen. {words} Shift and Tab lead back to the button “{_OPEN}”, above the table"
    return (
        f"{layer.name} chosen. {words} Shift and Tab lead back to the buttons “{_OPEN}” and “{_OPEN_COST}”, "
        "above the table"
    )


def _opener_sentence(layer: NetworkLayer | None, small: ConvSpec | None) -> str:
    """What the button will open, or what to select first."""
    if layer is None:
        return "Choose a depthwise layer in the table to see its window slide."
    if small is None:
        return f"`{layer.name}` is not depthwise. Choose a layer that is."
    whole, shown = shape_in_words(layer.input_shape), shape_in_words(small.input_shape)
    sentence = f"`{layer.name}`, {whole}, is shown scaled down to {shown}."
    if small == layer.spec:
        sentence = f"`{layer.name}`, {whole}, is shown as {shown}."
    return (
        f"{sentence} Kernel {small.kernel[0]}×{small.kernel[1]}, stride "
        f"{_pair(small.stride)}, padding {_padding(layer)} and dilation {_pair(small.dilation)} are "
        "the layer's own."
    )


def _counted_sentence(layer: NetworkLayer, after: NetworkLayer | None) -> str:
    """What is counted on the page Cost once the layer is opened there."""
    said = f"`{layer.name}`, {shape_in_words(layer.input_shape)}, is counted in its full size."
    if after is None or after.kind != "pointwise":
        return said
    return f"{said} N = {after.output_shape[-1]:,}, as in `{after.name}`, the pointwise layer after it."


def values_in_cost(layer: NetworkLayer, after: NetworkLayer | None) -> Values | None:
    """What the page Cost is set to for a depthwise layer and the layer after it; None if it is too large there.

    Examples
    --------
    >>> from dwconv.networks import network
    >>> depthwise, pointwise = network("MobileNet")[3:5]
    >>> values = values_in_cost(depthwise, pointwise)
    >>> [values[name] for name in ("h", "w", "c", "kh", "sh", "m", "n")]
    [112, 112, 64, 3, 2, 1, 128]
    """
    values = values_of(layer.spec)
    is_pair = after is not None and after.kind == "pointwise"
    values["n"] = after.output_shape[-1] if after and is_pair else output_channels(values)
    for name, value in values.items():
        row = PARAMETERS[name]
        if isinstance(row, Number) and row.nearest(int(value), "cost") != value:
            return None
    return values


def scaled_down(layer: NetworkLayer) -> ConvSpec:
    """A depthwise layer, made small enough for the sliding window.

    Kernel, stride, padding and dilation stay. Height and width are shortened by a multiple of the
    stride: then SAME pads them as it pads the layer.

    Examples
    --------
    >>> from dwconv.networks import network
    >>> layer = network("Xception")[2]
    >>> layer.input_shape, scaled_down(layer).input_shape
    ((1, 147, 147, 64), (1, 16, 16, 3))
    """
    spec = layer.spec
    sides = (spec.height, spec.stride[0]), (spec.width, spec.stride[1])
    height, width = (
        side if side <= _MOST_PIXELS else _MOST_PIXELS - (_MOST_PIXELS - side) % stride
        for side, stride in sides
    )
    return spec.replace(
        height=height,
        width=width,
        channels=min(spec.channels, _MOST_CHANNELS),
        multiplier=min(spec.multiplier, _MOST_FILTERS),
    )


def _pair(both: tuple[int, int]) -> str:
    return str(both[0]) if both[0] == both[1] else f"{both[0]}, {both[1]}"


def _kernel(layer: NetworkLayer) -> str:
    if layer.kind == "dense":
        return ""
    parts = [f"{layer.kernel[0]}×{layer.kernel[1]}"]
    if layer.stride != (1, 1):
        parts.append(f"stride {_pair(layer.stride)}")
    if layer.dilation != (1, 1):
        parts.append(f"dilation {_pair(layer.dilation)}")
    return ", ".join(parts)


def _padding(layer: NetworkLayer) -> str:
    if isinstance(layer.padding, str):
        return layer.padding
    (top, bottom), (left, right) = layer.padding
    return f"({top} above, {bottom} below, {left} left, {right} right)"
