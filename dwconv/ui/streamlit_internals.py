"""Every undocumented part of Streamlit that the lab needs, and what happens without it.

Those that only make a run cheaper are in `dwconv.ui.streamlit_speed`, those that do without the library
pandas in `dwconv.ui.streamlit_without_pandas`. A test asks the installed
version for each of them.
"""

from __future__ import annotations

import copy
import json
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, suppress
from contextvars import ContextVar
from typing import Any

from streamlit import config
from streamlit.logger import get_logger
from streamlit.navigation.page import StreamlitPage
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.runtime.state.session_state import Serialized, Value, WStates
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile, UploadedFileRec

from dwconv.ui.streamlit_speed import KnownPage

_LOG = get_logger(__name__)


def is_history_navigation() -> bool:
    """Whether the browser's Back or Forward asked for this run.

    Without it the browser's Back changes the address and nothing on the page.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def session_id() -> str | None:
    """Which session's run this is; None outside of runs.

    Without it a visitor with many questions to TensorFlow holds up all others.
    """
    context = get_script_run_ctx()
    return None if context is None else context.session_id


def kept_sessions() -> frozenset[str]:
    """The ids of the sessions that are open, or that a lost connection may come back to.

    Without it the server looks for what closed sessions left behind where none was closed.
    """
    if not Runtime.exists():
        return frozenset()
    return frozenset(each.session.id for each in Runtime.instance()._session_mgr.list_sessions())


def unread_widget_values() -> dict[str, Any]:
    """What the browser sent for widgets that this session has not drawn yet, by their keys.

    A page that has just been opened sends nothing. One that stayed open while the server started
    anew sends all that its widgets hold. Without it such a page loses the first change.

    Returns
    -------
    dict
        A number, a bool, the words of the chosen option, or the state of a component.
    """
    context = get_script_run_ctx()
    if context is None:
        return {}
    values: dict[str, Any] = {}
    for element_id, state in context.session_state._state._new_widget_state.states.items():
        key = user_key_from_element_id(element_id)
        if key is None or not isinstance(state, Serialized):
            continue
        kind = state.value.WhichOneof("value")
        if kind in ("bool_value", "double_value", "int_value", "string_value"):
            values[key] = getattr(state.value, kind)
        elif kind == "json_value":
            with suppress(ValueError, RecursionError):
                values[key] = json.loads(state.value.json_value)
        elif kind == "string_array_value" and len(state.value.string_array_value.data) == 1:
            values[key] = state.value.string_array_value.data[0]
    return values


def uploaded_files(session: str) -> tuple[int, int]:
    """How many files a session has uploaded, and how many bytes all sessions have.

    Without it one visitor can fill the server's memory.
    """
    manager = Runtime.instance().uploaded_file_mgr if Runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return 0, 0
    with manager._lock:
        return len(manager.file_storage.get(session, ())), manager._total_bytes


def forget_upload(file: UploadedFile) -> None:
    """Free the bytes of an uploaded file that has been read; its name stays in its field.

    Without it the bytes stay until the visitor leaves.
    """
    session = session_id()
    manager = Runtime.instance().uploaded_file_mgr if session and Runtime.exists() else None
    if session and isinstance(manager, MemoryUploadedFileManager):
        manager.add_file(session, UploadedFileRec(file.file_id, file.name, file.type, b""))


LOST_UPLOAD = "The server has restarted and no longer has {what}. Choose it again."


def is_lost_upload(file: object) -> bool:
    """Whether a field shows a file that this server does not have: it has restarted meanwhile.

    Without it such a file is shown as if it were in use.
    """
    return isinstance(file, DeletedFile)


_reasons: ContextVar[list[str]] = ContextVar("reasons")


def say_why_no_file(sentence: str) -> None:
    """Say to the reader why a file that is made at a click cannot be made; then raise an error.

    Without it the reader is told "Failed to generate file for download", whatever has happened.
    """
    with suppress(LookupError):  # nobody asked for a file
        _reasons.get().append(sentence)


def limit_downloads(turn: Callable[[str], AbstractAsyncContextManager[str]]) -> None:
    """Let requests for files that are made at a click wait for their turn, or be refused.

    Without it a visitor can ask for a hundred at once, and all others wait for them.

    Parameters
    ----------
    turn : callable
        From a session's id to a context, whose value is why the file is refused; "" if it is not.
    """
    handle = DeferredFileHandler.handle

    async def handle_in_turn(
        handler: DeferredFileHandler, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        async with turn(session_id) as refusal:
            offered = handler._get_media_file_mgr()._deferred_callables
            if not refusal and not Runtime.instance().is_active_session(session_id):
                refusal = "The page was closed."
            elif not refusal and request.deferred_file.file_id not in offered:
                refusal = "The page does not offer this file any more."
            if not refusal:
                reasons: list[str] = []
                _reasons.set(reasons)  # of this request: each is a task of its own
                response = await handle(handler, request, session_id)
                if response.error_msg and reasons:
                    response.error_msg = reasons[-1]
                return response
        return BackendOperationResponse(request_id=request.request_id, error_msg=refusal)

    DeferredFileHandler.handle = handle_in_turn  # type: ignore[method-assign,assignment]


def send_finished_runs_whole() -> None:
    """Let all that a finished run has drawn reach the browser, also if a fragment runs at once after it.

    Streamlit then takes the fragment's elements out of what is still to be sent, but not the news
    that the run has ended: the browser removes what such a run has not drawn. Without this a busy
    server makes a player anew while somebody types into it, and the field that they type in is gone.
    """
    clear = ForwardMsgQueue.clear

    def clear_unless_finished(
        queue: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        finished = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
        if fragment_ids_this_run and any(
            message.WhichOneof("type") == "script_finished" and message.script_finished == finished
            for message in queue._queue
        ):
            queue._delta_index_map = {}  # what the fragment draws now comes after that run's end
            return
        clear(queue, retain_lifecycle_msgs, fragment_ids_this_run)

    ForwardMsgQueue.clear = clear_unless_finished  # type: ignore[method-assign,assignment]


_followed: weakref.WeakKeyDictionary[AppSession, str] = weakref.WeakKeyDictionary()
"""The page that a session asked for last, until the browser sends a change of that page."""


_opened: weakref.WeakKeyDictionary[AppSession, str] = weakref.WeakKeyDictionary()
"""The page that a session was opened on, by its name in the address."""


def keep_opened_page() -> None:
    """Let a change that comes early run the page that was opened.

    Until a browser has been told which page it shows, it names the script of the app, which is none: Streamlit then
    shows the start page in the place of the one that was opened.
    """
    run_again = AppSession.request_rerun

    def run_opened_page_again(session: AppSession, asked: ClientState | None) -> None:
        if asked is not None:
            if not asked.page_script_hash:
                _opened[session] = asked.page_name
            elif asked.page_script_hash == session._pages_manager.main_script_hash:
                asked.page_script_hash, asked.page_name = "", _opened.get(session, "")
        run_again(session, asked)

    AppSession.request_rerun = run_opened_page_again  # type: ignore[method-assign,assignment]


def keep_followed_links(on_every_page: frozenset[str]) -> None:
    """Ignore changes of a page that come after its visitor has followed a link to another one.

    A browser sends some changes a moment late, and names the page that they belong to: the step of
    a player, or that TensorFlow has answered. Without this a link that is followed just before leads
    to an empty page, or back to the page that it stands on.

    Parameters
    ----------
    on_every_page : frozenset of str
        Keys of the widgets that stay when the page changes. With a link that is followed a browser
        sends the state of these alone.
    """
    run_again, stop = AppSession.request_rerun, AppSession.request_script_stop

    def run_again_unless_left(session: AppSession, asked: ClientState | None) -> None:
        if asked is not None:
            keys = {user_key_from_element_id(each.id) for each in asked.widget_states.widgets}
            if asked.fragment_id or keys - on_every_page:
                if _followed.get(session, asked.page_script_hash) != asked.page_script_hash:
                    _LOG.debug("A change of a page that was left is ignored.")
                    return
                _followed.pop(session, None)
            elif asked.page_script_hash in session._pages_manager.get_pages():
                _followed[session] = asked.page_script_hash
            else:  # Streamlit shows some other page
                _followed.pop(session, None)
        run_again(session, asked)

    def stop_and_forget(session: AppSession) -> None:
        _followed.pop(session, None)  # a lost connection may come back on the page before
        stop(session)

    AppSession.request_rerun = run_again_unless_left  # type: ignore[method-assign,assignment]
    AppSession.request_script_stop = stop_and_forget  # type: ignore[method-assign,assignment]


def set_theme(options: Mapping[str, str | list[str]]) -> None:
    """Set options of the theme, by their names in `[theme]`, that nobody has set.

    Without it pages and charts have Streamlit's own colours.
    """
    for name, value in options.items():
        if not config.is_manually_set(f"theme.{name}"):
            config.set_option(f"theme.{name}", value, "dwconv.ui.theme")


def expect_st_navigation() -> None:
    """Tell Streamlit before the first run that `app.py` declares its pages itself.

    Streamlit takes a folder named pages/ for its older kind of multipage app until st.navigation
    has run once. Without this the first visitor of a new server who opens a link to any other
    page than the first is told that there is no such page.
    """
    PagesManager.uses_pages_directory = False


def pass_over_forged_values() -> None:
    """Take a widget's default where what was sent for it is nothing that it can hold.

    A browser sends what its widgets hold, and other programs may send anything. Without this a
    text that is no JSON, or a number in place of a text, ends the run with a traceback in the log,
    and every later run of that session as well.
    """
    read = WStates.__getitem__

    def read_or_default(states: WStates, key: str) -> Any:
        sent, widget = states.states.get(key), states.widget_metadata.get(key)
        if widget is None or not isinstance(sent, Serialized):
            return read(states, key)
        default = widget.deserializer(None)
        try:
            reason = _sign_of_forgery(sent.value, widget.value_type)
            if not reason:
                value = read(states, key)
                if value is not None or default is None:
                    return value
                reason = "nothing is chosen"  # where one of the options always is
        except Exception as error:  # each kind of widget has errors of its own
            reason = type(error).__name__
        _LOG.warning("What was sent for a widget is not used: %s.", reason)
        states.states[key] = Value(default)
        return default

    WStates.__getitem__ = read_or_default  # type: ignore[method-assign]


def let_runs_of_a_session_overlap() -> None:
    """Go through the states of a session's widgets as they are when that begins.

    A run that is told to stop may still draw a widget when the next one begins. Without this, seldom,
    the next run ends at once with a traceback in the log.
    """

    def keys_at_first(states: WStates) -> Iterator[str]:
        return iter(list(states.states))

    WStates.__iter__ = keys_at_first  # type: ignore[method-assign]


def _sign_of_forgery(sent: WidgetState, kind: str) -> str:
    """What is wrong with a state for a widget of this kind; "" if nothing is seen from outside."""
    sent_kind = sent.WhichOneof("value")
    # A field for whole numbers calls its value a double, and a browser sends it as an int.
    if sent_kind not in (None, kind) and {sent_kind, kind} != {"int_value", "double_value"}:
        return f"{sent_kind} instead of {kind}"
    if kind == "json_value" and sent_kind and not isinstance(json.loads(sent.json_value), dict):
        return "a component's state is no JSON object"
    return ""


class _PageInLinks(KnownPage):
    """A page whose address stands in links as it has to be seen from every other page."""

    @property
    def url_path(self) -> str:
        """The address, relative: there may be a folder before it that the server does not know."""
        return f"./{super().url_path}"


def page_for_links(page: StreamlitPage) -> StreamlitPage:
    """Return a page that `st.page_link` can lead to, also in a new tab.

    Streamlit writes the start page's address as "", which in a browser is the page that is open.
    Without this a link to the start page opens another one in a new tab.
    """
    linked = copy.copy(page)
    linked.__class__ = _PageInLinks
    return linked


HIDDEN_OPTIONS = {
    "client.allowedOrigins": "Without it a browser answers a few milliseconds later, and other "
    "pages could steer the lab from outside its frame.",
    "global.minCachedMessageSize": "Without it fast changes that return to earlier values can end "
    "in a fatal dialog, 'Cached ForwardMsg MISS'.",
    "runner.postScriptGC": "Without it the server collects garbage after every run, which takes "
    "longer the more visitors there are: half of its time with sixty.",
    "logger.enableRich": "Without it tracebacks in the log are drawn with frames, which a search "
    "does not find.",
}
"""Options in .streamlit/config.toml that `streamlit config show` does not list."""


SELECTORS = {
    "stAlertContainer": "Without it a part that was not loaded shows lines of Streamlit's code.",
    "stApp": "Without it a printed sheet keeps the page's dark colours.",
    "stAppViewContainer": "Without it a printed sheet ends after the first page.",
    "stBidiComponent": "Without it a part that was not loaded shows lines of Streamlit's code.",
    "stButton": "Without it a printed sheet shows buttons.",
    "stButtonGroup": "Without it a row of choices is lower than the fields beside it.",
    "stCaptionContainer": "Without it a link in a caption has too little contrast.",
    "stCode": "Without it code has nearly the colours of the channels.",
    "stColumn": "Without it the picture of the lesson begins below the window of a small phone.",
    "stMarkdownContainer": "Without it code within a text is smaller than 12 pixels.",
    "stCheckbox": "Without it a pointer hits less than 24 pixels of a switch.",
    "stDownloadButton": "Without it a finger hits less than 44 pixels.",
    "stElementContainer": "Without it links stand above the picture of the lesson on a phone.",
    "stElementToolbar": "Without it the tools of a table in which one types stand above it on a phone.",
    "stExpandSidebarButton": "Without it a finger hits less than 44 pixels.",
    "stExpander": "Without it a finger hits less than 44 pixels.",
    "stFileChip": "Without it only a pointer is told why a file is refused.",
    "stFileUploader": "Without it a finger hits less than 44 pixels.",
    "stForm": "Without it a printed sheet has answer fields beside its solutions.",
    "stFormSubmitButton": "Without it a printed sheet shows buttons.",
    "stHeader": "Without it a printed sheet shows the navigation.",
    "stHeaderActionElements": "Without it every heading has a link to itself, and a stop of the keyboard.",
    "stHeading": "Without it there is more space around headings.",
    "stHorizontalBlock": "Without it the picture of the lesson begins below the window of a small phone.",
    "stHtml": "Without it the headings of the numbers on Cost stand far above them on a phone.",
    "stIconMaterial": "Without it the way home has a picture beside its words, or none on a phone.",
    "stLayoutWrapper": "Without it more presses of Tab lead to Play.",
    "stLinkButton": "Without it a finger hits less than 44 pixels.",
    "stMain": "Without it a printed sheet ends after the first page, and the shape line is larger.",
    "stMainBlockContainer": "Without it the player is narrower, with Streamlit's wide margins.",
    "stMarkdown": "Without it texts are seen while a page is still put together.",
    "stMarkdownBadge": "Without it a long badge is cut off.",
    "stMetricDelta": "Without it the words below a number of Cost look like a button.",
    "stMetricValue": "Without it the numbers of Cost and Networks are no bolder than the words.",
    "stMultiSelect": "Without it a pointer hits less than 24 pixels of a list in Share.",
    "stNumberInputContainer": "Without it a finger hits less than 44 pixels.",
    "stPageLink": "Without it a printed sheet shows links that nobody can click.",
    "stPopover": "Without it a finger hits less than 44 pixels.",
    "stPopoverBody": "Without it a finger hits less than 44 pixels.",
    "stRadioOption": "Without it a pointer hits less than 24 pixels of a choice.",
    "stSelectbox": "Without it a finger hits less than 44 pixels.",
    "stSidebar": "Without it a printed sheet shows the sidebar.",
    "stSidebarCollapseButton": "Without it a finger hits less than 44 pixels.",
    "stSidebarHeader": "Without it an empty line stands above the name of the panel.",
    "stSidebarNavItems": "Without it the menu of a phone has one page in a row.",
    "stSidebarNavLink": "Without it a finger hits less than 44 pixels.",
    "stSidebarUserContent": "Without it the numbers of the Image lab have no buttons for their steps.",
    "stSkeleton": "Without it a page is shown, and moves, before its parts are loaded.",
    "stSkipToContent": "Without it a printed sheet shows a link that nobody can click.",
    "stTopNav": "Without it the ring around a part of the navigation has no upper and no lower side.",
    "stTextInputRootElement": "Without it a finger hits less than 44 pixels.",
    "stToolbar": "Without it a printed sheet shows Streamlit's toolbar.",
    "stTooltipHoverTarget": "Without it a pointer hits less than 24 pixels of a question mark.",
    "stTopNavSection": "Without it the section that the page is in is not underlined.",
    "stVerticalBlock": "Without it a printed sheet has wider gaps and takes more paper.",
    "stWidgetLabel": "Without it the examples of the Image lab have a smaller name than the layer's.",
    "InputInstructions": "Without it a printed sheet says 'Press Enter to submit'.",
}
"""Test ids and classes of Streamlit's elements in the lab's CSS.

The class ``st-key-...`` of an element with a key is documented.
"""
