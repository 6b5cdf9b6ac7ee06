"""nginx with the lab's configuration, on this machine."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CONFIGURATION = Path(__file__).resolve().parents[2] / ".deploy" / "nginx.conf"
MISSING = "This test needs nginx. On Debian and Ubuntu:  sudo apt-get install nginx-light"


def text() -> str:
    return CONFIGURATION.read_text("utf-8")


def program() -> str:
    path = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert path, MISSING
    return path


def configure(folder: Path, listen: int, replicas: list[int]) -> list[str]:
    """Write the configuration with this machine's ports; returns the command that starts nginx."""
    adapted = text().replace("listen 8080;", f"listen 127.0.0.1:{listen};")
    for number, port in enumerate(replicas, 1):
        adapted = adapted.replace(f"lab-{number}:8501", f"127.0.0.1:{port}")
    adapted = re.sub(r"/tmp/", f"{folder}/", adapted)
    adapted = adapted.replace("worker_rlimit_nofile 65536;", "")
    adapted = adapted.replace("worker_connections 16384;", "worker_connections 512;")
    path = folder / "nginx.conf"
    path.write_text(adapted)
    return [program(), "-c", str(path), "-e", "stderr", "-g", "daemon off;"]


def check(folder: Path, listen: int, replicas: list[int]) -> None:
    command = configure(folder, listen, replicas)
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr, done.stderr


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int) -> None:
    patience = time.monotonic() + 30
    while True:
        assert process.poll() is None, f"nginx ended at its start with {process.returncode}"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert time.monotonic() < patience, "nginx does not listen"
        time.sleep(0.02)


@contextmanager
def proxy(folder: Path, listen: int, replicas: list[int]) -> Iterator[str]:
    """Run nginx before replicas on these ports; yields its URL once it answers there."""
    with subprocess.Popen(configure(folder, listen, replicas), cwd=folder) as process:
        try:
            _wait_until_it_listens(process, listen)
            yield f"http://127.0.0.1:{listen}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)
