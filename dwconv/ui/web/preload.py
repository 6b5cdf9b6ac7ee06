"""Names the scripts that a page is going to need, so that a browser loads them all at once.

Streamlit's page asks for them one after the other: for those of each kind of element when the first
of that kind is there, for what these import, and then for the lab's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import streamlit

from dwconv.player.assets import file_name
from dwconv.ui.components.mount_component import BUNDLES
from dwconv.ui.page_table import PAGES

STREAMLIT_FILES = Path(streamlit.__file__).parent / "static"
"""Streamlit's document and the files that it names."""

_KINDS = ("Html", "BidiComponent", "Button", "PageLink", "Checkbox")  # of elements, on most pages
_PLAYERS = ("player", "comparison")  # that a first view may have
_EARLY = 'rel="modulepreload" crossorigin'
PLAYERS_SCRIPT = "dw-players-script"
"""Class of the link to it: numbers_first.js finds by it that a page is going to have a player."""

_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([^"']+\.js)["']""")


@lru_cache
def links(path: str) -> str:
    """HTML for the head of the document of a page.

    Parameters
    ----------
    path : str
        The page's path in a URL; "" for the start page.

    Returns
    -------
    str
        A line for each script that Streamlit's document does not name itself.
    """
    page = PAGES.get(path)
    if page is None:
        return ""
    found = "".join(
        f'<link {_EARLY} href="./static/js/{name}">\n' for name in _scripts_of_elements()
    )
    for name in page.components:
        plays = name in _PLAYERS
        script = component_address(name, file_name(name) if plays else file_name(name, BUNDLES))
        mark = f' class="{PLAYERS_SCRIPT}"' if plays else ""
        found += f'<link {_EARLY} href="./{script}"{mark}>\n'
    return found


def component_address(name: str, file: str) -> str:
    """Return where Streamlit serves a component's script, below the lab's address."""
    return f"_stcore/bidi-components/dwconv.{name}/{file}"


@lru_cache
def _scripts_of_elements() -> tuple[str, ...]:
    """The files of these kinds of elements and all that they import, without those loaded anyway."""
    folder = STREAMLIT_FILES / "static" / "js"
    named = (STREAMLIT_FILES / "index.html").read_text("utf-8")
    found: list[str] = []
    to_read = [each.name for kind in _KINDS for each in sorted(folder.glob(f"{kind}.*.js"))]
    while to_read:
        name = to_read.pop(0)
        if name not in named and name not in found:
            found.append(name)
            to_read += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return tuple(found)
