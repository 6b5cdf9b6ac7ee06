"""Tests that the lab's faster replacements of Streamlit's functions do the same as these."""

import asyncio
import json
import threading
import zlib
from copy import deepcopy
from functools import partial
from types import SimpleNamespace

import pytest
from streamlit import config
from streamlit.components.v2.bidi_component import main, serialization
from streamlit.cursor import Cursor, RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.BidiComponent_pb2 import BidiComponent as BidiComponentProto
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.RootContainer_pb2 import RootContainer
from streamlit.runtime import Runtime, fragment
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.scriptrunner_utils.run_descriptor import RunDescriptor
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.runtime.state.session_state import Value, WStates
from streamlit.runtime.state.session_state_proxy import SessionStateProxy
from streamlit.testing.v1 import AppTest
from streamlit.util import AttributeDictionary
from uvicorn import Config
from uvicorn.protocols.websockets import websockets_sansio_impl
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

from dwconv.ui import streamlit_speed
from dwconv.ui.streamlit_speed import (
    copy_places_by_hand,
    hand_over_together,
    keep_session_message,
    name_messages_quickly,
    pack_quickly,
    read_session_directly,
    send_dicts_as_they_are,
    send_together,
    show_sent_values_directly,
    wake_sender_in_loop,
    write_together,
)
from tests.event_loop import run_in_own_loop


def session_on(pages, number=1, **more):
    """What a session has of which its first message is made."""
    data = SimpleNamespace(name="app", main_script_path="app.py", is_hello=False)
    manager = SimpleNamespace(
        main_script_path="app.py", main_script_hash="main", get_pages=lambda: pages
    )
    return SimpleNamespace(
        id=f"session-{number}",
        _script_data=data,
        _pages_manager=manager,
        _populate_app_pages=partial(AppSession._populate_app_pages, None),
        _compute_skills_nudge_state=lambda: (False, ""),
        **{"_run_on_save": False, "_state": AppSessionState.APP_IS_RUNNING, **more},
    )


def test_what_a_run_begins_with_is_what_streamlit_works_out(monkeypatch):
    create, asked = AppSession._create_new_session_message, []

    def counted(*arguments):
        asked.append(1)
        return create(*arguments)

    monkeypatch.setattr(AppSession, "_create_new_session_message", counted)
    keep_session_message()
    one = {"main": {"page_name": "app", "icon": ""}}
    two = one | {"second": {"page_name": "shapes_and_sizes", "icon": "S"}}
    runs = [
        (session_on(one, 1), "main", RunDescriptor.create(), None),
        (session_on(one, 2), "main", RunDescriptor.create(), two),
        (session_on(two, 3, _run_on_save=True), "second", RunDescriptor.create(), None),
        (session_on(two, 4), "main", RunDescriptor.create(["a", "b"]), None),
        (session_on(two, 4), "main", RunDescriptor.create(["c"]), None),
        (
            session_on(one, 5, _state=AppSessionState.APP_NOT_RUNNING),
            "main",
            RunDescriptor.create(),
            {},
        ),
    ]
    for run in runs:
        assert AppSession._create_new_session_message(*run) == create(*run)
    assert len(asked) == 2, "once for each set of pages"


def test_what_a_component_has_sent_is_shown_as_streamlit_shows_it(monkeypatch):
    make = main.make_bidi_component_presenter
    monkeypatch.setattr(main, "make_bidi_component_presenter", make)
    show_sent_values_directly()
    clicked = SimpleNamespace(value_type="json_trigger_value")
    sent = {"at": {"step": 3}, "edits": None}
    for known, metadata in (
        ({}, {}),
        ({}, {"clicks": clicked}),
        ({"clicks": Value(None)}, {"clicks": clicked}),
        ({"clicks": Value([{"event": "next", "value": 1}])}, {"clicks": clicked}),
        ({"clicks": Value({"event": "next", "value": -1})}, {"clicks": clicked}),
    ):
        state = SimpleNamespace(_new_widget_state=WStates(dict(known), dict(metadata)))
        for value in sent, AttributeDictionary(sent), None, "text":
            expected = make("clicks", "component")(value, state)
            shown = main.make_bidi_component_presenter("clicks", "component")(value, state)
            assert shown == expected
            assert deepcopy(shown) == expected
            if metadata and isinstance(value, dict):
                quick = not any(each.value for each in known.values())
                assert (type(shown) is streamlit_speed._SentValues) == quick
                assert [shown.at, shown.edits, shown.next] == [
                    expected.at,
                    expected.edits,
                    expected.next,
                ]


