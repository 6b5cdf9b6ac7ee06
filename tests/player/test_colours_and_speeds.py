"""Tests that types, styles and pages agree with dwconv.player.colours_and_speeds."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

from dwconv.player.colours_and_speeds import LANE_HUES, THEMES, UNITS, Unit

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "dwconv" / "player"
SOURCES = PLAYER / "js" / "colours_and_speeds.js", PLAYER / "themes.json"


def test_the_type_of_a_unit_names_the_units() -> None:
    assert get_args(Unit) == UNITS


def test_no_two_lanes_have_the_same_colour() -> None:
    assert len(set(LANE_HUES)) == len(LANE_HUES)


def palette() -> set[str]:
    """Every colour of the sources that names one thing; black and white mean too many."""
    text = "".join(source.read_text("utf-8") for source in SOURCES)
    return set(re.findall(r"#[0-9a-f]{6}", text)) - {"#000000", "#ffffff"}


def test_no_colour_of_the_palette_stands_anywhere_else() -> None:
    """But in the bundles, which are made of it."""
    folders = "dwconv", "pages", "tests"
    written = [ROOT / "app.py", ROOT / "README.md", ROOT / ".streamlit" / "config.toml"]
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*")):
        made = {"bundle", "node_modules"} & set(path.parts)
        if not made and path.suffix in {
            ".py",
            ".js",
            ".mjs",
            ".ts",
            ".css",
            ".html",
            ".svg",
            ".json",
        }:
            written.append(path)
    assert len(written) > 200
    for path in written:
        if path not in SOURCES:
            colours = set(re.findall(r"#[0-9a-f]{6}", path.read_text("utf-8").lower()))
            assert not palette() & colours, path


def test_whatever_changes_in_the_palette_changes_on_the_pages_and_in_figures(
    tmp_path: Path,
) -> None:
    """A copy of the package with other colours and one more speed shows none of the old ones."""
    changed = {
        LANE_HUES[0]: "#123456",
        THEMES["light"]["--st-text-color"]: "#010203",
        "64]": "64, 128]",
    }
    shutil.copytree(ROOT / "dwconv", tmp_path / "dwconv")
    found = set()
    for source in SOURCES:
        text = source.read_text("utf-8")
        for old, new in changed.items():
            if old in text:
                found.add(old)
            text = text.replace(old, new)
        (tmp_path / source.relative_to(ROOT)).write_text(text, "utf-8")
    assert found == set(changed)
    program = (
        "import numpy as np\n"
        "from dwconv import ConvSpec\n"
        "from dwconv.engine.sample_values import make_filter, make_input\n"
        "from dwconv.files.figures.one_moment import picture\n"
        "from dwconv.player.assets import THEME\n"
        "from dwconv.ui.parameters.player_state import read_moment\n"
        "spec = ConvSpec(4, 4, 1)\n"
        "image = make_input('ramp', 4, 4, 1)[None]\n"
        "print(picture(spec, image, make_filter('integers', (3, 3), 1, 1)).decode())\n"
        "from dwconv.ui.theme import theme_options\n"
        "print(THEME, theme_options(), read_moment({'speed': '128'}, 1, 1))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "{'speed': 128}, []" in run.stdout
    for old, new in list(changed.items())[:2]:
        assert old not in run.stdout
        assert new in run.stdout
