"""TensorFlow, asked in the open whether it returns what this library returns.

TensorFlow runs in a child process (`dwconv.reference.worker`): importing it takes seconds and
half a gigabyte, and some calls take it down. Every function here that asks it
something returns a `concurrent.futures.Future` at once; ``.result()`` waits.

    start()                                  # when the app starts; returns at once
    check(spec, input, filter).result()      # a Verdict
"""

from __future__ import annotations

import math
import os
import re
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.functions import (
    conv2d,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.engine.geometry import integer
from dwconv.engine.spec import ConvSpec
from dwconv.reference.worker import Child, ChildError, Status

Array = npt.NDArray[Any]
Op = Literal[
    "depthwise_conv2d",
    "conv2d",
    "depthwise_conv2d_backprop_input",
    "depthwise_conv2d_backprop_filter",
]

__all__ = [
    "Backend",
    "Call",
    "ChildError",
    "Measurement",
    "Run",
    "Status",
    "Timing",
    "Verdict",
    "check",
    "check_gradients",
    "check_standard",
    "count_flops",
    "depthwise_call",
    "explain",
    "grouped_call",
    "judge",
    "measure",
    "new_worker",
    "run",
    "standard_call",
    "start",
    "status",
    "worker",
]


# The child process


@dataclass(frozen=True)
class Backend:
    """Which TensorFlow answers.

    Attributes
    ----------
    version : str
    onednn : bool or None
        Whether oneDNN's kernels serve float32 and float16; else Eigen's do, as
        always for float64. None if this TensorFlow does not say.

    Examples
    --------
    >>> print(Backend("2.21.0", onednn=True))
    TensorFlow 2.21.0, eager, on the CPU, oneDNN on
    """

    version: str
    onednn: bool | None

    def __str__(self) -> str:
        said = {True: ", oneDNN on", False: ", oneDNN off", None: ""}[self.onednn]
        return f"TensorFlow {self.version}, eager, on the CPU{said}"


_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",  # the same answers with and without a graphics card
    "PYTHONWARNINGS": "ignore",  # those of the import; a call's own are caught and shown
}
_one = threading.Lock()
_worker: Child | None = None


def worker() -> Child:
    """Return the process-wide child that runs TensorFlow; it may not have been started."""
    global _worker
    with _one:
        if _worker is None:
            _worker = new_worker()
        return _worker


def new_worker(**options: Any) -> Child:
    """Return another child that runs TensorFlow; `options` go to `dwconv.reference.worker.Child`."""
    return Child(_warm_up, name="TensorFlow", environment=_ENVIRONMENT, **options)


def start() -> None:
    """Begin to start TensorFlow, if it does not run, and return at once."""
    worker().start()


def status() -> Status:
    """What the child is doing; once it is ready, ``status().about`` is a `Backend`."""
    return worker().status()


# In the child. Nothing else in this library imports TensorFlow.


def _warm_up() -> Backend:
    import tensorflow as tf

    try:
        from tensorflow.python.util import _pywrap_util_port

        onednn = bool(_pywrap_util_port.IsMklEnabled())
    except (ImportError, AttributeError):
        onednn = None
    small = np.ones((1, 4, 4, 2), np.float32), np.ones((2, 2, 2, 2), np.float32)
    spec = ConvSpec(4, 4, 2, kernel=(2, 2), multiplier=2)
    for call in depthwise_call(spec, *small), grouped_call(spec, *small):
        result = _run(call)  # the first call of an op is slow
        if result.error:
            raise RuntimeError(f"{result.op} raised {result.error}: {result.message}")
    return Backend(tf.__version__, onednn)


# One call of one op


@dataclass(frozen=True, eq=False)
class Call:
    """The arguments of one call of an op of `tf.nn`.

    They need not be legal: what TensorFlow makes of those that are not is worth
    seeing too.

    Attributes
    ----------
    op : str
        "depthwise_conv2d", one of its two "..._backprop_...", or "conv2d".
    input, filter : ndarray
        The op that makes the gradient of one of them takes its shape alone.
    strides, padding, data_format, dilations
        As the op takes them.
    dtype : str
        What both arrays are cast to in TensorFlow, for a type that NumPy does not
        have; empty for none.
    note : str
        What to say behind the op's name.
    out_backprop : ndarray, optional
        Gradient with respect to the output, for the ops that go back.
    """

    op: Op
    input: Array
    filter: Array
    strides: Any
    padding: Any
    data_format: Any = "NHWC"
    dilations: Any = None
    dtype: str = ""
    note: str = ""
    out_backprop: Array | None = None

    @property
    def name(self) -> str:
        """The op in full, with the note."""
        return f"tf.nn.{self.op}{self.note}"

    @property
    def operands(self) -> dict[str, Any]:
        """What the op takes first, in its order: arrays, and for the one sought its sizes."""
        arrays = {"input": self.input, "filter": self.filter, "out_backprop": self.out_backprop}
        sought = self.op.partition("_backprop_")[2]
        return {
            f"{name}_sizes" if name == sought else name: array.shape if name == sought else array
            for name, array in arrays.items()
            if array is not None
        }


