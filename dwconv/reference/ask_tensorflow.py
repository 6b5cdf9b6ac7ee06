"""Sends calls to TensorFlow, which runs in one worker process for the whole server.

Importing TensorFlow takes seconds and half a gigabyte, and some calls crash it: so it runs in
a worker process (`dwconv.reference.worker_manager`). What asks it something
returns a `concurrent.futures.Future` at once; ``.result()`` waits.

    start()                                  # when the app starts; returns at once
    run(depthwise_call(spec, input, filter)).result()      # a Run
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import lru_cache
from typing import Any

from dwconv.reference.calls import Call, Run
from dwconv.reference.inside_tensorflow import run_here, warm_up, warm_up_again
from dwconv.reference.worker_manager import Status, Worker

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
        "warm_up_again": warm_up_again,
    }
    return Worker(warm_up, **(usual | options))


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
    """What the process is doing; once it is ready, ``status().about`` is a `dwconv.reference.inside_tensorflow.Backend`."""
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
