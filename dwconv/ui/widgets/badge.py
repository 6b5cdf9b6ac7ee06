"""Badges that say whether TensorFlow agrees with the numbers on the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Literal

import numpy as np
import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec, DataFormat
from dwconv.reference.calls import Array
from dwconv.reference.known_faults import WHAT_TO_DO
from dwconv.reference.places_taken import DEPTHWISE_OP, taken_in_words
from dwconv.reference.verdict import Verdict, rows_in_words
from dwconv.ui import cached
from dwconv.ui.components.announcer import announce
from dwconv.ui.components.tensorflow_badge import agreement_badge
from dwconv.ui.parameters.changes import layer_text
from dwconv.ui.parameters.table import is_on
from dwconv.ui.session import lab, page
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.number_text import with_minus
from dwconv.ui.widgets.show_when_ready import answer_if_there, show_when_ready

AGREES = "TensorFlow agrees"
DIFFERS = "TensorFlow differs"
REFUSES = "TensorFlow refuses"

_OURS = "This page shows what the formula gives."
_MORE = "The button “Why?” below the page's heading says more."

_Color = Literal["green", "orange", "red"]
_COLORS: dict[str, _Color] = {"confirmed": "orange", "differs": "red", "refused": "orange"}
_ICONS = {"confirmed": ":material/rule:", "differs": ":material/close:"}
_REFUSED_ICON = ":material/block:"


def show_layer_verdict() -> None:
    """Show whether TensorFlow agrees with the lab's layer. Call it last: it may wait a little."""
    now = lab()
    asked = is_on("predict", page().path) and bool(now.values["predict"])
    show_verdict_when_ready(lambda: cached.verdict(now), layer=now.spec, quiet=asked)
    verdict = answer_if_there(cached.verdict(now))
    announce_objection(verdict, layer=now.spec, quiet=asked)


def show_verdict_when_ready(
    ask: Callable[[], Future[Verdict]],
    where: str = "",
    *,
    layer: ConvSpec | None = None,
    quiet: bool = False,
) -> None:
    """Show a verdict of TensorFlow as soon as there is one.

    Parameters
    ----------
    ask : callable
        Returns the same future each time, from a cache.
    where : str, optional
        What of the page it is about, such as "on the right side"; "" where there is only one thing.
    layer : ConvSpec, optional
        The layer, if it is about its outputs: then it is said where they differ; None for gradients.
    quiet : bool, optional
        Whether a screen reader is not told that TensorFlow agrees: it is saying a question.
    """

    def show(verdict: Verdict) -> None:
        show_verdict(verdict, where, layer=layer)

    show_when_ready(ask, show, lambda verdict: only_words(verdict, where), quiet=quiet)


def values_that_differ(verdict: Verdict | None, data_format: DataFormat) -> Array | None:
    """Which output values TensorFlow returns differently: rows, columns and channels.

    Returns
    -------
    ndarray of bool, shape (rows, columns, channels), or None
        None where there is no verdict, nothing differs, or not even the shape is the same.
    """
    if verdict is None or verdict.wrong is None or not verdict.wrong.any():
        return None
    wrong = np.asarray(verdict.wrong.any(axis=data_format.index("N")))
    return wrong if data_format == "NHWC" else np.moveaxis(wrong, 0, 2)


def _rows_that_differ(verdict: Verdict, layer: ConvSpec | None) -> str:
    wrong = values_that_differ(verdict, layer.data_format) if layer else None
    return "" if wrong is None else rows_in_words(wrong)


def _largest_difference(verdict: Verdict, layer: ConvSpec | None) -> str:
    """Where an output of TensorFlow is furthest off, with both values, and what it multiplies there."""
    if layer is None or verdict.largest is None:
        return ""
    op, where, ours, theirs = verdict.largest
    if layer.data_format == "NCHW":
        where = (where[0], *where[2:], where[1])
    image, row, column, channel = where
    place = f"output row {row}, column {column}, channel {channel}"
    if layer.batch > 1:
        place = f"image {image}, {place}"
    values = f"the formula gives {with_minus(ours)}, {op} gives {with_minus(theirs)}"
    taken = taken_in_words(layer, row, column) if op == DEPTHWISE_OP else ""
    return f"The largest difference is at {place}: {values}. {taken}".rstrip()


