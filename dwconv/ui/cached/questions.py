"""What TensorFlow is asked besides the lab's layer: counts, times, known faults, claims, calls."""

from __future__ import annotations

from concurrent.futures import Future

from dwconv.engine.spec import ConvSpec
from dwconv.reference import known_faults
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call, Run
from dwconv.reference.fault_survey import Survey, survey
from dwconv.reference.profile import count_flops
from dwconv.reference.run_fault_case import Outcome, run_case
from dwconv.reference.timing import Measurement, measure
from dwconv.reference.worker_errors import WorkerBusy
from dwconv.teaching.claims import Answer, find_claim, tensorflow_answers
from dwconv.ui.cached.kept_answers import KeptAnswers


@KeptAnswers
def flops(spec: ConvSpec, bias: bool, filters: int | None = None) -> Future[dict[str, int]]:
    """TensorFlow's own count of a layer's operations."""
    return count_flops(spec, filters, bias=bias)


_MOST_MEASURED = 8  # at the same time, for all visitors: each takes TensorFlow a second
_measured: list[Future[Measurement]] = []  # those that are not answered yet


@KeptAnswers
def measurement(spec: ConvSpec, filters: int, minute: int) -> Future[Measurement]:
    """A layer's times on this machine; whoever asks in the same minute shares an answer."""
    _measured[:] = [future for future in _measured if not future.done()]
    if len(_measured) >= _MOST_MEASURED:
        busy: Future[Measurement] = Future()
        busy.set_exception(
            WorkerBusy(f"{_MOST_MEASURED} layers are being timed already. Try again in a moment.")
        )
        return busy
    _measured.append(measure(spec, filters))
    return _measured[-1]


@KeptAnswers
def outcome(case: str, number: int) -> Future[Outcome]:
    """What comes of a case of the gallery; another `number` is another run."""
    return run_case(known_faults.find_case(case))


@KeptAnswers
def faults_now() -> Future[Survey]:
    """Which known faults the installed TensorFlow still has."""
    return survey()


@KeptAnswers
def printed(call: Call) -> Future[Run]:
    """What a call of the lesson returns. It is remembered for this call object, not for equal ones."""
    return run(call)


@KeptAnswers
def answers_to(claim: str, number: int) -> Future[tuple[Answer, ...]]:
    """What TensorFlow answers to a claim; another `number` is another test."""
    return tensorflow_answers(find_claim(claim))
