"""The script in the lab's HTML document that keeps Streamlit's noise from screen readers."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = f'<script type="module">\n{_SOURCE}\nkeepQuiet(document);\n</script>\n'
"""The element, with the rules of noise.js."""
