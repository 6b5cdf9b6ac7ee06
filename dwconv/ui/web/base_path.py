"""ASGI middleware: serves the lab's own addresses below ``--server.baseUrlPath``, as Streamlit serves its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config


def base_path() -> str:
    """Return the path that the server was started with, such as "/lab"; "" without one."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def without_base(path: str, base: str, own: Iterable[str]) -> str:
    """Return the path of one of the lab's own addresses without the base; any other path as it is.

    Parameters
    ----------
    path : str
    base : str
        As `base_path` returns it.
    own : iterable of str
        The first parts of the lab's own addresses.

    Examples
    --------
    >>> without_base("/lab/c/BCDFG/state", "/lab", {"c"}), without_base("/lab/class", "/lab", {"c"})
    ('/c/BCDFG/state', '/lab/class')
    """
    if not base or not path.startswith(f"{base}/"):
        return path
    rest = path.removeprefix(base)
    return rest if rest.split("/")[1] in own else path


class WithoutBasePath:
    """Take the base path from requests for the lab's own addresses, before anything else reads them.

    Parameters
    ----------
    app : ASGI application
        What answers the requests.
    routes : iterable of BaseRoute
        The lab's own addresses.
    base : callable, optional
        Returns the base path.
    """

    def __init__(
        self, app: ASGIApp, routes: Iterable[BaseRoute], base: Callable[[], str] = base_path
    ) -> None:
        self._app = app
        self._own = {route.path.split("/")[1] for route in routes if isinstance(route, Route)}
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and (base := self._base()):
            path = without_base(scope["path"], base, self._own)
            if path != scope["path"]:
                scope = dict(scope, path=path, raw_path=path.encode())
        await self._app(scope, receive, send)
