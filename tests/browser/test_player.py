"""Tests the player on the start page with mouse, keyboard, screen and screen reader."""

import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from dwconv.player.assets import CSS, HTML
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.presets import preset
from tests.browser.harness import (
    COUNT_PICTURES,
    Server,
    becomes,
    drawn,
    open_on,
    picture_slider,
    player,
    settled,
)
from tests.contrast import contrast

Open = Callable[..., Page]

SMALL = "/?h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&input=integers&kernel=integers&seed=4"
LARGE = "/?h=64&w=64&c=8&kh=7&kw=7&m=4&pad=same&input=integers&kernel=integers"


@pytest.fixture
def open_player(open_page: Open) -> Open:
    """Open a page and wait for its player."""

    def open_it(path: str, **options: Any) -> Page:
        page = open_page(path, **options)
        player(page)
        return page

    return open_it


def test_a_page_that_opens_draws_its_picture_once(browser: Browser, server: Server) -> None:
    """Not again at another height, nor when a font has come."""
    context = browser.new_context()
    context.add_init_script(COUNT_PICTURES)
    page = context.new_page()
    open_on(page, server.url + "/?step=3&predict=1")
    drawn(page)
    assert page.evaluate("window.pictures") == 1
    context.close()


def test_a_picture_waits_for_what_stands_above_it(browser: Browser, server: Server) -> None:
    """A busy server sends the heading later: the picture is not seen in its place before that."""
    context = browser.new_context()
    context.add_init_script(COUNT_PICTURES)
    page = context.new_page()
    late: list[str | bytes] = []
    is_slow: list[bool] = []  # since the picture has come
    pass_on: list[Callable[[str | bytes], None]] = []

    def slow_after_picture(connection: WebSocketRoute) -> None:
        def come(message: str | bytes) -> None:
            if is_slow:
                late.append(message)
                return
            connection.send(message)
            if len(message) > 10_000:
                is_slow.append(True)

        connection.connect_to_server().on_message(come)
        pass_on.append(connection.send)

    page.route_web_socket("**/_stcore/stream", slow_after_picture)
    page.goto(server.url + "/?step=3&predict=1")
    becomes(page, lambda: len(late) > 10, True)
    page.wait_for_timeout(300)
    assert page.evaluate("window.pictures") == 0
    is_slow.clear()
    for message in late:
        pass_on[0](message)
    settled(page)
    drawn(page)
    assert page.evaluate("window.pictures") == 1
    context.close()


# The boxes that are outlined when the player does something.
OUTLINED = """(player, what) => {
    const boxes = [];
    const { strokeRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.strokeRect = function (...box) {
        if (this.canvas.matches(".dw-overlay")) boxes.push(box.join());
        strokeRect.apply(this, box);
    };
    if (what === "asked") player.dwPlayer.askAbout(3);
    else player.dwPlayer.seek(3, { unit: "window" });
    CanvasRenderingContext2D.prototype.strokeRect = strokeRect;
    return boxes;
}"""


def test_the_window_and_the_filter_of_a_value_that_a_class_is_asked_for_are_outlined(
    open_player: Open,
) -> None:
    """The picture stays at the value before it, whose outlines would be multiplied by mistake."""
    page = open_player(SMALL + "&step=2")
    asked = player(page).evaluate(OUTLINED, "asked")
    player(page).evaluate("player => player.dwPlayer.askAbout(-1)")
    there = player(page).evaluate(OUTLINED, "there")
    assert there
    assert set(there) <= set(asked)


def test_a_class_that_is_asked_for_the_size_of_the_output_cannot_count_it(
    open_player: Open,
) -> None:
    page = open_player(SMALL + "&step=2")
    painted = "() => document.querySelector('.dw-base').toDataURL()"
    before = page.evaluate(painted)
    player(page).evaluate("player => player.dwPlayer.askAbout(-3)")
    assert page.evaluate(painted) != before
    expect(slider(page)).to_have_count(0)  # nor is it there for a screen reader
    expect(page.locator(".dw-count")).to_be_hidden()
    for told in ".dw-about", ".dw-status":
        expect(page.locator(told)).to_contain_text("The class is asked for the output's size.")
        expect(page.locator(told)).not_to_contain_text("utput channel")
    player(page).evaluate("player => player.dwPlayer.askAbout(-1)")
    assert page.evaluate(painted) == before
    expect(page.locator(".dw-about")).to_contain_text("output channel")


def button(page: Page, name: str) -> Locator:
    return player(page).get_by_role("button", name=name, exact=True)


def slider(page: Page) -> Locator:
    return player(page).get_by_role("slider", name="Step")


def unit(page: Page, name: str) -> Locator:
    return player(page).get_by_role("radiogroup", name="Advance by").get_by_role("radio", name=name)


def step(page: Page) -> int:
    return int(player(page).get_attribute("data-step") or -1)


def at(page: Page, number: int) -> None:
    expect(player(page)).to_have_attribute("data-step", str(number))


