"""Tests what a screen reader hears where Streamlit is silent: another page, a result, a field's place."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dwconv.teaching.exercises import sheet
from dwconv.teaching.lesson import chapters, parts
from dwconv.teaching.sheets import SHEETS
from dwconv.ui.page_table import PAGES
from dwconv.ui.pages.exercises import TITLES
from tests.browser.harness import go_to, settled
from tests.browser.heard_signs import bare_signs

Open = Callable[..., Page]

# Notes what stands in the live regions, those of components included, as it changes.
LISTEN = """() => {
    const regions = root => [...root.querySelectorAll('*')].flatMap(each => [
        ...(each.matches(':is([role=status], [role=alert]):not([aria-live=off])') ? [each] : []),
        ...(each.shadowRoot ? regions(each.shadowRoot) : []),
    ]);
    const known = new WeakMap();
    const look = () => {
        for (const region of regions(document)) {
            const words = region.textContent; // a space more makes the same words new
            if (words.trim() && words !== known.get(region)) window.__heard.push(words.trim());
            known.set(region, words);
        }
    };
    window.__heard = [];
    look();
    window.__heard = [];
    setInterval(look, 50);
}"""


def was_heard(page: Page, words: str) -> None:
    patience = time.monotonic() + 150  # TensorFlow may have to start, and is asked about all cases
    while words not in "\n".join(heard := page.evaluate("window.__heard")):
        assert time.monotonic() < patience, heard
        page.wait_for_timeout(50)


def open_gallery(page: Page) -> None:
    page.get_by_role("radio", name="Where TensorFlow is wrong").click()


def run_a_case(page: Page) -> None:
    page.locator("[class*=st-key-case-] button").first.click()


def test_the_page_that_a_link_led_to_is_named_and_shown_from_its_top(open_page: Open) -> None:
    page = open_page("/questions")
    page.evaluate(LISTEN)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    page.evaluate(f"{scrolled} = 600")
    assert page.evaluate(scrolled) == 600
    go_to(page, "Shapes")
    was_heard(page, "Page: Shapes")
    settled(page)
    assert page.evaluate(scrolled) == 0
    assert "Page: Questions" not in page.evaluate("window.__heard"), "the first is the document's"


def test_of_a_page_that_opens_the_name_alone_is_heard(open_page: Open) -> None:
    page = open_page("/questions")
    page.evaluate(LISTEN)
    for name in "learning", "image", "layouts", "class", "tensorflow", "":  # they have most to say
        page.evaluate("window.__heard = []")
        go_to(page, PAGES[name].title)
        was_heard(page, "Page: ")
        settled(page)
        page.wait_for_timeout(300)
        (heard,) = page.evaluate("window.__heard")
        assert heard.startswith("Page: "), name


def test_a_control_that_is_drawn_anew_keeps_the_focus(open_page: Open) -> None:
    page = open_page("/lesson", reduced_motion=True)
    page.get_by_role("combobox", name="Part of the lesson").focus()
    for key in "ArrowDown", "ArrowDown", "Enter":
        page.keyboard.press(key)
    page.wait_for_url("**part=2**")
    settled(page)
    expect(page.get_by_role("combobox", name="Part of the lesson")).to_be_focused()
    # who has gone elsewhere is not fetched back
    page.locator(".st-key-lesson-text").click()
    page.keyboard.press("PageDown")
    page.wait_for_url("**beat=2**")
    settled(page)
    assert page.evaluate("document.activeElement.tagName") != "INPUT"


def test_the_focus_does_not_go_from_a_field_without_a_name_to_another_one(open_page: Open) -> None:
    page = open_page("/questions")
    for name, kept in (("", False), ("Seed", True)):
        page.evaluate(
            """name => {
                const main = document.querySelector('[data-testid=stMain]');
                const fields = [0, 1].map(() => document.createElement('input'));
                for (const field of fields) if (name) field.ariaLabel = name;
                main.append(...fields);
                fields[0].focus();
                fields[0].remove();
            }""",
            name,
        )
        page.wait_for_timeout(200)
        assert page.evaluate("document.activeElement.tagName === 'INPUT'") is kept


def test_the_focus_goes_on_from_a_button_that_can_be_pressed_no_more(open_page: Open) -> None:
    page = open_page("/lesson?beat=2", reduced_motion=True)
    back, forth = (page.get_by_role("button", name=name, exact=True) for name in ("Back", "Next"))
    back.press("Enter")
    expect(back).to_be_disabled()
    expect(forth).to_be_focused()
    page = open_page(f"/lesson?beat={len(parts()[0].beats)}", reduced_motion=True)
    page.evaluate(LISTEN)
    page.get_by_role("button", name="Answer", exact=True).press("Enter")
    forth = page.get_by_role("button", name="Next", exact=True)
    forth.press("Enter")
    was_heard(page, parts()[0].farewell)
    expect(forth).to_be_disabled()
    expect(page.get_by_role("button", name="Play again")).to_be_focused()


def test_the_button_of_a_file_keeps_the_focus_and_says_that_it_is_saved(open_page: Open) -> None:
    page = open_page("/sheets")
    page.evaluate(LISTEN)
    button = page.get_by_role("button", name="Save for printing")
    for _ in range(2):
        with page.expect_download():
            button.press("Enter")
        was_heard(page, "Save for printing: the file is saved.")
        expect(button).to_be_focused()
        page.evaluate("window.__heard = []")
        page.wait_for_timeout(3200)
    page.emulate_media(media="print")  # on paper nothing else says which sheet it is
    expect(page.get_by_text(f"Teacher’s sheet: {SHEETS['lesson'][0]}")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(0)


@pytest.mark.timeout(240)
def test_the_result_of_a_case_is_said_when_it_comes(open_page: Open) -> None:
    page = open_page("/tensorflow")
    open_gallery(page)
    settled(page)
    page.evaluate(LISTEN)
    run_a_case(page)
    was_heard(page, "values are wrong")


def test_a_layer_that_is_chosen_in_a_table_is_said_and_where_it_opens(open_page: Open) -> None:
    page = open_page("/networks")
    table = page.get_by_role("table", name="The layers of MobileNet")
    expect(table).to_have_accessible_description("Arrow keys choose a row.")
    page.evaluate(LISTEN)
    table.locator("tbody button").first.focus()
    page.keyboard.press("ArrowDown")
    was_heard(page, "Open in the sliding window")
    (heard,) = page.evaluate("window.__heard")
    assert heard.startswith("conv_dw_1 chosen. "), heard
    page.get_by_role("button", name="Open in the sliding window").press("Enter")
    page.wait_for_url("**/?**")
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("heading", name="Picture, step by step", level=2)).to_have_count(1)


def put_a_claim_to_the_test(page: Page) -> None:
    page.locator(".st-key-lesson-test button").click()


def measure(page: Page) -> None:
    page.locator(".st-key-measure button").click()


def answer(page: Page) -> None:
    first = page.locator(".st-key-exercise-1")
    first.get_by_role("textbox").fill("1x1x1")
    first.get_by_role("button", name="Check answer").click()


def ask_for_too_much(page: Page) -> None:
    page.get_by_role("spinbutton", name="input height").fill("9999")
    page.keyboard.press("Enter")


def predict_nothing(page: Page) -> None:
    page.locator(".dw-guess").get_by_role("button", name="Check value").click()


def copy_the_link(page: Page) -> None:
    page.get_by_role("button", name="Copy link", exact=True).click()


def open_share(page: Page) -> None:
    page.get_by_role("button", name="Share").click()


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("path", "first", "press", "words"),
    [
        ("/tensorflow", open_gallery, run_a_case, "values are wrong"),
        (f"/lesson?part={len(chapters())}", None, put_a_claim_to_the_test, "The claim is "),
        ("/cost?view=time", None, measure, "than standard"),
        ("/exercises?sheet=7&level=2", answer, answer, "Not 1 by 1 by 1."),
        ("/", None, ask_for_too_much, "Using 64 instead"),
        ("/?predict=1", None, predict_nothing, "Type a number"),
        ("/", open_share, copy_the_link, "Copied."),
    ],
)
def test_the_same_result_is_said_again(
    open_page: Open,
    path: str,
    first: Callable[[Page], None] | None,
    press: Callable[[Page], None],
    words: str,
) -> None:
    page = open_page(path)
    if first:
        first(page)
        settled(page)
    page.evaluate(LISTEN)
    for _ in range(2):
        press(page)
        was_heard(page, words)
        settled(page)
        page.evaluate("window.__heard = []")


def test_the_solution_of_an_exercise_is_said_when_it_opens(open_page: Open) -> None:
    page = open_page("/exercises?sheet=7&level=2")
    answer(page)
    settled(page)
    page.evaluate(LISTEN)
    first = page.locator(".st-key-exercise-1")
    for press, words in (
        ("Show the solution", "The solution is below. The answer: "),
        ("Hide the solution", "The solution is hidden."),
    ):
        first.get_by_role("button", name=press).press("Enter")
        was_heard(page, words)


def test_a_grade_is_heard_in_words_behind_the_name_of_its_exercise(open_page: Open) -> None:
    page = open_page("/exercises?sheet=7&level=2")
    answer(page)
    first = page.locator(".st-key-exercise-1")
    said = first.locator("[class*=st-key-grade-] .dw-unseen")
    name = f"1. {TITLES[sheet(7, 2)[0].kind]}. "
    expect(said).to_have_text(re.compile(f"^{name}Not 1 by 1 by 1\\. "))
    assert bare_signs(page) == []
    first.get_by_role("textbox").fill("one")
    first.get_by_role("button", name="Check answer").click()
    expect(said).to_have_text(re.compile(f"^{name}There is no number in that"))


def test_each_answer_gets_one_message_that_says_whether_there_is_a_hint(open_page: Open) -> None:
    page = open_page("/exercises?sheet=7&level=2")
    page.evaluate(LISTEN)
    first = page.locator(".st-key-exercise-1")
    name = f"1. {TITLES[sheet(7, 2)[0].kind]}. "
    for shape, said in (("1x1x1", "Not 1 by 1 by 1."), ("2x2x2", "Not 2 by 2 by 2.")):
        first.get_by_role("textbox").fill(shape)
        first.get_by_role("button", name="Check answer").click()
        was_heard(page, said)
        page.wait_for_timeout(800)
        (heard,) = page.evaluate("window.__heard")
        assert heard.startswith(f"{name}{said} ")
        assert heard.endswith(" A hint is below.")
        page.evaluate("window.__heard = []")


def test_a_field_of_an_exercise_is_in_a_group_with_its_name(open_page: Open) -> None:
    page = open_page("/exercises?sheet=7&level=2")
    for number, exercise in enumerate(sheet(7, 2), 1):
        group = page.get_by_role("group", name=f"{number}. {TITLES[exercise.kind]}")
        expect(group.get_by_role("button", name="Check answer")).to_have_count(1)


@pytest.mark.timeout(240)
def test_another_op_is_named_with_its_verdict_before_its_sizes(open_page: Open) -> None:
    page = open_page("/tensorflow")
    expect(page.get_by_text("TensorFlow agrees").first).to_be_visible(timeout=150_000)
    page.evaluate(LISTEN)
    page.get_by_role("radio", name="tf.nn.conv2d", exact=True).press("Space")
    was_heard(page, "tf.nn.conv2d: TensorFlow agrees with all ")
    was_heard(page, "Now output: output channels ")
    words = " ".join(page.evaluate("window.__heard"))
    assert words.index("agrees") < words.index("filter: kernel height"), words


def test_a_case_is_one_of_a_group_and_another_kind_says_how_many_there_are(open_page: Open) -> None:
    page = open_page("/tensorflow")
    open_gallery(page)
    settled(page)
    page.evaluate(LISTEN)
    page.get_by_role("radio", name="wrong numbers").press("ArrowRight")
    was_heard(page, "wrong shape: 4 cases.")
    group = page.get_by_role("group", name="cases")
    expect(group.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    group.get_by_role("button").nth(1).press("Enter")
    expect(group.get_by_role("button").nth(1)).to_have_attribute("aria-pressed", "true")
    group.get_by_role("button").first.press("Enter")
    expect(group.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    expect(group.get_by_role("button", pressed=True)).to_have_count(1)


def test_a_button_of_help_is_described_by_what_its_tip_says(open_page: Open) -> None:
    page = open_page("/image")
    button = page.get_by_role("button", name="Help for Your own picture")
    button.focus()
    expect(button).to_have_accessible_description(re.compile("Only you see it"))
