"""Streamlit's theme: the colours of pages and charts, from those of the player.

All that needs no colour (sizes, fonts, borders), and the colours that only Streamlit's own parts
have, stand in .streamlit/config.toml.
"""

from __future__ import annotations

from dwconv.player.colours_and_speeds import THEMES

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

_SHADES = 0, 0.26, 0.52
"""Of the three layers that a chart shows, the share of the ground in the colour of text: the
depthwise, the standard, and the separable one or its pointwise step. They are shades of one colour,
since a hue is that of a channel."""


def theme_options() -> dict[str, str | list[str]]:
    """The options of `[theme]`, by their names there.

    Examples
    --------
    >>> options = theme_options()
    >>> options["light.backgroundColor"], options["light.chartCategoricalColors"][1:]
    ('#ffffff', ['#515458', '#8e9093'])
    """
    options: dict[str, str | list[str]] = {}
    for appearance, colours in THEMES.items():
        for colour, names in _OPTIONS.items():
            options |= {f"{appearance}.{name}": colours[colour] for name in names}
        text, ground = colours["--st-text-color"], colours["--st-background-color"]
        options[f"{appearance}.chartCategoricalColors"] = [
            mixed(text, ground, share) for share in _SHADES
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
