"""Reads the strides, padding and dilations of a call in the forms that `tf.nn` takes, into a `ConvSpec`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np

from dwconv.engine.check_numbers import integer, is_list
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, DataFormat, Pads, check_data_format, check_padding


def depthwise_layer(
    input_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: object,
    padding: object,
    data_format: object,
    dilations: object,
    filter_name: str = "filter",
) -> ConvSpec:
    """Return the layer that the arguments of `tf.nn.depthwise_conv2d` describe.

    Parameters
    ----------
    input_shape, filter_shape : tuple of int
    strides : list or tuple of 4 ints
    padding : "VALID", "SAME" or four pairs
    data_format : "NHWC", "NCHW" or None
    dilations : list or tuple of 2 ints, or None
    filter_name : str, optional
        What the caller knows the filter as.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> depthwise_layer((1, 5, 5, 2), (3, 3, 2, 1), [1, 2, 2, 1], "SAME", None, None).output_shape
    (1, 3, 3, 2)
    """
    layout = read_data_format(data_format)
    return _depthwise_layer(
        input_shape,
        filter_shape,
        _positive_ints("strides", strides, 4),
        read_padding(padding, layout),
        layout,
        (1, 1) if dilations is None else _positive_ints("dilations", dilations, 2),
        filter_name,
    )


@lru_cache(maxsize=256)
def _depthwise_layer(
    input_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str | Pads,
    layout: DataFormat,
    dilations: tuple[int, int],
    filter_name: str,
) -> ConvSpec:
    if len(input_shape) != 4:
        raise DwconvError("input.shape", input_shape, f"must have 4 axes, ({', '.join(layout)})")
    stride = _rows_and_columns("strides", strides, layout)
    _check_filter_shape(filter_name, filter_shape, "C, M")
    channels = input_shape[layout.index("C")]
    if filter_shape[2] != channels:
        raise DwconvError(
            f"{filter_name}.shape[2]",
            filter_shape[2],
            f"must equal the input's {channels} channels",
        )
    return _layer(
        input_shape,
        filter_name,
        filter_shape,
        stride=stride,
        padding=padding,
        dilation=dilations,
        data_format=layout,
        multiplier=filter_shape[3],
    )


def standard_layer(
    input_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: object,
    padding: object,
    data_format: object,
    dilations: object,
) -> ConvSpec:
    """Return the sizes that the arguments of `tf.nn.conv2d` describe; its multiplier does not count.

    Parameters
    ----------
    input_shape : tuple of 4 ints
    filter_shape : tuple of int
        With fewer channels than the input where there are groups; see `dwconv.engine.grouped`.
    strides, dilations : int, None, or list of 1, 2 or 4 ints
    padding : "VALID", "SAME" or four pairs
    data_format : "NHWC", "NCHW" or None

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> spec = standard_layer((1, 5, 5, 2), (3, 3, 2, 7), 2, "SAME", None, None)
    >>> spec.stride, spec.vertical.output
    ((2, 2), 3)
    """
    layout = read_data_format(data_format)
    stride = read_pair("strides", strides, layout)
    pads = read_padding(padding, layout)
    dilation = read_pair("dilations", dilations, layout)
    _check_filter_shape("filters", filter_shape, "C / groups, N")
    count_groups(input_shape[layout.index("C")], filter_shape)
    return _layer(
        input_shape,
        "filters",
        filter_shape,
        stride=stride,
        padding=pads,
        dilation=dilation,
        data_format=layout,
    )


def count_groups(channels: int, filter_shape: tuple[int, ...]) -> int:
    """Return the number of groups that filters of shape (kh, kw, C / G, N) make, or raise.

    Examples
    --------
    >>> count_groups(6, (3, 3, 2, 9))
    3
    """
    depth, outputs = filter_shape[2:]
    if not channels or channels % depth:
        raise DwconvError("filters.shape[2]", depth, f"must divide the input's {channels} channels")
    groups = channels // depth
    if outputs % groups:
        raise DwconvError(
            "filters.shape[3]",
            outputs,
            f"must be a multiple of the {groups} groups that {channels} input channels make "
            f"with {depth} a filter",
        )
    return groups


def read_data_format(data_format: object) -> DataFormat:
    """Return "NHWC" or "NCHW", for None the former, or raise.

    Examples
    --------
    >>> read_data_format(None)
    'NHWC'
    """
    return check_data_format("NHWC" if data_format is None else data_format)


def read_pair(name: str, values: object, layout: DataFormat) -> tuple[int, int]:
    """Return vertical and horizontal of strides or dilations as `tf.nn.conv2d` takes them.

    Examples
    --------
    >>> read_pair("strides", [1, 1, 2, 3], "NCHW"), read_pair("strides", 2, "NCHW")
    ((2, 3), (2, 2))
    """
    if values is None:
        return 1, 1
    if isinstance(values, np.ndarray):
        values = values.tolist()
    if not isinstance(values, (list, tuple)):
        both = integer(name, values, 1)
        return both, both
    if len(values) not in (1, 2, 4):
        raise DwconvError(name, values, "must be an int or a list of 1, 2 or 4 ints")
    numbers = _positive_ints(name, values, len(values))
    if len(numbers) == 4:
        return _rows_and_columns(name, numbers, layout)
    return numbers[0], numbers[-1]


def read_padding(padding: object, layout: DataFormat) -> str | Pads:
    """Return "VALID", "SAME" or ((top, bottom), (left, right)) of the padding that `tf.nn` takes.

    Examples
    --------
    >>> read_padding([[0, 0], [0, 0], [1, 2], [3, 4]], "NCHW")
    ((1, 2), (3, 4))
    """
    checked = check_padding(padding, layout)
    if not isinstance(checked, str) and len(cast(Sequence[object], padding)) != 4:
        pairs = {"H": "[top, bottom]", "W": "[left, right]"}
        form = ", ".join(pairs.get(axis, "[0, 0]") for axis in layout)
        raise DwconvError("padding", padding, "must be four pairs", f"In {layout}: [{form}].")
    return checked


def read_shape(name: str, value: object, least: int) -> tuple[int, ...]:
    """Return a shape of 4 axes given as what TensorFlow takes for one: a list, an array, a tensor.

    Examples
    --------
    >>> read_shape("input_sizes", np.array([1, 5, 5, 2]), least=0)
    (1, 5, 5, 2)
    """
    sizes = value if is_list(value) else np.asarray(value).tolist()
    if not is_list(sizes) or len(sizes) != 4:
        raise DwconvError(name, value, "must hold 4 ints")
    return tuple(integer(f"{name}[{index}]", size, least) for index, size in enumerate(sizes))


def _positive_ints(name: str, values: object, length: int) -> tuple[int, ...]:
    if not isinstance(values, (list, tuple)) or len(values) != length:
        example = [1] * length
        raise DwconvError(
            name, values, f"must be a list of {length} ints", f"{example} is the simplest."
        )
    return tuple(
        [
            value if type(value) is int and value > 0 else integer(f"{name}[{index}]", value, 1)
            for index, value in enumerate(values)
        ]
    )


def _rows_and_columns(name: str, numbers: tuple[int, ...], layout: DataFormat) -> tuple[int, int]:
    """Return the two of four numbers that belong to rows and columns; the others must be 1."""
    for index, (axis, number) in enumerate(zip(layout, numbers, strict=True)):
        if axis in "NC" and number != 1:
            what = "batch" if axis == "N" else "channels"
            raise DwconvError(
                f"{name}[{index}]", number, f"must be 1: it belongs to the {what} of {layout}"
            )
    return numbers[layout.index("H")], numbers[layout.index("W")]


def _check_filter_shape(name: str, shape: tuple[int, ...], last_axes: str) -> None:
    if len(shape) != 4:
        raise DwconvError(
            f"{name}.shape", shape, f"must have 4 axes, (kernel height, kernel width, {last_axes})"
        )
    if 0 in shape:
        raise DwconvError(f"{name}.shape", shape, "must not hold a 0")


def _layer(
    input_shape: tuple[int, ...],
    filter_name: str,
    filter_shape: tuple[int, ...],
    *,
    data_format: DataFormat,
    **others: Any,
) -> ConvSpec:
    """Make a spec of shapes; an error about kernel or input names the array it comes from."""
    sizes = dict(zip(data_format, input_shape, strict=True))
    try:
        return ConvSpec(
            height=sizes["H"],
            width=sizes["W"],
            channels=sizes["C"],
            batch=sizes["N"],
            kernel=(filter_shape[0], filter_shape[1]),
            data_format=data_format,
            **others,
        )
    except DwconvError as error:
        if error.parameter in ("height", "width"):
            which = f"the {error.parameter} of input"
            raise DwconvError(which, error.value, error.rule, error.fix) from None
        if not error.parameter.startswith("kernel"):
            raise
        axis = error.parameter.removeprefix("kernel ")
        which = f"{filter_name}.shape[{0 if axis == 'height' else 1}] (kernel {axis})"
        raise DwconvError(which, error.value, error.rule, error.fix) from None
