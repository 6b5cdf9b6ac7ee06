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


def show_text(text: str, **options: Any) -> None:
    """Show Markdown of our own whose signs are heard as words; `options` are those of `st.markdown`."""
    shown = with_words(text)
    st.markdown(shown, unsafe_allow_html=shown != text, **options)


def show_caption(text: str, **options: Any) -> None:
    """Show a caption of our own whose signs are heard as words; `options` are those of `st.caption`."""
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
