"""dwconv.player.constants against the types and the theme that must say the same."""

import tomllib
from pathlib import Path
from typing import get_args

from dwconv.player.constants import GREY, HUES, THEMES, UNITS, Unit

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


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    channels = (
        round(int(colour[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def test_charts_have_the_colours_of_the_lanes_lighter_on_a_dark_page() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    colours = [*HUES[:6], GREY]
    text = THEMES["dark"]["--st-text-color"]
    assert theme["light"]["chartCategoricalColors"] == colours
    assert theme["dark"]["chartCategoricalColors"] == [mixed(each, text, 0.3) for each in colours]
