"""How long TensorFlow takes for a layer, and what this machine can do at best."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from dwconv.engine.check_numbers import integer
from dwconv.engine.spec import ConvSpec
from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.calls import Array, Call, depthwise_call, grouped_call, standard_call
from dwconv.reference.explain_difference import explain_error
from dwconv.reference.inside_tensorflow import apply, plain_message
from dwconv.reference.known_faults import has_dilation_with_stride
from dwconv.reference.worker_manager import Worker


@dataclass(frozen=True)
class Timing:
    """How long one call of an op takes.

    Attributes
    ----------
    op : str
    seconds : float
        The median of the repetitions.
    middle_half : (float, float)
        The quartiles: half of the repetitions took a time between these two.
    repetitions : int
    empty : float
        Seconds of the same op on one pixel with one weight: the time of a call apart from
        its arithmetic. The two are measured in turns.
    """

    op: str
    seconds: float
    middle_half: tuple[float, float]
    repetitions: int
    empty: float


@dataclass(frozen=True)
class Measurement:
    """A layer's times on this machine, and what the machine can do at best.

    Attributes
    ----------
    timings : dict of str to Timing
        Keys "depthwise", "standard" and "pointwise", the 1x1 convolution that follows the
        depthwise layer in a separable one; an op that does not run is missing.
    missing : dict of str to str
        For each op that does not run, the reason.
    peak : float
        MACs per second of a large matrix product, the best of its repetitions.
    bandwidth : float
        Bytes per second, read and written, of a large copy in memory, likewise.
    threads : int
        How many threads share one op in TensorFlow.
    measured_at : float
        When it was measured, as from `time.time`.
    """

    timings: dict[str, Timing]
    missing: dict[str, str]
    peak: float
    bandwidth: float
    threads: int
    measured_at: float


def measure(
    spec: ConvSpec,
    filters: int | None = None,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[Measurement]:
    """Have TensorFlow run a layer as depthwise and as standard convolution, and time both.

    With stride and dilation together `tf.nn.depthwise_conv2d` computes something else, so
    `tf.nn.conv2d` with one group for each channel is timed in its place: it computes the layer.
    Eager calls in float32 without a bias, one after the other, each warmed up and
    repeated for an eighth of a second: about one second in all.

    Parameters
    ----------
    spec : ConvSpec
    filters : int, optional
        Output channels of the standard and the pointwise convolution; C * M if left
        out.
    limit, worker
        As for `dwconv.reference.ask_tensorflow.run`.

    Returns
    -------
    Future of Measurement
    """
    outputs = spec.channels * spec.multiplier
    if filters is not None:
        outputs = integer("filters", filters, 1)
    return (worker or shared_worker()).submit(_measure, spec, outputs, limit=limit)


_DURATION = 0.125  # seconds of repetitions
_MIN_REPETITIONS, _MAX_REPETITIONS = 3, 200
_MATRIX_SIZE = 512  # rows and columns: a hundred MACs for each number moved
_COPY_BYTES = 64 * 2**20  # more than a core's caches hold


def _repeat(
    *functions: Callable[[], Any], duration: float = _DURATION, warm_ups: int = 2
) -> list[list[float]]:
    """Time repeated calls of each function, in turns, so that a disturbance slows all alike."""
    for function in functions * warm_ups:
        function()
    times: list[list[float]] = [[] for _ in functions]
    first = times[0]
    while len(first) < _MIN_REPETITIONS or (
        sum(first) < duration and len(first) < _MAX_REPETITIONS
    ):
        for function, seconds in zip(functions, times, strict=True):
            begin = time.perf_counter()
            function()
            seconds.append(time.perf_counter() - begin)
    return times


def _calls_to_time(
    spec: ConvSpec, filters: int, noise: Callable[..., Array]
) -> dict[str, tuple[Call, int]]:
    """Return the call of each layer, with its number of output channels."""
    image = noise(*spec.input_shape)
    kernels = noise(*spec.kernel, spec.channels, filters)
    depthwise_channels = spec.channels * spec.multiplier
    pointwise = ConvSpec(
        spec.vertical.output,
        spec.horizontal.output,
        depthwise_channels,
        kernel=(1, 1),
        batch=spec.batch,
    )
    wrong = has_dilation_with_stride(spec.stride, spec.dilation)
    right_call = grouped_call if wrong else depthwise_call
    depthwise = right_call(spec, image, noise(*spec.filter_shape))
    weights = noise(1, 1, depthwise_channels, filters)
    return {
        "depthwise": (depthwise, depthwise_channels),
        "standard": (standard_call(spec, image, kernels), filters),
        "pointwise": (standard_call(pointwise, noise(*pointwise.input_shape), weights), filters),
    }


def _measure(spec: ConvSpec, filters: int) -> Measurement:
    import tensorflow as tf

    rng = np.random.default_rng(0)

    def noise(*shape: int) -> Array:
        return rng.standard_normal(shape, np.float32)

    pixel = ConvSpec(1, 1, 1, kernel=(1, 1))
    empty = {
        "depthwise_conv2d": depthwise_call(pixel, noise(1, 1, 1, 1), noise(1, 1, 1, 1)),
        "conv2d": standard_call(pixel, noise(1, 1, 1, 1), noise(1, 1, 1, 1)),
    }
    square = tf.constant(noise(_MATRIX_SIZE, _MATRIX_SIZE))
    products: list[float] = []

    def multiply() -> None:
        # Before, between and after the layers: other work on the machine lowers the best rate no
        # more than it slows the layers.
        short = _DURATION / 4
        products.extend(*_repeat(lambda: tf.linalg.matmul(square, square), duration=short))

    multiply()
    timings, missing = {}, {}
    for name, (call, channels) in _calls_to_time(spec, filters, noise).items():
        function = _prepare(call)
        shape = *spec.replace(data_format="NHWC").output_shape[:3], channels
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                returned = tuple(function().shape)
                if returned != shape:
                    missing[name] = f"{call.name} returns shape {returned} here, not {shape}."
                    continue
                times, empty_times = _repeat(function, _prepare(empty[call.op]))
        except (ValueError, TypeError, tf.errors.OpError) as error:
            reason = explain_error(plain_message(error))
            missing[name] = f"{call.name} refuses this call. {reason}"
            continue
        low, median, high = (float(time) for time in np.percentile(times, [25, 50, 75]))
        timings[name] = Timing(
            call.name, median, (low, high), len(times), float(np.median(empty_times))
        )
        multiply()
    threads = tf.config.threading.get_intra_op_parallelism_threads() or _usable_processors()
    return Measurement(
        timings=timings,
        missing=missing,
        peak=_MATRIX_SIZE**3 / min(products),
        bandwidth=2 * _COPY_BYTES / min(_time_copies(threads)),
        threads=threads,
        measured_at=time.time(),
    )


def _prepare(call: Call) -> Callable[[], Any]:
    """Return a function that makes a call whose arguments are TensorFlow's tensors already."""
    import tensorflow as tf

    tensors = [tf.constant(array) for array in (call.input, call.filter)]
    return lambda: apply(call, *tensors)


def _time_copies(threads: int) -> list[float]:
    """Time copies of one large array to another, with the work shared by so many threads."""
    source = np.ones(_COPY_BYTES // 8)
    parts = np.array_split(source, threads), np.array_split(np.zeros_like(source), threads)
    with ThreadPoolExecutor(threads) as pool:
        (times,) = _repeat(lambda: list(pool.map(np.copyto, *reversed(parts))))
    return times


def _usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
