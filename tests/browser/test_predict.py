"""Tests Predict in a browser: no output value is shown or said before it was predicted."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from dwconv import depthwise_conv2d
from dwconv.engine.sample_values import make_filter, make_input
from tests.browser.harness import in_address, player, settled

Open = Callable[..., Page]

LAYER = "h=4&w=4&c=2&kh=2&kw=2&m=1&pad=valid&seed=4&step=0&predict=1"
IMAGE = make_input("integers", 4, 4, 2, 4)
KERNEL = make_filter("integers", (2, 2), 2, 1, 4)
OUTPUT = depthwise_conv2d(IMAGE[None], KERNEL, [1, 1, 1, 1], "VALID")[0]


# The words that the picture draws when it goes to its second step.
DRAWN_AT_NEXT_STEP = """() => {
    const words = [];
    const fillText = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        words.push(text);
        fillText.call(this, text, ...rest);
    };
    document.querySelector('.dw-player').dwPlayer.seek(1);
    CanvasRenderingContext2D.prototype.fillText = fillText;
    return words;
}"""


def value(step: int) -> int:
    return int(OUTPUT.reshape(-1)[step])


def factors(row: int) -> str:
    """What one row of the first window multiplies, as it is spoken."""
    pairs = zip(IMAGE[row, :2, 0], KERNEL[row, :, 0, 0], strict=True)
    return "; ".join(f"{x:g} times {w:g}" for x, w in pairs).replace("-", "minus ")


def predict(page: Page, number: object) -> None:
    field = page.get_by_label("Your prediction")
    expect(field).to_be_editable()
    field.fill(str(number))
    field.press("Enter")


def test_a_right_prediction_is_revealed_and_a_wrong_one_gets_the_arithmetic(
    open_page: Open,
) -> None:
    page = open_page(f"/?{LAYER}")
    words = player(page).get_by_role("status")
    expect(words).to_have_text(
        "Step 1 of 18: what is output row 0, column 0, channel 0? "
        f"Window: input channel 0, rows 0 and 1, columns 0 and 1. Row 0: {factors(0)}. Row 1: {factors(1)}."
    )
    predict(page, value(0))
    expect(page.locator(".dw-verdict")).to_contain_text("✓ Right.")
    expect(words).to_contain_text("output row 0, column 0, channel 0 =")
    page.keyboard.press("Enter")  # Next
    expect(player(page)).to_have_attribute("data-step", "1")
    predict(page, value(1) + 1)
    expect(page.locator(".dw-verdict")).to_contain_text("✗ Not")
    expect(words).to_contain_text(" times ")
    expect(page.locator(".dw-score")).to_have_text("1 of 2 right")
    predict_again = page.get_by_label("Your prediction for step 2")
    expect(predict_again).not_to_be_editable()


def test_text_that_is_no_number_gets_a_sentence_and_another_try(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}")
    player(page)
    predict(page, "twelve")
    field = page.get_by_label("Your prediction")
    expect(page.locator(".dw-verdict")).to_contain_text("Type a number")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("3")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    predict(page, str(value(0)).replace("-", "−"))
    expect(page.locator(".dw-verdict")).to_contain_text("✓ Right.")


def test_nothing_on_the_picture_gives_the_answer_away(open_page: Open) -> None:
    """The canvas with the value to come is the same whatever the value is: neither tint nor digits."""
    page = open_page(f"/?{LAYER}")
    place = {"k": 0, "q": 0, "row": 0, "column": 0}
    point = player(page).evaluate("(e, place) => e.dwPlayer.where('output', place)", place)
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip")).to_contain_text("not computed yet")
    page.mouse.move(2, 2)
    drawn = page.evaluate(DRAWN_AT_NEXT_STEP)
    assert "= ?" in drawn
    assert not [text for text in drawn if text.startswith("=") and text != "= ?"]


def cell(page: Page, row: int, column: int, k: int) -> None:
    """Click a cell of the input."""
    place = {"k": k, "row": row, "column": column}
    point = player(page).evaluate("(e, place) => e.dwPlayer.where('input', place)", place)
    page.mouse.click(point["x"], point["y"])


def test_the_cells_of_the_window_are_asked_for_before_its_value(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}&cells=1")
    words, verdict = player(page).get_by_role("status"), page.locator(".dw-verdict")
    expect(words).to_contain_text(
        "which cells of the input make output row 0, column 0, channel 0?"
    )
    expect(page.get_by_label("Your prediction")).to_be_hidden()
    drawn = page.evaluate(DRAWN_AT_NEXT_STEP)
    assert "= ?" in drawn
    assert not [text for text in drawn if "·" in text], "factors tell where the window is"
    player(page).evaluate("e => e.dwPlayer.seek(0)")
    point = player(page).evaluate("e => e.dwPlayer.where('output', {})")
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip")).to_have_text("output[0, 0, 0, 0]: not computed yet")
    page.locator(".dw-cells").focus()
    page.keyboard.press(" ")
    expect(words).to_have_text("Input, row 0, column 0, channel 0: chosen, 1 in all")
    page.keyboard.press("ArrowRight")
    expect(words).to_contain_text("Input, row 0, column 1, channel 0 = ")
    page.keyboard.press("Enter")
    cell(page, 1, 1, 0)
    cell(page, 3, 3, 0)
    page.locator(".dw-guess button").click()
    seen = verdict.locator("[aria-hidden]")
    expect(seen.last).to_have_text(
        " 3 of 4 cells found, 1 missing (+), 1 not under the window (✗)."
    )
    # for whoever does not see the marks
    expect(verdict.locator(".dw-unseen")).to_have_text(
        "3 of 4 cells found. Right: row 0, columns 0 and 1; row 1, column 1. "
        "Missing: row 1, column 0. Not under the window: row 3, column 3. "
        "Right: 0 of 1 windows, 0 of 0 values."
    )
    expect(words).to_contain_text("what is output row 0, column 0, channel 0?")
    predict(page, value(0))
    expect(verdict).to_contain_text("✓ Right.")
    page.keyboard.press("Enter")  # Next
    expect(page.locator(".dw-which")).to_contain_text("output[0, 0, 0, 1]")
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        cell(page, row, column, 1)
    page.locator(".dw-guess button").click()
    expect(seen.last).to_have_text(" Right: 4 cells.")
    score = "Right: 1 of 2 windows, 1 of 1 values"
    expect(page.locator(".dw-score")).to_have_text(score)
    expect(verdict.locator(".dw-unseen")).to_contain_text(score)


def test_another_question_says_how_it_is_answered_and_forgets_what_the_last_one_was_told(
    open_page: Open,
) -> None:
    page = open_page(f"/?{LAYER}")
    words, verdict = player(page).get_by_role("status"), page.locator(".dw-verdict")
    predict(page, "twelve")
    expect(verdict).to_contain_text("Type a number")
    page.get_by_text("Which cells?", exact=True).click()
    expect(words).to_have_text(
        "Step 1 of 18: which cells of the input make output row 0, column 0, channel 0? "
        "In the player, Tab to the values; Space chooses a cell; then press Check cells."
    )
    expect(verdict).to_be_empty()
    player(page).focus()
    page.keyboard.press("f")
    expect(words).to_contain_text("Filter of channel 0")
    page.keyboard.press("a")  # there is no field yet
    expect(words).to_contain_text("Space chooses a cell")
    page.get_by_text("Which cells?", exact=True).click()
    expect(words).to_contain_text("Step 1 of 18: what is output row 0, column 0, channel 0?")
    expect(words).to_contain_text("To answer, press A at the slider Picture,")
    player(page).focus()
    page.keyboard.press("a")
    expect(page.get_by_label("Your prediction")).to_be_focused()


def test_no_key_leads_to_a_window_whose_cells_are_asked_for(open_page: Open) -> None:
    page = open_page(f"/?{LAYER.replace('step=0', 'step=4')}&cells=1")  # at column 2
    words = player(page).get_by_role("status")
    player(page).locator(".dw-cells").focus()
    expect(words).to_contain_text("Input, row 0, column 0, channel 0 =")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("i")
    page.keyboard.press("ArrowDown")
    expect(words).to_contain_text("Input, row 1, column 1, channel 0 =")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(player(page)).to_have_class(re.compile("dw-narrow"))
    before = player(page).evaluate("element => element.querySelector('.dw-scene').offsetTop")
    page.get_by_role("button", name="Check cells").click()  # that is no answer yet
    expect(player(page).locator(".dw-verdict")).to_contain_text("Choose the cells in the picture")
    player(page).locator(".dw-cells").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Check cells").click()
    expect(player(page).locator(".dw-verdict")).to_contain_text("cells found")
    after = player(page).evaluate("element => element.querySelector('.dw-scene').offsetTop")
    assert before == after, "the verdict moves no picture"


def test_only_windows_are_predicted_so_nothing_else_is_offered(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}&by=pixel")
    expect(player(page)).to_have_attribute("data-unit", "window")
    for unit in ("tap", "pixel"):
        expect(player(page).get_by_role("radio", name=unit)).to_be_disabled()
    expect(player(page).get_by_role("status")).to_contain_text(
        "what is output row 0, column 0, channel 0?"
    )
    page.get_by_test_id("stWidgetLabel").get_by_text("Predict").click()
    settled(page)
    player(page).get_by_role("radio", name="pixel").click()
    expect(player(page)).to_have_attribute("data-unit", "pixel")
    page.get_by_test_id("stWidgetLabel").get_by_text("Predict").click()
    settled(page)
    expect(player(page)).to_have_attribute("data-unit", "window")


def test_playing_stops_at_the_next_value_and_without_predict_nothing_is_hidden(
    open_page: Open,
) -> None:
    page = open_page(f"/?{LAYER}")
    predict(page, value(0))
    player(page).get_by_role("button", name="Play").click()
    expect(player(page)).to_have_attribute("data-step", "1")
    expect(player(page)).to_have_attribute("data-playing", "false")
    expect(page.get_by_label("Your prediction")).to_be_visible()
    picture = page.locator(".dw-scene").bounding_box()
    switch = page.get_by_test_id("stWidgetLabel").get_by_text("Predict")
    place = switch.bounding_box()
    switch.click()
    settled(page)
    expect(page.get_by_label("Your prediction")).to_be_hidden()
    assert switch.bounding_box() == place, "a second click means the same switch"
    assert page.locator(".dw-scene").bounding_box() == picture, "the question takes no room from it"
    in_address(page, predict=0)
    expect(player(page).get_by_role("status")).to_contain_text(
        "output row 0, column 0, channel 1 ="
    )


def test_on_a_phone_the_field_stays_in_sight_above_the_picture(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}", phone=True)
    field, scene = page.get_by_label("Your prediction"), player(page).locator(".dw-scene")
    top = scene.evaluate("e => Math.round(e.getBoundingClientRect().top)")
    expect(field).to_be_in_viewport(ratio=1)
    predict(page, value(0) + 1)
    expect(page.locator(".dw-verdict")).to_contain_text("✗ Not")
    assert scene.evaluate("e => Math.round(e.getBoundingClientRect().top)") == top
    scene.evaluate("e => e.scrollIntoView({ block: 'end' })")
    expect(field).to_be_in_viewport(ratio=1)
    field.click()  # nothing lies over it


def test_on_a_phone_a_wrong_answer_leads_to_the_products(open_page: Open) -> None:
    layer = "h=8&w=6&c=2&kh=5&kw=4&m=3&pad=valid&step=0"
    page = open_page(f"/?{layer}&predict=1&embed=true", phone=True)
    below = player(page).get_by_role("button", name="channel 1")  # next after the products
    controls = page.locator(".dw-transport")

    def how_far_below() -> float:
        gaps = [each.evaluate("e => e.getBoundingClientRect().top") for each in (below, controls)]
        return float(gaps[0] - gaps[1])

    # where no page is around it, the form lies over no picture
    form, picture = (page.locator(one).bounding_box() for one in (".dw-guess", ".dw-scene"))
    assert form
    assert picture
    assert form["y"] + form["height"] <= picture["y"]
    assert how_far_below() > 20
    predict(page, 1000)
    expect(page.locator(".dw-verdict")).to_contain_text("Look at the products.")
    assert how_far_below() < 15
    expect(page.locator(".dw-verdict")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Next", exact=True).tap()
    expect(player(page).get_by_role("button", name="channel 0")).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_switches_below_the_picture_lead_back_to_it(open_page: Open) -> None:
    page = open_page(f"/?{LAYER.replace('&predict=1', '')}", phone=True)
    form, scene = page.locator(".dw-guess"), player(page).locator(".dw-scene")

    def is_below_the_question(most: int = 0) -> None:
        expect(form).to_be_in_viewport(ratio=1)
        assert player(page).evaluate(picture_moved) <= most
        bottom = form.evaluate("e => e.getBoundingClientRect().bottom")
        assert -1 < scene.evaluate("e => e.getBoundingClientRect().top") - bottom < 100

    # the form lies where the page has words: the picture stays where it was
    picture_moved = "e => Math.round(e.querySelector('.dw-scene').offsetTop)"
    page.get_by_test_id("stWidgetLabel").get_by_text("Predict").tap()
    expect(page.get_by_label("Your prediction")).to_be_editable()
    is_below_the_question()
    predict(page, value(1))
    page.get_by_test_id("stWidgetLabel").get_by_text("Which cells?").tap()
    # of the next value: that of this step was shown
    expect(page.locator(".dw-which")).to_contain_text("output[0, 0, 1, 0]")
    is_below_the_question(30)  # the verdict on cells has two lines, and the words are not so high
