"""Tests the Image lab in a browser with mouse, keyboard, screen and screen reader; its numbers must be those of the engine."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from dwconv import depthwise_conv2d
from dwconv.engine.sample_values import make_filter
from dwconv.files import images
from tests.browser.harness import PLAYER, becomes, drawn, settled

Open = Callable[..., Page]

SIDE = 64
EDGES = f"/image?px={SIDE}&im=2&ik=3&r0=sobel-x&r1=sobel-y&ipad=same&is=1&id=1&each=one&show=auto"
# Another page on this machine is opened by a test, which tells its own server nothing.


@pytest.fixture(scope="module")
def numbers() -> tuple[Any, Any]:
    """The picture's pixels and both Sobel outputs, worked out here."""
    pixels = images.scaled(images.included_photo().pixels, SIDE)
    kernels = make_filter("sobel-xy", (3, 3), 3, 2)
    return pixels, depthwise_conv2d(pixels[None].astype(np.float32), kernels, [1] * 4, "SAME")[0]


def pictures(page: Page) -> Locator:
    found = page.locator(".picture[data-drawn]").first
    expect(found).to_be_visible()
    return found


def place(page: Page) -> tuple[int, int]:
    root = pictures(page)
    return int(root.get_attribute("data-row") or -1), int(root.get_attribute("data-column") or -1)


def figure(page: Page, kind: str, at: int = 0) -> Locator:
    return pictures(page).locator(f"figure.{kind}[data-at='{at}']")


def value(page: Page, kind: str, at: int) -> float:
    text = figure(page, kind, at).locator("figcaption b").inner_text()
    return float(text.replace("−", "-"))


def point(page: Page, kind: str, row: float, column: float, at: int = 0) -> tuple[float, float]:
    """Where a pixel of the whole input is on the screen, in a canvas that keeps its shape."""
    box = figure(page, kind, at).locator("canvas").bounding_box()
    assert box
    padded = SIDE + 2
    scale = min(box["width"], box["height"]) / padded
    left = box["x"]
    top = box["y"] + (box["height"] - padded * scale) / 2
    return left + (column + 1.5) * scale, top + (row + 1.5) * scale


def test_keys_move_the_probe_and_the_engines_numbers_are_said(open_page: Open, numbers) -> None:
    pixels, output = numbers
    page = open_page(EDGES)
    pictures(page).focus()
    row, column = place(page)
    for key, down, right in [
        ("ArrowDown", 1, 0),
        ("ArrowRight", 0, 1),
        ("Shift+ArrowUp", -10, 0),
        ("Shift+ArrowLeft", 0, -10),
    ]:
        page.keyboard.press(key)
        row, column = row + down, column + right
        becomes(page, lambda: place(page), (row, column))
        said = pictures(page).locator(".status").inner_text().replace("minus ", "-")
        assert f"Output row {row}, column {column}" in said
        values = [float(each) for each in re.findall(r"Sobel [xy] (-?[\d.]+)", said)]
        assert values == output[row, column].tolist()
    drawn(page)
    for at in range(6):
        assert value(page, "output", at) == output[row, column, at]
    for k in range(3):
        assert value(page, "input", k) == pixels[row, column, k]


def test_the_probe_stays_inside(open_page: Open) -> None:
    page = open_page(EDGES)
    pictures(page).focus()
    for _ in range(8):
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
    becomes(page, lambda: place(page), (SIDE - 1, SIDE - 1))
    drawn(page)
    # SAME pads one row and one column here: five of the window's nine lie on it.
    cells = pictures(page).locator(".tables table").first.locator("td")
    expect(cells).to_have_count(9)
    assert cells.evaluate_all("all => all.map(cell => cell.className)").count("padding") == 5


def test_hovering_one_picture_marks_the_same_place_in_all(open_page: Open, numbers) -> None:
    pixels, output = numbers
    page = open_page(EDGES)
    before = place(page)
    row, column = 20, 41
    for kind, at in ("colour", 0), ("input", 2), ("output", 0), ("output", 5):
        page.mouse.move(*point(page, kind, row, column, at))
        expect(pictures(page).locator(".where")).to_have_text(
            re.compile(f"Output row {row}, column {column} of")
        )
        drawn(page)
        for each in range(6):
            assert value(page, "output", each) == output[row, column, each], (kind, at)
        grid = pictures(page).locator(".tables table").first.locator("td").all_inner_texts()
        assert [int(text) for text in grid] == pixels[
            row - 1 : row + 2, column - 1 : column + 2, 0
        ].ravel().tolist(), (kind, at)
        page.mouse.move(5, 300)  # away: back to where the probe is
        expect(pictures(page).locator(".where")).to_have_text(
            re.compile(f"Output row {before[0]}, column {before[1]} of")
        )


