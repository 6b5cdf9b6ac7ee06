"""Classes served over HTTP by uvicorn in a thread, and a teacher and students who use them."""

import contextlib
import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware

from dwconv.classroom import routes
from dwconv.classroom.open_classes import OpenClasses
from dwconv.player.component import frame
from dwconv.ui import web
from tests.browser.harness import free_port
from tests.ui.web.asgi import Answer


def app_of(classes: OpenClasses) -> Starlette:
    """The routes of classes under all middleware that the lab has."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        await classes.start()
        yield
        await classes.stop()

    middleware = [*web.middleware(), *create_streamlit_middleware()]
    return Starlette(
        routes=routes.routes(lambda: classes), middleware=middleware, lifespan=lifespan
    )


@contextlib.contextmanager
def serve(classes: OpenClasses) -> Iterator[str]:
    """Serve classes from a thread; yields the URL."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(
            app_of(classes),
            "127.0.0.1",
            port,
            log_level="warning",
            lifespan="on",
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "open streams kept the server from its end"


def ask(url: str, body: Any = None, **headers: str) -> Answer:
    """GET an address, or POST JSON or bytes to it."""
    data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=data, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return Answer(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _lower(error.headers), error.read())


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class Stream:
    """An open stream of server-sent events."""

    def __init__(self, url: str, **headers: str) -> None:
        host, _, path = url.removeprefix("http://").partition("/")
        self._connection = http.client.HTTPConnection(host, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip", **named})
        self.answer = self._connection.getresponse()

    def next(self, kind: str = "state") -> Any:
        """Return what the next event of a kind says."""
        found = ""
        while line := self.answer.readline().decode().rstrip("\n"):
            if line.startswith("event: "):
                found = line.removeprefix("event: ")
            elif line.startswith("data: ") and found == kind:
                self.answer.readline()
                return json.loads(line.removeprefix("data: "))
            elif line.startswith("data: "):
                self.answer.readline()
        raise EOFError("the stream has ended")

    def until(self, wanted: Any, kind: str = "state") -> Any:
        """Return the next event of a kind for which `wanted` holds."""
        while not wanted(said := self.next(kind)):
            pass
        return said

    def close(self) -> None:
        if self._connection.sock is not None:
            self._connection.sock.close()
        self.answer.close()
        self._connection.close()


@dataclass
class Teacher:
    """Whoever opened a class."""

    url: str
    code: str
    secret: str
    streams: list[Stream] = field(default_factory=list)

    @property
    def room(self) -> str:
        return f"{self.url}/c/{self.code}"

    def do(self, action: str, **given: Any) -> Answer:
        return ask(f"{self.room}/teacher/{action}", given, X_Class_Secret=self.secret)

    def show(self, payload: bytes, **options: Any) -> Answer:
        block = frame(payload, "player", options)
        return ask(f"{self.room}/teacher/picture", block, X_Class_Secret=self.secret)

    def figures(self) -> Any:
        return ask(f"{self.room}/teacher/figures", X_Class_Secret=self.secret).json()


def open_class(url: str) -> Teacher:
    answer = ask(f"{url}/c/", {}, Content_Type="application/json")
    assert answer.status == 201, answer.body
    return Teacher(url, **answer.json())


@dataclass
class Student:
    """One page of a class."""

    room: str
    number: str = "student00001"

    def listen(self) -> Stream:
        return Stream(f"{self.room}/events?student={self.number}")

    def answer(self, question: str, answer: Any) -> Answer:
        given = {"student": self.number, "question": question, "answer": answer}
        return ask(f"{self.room}/answer", given)

    def lost(self, lost: bool) -> Answer:
        return ask(f"{self.room}/lost", {"student": self.number, "lost": lost})
