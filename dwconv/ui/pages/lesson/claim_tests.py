"""The claims at the end of the lesson, each with a button that tests it and the verdict."""

from __future__ import annotations

import itertools
import time

import streamlit as st

from dwconv.files.snippets import tensorflow_source
from dwconv.reference.calls import Call
from dwconv.teaching.claims import (
    Answer,
    Claim,
    CostQuestion,
    PredictionCheck,
    TimeQuestion,
    check_predictions,
    claims,
    engine_answers,
)
from dwconv.teaching.lesson import chapters
from dwconv.teaching.lesson.wording import plain_text
from dwconv.ui import cached, session
from dwconv.ui.components.announcer import announce
from dwconv.ui.pages.lesson.page_links import show_claim_link
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.show_when_ready import show_when_ready
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

TEST = "Test it"
_TESTED = "_lesson_tested"  # which test of each claim is shown
_test_numbers = itertools.count()  # for all visitors: a click must not return another's test


def show_claim(claim: Claim) -> None:
    """Show a claim, how it is tested, and the button that tests it."""
    show_text(f"## {list(chapters())[-1]}")
    with st.container(key="lesson-now"):
        show_text(f"“{claim.text}”")
    show_text(f"**The test.** {claim.test}")
    st.button(
        "Test it again" if is_tested(claim) else TEST,
        key="lesson-test",
        type="primary",
        icon=":material/science:",
        on_click=test,
        args=(claim,),
    )
    if not is_tested(claim):
        show_caption("True or false? Decide first. Then let this lab and TensorFlow test it.")


def _tests_shown() -> dict[str, int]:
    """Which test of each claim this visitor has seen."""
    shown: dict[str, int] = st.session_state.get(_TESTED, {})
    return shown


def is_tested(claim: Claim) -> bool:
    """Whether this visitor has seen the test of a claim."""
    return claim.key in _tests_shown()


def test(claim: Claim) -> None:
    """Test a claim: its verdict is shown from now on."""
    # A second of TensorFlow's time is shared by all who click in the same minute.
    long = any(isinstance(each, CostQuestion | TimeQuestion) for each in claim.questions)
    test = int(time.time() // 60) if long else next(_test_numbers)
    st.session_state[_TESTED] = {**_tests_shown(), claim.key: test}
    session.note_press(_TESTED)


def show_verdict(claim: Claim) -> None:
    """Show how the test ends, once it was asked for."""
    tested = _tests_shown()
    if claim.key in tested:
        show_when_ready(
            lambda: cached.answers_to(claim.key, tested[claim.key]),
            lambda theirs: _show_verdict(claim, engine_answers(claim), theirs),
        )


def _show_verdict(claim: Claim, ours: tuple[Answer, ...], theirs: tuple[Answer, ...]) -> None:
    checks = check_predictions(claim, ours, theirs)
    _show_table(checks, claim.key)
    for name, answers in (("this lab", ours), ("TensorFlow", theirs)):
        for answer in answers:
            if answer.error:
                first_line = answer.message.partition("\n")[0]
                show_caption(escape_markdown(f"{name}: {answer.error}: {first_line}"))
    holds = all(check.holds for check in checks)
    verdict = "The claim is true" if holds else "The claim is false"
    if holds:
        st.badge(verdict, icon=":material/check:", color="green")
    else:
        st.badge(verdict, icon=":material/close:", color="red")
    announce(
        verdict,
        plain_text(claim.truth),
        of=claim.key,
        asked=session.presses(_TESTED),
        place="verdict",
        at_once=True,
    )
    title = "**Why.**" if holds else "**What is true.**"
    show_text(f"{title} {claim.truth}")
    show_claim_link(claim)
    calls = [question for question in claim.questions if isinstance(question, Call)]
    if calls:
        with st.expander("The exact calls, to copy and run", icon=":material/code:"):
            for call in calls:
                st.code(program(call), language="python", height=220)


def _show_table(checks: list[PredictionCheck], name: str) -> None:
    table = {
        "": [check.quantity for check in checks],
        "by the claim": [check.claimed for check in checks],
        "this lab": [check.ours for check in checks],
        "TensorFlow": [check.theirs for check in checks],
    }
    show_table(table, f"claim-{name}")
    table_file(table, f"claim-{name}")


def program(call: Call) -> str:
    """Return a call as Python; an array among its arguments prints itself without its module."""
    return tensorflow_source(call).replace("=array(", "=np.array(")


def show_all_claims(part: int) -> None:
    """Show the list of all claims, each a button that leads there; `part` is their number."""
    tested = _tests_shown()
    show_text("## All claims")
    with st.container(gap=None, key="lesson-claims"):
        for number, claim in enumerate(claims(), 1):
            box = "check_box" if claim.key in tested else "check_box_outline_blank"
            st.button(
                claim.text,
                key=f"claim-{claim.key}",
                icon=f":material/{box}:",
                type="tertiary",
                on_click=session.set_controls,
                args=({"part": part, "beat": number},),
                wrap=True,
            )
