"""Scripts, styles and fonts, answered from memory, compressed once.

A browser that opens the lab asks for about seventy of them, and a class for seventy times as many
as it has students. Streamlit looks each up on the disk in several turns of its loop, sends its own
as they are, which takes a phone's network seconds, and compresses the lab's anew for everybody.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dwconv.player import assets
from dwconv.ui.components.mount_component import BUNDLES
from dwconv.ui.web.base_path import base_path
from dwconv.ui.web.preload import STREAMLIT_FILES, component_address

# Streamlit gives them such types as well. A font is compressed already.
_TYPES = {".js": "application/javascript", ".css": "text/css", ".woff2": "font/woff2"}
# The name of each of them changes with what is in it.
_HEADERS = {"cache-control": "public, immutable, max-age=31536000", "vary": "accept-encoding"}


def browser_files() -> dict[str, Path]:
    """Return the files that a browser may ask for, by their address below the lab's."""
    return dict([*_streamlits(), *_components()])


def _streamlits() -> Iterator[tuple[str, Path]]:
    for file in (STREAMLIT_FILES / "static").rglob("*"):
        if file.suffix in _TYPES:
            yield file.relative_to(STREAMLIT_FILES).as_posix(), file


def _components() -> Iterator[tuple[str, Path]]:
    for folder in (assets.BUNDLES, BUNDLES):
        for name, file in json.loads((folder / "names.json").read_text("utf-8")).items():
            yield component_address(name, file), folder / file


class KeptFiles:
    """ASGI middleware: answers for these files by itself.

    Parameters
    ----------
    app : ASGI application
        What answers all other requests: those for a part of a file among them, and those of a
        browser that takes nothing compressed.
    files : mapping of str to Path
        As `browser_files` returns them.
    base : callable, optional
        Returns the path that all addresses begin with.
    """

    def __init__(
        self, app: ASGIApp, files: Mapping[str, Path], base: Callable[[], str] = base_path
    ) -> None:
        self._app = app
        self._files = files
        self._base = base
        self._answers: dict[Path, asyncio.Task[Response]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        file = self._asked_for(scope)
        if file is None:
            await self._app(scope, receive, send)
            return
        if file not in self._answers:  # a task: when a class comes at once, one reads for all
            self._answers[file] = asyncio.create_task(asyncio.to_thread(_answer, file))
        try:
            answer: ASGIApp = await asyncio.shield(self._answers[file])
        except OSError:  # somebody took the file away while the server runs
            self._answers.pop(file, None)
            answer = self._app
        await answer(scope, receive, send)

    def _asked_for(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        headers = Headers(scope=scope)
        if "range" in headers or "gzip" not in headers.get("accept-encoding", ""):
            return None
        return self._files.get(scope["path"].removeprefix(self._base()).removeprefix("/"))


def _answer(file: Path) -> Response:
    body = file.read_bytes()
    headers = dict(_HEADERS)
    if file.suffix != ".woff2":
        body = gzip.compress(body, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(body, headers=headers, media_type=_TYPES[file.suffix])
