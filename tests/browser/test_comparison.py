"""Two convolutions on one clock: what they count, say and show at every step."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from dwconv import ConvSpec, costs
from tests.browser.harness import settled

Open = Callable[..., Page]

LAYER = "h=5&w=4&c=2&kh=3&kw=2&m=2&sh=2&pad=same&seed=4"
SPEC = ConvSpec(5, 4, 2, kernel=(3, 2), multiplier=2, stride=(2, 1), padding="SAME")
MADE = 4


def race(page: Page) -> Locator:
    found = page.locator(".dw-race:not([data-steps='0'])")
    expect(found).to_be_visible()
    return found


def counters(page: Page, name: str = "data-macs") -> list[int]:
    return [int(each) for each in (race(page).get_attribute(name) or "").split()]


def go(page: Page, unit: str, step: int) -> None:
    """Go to a step of a unit and let the picture come to rest."""
    race(page).get_by_role("radio", name=unit, exact=True).click()
    slider = race(page).get_by_role("slider", name="Step")
    slider.evaluate(
        "(range, step) => { range.value = step; range.dispatchEvent(new Event('input')); }", step
    )
    expect(race(page)).to_have_attribute("data-step", str(step))
    page.wait_for_function("document.querySelector('.dw-race').dwPlayer.settled()")


def taps(i: int, j: int, *, real: bool) -> int:
    """Taps of the window at (i, j), by looking at each of them."""
    (top, _), (left, _) = SPEC.pads
    places = [(i * 2 + di - top, j + dj - left) for di, dj in np.ndindex(*SPEC.kernel)]
    return sum(not real or (0 <= row < 5 and 0 <= column < 4) for row, column in places)


def sums(position: int, outputs: int, depth: int, *, real: bool) -> int:
    """Multiplications up to and with `outputs` values of a position, `depth` channels in each."""
    total = 0
    for p in range(position + 1):
        i, j = divmod(p, SPEC.horizontal.output)
        total += taps(i, j, real=real) * depth * (MADE if p < position else outputs)
    return total


@pytest.mark.parametrize(("groups", "depth"), [(1, 2), (2, 1)])
def test_both_counters_are_the_sums_over_the_steps_drawn_so_far(
    open_page: Open, groups: int, depth: int
) -> None:
    page = open_page(f"/comparison?{LAYER}&g={groups}&step=0")
    windows = SPEC.vertical.output * SPEC.horizontal.output * MADE
    for step in (0, 1, 5, 17, windows - 1):
        go(page, "window", step)
        position, n = divmod(step, MADE)
        for real, name in ((False, "data-macs"), (True, "data-real-macs")):
            wanted = [sums(position, n + 1, each, real=real) for each in (1, depth)]
            assert counters(page, name) == wanted, (step, name)
    for step in (0, 3, SPEC.vertical.output * SPEC.horizontal.output - 1):
        go(page, "pixel", step)
        assert counters(page) == [sums(step, MADE, each, real=False) for each in (1, depth)]
    end = costs(SPEC)
    assert counters(page)[0] == end["depthwise"].macs
    assert counters(page, "data-real-macs")[0] == end["depthwise"].real_macs
    if groups == 1:
        assert counters(page)[1] == end["standard"].macs
        assert counters(page, "data-real-macs")[1] == end["standard"].real_macs


def test_by_tap_the_depthwise_window_is_done_first_and_waits(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    for step, wanted in ((0, [1, 1]), (5, [6, 6]), (6, [6, 7]), (11, [6, 12]), (12, [7, 13])):
        go(page, "tap", step)
        assert counters(page) == wanted
    go(page, "tap", 8)
    words = race(page).get_by_role("status").inner_text()
    assert "tf.nn.depthwise_conv2d waits" in words
    assert "running sum" in words


def test_the_ratio_stands_there_at_the_end_and_not_before(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    ends = race(page).locator(".dw-ends")
    expect(ends).to_be_hidden()
    race(page).get_by_role("button", name="Last step").click()
    expect(ends).to_have_text("2 times as many MACs: C/G = 2")
    page = open_page("/comparison?h=5&w=5&c=3&kh=3&kw=3&m=1&beside=separable&step=0")
    race(page).get_by_role("button", name="Last step").click()
    expect(race(page).locator(".dw-ends")).to_have_text("44.4% of conv2d's 729 = 1/3 + 1/9")


def test_groups_lead_from_one_operation_to_the_other(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&step=3")
    heads = race(page).locator(".dw-head")
    expect(heads.nth(1)).to_contain_text("filter (3, 2, 2, 4)")
    page.get_by_role("radio", name="2 groups: depthwise").click()
    settled(page)
    expect(heads.nth(1)).to_contain_text("filter (3, 2, 1, 4)")
    assert "g=2" in page.url
    go(page, "window", 9)
    words = race(page).get_by_role("status").inner_text()
    results = re.findall(r"output channel 1 = (\S+),", words)
    assert len(results) == 2, words
    assert results[0] == results[1], words
    page.get_by_text("TensorFlow agrees").first.wait_for()


def test_the_pointwise_step_waits_for_its_input(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0")
    go(page, "window", 3)
    assert counters(page) == [4 * 6, 0]
    go(page, "window", 4)
    assert counters(page) == [4 * 6, 4]
    go(page, "tap", 4 * 6 + 1)
    assert counters(page) == [4 * 6, 2]


def test_what_the_pointwise_step_takes_is_not_there_before_it_is_made(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0")
    for window, comes in ((0, "to come"), (1, "=")):
        go(page, "window", window)
        place = {"side": 1, "k": 1, "row": 0, "column": 0}
        point = race(page).evaluate("(e, place) => e.dwPlayer.where('input', place)", place)
        page.mouse.move(point["x"], point["y"])
        expect(page.locator(".dw-tip")).to_contain_text(f"input[0, 0, 0, 1] {comes}")
        page.mouse.move(2, 2)


def test_the_letters_have_the_numbers_of_the_step(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    go(page, "tap", 2 * 4 * 12 + 1 * 12 + 8)  # position 2, output channel 1, channel 1, tap 2
    letters = race(page).locator(".dw-formula").nth(1).locator(".dw-letter")
    said = dict(
        zip(
            letters.locator("i").all_inner_texts(),
            letters.locator("small").all_inner_texts(),
            strict=True,
        )
    )
    assert said == {"i": "0", "j": "2", "k": "1", "q": "1", "di": "1", "dj": "0"}
    letters = race(page).locator(".dw-formula").nth(0).locator(".dw-letter")
    said = dict(
        zip(
            letters.locator("i").all_inner_texts(),
            letters.locator("small").all_inner_texts(),
            strict=True,
        )
    )
    assert (said["k"], said["q"]) == ("0", "1")


def test_pointing_at_an_output_tells_its_value_and_a_click_goes_there(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=40")
    place = {"side": 1, "n": 2, "row": 1, "column": 1}
    point = race(page).evaluate("(e, place) => e.dwPlayer.where('output', place)", place)
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip")).to_contain_text("output[0, 1, 1, 2] =")
    expect(page.locator(".dw-tip")).to_contain_text("channels 0 to 1")
    page.mouse.click(point["x"], point["y"])
    expect(race(page)).to_have_attribute("data-step", str((1 * 4 + 1) * MADE + 2))


def test_a_phone_shows_one_above_the_other_and_nothing_beside_the_screen(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&step=9", phone=True)
    boxes = [race(page).locator(".dw-head").nth(side).bounding_box() for side in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] > boxes[0]["y"] + 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert race(page).evaluate(
        "e => [...e.querySelectorAll('.dw-letters')].every(line => line.scrollWidth <= line.clientWidth)"
    )
