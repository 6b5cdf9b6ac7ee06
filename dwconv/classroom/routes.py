"""The addresses of a class beside Streamlit: the students' page, what it hears, what it sends.

    GET  /c/                            a field for the code
    POST /c/                            opens a class: {"code", "secret"}
    GET  /c/CODE                        the page
    GET  /c/_/NAME                      the script that draws a comparison, where it comes later
    GET  /c/CODE/state?student=N        the state once, or why there is none
    GET  /c/CODE/events?student=N       the state again at every change, as server-sent events
    GET  /c/CODE/payload/HASH           the numbers of a picture
    POST /c/CODE/answer                 {"student", "question", "answer"}
    POST /c/CODE/lost                   {"student", "lost"}

For whoever sends the class's secret in the header X-Class-Secret:

    POST /c/CODE/teacher/picture        a frame: options {"layer", "moment", "page", "caption"}, then the payload
    POST /c/CODE/teacher/ACTION         JSON; see `dwconv.classroom.events.read_teaching`
    GET  /c/CODE/teacher/figures        counts
    GET  /c/CODE/teacher/csv            all questions with the counts of their answers
    GET  /c/CODE/teacher/events         counts again at every change, as server-sent events
"""

from __future__ import annotations

import asyncio
import gzip
import json
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dwconv.classroom import codes, events, limits, page
from dwconv.classroom.answers import read_answer
from dwconv.classroom.events import ClassError
from dwconv.classroom.limits import Rate
from dwconv.classroom.open_classes import OpenClasses
from dwconv.classroom.results import as_csv, figures
from dwconv.classroom.room_state import NO_LONGER_ASKED, refusal
from dwconv.classroom.store_interface import Feed, connection_name, no_such_class_error, now_ms
from dwconv.player import header_and_bytes

_NO_STORE = {"cache-control": "no-store"}
_PING = 4  # seconds; the page takes silence for a lost connection
_SEND_TIMEOUT = 30
_ABSENT_AFTER = 8.0  # seconds without a connection
_FIGURES_EVERY = 0.25  # seconds
_ANSWER_BYTES = 20_000
_PAYLOAD_INSIDE = 4000  # bytes of a picture, packed, that the page brings along

Handler = Callable[[Request], Awaitable[Response]]


def _problem(error: ClassError) -> Response:
    headers = dict(_NO_STORE)
    if error.wait:
        headers["retry-after"] = str(math.ceil(error.wait))
    return JSONResponse({"problem": str(error)}, error.status, headers)


