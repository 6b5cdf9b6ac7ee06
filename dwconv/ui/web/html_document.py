"""The HTML document that a browser loads first: Streamlit's, with the lab's title, styles and scripts.

Streamlit fills its page piece by piece: an empty column, then the sidebar, then grey boxes, then
the widgets. Each piece moves the ones before it. The style hides the page until it is whole. A second
style makes controls large enough to be hit: see touch_targets.css. And the scripts that a page needs
are named, so that they are loaded at once: see `dwconv.ui.web.preload`. What the scripts do is said in
`dwconv.ui.web.page_scripts`.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Literal

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.page_table import SECTIONS
from dwconv.ui.web import preload
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
    rules = f"{button} {{ font-weight: 650; text-decoration: {line}; }}"
    return f'<style class="{WHOLE}">{rules}</style>'


def _colours(theme: Literal["light", "dark"]) -> str:
    """Of a page that opens: Streamlit gives it those of its own theme first, with which it would flicker."""
    colours = THEMES[theme]
    return f"background: {colours['--st-background-color']}; color: {colours['--st-text-color']};"


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


class FirstPage:
    """ASGI middleware: puts title, style and scripts into HTML documents, and leaves all else alone.

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
        asks_for_a_document = scope["type"] == "http" and any(
            name == b"accept" and b"text/html" in value for name, value in scope["headers"]
        )
        ours = self._except_below and scope.get("path", "").startswith(self._except_below)
        if ours or not asks_for_a_document:
            await self._app(scope, receive, send)
            return
        # Compressed it could not be changed.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def change(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                if not MutableHeaders(scope=start).get("content-type", "").startswith("text/html"):
                    await send(start)
            elif not MutableHeaders(scope=start).get("content-type", "").startswith("text/html"):
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    page = scope["path"].rpartition("/")[2]
                    text = with_additions(
                        body.decode("utf-8"), self._title, self._style, preload.links(page)
                    )
                    whole = text.encode("utf-8")
                    if scope["method"] != "HEAD" and start["status"] == 200:
                        MutableHeaders(scope=start)["content-length"] = str(len(whole))
                    else:
                        whole = body
                    await send(start)
                    await send({"type": "http.response.body", "body": whole})

        await self._app(dict(scope, headers=headers), receive, change)
