"""Presenter mode, sharing and embedding."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import becomes, drawn, in_address, player, settled

Open = Callable[..., Page]

LAYER = "h=6&w=6&c=3&kh=3&kw=3&m=2&pad=same&seed=4&step=9"


def fills_the_window(page: Page) -> bool:
    box = player(page).bounding_box()
    assert box
    return (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)


@pytest.mark.parametrize("path", ["/", "/comparison"])
def test_p_fills_the_window_and_escape_leads_back(open_page: Open, path: str) -> None:
    page = open_page(f"{path}?{LAYER}")
    player(page)
    assert not fills_the_window(page)
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    becomes(page, lambda: fills_the_window(page), True)
    drawn(page)
    for name in ("First step", "Play", "Last step", "Present"):
        box = player(page).get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720
        assert box["x"] + box["width"] <= 1280
    # nothing of the page is above it
    on_top = page.evaluate(
        "() => [[3, 3], [1277, 3], [640, 360], [3, 717], [1277, 717]].every(([x, y]) => "
        "document.elementFromPoint(x, y)?.closest('.dw-player'))"
    )
    assert on_top
    page.keyboard.press("ArrowRight")
    expect(player(page)).to_have_attribute("data-step", "10")
    page.keyboard.press("Escape")
    becomes(page, lambda: fills_the_window(page), False)
    expect(player(page)).to_have_attribute("data-step", "10")


def test_a_ring_follows_the_pointer_and_the_cells_are_where_they_are_drawn(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}&lane=1")
    player(page).get_by_role("button", name="Present").click()
    becomes(page, lambda: fills_the_window(page), True)
    drawn(page)
    place = {"k": 1, "q": 0, "row": 0, "column": 1}
    point = player(page).evaluate("(e, place) => e.dwPlayer.where('output', place)", place)
    page.mouse.move(point["x"], point["y"])
    expect(page.locator(".dw-tip")).to_contain_text("output[0, 0, 1, 2]")
    ring = page.locator(".dw-ring").bounding_box()
    assert ring
    assert abs(ring["x"] + ring["width"] / 2 - point["x"]) < 2
    assert abs(ring["y"] + ring["height"] / 2 - point["y"]) < 2


def test_a_reload_leaves_the_player_as_large_as_the_window(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}")
    for large in True, False:
        page.locator(".dw-player").press("p")
        becomes(page, lambda: fills_the_window(page), large)
        page.reload()
        settled(page)
        becomes(page, lambda: fills_the_window(page), large)


def test_page_down_shows_the_next_example(open_page: Open) -> None:
    page = open_page("/?h=3&w=3&c=1&kh=2&kw=1&m=2&input=ramp&kernel=ramp&step=3")
    player(page)
    page.locator(".dw-player").focus()
    page.keyboard.press("p")
    for key, sign in (("PageDown", "photo"), ("PageDown", "h=6&w=6&c=3"), ("PageUp", "photo")):
        page.keyboard.press(key)
        page.wait_for_url(lambda url, sign=sign: sign in url)
        settled(page)
        becomes(page, lambda: fills_the_window(page), True)


def test_nothing_covers_the_player_while_the_next_picture_is_on_its_way(open_page: Open) -> None:
    page = open_page("/lesson")
    player(page).get_by_role("button", name="Present").click()
    becomes(page, lambda: fills_the_window(page), True)
    page.evaluate(
        """() => {
            window.covered = [];
            const look = () => {
                requestAnimationFrame(look);
                if (!document.querySelector('.dw-presenting')) return; // a moment without a player
                for (const [x, y] of [[300, 27], [640, 360], [640, 690]]) {
                    const top = document.elementFromPoint(x, y);
                    if (!top?.closest('.dw-player')) window.covered.push(top?.outerHTML.slice(0, 90));
                }
            };
            look();
        }"""
    )
    for _ in range(4):
        page.keyboard.press("PageDown")
        settled(page, 400)
    assert page.evaluate("window.covered") == []


def test_typing_the_letter_p_does_not_fill_the_window(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}")
    player(page)
    page.get_by_role("spinbutton").first.focus()
    page.keyboard.press("p")
    assert not fills_the_window(page)


def test_a_copied_link_opens_the_same_picture_in_another_browser(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}")
    player(page).get_by_role("radio", name="tap").click()
    player(page).get_by_label("Speed").select_option("4")
    for _ in range(3):
        player(page).get_by_role("button", name="Next step").click()
    in_address(page, speed=4, by="tap")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    words = player(page).get_by_role("status").inner_text()
    parts = urlsplit(link)
    other = open_page(f"{parts.path}?{parts.query}")
    expect(player(other)).to_have_attribute("data-unit", "tap")
    expect(player(other).get_by_label("Speed")).to_have_value("4")
    # a link names a window, so it opens at the window's first tap
    place = words.split("channel")[1].split(".")[0]
    expect(player(other).get_by_role("status")).to_contain_text(place)


def test_a_link_that_is_copied_while_it_plays_is_of_that_moment(open_page: Open) -> None:
    page = open_page("/?h=8&w=8&c=2&m=2&seed=4&step=1&speed=4")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link", exact=True).wait_for()
    player(page).evaluate("e => { e.dwPlayer.seek(2); e.dwPlayer.play(); }")
    page.wait_for_function("() => +document.querySelector('.dw-player').dataset.step > 5")
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = parse_qs(urlsplit(page.evaluate("navigator.clipboard.readText()")).query)
    assert int(link["step"][0]) > 5
    assert (link["speed"], link["by"], link["lane"]) == (["4"], ["window"], ["1"])


def test_a_teacher_makes_a_class_link(open_page: Open) -> None:
    page = open_page(f"/?{LAYER}")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("combobox", name="Hidden from students").click()
    page.keyboard.type("Seed")
    page.get_by_role("option", name="Seed").click()
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="Copy class link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    parts = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    assert parse_qs(parts.query)["hide"] == ["seed"]
    other = open_page(f"{parts.path}?{parts.query}")
    expect(other.get_by_role("spinbutton", name="channel multiplier")).to_be_visible()
    expect(other.get_by_role("spinbutton", name="seed")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/comparison"])
def test_an_embedded_page_shows_the_player_alone(open_page: Open, path: str) -> None:
    page = open_page(f"{path}?{LAYER}&embed=true", width=900, height=560)
    expect(player(page)).to_be_visible()
    expect(page.locator("[data-testid=stSidebar]")).to_have_count(0)
    expect(page.get_by_test_id("stTopNav")).to_have_count(0)
    page.wait_for_function(
        """() => {
            const main = document.querySelector('[data-testid=stMain]');
            return main.scrollHeight <= main.clientHeight + 1;
        }"""
    )
