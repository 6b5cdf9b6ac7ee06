"""Blocks of layers: the depthwise separable block and the inverted residual, stage by stage."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_shape
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard

Array = npt.NDArray[Any]
StageKind = Literal["depthwise", "pointwise", "ReLU6", "sum"]


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of a block: a convolution, an activation, or the sum with the block's input.

    Attributes
    ----------
    kind : {"depthwise", "pointwise", "ReLU6", "sum"}
    input : ndarray, shape (1, H, W, channels)
        The output of the stage before.
    output : ndarray, shape (1, OH, OW, output channels)
    spec : ConvSpec or None
        Of a convolution.
    filter : ndarray or None
        Its weights: (kh, kw, C, M) if it is depthwise, else (1, 1, C, N).
    """

    kind: StageKind
    input: Array
    output: Array
    spec: ConvSpec | None = None
    filter: Array | None = None


def relu6(values: Array) -> Array:
    """Cut values off at 0 and at 6.

    Examples
    --------
    >>> relu6(np.array([-2.0, 3.0, 9.0]))
    array([0., 3., 6.])
    """
    return np.minimum(np.maximum(values, 0), 6)


def separable_block(
    spec: ConvSpec,
    input: Array,
    depthwise_filter: Array,
    pointwise_filter: Array,
    largest: float = math.inf,
) -> tuple[Stage, ...]:
    """The block of MobileNet: depthwise, ReLU6, pointwise, ReLU6 (Howard et al., 2017, figure 3).

    Parameters
    ----------
    spec : ConvSpec
        Of the depthwise convolution; one image, channels last.
    input : ndarray, shape ``spec.input_shape``
    depthwise_filter : ndarray, shape ``spec.filter_shape``
    pointwise_filter : ndarray, shape (1, 1, C*M, N)
    largest : float, optional
        The weights of each convolution are divided by the least power of two with which none of its
        outputs is larger than this. A network has a normalisation for that.

    Returns
    -------
    tuple of Stage

    Examples
    --------
    >>> ones = np.ones((1, 2, 2, 1))
    >>> stages = separable_block(ConvSpec(2, 2, 1, kernel=2), ones, np.ones((2, 2, 1, 1)), np.full((1, 1, 1, 1), -1.0))
    >>> [(stage.kind, float(stage.output[0, 0, 0, 0])) for stage in stages]
    [('depthwise', 4.0), ('ReLU6', 4.0), ('pointwise', -4.0), ('ReLU6', 0.0)]
    """
    check_shape("input", input, spec.input_shape)
    first = _convolution(spec, input, depthwise_filter, largest)
    second = _activation(first)
    third = _pointwise(second.output, pointwise_filter, largest)
    return first, second, third, _activation(third)


def inverted_residual(
    spec: ConvSpec,
    input: Array,
    expansion_filter: Array,
    depthwise_filter: Array,
    projection_filter: Array,
    largest: float = math.inf,
) -> tuple[Stage, ...]:
    """The block of MobileNetV2 (Sandler et al., 2018, figure 3b and table 1).

    Pointwise to more channels, ReLU6, depthwise, ReLU6, pointwise to few channels without an
    activation; where the result has the shape of the input, the input is added.

    Parameters
    ----------
    spec : ConvSpec
        Of the depthwise convolution, with the channels that the expansion makes.
    input : ndarray, shape (1, H, W, C)
    expansion_filter : ndarray, shape (1, 1, C, spec.channels)
    depthwise_filter : ndarray, shape ``spec.filter_shape``
    projection_filter : ndarray, shape (1, 1, spec.channels * spec.multiplier, N)
    largest : float, optional
        As for `separable_block`.

    Returns
    -------
    tuple of Stage
        Six with the sum, five without.

    Raises
    ------
    DwconvError
        If a shape does not fit.

    Examples
    --------
    >>> image, one = np.full((1, 2, 2, 1), 2.0), np.ones((1, 1, 1, 1))
    >>> stages = inverted_residual(ConvSpec(2, 2, 1, kernel=1), image, one, one, -one)
    >>> [(stage.kind, float(stage.output[0, 0, 0, 0])) for stage in stages][-2:]
    [('pointwise', -2.0), ('sum', 0.0)]
    """
    if input.ndim != 4:
        raise DwconvError(
            "input.shape", input.shape, "must have four sizes: batch, height, width, channels"
        )
    first = _pointwise(input, expansion_filter, largest)
    second = _activation(first)
    third = _convolution(spec, second.output, depthwise_filter, largest)
    fourth = _activation(third)
    fifth = _pointwise(fourth.output, projection_filter, largest)
    stages = first, second, third, fourth, fifth
    if fifth.output.shape != input.shape:
        return stages
    return *stages, Stage("sum", fifth.output, fifth.output + input)


def _activation(before: Stage) -> Stage:
    return Stage("ReLU6", before.output, relu6(before.output))


def _convolution(spec: ConvSpec, input: Array, filter: Array, largest: float) -> Stage:
    made = depthwise(spec, input, filter)
    factor = _factor(made, largest)
    return Stage("depthwise", input, made * factor, spec, filter * factor)


def _pointwise(input: Array, filter: Array, largest: float) -> Stage:
    _, height, width, channels = input.shape
    spec = ConvSpec(height, width, channels, kernel=(1, 1))
    made = standard(spec, input, filter)
    factor = _factor(made, largest)
    return Stage("pointwise", input, made * factor, spec, filter * factor)


def _factor(values: Array, largest: float) -> Any:
    """The largest power of two, at most 1, that brings all values down to `largest`: exact in floats."""
    found = float(np.abs(values).max(initial=0))
    steps = max(math.ceil(math.log2(found / largest)), 0) if found and largest < math.inf else 0
    return values.dtype.type(2.0**-steps)
