"""Text from outside, shown as what it is."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    r"""Escape what Markdown would turn into links, pictures, formulas or colours.

    An error may quote what a URL holds, and Streamlit shows sentences as Markdown.

    Examples
    --------
    >>> print(plain("h=![](//a.b/c.png)"))
    h=\!\[\]\(//a\.b/c\.png\)
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", text)
