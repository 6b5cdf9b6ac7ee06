"""Where the browser is. As a script: print it, or say what to install and exit with 1.

`chromium.py named` prints the one that the machine has; it needs no package to be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Playwright

VARIABLE = "DWCONV_CHROMIUM"
# The first is the same browser without windows and menus: they take a seventh of what a page costs.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

MISSING = f"""\
The browser tests need Chromium, and none was found. Install one of:
  Debian, Ubuntu   sudo apt-get install chromium
  anywhere else    .venv/bin/python -m playwright install chromium
or name one you have:  {VARIABLE}=/path/to/chrome bash tests/run"""

NO_DRIVER = """\
The browser tests need Playwright's driver, and it does not start:
  {}
On Debian and Ubuntu what it lacks is probably this:  sudo apt-get install libatomic1"""


def find_named() -> str | None:
    """Return the path of a Chromium: the one of the environment variable, or the system's."""
    named = os.environ.get(VARIABLE)
    if named:
        return named if Path(named).is_file() else None
    return next(filter(None, map(shutil.which, NAMES)), None)


def find() -> str | None:
    """Return the path of a Chromium: the named one, the system's or Playwright's own."""
    if os.environ.get(VARIABLE) or find_named():
        return find_named()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def locate() -> str:
    """Return the path of a Chromium that Playwright can drive, or raise and say what to install."""
    from playwright._impl._driver import compute_driver_executable

    started = subprocess.run(
        [*compute_driver_executable(), "--version"], capture_output=True, text=True
    )
    if started.returncode:
        raise FileNotFoundError(NO_DRIVER.format(started.stderr.strip()))
    path = find()
    if path is None:
        raise FileNotFoundError(MISSING)
    return path


# Nothing but the page under test: no look-ups, updates or first-run screens of the browser's own.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    # Suggestions below the address bar are a page of their own, which each window would load: most
    # of what it costs to open one.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # Whichever of the browsers it is, letters have the same shapes as in the pictures that are kept.
    "--font-render-hinting=slight",
    "--no-first-run",
    "--no-sandbox",
]

# A test shows a page for seconds. To compile its scripts for speed takes more of the processor than it
# saves, a fifth of what it costs to open a page. Who measures does without this.
FOR_TESTS = ["--js-flags=--no-turbofan --no-maglev"]


def launch(playwright: Playwright, path: str, more: Sequence[str] = ()) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


if __name__ == "__main__":
    if sys.argv[1:] == ["named"]:
        print(find_named())
        sys.exit(find_named() is None)
    try:
        print(locate())
    except FileNotFoundError as missing:
        sys.exit(str(missing))
