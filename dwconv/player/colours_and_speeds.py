"""Colours, units and speeds, from the file that JavaScript reads too; and the colours of a page, light and dark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

Unit = Literal["tap", "window", "pixel"]
"""What one step of a player is; the names of `UNITS`, for the type checker."""

_FOLDER = Path(__file__).parent
_SOURCE = _FOLDER / "js" / "colours_and_speeds.js"


def _read(source: str) -> dict[str, Any]:
    r"""Return the JSON behind `export default`.

    Examples
    --------
    >>> _read('// A comment.\nexport default {"units": ["tap"]}')
    {'units': ['tap']}
    """
    found: dict[str, Any] = json.loads(source.partition("\nexport default")[2])
    return found


_constants = _read(_SOURCE.read_text(encoding="utf-8"))

LANE_HUES: tuple[str, ...] = tuple(_constants["hues"])
"""The colour of lane 0, 1, ...; more lanes begin again with the first."""

NEGATIVE_COLOUR: str = _constants["grey"]
"""The colour of negative values."""

UNITS: tuple[Unit, ...] = tuple(_constants["units"])
SPEEDS: tuple[float, ...] = tuple(_constants["speeds"])

THEMES: dict[Literal["light", "dark"], dict[str, str]] = json.loads(
    (_FOLDER / "themes.json").read_text(encoding="utf-8")
)
"""The CSS custom properties of the page around a player, in light and dark: scripts ask the page for them."""
