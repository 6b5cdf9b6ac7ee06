"""The script in the lab's HTML document that decides what is an entry of the browser's history."""

from __future__ import annotations

import json
from pathlib import Path

from dwconv.ui.parameters import player_state, typed_values

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_NAMES = {"quiet": sorted(player_state.NAMES), "typed": sorted(typed_values.NAMES)}

SCRIPT = (
    f'<script type="module">\n{_SOURCE}\nkeepHistory(window, {json.dumps(_NAMES)});\n'
    "keepNewTabs(window);\n</script>\n"
)
"""The element, with the rule of history.js and the names of the parameters that it is about."""
