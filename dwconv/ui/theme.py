"""Streamlit's theme: the colours of pages and charts, from those of the player.

All that needs no colour (sizes, fonts, borders), and the colours that only Streamlit's own parts
have, stand in .streamlit/config.toml.
"""

from __future__ import annotations

from dwconv.player.colours_and_speeds import LANE_HUES, NEGATIVE_COLOUR, THEMES

_OPTIONS = {
    "--st-background-color": ("backgroundColor", "sidebar.secondaryBackgroundColor"),
    "--st-secondary-background-color": (
        "secondaryBackgroundColor",
        "codeBackgroundColor",
        "dataframeHeaderBackgroundColor",
    ),
    "--st-text-color": ("textColor", "codeTextColor", "primaryColor"),
    "--st-border-color": ("borderColor", "sidebar.borderColor"),
}
"""The options of the theme that have each colour of the page around a player."""

_CHART_HUES = 6  # the grey follows: a table of costs has no more columns
_TEXT_IN_DARK_CHARTS = 0.3  # the share of the colour of text in each hue


def theme_options() -> dict[str, str | list[str]]:
    """The options of `[theme]`, by their names there.

    In the dark theme the hues of a chart are mixed with 30% of the colour of text, so that they
    stand out.

    Examples
    --------
    >>> options = theme_options()
    >>> options["light.backgroundColor"], options["dark.chartCategoricalColors"][0]
    ('#ffffff', '#4696c4')
    """
    options: dict[str, str | list[str]] = {}
    hues = [*LANE_HUES[:_CHART_HUES], NEGATIVE_COLOUR]
    for appearance, colours in THEMES.items():
        for colour, names in _OPTIONS.items():
            options |= {f"{appearance}.{name}": colours[colour] for name in names}
        share = _TEXT_IN_DARK_CHARTS if appearance == "dark" else 0.0
        options[f"{appearance}.chartCategoricalColors"] = [
            mixed(hue, colours["--st-text-color"], share) for hue in hues
        ]
    return options


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another one in it, both as "#rrggbb".

    Examples
    --------
    >>> mixed("#000000", "#ff8000", 0.5)
    '#804000'
    """
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(one + (two - one) * share) for one, two in pairs).hex()
