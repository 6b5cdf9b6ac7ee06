"""The response headers, read from the app without a server."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dwconv.ui import web
from dwconv.ui.web.headers import read_origins
from tests.ui.web.asgi import Answer, ask


def answer(request: object) -> Response:
    return PlainTextResponse("hello")


def script(request: object) -> Response:
    return Response("let a = 1", media_type="text/javascript")


def small_app() -> Starlette:
    return Starlette(
        routes=[
            Route("/", answer),
            Route("/part.js", script),
            Route("/_stcore/metrics", answer),
            Route("/lab/_stcore/metrics", answer),
        ],
        middleware=web.middleware(),
    )


def rules(answer: Answer) -> dict[str, list[str]]:
    policy = answer.headers["content-security-policy"]
    return {name: sources for name, *sources in (rule.split() for rule in policy.split("; "))}


def test_every_answer_has_the_security_headers() -> None:
    for path in "/", "/part.js", "/no-such-page":
        headers = ask(small_app(), path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_the_policy_allows_no_foreign_source_and_no_eval() -> None:
    found = rules(ask(small_app(), "/"))
    assert found["default-src"] == ["'none'"]
    assert found["connect-src"] == ["'self'"]
    assert "'unsafe-inline'" not in found["script-src"]
    for name, sources in found.items():
        assert "'unsafe-eval'" not in sources
        assert not [source for source in sources if source in ("*", "https:", "http:")], name


def test_a_script_file_goes_without_the_policy() -> None:
    assert "content-security-policy" not in ask(small_app(), "/part.js").headers


def test_only_the_lab_itself_may_frame_its_pages() -> None:
    assert rules(ask(small_app(), "/?embed=true"))["frame-ancestors"] == ["'self'"]


def test_a_named_site_may_frame_the_player_and_no_whole_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DWCONV_FRAME_ANCESTORS", "https://moodle.example.edu https://*.example.org")
    sites = ["https://moodle.example.edu", "https://*.example.org"]
    assert rules(ask(small_app(), "/?h=7&embed=true"))["frame-ancestors"] == ["'self'", *sites]
    for query in "", "?embed=false", "?embed=false&embed=true", "?h=embed=true":
        assert rules(ask(small_app(), f"/{query}"))["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "moodle.example.edu",
        "https://moodle.example.edu/course",
        "https://a.example; script-src *",
        "https://a.example,https://b.example",
        "'unsafe-inline'",
        "https:",
        "https://*",
        "data:",
    ],
)
def test_what_is_not_a_site_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    with pytest.raises(ValueError, match="is not a site that can show the lab"):
        read_origins(text)
    monkeypatch.setenv("DWCONV_FRAME_ANCESTORS", text)
    with pytest.raises(ValueError, match="is not a site that can show the lab"):
        web.middleware()


def test_the_counters_are_closed_unless_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in "/_stcore/metrics", "/_stcore/metrics/", "/lab/_stcore/metrics":
        closed = ask(small_app(), path)
        assert closed.status == 404
        assert closed.headers["x-content-type-options"] == "nosniff"
    monkeypatch.setenv("DWCONV_METRICS", "open")
    assert ask(small_app(), "/_stcore/metrics").body == b"hello"
