"""A status region of a page: says what a control changed, and results that somebody asked for."""

from __future__ import annotations

from dwconv.player.signs_in_words import signs_in_words
from dwconv.ui.components.mount_component import component

_HTML = '<div role="status"></div>\n'


def announce(
    *sentences: str,
    of: str = "",
    asked: int = 0,
    silent: bool = False,
    place: str = "",
    at_once: bool = False,
    still: str = "",
    last: bool = False,
) -> None:
    """Let screen readers say those of the sentences that were not said by the run before.

    Parameters
    ----------
    *sentences : str
        What the page comes to with its present controls, one thing in each: a control that changes
        one of them makes only that one heard. Of a list of sizes what is now and what was is said.
        Marks of Markdown are left out, and signs that a screen reader may pass over are words.
    of : str, optional
        What they are about: of another layer the same sentence is said again.
    asked : int, optional
        How often somebody pressed the button that leads to them, from `dwconv.ui.session.presses`: after
        another press the same result is said again.
    silent : bool, optional
        Whether another part of the page says them, and they only count as said.
    place : str, optional
        A name for another region of the same page.
    at_once : bool, optional
        Whether they are also said when they come for the first time, such as a result that somebody
        waits for: what stands on a page that opens is read by its reader.
    still : str, optional
        What is said of another layer in place of sentences that are the same as before.
    last : bool, optional
        Whether what other parts of the page say of the same change comes first.
    """
    plain = [
        signs_in_words(sentence.replace("**", "").replace("`", "")).removesuffix(".")
        for sentence in sentences
        if sentence
    ]
    component("announcer", _HTML)(
        key=f"announcer-{place}" if place else "announcer",
        data={
            "sentences": plain,
            "of": f"{of} {asked}",
            "silent": silent,
            "atOnce": at_once,
            "still": still,
            "last": last,
        },
    )
