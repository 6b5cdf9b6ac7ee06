"""Decides whether a claim is true: gets answers from the engine and TensorFlow and checks the predictions."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from dwconv.costs.layer import costs
from dwconv.engine.errors import DwconvError
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Run
from dwconv.reference.formula_output import compute_or_refuse
from dwconv.reference.profile import count_flops
from dwconv.reference.timing import Measurement, measure
from dwconv.reference.worker_manager import Worker
from dwconv.teaching.claims.claim import Answer, Claim, CostQuestion, Question, TimeQuestion


@dataclass(frozen=True)
class PredictionCheck:
    """One prediction beside what came of it, in words.

    Attributes
    ----------
    quantity : str
        What is looked at.
    claimed, ours, theirs : str
        What it is by the claim, by this library and by TensorFlow.
    holds : bool
        Whether all three agree.
    """

    quantity: str
    claimed: str
    ours: str
    theirs: str
    holds: bool


def engine_answers(claim: Claim) -> tuple[Answer, ...]:
    """Return what this library answers.

    Examples
    --------
    >>> from dwconv.teaching.claims import find_claim
    >>> [answer.shape for answer in engine_answers(find_claim("same-shape"))]
    ['(1, 2, 3, 2)']
    """
    return tuple(_engine_answer(question) for question in claim.questions)


def _engine_answer(question: Question) -> Answer:
    if isinstance(question, TimeQuestion):
        return Answer()
    if isinstance(question, CostQuestion):
        cost = costs(question.spec, question.filters)
        return Answer(flops={kind: cost[kind].flops for kind in ("depthwise", "standard")})
    output, refusal = compute_or_refuse(question)
    if output is None:
        return Answer(error=DwconvError.__name__, message=refusal)
    return Answer(output)


def tensorflow_answers(claim: Claim, *, worker: Worker | None = None) -> Future[tuple[Answer, ...]]:
    """Ask TensorFlow, here and now.

    Parameters
    ----------
    claim : Claim
    worker : Worker, optional
        The process to run it in; the shared one if left out.

    Returns
    -------
    Future of tuple of Answer
        Raises a `WorkerError` if TensorFlow does not start, crashes or hangs.
    """
    pending = [_send(question, worker) for question in claim.questions]
    all_answers: Future[tuple[Answer, ...]] = Future()
    all_answers.set_running_or_notify_cancel()

    def finish(_: Future[Any]) -> None:
        # The process takes its questions in turn: after the last one all are answered.
        try:
            all_answers.set_result(tuple(_as_answer(answer.result()) for answer in pending))
        except BaseException as error:
            all_answers.set_exception(error)

    pending[-1].add_done_callback(finish)
    return all_answers


def _send(question: Question, worker: Worker | None) -> Future[Any]:
    if isinstance(question, CostQuestion):
        return count_flops(question.spec, question.filters, worker=worker)
    if isinstance(question, TimeQuestion):
        return measure(question.spec, question.filters, worker=worker)
    return run(question, worker=worker)


def _as_answer(result: Run | Measurement | dict[str, int]) -> Answer:
    if isinstance(result, Run):
        return Answer(result.output, result.error, result.message)
    if isinstance(result, Measurement):
        return Answer(seconds={kind: timing.seconds for kind, timing in result.timings.items()})
    return Answer(flops=result)


def check_predictions(
    claim: Claim, ours: Sequence[Answer], theirs: Sequence[Answer]
) -> list[PredictionCheck]:
    """Compare every prediction with both answers.

    Examples
    --------
    >>> from dwconv.teaching.claims import find_claim
    >>> claim = find_claim("same-shape")
    >>> [check] = check_predictions(claim, engine_answers(claim), engine_answers(claim))
    >>> check.claimed, check.ours, check.holds
    ('(1, 3, 3, 1)', '(1, 2, 3, 2)', False)
    """
    return [
        PredictionCheck(
            prediction.quantity,
            _in_words(prediction.claimed),
            _in_words(own),
            _in_words(other),
            other == prediction.claimed and own in (None, prediction.claimed),
        )
        for prediction in claim.predictions
        for own, other in [(prediction.read(ours), prediction.read(theirs))]
    ]


def _in_words(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