@dataclass(frozen=True, eq=False)
class Run:
    """What TensorFlow returned for one call, or raised.

    Attributes
    ----------
    op : str
        "tf.nn.depthwise_conv2d", or another op with what was done around it.
    output : ndarray or None
        None if it raised.
    error, message : str
        The exception's type and text; empty if there was none.
    warnings : tuple of str
        What it warned of, each as "UserWarning: text".
    seconds : float
        How long the call took, without the way to the child and back.
    """

    op: str
    output: Array | None = None
    error: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


def _layout(spec: ConvSpec, across: int, down: int) -> list[int]:
    return [1, across, down, 1] if spec.data_format == "NHWC" else [1, 1, across, down]


def _padding(spec: ConvSpec) -> str | list[list[int]]:
    if isinstance(spec.padding, str):
        return spec.padding
    rows, columns = (list(each) for each in spec.padding)
    if spec.data_format == "NHWC":
        return [[0, 0], rows, columns, [0, 0]]
    return [[0, 0], [0, 0], rows, columns]


def depthwise_call(spec: ConvSpec, input: Array, filter: Array) -> Call:
    """The call of `tf.nn.depthwise_conv2d` that `spec` describes.

    Examples
    --------
    >>> import numpy as np
    >>> spec = ConvSpec(8, 8, 1, stride=2, padding=((1, 0), (0, 0)))
    >>> call = depthwise_call(spec, np.ones(spec.input_shape), np.ones(spec.filter_shape))
    >>> call.strides, call.padding
    ([1, 2, 2, 1], [[0, 0], [1, 0], [0, 0], [0, 0]])
    """
    dilations = None if spec.dilation == (1, 1) else list(spec.dilation)
    strides, padding = _layout(spec, *spec.stride), _padding(spec)
    return Call("depthwise_conv2d", input, filter, strides, padding, spec.data_format, dilations)


def standard_call(spec: ConvSpec, input: Array, filters: Array) -> Call:
    """The call of `tf.nn.conv2d` with the geometry of `spec` and `filters` of (kh, kw, C, N)."""
    dilations = None if spec.dilation == (1, 1) else _layout(spec, *spec.dilation)
    strides, padding = _layout(spec, *spec.stride), _padding(spec)
    return Call("conv2d", input, filters, strides, padding, spec.data_format, dilations)


def grouped_call(spec: ConvSpec, input: Array, filter: Array) -> Call:
    """The call of `tf.nn.conv2d` that is the same depthwise convolution.

    With filters of shape (kh, kw, 1, C*M) each input channel makes a group of its
    own. In row-major order filter q of channel k lands at k*M + q, where it belongs.
    """
    filters = filter.reshape(*filter.shape[:2], 1, -1)
    call = standard_call(spec, input, filters)
    return Call(
        call.op,
        input,
        filters,
        call.strides,
        call.padding,
        call.data_format,
        call.dilations,
        note=" with one group per channel",
    )


def run(call: Call, *, limit: float | None = None, on: Child | None = None) -> Future[Run]:
    """Have TensorFlow run one call.

    Parameters
    ----------
    call : Call
    limit : float, optional
        Seconds that it may take.
    on : Child, optional
        The child to run it in; the process-wide one if left out.

    Returns
    -------
    Future of Run
        Raises a `ChildError` if the call crashed TensorFlow or did not return.
    """
    return (on or worker()).submit(_run, call, limit=limit)


def _run(call: Call) -> Run:
    import tensorflow as tf

    def ask() -> list[Any]:
        operands = list(call.operands.values())
        if call.dtype:
            operands = [tf.cast(tf.constant(each), call.dtype) for each in operands]
        result = _called(call, *operands)
        return [tf.cast(result, tf.float32) if call.dtype else result]

    return _caught([call.name], ask)[0]


def _called(call: Call, *operands: Any) -> Any:
    """Give these operands and a call's parameters to its op."""
    import tensorflow as tf

    return getattr(tf.nn, call.op)(
        *operands,
        strides=call.strides,
        padding=call.padding,
        data_format=call.data_format,
        dilations=call.dilations,
    )


def _caught(ops: Sequence[str], ask: Callable[[], Sequence[Any]]) -> list[Run]:
    """Have TensorFlow return one tensor for each name; what it raises, all of them raised."""
    outputs: list[Array | None] = [None] * len(ops)
    error, message = "", ""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        begin = time.perf_counter()
        try:
            outputs = [np.array(each.numpy()) for each in ask()]
        except Exception as problem:
            error = type(problem).__name__
            message = _plain(str(getattr(problem, "message", "") or problem))
        seconds = time.perf_counter() - begin
    said = tuple(dict.fromkeys(f"{each.category.__name__}: {each.message}" for each in caught))
    return [
        Run(op, output, error, message, said, seconds)
        for op, output in zip(ops, outputs, strict=True)
    ]


def _plain(message: str) -> str:
    """Take TensorFlow's marks for its own use off a message.

    Examples
    --------
    >>> _plain("{{function_node __wrapped__Conv2D_device_/CPU:0}} Stride must be > 0 [Op:Conv2D]")
    'Stride must be > 0'
    """
    message = re.sub(r"\{\{function_node [^}]*\}\}\s*", "", message)
    return re.sub(r"\s*\[Op:[^\]]*\](\s*name:\s*\S*)?", "", message).strip()


