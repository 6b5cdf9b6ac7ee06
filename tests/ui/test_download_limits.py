"""Tests files made at a click: how many at once, in which order, and none for a visitor who has left."""

import asyncio
import logging
from concurrent.futures import Future
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import Runtime
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from dwconv.reference.worker_errors import WorkerHung
from dwconv.ui import figure_worker, streamlit_internals
from dwconv.ui.download_limits import DOWNLOADS, Downloads, in_turn
from dwconv.ui.run_queue import RUNS
from dwconv.ui.widgets.take_home import _drawn
from tests.event_loop import run_in_own_loop


def test_one_visitor_gets_one_file_at_a_time_and_another_need_not_wait():
    downloads, at_work, most = Downloads(most=20), {"Ann": 0, "Bob": 0}, 0
    order = []

    async def ask(who):
        nonlocal most
        async with downloads.turn(who) as refusal:
            assert refusal == ""
            at_work[who] += 1
            most = max(most, at_work[who])
            await asyncio.sleep(0.001)
            at_work[who] -= 1
            order.append(who)

    async def all_of_them():
        await asyncio.gather(*(ask("Ann") for _ in range(20)), ask("Bob"))

    run_in_own_loop(all_of_them())
    assert most == 1
    assert order.index("Bob") < 3
    assert not downloads._asked
    assert not downloads._turns


def test_who_asks_for_too_many_is_told_so_and_may_ask_again():
    downloads = Downloads(most=2)

    async def ask():
        async with downloads.turn("Ann") as refusal:
            await asyncio.sleep(0.001)
            return refusal

    async def all_of_them():
        first = await asyncio.gather(*(ask() for _ in range(5)))
        return first, await ask()

    first, later = run_in_own_loop(all_of_them())
    assert first.count("") == 2
    assert first.count("2 files are being made for you already. Try again in a moment.") == 3
    assert later == ""


def test_a_file_is_made_in_its_turn():
    assert in_turn(lambda: str(RUNS._has_turn()))() == "True"
    assert not RUNS._has_turn()


@pytest.mark.parametrize(
    ("here", "offered", "refusal"),
    [
        (True, "file", ""),
        (False, "file", "The page was closed."),
        (True, "another", "The page does not offer this file any more."),
        (True, "file", "Too many."),
    ],
)
def test_the_installed_version_asks_for_a_turn_before_it_makes_a_file(
    monkeypatch, caplog, here, offered, refusal
):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    runtime = SimpleNamespace(is_active_session=lambda session: here and session == "Ann")
    monkeypatch.setattr(Runtime, "instance", lambda: runtime)
    made = []

    @asynccontextmanager
    async def turn(visitor):
        made.append(visitor)
        yield refusal if refusal == "Too many." else ""

    streamlit_internals.limit_downloads(turn)
    files = SimpleNamespace(
        _deferred_callables={offered: None},
        execute_deferred=lambda file: made.append(file) or "/media/a",
    )
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = "file"
    answer = run_in_own_loop(DeferredFileHandler(lambda: files).handle(request, "Ann"))
    assert made == (["Ann"] if refusal else ["Ann", "file"])
    assert answer.deferred_file.url == ("" if refusal else "/media/a")
    assert answer.error_msg == refusal


def test_the_reason_why_a_picture_was_not_drawn_reaches_the_reader(monkeypatch, caplog):
    """The process that draws hangs: it is stopped, and the reader gets the sentence about it."""
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    runtime = SimpleNamespace(is_active_session=lambda session: True)
    monkeypatch.setattr(Runtime, "instance", lambda: runtime)
    hung: Future[bytes] = Future()
    hung.set_exception(WorkerHung("The process that draws pictures did not answer within 30 s."))
    monkeypatch.setattr(figure_worker, "draw", lambda *operands, **options: hung)
    streamlit_internals.limit_downloads(DOWNLOADS.turn)
    files = SimpleNamespace(
        _deferred_callables={"file": None}, execute_deferred=lambda file: _drawn("picture")
    )
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = "file"
    answer = run_in_own_loop(DeferredFileHandler(lambda: files).handle(request, "Ann"))
    assert answer.error_msg == "The process that draws pictures did not answer within 30 s."
