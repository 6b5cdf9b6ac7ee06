"""Sends calls to TensorFlow, which runs in one worker process for the whole server.

Importing TensorFlow takes seconds and half a gigabyte, and some calls crash it: so it runs in
a worker process (`dwconv.reference.worker_manager`). What asks it something
returns a `concurrent.futures.Future` at once; ``.result()`` waits.

    start()                                  # when the app starts; returns at once
    run(depthwise_call(spec, input, filter)).result()      # a Run
"""

from __future__ import annotations

import re
import sys
import threading
import time
import warnings
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Array, Call, depthwise_call, grouped_call
from dwconv.reference.inside_worker import (
    BEHIND_PAGES,
    let_other_sessions_go_first,
    lower_priority,
)
from dwconv.reference.worker_manager import Status, Worker


@dataclass(frozen=True)
class Backend:
    """Which TensorFlow answers.

    Attributes
    ----------
    version : str
    onednn : bool or None
        Whether oneDNN's kernels compute float32 and float16; else Eigen's do, as
        always for float64. None if this TensorFlow does not tell.

    Examples
    --------
    >>> print(Backend("2.21.0", onednn=True))
    TensorFlow 2.21.0, eager, on the CPU, oneDNN on
    """

    version: str
    onednn: bool | None

    def __str__(self) -> str:
        kernels = {True: ", oneDNN on", False: ", oneDNN off", None: ""}[self.onednn]
        return f"TensorFlow {self.version}, eager, on the CPU{kernels}"


@dataclass(frozen=True, eq=False)
class Run:
    """What TensorFlow returned for one call, or the error that it raised.

    Attributes
    ----------
    op : str
        "tf.nn.depthwise_conv2d", or another op with what was done around it.
    output : ndarray or None
        None if it raised an error.
    error, message : str
        The exception's type and text; empty if there was none.
    warnings : tuple of str
        Its warnings, each as "UserWarning: text".
    seconds : float
        How long the call took, without the way to the process and back.
    """

    op: str
    output: Array | None = None
    error: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",  # the same answers with and without a graphics card
    "PYTHONWARNINGS": "ignore",  # those of the import; a call's own are caught and shown
}
_lock = threading.Lock()
_shared: Worker | None = None


def shared_worker() -> Worker:
    """Return the one worker that runs TensorFlow for this server; it may not have been started."""
    global _shared
    with _lock:
        if _shared is None:
            _shared = new_worker()
        return _shared


@lru_cache(maxsize=1)
def worker_for_crashing_calls() -> Worker:
    """Return the worker for calls that crash TensorFlow: each gets a process of its own.

    So a crash takes nobody's answers away. Few may wait: a start takes seconds.
    """
    return new_worker(keep=False, most_waiting=8, warm_up_again=None)


def new_worker(**options: Any) -> Worker:
    """Return another worker that runs TensorFlow; `options` go to `dwconv.reference.worker_manager.Worker`."""
    usual: dict[str, Any] = {
        "name": "TensorFlow",
        "environment": _ENVIRONMENT,
        "warm_up_again": _warm_up_again,
    }
    return Worker(_warm_up, **(usual | options))


def set_asker(
    asker: Callable[[], Hashable],
    let_others_go_first: Callable[[float], object] = lambda seconds: None,
) -> None:
    """Say who asks: those with many questions do not hold up the others.

    Parameters
    ----------
    asker : callable
        Returns the same for all questions of one person.
    let_others_go_first : callable, optional
        May wait so many seconds at most before a question is sent, while the server has something
        more urgent to do.
    """
    for worker in (shared_worker(), worker_for_crashing_calls()):
        worker.asker = asker
        worker.let_others_go_first = let_others_go_first


def start() -> None:
    """Begin to start TensorFlow, if it does not run, and return at once."""
    shared_worker().start()


def status() -> Status:
    """What the process is doing; once it is ready, ``status().about`` is a `Backend`."""
    return shared_worker().status()


