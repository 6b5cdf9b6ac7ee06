"""A class with its teacher's page and a student's page, in two real browsers."""

import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from dwconv.classroom.questions import BUILDERS, ClassQuestion
from dwconv.teaching.lesson import parts
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.links import read_link
from tests.browser.axe import violations
from tests.browser.harness import NOTE_WORDS, PLAYER, go_to, in_address, picture_slider, settled
from tests.classroom.http_classes import Student, Teacher

LAYER = "h=4&w=5&c=2&kh=3&kw=2&m=2&seed=4"
STEP = 6


def asked_after(step: int) -> ClassQuestion:
    values, _ = read_link(dict(part.split("=") for part in LAYER.split("&")))
    spec = make_spec(values)
    return BUILDERS["next value"][1](spec, *make_operands(spec, values, None, None), step)


def player(page: Page) -> Locator:
    return page.locator(PLAYER)


def test_a_class_from_its_start_to_its_end(open_page: Callable[..., Page]) -> None:
    assert PAGES["class"].section == "teach"
    teacher = open_page(f"/class?{LAYER}&step={STEP}")
    teacher.get_by_role("button", name="Start a class").press("Enter")
    # Under load Streamlit mounts the desk twice for a moment: the one that goes has no code yet.
    code = teacher.locator(".join .code:not(:empty)")
    expect(code).to_have_text(re.compile("^[A-Z]{5}$"))
    word = code.inner_text()
    # by keyboard and ear: the button is gone
    expect(code).to_be_focused()
    heard = teacher.locator(".desk > .announce")
    opened = re.compile(
        f"^The class is open. Students join at .+ with the code {', '.join(word)}.$"
    )
    expect(heard).to_have_text(opened)
    assert "class=" not in teacher.url
    # No phone could open the link: that stands below the code, with what to do, and there is no QR code.
    notice = teacher.get_by_text("Phones cannot open this address")
    below = [each.evaluate("e => e.getBoundingClientRect().top") for each in (code, notice)]
    assert below[0] < below[1]
    notice.click()
    expect(teacher.get_by_text("127.0.0.1 is this computer alone")).to_be_visible()
    notice.click()
    expect(teacher.get_by_role("img", name=re.compile(f"{word}$"))).to_have_count(0)

    # The large view for the projector has what students need, and never the secret.
    teacher.keyboard.press("Alt+l")
    screen = teacher.get_by_role("dialog", name="Large view of the class")
    expect(screen).to_contain_text(word)
    secret = json.loads(teacher.evaluate("sessionStorage.getItem('dw-class')"))["secret"]
    assert secret not in screen.inner_html()
    teacher.keyboard.press("Escape")
    expect(screen).to_be_hidden()

    teacher.wait_for_timeout(2000)  # ms in which a count that has not changed would be said
    expect(heard).to_have_text(opened)
    student = open_page(f"/c/{word}", phone=True, wait=False)
    counts = teacher.locator(".desk > .counts")
    expect(counts).to_contain_text("1 student here")
    expect(player(student)).to_have_attribute("data-step", str(STEP))

    # The picture and the step follow, without a run of the teacher's page.
    player(teacher).get_by_role("button", name="Next step").click()
    expect(player(student)).to_have_attribute("data-step", str(STEP + 1))
    player(teacher).get_by_role("button", name="Previous step").click()
    expect(player(student)).to_have_attribute("data-step", str(STEP))

    # Asked by a clicker, answered, and still there after both have loaded their pages again.
    settled(teacher)
    expect(teacher.get_by_role("button", name="Ask")).to_be_in_viewport()
    player(teacher).get_by_role("button", name="Play").click()
    for page in teacher, student:
        page.evaluate(NOTE_WORDS)
    teacher.keyboard.press("PageDown")
    expect(
        student.get_by_role("heading", name=re.compile("What is the next value"))
    ).to_be_visible()
    # Asking stops the picture on both screens, and no key shows the value that is asked.
    step = int(player(teacher).get_attribute("data-step") or "")
    player(teacher).press("End")
    for page in teacher, student:
        expect(player(page)).to_have_attribute("data-step", str(step))
        expect(player(page)).to_have_attribute("data-playing", "false")
        assert "?" in page.evaluate("window.__words"), "the place of the value is marked"
    expect(student.get_by_role("button", name="Look around")).to_be_hidden()
    # What is asked next stays in reach meanwhile, and each button says what it does.
    expect(teacher.get_by_role("button", name="Ask", exact=True)).to_be_in_viewport(ratio=1)
    buttons = teacher.locator(".asked button:visible")
    expect(buttons).to_have_text(["Stop taking answers", "Remove it"])
    # The button that the key presses names it, and no other.
    expect(teacher.locator(".asked [aria-keyshortcuts=PageDown]")).to_have_text(
        "Stop taking answers"
    )
    expect(teacher.locator(".st-key-class-ask kbd")).to_be_hidden()
    student.get_by_role("textbox", name="value").fill(asked_after(step).right)
    student.get_by_role("button", name="Send").click()
    expect(counts).to_contain_text("1 answered")
    expect(
        teacher.locator(".asked table")
    ).not_to_be_visible()  # before it is closed nobody sees a bar
    student.reload()
    expect(
        student.get_by_role("heading", name=re.compile("What is the next value"))
    ).to_be_visible()
    teacher.reload()
    settled(teacher)
    expect(code).to_have_text(word)
    expect(counts).to_contain_text("1 answered")

    # The clicker closes it and reveals the answer everywhere; a button removes it.
    student.get_by_role("textbox", name="value").focus()
    teacher.keyboard.press("PageDown")
    expect(student.get_by_role("heading", name=re.compile("What is the next"))).to_be_focused()
    row = teacher.locator(".asked tbody tr")
    expect(row).to_have_count(1)
    expect(row).not_to_contain_text("✓")
    shows = ["Show students the answer", "Show it here only", "Take answers again", "Remove it"]
    expect(buttons).to_have_text(shows)
    # Closed by mistake, it is opened again by the clicker's other key.
    expect(teacher.locator(".screen .counts")).to_have_text(re.compile("^Answers are closed"))
    teacher.keyboard.press("PageUp")
    expect(buttons).to_have_text(["Stop taking answers", "Remove it"])
    expect(student.get_by_role("button", name="Send")).to_be_visible()
    expect(student.get_by_text("You can change it until the question is closed")).to_be_visible()
    teacher.keyboard.press("PageDown")
    expect(buttons).to_have_text(shows)
    teacher.keyboard.press("PageDown")
    expect(row).to_contain_text("✓")
    expect(student.get_by_text(re.compile("The right answer is"))).to_be_visible()
    expect(teacher.locator(".asked [aria-keyshortcuts=PageDown]")).to_have_text(
        "Ask the next question"
    )
    expect(teacher.get_by_role("button", name="Ask", exact=True)).to_be_in_viewport(ratio=1)
    for page in teacher, student:  # the picture goes to the value that was asked for
        expect(player(page)).to_have_attribute("data-step", str(step + 1))
    assert violations(student) == []
    teacher.keyboard.press("Alt+l")
    expect(screen).to_be_visible()
    assert violations(teacher) == []
    teacher.keyboard.press("Escape")
    teacher.get_by_role("button", name="Remove it").click()
    expect(teacher.locator(".asked")).not_to_be_visible()
    expect(heard).to_have_text("The question is removed.")
    expect(teacher.locator(".st-key-class-ask kbd")).to_be_visible()

    # Two layers side by side are followed, too; then one of the lesson, with what is said of it.
    teacher.get_by_role("link", name="Show the comparison").click()
    expect(teacher.locator(".dw-comparison")).to_be_visible()
    settled(teacher)
    player(teacher).get_by_role("button", name="Last step").click()
    comparison = student.locator(".dw-comparison")
    expect(comparison).to_have_attribute(
        "data-step", player(teacher).get_attribute("data-step") or ""
    )
    go_to(teacher, "Lesson")
    expect(student.get_by_text(parts()[0].beats[0].caption)).to_be_visible()
    expect(comparison).to_have_count(0)
    teacher.get_by_text("Counts, end of the class").click()
    teacher.on("dialog", lambda dialog: dialog.accept())
    teacher.get_by_role("button", name="End the class").click()
    expect(code).to_be_hidden()
    expect(student.get_by_text(re.compile("ended"))).to_be_visible()
    expect(teacher.get_by_text("The class has ended, and its answers are deleted.")).to_be_visible()


