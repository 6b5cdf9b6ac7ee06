"""Which known faults the installed TensorFlow still has, and what Keras's own layer does there."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.calls import Call
from dwconv.reference.formula_output import compute_or_refuse
from dwconv.reference.inside_tensorflow import run_here
from dwconv.reference.known_faults import cases, find_case
from dwconv.reference.run_fault_case import outcome_of
from dwconv.reference.worker_errors import WorkerError

Keras = Literal["right", "wrong", "refuses", ""]


@dataclass(frozen=True)
class CaseResult:
    """The result of one case with the installed TensorFlow.

    Attributes
    ----------
    key : str
        Of the case.
    right : bool
        Whether TensorFlow does now what the formula says.
    verdict : str
        How the two compare, in a sentence.
    keras : str
        What `keras.layers.DepthwiseConv2D` does with the same layer: "right", "wrong" or "refuses";
        empty where the case is no layer of Keras.
    """

    key: str
    right: bool
    verdict: str
    keras: Keras


@dataclass(frozen=True)
class Survey:
    """The results of all cases that do not crash TensorFlow.

    Attributes
    ----------
    tensorflow, keras : str
        The versions.
    results : tuple of CaseResult
        In the order of `dwconv.reference.known_faults.cases`.
    """

    tensorflow: str
    keras: str
    results: tuple[CaseResult, ...]

    @property
    def still_wrong(self) -> int:
        """How many cases are still so."""
        return sum(not result.right for result in self.results)


def survey() -> Future[Survey]:
    """Run all cases that do not crash TensorFlow, one after the other: questions may come between them.

    Returns
    -------
    Future of Survey
        Raises a `WorkerError` if TensorFlow does not start, or too many wait for it.
    """
    keys = [case.key for case in cases() if not case.crashes]
    jobs: list[tuple[Any, ...]] = [(versions_here,), *((result_here, key) for key in keys)]
    answers: list[Any] = []
    found: Future[Survey] = Future()
    found.set_running_or_notify_cancel()

    def ask_next() -> None:
        shared_worker().submit(*jobs[len(answers)]).add_done_callback(take)

    def take(answer: Future[Any]) -> None:
        try:
            answers.append(answer.result())
        except WorkerError as error:
            found.set_exception(error)
            return
        if len(answers) < len(jobs):
            ask_next()
            return
        (tensorflow, keras), *results = answers
        found.set_result(Survey(tensorflow, keras, tuple(results)))

    ask_next()
    return found


def versions_here() -> tuple[str, str]:
    """Return the versions of TensorFlow and Keras in this process, which has to be TensorFlow's."""
    import keras
    import tensorflow as tf

    return tf.__version__, keras.__version__


def result_here(key: str) -> CaseResult:
    """Run the case of this key in this process, which has to be TensorFlow's."""
    case = find_case(key)
    answer: Future[Any] = Future()
    answer.set_result(run_here(case.call))
    outcome = outcome_of(case, answer)
    layer = keras_here(case.call) if case.spec is not None else ""
    return CaseResult(key, outcome.right, outcome.verdict, layer)


def keras_here(call: Call) -> Keras:
    """Have Keras's depthwise layer compute a call in this process, and compare it with the formula."""
    import keras

    expected, _ = compute_or_refuse(call)
    height, width, _, multiplier = call.filter.shape
    try:
        layer = keras.layers.DepthwiseConv2D(
            (height, width),
            strides=tuple(call.strides[1:3]),
            padding=str(call.padding).lower(),
            depth_multiplier=multiplier,
            dilation_rate=tuple(call.dilations or (1, 1)),
            use_bias=False,
        )
        layer.build(call.input.shape)
        layer.set_weights([call.filter])
        found = np.array(layer(call.input))
    except Exception:  # Keras raises errors of many kinds
        return "refuses"
    return "right" if expected is not None and np.array_equal(found, expected) else "wrong"
