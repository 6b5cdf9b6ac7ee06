"""Calls of TensorFlow's convolution ops, and how a layer becomes the arguments of one.

`tensorflow_arguments` is the one place that turns a `ConvSpec` into the parameters of
`tf.nn`. Nothing here imports TensorFlow: `dwconv.reference.ask_tensorflow` sends a call to it, and a
`Run` comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import numpy.typing as npt

from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]
Op = Literal[
    "depthwise_conv2d",
    "conv2d",
    "depthwise_conv2d_backprop_input",
    "depthwise_conv2d_backprop_filter",
]


@dataclass(frozen=True, eq=False)
class Call:
    """The arguments of one call of an op of `tf.nn`.

    They need not be legal: what TensorFlow does with illegal ones is worth seeing too.

    Attributes
    ----------
    op : str
        "depthwise_conv2d", one of its two "..._backprop_...", or "conv2d".
    input, filter : ndarray
        Of the array whose gradient an op computes, only the shape is passed.
    strides, padding, data_format, dilations
        As the op takes them.
    dtype : str
        What both arrays are cast to in TensorFlow, for a type that NumPy does not
        have; empty for none.
    note : str
        Words to show behind the op's name, with a space in front.
    out_backprop : ndarray, optional
        Gradient with respect to the output, for the two backprop ops.

    Examples
    --------
    >>> import numpy as np
    >>> Call("conv2d", np.ones((1, 4, 4, 1)), np.ones((2, 2, 1, 1)), 1, "VALID").name
    'tf.nn.conv2d'
    """

    op: Op
    input: Array
    filter: Array
    strides: Any
    padding: Any
    data_format: Any = "NHWC"
    dilations: Any = None
    dtype: str = ""
    note: str = ""
    out_backprop: Array | None = None

    @property
    def name(self) -> str:
        """The op's full name, with the note."""
        return f"tf.nn.{self.op}{self.note}"

    @property
    def operands(self) -> dict[str, Any]:
        """The op's first arguments in its order: arrays, and the sizes of the gradient wanted."""
        arrays = {"input": self.input, "filter": self.filter, "out_backprop": self.out_backprop}
        wanted = self.op.partition("_backprop_")[2]
        return {
            f"{name}_sizes" if name == wanted else name: array.shape if name == wanted else array
            for name, array in arrays.items()
            if array is not None
        }

    @property
    def parameters(self) -> dict[str, Any]:
        """The op's other arguments by name: strides, padding, data_format and dilations."""
        return {
            "strides": self.strides,
            "padding": self.padding,
            "data_format": self.data_format,
            "dilations": self.dilations,
        }


@dataclass(frozen=True, eq=False)
class Run:
    """What TensorFlow returned for one call, or the error that it raised.

    Attributes
    ----------
    op : str
        "tf.nn.depthwise_conv2d", or another op with what was done around it.
    output : ndarray or None
        None if it raised an error.
    error, message : str
        The exception's type and text; empty if there was none.
    warnings : tuple of str
        Its warnings, each as "UserWarning: text".
    seconds : float
        How long the call took, without the way to the process and back.
    """

    op: str
    output: Array | None = None
    error: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


class TensorFlowArguments(NamedTuple):
    """What the ops of `tf.nn` take of a layer, in their order.

    Attributes
    ----------
    strides : list of 4 int
    padding : "VALID", "SAME" or list of 4 pairs
    data_format : "NHWC" or "NCHW"
    dilations : list of int or None
        None for a dilation of 1.
    """

    strides: list[int]
    padding: str | list[list[int]]
    data_format: str
    dilations: list[int] | None


def tensorflow_arguments(spec: ConvSpec, op: Op = "depthwise_conv2d") -> TensorFlowArguments:
    """Turn a layer into the arguments of an op of `tf.nn`.

    Parameters
    ----------
    spec : ConvSpec
    op : str, optional
        `tf.nn.depthwise_conv2d` and its gradients take two dilations, `tf.nn.conv2d` four.

    Returns
    -------
    TensorFlowArguments

    Examples
    --------
    >>> spec = ConvSpec(8, 8, 1, stride=2, padding=((1, 0), (0, 0)), dilation=(1, 3))
    >>> tensorflow_arguments(spec)[:2]
    ([1, 2, 2, 1], [[0, 0], [1, 0], [0, 0], [0, 0]])
    >>> tensorflow_arguments(spec).dilations, tensorflow_arguments(spec, "conv2d").dilations
    ([1, 3], [1, 1, 3, 1])
    """
    padding: str | list[list[int]] = (
        spec.padding
        if isinstance(spec.padding, str)
        else _four_axes(spec, *map(list, spec.padding), other=[0, 0])
    )
    dilations = None
    if max(spec.dilation) > 1:
        four = _four_axes(spec, *spec.dilation, other=1)
        dilations = four if op == "conv2d" else list(spec.dilation)
    strides = _four_axes(spec, *spec.stride, other=1)
    return TensorFlowArguments(strides, padding, spec.data_format, dilations)


def _four_axes(spec: ConvSpec, rows: Any, columns: Any, *, other: Any) -> list[Any]:
    """Values for rows and columns, with `other` for batch and channels, in the layer's order."""
    if spec.data_format == "NHWC":
        return [other, rows, columns, other]
    return [other, other, rows, columns]


def depthwise_call(spec: ConvSpec, input: Array, filter: Array) -> Call:
    """The call of `tf.nn.depthwise_conv2d` that `spec` describes.

    Examples
    --------
    >>> import numpy as np
    >>> spec = ConvSpec(8, 8, 1, stride=2)
    >>> depthwise_call(spec, np.ones(spec.input_shape), np.ones(spec.filter_shape)).strides
    [1, 2, 2, 1]
    """
    return Call("depthwise_conv2d", input, filter, *tensorflow_arguments(spec))


def gradient_call(
    spec: ConvSpec, of: Literal["input", "filter"], input: Array, filter: Array, out_backprop: Array
) -> Call:
    """The call of the op of `tf.nn` that computes one gradient of a depthwise convolution.

    Parameters
    ----------
    spec : ConvSpec
    of : "input" or "filter"
        With respect to which of the two.
    input, filter, out_backprop : ndarray
        `out_backprop` is the gradient with respect to the output.

    Examples
    --------
    >>> import numpy as np
    >>> spec = ConvSpec(4, 4, 1)
    >>> arrays = (np.ones(shape) for shape in (spec.input_shape, spec.filter_shape, spec.output_shape))
    >>> gradient_call(spec, "filter", *arrays).operands["filter_sizes"]
    (3, 3, 1, 1)
    """
    op: Op = (
        "depthwise_conv2d_backprop_input" if of == "input" else "depthwise_conv2d_backprop_filter"
    )
    return Call(op, input, filter, *tensorflow_arguments(spec), out_backprop=out_backprop)


def standard_call(spec: ConvSpec, input: Array, filters: Array) -> Call:
    """The call of `tf.nn.conv2d` with the geometry of `spec` and `filters` of (kh, kw, C, N)."""
    return Call("conv2d", input, filters, *tensorflow_arguments(spec, "conv2d"))


def grouped_call(spec: ConvSpec, input: Array, filter: Array) -> Call:
    """The call of `tf.nn.conv2d` that computes the same depthwise convolution.

    With filters of shape (kh, kw, 1, C*M) each input channel is a group of its own.
    Reshaped in row-major order, filter q of channel k makes output channel k*M + q.
    """
    filters = filter.reshape(*filter.shape[:2], 1, -1)
    return replace(standard_call(spec, input, filters), note=" with one group for each channel")
