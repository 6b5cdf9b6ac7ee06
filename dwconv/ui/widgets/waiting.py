"""Answers of TensorFlow that arrive after the rest of the page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from typing import Any, TypeVar

import streamlit as st

from dwconv.reference import process
from dwconv.reference.worker import WorkerError
from dwconv.ui import session, streamlit_internals
from dwconv.ui.streamlit_internals import RunningFragment
from dwconv.ui.turns import RUNS
from dwconv.ui.widgets.markdown import escape_markdown

T = TypeVar("T")

_WAIT = 0.05  # seconds that a page waits for an answer, once all else was sent
_CHECK_EVERY = 0.4  # seconds, where the server cannot run a fragment by itself

_awaited: dict[RunningFragment, Future[Any]] = {}
"""What each fragment waits for now: an answer to an earlier question runs nothing again."""
_lock = threading.Lock()


def show_when_ready(ask: Callable[[], Future[T]], show: Callable[[T], None]) -> None:
    """Show an answer of TensorFlow, or until it is there that TensorFlow is working on it.

    Call it after everything that must not wait.

    Parameters
    ----------
    ask : callable
        Returns the same future each time, from a cache.
    show : callable
        Draws the answer. If the question failed, an error badge is drawn instead. It may run in
        a fragment, long after the page.
    """
    future = ask()
    if process.status().state == "ready":
        with suppress(NotYet), RUNS.lent():  # others go on meanwhile
            future.exception(timeout=_WAIT)
    if future.done():
        _show_answer(future, show)
    else:
        st.fragment(_show_later)(future, show)


def _show_answer(future: Future[T], show: Callable[[T], None]) -> None:
    try:
        answer = future.result()
    except WorkerError as error:
        st.markdown(f":red-badge[:material/error: {escape_markdown(str(error))}]")
        return
    show(answer)


def _show_later(future: Future[T], show: Callable[[T], None]) -> None:
    """Show what TensorFlow is doing; the server runs this again once the answer is there."""
    session.rerun_if_needed()
    if future.done():
        _show_answer(future, show)
        return
    starting = process.status().state != "ready"
    st.badge(
        "TensorFlow is starting …" if starting else "TensorFlow is at work …",
        icon=":material/hourglass_empty:",
        color="gray",
    )
    fragment = streamlit_internals.running_fragment()
    if fragment is None:
        st.fragment(_rerun_when_done, run_every=_CHECK_EVERY)(future)
    else:
        _run_again_when_done(fragment, future)


def _run_again_when_done(fragment: RunningFragment, future: Future[Any]) -> None:
    """Run a fragment again with the answer, unless it waits for another one by then."""

    def tell(done: Future[Any]) -> None:
        with _lock:
            if _awaited.get(fragment) is not done:
                return
            del _awaited[fragment]
        fragment.run_again()

    with _lock:
        if _awaited.get(fragment) is future:
            return  # told already
        _awaited[fragment] = future
    future.add_done_callback(tell)


def _rerun_when_done(future: Future[Any]) -> None:
    if future.done():
        st.rerun()
