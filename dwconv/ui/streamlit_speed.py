"""Undocumented parts of Streamlit that the lab replaces so that a run costs less.

Without them everything works, and a change of a control takes the server longer: some
functions say how much. `dwconv.ui.streamlit_internals` has the parts that the lab needs. A test asks the
installed version for each of them.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any, TypeVar

from streamlit import config
from streamlit.components.v2.bidi_component import main, serialization
from streamlit.cursor import Cursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, app_session, fragment
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import ScriptRunnerEvent, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.session_manager import SessionClientDisconnectedError
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state_proxy import SessionStateProxy
from uvicorn.protocols.websockets import websockets_sansio_impl
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from dwconv.ui.run_queue import RUNS

T = TypeVar("T")


def make_runs_cheaper() -> None:
    """Replace all of these parts; called in the server's loop, before the first visitor comes."""
    keep_session_message()
    send_dicts_as_they_are()
    hand_over_together()
    wake_sender_in_loop()
    send_together()
    write_together()
    pack_quickly()
    copy_places_by_hand()
    read_session_directly()
    look_up_single_values()
    show_sent_values_directly()
    name_messages_quickly()


def keep_session_message() -> None:
    """Work out once what a browser is told at the beginning of every run: theme, settings, pages.

    All of it stands in config.toml and in the table of pages, but for the few parts that are set here.
    Without this a change of a control takes the server longer.
    """
    create = AppSession._create_new_session_message
    kept: dict[tuple[str, ...], ForwardMsg] = {}  # by the pages: before its first run there is one

    def copy_message(
        session: AppSession, page_script_hash: str, run: Any, pages: Any = None
    ) -> ForwardMsg:
        known = tuple(pages or session._pages_manager.get_pages())
        if known not in kept:
            kept[known] = create(session, page_script_hash, run, pages)
        message = ForwardMsg()
        message.CopyFrom(kept[known])
        message.metadata.ClearField("run")
        app_session._set_run_identity(message, run)
        message.new_session.page_script_hash = page_script_hash
        start = message.new_session.initialize
        start.session_id = session.id
        start.session_status.run_on_save = session._run_on_save
        start.session_status.script_is_running = session._state is AppSessionState.APP_IS_RUNNING
        return message

    AppSession._create_new_session_message = copy_message  # type: ignore[method-assign,assignment]


def send_dicts_as_they_are() -> None:
    """Send a component's dict as JSON without looking for tables in it, of which there are none.

    Without it every change of a control looks through each value, and the first one loads the
    libraries for tables: the server takes 70 MB more.
    """
    serialization._extract_dataframes_from_dict = lambda data, arrow_blobs=None: data


_TOGETHER = 0.002  # seconds
_FIRST = 0.008  # the same for what comes after a pause, with which a picture may come
_PAUSE = 0.02
_SENDING = 0.001


class _RunEvents:
    """What runs show, until the server's loop is given it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.AbstractEventLoop, list[Callable[[], None]]] = {}
        self._handed_over = 0.0

    def add(self, loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
        """Give it to the loop a little later, together with what comes meanwhile."""
        with self._lock:
            if loop in self._waiting:
                self._waiting[loop].append(callback)
                return
            self._waiting[loop] = [callback]
        pause = time.monotonic() - self._handed_over
        delay = _FIRST if pause > _PAUSE else _TOGETHER
        try:
            loop.call_soon_threadsafe(loop.call_later, delay, self.hand_over, loop)
        except RuntimeError:  # the loop is closed: the server ends
            with self._lock:
                self._waiting.pop(loop, None)

    def hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give it to the loop, in which this is called."""
        with self._lock:
            callbacks = self._waiting.pop(loop, [])
        self._handed_over = time.monotonic()
        for callback in callbacks:
            try:
                callback()
            except Exception as error:  # the others are told all the same, as a loop does it
                loop.call_exception_handler({"message": "A run's event", "exception": error})

    def hand_over_now(self, loop: asyncio.AbstractEventLoop) -> None:
        """Have the loop given it, and do nothing for a moment in which it is sent."""
        loop.call_soon_threadsafe(self.hand_over, loop)
        RUNS.sleep(_SENDING)


