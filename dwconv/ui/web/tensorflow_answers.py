"""Answers of TensorFlow over HTTP: a browser asks, and is answered as soon as there is one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dwconv.ui.tensorflow_answers import TENSORFLOW_ANSWERS

_ADDRESS = "/answers/"
_SECONDS = 10.0  # below what proxies allow; then the browser asks again


async def answer(request: Request) -> JSONResponse:
    """Send what is known of one answer; wait a while for it."""
    return await _answer(request.path_params["name"])


async def _answer(name: str) -> JSONResponse:
    known = await TENSORFLOW_ANSWERS.answer(name, _SECONDS)
    return JSONResponse(known, headers={"cache-control": "no-store"})


def routes() -> list[BaseRoute]:
    """The one address."""
    return [Route(_ADDRESS + "{name}", answer)]


class AnswersFirst:
    """ASGI middleware: answers by itself, before all that other requests pass.

    There is such a request at every change of every visitor, and the rest of the way through
    Streamlit's server takes as long as a tenth of the page.

    Parameters
    ----------
    app : ASGI application
        What answers all other requests.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            before, found, name = scope["path"].rpartition(_ADDRESS)
            if found and not before and "/" not in name:
                response = await _answer(name)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)
