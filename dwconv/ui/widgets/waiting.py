"""Answers of TensorFlow that arrive after the rest of the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

import streamlit as st

from dwconv.reference import tensorflow_process
from dwconv.reference.worker import WorkerError
from dwconv.ui import session
from dwconv.ui.turns import RUNS
from dwconv.ui.widgets.markdown import escape_markdown

T = TypeVar("T")

_WAIT = 0.05  # seconds that a page waits for an answer, once all else was sent
_CHECK_EVERY = 0.4  # seconds


def show_when_ready(ask: Callable[[], Future[T]], show: Callable[[T], None]) -> None:
    """Show an answer of TensorFlow, or until it is there that TensorFlow is working on it.

    Call it after everything that must not wait.

    Parameters
    ----------
    ask : callable
        Returns the same future each time, from a cache.
    show : callable
        Draws the answer. If the question failed, an error badge is drawn instead.
    """
    future = ask()
    if tensorflow_process.status().state == "ready":
        RUNS.wait_for(future, _WAIT)
    if future.done():
        _show_answer(future, show)
    else:
        st.fragment(_check_again, run_every=_CHECK_EVERY)(future)


def _show_answer(future: Future[T], show: Callable[[T], None]) -> None:
    try:
        answer = future.result()
    except WorkerError as error:
        st.markdown(f":red-badge[:material/error: {escape_markdown(str(error))}]")
        return
    show(answer)


def _check_again(future: Future[Any]) -> None:
    """Show what TensorFlow is doing; run the page again once the answer is there."""
    if future.done():
        st.rerun()  # without the timer
    session.rerun_if_needed()
    starting = tensorflow_process.status().state != "ready"
    st.badge(
        "TensorFlow is starting …" if starting else "TensorFlow is at work …",
        icon=":material/hourglass_empty:",
        color="gray",
    )