def status(page: Page) -> Locator:
    return player(page).get_by_role("status")


def words(page: Page) -> str:
    """What the status says, once nothing moves."""
    drawn(page)
    return status(page).inner_text()


def picture(page: Page) -> list[str]:
    """Everything on the canvases, once nothing moves."""
    drawn(page)
    return page.evaluate(
        "[...document.querySelectorAll('.dw-player canvas')].map(c => c.toDataURL())"
    )


def cell(page: Page, kind: str, **place: int) -> tuple[float, float]:
    point: dict[str, float] = player(page).evaluate(
        "(element, [kind, place]) => element.dwPlayer.where(kind, place)", [kind, place]
    )
    return point["x"], point["y"]


def painted(page: Page, action: str) -> list[dict[str, Any]]:
    """The words and numbers that an action puts on the canvases, in order, and where they stand."""
    found: list[dict[str, Any]] = page.evaluate(
        """action => {
            const found = [], kinds = [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D];
            const kept = kinds.map(kind => kind.prototype.fillText);
            kinds.forEach((kind, at) => {
                kind.prototype.fillText = function (text, x, y) {
                    const width = this.measureText(text).width;
                    const share = {center: 0.5, right: 1}[this.textAlign] ?? 0;
                    found.push({text, x, y, left: x - share * width, right: x + (1 - share) * width});
                    kept[at].call(this, text, x, y);
                };
            });
            const player = document.querySelector('.dw-player').dwPlayer;
            if (action === 'all') {
                const fontfaces = [...document.fonts];
                document.fonts.dispatchEvent(new FontFaceSetLoadEvent('loadingdone', { fontfaces }));
            }
            else player.seek(Number(action));
            kinds.forEach((kind, at) => { kind.prototype.fillText = kept[at]; });
            return found;
        }""",
        action,
    )
    return found


WORKED_EXAMPLE = "/?" + urlencode(write_link(preset("Worked example"), ""))


def focus(page: Page) -> None:
    player(page).evaluate("element => element.focus()")


def test_the_start_page_opens_with_a_moving_window(open_player: Open) -> None:
    page = open_player("/")
    expect(player(page)).to_have_attribute("data-playing", "true")
    expect(player(page)).to_have_attribute("data-unit", "window")
    expect(player(page)).to_have_attribute("data-steps", str(6 * 6 * 3 * 2))
    before = step(page)
    page.wait_for_function(
        "before => +document.querySelector('.dw-player').dataset.step > before", arg=before
    )
    # who comes to it without seeing it hears so
    expect(picture_slider(page)).to_have_accessible_description(
        re.compile("^It plays. Space pauses it. ")
    )


def test_the_worked_example_plays_to_its_end_and_starts_again(open_player: Open) -> None:
    page = open_player(WORKED_EXAMPLE)
    player(page).get_by_label("Speed").select_option("8")
    at(page, 11)
    expect(player(page)).to_have_attribute("data-playing", "false")
    expect(status(page)).to_contain_text("= 48")
    player(page).get_by_label("Speed").select_option("1")  # or it may be there again unseen
    button(page, "Play").click()
    page.wait_for_function("() => +document.querySelector('.dw-player').dataset.step < 11")


def test_buttons_and_units_have_their_names(open_player: Open) -> None:
    page = open_player(SMALL + "&step=0")
    for name in ("First step", "Previous step", "Play", "Next step", "Last step"):
        expect(button(page, name)).to_be_visible()
    expect(slider(page)).to_be_visible()
    expect(player(page).get_by_label("Speed")).to_be_visible()
    for name in ("tap", "window", "pixel"):
        expect(unit(page, name)).to_be_enabled()
    expect(player(page).get_by_role("status")).to_have_count(1)
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()


def test_it_does_not_move_for_readers_who_prefer_less_motion(open_player: Open) -> None:
    page = open_player("/", reduced_motion=True)
    expect(player(page)).to_have_attribute("data-playing", "false")
    at(page, 0)
    button(page, "Next step").click()
    # no outline on its way: the picture is there at once
    assert page.evaluate("document.querySelector('.dw-player').dwPlayer.settled()")


def test_buttons_go_to_the_step_that_they_name(open_player: Open) -> None:
    page = open_player(SMALL + "&step=10")
    at(page, 10)
    for name, there in [
        ("Next step", 11),
        ("Next step", 12),
        ("Previous step", 11),
        ("Last step", 215),
        ("Next step", 215),
        ("First step", 0),
        ("Previous step", 0),
    ]:
        button(page, name).click()
        at(page, there)
    expect(slider(page)).to_have_value("0")


