"""Tests the lesson in a browser: by keyboard alone, on a phone, and that each beat stops at its last window."""

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from dwconv.player.signs_in_words import with_words
from dwconv.teaching.claims import claims
from dwconv.teaching.lesson import chapters, parts
from dwconv.teaching.lesson.wording import keep_together
from tests.browser.harness import PLAYER, found_still, settled
from tests.browser.test_every_page import sticks_out

Open = Callable[..., Page]

LENGTHS = list(chapters().values())
WAY = [(part, beat) for part, beats in enumerate(LENGTHS) for beat in range(1, beats + 1)]
CLAIMS = len(LENGTHS) - 1
TEN_MINUTES = [place for place in WAY if place[0] == 0]


def something_to_open(part: int, beat: int) -> bool:
    """Whether Next opens an answer or tests a claim before it goes on."""
    return part == CLAIMS or parts()[part].question_after(beat)[0] != ""


def wait_until_open(page: Page, part: int, beat: int) -> None:
    """Wait until the answer of a beat is open, or its claim tested."""
    if part == CLAIMS:
        page.get_by_role("button", name="Test it again").wait_for()
    else:
        page.locator(f".st-key-lesson-answer-{part}-{beat}-opened details[open]").wait_for()
    settled(page)


def player(page: Page) -> Locator:
    return page.locator(PLAYER)


def at(page: Page, part: int, beat: int) -> None:
    page.wait_for_url(re.compile(rf"part={part}&beat={beat}(&|$)"))


def late(route: Route) -> None:
    """Let a script wait, as on a slow network."""
    time.sleep(0.8)
    route.continue_()


