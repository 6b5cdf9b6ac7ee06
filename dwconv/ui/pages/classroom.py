"""The Class page: a teacher starts a live class, asks it questions, and sees what it answers."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

import streamlit as st

from dwconv.classroom import events
from dwconv.classroom.classroom import CLASSROOM
from dwconv.classroom.events import ClassError
from dwconv.classroom.questions import (
    BUILDERS,
    EXERCISE_KINDS,
    MOST_CHOICES,
    Question,
    ask_claim,
    ask_exercise,
    ask_lesson_question,
    ask_poll,
    lesson_questions,
)
from dwconv.engine.errors import DwconvError
from dwconv.teaching.claims import check_predictions, claims, engine_answers
from dwconv.teaching.exercises import LEVELS
from dwconv.teaching.lesson.wording import plain_text
from dwconv.ui import cached, session
from dwconv.ui.address import query
from dwconv.ui.components.class_desk import class_desk
from dwconv.ui.pages.exercises import TITLES
from dwconv.ui.session import lab
from dwconv.ui.turns import RUNS
from dwconv.ui.widgets.animation import show_player
from dwconv.ui.widgets.markdown import escape_markdown
from dwconv.ui.widgets.parts import heading, player_only

_TEACHER = "_class_teacher"  # (code, secret) of the class that this session teaches
_SHOWN = "_class_shown"  # the class and the picture that it was shown last
_PROBLEM = "_class_problem"
_OVER = "_class_over"
_PATIENCE = 20  # seconds that a claim's test may take
_SOURCES = "This layer", "An exercise", "True or false?", "The lesson", "A poll"


def show() -> None:
    """Show the page."""
    teacher = _teacher()
    heading(
        "Students join with the code and follow this picture on their own screens."
        if teacher
        else "A live class: everybody follows this picture, and answers before you reveal.",
        before=None if teacher else _start_button,
    )
    if player_only():
        show_player()
        return
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.warning(escape_markdown(problem), icon=":material/info:")
    left, right = st.columns([7, 3], gap="medium")
    with left:
        show_player()
    with right:
        _show_desk(teacher)
        if teacher:
            _show_picture(teacher[0])
            _show_questions(teacher[0])


def _teacher() -> tuple[str, str] | None:
    """The code and the secret of the class that this session teaches, as long as there is one."""
    known: tuple[str, str] | None = st.session_state.get(_TEACHER)
    if known is None:
        return None
    room = CLASSROOM.room(known[0])
    if room is None or room.ended:
        st.session_state.pop(_TEACHER)
        st.session_state[_OVER] = True
        return None
    return known


def _start_button() -> None:
    st.button("Start a class", type="primary", key="class-start", on_click=_start)


def _start() -> None:
    try:
        st.session_state[_TEACHER] = CLASSROOM.create()
        st.session_state.pop(_OVER, None)
    except ClassError as error:
        st.session_state[_PROBLEM] = str(error)


def _show_desk(teacher: tuple[str, str] | None) -> None:
    kh, kw = lab().spec.kernel
    link = _join_link(teacher[0]) if teacher else ""
    over = bool(st.session_state.get(_OVER))
    class_desk(teacher, link, kh * kw, _take_over, forget=over)


def _take_over() -> None:
    """Go on with the class that this tab of the browser knows, if the secret is its teacher's."""
    told = st.session_state["class-desk"].get("teacher")
    if not isinstance(told, dict) or st.session_state.get(_TEACHER):
        return
    code, secret = str(told.get("code", "")), str(told.get("secret", ""))
    if CLASSROOM.is_teacher(code, secret):
        st.session_state[_TEACHER] = code, secret
    else:
        st.session_state[_OVER] = True
        st.session_state[_PROBLEM] = "That class has ended, or the link is not its teacher's."


def _join_link(code: str) -> str:
    """Where students join: beside this page, below the same base path."""
    page = urlsplit(st.context.url or "http://localhost")
    base = page.path.rstrip("/").removesuffix("/class")
    return f"{page.scheme}://{page.netloc}{base}/c/{code}"


def _show_picture(code: str) -> None:
    """Show the class the picture of this page, where it has another one."""
    payload = cached.payload(lab())
    shown = code, hash(payload)
    if st.session_state.get(_SHOWN) == shown:
        return
    try:
        CLASSROOM.show(code, payload, query())
        st.session_state[_SHOWN] = shown
    except ClassError as error:
        st.warning(escape_markdown(str(error)), icon=":material/info:")


def _show_questions(code: str) -> None:
    """Draw what can be asked, and the button that asks it."""
    st.markdown("## Ask the class")
    source = st.selectbox("What to ask about", _SOURCES, key="class-source")
    with st.container(gap="small"):
        if source == _SOURCES[0]:
            names = {label: name for name, (label, _) in BUILDERS.items()}
            chosen = st.radio("Question", list(names), key="class-layer-question")
            st.caption("About the step at which the picture stands. Pause it first.")
            _ask_button(code, lambda: _about_layer(code, names[chosen]))
        elif source == _SOURCES[1]:
            kind = st.selectbox(
                "Exercise", EXERCISE_KINDS, format_func=TITLES.__getitem__, key="class-kind"
            )
            level = st.selectbox("Level", list(LEVELS), key="class-level")
            sheet = st.number_input("Sheet", 1, 9999, 1, key="class-sheet")
            _ask_button(code, lambda: ask_exercise(int(sheet), kind, level))
        elif source == _SOURCES[2]:
            texts = [plain_text(claim.text) for claim in claims()]
            number = st.selectbox(
                "Claim", range(len(texts)), format_func=texts.__getitem__, key="class-claim"
            )
            _ask_button(code, lambda: _about_claim(number))
        elif source == _SOURCES[3]:
            asked = [question for question, _ in lesson_questions()]
            number = st.selectbox(
                "Question", range(len(asked)), format_func=asked.__getitem__, key="class-lesson"
            )
            _ask_button(code, lambda: ask_lesson_question(number))
        else:
            text = st.text_input("Your question", key="class-poll", max_chars=300)
            choices = st.text_area(
                f"2 to {MOST_CHOICES} choices, one a line", key="class-choices", max_chars=2000
            )
            _ask_button(code, lambda: ask_poll(text, choices.splitlines()))


def _ask_button(code: str, build: object) -> None:
    st.button("Ask", key="class-ask", type="primary", on_click=_ask, args=(code, build))


def _ask(code: str, build: object) -> None:
    """Build the question and ask it; say why where it cannot be asked."""
    assert callable(build)
    try:
        question: Question = build()
        CLASSROOM.teach(
            code,
            events.Asked(id=secrets.token_hex(6), public=question.public(), whole=question.whole()),
        )
    except (ClassError, DwconvError) as error:
        st.session_state[_PROBLEM] = str(error)


def _about_layer(code: str, name: str) -> Question:
    current = lab()
    room = CLASSROOM.room(code)
    window = int(room.moment["step"]) if room else session.moment().get("step", 0)
    return BUILDERS[name][1](current.spec, current.input, current.filter, window)


def _about_claim(number: int) -> Question:
    claim = claims()[number]
    future = cached.answers_to(claim.key, -1)  # one test of each claim serves all classes
    RUNS.wait_for(future, _PATIENCE)
    if not future.done():
        raise ClassError("TensorFlow has not tested this claim yet. Ask it again in a moment.")
    checks = check_predictions(claim, engine_answers(claim), future.result())
    return ask_claim(claim, all(check.holds for check in checks))
