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
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.harness import Server, open_on, serve

expect.set_options(timeout=15_000)  # as long as everything else on a busy machine
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium.locate()
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        launched = chromium.launch(playwright, path)
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


def _watch(page: Page, troubles: Troubles) -> None:
    page.on("pageerror", lambda error: troubles.append(f"error in the page: {error}"))
    page.on(
        "console",
        lambda message: (
            troubles.append(f"console: {message.text} ({message.location.get('url', '')})")
            if message.type == "error"
            else None
        ),
    )

    def check(address: str) -> None:
        if not _stays_here(address):
            troubles.append(f"left this machine: {address}")

    page.on("request", lambda request: check(request.url))
    page.on("websocket", lambda socket: check(socket.url))


@pytest.fixture
def open_page(
    browser: Browser,
    request: pytest.FixtureRequest,
    troubles: Troubles,
    tmp_path: Path,
    _servers: ExitStack,
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a context of its own and waits until it is settled."""
    pages: list[Page] = []
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
    ) -> Page:
        where: Server = on if on is not None else request.getfixturevalue("server")
        logs.setdefault(id(where), (where, where.log_size()))
        context = browser.new_context(
            viewport=PHONE if phone else {"width": width, "height": height},
            is_mobile=phone,
            has_touch=phone,
            device_scale_factor=2 if phone else 1,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            locale="en-GB",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        _watch(page, troubles)
        pages.append(page)
        open_on(page, where.url + path, wait=wait)
        return page

    yield open_it

    failed = getattr(request.node, "failed_in_browser", False)
    for number, page in enumerate(pages):
        if not page.is_closed():
            shown = page.locator("[data-testid=stException]").all_inner_texts()
            troubles.extend(f"shown in {page.url}: {text}" for text in shown)
            if failed or troubles.unexpected():
                shot = tmp_path / f"page{number}.png"
                page.screenshot(path=shot)
                print(f"what the page showed: {shot}")
        page.context.close()
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
