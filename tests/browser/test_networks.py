"""The Networks page in a browser."""

import re
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import settled

Open = Callable[..., Page]


def test_a_layer_is_chosen_and_opened_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/networks?net=MobileNet")
    table = page.get_by_test_id("stDataFrame").nth(1)
    table.locator("canvas").first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if table.evaluate(
            "each => each.contains(document.activeElement) && document.activeElement.tagName == 'CANVAS'"
        ):
            break
    settled(page)
    # What a screen reader gets of the canvas says which cell a key has led to; on a busy machine
    # the table may not take the first key yet.
    chosen = table.locator("[role=gridcell][aria-selected=true]")
    named = page.locator("code", has_text=re.compile("^conv"))
    for _ in range(12):
        before = chosen.all_inner_texts()
        if "conv_dw_2" in before:
            break
        page.keyboard.press("ArrowDown")
        with suppress(AssertionError):
            expect(chosen.first).not_to_have_text(before[0] if before else "", timeout=3_000)
    expect(named).to_have_text("conv_dw_2")
    expect(
        page.get_by_role("paragraph").filter(has_text="112×112×64, is shown as 16×16×3")
    ).to_be_visible()
    settled(page)
    button = page.get_by_role("button", name="Open in the sliding window")
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.locator(".dw-player").wait_for()
    settled(page)
    said = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    assert (said["h"], said["w"], said["c"], said["sh"], said["pb"]) == ("16", "16", "3", "2", "1")
    assert urlsplit(page.url).path == "/"
    expect(page.get_by_text("112×112×64, is shown as 16×16×3, scaled down").first).to_be_visible()
    box = page.locator(".dw-player").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 720


def test_a_sorted_table_opens_the_layer_that_was_clicked(open_page: Open) -> None:
    page = open_page("/networks?net=MobileNet", height=1000)
    table = page.get_by_test_id("stDataFrame").nth(1)
    table.locator("canvas").first.wait_for()
    box = table.bounding_box()
    assert box is not None
    left, top, row = box["x"] + 60, box["y"] + 15, 33
    settled(page)
    page.mouse.click(left, top)  # the header "layer": by name
    # The canvas does not say when it has sorted, but its first row is chosen then.
    expect(page.locator("code", has_text=re.compile("^conv"))).to_have_text("conv_dw_1")
    # unsorted, the second row is conv_dw_1 and the third conv_pw_1
    for number, layer in ((2, "conv_dw_10"), (3, "conv_dw_11")):
        settled(page)
        page.mouse.click(left, top + number * row)
        said = page.get_by_role("paragraph").filter(has_text=f"{layer}, 14×14×512, is shown as")
        expect(said).to_be_visible()
