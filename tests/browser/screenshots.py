"""Small pictures of every page, compared with those in tests/browser/page_pictures.

After a change that is meant to be seen, renew them and look at what git shows:

    RENEW_SCREENSHOTS=1 bash tests/run tests/browser/test_every_page.py

They are a quarter (a third, on a phone) of a page's size: small enough for the repository, and
without the edges of letters, which every version of a browser draws a little differently.
"""

import io
import os
import time
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.harness import drawn, settled

FOLDER = Path(__file__).parent / "page_pictures"
RENEW = bool(os.environ.get("RENEW_SCREENSHOTS"))

# A pixel is another one if a channel differs by this much of 255; so many may be, in shares of all.
# A page that is moved by four pixels differs in 4 to 8% of them.
DIFFERENT = 40
MOST = 0.004

# TensorFlow answers when it does, and Streamlit's tables are painted when their library has come.
UNSTEADY = """
.dw-badge, .stMarkdownBadge, .st-key-beside-title [data-testid=stPopover], [class*=waiting] { display: none !important; }
[data-testid=stDataFrame] > * { visibility: hidden !important; }
"""


def small(page: Page) -> Image.Image:
    """Take the picture of a page at rest, without what is not ready at a fixed time."""
    taken = page.screenshot(animations="disabled", style=UNSTEADY, scale="css")
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    return picture.reduce(4 if picture.width > 600 else 3)


def packed(page: Page) -> io.BytesIO:
    """Return the small picture as a file, with the same losses as those that are kept."""
    file = io.BytesIO()
    small(page).save(file, "webp", quality=80, method=6)
    return file


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """Which share of the pixels differ; 1 where the sizes do.

    Examples
    --------
    >>> white, grey = Image.new("RGB", (2, 2), "white"), Image.new("RGB", (2, 2), "grey")
    >>> share_that_differs(white, white), share_that_differs(white, grey)
    (0.0, 1.0)
    """
    if one.size != other.size:
        return 1.0
    apart = np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).max(axis=2)
    return float((apart > DIFFERENT).mean())


def changed(page: Page, name: str, folder: Path) -> list[str]:
    """Say what differs from the picture that is kept under this name, or keep it as the new one."""
    # TensorFlow has answered: some badges show its words themselves, others have the page run again.
    asked = page.locator(".dw-badge[data-state=waiting]")
    expect(asked).to_have_count(0, timeout=60_000)
    settled(page)
    drawn(page)
    kept = FOLDER / f"{name}.webp"
    if RENEW:
        FOLDER.mkdir(exist_ok=True)
        kept.write_bytes(packed(page).getvalue())
        return []
    if not kept.exists():
        return [f"{name}: there is no picture of it yet; see tests/browser/screenshots.py"]
    before = Image.open(kept).convert("RGB")
    patience = time.monotonic() + 5  # a window that has just changed its size is drawn anew
    while True:
        now = Image.open(packed(page)).convert("RGB")
        share = share_that_differs(now, before)
        if share <= MOST:
            return []
        if time.monotonic() > patience:
            break
        page.wait_for_timeout(200)
    now.save(folder / f"{name}.png")
    return [f"{name}: {share:.1%} of it is different; now: {folder / name}.png, kept: {kept}"]