# The verdict


@dataclass(frozen=True, eq=False)
class Verdict:
    """Whether TensorFlow and this library return the same.

    Attributes
    ----------
    agrees : bool
        Whether an op of TensorFlow returned the same values.
    kind : "agrees", "confirmed", "differs" or "refused"
        "agrees" if the op asked about did; "confirmed" if that one did not but
        another did; "differs" if none did; "refused" if none returned anything.
    sentence : str
        All of it in one sentence.
    explanation : str
        Why, where there is something to explain; else empty.
    op : str
        The op that `largest_difference` and `exact` are about.
    largest_difference : float or None
        The largest absolute difference of that op's output; infinite where only one of
        the two is finite, None where there is no output of the same shape.
    different : int
        How many values differ by more than rounding explains.
    where : tuple of int or None
        Index of the value with the largest difference, if any differs.
    exact : bool
        Whether the numbers are such that not even rounding may differ.
    tolerance : float
        The most that rounding may explain in any value; 0 if `exact`.
    asked : Run
        What the op asked about returned.
    confirmed_by : Run or None
        What another op returned that agrees, if that was needed.
    tried : tuple of Run
        All that was run, in order.
    """

    agrees: bool
    kind: Literal["agrees", "confirmed", "differs", "refused"]
    sentence: str
    explanation: str
    op: str
    largest_difference: float | None
    different: int
    where: tuple[int, ...] | None
    exact: bool
    tolerance: float
    asked: Run
    confirmed_by: Run | None
    tried: tuple[Run, ...]


@dataclass(frozen=True, eq=False)
class _Comparison:
    same: bool
    largest: float | None
    different: int
    where: tuple[int, ...] | None


def _compare(ours: Array, theirs: Array | None, allowed: Array) -> _Comparison:
    if theirs is None or theirs.shape != ours.shape:
        return _Comparison(False, None, 0, None)
    if not ours.size:
        return _Comparison(True, 0.0, 0, None)
    a, b = ours.astype(np.float64), theirs.astype(np.float64)
    with np.errstate(invalid="ignore"):
        equal = (a == b) | (np.isnan(a) & np.isnan(b))
        distance = np.where(equal, 0.0, np.abs(a - b))
    distance[np.isnan(distance)] = np.inf
    wrong = distance > np.broadcast_to(allowed, distance.shape)
    largest = float(distance.max())
    where = np.unravel_index(int(distance.argmax()), distance.shape) if largest else None
    return _Comparison(
        not wrong.any(),
        largest,
        int(wrong.sum()),
        None if where is None else tuple(int(each) for each in where),
    )


def _rounding(
    x: Array, w: Array, sums: Array, taps: int, dtype: np.dtype[Any]
) -> tuple[Array, bool]:
    """How far two ways to add the same products may differ, and whether not at all.

    Parameters
    ----------
    x, w : ndarray
        What is multiplied: input and filter, or one of them and a gradient.
    sums : ndarray
        The sum of the products' magnitudes, for each output value.
    taps : int
        How many products a value is the sum of.
    dtype : dtype
        What TensorFlow adds in.

    Notes
    -----
    A sum of n products in whatever order is off by at most (1 + u)**n - 1 times the sum
    of their magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, section
    3.1), u being half the distance from 1 to the next number. Both sides may be. Where
    all values are multiples of some power of two, and no sum reaches 2**24 of these
    (float32), nothing is rounded in the first place.
    """
    info = np.finfo(dtype)
    u = float(info.eps) / 2
    tiny = float(info.smallest_normal)
    unit = _unit(x) * _unit(w)
    most = float(sums.max(initial=0.0))
    if unit >= tiny and most <= unit / u:  # false for nan
        return np.zeros(1), True
    peak = [float(np.abs(each[np.isfinite(each)]).max(initial=0.0)) for each in (x, w)]
    flushed = taps * tiny * (1 + sum(peak))  # what is too small to be normal may count as 0
    allowed = 2 * np.expm1(taps * np.log1p(u)) * sums + flushed
    allowed[~np.isfinite(sums)] = 0.0
    allowed[np.isfinite(sums) & (sums > float(info.max))] = np.inf  # the order decides
    return allowed, False


def _unit(values: Array) -> float:
    """The largest power of two that all values are multiples of; 0 if one is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> _unit(np.array([3.0, 0.5, 4.0])), _unit(np.array([0.0, 12.0]))
    (0.5, 4.0)
    """
    values = np.abs(values[values != 0]).astype(np.float64)
    if not values.size:
        return 1.0
    if not np.isfinite(values).all():
        return 0.0
    mantissa, exponent = np.frexp(values)
    digits = (mantissa * 2.0**53).astype(np.int64)
    lowest = (digits & -digits).astype(np.float64)
    return float(np.ldexp(lowest, exponent - 53).min())


