"""Tests how a browser that waits gets TensorFlow's answer."""

import asyncio
import threading
import time
from concurrent.futures import Future

import pytest
from starlette.applications import Starlette

from dwconv.ui.tensorflow_answers import TensorFlowAnswers
from dwconv.ui.web import tensorflow_answers
from tests.event_loop import run_in_own_loop
from tests.ui.web.asgi import ask


def said(answer):
    return f"It is {answer}." if answer else ""


def test_a_waiting_browser_is_answered_as_soon_as_the_answer_is_there():
    async def both():
        kept, future = TensorFlowAnswers(), Future()
        name = kept.name(future, said)
        assert await kept.answer(name, seconds=0.01) == {"state": "waiting", "words": ""}
        assert not future.cancelled()  # others wait for it
        threading.Timer(0.05, future.set_result, [13]).start()
        begun = time.monotonic()
        answer = await asyncio.gather(kept.answer(name, 30), kept.answer(name, 30))
        assert time.monotonic() - begun < 20
        return answer

    assert run_in_own_loop(both()) == [{"state": "done", "words": "It is 13."}] * 2


@pytest.mark.parametrize("words", [None, said])
@pytest.mark.parametrize("failed", [True, False])
def test_where_words_are_not_enough_the_page_runs_again(words, failed):
    kept, future = TensorFlowAnswers(), Future()
    name = kept.name(future, words)
    if failed:
        future.set_exception(ValueError("crashed"))
    else:
        future.set_result(0)
    answer = run_in_own_loop(kept.answer(name, seconds=0))
    assert answer == {"state": "done", "words": ""}


def test_pages_that_run_again_do_so_one_after_the_other():
    kept, futures = TensorFlowAnswers(), [Future() for _ in range(5)]
    names = [kept.name(future, said) for future in futures]
    begun, ended = [], []

    async def wait(name):
        await kept.answer(name, 30)
        ended.append(time.monotonic())

    async def all_at_once():
        waiting = [asyncio.create_task(wait(name)) for name in names]
        await asyncio.sleep(0)
        begun.append(time.monotonic())
        for future in futures:
            future.set_exception(ValueError("killed"))
        await asyncio.gather(*waiting)

    run_in_own_loop(all_at_once())
    assert all(at - begun[0] > 0.025 * number for number, at in enumerate(ended))


def test_the_oldest_answers_are_forgotten_and_a_megabyte_is_not_kept_for_a_sentence():
    kept, futures = TensorFlowAnswers(most=2), [Future() for _ in range(3)]
    names = [kept.name(future, said) for future in futures]
    assert len(set(names)) == 3
    assert all(name.isalnum() for name in names)  # Streamlit takes no "__" in a key
    for future in futures:
        future.set_result(1)
    answers = [run_in_own_loop(kept.answer(name, 0))["state"] for name in names]
    assert answers == ["unknown", "done", "done"]
    assert set(kept._kept.values()) == {"It is 1."}


def test_a_browser_asks_over_http(monkeypatch):
    kept, future = TensorFlowAnswers(), Future()
    monkeypatch.setattr(tensorflow_answers, "TENSORFLOW_ANSWERS", kept)
    future.set_result(7)
    app = Starlette(routes=tensorflow_answers.routes())
    answer = ask(app, f"/answers/{kept.name(future, said)}")
    assert answer.json() == {"state": "done", "words": "It is 7."}
    assert answer.headers["cache-control"] == "no-store"
    assert ask(app, "/answers/nothing").json() == {"state": "unknown", "words": ""}
    # The same by the short way, which leaves all else to the app.
    first = tensorflow_answers.AnswersFirst(Starlette())
    assert ask(first, f"/answers/{kept.name(future, said)}") == answer
    assert ask(first, "/answers/nothing").json() == {"state": "unknown", "words": ""}
    for other in ("/answers", "/answers/a/b", "/x/answers/a", "/"):
        assert ask(first, other).status == 404
    assert ask(first, "/answers/nothing", "POST").status == 404
