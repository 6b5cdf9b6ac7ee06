"""Makes the picture of the start page in the README again: `python -m tests.browser.readme_picture`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.harness import ROOT, open_on, serve, settled

PICTURE = ROOT / ".readme" / "sliding_window.png"
STEP = 76  # counted from 0: the third row of outputs, in channel 2


def main() -> None:
    """Open the start page, paused at a step, and keep what a laptop shows once TensorFlow agrees."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as server,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright, chromium.locate())
        page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB")
        open_on(page, f"{server.url}/?step={STEP}")
        expect(page.get_by_text("TensorFlow agrees")).to_be_visible(timeout=60_000)
        settled(page)
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        browser.close()
    # 256 colours are as good to the eye, and a third of the bytes.
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
