"""Reads one line of Keras or PyTorch that makes a convolution, without running it."""

from __future__ import annotations

import ast
import difflib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dwconv.engine.check_numbers import integer, pair
from dwconv.engine.errors import DwconvError

_LONGEST = 500  # characters

# The arguments in the order in which they are given without a name, up to the last that matters.
ARGUMENTS = {
    "DepthwiseConv2D": (
        *("kernel_size", "strides", "padding", "depth_multiplier", "data_format"),
        *("dilation_rate", "activation", "use_bias"),
    ),
    "Conv2D": (
        *("filters", "kernel_size", "strides", "padding", "data_format"),
        *("dilation_rate", "groups", "activation", "use_bias"),
    ),
    "SeparableConv2D": (
        *("filters", "kernel_size", "strides", "padding", "data_format"),
        *("dilation_rate", "depth_multiplier", "activation", "use_bias"),
    ),
    "Conv2d": (
        *("in_channels", "out_channels", "kernel_size", "stride", "padding"),
        *("dilation", "groups", "bias", "padding_mode"),
    ),
}
"""By the names of the layers that can be read: three of Keras, and PyTorch's."""

_NEEDED = {
    "DepthwiseConv2D": ("kernel_size",),
    "Conv2D": ("filters", "kernel_size"),
    "SeparableConv2D": ("filters", "kernel_size"),
    "Conv2d": ("in_channels", "out_channels", "kernel_size"),
}
# They change no size, so that their values are not read.
_WITHOUT_SIZE = {"activation", "name", "dtype", "trainable", "device"}
_FLAT = "A 1-D layer is a 2-D one of height 1: write its kernel as (1, 3), for example."
_TURNED = "The page Backward plays the transposed layer: the gradient with respect to the input."
_OTHERS = {
    "DepthwiseConv1D": _FLAT,
    "SeparableConv1D": _FLAT,
    "Conv1D": _FLAT,
    "Conv1d": _FLAT,
    "Conv2DTranspose": _TURNED,
    "ConvTranspose2d": _TURNED,
    "Conv3D": "This lab has no third axis.",
    "Conv3d": "This lab has no third axis.",
    "LazyConv2d": "Write Conv2d with its number of input channels.",
}
_ENDINGS = "_initializer", "_regularizer", "_constraint"


@dataclass(frozen=True)
class ReadLayer:
    """What a line says about a layer.

    Attributes
    ----------
    fields : dict
        Of a `ConvSpec`, as far as the line says them: a line of Keras names no input size.
    filters : int or None
        N of a standard or separable layer; None for a depthwise one, which has C * M.
    bias : bool
        Whether the layer has a bias.
    kind : str
        "depthwise", "standard", "separable" or the like.
    """

    fields: dict[str, Any]
    filters: int | None = None
    bias: bool = False
    kind: str = field(default="depthwise")


def read_code_line(text: str) -> ReadLayer:
    """Read a line that makes a layer: `ast` takes it apart, and nothing is run.

    Parameters
    ----------
    text : str
        A call of a layer in `ARGUMENTS`, in any module, with numbers and texts as arguments. What
        stands around it may stay: ``x = ...``, ``(x)`` after it, ``model.add(...)``.

    Returns
    -------
    ReadLayer

    Raises
    ------
    DwconvError
        For a line that is something else, with what would work.

    Examples
    --------
    >>> read_code_line('layers.DepthwiseConv2D(3, strides=2, padding="same")(x)').fields
    {'kernel': (3, 3), 'multiplier': 1, 'stride': (2, 2), 'padding': 'SAME', 'dilation': (1, 1)}
    >>> line = "self.dw = nn.Conv2d(32, 64, 3, stride=2, padding=1, groups=32, bias=False),"
    >>> read_code_line(line).fields["channels"], read_code_line(line).fields["multiplier"]
    (32, 2)
    >>> read_code_line("DepthwiseConv2D(k)")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: kernel_size is 'k', but must be written as a number or a text, since the line is not run. Put the value in its place.
    """
    name, arguments = _arguments(_call(text))
    read: Callable[[Mapping[str, Any]], ReadLayer] = _READERS[name]
    return read(arguments)