def test_a_widget_finds_the_values_that_it_would_find_among_all():
    def script():
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx
        from streamlit.runtime.state.safe_session_state import SafeSessionState

        from dwconv.ui.streamlit_speed import look_up_single_values

        st.session_state.kept = 5
        st.radio("one", ["a", "b"], key="one")
        st.number_input("no key", 1, 9)
        state = get_script_run_ctx().session_state
        before = SafeSessionState.filtered_state
        expected = dict(state.filtered_state)
        look_up_single_values()
        try:
            found = state.filtered_state
        finally:
            SafeSessionState.filtered_state = before
        assert dict(found) == expected == {"kept": 5, "one": "a"}
        assert len(found) == 2
        assert str(found) == str(expected)
        assert "one" in found
        assert "other" not in found
        assert found.get("other") is None
        st.write("the same")

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert [each.value for each in app.markdown] == ["the same"]


def test_a_component_s_dict_is_sent_without_a_library_for_tables(monkeypatch):
    data = {"seen": 1, "layer": "h=8", "groups": [{"heading": "Size"}], "note": None}
    expected, sent = BidiComponentProto(), BidiComponentProto()
    serialization.serialize_mixed_data(data, expected)
    asked = []
    monkeypatch.setattr(serialization, "is_dataframe_like", asked.append)
    monkeypatch.setattr(serialization, "_extract_dataframes_from_dict", None)
    send_dicts_as_they_are()
    serialization.serialize_mixed_data(data, sent)
    assert sent == expected
    assert json.loads(sent.json) == data
    assert not asked


@pytest.fixture
def begun(monkeypatch):
    """What runs hand over is handed over together; the list is of runs that begin."""
    runs = []
    assert callable(AppSession._call_soon_on_event_loop)
    assert callable(AppSession._create_scriptrunner)
    monkeypatch.setattr(AppSession, "_call_soon_on_event_loop", None)
    monkeypatch.setattr(AppSession, "_create_scriptrunner", lambda session, run: runs.append(run))
    monkeypatch.setattr(
        AppSession,
        "_on_scriptrunner_event",
        lambda session, sender, event, *more: session._call_soon_on_event_loop(
            partial(runs.append, event.name)
        ),
    )
    hand_over_together()
    return runs


def test_what_runs_hand_over_comes_in_order_and_all_of_it(monkeypatch, begun):
    got, wakes = [], []

    async def serve():
        loop = asyncio.get_running_loop()
        wake = loop.call_soon_threadsafe
        monkeypatch.setattr(
            loop, "call_soon_threadsafe", lambda *call: wakes.append(1) or wake(*call)
        )
        session = SimpleNamespace(_event_loop=loop)
        done = asyncio.Event()

        def run():
            for number in range(500):
                AppSession._call_soon_on_event_loop(session, partial(got.append, number))
            AppSession._call_soon_on_event_loop(session, done.set)

        thread = threading.Thread(target=run)
        thread.start()
        await asyncio.wait_for(done.wait(), 30)
        thread.join()
        return session

    closed = run_in_own_loop(serve())
    assert got == list(range(500))
    assert len(wakes) < 250
    for _ in range(2):  # a server that ends drops what comes too late, as Streamlit does
        AppSession._call_soon_on_event_loop(closed, partial(got.append, 500))
    assert len(got) == 500


