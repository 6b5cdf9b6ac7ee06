"""One of two servers of a class is killed: the class goes on at the other."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.browser.harness import ROOT, free_port
from tests.classroom.http_classes import Student, Teacher, ask, open_class
from tests.classroom.redis_server import RedisServer

Process = subprocess.Popen[bytes]


@pytest.fixture
def servers(redis_server: RedisServer) -> Iterator[list[tuple[str, Process]]]:
    command = [sys.executable, "-m", "tests.classroom.server_process"]
    ports = [free_port(), free_port()]
    processes = [
        subprocess.Popen([*command, str(port), redis_server.address], cwd=ROOT) for port in ports
    ]
    started = [
        (f"http://127.0.0.1:{port}", process)
        for port, process in zip(ports, processes, strict=True)
    ]
    for url, process in started:
        patience = time.monotonic() + 60
        while True:
            with suppress(OSError):
                ask(f"{url}/c/")
                break
            assert process.poll() is None
            assert time.monotonic() < patience
            time.sleep(0.05)
    yield started
    for process in processes:
        process.kill()
        process.wait(10)


def test_no_answer_is_lost_when_a_server_is_killed(servers: list[tuple[str, Process]]) -> None:
    (first, killed), (second, _) = servers
    teacher = open_class(first)
    elsewhere = Teacher(second, teacher.code, teacher.secret)
    here, there = (
        Student(f"{url}/c/{teacher.code}", f"student-{url[-5:]}") for url in (first, second)
    )
    streams = [here.listen(), there.listen()]
    teacher.do("ask", id="q1", public={"kind": "number"}, whole={})
    for stream in streams:
        stream.until(lambda state: state["question"])
    assert here.answer("q1", "1").json()["received"]
    killed.kill()
    killed.wait(10)
    assert there.answer("q1", "2").json()["received"]
    back = Student(elsewhere.room, here.number)
    stream = back.listen()
    assert stream.next()["question"]["open"]
    assert elsewhere.figures()["answered"] == 2
    assert back.answer("q1", "3").json()["received"]
    assert elsewhere.figures()["answered"] == 2, "the same student, who changed the answer"
    elsewhere.do("close")
    assert not streams[1].until(lambda state: not state["question"]["open"])["question"]["open"]
    assert elsewhere.figures()["students"] == 2
    for one in [*streams, stream]:
        one.close()
