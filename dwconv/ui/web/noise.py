"""The script in the lab's HTML document that mends what Streamlit tells screen readers."""

from __future__ import annotations

import json
from pathlib import Path

from dwconv.player.signs_in_words import RULES

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = (
    f'<script type="module">\n{_SOURCE}\nkeepQuiet(document, {json.dumps(RULES)});\n</script>\n'
)
"""The element, with the rules of noise.js and the signs that it says as words."""
