"""Starts a server of the tests, and waits until a page no longer changes; tests/bench uses it as well."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from dwconv.ui.page_table import PAGES, SECTIONS

if TYPE_CHECKING:  # tests without a browser use the servers below
    from playwright.sync_api import FrameLocator, Locator, Page

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ".dw-player:not([data-steps='0'])"  # with 0 steps its script is still on its way

# Notes every word that is painted.
NOTE_WORDS = """() => {
    const { fillText } = CanvasRenderingContext2D.prototype;
    window.__words = [];
    CanvasRenderingContext2D.prototype.fillText = function (...given) {
        window.__words.push(given[0]);
        fillText.apply(this, given);
    };
}"""

# Counts how often the pictures of players are drawn: each begins by clearing its canvas.
COUNT_PICTURES = """
window.pictures = 0;
const clearRect = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.matches(".dw-base")) window.pictures++;
    clearRect.apply(this, box);
};
"""

# From the word to the next line that bears a time.
TRACEBACK = re.compile(r"Traceback .*?\(most recent call last\).*?(?=\n\d{4}-\d\d-\d\d |\Z)", re.S)

# What Streamlit's own endpoint raises when a page is closed while it takes its leave.
GONE = "starlette.websockets.WebSocketDisconnected"


@dataclass
class Server:
    """One running `streamlit run app.py`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def log_size(self) -> int:
        return self.log.stat().st_size

    def tracebacks(self, since: int = 0) -> list[str]:
        """Return the tracebacks in the log, from a byte on."""
        text = self.log.read_bytes()[since:].decode(errors="replace")
        found = [match.group().strip() for match in TRACEBACK.finditer(text)]
        return [each for each in found if not each.splitlines()[-1].startswith(GONE)]


_PORTS = random.SystemRandom().sample(range(20_000, 30_000), 10_000)


def free_port() -> int:
    """Return a port for a server that starts in a moment: nobody else is given it meanwhile.

    Systems give the ports from 32,768 on (49,152 on some) to whoever connects or asks for any port,
    so one of those may be taken before a server that needs seconds to start listens on it.
    """
    while True:
        port = _PORTS.pop()
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


def is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and its children, which are a process group of their own."""
    if os.name != "posix":
        process.terminate()
        process.wait(10)
        return
    patience = time.monotonic() + 5
    with suppress(ProcessLookupError):  # which says that the last of them is gone
        os.killpg(process.pid, signal.SIGTERM)
        while time.monotonic() < patience:  # the last one cleans up after the others
            process.poll()
            os.killpg(process.pid, 0)
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


@contextmanager
def serve(
    log: Path,
    *options: str,
    script: str = "app.py",
    port: int | None = None,
    below: str = "",
    **settings: str,
) -> Iterator[Server]:
    """Run the app, or another script, until the block ends; output goes to a log.

    Without a port it is a free one; `below` is a base path, such as "/labs/depthwise"; settings are
    environment variables.
    """
    port = port or free_port()
    url = f"http://127.0.0.1:{port}{below}"
    options = (*options, "--server.baseUrlPath", below) if below else options
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command += ["--server.headless", "true", "--logger.enableRich", "false", *options]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | settings,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        patience = time.monotonic() + 60
        while not is_healthy(url):
            if process.poll() is not None or time.monotonic() > patience:
                raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield Server(url, process, log)
    finally:
        _end(process)


def open_on(page: Page, address: str, *, wait: bool = True) -> None:
    page.goto(address, wait_until="domcontentloaded")
    if wait:
        page.wait_for_selector(
            "[data-testid=stMain] [data-testid=stElementContainer]", state="attached"
        )
        settled(page)


def found_still(page: Page, script: str, argument: Any = None, seconds: float = 5) -> list[str]:
    """Return what a script finds wrong on a page and still finds after some seconds.

    A window that has just changed its size is drawn anew by each component in its own time, so what
    is wrong for a moment is no fault.
    """
    patience = time.monotonic() + seconds
    while found := list(page.evaluate(script, argument)):
        if time.monotonic() > patience:
            break
        page.wait_for_timeout(100)
    return found


def becomes(page: Page, read: Callable[[], T], wanted: T, seconds: float = 15) -> None:
    """Wait until what is read is what is wanted: what a click or a key starts may come a little later."""
    patience = time.monotonic() + seconds
    while (found := read()) != wanted:
        assert time.monotonic() < patience, f"{found!r}, not {wanted!r}"
        page.wait_for_timeout(50)


def in_address(page: Page, **wanted: object) -> None:
    """Wait until parameters of the address have these values: "h=3" alone is a part of "kh=3"."""

    def says(url: str) -> bool:
        said = parse_qs(urlsplit(url).query)
        return all(said.get(name, [""])[-1] == str(value) for name, value in wanted.items())

    page.wait_for_url(says)


def player(page: Page | FrameLocator) -> Locator:
    """Return the player of a page, once it can be seen and used."""
    from playwright.sync_api import expect

    found = page.locator(PLAYER)
    expect(found).to_be_visible()
    return found


def picture_slider(page: Page) -> Locator:
    """Return what has the focus in the player of a page while keys go from step to step."""
    return player(page).get_by_role("slider", name="Picture", exact=True)


def drawn(page: Page) -> None:
    """Wait until what was planned for the next frame is drawn, and all players are at rest."""
    page.wait_for_function(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
            [...document.querySelectorAll('.dw-player')].every(player => player.dwPlayer?.settled())
        ))))"""
    )


def go_to(page: Page, title: str) -> None:
    """Go to another page of the lab by the navigation, which shows its sections."""
    (section,) = [row.section for row in PAGES.values() if row.title == title]
    page.get_by_test_id("stTopNavSection").filter(has_text=SECTIONS[section]).click()
    page.get_by_role("menuitem", name=title, exact=True).click()


def settled(page: Page, quiet: int = 150) -> None:
    """Wait until no script has been running, and nothing shown has been stale, for `quiet` ms.

    A moment's quiet is not enough: between a click and the run that it starts lies a gap. And a
    player's element is there before its script, which the browser imports on its own time.
    """
    page.wait_for_function(
        """quiet => {
            const app = document.querySelector('[data-testid=stApp]');
            const view = document.querySelector('[data-testid=stAppViewContainer]');
            const busy = !app || !view || getComputedStyle(view).visibility !== 'visible'
                || app.dataset.testScriptState !== 'notRunning'
                || app.dataset.testConnectionState !== 'CONNECTED'
                || document.querySelector('[data-stale=true]')
                || [...document.querySelectorAll('.dw-player')].some(player => !player.dwPlayer);
            const now = performance.now();
            if (busy || window.__quietSince === undefined) window.__quietSince = now;
            if (busy || now - window.__quietSince < quiet) return false;
            delete window.__quietSince;
            return true;
        }""",
        arg=quiet,
        polling=30,
    )
