"""Streamlit's theme has the colours of the player, as the server sends it."""

from itertools import pairwise

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.streamlit_internals import set_theme
from dwconv.ui.theme import theme_options
from tests.contrast import contrast


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


def contrast_of(one: str, other: str) -> float:
    """The contrast of two colours that begin with "#"."""
    return contrast(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]))


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
def test_charts_of_layers_have_shades_that_stand_out_and_no_hue_of_a_channel() -> None:
    set_theme(theme_options())
    for appearance, colours in THEMES.items():
        shades = list(sent(appearance).chart_categorical_colors)
        assert len(shades) == 3
        for shade in shades:
            red, green, blue = bytes.fromhex(shade[1:])
            assert max(red, green, blue) - min(red, green, blue) < 12, f"{shade} has a hue"
            assert contrast_of(shade, colours["--st-background-color"]) > 3, shade
        for one, other in pairwise(shades):
            assert contrast_of(one, other) > 1.7, "hard to tell apart"


@pytest.mark.usefixtures("fresh_options")
def test_theme_options_set_at_the_start_of_the_server_are_kept() -> None:
    config.set_option("theme.light.textColor", "#abcdef", "a flag")
    set_theme(theme_options())
    assert sent("light").text_color == "#abcdef"
    assert sent("dark").text_color == THEMES["dark"]["--st-text-color"]
