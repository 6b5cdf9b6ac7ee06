"""A class on students' pages, in a real browser, with a teacher who speaks HTTP."""

import re
import time
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from dwconv.engine.spec import ConvSpec
from dwconv.player.payload import pack
from tests.browser.arrow_keys import arrows_kept
from tests.browser.conftest import Troubles
from tests.browser.harness import NOTE_WORDS, Server, drawn
from tests.classroom.http_classes import Stream, Teacher, open_class
from tests.classroom.test_routes import picture

LAYER = {"h": "5", "w": "5", "c": "2", "kh": "3", "kw": "3", "m": "1"}
OpenPage = Callable[..., Page]


@pytest.fixture
def teacher(server: Server) -> Teacher:
    teacher = open_class(server.url)
    teacher.show(picture(), layer=LAYER, moment={"step": 4})
    return teacher


def is_at(page: Page, step: int, unit: str = "window") -> None:
    player = page.locator(".dw-player")
    expect(player).to_have_attribute("data-step", str(step))
    expect(player).to_have_attribute("data-unit", unit)


def test_a_student_joins_follows_looks_around_and_answers(
    teacher: Teacher, open_page: OpenPage
) -> None:
    page = open_page("/c/", wait=False, phone=True)
    page.get_by_label("Code of the class").fill(f" {teacher.code.lower()} ")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name=f"Class {teacher.code}")).to_be_visible()
    is_at(page, 4)
    # Of steps that follow one another at once the last one is spoken.
    page.evaluate(
        """() => {
            const status = document.querySelector(".dw-status");
            window.__said = [];
            new MutationObserver(() => window.__said.push(status.textContent)).observe(status, {
                childList: true,
            });
        }"""
    )
    for step in 0, 1, 2, 3:
        teacher.do("moment", step=step)
        is_at(page, step)
    page.wait_for_timeout(1300)
    assert len(page.evaluate("window.__said")) == 1
    teacher.do("moment", step=6, unit="tap", tap=2)
    is_at(page, 6 * 9 + 2, "tap")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    # Looking around, and back: the class has gone on meanwhile.
    page.get_by_role("button", name="Look around").click()
    page.get_by_role("button", name="First step").click()
    teacher.do("moment", step=8)
    expect(page.get_by_role("status").first).to_have_text(
        re.compile("You move the picture yourself")
    )
    is_at(page, 0, "tap")
    lab = page.get_by_role("link", name="Open in the lab")
    expect(lab).to_have_attribute("href", re.compile(r"^\.\./\?h=5&w=5&c=2.*&step=0$"))
    link = lab.get_attribute("href")
    # Another picture of the class does not take theirs away, and they are told.
    teacher.show(picture(1), layer=LAYER | {"h": "6"}, moment={"step": 8}, caption="Now this.")
    status = page.get_by_role("status").first
    expect(status).to_have_text(re.compile("The class has gone on to another picture"))
    is_at(page, 0, "tap")
    expect(page.get_by_text("Now this.")).to_be_hidden()
    assert lab.get_attribute("href") == link
    page.get_by_role("button", name="Back to the class").click()
    is_at(page, 8)
    expect(page.get_by_text("Now this.")).to_be_visible()
    expect(status).to_have_text("You see what the class sees.")
    teacher.do("mode", mode="freeze")
    expect(page.get_by_role("button", name="Look around")).to_be_hidden()
    page.locator(".dw-player").press("ArrowRight")
    is_at(page, 8)
    teacher.do("mode", mode="follow")

    # A choice that is marked is an answer.
    choice = {"kind": "choice", "text": "Which?", "choices": ["one", "two"]}
    teacher.do("ask", id="q0", public=choice, whole={"answer": 1})
    page.get_by_label("two").check()
    expect(page.get_by_role("region", name="Question")).to_contain_text("Received: two.")

    # A question, answered, changed after a reload, and revealed.
    public = {"kind": "number", "text": "The next <b>value</b>?"}
    teacher.do("ask", id="q1", public=public, whole={"answer": 12})
    question = page.get_by_role("region", name="Question")
    expect(question).to_contain_text("The next <b>value</b>?")
    page.get_by_label("Your answer").fill("twelve")
    page.get_by_role("button", name="Send").click()
    expect(question).to_contain_text("There is no number in that.")
    page.get_by_label("Your answer").fill("1,152")
    page.get_by_label("Your answer").press("Enter")
    expect(question).to_contain_text("Received: 1152.")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("1,152")
    page.get_by_label("Your answer").fill("12")
    page.get_by_role("button", name="Send").click()
    expect(question).to_contain_text("Received: 12.")
    assert (teacher.figures()["answered"], teacher.figures()["students"]) == (1, 1)
    bars = [
        {"key": "12", "label": "12", "count": 3, "right": True},
        {"key": "9", "label": "9", "count": 1, "right": False, "mistake": "padding twice"},
    ]
    moment = {"unit": "window", "step": 2}
    teacher.do("reveal", reveal={"answer": "12", "bars": bars, "moment": moment})
    expect(question).to_contain_text("Your answer: 12. The right answer is 12. 3 of 4 were right.")
    expect(page.get_by_role("row", name=re.compile("9 ?padding twice 1"))).to_be_visible()
    page.get_by_role("button", name="Show it in the picture").click()
    is_at(page, 2)
    teacher.do("end")
    expect(page.get_by_role("heading", name="The class has ended")).to_be_focused()


