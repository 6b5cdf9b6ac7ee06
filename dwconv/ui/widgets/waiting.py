"""Answers that come later: a page shows what it has and looks again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import Any, TypeVar

import streamlit as st

from dwconv.reference import calls as reference
from dwconv.reference.calls import ChildError
from dwconv.ui import session
from dwconv.ui.widgets.plain import plain

T = TypeVar("T")

_PATIENCE = 0.05  # seconds: so long a page waits for TensorFlow once all else is on its way
_AGAIN = 0.4  # seconds until it looks again


def when_ready(ask: Callable[[], Future[T]], show: Callable[[T], None]) -> None:
    """Show an answer of TensorFlow, or that it is on its way, and then the answer.

    Call it after all that must not wait.

    Parameters
    ----------
    ask : callable
        Gives the same future each time, from a cache.
    show : callable
        Draws the answer. If there is none, the reason is drawn instead.
    """
    future = ask()
    if reference.status().state == "ready":
        with suppress(NotYet):
            future.exception(timeout=_PATIENCE)
    if not future.done():
        st.fragment(_look_again, run_every=_AGAIN)(future)
        return
    try:
        answer = future.result()
    except ChildError as error:
        st.markdown(f":red-badge[:material/error: {plain(str(error))}]")
        return
    show(answer)


def _look_again(future: Future[Any]) -> None:
    if future.done():
        st.rerun()  # without the timer
    session.catch_up()
    starting = reference.status().state != "ready"
    st.badge(
        "TensorFlow is starting …" if starting else "TensorFlow is at work …",
        icon=":material/hourglass_empty:",
        color="gray",
    )
