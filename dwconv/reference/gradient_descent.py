"""Gradient descent on a depthwise layer by TensorFlow, compared update by update with another run of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.calls import Array, depthwise_call
from dwconv.reference.inside_tensorflow import apply, run_and_catch
from dwconv.reference.verdict import Verdict, judge
from dwconv.reference.worker_manager import Worker

_RELATIVE = 1e-9  # of the largest weight so far: both sides round differently in each update


def check_descent(
    spec: ConvSpec,
    input: Array,
    wanted: Array,
    rate: float,
    filters: Array,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[Verdict]:
    """Have TensorFlow make the same updates, and compare the filters after each of them.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray of float64, shape ``spec.input_shape``
    wanted : ndarray of float64, shape ``spec.output_shape``
        The loss is the mean of the squared distances from it in each channel, summed over the
        channels.
    rate : float
        The learning rate.
    filters : ndarray of float64, shape (updates + 1, *spec.filter_shape)
        The run to confirm; TensorFlow starts from ``filters[0]``.
    limit, worker
        As for `dwconv.reference.ask_tensorflow.run`.

    Returns
    -------
    Future of Verdict
    """
    return (worker or shared_worker()).submit(
        _check_descent, spec, input, wanted, rate, filters, limit=limit
    )


def _check_descent(
    spec: ConvSpec, input: Array, wanted: Array, rate: float, filters: Array
) -> Verdict:
    import tensorflow as tf

    def learn() -> Sequence[Any]:
        image, goal = tf.constant(input), tf.constant(wanted)
        filter = tf.Variable(filters[0])
        call = depthwise_call(spec, input, filters[0])
        made = [filter.numpy()]
        for _ in range(len(filters) - 1):
            with tf.GradientTape() as tape:
                error = apply(call, image, filter) - goal
                loss = tf.reduce_sum(tf.reduce_mean(error**2, axis=[0, 1, 2]))
            filter.assign_sub(rate * tape.gradient(loss, filter))
            made.append(filter.numpy())
        return [tf.constant(np.stack(made))]

    runs = run_and_catch(["tf.GradientTape, update by update"], learn)
    largest = np.maximum.accumulate(np.abs(filters).max(axis=(1, 2, 3, 4)))
    allowed = _RELATIVE * (1 + largest).reshape(-1, 1, 1, 1, 1)
    return judge(filters, tuple(runs), allowed)
