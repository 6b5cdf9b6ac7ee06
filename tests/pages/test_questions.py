"""The Questions page: it searches, and each of its links opens without a complaint."""

import pytest

from dwconv.teaching.questions import QUESTIONS
from dwconv.ui.page_table import PAGES
from dwconv.ui.pages.questions import link
from tests.pages.app import opened, sentences

PAGE = "pages/learn/questions.py"
ALL = [question for _, group in QUESTIONS for question in group]


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.text)
def test_a_link_opens_without_a_complaint(question):
    app = opened(PAGES[question.page].script, **link(question))
    assert sentences(app) == []
    if question.spec is not None:
        assert app.session_state["_lab"].spec == question.spec


def test_the_page_shows_what_is_searched_for():
    app = opened(PAGE)
    assert len(app.expander) == len(ALL)
    app.text_input(key="_question_words").set_value("31x31").run()
    assert len(app.expander) == 1
    app.text_input(key="_question_words").set_value("no such words").run()
    assert "No question has this word" in app.info[0].value
    assert len(app.expander) == len(ALL)
    app.text_input(key="_question_words").set_value("blockchain zebra").run()
    assert "No question has any of these words" in app.info[0].value
