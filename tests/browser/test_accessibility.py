"""Accessibility of every page: the rules of axe-core, the keyboard, and what a screen reader gets.

The pages that axe-core reads are compared with their pictures as well: they are open anyway.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dwconv.ui.page_table import PAGES
from tests.browser.axe import violations
from tests.browser.design_page import design_page, keep_picture
from tests.browser.harness import go_to, picture_slider, player, settled
from tests.browser.screenshots import RENEW
from tests.browser.touch_targets import FINGER, too_small

Open = Callable[..., Page]

LAYER = "h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&seed=4"


def test_axe_finds_nothing_on_the_page_that_asks_for_a_code(open_page: Open) -> None:
    page = open_page("/c/", wait=False)
    page.get_by_role("main").wait_for()
    assert violations(page) == []


def in_both_themes(page: Page) -> list[str]:
    """What axe-core finds in the theme that is shown, and by the rules of colours in the other one."""
    found = violations(page)
    is_dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if is_dark else "dark")
    settled(page)
    return found + violations(page, ["cat.color"])


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_any_state_of_the_player(open_page: Open, phone: bool) -> None:
    page = open_page(f"/?{LAYER}&step=9", dark=True, phone=phone)
    found = {}
    player(page).focus()
    page.keyboard.press("Space")
    expect(player(page)).to_have_attribute("data-playing", "true")
    found["playing"] = in_both_themes(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys and tables")).to_be_visible()
    found["keys and tables"] = in_both_themes(page)
    page.keyboard.press("Escape")
    player(page).locator(".dw-cells").focus()
    page.keyboard.press("ArrowRight")
    found["paused, on a value"] = in_both_themes(page)
    page.keyboard.press("p")
    expect(player(page)).to_have_class(re.compile("dw-presenting"))
    found["presenting"] = in_both_themes(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link", exact=True).wait_for()
    found["sharing"] = in_both_themes(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("stWidgetLabel").get_by_text("Predict").click()
    expect(page.get_by_label("Your prediction")).to_be_visible()
    settled(page)
    found["predicting"] = in_both_themes(page)
    assert {state: what for state, what in found.items() if what} == {}


def test_all_parts_of_the_design_are_on_one_page_in_both_themes(open_page: Open) -> None:
    page = open_page("/c/", wait=False, height=1500)
    page.goto("about:blank")  # the lab's own pages allow no script within a page
    page.set_content(design_page())
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("() => document.querySelector('.dw-player').dwPlayer?.settled()")
        assert violations(page) == []
        if RENEW:
            keep_picture(page.screenshot(full_page=True), theme)


TOP = "e => e.getBoundingClientRect().top"


def test_ten_presses_of_tab_lead_to_play_and_the_sidebar_of_a_phone_fits_a_finger(
    open_page: Open,
) -> None:
    page = open_page(f"/?{LAYER}&step=9")
    player(page)
    named = "() => document.activeElement.getAttribute('aria-label')"
    stops: list[str] = []
    while len(stops) < 10 and "Play" not in stops:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(named))
    assert stops[-1] == "Play", stops
    # on a phone the controls are folded away, and are no stops
    phone = open_page(f"/?{LAYER}", phone=True)
    controls = phone.locator("[data-testid=stSidebar] :is(a, button, input, select)")
    assert controls.count() > 10
    shown = controls.evaluate_all(
        "all => all.filter(each => each.checkVisibility({visibilityProperty: true})).length"
    )
    assert shown == 0
    phone.get_by_test_id("stExpandSidebarButton").click()
    expect(phone.get_by_role("spinbutton", name="input height")).to_be_visible()
    # once the sidebar has all its width
    phone.wait_for_function(
        "() => !document.querySelector('[data-testid=stSidebar]')"
        ".getAnimations({subtree: true}).length"
    )
    assert too_small(phone, FINGER) == []
    # all pages stand above them: a link leads down
    assert phone.get_by_role("heading", name="Layer").evaluate(TOP) > 500
    phone.get_by_role("link", name="Settings", exact=True).tap()
    expect(phone.get_by_role("heading", name="Layer")).to_be_focused()
    assert phone.get_by_role("heading", name="Layer").evaluate(TOP) < 100
    # a tap beside the menu closes it, and is not for what lies there
    phone.evaluate("document.addEventListener('pointerdown', () => { window.__hit = true; })")
    phone.touchscreen.tap(370, 430)
    expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    assert not phone.evaluate("window.__hit")
    phone.get_by_test_id("stExpandSidebarButton").tap()
    # a page that is chosen does not lie behind the menu
    phone.get_by_role("link", name="Cost", exact=True).tap()
    expect(phone.get_by_role("heading", name="Cost", level=1)).to_be_visible()
    expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


WITH_SETTINGS = {path: page for path, page in PAGES.items() if page.sidebar}


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_link_leads_to_the_settings_of_every_page_and_another_one_back(
    open_page: Open, phone: bool
) -> None:
    page = open_page("/exercises", phone=phone)
    expect(page.locator(".dw-skip")).to_have_count(0)
    for path, row in WITH_SETTINGS.items():
        open_page(f"/{path}", instead_of=page)
        for name in ("Skip to main content", "Skip to the settings"):
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name=name)).to_be_focused()
        page.keyboard.press("Enter")
        settings = page.get_by_test_id("stSidebarUserContent")
        first = settings.locator("input:not([tabindex='-1']), select").first
        expect(first).to_be_focused()
        assert first.get_attribute("aria-label"), path
        controls = settings.locator(":is(input, select, button):enabled:visible")
        controls.last.focus()
        back = page.get_by_role("link", name=f"Back to the {'picture' if row.player else 'page'}")
        page.keyboard.press("Tab")
        expect(back).to_be_focused()
        page.keyboard.press("Enter")
        place = picture_slider(page) if row.player else page.get_by_test_id("stMain")
        expect(place).to_be_focused()
        # on a phone the settings lay over the page
        expect(first, path).to_be_visible(visible=not phone)


def test_keys_of_one_letter_are_the_player_s_alone(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}&step=9")
    for focused in (page.get_by_role("link", name="Ten-minute lesson"), page.locator(".dw-shapes")):
        focused.focus()
        page.keyboard.press("p")
        page.keyboard.press("?")
        expect(player(page)).to_have_class("dw-player")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_whole_session_by_what_a_screen_reader_gets(open_page: Open) -> None:
    """Shapes, three windows, values, another stride, TensorFlow's reason, a question: in words, by keys."""
    page = open_page(f"/?{LAYER}&step=0")
    status = player(page).get_by_role("status")
    assert page.get_by_role("heading", level=1).count() == 1
    # no "rule icon, image", and no stop on the page as a whole
    assert page.get_by_role("img", name=re.compile(" icon$")).count() == 0
    expect(page.get_by_test_id("stMain")).to_have_attribute("tabindex", "-1")
    shapes = page.locator(".dw-shapes .dw-unseen").inner_text()
    assert "output: batch 1, height 6, width 6, output channels 6" in shapes
    expect(player(page).locator(".dw-about")).to_contain_text(
        "3 channels of 6 by 6 (8 by 8 with padding)"
    )
    # it is found once by whoever reads the page
    expect(page.get_by_text("Step 1 of 216: ")).to_have_count(1)
    # who comes to the player hears at which step it is, and how to go on
    about = picture_slider(page).get_attribute("aria-description") or ""
    assert about.startswith("Step 1 of 216. ")
    assert about.endswith("Question mark lists all keys.")
    player(page).focus()
    for number in (2, 3):
        page.keyboard.press("ArrowRight")
        expect(status).to_contain_text(f"Step {number} of 216: output row 0, column 0, channel")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys and tables")
    # the words for screen readers scroll with the cells, and do not make the window longer
    assert dialog.evaluate("window => window.scrollHeight === window.clientHeight")
    tables = dialog.get_by_role("table")
    expect(dialog.get_by_role("heading")).to_have_text(["What this is", "Keys", "Numbers"])
    expect(tables.filter(has_text="They work once you click the picture")).to_contain_text(
        "Left and right arrow"
    )
    plane = tables.filter(has_text="Channel 1: input")  # that of the step, though 0 is large
    expect(plane.get_by_role("columnheader", name="column minus 1", exact=True)).to_be_visible()
    window = tables.filter(has_text="The window of step 3, output channel 2")
    expect(window.get_by_role("row")).to_have_count(1 + 9)
    expect(window.get_by_role("columnheader", name="running sum")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)  # closed, it gives the focus back
    player(page).locator(".dw-cells").focus()
    expect(status).to_contain_text("Padding, row minus 1, column minus 1, channel 1 = 0")
    page.keyboard.press("w")
    # those of the step, whichever channel is large
    expect(status).to_contain_text("Weight, row 0, column 0, channel 1, filter 0 =")
    page.keyboard.press("o")
    expect(status).to_contain_text("Output, row 0, column 0, channel 2 =")
    page.keyboard.press("ArrowRight")
    expect(status).to_contain_text("Output, row 0, column 1, channel 2: not computed yet")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Step 9 of 216")
    page.keyboard.press("Space")
    expect(status).to_have_text("Playing from step 9 of 216.")
    page.keyboard.press("Space")
    expect(status).to_contain_text("Paused.")
    motion = page.get_by_role("group", name="Motion: height, width")
    stride = motion.get_by_role("spinbutton", name="vertical stride")
    assert stride.get_attribute("aria-description") == "1 to 8 rows"
    stride.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(status).to_contain_text(
        "Now vertical stride 2, was 1; input with padding 7 by 8, was 8 by 8; "
        "output 3 by 6, was 6 by 6; steps 108, was 216. "
        "From one output row to the next the window moves down by 2. "
        "Padding SAME adds zeros: 0 rows above, 1 below, 1 column left, 1 right. "
        "Back at step 1. Step 1 of 108:"
    )
    # TensorFlow takes no dilation beside a stride: a button with a name opens the reason
    page.get_by_role("spinbutton", name="vertical dilation").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    remedy = "What to do: set the two strides to 1, or set the two dilations to 1"
    objection = page.get_by_role("status").filter(has_text=remedy)
    expect(objection).to_have_count(1)
    expect(objection).to_contain_text("In at least one direction, stride and dilation are both")
    # one row fewer, and both return as many values, but not the same ones
    page.get_by_role("spinbutton", name="input height").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    rows = "The values that differ are all in output row 1"
    objection = page.get_by_role("status").filter(has_text=rows)
    expect(objection).to_have_count(1)
    expect(objection).not_to_contain_text("What to do")  # that is as it was
    player(page).focus()
    page.keyboard.press("g")
    page.keyboard.type("37")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Step 37 of 108: output row 1, column 0, channel 0")
    expect(status).to_contain_text("tf.nn.depthwise_conv2d returns ")
    expect(status).to_contain_text("It takes input rows minus 1, 1 and 3 instead of 0, 2 and 4.")
    player(page).focus()
    page.keyboard.press("Home")
    expect(status).to_contain_text("Step 1 of 108")
    expect(status).not_to_contain_text("another value")
    page.get_by_role("button", name="Why?").focus()
    page.keyboard.press("Enter")
    why = page.get_by_test_id("stPopoverBody")
    expect(why).to_contain_text(remedy)
    expect(why.locator("p").first).to_contain_text(
        "In at least one direction, stride and dilation are both above 1."
    )
    expect(why).to_contain_text("The largest difference is at output row 1, column ")
    page.keyboard.press("Escape")
    page.get_by_role("switch", name="Predict").focus()
    page.keyboard.press("Space")
    # the value of step 1 was heard already
    field = page.get_by_role("textbox", name="Your prediction for step 2")
    expect(field).to_be_editable()
    # the question first, then how to answer; the field itself does not say it again
    expect(status).to_have_text(re.compile(r"^Step 2 of 108: what is output row 0, column 0, "))
    expect(status).to_have_text(
        re.compile("press A at the slider Picture, or go to the edit field\\.$")
    )
    expect(field).to_have_attribute(
        "aria-description", "output row 0, column 0, channel 1. Type the sum, then Enter."
    )
    player(page).focus()
    page.keyboard.press("f")
    expect(status).to_contain_text("Filter 1 of channel 0: row 0: ")
    page.keyboard.press("c")
    expect(status).to_contain_text("Input, channel 0: row 0: ")
    page.keyboard.press("a")
    expect(field).to_be_focused()
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("alert").filter(has_text="Enter goes to the next step.")
    ).to_be_visible()
    expect(field).to_be_focused()  # "Next" is not what is heard before the verdict
    # a page without a player says what a control changed
    go_to(page, "Shapes")
    page.get_by_role("heading", level=1, name="Shapes").wait_for()
    settled(page)
    said = page.get_by_role("status").filter(has_text="output: ")
    expect(said).to_have_count(0)
    page.get_by_role("spinbutton", name="horizontal stride").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Now output: width 3, was 6. Now padding: left 0, was 1.")