def test_nothing_moves_while_cells_are_tapped_on_a_small_phone(
    teacher: Teacher, open_page: OpenPage
) -> None:
    page = open_page(f"/c/{teacher.code}", wait=False, phone=True, width=320, height=568)
    cells = {"kind": "cells", "text": "Which? Tap them.", "look": False}
    teacher.do("ask", id="q1", public=cells, whole={})
    send = page.get_by_role("button", name="Send")
    expect(page.get_by_text("Tap cells in the picture below.")).to_be_visible()
    expect(send).to_be_disabled()
    grid = page.locator(".dc-cells")
    grid.scroll_into_view_if_needed()
    drawn(page)
    before = grid.bounding_box()
    assert before is not None
    for row in 1, 2:
        page.touchscreen.tap(before["x"] + 5, before["y"] + (row + 0.5) * before["height"] / 5)
        expect(page.get_by_text(re.compile(f"^{row} cells? chosen"))).to_be_visible()
        drawn(page)
        assert grid.bounding_box() == before
    # Where there is no cell, it is said why nothing is chosen.
    page.touchscreen.tap(before["x"] + before["width"] / 2, before["y"] - 8)
    why = "Only cells of input 0: padding has none."
    said = page.get_by_text(f"2 cells chosen. {why}")
    expect(said).to_be_visible()
    expect(page.locator(".dc-announce")).to_have_text(why)
    drawn(page)
    assert grid.bounding_box() == before
    # Where that stands above the window, the page goes to it.
    page.set_viewport_size({"width": 390, "height": 400})
    drawn(page)
    grid.evaluate("grid => scrollBy(0, grid.getBoundingClientRect().top - 20)")
    expect(said).not_to_be_in_viewport()
    page.touchscreen.tap(before["x"] + before["width"] / 2, 12)
    expect(said).to_be_in_viewport()
    send.click()
    expect(page.get_by_text("Received: 2 cells at (1, 0) and (2, 0).")).to_be_visible()
    # Once it is over, what was chosen and what is said of it are said once.
    own = {"key": "[[1, 0], [2, 0]]", "label": "two", "count": 1, "right": False, "mistake": "Low."}
    teacher.do("reveal", reveal={"answer": "one", "bars": [own], "cells": [[0, 0]]})
    question = page.get_by_role("region", name="Question")
    expect(question).to_contain_text("Not right: 2 cells")
    text = question.inner_text()
    assert (text.count("2 cells"), text.count("Low.")) == (1, 1)


def test_the_focus_goes_to_what_is_there_when_a_question_comes_and_goes(
    teacher: Teacher, open_page: OpenPage
) -> None:
    page = open_page(f"/c/{teacher.code}", wait=False)
    value = {"kind": "number", "text": "The next value?", "look": False, "window": 5}
    asked = page.get_by_role("heading", name="The next value?")
    heard, status = page.locator(".dc-announce"), page.locator(".dc-status")
    name = page.get_by_role("heading", name="Class")
    page.get_by_role("button", name="Look around").focus()
    teacher.do("ask", id="q1", public=value, whole={})
    expect(asked).to_be_focused()
    expect(heard).to_have_text(re.compile("^Question: The next value?"))
    teacher.do("clear")
    expect(name).to_be_focused()
    expect(status).to_have_text(re.compile("^The question is removed."))
    expect(heard).to_have_text("")
    teacher.do("ask", id="q2", public=value, whole={})
    page.get_by_label("Your answer").focus()
    teacher.do("close")
    expect(asked).to_be_focused()
    teacher.do("reveal", reveal={"answer": "12", "moment": {"unit": "window", "step": 5}})
    # what was right, and the products, are one message
    expect(page.locator(".dc-said")).to_contain_text(
        re.compile("The right answer is 12. The products: ")
    )
    expect(heard).to_have_text(re.compile("^Question: The next value?"))
    page.get_by_role("button", name="Show it in the picture").focus()
    teacher.do("clear")
    expect(name).to_be_focused()
    expect(status).to_have_text("You see what the class sees.")  # it was said long enough


