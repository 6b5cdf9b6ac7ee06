"""The Training page in a browser: steps, run, reset, and what is hidden."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import in_address

Open = Callable[..., Page]


def test_a_filter_is_learned_by_steps_and_by_a_run_and_tensorflow_agrees(open_page: Open) -> None:
    page = open_page("/learning?lr=0.2&hk=known&ls=0", reduced_motion=True)
    element = page.locator(".descent")
    expect(element).to_have_attribute("data-update", "0")
    kernel = page.get_by_role("img", name="filter now, channel 0")
    expect(kernel).to_have_attribute("aria-label", re.compile(r": 0, 0, 0; 0, 0, 0; 0, 0, 0$"))
    page.get_by_role("button", name="One update on").click()
    expect(element).to_have_attribute("data-update", "1")
    in_address(page, upd=1)
    expect(page.get_by_role("img", name="hidden filter, channel 0: hidden")).to_be_visible()
    page.get_by_role("button", name="Show the hidden filters").click()
    hidden = page.get_by_role(
        "img", name="hidden filter, channel 0: minus 1.00, 0, 1.00; minus 2.00"
    )
    expect(hidden).to_be_visible()
    page.get_by_role("button", name="Run").click()  # at its end at once, with reduced motion
    expect(element).to_have_attribute("data-update", "60")
    expect(kernel).to_have_attribute(
        "aria-label", re.compile(r": minus 0\.97, 0\.02, 0\.98; minus 2\.01")
    )
    expect(page.locator(".descent [role=status]")).to_contain_text(
        "Update 60 of 60. Losses: channel 0"
    )
    expect(page.get_by_text("TensorFlow agrees")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(element).to_have_attribute("data-update", "0")


def test_the_start_and_the_end_of_a_run_and_the_hidden_filters_are_said(open_page: Open) -> None:
    page = open_page("/learning?lr=0.2&hk=known&ls=0&upd=58")
    status = page.locator(".descent [role=status]")
    expect(status).to_contain_text("Update 58 of 60.")
    status.evaluate(
        """e => { window.said = []; new MutationObserver(() => {
            if (e.ariaLive === "polite") window.said.push(e.textContent);
        }).observe(e, {childList: true, characterData: true, subtree: true}); }"""
    )
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".descent")).to_have_attribute("data-update", "60")
    begun, said = page.evaluate("window.said")
    assert begun == "Running to update 60."
    assert said.startswith("Update 60 of 60. Losses: channel 0")
    page.get_by_role("button", name="Show the hidden filters").click()
    expect(status).to_contain_text("The hidden filters. channel 0: minus 1.00, 0, 1.00; minus 2.00")


def test_on_a_phone_both_filters_have_one_size_and_the_button_ends_with_the_lanes(
    open_page: Open,
) -> None:
    page = open_page("/learning", phone=True)
    sizes = [
        page.get_by_role("img", name=f"{name}, channel 0").bounding_box()
        for name in ("filter now", "hidden filter")
    ]
    now, hidden = ((box["width"], box["height"]) for box in sizes if box)
    assert now == hidden
    edges = [
        box["x"] + box["width"]
        for part in (
            page.get_by_role("button", name="Show the hidden filters"),
            page.locator(".descent .lane").first,
        )
        if (box := part.bounding_box())
    ]
    assert abs(edges[0] - edges[1]) < 1


@pytest.mark.parametrize("update", [3, 30, 60])
def test_names_of_curves_are_off_the_curves_and_the_axis(open_page: Open, update: int) -> None:
    page = open_page(f"/learning?upd={update}")
    chart = page.locator(".descent .chart")
    lowest = chart.locator(".grid").first.evaluate("line => line.getBoundingClientRect().bottom")
    ends = chart.locator(".curve").evaluate_all(
        "lines => lines.map(line => line.getBoundingClientRect().right)"
    )
    names = chart.locator(".which").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect().toJSON())"
    )
    frame = chart.locator("svg").bounding_box()
    assert frame
    assert len(names) == 3
    numbers = chart.locator(".at").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().top)"
    )
    assert min(numbers) > lowest
    for box in names:
        assert max(ends) < box["left"] < box["right"] < frame["x"] + frame["width"]
        # above and below the letters is room in their box
        assert box["bottom"] - 4 < min(numbers) + 4


def test_the_chart_says_where_it_ends_and_is_as_high_as_the_pictures(open_page: Open) -> None:
    page = open_page("/learning?upd=60&lr=0.1&hk=known&ls=0")
    chart = page.locator(".descent .chart")
    title = chart.locator("figcaption")
    expect(title).to_contain_text("at the bottom 1e")
    lanes = page.locator(".descent .lanes")
    heights = [each.evaluate("e => e.offsetHeight") for each in (chart, lanes)]
    assert abs(heights[0] - heights[1]) < 8
    middles = """all => all.map(each => {
        const { top, height } = each.getBoundingClientRect();
        return top + height / 2;
    })"""
    dots, names = (
        chart.locator(each).evaluate_all(middles) for each in ("circle.mark", "text.which")
    )
    assert all(abs(dot - name) < 3 for dot, name in zip(dots, names, strict=True))
    page = open_page("/learning?upd=60&lr=0.6&hk=known&ls=0")  # it ends where the losses do
    expect(page.locator(".descent .chart figcaption")).to_have_text("loss, logarithmic")


def test_on_a_phone_the_rate_is_chosen_above_the_picture(open_page: Open) -> None:
    page = open_page("/learning", phone=True)
    places = [
        box["y"] + box["height"]
        for part in (
            page.get_by_role("radiogroup", name="learning rate"),
            page.get_by_role("button", name="Run"),
            page.get_by_role("radiogroup", name="hidden filters"),
        )
        if (box := part.bounding_box())
    ]
    assert len(places) == 3
    assert places == sorted(places)
    assert places[1] < 400
    key, lane = (page.locator(f".descent .{part}").first.bounding_box() for part in ("key", "lane"))
    assert key
    assert lane
    assert key["y"] + key["height"] <= lane["y"]  # what the marks mean, before the marks


def test_a_sign_needs_a_tint_zero_has_a_ring_and_what_is_nearly_zero_a_dot(open_page: Open) -> None:
    page = open_page("/learning?upd=60")
    shown = page.locator(".descent figure:is(.input, .errors) svg")
    for cells in shown.evaluate_all(
        """drawings => drawings.map(drawing => [...drawing.querySelectorAll('rect')].map((cell, at) => [
            parseInt(cell.style.getPropertyValue('--share')),
            drawing.querySelectorAll('text')[at].textContent,
            drawing.querySelectorAll('circle')[at].getAttribute('class'),
        ]))"""
    ):
        assert all(share > 5 for share, sign, _ in cells if sign)
        assert all(share == 0 and not sign for share, sign, mark in cells if mark == "ring")
        assert all((share < 6) == (mark in ("ring", "dot")) for share, _, mark in cells)
    assert page.locator(".descent .input .ring").count() > 0
    expect(page.locator(".descent .key")).to_have_text(
        re.compile(r"positive: in colour\W*negative: grey\W*zero\W*nearly zero")
    )
    expect(page.locator(".descent .errors svg").last).to_have_text("")
