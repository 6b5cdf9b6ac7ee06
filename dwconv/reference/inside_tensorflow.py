"""What runs in TensorFlow's process: its start, a call, and what is caught of it.

`dwconv.reference.ask_tensorflow` sends the calls. TensorFlow is imported inside functions only.
"""

from __future__ import annotations

import re
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Array, Call, Run, depthwise_call, grouped_call
from dwconv.reference.inside_worker import (
    BEHIND_PAGES,
    let_other_sessions_go_first,
    lower_priority,
)


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


def warm_up_again() -> Backend:
    """Load TensorFlow again while a class works: its import takes four seconds of a processor."""
    let_other_sessions_go_first(BEHIND_PAGES)
    return warm_up()


def warm_up() -> Backend:
    """Import TensorFlow, run each op once, and say which TensorFlow it is."""
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