def judge(
    ours: Array, runs: tuple[Run, ...], allowed: Array, *, exact: bool, explanation: str = ""
) -> Verdict:
    """Compare an output with what TensorFlow's ops returned.

    Parameters
    ----------
    ours : ndarray
    runs : tuple of Run
        First the op that the verdict is about, then others that may confirm.
    allowed : ndarray
        How far each value may be off; broadcasts to the shape of `ours`.
    exact : bool
        Whether `allowed` is 0 because nothing is rounded.
    explanation : str, optional
        Why the first op may not agree; used only if it does not.

    Examples
    --------
    >>> import numpy as np
    >>> good, bad = Run("tf.nn.conv2d", np.ones((1, 2, 2, 1))), Run("tf.nn.other", np.ones((1, 3, 3, 1)))
    >>> judge(np.ones((1, 2, 2, 1)), (good,), np.zeros(1), exact=True).sentence
    'TensorFlow agrees, largest difference 0 in 4 values (tf.nn.conv2d).'
    >>> judge(np.ones((1, 2, 2, 1)), (bad, good), np.zeros(1), exact=True).sentence
    'tf.nn.other returns shape (1, 3, 3, 1) here, not (1, 2, 2, 1); tf.nn.conv2d agrees.'
    """
    compared = [_compare(ours, each.output, allowed) for each in runs]
    good = next((index for index, each in enumerate(compared) if each.same), None)
    asked, first = runs[0], compared[0]
    shown = good
    if shown is None:  # the one that comes closest
        shape = (index for index, each in enumerate(compared) if each.largest is not None)
        output = (index for index, each in enumerate(runs) if each.output is not None)
        shown = next(shape, next(output, 0))
    kind: Literal["agrees", "confirmed", "differs", "refused"]
    if good == 0:
        kind, explanation = "agrees", ""
        if not ours.size:
            said = f"both return the empty shape {ours.shape}"
        else:
            many = "1 value" if ours.size == 1 else f"{ours.size:,} values"
            said = f"largest difference {first.largest or 0:.2g} in {many}"
            if first.largest:
                explanation = (
                    f"That is within {_type(asked)} rounding: sums of the same products, added up in "
                    "another order, may differ by as much."
                )
        sentence = f"TensorFlow agrees, {said} ({asked.op})."
    elif good is not None:
        kind = "confirmed"
        sentence = f"{_failing(ours, asked, first)}; {runs[good].op.partition(' with ')[0]} agrees."
    elif all(each.output is None for each in runs):
        kind = "refused"
        sentence = f"TensorFlow cannot say: {_failing(ours, asked, first)}."
    else:
        kind = "differs"
        sentence = f"TensorFlow differs: {_failing(ours, runs[shown], compared[shown])}."
    return Verdict(
        agrees=good is not None,
        kind=kind,
        sentence=sentence,
        explanation=explanation,
        op=runs[shown].op,
        largest_difference=compared[shown].largest,
        different=compared[shown].different,
        where=compared[shown].where,
        exact=exact,
        tolerance=float(allowed.max(initial=0.0)),
        asked=asked,
        confirmed_by=None if good in (None, 0) else runs[shown],
        tried=runs,
    )


def _type(run: Run) -> str:
    return "" if run.output is None else run.output.dtype.name


def _failing(ours: Array, run: Run, compared: _Comparison) -> str:
    if run.output is None:
        return f"{run.op} refuses this call ({run.error})"
    if run.output.shape != ours.shape:
        return f"{run.op} returns shape {run.output.shape} here, not {ours.shape}"
    verb = "differs" if compared.different == 1 else "differ"
    by = "" if compared.largest in (None, np.inf) else f", by up to {compared.largest:.3g}"
    return f"{compared.different} of {ours.size} values of {run.op} {verb}{by}"


def check(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    output: npt.ArrayLike | None = None,
    *,
    limit: float | None = None,
    on: Child | None = None,
) -> Future[Verdict]:
    """Have TensorFlow confirm a depthwise convolution, or contradict it.

    Asks `tf.nn.depthwise_conv2d`; where that refuses or returns something else, also
    `tf.nn.conv2d` with one group per channel, and the same in float64 and "NHWC",
    which other kernels of TensorFlow serve.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
        float16, float32 and float64 are used as such, all else as float32.
    output : array_like, optional
        What to confirm; `dwconv.depthwise_conv2d` works it out if left out.
    limit : float, optional
        Seconds that TensorFlow may take.
    on : Child, optional
        The child to run it in; the process-wide one if left out.

    Returns
    -------
    Future of Verdict
        Raises a `ChildError` if TensorFlow does not start, crashed or hung.

    Raises
    ------
    DwconvError
        At once, if the arrays do not fit the spec.
    """
    x, w = _floats(input, filter)
    _check_shapes(spec, x, w)
    ours = _ours(depthwise_call(spec, x, w)) if output is None else np.asarray(output)
    return (on or worker()).submit(_check, spec, x, w, ours, limit=limit)


def check_standard(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filters: npt.ArrayLike,
    output: npt.ArrayLike | None = None,
    *,
    limit: float | None = None,
    on: Child | None = None,
) -> Future[Verdict]:
    """Have `tf.nn.conv2d` confirm a standard convolution, or contradict it.

    Parameters
    ----------
    spec : ConvSpec
        The geometry; its multiplier does not count.
    input : array_like, shape ``spec.input_shape``
    filters : array_like, shape (kh, kw, C, N)
    output : array_like, optional
        What to confirm; `dwconv.conv2d` works it out if left out.
    limit, on
        As for `check`.

    Returns
    -------
    Future of Verdict
    """
    x, w = _floats(input, filters)
    if x.shape != spec.input_shape:
        raise DwconvError("input.shape", x.shape, f"must be {spec.input_shape}")
    ours = _ours(standard_call(spec, x, w)) if output is None else np.asarray(output)
    return (on or worker()).submit(_check_standard, spec, x, w, ours, limit=limit)


