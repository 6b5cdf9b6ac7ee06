"""Streamlit's theme has the colours of the player, as the server sends it."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dwconv.player.colours_and_speeds import LANE_HUES, NEGATIVE_COLOUR, THEMES
from dwconv.ui.streamlit_internals import set_theme
from dwconv.ui.theme import theme_options


@pytest.fixture
def fresh_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's options as config.toml has them, before the server has set any."""
    monkeypatch.setattr(config, "_config_options", {})
    config.get_config_options(force_reparse=True)


def sent(part: str) -> CustomThemeConfig:
    """A part of the theme as a browser gets it."""
    message = CustomThemeConfig()
    app_session._populate_theme_msg(message, f"theme.{part}")
    return message


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    channels = (
        round(int(colour[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


@pytest.mark.usefixtures("fresh_options")
def test_a_browser_gets_the_colours_of_the_page_around_a_player() -> None:
    set_theme(theme_options())
    for appearance, colours in THEMES.items():
        theme, sidebar = sent(appearance), sent(f"{appearance}.sidebar")
        background, second, text, border = colours.values()
        assert (theme.background_color, theme.secondary_background_color) == (background, second)
        assert (theme.text_color, theme.border_color) == (text, border)
        assert (theme.code_text_color, theme.code_background_color) == (text, second)
        assert theme.dataframe_header_background_color == second
        assert (sidebar.secondary_background_color, sidebar.border_color) == (background, border)


@pytest.mark.usefixtures("fresh_options")
def test_charts_have_the_colours_of_the_lanes_lighter_on_a_dark_page() -> None:
    set_theme(theme_options())
    colours = [*LANE_HUES[:6], NEGATIVE_COLOUR]
    assert sent("light").chart_categorical_colors == colours
    text = THEMES["dark"]["--st-text-color"]
    assert sent("dark").chart_categorical_colors == [mix(each, text, 0.3) for each in colours]


@pytest.mark.usefixtures("fresh_options")
def test_theme_options_set_at_the_start_of_the_server_are_kept() -> None:
    config.set_option("theme.light.textColor", "#abcdef", "a flag")
    set_theme(theme_options())
    assert sent("light").text_color == "#abcdef"
    assert sent("dark").text_color == THEMES["dark"]["--st-text-color"]
