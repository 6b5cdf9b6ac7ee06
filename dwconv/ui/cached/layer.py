"""The lab's layer: its payload, its outputs in float32 and int8, and TensorFlow's verdict on them."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.depthwise import depthwise
from dwconv.engine.quantized import QuantizedLayer, quantize_layer, quantized_depthwise
from dwconv.engine.sample_values import COLOURS, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard
from dwconv.player.payload import pack
from dwconv.reference.check import check, check_standard
from dwconv.reference.check_int8 import Int8Comparison, check_int8
from dwconv.reference.verdict import Verdict
from dwconv.ui.cached.bounded_cache import RESULTS
from dwconv.ui.cached.kept_answers import KeptAnswers
from dwconv.ui.file_channels import mostly_equal, names_of_lanes
from dwconv.ui.parameters.table import TYPED, Array
from dwconv.ui.session import Lab

Integers = npt.NDArray[np.int8]

Key = tuple[ConvSpec, bytes, bytes]
"""A layer with the bytes of its input and of its filter, which can be compared and hashed."""


def payload(lab: Lab) -> bytes:
    """The player's numbers."""
    return _packed(names_of(lab), *key_of(lab))


def names_of(lab: Lab) -> tuple[str, ...]:
    """The names of lanes that are more than a number: a photograph's colours, or the channels of a file.

    The lab's own colours are others: channel 0 of a photograph is red, drawn in blue. A photograph
    with an edited value still is one.

    Examples
    --------
    >>> names_of(Lab(ConvSpec(2, 2, 2, kernel=(1, 1)), None, None, {"input": "photo"}))
    ('channel 0: red', 'channel 1: green')
    """
    spec, source = lab.spec, lab.values["input"]
    if source == TYPED:
        photo = make_input("photo", spec.height, spec.width, spec.channels)
        source = "photo" if mostly_equal(photo, lab.input[0]) else source
    if source != "photo":
        return names_of_lanes(lab)
    return tuple(f"channel {k}: {COLOURS[k % len(COLOURS)]}" for k in range(spec.channels))


def output(lab: Lab) -> Array:
    """The output as the player shows it, in the shape ``lab.spec.output_shape``."""
    return _output(*key_of(lab))


def standard_output(lab: Lab) -> Array:
    """The output of a standard convolution with the same two arrays."""
    return _standard(*key_of(lab))


def verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on exactly the output that the player shows."""
    return _verdict(*key_of(lab))


def standard_verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on a standard convolution with the same two arrays."""
    return _standard_verdict(*key_of(lab))


def confirmed(spec: ConvSpec, input: Array, filter: Array, output: Array) -> Future[Verdict]:
    """The word of `tf.nn.conv2d` on an output, with these filters, grouped or not."""
    return _confirmed(spec, input.tobytes(), filter.shape, filter.tobytes(), output.tobytes())


def int8_layer(lab: Lab, *, shared: bool) -> tuple[QuantizedLayer, Integers, Integers]:
    """The lab's layer in TFLite's integers: its scales, its int8 input and its int8 output."""
    return _int8_layer(shared, *key_of(lab))


def int8_comparison(lab: Lab, *, shared: bool) -> Future[Int8Comparison]:
    """TensorFlow Lite's word on exactly these integers."""
    return _int8_comparison(shared, *key_of(lab))


def key_of(lab: Lab) -> Key:
    """Return what results of the lab's layer are kept under."""
    return lab.spec, lab.input.tobytes(), lab.filter.tobytes()


def arrays_of(spec: ConvSpec, input: bytes, filter: bytes) -> tuple[Array, Array]:
    """Return the input and the filter of a key."""
    return (
        np.frombuffer(input, np.float32).reshape(spec.input_shape),
        np.frombuffer(filter, np.float32).reshape(spec.filter_shape),
    )


@RESULTS.results_of
def _packed(names: tuple[str, ...], *key: Any) -> bytes:
    return pack(key[0], *arrays_of(*key), names=names)


@RESULTS.results_of
def _output(*key: Any) -> Array:
    return depthwise(key[0], *arrays_of(*key))  # to the bit what the player shows


@KeptAnswers
def _verdict(*key: Any) -> Future[Verdict]:
    return check(key[0], *arrays_of(*key), _output(*key))


@RESULTS.results_of
def _int8_layer(shared: bool, *key: Any) -> tuple[QuantizedLayer, Integers, Integers]:
    image, filter = arrays_of(*key)
    layer = quantize_layer(key[0], image, filter, shared=shared, output=_output(*key))
    numbers = layer.input.quantize(image)
    return layer, numbers, quantized_depthwise(layer, numbers)


@KeptAnswers
def _int8_comparison(shared: bool, *key: Any) -> Future[Int8Comparison]:
    return check_int8(*_int8_layer(shared, *key))


@RESULTS.results_of
def _standard(*key: Any) -> Array:
    return standard(key[0], *arrays_of(*key))


@KeptAnswers
def _standard_verdict(*key: Any) -> Future[Verdict]:
    return check_standard(key[0], *arrays_of(*key), _standard(*key))


@KeptAnswers
def _confirmed(
    spec: ConvSpec, input: bytes, shape: tuple[int, ...], filter: bytes, output: bytes
) -> Future[Verdict]:
    output_shape = (1, spec.vertical.output, spec.horizontal.output, shape[3])
    return check_standard(
        spec,
        np.frombuffer(input, np.float32).reshape(spec.input_shape),
        np.frombuffer(filter, np.float32).reshape(shape),
        np.frombuffer(output, np.float32).reshape(output_shape),
    )