HEADERS = """() => {
    const all = root => [...root.querySelectorAll('*')].flatMap(
        each => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    const heard = cell => (cell.querySelector('.dw-unseen') ?? cell).textContent;
    return all(document).filter(each => each.matches('table:has(caption)')).map(({rows}) => [
        [...rows[0].cells].filter(cell => cell.scope === 'col').map(heard),
        [...rows].slice(1).filter(row => !row.closest('tfoot')).map(
            row => [...row.cells].filter(cell => cell.scope === 'row').map(heard)),
    ]);
}"""


@pytest.mark.parametrize(
    ("path", "rows", "columns"),
    [
        ("/exercises?sheet=7&level=2", "row 0", "column 0"),
        (f"/int8?{LAYER}", "row 0", "column 0"),  # as on the page TensorFlow
        ("/image?px=32", "row ", "column "),  # those of the picture
    ],
)
def test_tables_of_values_have_headers_that_count_from_0(
    open_page: Open, path: str, rows: str, columns: str
) -> None:
    page = open_page(path)
    page.wait_for_function(f"() => ({HEADERS})().length >= 2")
    for across, down in page.evaluate(HEADERS):
        assert across[0] == "row"
        assert across[1].startswith(columns)
        assert down[0][0].startswith(rows)
        assert all(len(row) == 1 for row in down)
    seen = page.locator("th:visible:not([class*=st-key-table_] *, .dw-unseen *)")
    boxes = seen.evaluate_all("all => all.map(each => each.getBoundingClientRect())")
    assert all(min(box["width"], box["height"]) < 2 for box in boxes)
