"""The script in the lab's HTML document that hands numbers to a player as soon as they arrive."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = f'<script type="module">\n{_SOURCE}\ndrawNumbersFirst(window);\n</script>\n'
"""The element, with the rules of numbers_first.js."""
