"""Whether the server's memory grows: python -m tests.bench.bench_memory

Starts the app, changes the layer of one session many times, with layers up to the largest, then
opens and closes many sessions, and prints the memory of the server meanwhile. Streamlit keeps what
a closed session held for a while, in case it comes back: so the last line is a pause later.

    --changes 10000    in one session
    --sessions 2000    opened and closed
    --pause 150        seconds at the end
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

import psutil

from dwconv.ui.page_table import PAGES
from tests.bench.visitors import Visitor, open_all
from tests.browser.harness import serve

ROWS = 8  # of each table


def memory(pid: int) -> float:
    """Resident memory of a process in MB."""
    return float(psutil.Process(pid).memory_info().rss) / 1e6


async def change_many(url: str, pid: int, count: int) -> None:
    """Change one session's layer so often, a new layer each time."""
    chance = random.Random(0)
    visitor = Visitor(url, "/comparison?h=8&w=8&c=3&m=1")
    await visitor.open()
    shown = {"h": 8, "w": 8, "c": 3, "m": 1, "seed": 0}
    most = {"h": 64, "w": 64, "c": 8, "m": 4, "seed": 9999}
    for done in range(1, count + 1):
        name = chance.choice(list(shown))
        least = 4 if name in ("h", "w") else 1
        values = [each for each in range(least, most[name] + 1) if each != shown[name]]
        shown[name] = chance.choice(values)
        await visitor.change(name, shown[name])
        if done % max(1, count // ROWS) == 0:
            print(f"{done:>8} changes   {memory(pid):6.0f} MB", flush=True)
    print(f"{len(visitor.exceptions)} exceptions were shown")
    await visitor.close()


async def open_many(url: str, pid: int, count: int) -> None:
    """Open and close so many sessions, sixteen at a time, on all pages."""
    pages = list(PAGES)
    step, opened = 16, 0
    while opened < count:
        for visitor in await open_all(url, lambda at: f"/{pages[at % len(pages)]}?seed={at}", step):
            await visitor.close()
        before, opened = opened, opened + step
        if opened * ROWS // count != before * ROWS // count:
            print(f"{opened:>8} sessions  {memory(pid):6.0f} MB", flush=True)


async def measure(url: str, pid: int, changes: int, sessions: int, pause: float) -> None:
    await open_many(url, pid, 16)  # what is loaded at the first visit is no growth
    await change_many(url, pid, changes)
    await open_many(url, pid, sessions)
    await asyncio.sleep(pause)
    print(f"{pause:>8.0f} s later   {memory(pid):6.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--pause", type=float, default=150.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log.txt") as server:
        asyncio.run(
            measure(server.url, server.process.pid, asked.changes, asked.sessions, asked.pause)
        )
        for text in server.tracebacks():
            print(text)


if __name__ == "__main__":
    main()
