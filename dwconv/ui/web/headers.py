"""Response headers: what a page of the lab may load, and which sites may show it in a frame."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dwconv.classroom import page as students_page
from dwconv.ui.web.page_scripts import SCRIPTS

_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)

# A browser never shows these by themselves, and there are hundreds: they go without the policy.
_PARTS_OF_A_PAGE = ("text/javascript", "application/javascript", "text/css", "font/")

_FOR_ALL = {
    # A file is what its type says, and never run as something else.
    "x-content-type-options": "nosniff",
    # Other sites are not told which layer a link led away from.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def script_hashes(page: str) -> list[str]:
    """Name the scripts that stand inside an HTML page, as a Content-Security-Policy wants it.

    Parameters
    ----------
    page : str
        HTML.

    Returns
    -------
    list of str
        One ``'sha256-...'`` for each script, with its quotation marks.

    Examples
    --------
    >>> script_hashes("<script>let a = 1</script><script src='b.js'></script>")
    ["'sha256-LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ='"]
    """
    scripts = re.findall(r'<script(?: type="module")?>(.*?)</script>', page, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def read_origins(text: str) -> tuple[str, ...]:
    """Read the sites that may show the player in a frame.

    Parameters
    ----------
    text : str
        Sites such as ``https://moodle.example.edu`` or ``https://*.example.edu``, with spaces
        between them.

    Raises
    ------
    ValueError
        If a part is not a site: a path, a missing scheme, a keyword of the header.

    Examples
    --------
    >>> read_origins("https://moodle.example.edu https://*.example.org:8443")
    ('https://moodle.example.edu', 'https://*.example.org:8443')
    """
    sites = tuple(text.split())
    for site in sites:
        if not _SITE.fullmatch(site):
            raise ValueError(
                f"{site!r} is not a site that can show the lab in a frame. Write scheme and host, "
                "as in https://moodle.example.edu, with spaces between several."
            )
    return sites


def read_replica(text: str) -> str:
    """Read the name of this server, if it has one.

    Raises
    ------
    ValueError
        If it cannot stand in a header and in a cookie.

    Examples
    --------
    >>> read_replica("lab-1")
    'lab-1'
    """
    if not re.fullmatch(r"[A-Za-z0-9-]{0,60}", text):
        raise ValueError(f"{text!r} is no name of a replica: take letters, digits and hyphens.")
    return text


def content_security_policy(frame_ancestors: tuple[str, ...] = ()) -> str:
    """Return the Content-Security-Policy of the lab's pages.

    Parameters
    ----------
    frame_ancestors : tuple of str, optional
        Sites besides the lab itself that may show the page in a frame.
    """
    inline = script_hashes(_PAGE.read_text("utf-8") + SCRIPTS + students_page.fixed_html())
    rules = {
        "default-src": ["'none'"],
        # wasm-unsafe-eval: the reader of messages counts in 64 bits with WebAssembly. No eval and
        # no script in a page's text, but for one of Streamlit's own and the lab's.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *inline],
        # Streamlit writes its styles into the page, KaTeX into the elements of a formula.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "blob:", "data:"],
        "font-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'", *frame_ancestors],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


class SecurityHeaders:
    """ASGI middleware: gives every response its security headers and closes Streamlit's counters.

    Parameters
    ----------
    app : ASGI application
        What answers the requests.
    frame_ancestors : tuple of str, optional
        Sites besides the lab itself that may show a page with ``embed=true`` in a frame.
    metrics_open : bool, optional
        Whether ``/_stcore/metrics`` answers: counters of sessions and caches, for everybody who
        reaches the server.
    replica : str, optional
        What a proxy before several servers calls this one; it leads a browser back here.
    """

    def __init__(
        self,
        app: ASGIApp,
        frame_ancestors: tuple[str, ...] = (),
        metrics_open: bool = False,
        replica: str = "",
    ) -> None:
        self._app = app
        self._metrics_open = metrics_open
        self._replica = {"x-lab-replica": replica} if replica else {}
        self._policy = content_security_policy()
        self._embedded_policy = content_security_policy(frame_ancestors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        query = parse_qs(scope["query_string"].decode("latin-1"))
        embedded = query.get("embed") == ["true"]
        policy = self._embedded_policy if embedded else self._policy

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_FOR_ALL)
                if not headers.get("content-type", "").startswith(_PARTS_OF_A_PAGE):
                    headers["content-security-policy"] = policy
                    headers.update(self._replica)
            await send(message)

        closed = scope["path"].rstrip("/").endswith("/_stcore/metrics") and not self._metrics_open
        answer = PlainTextResponse("Not found", status_code=404) if closed else self._app
        await answer(scope, receive, send_with_headers)
