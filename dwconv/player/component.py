"""The player, the comparison and the blocks as components of Streamlit, which is imported once one is mounted."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, cast

from dwconv.player import header_and_bytes
from dwconv.player.assets import HEIGHT, HTML, file_name
from dwconv.player.colours_and_speeds import Unit
from dwconv.player.moment import Moment
from dwconv.player.player_options import Caption, Disagreement, Stretch, Tour, Typing

Kind = Literal["player", "comparison", "blocks"]


def player(
    payload: bytes,
    *,
    key: str,
    step: int | None = None,
    unit: Unit | None = None,
    playing: bool | None = None,
    speed: float | None = None,
    focus: int | None = None,
    predict: bool | Literal["cells"] | None = None,
    tour: Tour | None = None,
    stretch: Stretch | None = None,
    caption: Caption | None = None,
    typing: Typing | None = None,
    disagreement: Disagreement | None = None,
    on_seek: Callable[[], None] | None = None,
    on_next: Callable[[], None] | None = None,
    on_edit: Callable[[], None] | None = None,
) -> Moment | None:
    """Mount the animation on a Streamlit page.

    None leaves a value as the player has it. Any other value is applied once: when it differs from
    the last one that was given or that the player reported. So a page can pass the values of its
    URL in every run. Different payload bytes start the animation over.

    Parameters
    ----------
    payload : bytes
        From `dwconv.player.payload.pack`.
    key : str
        Streamlit's key. In `on_seek`, ``st.session_state[key].at`` is the moment.
    step : int, optional
        Window to be at, from 0. Clamped to the last one.
    unit : "tap", "window" or "pixel", optional
        What one step is. "tap" is ignored where its products were not sent.
    playing : bool, optional
        Whether it plays from the start; never for readers who prefer less motion.
    speed : float, optional
        One of `dwconv.player.colours_and_speeds.SPEEDS`.
    focus : int, optional
        Channel whose lane is large; by default that of `step`.
    predict : bool or "cells", optional
        Whether readers type the value of the window that is shown before they see it and
        its products; with "cells" they choose before that the input cells that it is made from,
        and see no window until then.
    tour : Tour, optional
        A tour of the picture to start now.
    stretch : Stretch, optional
        What to play now; readers who prefer less motion are at its end at once.
    caption : Caption, optional
        What stands above the picture while a presenter's window is filled by it.
    typing : Typing, optional
        Lets readers type into the input and the filters. ``st.session_state[key].edits`` is what
        they typed: see `dwconv.ui.parameters.typed_cells`.
    disagreement : Disagreement, optional
        The windows at which TensorFlow returns another value.
    on_seek : callable, optional
        Called without arguments before the run that a report of the player causes.
    on_next : callable, optional
        Likewise when a presenter goes on to the next example, or back to the one before:
        ``st.session_state[key].next`` is then 1 or -1.
    on_edit : callable, optional
        Likewise when something was typed into the picture.

    Returns
    -------
    Moment or None
        What the player reported last, None if it has not yet.
    """
    options = {
        "step": step,
        "unit": unit,
        "playing": playing,
        "speed": speed,
        "focus": focus,
        "predict": predict,
        "tour": tour,
        "stretch": stretch,
        "caption": caption,
        "typing": typing,
        "disagreement": disagreement,
    }
    return _mount("player", payload, options, key, on_seek, on_next, on_edit)


def comparison(
    payload: bytes,
    *,
    key: str,
    step: int | None = None,
    unit: Unit | None = None,
    playing: bool | None = None,
    speed: float | None = None,
    focus: int | None = None,
    stretch: Stretch | None = None,
    caption: Caption | None = None,
    on_seek: Callable[[], None] | None = None,
    on_next: Callable[[], None] | None = None,
) -> Moment | None:
    """Mount two convolutions on one clock; see `player`.

    Parameters
    ----------
    payload : bytes
        From `dwconv.player.comparison.pack_comparison`.
    key, step, unit, playing, speed, focus, stretch, caption, on_seek, on_next
        As for `player`; `focus` counts the lanes on the left.

    Returns
    -------
    Moment or None
    """
    options = {
        "step": step,
        "unit": unit,
        "playing": playing,
        "speed": speed,
        "focus": focus,
        "stretch": stretch,
        "caption": caption,
    }
    return _mount("comparison", payload, options, key, on_seek, on_next)


def blocks(
    payload: bytes,
    *,
    key: str,
    step: int | None = None,
    unit: Unit | None = None,
    playing: bool | None = None,
    speed: float | None = None,
    on_seek: Callable[[], None] | None = None,
    on_next: Callable[[], None] | None = None,
) -> Moment | None:
    """Mount two blocks of layers on one clock; see `player`.

    Parameters
    ----------
    payload : bytes
        From `dwconv.player.blocks.pack_blocks`.
    key, step, unit, playing, speed, on_seek, on_next
        As for `player`; a window is one value of a stage.

    Returns
    -------
    Moment or None
    """
    options = {"step": step, "unit": unit, "playing": playing, "speed": speed}
    return _mount("blocks", payload, options, key, on_seek, on_next)


def _mount(
    kind: Kind,
    payload: bytes,
    options: dict[str, Any],
    key: str,
    on_seek: Callable[[], None] | None,
    on_next: Callable[[], None] | None,
    on_edit: Callable[[], None] | None = None,
) -> Moment | None:
    result = _component(kind)(
        key=key,
        data=frame(payload, key, options),
        on_at_change=on_seek if on_seek is not None else do_nothing,
        on_next_change=on_next if on_next is not None else do_nothing,
        on_edits_change=on_edit if on_edit is not None else do_nothing,
    )
    return cast("Moment | None", result.at)


def frame(payload: bytes, key: str, options: dict[str, Any]) -> bytes:
    r"""Put options before a payload: the one block of bytes that player.js is called with.

    They stand outside the payload, so that another step is not another animation. The first of them
    says whose numbers follow and how many bytes they take: `dwconv/ui/web/numbers_first.js` finds the
    block by it among all that arrives. Options that are None are left out.

    Examples
    --------
    >>> frame(b"DWC1...", "player", {"step": 3, "unit": None})
    b'!\x00\x00\x00{"numbers":["player",7],"step":3}DWC1...'
    """
    given = {name: value for name, value in options.items() if value is not None}
    said = {"numbers": [key, len(payload)], **given}
    return header_and_bytes.join(said, [payload])


@lru_cache
def _component(kind: Kind) -> Any:
    from streamlit.components.v2 import component

    # The browser loads the script, with the style sheet inside, once and by its name. Until it is
    # there, the element is invisible and already has its height. It is not in a shadow root, so CSS
    # selectors and scripts of the page find it.
    return component(
        f"dwconv.{kind}",
        html=f"<style>{HEIGHT}.dw-player {{ visibility: hidden; }}</style>{HTML}",
        js=file_name(kind),
        isolate_styles=False,
    )


def do_nothing() -> None:
    """Be the callback of a value that a component may report: Streamlit keeps none without one."""