def test_what_a_run_shows_comes_between_its_other_events_unless_another_run_has_begun(begun):
    async def serve():
        session = SimpleNamespace(
            _event_loop=asyncio.get_running_loop(),
            _scriptrunner="the run",
            _enqueue_forward_msg=begun.append,
        )
        session._call_soon_on_event_loop = partial(AppSession._call_soon_on_event_loop, session)
        tell = partial(AppSession._on_scriptrunner_event, session)
        shown, finished = ForwardMsg(), ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS
        tell("the run", event=ScriptRunnerEvent.SCRIPT_STARTED)
        tell("the run", event=ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=shown)
        tell("a run before", event=ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=ForwardMsg())
        tell("the run", event=finished)
        await asyncio.sleep(3 * streamlit_speed._FIRST)
        assert begun == ["SCRIPT_STARTED", shown, finished.name]

    run_in_own_loop(serve())


def test_a_copied_page_is_run_and_leaves_the_first_as_it_was():
    def script():
        import streamlit as st

        from dwconv.ui.streamlit_speed import copy_page, known_page

        made = st.Page(lambda: st.write("shown"), title="One")
        first = known_page(made)
        assert first._script_hash == made._script_hash
        for _ in range(2):
            page = copy_page(first)
            assert st.navigation([page], position="hidden") is page
            page.run()
            assert not first._can_be_called

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert [each.value for each in app.markdown] == ["shown", "shown"]


def test_the_last_elements_of_a_run_come_before_the_session_begins_another(begun):
    """Else a click at that moment goes unseen: Streamlit ignores what the run before still says."""

    async def serve():
        session = SimpleNamespace(_event_loop=asyncio.get_running_loop())
        AppSession._call_soon_on_event_loop(session, partial(begun.append, "last element"))
        AppSession._create_scriptrunner(session, "run of a fragment")
        assert begun == ["last element", "run of a fragment"]
        await asyncio.sleep(3 * streamlit_speed._TOGETHER)  # and it comes once

    run_in_own_loop(serve())
    assert begun == ["last element", "run of a fragment"]


def test_an_event_that_fails_does_not_stop_those_behind_it(begun):
    failed = []

    async def serve():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, what: failed.append(what["exception"]))
        session, done = SimpleNamespace(_event_loop=loop), asyncio.Event()
        AppSession._call_soon_on_event_loop(session, lambda: 1 / 0)
        AppSession._call_soon_on_event_loop(session, done.set)
        await asyncio.wait_for(done.wait(), 30)

    run_in_own_loop(serve())
    assert [type(error) for error in failed] == [ZeroDivisionError]


@pytest.fixture
def runtime(monkeypatch):
    """A stand-in for Streamlit's server, with one session that has a connection."""
    served = SimpleNamespace(sent=[], lost=False, connected=True)

    def send(visitor, message):
        if served.lost:
            raise SessionClientDisconnectedError
        served.sent.append(message)

    served._send_message = send
    served._session_mgr = SimpleNamespace(
        get_active_session_info=lambda session: served.connected or None,
        _message_enqueued_callback=lambda: served.sent.append("from another thread"),
    )
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: served)
    return served


def test_the_sender_is_woken_from_its_loop_and_from_any_other_thread(runtime):
    async def serve():
        runtime.parts = SimpleNamespace(
            eventloop=asyncio.get_running_loop(), need_send_data=asyncio.Event()
        )
        runtime._get_async_objs = lambda: runtime.parts
        wake_sender_in_loop()
        runtime._session_mgr._message_enqueued_callback()
        assert runtime.parts.need_send_data.is_set()
        assert not runtime.sent
        await asyncio.to_thread(runtime._session_mgr._message_enqueued_callback)
        assert not runtime.sent, "it knows, and has not looked yet"
        runtime.parts.need_send_data.clear()
        await asyncio.to_thread(runtime._session_mgr._message_enqueued_callback)
        assert runtime.sent == ["from another thread"]

    run_in_own_loop(serve())


def flushed(runtime, monkeypatch, messages):
    """What Streamlit still sends by itself of these messages."""
    monkeypatch.setattr(AppSession, "flush_browser_queue", lambda session: messages)
    send_together()
    return list(AppSession.flush_browser_queue(SimpleNamespace(id="a")))


