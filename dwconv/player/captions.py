"""The words of a picture whose planes are something else than a layer's input, filter and output."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple


class NamedPlace(NamedTuple):
    """The row or column by which a value is named: ``(first + sign * place) / step``.

    `place` is its row or column in the picture.
    """

    first: int
    sign: int
    step: int


class NamedPlaces(NamedTuple):
    """The rows and columns by which values of the input and of the filter are named."""

    source: tuple[NamedPlace, NamedPlace]
    weight: tuple[NamedPlace, NamedPlace]


class Parts(NamedTuple):
    """Parts that stand side by side in the input: the width of each, and the words above them."""

    width: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Captions:
    """What the Backward page's pictures call their planes and values; None keeps the usual words.

    Attributes
    ----------
    input : tuple of str
        The words above the input of each channel k.
    filter, output : tuple of str
        The words above each filter and each output, one for each k*M + q.
    source, weight, value : tuple of str
        What a value of the input, of a filter and of an output is called, in the same order, with
        {i} and {j} for its row and column.
    all : tuple of str
        What the values of all output channels at one place are called.
    q : int
        The number of the first filter of each channel.
    factors : (str, str)
        What the two numbers are called that are multiplied.
    place : str
        The word before the row and column of an output, as in "weight row 0, column 1".
    noun : str
        What a value of the output is, in place of "gradient value".
    row : str
        The name of a line of products, in place of "filter row".
    notes : tuple of str
        More lines below the inputs.
    phone_notes : tuple of str
        And below these on a phone, where the page's sentence comes after the picture.
    inserted : (tuple of int, tuple of int)
        For each row and for each column of the input 1 if its zeros were put between the values.
    places : NamedPlaces
        From which rows and columns the names in `source` and `weight` are made.
    parts : Parts
        The parts of the input.
    """

    input: tuple[str, ...] | None = None
    filter: tuple[str, ...] | None = None
    output: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    weight: tuple[str, ...] | None = None
    value: tuple[str, ...] | None = None
    all: tuple[str, ...] | None = None
    q: int | None = None
    factors: tuple[str, str] | None = None
    place: str | None = None
    noun: str | None = None
    row: str | None = None
    notes: tuple[str, ...] | None = None
    phone_notes: tuple[str, ...] | None = None
    inserted: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    places: NamedPlaces | None = None
    parts: Parts | None = None

    def for_header(self) -> dict[str, Any]:
        """Return those that are given, as the player reads them.

        Examples
        --------
        >>> Captions(q=1, parts=Parts(5, ("left", "right"))).for_header()
        {'q': 1, 'parts': {'width': 5, 'words': ('left', 'right')}}
        """
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: value._asdict() if isinstance(value, (NamedPlaces, Parts)) else value
            for name, value in given.items()
            if value is not None
        }