def announce_objection(
    verdict: Verdict | None,
    where: str = "",
    *,
    layer: ConvSpec | None = None,
    quiet: bool = False,
) -> None:
    """Let screen readers say of each layer whether TensorFlow agrees, and if not what to do.

    Call it once in every run of a page with a player, so that the next one knows what was said.
    The status of a player says the sizes; pages without one announce in their heading.

    Parameters
    ----------
    verdict : Verdict or None
        None while there is none: then the badge says that TensorFlow agrees, or the page runs again.
    where : str, optional
        What of the page it is about, such as "on the right side"; "" where there is only one thing.
    layer, quiet
        As for `show_verdict_when_ready`.
    """
    of = layer_text(lab().values)
    if verdict is None or verdict.kind == "agrees":
        agreement = _about(AGREES, where)
        if verdict is not None:
            agreement = f"{agreement} {how_many_agree(verdict)}".rstrip()
        # while it is awaited, its badge says it
        announce(agreement, of=of, silent=quiet or verdict is None, last=True)
        return
    why, _, what_to_do = verdict.explanation.partition(WHAT_TO_DO)
    reason, remedy = (text.partition(". ")[0].strip() for text in (why, what_to_do))
    announce(
        in_short(verdict, where) if where else "",
        verdict.sentence,
        _rows_that_differ(verdict, layer),
        reason,
        _OURS,
        f"{WHAT_TO_DO}{remedy}" if remedy else "",
        _MORE if verdict.explanation else "",
        of=of,
        still=f"{in_short(verdict, where)}, as before",
        last=True,
    )


def in_short(verdict: Verdict, where: str = "") -> str:
    """What a badge says of a verdict.

    Examples
    --------
    >>> from dwconv.reference.calls import Run
    >>> from dwconv.reference.verdict import judge
    >>> ours = np.ones((1, 2, 2, 1))
    >>> runs = Run("tf.nn.depthwise_conv2d", error="InvalidArgumentError"), Run("tf.nn.conv2d", ours)
    >>> in_short(judge(ours, runs, np.zeros(1)), "on the right side")
    'TensorFlow refuses on the right side'
    """
    if verdict.kind == "agrees":
        return _about(AGREES, where)
    return _about(REFUSES if _refuses(verdict) else DIFFERS, where)


def _refuses(verdict: Verdict) -> bool:
    """Whether the op in question gave no answer, and none that another op gave differs."""
    return verdict.kind != "differs" and bool(verdict.asked.error)


def _about(words: str, where: str) -> str:
    return f"{words} {where}".rstrip()


def _how_many_differ(verdict: Verdict) -> str:
    """How many values differ, for whoever hears the badge; "" where that is not known."""
    if verdict.wrong is None:
        return ""
    return f'<span class="dw-unseen">in {verdict.wrong.sum():,} of {verdict.wrong.size:,} values</span>'


def how_many_agree(verdict: Verdict) -> str:
    """With how many values of the page TensorFlow agrees; "" where there are none."""
    output = verdict.asked.output
    if output is None or not output.size:
        return ""
    return counted(output.size, "with the one value", "with all {n} values")


def only_words(verdict: Verdict, where: str = "", heard: str = "") -> str:
    """What a green badge says, what it says once it is opened, and what is heard besides: three lines.

    "" for another colour: a green badge opens by itself, the others have a button beside them.
    """
    if verdict.kind != "agrees":
        return ""
    opened = f"{verdict.details} {verdict.explanation}".rstrip()
    besides = f"{heard} {how_many_agree(verdict)}".strip()
    return "\n".join((in_short(verdict, where), opened, besides))


def show_verdict(
    verdict: Verdict,
    where: str = "",
    *,
    heard: str = "",
    reason: bool = True,
    layer: ConvSpec | None = None,
) -> None:
    """Show a verdict of TensorFlow as a badge, and beside it a button that opens the reason.

    Parameters
    ----------
    verdict : Verdict
    where : str, optional
        What of the page it is about, such as "on the right side"; "" where that is all of it.
    heard : str, optional
        The same for whoever does not see the page, where it is about all of it.
    reason : bool, optional
        False where the page itself shows the reason.
    layer : ConvSpec, optional
    """
    if words := only_words(verdict, where, heard):
        agreement_badge(words)
        return
    refused = _refuses(verdict)
    color, icon = _COLORS[verdict.kind], _REFUSED_ICON if refused else _ICONS[verdict.kind]
    if not (verdict.explanation and reason):
        st.badge(verdict.sentence, icon=icon, color=color)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        badge = f":{color}-badge[{icon} {in_short(verdict, where)}]"
        st.markdown(f"{badge} {_how_many_differ(verdict)}".strip(), unsafe_allow_html=True)
        # a button, not a tip: it opens by keyboard and by touch, and a screen reader reads it
        with st.popover("Why?", type="tertiary"):
            why, what_to_do, remedy = verdict.explanation.partition(WHAT_TO_DO)
            numbers = f"{verdict.sentence} {_rows_that_differ(verdict, layer)} {_largest_difference(verdict, layer)}"
            # what TensorFlow refuses has no numbers to explain first
            first = (numbers, why) if refused else (why, numbers)
            for text in (*first, what_to_do + remedy):
                if text:
                    show_text(text)
