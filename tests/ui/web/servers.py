"""The lab as a server process of its own, started in either of its two ways."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser.harness import ROOT, free_port

WAYS = {
    "streamlit run": [
        *("-m", "streamlit", "run", "app.py", "--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--server.port"),
    ],
    "uvicorn": ["-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port"],
}

# Python runs a module of this name at its start, in the server and in its children.
WATCH = """
import os, socket, sys

def watch(event, arguments):
    if event == "socket.connect":
        end, address = arguments
        if end.family == socket.AF_UNIX or end.type & socket.SOCK_DGRAM == socket.SOCK_DGRAM:
            return  # a datagram socket sends nothing when it connects
        host = address[0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", None, ""):
        with open(os.environ["CONNECTIONS"], "a") as log:
            log.write(f"{event} {host}\\n")

sys.addaudithook(watch)
"""


def _hear_hangups() -> None:
    """Undo what `nohup` does to all that a shell starts: a server there would ignore SIGHUP."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@dataclass
class Server:
    """A running server, and what it left."""

    url: str
    process: subprocess.Popen[bytes]
    folder: Path

    def log(self) -> str:
        return (self.folder / "log.txt").read_text(errors="replace")

    def connections(self) -> str:
        """Return the connections beyond this machine that were tried, a line each."""
        return (self.folder / "connections.txt").read_text()

    def temporary_files(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "tmp").iterdir())

    def answers(self, path: str) -> bool:
        with suppress(OSError), urllib.request.urlopen(self.url + path, timeout=5) as answer:
            return bool(answer.status == 200)
        return False

    def wait_for(self, path: str, seconds: float = 60) -> None:
        patience = time.monotonic() + seconds
        while not self.answers(path):
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < patience, self.log()
            time.sleep(0.05)

    def end(self, sign: signal.Signals) -> None:
        self.process.send_signal(sign)
        self.process.wait(30)


@contextmanager
def server(way: str, folder: Path, port: int | None = None, **settings: str) -> Iterator[Server]:
    """Start the lab and wait until it answers; its log and its temporary files are in a folder."""
    port = port or free_port()
    for name in "tmp", "python":
        (folder / name).mkdir(exist_ok=True)
    (folder / "python" / "sitecustomize.py").write_text(WATCH)
    (folder / "connections.txt").touch()
    environment = os.environ | {
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": str(folder / "python"),
        "CONNECTIONS": str(folder / "connections.txt"),
        **settings,
    }
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *WAYS[way], str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_hear_hangups,
            start_new_session=True,
        )
    running = Server(f"http://127.0.0.1:{port}", process, folder)
    try:
        running.wait_for("/healthz/live")
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