def _check_shapes(spec: ConvSpec, x: Array, w: Array) -> None:
    for name, array, shape in ("input", x, spec.input_shape), ("filter", w, spec.filter_shape):
        if array.shape != shape:
            raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")


def _floats(*values: npt.ArrayLike) -> list[Array]:
    arrays = [np.asarray(each) for each in values]
    dtype = np.result_type(*arrays)
    if dtype not in (np.float16, np.float32, np.float64) or dtype != arrays[0].dtype:
        dtype = np.dtype(np.float32)
    return [np.ascontiguousarray(each, dtype) for each in arrays]


def _ours(call: Call) -> Array:
    function = {"depthwise_conv2d": depthwise_conv2d, "conv2d": conv2d}[call.op]
    with np.errstate(invalid="ignore", over="ignore"):
        return function(
            call.input, call.filter, call.strides, call.padding, call.data_format, call.dilations
        )


def _magnitudes(call: Call) -> Array:
    """The sum of the products' magnitudes, for each output value."""
    x, w = (np.abs(each.astype(np.float64)) for each in (call.input, call.filter))
    return _ours(Call(call.op, x, w, call.strides, call.padding, call.data_format, call.dilations))


def _allowed(call: Call) -> tuple[Array, bool]:
    taps = int(np.prod(call.filter.shape[:3] if call.op == "conv2d" else call.filter.shape[:2]))
    return _rounding(call.input, call.filter, _magnitudes(call), taps, call.input.dtype)


def _check(spec: ConvSpec, x: Array, w: Array, ours: Array) -> Verdict:
    folded = max(spec.stride) > 1 and max(spec.dilation) > 1
    return _verdict(spec, [depthwise_call(spec, x, w), grouped_call(spec, x, w)], ours, folded)


def _check_standard(spec: ConvSpec, x: Array, w: Array, ours: Array) -> Verdict:
    return _verdict(spec, [standard_call(spec, x, w)], ours, folded=False)


def _verdict(spec: ConvSpec, calls: list[Call], ours: Array, folded: bool) -> Verdict:
    """Run call after call until one agrees; the last resort is the last one in float64."""
    allowed, exact = _allowed(calls[0])
    runs: list[Run] = []
    for call in calls:
        runs.append(_run(call))
        if _compare(ours, runs[-1].output, allowed).same:
            break
    else:
        runs.append(_run_plain(spec, calls[-1]))
    why = _reason(spec, calls[0], runs[0], folded)
    return judge(ours, tuple(runs), allowed, exact=exact, explanation=why)


def _run_plain(spec: ConvSpec, call: Call) -> Run:
    """Run `tf.nn.conv2d` in float64 and "NHWC", and put the output back into the spec's order."""
    x, w = call.input.astype(np.float64), call.filter.astype(np.float64)
    if spec.data_format == "NCHW":
        x = x.transpose(0, 2, 3, 1)
    result = _run(standard_call(spec.replace(data_format="NHWC"), x, w))
    output = result.output
    if output is not None and spec.data_format == "NCHW":
        output = output.transpose(0, 3, 1, 2)
    return replace(result, op=f"tf.nn.conv2d in float64{call.note}", output=output)


# The backward pass