_RUN_EVENTS = _RunEvents()


def hand_over_together() -> None:
    """Hand what a run shows to the server's loop in a few parts, not each element by itself.

    A run is a thread of its own, and Streamlit wakes the loop for each element, which takes the
    interpreter from the run. Without this a change of a control takes longer, and most of all for
    a class.

    Streamlit ignores what a run shows once the session has begun another one, which may happen while
    the run's last elements wait here: they are handed over first.
    """
    create = AppSession._create_scriptrunner
    take = AppSession._on_scriptrunner_event

    def call_soon(session: AppSession, callback: Callable[[], None]) -> None:
        _RUN_EVENTS.add(session._event_loop, callback)

    def take_event(
        session: AppSession,
        sender: Any,
        event: ScriptRunnerEvent,
        forward_msg: ForwardMsg | None = None,
        **more: Any,
    ) -> None:
        if event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG and forward_msg is not None:
            _RUN_EVENTS.add(session._event_loop, partial(_put, session, sender, forward_msg))
        else:
            take(session, sender, event, forward_msg, **more)

    def create_after_the_last_elements(session: AppSession, asked: Any) -> None:
        if asyncio._get_running_loop() is session._event_loop:
            _RUN_EVENTS.hand_over(session._event_loop)
        create(session, asked)

    AppSession._call_soon_on_event_loop = call_soon  # type: ignore[method-assign,assignment]
    AppSession._on_scriptrunner_event = take_event  # type: ignore[method-assign,assignment]
    AppSession._create_scriptrunner = create_after_the_last_elements  # type: ignore[method-assign,assignment]


def _put(session: AppSession, sender: Any, message: ForwardMsg) -> None:
    """Put what a run shows among what is sent, as Streamlit does after it has asked what it may be."""
    if sender is session._scriptrunner:  # else the session has begun another run since
        session._enqueue_forward_msg(message)


def send_now() -> None:
    """Send what this run has shown so far before it goes on, unless other runs wait for it.

    A browser draws the picture while the rest of the page is worked out. Without this it is drawn
    some milliseconds later.
    """
    if Runtime.exists() and RUNS.waiting() == 0:
        _RUN_EVENTS.hand_over_now(Runtime.instance()._get_async_objs().eventloop)


def wake_sender_in_loop() -> None:
    """Tell the sender of messages about each of them directly, from the loop that it runs in.

    Streamlit does it as from another thread, by a byte through a socket. Without this a change of
    a control takes the server some hundredths longer.
    """
    if not Runtime.exists():
        return
    parts = Runtime.instance()._get_async_objs()
    manager: Any = Runtime.instance()._session_mgr
    from_another_thread = manager._message_enqueued_callback

    def wake() -> None:
        if parts.need_send_data.is_set():
            return  # it has been told, and has not looked yet
        if asyncio._get_running_loop() is parts.eventloop:
            parts.need_send_data.set()
        else:
            from_another_thread()

    manager._message_enqueued_callback = wake


_AT_ONCE = 100  # messages; a connection that has many times as many before it is given up


def send_together() -> None:
    """Send the messages of a session one after the other, and let others go on after all of them.

    Streamlit lets everything else in the loop go on after each message. Without this a change of a
    control takes the server some hundredths longer.
    """
    flush = AppSession.flush_browser_queue

    def in_groups(session: AppSession, messages: list[ForwardMsg]) -> Iterator[ForwardMsg]:
        runtime = Runtime.instance()
        visitor = runtime._session_mgr.get_active_session_info(session.id)
        for place, message in enumerate(messages, 1):
            if visitor and place < len(messages) and place % _AT_ONCE:
                try:
                    runtime._send_message(visitor, message)
                    continue
                except SessionClientDisconnectedError:
                    pass  # Streamlit finds that out itself, and ends the session
            yield message  # which Streamlit sends

    def flush_in_groups(session: AppSession) -> Iterator[ForwardMsg]:
        return in_groups(session, flush(session))

    AppSession.flush_browser_queue = flush_in_groups  # type: ignore[method-assign,assignment]


