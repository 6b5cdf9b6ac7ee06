"""FLOPs of a layer as TensorFlow's own profiler counts them."""

from __future__ import annotations

import warnings
from concurrent.futures import Future
from functools import lru_cache

import numpy as np

from dwconv.engine.check_numbers import integer
from dwconv.engine.spec import ConvSpec
from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.calls import Array, depthwise_call, standard_call
from dwconv.reference.inside_tensorflow import apply
from dwconv.reference.worker_manager import Worker

DILATED_COUNT = (
    "TensorFlow runs a dilated depthwise convolution as several ops: it cuts the input into "
    "blocks, fills it up to a multiple of the dilation, convolves, and puts the blocks together. "
    "Its profiler counts what these ops do."
)
"""Why the profiler's count of a dilated layer differs from ours."""


def count_flops(
    spec: ConvSpec,
    filters: int | None = None,
    *,
    bias: bool = False,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[dict[str, int]]:
    """Have TensorFlow's own profiler count the operations of a layer.

    Parameters
    ----------
    spec : ConvSpec
    filters : int, optional
        Output channels of the standard convolution; C * M if left out.
    bias : bool, optional
        Whether each layer adds one bias per output channel.
    limit, worker
        As for `dwconv.reference.ask_tensorflow.run`.

    Returns
    -------
    Future of dict
        Keys "depthwise" and "standard". A key is missing where TensorFlow does not
        build such a graph or does not count it. With a dilation the depthwise op is
        several ops, and the profiler counts those: see `DILATED_COUNT`.
    """
    outputs = spec.channels * spec.multiplier
    if filters is not None:
        outputs = integer("filters", filters, 1)
    return (worker or shared_worker()).submit(_count_flops, spec, outputs, bias, limit=limit)


@lru_cache(maxsize=1000)
def _count_flops(spec: ConvSpec, filters: int, bias: bool) -> dict[str, int]:
    import tensorflow as tf

    def of_shape(*shape: int) -> Array:
        """An array that takes no memory: only its shape matters here."""
        return np.broadcast_to(np.float32(0), shape)

    image, kernel = of_shape(*spec.input_shape), of_shape(*spec.filter_shape)
    standard = of_shape(*spec.kernel, spec.channels, filters)
    calls = {
        "depthwise": depthwise_call(spec, image, kernel),
        "standard": standard_call(spec, image, standard),
    }
    profiler = tf.compat.v1.profiler
    options = profiler.ProfileOptionBuilder(profiler.ProfileOptionBuilder.float_operation())
    counts = {}
    for name, call in calls.items():
        graph = tf.Graph()
        try:
            with graph.as_default(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                result = apply(
                    call,
                    tf.compat.v1.placeholder(tf.float32, call.input.shape),
                    tf.compat.v1.placeholder(tf.float32, call.filter.shape),
                )
                if bias:
                    channels = result.shape[3 if spec.data_format == "NHWC" else 1]
                    zeros = tf.zeros([channels])
                    tf.nn.bias_add(result, zeros, data_format=spec.data_format)
            profile = profiler.profile(graph, options=options.with_empty_output().build())
            if profile is not None and profile.total_float_ops:
                counts[name] = int(profile.total_float_ops)
        except (ValueError, TypeError, tf.errors.OpError):
            continue  # no such graph: the key is missing
    return counts
