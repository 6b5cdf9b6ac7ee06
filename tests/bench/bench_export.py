"""What an export costs its maker and everybody else: python -m tests.bench.bench_export

One visitor plays the largest layer of the lab and turns its seed; another one makes an animation of
that layer meanwhile. Server, drawing process and both browsers share this machine, which is the
worst case: in a class only the server's part does. Nothing is asserted.
"""

import itertools
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.bench_app import CONTROLS, FRAMES, LARGE, VERDICT, control_to_picture, press, visit
from tests.browser import chromium
from tests.browser.harness import Server, serve, settled


@dataclass
class Gaps:
    """Frames of a player, by the page's clock."""

    gaps: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        rate = 1000 * len(self.gaps) / sum(self.gaps)
        slow = sum(gap > 25 for gap in self.gaps)
        return f"{rate:5.1f} frames/s, largest gap {max(self.gaps):4.0f} ms, {slow} of {len(self.gaps)} over 25 ms"


def begin(page: Page) -> None:
    settled(page)
    press(page, "Play")
    page.evaluate(FRAMES)


def end(page: Page) -> Gaps:
    page.evaluate("window.__counting = false")
    return Gaps(
        [after - before for before, after in itertools.pairwise(page.evaluate("window.__frames"))]
    )


def largest_memory(pid: int) -> float:
    """The most memory a process has had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(each.split()[1]) for each in lines if each.startswith("VmHWM")) / 1024


def artists(server: Server) -> list[int]:
    """The processes of the server that draw: those with matplotlib and without TensorFlow."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            mapped = (folder / "maps").read_text()
        except OSError:
            continue
        group = int(fields[2])
        if group == server.process.pid and "matplotlib" in mapped and "tensorflow" not in mapped:
            found.append(int(folder.name))
    return found


def make(page: Page, kind: str) -> None:
    page.get_by_role("button", name=f"Make a{'n' if kind == 'MP4' else ''} {kind}").click()


def ready(page: Page, kind: str, watched: Page) -> float:
    """Wait until the animation is there; return the seconds."""
    begun = time.monotonic()
    there = page.get_by_role("button", name=f"Download the {kind}")
    while not there.count():
        if page.get_by_text("was given up").or_(page.get_by_text("did not answer")).count():
            raise SystemExit(f"no {kind} after {time.monotonic() - begun:.0f} s")
        watched.wait_for_timeout(500)
    return time.monotonic() - begun


def measure(browser: Browser, others: Browser, server: Server) -> None:
    player, maker = visit(browser, server, LARGE), visit(others, server, LARGE)
    for page in (player, maker):
        page.wait_for_function(VERDICT, timeout=120_000)
    press(maker, "Pause")
    maker.get_by_text("Take home").first.click()
    maker.get_by_role("button", name="Make a GIF").wait_for()
    begin(player)
    player.wait_for_timeout(10_000)
    print(f"{'alone':<12}{end(player)}")
    seed = CONTROLS["seed"]
    took = control_to_picture(player, seed, 11)[1:]
    print(f"{'':<12}seed -> picture {statistics.median(took):.0f} ms, max {max(took):.0f}")
    for kind in ("GIF", "MP4"):
        make(maker, kind)
        begin(player)
        seconds = ready(maker, kind, player)
        print(f"{kind:<12}{end(player)}")
        memory = max(map(largest_memory, artists(server)), default=0.0)
        print(f"{'':<12}made in {seconds:.0f} s, the drawing process had {memory:.0f} MB at most")
        maker.get_by_role("button", name="Make another").click()
        make(maker, kind)
        took = control_to_picture(player, seed, 11)[1:]
        print(f"{'':<12}seed -> picture {statistics.median(took):.0f} ms, max {max(took):.0f}")
        maker.get_by_role("button", name="Cancel").click()


def main() -> None:
    path = chromium.locate()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser, others = chromium.launch(playwright, path), chromium.launch(playwright, path)
        with serve(Path(folder) / "log.txt") as server:
            measure(browser, others, server)
            for text in server.tracebacks():
                print(text)
        browser.close()
        others.close()


if __name__ == "__main__":
    main()
