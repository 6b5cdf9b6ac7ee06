"""Asks TensorFlow whether the outputs or gradients of the engine are right.

    check(spec, input, filter).result()      # a Verdict

Where TensorFlow's op refuses a layer or returns something else, other ops that compute the same
are asked as well. The functions whose names begin with `_check` run in TensorFlow's process.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_shape
from dwconv.engine.depthwise import depthwise
from dwconv.engine.gradients import filter_gradient, input_gradient
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard
from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.calls import (
    Array,
    Call,
    Run,
    depthwise_call,
    gradient_call,
    grouped_call,
    standard_call,
)
from dwconv.reference.explain_difference import NO_GRADIENT, explain_difference
from dwconv.reference.inside_tensorflow import apply, run_and_catch, run_here
from dwconv.reference.known_faults import DILATION_IN_GRADIENT_OPS
from dwconv.reference.verdict import Verdict, compare, judge, rounding_tolerance
from dwconv.reference.worker_manager import Worker


def check(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    output: npt.ArrayLike | None = None,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[Verdict]:
    """Have TensorFlow confirm a depthwise convolution, or contradict it.

    Asks `tf.nn.depthwise_conv2d`; where that refuses or returns something else, also
    `tf.nn.conv2d` with one group for each channel, and the same in float64 and "NHWC",
    for which TensorFlow has other kernels.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
        float16, float32 and float64 are used as they are, all else as float32.
    output : array_like, optional
        The output to confirm; `dwconv.depthwise_conv2d` computes it if left out.
    limit : float, optional
        Seconds that TensorFlow may take.
    worker : Worker, optional
        The process to run it in; the shared one if left out.

    Returns
    -------
    Future of Verdict
        Raises a `WorkerError` if TensorFlow does not start, crashed or hung.

    Raises
    ------
    DwconvError
        At once, if the arrays do not fit the spec.
    """
    x, w = _floats(input, filter)
    check_shape("input", x, spec.input_shape)
    check_shape("filter", w, spec.filter_shape)
    ours = depthwise(spec, x, w) if output is None else np.asarray(output)
    return (worker or shared_worker()).submit(_check_depthwise, spec, x, w, ours, limit=limit)


def check_standard(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filters: npt.ArrayLike,
    output: npt.ArrayLike | None = None,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[Verdict]:
    """Have `tf.nn.conv2d` confirm a standard convolution, or contradict it.

    Parameters
    ----------
    spec : ConvSpec
        The geometry; its multiplier does not count.
    input : array_like, shape ``spec.input_shape``
    filters : array_like, shape (kh, kw, C, N)
    output : array_like, optional
        The output to confirm; `dwconv.conv2d` computes it if left out.
    limit, worker
        As for `check`.

    Returns
    -------
    Future of Verdict
    """
    x, w = _floats(input, filters)
    check_shape("input", x, spec.input_shape)
    ours = standard(spec, x, w) if output is None else np.asarray(output)
    return (worker or shared_worker()).submit(_check_standard, spec, x, w, ours, limit=limit)


def check_gradients(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    out_backprop: npt.ArrayLike,
    gradients: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[dict[str, Verdict]]:
    """Have TensorFlow confirm the gradients of a depthwise convolution, or contradict them.

    Asks `tf.GradientTape` to differentiate `tf.nn.depthwise_conv2d`; where that refuses or
    returns something else, also TensorFlow's own op for this gradient, unless there is a
    dilation, which those ops ignore; and then the tape in float64, "NHWC" and stride 1,
    with the values at the stride's positions sliced out of the output.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output. Dtypes as for `check`.
    gradients : (array_like, array_like), optional
        The gradients to confirm, with respect to the input and to the filter; if left
        out, `dwconv.depthwise_conv2d_backprop_input` and
        `dwconv.depthwise_conv2d_backprop_filter` compute them.
    limit, worker
        As for `check`.

    Returns
    -------
    Future of dict
        Keys "input" and "filter", each with a `Verdict`.

    Raises
    ------
    DwconvError
        At once, if the arrays do not fit the spec.
    """
    x, w, g = _floats(input, filter, out_backprop)
    check_shape("input", x, spec.input_shape)
    check_shape("filter", w, spec.filter_shape)
    ours = _compute_gradients(spec, x, w, g)  # checks the third shape
    if gradients is not None:
        ours = tuple(np.asarray(gradient) for gradient in gradients)
    return (worker or shared_worker()).submit(_check_gradients, spec, x, w, g, ours, limit=limit)


def _floats(*values: npt.ArrayLike) -> list[Array]:
    """Arrays of one float type: their own if they share one that TensorFlow has, else float32."""
    arrays = [np.asarray(value) for value in values]
    dtype = np.result_type(*arrays)
    if dtype not in (np.float16, np.float32, np.float64) or dtype != arrays[0].dtype:
        dtype = np.dtype(np.float32)
    return [np.ascontiguousarray(array, dtype) for array in arrays]


# The outputs


def _check_depthwise(spec: ConvSpec, x: Array, w: Array, ours: Array) -> Verdict:
    return _verdict(spec, [depthwise_call(spec, x, w), grouped_call(spec, x, w)], ours)


def _check_standard(spec: ConvSpec, x: Array, w: Array, ours: Array) -> Verdict:
    return _verdict(spec, [standard_call(spec, x, w)], ours)


def _verdict(spec: ConvSpec, calls: list[Call], ours: Array) -> Verdict:
    """Run call after call until one agrees; if none does, the last one again in float64."""
    allowed = _tolerance(spec, calls[0])
    runs: list[Run] = []
    for call in calls:
        runs.append(run_here(call))
        if compare(ours, runs[-1].output, allowed).same:
            break
    else:
        runs.append(_run_in_float64(spec, calls[-1]))
    first = calls[0]
    reason = explain_difference(spec, first.op, (first.input, first.filter), runs[0])
    return judge(ours, tuple(runs), allowed, explanation=reason)


def _tolerance(spec: ConvSpec, call: Call) -> Array:
    """How far each output of a forward call may be off; 0 if it must be exact."""
    x, w = (np.abs(array.astype(np.float64)) for array in (call.input, call.filter))
    if call.op == "conv2d":
        magnitudes, taps = standard(spec, x, w), math.prod(w.shape[:3])
    else:
        magnitudes, taps = depthwise(spec, x, w), math.prod(w.shape[:2])
    return rounding_tolerance(call.input, call.filter, magnitudes, taps, call.input.dtype)


def _run_in_float64(spec: ConvSpec, call: Call) -> Run:
    """Run `tf.nn.conv2d` in float64 and "NHWC", and put the output back into the spec's order."""
    x, w = spec.channels_last(call.input.astype(np.float64)), call.filter.astype(np.float64)
    result = run_here(standard_call(spec.replace(data_format="NHWC"), x, w))
    output = None if result.output is None else spec.in_data_format(result.output)
    return replace(result, op=f"tf.nn.conv2d in float64{call.note}", output=output)


