"""How long a class waits that changes a field at the same time: python -m tests.bench.bench_load

Starts the app, lets so many sessions change the seed every two seconds over the real protocol, and
prints, for each number of sessions, how long the changes took and what each process used. Nothing
is asserted: the figures are this machine's now, and the sessions share its cores with the server.

    --sessions 1 30 60 100 150    numbers of sessions
    --pages / /comparison ...     pages that they are on; "all" for every page about the layer
    --seconds 20                  how long they change it
    --together 60                 then so many change it at the same moment
    --workers 2                   several processes, by uvicorn
    --replicas 2                  two servers behind nginx, with the configuration of .deploy
    --troubles                    then the same while somebody exports the largest film, somebody else
                                  measures times, and TensorFlow's process is killed three times;
                                  and how many times as long 95 % of the changes take at most
    --url http://127.0.0.1:8501   a server that runs already, on this machine
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from dwconv.ui.page_table import PAGES
from tests.bench.visitors import Change, Visitor, open_all
from tests.browser.harness import ROOT, free_port, is_healthy, serve
from tests.deploy import nginx

EVERY = 2.0
LAYER = "h=8&w=8&c=3&kh=3&kw=3&m=1"
ABOUT_THE_LAYER = [f"/{page.path}" for page in PAGES.values() if page.about_layer]


@dataclass
class Usage:
    """What the processes of the server used over a while."""

    seconds: float
    processor: dict[str, float]
    memory: dict[str, float]

    def __str__(self) -> str:
        parts = [
            f"{name} {100 * self.processor[name] / self.seconds:.0f} % {self.memory[name]:.0f} MB"
            for name in self.processor
        ]
        return ", ".join(parts)


class Meter:
    """Processor time and memory of processes and their children."""

    def __init__(self, pids: list[int]) -> None:
        self._roots = [psutil.Process(pid) for pid in pids]
        self.start()

    def _processes(self) -> dict[str, psutil.Process]:
        named: dict[str, psutil.Process] = {}
        for root in self._roots:
            for process in [root, *root.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess):
                    if _memory(process) < 40:
                        continue  # a resource tracker, a shell, a process that starts
                    role = _role(process)
                    count = sum(name.startswith(role) for name in named)
                    named[role if not count else f"{role} {count + 1}"] = process
        return named

    def tensorflow(self) -> psutil.Process | None:
        """The process in which TensorFlow runs."""
        return self._processes().get("TensorFlow")

    def start(self) -> None:
        self._begun = time.perf_counter()
        self._before = {process.pid: _processor(process) for process in self._processes().values()}

    def read(self) -> Usage:
        now = self._processes()
        return Usage(
            time.perf_counter() - self._begun,
            {
                name: _processor(each) - self._before.get(each.pid, 0.0)
                for name, each in now.items()
            },
            {name: _memory(each) for name, each in now.items()},
        )


def _role(process: psutil.Process) -> str:
    maps = Path(f"/proc/{process.pid}/maps")  # psutil reads more of it, and the visitors wait
    if maps.exists():
        libraries = maps.read_text()
    else:
        libraries = " ".join(each.path for each in process.memory_maps())
    for part, role in ("/tensorflow/", "TensorFlow"), ("ft2font", "drawing"):
        if part in libraries:
            return role
    return "server"


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _memory(process: psutil.Process) -> float:
    """Resident memory in MB."""
    return float(process.memory_info().rss) / 1e6


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


async def change_for(visitor: Visitor, seconds: float, chance: random.Random) -> list[Change]:
    """Change the seed every two seconds, beginning at a moment of this visitor's own."""
    changes = []
    end = time.monotonic() + seconds
    await asyncio.sleep(chance.uniform(0, EVERY))
    while (begun := time.monotonic()) < end:
        changes.append(await visitor.change("seed", chance.randrange(10_000)))
        await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - begun)))
    return changes


def summary(changes: list[Change]) -> str:
    times = [change.finished for change in changes]
    wrong = sum(not change.correct for change in changes)
    size = sum(change.received for change in changes) / len(changes) / 1000
    return (
        f"{percentile(times, 0.5):7.0f} {percentile(times, 0.95):7.0f} {max(times):7.0f} ms "
        f"{len(changes):6d} changes {size:6.1f} kB" + (f"   {wrong} WRONG" if wrong else "")
    )


async def make_troubles(url: str, meter: Meter, seconds: float) -> str:
    """Export the largest film, measure times, and kill TensorFlow's process three times."""
    film = Visitor(url, "/?h=64&w=64&c=8&m=4&kh=3&kw=3&pad=same")
    times = Visitor(url, "/cost?view=time&h=56&w=56&c=64&m=1&kh=3&kw=3&pad=same")
    for visitor in film, times:
        await visitor.open()
    await film.expand("take-home")
    await film.press("make-gif")
    with suppress(KeyError):
        await times.press("measure")
    killed = 0
    for _ in range(3):
        await asyncio.sleep(seconds / 4)
        if process := meter.tensorflow():
            process.kill()
            killed += 1
    shown = [*film.exceptions, *times.exceptions]
    for visitor in film, times:
        await visitor.close()
    return f"a film exported, times measured, TensorFlow killed {killed} times; {len(shown)} exceptions shown"


