"""ConvSpec: the parameters of one depthwise layer, checked when it is made and then fixed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import Any, Literal, Self

import numpy.typing as npt

from dwconv.engine.check_numbers import integer, is_list, pair
from dwconv.engine.errors import DwconvError, quote
from dwconv.engine.geometry import Axis, Padding, make_axis

DataFormat = Literal["NHWC", "NCHW"]
Array = npt.NDArray[Any]
Pads = tuple[tuple[int, int], tuple[int, int]]


_OTHER_NAMES = {"strides": "stride", "dilations": "dilation"}


def _own_names(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments under the names of `ConvSpec`, where TensorFlow's names were given."""
    for other, own in _OTHER_NAMES.items():
        if other in arguments:
            if own in arguments:
                rule = f"must not be given together with {own}, which is the same"
                raise DwconvError(other, arguments[other], rule)
            arguments[own] = arguments.pop(other)
    return arguments


def _takes_other_names(cls: type[Any]) -> type[Any]:
    """Let a class be made with the names of `_OTHER_NAMES` as well."""
    init = cls.__init__

    @wraps(init)
    def __init__(self: Any, *args: Any, **arguments: Any) -> None:
        init(self, *args, **_own_names(arguments))

    cls.__init__ = __init__
    return cls


@dataclass(frozen=True)
class ConvSpec:
    """The parameters of one depthwise convolution, checked and normalised.

    Parameters
    ----------
    height, width : int
        Input size in pixels.
    channels : int
        Input channels, C.
    kernel : int or (int, int), optional
        Kernel height and width.
    multiplier : int, optional
        Channel multiplier M: filters, and so output channels, per input channel.
    stride, dilation : int or (int, int), optional
        Vertical and horizontal. Both may exceed 1 together: the formula says what
        that means, though `tf.nn.depthwise_conv2d` gets it wrong.
    padding : "VALID", "SAME", ((top, bottom), (left, right)) or TensorFlow's four pairs, optional
    batch : int, optional
        Images; may be 0.
    data_format : "NHWC" or "NCHW", optional
        Order of axes of input and output; never of the filter.
    strides, dilations : int or (int, int), optional
        Other names for `stride` and `dilation`, as TensorFlow and Keras write them.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> spec = ConvSpec(height=15, width=15, channels=3, multiplier=3)
    >>> spec.input_shape, spec.filter_shape, spec.output_shape
    ((1, 15, 15, 3), (3, 3, 3, 3), (1, 13, 13, 9))
    >>> ConvSpec(8, 8, 1, kernel=2, padding="SAME").pads
    ((0, 1), (0, 1))
    >>> ConvSpec(8, 8, 1, strides=2) == ConvSpec(8, 8, 1, stride=(2, 2))
    True
    """

    height: int
    width: int
    channels: int
    kernel: tuple[int, int] = (3, 3)
    multiplier: int = 1
    stride: tuple[int, int] = (1, 1)
    padding: Literal["VALID", "SAME"] | Pads = "VALID"
    dilation: tuple[int, int] = (1, 1)
    batch: int = 1
    data_format: DataFormat = "NHWC"

    def __post_init__(self) -> None:
        for name, least in {
            "height": 0,
            "width": 0,
            "channels": 1,
            "multiplier": 1,
            "batch": 0,
        }.items():
            object.__setattr__(self, name, integer(name, getattr(self, name), least))
        for name in ("kernel", "stride", "dilation"):
            object.__setattr__(self, name, pair(name, getattr(self, name), 1))
        object.__setattr__(self, "data_format", check_data_format(self.data_format))
        object.__setattr__(self, "padding", check_padding(self.padding, self.data_format))
        _ = self.vertical, self.horizontal  # raise now if no window fits

    @cached_property
    def vertical(self) -> Axis:
        """The axis of rows."""
        return self._axis(0, self.height, "height")

    @cached_property
    def horizontal(self) -> Axis:
        """The axis of columns."""
        return self._axis(1, self.width, "width")

    def _axis(self, which: int, size: int, name: str) -> Axis:
        padding: Padding = self.padding if isinstance(self.padding, str) else self.padding[which]
        return make_axis(
            size, self.kernel[which], self.stride[which], self.dilation[which], padding, name=name
        )

    @property
    def pads(self) -> Pads:
        """((top, bottom), (left, right)) in pixels, whatever the padding is called."""
        rows, columns = self.vertical, self.horizontal
        return (rows.before, rows.after), (columns.before, columns.after)

    @property
    def input_shape(self) -> tuple[int, int, int, int]:
        """Shape of the input in `data_format`."""
        return self._shape(self.height, self.width, self.channels)

    @property
    def filter_shape(self) -> tuple[int, int, int, int]:
        """(kernel height, kernel width, C, M), in either data format."""
        return *self.kernel, self.channels, self.multiplier

    @property
    def output_shape(self) -> tuple[int, int, int, int]:
        """Shape of the output in `data_format`; its channel k*M + q is filter q of channel k."""
        return self._shape(
            self.vertical.output, self.horizontal.output, self.channels * self.multiplier
        )

    @property
    def shape_line(self) -> str:
        """The shapes of input, filter and output as they are written above a picture.

        Examples
        --------
        >>> ConvSpec(5, 4, 2).shape_line
        '(1, 5, 4, 2) ∗ (3, 3, 2, 1) → (1, 3, 2, 2)'
        """
        return f"{self.input_shape} ∗ {self.filter_shape} → {self.output_shape}"

    def _shape(self, height: int, width: int, channels: int) -> tuple[int, int, int, int]:
        if self.data_format == "NHWC":
            return self.batch, height, width, channels
        return self.batch, channels, height, width

    def channels_last(self, images: Array) -> Array:
        """Return a view of images in `data_format`, with the axes (batch, H, W, C).

        Examples
        --------
        >>> import numpy as np
        >>> ConvSpec(4, 5, 2, data_format="NCHW").channels_last(np.ones((1, 2, 4, 5))).shape
        (1, 4, 5, 2)
        """
        return images.transpose(0, 2, 3, 1) if self.data_format == "NCHW" else images

    def in_data_format(self, images: Array) -> Array:
        """Return a view of images with the axes (batch, H, W, C), in `data_format`.

        Examples
        --------
        >>> import numpy as np
        >>> ConvSpec(4, 5, 2, data_format="NCHW").in_data_format(np.ones((1, 4, 5, 2))).shape
        (1, 2, 4, 5)
        """
        return images.transpose(0, 3, 1, 2) if self.data_format == "NCHW" else images

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some parameters changed, checked again.

        Examples
        --------
        >>> ConvSpec(6, 6, 1).replace(stride=2).output_shape
        (1, 2, 2, 1)
        """
        return replace(self, **_own_names(changes))


_takes_other_names(ConvSpec)


def check_spec(value: object) -> ConvSpec:
    """Return `value` if it is a layer, or raise.

    Raises
    ------
    TypeError
        For anything but a `ConvSpec`.

    Examples
    --------
    >>> check_spec((5, 5, 2))
    Traceback (most recent call last):
    TypeError: spec is (5, 5, 2), but must be a ConvSpec. ConvSpec(5, 5, 2) is the simplest: height, width, channels.
    """
    if not isinstance(value, ConvSpec):
        raise TypeError(
            f"spec is {quote(value)}, but must be a ConvSpec. "
            "ConvSpec(5, 5, 2) is the simplest: height, width, channels."
        )
    return value


def check_data_format(value: object) -> DataFormat:
    """Return "NHWC" or "NCHW", or raise a `DwconvError`.

    Examples
    --------
    >>> check_data_format("NCHW")
    'NCHW'
    >>> check_data_format("nchw")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: data_format is 'nchw', but must be "NHWC" or "NCHW".
    """
    if isinstance(value, str):
        # the literals, not `value`, which may be a numpy.str_
        if value == "NHWC":
            return "NHWC"
        if value == "NCHW":
            return "NCHW"
    raise DwconvError("data_format", value, 'must be "NHWC" or "NCHW"')


def check_padding(
    padding: object, data_format: DataFormat = "NHWC"
) -> Literal["VALID", "SAME"] | Pads:
    """Return "VALID", "SAME" or ((top, bottom), (left, right)), or raise.

    TensorFlow writes explicit padding as four pairs in the order of `data_format`,
    with nothing on batch and channels; that form and the plain two pairs are taken.

    Raises
    ------
    DwconvError
        For anything else, and for padding on batch or channels. TensorFlow takes that
        in some modes, and does not pad.

    Examples
    --------
    >>> check_padding([[0, 0], [1, 2], [3, 4], [0, 0]])
    ((1, 2), (3, 4))
    >>> check_padding("same")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: padding is 'same', but must be in capitals. Use "SAME".
    """
    if isinstance(padding, str):
        if padding == "VALID":
            return "VALID"
        if padding == "SAME":
            return "SAME"
        if padding.upper() in ("VALID", "SAME"):
            raise DwconvError(
                "padding", padding, "must be in capitals", f'Use "{padding.upper()}".'
            )
    if isinstance(padding, (bytes, bytearray)):
        raise DwconvError("padding", padding, "must be a str", 'Use "VALID" or "SAME".')
    if not is_list(padding) or len(padding) not in (2, 4):
        raise DwconvError(
            "padding",
            padding,
            'must be "VALID", "SAME" or a list of pairs of ints',
            "Explicit padding is [[0, 0], [top, bottom], [left, right], [0, 0]] in NHWC.",
        )
    for index, sides in enumerate(padding):
        if not is_list(sides) or len(sides) != 2:
            raise DwconvError(
                f"padding[{index}]", sides, "must be a list or tuple of two ints, (before, after)"
            )
    pairs = [pair(f"padding[{index}]", sides, 0) for index, sides in enumerate(padding)]
    if len(pairs) == 2:
        return pairs[0], pairs[1]
    rows, columns = (1, 2) if data_format == "NHWC" else (2, 3)
    for index, sides in enumerate(pairs):
        if index not in (rows, columns) and sides != (0, 0):
            what = "batch" if index == 0 else "channels"
            raise DwconvError(
                f"padding[{index}]",
                sides,
                f"must be (0, 0): the {what} of {data_format} cannot be padded",
            )
    return pairs[rows], pairs[columns]
