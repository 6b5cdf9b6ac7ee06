"""How long a student's phone waits for the class's picture: python -m tests.bench.bench_phone

Starts the lab and one class, opens the students' page in a phone's window with nothing in its cache,
behind a network of a given speed, and prints when the first picture was drawn and what was fetched
until then. Nothing is asserted: the figures are this machine's now.

    --mbit 1.5          of the network, in both directions together
    --latency 150       ms from a request to the first byte of its answer, and to open a connection
    --slower 1          how many times slower than this machine the phone computes
    --times 5           pages opened for each picture
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from dwconv.teaching.lesson import parts
from dwconv.ui.pages.lesson.beat_animation import payload_of
from tests.bench.slow_network import SlowNetwork
from tests.browser import chromium
from tests.browser.harness import serve
from tests.classroom.http_classes import Teacher, open_class

DRAWN = """
    const look = () => {
        const player = document.querySelector('.dw-player');
        const drawn = player?.dataset.steps > 0 && !player.closest('[hidden]');
        if (drawn)
            requestAnimationFrame(() => {
                document.documentElement.dataset.drawn = performance.now();
            });
        else requestAnimationFrame(look);
    };
    look();
"""
FETCHED = """
    () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map(({name, startTime, responseStart, responseEnd, transferSize}) =>
            ({name, startTime, responseStart, responseEnd, transferSize}))
"""


def open_once(browser: Browser, url: str, slower: float) -> tuple[float, list[dict[str, Any]]]:
    """Open a page as a new student; return when its picture was drawn, in ms, and what it fetched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    page.add_init_script(DRAWN)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, wait_until="commit")
    page.wait_for_selector("html[data-drawn]")
    drawn = float(page.evaluate("() => document.documentElement.dataset.drawn"))
    fetched = page.evaluate(FETCHED)
    context.close()
    return drawn, fetched


def measure(browser: Browser, teacher: Teacher, url: str, options: argparse.Namespace) -> None:
    animations = [beat.animation for part in parts() for beat in part.beats]
    for name, shows in ("a player", "depthwise"), ("two layers beside each other", "conv2d"):
        shown = next(one for one in animations if one.shows == shows)
        teacher.show(payload_of(shown))
        runs = [open_once(browser, url, options.slower) for _ in range(options.times)]
        times = sorted(drawn for drawn, _ in runs)
        median = statistics.median(times)
        print(f"{name}: {median:.0f} ms, from {times[0]:.0f} to {times[-1]:.0f} ms")
        for each in runs[-1][1]:
            begun, first, last = (
                round(each[at]) for at in ("startTime", "responseStart", "responseEnd")
            )
            address = each["name"].rpartition("/")[2][:36]
            print(f"    {begun:5} {first:5} {last:5} ms {each['transferSize']:8} bytes  {address}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--mbit", type=float, default=1.5)
    parser.add_argument("--latency", type=float, default=150)
    parser.add_argument("--slower", type=float, default=1)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as server,
        SlowNetwork(server.url, options.mbit, options.latency) as network,
        sync_playwright() as playwright,
    ):
        teacher = open_class(server.url)
        browser = chromium.launch(playwright, chromium.locate())
        measure(browser, teacher, f"{network.url}/c/{teacher.code}", options)
        browser.close()


if __name__ == "__main__":
    main()
