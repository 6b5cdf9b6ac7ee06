"""A page that stays open while the server restarts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.harness import free_port, in_address, open_on, picture_slider, serve, settled


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may lose its server."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def test_the_first_change_after_a_restart_is_shown(page: Page, tmp_path: Path) -> None:
    """Twice: by a field, then by a list of options, after an example chosen while there was no server."""
    port = free_port()
    with serve(tmp_path / "before.txt", port=port) as server:
        open_on(page, f"{server.url}/?h=6&w=6&c=1&pad=valid")
        expect(page.locator(".dw-player")).to_have_attribute("data-unit", "window")

    def height() -> None:
        field = page.get_by_label("input height", exact=True)
        field.fill("7")
        field.press("Enter")

    def padding() -> None:
        page.get_by_role("combobox", name="padding").select_option("SAME")

    for change, link, shape in (
        (height, "h=7", "(1, 7, 6, 1)"),
        (padding, "pad=same", "→ (1, 3, 3, 2)"),
    ):
        page.wait_for_selector(
            "[data-test-connection-state]:not([data-test-connection-state=CONNECTED])"
        )
        if change == padding:
            page.get_by_role("button", name="Lost row", exact=True).click()
            expect(
                page.get_by_text("The server does not answer. Your change is kept")
            ).to_be_visible()
        with serve(tmp_path / f"{link}.txt", port=port) as server:
            page.wait_for_selector("[data-test-connection-state=CONNECTED]")
            settled(page)
            if change == padding:
                in_address(page, sh=2)
            change()
            page.wait_for_url(f"**{link}*")
            settled(page)
            expect(page.get_by_text(shape).first).to_be_visible()
            assert server.tracebacks() == []


# Counts the boxes that Streamlit shows over the page.
COUNT_BOXES = """() => {
    window.boxes = 0;
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            for (const each of addedNodes)
                if (each instanceof Element && each.querySelector("[role=dialog]")) window.boxes++;
    }).observe(document, { subtree: true, childList: true });
}"""


def test_a_lost_connection_is_said_in_a_line_and_covers_no_picture(
    page: Page, tmp_path: Path
) -> None:
    port = free_port()
    line = page.locator(".dw-lost-connection")
    with serve(tmp_path / "before.txt", port=port) as server:
        open_on(page, f"{server.url}/?h=6&w=6&c=1&pad=valid")
        page.evaluate(COUNT_BOXES)
        expect(line).to_have_text("")
    expect(line).to_have_text(
        "No connection to the lab. It is tried again by itself; what is grey waits for it.",
    )
    page.wait_for_function("() => window.boxes > 0")
    expect(page.get_by_role("dialog")).to_have_count(0)
    step = page.locator(".dw-player").get_attribute("data-step")
    picture_slider(page).press("ArrowRight")
    expect(page.locator(".dw-player")).not_to_have_attribute("data-step", step or "")
    with serve(tmp_path / "after.txt", port=port):
        expect(line).to_have_text("", timeout=30_000)