def focused(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.matches('button, a, summary') ? document.activeElement.innerText : ''"
    )


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until a control has the focus."""
    for _ in range(60):
        if re.search(name, focused(page)):
            return
        page.keyboard.press(key)
    raise AssertionError(f"Tab does not lead to {name}")


def go_on(page: Page, *, by_keyboard: bool) -> None:
    if by_keyboard:
        page.keyboard.press("Enter")
    else:
        page.locator(".st-key-lesson-next button:visible").click()


def fits_on_a_projector(page: Page) -> None:
    below = """() => {
        const places = [...document.querySelectorAll('.dw-player, .st-key-lesson-now')];
        const answer = [...document.querySelectorAll('summary')]
            .filter(each => each.textContent.includes('The answer'));  // below the question
        return [...places, ...answer].filter(each => each.getBoundingClientRect().bottom > 720)
            .map(each => each.className || each.textContent);
    }"""
    expect(player(page)).to_be_visible()
    expect(page.locator(".st-key-lesson-now")).to_be_visible()
    assert found_still(page, below) == [], page.url


@pytest.mark.timeout(240)
def test_a_lesson_is_given_by_keyboard_alone_and_its_pictures_are_whole_on_a_projector(
    open_page: Open,
) -> None:
    """The ten minutes are given by keyboard, the other parts by clicks."""
    page = open_page("/lesson", reduced_motion=True, width=1280, height=720)
    expect(player(page)).to_be_visible()
    tab_to(page, "Next")
    # What each beat of all parts says is tested without a browser: tests/pages/test_lesson.py.
    for (part, beat), following in pairwise(WAY[: WAY.index((CLAIMS, 1)) + 1]):
        at(page, part, beat)
        fits_on_a_projector(page)
        if part == 0:
            says = parts()[part].beats[beat - 1].text
            start = re.split(r"[*$`]", says.lstrip("*$"))[0].strip()[:30]
            expect(page.locator(".st-key-lesson-now")).to_contain_text(start)
            expect(player(page)).to_have_count(1)
            tab_to(
                page, "Next|Answer"
            )  # Enter leaves the focus where it is, or this finds it again
        go_on(page, by_keyboard=part == 0)
        if something_to_open(part, beat):
            wait_until_open(page, part, beat)
            at(page, part, beat)
            go_on(page, by_keyboard=part == 0)
        if (part, beat) == (0, LENGTHS[0]):
            page.keyboard.press("PageDown")  # a second press, at once, goes no further
            expect(page.locator(".st-key-lesson-now")).to_contain_text(parts()[0].farewell)
            page.keyboard.press("PageDown")
            settled(page)
            at(page, part, beat)
            fits_on_a_projector(page)
            of_next = page.locator(".st-key-lesson-next button:disabled")
            colours = "each => ['color', 'backgroundColor'].map(of => getComputedStyle(each)[of])"
            ground = page.locator("[data-testid=stApp]").evaluate(colours)[1]
            assert ground not in of_next.evaluate(colours)[:1], "its word can be read"
            tab_to(page, "The long way")
            page.keyboard.press("Enter")
        at(page, *following)
        settled(page)


def test_a_claim_is_tested_by_keyboard_alone(open_page: Open) -> None:
    page = open_page(f"/lesson?part={CLAIMS}&beat={LENGTHS[-1]}", reduced_motion=True)
    expect(page.locator(".st-key-lesson-now")).to_contain_text(claims()[-1].text)
    tab_to(page, "Test it")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("The claim is (true|false)"))).to_be_visible()
    at(page, CLAIMS, LENGTHS[-1])


def test_the_keyboard_reaches_the_player_the_answer_and_the_lab(open_page: Open) -> None:
    page = open_page("/lesson?part=8&beat=3", reduced_motion=True)
    expect(player(page)).to_have_attribute("data-step", "11")
    tab_to(page, "Answer")
    tab_to(page, "The answer")
    page.keyboard.press("Enter")
    text = page.locator(".st-key-lesson-text")  # a screen reader is told the answer elsewhere
    expect(text.get_by_text("6·2 + 9·4 = 48, the window")).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.dw-player, .dw-player *')"):
            break
    page.keyboard.press("Home")
    expect(player(page)).to_have_attribute("data-step", "0")
    page.keyboard.press("ArrowRight")
    expect(player(page)).to_have_attribute("data-step", "1")
    assert "part=8" in page.url
    tab_to(page, "Open this layer in the sliding window", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?.*h=3&w=3&c=1&kh=2&kw=1&m=2"))
    settled(page)
    expect(page.locator(".dw-shapes code")).to_have_text(
        "(1, 3, 3, 1) ∗ (2, 1, 1, 2) → (1, 2, 3, 2)"
    )


def test_page_keys_open_the_answer_lead_on_and_back(open_page: Open) -> None:
    page = open_page("/lesson?part=3&beat=2", reduced_motion=True)
    page.keyboard.press("PageDown")
    at(page, 3, 3)
    settled(page)
    answer = page.locator(".st-key-lesson-text").get_by_text(parts()[3].answer)
    expect(answer).not_to_be_visible()
    page.keyboard.press("PageDown")
    expect(answer).to_be_visible()
    settled(page)
    page.keyboard.press("PageDown")
    at(page, 4, 1)
    settled(page)
    page.keyboard.press("PageUp")
    at(page, 3, 3)


def test_a_clicker_leads_on_while_the_player_fills_the_window(open_page: Open) -> None:
    page = open_page("/lesson?part=8&beat=1", reduced_motion=True)
    expect(player(page)).to_be_visible()
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    expect(page.locator(".dw-presenting")).to_have_count(1)
    caption = page.locator(".dw-presenting .dw-caption p")  # the one before stays for a moment
    expect(caption).to_have_text("The input is a 3×3 image with one channel.")
    assert float(caption.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 28
    expect(page.locator(".dw-caption span")).to_have_text("1 of 3")
    page.keyboard.press("PageDown")
    at(page, 8, 2)
    expect(caption).to_have_text("The first window holds 1 above 4.")
    expect(player(page)).to_have_attribute("data-step", "3")
    settled(page)
    expect(page.locator(".dw-presenting")).to_have_count(1)
    page.keyboard.press("PageUp")
    at(page, 8, 1)
    # Another kind of player whose script comes late, when the first one is gone for a second.
    page.route(re.compile(r"/comparison-[^/]*\.js"), late, times=1)
    page.goto(page.url.replace("part=8&beat=1", "part=8&beat=3"))
    settled(page)
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    page.keyboard.press("PageDown")
    wait_until_open(page, 8, 3)
    page.keyboard.press("PageDown")
    at(page, 9, 1)
    expect(caption).to_contain_text("Depthwise: output channel k·M + q")
    expect(page.locator(".dw-presenting")).to_have_count(1)


def test_the_animation_stops_where_the_idea_ends_and_again_after_being_dragged_back(
    open_page: Open,
) -> None:
    page = open_page("/lesson?part=8&beat=2")
    one = player(page)
    speed = one.get_by_label("Speed")
    speed.select_option("4")
    expect(one).to_have_attribute("data-unit", "tap")
    expect(one).to_have_attribute("data-step", "3")  # two windows of two taps
    expect(one).to_have_attribute("data-playing", "false")
    expect(one.get_by_role("status")).to_contain_text("= 18")
    slider = one.get_by_role("slider", name="Step")
    slider.evaluate("range => { range.value = 1; range.dispatchEvent(new Event('input')); }")
    expect(one).to_have_attribute("data-step", "1")
    one.get_by_role("button", name="Play", exact=True).click()
    expect(one).to_have_attribute("data-playing", "false")
    expect(one).to_have_attribute("data-step", "3")
    # In another unit it is still the same place.
    one.get_by_role("radio", name="window").click()
    one.get_by_role("button", name="First step").click()
    one.get_by_role("button", name="Play", exact=True).click()
    expect(one).to_have_attribute("data-playing", "false")
    expect(one).to_have_attribute("data-step", "1")
    # Whoever plays on from there comes to the end.
    speed.select_option("16")
    one.get_by_role("button", name="Play", exact=True).click()
    expect(one).to_have_attribute("data-step", "11")
    expect(one).to_have_attribute("data-playing", "false")


def test_the_button_again_plays_the_same_once_more(open_page: Open) -> None:
    page = open_page("/lesson?part=3&beat=1")
    expect(player(page)).to_have_attribute("data-step", "3")
    expect(player(page)).to_have_attribute("data-playing", "false")
    player(page).get_by_role("button", name="Last step").click()
    settled(page)
    page.get_by_role("button", name="Play again").click()
    expect(player(page)).to_have_attribute("data-playing", "true")
    expect(player(page)).to_have_attribute("data-step", "3")
    expect(player(page)).to_have_attribute("data-playing", "false")


def test_the_next_beat_goes_on_in_the_same_animation(open_page: Open) -> None:
    page = open_page("/lesson?part=6&beat=1")
    expect(player(page)).to_have_attribute("data-step", "2")
    player(page).evaluate("element => { element.dataset.mark = 'same'; }")
    page.get_by_role("button", name="Next", exact=False).first.click()
    at(page, 6, 2)
    expect(player(page)).to_have_attribute("data-step", "5")
    expect(player(page)).to_have_attribute("data-mark", "same")


def test_with_less_motion_the_animation_is_at_its_end_at_once(open_page: Open) -> None:
    page = open_page("/lesson?part=1&beat=2", reduced_motion=True)
    expect(player(page)).to_have_attribute("data-step", "12")
    expect(player(page)).to_have_attribute("data-playing", "false")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("dark", [False, True])
def test_a_lesson_fits_on_a_phone(open_page: Open, dark: bool) -> None:
    page = open_page(f"/lesson?part={0 if dark else 6}", phone=True, dark=dark, reduced_motion=True)
    # The ten-minute path; in light the parts with the longest texts, the formulas, and a claim.
    way = [*TEN_MINUTES, (1, 1)] if dark else [place for place in WAY if place[0] > 5]
    until = len(way) if dark else way.index((CLAIMS, 2)) + 1
    for (part, beat), following in pairwise(way[:until]):
        settled(page)
        assert sticks_out(page) == [], (part, beat)
        expect(page.locator(".st-key-lesson-now")).to_be_visible()
        if part < CLAIMS:
            box = player(page).bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 391
        page.locator(".st-key-lesson-next button:visible").tap()
        if something_to_open(part, beat):
            wait_until_open(page, part, beat)
            page.locator(".st-key-lesson-next button:visible").tap()
        if (part, beat) == (0, LENGTHS[0]):
            page.get_by_role("button", name="The long way").tap()
        at(page, *following)
    settled(page)
    if dark:
        return
    page.locator(".st-key-lesson-test button").tap()
    expect(page.get_by_text("What is true.", exact=True)).to_be_visible()
    assert sticks_out(page) == []


LINES = """texts => {
  const place = document.querySelector(".st-key-lesson-now p");
  return texts.map(text => {
    place.innerHTML = text;
    const lines = [], walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    let middle = -Infinity;
    for (let node; (node = walk.nextNode()); ) {
      if (node.parentElement.closest(".dw-unseen")) continue;
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [box] = range.getClientRects();
        if (box?.width && box.top + box.bottom > 2 * middle + 16) {
          lines.push("");
          middle = (box.top + box.bottom) / 2;
        }
        lines[lines.length - 1] += node.data[at];
      }
    }
    return lines;
  });
}"""
"""The lines that a browser makes of each text, in the place of the lesson's sentence."""


