"""What a student typed, as numbers: answers that mean the same are the same."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

Numbers = tuple[Fraction, ...]

_LONGEST = 80  # characters
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:\s*/\s*\d+(?:\.\d+)?)?"
_TOKEN = re.compile(rf"(?:(?P<name>[a-z]+)\s*[=:]?\s*)?(?P<number>{_NUMBER})(?![\d.])")
_MINUS = str.maketrans({"−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
# Three digits after each separator, and the same one throughout: anything else is not a
# thousands separator.
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:(?P<by>[ ,'’_])\d{3})(?:(?P=by)\d{3})*(?![\d'’_])")


def read(text: str, names: tuple[str, ...]) -> tuple[Numbers, str]:
    """Read as many numbers as there are names.

    Between numbers ``x × * , ;`` and spaces mean the same, brackets mean nothing, and the names
    may stand before their numbers: then these may come in any order. Where one number is asked
    for, its digits may be grouped by threes. A leading 1 before a shape is its batch of one.

    Parameters
    ----------
    text : str
    names : tuple of str
        What each number is called, in order.

    Returns
    -------
    numbers : tuple of Fraction
        Empty if the text cannot be read.
    complaint : str
        A sentence if the text cannot be read, else empty.

    Examples
    --------
    >>> shape = "height", "width", "channels"
    >>> for text in ("8x8x6", "(8, 8, 6)", "channels 6, width = 8, height = 8", "1x8x8x6"):
    ...     print(*read(text, shape)[0])
    8 8 6
    8 8 6
    8 8 6
    8 8 6
    >>> int(*read("1,152", ("MACs",))[0])
    1152
    >>> read("8x8", shape)[1]
    'Here 3 numbers are needed: height, width, channels. There are 2.'
    """
    asked = ", ".join(names)
    example = f"Write {asked}, each as a number." if len(names) > 1 else "Write one number."
    if not text.strip():
        return (), f"There is no answer yet. {example}"
    if len(text) > _LONGEST:
        return (), f"That is longer than {_LONGEST} characters. {example}"
    plain = text.translate(_MINUS).lower()
    if len(names) == 1:
        plain = re.sub(rf"\b{re.escape(names[0].lower())}\b", " ", plain).strip(" =:")
        plain = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), plain)
        if re.fullmatch(r"[-+]?\d+,\d+", plain):
            return (
                (),
                "A comma may group digits by threes, as in 1,152; for a decimal write a point.",
            )
    plain = re.sub(r"(?<=[\d\s)])x(?=[\s\d(+-])|\b(?:by|and)\b|[×*,;|()\[\]{}]", " ", plain)
    found = list(_TOKEN.finditer(plain))
    if _TOKEN.sub("", plain).strip() or _glued(plain, found):
        return (
            (),
            f"This cannot be read as {'numbers' if len(names) > 1 else 'a number'}. {example}",
        )
    try:
        numbers = [Fraction(token["number"].replace(" ", "")) for token in found]
    except (ValueError, ZeroDivisionError):
        return (), f"This has a fraction that is no number. {example}"
    if len(names) == 3 and len(numbers) == 4 and numbers[0] == 1 and not found[0]["name"]:
        found, numbers = found[1:], numbers[1:]
    if len(numbers) != len(names):
        needed = f"{len(names)} numbers are needed: {asked}" if len(names) > 1 else "one is needed"
        return (), f"Here {needed}. There are {len(numbers)}."
    return _in_order(numbers, [token["name"] for token in found], names)


def _glued(text: str, found: list[re.Match[str]]) -> bool:
    """Whether two numbers touch, as in 8-8: a sign is no separator."""
    return any(one.end() == other.start() for one, other in pairwise(found))


def _in_order(
    numbers: list[Fraction], given: list[str | None], names: tuple[str, ...]
) -> tuple[Numbers, str]:
    """The numbers in the order of `names`, whatever order they were given in."""
    if not any(given):
        return tuple(numbers), ""
    if None in given:
        return (), "Name every number or none."
    # A first letter will do where it tells the names apart.
    initials = [name[0].lower() for name in names]
    known = [name.lower() for name in names]
    places = []
    for name in given:
        if name in known:
            places.append(known.index(str(name)))
        elif name in initials and initials.count(str(name)) == 1:
            places.append(initials.index(str(name)))
    if sorted(places) != list(range(len(names))):
        return (), f"The names here are {', '.join(names)}, each once."
    return tuple(number for _, number in sorted(zip(places, numbers, strict=True))), ""
