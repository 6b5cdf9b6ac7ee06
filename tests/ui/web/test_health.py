"""The health check, in every state of TensorFlow's process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from dwconv.reference.worker_manager import Status
from dwconv.ui.web import health
from tests.ui.web.asgi import ask


class Double:
    """Stands for TensorFlow's process."""

    def __init__(self) -> None:
        self.now = Status()
        self.starts = 0

    def status(self) -> Status:
        return self.now

    def start(self) -> None:
        self.starts += 1


@pytest.fixture
def tensorflow(monkeypatch: pytest.MonkeyPatch) -> Double:
    double = Double()
    monkeypatch.setattr(health.ask_tensorflow, "status", double.status)
    monkeypatch.setattr(health.ask_tensorflow, "start", double.start)
    return double


LAB = Starlette(routes=health.routes())


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running
        running.kill()


@pytest.mark.parametrize(
    ("status", "code", "state"),
    [
        (Status("stopped"), 503, "starting"),
        (Status("starting"), 503, "starting"),
        (Status("unavailable", trouble="no memory"), 503, "failed"),
        (Status("restarting", restarts=2), 200, "restarting"),
    ],
)
def test_each_state_has_its_code(tensorflow: Double, status: Status, code: int, state: str) -> None:
    tensorflow.now = status
    answer = ask(LAB, "/healthz")
    assert answer.status == code
    assert answer.json() == {"server": "ok", "tensorflow": state, "restarts": status.restarts}
    assert answer.headers["cache-control"] == "no-store"
    assert tensorflow.starts == 1, "nobody else asks a server that gets no visitors to start it"


def test_a_killed_process_is_seen_before_anybody_calls_it(
    tensorflow: Double, child: subprocess.Popen[bytes]
) -> None:
    tensorflow.now = Status("ready", pid=child.pid)
    assert ask(LAB, "/healthz").json()["tensorflow"] == "ready"
    assert tensorflow.starts == 0
    child.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    answer = ask(LAB, "/healthz")
    assert answer.json()["tensorflow"] == "restarting"
    assert answer.status == 200
    assert tensorflow.starts == 1
    assert child.wait() == -signal.SIGKILL, "the check has not taken the news from its owner"
    assert ask(LAB, "/healthz").json()["tensorflow"] == "restarting"


@pytest.mark.parametrize("state", ["starting", "unavailable"])
def test_a_server_without_tensorflow_lives(tensorflow: Double, state: str) -> None:
    tensorflow.now = Status(state)  # type: ignore[arg-type]
    assert ask(LAB, "/healthz/live").json() == {"server": "ok"}
    assert tensorflow.starts == 0


def test_a_head_request_is_enough(tensorflow: Double) -> None:
    tensorflow.now = Status("starting")
    assert ask(LAB, "/healthz", "HEAD").status == 503
