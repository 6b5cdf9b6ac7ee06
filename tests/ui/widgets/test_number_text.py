"""Counts are written one way, in Python and in the browser."""

import json
from pathlib import Path

import pytest

from dwconv.engine.plurals import counted
from dwconv.ui.widgets.number_text import written

# tests/js/number_text.test.mjs reads the same list.
COUNTS = json.loads((Path(__file__).parents[2] / "js" / "written_numbers.json").read_text("utf-8"))


@pytest.mark.parametrize(("count", "text"), COUNTS.items())
def test_a_count_is_written_as_the_browser_writes_it(count: str, text: str) -> None:
    assert written(int(count)) == text
    assert counted(int(count), "{n} step", "{n} steps").split()[0] == text