def _call(text: str) -> ast.Call:
    """The call of a layer in a line, without what stands around it."""
    line = text.strip().rstrip(",;").strip()
    if len(line) > _LONGEST:
        raise DwconvError("line", line, f"must have at most {_LONGEST} characters")
    try:
        (statement,) = ast.parse(line).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise DwconvError("line", line, "must be one line of Python", _EXAMPLE) from None
    node: Any = getattr(statement, "value", None)
    while isinstance(node, ast.Call):
        if _name(node.func) in ARGUMENTS:
            return node
        if _name(node.func) == "add" and node.args:
            node = node.args[0]
        else:
            node = node.func
    inside = [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and _name(node.func) in ARGUMENTS
    ]
    if len(inside) == 1:  # of nn.Sequential(...), for one
        return inside[0]
    if inside:
        raise DwconvError("line", line, f"must make one layer, but makes {len(inside)}")
    names = [_name(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)]
    fix = next((_OTHERS[name] for name in names if name in _OTHERS), _EXAMPLE)
    raise DwconvError("line", line, f"must make one of {', '.join(ARGUMENTS)}", fix)


_EXAMPLE = 'For example: DepthwiseConv2D(3, strides=2, padding="same").'


def _name(function: ast.expr) -> str:
    """The last name of ``tf.keras.layers.Conv2D``."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _arguments(call: ast.Call) -> tuple[str, dict[str, Any]]:
    """The name of the layer, and its arguments by their names."""
    name = _name(call.func)
    names = ARGUMENTS[name]
    if len(call.args) > len(names):
        rule = f"must have at most {len(names)} arguments without a name"
        raise DwconvError(name, len(call.args), rule)
    given = dict(zip(names, call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg is None:
            raise DwconvError("line", "**", "must name its arguments, since the line is not run")
        if keyword.arg in given:
            raise DwconvError(keyword.arg, ast.unparse(keyword.value), "is given twice")
        given[keyword.arg] = keyword.value
    for argument in given:
        known = argument in names or argument in _WITHOUT_SIZE or argument.endswith(_ENDINGS)
        if not known and argument != "input_shape":
            close = difflib.get_close_matches(argument, names, 1)
            fix = f"Did you mean {close[0]}?" if close else f"It takes {', '.join(names)}."
            raise DwconvError("argument", argument, f"{name} has none of this name", fix)
    for argument in _NEEDED[name]:
        if argument not in given:
            raise DwconvError(argument, None, f"{name} needs it")
    sized = {
        argument: node
        for argument, node in given.items()
        if argument not in _WITHOUT_SIZE and not argument.endswith(_ENDINGS)
    }
    return name, {argument: _value(argument, node) for argument, node in sized.items()}


def _value(argument: str, node: ast.expr) -> Any:
    try:
        return ast.literal_eval(_with_sums_worked_out(node))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise DwconvError(
            argument,
            ast.unparse(node),
            "must be written as a number or a text, since the line is not run",
            "Put the value in its place.",
        ) from None


_LARGEST = 10**9  # of a number that is worked out here
_OPERATIONS: dict[type, Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}


def _with_sums_worked_out(node: ast.expr) -> ast.expr:
    """The expression with whole numbers in place of their sums, differences, products and quotients.

    Examples
    --------
    >>> ast.unparse(_with_sums_worked_out(ast.parse("(31 // 2, 6 * 32)", mode="eval").body))
    '(15, 192)'
    """
    if isinstance(node, ast.Tuple | ast.List):
        return type(node)([_with_sums_worked_out(each) for each in node.elts], node.ctx)
    if not isinstance(node, ast.BinOp) or type(node.op) not in _OPERATIONS:
        return node
    sides = [ast.literal_eval(_with_sums_worked_out(side)) for side in (node.left, node.right)]
    if any(type(side) is not int or abs(side) > _LARGEST for side in sides):
        return node
    if isinstance(node.op, ast.FloorDiv) and sides[1] == 0:
        return node
    return ast.Constant(_OPERATIONS[type(node.op)](*sides))


def _yes_or_no(parameter: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise DwconvError(parameter, value, "must be True or False")
    return value


def _keras(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """What all layers of Keras say: the fields of the layer, and whether there is a bias."""
    padding = arguments.get("padding", "valid")
    if not isinstance(padding, str) or padding.lower() not in ("valid", "same"):
        raise DwconvError("padding", padding, 'must be "valid" or "same"')
    fields: dict[str, Any] = {
        "kernel": pair("kernel_size", arguments["kernel_size"], 1),
        "multiplier": integer("depth_multiplier", arguments.get("depth_multiplier", 1), 1),
        "stride": pair("strides", arguments.get("strides", 1), 1),
        "padding": padding.upper(),
        "dilation": pair("dilation_rate", arguments.get("dilation_rate", 1), 1),
    }
    order = arguments.get("data_format")
    if order not in (None, "channels_last", "channels_first"):
        raise DwconvError("data_format", order, 'must be "channels_last" or "channels_first"')
    if order is not None:
        fields["data_format"] = "NCHW" if order == "channels_first" else "NHWC"
    if "input_shape" in arguments:
        shape = arguments["input_shape"]
        if not isinstance(shape, (tuple, list)) or len(shape) != 3:
            raise DwconvError("input_shape", shape, "must be three numbers, without the batch")
        names = ["height", "width", "channels"]
        if order == "channels_first":
            names = ["channels", "height", "width"]
        fields |= {
            name: integer("input_shape", size, 1) for name, size in zip(names, shape, strict=True)
        }
    return fields, _yes_or_no("use_bias", arguments.get("use_bias", True))


def _keras_depthwise(arguments: Mapping[str, Any]) -> ReadLayer:
    fields, bias = _keras(arguments)
    return ReadLayer(fields, None, bias)


def _keras_separable(arguments: Mapping[str, Any]) -> ReadLayer:
    fields, bias = _keras(arguments)
    return ReadLayer(fields, integer("filters", arguments["filters"], 1), bias, "separable")


def _keras_standard(arguments: Mapping[str, Any]) -> ReadLayer:
    fields, bias = _keras(arguments)
    filters = integer("filters", arguments["filters"], 1)
    groups = integer("groups", arguments.get("groups", 1), 1)
    if groups == 1:
        return ReadLayer(fields, filters, bias, "standard")
    return _grouped(fields, fields.get("channels", groups), filters, groups, bias)


def _grouped(
    fields: dict[str, Any], channels: int, filters: int, groups: int, bias: bool
) -> ReadLayer:
    """A convolution in groups, which is depthwise if there is one for each channel."""
    if filters % groups:
        fix = f"With {groups} groups there are {groups}, {2 * groups}, {3 * groups} or more output channels."
        raise DwconvError("groups", groups, f"must divide the {filters} output channels", fix)
    if groups != channels:
        raise DwconvError(
            "groups",
            groups,
            f"must be 1 (standard) or {channels} (depthwise)",
            "The page Comparison shows what other numbers of groups do.",
        )
    return ReadLayer(fields | {"channels": channels, "multiplier": filters // groups}, None, bias)


def _pytorch(arguments: Mapping[str, Any]) -> ReadLayer:
    channels = integer("in_channels", arguments["in_channels"], 1)
    filters = integer("out_channels", arguments["out_channels"], 1)
    groups = integer("groups", arguments.get("groups", 1), 1)
    stride = pair("stride", arguments.get("stride", 1), 1)
    mode = arguments.get("padding_mode", "zeros")
    if mode != "zeros":
        raise DwconvError("padding_mode", mode, 'must be "zeros": this lab pads with nothing else')
    padding = arguments.get("padding", 0)
    pads: Any
    if padding == "same":
        if stride != (1, 1):
            raise DwconvError(
                "padding", padding, "PyTorch takes it only with a stride of 1", "Use a number."
            )
        pads = "SAME"
    elif padding == "valid":
        pads = "VALID"
    else:
        down, across = pair("padding", padding, 0)
        pads = ((down, down), (across, across)) if down or across else "VALID"
    fields = {
        "channels": channels,
        "kernel": pair("kernel_size", arguments["kernel_size"], 1),
        "multiplier": 1,
        "stride": stride,
        "padding": pads,
        "dilation": pair("dilation", arguments.get("dilation", 1), 1),
    }
    bias = _yes_or_no("bias", arguments.get("bias", True))
    if groups == 1 and channels > 1:
        return ReadLayer(fields, filters, bias, "standard")
    return _grouped(fields, channels, filters, groups, bias)


_READERS: dict[str, Callable[[Mapping[str, Any]], ReadLayer]] = {
    "DepthwiseConv2D": _keras_depthwise,
    "Conv2D": _keras_standard,
    "SeparableConv2D": _keras_separable,
    "Conv2d": _pytorch,
}
