"""The HTML document that a browser loads first: Streamlit's, with the lab's title, styles and scripts.

Streamlit fills its page piece by piece: an empty column, then the sidebar, then grey boxes, then
the widgets. Each piece moves the ones before it. The style hides the page until it is whole. A second
style makes controls large enough to be hit: see touch_targets.css. And the scripts that a page needs
are named, so that they are loaded at once: see `dwconv.ui.web.preload`. What the scripts do is said in
`dwconv.ui.web.page_scripts`.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from difflib import get_close_matches
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.page_table import PAGES, SECTIONS
from dwconv.ui.web import preload
from dwconv.ui.web.base_path import base_path
from dwconv.ui.web.page_scripts import SCRIPTS, SHOWN, WHOLE


def end_of_page(section: str) -> str:
    """What app.py draws last: once it is there, all of the page is there. A style takes no room.

    It marks the section of the navigation that the page is in.

    Parameters
    ----------
    section : str
        A key of `dwconv.ui.page_table.SECTIONS`.
    """
    number = list(SECTIONS).index(section) + 1
    button = f'.rc-overflow-item:nth-child({number}) > [data-testid="stTopNavSection"]'
    # an underline, which the colours of a system leave as well
    line = "underline; text-decoration-thickness: 2px; text-underline-offset: 8px"
    # Firefox draws none of it where the name's box ends
    rules = (
        f"{button} {{ font-weight: 650; text-decoration: {line}; }} "
        f'{button} [data-testid="stMarkdownContainer"] {{ overflow: visible; }}'
    )
    return f'<style class="{WHOLE}">{rules}</style>'


def _colours(theme: Literal["light", "dark"]) -> str:
    """Of a page that opens: Streamlit gives it those of its own theme first, with which it would flicker."""
    colours = THEMES[theme]
    return f"background: {colours['--st-background-color']}; color: {colours['--st-text-color']};"


# Of a line that is seen on both appearances of a page: light on dark, with an edge.
_INK, _PAPER = (THEMES["light"][name] for name in ("--st-text-color", "--st-background-color"))

# whole_page.js says when a page is whole. If something goes wrong, it is shown after eight seconds.
_STYLE = f"""<style>
html:not(.{SHOWN}) .stAppViewContainer {{
  visibility: hidden;
  opacity: 0; /* for what Streamlit makes visible by itself */
  animation: dw-show 0s 8s forwards;
}}
@keyframes dw-show {{ to {{ visibility: visible; opacity: 1; }} }}
#root:empty::after {{
  content: "Loading …"; display: block; padding: 4rem; text-align: center;
  font-family: sans-serif; opacity: 0.7;
}}
html:not(.{SHOWN}) :is(body, [data-testid="stApp"]) {{ {_colours("light")} }}
.dw-lost-connection:not(:empty) {{
  position: fixed; z-index: 1000000; /* above Streamlit's head of the page */
  inset: 0.5rem 1rem auto; width: fit-content; margin: 0 auto; padding: 0.5rem 1rem;
  border: 1px solid {_PAPER}; border-radius: 6px; background: {_INK}; color: {_PAPER};
  font: 600 0.95rem / 1.4 "Source Sans", sans-serif;
}}
@media (prefers-color-scheme: dark) {{
  html:not(.{SHOWN}) :is(body, [data-testid="stApp"]) {{ {_colours("dark")} }}
}}
</style>
"""
# A button of Streamlit puts this style before all others, if it is not there: then the browser reads all of
# them anew, forgets its fonts, and a picture that is just drawn is drawn in another one, and then again.
_PRESSED = """<style id="react-aria-pressable-style">
@layer { [data-react-aria-pressable] { touch-action: pan-x pan-y pinch-zoom; } }
</style>
"""
# Here, and not in a page: it is the same in all of them, and a page's style is sent with every run.
_TARGETS = (
    f"<style>{Path(__file__).with_name('touch_targets.css').read_text(encoding='utf-8')}</style>\n"
)


def with_additions(document: str, title: str, style: str = "", links: str = "") -> str:
    """Streamlit's document with the lab's title, style and scripts, and links in its head.

    Examples
    --------
    >>> with_additions("<head><title>Streamlit</title></head>", "Lab").startswith("<head><title>Lab<")
    True
    """
    document = re.sub(r"<title>.*?</title>", f"<title>{escape(title)}</title>", document, count=1)
    additions = _PRESSED + _STYLE + _TARGETS + SCRIPTS + links
    document = document.replace("</head>", f"{additions}</head>", 1)
    # Of two rules with equal specificity, a browser uses the later one. So ours stand behind those
    # that Streamlit writes into the head, and before those of single pages.
    return document.replace("<body>", "<body>" + style, 1)


@lru_cache(maxsize=2 * len(PAGES))
def _finish(document: str, title: str, style: str, links: str) -> tuple[bytes, str]:
    """The document with all that is added to it, compressed, and a tag that names what is in it."""
    text = with_additions(document, title, style, links).encode("utf-8")
    tag = hashlib.blake2b(text, digest_size=16).hexdigest()
    return gzip.compress(text, mtime=0), f'"{tag}"'


# What a browser says of a document that it has, or which part of one it wants, is about Streamlit's:
# that one stays the same when an update of the lab brings other scripts.
_ABOUT_STREAMLITS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_OF_STREAMLITS = (b"accept-ranges", b"content-length", b"etag", b"last-modified")


def _is_page(headers: Headers) -> bool:
    """Whether an answer with such headers is a page, and not a file of HTML that somebody saves."""
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and "content-disposition" not in headers


_BY_NAME = {
    page.title.lower().replace("'", "").replace(" ", "-"): path for path, page in PAGES.items()
} | {path: path for path in PAGES}
_NEAR = 0.8  # of 1: two letters of ten are others


def page_meant(name: str) -> str | None:
    """The path of the page that an address means: a path, or a title, perhaps misspelt; None if it is like none.

    Examples
    --------
    >>> page_meant("comparision"), page_meant("Training"), page_meant("sliding-window")
    ('comparison', 'learning', '')
    >>> page_meant("elsewhere")
    """
    near = get_close_matches(name.lower(), _BY_NAME, 1, _NEAR)
    return _BY_NAME[near[0]] if near else None


class FirstPage:
    """ASGI middleware: puts title, style and scripts into HTML documents, and leaves all else alone.

    A document goes compressed to browsers that take it so, and not at all to one that has it already. From an
    address below a page, or a misspelt one, a browser is led to that page.

    Parameters
    ----------
    app : ASGI application
        What answers the requests.
    title : str
        What the browser's tab says until the page says it.
    style : str, optional
        A style element for all pages.
    except_below : str, optional
        Where documents lie that are not Streamlit's.
    """

    def __init__(self, app: ASGIApp, title: str, style: str = "", except_below: str = "") -> None:
        self._app = app
        self._title = title
        self._style = style
        self._except_below = except_below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self._asks_for_document(scope):
            await self._app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if pair[0] not in _ABOUT_STREAMLITS]
        start: Message = {}
        body = b""

        async def change(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            if start["status"] != 200 or not _is_page(Headers(scope=start)):
                await send(message)
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    answer = self._answer(scope, start, body.decode("utf-8"))
                    await answer(scope, receive, send)

        await self._app(dict(scope, headers=headers), receive, change)

    def _asks_for_document(self, scope: Scope) -> bool:
        """Whether a browser opens a page of Streamlit's; who asks for headers alone gets Streamlit's."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        if self._except_below and scope["path"].startswith(self._except_below):
            return False
        return "text/html" in Headers(scope=scope).get("accept", "")

    def _answer(self, scope: Scope, start: Message, document: str) -> Response:
        """What a browser is sent in place of Streamlit's answer, which starts so."""
        path = scope["path"].removeprefix(base_path()).lstrip("/")
        page, *more = path.rstrip("/").split("/")
        meant = page if page in PAGES else page_meant(page)
        # below a page, Streamlit's document would look for its scripts where none are
        if more or meant not in (page, None):
            up = "../" * path.count("/")
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{up or './'}{meant or ''}{query and '?'}{query}")
        asked = Headers(scope=scope)
        links = preload.links(page)
        body, tag = _finish(document, self._title, self._style, links)
        if tag in asked.get("if-none-match", ""):
            answer = Response(status_code=304)
        elif "gzip" in asked.get("accept-encoding", ""):
            answer = Response(body, headers={"content-encoding": "gzip"})
        else:
            answer = Response(gzip.decompress(body))
        answer.raw_headers += [pair for pair in start["headers"] if pair[0] not in _OF_STREAMLITS]
        answer.raw_headers += [(b"etag", tag.encode()), (b"vary", b"accept-encoding")]
        return answer
