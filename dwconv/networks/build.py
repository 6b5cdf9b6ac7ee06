"""Writes `networks.json`, the table of layers, from Keras and TensorFlow's profiler.

    python -m dwconv.networks.build

Run it after an upgrade of TensorFlow; a test holds the file equal to what it would write. The
server never imports this module: Keras in its process would slow down every visitor's clicks.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from dwconv.networks.tables import NETWORKS, RESOLUTIONS, TABLE, WIDTHS

# Layers with weights that are no kernel, so that they have no MACs.
_UNCOUNTED = {"BatchNormalization", "LayerNormalization", "LayerScale", "Normalization"}


def build(name: str, width: float = 1.0, resolution: int | None = None) -> Any:
    """A network of `keras.applications`, without weights and at a fixed input size."""
    import keras

    keras.utils.clear_session(free_memory=False)  # names count from the beginning again
    side = resolution or (299 if name == "Xception" else 224)
    options = {"alpha": width} if name == "MobileNet" else {}
    make = getattr(keras.applications, name)
    return make(weights=None, input_shape=(side, side, 3), **options)


def layers(model: Any) -> Iterator[dict[str, Any]]:
    """Every convolution and dense layer of a Keras model, as the fields of a `NetworkLayer`.

    Zero padding in a layer of its own counts as the padding of the convolution after it.

    Raises
    ------
    TypeError
        If a layer has a kernel of an unknown kind. Otherwise the sum would be too small without
        anybody noticing.
    """
    for layer in model.layers:
        kind = type(layer).__name__
        if hasattr(layer, "layers"):
            yield from layers(layer)
        elif kind == "Dense":
            yield _row(layer.name, _shape(layer.input), _shape(layer.output), bias=layer.use_bias)
        elif kind in {"Conv2D", "DepthwiseConv2D", "SeparableConv2D"}:
            yield from _convolution(layer, kind)
        elif layer.weights and kind not in _UNCOUNTED:
            raise TypeError(f"{layer.name} is a {kind}, which is not counted yet")


def _convolution(layer: Any, kind: str) -> Iterator[dict[str, Any]]:
    shape, padding = _shape(layer.input), layer.padding.upper()
    before = layer._inbound_nodes[0].parent_nodes
    if before and type(before[0].operation).__name__ == "ZeroPadding2D":
        if padding != "VALID":
            raise TypeError(f"{layer.name} pads an input that is padded already")
        padding = before[0].operation.padding
        shape = _shape(before[0].operation.input)
    outputs = _shape(layer.output)
    geometry = {
        "kernel": layer.kernel_size,
        "stride": layer.strides,
        "padding": padding,
        "dilation": layer.dilation_rate,
    }
    if kind == "SeparableConv2D":
        between = (*outputs[:3], shape[3] * layer.depth_multiplier)
        yield _row(f"{layer.name}/depthwise", shape, between, groups=shape[3], **geometry)
        yield _row(f"{layer.name}/pointwise", between, outputs, bias=layer.use_bias)
    else:
        groups = shape[3] if kind == "DepthwiseConv2D" else layer.groups
        yield _row(layer.name, shape, outputs, groups=groups, bias=layer.use_bias, **geometry)


def _shape(tensor: Any) -> tuple[int, ...]:
    return (1, *tensor.shape[1:])


def _row(
    name: str, input_shape: tuple[int, ...], output_shape: tuple[int, ...], **fields: Any
) -> dict[str, Any]:
    usual = {
        "kernel": (1, 1),
        "stride": (1, 1),
        "padding": "VALID",
        "dilation": (1, 1),
        "groups": 1,
        "bias": False,
    }
    # A 1x1 kernel that visits every pixel needs no padding, whatever it is called.
    if fields.get("kernel") == (1, 1) and fields["padding"] == "SAME":
        fields["padding"] = "VALID"
    unusual = {field: value for field, value in fields.items() if value != usual[field]}
    return {"name": name, "input_shape": input_shape, "output_shape": output_shape, **unusual}


def profile(model: Any) -> dict[str, int]:
    """What TensorFlow's profiler counts in one pass of one image, by the type of op."""
    import tensorflow as tf

    image = tf.TensorSpec((1, *model.input_shape[1:]), tf.float32)
    passed = tf.function(lambda x: model(x, training=False)).get_concrete_function(image)
    profiler = tf.compat.v1.profiler
    options = profiler.ProfileOptionBuilder(profiler.ProfileOptionBuilder.float_operation())
    node = profiler.profile(passed.graph, cmd="op", options=options.with_empty_output().build())
    total, counted = int(node.total_float_ops), {}
    while node.children:  # each type of op hangs below the one that does more
        node = node.children[0]
        if node.float_ops:
            counted[str(node.name)] = int(node.float_ops)
    if sum(counted.values()) != total:
        raise ValueError(f"the profiler counts {total} in all, but {counted} by op")
    return dict(sorted(counted.items()))


def measured(name: str) -> dict[str, dict[str, Any]]:
    """Layers and counts of a network, by width and resolution: "1/224" comes first.

    Returns
    -------
    dict of str to dict
        Each with "trainable" and "all", the numbers of parameters; "profiler", what TensorFlow
        counts; and "layers".
    """
    found = {}
    sizes = RESOLUTIONS if name == "MobileNet" else (None,)
    for width in WIDTHS if name == "MobileNet" else (1.0,):
        for resolution in sizes:
            model = build(name, width, resolution)
            trainable = (weight.value.shape.num_elements() for weight in model.trainable_weights)
            found[f"{width:g}/{model.input_shape[1]}"] = {
                "trainable": sum(int(size) for size in trainable),
                "all": int(model.count_params()),
                "profiler": profile(model),
                "layers": list(layers(model)),
            }
    return found


def entry(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The table's entry for one network: the other widths and resolutions follow by rule."""
    first = next(iter(found.values()))
    return first | {"profiler": {size: known["profiler"] for size, known in found.items()}}


def versions() -> dict[str, str]:
    """Which TensorFlow and Keras the table comes from."""
    import keras
    import tensorflow as tf

    return {"tensorflow": tf.__version__, "keras": keras.__version__}


def text(table: dict[str, Any]) -> str:
    """The table as JSON with one layer a line, so that a difference can be read.

    Examples
    --------
    >>> print(text({"made_with": {}, "networks": {"A": {"all": 2, "layers": [{"name": "a"}]}}}))
    {"made_with": {}, "networks": {
    "A": {"all": 2, "layers": [
    {"name": "a"}]}
    }}
    """
    parts = []
    for name, known in table["networks"].items():
        rows = ",\n".join(json.dumps(row) for row in known["layers"])
        rest = json.dumps({key: value for key, value in known.items() if key != "layers"})
        parts.append(f'{json.dumps(name)}: {rest[:-1]}, "layers": [\n{rows}]}}')
    versions = json.dumps(table["made_with"])
    return f'{{"made_with": {versions}, "networks": {{\n' + ",\n".join(parts) + "\n}}"


def main() -> None:
    """Write the file again."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    table = {
        "made_with": versions(),
        "networks": {name: entry(measured(name)) for name in NETWORKS},
    }
    TABLE.write_text(text(table) + "\n", "utf-8")


if __name__ == "__main__":
    main()
