"""Badges: TensorFlow agrees, or its answer is still on its way, and the browser waits for it."""

from __future__ import annotations

from dwconv.player.component import do_nothing
from dwconv.ui.components.mount_component import component

_HTML = '<div class="dw-badge"></div>\n'


def tensorflow_badge(name: str, text: str, *, quiet: bool = False, after: float = 0) -> None:
    """Show the badge until the answer is there.

    Parameters
    ----------
    name : str
        Of `dwconv.ui.tensorflow_answers`.
    text : str
        What the badge says meanwhile.
    quiet : bool, optional
        Whether a screen reader is not told the answer when it comes.
    after : float, optional
        Seconds until the browser asks for the answer.
    """
    _show(f"waiting-{name}", name, text, quiet, round(1000 * after))


def agreement_badge(words: str) -> None:
    """Show that TensorFlow agrees.

    Parameters
    ----------
    words : str
        What the badge says; in a second line what it says besides once it is opened, in a third what
        is heard besides.
    """
    _show(f"agrees-{words}", "", words, quiet=True)


def _show(key: str, name: str, text: str, quiet: bool, after: int = 0) -> None:
    component("tensorflow_badge", _HTML, isolated=False)(
        key=key,
        data={"name": name, "text": text, "quiet": quiet, "after": after},
        width="content",
        on_answered_change=do_nothing,
    )
