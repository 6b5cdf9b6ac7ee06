"""Tests what a screen reader hears where Streamlit is silent: another page, a result, a field's place."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dwconv.teaching.exercises import sheet
from dwconv.ui.pages.exercises import TITLES
from tests.browser.harness import go_to, settled

Open = Callable[..., Page]

# Notes what stands in the live regions, those of components included, as it changes.
LISTEN = """() => {
    const regions = root => [...root.querySelectorAll('*')].flatMap(each => [
        ...(each.matches('[role=status]:not([aria-live=off])') ? [each] : []),
        ...(each.shadowRoot ? regions(each.shadowRoot) : []),
    ]);
    const known = new WeakMap();
    const look = () => {
        for (const region of regions(document)) {
            const words = region.textContent.trim();
            if (words && words !== known.get(region)) window.__heard.push(words);
            known.set(region, words);
        }
    };
    window.__heard = [];
    look();
    window.__heard = [];
    setInterval(look, 50);
}"""


def was_heard(page: Page, words: str) -> None:
    patience = time.monotonic() + 150  # TensorFlow may have to start, and is asked about all cases
    while words not in "\n".join(heard := page.evaluate("window.__heard")):
        assert time.monotonic() < patience, heard
        page.wait_for_timeout(50)


def test_the_page_that_a_link_led_to_is_named(open_page: Open) -> None:
    page = open_page("/questions")
    page.evaluate(LISTEN)
    go_to(page, "Shapes")
    was_heard(page, "Page: Shapes")
    assert "Page: Questions" not in page.evaluate("window.__heard"), "the first is the document's"


def test_a_control_that_is_drawn_anew_keeps_the_focus(open_page: Open) -> None:
    page = open_page("/lesson", reduced_motion=True)
    page.get_by_role("combobox", name="Part of the lesson").focus()
    for key in "ArrowDown", "ArrowDown", "Enter":
        page.keyboard.press(key)
    page.wait_for_url("**part=2**")
    settled(page)
    expect(page.get_by_role("combobox", name="Part of the lesson")).to_be_focused()
    # who has gone elsewhere is not fetched back
    page.locator(".st-key-lesson-text").click()
    page.keyboard.press("PageDown")
    page.wait_for_url("**beat=2**")
    settled(page)
    assert page.evaluate("document.activeElement.tagName") != "INPUT"


@pytest.mark.timeout(240)
def test_the_result_of_a_case_is_said_when_it_comes(open_page: Open) -> None:
    page = open_page("/tensorflow")
    page.get_by_role("radio", name="Where TensorFlow is wrong").click()
    settled(page)
    page.evaluate(LISTEN)
    page.locator("[class*=st-key-case-] button").first.click()
    was_heard(page, "values are wrong")


def test_a_field_of_an_exercise_is_in_a_group_with_its_name(open_page: Open) -> None:
    page = open_page("/exercises?sheet=7&level=2")
    for number, exercise in enumerate(sheet(7, 2), 1):
        group = page.get_by_role("group", name=f"{number}; {TITLES[exercise.kind]}")
        expect(group.get_by_role("button", name="Check")).to_have_count(1)
