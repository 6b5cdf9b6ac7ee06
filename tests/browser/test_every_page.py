"""What holds for every page, however it is opened.

Each looks as it did before, too: see tests/browser/screenshots.py.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.arrow_keys import arrows_kept
from tests.browser.axe import violations
from tests.browser.covered import covered
from tests.browser.cut_rings import cut_rings
from tests.browser.even_rows import small_text, uneven
from tests.browser.harness import becomes, found_still, settled
from tests.browser.heard_signs import bare_signs
from tests.browser.restyled import restyled
from tests.browser.screenshots import changed
from tests.browser.text_spacing import cut, lengthen, space_out
from tests.browser.touch_targets import FINGER, POINTER, too_small

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = "sliding_window"
# Orca 43 says nothing of new words in an alert that has no aria-live. Streamlit's is new itself, and is said.
SILENT_ALERTS = "[role=alert]:not([aria-live], [data-testid=stAlert] *)"
PAGES = sorted(path.stem for path in ROOT.glob("pages/*/*.py"))
PATHS = ["/" if name == DEFAULT else f"/{name}" for name in PAGES]

Open = Callable[..., Page]


# Tables that are wider than their place, and that no key scrolls.
TABLES_OUT_OF_REACH = """() => [...document.querySelectorAll('[class*=st-key-table_] [data-testid=stMarkdownContainer]')]
    .filter(place => place.checkVisibility() // not what is folded away
        && place.scrollWidth > place.clientWidth + 1 && place.tabIndex !== 0)
    .map(place => place.textContent.slice(0, 60))"""


# Scripts of the lab that the document does not name: a browser asks for them only when Streamlit does.
LATE_SCRIPTS = """() => {
    const named = [...document.querySelectorAll('link[rel=modulepreload]')].map(({href}) => href);
    return performance.getEntriesByType('resource').map(({name}) => name)
        .filter(name => name.includes('bidi-components') && !named.includes(name));
}"""


# Scripts and styles that came as they are on the disk: a slow network has them three times as long.
NOT_COMPRESSED = """() => performance.getEntriesByType('resource')
    .filter(({name}) => /\\.(js|css)$/.test(name))
    .filter(({encodedBodySize, decodedBodySize}) => decodedBodySize > 10_000 && encodedBodySize === decodedBodySize)
    .map(({name}) => name)"""


def name(path: str) -> str:
    return path[1:] or DEFAULT


def sticks_out(page: Page) -> list[str]:
    """What is wider than the window, which would scroll sideways."""
    return found_still(
        page,
        """() => {
            const main = document.querySelector('[data-testid=stMain]');
            const wide = [];
            if (main.scrollWidth > main.clientWidth + 1)
                wide.push(`main: ${main.scrollWidth} in ${main.clientWidth}`);
            if (document.documentElement.scrollWidth > innerWidth + 1)
                wide.push(`page: ${document.documentElement.scrollWidth} in ${innerWidth}`);
            return wide;
        }""",
    )


def layout_shift(page: Page) -> float:
    """How much of the window moved since the page was opened, and how far (Layout Instability)."""
    shift: float = page.evaluate(
        """() => new Promise(resolve => new PerformanceObserver(list => resolve(
            list.getEntries().filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0)
        )).observe({type: 'layout-shift', buffered: true}) || setTimeout(resolve, 300, 0))"""
    )
    return shift


def without_name(page: Page) -> list[str]:
    """The controls, and the groups of radio buttons, of which a screen reader says no name."""
    kinds = "radiogroup|radio|combobox|spinbutton|textbox|switch|checkbox|slider|button|link"
    return re.findall(rf"^ *- (?:{kinds})\b(?! \").*$", page.locator("body").aria_snapshot(), re.M)


def open_all_there_is(page: Page) -> None:
    """Open the parts of a page that are folded in, and the panels behind buttons.

    Of a long list the first few: its parts are alike.
    """
    for name in "Expander", "Popover":
        for part in page.locator(f"[data-testid=stMain] [data-testid=st{name}]").all()[:6]:
            if part.is_visible():
                part.locator("summary, button").first.click()
                settled(page)
                if name == "Popover":
                    assert (too_small(page, POINTER), cut_rings(page)) == ([], [])
                    page.keyboard.press("Escape")  # it may lie over the next one's button


@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_a_laptop_and_a_tablet_with_targets_of_24_pixels(
    open_page: Open, path: str, tmp_path: Path
) -> None:
    page = open_page(path, width=1440, height=900, reduced_motion=True)
    assert layout_shift(page) < 0.05
    pictures = page.locator(
        ".dw-base"
    ).count()  # each is drawn once, in its place and with its font
    assert page.evaluate("window.pictures") == pictures
    assert page.evaluate(LATE_SCRIPTS) == []
    assert page.evaluate(NOT_COMPRESSED) == []
    assert len(page.get_by_role("heading", level=1).all()) == 1
    assert page.get_by_text("Page not found").count() == 0
    assert page.locator("[data-testid=stMain]").inner_text().strip()
    page.set_viewport_size({"width": 1280, "height": 720})
    settled(page)
    for controls in page.locator(".dw-transport").all():  # whole on the first screen
        box = controls.bounding_box()
        assert box is None or box["y"] + box["height"] <= 720
    assert covered(page) == []
    assert restyled(page) < 40
    looks = changed(page, f"{name(path)}-1280-light", tmp_path)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert (looks, found, violations(page, ["cat.color"])) == ([], [], [])
    assert arrows_kept(page) == []
    assert page.locator(SILENT_ALERTS).evaluate_all("all => all.map(e => e.outerHTML)") == []
    page.set_viewport_size({"width": 1440, "height": 900})
    open_all_there_is(page)  # what the security policy refuses is an error in the console
    becomes(page, lambda: without_name(page), [])  # while Streamlit draws a button it has no words
    assert too_small(page, POINTER) == []
    assert bare_signs(page) == []
    assert (small_text(page), uneven(page)) == ([], [])
    assert (sticks_out(page), cut_rings(page)) == ([], [])
    page.set_viewport_size({"width": 768, "height": 1024})
    settled(page)
    assert sticks_out(page) == []
    page.set_viewport_size({"width": 600, "height": 800})  # a narrow window, with a mouse
    settled(page)
    assert too_small(page, POINTER) == []


def test_nothing_lies_over_the_button_that_opens_the_folded_panel(open_page: Open) -> None:
    page = open_page("/class", width=1280, height=720)
    page.get_by_test_id("stSidebar").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_role("button", name="Menu and settings")).to_be_visible()
    for width, height in (1280, 720), (1024, 768), (768, 1024), (844, 390):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        assert covered(page) == [], (width, height)


def test_what_share_opens_on_a_phone_has_targets_of_44_pixels_and_whole_rings(
    open_page: Open,
) -> None:
    page = open_page("/", phone=True, reduced_motion=True)
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("Shown, but locked")).to_be_visible()
    assert (too_small(page, FINGER), cut_rings(page)) == ([], [])


@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_a_dark_phone_with_touch_targets_of_44_pixels(
    open_page: Open, path: str, tmp_path: Path
) -> None:
    page = open_page(path, phone=True, dark=True, reduced_motion=True)
    assert layout_shift(page) < 0.3  # of the page TensorFlow, which waits for an answer, 0.13
    ground = page.locator("[data-testid=stApp]").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    red, green, blue = (int(part) for part in ground[4:-1].split(","))
    assert max(red, green, blue) < 64
    assert (too_small(page, FINGER), sticks_out(page)) == ([], [])
    assert (small_text(page), uneven(page)) == ([], [])
    looks = changed(page, f"{name(path)}-390-dark", tmp_path)
    found = violations(page)
    page.emulate_media(color_scheme="light")
    settled(page)
    assert (looks, found, violations(page, ["cat.color"])) == ([], [], [])
    assert cut_rings(page) == []
    # 320 pixels: the narrowest phone, or a laptop's window at 400%
    page.set_viewport_size({"width": 320, "height": 844})
    assert found_still(page, TABLES_OUT_OF_REACH) == []
    space_out(page)
    assert (cut(page), sticks_out(page)) == ([], [])
    space_out(page, "")
    lengthen(page)
    assert (cut(page), sticks_out(page)) == ([], [])
    for shapes in page.locator(".dw-shapes[tabindex]").all()[:1]:
        shapes.focus()  # which opens what its letters mean
        assert sticks_out(page) == []
    for line in page.locator(".dw-shapes code").all():
        numbers = line.locator("[data-letter]").all()[:4]
        places = [box["x"] for number in numbers if (box := number.bounding_box())]
        assert places == sorted(places)
