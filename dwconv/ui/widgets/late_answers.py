"""Answers of TensorFlow that arrive after the rest of the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import streamlit as st

from dwconv.reference import tensorflow_process
from dwconv.reference.worker_errors import WorkerError
from dwconv.ui.awaited import AWAITED
from dwconv.ui.components.waiting import waiting
from dwconv.ui.turns import RUNS
from dwconv.ui.widgets.markdown import escape_markdown

T = TypeVar("T")

_WAIT = 0.05  # seconds that a page waits for an answer, once all else was sent


def show_when_ready(
    ask: Callable[[], Future[T]],
    show: Callable[[T], None],
    words: Callable[[T], str] | None = None,
    before: str = "",
) -> None:
    """Show an answer of TensorFlow, or until it is there that TensorFlow is working on it.

    Call it after everything that must not wait.

    Parameters
    ----------
    ask : callable
        Returns the same future each time, from a cache.
    show : callable
        Draws the answer. If the question failed, an error badge is drawn instead.
    words : callable, optional
        What a green badge says of the answer; "" if that takes more than such a badge. With words
        the page need not run again when the answer comes.
    before : str, optional
        What the badge says before them.
    """
    future = ask()
    starting = tensorflow_process.status().state != "ready"
    if not starting and not RUNS.waiting():  # nobody is late because of us
        RUNS.wait_for(future, _WAIT)
    if future.done():
        _show_answer(future, show)
    else:
        waiting(
            AWAITED.name(future, words, before),
            "TensorFlow is starting …" if starting else "TensorFlow is at work …",
        )


def answer_if_there(future: Future[T]) -> T | None:
    """Return an answer that is there already; None while it is not, and if the question failed."""
    return future.result() if future.done() and future.exception() is None else None


def _show_answer(future: Future[T], show: Callable[[T], None]) -> None:
    try:
        answer = future.result()
    except WorkerError as error:
        st.markdown(f":red-badge[:material/error: {escape_markdown(str(error))}]")
        return
    show(answer)