def test_a_click_puts_the_probe_there_and_chooses_the_channel(open_page: Open) -> None:
    page = open_page(EDGES)
    page.mouse.click(*point(page, "output", 30, 12, at=4))
    becomes(page, lambda: place(page), (30, 12))
    expect(pictures(page).get_by_role("radio", name="blue")).to_be_checked()
    expect(pictures(page).locator(".where b")).to_have_text("blue")


def test_a_tap_puts_the_probe_there(open_page: Open, numbers) -> None:
    page = open_page(EDGES, phone=True)
    figure(page, "colour").scroll_into_view_if_needed()
    box = figure(page, "colour").locator("canvas").bounding_box()
    assert box
    assert box["height"] == box["width"] > 360  # a square picture takes the width of the phone
    page.touchscreen.tap(*point(page, "colour", 33, 17))
    becomes(page, lambda: place(page), (33, 17))
    drawn(page)
    assert value(page, "output", 3) == numbers[1][33, 17, 3]


def test_zoom_by_button_and_key_goes_to_the_probe(open_page: Open, numbers) -> None:
    page = open_page(EDGES)
    canvas = figure(page, "output", 0).locator("canvas")
    drawn(page)
    whole = canvas.evaluate("canvas => canvas.toDataURL()")
    back = pictures(page).get_by_role("button", name="Whole picture")
    expect(back).to_be_disabled()
    pictures(page).get_by_role("button", name="Zoom in").click()
    expect(pictures(page)).to_have_attribute("data-zoom", "2")
    expect(back).to_be_enabled()
    pictures(page).focus()
    page.keyboard.press("+")
    expect(pictures(page)).to_have_attribute("data-zoom", "4")
    assert canvas.evaluate("canvas => canvas.toDataURL()") != whole
    row, column = place(page)
    box = canvas.bounding_box()
    assert box
    # The probe is in the middle now, in every picture.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(pictures(page).locator(".where")).to_have_text(
        re.compile(f"Output row {row}, column {column} of")
    )
    page.mouse.move(5, 300)
    page.keyboard.press("0")
    expect(pictures(page)).to_have_attribute("data-zoom", "1")
    drawn(page)
    assert canvas.evaluate("canvas => canvas.toDataURL()") == whole


def test_a_control_keeps_place_and_zoom(open_page: Open) -> None:
    page = open_page(EDGES)
    page.mouse.click(*point(page, "colour", 40, 20))
    becomes(page, lambda: place(page), (40, 20))
    pictures(page).focus()
    page.keyboard.press("+")
    expect(pictures(page)).to_have_attribute("data-zoom", "2")
    field = page.get_by_role("spinbutton", name="stride")
    field.fill("2")
    field.press("Enter")
    settled(page)
    expect(pictures(page).locator(".status")).to_have_text(
        re.compile(rf"^Now stride 2, was 1; .*output 32 by 32, was {SIDE} by {SIDE}\. Output row")
    )
    expect(pictures(page)).to_have_attribute("data-row", re.compile("^(19|20)$"))
    expect(pictures(page)).to_have_attribute("data-column", re.compile("^(9|10)$"))
    expect(pictures(page)).to_have_attribute("data-zoom", "2")


def test_a_link_opens_the_multiplications_of_the_window_under_the_probe(
    open_page: Open, numbers
) -> None:
    _, output = numbers
    page = open_page(EDGES)
    page.mouse.click(*point(page, "colour", 21, 50))
    becomes(page, lambda: place(page), (21, 50))
    drawn(page)
    link = pictures(page).get_by_role("link")
    link.focus()
    page.keyboard.press("ArrowLeft")  # the numbers are others, the link is the same one
    becomes(page, lambda: place(page), (21, 49))
    expect(link).to_be_focused()
    page.keyboard.press("ArrowRight")
    becomes(page, lambda: place(page), (21, 50))
    drawn(page)
    address = link.get_attribute("href") or ""
    asked = parse_qs(urlsplit(address).query)
    assert (asked["h"], asked["c"], asked["m"]) == (["3"], ["3"], ["2"])
    lab = open_page(f"/?{urlsplit(address).query}")
    player = lab.locator(PLAYER)
    expect(player).to_be_visible()
    expect(lab.locator("[data-testid=stAlert]")).to_have_count(0)
    player.focus()
    lab.keyboard.press("End")
    value_there = f"{output[21, 50, 5]:.0f}".replace("-", "minus ")
    expect(player.get_by_role("status")).to_contain_text(
        f"output row 0, column 0, channel 5 = {value_there}. "
    )


