"""How fast the lab feels, measured in a real browser: python -m tests.bench.bench_app

Starts the lab, and beside it the least page that Streamlit allows (bare_page.py), and prints what a
visitor waits for on both, turn by turn in the same minute, with the ratio. Nothing is asserted: on a
busy machine the figures are the machine's. The clock is the page's own, so the driver's round trips
are not in the figures.
"""

import itertools
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.harness import Server, open_on, serve, settled

SMALL = "/?h=8&w=8&c=3&kh=3&kw=3&m=1&seed=5"
LARGE = "/?h=64&w=64&c=8&kh=7&kw=7&m=4&pad=same&seed=5"
# Controls that both pictures can turn down by one and up again.
CONTROLS = {"seed": "seed", "channels": "number of input channels"}
DRAWN = "() => window.__drawnAt !== undefined"
VERDICT = "() => Boolean(window.__saidAt)"

# Notes when the player's canvas is drawn on and can be seen, and when TensorFlow's word is there. A player that is
# not playing draws when it gets numbers, and at no other time.
WATCH = """
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...words) {
    fillText.apply(this, words);
    // A player draws an example first, which nobody sees.
    const place = this.canvas.getRootNode().host ?? this.canvas;
    if (window.__drawn || !place.closest("body")) return;
    window.__drawn = true;
    const seen = () => {  // a page may be hidden until it is whole
        if (!place.checkVisibility({visibilityProperty: true, opacityProperty: true}))
            return requestAnimationFrame(seen);
        window.__drawnAt = performance.now();
    };
    requestAnimationFrame(seen);
};
const listen = setInterval(() => {
    const main = document.querySelector('[data-testid=stMain]');
    const badges = main ? [...main.querySelectorAll('.stMarkdownBadge, .dw-badge')] : [];
    if (badges.some(badge => /TensorFlow/.test(badge.textContent)
                             && !/starting|at work/i.test(badge.textContent))) {
        window.__saidAt = performance.now();
        clearInterval(listen);
    }
}, 20);
"""

# From the key that changes a control to the frame after the first stroke of the new picture.
ARM = """
() => {
    window.__drawn = true;
    window.__drawnAt = undefined;
    addEventListener('keydown', () => {
        window.__begun = performance.now();
        window.__drawn = false;
    }, { capture: true, once: true });
}
"""

FRAMES = """
() => {
    window.__frames = [];
    window.__counting = true;
    const tick = () => {
        window.__frames.push(performance.now());
        if (window.__counting) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const app = document.querySelector('[data-testid=stApp]');
    window.__reruns = 0;
    new MutationObserver(changes => {
        window.__reruns += changes.length / 2;  // to running and back
    }).observe(app, { attributeFilter: ['data-test-script-state'] });
}
"""


