"""The Layouts page in a browser: what stands below the picture of the weights."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import becomes

Open = Callable[..., Page]
SCROLLER = "[class*=st-key-table_] [data-testid=stMarkdownContainer]"


def test_the_caption_is_on_the_first_screen_directly_below_the_weights(open_page: Open) -> None:
    page = open_page("/layouts", reduced_motion=True)
    caption = page.get_by_text("A frame is one pair of indices").first
    for layout, blocks in (("TensorFlow (", 0), ("PyTorch (", 1)):
        expect(page.locator(".layouts [role=status]")).to_contain_text(layout)
        frames = page.locator(".layouts .frames").nth(blocks).locator(".block").last
        above, below = frames.bounding_box(), caption.bounding_box()
        assert above
        assert below
        assert 0 < below["y"] - above["y"] - above["height"] < 32
        assert below["y"] + below["height"] <= 720
        page.get_by_role("button", name="Move the weights").click()


def test_on_a_phone_tables_scroll_and_fade_where_there_is_more_and_code_is_seen_whole(
    open_page: Open,
) -> None:
    page = open_page("/layouts?m=2&lfrom=TensorFlow&lto=PyTorch", phone=True)
    scrolled = page.locator(SCROLLER).first
    assert scrolled.evaluate("e => e.scrollWidth > e.clientWidth + 20")
    left, right = "0px 0px", "-20px 0px"
    for to, fades in (0, [right, right]), (1e4, [left, left]):
        scrolled.evaluate("(e, to) => { e.scrollLeft = to; }", to)
        becomes(page, lambda: mask_places(scrolled), fades)
    expect(scrolled).to_have_role("region")  # a stop of the keyboard has a name
    expect(scrolled).to_have_accessible_name("layouts")
    expect(scrolled.get_by_role("row", name="PyTorch").get_by_role("rowheader")).to_have_text(
        "PyTorch"
    )
    code = page.locator("[data-testid=stCode] pre").first
    assert code.evaluate("e => e.scrollWidth <= e.clientWidth")
    chip = page.locator(f"{SCROLLER} td code").first
    assert chip.evaluate("e => parseFloat(getComputedStyle(e).paddingInlineEnd)") < 3
    page = open_page("/layouts")
    assert mask_places(page.locator(SCROLLER).first) == [right, left]
    expect(page.locator(SCROLLER).first).not_to_have_role("region")


def mask_places(part: Locator) -> list[str]:
    """Where the masks of both edges lie: the left one fades at 0, the right one does not."""
    return str(part.evaluate("e => getComputedStyle(e).maskPosition")).split(", ")
