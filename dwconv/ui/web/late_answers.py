"""Answers of TensorFlow over HTTP: a browser asks, and is answered as soon as there is one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from dwconv.ui.late_answers import LATE_ANSWERS

_SECONDS = 10.0  # below what proxies allow; then the browser asks again


async def answer(request: Request) -> JSONResponse:
    """Send what is known of one answer; wait a while for it."""
    known = await LATE_ANSWERS.answer(request.path_params["name"], _SECONDS)
    return JSONResponse(known, headers={"cache-control": "no-store"})


def routes() -> list[BaseRoute]:
    """The one address."""
    return [Route("/answers/{name}", answer)]
