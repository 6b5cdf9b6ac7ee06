"""The lab as it is served, by `streamlit run app.py` and by `uvicorn app:app`."""

import re
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.harness import ROOT
from tests.classroom.http_classes import Student, open_class
from tests.ui.web.servers import WAYS, Server, server


@pytest.fixture(scope="module", params=WAYS)
def lab(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with server(request.param, tmp_path_factory.mktemp("server")) as running:
        yield running


def test_pages_and_files_have_their_headers(lab: Server) -> None:
    for path in "/", "/shapes?h=7", "/_stcore/host-config", "/favicon.png":
        with urllib.request.urlopen(lab.url + path, timeout=10) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_the_token_for_uploads_is_the_only_cookie(lab: Server) -> None:
    for path in "/", "/cost", "/healthz/live", "/_stcore/host-config":
        with urllib.request.urlopen(lab.url + path, timeout=10) as answer:
            assert answer.headers.get_all("Set-Cookie") is None
    with urllib.request.urlopen(lab.url + "/_stcore/health", timeout=10) as answer:
        (cookie,) = answer.headers.get_all("Set-Cookie")
    assert cookie.startswith("_streamlit_xsrf=")
    assert "expires" not in cookie.lower(), "it goes when the browser is closed"


def test_the_counters_are_closed(lab: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(lab.url + "/_stcore/metrics", timeout=10)


def test_it_is_ready_when_tensorflow_is(lab: Server) -> None:
    lab.wait_for("/healthz")


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://203.0.113.7",
        "null",
        "http://127.0.0.1.evil.example",
        "x" * 999,
    ],
)
def test_a_foreign_site_is_refused_at_once_and_no_other_server_is_asked(
    lab: Server, origin: str
) -> None:
    address = lab.url.replace("http", "ws") + "/_stcore/stream"
    begin = time.monotonic()
    for _ in range(20):
        with pytest.raises(InvalidStatus) as refused, connect(address, origin=origin, proxy=None):  # type: ignore[arg-type]
            pass
        assert refused.value.response.status_code == 403
    assert time.monotonic() - begin < 5
    assert lab.connections() == ""


def test_its_own_page_may_connect(lab: Server) -> None:
    address = lab.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=lab.url, proxy=None):  # type: ignore[arg-type]
        pass
    assert lab.connections() == ""


def test_only_the_named_hosts_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compose = (ROOT / ".deploy" / "compose.yaml").read_text("utf-8")
    (names,) = re.findall(r"LAB_HOSTS:-([^}]+)\}", compose)
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", names)
    with server("streamlit run", tmp_path) as lab:
        port = int(lab.url.rsplit(":", 1)[1])
        for name, allowed in ("127.0.0.1", True), ("localhost", True), ("rebound.example", False):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as end:
                address = f"ws://{name}:{port}/_stcore/stream"
                try:
                    with connect(address, sock=end, origin=f"http://{name}:{port}"):  # type: ignore[arg-type]
                        served = True
                except InvalidStatus:
                    served = False
            assert served is allowed, name


def test_starting_for_a_class_asks_nobody_for_this_machines_address(tmp_path: Path) -> None:
    # What Streamlit prints at the start, with the options of a server in a classroom.
    script = (
        "import sys; sys.addaudithook(lambda event, arguments: event == 'socket.getaddrinfo' and "
        "sys.exit(f'looked up {arguments[0]}'));"
        "from streamlit import config; from streamlit.web import bootstrap;"
        "config._main_script_path = 'app.py';"
        "bootstrap.load_config_options({'server.address': '0.0.0.0', 'server.headless': True});"
        "bootstrap._print_url(False);"
        "from dwconv.ui.web.start_and_end import classroom_address; print(classroom_address())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "URL: http://localhost:8501" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("http://")


def alive(group: int, others: set[int]) -> list[int]:
    """Return the ids of a process group and of others, less the dead that nobody has buried."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            belongs = int(state[2]) == group or int(folder.name) in others
            if belongs and state[0] != "Z":
                found.append(int(folder.name))
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing_behind(way: str, sign: signal.Signals, tmp_path: Path) -> None:
    with server(way, tmp_path) as lab:
        if sign != signal.SIGINT:
            lab.wait_for("/healthz")
        listening = Student(open_class(lab.url).room).listen()  # as a class does for hours
        assert listening.next()["version"] == 1
        children = psutil.Process(lab.process.pid).children(recursive=True)
        workers = {each.pid for each in children}  # sessions of their own
        lab.end(sign)
        listening.close()
        patience = time.monotonic() + 10  # what cleans up after all others is the last to go
        while members := alive(lab.process.pid, workers):
            assert time.monotonic() < patience, members
            time.sleep(0.05)
        assert lab.temporary_files() == []
        assert "leaked" not in lab.log()
        assert "Traceback" not in lab.log()
        semaphores = Path("/dev/shm").glob(f"*loky-{lab.process.pid}-*")
        assert list(semaphores) == []


def test_the_number_of_open_files_is_raised_to_what_the_user_may_have() -> None:
    script = (
        "import resource; from dwconv.ui.web.start_and_end import raise_file_limit;"
        "hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1];"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard)); raise_file_limit();"
        "assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_server_uses_the_raised_number(lab: Server) -> None:
    soft, hard = resource.prlimit(lab.process.pid, resource.RLIMIT_NOFILE)
    assert soft == hard