class _GatheringTransport:
    """A connection that sends in one piece what is written to it in one turn of the loop."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._parts:
            self._loop.call_soon(self._send)
        self._parts.append(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def write_together() -> None:
    """Write the messages of a run to a visitor's connection in a few pieces, not one by one.

    Each piece is a call of the operating system, during which another thread takes the
    interpreter. Without this a change of a control takes longer, and most of all for a class.
    """
    connected = WebSocketsSansIOProtocol.connection_made

    def connection_made(protocol: WebSocketsSansIOProtocol, transport: Any) -> None:
        connected(protocol, transport)
        gathering: Any = _GatheringTransport(transport, protocol.loop)
        protocol.transport = gathering

    WebSocketsSansIOProtocol.connection_made = connection_made  # type: ignore[method-assign,assignment]


_PACKING = 2  # of zlib's levels 1 to 9; 6 if none is named


def pack_quickly() -> None:
    """Compress what a browser is sent without a long search for the shortest form.

    Without this a change of a control takes the server up to a seventh longer, and sends a fourteenth
    to an eighth less.
    """
    part: Any = websockets_sansio_impl
    make = part.ServerPerMessageDeflateFactory

    def make_quick(*, compress_settings: dict[str, int], **more: Any) -> Any:
        return make(compress_settings=compress_settings | {"level": _PACKING}, **more)

    part.ServerPerMessageDeflateFactory = make_quick


def copy_places_by_hand() -> None:
    """Copy the places where a fragment draws attribute by attribute, not with all that they know.

    Streamlit copies them and everything around them for each fragment of a run. Without this a
    change of a control takes the server about a tenth longer.
    """

    def copy_cursor(cursor: Cursor, memo: Any = None) -> Cursor:
        copied = _copy(cursor)
        copied._transient_elements = _copy(cursor._transient_elements)
        copied._transient_elements._data = dict(cursor._transient_elements._data)
        return copied

    def copy_generator(generator: DeltaGenerator, memo: Any = None) -> DeltaGenerator:
        cursor = generator._cursor
        copied = DeltaGenerator(
            root_container=generator._root_container,
            cursor=None if cursor is None else copy_cursor(cursor),
            parent=generator._parent,  # which a fragment asks what it is, and does not draw into
            block_type=generator._block_type,
        )
        copied._form_data = generator._form_data
        copied._creating_fragment_id = generator._creating_fragment_id
        return copied

    def copy_places(places: Any) -> Any:
        """What fragments ask for: the cursors by their places, or the places one inside the other."""
        if type(places) is dict and all(isinstance(each, Cursor) for each in places.values()):
            return {place: copy_cursor(each) for place, each in places.items()}
        if type(places) is tuple and all(type(each) is DeltaGenerator for each in places):
            return tuple(copy_generator(each) for each in places)
        return deepcopy(places)

    Cursor.__deepcopy__ = copy_cursor  # type: ignore[attr-defined]
    DeltaGenerator.__deepcopy__ = copy_generator  # type: ignore[method-assign,assignment]
    fragment.deepcopy = copy_places  # type: ignore[attr-defined,assignment]


def _copy(thing: T) -> T:
    """As `copy.copy` does it for an object of Python, without looking for its ways to be copied."""
    copied = object.__new__(type(thing))
    copied.__dict__.update(thing.__dict__)
    return copied


def read_session_directly() -> None:
    """Read what is no widget's from where a session keeps it, not by way of all that widgets need.

    A page reads the session some fifty times. Without this a change of a control takes the server
    about a twentieth longer.
    """
    read = SessionStateProxy.__getitem__

    def read_directly(proxy: SessionStateProxy, key: Any) -> Any:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None or not isinstance(key, str):
            return read(proxy, key)
        state = context.session_state._state
        if key in state._key_id_mapper._key_id_mapping:
            return read(proxy, key)
        for known in state._new_session_state, state._old_state:
            if key in known:
                return known[key]
        raise KeyError(key)

    SessionStateProxy.__getitem__ = read_directly  # type: ignore[method-assign]


def look_up_single_values() -> None:
    """Give a widget that asks for its own value that one, not a copy of all that the session knows.

    Each radio button, slider and number field asks. Without this a change of a control takes the
    server longer.
    """
    collect: Any = SafeSessionState.filtered_state

    class Values(Mapping[str, Any]):
        """The values of a session by their keys, looked up when they are asked for."""

        def __init__(self, state: SafeSessionState) -> None:
            self._state = state

        def __getitem__(self, key: str) -> Any:
            with self._state._lock:
                return self._state._state[key]

        def __contains__(self, key: object) -> bool:
            with self._state._lock:
                return key in self._state._state

        def __iter__(self) -> Iterator[str]:
            return iter(collect.fget(self._state))

        def __len__(self) -> int:
            return len(collect.fget(self._state))

        def __repr__(self) -> str:
            return repr(collect.fget(self._state))

    SafeSessionState.filtered_state = property(Values)  # type: ignore[assignment,method-assign]


class _SentValues(dict[str, Any]):
    """What a component has sent, as `st.session_state` shows it: with names as attributes."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)

    def __deepcopy__(self, memo: Any) -> _SentValues:
        return self


