"""Tests two replicas behind nginx: a browser stays with one of them, and keeps its URL when this one ends."""

import re
import signal
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.harness import free_port, open_on, settled
from tests.deploy import nginx
from tests.ui.web.servers import Server, server


def connections(replica: Server) -> int:
    """Count the established connections to a replica's port."""
    port = f":{int(replica.url.rsplit(':', 1)[1]):04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = [line.split() for line in lines]
    return sum(local.endswith(port) and state == "01" for _, local, _, state, *_ in fields)


def cookies(context: BrowserContext) -> list[str]:
    """Return the replicas that a browser's cookies name."""
    kept = context.cookies()
    return [str(each["value"]) for each in kept if each["name"] == "lab_replica"]


def test_a_session_comes_back_when_its_replica_is_killed(browser: Browser, tmp_path: Path) -> None:
    with ExitStack() as stack:
        replicas = []
        for name in "lab-1", "lab-2":
            (tmp_path / name).mkdir()
            named = server("uvicorn", tmp_path / name, DWCONV_REPLICA=name)
            replicas.append(stack.enter_context(named))
        ports = [int(replica.url.rsplit(":", 1)[1]) for replica in replicas]
        url = stack.enter_context(nginx.proxy(tmp_path, free_port(), ports))
        context = browser.new_context()
        stack.callback(context.close)
        page = context.new_page()
        open_on(page, f"{url}/shapes?h=7")
        expect(page.get_by_role("spinbutton", name="input height")).to_have_value("7")
        assert cookies(context) == ["lab-1"]
        page.get_by_role("spinbutton", name="input height").fill("9")
        page.get_by_role("spinbutton", name="input height").press("Enter")
        settled(page)
        expect(page).to_have_url(re.compile(r"[?&]h=9\b"))

        (holder,) = [replica for replica in replicas if connections(replica)]
        (other,) = [replica for replica in replicas if replica is not holder]
        holder.end(signal.SIGKILL)
        patience = time.monotonic() + 30
        while not connections(other):
            assert time.monotonic() < patience, "the page has not connected again"
            page.wait_for_timeout(50)
        settled(page)
        expect(page.get_by_role("spinbutton", name="input height")).to_have_value("9")
        assert re.search(r"[?&]h=9\b", page.url)
        page.reload()
        settled(page)
        assert cookies(context) == ["lab-2"], "it stays with the one that helped out"
        expect(page.get_by_role("spinbutton", name="input height")).to_have_value("9")
        page.get_by_role("spinbutton", name="input height").fill("11")
        page.get_by_role("spinbutton", name="input height").press("Enter")
        settled(page)
        expect(page).to_have_url(re.compile(r"[?&]h=11\b"))
        expect(page.get_by_role("spinbutton", name="input height")).to_have_value("11")
        with urllib.request.urlopen(f"{url}/cost", timeout=10) as answer:
            assert answer.status == 200


def test_newcomers_are_shared_out_in_turn(tmp_path: Path) -> None:
    with ExitStack() as stack:
        ports = []
        for name in "lab-1", "lab-2":
            (tmp_path / name).mkdir()
            named = server("uvicorn", tmp_path / name, DWCONV_REPLICA=name)
            ports.append(int(stack.enter_context(named).url.rsplit(":", 1)[1]))
        url = stack.enter_context(nginx.proxy(tmp_path, free_port(), ports))
        given = []
        for _ in range(10):
            with urllib.request.urlopen(url, timeout=10) as answer:
                given.append(re.match(r"lab_replica=([^;]+);", answer.headers["set-cookie"])[1])
                assert "x-lab-replica" not in answer.headers
        assert sorted(given) == 5 * ["lab-1"] + 5 * ["lab-2"]
        for name in "lab-1", "lab-2", "127.0.0.1:1", "any":
            known = urllib.request.Request(url, headers={"cookie": f"lab_replica={name}"})
            with urllib.request.urlopen(known, timeout=10) as answer:
                assert answer.status == 200
                assert ("set-cookie" in answer.headers) == (not name.startswith("lab-"))
