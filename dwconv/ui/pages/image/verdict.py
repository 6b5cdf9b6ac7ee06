"""Asks TensorFlow about the pictures once the controls have not changed for a moment."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.reference import ask_tensorflow
from dwconv.reference.ask_tensorflow import Run
from dwconv.reference.check import check
from dwconv.reference.verdict import Verdict
from dwconv.reference.worker_errors import WorkerError
from dwconv.ui.pages.image.convolution import Convolution
from dwconv.ui.run_queue import RUNS
from dwconv.ui.widgets import badge
from dwconv.ui.widgets.markdown import escape_markdown

_VERDICT = "_image_said"  # key of the session: TensorFlow's last verdict, and on what
_UNCHANGED = 0.5  # seconds without a change, after which TensorFlow is asked
_CHECK_EVERY = 0.3  # seconds


def show_verdict(current: Convolution) -> None:
    """Show whether TensorFlow agrees.

    Call it last. It waits; a change meanwhile ends the wait, since the next run begins at once
    and Streamlit stops this one the next time that it shows something.
    """
    key = _digest(current)
    kept: tuple[bytes, Verdict] | None = st.session_state.get(_VERDICT)
    place = st.empty()
    if kept is not None and kept[0] == key:
        with place.container():
            badge.show_verdict(kept[1])
        return
    if not _has_started():
        ask_tensorflow.start()
        with place:
            st.fragment(_check_start, run_every=_CHECK_EVERY)()
        return
    _show_waiting(place, "TensorFlow will be asked …")
    RUNS.sleep(_UNCHANGED)
    _show_waiting(place, "TensorFlow is at work …")
    image = current.pixels[None].astype(np.float32)
    future = check(current.spec, image, current.filter, current.output)
    while not RUNS.wait_for(future, _CHECK_EVERY):
        _show_waiting(place, "TensorFlow is at work …")
    try:
        verdict = future.result()
    except WorkerError as error:
        place.markdown(f":red-badge[:material/error: {escape_markdown(str(error))}]")
        return
    # Without the outputs, which are as large as the pictures.
    verdict = replace(verdict, asked=Run(verdict.asked.op), confirmed_by=None, tried=(), wrong=None)
    st.session_state[_VERDICT] = key, verdict
    with place.container():
        badge.show_verdict(verdict)


def _has_started() -> bool:
    """Whether TensorFlow runs, or never will."""
    return ask_tensorflow.status().state in ("ready", "unavailable")


def _check_start() -> None:
    """Show that TensorFlow is starting; run the page again once it has."""
    if _has_started():
        st.rerun()  # without the timer
    st.badge("TensorFlow is starting …", icon=":material/hourglass_empty:", color="gray")


def _show_waiting(place: DeltaGenerator, words: str) -> None:
    place.badge(words, icon=":material/hourglass_empty:", color="gray")


def _digest(current: Convolution) -> bytes:
    """What tells one convolution from another."""
    digest = hashlib.sha256(repr(current.spec).encode())
    digest.update(current.pixels.tobytes())
    digest.update(current.filter.tobytes())
    return digest.digest()
