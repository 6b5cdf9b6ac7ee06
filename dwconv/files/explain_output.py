"""Compares an output that was computed elsewhere with the layer's, and names the mistake that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import counted, listed
from dwconv.engine.spec import ConvSpec
from dwconv.reference.places_taken import output_at_places, places_of_any_shape
from dwconv.weights import from_tensorflow

Array = npt.NDArray[Any]

_NEAR = 1e-3
"""Two outputs are the same if they differ by at most this share of the largest value: so float16 is enough."""

_MOST_NAMED = 4
"""How many channels a sentence names."""


@dataclass(frozen=True)
class ExplainedOutput:
    """What is known of an output.

    Attributes
    ----------
    agrees : bool
        Whether it is the layer's, in some order of the axes.
    sentence : str
        What it is, or what was done otherwise.
    """

    agrees: bool
    sentence: str


def explain_output(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, theirs: npt.ArrayLike
) -> ExplainedOutput:
    """Compare an output with the layer's, and find the mistake that gives it.

    Parameters
    ----------
    spec : ConvSpec
        One image, channels last.
    input, filter : array_like, shapes ``spec.input_shape`` and ``spec.filter_shape``
    theirs : array_like
        (1, OH, OW, C·M) or (1, C·M, OH, OW), with or without the first axis.

    Returns
    -------
    ExplainedOutput

    Raises
    ------
    DwconvError
        If it has no such number of axes.

    Examples
    --------
    >>> spec, image = ConvSpec(3, 3, 1, kernel=2), np.arange(9.0).reshape(1, 3, 3, 1)
    >>> kernel = np.arange(4.0).reshape(2, 2, 1, 1)
    >>> mine = depthwise(spec, image, kernel)
    >>> explain_output(spec, image, kernel, mine).agrees
    True
    >>> explain_output(spec, image, kernel, depthwise(spec, image, kernel[::-1, ::-1])).sentence
    'Your output is what comes out if the kernels are turned by 180°: TensorFlow does not turn them.'
    """
    readings = list(_readings(np.asarray(theirs, np.float64), spec))
    ours = np.asarray(depthwise(spec, input, filter), np.float64)[0]
    for order, values in readings:
        if _same(values, ours):
            if order == "NHWC":
                return ExplainedOutput(True, "Your output is the layer's.")
            return ExplainedOutput(True, f"Your output is the layer's, in the order {order}.")
    images, kernels = np.asarray(input, np.float64), np.asarray(filter, np.float64)
    shapes = {values.shape for _, values in readings}
    for mistake, values in _mistakes(spec, images, kernels, shapes):
        for order, found in readings:
            if _same(found, values):
                of_order = "" if order == "NHWC" else f" It is in the order {order}."
                return ExplainedOutput(
                    False, f"Your output is what comes out if {mistake}.{of_order}"
                )
    for order, found in readings:
        if found.shape == ours.shape and (said := _by_channel(found, ours)):
            of_order = "" if order == "NHWC" else f" It is in the order {order}."
            return ExplainedOutput(False, f"{said}{of_order}")
    return ExplainedOutput(False, _where_it_differs(readings, ours))


def _readings(theirs: Array, spec: ConvSpec) -> Iterator[tuple[str, Array]]:
    """The ways to read it as (height, width, channels), the likeliest first, each with its order."""
    shape = theirs.shape
    if theirs.ndim == 2:
        theirs = theirs[..., None]
    elif theirs.ndim == 4 and len(theirs) == 1:
        theirs = theirs[0]
    if theirs.ndim != 3:
        most = spec.output_shape
        raise DwconvError(
            "output.shape",
            shape,
            f"must be {most}, or {(most[0], most[3], *most[1:3])} in the order NCHW",
        )
    yield "NHWC", theirs
    if len(shape) != 2:
        yield "NCHW", np.moveaxis(theirs, 0, 2)


def _same(one: Array, other: Array) -> bool:
    if one.shape != other.shape:
        return False
    largest = max(np.abs(one).max(initial=0), np.abs(other).max(initial=0))
    return bool(np.abs(one - other).max(initial=0) <= _NEAR * largest)


def _mistakes(
    spec: ConvSpec, image: Array, filter: Array, shapes: set[tuple[int, ...]]
) -> Iterator[tuple[str, Array]]:
    """What mistakes give that lead to one of these shapes, single ones first.

    Each is the end of "what comes out if ...".
    """
    ours = depthwise(spec, image, filter)[0]
    if taken := places_of_any_shape(spec):
        yield (
            "tf.nn.depthwise_conv2d is called: it computes a stride together with a dilation wrongly",
            np.asarray(output_at_places(taken, image, filter))[0],
        )
    rows, columns, _ = ours.shape
    of_channel = ours.reshape(rows, columns, spec.channels, spec.multiplier)
    yield (
        "the output channels are ordered as q·C + k: TensorFlow orders them as k·M + q",
        of_channel.swapaxes(2, 3).reshape(ours.shape),
    )
    yield "the input channels are added up, as a standard convolution does", of_channel.sum(2)
    operands = [("", image, filter), *_other_operands(image, filter)]
    layers = [("", spec), *_other_layers(spec)]
    both = [
        (layer, operand)
        for layer, operand in product(layers, operands)
        if (layer[0] or operand[0]) and layer[1].output_shape[1:] in shapes
    ]
    both.sort(key=lambda pair: bool(pair[0][0] and pair[1][0]))
    for (layer_mistake, changed), (mistake, x, w) in both:
        mistakes = [each for each in (layer_mistake, mistake) if each]
        yield listed(mistakes), depthwise(changed, x, w)[0]


def _other_operands(image: Array, filter: Array) -> Iterator[tuple[str, Array, Array]]:
    """Inputs and filters as mistakes change them."""
    turned = "the kernels are turned by 180°: TensorFlow does not turn them"
    yield turned, image, filter[::-1, ::-1]
    height, width = filter.shape[:2]
    if height == width:
        swapped = "the kernels' rows and columns are exchanged"
        yield swapped, image, filter.swapaxes(0, 1)
    of_pytorch = from_tensorflow(filter, "PyTorch")
    reshaped = "PyTorch's weights are reshaped, where their axes have to be moved (transpose)"
    yield reshaped, image, of_pytorch.reshape(filter.shape)
    channels_first = np.moveaxis(image, 3, 1)
    reshaped = "an NCHW input is reshaped, where its axes have to be moved (transpose)"
    yield reshaped, channels_first.reshape(image.shape), filter


def _other_layers(spec: ConvSpec) -> Iterator[tuple[str, ConvSpec]]:
    """Layers as mistakes change them, each once."""
    (kh, kw), (dh, dw) = spec.kernel, spec.dilation
    half = (kh - 1) * dh // 2, (kw - 1) * dw // 2
    (top, bottom), (left, right) = spec.pads
    changes: list[tuple[str, dict[str, Any]]] = [
        ("the padding is SAME", {"padding": "SAME"}),
        ("the padding is VALID", {"padding": "VALID"}),
        (
            f"half a kernel is padded on every side, as padding={half[0] if half[0] == half[1] else half} of PyTorch does",
            {"padding": ((half[0], half[0]), (half[1], half[1]))},
        ),
        (
            "the odd row or column of the padding is put before the input"
            if spec.padding == "SAME"
            else "the two sides of the padding are swapped",
            {"padding": ((bottom, top), (right, left))},
        ),
        ("the stride is 1", {"stride": (1, 1), "padding": spec.pads}),
        ("the strides are swapped", {"stride": spec.stride[::-1], "padding": spec.pads}),
        ("the dilation is 1", {"dilation": (1, 1)}),
        ("the dilation is 1, with the same padding", {"dilation": (1, 1), "padding": spec.pads}),
        ("the dilations are swapped", {"dilation": spec.dilation[::-1]}),
    ]
    seen = [(spec.pads, spec.stride, spec.dilation)]
    for mistake, change in changes:
        changed = spec.replace(**change)
        layer = changed.pads, changed.stride, changed.dilation
        if layer not in seen and min(changed.output_shape) > 0:
            seen.append(layer)
            yield mistake, changed


def _by_channel(theirs: Array, ours: Array) -> str:
    """What was done to the right output afterwards; "" if that is not it."""
    for name, values in (("ReLU", np.maximum(ours, 0)), ("ReLU6", np.clip(ours, 0, 6))):
        if _same(theirs, values):
            return f"Your output is the layer's after {name}."
    largest = np.abs(ours).max(initial=0)
    moved = (theirs - ours).reshape(-1, ours.shape[-1])
    # of a single value any other one differs by a number, and is a multiple
    if len(moved) > 1 and np.ptp(moved, axis=0).max(initial=0) <= _NEAR * largest:
        biases = moved.mean(0)
        named = [
            f"{_written(bias)} in channel {at}"
            for at, bias in enumerate(biases)
            if abs(bias) > _NEAR * largest
        ]
        return f"Your output differs by one number in a channel, as a bias does: {_few(named)}."
    factor = float((theirs * ours).sum() / max((ours * ours).sum(), 1e-30))
    if factor and ours.size > 1 and _same(theirs, factor * ours):
        return f"Your output is {_written(factor)} times the layer's."
    channels = range(ours.shape[-1])
    found = [
        next((k for k in channels if _same(theirs[..., n], ours[..., k])), -1) for n in channels
    ]
    if sorted(found) == list(channels):
        moved_to = [f"{n} is the layer's {k}" for n, k in enumerate(found) if n != k]
        return f"Your output has its channels in another order: your channel {_few(moved_to)}."
    right = [n for n in channels if found[n] == n]
    wrong = [n for n in channels if n not in right]
    unequal = np.abs(theirs - ours) > _NEAR * largest
    # a wrong weight changes most values of its channel
    if right and all(unequal[..., n].mean() > 0.5 for n in wrong):
        names = _few([str(n) for n in wrong])
        return counted(
            len(wrong),
            f"Your output differs in channel {names} alone: look at the weights there.",
            f"Your output differs in channels {names} alone: look at the weights there.",
        )
    return ""


def _few(parts: list[str]) -> str:
    """The first of them as a sentence has them."""
    return listed(parts if len(parts) <= _MOST_NAMED else [*parts[:_MOST_NAMED], "so on"])


def _written(value: float) -> str:
    return f"{value:.6g}".replace("-", "\u2212")


def _where_it_differs(readings: list[tuple[str, Array]], ours: Array) -> str:
    """How much differs, and where first; or which shape is expected."""
    fitting = [values for _, values in readings if values.shape == ours.shape]
    if not fitting:
        for _, values in readings:
            if values.shape[:2] == ours.shape[:2]:
                of_theirs = counted(values.shape[2], "{n} channel", "{n} channels")
                return (
                    f"Your output has {of_theirs} and this layer's has {ours.shape[2]:,}: compute it of the "
                    "channels that are on screen."
                )
        given = readings[0][1].shape
        return (
            f"Your output has the shape {given} and this layer's is {ours.shape} (height, width, channels), "
            "and the lab does not recognise the mistake. Look at stride, padding and dilation."
        )
    theirs = fitting[0]
    unequal = np.abs(theirs - ours) > _NEAR * np.abs(ours).max(initial=0)
    row, column, channel = (int(axis[0]) for axis in np.nonzero(unequal))
    inner = unequal[1:-1, 1:-1]
    where = (
        " Only values at the border differ: look at the padding."
        if inner.size and not inner.any()
        else ""
    )
    count = int(unequal.sum())
    place = f"row {row}, column {column}, channel {channel}"
    of_theirs = _written(theirs[row, column, channel])
    of_ours = _written(ours[row, column, channel])
    said = counted(
        count,
        f"Only one of {ours.size:,} values differs, in {place}. There yours is {of_theirs} and the layer's is {of_ours}.",
        f"{{n}} of {ours.size:,} values differ, first in {place}. There yours is {of_theirs} and the layer's is {of_ours}.",
    )
    return f"{said}{where} The lab does not recognise the mistake."
