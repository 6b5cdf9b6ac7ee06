"""An answer of TensorFlow that comes later, or not at all."""

import json

from streamlit.testing.v1 import AppTest

from dwconv.ui.widgets.markdown import escape_markdown


def run(script, **values):
    app = AppTest.from_function(script, kwargs=values).run()
    assert not app.exception
    return [each.value for each in app.markdown]


def test_a_failure_is_said_in_a_badge():
    def script(sentence):
        from concurrent.futures import Future

        import streamlit as st

        from dwconv.reference.worker_errors import WorkerCrashed
        from dwconv.ui.widgets.late_answers import show_when_ready

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

        from dwconv.ui.widgets.late_answers import show_when_ready

        future = Future()
        future.set_result(13)
        show_when_ready(lambda: future, lambda answer: st.markdown(f"shown: {answer}"))

    assert run(script) == ["shown: 13"]


def test_what_has_no_answer_yet_says_so_and_shows_nothing():
    def script():
        from concurrent.futures import Future

        import streamlit as st

        from dwconv.ui.widgets.late_answers import show_when_ready

        show_when_ready(Future, lambda answer: st.markdown(f"shown: {answer}"))

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert list(app.markdown) == []
    (badge,) = app.get("bidi_component")
    assert json.loads(badge.proto.json)["text"].startswith("TensorFlow is")
