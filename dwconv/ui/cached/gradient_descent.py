"""A run of gradient descent, its payload, and TensorFlow's word on it."""

from __future__ import annotations

from concurrent.futures import Future

from dwconv.reference.gradient_descent import check_descent
from dwconv.reference.verdict import Verdict
from dwconv.teaching.gradient_descent import SPEC, Descent, Task, descend, make_task
from dwconv.ui.cached.bounded_cache import RESULTS
from dwconv.ui.cached.kept_answers import KeptAnswers
from dwconv.ui.components.gradient_descent import pack as pack_descent

_UPDATES = 60  # of a run of gradient descent


@RESULTS.results_of
def descent(kernels: str, rate: float, seed: int) -> tuple[Task, Descent]:
    """What is to be learned, and the run that learns it."""
    task = make_task(kernels, seed)
    return task, descend(task, rate, _UPDATES)


@RESULTS.results_of
def descent_payload(kernels: str, rate: float, seed: int) -> bytes:
    """That run as its element draws it."""
    return pack_descent(*descent(kernels, rate, seed))


@KeptAnswers
def descent_verdict(kernels: str, rate: float, seed: int) -> Future[Verdict]:
    """TensorFlow's word on every kernel of that run."""
    task, history = descent(kernels, rate, seed)
    return check_descent(SPEC, task.input, task.wanted, rate, history.filters)
