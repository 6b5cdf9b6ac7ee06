"""Reads a layer from a text: the name of a layer of a published network, or a line of code."""

from __future__ import annotations

import difflib
from math import prod

from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import listed
from dwconv.files.read_code_line import ReadLayer, read_code_line
from dwconv.networks import NETWORKS, NetworkLayer, network


def read_layer_text(text: str) -> ReadLayer:
    """Read a layer.

    Parameters
    ----------
    text : str
        "MobileNet conv_dw_2", or a line that `dwconv.files.read_code_line.read_code_line` reads.

    Raises
    ------
    DwconvError
        For a text that names no layer, with what would work.

    Examples
    --------
    >>> layer = read_layer_text("MobileNet conv_dw_2")
    >>> layer.fields["height"], layer.fields["channels"], layer.fields["stride"], layer.kind
    (112, 64, (2, 2), 'depthwise')
    >>> read_layer_text("mobilenet conv_dw_99")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: layer is 'conv_dw_99', but MobileNet has none of this name. Did you mean conv_dw_9?
    """
    if "(" in text:
        return read_code_line(text)
    name, _, layer = text.strip().replace("/", " ", 1).partition(" ")
    layer = text.strip()[len(name) + 1 :].strip()
    found = next((known for known in NETWORKS if known.lower() == name.lower()), None)
    if found is None and not layer:
        holders = [
            known
            for known in NETWORKS
            if any(each.name.lower() == name.lower() for each in network(known))
        ]
        if len(holders) == 1:
            found, layer = holders[0], name
        elif holders:
            rule = f"is in {listed(holders)}, so the network must stand before it"
            raise DwconvError("layer", name, rule, f"For example: {holders[0]} {name}.")
    if found is None:
        fix = f"The networks are {', '.join(NETWORKS)}. A line of code has brackets."
        raise DwconvError("network", name, "there is none of this name here", fix)
    layers = {each.name.lower(): each for each in network(found)}
    if not layer:
        some = next(each.name for each in network(found) if each.kind == "depthwise")
        raise DwconvError(
            "layer",
            text.strip(),
            "must have the name of a layer behind it",
            f"For example: {found} {some}.",
        )
    if f"{layer.lower()}/depthwise" in layers:  # of a SeparableConv2D, which has two
        layer += "/depthwise"
    if layer.lower() not in layers:
        close = difflib.get_close_matches(layer.lower(), layers, 1, cutoff=0.3)
        fix = f"Did you mean {layers[close[0]].name}?" if close else ""
        raise DwconvError("layer", layer, f"{found} has none of this name", fix)
    return _of_network(layers[layer.lower()])


def names_of_depthwise_layers() -> list[str]:
    """The texts that name the depthwise layers of all networks, in their order.

    Examples
    --------
    >>> names_of_depthwise_layers()[:2]
    ['MobileNet conv_dw_1', 'MobileNet conv_dw_2']
    """
    return [
        f"{name} {layer.name}"
        for name in NETWORKS
        for layer in network(name)
        if layer.kind == "depthwise"
    ]


def _of_network(layer: NetworkLayer) -> ReadLayer:
    if layer.kind == "dense" and prod(layer.input_shape[:-1]) == 1:
        raise DwconvError("layer", layer.name, "is a dense layer: it has no rows and columns")
    spec = layer.spec
    fields = {
        name: getattr(spec, name)
        for name in (
            *("height", "width", "channels", "kernel", "multiplier"),
            *("stride", "padding", "dilation"),
        )
    }
    filters = None if layer.kind == "depthwise" else layer.output_shape[-1]
    return ReadLayer(fields, filters, layer.bias, str(layer.kind))
