"""Reads the numbers that a student typed, however they are written."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from dwconv.engine.plurals import listed

Numbers = tuple[Fraction, ...]

SHAPE = "height", "width", "channels"

LONGEST = 80
"""Characters of an answer; the field on a phone takes no more either."""

_NUMBER = r"(?P<number>[-+]?\d+(?:\.\d+)?(?:\s*/\s*\d+(?:\.\d+)?)?)"
_NAME_FIRST = re.compile(rf"(?:(?P<name>[a-z]+)\s*[=:]?\s*)?{_NUMBER}(?![\d.])")
_NAME_LAST = re.compile(rf"{_NUMBER}(?![\d.])(?:\s*(?P<name>[a-z]+))?")
# Keyboards, word processors and copied text have many a minus and many a space.
_PLAIN = str.maketrans(
    {**dict.fromkeys("−–—‒‐‑－﹣", "-"), **dict.fromkeys("\u00a0\u202f\u2009", " ")}
)
# Apart from its number a minus is a sign only where no number stands before it: 8 - 8 may be meant
# as two numbers, or as a difference.
_SIGN_APART = re.compile(r"(^|[=:,;|()\[\]{}×*·⋅∙]|(?<=[\d\s])x(?=\s))\s*([-+])\s+(?=\d)")
_SEPARATOR = re.compile(r"(?<=[\d\s)])x(?=[\s\d(+-])|\b(?:by|and)\b|[×*·⋅∙,;|()\[\]{}]")
# Three digits after each separator, and the same one throughout: anything else is not a
# thousands separator.
_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:(?P<by>[ ,'’_])\d{3})(?:(?P=by)\d{3})*(?![\d'’_])")
# The batch of a shape, as Keras prints it.
_ANY_BATCH = re.compile(r"^[\s(\[{]*none\b\s*[,;x×*]?")
# Other words for what is asked.
_OTHER_WORDS = {
    "height": "rows?",
    "width": "columns?|cols?",
    "channels": "channel",
    "MACs": r"mac|multiplications?|multiply[- ](?:accumulate|add)s?",
    "parameters": "parameter|params?|weights?",
}


def read(text: str, names: tuple[str, ...]) -> tuple[Numbers, str]:
    """Read as many numbers as there are names.

    Between numbers ``x × * · , ;`` and spaces mean the same, brackets mean nothing, and a full stop
    may end it all. Names may stand before their numbers or behind them: where every number has one,
    they may come in any order. Where one number is asked for, its digits may be grouped by threes.
    A leading 1 or None before a shape is its batch.

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
        What was read and what would do, in sentences, if the text cannot be read; else empty.

    Examples
    --------
    >>> for text in ("8x8x6.", "(None, 8, 8, 6)", "channels 6, width = 8, height = 8", "8·8·6 channels"):
    ...     print(*read(text, SHAPE)[0])
    8 8 6
    8 8 6
    8 8 6
    8 8 6
    >>> [int(*read(text, ("MACs",))[0]) for text in ("1,152", "1152 multiplications", "minus 5")]
    [1152, 1152, -5]
    >>> print(read("8x8", SHAPE)[1])
    I read 8 and 8, but 3 numbers are needed. Write height, width, channels in this order, such as 10, 20, 30.
    """
    form = _form(names)
    if not text.strip():
        return (), f"There is no answer yet. {form}"
    if len(text) > LONGEST:
        return (), f"That is longer than {LONGEST} characters. {form}"
    plain = text.translate(_PLAIN).lower().strip(" =:").rstrip(". ")
    plain = _words(plain, names)
    batch = _ANY_BATCH.match(plain) if names == SHAPE else None
    plain = plain[batch.end() :] if batch else plain
    if len(names) == 1:
        plain = re.sub(rf"(?<![a-z]){re.escape(names[0].lower())}(?![a-z])", " ", plain)
        plain = plain.strip(" =:.")
        plain = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), plain)
        if re.fullmatch(r"[-+]?\s*\d+,\d+", plain):
            return (
                (),
                "A comma can only separate thousands, as in 1,234. Write decimals with a point.",
            )
    plain = _SEPARATOR.sub(" ", _SIGN_APART.sub(r"\1 \2", plain)).strip()
    token = _NAME_LAST if re.fullmatch(r"[-+]?\d.*[a-z]", plain) else _NAME_FIRST
    found = list(token.finditer(plain))
    given = [each["name"] for each in found]
    if complaint := _not_understood(plain, found) or _unknown(given, names):
        return (), f"{complaint} {form}"
    try:
        numbers = [Fraction(each["number"].replace(" ", "")) for each in found]
    except (ValueError, ZeroDivisionError):
        return (), f"I cannot work out that fraction. {form}"
    # A batch of one, unless there was a batch already.
    if names == SHAPE and len(numbers) == 4 and numbers[0] == 1 and not (given[0] or batch):
        given, numbers = given[1:], numbers[1:]
    if len(numbers) != len(names):
        needed = f"{len(names)} numbers are needed" if len(names) > 1 else "one number is needed"
        return (
            (),
            f"I read {listed([each['number'] for each in found])}, but {needed}. {form}",
        )
    places = [_place(name, names) if name else None for name in given]
    # Some alone may be named where they stand: 8x8x6 channels.
    if all(place in (None, at) for at, place in enumerate(places)):
        return tuple(numbers), ""
    if None in places or len(set(places)) < len(places):
        return (), f"In another order, write a name with every number. {form}"
    return tuple(numbers[places.index(at)] for at, _ in enumerate(names)), ""


def read_whole(text: str, names: tuple[str, ...]) -> tuple[tuple[int, ...], str]:
    """Read as many whole numbers as there are names, as `read` does.

    Examples
    --------
    >>> read_whole("1,152", ("MACs",))[0]
    (1152,)
    >>> print(read_whole("1.152", ("MACs",))[1])
    A whole number is needed here. A point means decimals; a thousand is 1,000 or 1000.
    """
    numbers, complaint = read(text, names)
    if any(number.denominator != 1 for number in numbers):
        one = len(numbers) == 1
        complaint = "A whole number is needed here." if one else "Whole numbers are needed here."
        if one and "." in text:  # 1.152 may be meant as more than a thousand
            complaint += " A point means decimals; a thousand is 1,000 or 1000."
        return (), complaint
    return tuple(int(number) for number in numbers), complaint


def _form(names: tuple[str, ...]) -> str:
    """What can be read, with numbers that are no likely answer."""
    if len(names) == 1:
        return "Write one number, such as 1,234."
    example = ", ".join(str(10 * place) for place, _ in enumerate(names, 1))
    return f"Write {', '.join(names)} in this order, such as {example}."


def _words(text: str, names: tuple[str, ...]) -> str:
    """The text with the names that are asked for in the place of other words for them."""
    for name in names:
        if name in _OTHER_WORDS:
            text = re.sub(rf"(?<![a-z])(?:{_OTHER_WORDS[name]})(?![a-z])", name.lower(), text)
    return re.sub(r"(?<![a-z])minus(?![a-z])", "-", text)


def _not_understood(text: str, found: list[re.Match[str]]) -> str:
    """What stands between the numbers and is no name, as a sentence if there is any."""
    if not re.search(r"\d", text):
        return "There is no number in that."
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found), len(text)]
    left = " ".join(text[end:start] for end, start in zip(ends, starts, strict=True)).split()
    # Two numbers that touch, as in 8-8: a sign is no separator.
    touch = [text[one.end()] for one, other in pairwise(found) if one.end() == other.start()]
    if {"-", "+"} & {*left, *touch}:
        return "I cannot tell what the minus or plus there means."
    if left:
        return _quoted(next(word for word in text.split() if left[0] in word))
    return _quoted(text) if touch else ""


def _unknown(given: list[str | None], names: tuple[str, ...]) -> str:
    """A name that is none of `names`, as a sentence if there is one."""
    for name in given:
        if name and _place(name, names) is None:
            if names[0] in ("MACs", "parameters") and name in {"k", "m", "g"}:
                return f"I don't understand “{name}” here: write all digits."
            return _quoted(name)
    return ""


def _quoted(word: str) -> str:
    return f"I don't understand “{word[:20]}” here."


def _place(name: str, names: tuple[str, ...]) -> int | None:
    """Which of several `names` is meant; a first letter will do where it tells them apart.

    A single number needs no letter to tell what it is: 3M may be three million.
    """
    known = [each.lower() for each in names]
    initials = [each[0] for each in known]
    if name in known:
        return known.index(name)
    if len(names) == 1:
        return None
    return initials.index(name) if initials.count(name) == 1 else None
