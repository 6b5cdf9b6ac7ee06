"""Tests what the keyboard does in Streamlit's rows of choices, and in the boxes that a button opens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import in_address, settled

Open = Callable[..., Page]
WORDS = "document.activeElement.ariaLabel || document.activeElement.innerText"


def test_arrows_choose_in_a_row_of_choices_and_tab_leads_to_the_chosen_one(open_page: Open) -> None:
    page = open_page("/cost?view=curves")
    views = page.get_by_role("radiogroup", name="view").or_(
        page.locator(".st-key-view [role=radiogroup]")
    )
    chosen = views.locator("[aria-checked=true]")
    page.get_by_role("button", name="Import a layer").focus()
    page.keyboard.press("Shift+Tab")
    expect(chosen).to_be_focused()
    for key, view in (("ArrowDown", "time"), ("ArrowLeft", "curves"), ("ArrowUp", "tools")):
        page.keyboard.press(key)
        in_address(page, view=view)
        settled(page)
        expect(chosen).to_be_focused()
    views.get_by_role("radio").first.click()  # a pointer's choice keeps the focus
    in_address(page, view="layer")
    page.keyboard.press("ArrowUp")  # round to the last one
    in_address(page, view="fans")


@pytest.mark.parametrize(
    ("path", "button", "says"),
    [("/?h=8&w=8&c=1&sh=2&sw=2&dh=2&dw=2", "Why?", "stride"), ("/", "Share", "link")],
)
def test_a_box_opened_by_a_key_has_the_focus_and_leads_back_to_its_button(
    open_page: Open, path: str, button: str, says: str
) -> None:
    page = open_page(path)
    opener = page.get_by_role("button", name=button)
    opener.focus()
    page.keyboard.press("Tab")
    following = page.evaluate(WORDS)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name=button)
    expect(box).to_be_focused()
    expect(box).to_contain_text(says)
    page.keyboard.press("Shift+Tab")
    expect(opener).to_be_focused()
    expect(box).to_be_hidden()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    settled(page)
    inside = "() => document.querySelector('[data-testid=stPopoverBody]')?.contains(document.activeElement)"
    for _ in range(30):
        page.keyboard.press("Tab")
        if not page.evaluate(inside):
            break
    assert page.evaluate(WORDS) == following
    expect(box).to_be_hidden()
