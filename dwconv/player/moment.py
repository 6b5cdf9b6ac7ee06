"""Moments of an animation: the one that a player reports, the one it opens at, a stretch to play, a caption, a tour, a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

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


class Stretch(NamedTuple):
    """A part of an animation that ends where an idea does.

    Attributes
    ----------
    first, last : int
        Windows, counted from 0; it stops when the result of `last` is there. Whoever plays on
        from there comes to the end, and whoever goes back stops there again.
    unit : "tap", "window" or "pixel"
    speed : float
        One of the player's speeds.
    take : int
        Another number plays the same again.
    """

    first: int
    last: int
    unit: Unit = "window"
    speed: float = 1
    take: int = 0


class Caption(NamedTuple):
    """What stands above the picture while a player fills a presenter's window.

    Attributes
    ----------
    text : str
        Plain text; a line break between what is said and what is asked.
    progress : str
        Such as "4 of 12".
    """

    text: str
    progress: str = ""


class Typing(TypedDict):
    """What a player needs to let numbers be typed into its picture.

    Attributes
    ----------
    seen : int
        The number of the last edit that was made.
    shown : str
        Returned with each edit: it names the numbers that were shown then.
    refused : str
        Why something that was typed was not taken; "" if all was.
    into : dict of str to str
        Of "input" and "filter": "" where numbers can be typed, else why not.
    first : dict of str to str
        What the first number typed there changes; "" where nothing else.
    number, unclear : str
        Patterns, of a number and of one that could be read in two ways.
    not_a_number, not_clear : str
        Sentences about those that are refused, with {text} for what was typed.
    """

    seen: int
    shown: str
    refused: str
    into: dict[str, str]
    first: dict[str, str]
    number: str
    unclear: str
    not_a_number: str
    not_clear: str


class Doubt(TypedDict):
    """At which windows somebody else returns another value.

    Attributes
    ----------
    shown : str
        Names the numbers that it is about.
    sentence : str
        What is said at such a window, with {value} for the other value.
    values : str
        Base64 of the other values as float32, window after window.
    windows : str
        Base64 of one bit for each window, in reading order, the highest bit of a byte first.
    taken : sequence of two, or None
        For each output row, and for each output column, which rows or columns of the input they
        multiply, tap by tap; None where that is not known to be the reason.
    """

    shown: str
    sentence: str
    values: str
    windows: str
    taken: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]] | None


class Tour(NamedTuple):
    """Sentences about a picture, each beside what it is about.

    Attributes
    ----------
    take : int
        Another number starts it again.
    stops : tuple of (str, str)
        A place, "input", "filter", "output", "strip" or "transport", and a sentence about it.
    """

    take: int
    stops: tuple[tuple[str, str], ...]
