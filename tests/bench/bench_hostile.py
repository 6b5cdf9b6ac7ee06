"""What strangers can do to the server: python -m tests.bench.bench_hostile --cases 20000

Starts the app and sends it what no browser of the lab sends, over the real protocol: links, forged
states of widgets and components, messages that are none, requests to every address, damaged files.
Prints how many were sent, what a visitor saw of a failure, what the log says, the slowest and the
server's memory. It ends with an error where a page showed a failure, or the log has a traceback.

    --cases 20000                 how many, in all
    --seed 0                      other seeds, other cases
    --visitors 6                  sessions at the same time, which wait for each other
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import io
import random
import re
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np
import psutil
from PIL import Image
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dwconv.ui.page_table import PAGES
from tests.bench.visitors import Visitor
from tests.browser.harness import Server, serve
from tests.hostile_input import MARK, TEXTS, link, state

SLOW = 1.0  # seconds

# What Streamlit itself writes to the log of bytes that are no message of its protocol.
NAMED = ("google.protobuf.message.DecodeError",)

_LIVE = re.compile(
    rf"(?<!\\)((https?://|www\.){MARK}|{MARK}@b\.|!\[{MARK}|:red\[{MARK}|<img)|\W__{MARK}"
)


@dataclass
class Stranger(Visitor):
    """A session that sends what it likes.

    Attributes
    ----------
    widgets : dict of str to str
        The kinds of all elements that have an id.
    session : str
        The session's id.
    """

    widgets: dict[str, str] = field(default_factory=dict)
    session: str = ""

    def _take(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        super()._take(message)

    def _take_delta(self, delta: Any) -> None:
        super()._take_delta(delta)
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        known = getattr(delta.new_element, kind)
        if isinstance(getattr(known, "id", None), str) and known.id:
            self.widgets[known.id] = kind
        if kind == "alert":
            self.texts.append(known.body)

    async def forge(self, states: list[WidgetState]) -> None:
        """Ask for a run with these states of widgets, and wait for its end."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.widget_states.widgets.extend(states)
        self._finished = asyncio.get_running_loop().create_future()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._finished, 60)

    async def say(self, data: bytes) -> None:
        """Send any bytes."""
        await self._socket.send(data)


@dataclass
class Findings:
    """What came of it."""

    sent: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)  # failures that a page showed
    live: Counter[str] = field(default_factory=Counter)  # words of a link that were not quoted
    times: list[tuple[float, str]] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)  # without an answer

    def note(self, kind: str, begun: float, what: str) -> None:
        self.sent[kind] += 1
        self.times.append((time.monotonic() - begun, f"{kind}: {what[:150]}"))

    def look_at(self, visitor: Visitor, what: str) -> None:
        for text in visitor.exceptions:
            self.shown[f"{text[:100]} after {what[:120]}"] += 1
        for text in visitor.texts:
            if _LIVE.search(text):
                self.live[f"{text[:150]!r} after {what[:120]}"] += 1
        visitor.exceptions.clear()
        visitor.texts.clear()


async def send_links(url: str, chance: random.Random, count: int, found: Findings) -> None:
    for _ in range(count):
        address = link(chance)
        visitor, begun = Stranger(url, address), time.monotonic()
        try:
            await visitor.open()
        except (TimeoutError, OSError, ValueError) as error:
            found.lost[f"{type(error).__name__} after {address[:150]}"] += 1
            continue
        found.note("links", begun, address)
        found.look_at(visitor, address)
        await visitor.close()


async def send_states(url: str, chance: random.Random, count: int, found: Findings) -> None:
    while count > 0:
        page = chance.choice(list(PAGES))
        visitor = Stranger(url, f"/{page}?h=5&w=5&c=2&m=1&input=typed&kernel=typed&xv=1_2&fv=1_2")
        await visitor.open()
        for _ in range(min(count, 25)):
            count -= 1
            chosen = chance.sample(list(visitor.widgets), min(len(visitor.widgets), 2))
            states = [state(chance, each) for each in chosen]
            what = f"{page} {' '.join(str(each) for each in states)}"
            begun = time.monotonic()
            try:
                await visitor.forge(states)
            except Exception as error:
                found.lost[f"{type(error).__name__} after {what[:150]}"] += 1
                break
            found.note("states", begun, what)
            found.look_at(visitor, what)
        with contextlib.suppress(OSError):
            await visitor.close()


async def send_bytes(url: str, chance: random.Random, count: int, found: Findings) -> None:
    for _ in range(count):
        visitor, begun = Stranger(url, "/"), time.monotonic()
        await visitor.open()
        data = chance.randbytes(chance.choice([0, 1, 10, 1000]))
        if chance.random() < 0.5:
            message = BackMsg()
            message.backend_operation_request.request_id = str(chance.random())
            message.backend_operation_request.session_id = visitor.session
            message.backend_operation_request.deferred_file.file_id = data.hex()
            data = message.SerializeToString()
        with contextlib.suppress(Exception):
            await visitor.say(data)
            await asyncio.sleep(0.02)
        found.note("messages", begun, data.hex()[:60])
        found.look_at(visitor, data.hex()[:60])
        with contextlib.suppress(Exception):
            await visitor.close()


