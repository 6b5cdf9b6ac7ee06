"""Tests that the installed Streamlit has the undocumented parts that the lab uses."""

import re
import tomllib
from pathlib import Path
from unittest.mock import create_autospec

import pytest
import streamlit
from streamlit import config
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
)
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.session_state import SessionState, WStates
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from dwconv.ui.streamlit_internals import (
    HIDDEN_OPTIONS,
    SELECTORS,
    keep_followed_links,
    kept_sessions,
    let_runs_of_a_session_overlap,
    send_finished_runs_whole,
)
from tests.pages.app import ROOT

IN_CSS = re.compile(r"data-testid=[\"']?(\w+)|\.(st[A-Z]\w+)")


def test_a_run_says_whether_back_or_forward_asked_for_it():
    assert callable(get_script_run_ctx)
    assert "is_history_navigation" in ScriptRunContext.__annotations__


def test_the_sessions_that_are_kept_are_known_by_their_ids(monkeypatch):
    assert kept_sessions() == frozenset()  # without a server
    stored = create_autospec(WebsocketSessionManager, instance=True)
    stored.list_sessions.return_value = [
        SessionInfo(client=None, session=create_autospec(AppSession, id=name)) for name in "ab"
    ]
    runtime = create_autospec(Runtime, _session_mgr=stored)
    monkeypatch.setattr(Runtime, "_instance", runtime)
    assert kept_sessions() == {"a", "b"}


def element(place: int, fragment: str) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path[:] = [0, place]
    message.delta.fragment_id = fragment
    message.delta.new_element.markdown.body = f"element {place}"
    return message


def ended(how: int) -> ForwardMsg:
    return ForwardMsg(script_finished=how)


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        # the browser removes what a run that ended so has not drawn: all of it has to come
        (ForwardMsg.FINISHED_SUCCESSFULLY, ["", "player", 0, "player"]),
        (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ["", 2, "player"]),
    ],
)
def test_a_fragment_that_runs_again_takes_nothing_from_a_finished_run(monkeypatch, status, sent):
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)  # put back afterwards
    send_finished_runs_whole()
    queue = ForwardMsgQueue()
    for message in (element(0, ""), element(1, "player"), ended(status)):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["player"])
    queue.enqueue(element(1, "player"))
    found = [
        each.delta.fragment_id if each.WhichOneof("type") == "delta" else each.script_finished
        for each in queue.flush()
    ]
    assert found == sent
    assert queue.is_empty()


@pytest.mark.parametrize("meanwhile", ["a lost connection", "a link to no page", "a link back"])
def test_a_page_that_was_left_is_heard_again_where_it_may_be_shown_again(monkeypatch, meanwhile):
    heard = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda _, asked: heard.append(asked))
    monkeypatch.setattr(AppSession, "request_script_stop", lambda _: None)
    keep_followed_links(frozenset({"layer"}))
    session = create_autospec(AppSession, instance=True)
    session._pages_manager = create_autospec(PagesManager, instance=True)
    session._pages_manager.get_pages.return_value = {"here": {}, "there": {}}

    def ask(page, key):
        state = ClientState(page_script_hash=page)
        state.widget_states.widgets.add(id=f"$$ID-0123-{key}")
        AppSession.request_rerun(session, state)

    ask("here", "predict")
    ask("there", "layer")
    ask("here", "predict")
    assert [each.page_script_hash for each in heard] == ["here", "there"]
    if meanwhile == "a lost connection":
        AppSession.request_script_stop(session)
    else:
        ask("nowhere" if meanwhile == "a link to no page" else "here", "layer")
    heard.clear()
    ask("here", "predict")
    assert [each.page_script_hash for each in heard] == ["here"]


def test_a_run_that_ends_may_still_draw_a_widget_while_the_next_begins(
    monkeypatch,
):
    monkeypatch.setattr(WStates, "__iter__", WStates.__iter__)
    let_runs_of_a_session_overlap()
    state = SessionState()
    state._new_widget_state.set_from_value("first", 1)

    def draw_meanwhile(state, widget):
        state._new_widget_state.set_from_value("second", 2)

    monkeypatch.setattr(SessionState, "_widget_changed", draw_meanwhile)
    state._call_callbacks()
    assert list(state._new_widget_state) == ["first", "second"]


def test_streamlit_can_be_told_that_the_app_declares_its_pages():
    assert hasattr(PagesManager, "uses_pages_directory")


def test_the_hidden_options_in_config_toml_are_those_of_the_table_and_exist():
    sections = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    used = {
        f"{section}.{name}"
        for section, options in sections.items()
        for name, value in options.items()
        if not isinstance(value, dict)
    }
    known = config._config_options_template
    assert used <= known.keys()
    assert {name for name in used if known[name].visibility == "hidden"} == HIDDEN_OPTIONS.keys()


def test_the_css_of_the_pages_uses_the_selectors_of_the_table_and_no_others():
    sources = [
        path
        for path in ROOT.glob("dwconv/ui/**/*")
        if path.suffix in {".py", ".css"} and path.name != "streamlit_internals.py"
    ]
    used = {
        test_id or name
        for path in sources
        for test_id, name in IN_CSS.findall(path.read_text("utf-8"))
    }
    assert used == SELECTORS.keys()


@pytest.fixture(scope="module")
def browser_code() -> str:
    """The JavaScript that Streamlit's own page loads."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text("utf-8") for path in folder.glob("*.js"))


@pytest.mark.parametrize("name", SELECTORS)
def test_the_installed_version_gives_an_element_this_name(browser_code, name):
    assert re.search(rf"[\"'`]{name}[\"'`]", browser_code), SELECTORS[name]