def check_gradients(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    out_backprop: npt.ArrayLike,
    gradients: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    *,
    limit: float | None = None,
    on: Child | None = None,
) -> Future[dict[str, Verdict]]:
    """Have TensorFlow confirm the gradients of a depthwise convolution, or contradict them.

    Asks `tf.GradientTape` to differentiate `tf.nn.depthwise_conv2d`; where that refuses or
    returns something else, also the op that the gradient has to itself, unless there is a
    dilation, which those ops ignore; and then the tape in float64, "NHWC" and stride 1,
    with the values that the stride keeps cut out of the output.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output. Dtypes as for `check`.
    gradients : (array_like, array_like), optional
        What to confirm, with respect to the input and to the filter; if left out, what
        `dwconv.depthwise_conv2d_backprop_input` and its sister work out.
    limit, on
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
    _check_shapes(spec, x, w)
    ours = _our_gradients(spec, x, w, g)  # checks the third shape
    if gradients is not None:
        ours = tuple(np.asarray(each) for each in gradients)
    return (on or worker()).submit(_check_gradients, spec, x, w, g, ours, limit=limit)


def _our_gradients(spec: ConvSpec, x: Array, w: Array, g: Array) -> tuple[Array, ...]:
    rest = _layout(spec, *spec.stride), _padding(spec), spec.data_format, spec.dilation
    return (
        depthwise_conv2d_backprop_input(x.shape, w, g, *rest),
        depthwise_conv2d_backprop_filter(x, w.shape, g, *rest),
    )


_BACK: dict[str, Op] = {
    "input": "depthwise_conv2d_backprop_input",
    "filter": "depthwise_conv2d_backprop_filter",
}


def _check_gradients(
    spec: ConvSpec, x: Array, w: Array, g: Array, ours: tuple[Array, ...]
) -> dict[str, Verdict]:
    call = depthwise_call(spec, x, w)
    folded = max(spec.stride) > 1 and max(spec.dilation) > 1
    magnitudes = _our_gradients(spec, *(np.abs(each.astype(np.float64)) for each in (x, w, g)))
    outputs = spec.batch * spec.vertical.output * spec.horizontal.output
    sums = (w, g, spec.multiplier * math.prod(spec.kernel)), (x, g, outputs)
    taped = _run_tape(call, g)
    verdicts = {}
    for index, name in enumerate(("input", "filter")):
        one, other, products = sums[index]
        allowed, exact = _rounding(one, other, magnitudes[index], products, x.dtype)
        runs = [taped[index]]
        if max(spec.dilation) == 1 and not _compare(ours[index], runs[-1].output, allowed).same:
            runs.append(_run(replace(call, op=_BACK[name], out_backprop=g)))
        if g.size and not _compare(ours[index], runs[-1].output, allowed).same:
            runs.append(_run_tape_plain(spec, x, w, g)[index])
        why = _reason(spec, call, runs[0], folded)
        if not g.size:
            why = _NOTHING_TO_ADD
        elif not (runs[0].error or folded or all(np.isfinite(each).all() for each in (x, w, g))):
            why = _NOT_FINITE
        verdicts[name] = judge(ours[index], tuple(runs), allowed, exact=exact, explanation=why)
    return verdicts


_NOTHING_TO_ADD = (
    "The output is empty, so there is nothing to add up. TensorFlow then returns memory that it "
    "has not written to."
)
_NOT_FINITE = (
    "0 times infinity or NaN is NaN, and TensorFlow's kernels are not of one mind about which of "
    "the zeros around the numbers they multiply."
)
_OTHER_SHAPE = "There is no gradient: the output has shape"


def _run_tape(
    call: Call, g: Array, note: str = "", keep: tuple[slice, ...] = (slice(None),)
) -> list[Run]:
    """Differentiate a call, or the part of its output that is kept, by input and by filter."""
    import tensorflow as tf

    def ask() -> Sequence[Any]:
        tensors = [tf.constant(each) for each in (call.input, call.filter)]
        with tf.GradientTape() as tape:
            tape.watch(tensors)
            output = _called(call, *tensors)[keep]
        if output.shape != g.shape:
            raise ValueError(f"{_OTHER_SHAPE} {tuple(output.shape)} here, not {g.shape}.")
        gradients: Sequence[Any] = tape.gradient(output, tensors, tf.constant(g))
        return gradients

    return _caught([f"tf.GradientTape{note}"] * 2, ask)


def _run_tape_plain(spec: ConvSpec, x: Array, w: Array, g: Array) -> list[Run]:
    """Leave TensorFlow what every kernel of it can, and put the result into the spec's order."""
    x, w, g = (each.astype(np.float64) for each in (x, w, g))
    if spec.data_format == "NCHW":
        x, g = (each.transpose(0, 2, 3, 1) for each in (x, g))
    plain = spec.replace(data_format="NHWC", stride=1, padding=spec.pads)
    keep = tuple(
        slice(None, size * step, step) for size, step in zip(g.shape[1:3], spec.stride, strict=True)
    )
    runs = _run_tape(
        depthwise_call(plain, x, w),
        g,
        " in float64 with the stride cut out of an output without one",
        (slice(None), *keep),
    )
    if spec.data_format == "NCHW" and runs[0].output is not None:
        runs[0] = replace(runs[0], output=runs[0].output.transpose(0, 3, 1, 2))
    return runs


# Why


_REASONS: tuple[tuple[str, str], ...] = (
    (
        r"only supports equal length strides",
        "TensorFlow's Eigen kernel for depthwise convolution takes one stride for both directions. "
        "The formula has no such limit, and neither has the oneDNN kernel that serves float32.",
    ),
    (
        r"only supported for NHWC|supports only NHWC|only supports NHWC|NHWC tensor format for now",
        "On the CPU, the kernel that serves this type keeps channels last. The order of axes changes "
        "nothing in the sum.",
    ),
    (
        r"strides in the batch and depth",
        "A window moves over rows and columns. Batch and channels are not skipped, so their "
        "strides must be 1.",
    ),
    (
        r"[Ss]trides? must be (> 0|positive|strictly positive)|must be strictly positive",
        "A window that does not move forward never ends: a stride is at least 1.",
    ),
    (
        r"strides.*must specify|must contain 4|[Ss]liding window strides",
        "The op wants four strides, in the order of the data format.",
    ),
    (
        r"Computed output size would be negative|Negative dimension size",
        "Not one window fits: the kernel, spread by its dilation, is larger than the padded input.",
    ),
    (
        r"must not have zero elements",
        "Without a single weight there is nothing to sum.",
    ),
    (
        r"could not create a primitive descriptor|Paddings must be non-negative|must be nonnegative",
        "Padding adds pixels. A negative one would cut some off, which is no convolution any more.",
    ),
    (
        r"Value for attr 'T'|Could not find device|No registered",
        "TensorFlow has no kernel for this type of number.",
    ),
    (
        r"not in the list of allowed values",
        "TensorFlow compares this text letter by letter; see the values it lists.",
    ),
    (
        r"Expected list",
        "The op wants a list or a tuple here, not a bare number or an array.",
    ),
    (
        r"must have the same depth|Dimensions must be equal|must be divisible|evenly divisible",
        "The filter's third axis must fit the input's channels: each channel has its own filters.",
    ),
    (
        r"dilation_rate.*must be positive|[Dd]ilat.*must be (> 0|positive|strictly)",
        "Taps that lie 0 pixels apart would all be the same tap: a dilation is at least 1.",
    ),
    (
        r"must be 4-dimensional|must be 4-D|\brank\b",
        "The op wants four axes: batch, rows, columns and channels.",
    ),
)