def test_a_phone_opens_the_lane_of_the_value_that_is_asked_and_hides_the_one_before(
    teacher: Teacher, open_page: OpenPage
) -> None:
    page = open_page(f"/c/{teacher.code}", wait=False, phone=True)
    large = page.locator(".dw-lane[aria-pressed=true]")
    expect(large).to_have_text("channel 0")
    page.evaluate(NOTE_WORDS)
    value = {"kind": "number", "text": "The next value?", "look": False, "window": 5}
    teacher.do("ask", id="q1", public=value, whole={})
    expect(large).to_have_text("channel 1")
    results = [word for word in page.evaluate("window.__words") if word.startswith("= ")]
    assert set(results) == {"= ?"}
    # What is asked in words leaves no value in large digits, which would look like the answer.
    teacher.do("clear")
    teacher.do("ask", id="q2", public={**value, "text": "How many MACs?", "window": -2}, whole={})
    expect(page.get_by_role("heading", name="How many MACs?")).to_be_visible()
    drawn(page)
    page.evaluate("window.__words = []")
    page.set_viewport_size({"width": 400, "height": 844})
    drawn(page)
    words = page.evaluate("window.__words")
    assert "input · weight, product, running sum" in words
    assert not [word for word in words if word.startswith("= ")]
    teacher.do("moment", step=5, lane=0)  # the lane that its teacher has chosen
    expect(large).to_have_text("channel 0")


def test_a_lost_network_loses_nothing(
    teacher: Teacher, open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.expect("ERR_INTERNET_DISCONNECTED")
    troubles.expect("410 ")  # so the server says that a class has ended
    padded = ConvSpec(5, 5, 2, kernel=(3, 3), padding="SAME")
    image, filter = np.ones(padded.input_shape), np.ones(padded.filter_shape)
    teacher.show(pack(padded, image, filter), layer=LAYER, moment={"step": 4})
    page = open_page(f"/c/{teacher.code}", wait=False)
    ends = 1000 * time.time() + 3_600_000
    cells = {"kind": "cells", "text": "Which input cells?", "lane": 1, "ends": ends}
    teacher.do("ask", id="q1", public=cells, whole={})
    grid = page.get_by_role("slider", name=re.compile("Input of channel 1"))
    expect(page.get_by_text(re.compile("Time left: (59|60):"))).to_be_visible()
    # What is tapped are cells of the input, which begin after a row and a column of zeros.
    drawn(page)
    box = grid.bounding_box()
    first = page.locator(".dw-player").evaluate(
        "player => player.dwPlayer.where('input', { k: 1, row: 1, column: 1 })"
    )
    assert box is not None
    assert abs(box["x"] + box["width"] / 10 - first["x"]) < 1
    assert abs(box["y"] + box["height"] / 10 - first["y"]) < 1
    grid.press("ArrowRight")
    grid.press("Space")
    grid.press("ArrowDown")
    grid.press("Space")
    expect(page.get_by_text("2 cells chosen")).to_be_visible()
    # Nor does a value in the picture say whether the window covers it.
    page.locator(".dw-cells").press("i")
    expect(page.locator(".dw-status")).to_have_text("input[0, 0, 0, 1] = 1")
    page.context.set_offline(True)
    expect(page.get_by_role("status").first).to_have_text("No connection. Trying again …")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("region", name="Question")).to_contain_text("Not received yet.")
    teacher.do("moment", step=7)
    page.context.set_offline(False)
    expect(page.get_by_role("status").first).to_have_text(re.compile("^Connected again"))
    expect(page.get_by_role("region", name="Question")).to_contain_text(
        "Received: 2 cells at (0, 1) and (1, 1)."
    )
    assert teacher.figures()["answered"] == 1
    is_at(page, 7)
    page.get_by_role("button", name="I’m lost").click()
    expect(page.get_by_role("button", name="I’m lost")).to_have_attribute("aria-pressed", "true")
    told = Stream(f"{teacher.room}/teacher/events", X_Class_Secret=teacher.secret)
    told.until(lambda figures: figures["lost"] == 1, "figures")  # the button is pressed before
    told.close()
    teacher.do("help")
    expect(page.get_by_role("button", name="I’m lost")).to_have_attribute("aria-pressed", "false")
    teacher.do("moment", step=2, playing=True, speed=4)
    expect(page.locator(".dw-player")).to_have_attribute("data-playing", "true")
    teacher.do("moment", step=3)
    is_at(page, 3)
    expect(page.get_by_role("status").first).to_have_text("You see what the class sees.")
    # An answer that is changed without a network is no less sent than the first one.
    page.context.set_offline(True)
    grid.press("ArrowDown")
    grid.press("Space")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("region", name="Question")).to_contain_text("Not received yet.")
    page.context.set_offline(False)
    expect(page.get_by_role("region", name="Question")).to_contain_text(
        "Received: 3 cells at (0, 1)"
    )
    expect(grid).to_be_visible()
    assert arrows_kept(page) == []
    page.context.set_offline(True)
    expect(page.get_by_role("status").first).to_have_text("No connection. Trying again …")
    teacher.do("end")
    page.wait_for_timeout(8000)  # meanwhile the page tries more and more seldom
    page.context.set_offline(False)
    ended = page.get_by_role("heading", name="The class has ended")
    expect(ended).to_be_focused(timeout=4000)
    expect(page.get_by_text("There is no class")).to_have_count(0)
