"""Markdown: how to show text that came from outside without its markup."""

from __future__ import annotations

import re


def escape_markdown(text: str) -> str:
    r"""Escape what Markdown would turn into links, pictures, formulas or colours.

    An error may quote what a URL holds, and Streamlit shows sentences as Markdown.

    Examples
    --------
    >>> print(escape_markdown("h=![](//a.b/c.png)"))
    h=\!\[\]\(//a\.b/c\.png\)
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", text)