def explain(message: str) -> str:
    """Say in plain words what TensorFlow's message means.

    Parameters
    ----------
    message : str
        As in `Run.message`.

    Returns
    -------
    str
        Empty if there is no message.

    Examples
    --------
    >>> explain("Computed output size would be negative: -1")
    'Not one window fits: the kernel, spread by its dilation, is larger than the padded input.'
    """
    if not message:
        return ""
    for pattern, reason in _REASONS:
        if re.search(pattern, message):
            return reason
    return "TensorFlow refuses this call; its own words are all there is to go by."


ONE_WIDE = (
    "A kernel of oneDNN, for processors with AVX-512 and for one channel with a multiplier, steps "
    "on by the stride across although there is no next column, and so it skips rows."
)


def _reason(spec: ConvSpec, call: Call, asked: Run, folded: bool) -> str:
    """Why the op asked about may not follow the formula here."""
    if asked.error and not asked.message.startswith(_OTHER_SHAPE):
        return explain(asked.message)
    if folded:
        return (
            "For a dilation this op folds the input into blocks, runs the convolution inside each "
            "block and unfolds the result. It also applies the stride inside the blocks, so it "
            "keeps the wrong positions. TensorFlow only warns of it."
        )
    if spec.channels == 1 < spec.multiplier and spec.horizontal.output == 1 < spec.stride[1]:
        return ONE_WIDE
    if 0 in spec.output_shape:
        return (
            "The output is empty. The oneDNN kernel then returns memory in the shape of the input, "
            "without writing to it."
        )
    if not (np.isfinite(call.input).all() and np.isfinite(call.filter).all()):
        return (
            "Padding is a zero like any other, and 0 times infinity or NaN is NaN. The oneDNN "
            "kernel skips the taps on padding, so there the NaN is missing."
        )
    return "There is no known reason for a difference here: one of the two is wrong."


# What TensorFlow's profiler counts


def count_flops(
    spec: ConvSpec,
    filters: int | None = None,
    *,
    bias: bool = False,
    limit: float | None = None,
    on: Child | None = None,
) -> Future[dict[str, int]]:
    """Have TensorFlow's own profiler count the operations of a layer.

    Parameters
    ----------
    spec : ConvSpec
    filters : int, optional
        Output channels of the standard convolution; C * M if left out.
    bias : bool, optional
        Whether each layer adds one bias per output channel.
    limit, on
        As for `check`.

    Returns
    -------
    Future of dict
        Keys "depthwise" and "standard". A key is missing where TensorFlow does not
        build such a graph or does not count it. With a dilation the depthwise op is
        several ops, and what the profiler counts is what they do.
    """
    made = spec.channels * spec.multiplier
    if filters is not None:
        made = integer("filters", filters, 1)
    return (on or worker()).submit(_count_flops, spec, made, bias, limit=limit)


