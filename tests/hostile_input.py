"""Input that the lab's own pages never send: links, states of widgets and messages of components.

The tests try a few hundred of them, tests/bench/bench_hostile.py thousands.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.WidgetStates_pb2 import WidgetState

from dwconv.player.colours_and_speeds import SPEEDS, UNITS
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.player_state import NAMES
from dwconv.ui.parameters.table import PARAMETERS

MARK = "zqxj"
"""In texts of a link: a page that shows it shows it as a quotation."""

TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "9" * 400,
    "NaN",
    "-inf",
    "1.5",
    "٣",
    "\x00",
    "\u202e\u2066",
    "\ud83d\ude00" * 9,
    "__proto__",
    f"www.{MARK}.example",
    f"http://{MARK}.example/login",
    f"{MARK}@b.example",
    f"__{MARK}__",
    f"![{MARK}](//{MARK}.example/a.png)",
    f"<img src=x onerror={MARK}>",
    f":red[{MARK}] $x^2$ :smile:",
    f"`{MARK}`",
    f"{MARK} " * 500,
    "../../etc/passwd",
    "'; DROP TABLE--",
    "z" + "A" * 3000,
    "zB",
    "zfeJx",
    "1_2_3",
    "{{7*7}}",
)

PLAIN = (
    None,
    True,
    False,
    0,
    -1,
    3,
    2**31,
    10**400,
    0.5,
    -1e308,
    float("nan"),
    float("inf"),
    *TEXTS[:20],
    *UNITS,
    SPEEDS[0],
    [],
    {},
    [[]],
    {"": None},
)

# What the lab's own components send, by the names in it.
NAMES_IN_MESSAGES = (
    *("at", "next", "changes", "list", "layer", "kept", "sheet", "answers", "teacher", "code"),
    *("secret", "answered", "step", "unit", "speed", "focus", "playing", "update", "edited_rows"),
    *("added_rows", "deleted_rows", "selection", "rows", "columns", "cells", "value", "0", "1"),
    *("row", "column", "ended"),
)

KINDS = (
    *("bool_value", "double_value", "int_value", "string_value", "trigger_value", "json_value"),
    *("json_trigger_value", "string_array_value", "double_array_value", "int_array_value"),
    *("bytes_value", "string_trigger_value", "file_uploader_state_value"),
)


def link(chance: random.Random) -> str:
    """Path and query of one link."""
    names = [*PARAMETERS, *NAMES, "xv", "fv", "hide", "lock", "case", "v", "embed", "embed_options"]
    names += ["network", "sheet", "q", "__x__", MARK]
    page = chance.choice(list(PAGES))
    query = [
        (chance.choice(names), chance.choice([*TEXTS, str(chance.randrange(-5, 99)), "same"]))
        for _ in range(chance.choice([1, 1, 2, 3, 8, 40]))
    ]
    return f"/{page}?" + urlencode(query, errors="replace")


def message(chance: random.Random, depth: int = 0) -> Any:
    """What a component might have sent: JSON of any shape, mostly with the lab's own names."""
    kind = chance.random()
    if depth > 3 or kind < 0.4:
        return chance.choice(PLAIN)
    if kind < 0.6:
        return [message(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {
        chance.choice(NAMES_IN_MESSAGES): message(chance, depth + 1)
        for _ in range(chance.randrange(1, 5))
    }


def json_text(chance: random.Random) -> str:
    """The same as text; one in eight is no JSON."""
    if chance.random() < 0.125:
        return chance.choice(
            ["", "{", "nul", "[" * 100_000, '{"at":', "\x00", "1e999", '"\\ud800"']
        )
    try:
        return json.dumps(message(chance))
    except ValueError:
        return "{}"


def state(chance: random.Random, widget: str, kinds: Iterable[str] = KINDS) -> WidgetState:
    """What was sent for the widget of this id, in one of these fields of the protocol."""
    forged = WidgetState(id=widget)
    kind = chance.choice(list(kinds))
    number = chance.choice([0, 1, -1, 3, 2**31, 2**62, -(2**62)])
    text = chance.choice(TEXTS).encode("utf-8", "replace").decode()
    match kind:
        case "bool_value" | "trigger_value":
            setattr(forged, kind, chance.random() < 0.5)
        case "double_value":
            forged.double_value = chance.choice([0.0, -1.5, 1e308, float("nan"), float("inf")])
        case "int_value":
            forged.int_value = number
        case "string_value":
            forged.string_value = chance.choice([text, json_text(chance)])
        case "json_value" | "json_trigger_value":
            setattr(forged, kind, json_text(chance))
        case "string_array_value":
            forged.string_array_value.data.extend([text] * chance.randrange(4))
        case "double_array_value":
            forged.double_array_value.data.extend([float(number), 0.5][: chance.randrange(3)])
        case "int_array_value":
            forged.int_array_value.data.extend([number, 0][: chance.randrange(3)])
        case "bytes_value":
            forged.bytes_value = text.encode()
        case "string_trigger_value":
            forged.string_trigger_value.data = text
        case "file_uploader_state_value":
            forged.file_uploader_state_value.uploaded_file_info.add(
                file_id=text, name=text, size=abs(number)
            )
    return forged
