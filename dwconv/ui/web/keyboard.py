"""The script in the lab's HTML document with which the keyboard reaches what Streamlit's parts hold."""

from __future__ import annotations

from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

SCRIPT = f'<script type="module">\n{_SOURCE}\nchooseByArrows(document);\nenterBoxes(document);\n</script>\n'
"""The element, with the rules of keyboard.js."""
