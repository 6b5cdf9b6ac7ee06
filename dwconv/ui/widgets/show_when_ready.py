"""Answers of TensorFlow that arrive after the rest of the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import streamlit as st

from dwconv.reference import ask_tensorflow
from dwconv.reference.worker_errors import WorkerError
from dwconv.reference.worker_manager import Status
from dwconv.ui.components.tensorflow_badge import tensorflow_badge
from dwconv.ui.run_queue import RUNS
from dwconv.ui.tensorflow_answers import TENSORFLOW_ANSWERS
from dwconv.ui.widgets.markdown import escape_markdown

T = TypeVar("T")

_WAIT = 0.05  # seconds that a page waits for an answer, once all else was sent
_RUN = 0.012  # seconds that the run of a page takes


def show_when_ready(
    ask: Callable[[], Future[T]],
    show: Callable[[T], None],
    words: Callable[[T], str] | None = None,
    *,
    quiet: bool = False,
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
    quiet : bool, optional
        Whether a screen reader is not told these words when they come.
    """
    future = ask()
    status = ask_tensorflow.status()
    if status.state == "ready" and not RUNS.waiting():  # nobody is late because of us
        RUNS.wait_for(future, _WAIT)
    if future.done():
        _show_answer(future, show)
    else:
        name = TENSORFLOW_ANSWERS.name(future, words)
        later = RUNS.waiting() * _RUN  # where others wait for their pages, these come first
        tensorflow_badge(name, _meanwhile(status), quiet=quiet, after=later)


def _meanwhile(status: Status) -> str:
    """What a badge says until the answer is there.

    Examples
    --------
    >>> _meanwhile(Status("ready"))
    'TensorFlow is at work …'
    >>> _meanwhile(Status("restarting", trouble="TensorFlow did not answer within 20 s."))
    'TensorFlow did not answer within 20 s. It is starting again …'
    """
    if status.state == "ready":
        return "TensorFlow is at work …"
    if status.state == "restarting" and status.trouble:
        return f"{status.trouble} It is starting again …"
    return "TensorFlow is starting …"


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
