"""The script in the lab's HTML document that leads the keyboard to the settings, and back."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = f'<script type="module">\n{_SOURCE}\nleadToSettings(document);\n</script>\n'
"""The element, with the rules of skip_links.js."""