def test_all_messages_of_a_session_are_sent_in_their_order(runtime, monkeypatch):
    monkeypatch.setattr(streamlit_speed, "_AT_ONCE", 3)
    monkeypatch.setattr(AppSession, "flush_browser_queue", lambda session: list(range(1, 9)))
    send_together()
    for message in AppSession.flush_browser_queue(SimpleNamespace(id="a")):
        assert message in (3, 6, 8)  # after these, others may go on
        runtime.sent.append(message)
    assert runtime.sent == list(range(1, 9))


def test_streamlit_hears_of_a_connection_that_is_lost(runtime, monkeypatch):
    runtime.lost = True
    assert flushed(runtime, monkeypatch, [1, 2, 3]) == [1, 2, 3]
    assert not runtime.sent


def test_a_session_without_a_connection_loses_no_message(runtime, monkeypatch):
    runtime.connected = False
    assert flushed(runtime, monkeypatch, [1, 2, 3]) == [1, 2, 3]
    assert flushed(runtime, monkeypatch, []) == []


def test_data_written_in_one_turn_of_the_loop_are_sent_together_before_closing(monkeypatch):
    done = []
    transport = SimpleNamespace(
        write=lambda data: done.append(bytes(data)),
        close=lambda: done.append("closed"),
        is_closing=lambda: False,
        get_extra_info=lambda name: name,
    )
    monkeypatch.setattr(
        WebSocketsSansIOProtocol,
        "connection_made",
        lambda protocol, transport: setattr(protocol, "transport", transport),
    )
    write_together()

    async def serve():
        protocol = SimpleNamespace(loop=asyncio.get_running_loop())
        WebSocketsSansIOProtocol.connection_made(protocol, transport)
        for part in b"one ", b"two ", b"three":
            protocol.transport.write(part)
        assert not done
        await asyncio.sleep(0)
        protocol.transport.write(b"the last")
        assert protocol.transport.get_extra_info("peername") == "peername"
        protocol.transport.close()
        await asyncio.sleep(0)

    run_in_own_loop(serve())
    assert done == [b"one two three", b"the last", "closed"]


def packed_by_uvicorn(data):
    """What a connection of uvicorn makes of a message, which a browser can read."""

    async def connect():
        return WebSocketsSansIOProtocol(Config(app=None), ServerState(), {})

    [factory] = run_in_own_loop(connect()).conn.available_extensions
    [_, packing] = factory.process_request_params([("client_max_window_bits", None)], [])
    browser = PerMessageDeflate(False, False, packing.local_max_window_bits, 12)
    message = Frame(Opcode.BINARY, data)
    packed = packing.encode(message)
    assert browser.decode(packed) == message
    return packed.data


def test_messages_are_packed_as_zlib_does_it_quickly(monkeypatch):
    monkeypatch.setattr(
        websockets_sansio_impl,
        "ServerPerMessageDeflateFactory",
        websockets_sansio_impl.ServerPerMessageDeflateFactory,
    )
    data = repr(list(range(5000))).encode()

    def packed_by_zlib(level):
        packing = zlib.compressobj(level, wbits=-12, memLevel=5)
        return packing.compress(data) + packing.flush(zlib.Z_SYNC_FLUSH)[:-4]

    assert packed_by_uvicorn(data) == packed_by_zlib(6) != packed_by_zlib(2)
    pack_quickly()
    assert packed_by_uvicorn(data) == packed_by_zlib(2)