def _request(url: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in ({"content-length": str(len(body))} | headers).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        return connection.getresponse().status
    finally:
        connection.close()


async def send_requests(url: str, chance: random.Random, count: int, found: Findings) -> None:
    places = ["/", "/answers/{}", "/c/{}", "/c/ABCDE/{}", "/healthz{}", "/media/{}", "/static/{}"]
    places += ["/_stcore/bidi-components/{}", "/_stcore/upload_file/{}/1", "/_stcore/{}", "/{}"]
    for _ in range(count):
        method = chance.choice(["GET", "GET", "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
        text = chance.choice(TEXTS).encode("utf-8", "replace").decode()
        path = chance.choice(places).format(quote(text[:300]))
        body = chance.randbytes(200) if method in ("POST", "PUT") else b""
        headers = {"accept": chance.choice(["text/html", "*/*"]), "x-forwarded-for": "1.2.3.4"}
        headers |= {
            "content-type": chance.choice(["application/json", "multipart/form-data; boundary=x"])
        }
        begun = time.monotonic()
        try:
            status = await asyncio.to_thread(_request, url, method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            found.lost[f"{type(error).__name__} after {method} {path[:100]}"] += 1
            continue
        found.note("requests", begun, f"{method} {path} {status}")
        if status >= 500:
            found.shown[f"status {status} after {method} {path[:100]}"] += 1


def damage(chance: random.Random, data: bytes, name: str) -> tuple[str, bytes]:
    """The file with a few bytes changed, cut or repeated, under a name of any kind."""
    damaged = bytearray(data)
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(damaged) + 1)
        damaged[at : at + chance.choice([0, 1, 4])] = chance.randbytes(chance.choice([0, 1, 4, 60]))
    ending = name.rpartition(".")[2]
    names = [name, name, f"{MARK}.exe", f"../../a.{ending}", TEXTS[15], "a" * 300]
    return chance.choice(names), bytes(damaged)


def damaged_picture(chance: random.Random) -> tuple[str, bytes]:
    """A picture that may be broken."""
    kind = chance.choice(["PNG", "JPEG", "WEBP"])
    pixels = np.random.default_rng(chance.randrange(99)).integers(0, 256, (24, 32, 3), np.uint8)
    with io.BytesIO() as file:
        Image.fromarray(pixels).save(file, kind)
        return damage(chance, file.getvalue(), f"a.{kind.lower()}")


def damaged_tensors(chance: random.Random) -> tuple[str, bytes]:
    """Arrays of any names, shapes and kinds of values, in a file that may be broken."""
    values = np.random.default_rng(chance.randrange(99))
    kinds: list[Any] = ["f4", "f8", "f2", "i8", "u1", "c8", "U4", "?", "M8[s]", [("a", "f4")]]
    arrays = {}
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice(["input", "filter", "weight", "output", MARK, *TEXTS]) or "x"
        shape = [chance.choice([0, 1, 2, 3, 6, 6, 9, 20]) for _ in range(chance.randrange(5))]
        kind = np.dtype(chance.choice(kinds[:2] * 9 + kinds))
        size = int(np.prod(shape))
        numbers = np.frombuffer(values.bytes(size * kind.itemsize), kind)
        if kind.kind == "f":
            numbers = values.normal(size=size).astype(kind) * kind.type(
                chance.choice([1, 1, 1000, np.nan])
            )
        arrays[name.encode(errors="replace").decode().replace("\0", "_")] = numbers.reshape(shape)
    array = next(iter(arrays.values()))
    with io.BytesIO() as file:
        ending = chance.choice(["npz", "npy", "csv"])
        if ending == "npz":
            np.savez_compressed(file, allow_pickle=False, **arrays)
        elif ending == "npy":
            np.save(file, array)
        else:
            rows = array.reshape(len(array) if array.ndim > 1 else 1, -1) if array.size else []
            file.write("\n".join(",".join(map(str, row)) for row in rows).encode())
        return damage(chance, file.getvalue(), f"a.{ending}")


UPLOADS = [
    ("/image", "", damaged_picture),
    ("/?h=6&w=6&c=2", "take-home", damaged_tensors),
    ("/tensorflow?h=6&w=6&c=2", "own-output-open", damaged_tensors),
]
"""Pages that take files, the key of the part that must be opened first, and what is sent."""


async def send_files(url: str, chance: random.Random, count: int, found: Findings) -> None:
    while count > 0:
        page, part, damaged_file = chance.choice(UPLOADS)
        visitor = Stranger(url, page)
        await visitor.open()
        if part:
            await visitor.expand(part)
        field_id = next(each for each, kind in visitor.widgets.items() if kind == "file_uploader")
        for _ in range(min(count, 9)):  # more than one visitor may keep
            count -= 1
            name, data = damaged_file(chance)
            file, begun = str(uuid.UUID(int=chance.getrandbits(128))), time.monotonic()
            body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
            body += data + b"\r\n--x--\r\n"
            headers = {"content-type": "multipart/form-data; boundary=x"} | await _xsrf(url)
            status = await asyncio.to_thread(
                _request,
                url,
                "PUT",
                f"/_stcore/upload_file/{visitor.session}/{file}",
                body,
                headers,
            )
            found.sent[f"of which status {status}"] += 1
            sent = WidgetState(id=field_id)
            sent.file_uploader_state_value.uploaded_file_info.add(
                file_id=file, name=name, size=len(data)
            )
            opened = [WidgetState(id=each, bool_value=True) for each in visitor.opened]
            await visitor.forge([*opened, sent])
            found.note(f"files to {page.partition('?')[0]}", begun, f"{name} {len(data)} bytes")
            found.look_at(visitor, name)
        await visitor.close()


_tokens: dict[str, str] = {}


async def _xsrf(url: str) -> dict[str, str]:
    """The headers with which a browser sends a file."""
    if url not in _tokens:

        def ask() -> str:
            connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
            connection.request("GET", "/_stcore/host-config")
            answer = connection.getresponse()
            cookie = answer.getheader("set-cookie") or ""
            answer.read()
            if "_streamlit_xsrf" not in cookie:
                connection.request("GET", "/_stcore/health")
                cookie = connection.getresponse().getheader("set-cookie") or ""
            connection.close()
            return re.sub(r".*_streamlit_xsrf=([^;]*).*", r"\1", cookie)

        _tokens[url] = await asyncio.to_thread(ask)
    return {"x-xsrftoken": _tokens[url], "cookie": f"_streamlit_xsrf={_tokens[url]}"}


SHARES = {
    send_states: 0.5,
    send_links: 0.25,
    send_requests: 0.15,
    send_files: 0.07,
    send_bytes: 0.03,
}


async def send_all(server: Server, cases: int, seed: int, visitors: int) -> Findings:
    """Send all cases, and print the memory at the beginning, in the middle and at the end."""
    found, process = Findings(), psutil.Process(server.process.pid)

    def memory() -> float:
        return float(process.memory_info().rss) / 1e6

    for page in PAGES:  # what is loaded at the first visit is no growth
        visitor = Visitor(server.url, f"/{page}")
        await visitor.open()
        await visitor.close()
    print(f"memory before: {memory():.0f} MB", flush=True)
    for half in range(2):
        jobs = [
            send(server.url, random.Random(f"{seed} {half} {at} {send.__name__}"), count, found)
            for send, share in SHARES.items()
            for at in range(visitors)
            if (count := round(cases * share / 2 / visitors))
        ]
        running = asyncio.Semaphore(visitors)

        async def limited(job: Any, running: asyncio.Semaphore = running) -> None:
            async with running:
                await job

        await asyncio.gather(*(limited(job) for job in jobs))
        print(f"memory after {sum(found.sent.values())} cases: {memory():.0f} MB", flush=True)
    begun = time.monotonic()
    last = Visitor(server.url, "/?h=7&w=7&c=2")
    await last.open()
    print(f"a visitor after all that: {1000 * (time.monotonic() - begun):.0f} ms")
    await last.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--visitors", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log.txt") as server:
        found = asyncio.run(send_all(server, asked.cases, asked.seed, asked.visitors))
        log = server.log.read_text(errors="replace")
        every = server.tracebacks()
        tracebacks = [each for each in every if not each.splitlines()[-1].startswith(NAMED)]
    print("sent:", ", ".join(f"{count} {kind}" for kind, count in found.sent.items()))
    times = sorted(found.times, reverse=True)
    slow = [each for each in times if each[0] > SLOW]
    print(f"{len(slow)} took more than {SLOW:g} s; the slowest:")
    for seconds, what in times[:5]:
        print(f"  {seconds:.2f} s {what!r}")
    for title, some in (
        ("failures that a page showed", found.shown),
        ("words of a link that were not quoted", found.live),
        ("without an answer", found.lost),
    ):
        print(f"{title}: {sum(some.values())}")
        for text, times_seen in some.most_common(20):
            print(f"  {times_seen} x {text!r}")
    known = len(every) - len(tracebacks)
    print(
        f"the log: {len(log) / 1000:.0f} kB, {len(tracebacks)} tracebacks, {known} of Streamlit's own"
    )
    for text, times_seen in Counter(
        each.splitlines()[-1].partition(":")[0] for each in tracebacks
    ).most_common(20):
        print(f"  {times_seen} x {text}")
        print("     ", next(each for each in tracebacks if text in each)[-900:])
    lines = [re.sub(r"^[-0-9: .]+", "", line)[:110] for line in log.splitlines()]
    for line, times_seen in Counter(each for each in lines if "WARN" in each).most_common(8):
        print(f"  {times_seen} x {line}")
    sys.exit(1 if found.shown or found.live or found.lost or tracebacks else 0)


if __name__ == "__main__":
    main()