def _answering(handler: Handler) -> Handler:
    """Let a handler raise ClassError, which becomes an answer with its sentence."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except ClassError as error:
            return _problem(error)

    return answer


def routes(classes_of: Callable[[], OpenClasses]) -> list[BaseRoute]:
    """Return the addresses.

    Parameters
    ----------
    classes_of : callable
        Returns the classes of this server; called with each request.
    """
    handlers = _Handlers(classes_of)
    return [
        Route("/c", lambda request: RedirectResponse("c/", 307)),
        Route("/c/", handlers.page),
        Route("/c/", _answering(handlers.open), methods=["POST"]),
        Route("/c/_/{name}", handlers.script),
        Route("/c/{code}", handlers.page),
        Route("/c/{code}/state", _answering(handlers.state)),
        Route("/c/{code}/events", _answering(handlers.events)),
        Route("/c/{code}/payload/{hash}", _answering(handlers.picture)),
        Route("/c/{code}/answer", _answering(handlers.answer), methods=["POST"]),
        Route("/c/{code}/lost", _answering(handlers.lost), methods=["POST"]),
        Route("/c/{code}/teacher/figures", _answering(handlers.figures)),
        Route("/c/{code}/teacher/csv", _answering(handlers.csv)),
        Route("/c/{code}/teacher/events", _answering(handlers.teacher_events)),
        Route("/c/{code}/teacher/picture", _answering(handlers.show), methods=["POST"]),
        Route("/c/{code}/teacher/{action}", _answering(handlers.teach), methods=["POST"]),
    ]


class _Handlers:
    """Answers the requests."""

    def __init__(self, classes_of: Callable[[], OpenClasses]) -> None:
        self._classes_of = classes_of
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def _classes(self) -> OpenClasses:
        return self._classes_of()

    # -- who may

    def _limit(self, what: str, who: str, rate: Rate) -> None:
        wait = self._classes.rates.wait(f"{what} {who}", rate)
        if wait:
            raise ClassError(f"Too much at once. Try again in {math.ceil(wait)} s.", 429, wait=wait)

    async def _feed(self, request: Request, student: str = "") -> Feed:
        """Return the feed of the class that a request names.

        An IP address that has tried many wrong codes gets no answer about codes for a while.
        Students who are already in a class do not notice.
        """
        code = codes.read_code(request.path_params["code"])
        wrong = f"codes {_address(request)}"
        feed = None
        if code is not None:
            with suppress(ClassError):
                feed = await self._classes.feed(code)
        if feed is not None and (student in feed.room.known or _has_secret(request, feed)):
            return feed
        rates = self._classes.rates
        wait = rates.wait(wrong, limits.WRONG_CODES, cost=0 if feed is not None else 1)
        if wait:
            raise ClassError(
                f"Too many wrong codes came from your network. Try again in {math.ceil(wait)} s.",
                429,
                wait=wait,
            )
        if code is None:
            raise ClassError(codes.HOW_WRITTEN, 404)
        if feed is None:
            raise no_such_class_error(code)
        return feed

    async def _taught_feed(self, request: Request) -> Feed:
        feed = await self._feed(request)
        if not _has_secret(request, feed):
            raise ClassError("Only the class's teacher may do this.", 403)
        return feed

    # -- what students get

    async def page(self, request: Request) -> Response:
        """The page of a class; or, where there is none, why, and the field for the code."""
        if "code" not in request.path_params:
            return _html(request, page.html())
        try:
            self._limit("pages", _address(request), limits.OPENINGS)
            feed = await self._feed(request)
        except ClassError as error:
            return _html(request, page.html(str(error)), error.status)
        room = feed.room
        state = "" if room.ended else _state_with_time(feed)
        payload, headers = b"", {}
        if state and room.picture:
            packed = await self._classes.packed_picture(room.code, room.picture)
            if len(packed) <= _PAYLOAD_INSIDE:
                payload = gzip.decompress(packed)
            else:  # the browser fetches it beside the page
                address = f"{room.code}/payload/{room.picture}"
                headers["link"] = f"<{address}>; rel=preload; as=fetch; crossorigin=anonymous"
        packed_page = page.html("", room.code, state, room.drawn_by, payload)
        return _html(request, packed_page, headers=headers)

    async def script(self, request: Request) -> Response:
        """A script that a page loads later, under a name that changes with it."""
        packed = page.packed_scripts().get(request.path_params["name"])
        if packed is None:
            return Response(status_code=404)
        headers = {"cache-control": "public, max-age=31536000, immutable"}
        return _packed(request, packed, "text/javascript", headers)

    async def _opened(self, request: Request) -> tuple[Feed, str]:
        """Return the feed for a student who may be in the class, and the student's number."""
        student = events.read_student(request.query_params.get("student"))
        self._limit("openings", _address(request), limits.OPENINGS)
        feed = await self._feed(request, student)
        reason = refusal(feed.room, events.Joined(at=now_ms(), student=student, connection=""))
        if reason is not None:
            raise reason
        return feed, student

    async def state(self, request: Request) -> Response:
        """The state once; a page asks for it to learn why it hears nothing."""
        feed, _ = await self._opened(request)
        return Response(_state_with_time(feed), media_type="application/json", headers=_NO_STORE)

    async def events(self, request: Request) -> Response:
        """The state, again at every change."""
        feed, student = await self._opened(request)
        connection = connection_name(self._classes.store.server)
        code = feed.room.code
        await self._classes.send(code, events.Joined(student=student, connection=connection))

        async def stream() -> AsyncIterator[bytes]:
            try:
                while True:
                    version = feed.room.version
                    yield f"event: state\ndata: {_state_with_time(feed)}\n\n".encode()
                    if feed.room.ended:
                        return
                    while feed.room.version == version:
                        await feed.state_changed.wait()
            finally:
                self._absent_soon(code, student, connection)

        return _stream(stream())

    def _absent_soon(self, code: str, student: str, connection: str) -> None:
        """Count a student as gone who has not come back after a while."""

        async def leave() -> None:
            await asyncio.sleep(_ABSENT_AFTER)
            with suppress(ClassError):
                await self._classes.send(code, events.Left(student=student, connection=connection))

        with suppress(RuntimeError):  # the server ends, and its loop with it
            task = asyncio.get_running_loop().create_task(leave())
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def picture(self, request: Request) -> Response:
        """The numbers of a picture."""
        name = events.read_hash(request.path_params["hash"])
        feed = await self._feed(request, request.query_params.get("student", ""))
        packed = await self._classes.packed_picture(feed.room.code, name)
        headers = {"cache-control": "private, max-age=14400, immutable"}
        return _packed(request, packed, "application/octet-stream", headers)

    # -- what students send

    async def _sent_by_student(self, request: Request) -> tuple[dict[str, Any], str, Feed]:
        """Return what a student sent, the student's number, and the feed of the class."""
        given = await _json(request, _ANSWER_BYTES)
        student = events.read_student(given.get("student"))
        self._limit("posts", _address(request), limits.POSTS)
        feed = await self._feed(request, student)
        self._limit("answers", student, limits.ANSWERS)
        return given, student, feed

    async def answer(self, request: Request) -> Response:
        """Take an answer, and say what was read."""
        given, student, feed = await self._sent_by_student(request)
        asked = feed.room.question
        if asked is None or asked.id != given.get("question"):
            raise ClassError(NO_LONGER_ASKED, 409)
        try:
            read = read_answer(asked.public, given.get("answer"))
        except ClassError as complaint:  # an everyday matter, and no failed request
            return JSONResponse({"received": False, "problem": str(complaint)}, headers=_NO_STORE)
        event = events.Answered(student=student, question=asked.id, answer=read)
        await self._classes.send(feed.room.code, event)
        return JSONResponse({"received": True, "answer": read}, headers=_NO_STORE)

    async def lost(self, request: Request) -> Response:
        """Record that a student asks for help, or no longer does."""
        given, student, feed = await self._sent_by_student(request)
        event = events.Lost(student=student, lost=given.get("lost") is True)
        await self._classes.send(feed.room.code, event)
        return JSONResponse({"received": True, "lost": event.lost}, headers=_NO_STORE)

    # -- the teacher

    async def open(self, request: Request) -> Response:
        """Open a class. Only a page of this server can send JSON here, and so no foreign one."""
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise ClassError("Send JSON to open a class.", 415)
        self._limit("classes", _address(request), limits.CLASSES)
        code, secret = await self._classes.create()
        return JSONResponse({"code": code, "secret": secret}, 201, _NO_STORE)

    async def teach(self, request: Request) -> Response:
        """Let something happen in the class."""
        feed = await self._taught_feed(request)
        self._limit("teaching", feed.room.code, limits.TEACHING)
        most = self._classes.limits.question_bytes
        given = await _json(request, 3 * most)
        event = events.read_teaching(request.path_params["action"], given, most)
        room = await self._classes.send(feed.room.code, event)
        return JSONResponse({"version": room.version}, headers=_NO_STORE)

    async def show(self, request: Request) -> Response:
        """Show other numbers."""
        feed = await self._taught_feed(request)
        self._limit("teaching", feed.room.code, limits.TEACHING)
        block = await _body(request, self._classes.limits.picture_bytes + 20_000)
        options, payload = _unframed(block)
        room = await self._classes.show(
            feed.room.code,
            payload,
            events.read_layer(options.get("layer", {})),
            events.read_moment(options.get("moment", {})),
            page=options.get("page", ""),
            caption=options.get("caption", ""),
        )
        return JSONResponse({"version": room.version, "hash": room.picture}, headers=_NO_STORE)

    async def figures(self, request: Request) -> Response:
        """The counts."""
        feed = await self._taught_feed(request)
        return JSONResponse({"now": now_ms(), **figures(feed.room)}, headers=_NO_STORE)

    async def csv(self, request: Request) -> Response:
        """The counts of all questions, for a spreadsheet."""
        feed = await self._taught_feed(request)
        return Response(as_csv(feed.room), media_type="text/csv", headers=_NO_STORE)

    async def teacher_events(self, request: Request) -> Response:
        """The counts, again at every change."""
        feed = await self._taught_feed(request)

        async def stream() -> AsyncIterator[bytes]:
            while True:
                room = feed.room
                told = json.dumps({"now": now_ms(), **figures(room)})
                yield f"event: figures\ndata: {told}\n\n".encode()
                if room.ended:
                    return
                await asyncio.sleep(_FIGURES_EVERY)
                if feed.room is room:
                    await feed.changed.wait()

        return _stream(stream())


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _has_secret(request: Request, feed: Feed) -> bool:
    given = request.headers.get("x-class-secret", "")
    return bool(given) and codes.is_secret(given, feed.room.secret)


