"""A depthwise layer in int8, as TFLite's reference kernel computes it, integer by integer.

A real number r is stored as the int8 number q with ``r = scale * (q - zero point)``. The input and the
output have one scale and one zero point each. The weights have a scale for each filter, which is each
output channel k*M + q, and the zero point 0. So

    accumulator = sum over the taps of (input - input zero point) * weight        (int32)
    output      = accumulator * (input scale * filter scale / output scale) + output zero point

where the factor is a whole number of 31 bits and a shift, and the result is limited to -128 ... 127.
The rules are those of TensorFlow Lite's specification of 8-bit quantization
(https://ai.google.dev/edge/litert/models/quantization_spec); the way of rounding is that of gemmlowp.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_operands
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]

LEAST_INT8, MOST_INT8 = -128, 127
_MOST_WEIGHT = 127  # -128 is not used for weights
_INT32 = np.iinfo(np.int32)


@dataclass(frozen=True)
class Quantization:
    """How int8 numbers stand for real ones: ``real = scale * (number - zero_point)``."""

    scale: float
    zero_point: int

    def quantize(self, real: npt.ArrayLike) -> Array:
        """Return the nearest int8 numbers, limited to -128 ... 127.

        Examples
        --------
        >>> Quantization(0.5, 3).quantize([0.0, 1.0, 100.0]).tolist()
        [3, 5, 127]
        """
        numbers = np.rint(np.asarray(real, np.float64) / self.scale) + self.zero_point
        limited: Array = np.clip(numbers, LEAST_INT8, MOST_INT8).astype(np.int8)
        return limited

    def real(self, numbers: npt.ArrayLike) -> Array:
        """Return the real numbers that int8 numbers stand for.

        Examples
        --------
        >>> Quantization(0.5, 3).real([3, 5]).tolist()
        [0.0, 1.0]
        """
        differences: Array = np.asarray(numbers, np.float64) - self.zero_point
        return differences * self.scale


@dataclass(frozen=True)
class FixedPointFactor:
    """A positive factor as integers: ``factor = number * 2**shift / 2**31``.

    Attributes
    ----------
    number : int
        From 2**30 to 2**31 - 1; 0 for a factor that is too small for any number.
    shift : int
        By how many bits a number is shifted: to the left if it is positive, to the right if it is
        negative.
    """

    number: int
    shift: int

    @property
    def value(self) -> float:
        """The factor that the integers stand for."""
        return math.ldexp(self.number, self.shift - 31)


def fixed_point_factor(factor: float) -> FixedPointFactor:
    """Write a positive factor as a whole number and a shift.

    Examples
    --------
    >>> fixed_point_factor(0.25)
    FixedPointFactor(number=1073741824, shift=-1)
    >>> fixed_point_factor(0.3).value == 0.3, abs(fixed_point_factor(0.3).value - 0.3) < 2**-32
    (False, True)
    """
    if not 0 < factor < math.inf:
        raise DwconvError("factor", factor, "must be a positive number")
    fraction, shift = math.frexp(factor)
    number = round(fraction * 2**31)
    if number == 2**31:
        number, shift = 2**30, shift + 1
    return FixedPointFactor(number, shift) if shift >= -31 else FixedPointFactor(0, 0)


def quantization_for(values: npt.ArrayLike) -> Quantization:
    """Choose scale and zero point for an input or output with these values.

    The range from the least to the largest value, with 0 in it, is spread over all 256 numbers;
    0 itself is one of them, so that padding is exact.

    Examples
    --------
    >>> quantization_for([0.0, 255.0]), quantization_for([-1.0, 1.0]).zero_point
    (Quantization(scale=1.0, zero_point=-128), 0)
    """
    array = np.asarray(values, np.float64)
    low, high = min(float(array.min(initial=0)), 0.0), max(float(array.max(initial=0)), 0.0)
    scale = (high - low) / (MOST_INT8 - LEAST_INT8) or 1.0
    zero_point = round(LEAST_INT8 - low / scale)
    in_files = float(np.float32(scale)) or 1.0  # TFLite's files hold scales in float32
    return Quantization(in_files, min(max(zero_point, LEAST_INT8), MOST_INT8))


def quantize_filter(filter: npt.ArrayLike, *, shared: bool = False) -> tuple[Array, Array]:
    """Store weights as int8, each filter with a scale of its own.

    Parameters
    ----------
    filter : array_like, shape (kernel height, kernel width, C, M)
    shared : bool, optional
        Whether all filters have the largest of these scales: to see what is lost by it.

    Returns
    -------
    numbers : ndarray of int8, shape of `filter`
        From -127 to 127.
    scales : ndarray of float32, shape (C, M)

    Examples
    --------
    >>> numbers, scales = quantize_filter(np.array([1.0, -2.0, 127.0, 64.0]).reshape(2, 1, 1, 2))
    >>> numbers.ravel().tolist(), scales.shape
    ([1, -4, 127, 127], (1, 2))
    """
    weights = np.asarray(filter, np.float64)
    scales = np.abs(weights).max(axis=(0, 1)) / _MOST_WEIGHT
    if shared:
        scales[:] = scales.max(initial=0)
    scales[scales == 0] = 1.0
    scales = scales.astype(np.float32)
    numbers = np.clip(np.rint(weights / scales), -_MOST_WEIGHT, _MOST_WEIGHT)
    return numbers.astype(np.int8), scales


@dataclass(frozen=True, eq=False)
class QuantizedLayer:
    """A depthwise layer whose weights are int8.

    Attributes
    ----------
    spec : ConvSpec
    filter : ndarray of int8, shape ``spec.filter_shape``
    filter_scales : ndarray, shape (C, M)
    input, output : Quantization
    bias : ndarray of int32, shape (C * M,), optional
        In steps of input scale * filter scale.
    """

    spec: ConvSpec
    filter: Array
    filter_scales: Array
    input: Quantization
    output: Quantization
    bias: Array | None = None

    def factor(self, channel: int, filter: int) -> FixedPointFactor:
        """The factor from accumulators of a filter to numbers of the output."""
        scale = float(self.filter_scales[channel, filter])
        return fixed_point_factor(self.input.scale * scale / self.output.scale)


def quantize_layer(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    shared: bool = False,
    output: npt.ArrayLike | None = None,
) -> QuantizedLayer:
    """Quantize a layer for an input: its range and that of the float output decide the scales.

    Parameters
    ----------
    spec : ConvSpec
    input, filter : array_like
        As for `dwconv.engine.depthwise.depthwise`.
    shared : bool, optional
        Whether all filters have one scale.
    output : array_like, shape ``spec.output_shape``, optional
        The float output, where it is known; it is computed otherwise.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or the layer is not NHWC.

    Examples
    --------
    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    >>> image = np.arange(1.0, 10).reshape(1, 3, 3, 1)
    >>> layer = quantize_layer(spec, image, np.array([1.0, 2, 3, 4]).reshape(2, 1, 1, 2))
    >>> layer.filter.ravel().tolist(), layer.input.zero_point
    ([42, 64, 127, 127], -128)
    """
    if spec.data_format != "NHWC":
        raise DwconvError("data_format", spec.data_format, "must be NHWC, as in TFLite")
    image, weights = check_operands(spec, input, filter)
    numbers, scales = quantize_filter(weights, shared=shared)
    floats = depthwise(spec, image, weights) if output is None else output
    return QuantizedLayer(spec, numbers, scales, quantization_for(image), quantization_for(floats))


def accumulate(layer: QuantizedLayer, numbers: npt.ArrayLike) -> Array:
    """Return the int32 accumulators of all outputs.

    Parameters
    ----------
    layer : QuantizedLayer
    numbers : array_like of int8, shape ``layer.spec.input_shape``

    Returns
    -------
    ndarray of int64, shape ``layer.spec.output_shape``

    Raises
    ------
    DwconvError
        If one of them leaves int32.

    Examples
    --------
    >>> spec, kernel = ConvSpec(2, 1, 1, kernel=(2, 1)), np.array([1, 2]).reshape(2, 1, 1, 1)
    >>> layer = QuantizedLayer(
    ...     spec, kernel, np.ones((1, 1)), Quantization(1, -3), Quantization(1, 0)
    ... )
    >>> accumulate(layer, np.array([5, 7]).reshape(1, 2, 1, 1)).ravel().tolist()  # 8·1 + 10·2
    [28]
    """
    # Padding is the zero point, which is 0 once it is subtracted: the engine's zeros.
    difference = np.asarray(numbers, np.int64) - layer.input.zero_point
    sums = depthwise(layer.spec, difference, layer.filter.astype(np.int64))
    if layer.bias is not None:
        sums = sums + layer.bias
    if sums.size and not _INT32.min <= sums.min() <= sums.max() <= _INT32.max:
        raise DwconvError("an accumulator", int(np.abs(sums).max()), "must fit into int32")
    return sums


def multiply_by_number(accumulator: npt.ArrayLike, factor: FixedPointFactor) -> Array:
    """Shift to the left, multiply by ``factor.number``, and divide by 2**31, rounded to the nearest.

    Halves are rounded up. A shift to the right is not made here.

    Parameters
    ----------
    accumulator : array_like of integers, any shape
    factor : FixedPointFactor

    Returns
    -------
    ndarray of int64, shape of `accumulator`

    Raises
    ------
    DwconvError
        If a number leaves int32 when it is shifted to the left.

    Examples
    --------
    >>> multiply_by_number([100, -100, 3], FixedPointFactor(2**30, 0)).tolist()
    [50, -50, 2]
    """
    left = np.asarray(accumulator, np.int64) << max(factor.shift, 0)
    if left.size and not _INT32.min <= left.min() <= left.max() <= _INT32.max:
        raise DwconvError("a shifted accumulator", int(np.abs(left).max()), "must fit into int32")
    product = left * factor.number
    nudged = product + np.where(product >= 0, 2**30, 1 - 2**30)
    upper: Array = np.sign(nudged) * (np.abs(nudged) >> 31)  # C++ divides towards 0
    return upper


def shift_right(numbers: npt.ArrayLike, places: int) -> Array:
    """Divide by 2**places; halves are rounded away from 0.

    Examples
    --------
    >>> shift_right([5, 6, -6, -5], 2).tolist()
    [1, 2, -2, -1]
    """
    array = np.asarray(numbers, np.int64)
    rest = array & ((1 << places) - 1)
    threshold = (((1 << places) - 1) >> 1) + (array < 0)
    rounded: Array = (array >> places) + (rest > threshold)
    return rounded


def requantize(accumulators: npt.ArrayLike, factor: FixedPointFactor, zero_point: int) -> Array:
    """Turn accumulators of one filter into int8 numbers of the output.

    They are multiplied by the factor, the output's zero point is added, and the sums are limited to
    -128 ... 127.

    Parameters
    ----------
    accumulators : array_like of int32, any shape
    factor : FixedPointFactor
        The factor, as from `QuantizedLayer.factor`.
    zero_point : int
        Of the output.

    Returns
    -------
    ndarray of int8, shape of `accumulators`

    Examples
    --------
    >>> requantize([1000, -1000, 10**6], fixed_point_factor(0.05), 10).tolist()
    [60, -40, 127]
    """
    scaled = shift_right(multiply_by_number(accumulators, factor), max(-factor.shift, 0))
    limited: Array = np.clip(scaled + zero_point, LEAST_INT8, MOST_INT8).astype(np.int8)
    return limited


def quantized_depthwise(layer: QuantizedLayer, numbers: npt.ArrayLike) -> Array:
    """Compute a layer in integers, as TFLite's reference kernel does.

    Parameters
    ----------
    layer : QuantizedLayer
    numbers : array_like of int8, shape ``layer.spec.input_shape``

    Returns
    -------
    ndarray of int8, shape ``layer.spec.output_shape``

    Examples
    --------
    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    >>> image = np.arange(1.0, 10).reshape(1, 3, 3, 1)
    >>> layer = quantize_layer(spec, image, np.array([1.0, 2, 3, 4]).reshape(2, 1, 1, 2))
    >>> found = quantized_depthwise(layer, layer.input.quantize(image))
    >>> layer.output.real(found)[0, 0, 0].round(1).tolist()  # in floats: 13 and 18
    [13.0, 17.9]
    """
    sums = accumulate(layer, numbers)
    found = np.empty(sums.shape, np.int8)
    multiplier = layer.spec.multiplier
    for k, q in np.ndindex(layer.spec.channels, multiplier):
        at = k * multiplier + q
        found[..., at] = requantize(sums[..., at], layer.factor(k, q), layer.output.zero_point)
    return found


@dataclass(frozen=True)
class ChannelLoss:
    """What one output channel loses in int8.

    Attributes
    ----------
    low, high : float
        Its least and largest value in floats.
    first, last : int
        Its least and largest integer.
    error : float
        Its largest error.
    """

    low: float
    high: float
    first: int
    last: int
    error: float

    @property
    def integers(self) -> int:
        """How many of the int8 numbers it reaches over."""
        return self.last - self.first + 1

    @property
    def share(self) -> float | None:
        """Its largest error as a share of its range; None where all its values are equal."""
        return self.error / (self.high - self.low) if self.high > self.low else None


def losses_of_channels(
    layer: QuantizedLayer, found: npt.ArrayLike, exact: npt.ArrayLike
) -> list[ChannelLoss]:
    """Return what each output channel loses: all share one scale, however small their own range is.

    Parameters
    ----------
    layer : QuantizedLayer
    found : array_like of int8, shape ``layer.spec.output_shape``
    exact : array_like, the same shape
        The output in floats.

    Examples
    --------
    >>> layer = QuantizedLayer(
    ...     ConvSpec(1, 2, 2, kernel=1), np.ones(1), np.ones(1), Quantization(1, 0), Quantization(1, 0)
    ... )
    >>> wide, narrow = losses_of_channels(layer, [[100, 0], [-20, 1]], [[100, 0.25], [-20, 0.75]])
    >>> wide.integers, wide.share, narrow.integers, narrow.share
    (121, 0.0, 2, 0.5)
    """
    numbers, floats = (np.asarray(each) for each in (found, exact))
    channels = numbers.shape[-1]
    planes = zip(
        floats.reshape(-1, channels).T.astype(np.float64),
        numbers.reshape(-1, channels).T,
        strict=True,
    )
    return [
        ChannelLoss(
            float(real.min()),
            float(real.max()),
            int(stored.min()),
            int(stored.max()),
            float(np.abs(layer.output.real(stored) - real).max()),
        )
        for real, stored in planes
    ]