def _count_flops(spec: ConvSpec, filters: int, bias: bool) -> dict[str, int]:
    import tensorflow as tf

    image, kernel = np.empty(spec.input_shape), np.empty(spec.filter_shape)
    standard = np.empty((*spec.kernel, spec.channels, filters))
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
                result = getattr(tf.nn, call.op)(
                    tf.compat.v1.placeholder(tf.float32, call.input.shape),
                    tf.compat.v1.placeholder(tf.float32, call.filter.shape),
                    strides=call.strides,
                    padding=call.padding,
                    data_format=call.data_format,
                    dilations=call.dilations,
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


# What it takes


@dataclass(frozen=True)
class Timing:
    """How long one call of an op takes.

    Attributes
    ----------
    op : str
    seconds : float
        The median of the repetitions.
    repetitions : int
    empty : float
        Seconds of the same call on a single pixel and with a single weight: what goes
        by before anything worth mentioning is multiplied. Taken in turns with the other.
    """

    op: str
    seconds: float
    repetitions: int
    empty: float


@dataclass(frozen=True)
class Measurement:
    """A layer's times on this machine, and what the machine can do at best.

    Attributes
    ----------
    timings : dict of str to Timing
        Keys "depthwise", "standard" and "pointwise", the 1x1 convolution that makes a
        separable layer of the depthwise one; an op that does not run is missing.
    missing : dict of str to str
        Of each of those, why.
    peak : float
        MACs per second of a large matrix product, the best of its repetitions.
    bandwidth : float
        Bytes per second, read and written, of a large copy in memory, likewise.
    threads : int
        How many threads TensorFlow spreads an op over.
    taken : float
        When, as `time.time` says it.
    """

    timings: dict[str, Timing]
    missing: dict[str, str]
    peak: float
    bandwidth: float
    threads: int
    taken: float


def measure(
    spec: ConvSpec,
    filters: int | None = None,
    *,
    limit: float | None = None,
    on: Child | None = None,
) -> Future[Measurement]:
    """Have TensorFlow run a layer as depthwise and as standard convolution, and time both.

    Eager calls in float32 without a bias, one after the other, each warmed up and
    repeated for an eighth of a second: about one second in all.

    Parameters
    ----------
    spec : ConvSpec
    filters : int, optional
        Output channels of the standard and the pointwise convolution; C * M if left
        out.
    limit, on
        As for `check`.

    Returns
    -------
    Future of Measurement
    """
    made = spec.channels * spec.multiplier
    if filters is not None:
        made = integer("filters", filters, 1)
    return (on or worker()).submit(_measure, spec, made, limit=limit)


_LONG_ENOUGH = 0.125  # seconds of repetitions
_FEWEST, _MOST = 3, 200
_MATRIX = 512  # rows and columns: a hundred MACs for each number moved
_COPIED = 64 * 2**20  # bytes: more than a core's caches hold


def _repeated(
    *functions: Callable[[], Any], long_enough: float = _LONG_ENOUGH, warm_ups: int = 2
) -> list[list[float]]:
    """The seconds of call after call of each function, in turns: a disturbance meets them all."""
    for function in functions * warm_ups:
        function()
    taken: list[list[float]] = [[] for _ in functions]
    while len(taken[0]) < _FEWEST or (sum(taken[0]) < long_enough and len(taken[0]) < _MOST):
        for function, each in zip(functions, taken, strict=True):
            begin = time.perf_counter()
            function()
            each.append(time.perf_counter() - begin)
    return taken


def _measure(spec: ConvSpec, filters: int) -> Measurement:
    import tensorflow as tf

    rng = np.random.default_rng(0)

    def noise(*shape: int) -> Array:
        return rng.standard_normal(shape, np.float32)

    image = noise(*spec.input_shape)
    kernels = noise(*spec.kernel, spec.channels, filters)
    made = spec.channels * spec.multiplier
    handed_on = ConvSpec(spec.vertical.output, spec.horizontal.output, made, kernel=(1, 1))
    calls = {
        "depthwise": depthwise_call(spec, image, noise(*spec.filter_shape)),
        "standard": standard_call(spec, image, kernels),
        "pointwise": standard_call(
            handed_on, noise(*handed_on.input_shape), noise(1, 1, made, filters)
        ),
    }
    outputs = {"depthwise": made, "standard": filters, "pointwise": filters}
    pixel = ConvSpec(1, 1, 1, kernel=(1, 1))
    empty = {
        "depthwise_conv2d": depthwise_call(pixel, noise(1, 1, 1, 1), noise(1, 1, 1, 1)),
        "conv2d": standard_call(pixel, noise(1, 1, 1, 1), noise(1, 1, 1, 1)),
    }
    square = tf.constant(noise(_MATRIX, _MATRIX))
    products: list[float] = []

    def multiply() -> None:
        # Before, between and after the layers: what else the machine does lowers the roof no more
        # than it slows what stands under it.
        short = _LONG_ENOUGH / 4
        products.extend(*_repeated(lambda: tf.linalg.matmul(square, square), long_enough=short))

    multiply()
    timings, missing = {}, {}
    for name, call in calls.items():
        function = _prepared(call)
        shape = *spec.replace(data_format="NHWC").output_shape[:3], outputs[name]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                returned = tuple(function().shape)
                if returned != shape:
                    missing[name] = f"{call.name} returns shape {returned} here, not {shape}."
                    continue
                taken, alone = _repeated(function, _prepared(empty[call.op]))
        except (ValueError, TypeError, tf.errors.OpError) as error:
            said = _plain(str(getattr(error, "message", "") or error))
            missing[name] = f"{call.name} refuses this call. {explain(said)}"
            continue
        timings[name] = Timing(
            call.name, float(np.median(taken)), len(taken), float(np.median(alone))
        )
        multiply()
    threads = tf.config.threading.get_intra_op_parallelism_threads() or _processors()
    return Measurement(
        timings=timings,
        missing=missing,
        peak=_MATRIX**3 / min(products),
        bandwidth=2 * _COPIED / min(_copies(threads)),
        threads=threads,
        taken=time.time(),
    )


def _prepared(call: Call) -> Callable[[], Any]:
    """A call whose arguments are TensorFlow's already."""
    import tensorflow as tf

    tensors = [tf.constant(each) for each in (call.input, call.filter)]
    return lambda: _called(call, *tensors)


def _copies(threads: int) -> list[float]:
    """The seconds of copies of one array to another, as many threads sharing the work."""
    source = np.ones(_COPIED // 8)
    parts = np.array_split(source, threads), np.array_split(np.zeros_like(source), threads)
    with ThreadPoolExecutor(threads) as pool:
        (taken,) = _repeated(lambda: list(pool.map(np.copyto, *reversed(parts))))
    return taken


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
