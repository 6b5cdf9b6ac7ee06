"""An answer of TensorFlow that comes later, or not at all."""

import json
import time

import pytest
from streamlit.testing.v1 import AppTest

from dwconv.reference.worker_errors import WorkerHung
from dwconv.reference.worker_manager import Worker
from dwconv.ui.cached.kept_answers import KeptAnswers
from dwconv.ui.widgets.markdown import escape_markdown
from dwconv.ui.widgets.show_when_ready import _meanwhile


def run(script, **values):
    app = AppTest.from_function(script, kwargs=values).run()
    assert not app.exception
    return [each.value for each in app.markdown]


def test_a_failure_is_said_in_a_badge():
    def script(sentence):
        from concurrent.futures import Future

        import streamlit as st

        from dwconv.reference.worker_errors import WorkerCrashed
        from dwconv.ui.widgets.show_when_ready import show_when_ready

        future = Future()
        future.set_exception(WorkerCrashed(sentence, "details"))
        show_when_ready(lambda: future, lambda answer: st.markdown(f"shown: {answer}"))

    sentence = "TensorFlow crashed (signal 6): *not* our fault."
    (badge,) = run(script, sentence=sentence)
    assert badge.startswith(":red-badge[")
    assert escape_markdown(sentence) in badge


def test_an_answer_is_shown():
    def script():
        from concurrent.futures import Future

        import streamlit as st

        from dwconv.ui.widgets.show_when_ready import show_when_ready

        future = Future()
        future.set_result(13)
        show_when_ready(lambda: future, lambda answer: st.markdown(f"shown: {answer}"))

    assert run(script) == ["shown: 13"]


def test_what_has_no_answer_yet_says_so_and_shows_nothing():
    def script():
        from concurrent.futures import Future

        import streamlit as st

        from dwconv.ui.widgets.show_when_ready import show_when_ready

        show_when_ready(Future, lambda answer: st.markdown(f"shown: {answer}"))

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert list(app.markdown) == []
    (badge,) = app.get("bidi_component")
    assert json.loads(badge.proto.json)["text"].startswith("TensorFlow is")


def test_a_hang_is_said_and_the_answer_comes_from_the_next_process():
    """A real process that hangs at the first question and answers the second."""
    worker, asked = Worker(dict, name="TensorFlow"), []

    def ask(question):
        asked.append(question)
        if len(asked) == 1:
            return worker.submit(time.sleep, 60, limit=0.3)
        return worker.submit(abs, -13)

    answers = KeptAnswers(ask)
    try:
        worker.submit(dict).result(60)
        with pytest.raises(WorkerHung):
            answers("how much").result(60)
        status = worker.status()
        assert status.state == "restarting"
        assert _meanwhile(status).startswith("TensorFlow did not answer within 0.3 s")
        assert answers("how much").result(60) == 13
    finally:
        worker.close()