# The gradients

_OPERANDS: tuple[Literal["input", "filter"], ...] = ("input", "filter")


def _compute_gradients(spec: ConvSpec, x: Array, w: Array, g: Array) -> tuple[Array, ...]:
    """The gradients by this library, with respect to the input and to the filter."""
    return input_gradient(spec, w, g), filter_gradient(spec, x, g)


def _check_gradients(
    spec: ConvSpec, x: Array, w: Array, g: Array, ours: tuple[Array, ...]
) -> dict[str, Verdict]:
    tolerances = _gradient_tolerances(spec, x, w, g)
    taped = _differentiate(depthwise_call(spec, x, w), g)
    verdicts: dict[str, Verdict] = {}
    for index, name in enumerate(_OPERANDS):
        allowed = tolerances[index]
        runs = [taped[index]]
        call = gradient_call(spec, name, x, w, g)
        trusted = not DILATION_IN_GRADIENT_OPS.affects(spec, call.op, (x, w, g))
        if trusted and not compare(ours[index], runs[-1].output, allowed).same:
            runs.append(run_here(call))
        if g.size and not compare(ours[index], runs[-1].output, allowed).same:
            runs.append(_differentiate_without_stride(spec, x, w, g)[index])
        reason = explain_difference(spec, "GradientTape", (x, w, g), runs[0])
        verdicts[name] = judge(ours[index], tuple(runs), allowed, explanation=reason)
    return verdicts


def _gradient_tolerances(spec: ConvSpec, x: Array, w: Array, g: Array) -> tuple[Array, Array]:
    """How far each value of the two gradients may be off; 0 if it must be exact."""
    by_input, by_filter = _compute_gradients(
        spec, *(np.abs(array.astype(np.float64)) for array in (x, w, g))
    )
    products = spec.multiplier * math.prod(spec.kernel)
    outputs = spec.batch * spec.vertical.output * spec.horizontal.output
    return (
        rounding_tolerance(w, g, by_input, products, x.dtype),
        rounding_tolerance(x, g, by_filter, outputs, x.dtype),
    )


def _differentiate(
    call: Call, g: Array, note: str = "", kept: tuple[slice, ...] = (slice(None),)
) -> list[Run]:
    """Differentiate a call, or the part of its output that is kept, by input and by filter."""
    import tensorflow as tf

    def compute_gradients() -> Sequence[Any]:
        tensors = [tf.constant(array) for array in (call.input, call.filter)]
        with tf.GradientTape() as tape:
            tape.watch(tensors)
            output = apply(call, *tensors)[kept]
        if output.shape != g.shape:
            raise ValueError(f"{NO_GRADIENT} {tuple(output.shape)} here, not {g.shape}.")
        gradients: Sequence[Any] = tape.gradient(output, tensors, tf.constant(g))
        return gradients

    return run_and_catch([f"tf.GradientTape{note}"] * 2, compute_gradients)


def _differentiate_without_stride(spec: ConvSpec, x: Array, w: Array, g: Array) -> list[Run]:
    """Differentiate in float64, "NHWC" and stride 1, which every kernel of TensorFlow has."""
    x, w, g = (array.astype(np.float64) for array in (x, w, g))
    x, g = spec.channels_last(x), spec.channels_last(g)
    plain = spec.replace(data_format="NHWC", stride=1, padding=spec.pads)
    kept = tuple(
        slice(None, size * step, step) for size, step in zip(g.shape[1:3], spec.stride, strict=True)
    )
    runs = _differentiate(
        depthwise_call(plain, x, w),
        g,
        " in float64 with the stride cut out of an output without one",
        (slice(None), *kept),
    )
    by_input, by_filter = runs
    if by_input.output is not None:
        by_input = replace(by_input, output=spec.in_data_format(by_input.output))
    return [by_input, by_filter]
