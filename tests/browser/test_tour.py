"""The tour of the picture on the start page, by keyboard and on a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from dwconv.ui.pages.sliding_window import tour_stops
from dwconv.ui.parameters.layer_values import make_spec
from dwconv.ui.parameters.presets import preset
from tests.browser.harness import picture_slider

STOPS = tour_stops(make_spec(preset("Three channels")))


def test_the_tour_points_at_each_place_and_ends_where_it_began(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Tour", exact=True).press("Enter")
    tour = page.get_by_role("dialog", name="Tour of the picture")
    seen = []
    for number, (_, sentence) in enumerate(STOPS, 1):
        expect(tour.get_by_role("status")).to_have_text(sentence)
        expect(tour.get_by_text(f"{number} of {len(STOPS)}")).to_be_visible()
        spot = page.locator(".dw-spot").bounding_box()
        card = tour.bounding_box()
        assert spot
        assert card
        seen.append((spot["x"], spot["y"]))
        below, above = (
            spot["y"] + spot["height"] <= card["y"],
            card["y"] + card["height"] <= spot["y"],
        )
        assert below or above
        for key in ("Tab", "Tab", "Tab", "Shift+Tab"):  # the focus stays within it
            page.keyboard.press(key)
            assert tour.evaluate("tour => tour.contains(document.activeElement)")
        tour.locator(".dw-tour-next").focus()
        page.keyboard.press("Enter")
    assert len(set(seen)) == len(STOPS)
    expect(tour).not_to_be_visible()
    expect(picture_slider(page)).to_be_focused()
    page.get_by_role("button", name="Tour", exact=True).press("Enter")
    expect(tour.get_by_role("status")).to_have_text(STOPS[0][1])
    page.keyboard.press("Escape")
    expect(tour).not_to_be_visible()


def test_on_a_phone_the_sentence_about_the_controls_lies_above_them(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/", phone=True, reduced_motion=True)
    page.get_by_role("button", name="Tour", exact=True).tap()
    tour = page.get_by_role("dialog", name="Tour of the picture")
    for _ in STOPS[1:]:
        tour.get_by_role("button", name="Next").tap()
    expect(tour.get_by_text(STOPS[-1][1])).to_be_visible()
    card, spot, bar = (
        part.bounding_box()
        for part in (tour, page.locator(".dw-spot"), page.locator(".dw-transport"))
    )
    assert card
    assert spot
    assert bar
    assert 0 <= card["y"] < card["y"] + card["height"] <= bar["y"]
    assert abs(spot["y"] + 4 - bar["y"]) < 2
