"""Several visitors of one server, over Streamlit's real protocol."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.bench.visitors import Visitor, open_all
from tests.browser.harness import Server, serve
from tests.event_loop import run_in_own_loop


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose TensorFlow is still starting when the first visitor comes."""
    with serve(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running
        assert not running.tracebacks()


def test_an_answer_of_tensorflow_is_shown_as_soon_as_there_is_one(server: Server) -> None:
    async def visit() -> Visitor:
        visitor = Visitor(server.url, "/?h=8&w=8&c=3&seed=5")
        await visitor.open()
        for _ in range(600):
            if any("agrees" in text for text in visitor.texts):
                break
            await asyncio.sleep(0.05)
        await visitor.close()
        return visitor

    visitor = run_in_own_loop(visit())
    assert any("TensorFlow is starting" in text for text in visitor.texts)
    assert any("agrees" in text for text in visitor.texts)
    assert visitor.exceptions == []


def test_twelve_visitors_at_once_each_get_the_layer_that_they_asked_for(server: Server) -> None:
    async def visit() -> tuple[list[bool], list[str]]:
        visitors = await open_all(server.url, lambda at: f"/?h=6&w=6&c=2&seed={at}", 12)
        correct = []
        for turn in range(4):
            changes = await asyncio.gather(
                *(each.change("seed", 100 + 100 * turn + at) for at, each in enumerate(visitors))
            )
            correct += [change.correct for change in changes]
        for visitor in visitors:
            await visitor.close()
        return correct, [text for visitor in visitors for text in visitor.exceptions]

    correct, exceptions = run_in_own_loop(visit())
    assert len(correct) == 48
    assert all(correct)
    assert exceptions == []


@pytest.mark.parametrize("part", ["its player", "the whole page"])
def test_a_change_of_a_page_that_comes_after_a_link_was_followed_leads_nowhere(
    server: Server, part: str
) -> None:
    async def visit() -> tuple[str, str, bool]:
        visitor = Visitor(server.url, "/lesson?part=8&beat=3")
        await visitor.open()
        first = visitor.path
        await visitor.follow_too_early(
            "shapes", visitor.fragments[0] if part == "its player" else ""
        )
        await asyncio.sleep(2)
        second = visitor.path
        change = await visitor.change("h", 9)  # what comes later is the new page's
        await visitor.close()
        assert visitor.exceptions == []
        return first, second, change.correct

    assert run_in_own_loop(visit()) == ("lesson", "shapes", True)


def test_a_change_that_comes_before_the_browser_knows_its_page_runs_the_page_that_was_opened(
    server: Server,
) -> None:
    async def visit() -> tuple[str, bool]:
        visitor = Visitor(server.url, "/comparison?h=6&w=6&c=2")
        await visitor.open()
        change = await visitor.change_too_early("seed", 7)
        await visitor.close()
        assert visitor.exceptions == []
        return visitor.path, change.correct

    assert run_in_own_loop(visit()) == ("comparison", True)
