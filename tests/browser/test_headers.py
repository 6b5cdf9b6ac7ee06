"""Tests the security headers in a browser: every page works under its policy, and so do frames."""

import http.server
import re
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import PLAYER, Server, open_on, serve
from tests.browser.test_every_page import PATHS


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_the_security_policy(server: Server, path: str) -> None:
    """That a page needs no more than it allows is tested in test_every_page.py."""
    with urllib.request.urlopen(server.url + path) as answer:
        assert "script-src 'self'" in answer.headers["content-security-policy"]


class Course(http.server.BaseHTTPRequestHandler):
    """A page of another site, which shows an address in a frame: /?show=ADDRESS."""

    def do_GET(self) -> None:
        address = parse_qs(urlsplit(self.path).query)["show"][0]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{address}" width=900 height=600></iframe>'.encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def course() -> Iterator[str]:
    """Return the address of a course's site."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Course) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


@pytest.fixture
def course_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_foreign_site_cannot_show_the_lab(server: Server, course: str, course_page: Page) -> None:
    with course_page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        course_page.goto(f"{course}/?show={quote(server.url + '/?embed=true', safe='')}")
    assert course_page.frame_locator("iframe").locator("[data-testid=stApp]").count() == 0


def test_a_named_site_may_frame_the_player_but_no_whole_page_also_below_a_base_path(
    course: str, course_page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWCONV_FRAME_ANCESTORS", course)
    with serve(tmp_path / "log.txt", below="/labs/depthwise") as lab:
        course_page.goto(f"{course}/?show={quote(lab.url + '/?embed=true&h=5', safe='')}")
        player = course_page.frame_locator("iframe").locator(".dw-player")
        expect(player).to_have_attribute("data-unit", "window")
        with course_page.expect_event("console", lambda message: "frame-ancestors" in message.text):
            course_page.goto(f"{course}/?show={quote(lab.url + '/?h=5', safe='')}")
        # the page by itself: its links, and those of a class, stay below the base path
        open_on(course_page, f"{lab.url}/class?h=5")
        home = course_page.get_by_role("link", name="Depthwise, step by step")
        assert home.evaluate("link => link.href") == f"{lab.url}/"
        course_page.get_by_role("button", name="Start a class").click()
        expect(course_page.locator(".join .code")).to_have_text(re.compile("^[A-Z]{5}$"))
        code = course_page.locator(".join .code").inner_text()
        course_page.goto(f"{lab.url}/c/{code}")
        expect(course_page.locator(PLAYER)).to_be_visible()
        to_lab = course_page.get_by_role("link", name="Open in the lab")
        expect(to_lab).to_have_attribute("href", re.compile(r"^\.\./\?.*h=5"))
        assert lab.tracebacks() == []
