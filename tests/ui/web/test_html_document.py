"""The document that a browser loads first."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg, ForwardMsgMetadata
from streamlit.proto.RootContainer_pb2 import RootContainer

from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.page_table import PAGES
from dwconv.ui.web import page_scripts
from dwconv.ui.web.headers import content_security_policy
from dwconv.ui.web.html_document import FirstPage, end_of_page, page_meant, with_additions
from dwconv.ui.web.preload import STREAMLIT_FILES, links
from tests.ui.web.asgi import Answer, ask

DOCUMENT = "<html><head><title>Streamlit</title></head><body>é</body></html>"
BROWSER = [(b"accept", b"text/html,application/xhtml+xml"), (b"accept-encoding", b"gzip")]


def app() -> Starlette:
    def document(request: Request) -> Response:
        if "if-none-match" in request.headers or "range" in request.headers:
            return Response(status_code=304)
        if request.path_params.get("page") == "media":
            return HTMLResponse(DOCUMENT, headers={"content-disposition": "attachment"})
        if request.path_params.get("page") == "nothing":
            return HTMLResponse("missing", status_code=404)
        return HTMLResponse(DOCUMENT, headers={"etag": '"of Streamlit"', "set-cookie": "a=b"})

    def text(request: object) -> Response:
        return PlainTextResponse(DOCUMENT)

    return Starlette(
        routes=[
            Route("/", document),
            Route("/text", text),
            Route("/{page}", document),
            Route("/{page}/{more:path}", document),
        ],
        middleware=[
            Middleware(FirstPage, title="Lab & more", style="<style>/* all pages */</style>")
        ],
    )


def opened(path: str, *headers: tuple[bytes, bytes]) -> Answer:
    return ask(app(), path, "GET", [*BROWSER, *headers])


def test_a_document_has_the_lab_s_title_a_style_and_scripts_that_the_policy_allows() -> None:
    answer = opened("/")
    text = gzip.decompress(answer.body).decode()
    assert "<title>Lab &amp; more</title>" in text
    head = text.partition("</head>")[0]
    assert "html:not(.dw-shown)" in head
    for colours in THEMES.values():
        assert f"background: {colours['--st-background-color']};" in head
    assert 'class="dw-whole"' in end_of_page("count")
    assert ":nth-child(2)" in end_of_page("count")  # the second section is marked
    # behind the rules that Streamlit writes into the head, and before those of single pages
    assert "<body><style>/* all pages */</style>é</body>" in text
    scripts = re.findall('<script type="module">(.*?)</script>', text, re.DOTALL)
    assert len(scripts) == len(list(Path(page_scripts.__file__).parent.glob("*.js")))
    for name in "step", "lane", "xv", "iv":
        assert f'"{name}"' in scripts[0]
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in content_security_policy()
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_page_names_the_scripts_that_it_needs_and_all_of_them_are_there() -> None:
    named = STREAMLIT_FILES.joinpath("index.html").read_text("utf-8")
    for path, page in PAGES.items():
        scripts = re.findall(
            r'<link rel="modulepreload" crossorigin href="\./([^"]*)"', links(path)
        )
        assert links(path).count("dw-players-script") == bool(page.player or path == "lesson")
        assert len(scripts) == links(path).count("\n") == len(set(scripts)) > 5
        own = [each for each in scripts if each.startswith("_stcore/")]
        assert len(own) == len(page.components) >= 3 * page.about_layer + bool(page.player)
        for script in set(scripts) - set(own):
            assert STREAMLIT_FILES.joinpath("static", script.removeprefix("static/")).is_file()
            assert script.rpartition("/")[2] not in named
    assert links("no-such-page") == ""
    document = STREAMLIT_FILES.joinpath("index.html").read_text("utf-8")
    head = with_additions(document, "Lab", links=links("")).partition("</head>")[0]
    assert links("") in head


def test_the_fields_of_streamlit_s_messages_are_those_that_numbers_first_reads() -> None:
    source = Path(page_scripts.__file__).with_name("numbers_first.js").read_text("utf-8")
    fields = ForwardMsg.DESCRIPTOR.fields_by_name
    names = {
        "NAVIGATION": "navigation",
        "RUN_STATE": "session_status_changed",
        "FINISHED": "script_finished",
    }
    numbers = dict(re.findall(rf"^const ({'|'.join(names)}) = (\d+);", source, re.M))
    assert numbers == {ours: str(fields[name].number) for ours, name in names.items()}
    assert f"METADATA = {fields['metadata'].number};" in source
    path = ForwardMsgMetadata.DESCRIPTOR.fields_by_name["delta_path"]
    assert f"DELTA_PATH = {path.number};" in source
    assert (RootContainer.MAIN, RootContainer.SIDEBAR) == (0, 1)


def test_a_document_is_sent_again_when_what_is_added_to_it_has_changed() -> None:
    """Otherwise a browser would keep the scripts of before an update, which the policy refuses."""
    first = opened("/")
    tag = first.headers["etag"]
    assert first.headers["set-cookie"] == "a=b"
    assert opened("/", (b"if-none-match", b'"of Streamlit"'), (b"range", b"bytes=0-9")) == first
    again = opened("/", (b"if-none-match", tag.encode()))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert opened("/", (b"if-none-match", b'"older"')) == first
    plain = ask(app(), "/", "GET", BROWSER[:1])
    assert plain.body == gzip.decompress(first.body)
    assert "content-encoding" not in plain.headers
    assert int(plain.headers["content-length"]) == len(plain.body)


def test_an_answer_that_is_no_document_is_not_changed() -> None:
    assert ask(app(), "/", "HEAD", BROWSER).headers["etag"] == '"of Streamlit"'
    assert opened("/text").body.decode() == DOCUMENT
    assert opened("/media/sheet.html").body.decode() == DOCUMENT  # a file to save
    assert ask(app(), "/").body.decode() == DOCUMENT  # a script asked for it, not a browser


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/lesson/2", "../lesson"),
        ("/lesson/2/", "../../lesson"),
        ("/class/bcdfg?seed=4", "../class?seed=4"),
        ("/elsewhere/at/all", "../../"),
        ("/comparision?c=2", "./comparison?c=2"),
        ("/Int8", "./int8"),
        ("/lessons/2", "../lesson"),
        ("/image-lab", "./image"),
        ("/sliding-window", "./"),
    ],
)
def test_an_address_that_is_nearly_one_of_a_page_leads_to_it(address: str, place: str) -> None:
    answer = opened(address)
    assert (answer.status, answer.headers["location"]) == (307, place)


def test_every_page_is_opened_by_its_own_address_and_none_by_what_is_like_no_page() -> None:
    for path in PAGES:
        assert page_meant(path) == path
        assert opened(f"/{path}").status == 200
    for other in ("elsewhere", "index.html", "c", "test"):
        assert page_meant(other) is None
        assert opened(f"/{other}").status == 200, "Streamlit says that there is no such page"


def test_a_missing_page_stays_missing() -> None:
    answer = opened("/nothing/at/all")
    assert answer.status == 404
    assert b"<style>" not in answer.body
