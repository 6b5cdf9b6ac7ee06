"""The Layouts page in a browser: what stands below the picture of the weights."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


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
