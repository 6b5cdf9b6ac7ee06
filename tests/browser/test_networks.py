"""The Networks page in a browser."""

import re
from collections.abc import Callable
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
    # The first has the focus, or gets it by the first key on a browser that was slow to give it.
    rows = ("conv1", "conv_dw_1", "conv_pw_1", "conv_dw_2")
    named = page.locator("code", has_text=re.compile("^conv"))
    while not named.count() or named.inner_text() != rows[-1]:
        before = named.inner_text() if named.count() else None
        page.keyboard.press("ArrowDown")
        row = rows[rows.index(before) + 1] if before else re.compile("conv1|conv_dw_1")
        expect(named).to_have_text(row)
        settled(page)
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
    page.mouse.click(left, top)  # the header "layer": by name
    settled(page, quiet=1000)  # a canvas does not say when it has sorted
    page.mouse.click(left, top + 2 * row)  # unsorted it is conv_dw_1
    expect(
        page.get_by_role("paragraph").filter(has_text="conv_dw_10, 14×14×512, is shown as")
    ).to_be_visible()
    settled(page)
    page.mouse.click(left, top + 3 * row)  # unsorted it is conv_pw_1
    expect(page.get_by_text("conv_dw_11, 14×14×512, is shown as").first).to_be_visible()
