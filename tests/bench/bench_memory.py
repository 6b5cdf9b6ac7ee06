"""How much memory the server takes, and whether it grows: python -m tests.bench.bench_memory

Starts the app, and prints the memory of the server: when it has started, when every page has been
opened, while so many sessions are open that have changed something, while one session's layer is
changed many times, with layers up to the largest, and while many sessions are opened and closed.
Streamlit keeps what a closed session held for a while, in case it comes back: so the last line is a
pause later. It ends by itself, after five minutes for every 10,000 changes and 2,000 sessions on a
machine that does little else; with `--most 600` after ten minutes at the latest.

    --held 150         sessions that are open at the same time
    --changes 10000    in one session
    --sessions 2000    opened and closed
    --pause 150        seconds at the end
    --most 3600        seconds that all of it may take
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


async def open_every_page(url: str, pid: int) -> None:
    """Open each page once, one after the other."""
    print(f"just started            {memory(pid):6.0f} MB", flush=True)
    for page in PAGES:
        visitor = Visitor(url, f"/{page}")
        await visitor.open()
        await asyncio.sleep(0.3)  # for TensorFlow's answers
        await visitor.close()
    await asyncio.sleep(15)  # the server gives memory back every ten seconds
    print(f"every page opened       {memory(pid):6.0f} MB", flush=True)


async def hold(url: str, pid: int, count: int) -> None:
    """Open so many sessions on the start page, and change the seed of each three times."""
    before = memory(pid)
    visitors = await open_all(url, lambda at: f"/?seed={at}", count)
    for turn in range(3):
        for at, visitor in enumerate(visitors):
            await visitor.change("seed", 1000 * (turn + 1) + at)
    await asyncio.sleep(15)
    now = memory(pid)
    print(
        f"{count:>8} sessions held {now:6.0f} MB, {(now - before) / max(1, count):.2f} MB each",
        flush=True,
    )
    for visitor in visitors:
        await visitor.close()


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
            print(f"{done:>8} changes       {memory(pid):6.0f} MB", flush=True)
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
            print(f"{opened:>8} sessions      {memory(pid):6.0f} MB", flush=True)


async def measure(url: str, pid: int, held: int, changes: int, sessions: int, pause: float) -> None:
    await open_every_page(url, pid)
    await hold(url, pid, held)
    await change_many(url, pid, changes)
    await open_many(url, pid, sessions)
    await asyncio.sleep(pause)
    print(f"{pause:>8.0f} s later       {memory(pid):6.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held", type=int, default=150)
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--pause", type=float, default=150.0)
    parser.add_argument("--most", type=float, default=3600.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log.txt") as server:
        all_of_it = measure(
            server.url,
            server.process.pid,
            asked.held,
            asked.changes,
            asked.sessions,
            asked.pause,
        )
        try:
            asyncio.run(asyncio.wait_for(all_of_it, asked.most))
        except TimeoutError:
            print(f"stopped after {asked.most:.0f} s")
        for text in server.tracebacks():
            print(text)


if __name__ == "__main__":
    main()
