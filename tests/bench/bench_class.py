"""How long a class of many students waits: python -m tests.bench.bench_class

Starts the lab and one class, lets so many students listen over real HTTP, and prints how long a
question took to reach all of them, whether all answers were counted, and what following an
animation costs the server. Nothing is asserted: the figures are this machine's now, and the
students share its cores with the server.

    --students 300      of one class
    --workers 1         processes that serve it, by uvicorn; several need --redis
    --redis             keep the class in a Redis server that is started for it
    --questions 5       asked one after the other
    --seconds 8         how long they answer, and follow
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.bench.bench_load import Meter, percentile
from tests.browser.harness import ROOT, free_port, is_healthy
from tests.classroom.http_classes import Teacher, open_class
from tests.classroom.redis_server import new_redis_server
from tests.classroom.test_routes import picture


@contextmanager
def lab(folder: Path, students: int, workers: int, store: str) -> Iterator[tuple[str, int]]:
    """Serve the lab by uvicorn; yields its URL and its process."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--log-level", "warning"]
    command += ["--backlog", "4096"]
    more = {"DWCONV_CLASS_STUDENTS": str(students), "DWCONV_CLASS_STORE": store}
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | more, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        url = f"http://127.0.0.1:{port}"
        while not is_healthy(url):
            assert process.poll() is None, (folder / "log.txt").read_text()
            time.sleep(0.1)
        yield url, process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


class Page:
    """One student: a stream that is read for ever, and what was heard when."""

    def __init__(self, teacher: Teacher, number: int) -> None:
        self.student = f"student{number:06}"
        self._host, _, port = teacher.url.removeprefix("http://").partition(":")
        self._port = int(port)
        self._code = teacher.code
        self.heard: dict[str, float] = {}  # a question's id, and when it came
        self.messages = 0
        self.ready = asyncio.Event()
        self.trouble = ""

    async def listen(self) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        path = f"/c/{self._code}/events?student={self.student}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode())
        status = await reader.readline()
        if b" 200 " not in status:
            self.trouble = status.decode() + (await reader.read(600)).decode()
            self.ready.set()
            return
        while line := await reader.readline():
            if line.startswith(b'data: {"now"'):
                state = json.loads(line[6:])
                self.messages += 1
                if state["question"]:
                    self.heard.setdefault(state["question"]["id"], time.perf_counter())
                self.ready.set()

    async def answer(self, question: str, answer: int) -> bool:
        """Send an answer as a page does, until it is received."""
        body = json.dumps({"student": self.student, "question": question, "answer": answer})
        while True:
            reader, writer = await asyncio.open_connection(self._host, self._port)
            head = f"POST /c/{self._code}/answer HTTP/1.1\r\nHost: {self._host}\r\n"
            head += f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write((head + body).encode())
            said = await reader.read()
            writer.close()
            if b" 200 " in said[:20]:
                return b'"received":true' in said
            if b" 409 " in said[:20]:
                return False
            await asyncio.sleep(0.5)


async def measure(teacher: Teacher, meter: Meter, options: argparse.Namespace) -> None:
    pages = [Page(teacher, number) for number in range(options.students)]
    begun = time.perf_counter()
    streams = []
    for page in pages:
        streams.append(asyncio.create_task(page.listen()))
        await asyncio.sleep(0.002)
    await asyncio.gather(*(page.ready.wait() for page in pages))
    print(f"{len(pages)} students joined within {time.perf_counter() - begun:.1f} s")
    for page in pages:
        assert not page.trouble, page.trouble

    async def do(action: str, **given: Any) -> None:
        answer = await asyncio.to_thread(teacher.do, action, **given)
        assert answer.status == 200, answer.body

    public = {"kind": "choice", "text": "Which?", "choices": ["a", "b", "c", "d"]}
    delays: list[float] = []
    for number in range(options.questions):
        name, asked = f"early{number}", time.perf_counter()
        await do("ask", id=name, public=public, whole={})
        while any(name not in page.heard for page in pages):
            await asyncio.sleep(0.01)
        delays += [page.heard[name] - asked for page in pages]
        await asyncio.sleep(0.2)
    median, late, last = (percentile(delays, share) for share in (0.5, 0.95, 1))
    print(f"a question reached them after {median:.2f} s, 95 % {late:.2f} s, all {last:.2f} s")

    await do("ask", id="counted", public=public, whole={})
    meter.start()
    numbers = random.Random(5)

    async def answers(page: Page) -> bool:
        await asyncio.sleep(numbers.random() * min(5, options.seconds))
        return await page.answer("counted", numbers.randrange(4))

    begun = time.perf_counter()
    received = sum(await asyncio.gather(*(answers(page) for page in pages)))
    took = time.perf_counter() - begun
    counted = (await asyncio.to_thread(teacher.figures))["answered"]
    print(f"{received} answers received within {took:.1f} s, {counted} counted; {meter.read()}")

    await do("moment", step=0, playing=True)
    before = sum(page.messages for page in pages)
    meter.start()
    await asyncio.sleep(options.seconds)
    usage = meter.read()
    messages = sum(page.messages for page in pages) - before
    print(f"following an animation for {options.seconds:g} s: {messages} messages, {usage}")
    for stream in streams:
        stream.cancel()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--redis", action="store_true")
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    if not 1 <= options.students <= 1000:
        parser.error("--students must be from 1 to 1000")
    if options.workers > 1 and not options.redis:
        parser.error("several processes share a class through --redis")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        redis = new_redis_server(folder) if options.redis else None
        try:
            store = redis.address if redis else ""
            with lab(folder, options.students, options.workers, store) as (url, pid):
                teacher = open_class(url)
                teacher.show(picture(), layer={"h": "5"})
                asyncio.run(measure(teacher, Meter([pid]), options))
        finally:
            if redis:
                redis.stop()


if __name__ == "__main__":
    main()
