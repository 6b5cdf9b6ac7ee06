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
    expect(kernel).to_have_attribute("aria-label", re.compile(r": 0, 0, 0, 0, 0, 0, 0, 0, 0$"))
    page.get_by_role("button", name="One update on").click()
    expect(element).to_have_attribute("data-update", "1")
    in_address(page, upd=1)
    expect(page.get_by_role("img", name="hidden filter, channel 0: hidden")).to_be_visible()
    page.get_by_role("button", name="Show the hidden filters").click()
    hidden = page.get_by_role(
        "img", name="hidden filter, channel 0: minus 1.00, 0, 1.00, minus 2.00"
    )
    expect(hidden).to_be_visible()
    page.get_by_role("button", name="Run").click()  # at its end at once, with reduced motion
    expect(element).to_have_attribute("data-update", "60")
    expect(kernel).to_have_attribute(
        "aria-label", re.compile(r": minus 0\.97, 0\.02, 0\.98, minus 2\.01")
    )
    expect(page.locator(".descent [role=status]")).to_contain_text(
        "Update 60 of 60. Losses: channel 0"
    )
    expect(page.get_by_text("TensorFlow agrees")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(element).to_have_attribute("data-update", "0")


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
    for box in names:
        assert max(ends) < box["left"] < box["right"] < frame["x"] + frame["width"]
        assert box["bottom"] - 4 < lowest  # 4: of letters below the line, of which there are none


def test_a_sign_needs_a_tint_and_zero_has_a_ring(open_page: Open) -> None:
    page = open_page("/learning?upd=60")
    shown = page.locator(".descent figure:is(.input, .errors) svg")
    for cells in shown.evaluate_all(
        """drawings => drawings.map(drawing => [...drawing.querySelectorAll('rect')].map((cell, at) => [
            parseInt(cell.style.getPropertyValue('--share')),
            drawing.querySelectorAll('text')[at].textContent,
            drawing.querySelectorAll('circle')[at].classList.contains('ring'),
        ]))"""
    ):
        assert all(share > 5 for share, sign, _ in cells if sign)
        assert all(share == 0 and not sign for share, sign, ring in cells if ring)
    assert page.locator(".descent .input .ring").count() > 0
    expect(page.locator(".descent .errors svg").last).to_have_text("")