def visit(browser: Browser, server: Server, path: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(WATCH)
    page = context.new_page()
    open_on(page, server.url + path, wait=False)
    page.wait_for_function(DRAWN, timeout=60_000)
    return page


def visits(browser: Browser, server: Server, count: int) -> tuple[list[float], list[float]]:
    """Open the page some times; return when the picture and the verdict were there."""
    paints, verdicts = [], []
    for _ in range(count):
        page = visit(browser, server, SMALL)
        page.wait_for_function(VERDICT, timeout=60_000)
        paints.append(page.evaluate("window.__drawnAt"))
        verdicts.append(page.evaluate("window.__saidAt"))
        page.context.close()
    return paints, verdicts


def control_to_picture(page: Page, label: str, changes: int) -> list[float]:
    """Press Down and Up in a number's field by turns."""
    field = page.get_by_role("spinbutton", name=label).or_(page.get_by_label(label, exact=True))
    times = []
    for turn in range(changes):
        settled(page)
        press(page, "Pause")  # so that nothing but the numbers changes what the player says
        settled(page)
        field.first.focus()
        page.evaluate(ARM)
        page.keyboard.press("ArrowUp" if turn % 2 else "ArrowDown")
        page.wait_for_function(DRAWN)
        times.append(page.evaluate("window.__drawnAt - window.__begun"))
    return times


def press(page: Page, name: str) -> None:
    """Press Play or Pause where that is what the button does at the moment."""
    button = page.get_by_role("button", name=name, exact=True)
    if button.count():
        button.click()


def frames(page: Page, reruns: int) -> tuple[float, float, int, float]:
    """Play while the script reruns; return (frames/s, largest gap, gaps over 25 ms, reruns)."""
    settled(page)
    press(page, "Play")
    page.evaluate(FRAMES)
    for _ in range(reruns):
        # The key for a rerun: the same values, so the player's data does not change.
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("r")
        settled(page)
        page.wait_for_timeout(200)
    page.evaluate("window.__counting = false")
    stamps = page.evaluate("window.__frames")
    gaps = [after - before for before, after in itertools.pairwise(stamps)]
    rate = 1000 * len(gaps) / (stamps[-1] - stamps[0])
    slow = sum(gap > 25 for gap in gaps)
    return rate, max(gaps), slow, page.evaluate("window.__reruns")


def beside_bare(browser: Browser, lab: Server, bare: Server, rounds: int) -> None:
    """First paint and control to picture on both pages by turns, with the ratios."""
    paints: dict[str, list[float]] = {"lab": [], "bare": []}
    changes: dict[str, list[float]] = {"lab": [], "bare": []}
    for _ in range(rounds):
        for name, server, path in (("bare", bare, "/"), ("lab", lab, SMALL)):
            page = visit(browser, server, path)
            paints[name].append(page.evaluate("window.__drawnAt"))
            changes[name] += control_to_picture(page, "seed", 7)[1:]
            page.context.close()
    for what, times in (("first paint", paints), ("seed -> new picture", changes)):
        lab_time, bare_time = (statistics.median(times[name]) for name in ("lab", "bare"))
        print(
            f"{what + ', lab / bare page':<44}{lab_time:7.0f} / {bare_time:.0f} ms = "
            f"{lab_time / bare_time:.2f}"
        )


def show(what: str, times: list[float]) -> None:
    most = f"   max {max(times):6.0f}   of {len(times)}" if len(times) > 1 else ""
    print(f"{what:<44}{statistics.median(times):7.0f} ms{most}")


def main() -> None:
    path = chromium.locate()
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{busy}; medians, by the page's clock")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium.launch(playwright, path)
        begun = time.perf_counter()
        with (
            serve(Path(folder) / "log.txt") as server,
            serve(Path(folder) / "bare.txt", script="tests/bench/bare_page.py") as bare,
        ):
            show("both servers ready", [1000 * (time.perf_counter() - begun)])
            paints, verdicts = visits(browser, server, 1)
            show("first visitor: the picture", paints)
            show("first visitor: TensorFlow's verdict", verdicts)
            paints, verdicts = visits(browser, server, 9)
            show("later visitors: the picture", paints)
            show("later visitors: TensorFlow's verdict", verdicts)
            beside_bare(browser, server, bare, 9)
            for size, where in (("8x8x3", SMALL), ("64x64x8, M = 4", LARGE)):
                page = visit(browser, server, where)
                page.wait_for_function(VERDICT, timeout=60_000)
                for name, label in CONTROLS.items():
                    took = control_to_picture(page, label, 21)[1:]
                    show(f"{name} -> new picture, {size}", took)
                rate, gap, slow, reruns = frames(page, 10)
                print(
                    f"{f'playing, {size}':<44}{rate:7.1f} frames/s   largest gap {gap:.1f} ms, "
                    f"{slow} over 25 ms, in {reruns:.0f} reruns"
                )
                page.context.close()
            for text in server.tracebacks():
                print(text)
        browser.close()


if __name__ == "__main__":
    main()
