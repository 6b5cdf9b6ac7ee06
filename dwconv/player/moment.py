"""Moments of an animation: the one that a player reports, and the one that it opens at."""

from __future__ import annotations

from typing import TypedDict

from dwconv.player.colours_and_speeds import Unit


class Moment(TypedDict):
    """What a player reports at a pause, a seek, or a change of unit, speed or focus.

    Attributes
    ----------
    step : int
        The window, counted from 0 in reading order, whatever the unit.
    unit : "tap", "window" or "pixel"
        What "Advance by" says.
    speed : float
        How fast, as one of the player's speeds.
    focus : int
        The channel whose lane is large.
    playing : bool
        Whether it was started rather than paused.
    """

    step: int
    unit: Unit
    speed: float
    focus: int
    playing: bool


class KnownMoment(TypedDict, total=False):
    """As much of a moment as is known: keywords of `dwconv.player.component.player`."""

    step: int
    unit: Unit
    speed: float
    focus: int