def test_keys_play_step_and_jump(open_player: Open) -> None:
    page = open_player(SMALL + "&step=10")
    focus(page)
    for key, there in [
        ("ArrowRight", 11),
        ("ArrowLeft", 10),
        ("End", 215),
        ("ArrowRight", 215),
        ("Home", 0),
        ("ArrowLeft", 0),
    ]:
        page.keyboard.press(key)
        at(page, there)
    speed = player(page).get_by_label("Speed")
    page.keyboard.press("]")
    expect(speed).to_have_value("2")
    page.keyboard.press("[")
    page.keyboard.press("[")
    expect(speed).to_have_value("0.5")
    page.keyboard.press("Space")
    expect(player(page)).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    expect(player(page)).to_have_attribute("data-playing", "false")


def test_keys_stay_with_the_control_that_needs_them(open_player: Open) -> None:
    page = open_player(SMALL + "&step=10")
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    at(page, 11)  # once, not twice
    page.keyboard.press("Space")
    expect(player(page)).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    here = step(page)
    player(page).get_by_label("Speed").focus()
    page.keyboard.press("ArrowRight")
    unit(page, "window").focus()
    page.keyboard.press("ArrowRight")
    expect(unit(page, "pixel")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    expect(unit(page, "window")).to_be_checked()
    at(page, here)


def test_after_a_click_the_keys_belong_to_the_player(open_player: Open) -> None:
    page = open_player(SMALL + "&step=10")
    button(page, "Next step").click()
    page.keyboard.press("Space")
    expect(player(page)).to_have_attribute("data-playing", "true")


def test_scrubbing_is_exact_in_both_directions(open_player: Open) -> None:
    """The same step is the same picture and the same words, whichever way one came."""
    page = open_player(SMALL + "&step=0")
    focus(page)
    page.mouse.move(5, 5)
    seen: list[tuple[list[str], str]] = []
    for number in range(14):
        at(page, number)
        seen.append((picture(page), words(page)))
        page.keyboard.press("ArrowRight")
    assert len({text for _, text in seen}) == 14
    page.keyboard.press("End")
    for number in (13, 12, 7, 0):
        slider(page).fill(str(number))
        at(page, number)
        assert (picture(page), words(page)) == seen[number]
    slider(page).fill("9")
    for number in range(8, 3, -1):
        button(page, "Previous step").click()
        at(page, number)
    page.mouse.move(5, 5)
    focus(page)
    assert (picture(page), words(page)) == seen[4]


def test_the_status_says_each_step_in_words_and_numbers(open_player: Open) -> None:
    page = open_player(WORKED_EXAMPLE + "&step=0")
    expect(status(page)).to_have_text(
        "Step 1 of 12: output row 0, column 0, channel 0 = 13. Window: input channel 0, filter 0, rows 0 and 1, column 0. Row 0: 1 times 1. Row 1: 4 times 3."
    )
    unit(page, "tap").click()
    expect(status(page)).to_have_text(
        "Now a step is one multiplication. Step 1 of 24: output row 0, column 0, channel 0. "
        "Tap 1 of 2: input row 0, column 0, 1 times 1 = 1, running sum 1."
    )
    button(page, "Next step").click()
    expect(player(page).get_by_role("status")).to_contain_text(
        "Tap 2 of 2: input row 1, column 0, 4 times 3 = 12, running sum 13. output row 0, column 0, channel 0 = 13."
    )
    unit(page, "pixel").click()
    expect(status(page)).to_have_text(
        "Now a step is one position, all channels. "
        "Step 1 of 6: row 0, column 0, all channels. output channel 0 = 13, output channel 1 = 18. "
        "Window in each channel: input rows 0 and 1, column 0."
    )


def test_a_change_of_unit_keeps_the_place(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75")
    at(page, 75)
    counts = {"window": (75, 216), "tap": (75 * 9, 216 * 9), "pixel": (12, 36)}
    for name in ("tap", "window", "pixel", "window", "pixel", "tap", "window"):
        unit(page, name).click()
        here, steps = counts[name]
        expect(player(page)).to_have_attribute("data-unit", name)
        expect(player(page)).to_have_attribute("data-steps", str(steps))
        at(page, here)
    unit(page, "pixel").click()
    button(page, "Next step").click()
    unit(page, "window").click()
    at(page, 13 * 6)


def test_where_the_products_are_too_many_tap_is_off_and_says_why(open_player: Open) -> None:
    page = open_player(LARGE + "&step=5")
    expect(player(page)).to_have_attribute("data-steps", str(64 * 64 * 8 * 4))
    expect(unit(page, "tap")).to_be_disabled()
    expect(unit(page, "tap")).to_have_attribute("title", re.compile("too many"))
    button(page, "Next step").click()
    at(page, 6)


def test_it_keeps_playing_while_the_page_runs_again(open_player: Open) -> None:
    page = open_player(SMALL)
    expect(player(page)).to_have_attribute("data-playing", "true")
    page.evaluate(
        """() => {
            const player = document.querySelector('.dw-player'), { send } = WebSocket.prototype;
            window.seen = { player, asked: 0, jumpsBack: 0 };
            WebSocket.prototype.send = function (message) {
                window.seen.asked += 1;
                send.call(this, message);
            };
            new MutationObserver(changes => {
                const steps = [...changes.map(change => change.oldValue), player.dataset.step];
                if (steps.some((step, at) => at && +step < +steps[at - 1])) window.seen.jumpsBack += 1;
            }).observe(player, { attributeFilter: ['data-step'], attributeOldValue: true });
        }"""
    )
    for number in range(1, 4):
        page.locator("body").press("r")  # Streamlit's own key: run the script again
        page.wait_for_function("number => window.seen.asked >= number", arg=number)
        settled(page)
        page.wait_for_function(
            "before => +document.querySelector('.dw-player').dataset.step > before", arg=step(page)
        )
    expect(player(page)).to_have_attribute("data-playing", "true")
    assert page.evaluate("window.seen.jumpsBack") == 0
    assert page.evaluate("window.seen.player === document.querySelector('.dw-player')")


def test_it_starts_over_when_its_numbers_change_and_plays_on(open_player: Open) -> None:
    page = open_player(SMALL)
    player(page).get_by_label("Speed").select_option("4")
    page.wait_for_function("() => +document.querySelector('.dw-player').dataset.step > 12")
    player(page).get_by_label("Speed").select_option("0.5")  # or it may be past 10 again unseen
    page.get_by_label("seed", exact=True).fill("5")
    page.keyboard.press("Enter")
    page.wait_for_function("() => +document.querySelector('.dw-player').dataset.step < 10")
    expect(player(page)).to_have_attribute("data-playing", "true")


def test_paused_it_starts_over_and_stays_paused(open_player: Open) -> None:
    page = open_player(SMALL + "&step=40")
    at(page, 40)
    page.get_by_label("seed", exact=True).fill("5")
    page.keyboard.press("Enter")
    at(page, 0)
    expect(player(page)).to_have_attribute("data-playing", "false")


def test_the_step_is_in_the_url_and_opens_again(open_player: Open) -> None:
    page = open_player(SMALL)
    player(page).get_by_label("Speed").select_option("4")
    page.wait_for_function("() => +document.querySelector('.dw-player').dataset.step > 5")
    button(page, "Pause").click()
    here = step(page)
    page.wait_for_url(re.compile(rf"[?&]step={here}(&|$)"))
    settled(page)
    at(page, here)
    page.reload()
    at(page, here)
    expect(player(page)).to_have_attribute("data-playing", "false")
    unit(page, "pixel").click()
    button(page, "Last step").click()
    page.wait_for_url(re.compile(r"[?&]step=210(&|$)"))  # in windows, whatever the unit


def test_numbers_typed_fast_into_the_picture_are_all_there(open_player: Open) -> None:
    """Ten keys a second, while the page runs again after each number; then a block is pasted."""
    page = open_player(SMALL + "&step=9")
    page.mouse.click(*cell(page, "input", k=1, row=1, column=1))
    for number in range(10, 17):
        page.keyboard.type(str(number), delay=33)
        page.keyboard.press("Enter")
    at(page, 9)
    page.keyboard.type("1,000")
    page.keyboard.press("Enter")
    expect(player(page).get_by_role("alert").last).to_contain_text(
        "a decimal comma, or does it separate thousands?"
    )
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "0,5\\t-8\\r\\n9\\t1/4\\r\\n");
          const options = { clipboardData, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new ClipboardEvent("paste", options));  // as Firefox does
        }"""
    )
    page.wait_for_url(re.compile(r"xv=[^&]*_10_11_12_13_14_15_16_0\.5_-8(_-?\d+){4}_9_0\.25_"))
    expect(page.get_by_label("input", exact=True)).to_have_value("typed")
    at(page, 9)


def test_a_typed_number_is_answered_with_what_it_changed(open_player: Open) -> None:
    page = open_player("/?h=5&w=5&c=2&kh=3&kw=3&m=2&pad=valid&seed=1&input=photo&step=0")
    expect(page.locator(".dw-lane")).to_have_text(["channel 0: red", "channel 1: green"])
    field = page.locator(".dw-type input")
    player(page).locator(".dw-cells").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")  # below the window of this step
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(
        re.compile(r"^Input, row 3, column 0, channel 0 is 7; \d+ outputs changed\.\s*$")
    )
    # the focus is on the next cell, which says its name itself
    expect(field).to_be_focused()
    expect(field).to_have_count(1)
    expect(field).to_have_accessible_name("Input, row 3, column 1, channel 0")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(
        re.compile(
            r"^Input, row 2, column 1, channel 0 is 99; \d+ outputs changed\. Step 1 of 36: "
        )
    )


def test_a_key_that_leads_nowhere_says_so(open_player: Open) -> None:
    page = open_player(SMALL + "&step=0")
    focus(page)
    page.keyboard.press("p")
    expect(status(page)).to_have_text("The player fills the window. Escape leads back.")
    page.keyboard.press("Escape")
    expect(status(page)).to_have_text("Back on the page.")
    page.keyboard.press("ArrowDown")
    expect(status(page)).to_have_text("Shown large: channel 1.")
    for key in ("s", "a", "i", "w", "o", "Enter", "Escape", "5", "F2"):
        page.keyboard.press(key)
        name = key.upper() if len(key) == 1 else key
        expect(status(page)).to_have_text(re.compile(rf"^{name} does nothing here \(\w"))
    page.keyboard.press("g")
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("The step must be 1 to 216.")
    page.keyboard.press("Escape")
    player(page).locator(".dw-cells").focus()
    page.keyboard.press("s")
    expect(status(page)).to_have_text("S plays outputs.")
    page.keyboard.press("o")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(status(page)).not_to_contain_text("Press Enter")  # it was said at the first output
    page.keyboard.press("s")
    expect(status(page)).to_have_text("Not computed yet.")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(status(page)).to_have_text("Last column.")


def test_pointing_at_an_output_shows_its_window_and_a_click_goes_there(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75")
    page.mouse.move(5, 5)
    before = picture(page)
    page.mouse.move(*cell(page, "output", k=1, q=0, row=1, column=2))
    expect(page.locator(".dw-tip")).to_contain_text("output[0, 1, 2, 2]")
    expect(page.locator(".dw-tip")).to_contain_text("from rows 0 to 2, columns 1 to 3")
    assert picture(page) != before
    at(page, 75)
    page.mouse.move(5, 5)
    expect(page.locator(".dw-tip")).to_be_hidden()
    assert picture(page) == before
    page.mouse.click(*cell(page, "output", k=1, q=0, row=1, column=2))
    at(page, ((1 * 6 + 2) * 3 + 1) * 2 + 0)
    expect(status(page)).to_contain_text("output row 1, column 2, channel 2 =")


def test_an_output_to_come_does_not_tell_its_value(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75")
    page.mouse.move(*cell(page, "output", k=1, q=0, row=5, column=5))
    expect(page.locator(".dw-tip b")).to_have_text("output[0, 5, 5, 2]: not computed yet")


def test_pointing_at_inputs_and_weights_says_where_they_are_used(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75")
    tip = page.locator(".dw-tip")
    page.mouse.move(*cell(page, "input", k=1, row=3, column=3))
    expect(tip).to_contain_text("input[0, 2, 2, 1] =")
    expect(tip).to_contain_text("the window covers it at 9 positions, for the 18 marked outputs")
    page.mouse.move(*cell(page, "input", row=0, column=0))
    expect(tip).to_contain_text("padding: 0")
    expect(tip).to_contain_text("the window covers it at 1 position")
    page.mouse.move(*cell(page, "filter", k=1, q=1, row=2, column=0))
    expect(tip).to_contain_text("filter[2, 0, 1, 1] =")
    expect(tip).to_contain_text("for output 3")


def test_any_lane_takes_the_focus(open_player: Open) -> None:
    page = open_player("/?h=6&w=6&c=5&kh=3&kw=3&m=2&step=0")  # more than fit side by side
    lane = player(page).get_by_role("button", name="channel 2")
    expect(lane).to_have_attribute("aria-pressed", "false")
    lane.click()
    expect(lane).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowUp")
    expect(player(page).get_by_role("button", name="channel 1")).to_have_attribute(
        "aria-pressed", "true"
    )
    at(page, 0)


def test_lanes_side_by_side_say_which_one_a_page_with_a_large_one_opens(
    open_player: Open,
) -> None:
    page = open_player("/?h=6&w=6&c=3&kh=3&kw=3&m=1&sh=2&sw=2&pad=same&step=3")
    focus = "element => element.dwPlayer.moment().focus"
    assert page.locator(".dw-lane:disabled").count() == 3
    button(page, "Next step").click()
    assert player(page).evaluate(focus) == 1  # of step 4
    player(page).press("ArrowDown")
    assert player(page).evaluate(focus) == 2  # which was chosen
    button(page, "Previous step").click()
    assert player(page).evaluate(focus) == 0


@pytest.mark.parametrize("link", ["/?step=3", SMALL + "&step=3", LARGE + "&step=3"])
def test_the_whole_player_fits_on_a_projector(open_player: Open, link: str) -> None:
    page = open_player(link)
    box = player(page).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 720
    expect(button(page, "Play")).to_be_in_viewport(ratio=1)
    expect(unit(page, "pixel")).to_be_in_viewport(ratio=1)


def test_it_follows_the_dark_theme(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75", dark=True)
    drawn(page)
    lane: list[int] = player(page).evaluate(
        "e => [...e.querySelector('.dw-base').getContext('2d').getImageData(200, 8, 1, 1).data]"
    )
    assert max(lane[:3]) < 64
    ink: str = player(page).evaluate("element => getComputedStyle(element).color")
    assert min(int(part) for part in re.findall(r"\d+", ink)[:3]) > 160


def test_digits_can_be_read_on_every_tint(open_player: Open) -> None:
    """WCAG AA on the deepest tint of each hue, light and dark."""
    page = open_player("/?h=5&w=5&c=8&kh=3&kw=3&m=1&pad=valid&input=ramp&step=0")
    light = player(page).evaluate("element => getComputedStyle(element).color")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        if theme == "dark":
            expect(player(page)).not_to_have_css("color", light)  # it has followed the theme
        settled(page)
        drawn(page)
        ink, tints = player(page).evaluate("""element => {
            const {lanes, sums, ink} = element.dwPlayer.theme();
            const ramps = [...lanes, sums].flatMap(({positive, negative}) => [positive, negative]);
            return [ink, ramps.map(({deepest}) => deepest)];
        }""")
        assert len(tints) == 18
        assert min(contrast(tint, ink) for tint in tints) >= 4.5, theme


def test_a_phone_shows_every_part(open_player: Open) -> None:
    page = open_player(SMALL + "&step=75", phone=True)
    for name in ("First step", "Previous step", "Play", "Next step", "Last step"):
        expect(button(page, name)).to_be_visible()
    box = player(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    for kind in ("input", "filter", "output"):
        for k in range(3):
            x, _ = cell(page, kind, k=k, q=0, row=2, column=2)
            assert 0 < x < 390
    expect(button(page, "Play")).to_be_in_viewport(ratio=1)
    # the products stand above the next lane, whose name is 17 pixels below them, and above the controls
    after, controls = (
        each.evaluate("e => e.getBoundingClientRect().top")
        for each in (button(page, "channel 0"), page.locator(".dw-transport"))
    )
    assert after - 17 <= controls
    unit(page, "tap").focus()  # by keys the rows come that wait below the window
    page.keyboard.press("Tab")
    expect(button(page, "Keys and tables")).to_be_in_viewport(ratio=1)
    button(page, "Next step").tap()
    at(page, 76)
    acting = player(page).get_by_role("button", name="channel 2")
    expect(acting).to_have_attribute("aria-pressed", "true")
    expect(acting).to_be_in_viewport()
    drawn(page)
    x, y = cell(page, "output", k=2, q=0, row=0, column=3)
    page.touchscreen.tap(x, y)
    at(page, (3 * 3 + 2) * 2)


def test_on_a_phone_the_controls_are_as_high_in_every_unit(open_player: Open) -> None:
    page = open_player("/?h=8&w=8&c=4&kh=3&kw=3&m=3&pad=same&step=0", phone=True)
    heights = {}
    for width in (390, 360, 320):
        page.set_viewport_size({"width": width, "height": 844})
        for name in ("tap", "window", "pixel"):
            unit(page, name).tap()
            drawn(page)
            bar = player(page).locator(".dw-transport").bounding_box()
            assert bar
            heights[width, name] = bar["height"]
        assert len({high for (at_width, _), high in heights.items() if at_width == width}) == 1
    expect(player(page).locator(".dw-count")).to_have_text("of 64 places")


def test_a_phone_on_its_side_shows_digits_and_one_row_of_controls(open_player: Open) -> None:
    page = open_player(SMALL + "&step=0&embed=true", phone=True, reduced_motion=True)
    page.set_viewport_size({"width": 844, "height": 390})
    expect(player(page)).to_have_class(re.compile("dw-one-row"))
    drawn(page)
    left, right = (cell(page, "input", k=0, row=0, column=column)[0] for column in (0, 1))
    assert right - left >= 20  # as large as digits need
    assert "running sum" in [each["text"] for each in painted(page, "1")]
    tops = {
        round(box["y"] + box["height"] / 2)
        for control in player(page)
        .locator(".dw-transport")
        .locator("button, select, .dw-track")
        .all()
        if (box := control.bounding_box())
    }
    assert len(tops) == 1
    page.goto(page.url.replace("embed=true", ""))
    drawn(page)
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    box = player(page).bounding_box()
    assert box
    assert box["width"] > 780


def test_for_a_finger_the_notes_say_tap(open_player: Open) -> None:
    page = open_player(SMALL + "&step=0", phone=True, reduced_motion=True)
    page.touchscreen.tap(*cell(page, "input", k=0, row=1, column=1))
    tip = page.locator(".dw-tip")
    expect(tip).to_contain_text("tap again to change it")
    expect(tip).not_to_contain_text("click")


@pytest.mark.parametrize("width", [390, 640, 768])
def test_the_page_is_not_too_wide_before_the_script_has_run(browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_content(f"<style>body {{ margin: 0 }} {CSS}</style>{HTML}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_change_of_speed_skips_no_step(open_player: Open) -> None:
    page = open_player(SMALL)
    # Counted and timed within the page, so that it holds on a slow machine as well.
    gone, allowed = player(page).evaluate(
        """async player => {
            const frame = () => new Promise(requestAnimationFrame);
            const select = player.querySelector('.dw-speed');
            const before = Number(player.dataset.step);
            let allowed = 2;  // the frame that was on its way, and a step that was all but over
            for (const [value, wait] of [['16', 0], ['0.25', 400], ['32', 0], ['0.25', 0]]) {
                const start = performance.now();
                select.value = value;
                select.dispatchEvent(new Event('change'));
                do await frame(); while (performance.now() - start < wait);
                await frame();
                allowed += Number(value) * (performance.now() - start) / 700;
            }
            return [Number(player.dataset.step) - before, allowed];
        }"""
    )
    assert 0 <= gone <= allowed


NUMBER = re.compile(r"[-−]?\d+(\.\d+)?")


@pytest.mark.parametrize("kernel", ["box-blur&kh=3&kw=3", "box-blur&kh=6&kw=5"])
@pytest.mark.parametrize("phone", [False, True])
def test_products_and_running_sums_add_up_on_screen(
    open_player: Open, kernel: str, phone: bool
) -> None:
    page = open_player(
        f"/?h=6&w=6&c=3&m=2&pad=same&input=photo&kernel={kernel}&step=0",
        phone=phone,
        reduced_motion=True,
    )
    decimals = set()
    for window in (10, 40, 90):
        everything = [each["text"] for each in painted(page, str(window))]
        (strip,) = (at for at, text in enumerate(everything) if text.startswith("image 0, "))
        drawn = everything[strip:]
        (result,) = (text for text in drawn if text.startswith(("≈", "=")))
        numbers = [
            NUMBER.fullmatch(text.split(" = ")[-1])  # a product may stand behind its factors
            for text in drawn
            if text != result and "filter q" not in text
        ]
        added = [found.group().replace("−", "-") for found in numbers if found]
        products, sums = added[::2], added[1::2]
        assert len(products) == len(sums) == (9 if "kh=3" in kernel else 30)
        decimals |= {len(text.partition(".")[2]) for text in added if text != "0"}
        last_digit = 10.0 ** -max(decimals)
        before = 0.0
        for product, total in zip(map(float, products), map(float, sums), strict=True):
            assert abs(before + product - total) < 1.01 * last_digit
            before = total
        assert result.split()[1] == sums[-1]
        assert "≈" in result or float(sums[-1]) == before
        assert any("rounded" in text for text in drawn)
    assert len(decimals) == 1  # products and sums, and from step to step
    assert decimals.pop() >= 1


def test_whole_numbers_are_written_without_a_point_and_a_negative_factor_in_parentheses(
    open_player: Open,
) -> None:
    page = open_player(SMALL + "&step=75", reduced_motion=True)
    assert " times minus " in words(page)  # a screen reader passes over signs
    assert not set("·−()") & set(words(page))
    painted(page, "0")
    drawn = [each["text"] for each in painted(page, "75")]
    assert not [text for text in drawn if "." in text or "rounded" in text]
    drawn = [each["text"] for each in painted(page, "76")]
    assert any("·(−" in text for text in drawn)
    assert not any("·−" in text for text in drawn)


@pytest.mark.parametrize(
    "link",
    [
        "/?h=5&w=5&c=1&kh=2&kw=2&m=2&step=5",
        "/?h=4&w=4&c=2&kh=2&kw=2&m=2&step=3",
        "/?h=6&w=6&c=2&kh=3&kw=3&m=3&step=3",
        LARGE + "&step=70",
    ],
)
@pytest.mark.parametrize("phone", [False, True])
def test_words_above_planes_keep_to_their_place(open_player: Open, link: str, phone: bool) -> None:
    page = open_player(link, phone=phone, reduced_motion=True)
    above = re.compile(r"(its|input|window|filter|output|channel|q =)( |,|$)(?!k|value)")
    drawn = [each for each in painted(page, "all") if above.match(each["text"])]
    assert len([each for each in drawn if "output" in each["text"] or "channel" in each["text"]])
    width = page.locator(".dw-scene").evaluate("element => element.clientWidth")
    for at, one in enumerate(drawn):
        assert one["left"] >= 5
        assert one["right"] <= width - 5
        for other in drawn[at + 1 :]:
            if abs(one["y"] - other["y"]) < 12:
                assert one["right"] < other["left"] or other["right"] < one["left"]


@pytest.mark.parametrize("phone", [False, True])
def test_in_a_large_layer_the_window_and_the_filter_at_work_have_digits(
    open_player: Open, phone: bool
) -> None:
    page = open_player(LARGE + "&step=0", phone=phone, reduced_motion=True)
    drawn = [each["text"] for each in painted(page, str(70))]
    assert "filter q = 2" in drawn
    assert len([text for text in drawn if NUMBER.fullmatch(text)]) >= 2 * 49
    large = 70 // 4 % 8  # the lane that acts, as no other one has digits
    left, _ = cell(page, "input", k=large, row=0, column=0)
    right, _ = cell(page, "input", k=large, row=0, column=69)
    assert right - left >= 110
    if phone:
        return
    page.mouse.move(*cell(page, "weights", k=large, row=3, column=4))
    expect(page.locator(".dw-tip")).to_contain_text(f"filter[3, 4, {large}, 2] =")


def test_a_grid_of_products_has_the_kernels_shape(open_player: Open) -> None:
    page = open_player("/?h=9&w=9&c=1&m=1&kh=5&kw=5&pad=same&step=0", reduced_motion=True)
    products = [each for each in painted(page, "30") if re.match(r"\S+·\S+ = ", each["text"])]
    assert len(products) == 25
    assert len({each["x"] for each in products}) == len({each["y"] for each in products}) == 5


def test_the_name_of_the_value_stands_in_the_middle_of_its_box(open_player: Open) -> None:
    found = painted(open_player(SMALL), "3")
    heights = {each["text"]: each["y"] for each in found}
    middle = heights["output value"] + 20
    top = heights["output[0, 0, 0, 3]"] - 12  # both are base lines
    bottom = heights["channel k = 1, filter q = 1"] + 2
    assert (top + bottom) / 2 == pytest.approx(middle, abs=1)


def test_near_its_start_the_slider_is_not_filled(open_player: Open) -> None:
    """Of so short a fill the thumb would leave a stray dot."""
    page = open_player(f"{SMALL}&step=7")
    shot = Image.open(io.BytesIO(slider(page).screenshot())).convert("L")
    left = [shot.getpixel((x, shot.height // 2)) for x in range(4)]
    assert min(left) > 128


def test_a_swipe_that_begins_on_the_slider_scrolls_the_page_and_leaves_the_step(
    open_player: Open,
) -> None:
    page = open_player(SMALL + "&step=7", phone=True)
    slider = page.get_by_role("slider", name="Step")
    finger = page.context.new_cdp_session(page)

    def swipe(across: int, up: int) -> None:
        box = slider.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        for at in range(11):
            points = [{"x": x + at * across / 10, "y": y - at * up / 10}]
            kind = "touchMove" if at else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(16)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(0, 200)
    page.wait_for_function(
        """() => {  // until the page has come to rest, and with it the controls
            const before = window.lastPlace;
            window.lastPlace = document.querySelector('[data-testid=stMain]').scrollTop;
            return window.lastPlace > 50 && window.lastPlace === before;
        }""",
        polling=200,
    )
    expect(page.locator(".dw-player")).to_have_attribute("data-step", "7")
    expect(slider).to_have_value("7")
    swipe(40, 0)
    expect(page.locator(".dw-player")).not_to_have_attribute("data-step", "7")


@pytest.mark.parametrize(
    ("layer", "channels"),
    [("h=6&w=6&c=8&m=1", 8), ("h=20&w=20&c=2&m=1&kh=7&kw=7&dh=2&dw=2", 2)],
)
def test_the_large_lane_is_the_one_that_makes_the_value(
    open_player: Open, layer: str, channels: int
) -> None:
    page = open_player(f"/?{layer}&pad=same&step=0")
    large = page.locator(".dw-lane[aria-pressed=true]")
    stays = page.locator(".dw-lanes[data-stays]")

    def play_to(last: int) -> None:
        becomes(page, lambda: step(page) >= last, True)
        expect(stays).to_have_count(1)  # it says that another one may act

    def pause() -> str:
        button(page, "Pause").click()
        expect(stays).to_have_count(0)
        return f"channel {step(page) % channels}"

    button(page, "Play").click()
    becomes(page, lambda: step(page) >= 1, True)
    assert page.evaluate(
        """() => [document.querySelector('.dw-lane[aria-pressed=true]').dataset.k,
                  document.querySelector('.dw-player').dataset.step]"""
    ) in [[str(at % channels), str(at)] for at in range(1, 9)]
    assert pause() == large.inner_text()
    page.get_by_label("Speed").select_option("8")
    button(page, "Play").click()
    play_to(3)  # to change with each step would flicker
    assert pause() == large.inner_text()
    page.get_by_label("Speed").select_option("1")
    button(page, "Last step").click()
    assert large.inner_text() == f"channel {channels - 1}"
    button(page, "First step").click()
    button(page, "Play").click()
    page.get_by_role("button", name="channel 1").click()
    play_to(2)
    pause()
    assert large.inner_text() == "channel 1"  # somebody chose it
    button(page, "Previous step").click()
    button(page, "Next step").click()
    assert large.inner_text() == f"channel {step(page) % channels}"


def test_beside_long_shapes_the_verdict_keeps_its_line(open_player: Open) -> None:
    page = open_player("/?h=12&w=12&c=4&kh=5&kw=5&m=1&pad=same&step=0")
    badge = page.locator(".dw-badge:has(summary)").bounding_box(timeout=60_000)
    last = page.locator(".dw-shapes [data-letter]").last.bounding_box()
    assert badge
    assert last
    assert badge["height"] < 26
    assert badge["x"] > last["x"] + last["width"] + 8
