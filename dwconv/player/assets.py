"""The player's files: its element, its style sheet, and its scripts as they are joined."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dwconv.player.colours_and_speeds import THEMES

_FOLDER = Path(__file__).parent


def _declarations(appearance: Literal["light", "dark"]) -> str:
    return "".join(f"{name}:{colour};" for name, colour in THEMES[appearance].items())


def read_shortened(path: Path) -> str:
    """Read an element without indents, or a style sheet without comments and spaces: they are sent often."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = (
            re.sub(r"\s*([{};>])\s*", r"\1", text)
            .replace(";}", "}")
            .replace(": ", ":")
            .replace(", ", ",")
        )
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


HTML = read_shortened(_FOLDER / "player.html")
"""The element of a player, or of a comparison; the script fills it."""

STUDENTS_HTML = re.sub(
    r' title="(?:Key|The marks|G|\[)[^"]*"'
    r'|<form class="dw-guess".*?</form>\n'
    r'|<button type="button" class="dw-present".*?</button>\n'
    r'|<div class="dw-spot".*?(?=<dialog)'
    r'|<div class="dw-(?:caption|ring)".*?</div>\n',
    "",
    HTML,
    flags=re.DOTALL,
)
"""Its element for the students' page, which neither predicts, nor fills the window, nor has a tour; on a phone no
tip is seen, and \"?\" lists the keys."""

HEIGHT = read_shortened(_FOLDER / "css/player_height.css")
"""The style sheet of the room that it takes, for a page that is there before the script."""

_BASE = read_shortened(_FOLDER / "css/base.css")
_PAPER = read_shortened(_FOLDER / "css/paper.css")

BASE = _BASE + _PAPER
"""What all style sheets share: the components' scripts have the first part inside."""

STUDENTS_CSS = _BASE + read_shortened(_FOLDER / "css/player.css")
"""Its style sheet for the students' page, which has no tour and no predictions, where nobody types, and which
gives it another height."""

CSS = (
    STUDENTS_CSS
    + HEIGHT
    + _PAPER
    + "".join(
        read_shortened(_FOLDER / f"css/{name}.css") for name in ("presenter", "not_for_students")
    )
)
"""Its whole style sheet, for a page of its own; a component's script has it inside."""

THEME = "\n".join(
    [
        ":root{color-scheme:light dark;" + _declarations("light") + "}",
        "@media (prefers-color-scheme:dark){:root{" + _declarations("dark") + "}}\n",
    ]
)
"""The colours of the page around it, in the reader's light or dark, where Streamlit is not."""

BUNDLES = _FOLDER / "bundle"
"""The folder of its scripts."""


@lru_cache
def file_name(name: str, folder: Path = BUNDLES) -> str:
    """Return the name of a joined script's file: it ends in a hash of what is in the file.

    Parameters
    ----------
    name : str
        "player", "comparison" or "page" in the folder of the player.
    folder : Path, optional
        Written by tests/js/bundle.mjs.

    Examples
    --------
    >>> file_name("player").startswith("player-"), file_name("player").endswith(".js")
    (True, True)
    """
    names: dict[str, str] = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    return names[name]


@lru_cache
def script(name: str) -> str:
    """Return the text of a joined script: one ES module that imports nothing."""
    return (BUNDLES / file_name(name)).read_text(encoding="utf-8")
