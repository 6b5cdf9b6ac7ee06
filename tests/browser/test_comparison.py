"""Tests the Comparison page in a browser: what both sides count, say and show at every step."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from dwconv import ConvSpec, costs
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.player.comparison import (
    depthwise_and_pointwise,
    depthwise_and_standard,
    more_macs,
    share_of_standard,
    share_of_standard_aloud,
)
from tests.browser.harness import becomes, drawn, found_still, in_address, settled

Open = Callable[..., Page]

LAYER = "h=5&w=4&c=2&kh=3&kw=2&m=2&sh=2&pad=same&seed=4"
SPEC = ConvSpec(5, 4, 2, kernel=(3, 2), multiplier=2, stride=(2, 1), padding="SAME")
MADE = 4
SEED = 4


def comparison(page: Page) -> Locator:
    found = page.locator(".dw-comparison:not([data-steps='0'])")
    expect(found).to_be_visible()
    return found


def counters(page: Page, name: str = "data-macs") -> list[int]:
    return [int(each) for each in (comparison(page).get_attribute(name) or "").split()]


def go(page: Page, unit: str, step: int) -> None:
    """Go to a step of a unit and let the picture come to rest."""
    comparison(page).get_by_role("radio", name=unit, exact=True).click()
    slider = comparison(page).get_by_role("slider", name="Step")
    slider.evaluate(
        "(range, step) => { range.value = step; range.dispatchEvent(new Event('input')); }", step
    )
    expect(comparison(page)).to_have_attribute("data-step", str(step))
    drawn(page)


def tracks(beside: str):
    """Both sides for LAYER, made from the samples without the page."""
    image = make_input("integers", 5, 4, 2, SEED)[None]
    filter = make_filter("integers", SPEC.kernel, 2, 2, SEED)
    if beside == "separable":
        return depthwise_and_pointwise(
            SPEC, image, filter, make_filter("integers", (1, 1), MADE, MADE, SEED + 1)
        )
    elsewhere = make_filter("integers", SPEC.kernel, 2, MADE, SEED + 2)
    return depthwise_and_standard(SPEC, image, filter, elsewhere, 1)


def letters(page: Page, side: int) -> dict[str, str]:
    """The letters of a side's formula and the numbers below them."""
    found = (
        comparison(page)
        .locator(".dw-formula")
        .nth(side)
        .locator(".dw-place, .dw-channel, .dw-made")
    )
    return dict(
        zip(
            found.locator("i").all_inner_texts(),
            found.locator("small").all_inner_texts(),
            strict=True,
        )
    )


def tip_at(page: Page, place: dict[str, object]) -> list[str]:
    """What the tooltip of an input cell says, line by line."""
    point = comparison(page).evaluate("(e, place) => e.dwPlayer.where('input', place)", place)
    page.mouse.move(point["x"], point["y"])
    return page.locator(".dw-tip").locator("b, span").all_inner_texts()


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
    # in words: of those drawn, how many meet padding; and one scale for both bars
    said = comparison(page).locator(".dw-counter").all_inner_texts()
    for side, (macs, real) in enumerate(
        zip(counters(page), counters(page, "data-real-macs"), strict=True)
    ):
        wanted = f"{macs:,} ({macs - real:,} on padding) of {macs:,} multiplications"
        assert " ".join(said[side].split()) == wanted
    bars = [comparison(page).locator(".dw-bar").nth(side).bounding_box() for side in (0, 1)]
    assert bars[0]
    assert bars[1]
    assert bars[1]["width"] / bars[0]["width"] == pytest.approx(depth, rel=0.02)
    assert counters(page)[0] == end["depthwise"].macs
    assert counters(page, "data-real-macs")[0] == end["depthwise"].real_macs
    if groups == 1:
        assert counters(page)[1] == end["standard"].macs
        assert counters(page, "data-real-macs")[1] == end["standard"].real_macs


@pytest.mark.parametrize("beside", ["conv2d", "separable"])
def test_the_words_beside_a_bar_keep_clear_of_the_panel_below(open_page: Open, beside: str) -> None:
    page = open_page(f"/comparison?{LAYER}&beside={beside}&step=0")
    apart = (
        comparison(page)
        .locator(".dw-scale:not(:empty)")
        .evaluate(
            """words => words.closest('.dw-head').getBoundingClientRect().bottom
            - words.getBoundingClientRect().bottom"""
        )
    )
    assert 4 <= apart <= 6


