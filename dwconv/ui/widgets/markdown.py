"""Markdown: texts whose signs are heard as words, and text that came from outside without its markup."""

from __future__ import annotations

import re
from typing import Any

import streamlit as st

from dwconv.player.signs_in_words import with_words

# Streamlit looks for addresses, emoji and icons after it has resolved escapes. A character without
# width inside them is invisible, and keeps Streamlit from finding them.
_JOINER = "\N{WORD JOINER}"
_FOUND_LATER = re.compile(r"(www)(?=\.)|(https?:)(?=//)|()(?=@)|(:)(?=[\w+/-]+:)", re.IGNORECASE)


_SHAPE = re.compile(r"`\([\w·, /]+\)`")


def in_one_line(text: str) -> str:
    r"""Keep each shape, or pair, of a text in one line.

    Examples
    --------
    >>> in_one_line("an input `(1, 6)`, as")
    'an input `(1,\xa06)`, as'
    """
    return _SHAPE.sub(lambda found: found[0].replace(", ", ",\N{NO-BREAK SPACE}"), text)


def show_text(text: str, **options: Any) -> None:
    """Show Markdown of our own whose signs are heard as words; `options` are those of `st.markdown`."""
    text = in_one_line(text)
    shown = with_words(text)
    st.markdown(shown, unsafe_allow_html=shown != text, **options)


def show_caption(text: str, **options: Any) -> None:
    """Show a caption of our own whose signs are heard as words; `options` are those of `st.caption`."""
    text = in_one_line(text)
    shown = with_words(text)
    st.caption(shown, unsafe_allow_html=shown != text, **options)


def escape_markdown(text: str) -> str:
    r"""Escape what Markdown would turn into links, pictures, formulas, icons or colours.

    An error may quote what a URL holds, and Streamlit shows sentences as Markdown.

    Examples
    --------
    >>> print(escape_markdown("h=![](//a.b/c.png)"))
    h=\!\[\]\(//a\.b/c\.png\)
    >>> escape_markdown("www.a.b") == "www" + "\N{WORD JOINER}" + "\\.a\\.b"
    True
    """
    whole = _FOUND_LATER.sub(lambda found: found.group() + _JOINER, text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", whole)
