"""Results that are computed once and shared by all visitors who look at the same numbers."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from dwconv.engine.blocks import Stage, inverted_residual, separable_block
from dwconv.engine.depthwise import depthwise
from dwconv.engine.gradient_layers import (
    GradientLayer,
    filter_gradient_layer,
    input_gradient_layer,
    layer_of_one_filter,
    layer_of_the_sum,
)
from dwconv.engine.quantized import QuantizedLayer, quantize_layer, quantized_depthwise
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard
from dwconv.player.blocks import LARGEST, pack_blocks
from dwconv.player.captions import Captions
from dwconv.player.comparison import (
    Track,
    beside_standard,
    more_macs,
    of_standard,
    pack_comparison,
    separable,
)
from dwconv.player.payload import pack
from dwconv.reference import known_faults
from dwconv.reference.ask_tensorflow import Run, run
from dwconv.reference.calls import Call
from dwconv.reference.check import check, check_gradients, check_standard
from dwconv.reference.check_int8 import Int8Comparison, check_int8
from dwconv.reference.fault_survey import Survey, survey
from dwconv.reference.gradient_descent import check_descent
from dwconv.reference.profile import count_flops
from dwconv.reference.run_fault_case import Outcome, run_case
from dwconv.reference.timing import Measurement, measure
from dwconv.reference.verdict import Verdict
from dwconv.reference.worker_errors import WorkerBusy, WorkerHung
from dwconv.teaching.claims import Answer, find_claim, tensorflow_answers
from dwconv.teaching.gradient_descent import SPEC, Descent, Task, descend, make_task
from dwconv.ui.bounded_cache import ResultCache, size_in_bytes
from dwconv.ui.components.gradient_descent import pack as pack_descent
from dwconv.ui.parameters.table import TYPED, Array, number_of
from dwconv.ui.session import Lab

T = TypeVar("T")
_Integers = npt.NDArray[np.int8]


# Of all payloads and outputs, the largest of which is a megabyte or two.
_RESULTS = ResultCache(most_bytes=16_000_000)

_MOST_ANSWERS = 32  # of TensorFlow, of each kind
_MOST_BYTES = 10_000_000
_RETRY_SECONDS = 10.0  # after a failure the same question is asked again


class _Answers(Generic[T]):
    """What TensorFlow was asked lately, and its answers, for all visitors.

    A question during which its process hung is asked once more by the page that waits for it: the
    hang may have been the machine's, and the next process answers.
    """

    def __init__(self, ask: Callable[..., Future[T]]) -> None:
        self._ask = ask
        self._lock = threading.RLock()  # an answer may be there as soon as it is asked for
        self._kept: OrderedDict[tuple[Any, ...], Future[T]] = OrderedDict()
        self._failed: dict[tuple[Any, ...], float] = {}
        self._sizes: dict[tuple[Any, ...], int] = {}  # of those that are answered
        self._hung: dict[tuple[Any, ...], int] = {}  # how often, one time after the other

    def __call__(self, *question: Any) -> Future[T]:
        with self._lock:
            since = time.monotonic() - self._failed.get(question, math.inf)
            if since > _RETRY_SECONDS or (since >= 0 and self._hung.get(question) == 1):
                del self._failed[question]
                self._kept.pop(question, None)
            if question not in self._kept:
                self._kept[question] = future = self._ask(*question)
                future.add_done_callback(lambda done: self._note_result(question, done))
            self._kept.move_to_end(question)
            self._forget_oldest()
            return self._kept[question]

    def _forget_oldest(self) -> None:
        while len(self._kept) > 1 and (
            len(self._kept) > _MOST_ANSWERS or sum(self._sizes.values()) > _MOST_BYTES
        ):
            oldest, _ = self._kept.popitem(last=False)
            self._failed.pop(oldest, None)
            self._sizes.pop(oldest, None)
            self._hung.pop(oldest, None)

    def _note_result(self, question: tuple[Any, ...], done: Future[T]) -> None:
        error = done.exception()
        with self._lock:
            hung = self._hung.pop(question, 0) + 1 if isinstance(error, WorkerHung) else 0
            if hung:
                self._hung[question] = hung
            else:
                self._hung.pop(question, None)
        if error is not None:
            self._failed[question] = time.monotonic()
            return
        size = size_in_bytes(question) + size_in_bytes(done.result())
        with self._lock:
            if self._kept.get(question) is done:
                self._sizes[question] = size


def payload(lab: Lab) -> bytes:
    """The player's numbers."""
    return _packed(*_key(lab))


