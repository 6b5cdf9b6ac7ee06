"""Health check: whether this server answers, and whether its TensorFlow process runs.

``/healthz`` is for a load balancer: 200 when visitors may be sent here, 503 while TensorFlow
starts for the first time and when it does not start. ``/healthz/live`` is for whatever restarts a
server that hangs: 200 as long as it answers at all.
"""

from __future__ import annotations

import os

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from dwconv.reference import ask_tensorflow
from dwconv.reference.worker_manager import Status

_NO_STORE = {"cache-control": "no-store"}


def tensorflow_state(status: Status) -> str:
    """Name what TensorFlow's process does: ready, starting, restarting or failed.

    Examples
    --------
    >>> tensorflow_state(Status("unavailable"))
    'failed'
    """
    if status.state == "ready" and not _is_running(status.pid):
        return "restarting"
    return {"stopped": "starting", "unavailable": "failed"}.get(status.state, status.state)


def _is_running(pid: int | None) -> bool:
    """Whether a child of this process has not ended; an end is seen here before it is handled."""
    if pid is None or not hasattr(os, "waitid"):
        return pid is not None
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return False


async def ready(request: Request) -> JSONResponse:
    """Tell a load balancer whether to send visitors here."""
    status = ask_tensorflow.status()
    state = tensorflow_state(status)
    if state != "ready":
        ask_tensorflow.start()  # nobody else may ask for it: a server that is not ready gets no visitors
    # A crash is over in seconds, and visitors keep their sessions: no reason to send them away.
    serves = state in ("ready", "restarting")
    return JSONResponse(
        {"server": "ok", "tensorflow": state, "restarts": status.restarts},
        status_code=200 if serves else 503,
        headers=_NO_STORE,
    )


async def live(request: Request) -> JSONResponse:
    """Answer, which is all that is asked."""
    return JSONResponse({"server": "ok"}, headers=_NO_STORE)


def routes() -> list[BaseRoute]:
    """The two addresses."""
    return [Route("/healthz", ready), Route("/healthz/live", live)]