def eight_answer(teacher: Page) -> None:
    """Let students give eight answers, most of them known mistakes."""
    address = urlsplit(teacher.url)
    known = json.loads(teacher.evaluate("sessionStorage.getItem('dw-class')"))
    room = Teacher(f"{address.scheme}://{address.netloc}", known["code"], known["secret"])
    question = room.figures()["question"]
    mistakes = asked_after(int(player(teacher).get_attribute("data-step") or "")).mistakes
    given = [answer for answer, _ in mistakes] + ["7001", "7002", "7003", "7004"]
    for number, answer in enumerate(given[:8]):
        student = Student(room.room, f"student0000{number}")
        joined = student.listen()
        joined.next()
        assert student.answer(question, answer).status == 200
        joined.close()
    expect(teacher.locator(".desk > .counts")).to_contain_text("8 answered")


def all_is_seen(teacher: Page, bars: int = 8) -> None:
    """The question, its bars and the buttons are on the screen at once, on the desk and in the large view."""
    expect(teacher.locator(".asked tbody tr:not(.mistake)")).to_have_count(bars)
    expect(teacher.locator(".asked")).to_be_in_viewport(ratio=1)
    assert teacher.locator(".screen").evaluate("one => one.scrollHeight <= one.clientHeight")


def test_a_second_press_at_once_does_not_close_what_the_first_has_asked(
    open_page: Callable[..., Page],
) -> None:
    teacher = open_page(f"/class?{LAYER}")
    teacher.get_by_role("button", name="Start a class").click()
    expect(teacher.locator(".join .code")).to_have_text(re.compile("^[A-Z]{5}$"))
    settled(teacher)
    closes = teacher.get_by_role("button", name="Stop taking answers")
    player(teacher).focus()
    teacher.keyboard.press(
        "p"
    )  # filling the window, where elsewhere the key shows the next example
    expect(player(teacher)).to_have_class(re.compile("dw-presenting"))
    teacher.keyboard.press("PageDown")
    teacher.keyboard.press("PageDown")
    expect(closes).to_be_visible()
    in_address(teacher, h=4, w=5)
    for key in "PageDown", "PageUp":  # the one before would end the question
        teacher.keyboard.press(key)
        settled(teacher)
        teacher.wait_for_timeout(1000)
        expect(closes).to_be_visible()
        in_address(teacher, h=4, w=5)
    eight_answer(teacher)
    teacher.keyboard.press("PageDown")
    expect(closes).to_be_hidden()
    expect(teacher.get_by_role("button", name="Show students the answer")).to_be_visible()
    all_is_seen(teacher)

    # Nor does a press at once take away the answer; a later one asks the next question.
    teacher.keyboard.press("PageDown")
    teacher.keyboard.press("PageDown")
    shown = ["Ask the next question", "Remove it"]
    expect(teacher.locator(".asked button:visible")).to_have_text(shown)
    all_is_seen(teacher, bars=9)  # with that of the right answer, which nobody gave
    settled(teacher)
    teacher.wait_for_timeout(1000)
    expect(closes).to_be_hidden()
    teacher.keyboard.press("PageDown")
    expect(closes).to_be_visible()

    # What is asked is what the fields say, also where the caret is still in one of them.
    teacher.keyboard.press("Escape")
    teacher.get_by_role("button", name="Remove it").click()
    settled(teacher)
    teacher.get_by_role("combobox", name="what to ask about").click()
    teacher.get_by_role("option", name="A poll").click()
    teacher.get_by_role("textbox", name="Your question").fill("Too fast?")
    teacher.get_by_role("textbox", name=re.compile("one a line")).fill("yes\nno")
    teacher.wait_for_timeout(1000)  # ms in which the key is a second press
    teacher.keyboard.press("PageDown")
    expect(teacher.locator(".asked .solution li")).to_have_text(["yes", "no"])


def test_a_reload_leaves_the_large_view_of_a_class_open(open_page: Callable[..., Page]) -> None:
    teacher = open_page(f"/class?{LAYER}")
    teacher.get_by_role("button", name="Start a class").click()
    screen = teacher.get_by_role("dialog", name="Large view of the class")
    teacher.get_by_role("button", name="Large view", exact=True).click()
    for large in True, False:
        expect(screen).to_be_visible(visible=large)
        teacher.reload()
        settled(teacher)
        expect(teacher.locator(".join .code")).to_have_text(re.compile("^[A-Z]{5}$"))
        expect(screen).to_be_visible(visible=large)
        teacher.keyboard.press("Escape")
    # Over a player that fills the window, Escape closes what is on top, and nothing below it.
    teacher.locator(".dw-player").focus()
    teacher.keyboard.press("p")
    teacher.keyboard.press("Alt+l")
    expect(screen).to_be_visible()
    teacher.keyboard.press("Escape")
    expect(screen).to_be_hidden()
    expect(teacher.locator(".dw-player")).to_have_class(re.compile("dw-presenting"))
    expect(picture_slider(teacher)).to_be_focused()