def test_a_copied_cursor_starts_at_the_same_position_and_does_not_move_the_original(monkeypatch):
    monkeypatch.setattr(Cursor, "__deepcopy__", None, raising=False)
    monkeypatch.setattr(DeltaGenerator, "__deepcopy__", None)
    monkeypatch.setattr(fragment, "deepcopy", deepcopy)
    copy_places_by_hand()
    cursor = RunningCursor(root_container=RootContainer.MAIN, parent_path=(2,))
    cursor.lock_element()
    cursor.get_transient_cursor()
    cursor._transient_elements[0] = "waits"
    copied = deepcopy({0: cursor})[0]
    assert copied.delta_path == cursor.delta_path == [0, 2, 1]
    copied._transient_elements[1] = "too"
    assert len(cursor._transient_elements) == 1
    copied.lock_element()
    assert (copied.index, cursor.index) == (2, 1)

    parent = DeltaGenerator(root_container=RootContainer.MAIN)
    place = DeltaGenerator(RootContainer.MAIN, cursor=cursor, parent=parent, block_type="column")
    again = deepcopy((place,))[0]
    assert again is not place
    assert again._cursor is not place._cursor
    assert again._cursor.delta_path == place._cursor.delta_path
    assert list(again._ancestor_block_types) == ["column"]
    assert again._main_dg is parent

    (placed,) = fragment.deepcopy((place,))  # as a fragment asks for it
    assert placed._cursor is not place._cursor
    assert placed._cursor.delta_path == place._cursor.delta_path
    taken = fragment.deepcopy({0: cursor})[0]
    taken.lock_element()
    assert (taken.index, cursor.index) == (2, 1)
    assert fragment.deepcopy([cursor])[0] is not cursor


def test_the_names_that_a_session_holds_are_found_and_no_others():
    def script():
        import streamlit as st

        from dwconv.ui.streamlit_speed import names_in_session

        asked = ("later", "field", "set", "none")
        assert names_in_session(asked) == [name for name in asked if name in st.session_state]
        st.number_input("field", key="field")
        st.session_state["set"] = 1
        st.write(names_in_session(asked))
        assert names_in_session(asked) == [name for name in asked if name in st.session_state]

    app = AppTest.from_function(script).run()
    app.number_input(key="field").set_value(3).run()
    assert not app.exception
    assert json.loads(app.json[0].value) == ["field", "set"]


def test_direct_reading_gives_the_same_values_as_session_state(monkeypatch):
    slow = SessionStateProxy.__getitem__
    monkeypatch.setattr(SessionStateProxy, "__getitem__", slow)
    read_session_directly()
    monkeypatch.setattr(SessionStateProxy, "slow", slow, raising=False)

    def script():
        import streamlit as st

        state = st.session_state
        if "_own" not in state:
            state["_own"], state["_gone"] = [1], 2
        else:
            state.pop("_gone", None)  # kept by an earlier run
            state["_later"] = 3
            state["_field"] = 9  # a widget's value that is set before the widget is drawn
        st.number_input("field", key="_field", value=5)
        for key in ("_own", "_gone", "_later", "_field", "_none"):
            try:
                expected = state.slow(key)
            except KeyError:
                assert key not in state, key
                assert state.get(key, "nothing") == "nothing"
            else:
                assert state[key] == expected, key
                st.write(f"{key} {expected}")

    app = AppTest.from_function(script).run()
    assert [each.value for each in app.markdown] == ["_own [1]", "_gone 2", "_field 5"]
    app.run()
    assert not app.exception
    assert [each.value for each in app.markdown] == ["_own [1]", "_later 3", "_field 9"]


def test_messages_have_a_name_by_their_content_and_keep_all_else(monkeypatch):
    monkeypatch.setattr(script_run_context, "populate_hash_if_needed", None)
    config_before = config.get_option("global.minCachedMessageSize")
    config.set_option("global.minCachedMessageSize", 1e12)
    try:
        name_messages_quickly()
    finally:
        config.set_option("global.minCachedMessageSize", config_before)

    def message(text, place):
        made = ForwardMsg()
        made.delta.new_element.markdown.body = text
        made.metadata.delta_path.append(place)
        script_run_context.populate_hash_if_needed(made)
        return made

    first, again, other = message("a", 0), message("a", 1), message("b", 0)
    assert first.hash == again.hash != other.hash
    assert len(first.hash) == 32
    assert not first.metadata.cacheable
    assert list(again.metadata.delta_path) == [1]
    assert again.delta.new_element.markdown.body == "a"
