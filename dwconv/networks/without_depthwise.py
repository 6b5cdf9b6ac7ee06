"""A network with standard convolutions in place of its depthwise separable ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dwconv.networks.layers import NetworkLayer


def depthwise_separable_pairs(
    layers: Iterable[NetworkLayer],
) -> list[tuple[NetworkLayer, NetworkLayer]]:
    """Each depthwise layer with the pointwise one that takes its output.

    Between the two may stand what is not counted here, and the two small dense layers of a
    squeeze-and-excitation.
    """
    layers = tuple(layers)
    found = []
    for index, layer in enumerate(layers):
        if layer.kind == "depthwise":
            after = (
                later
                for later in layers[index + 1 :]
                if later.kind == "pointwise" and later.input_shape == layer.output_shape
            )
            if (pointwise := next(after, None)) is not None:
                found.append((layer, pointwise))
    return found


def with_standard_layers(layers: Iterable[NetworkLayer]) -> tuple[NetworkLayer, ...]:
    """The same network with one standard convolution for each depthwise separable pair.

    It has the depthwise layer's kernel, stride, padding and dilation and the pointwise layer's
    output channels: what MobileNet is compared with in the paper (Howard et al., 2017, Table 4).

    Examples
    --------
    >>> from dwconv.networks import network, total
    >>> total(with_standard_layers(network("MobileNet")))
    Total(layers=15, macs=4867293184, params=29281120)
    """
    layers = tuple(layers)
    merged: dict[str, NetworkLayer | None] = {}
    for depthwise, pointwise in depthwise_separable_pairs(layers):
        merged[depthwise.name] = replace(
            depthwise,
            name=f"{depthwise.name} + {pointwise.name}",
            output_shape=pointwise.output_shape,
            groups=1,
            bias=pointwise.bias,
        )
        merged[pointwise.name] = None
    replaced = (merged.get(layer.name, layer) for layer in layers)
    return tuple(layer for layer in replaced if layer is not None)
