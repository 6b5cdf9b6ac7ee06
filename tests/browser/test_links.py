"""Tests links in a browser: they open the same state, Back works, and mistakes in a link are explained."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.table import defaults
from tests.browser.conftest import Troubles
from tests.browser.harness import PLAYER, Server, becomes, go_to, in_address, settled

Open = Callable[..., Page]

HEADINGS = {page.title: page.heading for page in PAGES.values()}
LINK = "h=7&w=9&c=2&kh=3&kw=2&m=2&sh=2&sw=1&pad=same&dh=1&dw=2&seed=5&step=4"


def parameters(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def layer(page: Page) -> dict[str, str]:
    """What the controls show; pages on which no value counts have no seed."""
    labels = {"h": "input height", "kw": "kernel width", "sh": "vertical stride", "seed": "seed"}
    fields = {name: page.get_by_label(label, exact=True) for name, label in labels.items()}
    return {name: field.input_value() for name, field in fields.items() if field.count()}


def test_a_link_opens_its_page_on_a_server_that_nobody_has_visited(
    open_page: Open, fresh_server: Server
) -> None:
    page = open_page(f"/shapes?{LINK}", on=fresh_server)
    expect(page.get_by_text("(1, 7, 9, 2) ∗ (3, 2, 2, 2) → (1, 4, 9, 4)")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert layer(page) == {"h": "7", "kw": "2", "sh": "2"}
    in_address(page, seed=5)


def test_a_link_opens_the_player_at_its_step(open_page: Open) -> None:
    page = open_page(f"/?{LINK}")
    expect(page.locator(".dw-player")).to_have_attribute("data-step", "4")
    expect(page.locator(".dw-player")).to_have_attribute("data-playing", "false")
    expect(page.locator(".dw-player")).to_have_attribute("data-steps", str(4 * 9 * 2 * 2))


def test_a_change_is_in_the_url_and_the_url_in_another_browser_is_the_same(
    open_page: Open,
) -> None:
    page = open_page("/")
    page.get_by_text("Lost row", exact=True).click()
    in_address(page, sh=2)
    settled(page)
    page.get_by_label("input width", exact=True).fill("5")
    page.keyboard.press("Enter")
    in_address(page, w=5)
    settled(page)
    link = parameters(page)
    other = open_page(f"/?{urlsplit(page.url).query}")
    expect(other.get_by_text("(1, 6, 5, 2) ∗ (3, 3, 2, 1) → (1, 2, 2, 2)")).to_be_visible()
    # Not the step: the other player may go on. And it may add what it reports, such as its speed.
    opened = parameters(other)
    assert link.pop("step", "0").isdigit()
    assert {name: opened.get(name) for name in link} == link
    assert {"h", "w", "c", "m", "pad", "seed"} <= link.keys()


def test_a_seek_is_in_the_url(open_page: Open) -> None:
    page = open_page(f"/?{LINK}")
    page.get_by_role("button", name="Last step").click()
    in_address(page, step=143)
    page.get_by_role("button", name="Previous step").click()
    in_address(page, step=142)


def test_a_link_clicked_with_ctrl_opens_in_a_new_tab_and_this_one_stays(open_page: Open) -> None:
    page = open_page(f"/?{LINK}")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Ten-minute lesson").click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Lesson")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["Sliding window"])


def test_the_player_keeps_its_step_while_another_page_is_open(open_page: Open) -> None:
    page = open_page("/?h=9&w=9&c=2&m=2&seed=5")
    player = page.locator(".dw-player")
    player.get_by_label("Speed").select_option("4")
    page.wait_for_function("() => document.querySelector('.dw-player').dataset.step > 12")
    go_to(page, "Shapes")
    expect(player).to_have_count(0)
    go_to(page, "Sliding window")
    expect(player).to_have_attribute("data-playing", "true")
    assert int(player.get_attribute("data-step") or 0) >= 12
    expect(player.get_by_label("Speed")).to_have_value("4")


def test_controls_keep_their_values_from_page_to_page(open_page: Open) -> None:
    page = open_page(f"/?{LINK}")
    sizes = {"h": "7", "kw": "2", "sh": "2"}
    for name in ("Shapes", "Cost", "TensorFlow", "Sliding window"):
        go_to(page, name)
        in_address(page, seed=5)
        settled(page)
        has_values = name in ("TensorFlow", "Sliding window")
        assert layer(page) == (sizes | {"seed": "5"} if has_values else sizes)


def test_each_press_of_back_leads_to_the_page_or_the_change_before(open_page: Open) -> None:
    page = open_page("/?h=7&w=9")

    def stop() -> tuple[str, str, str]:
        """The page, what its controls and the address say, but for the step of a player."""
        settled(page)
        heading = page.get_by_role("heading", level=1).inner_text()
        address = re.sub("&(step|by|speed|lane)=[^&]*", "", page.url)
        return heading, page.get_by_label("input height", exact=True).input_value(), address

    def change(height: str) -> None:
        page.get_by_label("input height", exact=True).fill(height)
        page.keyboard.press("Enter")
        in_address(page, h=height)

    player = page.locator(".dw-player")
    stops = [stop()]
    for title in ("Shapes", 12, "Sliding window", "Layouts", "Cost", 3, "Comparison", "Shapes"):
        if isinstance(title, int):
            change(str(title))
        else:
            go_to(page, title)
            expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[title])
        stops.append(stop())
        if title == "Layouts":  # two changes before the server answers the first
            wide = stops[-1][2].replace("w=9", "w=10")
            stops.append((*stops[-1][:2], wide))
            page.evaluate(
                """() => ["input width", "input height"].forEach(name =>
                    document.querySelector(`[aria-label="${name}: one more"]`).click())"""
            )
            in_address(page, h=13, w=10)
            stops.append(stop())
        if player.count():  # its steps are no stops
            player.get_by_role("button", name="Next step").click()
            page.wait_for_url(re.compile("step="))
    assert len(set(stops)) == len(stops)
    for before in reversed(stops[:-1]):
        page.go_back()
        page.wait_for_url(re.compile(re.escape(urlsplit(before[2]).path + "?")))
        expect(page.get_by_role("heading", level=1)).to_have_text(before[0])
        expect(page.get_by_label("input height", exact=True)).to_have_value(before[1])
        becomes(page, stop, before)


def test_what_is_wrong_with_a_link_is_said_and_the_nearest_is_shown(open_page: Open) -> None:
    page = open_page("/?h=500&w=abc&pad=full&kh=7&kw=7&step=99999")
    for sentence in (
        "h=500: the input height must be from 1 to 64.",
        "w=abc: the input width must be a whole number.",
        "pad=full: the padding must be one of valid, same, explicit.",
        "step=99999: the step must be from 0 to",
    ):
        expect(page.get_by_text(sentence)).to_be_visible()
    assert parameters(page)["h"] == "64"
    expect(page.locator(".dw-player")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 720), (800, 220)])
@pytest.mark.parametrize("more", ["", "&embed=true"])
def test_the_player_opens_whatever_is_wrong_with_a_link(
    open_page: Open, size: tuple[int, int], more: str
) -> None:
    query = "&".join(f"{name}=zz" for name in defaults())
    page = open_page(f"/?{query}{more}", width=size[0], height=size[1])
    player = page.locator(PLAYER)
    expect(player).to_be_visible()
    box = player.bounding_box()
    assert box
    assert box["height"] >= 300


def test_an_address_without_a_page_is_explained(open_page: Open, troubles: Troubles) -> None:
    troubles.expect("page that you have requested does not seem to exist")
    page = open_page("/nowhere")
    expect(page.get_by_text("Page not found")).to_be_visible()
