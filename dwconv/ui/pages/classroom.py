"""The Class page: a teacher starts a live class, asks it questions, and sees what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dwconv.classroom.questions import (
    BUILDERS,
    MOST_CHARACTERS,
    MOST_CHOICES,
    ClassQuestion,
    ask_exercise,
    ask_lesson_question,
    ask_poll,
    lesson_questions,
    offered,
)
from dwconv.teaching.claims import claims
from dwconv.teaching.exercises import LEVELS, kinds
from dwconv.teaching.exercises.read_answers import SHAPE
from dwconv.teaching.lesson.wording import plain_text
from dwconv.ui import cached, live_class, session
from dwconv.ui.address_bar import query
from dwconv.ui.navigation import page_link
from dwconv.ui.pages.exercises import TITLES
from dwconv.ui.session import lab
from dwconv.ui.widgets.lab_player import show_player
from dwconv.ui.widgets.page_parts import heading, player_only
from dwconv.ui.widgets.shape_line import Shape, layer_shapes

_STYLE = (  # what this page is for, larger than elsewhere
    ".st-key-class-start button { min-height: 3rem; padding-inline: 1.5rem; } "
    ".st-key-class-start button p { font-size: var(--dw-size-lead); }"
)
_ASK_STYLE = (
    ".st-key-class-ask { scroll-margin-bottom: 12px; } "
    # while there is a question, the key presses a button of its own: see showButtons in teacher_desk.js
    ".dw-class-key .st-key-class-ask kbd { display: none; }"
)
_BAR_STYLE = (  # the picture leaves it the room
    "@media (min-width: 761px) { .st-key-player-place { min-height: clamp(460px, calc(100dvh - 215px), 900px); } } "
    ".st-key-class-bar > :has(> .st-key-class-bar-desk) { flex: 1 1 20rem; min-width: 0; width: auto; }"
)
_OF_A_STEP = "next value", "cells", "filter"
_SIZE_IS_SEEN = "shape"  # in every picture but a player, which hides its output meanwhile
_TIMES = {0: "no time limit", 30: "30 seconds", 60: "1 minute", 120: "2 minutes", 300: "5 minutes"}
_SOURCES = "This layer", "An exercise", "True or false?", "The lesson", "A poll"


def show() -> None:
    """Show the page."""
    teacher = live_class.teacher()
    heading(
        "Students join with the code and follow this picture on their own screens."
        if teacher
        else "In a live class everybody follows this picture and answers before you show the answer.",
        shapes=_shapes() if teacher else (),
        before=_links if teacher else _start_button,
    )
    if player_only():
        show_player()
        return
    live_class.show_problem()
    if not teacher:
        show_player(playing=False)
        live_class.show_desk()
        return
    left, right = st.columns([7, 3], gap="medium")
    with left, st.container(key="class-picture"):
        show_player()
    with right:
        _show_picture()
        live_class.show_desk()
        _show_questions()


def _shapes() -> tuple[Shape, ...]:
    """The shapes of the layer; of the output there is none to be read while the class is asked for it."""
    *given, output = layer_shapes(lab().spec)
    if live_class.asks_for(*SHAPE):
        output = replace(output, sizes="?" * len(output.sizes))
    return (*given, output)


def show_class_bar() -> None:
    """Show on another page about the layer, above its picture, the class that this session teaches."""
    if player_only():
        return
    if not live_class.teacher():
        with st.container(key="class-asked-for"):
            live_class.show_desk(small=True)
        return
    st.html(f"<style>{_BAR_STYLE}</style>")
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="class-bar"):
        page_link("class", "Class", ":material/arrow_back:")
        with st.popover("Ask the class"):
            names = [one for one in offered(lab().spec) if one not in (*_OF_A_STEP, _SIZE_IS_SEEN)]
            st.selectbox("question", names, format_func=_label, key="class-bar-question")
            _ask_button(lambda: _ask_about(st.session_state["class-bar-question"], 0))
        with st.container(key="class-bar-desk"):
            live_class.show_desk(small=True)


def _start_button() -> None:
    st.html(f"<style>{_STYLE}</style>")
    st.button("Start a class", type="primary", key="class-start", on_click=live_class.start)
    st.link_button(
        "Join with a code",
        live_class.join_link(),
        icon=":material/group:",
        help="Opens in a new tab",
    )


def _links() -> None:
    """Show the other pages whose pictures a class follows."""
    for path, label in ("lesson", "Give the lesson"), ("comparison", "Show the comparison"):
        page_link(path, label, ":material/arrow_forward:")


def _show_questions() -> None:
    """Draw what can be asked, and the button that asks it."""
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown("## Ask the class", width="content")
        source = st.selectbox(
            "what to ask about", _SOURCES, key="class-source", label_visibility="collapsed"
        )
    with st.container(gap="small"):
        if source == _SOURCES[0]:
            st.selectbox(
                "question",
                offered(lab().spec),
                format_func=_label,
                key="class-layer-question",
                help="It is about the step that the picture shows. Asking stops the picture.",
            )
            _ask_button(lambda: _about_layer(st.session_state["class-layer-question"]))
        elif source == _SOURCES[1]:
            level = st.selectbox("level", list(LEVELS), key="class-level")
            st.selectbox("exercise", kinds(level), format_func=TITLES.__getitem__, key="class-kind")
            st.number_input("sheet", 1, 9999, 1, key="class-sheet")
            _ask_button(_about_exercise, "class-sheet", 9999)
        elif source == _SOURCES[2]:
            texts = [plain_text(claim.text) for claim in claims()]
            st.selectbox(
                "claim", range(len(texts)), format_func=texts.__getitem__, key="class-claim"
            )
            _ask_button(
                lambda: live_class.about_claim(st.session_state["class-claim"]),
                "class-claim",
                len(texts) - 1,
            )
        elif source == _SOURCES[3]:
            asked = [question for question, _ in lesson_questions()]
            st.selectbox(
                "question", range(len(asked)), format_func=asked.__getitem__, key="class-lesson"
            )
            _ask_button(
                lambda: ask_lesson_question(st.session_state["class-lesson"]),
                "class-lesson",
                len(asked) - 1,
            )
        else:
            st.text_input("Your question", key="class-poll", max_chars=MOST_CHARACTERS)
            st.text_area(
                f"2 to {MOST_CHOICES} choices, one a line",
                key="class-choices",
                max_chars=2000,
                height=90,
            )
            _ask_button(_about_poll)


def _ask_button(build: Callable[[], ClassQuestion], counter: str = "", last: int = 0) -> None:
    """Draw the button that asks a question.

    `build` reads the fields from the session as it is called: a click may come together with the change
    of a field, before any run of the page has seen it.

    Where questions are numbered, `counter` is the key of the number, and `last` is the greatest one:
    after one question the next one is chosen, so that a clicker reaches them all.
    """
    st.html(f"<style>{_ASK_STYLE}</style>")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "time to answer",
            list(_TIMES),
            format_func=_TIMES.__getitem__,
            key="class-time",
            label_visibility="collapsed",
            width=150,
        )
        st.button(
            "Ask",
            key="class-ask",
            type="primary",
            on_click=_ask,
            args=(build, counter, last),
            shortcut="PageDown",
        )


def _ask(build: Callable[[], ClassQuestion], counter: str, last: int) -> None:
    if live_class.ask(build, st.session_state["class-time"]) and counter:
        st.session_state[counter] = min(st.session_state[counter] + 1, last)


def _show_picture() -> None:
    live_class.show_picture(cached.payload(lab()), query(), moment=session.moment())


def _about_exercise() -> ClassQuestion:
    fields = st.session_state
    offered, kind = kinds(fields["class-level"]), fields["class-kind"]
    if kind not in offered:  # of the level that was chosen before
        kind = offered[0]
    return ask_exercise(fields["class-sheet"], kind, fields["class-level"])


def _about_poll() -> ClassQuestion:
    fields = st.session_state
    return ask_poll(fields["class-poll"], fields["class-choices"].splitlines())


def _label(name: str) -> str:
    return BUILDERS[name][0]


def _about_layer(name: str) -> ClassQuestion:
    _show_picture()  # before it is asked about: other numbers, set in the same run, would remove it
    return _ask_about(name, live_class.stop_and_find_window(lab().spec))


def _ask_about(name: str, window: int) -> ClassQuestion:
    current = lab()
    return BUILDERS[name][1](current.spec, current.input, current.filter, window)
