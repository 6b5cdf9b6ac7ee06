"""What a page tells a player besides its numbers: what to play, a caption, a tour, how to type, where TensorFlow disagrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from dwconv.player.colours_and_speeds import Unit


class Stretch(NamedTuple):
    """The windows of an animation that one beat of the lesson plays, from `first` to `last`.

    Attributes
    ----------
    first, last : int
        Counted from 0. It stops at the result of `last`. Played on from there, it goes to the end of
        the animation; after a step back it stops at `last` again.
    unit : "tap", "window" or "pixel"
    speed : float
        One of the player's speeds.
    repeat : int
        A counter: a new value plays the same windows once more.
    """

    first: int
    last: int
    unit: Unit = "window"
    speed: float = 1
    repeat: int = 0


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


class Disagreement(TypedDict):
    """The windows at which TensorFlow returns another value, and these values.

    Attributes
    ----------
    shown : str
        Names the numbers that it is about.
    sentence : str
        The sentence for such a window, with {value} for TensorFlow's value.
    values : str
        Base64 of TensorFlow's values there as float32, window after window.
    windows : str
        Base64 of one bit for each window, in reading order, the highest bit of a byte first.
    taken : sequence of two, or None
        For each output row, and for each output column, which rows or columns of the input TensorFlow
        multiplies, tap by tap; None where that is not known to be the reason.
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
    repeat : int
        A counter: a new value starts the tour once more.
    stops : tuple of (str, str)
        A place, "input", "filter", "output", "strip" or "transport", and a sentence about it.
    """

    repeat: int
    stops: tuple[tuple[str, str], ...]
