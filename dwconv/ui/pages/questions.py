"""The Questions page: what people ask, answered, with a link that shows each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.teaching.questions import QUESTIONS, Question, find_questions
from dwconv.teaching.questions.search import stems
from dwconv.ui.components.announcer import announce
from dwconv.ui.navigation import page_link
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.table import defaults
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.page_parts import heading

_STYLE = (  # lines between the questions, as in a list, and no box around each
    '[data-testid="stExpander"] { max-width: 48rem; } '
    '[data-testid="stExpander"] details { border-width: 0 0 1px; border-radius: 0; } '
    '[data-testid="stExpander"] summary { padding-inline: 0; }'
)


def show() -> None:
    """Show the page."""
    everything = [question for _, group in QUESTIONS for question in group]
    public = sum(bool(question.source) for question in everything)
    heading(
        f"{len(everything) - public} questions that everybody has at first, and {public} that people asked in "
        "public because they were stuck.",
    )
    words = st.text_input(
        "Search in questions and answers",
        placeholder="for example: padding, PyTorch, FLOPs",
        key="_question_words",
        width=420,
    )
    st.html(f"<style>{_STYLE}</style>")
    found = find_questions(words, everything)
    announce(counted(len(found), "{n} question found", "{n} questions found"))
    if not found:
        missing = "this word" if len(stems(words)) == 1 else "any of these words"
        st.info(f"No question has {missing}. All questions are below.", icon=":material/info:")
    if not found or len(found) == len(everything):
        for subject, group in QUESTIONS:
            show_text(f"## {subject}")
            _show_all(group)
    else:
        _show_all(found)


def _show_all(questions: Sequence[Question]) -> None:
    with st.container(gap=None):
        for question in questions:
            _show(question)


def _show(question: Question) -> None:
    with st.expander(question.text):
        show_text(question.answer)
        page = PAGES[question.page]
        page_link(page.path, f"See it: {page.title}", ":material/arrow_forward:", link(question))
        if question.elsewhere is not None:
            other = PAGES[question.elsewhere]
            page_link(
                other.path,
                f"More: {other.title}",
                ":material/arrow_forward:",
                link(replace(question, page=other.path, more={}, case="")),
            )
        if question.source:
            show_caption(f"Asked at: {question.source}")


def link(question: Question) -> dict[str, str]:
    """The parameters of the address that shows the answer.

    Examples
    --------
    >>> _, group = QUESTIONS[1]
    >>> link(group[0])["m"]
    '2'
    """
    values = defaults()
    if question.spec is not None:
        values.update(values_of(question.spec))
    values.update(question.more)
    address = write_link(values, question.page)
    return address | {"case": question.case} if question.case else address
