"""Tests input that the lab's own pages never send: every page still works, and quotes foreign text."""

import json
import logging
import random
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.runtime.state.session_state import WStates

from dwconv.ui import page_table, session, streamlit_internals
from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.player_state import read_reported
from dwconv.ui.parameters.widget_values import is_value
from dwconv.ui.widgets.markdown import escape_markdown
from tests.hostile_input import KINDS, MARK, TEXTS, link, message, state
from tests.pages.app import PAGES, SLIDING_WINDOW, change, components, opened, sought, widgets

TYPED = {"h": 5, "w": 5, "c": 2, "input": "typed", "kernel": "typed", "xv": "1_2", "fv": "1_2"}

# Pages that have all kinds of widgets and components among them; the bench tries all pages.
SOME = {"sliding_window", "image", "learning", "tensorflow", "lesson", "class"}

# What Markdown makes of foreign words, where no backslash and no joiner stands between.
LIVE = re.compile(
    rf"(https?://|www\.){MARK}|{MARK}@b\.|(?<![\w\\])_+{MARK}|(?<!\\)!\[|:red\[{MARK}|(?<!\\)<img|:smile:",
    re.IGNORECASE,
)
# What is looked for once backslashes are resolved.
FOUND_LATER = re.compile(rf"(https?://|www\.){MARK}|{MARK}@b|:smile:")


@pytest.fixture(autouse=True)
def as_the_server_does(monkeypatch):
    """Pass over forged values as `dwconv.ui.prepare_server.prepare` has it."""
    monkeypatch.setattr(WStates, "__getitem__", WStates.__getitem__)
    streamlit_internals.pass_over_forged_values()


@pytest.mark.parametrize("page", [page for page in PAGES if page.split("/")[2][:-3] in SOME])
def test_forged_states_of_all_widgets_leave_a_page_that_works(page, caplog):
    caplog.set_level(logging.CRITICAL)
    chance = random.Random(page)
    app = opened(page, **TYPED)
    for kinds in [["json_value", "string_value"], KINDS]:
        states = app._tree.get_widget_states()
        forged = [state(chance, each, kinds) for each in widgets(app)]
        assert forged
        ids = {each.id for each in forged}
        rest = [each for each in states.widgets if each.id not in ids]
        del states.widgets[:]
        states.widgets.extend([*rest, *forged])
        app._run(states)
        assert not app.exception, [each.id for each in forged]


def test_a_whole_number_counts_in_the_form_in_which_a_browser_sends_it():
    """Of a field for whole numbers Streamlit says that it holds a double, and a browser sends an int."""
    app = opened(next(page for page in PAGES if page.endswith("image.py")))
    field = app.number_input(key="is")
    states = app._tree.get_widget_states()
    (sent,) = [each for each in states.widgets if each.id == field.id]
    sent.int_value = 2
    app._run(states)
    assert app.number_input(key="is").value == 2


def test_a_component_whose_state_is_no_moment_stays_where_it_was():
    app = sought(opened(**TYPED), 3)
    for sent in ("{", "[" * 100_000, '{"at": {"step": 1e999}}', '{"at": 7}', "5"):
        states = app._tree.get_widget_states()
        states.widgets.add(id=components(app)[0].proto.id, json_value=sent)
        app._run(states)
        assert not app.exception, sent
        assert app.session_state[session.MOMENTS]["layer"]["step"] == 3
    change(app, h=6)


SENT = (
    "at",
    "next",
    "changes",
    "edited",
    "list",
    "layer",
    "kept",
    "sheet",
    "answers",
    "teacher",
    "ended",
)
NO_PLACE = ([1], 7, "x", {"row": [], "column": {}}, {"row": 10**400, "update": [1], "step": {}})


@pytest.mark.parametrize("page", PAGES)
def test_no_component_is_believed_what_it_cannot_have_sent(page, caplog):
    caplog.set_level(logging.CRITICAL)
    app = opened(page)
    for odd in NO_PLACE:
        states = app._tree.get_widget_states()
        for each in components(app):
            sent = json.dumps(dict.fromkeys(SENT, odd))
            states.widgets.add(id=each.proto.id, json_value=sent)
        app._run(states)
        assert not app.exception, odd


def test_messages_of_a_player_keep_to_what_a_player_says():
    chance = random.Random(7)
    for _ in range(500):
        sent = message(chance)
        moment = read_reported(sent, 12, 3)
        assert 0 <= moment.get("step", 0) < 12
        assert 0 <= moment.get("focus", 0) < 3
        json.dumps(moment, allow_nan=False)
    assert read_reported({"step": 11, "unit": "tap", "speed": 2, "focus": 2}, 12, 3) == {
        "step": 11,
        "unit": "tap",
        "speed": 2,
        "focus": 2,
    }
    for name in ("h", "pad", "predict"):
        assert not any(is_value(name, each) for each in (None, [], {}, "x", 1e9, float("nan")))


@pytest.mark.parametrize("page", ["", "tensorflow", "backward", "shapes"])
def test_words_of_a_link_are_shown_as_text(page):
    chance = random.Random(page)
    query = {}
    for _ in range(12):  # a link has each name once
        query |= dict(parse_qsl(urlsplit(link(chance)).query, keep_blank_values=True))
    for name in ("h", "pad", "lane", "by", "hide", "case", "xv"):
        query[name] = chance.choice([text for text in TEXTS if MARK in text and len(text) < 99])
    app = opened(SLIDING_WINDOW, **query | {"embed": "false"})
    if page:
        app.switch_page(page_table.PAGES[page].script).run()
    assert not app.exception
    shown = [
        each.value for kind in ("warning", "markdown", "caption", "info") for each in app.get(kind)
    ]
    assert not [text for text in shown if LIVE.search(text)]


@pytest.mark.parametrize("text", [text for text in TEXTS if MARK in text])
def test_quoted_and_escaped_words_have_nothing_that_markdown_reads(text):
    assert LIVE.search(text) or text.startswith(("`", f"{MARK} "))
    assert not LIVE.search(f"h={quote(text)}: it is wrong")
    assert len(quote(text)) <= 20
    escaped = escape_markdown(text)
    assert not LIVE.search(escaped)
    assert not FOUND_LATER.search(escaped.replace("\\", ""))
    assert escaped.replace("\\", "").replace("\N{WORD JOINER}", "") == text.replace("\\", "")