def output(lab: Lab) -> Array:
    """The output as the player shows it, in the shape ``lab.spec.output_shape``."""
    return _output(*_key(lab))


def standard_output(lab: Lab) -> Array:
    """The output of a standard convolution with the same two arrays."""
    return _standard(*_key(lab))


def verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on exactly the output that the player shows."""
    return _verdict(*_key(lab))


def standard_verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on a standard convolution with the same two arrays."""
    return _standard_verdict(*_key(lab))


def comparison(lab: Lab, groups: int | None) -> tuple[tuple[Track, Track], bytes]:
    """The lab's layer and what stands beside it, as they are and packed for the player.

    Beside it: `tf.nn.conv2d` in so many groups, or, for None, the pointwise layer after it. The
    weights that only the other one has come from where the layer's own do.
    """
    kernel, seed = str(lab.values["kernel"]), number_of(lab.values, "seed")
    source = "integers" if kernel == TYPED else kernel
    return _comparison(groups, source, seed, *_key(lab))


def blocks(lab: Lab) -> tuple[tuple[tuple[Stage, ...], tuple[Stage, ...]], bytes]:
    """The stages of a separable block and of an inverted residual, and both packed for the player.

    The depthwise stage is the lab's layer; the inverted residual has it with `t` times the input's
    channels, one filter for each.
    """
    source = "integers" if lab.values["kernel"] == TYPED else str(lab.values["kernel"])
    return _blocks(number_of(lab.values, "t"), source, number_of(lab.values, "seed"), *_key(lab))


def block_verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on the depthwise stage of that inverted residual."""
    (_, residual), _ = blocks(lab)
    made = residual[2]
    assert made.spec is not None
    assert made.filter is not None
    return _stage_verdict(
        made.spec, made.input.tobytes(), made.filter.tobytes(), made.output.tobytes()
    )


def gradient(lab: Lab) -> tuple[Array, GradientLayer]:
    """What comes back to the lab's layer from the loss, and the layer that makes a gradient of it.

    Returns
    -------
    out_backprop : ndarray, shape ``lab.spec.output_shape``
    layer : GradientLayer
        From `dwconv.engine.gradient_layers`.
    """
    return _gradient(str(lab.values["of"]), _output_gradient_seed(lab), *_key(lab))


SUM = -1
"""The value of `bq` that means: the sum over all filters q of a channel."""


def shows_sum(lab: Lab) -> bool:
    """Whether the sum of the input's gradient over q is what is shown: there are parts to add up."""
    asked = number_of(lab.values, "bq") == SUM
    return asked and lab.values["of"] == "input" and lab.spec.multiplier > 1


def gradient_payload(lab: Lab, captions: Captions) -> bytes:
    """The player's numbers of that layer, of the part of it that filter `bq` makes, or of the sum."""
    of, q = str(lab.values["of"]), number_of(lab.values, "bq")
    q = SUM if shows_sum(lab) else max(q, 0)
    return _gradient_payload(captions, of, q, _output_gradient_seed(lab), *_key(lab))


def gradient_verdicts(lab: Lab) -> Future[dict[str, Verdict]]:
    """TensorFlow's word on both gradients that these layers make, by "input" and "filter"."""
    return _gradient_verdicts(_output_gradient_seed(lab), *_key(lab))


def _output_gradient_seed(lab: Lab) -> int | None:
    """The seed of what comes back from the loss; None for ones."""
    return None if lab.values["up"] == "ones" else number_of(lab.values, "seed")


def confirmed(spec: ConvSpec, input: Array, filter: Array, output: Array) -> Future[Verdict]:
    """The word of `tf.nn.conv2d` on an output, with these filters, grouped or not."""
    return _confirmed(spec, input.tobytes(), filter.shape, filter.tobytes(), output.tobytes())


