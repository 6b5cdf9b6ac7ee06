"""A real browser on a real server: fixtures for the tests in this folder.

    def test_something(open_page):
        page = open_page("/shapes?h=7", dark=True)
        page.get_by_label("Height").fill("9")
        settled(page)                      # from tests.browser.harness

Every page opened here fails its test on an error in the page or its console, on a request that
leaves this machine, on an exception shown in the page, and on a traceback in the server's log.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.harness import COUNT_PICTURES, Server, open_on, serve

PATIENCE = 30_000  # milliseconds: TensorFlow starts behind everything else on a busy machine
expect.set_options(timeout=PATIENCE)
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium.locate()
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        launched = chromium.launch(playwright, path, chromium.FOR_TESTS)
        yield launched
        launched.close()


@contextmanager
def _serve_and_end_quietly(log: Path) -> Iterator[Server]:
    with serve(log) as running:
        yield running
        size = running.log_size()
    assert not running.tracebacks(since=size), running.tracebacks(since=size)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share."""
    with _serve_and_end_quietly(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture
def _servers() -> Iterator[ExitStack]:
    """What outlives this test's pages."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def fresh_server(_servers: ExitStack, tmp_path: Path) -> Server:
    """A server that nobody has visited yet, for cold deep links."""
    return _servers.enter_context(_serve_and_end_quietly(tmp_path / "log.txt"))


# Opened below the root, Streamlit's page looks for its server under every part of the path in turn.
HARMLESS = [r"404 \(Not Found\) \(http://127\.0\.0\.1:\d+/.+/_stcore/(health|host-config)\)"]


class Troubles(list[str]):
    """What went wrong in the pages of one test, less what it says it expects."""

    def __init__(self) -> None:
        super().__init__()
        self.expected = list(HARMLESS)

    def expect(self, pattern: str) -> None:
        """Say that this test provokes errors which match a regular expression."""
        self.expected.append(pattern)

    def unexpected(self) -> list[str]:
        return [t for t in self if not any(re.search(pattern, t) for pattern in self.expected)]


@pytest.fixture
def troubles() -> Troubles:
    return Troubles()


def _stays_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname == "127.0.0.1"


def _watch(page: Page, troubles: Troubles) -> Callable[[], None]:
    """Write down what goes wrong in a page until the function that is returned is called."""

    def check(url: str) -> None:
        if not _stays_here(url):
            troubles.append(f"left this machine: {url}")

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            troubles.append(f"console: {message.text} ({message.location.get('url', '')})")

    listeners: dict[Any, Callable[[Any], None]] = {
        "pageerror": lambda error: troubles.append(f"error in the page: {error}"),
        "console": hear,
        "request": lambda request: check(request.url),
        "websocket": lambda socket: check(socket.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)

    def stop() -> None:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    return stop


class Windows:
    """Windows of the browser, each with storage of its own, that one test after another may use.

    A new one would load Streamlit's scripts and compile them once more: most of what it costs to
    open a page. Between two tests a window is emptied: nothing is shown or stored in it.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[bool, list[Page]] = {False: [], True: []}

    def take(self, *, phone: bool, size: ViewportSize, dark: bool, still: bool) -> Page:
        page = self.free[phone].pop() if self.free[phone] else self._open(phone)
        page.set_viewport_size(size)
        page.emulate_media(
            media="screen",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
            forced_colors="none",
            contrast="no-preference",
        )
        return page

    def _open(self, phone: bool) -> Page:
        context = self.browser.new_context(
            is_mobile=phone,
            has_touch=phone,
            device_scale_factor=2 if phone else 1,
            locale="en-GB",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(COUNT_PICTURES)
        return context.new_page()

    def give_back(self, page: Page, *, phone: bool) -> None:
        for other in page.context.pages:
            if other != page:
                other.close()
        if urlsplit(page.url).hostname:
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self.free[phone].append(page)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def open_page(
    windows: Windows,
    request: pytest.FixtureRequest,
    troubles: Troubles,
    tmp_path: Path,
    _servers: ExitStack,
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a window of its own and waits until it is settled.

    It can be opened instead of another page, in that one's window, which costs half as much.
    """
    opened: list[tuple[Page, bool, Callable[[], None]]] = []
    logs: dict[int, tuple[Server, int]] = {}

    def open_it(
        path: str = "/",
        *,
        width: int = 1280,
        height: int = 720,
        dark: bool = False,
        phone: bool = False,
        reduced_motion: bool = False,
        on: Server | None = None,
        wait: bool = True,
        instead_of: Page | None = None,
    ) -> Page:
        where: Server = on if on is not None else request.getfixturevalue("server")
        logs.setdefault(id(where), (where, where.log_size()))
        if instead_of:
            open_on(instead_of, where.url + path, wait=wait)
            return instead_of
        size: ViewportSize = PHONE if phone else {"width": width, "height": height}
        page = windows.take(phone=phone, size=size, dark=dark, still=reduced_motion)
        opened.append((page, phone, _watch(page, troubles)))
        open_on(page, where.url + path, wait=wait)
        return page

    yield open_it

    failed = getattr(request.node, "failed_in_browser", False)
    for number, (page, phone, stop_watching) in enumerate(opened):
        if not page.is_closed():
            shown = page.locator("[data-testid=stException]").all_inner_texts()
            troubles.extend(f"shown in {page.url}: {text}" for text in shown)
            if failed or troubles.unexpected():
                shot = tmp_path / f"page{number}.png"
                page.screenshot(path=shot)
                print(f"what the page showed: {shot}")
        stop_watching()
        if failed or page.is_closed():
            page.context.close()
        else:
            windows.give_back(page, phone=phone)
    for where, size in logs.values():
        troubles.extend(f"server: {text}" for text in where.tracebacks(since=size))
    if troubles.unexpected():
        pytest.fail("\n".join(troubles.unexpected()), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.failed_in_browser = True  # type: ignore[attr-defined]
    return report
