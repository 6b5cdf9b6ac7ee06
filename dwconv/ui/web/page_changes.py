"""The script in the lab's HTML document that tells screen readers of another page, and keeps the focus."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = (
    f'<script type="module">\n{_SOURCE}\ntellPages(document);\nkeepFocus(document);\n</script>\n'
)
"""The element, with the rules of page_changes.js."""