def test_by_tap_the_depthwise_window_is_done_first_and_waits(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    for step, wanted in ((0, [1, 1]), (5, [6, 6]), (6, [6, 7]), (11, [6, 12]), (12, [7, 13])):
        go(page, "tap", step)
        assert counters(page) == wanted
    go(page, "tap", 8)
    words = comparison(page).get_by_role("status").inner_text()
    assert "tf.nn.depthwise_conv2d waits" in words
    assert "running sum" in words


def test_the_ratio_is_shown_at_the_end_and_not_before(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    ends = comparison(page).locator(".dw-ends")
    expect(ends).to_be_hidden()
    comparison(page).get_by_role("button", name="Last step").click()
    said = more_macs(tracks("conv2d"))
    expect(ends).to_have_text(said)
    expect(comparison(page).get_by_role("status")).to_contain_text(said)
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0")
    comparison(page).get_by_role("button", name="Last step").click()
    ends = comparison(page).locator(".dw-ends")
    expect(ends.locator("[aria-hidden]")).to_have_text(share_of_standard(SPEC, MADE))
    # letters and fractions are words for whoever hears them
    heard = share_of_standard_aloud(SPEC, MADE)
    expect(comparison(page).get_by_role("status")).to_contain_text(heard)
    expect(ends.locator(".dw-unseen")).to_have_text(heard)


# What the sentence at the end could be printed over, and what of it could be printed over another.
OVERLAPS = """() => {
    const comparison = document.querySelector('.dw-comparison');
    const box = element => element.getBoundingClientRect();
    const shared = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const words = [...comparison.querySelectorAll(
        '.dw-ends, .dw-title, .dw-counter, .dw-bar, .dw-letters, .dw-letter small, .dw-meaning, .dw-transport'
    )];
    const found = [];
    words.forEach((one, at) => words.slice(at + 1).forEach(other => {
        if (!one.contains(other) && shared(box(one), box(other))) found.push([one.className, other.className]);
    }));
    for (const word of words) {
        const { left, right } = box(word), formula = word.closest('.dw-formula');
        if (left < 0 || right > innerWidth + 1) found.push([word.className, 'window']);
        if (formula && box(word).bottom > box(formula).bottom + 1) found.push([word.className, 'cut off']);
    }
    return found;
}"""


@pytest.mark.parametrize(
    ("layer", "step"),
    [
        ("h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&seed=4", 215),
        ("h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&beside=separable", 431),
        ("h=64&w=64&c=8&kh=7&kw=7&m=4&pad=same", 131071),
        ("h=64&w=64&c=8&kh=7&kw=5&m=4&pad=same&sh=2&sw=2&g=2", 32767),
    ],
)
def test_the_sentence_at_the_end_covers_nothing(open_page: Open, layer: str, step: int) -> None:
    page = open_page(f"/comparison?{layer}&step={step}")
    ends = comparison(page).locator(".dw-ends")
    for presented in (False, True):
        if presented:
            page.locator(".dw-player").focus()
            page.keyboard.press("p")
            expect(comparison(page)).to_have_class(re.compile("dw-presenting"))
        expect(ends).to_be_visible()
        assert found_still(page, OVERLAPS) == [], presented
        box = ends.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720, presented


@pytest.mark.parametrize("beside", ["conv2d", "separable"])
def test_the_sentence_at_the_end_has_room_on_a_phone(open_page: Open, beside: str) -> None:
    layer = "h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&seed=4"
    page = open_page(f"/comparison?{layer}&beside={beside}&step=0", phone=True)
    comparison(page).get_by_role("button", name="Last step").click()
    ends = comparison(page).locator(".dw-ends")
    expect(ends).to_be_visible()
    ends.scroll_into_view_if_needed()
    assert found_still(page, OVERLAPS) == []


def test_the_two_bars_of_a_phone_are_seen_to_be_two(open_page: Open) -> None:
    # the left one is the longer, as wide as its half of the screen allows
    page = open_page("/comparison?h=4&w=5&c=3&kh=3&kw=3&m=1&beside=separable&step=3", phone=True)
    left, right = (bar.bounding_box() for bar in page.locator(".dw-bar").all())
    assert left
    assert right
    assert right["x"] - left["x"] - left["width"] >= 16


def test_groups_lead_from_one_operation_to_the_other(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&step=3")
    badge = page.locator(".dw-badge").first
    expect(badge).to_contain_text("TensorFlow agrees")
    expect(badge.locator(".dw-unseen")).to_contain_text("on both sides with all ")
    formula = comparison(page).locator(".dw-formula").nth(1)
    expect(formula.get_by_text("(3, 2, 2, 4)")).to_be_visible()
    page.get_by_role("radio", name="2 groups: as depthwise").click()
    settled(page)
    expect(formula.get_by_text("(3, 2, 1, 4)")).to_be_visible()
    in_address(page, g=2)
    go(page, "window", 9)
    words = comparison(page).get_by_role("status").inner_text()
    results = re.findall(r"value = ([^,]+),", words)
    assert len(results) == 2, words
    assert results[0] == results[1], words
    page.get_by_text("TensorFlow agrees").first.wait_for()


def test_what_tensorflow_has_against_the_left_side_is_shown_with_its_reason(
    open_page: Open,
) -> None:
    page = open_page("/comparison?h=8&w=8&c=3&kh=3&kw=3&sh=2&sw=2&dh=2&dw=2&pad=valid&step=3")
    head = page.locator(".st-key-beside-title")
    expect(head).to_contain_text("TensorFlow differs on the left side")
    head.get_by_role("button", name="Why?").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("stride")


def test_the_pointwise_step_waits_for_its_input(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0")
    go(page, "window", 3)
    assert counters(page) == [4 * 6, 0]
    go(page, "window", 4)
    assert counters(page) == [4 * 6, 4]
    go(page, "tap", 4 * 6 + 1)
    assert counters(page) == [4 * 6, 2]


def test_inputs_of_the_pointwise_step_are_hidden_until_they_are_computed(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0")
    for window, comes in ((0, "not computed yet"), (1, "=")):
        go(page, "window", window)
        place = {"side": 1, "k": 1, "row": 0, "column": 0}
        point = comparison(page).evaluate("(e, place) => e.dwPlayer.where('input', place)", place)
        page.mouse.move(point["x"], point["y"])
        expect(page.locator(".dw-tip")).to_contain_text(f"input[0, 0, 0, 1] {comes}")
        page.mouse.move(2, 2)


def test_each_letter_of_the_formula_shows_its_number_at_the_step(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")
    go(page, "tap", 2 * 4 * 12 + 1 * 12 + 8)  # position 2, output channel 1, channel 1, tap 2
    said = letters(page, 1)
    assert said == {"i": "0", "j": "2", "n": "1", "c": "1", "di": "1", "dj": "0"}
    said = letters(page, 0)
    assert (said["k"], said["q"]) == ("0", "1")


@pytest.mark.parametrize("pad", ["same", "valid"])
def test_formula_and_tooltip_speak_of_the_same_tensor(open_page: Open, pad: str) -> None:
    page = open_page(f"/comparison?{LAYER.replace('pad=same', f'pad={pad}')}&g=1&step=0")
    go(page, "tap", 1 * 4 * 12 + 8)  # position 1, output channel 0, channel 1, tap 2
    name = "padded" if pad == "same" else "input"
    formula = comparison(page).locator(".dw-formula").nth(1)
    expect(formula).to_contain_text(f"{name}[0, ")
    expect(formula.get_by_text("input + padding")).to_have_count(1 if pad == "same" else 0)
    said = {letter: int(number) for letter, number in letters(page, 1).items()}
    row, column = 2 * said["i"] + said["di"], said["j"] + said["dj"]
    assert (row, column) == (1, 1)
    title, *more = tip_at(page, {"side": 1, "k": said["c"], "row": row, "column": column})
    (image,) = tracks("conv2d")[1].input
    top = SPEC.pads[0][0] if pad == "same" else 0
    value = f"{image[row - top, column, 1]:g}".replace("-", "\u2212")
    assert title == f"{name}[0, {row}, {column}, {said['c']}] = {value}"
    own = f"without padding: input[0, {row - top}, {column}, 1]"
    assert (own in more) == (pad == "same")
    page.mouse.move(2, 2)
    if pad == "same":
        assert tip_at(page, {"side": 1, "k": 0, "row": 0, "column": 1})[:2] == [
            "padded[0, 0, 1, 0] = 0",
            "padding, not part of the input",
        ]


RECORD = """() => {
    const { prototype } = CanvasRenderingContext2D, write = prototype.fillText;
    window.__written = [];
    prototype.fillText = function (text, ...rest) { window.__written.push(text); write.call(this, text, ...rest); };
}"""


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("beside", ["conv2d", "separable"])
def test_by_tap_strip_and_words_say_what_is_multiplied(
    open_page: Open, beside: str, phone: bool
) -> None:
    page = open_page(f"/comparison?{LAYER}&beside={beside}&g=1&step=0", phone=phone)
    right = tracks(beside)[1]
    (top, bottom), (left, after) = right.spec.pads
    padded = np.pad(right.input[0], ((top, bottom), (left, after), (0, 0)))
    kh, kw, depth, _ = right.filter.shape
    per_window, before = kh * kw * depth, 6 * MADE if beside == "separable" else 0
    page.evaluate(RECORD)
    for position, n, tap in ((0, 0, 0), (4, 1, 2), (5, 3, per_window - 1), (9, 2, 1)):
        page.evaluate("window.__written = []")
        go(page, "tap", position * (before + per_window * MADE) + before + n * per_window + tap)
        i, j = divmod(position, right.spec.horizontal.output)
        q, place = divmod(tap, kh * kw)
        di, dj = divmod(place, kw)
        value = padded[i * right.spec.stride[0] + di, j + dj, q]
        weight = right.filter[di, dj, q, n]
        factor = f"({weight:g})" if weight < 0 else f"{weight:g}"
        wanted = f"{value:g}\u00b7{factor} = {value * weight + 0:g}".replace("-", "\u2212")
        words = comparison(page).get_by_role("status").inner_text()
        aloud = f"{value:g} times {weight:g} = {value * weight + 0:g}".replace("-", "minus ")
        said = f"tap {tap + 1} of {per_window}, input channel {q}, "
        assert said in words, (position, n, tap)
        assert f", {aloud}," in words, (position, n, tap)
        assert wanted in page.evaluate("window.__written"), (position, n, tap)


def test_letters_that_point_at_a_channel_have_the_colour_of_its_lane(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=0")

    def colours(side: int, of: str) -> set[str]:
        found = comparison(page).locator(".dw-formula").nth(side).locator(f".dw-{of}")
        return {each.evaluate("e => getComputedStyle(e).color") for each in found.all()}

    seen = []
    for channel in (0, 1):
        go(page, "tap", 2 * channel * 12 + 6 * channel)  # both sides are at this input channel
        lane = colours(0, "channel")
        assert len(lane) == 1
        assert colours(1, "channel") == lane
        seen += lane
        for side in (0, 1):
            assert colours(side, "place") == colours(1, "made")
            assert not colours(side, "place") & lane
    assert seen[0] != seen[1]
    outlined = comparison(page).locator(".dw-made i").first
    assert outlined.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize(("m", "wanted"), [(1, "k+q"), (2, "k\u00b72+q")])
def test_a_factor_of_one_is_not_written(open_page: Open, m: int, wanted: str) -> None:
    page = open_page(f"/comparison?h=5&w=5&c=3&kh=3&kw=3&m={m}&step=0")
    line = comparison(page).locator(".dw-letters").first
    pieces = line.locator(":scope > span:not(.dw-letter), i").all_inner_texts()
    assert f"{wanted}] = \u03a3" in "".join(pieces)


def test_all_choices_of_groups_fit_on_a_phone(open_page: Open) -> None:
    page = open_page("/comparison?h=5&w=5&c=8&kh=3&kw=3&step=0", phone=True)
    for name in ("1 group: adds all channels", "8 groups: as depthwise"):
        box = page.get_by_role("radio", name=name).bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390
        shown = page.get_by_role("radio", name=name).evaluate(
            "e => e.getBoundingClientRect().right <= e.parentElement.getBoundingClientRect().right + 1"
        )
        assert shown


def test_the_text_below_the_picture_is_reached_without_leaving_the_step(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&step=3")
    heading = page.get_by_role("heading", name="Depthwise is a standard convolution full of zeros")
    expect(heading).not_to_be_in_viewport()
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 2000)
    expect(heading).to_be_in_viewport()
    expect(comparison(page)).to_have_attribute("data-step", "3")


def test_it_is_called_two_convolutions_while_it_plays(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}")
    expect(comparison(page)).to_have_attribute("data-playing", "true")
    expect(comparison(page)).to_have_accessible_name("Player of two convolutions side by side")
    expect(comparison(page).locator(".dw-about")).to_contain_text("at the slider Picture")
    expect(comparison(page).locator(".dw-about")).to_contain_text("It plays. Space pauses it.")
    comparison(page).get_by_role("button", name="Pause").click()
    expect(comparison(page).locator(".dw-about")).not_to_contain_text("It plays.")


def test_pointer_and_keys_tell_what_an_output_is_and_go_there(open_page: Open) -> None:
    page = open_page(f"/comparison?{LAYER}&g=1&step=40")
    place = {"side": 1, "n": 2, "row": 1, "column": 1}
    point = comparison(page).evaluate("(e, place) => e.dwPlayer.where('output', place)", place)
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip")).to_contain_text("output[0, 1, 1, 2] =")
    expect(page.locator(".dw-tip")).to_contain_text("channels 0 and 1")
    page.mouse.click(point["x"], point["y"])
    expect(comparison(page)).to_have_attribute("data-step", str((1 * 4 + 1) * MADE + 2))
    # keys go from value to value, and from the left side to the right one
    drawn(page)
    status = comparison(page).get_by_role("status")
    comparison(page).locator(".dw-cells").focus()
    page.keyboard.press("w")
    expect(status).to_contain_text("tf.nn.depthwise_conv2d. Weight, row 0, column 0, channel 1")
    page.keyboard.press("o")
    expect(status).to_contain_text("Output, row")
    for _ in range(SPEC.horizontal.output):
        said = status.inner_text()
        if "Output" in said:
            page.keyboard.press("ArrowRight")
            expect(status).not_to_have_text(said)
    expect(status).to_contain_text("tf.nn.conv2d. Input, row")
    page.keyboard.press("o")
    expect(status).to_contain_text("a sum over channels 0 and 1")
    before = comparison(page).get_attribute("data-step") or ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(comparison(page)).not_to_have_attribute("data-step", before)
    # of each side tables of the window and the output, of each channel in it the input and the weights; and that of the keys
    page.keyboard.press("?")
    tables = page.get_by_role("dialog", name="Keys and tables").get_by_role("table")
    expect(tables).to_have_count(1 + (2 + 2 * 1) + (2 + 2 * 2))
    expect(tables.filter(has_text="conv2d, the window of this step")).to_have_count(2)


def test_a_phone_shows_the_side_that_works_or_the_one_chosen_while_that_works(
    open_page: Open,
) -> None:
    page = open_page(f"/comparison?{LAYER}&beside=separable&step=0", phone=True)
    first, then = (
        comparison(page).get_by_role("button", name=name, exact=True)
        for name in ("tf.nn.depthwise_conv2d", "tf.nn.conv2d, 1 by 1")
    )
    expect(first).to_have_attribute("aria-pressed", "true")
    go(page, "window", 4)
    expect(then).to_have_attribute("aria-pressed", "true")
    first.tap()
    go(page, "window", 5)
    expect(first).to_have_attribute("aria-pressed", "true")
    go(page, "window", 0)
    go(page, "window", 4)
    expect(then).to_have_attribute("aria-pressed", "true")


def test_a_phone_shows_both_counters_and_one_picture_which_a_tap_or_a_swipe_changes(
    open_page: Open,
) -> None:
    page = open_page(f"/comparison?{LAYER}&step=9", phone=True)
    counters_ = comparison(page).locator(".dw-counter")
    boxes = [counters_.nth(side).bounding_box() for side in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert boxes[0]["y"] == boxes[1]["y"] < 300
    # the chosen side is a black segment, as chosen things are elsewhere
    chosen, other = (
        comparison(page).get_by_role("button", name=name, exact=True)
        for name in ("tf.nn.depthwise_conv2d", "tf.nn.conv2d")
    )
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_have_css("background-color", "rgb(20, 24, 29)")
    expect(other).to_have_css("background-color", "rgb(255, 255, 255)")

    def in_sight() -> list[bool]:
        places = [
            comparison(page).evaluate(
                "(e, side) => e.dwPlayer.where('input', {side, k: 0}).x", side
            )
            for side in (0, 1)
        ]
        return [0 <= x <= 390 for x in places]

    formulas = comparison(page).locator(".dw-formula")
    becomes(page, in_sight, [True, False])
    comparison(page).get_by_role("button", name="tf.nn.conv2d", exact=True).tap()
    expect(formulas.nth(1)).to_be_visible()
    expect(formulas.nth(0)).to_be_hidden()
    becomes(page, in_sight, [False, True])
    comparison(page).locator(".dw-scene").evaluate(
        """scene => {
            const send = (type, clientX) => scene.dispatchEvent(
                new PointerEvent(type, {clientX, clientY: 300, pointerType: "touch", bubbles: true}));
            send("pointerdown", 100);
            send("pointerup", 220);
        }"""
    )
    expect(formulas.nth(0)).to_be_visible()
    becomes(page, in_sight, [True, False])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert comparison(page).evaluate(
        "e => [...e.querySelectorAll('.dw-letters')].every(line => line.scrollWidth <= line.clientWidth)"
    )


def test_both_formulas_have_letters_of_one_size(open_page: Open) -> None:
    page = open_page("/comparison?h=4&w=5&c=3&kh=3&kw=3&m=1&beside=separable&step=0")
    lines = comparison(page).locator(".dw-letters")
    expect(lines).to_have_count(4)
    sizes = lines.evaluate_all("all => all.map(line => getComputedStyle(line).fontSize)")
    assert len(set(sizes)) == 1, sizes


def test_with_one_channel_an_example_is_offered_in_which_the_sides_differ(open_page: Open) -> None:
    page = open_page("/comparison?h=3&w=3&c=1&kh=2&kw=1&m=2&step=0")
    page.get_by_role("button", name="Show three channels").click()
    in_address(page, c=3)
    expect(page.get_by_role("radio", name="1 group: adds all channels")).to_be_visible()


def cell(page: Page, side: int, row: int) -> float:
    """Pixels between two neighbours of the input plane in a row of a side."""
    first, second = (
        comparison(page).evaluate(
            "(e, place) => e.dwPlayer.where('input', place)",
            {"side": side, "k": row, "row": 0, "column": column},
        )["x"]
        for column in (0, 1)
    )
    return float(second - first)


@pytest.mark.parametrize(
    ("layer", "wanted"),
    [
        ("h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same", 9),
        ("h=8&w=8&c=4&kh=5&kw=5&m=4", 12),
        ("h=8&w=8&c=8&kh=3&kw=3", 16),
    ],
)
def test_the_picture_is_the_largest_thing_on_the_page(
    open_page: Open, layer: str, wanted: int
) -> None:
    page = open_page(f"/comparison?{layer}&step=0")
    for side in (0, 1):
        assert cell(page, side, 0) >= wanted
    heads, formulas = (comparison(page).locator(name) for name in (".dw-head", ".dw-formula"))
    above, below = heads.first.bounding_box(), formulas.first.bounding_box()
    whole = comparison(page).bounding_box()
    assert above
    assert below
    assert whole
    # lanes and products are between the two
    assert below["y"] - above["y"] - above["height"] > 0.66 * whole["height"]


def test_a_lane_is_made_large_by_a_click_on_either_side_or_by_keys(open_page: Open) -> None:
    page = open_page("/comparison?h=8&w=8&c=8&kh=3&kw=3&step=0")
    large = [cell(page, side, 0) for side in (0, 1)]
    for side, row in ((0, 5), (1, 2)):
        assert cell(page, side, row) < 0.3 * large[side]
        place = {"side": side, "k": row, "row": 0, "column": 0}
        point = comparison(page).evaluate("(e, place) => e.dwPlayer.where('input', place)", place)
        page.mouse.click(point["x"] - 12, point["y"])
        becomes(page, lambda row=row: [cell(page, each, row) for each in (0, 1)], large)
    page.keyboard.press("ArrowDown")
    becomes(page, lambda: [cell(page, side, 3) for side in (0, 1)], large)
    assert comparison(page).get_attribute("data-step") == "0"
    in_address(page, lane=3)
    other = open_page("/comparison?h=8&w=8&c=8&kh=3&kw=3&step=0&lane=3")
    becomes(other, lambda: [cell(other, side, 3) for side in (0, 1)], large)


def test_by_tap_the_lane_whose_products_are_added_is_large(open_page: Open) -> None:
    page = open_page("/comparison?h=8&w=8&c=8&kh=3&kw=3&step=0")
    large = cell(page, 0, 0)
    go(page, "tap", 2 * 72 + 4 * 9 + 1)  # output channel 2, the fifth channel's second tap
    becomes(page, lambda: (cell(page, 0, 2), cell(page, 1, 4)), (large, large))
    comparison(page).get_by_role("radio", name="window", exact=True).click()
    becomes(page, lambda: (cell(page, 0, 0), cell(page, 1, 0)), (large, large))


def test_pointing_at_the_enlarged_slice_tells_its_weight(open_page: Open) -> None:
    # eight channels: the bank is too wide for digits
    page = open_page("/comparison?h=8&w=8&c=8&kh=3&kw=3&seed=4&g=1&step=3")
    place = {"side": 1, "k": 3, "row": 2, "column": 0}
    point = comparison(page).evaluate("(e, place) => e.dwPlayer.where('enlarged', place)", place)
    page.mouse.move(point["x"], point["y"])
    bank = depthwise_and_standard(
        ConvSpec(8, 8, 8),
        make_input("integers", 8, 8, 8, SEED)[None],
        make_filter("integers", (3, 3), 8, 1, SEED),
        make_filter("integers", (3, 3), 8, 8, SEED + 2),
        1,
    )[1].filter
    weight = f"{bank[2, 0, 3, 3]:g}".replace("-", "\u2212")
    expect(page.locator(".dw-tip b")).to_have_text(f"filter[2, 0, 3, 3] = {weight}")


def test_the_text_below_the_picture_never_flashes_in_its_place(
    open_page: Open,
) -> None:
    page = open_page(f"/comparison?{LAYER}&step=3", wait=False)
    flashed = page.evaluate(
        """() => new Promise(done => {
            const look = () => {
                const below = [...document.querySelectorAll('h2, h3, h4, h5')]
                    .find(heading => heading.textContent.includes('full of zeros'));
                const seen = below && getComputedStyle(below).visibility === 'visible';
                if (seen && below.getBoundingClientRect().top < innerHeight) return done(true);
                if (seen && document.querySelector('.dw-comparison')?.dwPlayer) return done(false);
                requestAnimationFrame(look);
            };
            look();
        })"""
    )
    assert not flashed


def test_both_blocks_go_through_their_stages_by_keys_and_on_a_phone(open_page: Open) -> None:
    page = open_page("/comparison?h=4&w=4&c=2&pad=same&beside=blocks&t=2&step=0", phone=True)
    blocks = page.locator(".dw-blocks:not([data-steps='0'])")
    expect(blocks).to_have_attribute("data-steps", str(6 * 16))  # pixel: 6 stages of 16 positions
    status = blocks.get_by_role("status")
    blocks.focus()
    for key, step in (("ArrowRight", 1), ("ArrowDown", 16), ("ArrowDown", 32), ("ArrowUp", 16)):
        page.keyboard.press(key)
        expect(blocks).to_have_attribute("data-step", str(step))
    expect(status).to_contain_text("stage 2 of 6, output row 0, column 0, all channels")
    expect(status).to_contain_text("Depthwise separable block: it has no expansion.")
    expect(status).to_contain_text(re.compile(r"Inverted residual: ReLU6 cuts \d of 4 values here"))
    blocks.get_by_role("button", name="Inverted residual, stage 6: + the input").click()
    expect(blocks).to_have_attribute("data-step", "80")
    page.keyboard.press("Space")
    expect(blocks).to_have_attribute("data-playing", "true")
    expect(blocks.locator(".dw-about")).to_contain_text("It plays. Space pauses it.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
