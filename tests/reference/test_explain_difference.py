"""TensorFlow's error messages are explained."""

from typing import Any

import numpy as np
import pytest

from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call
from dwconv.reference.explain_difference import explain_error
from dwconv.reference.inside_tensorflow import Backend


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"strides": [2, 1, 1, 1]}, "not skipped"),
        ({"strides": [1, 1]}, "four strides"),
        ({"strides": 1}, "a list or a tuple"),
        ({"padding": "same"}, "letter by letter"),
        ({"padding": [[0, 0], [0, -1], [0, 0], [0, 0]]}, "Padding adds pixels"),
        ({"filter": np.ones((9, 9, 1, 1), "float32")}, "Not one window fits"),
        ({"filter": np.ones((2, 2, 1, 0), "float32")}, "Without a single weight"),
        ({"filter": np.ones((2, 2, 3, 1), "float32")}, "third axis"),
        ({"dilations": [0, 0]}, "0 pixels apart"),
        ({"input": np.ones((4, 4), "float32")}, "four axes"),
        ({"input": np.ones((1, 4, 4, 1), int), "filter": np.ones((2, 2, 1, 1), int)}, "no kernel"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_refusals_are_explained(backend: Backend, changes: dict[str, Any], reason: str) -> None:
    ones = {"input": np.ones((1, 4, 4, 1), "float32"), "filter": np.ones((2, 2, 1, 1), "float32")}
    call = Call(
        "depthwise_conv2d", **{**ones, "strides": [1, 1, 1, 1], "padding": "VALID", **changes}
    )
    result = run(call).result()
    assert result.error
    assert "[Op:" not in result.message
    assert "{{" not in result.message.partition("\n")[0]
    if backend.onednn:
        assert reason in explain_error(result.message), result.message
    assert explain_error("") == ""
    assert "its own words" in explain_error("something new")
