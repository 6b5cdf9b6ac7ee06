"""Tests the layer's controls with mouse, keyboard and touch."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import in_address, settled

Open = Callable[..., Page]
STYLED = "UpdateLayoutTree"  # in a browser's trace: elements were given their style


def parameter(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query)[name][-1]


def test_every_press_of_a_key_counts_even_if_the_server_answers_late(open_page: Open) -> None:
    page = open_page("/?h=8&w=8&c=1&seed=5")
    page.get_by_label("seed", exact=True).focus()
    for _ in range(12):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("padding", exact=True)).to_be_focused()
    in_address(page, seed=17)
    settled(page)
    expect(page.get_by_label("seed", exact=True)).to_have_value("17")
    # Fields that appear leave the focus where it is.
    page.keyboard.press("e")
    expect(page.get_by_label("padding at the top", exact=True)).to_be_visible()
    expect(page.get_by_label("padding", exact=True)).to_be_focused()
    assert parameter(page, "pad") == "explicit"
    # What is typed and not entered yet is left alone by an answer to something else.
    width = page.get_by_label("input width", exact=True)
    width.fill("1")
    page.evaluate(
        """() => {
            const seed = document.querySelector('.dw-controls [name=seed]');
            seed.value = '20';
            seed.dispatchEvent(new Event('change'));
        }"""
    )
    in_address(page, seed=20)
    settled(page)
    expect(width).to_have_value("1")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    in_address(page, w=11)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_change_is_drawn_before_all_else_and_gives_few_elements_their_style_again(
    open_page: Open, width: int
) -> None:
    """A rule with nothing but ":has()" at its end makes it all of them, three times at every change."""
    page = open_page("/?h=8&w=8&c=3&seed=5")
    page.set_viewport_size({"width": width, "height": 844})
    browser = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    browser.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    browser.on("Tracing.tracingComplete", lambda end: ended.append(end))
    if width < 640:
        page.get_by_role("link", name="Skip to the settings").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("input height", exact=True)).to_be_focused()
    field = page.get_by_label("seed", exact=True)
    field.focus()
    settled(page)
    page.evaluate(
        """() => {
            window.__drawn = []; // whether a player had drawn the numbers that Streamlit was not told of
            addEventListener('dw-numbers', event => __drawn.push(event.defaultPrevented));
        }"""
    )
    browser.send("Tracing.start", {"categories": "devtools.timeline"})
    page.keyboard.press("ArrowUp")
    page.wait_for_url(lambda url: "seed=6" in url)
    settled(page)
    browser.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    assert page.evaluate("__drawn.includes(true)")
    counts = [event["args"].get("elementCount", 0) for event in events if event["name"] == STYLED]
    assert 0 < max(counts) < page.locator("*").count() / 2


def test_a_refused_value_is_explained_beside_its_field(open_page: Open) -> None:
    page = open_page("/?h=8&w=8&c=1")
    field = page.get_by_label("input height", exact=True)
    note = page.get_by_role("group", name="Input").get_by_role("status")
    field.fill("112")
    field.press("Enter")
    expect(note).to_have_text(
        "The input height must be from 3 to 64, not 112. Using 64 instead. Shapes and Cost take up to 65,536."
    )
    expect(field).to_have_value("64")
    field.fill("2")
    field.press("Enter")
    expect(note).to_contain_text("A kernel height of 3 with dilation 1 spans 3 pixels")
    expect(page.get_by_label("kernel height", exact=True)).to_have_value("2")
    field.fill("")
    field.press("Enter")
    expect(field).to_have_value("2")  # nothing was asked for
    page.get_by_role("button", name="Lost row").click()
    expect(page.get_by_role("button", name="Lost row")).to_have_attribute("aria-pressed", "true")
    expect(note).to_be_empty()
    expect(field).to_have_value("6")


def test_a_control_that_a_link_locks_says_so_and_cannot_be_changed(open_page: Open) -> None:
    page = open_page("/?h=8&w=8&c=1&lock=size_padding")
    expect(page.get_by_label("input height", exact=True)).to_be_disabled()
    expect(page.get_by_label("padding", exact=True)).to_be_disabled()
    hints = page.locator(".dw-hint:visible", has_text="locked").locator(".dw-unseen")
    expect(hints).to_have_text(["height, width locked", "padding locked"])  # heard
    expect(page.get_by_role("button", name="Photo")).to_be_disabled()
    expect(page.get_by_label("seed", exact=True)).to_be_enabled()


def test_a_finger_finds_steps_and_targets_that_are_large_enough(open_page: Open) -> None:
    page = open_page("/?h=8&w=8&c=1&pad=explicit&kh=7", phone=True)
    page.get_by_test_id("stExpandSidebarButton").tap()
    less = page.get_by_role("button", name="input height: one less")
    more = page.get_by_role("button", name="input height: one more")
    less.tap()
    in_address(page, h=7)
    expect(less).to_be_disabled()  # the kernel needs seven rows
    more.tap()
    more.tap()
    in_address(page, h=9)
    settled(page)
    small = page.locator(".dw-controls :is(input, select, button)").evaluate_all(
        """all => all.map(each => [each.name || each.textContent, each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )
    assert small == []