@_Answers
def flops(spec: ConvSpec, bias: bool, filters: int | None = None) -> Future[dict[str, int]]:
    """TensorFlow's own count of a layer's operations."""
    return count_flops(spec, filters, bias=bias)


_MOST_MEASURED = 8  # at the same time, for all visitors: each takes TensorFlow a second
_measured: list[Future[Measurement]] = []  # those that are not answered yet


@_Answers
def measurement(spec: ConvSpec, filters: int, minute: int) -> Future[Measurement]:
    """A layer's times on this machine; whoever asks in the same minute shares an answer."""
    _measured[:] = [future for future in _measured if not future.done()]
    if len(_measured) >= _MOST_MEASURED:
        busy: Future[Measurement] = Future()
        busy.set_exception(
            WorkerBusy(f"{_MOST_MEASURED} layers are being timed already. Try again in a moment.")
        )
        return busy
    _measured.append(measure(spec, filters))
    return _measured[-1]


@_Answers
def outcome(case: str, number: int) -> Future[Outcome]:
    """What comes of a case of the gallery; another `number` is another run."""
    return run_case(known_faults.find_case(case))


@_Answers
def faults_now() -> Future[Survey]:
    """Which known faults the installed TensorFlow still has."""
    return survey()


@_Answers
def printed(call: Call) -> Future[Run]:
    """What a call of the lesson returns. It is remembered for this call object, not for equal ones."""
    return run(call)


@_Answers
def answers_to(claim: str, number: int) -> Future[tuple[Answer, ...]]:
    """What TensorFlow answers to a claim; another `number` is another test."""
    return tensorflow_answers(find_claim(claim))


_UPDATES = 60  # of a run of gradient descent


@_RESULTS.results_of
def descent(kernels: str, rate: float, seed: int) -> tuple[Task, Descent]:
    """What is to be learned, and the run that learns it."""
    task = make_task(kernels, seed)
    return task, descend(task, rate, _UPDATES)


@_RESULTS.results_of
def descent_payload(kernels: str, rate: float, seed: int) -> bytes:
    """That run as its element draws it."""
    return pack_descent(*descent(kernels, rate, seed))


@_Answers
def descent_verdict(kernels: str, rate: float, seed: int) -> Future[Verdict]:
    """TensorFlow's word on every kernel of that run."""
    task, history = descent(kernels, rate, seed)
    return check_descent(SPEC, task.input, task.wanted, rate, history.filters)


_Key = tuple[ConvSpec, bytes, bytes]


def _key(lab: Lab) -> _Key:
    return lab.spec, lab.input.tobytes(), lab.filter.tobytes()


def _arrays(spec: ConvSpec, input: bytes, filter: bytes) -> tuple[Array, Array]:
    return (
        np.frombuffer(input, np.float32).reshape(spec.input_shape),
        np.frombuffer(filter, np.float32).reshape(spec.filter_shape),
    )


@_RESULTS.results_of
def _packed(*key: Any) -> bytes:
    return pack(key[0], *_arrays(*key))


_SEED_OFFSET = 10_000  # beyond every seed of the lab: this gradient is no piece of the input


@_RESULTS.results_of
def _gradient(of: str, seed: int | None, *key: Any) -> tuple[Array, GradientLayer]:
    spec, (image, filter) = key[0], _arrays(*key)
    output_gradient = np.ones(spec.output_shape, np.float32)
    if seed is not None:
        _, height, width, channels = spec.output_shape
        output_gradient = make_input("integers", height, width, channels, seed + _SEED_OFFSET)[None]
    if of == "filter":
        return output_gradient, filter_gradient_layer(spec, image, output_gradient)
    return output_gradient, input_gradient_layer(spec, filter, output_gradient)


@_RESULTS.results_of
def _gradient_payload(captions: Captions, of: str, q: int, seed: int | None, *key: Any) -> bytes:
    _, layer = _gradient(of, seed, *key)
    if of == "input" and q == SUM:
        layer = layer_of_the_sum(_parts_by_filter(key[0], layer))
    elif of == "input":
        layer = layer_of_one_filter(layer, key[0].multiplier, q)
    return pack(*layer, captions)


def _parts_by_filter(spec: ConvSpec, layer: GradientLayer) -> Array:
    """What each filter adds to the input's gradient, of shape (1, height, width, C, M)."""
    return layer.output.reshape(*spec.input_shape, spec.multiplier)