async def measure(
    url: str,
    pids: list[int],
    page: str,
    sessions: int,
    seconds: float,
    together: bool,
    troubles: bool = False,
) -> float:
    """Print how long the changes took, and return what 95 % of them took at most."""
    chance = random.Random(sessions)
    visitors = await open_all(url, lambda at: f"{page}?{LAYER}&seed={at}", sessions)
    await asyncio.sleep(2)
    meter = Meter(pids) if pids else None
    trouble = (
        asyncio.create_task(make_troubles(url, meter, seconds)) if troubles and meter else None
    )
    own = time.process_time()
    if together:
        label, rounds = f"{sessions} at once", 5
        changes = []
        for _ in range(rounds):
            changes += await asyncio.gather(
                *(visitor.change("seed", chance.randrange(10_000)) for visitor in visitors)
            )
            await asyncio.sleep(1)
    else:
        label = f"{sessions} sessions"
        done = await asyncio.gather(
            *(change_for(each, seconds, random.Random(at)) for at, each in enumerate(visitors))
        )
        changes = [change for some in done for change in some]
    own = time.process_time() - own
    used = meter.read() if meter else None
    print(f"{page:<13}{label:<14}{summary(changes)}", flush=True)
    if used:
        share = 100 * own / used.seconds
        servers = [used.processor[name] for name in used.processor if name.startswith("server")]
        each = 1000 * sum(servers) / len(changes)
        print(f"{'':<13}{used}; the visitors here {share:.0f} %", flush=True)
        print(f"{'':<13}a change takes {each:.1f} ms of the server's processor", flush=True)
    if trouble:
        print(f"{'':<13}{await trouble}")
    shown = [text for visitor in visitors for text in visitor.exceptions]
    if shown:
        print(f"{len(shown)} exceptions, the first: {shown[0]}")
    for visitor in visitors:
        await visitor.close()
    return percentile([change.finished for change in changes], 0.95)


@contextmanager
def running(workers: int, replicas: int, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Run the app in one process or several; yield its address and the processes to look at."""
    if workers == 1:
        with ExitStack() as stack:
            servers = [
                stack.enter_context(serve(folder / f"{name}.txt", DWCONV_REPLICA=name))
                for name in (f"lab-{number}" for number in range(1, replicas + 1))
            ]
            url = servers[0].url
            if replicas > 1:
                ports = [int(server.url.rpartition(":")[2]) for server in servers]
                url = stack.enter_context(nginx.proxy(folder, free_port(), ports))
                while not is_healthy(url):
                    time.sleep(0.1)
            yield url, [server.process.pid for server in servers]
            for server in servers:
                for text in server.tracebacks():
                    print(text)
        return
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--log-level", "warning"]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            while not is_healthy(url):
                if process.poll() is not None:
                    raise RuntimeError((folder / "log.txt").read_text())
                time.sleep(0.1)
            yield url, [process.pid]
        finally:
            process.terminate()
            process.wait(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 30, 60, 100, 150])
    parser.add_argument("--pages", nargs="+", default=["/"])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--together", type=int, nargs="*", default=[60])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--replicas", type=int, choices=[1, 2], default=1)
    parser.add_argument("--troubles", action="store_true")
    parser.add_argument("--url")
    asked = parser.parse_args()
    if asked.url and urlsplit(asked.url).hostname != "127.0.0.1":
        parser.error("--url must be on this machine: http://127.0.0.1:PORT")
    pages = ABOUT_THE_LAYER if asked.pages == ["all"] else asked.pages
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}; every session changes the seed every {EVERY:g} s")
    print(f"{'':<27}{'p50':>7} {'p95':>7} {'max':>7}")

    async def all_of_it(url: str, pids: list[int]) -> None:
        for page in pages:
            for sessions in asked.sessions:
                calm = await measure(url, pids, page, sessions, asked.seconds, together=False)
                if asked.troubles:
                    troubled = await measure(url, pids, page, sessions, asked.seconds, False, True)
                    print(f"{'':<13}with troubles 95 % take {troubled / calm:.1f} times as long")
            for sessions in asked.together:
                await measure(url, pids, page, sessions, asked.seconds, together=True)

    if asked.url:
        asyncio.run(all_of_it(asked.url, []))
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        running(asked.workers, asked.replicas, Path(folder)) as server,
    ):
        asyncio.run(all_of_it(*server))


if __name__ == "__main__":
    main()
