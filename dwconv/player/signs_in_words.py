"""Signs of arithmetic as words, for screen readers; the rules are those of js/signs_in_words.js."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from pathlib import Path

_SOURCE = Path(__file__).parent / "js" / "signs_in_words.js"

RULES: list[tuple[str, str]] = [
    (pattern, words)
    for pattern, words in json.loads(
        _SOURCE.read_text(encoding="utf-8").partition("\nexport default")[2]
    )
]
"""Regular expressions, and the words in place of what they find: "$1" is the first group."""

_RULES = [(re.compile(pattern), words.replace("$", "\\")) for pattern, words in RULES]
_NO_SIGNS = re.compile(r"(?!.*\de)[A-Za-z0-9 ,.:%]*")  # as most cells of tables
_ANY_SIGN = re.compile("|".join(f"(?:{pattern})" for pattern, _ in RULES))
# What Markdown keeps as it is, or what would be there twice: formulas, links, code. Behind a backslash
# it is text, and a part must not end with a backslash: that would take the sense from what follows.
_KEPT = re.compile(
    r"(?<!\\)(\$[^$]+\$|!?\[[^\]]*\]\([^)]*\)|`[^`]*`|<[^>]*>|:[a-z]+\[|:material/\w+:)"
)
_ESCAPED = re.compile(r"\\([<>&])")  # as Markdown has them
_MARKS = re.compile(r"[\\`*_\[\]$~|]")


@lru_cache(1000)  # a page says much the same in each of its runs
def signs_in_words(text: str) -> str:
    """Replace the signs of arithmetic by words.

    Examples
    --------
    >>> signs_in_words("6 + 5 − 8 = 3, −2·4, so 4×4 becomes 2×2")
    '6 plus 5 minus 8 = 3, minus 2 times 4, so 4 by 4 becomes 2 by 2'
    >>> signs_in_words("8.6× the MACs of 3×3 or (3×3)×2")
    '8.6 times the MACs of 3 by 3 or (3 by 3) by 2'
    >>> signs_in_words("C/G = 3/1, K² ≈ 9.01, ⌈5/2⌉")
    'C divided by G = 3 divided by 1, K squared is about 9.01, 5 divided by 2 rounded up'
    >>> signs_in_words("√(2 / (fan-in + fan-out))")
    'the square root of the fraction 2 over the sum of fan-in and fan-out'
    >>> signs_in_words("(K−1)·d − (−1)")
    '(K minus 1) times d minus minus 1'
    >>> signs_in_words("−2·(−4), 0.2471 · (−107 − 6)")  # a sum keeps its brackets
    'minus 2 times minus 4, 0.2471 times (minus 107 minus 6)'
    >>> signs_in_words("6 + 5\u00a0+\u00a02\u00a0−\u00a01")  # spaces at which no line ends
    '6 plus 5 plus 2 minus 1'
    """
    if not _ANY_SIGN.search(text):
        return text
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return text


@lru_cache(2000)  # a page says much the same in each of its runs, in tables cell by cell
def with_words(markdown: str) -> str:
    r"""Markdown whose signs are seen, and heard as words: show it with ``unsafe_allow_html=True``.

    Formulas, links and headings stay as they are.

    Examples
    --------
    >>> with_words("It takes rows −1 and 1.")
    '<span aria-hidden="true">It takes rows −1 and 1.</span><span class="dw-unseen">It takes rows minus 1 and 1.</span>'
    >>> with_words("1,944 MACs"), with_words("It is **one** value, `x[0]`.")
    ('1,944 MACs', 'It is **one** value, `x[0]`.')
    >>> with_words("`a[−1]`")
    '<span aria-hidden="true">`a[−1]`</span><span class="dw-unseen">a\\[minus 1\\]</span>'
    """
    if _NO_SIGNS.fullmatch(markdown):
        return markdown
    return "\n".join(map(_line_with_words, markdown.split("\n")))


def _line_with_words(line: str) -> str:
    start = re.match(r"\s*(?:[-*] |\d+\. )?", line)
    if line.startswith("#") or not start:  # the address of a heading comes from its text
        return line
    parts = _KEPT.split(line[start.end() :])
    return start.group() + "".join(
        _code_with_words(part)
        if part.startswith("`")
        else part
        if at % 2
        else _part_with_words(part)
        for at, part in enumerate(parts)
    )


def _part_with_words(text: str) -> str:
    words = signs_in_words(text)
    if words == text:
        return text
    return _seen_and_heard(text, escape(_ESCAPED.sub(r"\1", words.replace("**", "")), quote=False))


def _code_with_words(code: str) -> str:
    text = code.strip("`").replace(r"\|", "|")  # so it stands in a table
    words = signs_in_words(text)
    if words == text:
        return code
    return _seen_and_heard(code, _MARKS.sub(r"\\\g<0>", escape(words, quote=False)))


def _seen_and_heard(seen: str, heard: str) -> str:
    return f'<span aria-hidden="true">{seen}</span><span class="dw-unseen">{heard}</span>'
