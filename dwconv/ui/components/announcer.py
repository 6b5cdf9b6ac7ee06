"""The status region of a page without a player: says what a control changed."""

from __future__ import annotations

from dwconv.ui.components.mount import component

_HTML = '<div role="status"></div>\n'


def announce(sentence: str) -> None:
    """Let screen readers say a sentence, if it is another one than in the run before.

    Parameters
    ----------
    sentence : str
        What the page comes to with its present controls, in one sentence.
    """
    component("announcer", _HTML)(key="announcer", data={"sentence": sentence})