def run(call: Call, *, limit: float | None = None, worker: Worker | None = None) -> Future[Run]:
    """Have TensorFlow run one call.

    Parameters
    ----------
    call : Call
    limit : float, optional
        Seconds that it may take.
    worker : Worker, optional
        The process to run it in; the shared one if left out.

    Returns
    -------
    Future of Run
        Raises a `WorkerError` if the call crashed TensorFlow or did not return.
    """
    return (worker or shared_worker()).submit(run_here, call, limit=limit)


# What follows runs in TensorFlow's process. It imports TensorFlow inside functions only.


# What TensorFlow and Keras import where it is installed, and no call here needs: two fifths of the time of
# their import.
_NOT_NEEDED = ("IPython", "jax", "matplotlib", "pandas", "scipy")


def import_tensorflow() -> Any:
    """Import TensorFlow but not the optional libraries that it loads; those can be imported later.

    Returns
    -------
    module
        ``tensorflow``.
    """
    hidden = [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: it is not installed
    try:
        import tensorflow
    finally:
        for name in hidden:
            del sys.modules[name]
    return tensorflow


def _warm_up_again() -> Backend:
    """Load TensorFlow again while a class works: its import takes four seconds of a processor."""
    let_other_sessions_go_first(BEHIND_PAGES)
    return _warm_up()


def _warm_up() -> Backend:
    lower_priority(BEHIND_PAGES)
    tf = import_tensorflow()
    try:
        from tensorflow.python.util import _pywrap_util_port

        onednn = bool(_pywrap_util_port.IsMklEnabled())
    except (ImportError, AttributeError):
        onednn = None
    small = np.ones((1, 4, 4, 2), np.float32), np.ones((2, 2, 2, 2), np.float32)
    spec = ConvSpec(4, 4, 2, kernel=(2, 2), multiplier=2)
    for call in depthwise_call(spec, *small), grouped_call(spec, *small):
        result = run_here(call)  # the first call of an op is slow
        if result.error:
            raise RuntimeError(f"{result.op} raised {result.error}: {result.message}")
    return Backend(tf.__version__, onednn)


def run_here(call: Call) -> Run:
    """Run one call in this process, which has to be TensorFlow's."""
    import tensorflow as tf

    def compute() -> list[Any]:
        operands = list(call.operands.values())
        if call.dtype:
            operands = [tf.cast(tf.constant(array), call.dtype) for array in operands]
        result = apply(call, *operands)
        return [tf.cast(result, tf.float32) if call.dtype else result]

    return run_and_catch([call.name], compute)[0]


def apply(call: Call, *operands: Any) -> Any:
    """Call the op with these operands and the call's other parameters."""
    import tensorflow as tf

    return getattr(tf.nn, call.op)(*operands, **call.parameters)


def run_and_catch(ops: Sequence[str], compute: Callable[[], Sequence[Any]]) -> list[Run]:
    """Run a function that returns several tensors, and catch its error and its warnings.

    Parameters
    ----------
    ops : sequence of str
        What each tensor is a result of.
    compute : callable
        Returns as many tensors as there are `ops`.

    Returns
    -------
    list of Run
        One for each of `ops`. An error and the warnings stand in every one of them.
    """
    outputs: list[Array | None] = [None] * len(ops)
    error, message = "", ""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        begin = time.perf_counter()
        try:
            outputs = [np.array(tensor.numpy()) for tensor in compute()]
        except Exception as problem:
            error, message = type(problem).__name__, plain_message(problem)
        seconds = time.perf_counter() - begin
    texts = tuple(dict.fromkeys(f"{one.category.__name__}: {one.message}" for one in caught))
    return [
        Run(op, output, error, message, texts, seconds)
        for op, output in zip(ops, outputs, strict=True)
    ]


def plain_message(error: Exception) -> str:
    """An error's text without the marks that TensorFlow adds for its own use.

    Examples
    --------
    >>> plain_message(ValueError("{{function_node __wrapped__}} Stride must be > 0 [Op:Conv2D]"))
    'Stride must be > 0'
    """
    message = str(getattr(error, "message", "") or error)
    message = re.sub(r"\{\{function_node [^}]*\}\}\s*", "", message)
    return re.sub(r"\s*\[Op:[^\]]*\](\s*name:\s*\S*)?", "", message).strip()
