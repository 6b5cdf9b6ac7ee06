"""The students' page: one HTML file, one style sheet, one script, and the player inside."""

from __future__ import annotations

import html as markup
from functools import lru_cache
from pathlib import Path

from dwconv.player import assets

_FOLDER = Path(__file__).parent
_BUNDLE = _FOLDER / "bundle"


@lru_cache
def _parts() -> tuple[str, str]:
    """The page before and after what is said about the code that was asked for."""
    style = assets.THEME + assets.CSS + (_FOLDER / "class.css").read_text("utf-8")
    text = (_FOLDER / "class.html").read_text("utf-8")
    filled = (
        text.replace("{style}", style)
        .replace("{player}", assets.HTML)
        .replace("{script}", script_name())
    )
    before, _, after = filled.partition("{about}")
    return before, after


def html(problem: str = "", code: str = "") -> str:
    """Return the page.

    Parameters
    ----------
    problem : str, optional
        Why there is no class: a sentence above the field for the code.
    code : str, optional
        The code of the class. Without one the page has the field for it.

    Examples
    --------
    >>> 'data-problem="a &lt; b"' in html("a < b"), 'data-code="BCDFG"' in html(code="BCDFG")
    (True, True)
    """
    before, after = _parts()
    about = f'data-code="{markup.escape(code)}" data-problem="{markup.escape(problem)}"'
    return before + about + after


def script_name() -> str:
    """Return the name of the script's file, which ends in a hash of what is in it."""
    return assets.file_name("class", _BUNDLE)


@lru_cache
def script() -> str:
    """Return the text of the script: one ES module that imports nothing."""
    return (_BUNDLE / script_name()).read_text("utf-8")