@_Answers
def _gradient_verdicts(seed: int | None, *key: Any) -> Future[dict[str, Verdict]]:
    spec, (image, filter) = key[0], _arrays(*key)
    output_gradient, layer = _gradient("filter", seed, *key)
    to_filter = layer.output.reshape(spec.filter_shape)
    to_input = _parts_by_filter(spec, _gradient("input", seed, *key)[1]).sum(-1)
    return check_gradients(spec, image, filter, output_gradient, (to_input, to_filter))


@_RESULTS.results_of
def _comparison(
    groups: int | None, source: str, seed: int, *key: Any
) -> tuple[tuple[Track, Track], bytes]:
    spec, output_channels = key[0], key[0].channels * key[0].multiplier
    input, filter = _arrays(*key)
    if groups is not None:
        # with the same seed, the extra slices of the right side would repeat slices of the left side
        elsewhere = make_filter(source, spec.kernel, spec.channels, output_channels, seed + 2)
        tracks = beside_standard(spec, input, filter, elsewhere, groups)
        return tracks, pack_comparison(tracks, "together", more_macs(tracks))
    pointwise = make_filter("integers", (1, 1), output_channels, output_channels, seed + 1)
    tracks = separable(spec, input, filter, pointwise)
    return tracks, pack_comparison(tracks, "in turn", of_standard(spec, output_channels))


@_RESULTS.results_of
def _blocks(
    expansion: int, source: str, seed: int, *key: Any
) -> tuple[tuple[tuple[Stage, ...], tuple[Stage, ...]], bytes]:
    spec, channels = key[0], key[0].channels
    input, filter = _arrays(*key)
    wide = spec.replace(channels=channels * expansion, multiplier=1)

    def one_by_one(inputs: int, outputs: int, number: int) -> Array:
        return make_filter("integers", (1, 1), inputs, outputs, seed + number)

    upper = separable_block(
        spec, input, filter, one_by_one(channels * spec.multiplier, channels, 1), LARGEST
    )
    lower = inverted_residual(
        wide,
        input,
        one_by_one(channels, wide.channels, 2),
        make_filter(source, spec.kernel, wide.channels, 1, seed),
        one_by_one(wide.channels, channels, 3),
        LARGEST,
    )
    return (upper, lower), pack_blocks(upper, lower)


@_Answers
def _stage_verdict(spec: ConvSpec, input: bytes, filter: bytes, output: bytes) -> Future[Verdict]:
    made = np.frombuffer(output, np.float32).reshape(spec.output_shape)
    return check(spec, *_arrays(spec, input, filter), made)


@_RESULTS.results_of
def _output(*key: Any) -> Array:
    return depthwise(key[0], *_arrays(*key))  # to the bit what the player shows


@_Answers
def _verdict(*key: Any) -> Future[Verdict]:
    return check(key[0], *_arrays(*key), _output(*key))


def int8_layer(lab: Lab) -> tuple[QuantizedLayer, _Integers, _Integers]:
    """The lab's layer in TFLite's integers: its scales, its int8 input and its int8 output."""
    return _int8_layer(bool(lab.values["qs"]), *_key(lab))


def int8_comparison(lab: Lab) -> Future[Int8Comparison]:
    """TensorFlow Lite's word on exactly these integers."""
    return _int8_comparison(bool(lab.values["qs"]), *_key(lab))


def _int8_layer(shared: bool, *key: Any) -> tuple[QuantizedLayer, _Integers, _Integers]:
    image, filter = _arrays(*key)
    layer = quantize_layer(key[0], image, filter, shared=shared)
    numbers = layer.input.quantize(image)
    return layer, numbers, quantized_depthwise(layer, numbers)


@_Answers
def _int8_comparison(shared: bool, *key: Any) -> Future[Int8Comparison]:
    return check_int8(*_int8_layer(shared, *key))


@_RESULTS.results_of
def _standard(*key: Any) -> Array:
    return standard(key[0], *_arrays(*key))


@_Answers
def _standard_verdict(*key: Any) -> Future[Verdict]:
    return check_standard(key[0], *_arrays(*key), _standard(*key))


@_Answers
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