def show_sent_values_directly() -> None:
    """Show what a component has sent as one dict, and look for clicks only where there are any.

    Streamlit makes a class for it, each time that the session is asked. Without this a change of a
    control takes the server longer.
    """
    component: Any = main
    make = component.make_bidi_component_presenter

    def make_quick(clicks: str, *more: Any, **options: Any) -> Any:
        present = make(clicks, *more, **options)

        def present_quickly(sent: Any, state: Any) -> Any:
            known = state._new_widget_state
            if not isinstance(sent, dict) or clicks not in known.widget_metadata:
                return present(sent, state)
            if clicks in known.states and known.states[clicks].value is not None:
                return present(sent, state)
            return _SentValues(sent)

        return present_quickly

    component.make_bidi_component_presenter = make_quick


def name_messages_quickly() -> None:
    """Give each message its name, by its content, without taking it apart and together again.

    Names are for messages that a browser remembers, which config.toml turns off, and for telling
    one from another. Without this a change of a control takes the server some hundredths longer.
    """
    if config.get_option("global.minCachedMessageSize") < 1e9:
        return
    parts: Any = script_run_context
    name = parts.populate_hash_if_needed

    def name_quickly(message: ForwardMsg) -> None:
        if message.WhichOneof("type") != "delta":
            name(message)
        elif not message.hash:
            content = message.delta.SerializeToString(deterministic=True)
            message.hash = blake2b(content, digest_size=16, usedforsecurity=False).hexdigest()

    parts.populate_hash_if_needed = name_quickly


def names_in_session(names: Iterable[str]) -> list[str]:
    """Those of the names under which `st.session_state` may hold something, in their order.

    To ask `st.session_state` itself takes longer the more it does not hold. Without this a change
    of a control takes the server about a twentieth longer.
    """
    context = get_script_run_ctx()
    if context is None:
        return list(names)
    state = context.session_state._state
    with context.session_state._lock:
        known = {
            *state._new_session_state,
            *state._old_state,
            *state._key_id_mapper._key_id_mapping,
        }
    return [name for name in names if name in known]


class KnownPage(StreamlitPage):
    """A page that works out once under which number Streamlit knows it, not at every use."""

    @cached_property
    def _script_hash(self) -> str:
        return super()._script_hash


def known_page(page: StreamlitPage) -> StreamlitPage:
    """Return a page, as `st.Page` made it, that knows its number; copies of it know it too."""
    known = _copy(page)
    known.__class__ = KnownPage
    known.__dict__["_script_hash"] = page._script_hash
    return known


def copy_page(page: StreamlitPage) -> StreamlitPage:
    """Return a page that can be run, as `st.Page` made it.

    `st.Page` looks for its file, which takes a tenth of a run for all pages of the lab.
    """
    return _copy(page)