def _html(
    request: Request, packed: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    more = {**_NO_STORE, **(headers or {})}
    return _packed(request, packed, "text/html; charset=utf-8", more, status)


def _packed(
    request: Request, packed: bytes, kind: str, headers: dict[str, str], status: int = 200
) -> Response:
    """Answer with what gzip has packed; Streamlit's own packing leaves pages out."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        content, headers = gzip.decompress(packed), {**headers, "vary": "accept-encoding"}
    else:
        more = {"content-encoding": "gzip", "vary": "accept-encoding"}
        content, headers = packed, {**headers, **more}
    return Response(content, status, headers, media_type=kind)


def _state_with_time(feed: Feed) -> str:
    """Return the state with the server's time, by which a page follows what plays."""
    return f'{{"now":{now_ms()},{feed.state()[1:]}'


def _stream(content: AsyncIterator[bytes]) -> Response:
    return EventSourceResponse(
        content,
        ping=_PING,
        ping_message_factory=lambda: ServerSentEvent(event="ping", data=str(now_ms())),
        send_timeout=_SEND_TIMEOUT,
        sep="\n",
    )


async def _body(request: Request, most: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise ClassError(f"That is more than {most:,} bytes.", 413)
        parts.append(part)
    return b"".join(parts)


async def _json(request: Request, most: int) -> dict[str, Any]:
    body = await _body(request, most)
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise ClassError("The page sent something that cannot be read. Load it again.")
    return given


def _unframed(block: bytes) -> tuple[dict[str, Any], bytes]:
    """Take apart what `dwconv.player.component.frame` put together."""
    try:
        return header_and_bytes.split(block)
    except ValueError as error:
        raise ClassError("A picture must come as a player's frame.") from error
