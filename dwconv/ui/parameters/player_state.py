"""A player's state in links: its step, unit, speed and the lane in focus."""

from __future__ import annotations

from collections.abc import Mapping

from dwconv.player.colours_and_speeds import SPEEDS, UNITS
from dwconv.player.moment import KnownMoment
from dwconv.ui.page_table import PAGES, Page
from dwconv.ui.parameters.links import IGNORED, quote

IN_LINKS = {"step": "step", "unit": "by", "speed": "speed", "focus": "lane"}
"""The names in a link, by the player's own names."""

NAMES = frozenset(IN_LINKS.values())


def read_moment(
    query: Mapping[str, str], windows: int, channels: int
) -> tuple[KnownMoment, list[str]]:
    """Read from a URL where the player is.

    Parameters
    ----------
    query : mapping of str to str
    windows : int
        How many the player goes through.
    channels : int
        How many lanes it has.

    Returns
    -------
    moment : KnownMoment
    warnings : list of str

    Examples
    --------
    >>> read_moment({"step": "5", "by": "tap", "speed": "0.5", "lane": "1"}, 12, 3)
    ({'step': 5, 'unit': 'tap', 'speed': 0.5, 'focus': 1}, [])
    >>> for sentence in read_moment({"by": "row", "speed": "3", "lane": "9"}, 12, 3)[1]:
    ...     print(sentence)
    by=row: the unit must be one of tap, window, pixel. Using window instead.
    speed=3: the speed must be one of 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64. Using 1 instead.
    lane=9: the lane must be from 0 to 2. Using 2 instead.
    """
    texts = {name: query[in_link] for name, in_link in IN_LINKS.items() if in_link in query}
    moment: KnownMoment = {}
    wrong: dict[str, str] = {}
    if "step" in texts:
        moment["step"], wrong["step"] = _read_step(texts["step"], windows)
    if "unit" in texts:
        units = {str(unit): unit for unit in UNITS}
        moment["unit"] = units.get(texts["unit"], "window")
        if texts["unit"] not in units:
            wrong["unit"] = f"the unit must be one of {', '.join(units)}. Using window instead."
    if "speed" in texts:
        speeds = {f"{speed:g}": speed for speed in SPEEDS}
        moment["speed"] = speeds.get(texts["speed"], 1)
        if texts["speed"] not in speeds:
            wrong["speed"] = f"the speed must be one of {', '.join(speeds)}. Using 1 instead."
    if "focus" in texts:
        moment["focus"], wrong["focus"] = _read_lane(texts["focus"], channels)
    return moment, [
        f"{IN_LINKS[name]}={quote(texts[name])}: {reason}"
        for name, reason in wrong.items()
        if reason
    ]


def ignored_moment(query: Mapping[str, str], page: Page) -> str:
    """The sentence about a link that says where a player is, on a page that has none; else "".

    Examples
    --------
    >>> from dwconv.ui.page_table import PAGES
    >>> ignored_moment({"step": "5", "lane": "1"}, PAGES["cost"])
    'step=5, lane=1: only pages with an animation, such as Sliding window, use this. Ignored here.'
    """
    found = [f"{name}={quote(query[name])}" for name in IN_LINKS.values() if name in query]
    if page.player or not found:
        return ""
    title = PAGES[""].title
    return f"{', '.join(found)}: only pages with an animation, such as {title}, use this. {IGNORED}"


def read_reported(reported: object, windows: int, channels: int) -> KnownMoment:
    """What a browser reports of its player, without what no player is at.

    Parameters
    ----------
    reported : object
        A `dwconv.player.moment.Moment`, or anything that was sent in its place.
    windows, channels : int
        As for `read_moment`.

    Examples
    --------
    >>> read_reported({"step": 5, "unit": "row", "speed": 0.5, "playing": True}, 12, 3)
    {'step': 5, 'speed': 0.5}
    >>> read_reported("?", 12, 3), read_reported({"step": "5", "focus": 3}, 12, 3)
    ({}, {})
    """
    moment: KnownMoment = {}
    if not isinstance(reported, Mapping):
        return moment
    step, focus = reported.get("step"), reported.get("focus")
    if type(step) is int and 0 <= step < windows:
        moment["step"] = step
    if type(focus) is int and 0 <= focus < channels:
        moment["focus"] = focus
    for unit in UNITS:
        if reported.get("unit") == unit:
            moment["unit"] = unit
    for speed in SPEEDS:
        if reported.get("speed") == speed:
            moment["speed"] = speed
    return moment


def write_moment(moment: KnownMoment) -> dict[str, str]:
    """The parameters that `read_moment` reads back.

    Examples
    --------
    >>> write_moment({"step": 5, "speed": 0.5})
    {'step': '5', 'speed': '0.5'}
    """
    return {
        in_link: f"{value:g}" if isinstance(value, float) else str(value)
        for name, in_link in IN_LINKS.items()
        if (value := moment.get(name)) is not None
    }


def _read_step(text: str, windows: int) -> tuple[int, str]:
    """The nearest window, and what was wrong; "" if nothing was.

    Examples
    --------
    >>> _read_step("5", windows=12)
    (5, '')
    >>> _read_step("12", windows=12)
    (11, 'the step must be from 0 to 11. Using 11 instead.')
    """
    try:
        step = int(text)
    except ValueError:
        return 0, "the step must be a whole number. Using 0 instead."
    nearest = min(max(step, 0), windows - 1)
    if nearest == step:
        return step, ""
    return nearest, f"the step must be from 0 to {windows - 1}. Using {nearest} instead."


def _read_lane(text: str, channels: int) -> tuple[int, str]:
    """The nearest lane, and what was wrong; "" if nothing was."""
    last = channels - 1
    valid = text.isascii() and text.isdecimal() and len(text) < 5
    nearest = min(int(text), last) if valid else 0
    if valid and int(text) == nearest:
        return nearest, ""
    return nearest, f"the lane must be from 0 to {last}. Using {nearest} instead."
