"""The layouts: in which order each framework keeps the axes of depthwise weights.

A layout names what each of its four axes counts, in the letters H and W (rows and columns of a
kernel), C (input channels) and M (filters of each channel). "CM" is one axis for both: index
k*M + q is filter q of channel k, in every framework here. "1" is an axis of length one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError, quote

Array = npt.NDArray[Any]

_NAMES = {"H": "kernel height", "W": "kernel width", "C": "C", "M": "M", "CM": "C·M", "1": "1"}


@dataclass(frozen=True)
class Layout:
    """The order in which a framework keeps the axes of depthwise weights.

    Attributes
    ----------
    name : str
        The framework.
    axes : tuple of str
        What each axis counts.
    where : str
        The function or layer that takes weights of this shape (Markdown: names in code).
    """

    name: str
    axes: tuple[str, str, str, str]
    where: str

    @property
    def letters(self) -> str:
        """The four counts behind the axes, in their order: "HWCM" and so on."""
        return "".join(self.axes).replace("1", "")

    @property
    def axes_in_words(self) -> str:
        """The axes as a sentence names them.

        Examples
        --------
        >>> find_layout("TFLite").axes_in_words
        '(1, kernel height, kernel width, C·M)'
        """
        return f"({', '.join(_NAMES[axis] for axis in self.axes)})"

    def shape(self, height: int, width: int, channels: int, multiplier: int) -> tuple[int, ...]:
        """The shape of an array in this layout.

        Examples
        --------
        >>> find_layout("PyTorch").shape(3, 2, channels=3, multiplier=2)
        (6, 1, 3, 2)
        """
        sizes = {"H": height, "W": width, "C": channels, "M": multiplier}
        return tuple(
            math.prod(sizes[letter] for letter in axis if letter != "1") for axis in self.axes
        )

    def index(self, i: int, j: int, k: int, q: int, multiplier: int) -> tuple[int, ...]:
        """Where the weight of row i, column j, channel k and filter q stands.

        Examples
        --------
        >>> find_layout("PyTorch").index(2, 1, 0, 1, multiplier=2)
        (1, 0, 2, 1)
        """
        at = {"H": i, "W": j, "C": k, "M": q, "CM": k * multiplier + q, "1": 0}
        return tuple(at[axis] for axis in self.axes)

    def sizes(self, shape: tuple[int, ...], channels: int | None = None) -> tuple[int, ...]:
        """Return (kernel height, kernel width, C, M) of an array in this layout.

        Parameters
        ----------
        shape : tuple of int
        channels : int, optional
            C. Needed where one axis is C·M; elsewhere it is checked.

        Raises
        ------
        DwconvError
            If no weights in this layout have this shape.

        Examples
        --------
        >>> find_layout("PyTorch").sizes((6, 1, 3, 2), channels=3)
        (3, 2, 3, 2)
        """
        if len(shape) != 4 or min(shape) < 1:
            raise DwconvError(
                "weights.shape", shape, f"must be four sizes of at least 1, {self.axes_in_words}"
            )
        found = dict(zip(self.axes, shape, strict=True))
        if found.get("1", 1) != 1:
            raise DwconvError(
                "weights.shape",
                shape,
                f"must have 1 as its axis {self.axes.index('1')}: {self.name} keeps "
                f"{self.axes_in_words}",
            )
        if "CM" not in found:
            if channels not in (None, found["C"]):
                raise DwconvError(
                    "channels",
                    channels,
                    f"must be {found['C']}, the axis {self.axes.index('C')} of the weights",
                )
            return found["H"], found["W"], found["C"], found["M"]
        if channels is None:
            raise DwconvError(
                "channels",
                channels,
                f"must be given: {self.name} keeps C and M together as one axis of {found['CM']}",
            )
        if isinstance(channels, bool) or not isinstance(channels, int | np.integer):
            raise DwconvError("channels", channels, "must be a whole number")
        if channels < 1 or found["CM"] % channels:
            raise DwconvError(
                "channels", channels, f"must be at least 1 and divide C·M, which is {found['CM']}"
            )
        return found["H"], found["W"], int(channels), found["CM"] // int(channels)


LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("TensorFlow", ("H", "W", "C", "M"), "`tf.nn.depthwise_conv2d(input, filter, ...)`"),
        Layout(
            "Keras", ("H", "W", "C", "M"), "`keras.layers.DepthwiseConv2D`, its variable `kernel`"
        ),
        Layout("PyTorch", ("CM", "1", "H", "W"), "`torch.nn.Conv2d(..., groups=C).weight`"),
        Layout("ONNX", ("CM", "1", "H", "W"), "the input `W` of `Conv` with `group` = C"),
        Layout("TFLite", ("1", "H", "W", "CM"), "the weights of `DEPTHWISE_CONV_2D`"),
        Layout(
            "JAX",
            ("H", "W", "1", "CM"),
            "`jax.lax.conv_general_dilated` in `NHWC` and `HWIO` with `feature_group_count=C`",
        ),
    )
}
"""All layouts by the names of their frameworks."""


def find_layout(name: str) -> Layout:
    """Return a framework's layout.

    Raises
    ------
    DwconvError
        If it is not one of `LAYOUTS`.

    Examples
    --------
    >>> find_layout("JAX").axes
    ('H', 'W', '1', 'CM')
    """
    if isinstance(name, str):
        for layout in LAYOUTS.values():
            if layout.name.lower() == name.lower():
                return layout
    raise DwconvError("layout", name, f"must be one of {', '.join(LAYOUTS)}")


def convert(
    weights: npt.ArrayLike, source: str, target: str, *, channels: int | None = None
) -> Array:
    """Put depthwise weights of one framework in the order of another.

    Parameters
    ----------
    weights : array_like of four axes
    source, target : str
        Names of `LAYOUTS`.
    channels : int, optional
        Input channels C, needed where `source` has one axis for C·M.

    Returns
    -------
    ndarray
        The same values, bit for bit, of the same dtype, in an array of its own.

    Raises
    ------
    DwconvError
        If a name is unknown or the shape does not fit `source`.

    Examples
    --------
    >>> weights = np.arange(4).reshape(2, 1, 1, 2)  # 2x1 kernels, one channel, two filters
    >>> convert(weights, "TensorFlow", "PyTorch").reshape(2, 2).tolist()
    [[0, 2], [1, 3]]
    """
    array = np.asarray(weights)
    before, after = find_layout(source), find_layout(target)
    sizes = dict(zip("HWCM", before.sizes(array.shape, channels), strict=True))
    spread = array.reshape([sizes[letter] for letter in before.letters])
    moved = spread.transpose([before.letters.index(letter) for letter in after.letters])
    return moved.reshape(after.shape(*sizes.values())).copy()


def to_tensorflow(weights: npt.ArrayLike, source: str, *, channels: int | None = None) -> Array:
    """Return weights of another framework as the filter of `tf.nn.depthwise_conv2d`.

    Examples
    --------
    >>> to_tensorflow(np.ones((1, 3, 2, 6)), "TFLite", channels=3).shape
    (3, 2, 3, 2)
    """
    return convert(weights, source, "TensorFlow", channels=channels)


def from_tensorflow(filter: npt.ArrayLike, target: str) -> Array:
    """Return the filter of `tf.nn.depthwise_conv2d` as another framework keeps it.

    Examples
    --------
    >>> from_tensorflow(np.ones((3, 2, 3, 2)), "ONNX").shape
    (6, 1, 3, 2)
    """
    return convert(filter, "TensorFlow", target)


def possible_layouts(shape: tuple[int, ...], channels: int) -> list[Layout]:
    """Return the layouts in which an array of this shape can be weights for so many channels.

    Of frameworks that keep the same order only the first is named.

    Examples
    --------
    >>> [layout.name for layout in possible_layouts((3, 1, 3, 3), 3)]
    ['TensorFlow', 'PyTorch']
    >>> [layout.name for layout in possible_layouts((3, 3, 1, 6), 3)]
    ['JAX']
    """
    found: dict[tuple[str, ...], Layout] = {}
    for layout in LAYOUTS.values():
        try:
            layout.sizes(shape, channels)
        except DwconvError:
            continue
        found.setdefault(layout.axes, layout)
    return list(found.values())


def describe(layout: Layout, shape: tuple[int, ...], channels: int) -> str:
    """Say what an array of this shape holds if it is in this layout.

    Examples
    --------
    >>> describe(find_layout("PyTorch"), (6, 1, 3, 2), 3)
    '(6, 1, 3, 2) as (C·M, 1, kernel height, kernel width): 3×2 kernels, C = 3, M = 2'
    """
    height, width, count, multiplier = layout.sizes(shape, channels)
    return (
        f"{quote(tuple(shape))} as {layout.axes_in_words}: {height}×{width} kernels, "
        f"C = {count}, M = {multiplier}"
    )
