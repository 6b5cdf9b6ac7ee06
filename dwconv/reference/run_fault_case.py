"""Runs a case of a known fault again, and says what TensorFlow does and what the formula gives.

TensorFlow and this library get the same call, and every sentence comes from that run. Where
this version of TensorFlow or this processor does not have the fault, the outcome says so.
"""

from __future__ import annotations

import re
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dwconv.reference.ask_tensorflow import run, worker_for_crashing_calls
from dwconv.reference.calls import Array, Run
from dwconv.reference.explain_difference import explain_error
from dwconv.reference.formula_output import compute_or_refuse
from dwconv.reference.known_faults import Case, Group
from dwconv.reference.worker_errors import WorkerCrashed, WorkerError, WorkerHung
from dwconv.reference.worker_manager import Worker


@dataclass(frozen=True, eq=False)
class Outcome:
    """What TensorFlow and this library did with a case.

    Attributes
    ----------
    case : Case
    right : bool
        Whether TensorFlow did what the formula says: the same output, or a refusal
        of what has no meaning.
    theirs : str
        What TensorFlow did, in a sentence.
    ours : str
        What the formula says, in a sentence.
    verdict : str
        How the two compare, in a sentence.
    explanation : str
        TensorFlow's error in plain words, if there was one; else why the answer is what
        it is. Empty if TensorFlow is right.
    run : Run or None
        TensorFlow's output or error; None after a crash.
    output : ndarray or None
        The formula's output; None if it has none.
    """

    case: Case
    right: bool
    theirs: str
    ours: str
    verdict: str
    explanation: str
    run: Run | None
    output: Array | None

    @property
    def kind(self) -> Group | None:
        """What went wrong in this run; None if nothing did."""
        if self.right:
            return None
        if self.run is None:
            return "crashes"
        if self.run.output is None:
            return "refuses what is legal"
        if self.output is None:
            return "silently accepts"
        return "wrong numbers" if self.run.output.shape == self.output.shape else "wrong shape"

    @property
    def elsewhere(self) -> str:
        """Why the case stands in its group, in a sentence, where this run shows something else; or empty."""
        if self.kind == self.case.group:
            return ""
        return (
            f"This case stands under “{self.case.group}” because that is what other processors, or other "
            "versions of TensorFlow, do with it."
        )


def run_case(
    case: Case, *, limit: float | None = None, worker: Worker | None = None
) -> Future[Outcome]:
    """Run a case again.

    Parameters
    ----------
    case : Case
    limit : float, optional
        Seconds that TensorFlow may take.
    worker : Worker, optional
        The process to run it in. If left out it is the shared one; for a case that crashes
        TensorFlow one of its own, which takes seconds to start.

    Returns
    -------
    Future of Outcome
        Raises a `WorkerError` only if TensorFlow does not start, or too many wait for it.
    """
    outcome: Future[Outcome] = Future()
    outcome.set_running_or_notify_cancel()

    def finish(answer: Future[Run]) -> None:
        try:
            outcome.set_result(outcome_of(case, answer))
        except BaseException as error:
            outcome.set_exception(error)

    own = worker_for_crashing_calls() if case.crashes else None
    run(case.call, limit=limit, worker=worker or own).add_done_callback(finish)
    return outcome


def outcome_of(case: Case, answer: Future[Run]) -> Outcome:
    """Compare what TensorFlow answered with the formula; a crash is an outcome, too."""
    output, refusal = compute_or_refuse(case.call)
    ours = (
        f"This library refuses: {refusal}"
        if output is None
        else f"The formula gives shape {output.shape}."
    )
    op = f"tf.nn.{case.call.op}"
    try:
        run = answer.result()
    except (WorkerCrashed, WorkerHung) as error:
        words = line_before_crash(error)
        theirs = str(error) if not words else f"{error} Its last words: {words}."
        verdict = (
            "An error message would be enough. Here the whole program that asked ends."
            if output is None
            else "The formula gives numbers here, but the whole program that asked ends."
        )
        return Outcome(case, False, theirs, ours, verdict, case.why, None, output)
    if run.output is None:
        theirs = f"{op} raises {run.error}: {_first_line(run.message)}."
        right = output is None
        verdict = (
            "Here TensorFlow is right: this call is an error."
            if right
            else "The formula gives numbers here, but TensorFlow has no code for this case."
        )
        known = case.fault.matches_error(run.message)
        explanation = case.why if known else explain_error(run.message)
        return Outcome(case, right, theirs, ours, verdict, explanation, run, output)
    theirs = (
        f"{op} returns shape {run.output.shape}, and only warns."
        if run.warnings
        else f"{op} returns shape {run.output.shape}."
    )
    if output is None:
        right, verdict = False, "This call should be an error, but TensorFlow returns numbers."
    elif run.output.shape != output.shape:
        right, verdict = False, "The shape is wrong."
    else:
        wrong = int(np.sum(~_equal(run.output, output)))
        right = not wrong
        if right:
            verdict = "Here TensorFlow is right."
        elif output.size == 1:
            verdict = "The shape is right, and the value is wrong."
        else:
            verdict = f"The shape is right, and {wrong} of {output.size} values are wrong."
    return Outcome(case, right, theirs, ours, verdict, "" if right else case.why, run, output)


def _equal(a: Array, b: Array) -> npt.NDArray[np.bool_]:
    """Which values are equal; the cases' numbers are chosen so that nothing is rounded."""
    return np.asarray((a == b) | (np.isnan(a) & np.isnan(b)))


def _first_line(message: str) -> str:
    return message.partition("\n")[0].rstrip(" .")


def line_before_crash(error: WorkerError) -> str:
    """The line that TensorFlow printed before it ended its process; empty if it did not.

    Examples
    --------
    >>> line_before_crash(WorkerError("", "F0000 00:00:1.2 7 tensor_format.h:428] Check failed: index >= 0"))
    'Check failed: index >= 0'
    """
    found = re.search(r"^F\d{4} .*?\] (.*?)\s*$", error.details, re.MULTILINE)
    return found[1] if found else ""
