"""dwconv.player.constants against the types and the theme that must say the same."""

import tomllib
from pathlib import Path
from typing import get_args

from dwconv.player.constants import HUES, THEMES, UNITS, Unit

ROOT = Path(__file__).resolve().parents[2]


def test_the_type_of_a_unit_names_the_units() -> None:
    assert get_args(Unit) == UNITS


def test_no_two_lanes_have_the_same_colour() -> None:
    assert len(set(HUES)) == len(HUES)


def test_streamlit_s_theme_has_the_colours_of_the_page() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    names = {
        "backgroundColor": "--st-background-color",
        "secondaryBackgroundColor": "--st-secondary-background-color",
        "textColor": "--st-text-color",
        "borderColor": "--st-border-color",
    }
    for appearance, colours in THEMES.items():
        assert {css: theme[appearance][name] for name, css in names.items()} == colours
