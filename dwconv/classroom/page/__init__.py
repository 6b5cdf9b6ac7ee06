"""The students' page: one HTML file, one style sheet, its scripts, and the player inside."""

from __future__ import annotations

import gzip
import html as markup
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dwconv.classroom.events import Kind
from dwconv.player import assets

_FOLDER = Path(__file__).parent
_BUNDLE = _FOLDER / "bundle"


@lru_cache
def _parts() -> tuple[str, str, str]:
    """The page before, between and after what is said of the class that was asked for."""
    style = assets.THEME + assets.CSS + assets.read_shortened(_FOLDER / "class.css")
    text = (_FOLDER / "class.html").read_text("utf-8")
    filled = (
        text.replace("{style}", style)
        .replace("{player}", assets.HTML)
        .replace("{script}", script_name())
        .replace("{race}", script_name("race_picture"))
    )
    before, _, after = filled.partition("{about}")
    middle, _, end = after.partition("{state}")
    return before, middle, end


def html(
    problem: str = "",
    code: str = "",
    state: str = "",
    picture: str | None = None,
    drawn_by: Kind = "player",
) -> str:
    """Return the page.

    Parameters
    ----------
    problem : str, optional
        Why there is no class: a sentence above the field for the code.
    code : str, optional
        The code of the class. Without one the page has the field for it.
    state : str, optional
        The state of the class as JSON, so that the picture need not wait for the first message.
    picture : str, optional
        The hash of the picture, which the browser then fetches beside the script.
    drawn_by : "player" or "race", optional
        What draws it: the script of a race is then fetched beside them, too.

    Examples
    --------
    >>> 'data-problem="a &lt; b"' in html("a < b"), 'data-code="BCDFG"' in html(code="BCDFG")
    (True, True)
    >>> 'modulepreload" href="_/race_picture-' in html(picture="5d", drawn_by="race")
    True
    """
    before, middle, end = _parts()
    about = f'data-code="{markup.escape(code)}" data-problem="{markup.escape(problem)}"'
    # Text of a question could end the element that holds it.
    text = state.replace("<", "\\u003c")
    known = f'<script type="application/json" id="state">{text}</script>'
    if picture:
        address = f"{code}/payload/{picture}"
        known += f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{address}">'
    if picture and drawn_by == "race":
        known += f'<link rel="modulepreload" href="_/{script_name("race_picture")}">'
    return before + about + middle + known + end


def script_name(name: Literal["class", "race_picture"] = "class") -> str:
    """Return the name of a script's file, which ends in a hash of what is in it.

    Parameters
    ----------
    name : "class" or "race_picture"
        The page's own script, or what it loads once it shows a race.
    """
    return assets.file_name(name, _BUNDLE)


@lru_cache
def packed_scripts() -> dict[str, bytes]:
    """Return the scripts by their files' names, as gzip packs them, once for all students.

    Each is one ES module that imports nothing by itself.
    """
    names = script_name(), script_name("race_picture")
    return {name: gzip.compress((_BUNDLE / name).read_bytes(), mtime=0) for name in names}
