"""How fast the Image lab answers, by the page's clock: python -m tests.bench.bench_image

From the key that changes a control to the frame after all pictures are drawn anew, on a server of
its own. Nothing is asserted: on a busy machine the figures are the machine's.
"""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.bench_app import show
from tests.browser import chromium
from tests.browser.harness import open_on, serve, settled

LAYERS = {
    "512x512x3, 5x5, M = 1": "/image?px=512&ik=5&im=1&r0=gaussian",
    "512x512x3, 5x5, M = 2": "/image?px=512&ik=5&im=2",
    "256x256x3, 3x3, M = 2": "/image?px=256&ik=3&im=2",
}

# The first picture on the page is the one that the controls change; the other keeps its numbers.
ARM = """
picture => {
    window.__drawnAt = undefined;
    addEventListener('keydown', () => {
        window.__begun = performance.now();
        const watch = new MutationObserver(() => {
            watch.disconnect();
            requestAnimationFrame(() => { window.__drawnAt = performance.now(); });
        });
        watch.observe(picture, { attributeFilter: ['data-drawn'] });
    }, { capture: true, once: true });
}
"""


def changes(page: Page, count: int) -> list[float]:
    """Turn the dilation up and down."""
    times = []
    field = page.get_by_role("spinbutton", name="dilation")
    for turn in range(count):
        settled(page)
        field.focus()
        page.locator(".picture").first.evaluate(ARM)
        page.keyboard.press("ArrowDown" if turn % 2 else "ArrowUp")
        page.wait_for_function("() => window.__drawnAt !== undefined")
        times.append(page.evaluate("window.__drawnAt - window.__begun"))
    return times


def main() -> None:
    path = chromium.locate()
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{busy}; medians, by the page's clock")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = chromium.launch(playwright, path)
        with serve(Path(folder) / "log.txt") as server:
            for name, where in LAYERS.items():
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                open_on(page, server.url + where)
                page.locator(".picture[data-drawn]").first.wait_for()
                show(name, changes(page, 21)[1:])
                page.close()
            for text in server.tracebacks():
                print(text)
        browser.close()


if __name__ == "__main__":
    main()
