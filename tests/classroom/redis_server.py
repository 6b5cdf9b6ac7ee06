"""A Redis server of the tests' own, on this machine, that keeps nothing."""

import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser.harness import free_port

MISSING = "This test needs Redis. On Debian and Ubuntu:  sudo apt-get install redis-server"


@dataclass
class RedisServer:
    """One server; after `stop` it is started again on the same port, and has forgotten all."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        assert program, MISSING
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        options += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen([program, *options], stdout=log, stderr=log)
        patience = time.monotonic() + 20
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "redis.log").read_text()
            assert time.monotonic() < patience, "Redis did not start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        with (
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), timeout=1) as end,
        ):
            end.sendall(b"PING\r\n")
            return end.recv(16).startswith(b"+PONG")
        return False

    def stop(self, sign: signal.Signals = signal.SIGKILL) -> None:
        if self.process is not None:
            self.process.send_signal(sign)
            self.process.wait(10)


def new_redis_server(folder: Path) -> RedisServer:
    server = RedisServer(folder, free_port())
    server.start()
    return server
