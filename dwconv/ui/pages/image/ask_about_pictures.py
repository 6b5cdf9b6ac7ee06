"""Asks TensorFlow about the pictures once the controls have not changed for a moment."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import replace

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from dwconv.reference.calls import Run
from dwconv.reference.check import check
from dwconv.reference.verdict import Verdict
from dwconv.ui.cached.kept_answers import RETRY_SECONDS
from dwconv.ui.pages.image.convolution import Convolution
from dwconv.ui.widgets import badge
from dwconv.ui.widgets.show_when_ready import show_when_ready

_ASKED = "_image_asked"  # key of the session: its last question
_UNCHANGED = 0.5  # seconds without a change, after which TensorFlow is asked


class PictureQuestion:
    """Asks about pictures after a moment, unless it is taken back before.

    Parameters
    ----------
    about : bytes
        What tells one convolution from another.
    current : Convolution

    Attributes
    ----------
    answer : Future of Verdict
        Without the outputs, which are as large as the pictures.
    """

    def __init__(self, about: bytes, current: Convolution) -> None:
        self.about = about
        self.answer: Future[Verdict] = Future()
        self._answered = 0.0
        self._timer = threading.Timer(_UNCHANGED, self._ask, (current,))
        self._timer.daemon = True
        add_script_run_ctx(self._timer)  # who asks is asked in that thread
        self._timer.start()

    def is_for(self, about: bytes) -> bool:
        """Whether nothing need be asked: this was, and it did not fail some time ago."""
        failed = self.answer.done() and self.answer.exception() is not None
        return about == self.about and not (
            failed and time.monotonic() - self._answered > RETRY_SECONDS
        )

    def take_back(self) -> None:
        """Ask no longer, if TensorFlow has not been asked yet."""
        self._timer.cancel()

    def _ask(self, current: Convolution) -> None:
        image = current.pixels[None].astype(np.float32)
        asked = check(current.spec, image, current.filter, current.output)
        asked.add_done_callback(self._keep)

    def _keep(self, done: Future[Verdict]) -> None:
        self._answered = time.monotonic()
        with suppress(InvalidStateError):
            if (error := done.exception()) is not None:
                self.answer.set_exception(error)
            else:
                verdict = done.result()
                asked = Run(verdict.asked.op, error=verdict.asked.error)
                small = replace(verdict, asked=asked, tried=(), wrong=None)
                self.answer.set_result(small)


def show_verdict(current: Convolution) -> None:
    """Show whether TensorFlow agrees, as soon as it has answered."""
    about = _digest(current)
    question: PictureQuestion | None = st.session_state.get(_ASKED)
    if question is None or not question.is_for(about):
        if question is not None:
            question.take_back()
        question = st.session_state[_ASKED] = PictureQuestion(about, current)
    answer = question.answer
    show_when_ready(lambda: answer, badge.show_verdict, badge.only_words)


def _digest(current: Convolution) -> bytes:
    """What tells one convolution from another."""
    digest = hashlib.sha256(repr(current.spec).encode())
    digest.update(current.pixels.tobytes())
    digest.update(current.filter.tobytes())
    return digest.digest()
