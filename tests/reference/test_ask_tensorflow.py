"""TensorFlow's process: which version it is, crashes and hangs, many threads at once."""

import importlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.reference import ask_tensorflow
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call, depthwise_call, grouped_call, standard_call
from dwconv.reference.check import check
from dwconv.reference.explain_difference import explain_error
from dwconv.reference.inside_tensorflow import Backend
from dwconv.reference.worker_errors import WorkerCrashed, WorkerHung
from tests.reference.random_arrays import integer_operands


def test_the_status_names_the_version_of_tensorflow(backend: Backend) -> None:
    status = ask_tensorflow.status()
    assert status.state == "ready"
    assert status.pid not in (None, os.getpid())
    assert str(backend).startswith(f"TensorFlow {backend.version}, eager, on the CPU")
    assert backend.onednn in (True, False)
    if hasattr(os, "nice"):  # pages come first
        nice = ask_tensorflow.shared_worker().submit(os.nice, 0).result()
        assert nice == min(os.nice(0) + 10, 19)


def test_tensorflow_never_enters_this_process() -> None:
    script = (
        "import sys, numpy as np; from dwconv import ConvSpec; from dwconv.reference import check, profile, ask_tensorflow; ask_tensorflow.start(); "
        "s = ConvSpec(4, 4, 1); x, w = np.ones(s.input_shape), np.ones(s.filter_shape); "
        "v = check.check(s, x, w).result(); profile.count_flops(s).result(); "
        "print(v.kind, sorted({'tensorflow', 'keras', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=os.path.dirname(os.path.dirname(os.path.dirname(__file__))),
    )
    assert (done.stdout, done.stderr) == ("agrees []\n", "")


def _libraries_that_take_seconds() -> list[str]:
    """Which of them came along with TensorFlow, and which can no longer be imported."""
    found = [name for name in ("jax", "matplotlib", "pandas", "scipy") if name in sys.modules]
    for name in ("matplotlib", "pandas"):
        importlib.import_module(name)
    return found


@pytest.mark.usefixtures("backend")
def test_tensorflow_restarts_after_a_crash_and_a_hang() -> None:
    own = ask_tensorflow.new_worker(limit=20.0)
    spec = ConvSpec(5, 5, 1)
    try:
        assert own.submit(_libraries_that_take_seconds).result() == []
        crash = own.submit(os.abort)
        behind = check(spec, *integer_operands(spec), worker=own)
        with pytest.raises(WorkerCrashed, match=r"TensorFlow ended its own process \(SIGABRT\)"):
            crash.result()
        assert behind.result().agrees
        # The new process is started while a class works: other sessions of Linux go first.
        session = Path("/proc", str(own.status().pid), "autogroup")
        assert not session.exists() or session.read_text().endswith("nice 10\n")
        hang = own.submit(time.sleep, 60, limit=0.2)
        with pytest.raises(WorkerHung, match=r"TensorFlow did not answer within 0\.2 s"):
            hang.result()
        assert own.status().restarts >= 1
        assert isinstance(own.status().about, Backend)
    finally:
        own.close()


@pytest.mark.usefixtures("backend")
def test_twenty_threads_get_their_own_answers() -> None:
    wrong: list[Any] = []

    def ask(seed: int) -> None:
        spec = ConvSpec(5 + seed, 7, 1 + seed % 3, stride=1 + seed % 2)
        for each in range(5):
            verdict = check(spec, *integer_operands(spec, seed * 100 + each)).result()
            if verdict.kind != "agrees" or verdict.asked.output.shape != spec.output_shape:
                wrong.append(verdict.sentence)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.usefixtures("backend")
def test_run_returns_output_or_error() -> None:
    spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    image = np.arange(1.0, 10).reshape(spec.input_shape)
    kernel = np.array([[1.0, 2], [3, 4]]).reshape(spec.filter_shape)
    for make in depthwise_call, grouped_call, standard_call:
        result = run(make(spec, image, kernel)).result()
        assert result.output is not None
        assert result.output.ravel()[:4].tolist() == [13, 18, 17, 24]
        assert (result.error, result.message, result.warnings) == ("", "", ())
        assert 0 < result.seconds < 5
    bad = run(Call("depthwise_conv2d", image, kernel, [1, 0, 0, 1], "VALID")).result()
    assert (bad.output, bad.error) == (None, "InvalidArgumentError")
    assert bad.message == "Stride must be > 0, but got 0"
    assert explain_error(bad.message).startswith("A window that does not move")
