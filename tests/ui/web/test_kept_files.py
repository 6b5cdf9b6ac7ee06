"""Scripts, styles and fonts, answered from memory."""

import asyncio
import gzip
import re
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dwconv.ui.page_table import PAGES
from dwconv.ui.web.kept_files import KeptFiles, browser_files
from dwconv.ui.web.preload import STREAMLIT_FILES, links
from tests.event_loop import run_in_own_loop
from tests.ui.web.asgi import ask

GZIP = (b"accept-encoding", b"gzip, deflate, br")
DOCUMENT = STREAMLIT_FILES.joinpath("index.html").read_text("utf-8")


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("Streamlit")(scope, receive, send)


def kept(base: str = "", files: dict[str, Path] | None = None) -> KeptFiles:
    return KeptFiles(streamlit, browser_files() if files is None else files, lambda: base)


def named_in_documents() -> list[str]:
    """What the documents of all pages have a browser load."""
    text = DOCUMENT + "".join(map(links, PAGES))
    return sorted(set(re.findall(r'(?:src|href)="\./([^"]+\.(?:js|css|woff2))"', text)))


def test_what_every_document_names_is_answered_from_memory_as_it_is_on_the_disk() -> None:
    files, app = browser_files(), kept("/lab")
    names = named_in_documents()
    assert len(names) > 50
    for name in names:
        answer = ask(app, f"/lab/{name}", headers=[GZIP])
        body = gzip.decompress(answer.body) if "content-encoding" in answer.headers else answer.body
        assert body == files[name].read_bytes(), name
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["vary"] == "accept-encoding"


def test_a_script_is_sent_in_a_third_of_its_bytes_and_a_font_as_it_is() -> None:
    script = max(named_in_documents(), key=lambda name: browser_files()[name].stat().st_size)
    font = next(name for name in browser_files() if name.endswith(".woff2"))
    answers = {name: ask(kept(), f"/{name}", headers=[GZIP]) for name in (script, font)}
    assert len(answers[script].body) < browser_files()[script].stat().st_size / 3
    assert answers[font].body == browser_files()[font].read_bytes()
    assert answers[font].headers["content-type"] == "font/woff2"


@pytest.mark.parametrize(
    ("method", "headers", "path"),
    [
        ("HEAD", [GZIP], "/SCRIPT"),
        ("GET", [], "/SCRIPT"),
        ("GET", [GZIP, (b"range", b"bytes=0-9")], "/SCRIPT"),
        ("GET", [GZIP], "/lab/SCRIPT"),
        ("GET", [GZIP], "/static/js/../../index.html"),
        ("GET", [GZIP], "/"),
    ],
)
def test_all_other_requests_are_streamlits(
    method: str, headers: list[tuple[bytes, bytes]], path: str
) -> None:
    script = named_in_documents()[-1]
    answer = ask(kept(), path.replace("SCRIPT", script), method, headers)
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_class_that_comes_at_once_has_a_file_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.js"
    file.write_text("let a = 1;")
    read = Path.read_bytes
    reads: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: reads.append(path) or read(path))
    app = kept(files={"a.js": file})
    scope = {"type": "http", "method": "GET", "path": "/a.js", "headers": [GZIP]}
    bodies: list[bytes] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: dict[str, bytes]) -> None:
        bodies.append(message.get("body", b""))

    async def thirty() -> None:
        await asyncio.gather(*(app(dict(scope), receive, send) for _ in range(30)))  # type: ignore[arg-type]

    run_in_own_loop(thirty())
    assert [gzip.decompress(body) for body in filter(None, bodies)] == [b"let a = 1;"] * 30
    assert reads == [file]


def test_a_file_that_was_taken_away_is_streamlits_to_answer(tmp_path: Path) -> None:
    answer = ask(kept(files={"a.js": tmp_path / "a.js"}), "/a.js", headers=[GZIP])
    assert answer.body == b"Streamlit"