def as_shown(text: str) -> str:
    """A text of the lesson as HTML. What is set by KaTeX breaks by KaTeX's own rules."""
    html = with_words(keep_together(re.sub(r"\$.+?\$", "x", text)))
    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", html)


@pytest.mark.parametrize("phone", [False, True])
def test_no_line_of_the_lesson_ends_within_a_formula(open_page: Open, phone: bool) -> None:
    texts = {
        text
        for part in parts()
        for beat in part.beats
        for text in (beat.text, beat.question, beat.answer)
        if text
    }
    page = open_page("/lesson?part=1&beat=1", phone=phone, reduced_motion=True)
    all_lines: list[list[str]] = page.evaluate(LINES, [as_shown(text) for text in sorted(texts)])
    assert sum(len(lines) > 1 for lines in all_lines) > len(texts) / 2
    cut = [
        (before, after)
        for lines in all_lines
        for before, after in pairwise(line.strip(" ") for line in lines)
        if re.search(r"[=+−·×]$", before)
        or re.match(r"[=+·×]|− ", after)
        or any(before.count(one) > before.count(other) for one, other in ("⌊⌋", "⌈⌉"))
        or re.search(r"\([\d, ]+$", before)
    ]
    assert cut == []


def test_on_a_phone_the_list_of_parts_is_as_wide_as_the_picture(open_page: Open) -> None:
    page = open_page("/lesson", phone=True, reduced_motion=True)
    edges = [
        (box["x"], box["x"] + box["width"])
        for part in (page.locator(".st-key-title [data-testid=stSelectbox]"), player(page))
        if (box := part.bounding_box())
    ]
    assert edges[0] == pytest.approx(edges[1], abs=1)
