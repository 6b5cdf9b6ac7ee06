"""A sheet of exercises as a student uses it: by keyboard, on paper, and to the animation and back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from dwconv.teaching.exercises import EDITION, sheet
from dwconv.ui.pages.exercises import solution_link
from tests.browser.harness import becomes, settled
from tests.browser.test_links import parameters

Open = Callable[..., Page]
LINK = "/exercises?sheet=7&level=2"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what has this accessible name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const at = document.activeElement
                return at.matches("input, button, a") ? at.ariaLabel || at.innerText : ""
            }"""
        )
        if name in focus:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_an_exercise_is_answered_by_keyboard_and_its_solution_plays(open_page: Open) -> None:
    page = open_page(LINK)
    one = sheet(7, 2)[0]
    first = page.locator(".st-key-exercise-1")
    tab_to(page, "Your answer: height, width, channels")
    page.keyboard.type("1x1x1")
    page.keyboard.press("Enter")
    settled(page)
    expect(first.get_by_test_id("stAlertContainer").first).to_contain_text("Not 1×1×1.")
    tab_to(page, "Show the solution")
    page.keyboard.press("Enter")
    settled(page)
    expect(first.get_by_text(f"The answer: {one.shown_answer}")).to_be_visible()
    tab_to(page, "Watch this layer in the sliding window")
    page.keyboard.press("Enter")
    page.wait_for_selector(".dw-player")
    settled(page)
    expect(page.locator(".dw-player")).to_have_attribute("data-step", str(one.step))
    assert solution_link(one).items() <= parameters(page).items()
    page.go_back()
    page.wait_for_selector(".st-key-exercise-1")
    settled(page)
    expect(first.get_by_role("textbox")).to_have_value("1x1x1")
    expect(first.get_by_text(f"The answer: {one.shown_answer}")).to_be_visible()


def test_answers_survive_a_reload_and_end_with_the_tab(open_page: Open) -> None:
    page = open_page(LINK)
    first, sixth = (page.locator(f".st-key-exercise-{number}") for number in (1, 6))
    first.get_by_role("textbox").fill("1x1x1")
    page.keyboard.press("Enter")
    settled(page)
    sixth.get_by_role("radiogroup").get_by_text(sheet(7, 2)[5].shown_answer).click()
    sixth.get_by_role("button", name="Check answer").click()
    expect(page.get_by_text("1 of 8 solved")).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_text("1 of 8 solved")).to_be_visible()
    expect(first.get_by_role("textbox")).to_have_value("1x1x1")
    expect(first.get_by_test_id("stAlertContainer").first).to_contain_text("Not 1×1×1.")
    expect(sixth.get_by_role("radio", name=sheet(7, 2)[5].shown_answer)).to_be_checked()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("until you close it. You can reload it")).to_be_visible()
    settled(other)
    expect(other.get_by_text("0 of 8 solved")).to_be_visible()
    expect(other.locator(".st-key-exercise-1").get_by_role("textbox")).to_have_value("")


def test_a_printed_sheet_has_no_buttons_and_no_forms(open_page: Open) -> None:
    page = open_page(f"{LINK}&solutions=1", dark=True)
    expect(page.get_by_test_id("stMain").get_by_role("button", name="Check answer")).to_have_count(
        8
    )
    page.emulate_media(media="print")
    for useless in ("Check answer", "New sheet"):
        for button in page.get_by_role("button", name=useless).all():
            expect(button).to_be_hidden()
    expect(page.get_by_text("Sliding window", exact=True)).to_be_hidden()
    expect(page.get_by_text("Name:")).to_be_visible()
    expect(page.get_by_text(f"/exercises?sheet=7&edition={EDITION}&level=2")).to_be_visible()
    expect(page.get_by_role("button", name="Share")).to_be_hidden()
    expect(page.locator("[data-testid=stForm]:visible")).to_have_count(0)
    main = page.locator("[data-testid=stMain]")
    becomes(page, lambda: main.evaluate("e => e.scrollHeight <= e.clientHeight"), True)
    # beside the words for a screen reader
    ink = page.locator("[aria-hidden]", has_text="What is the shape of the output?")
    expect(ink).to_have_css("color", "rgb(0, 0, 0)")
    for number in range(1, 9):
        expect(page.locator(f".st-key-exercise-{number}")).to_have_css("break-inside", "avoid")


def test_without_solutions_there_is_room_for_answers_on_paper(open_page: Open) -> None:
    page = open_page(LINK)
    page.emulate_media(media="print")
    expect(page.get_by_role("textbox")).to_have_count(7)
    expect(page.get_by_role("radiogroup")).to_have_count(1)
    expect(page.locator("[data-testid=stForm]:visible")).to_have_count(8)


def test_a_picture_that_is_not_depthwise_opens_in_the_comparison(open_page: Open) -> None:
    page = open_page(f"{LINK}&solutions=1")
    link = page.get_by_role("link", name="Watch a convolution in 2 groups with these channels")
    link.click()
    page.wait_for_selector(".dw-player")
    settled(page)
    expect(page.get_by_role("radio", name="2 groups")).to_be_checked()
    assert solution_link(sheet(7, 2)[5]).items() <= parameters(page).items()


def test_a_line_joins_each_input_to_the_outputs_that_it_feeds(open_page: Open) -> None:
    page = open_page(LINK)
    lines = page.locator(".connections line")
    expect(lines).to_have_count(len(sheet(7, 2)[5].connections))


def test_tables_of_one_kind_stay_together_where_a_line_breaks(open_page: Open) -> None:
    page = open_page("/exercises?sheet=1", phone=True)
    filters = page.locator(".st-key-exercise-2 table").filter(has_text="filter")
    assert filters.count() == 2
    assert len(set(filters.evaluate_all("all => all.map(e => e.offsetTop)"))) == 1
