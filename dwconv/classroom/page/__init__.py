"""The students' page: one HTML file with its style sheet, its script and the player inside.

Everything before the state of the class is the same for all students, and is packed once. A phone
needs one response, and then only the numbers of the picture: on a slow network each further file
would cost one or two round trips.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html as markup
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dwconv.classroom import codes
from dwconv.classroom.events import DrawnBy
from dwconv.player import assets

_FOLDER = Path(__file__).parent
_BUNDLE = _FOLDER / "bundle"
_LEVEL = 9
_WITH_GZIP_HEADER = 31


@lru_cache
def _fixed(drawn_by: DrawnBy) -> tuple[str, str]:
    """The page before what is said of the class that was asked for, and after it."""
    style = assets.THEME + assets.STUDENTS_CSS + assets.read_shortened(_FOLDER / "class.css")
    script = _script(script_name("class" if drawn_by == "player" else "class_with_comparison"))
    text = assets.read_shortened(_FOLDER / "class.html")
    before, _, after = text.partition("{about}")
    filled = (
        before.replace("{comparison}", script_name("comparison_picture"))
        .replace("{style}", style)
        .replace("{player}", assets.STUDENTS_HTML)
        .replace("{letters}", str(codes.LENGTH))
        .replace("{how_written}", codes.HOW_WRITTEN)
        .replace("{script}", script)
    )
    return filled, after


@lru_cache
def _begun(drawn_by: DrawnBy) -> tuple[bytes, zlib._Compress]:
    """The first part of the page as gzip packs it, and what packs the rest."""
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WITH_GZIP_HEADER)
    before = packing.compress(_fixed(drawn_by)[0].encode()) + packing.flush(zlib.Z_SYNC_FLUSH)
    return before, packing


def _class_markup(
    problem: str = "",
    code: str = "",
    state: str = "",
    drawn_by: DrawnBy = "player",
    payload: bytes = b"",
) -> str:
    """The rest of the page: what is said of the class."""
    said = f'<div id="about" hidden data-code="{markup.escape(code)}" '
    said += f'data-problem="{markup.escape(problem)}"></div>\n'
    state = state.replace("<", "\\u003c")  # text of a question could end the element that holds it
    said += f'<script type="application/json" id="state">{state}</script>\n'
    name, numbers = hashlib.sha256(payload).hexdigest(), base64.b64encode(payload).decode()
    said += f'<script type="text/plain" id="payload" data-hash="{name}">{numbers}</script>\n'
    return said + _fixed(drawn_by)[1]


def html(
    problem: str = "",
    code: str = "",
    state: str = "",
    drawn_by: DrawnBy = "player",
    payload: bytes = b"",
) -> bytes:
    """Return the page as gzip packs it.

    Parameters
    ----------
    problem : str, optional
        Why there is no class: a sentence above the field for the code.
    code : str, optional
        The code of the class. Without one the page has the field for it.
    state : str, optional
        The state of the class as JSON, so that the picture need not wait for the first message.
    drawn_by : "player" or "comparison", optional
        What draws the picture: the script that draws a comparison is inside where there is one.
    payload : bytes, optional
        The numbers of the picture, where they are few: the page then need not fetch them.

    Examples
    --------
    >>> page = gzip.decompress(html("a < b")).decode()
    >>> page[:15], 'data-problem="a &lt; b"' in page, page.count("</html>")
    ('<!doctype html>', True, 1)
    """
    before, packing = _begun(drawn_by)
    own = packing.copy()
    about = _class_markup(problem, code, state, drawn_by, payload)
    return before + own.compress(about.encode()) + own.flush()


def fixed_html() -> str:
    """Return what all students are sent, with each script that a page may have inside."""
    return "".join(_fixed(drawn_by)[0] for drawn_by in ("player", "comparison"))


def script_name(name: Literal["class", "class_with_comparison", "comparison_picture"]) -> str:
    """Return the name of a script's file, which ends in a hash of what is in it.

    Parameters
    ----------
    name : "class", "class_with_comparison" or "comparison_picture"
        What stands in the page; the same with what draws a comparison; or what the first loads once its
        class is shown one.
    """
    return assets.file_name(name, _BUNDLE)


@lru_cache
def packed_scripts() -> dict[str, bytes]:
    """Return what a page loads later by its file's name, as gzip packs it, once for all students."""
    name = script_name("comparison_picture")
    return {name: gzip.compress(_script(name).encode(), mtime=0)}


def _script(name: str) -> str:
    """What a script does, without its first line: that says where it comes from, which no phone needs."""
    _, _, script = (_BUNDLE / name).read_text("utf-8").partition("\n")
    return script
