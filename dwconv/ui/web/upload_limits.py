"""Limits on uploaded files: how many one visitor may keep here, and how many bytes all together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_ADDRESS = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")

Held = Callable[[str], tuple[int, int]]
"""From a session's id to the number of its files, and the bytes of the files of all sessions."""


class UploadLimits:
    """ASGI middleware: refuses a file where a visitor, or all of them, have too many here.

    Parameters
    ----------
    app : ASGI application
        What answers the requests.
    held : callable
        What is kept now: see `Held`.
    most_files : int, optional
        Of one visitor. A page has one field for a file, which replaces the file before.
    most_bytes : int, optional
        Of all visitors together.
    """

    def __init__(
        self, app: ASGIApp, held: Held, most_files: int = 6, most_bytes: int = 200_000_000
    ) -> None:
        self._app = app
        self._held = held
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        found = (
            scope["type"] == "http" and scope["method"] == "PUT" and _ADDRESS.search(scope["path"])
        )
        if not found:
            await self._app(scope, receive, send)
            return
        session = found[1]
        files, size = self._held(session)
        if files + self._under_way[session] >= self._most_files:
            text = f"At most {self._most_files} files at a time. Remove one, or reload the page."
            await PlainTextResponse(text, 429)(scope, receive, send)
        elif size >= self._most_bytes:
            text = "The server holds too many files at the moment. Try again in a minute."
            await PlainTextResponse(text, 503)(scope, receive, send)
        else:
            self._under_way[session] += 1
            try:
                await self._app(scope, receive, send)
            finally:
                self._under_way[session] -= 1
                if not self._under_way[session]:
                    del self._under_way[session]