def test_the_whole_lab_fits_on_a_projector(open_page: Open) -> None:
    page = open_page("/image")
    settled(page)
    for last in ("output[data-at='5']", "input[data-at='2']"):
        box = pictures(page).locator(f"figure.{last}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720
        assert box["width"] > 120


def test_sizes_are_said_and_pictures_stand_above_the_start_of_their_words(open_page: Open) -> None:
    page = open_page(
        f"/image?px={SIDE}&im=1&ik=5&r0=box-blur&g0=box-blur&b0=box-blur&is=4&id=1&each=one&ipad=same"
    )
    expect(pictures(page).locator(".head")).to_have_text(["input, 64×64", "output, 16×16"])
    expect(pictures(page).locator("caption").last).to_contain_text("box blur, ÷ 25")
    select = page.locator(".st-key-r0").bounding_box()
    both = [page.locator(f".st-key-{name}").bounding_box() for name in ("ik", "im")]
    assert select
    assert both[0]
    assert both[1]
    assert select["width"] == pytest.approx(both[1]["x"] + both[1]["width"] - both[0]["x"], abs=1)
    canvas = page.locator(".picture").nth(1).locator(".first canvas")
    painted = "canvas => canvas.getContext('2d').getImageData(1, canvas.height / 2, 1, 1).data[3]"
    becomes(page, lambda: canvas.evaluate(painted), 255)


def test_a_file_is_read_and_a_broken_one_gets_a_sentence(open_page: Open) -> None:
    from tests.files.test_images import saved, some

    page = open_page(EDGES)
    chooser = page.locator("[data-testid=stFileUploader] input[type=file]")
    chooser.set_input_files(
        {"name": "mine.png", "mimeType": "image/png", "buffer": saved(some(size=(9, 5)))}
    )
    page.get_by_role("button", name="Back to the photograph").wait_for()
    chooser.set_input_files(
        {"name": "cat.png", "mimeType": "image/png", "buffer": b"GIF89a" + bytes(50)}
    )
    expect(page.get_by_text("this one holds a GIF")).to_be_visible()
    chooser.set_input_files(
        {"name": "other.png", "mimeType": "image/png", "buffer": saved(some(size=(7, 4)))}
    )
    page.get_by_role("button", name="Back to the photograph").click()
    settled(page)
    expect(page.get_by_text("this one holds a GIF")).to_have_count(0)
    expect(page.get_by_role("button", name="Back to the photograph")).to_have_count(0)
    chooser.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    refused = page.get_by_role("alert").filter(has_text="not allowed")  # a sentence that is seen
    becomes(page, lambda: (refused.bounding_box() or {"height": 0})["height"] >= 12, True)


def test_no_band_stays_empty_below_the_pictures_in_a_high_window(open_page: Open) -> None:
    page = open_page("/image", width=768, height=1024)
    ends = [
        box["y"] + box["height"]
        for part in (".picture", ".picture .legend")
        if (box := page.locator(part).first.bounding_box())
    ]
    assert abs(ends[0] - ends[1]) < 10


def test_the_picture_starts_at_the_edge_of_the_page_and_all_its_buttons_are_as_high_as_choices(
    open_page: Open,
) -> None:
    page = open_page(EDGES)
    parts = (page.get_by_role("heading", level=1), figure(page, "colour").locator("canvas"))
    edges = [box["x"] for part in parts if (box := part.bounding_box())]
    assert edges[0] == pytest.approx(edges[1], abs=0.5)
    heights = (
        pictures(page)
        .get_by_role("button")
        .evaluate_all("buttons => buttons.map(button => button.getBoundingClientRect().height)")
    )
    assert set(map(round, heights)) == {38}  # as Streamlit's are
