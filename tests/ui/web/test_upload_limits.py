"""Uploaded files: how many are taken, and that their bytes go once they were read."""

import asyncio
from types import SimpleNamespace

import pytest
from starlette.responses import PlainTextResponse
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from dwconv.ui import streamlit_internals
from dwconv.ui.web.upload_limits import UploadLimits
from tests.event_loop import run_in_own_loop
from tests.ui.web.asgi import ask

PUT = "/_stcore/upload_file/ann/1"


async def taken(scope, receive, send):
    await asyncio.sleep(0.001)
    await PlainTextResponse("taken")(scope, receive, send)


@pytest.fixture
def files(monkeypatch):
    """Where the installed version of Streamlit keeps what was uploaded."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(streamlit_internals, "session_id", lambda: "ann")
    return manager


def test_a_visitor_with_many_files_and_a_full_server_get_a_sentence(files):
    app = UploadLimits(taken, streamlit_internals.uploaded_files, most_files=2, most_bytes=100)
    for number in range(2):
        assert ask(app, PUT, "PUT").status == 200
        files.add_file("ann", UploadedFileRec(str(number), "a.png", "image/png", bytes(40)))
    refused = ask(app, "/lab" + PUT, "PUT")
    assert refused.status == 429
    assert b"At most 2 files" in refused.body
    assert ask(app, PUT, "DELETE").status == 200  # this makes room
    assert ask(app, PUT.replace("ann", "bob"), "PUT").status == 200
    files.add_file("bob", UploadedFileRec("1", "b.png", "image/png", bytes(40)))
    assert ask(app, PUT.replace("ann", "eve"), "PUT").status == 503


def test_files_on_their_way_count_as_well():
    app = UploadLimits(taken, lambda session: (0, 0), most_files=2)
    statuses = []

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def put():
        scope = {"type": "http", "method": "PUT", "path": PUT, "headers": []}
        await app(scope, None, send)

    async def all_of_them():
        await asyncio.gather(*(put() for _ in range(5)))
        await put()

    run_in_own_loop(all_of_them())
    assert sorted(statuses[:-1]) == [200, 200, 429, 429, 429]
    assert statuses[-1] == 200
    assert not app._under_way


def test_the_bytes_of_a_file_that_was_read_are_freed(files):
    record = UploadedFileRec("1", "a.png", "image/png", bytes(40))
    files.add_file("ann", record)
    assert streamlit_internals.uploaded_files("ann") == (1, 40)
    streamlit_internals.forget_upload(UploadedFile(record, None))
    assert streamlit_internals.uploaded_files("ann") == (1, 0)
    assert files.get_files("ann", ["1"])[0].name == "a.png"
