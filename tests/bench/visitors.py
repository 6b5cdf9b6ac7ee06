"""Visitors without a browser: sessions over Streamlit's real protocol, many in one process.

A visitor opens a page as a link does, keeps the fields that the server sends, and changes one
of them as a hand would: with the state of all fields in one message over the WebSocket. What a
browser asks for by itself, such as a fragment that looks again every second, is asked for too.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.runtime.state.common import user_key_from_element_id
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

PICTURES = {
    f"dwconv.{name}"
    for name in (
        "player",
        "comparison",
        "blocks",
        "gradient_descent",
        "image_lab_pictures",
        "planes_side_by_side",
    )
}
"""What shows the numbers of a page; on a page without one they are there when the run has ended."""

PATIENCE = 60.0
"""Seconds after which a change that has no answer is given up."""


@dataclass
class Change:
    """What one change of a field brought.

    Attributes
    ----------
    picture, finished : float
        Milliseconds until the numbers of the picture had come, and until the run had ended.
    received : int
        Bytes that came meanwhile.
    correct : bool
        Whether the address that came with it names the value that was sent.
    """

    picture: float
    finished: float
    received: int
    correct: bool


@dataclass
class Visitor:
    """One session on one page.

    Parameters
    ----------
    url : str
        Of the server, with http and without a slash at the end.
    link : str
        Path and query of the page.

    Attributes
    ----------
    exceptions, texts : list of str
        What the page showed of either, in the order in which it came.
    sent : int
        Requests that the visitor has sent.
    cookie : str
        What the browser sends with every request, such as the name of its replica.
    fragments : list of str
        Ids of the parts that the page can run again by themselves.
    """

    url: str
    link: str
    exceptions: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sent: int = 0
    cookie: str = ""
    fragments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._fields: dict[str, NumberInput] = {}
        self._values: dict[str, int] = {}
        self._controls: tuple[str, dict[str, Any]] = "", {}  # id and data of the layer's controls
        self._changes: list[list[Any]] = []  # of them, which the server has not answered yet
        self._sent_changes: dict[str, Any] = {}
        self._changed = 0
        self._ids: dict[str, str] = {}  # of widgets, by their keys
        self._other_states: dict[str, bool] = {}  # of expanders, by their ids
        self._waiting: dict[str, asyncio.Task[None]] = {}  # for answers, by their names
        self._answered: tuple[str, str] | None = None
        self._hash = ""
        self._told_first = ""
        self._pages: dict[str, str] = {}  # hashes of the pages, by their paths
        self._query = urlsplit(self.link).query
        self._received = 0
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._wanted: tuple[str, int] | None = None
        self._correct = False
        self._early = 0  # runs that may end before the one that makes the change
        self._picture: float | None = None
        self._finished: asyncio.Future[float] | None = None

    @property
    def opened(self) -> list[str]:
        """The ids of the expanders that are open."""
        return [widget for widget, is_open in self._other_states.items() if is_open]

    @property
    def path(self) -> str:
        """Of the page that is shown."""
        return next(path for path, number in self._pages.items() if number == self._hash)

    async def open(self) -> float:
        """Connect, run the page once, and return the milliseconds until the run had ended."""
        base = "ws" + self.url.removeprefix("http")
        begun = time.perf_counter()
        self._socket: ClientConnection = await connect(
            f"{base}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        self._reader = asyncio.create_task(self._read())
        return 1000 * (await self._run() - begun)

    async def change(self, name: str, value: int) -> Change:
        """Give the number field of a parameter another value and wait for the page."""
        if name in self._controls[1].get("values", {}):
            self._changed += 1
            self._changes.append([self._changed, name, str(value)])
            self._sent_changes = {"list": self._changes, "layer": self._controls[1]["layer"]}
        else:
            self._values[name] = value
        self._wanted, self._picture = (name, value), None
        self._correct = parse_qs(self._query).get(name) == [str(value)]  # what is shown already
        self._early = 1  # a run that began before, by a timer, may end meanwhile
        before, begun = self._received, time.perf_counter()
        finished = await self._run()
        picture = self._picture if self._picture is not None else finished
        return Change(
            1000 * (picture - begun),
            1000 * (finished - begun),
            self._received - before,
            self._correct,
        )

    async def press(self, key: str) -> float:
        """Press the button of this key, and return the milliseconds until the run had ended."""
        begun = time.perf_counter()
        return 1000 * (await self._run(pressed=self._ids[key]) - begun)

    async def expand(self, key: str) -> None:
        """Open the expander of this key."""
        self._other_states[self._ids[key]] = True
        await self._run()

    async def follow_too_early(self, path: str, fragment: str) -> None:
        """Follow a link, while a change of the page that it stands on is still on its way.

        Parameters
        ----------
        path : str
            Of the page that the link leads to.
        fragment : str
            Which part of the page before has changed; "" is the page itself, whose badge has heard
            of an answer.
        """
        left, self._hash = self._hash, self._pages[path]
        followed = BackMsg()
        followed.rerun_script.page_script_hash = self._hash
        late = BackMsg()
        late.rerun_script.page_script_hash = left
        late.rerun_script.fragment_id = fragment
        widget = late.rerun_script.widget_states.widgets.add(id=next(iter(self._ids.values())))
        widget.json_value = "{}"
        for message in followed, late:
            self.sent += 1
            await self._socket.send(message.SerializeToString())

    async def change_too_early(self, name: str, value: int) -> Change:
        """Change a field as a browser does that was not told yet which page it shows."""
        self._hash = self._told_first
        return await self.change(name, value)

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        self._stop_timers()
        for task in self._waiting.values():
            task.cancel()
        self._reader.cancel()
        await self._socket.close()

    async def _run(self, pressed: str = "") -> float:
        self._finished = asyncio.get_running_loop().create_future()
        await self._send(pressed=pressed)
        return await asyncio.wait_for(self._finished, PATIENCE)

    async def _send(self, fragment: str = "", pressed: str = "") -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_script_hash = self._hash
        if not self._hash:
            state.page_name = urlsplit(self.link).path.strip("/")
        state.context_info.timezone = "Europe/Berlin"
        state.context_info.locale = "en-GB"
        state.context_info.url = self.url + self.link
        if fragment:
            state.fragment_id = fragment
            state.is_auto_rerun = True
        for name, number in self._fields.items():
            widget = state.widget_states.widgets.add(id=number.id)
            widget.int_value = self._values.get(name, int(number.default))
        for widget_id, state_of_it in self._other_states.items():
            state.widget_states.widgets.add(id=widget_id, bool_value=state_of_it)
        if pressed:
            state.widget_states.widgets.add(id=pressed, trigger_value=True)
        if self._answered:
            widget = state.widget_states.widgets.add(id=self._answered[0])
            widget.json_value = json.dumps({"answered": self._answered[1]})
        if self._sent_changes:
            widget = state.widget_states.widgets.add(id=self._controls[0])
            widget.json_value = json.dumps({"changes": self._sent_changes})
        self.sent += 1
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        with suppress(ConnectionClosed):
            async for data in self._socket:
                self._received += len(data)
                self._take(ForwardMsg.FromString(data))  # type: ignore[arg-type]

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._take_delta(message.delta)
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self._pages = {
                "" if p.is_default else p.url_pathname: p.page_script_hash for p in pages
            }
            self._hash = message.navigation.page_script_hash
        elif kind == "new_session":
            self._hash = message.new_session.page_script_hash
            self._told_first = self._told_first or self._hash
            if not message.metadata.run.fragment_ids:
                self._stop_timers()  # a run of the whole page asks for its own
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
            if self._wanted:
                name, value = self._wanted
                self._correct = parse_qs(self._query).get(name) == [str(value)]
        elif kind == "auto_rerun":
            self._start_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            self._stop_timers()
        elif (
            kind == "script_finished"
            and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            and self._finished
            and not self._finished.done()
        ):
            if self._wanted and not self._correct and self._early:
                self._early -= 1
            else:
                self._finished.set_result(time.perf_counter())

    def _take_delta(self, delta: Any) -> None:
        if delta.fragment_id and delta.fragment_id not in self.fragments:
            self.fragments.append(delta.fragment_id)
        if delta.WhichOneof("type") == "add_block":
            self._note_id(delta.add_block.expandable.id)
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        self._note_id(getattr(getattr(element, kind), "id", ""))
        if kind == "number_input":
            number = element.number_input
            name = number.id.rpartition("-")[2]
            self._fields[name] = number
            if number.set_value:
                self._values[name] = int(number.value)
        elif (
            kind == "bidi_component"
            and element.bidi_component.component_name == "dwconv.layer_controls"
        ):
            component = element.bidi_component
            self._controls = component.id, json.loads(component.json)
            seen = self._controls[1]["seen"]
            self._changed = max(self._changed, seen)
            self._changes = [each for each in self._changes if each[0] > seen]
        elif (
            kind == "bidi_component"
            and element.bidi_component.component_name == "dwconv.tensorflow_badge"
        ):
            self._wait_for_answer(element.bidi_component)
        elif kind == "bidi_component" and self._picture is None:
            if element.bidi_component.component_name in PICTURES:
                self._picture = time.perf_counter()
        elif kind == "markdown":
            self.texts.append(element.markdown.body)
        elif kind == "exception":
            self.exceptions.append(f"{element.exception.type}: {element.exception.message}")

    def _note_id(self, widget: Any) -> None:
        key = user_key_from_element_id(widget) if isinstance(widget, str) and widget else None
        if key:
            self._ids[key] = widget

    def _wait_for_answer(self, component: Any) -> None:
        """Do as tensorflow_badge.js does: ask over HTTP until the answer is there."""
        data = json.loads(component.json)
        self.texts.append(data["text"])
        name = data["name"]
        for task in self._waiting.values():
            task.cancel()  # another question stands in its place
        self._waiting.clear()
        if not name:  # the answer is there
            return

        async def ask() -> None:
            await asyncio.sleep(data["after"] / 1000)
            state = "waiting"
            while state == "waiting":
                state, words = await _read_answer(self.url, name, self.cookie)
            if words:
                self.texts.append(words)
                return
            self._answered = component.id, name
            await self._send()

        self._waiting[name] = asyncio.create_task(ask())

    def _start_timer(self, fragment: str, interval: float) -> None:
        async def ask_again() -> None:
            while True:
                await asyncio.sleep(interval)
                await self._send(fragment)

        if old := self._timers.pop(fragment, None):
            old.cancel()
        self._timers[fragment] = asyncio.create_task(ask_again())

    def _stop_timers(self) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()


async def _read_answer(url: str, name: str, cookie: str) -> tuple[str, str]:
    """State and words of an answer of TensorFlow."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    lines = [f"GET /answers/{name} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    try:
        writer.write("\r\n".join([*lines, "", ""]).encode())
        answer = await reader.read()
    finally:
        writer.close()
    known = json.loads(answer.partition(b"\r\n\r\n")[2])
    return known["state"], known["words"]


async def given_cookie(url: str) -> str:
    """Load a page, and return the cookie with which a proxy before several replicas knows its own."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    asked = f"GET / HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
    try:
        writer.write(asked.encode())
        head, _, _ = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    lines = [line.partition(": ") for line in head.decode("latin-1").split("\r\n")]
    cookies = [value for name, _, value in lines if name.lower() == "set-cookie"]
    return "; ".join(cookie.partition(";")[0] for cookie in cookies)


async def open_all(url: str, link: Callable[[int], str], count: int) -> list[Visitor]:
    """Open sessions, eight at a time, as a class comes in through a door."""
    visitors = [Visitor(url, link(at), cookie=await given_cookie(url)) for at in range(count)]
    for some in (
        itertools.batched(visitors, 8) if hasattr(itertools, "batched") else _by(visitors, 8)
    ):
        await asyncio.gather(*(visitor.open() for visitor in some))
    return visitors


def _by(visitors: list[Visitor], size: int) -> list[list[Visitor]]:
    return [visitors[at : at + size] for at in range(0, len(visitors), size)]
