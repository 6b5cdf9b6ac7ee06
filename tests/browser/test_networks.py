"""The Networks page in a browser."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import settled

Open = Callable[..., Page]


def test_a_layer_is_chosen_and_opened_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/networks?net=MobileNet")
    table = page.get_by_role("region", name="The layers of MobileNet")
    table.get_by_role("row").first.wait_for()
    row = table.get_by_role("button", name="conv1")
    page.get_by_role("radio", name="Layer by layer").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if row.evaluate("each => each.matches(':focus')"):
            break
    # A focus in the table moves by rows, and chooses them.
    named = page.locator("code", has_text=re.compile("^conv"))
    for name in ("conv_dw_1", "conv_pw_1", "conv_dw_2"):
        page.keyboard.press("ArrowDown")
        expect(table.get_by_role("button", name=name, pressed=True)).to_be_focused()
        expect(named).to_have_text(name)
    settled(page)
    expect(
        page.get_by_role("paragraph").filter(has_text="112×112×64, is shown scaled down to 16×16×3")
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
    expect(page.get_by_text("112×112×64, is shown scaled down to 16×16×3").first).to_be_visible()
    box = page.locator(".dw-player").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 720


def test_a_sorted_table_opens_the_layer_that_was_clicked(open_page: Open) -> None:
    page = open_page("/networks?net=MobileNet", height=1000)
    table = page.get_by_role("region", name="The layers of MobileNet")
    expect(table.locator(".dw-bar").first).to_be_attached()
    bars = table.locator(".dw-bar").evaluate_all(
        """bars => bars.map(bar => [bar.style.getPropertyValue('--dw-share'), bar.nextSibling.textContent]
            .map(parseFloat))"""
    )
    most = max(share for _, share in bars)
    for length, share in bars:  # those of MACs and of kernel values have one scale
        assert abs(length - 100 * share / most) < 0.1, (length, share)
    without = page.get_by_test_id("stMetricValue").filter(has_text="× the MACs")
    expect(without.locator("+ .dw-unseen")).to_have_text(re.compile(r"^[\d.]+ times the MACs$"))
    by_macs = table.get_by_role("columnheader", name="MACs", exact=True)
    by_macs.get_by_role("button").click()
    expect(by_macs).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_text("Sorted by MACs, largest first.")).to_have_role("status")
    by_macs.get_by_role("button").click()
    expect(by_macs).to_have_attribute("aria-sort", "ascending")
    # 7·7·512·9, and twice as many in two layers, which stay in the network's order.
    rows = table.locator("tbody tr")
    for place, name in enumerate(("conv_dw_12", "conv_dw_6", "conv_dw_13")):
        expect(rows.nth(place).get_by_role("rowheader")).to_have_text(name)
    rows.nth(2).locator("td").nth(2).click()  # anywhere in the row
    expect(
        page.get_by_role("paragraph").filter(
            has_text="conv_dw_13, 7×7×1024, is shown scaled down to"
        )
    ).to_be_visible()
    expect(rows.nth(2).get_by_role("button", pressed=True)).to_be_visible()
    expect(by_macs).to_have_attribute("aria-sort", "ascending")
