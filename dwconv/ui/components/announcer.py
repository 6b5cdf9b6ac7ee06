"""The status region of a page without a player: says what a control changed."""

from __future__ import annotations

import re

from dwconv.ui.components.mount_component import component

_SIGNS = (
    (r"(?<=[\d)\w]) − (?=[\d(\w])", " minus "),
    (r"−(?=[\d.])", "minus "),
    (r"(?<=\d)×(?=\d)", " by "),
    (r" → ", " to "),
    (r"·", " times "),
    (r"(?<=[\d)\w]) \+ (?=[\d(\w])", " plus "),
    (r"⌈", "the ceiling of "),
    (r"⌊", "the floor of "),
    (r"[⌉⌋]", ""),
)


def signs_in_words(text: str) -> str:
    """Replace the signs of arithmetic by words: screen readers pass over some of them.

    Examples
    --------
    >>> signs_in_words("6 + 5 − 8 = 3, −2·4, so 4×4 becomes 2×2")
    '6 plus 5 minus 8 = 3, minus 2 times 4, so 4 by 4 becomes 2 by 2'
    """
    for sign, word in _SIGNS:
        text = re.sub(sign, word, text)
    return text


_HTML = '<div role="status"></div>\n'


def announce(*sentences: str, of: str = "", silent: bool = False) -> None:
    """Let screen readers say those of the sentences that were not said by the run before.

    Parameters
    ----------
    *sentences : str
        What the page comes to with its present controls, one thing in each: a control that changes
        one of them makes only that one heard. Of a list of sizes what is now and what was is said.
        Marks of Markdown are left out, and signs that a screen reader may pass over are words.
    of : str, optional
        What they are about: of another layer the same sentence is said again.
    silent : bool, optional
        Whether another part of the page says them, and they only count as said.
    """
    plain = [
        signs_in_words(sentence.replace("**", "").replace("`", "")).removesuffix(".")
        for sentence in sentences
        if sentence
    ]
    component("announcer", _HTML)(
        key="announcer", data={"sentences": plain, "of": of, "silent": silent}
    )
