"""The script in the lab's HTML document that keeps the place of a disabled control, and says that a file is saved."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = (
    f'<script type="module">\n{_SOURCE}\nkeepPlace(document);\nsaySaved(document);\n</script>\n'
)
"""The element, with the rules of disabled_controls.js."""
