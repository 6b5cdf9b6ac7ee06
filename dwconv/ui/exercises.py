"""A sheet of exercises: questions, answers, and what is said to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import randrange

import streamlit as st

from dwconv.exercises import Exercise, Grade, Table, sheet
from dwconv.formulas import Formula
from dwconv.ui import session, state
from dwconv.ui.plain import plain
from dwconv.ui.session import lab
from dwconv.ui.wires import wires

TITLES = {
    "shape": "The shape of the output",
    "same": "What SAME adds",
    "value": "One value",
    "channel": "Where a channel comes from",
    "cost": "What it costs",
    "picture": "What feeds what",
    "find": "Parameters for a shape",
    "wrong step": "The wrong line",
}
_ATTEMPTS = "_attempts"
_STYLE = Path(__file__).with_name("exercises.css").read_text(encoding="utf-8")


@dataclass
class Attempt:
    """What one visitor made of one exercise; it lives as long as the session.

    Attributes
    ----------
    text : str
        The last answer.
    grade : Grade or None
        What it was worth.
    missed : int
        Wrong answers so far.
    opened : bool
        Whether the solution is asked for.
    alone : bool
        Whether the right answer came before the solution was seen.
    """

    text: str = ""
    grade: Grade | None = None
    missed: int = 0
    opened: bool = False
    alone: bool = False


def new_sheet() -> None:
    """Choose another sheet, by chance."""
    session.forgive()
    most = state.NUMBERS["sheet"].most
    now = state.number(lab().values, "sheet")
    st.session_state["sheet"] = (now + randrange(1, most) - 1) % most + 1


def exercises() -> list[Exercise]:
    """The sheet that the link names."""
    values = lab().values
    return list(sheet(state.number(values, "sheet"), int(values["level"])))


def score() -> str:
    """How many were found without the solution, as a sentence.

    The attempts are those of this session and this sheet; nothing is kept elsewhere.
    """
    made = [_attempt(number, one) for number, one in enumerate(exercises(), 1)]
    return f"{sum(each.alone for each in made)} of {len(made)}"


def show_sheet() -> None:
    """Draw every exercise with its answer."""
    st.html(f"<style>{_STYLE}</style>")
    for number, exercise in enumerate(exercises(), 1):
        with st.container(border=True, key=f"exercise-{number}"):
            _show(number, exercise)


def _name(number: int) -> str:
    """What tells this exercise from all others of the session."""
    values = lab().values
    return f"{values['edition']}-{values['sheet']}-{values['level']}-{number}"


def _attempt(number: int, exercise: Exercise) -> Attempt:
    attempts: dict[str, Attempt] = st.session_state.setdefault(_ATTEMPTS, {})
    return attempts.setdefault(_name(number), Attempt())


def _show(number: int, exercise: Exercise) -> None:
    attempt, name = _attempt(number, exercise), _name(number)
    st.markdown(f"##### {number} · {TITLES[exercise.kind]}")
    st.markdown(plain(exercise.question))
    if exercise.tables:
        _show_tables(exercise.tables)
    if exercise.wires:
        wires(exercise.wires, key=f"wires-{name}")
    if exercise.lines:
        st.markdown(
            "\n".join(
                f"{at}. {line.says} ${line.substituted}$"
                for at, line in enumerate(exercise.lines, 1)
            )
        )
    _ask(exercise, attempt, name)
    shown = bool(lab().values["solutions"])
    if attempt.grade is not None:
        _say(exercise, attempt.grade)
    if attempt.missed and not (attempt.opened or shown):
        st.info(plain(exercise.hint), icon=":material/lightbulb:")
    if attempt.grade is not None and not shown:
        st.button(
            "Hide the solution" if attempt.opened else "Show the solution",
            key=f"open-{name}",
            on_click=_turn,
            args=(attempt,),
        )
    if attempt.opened or shown:
        with st.container(key=f"solution-{name}"):
            _solve(exercise)


def _ask(exercise: Exercise, attempt: Attempt, name: str) -> None:
    key = f"answer-{name}"
    with (
        st.form(f"form-{name}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        if exercise.words:
            chosen = exercise.words.index(attempt.text) if attempt.text else None
            st.radio("Your answer", exercise.words, index=chosen, key=key, horizontal=True)
        else:
            st.text_input(
                f"Your answer: {', '.join(exercise.names)}",
                attempt.text,
                key=key,
                max_chars=80,
                autocomplete="off",
                width=220,
            )
        st.form_submit_button("Check", on_click=_check, args=(exercise, attempt, key))


def _check(exercise: Exercise, attempt: Attempt, key: str) -> None:
    session.forgive()
    attempt.text = st.session_state[key] or ""
    attempt.grade = grade = exercise.grade(attempt.text)
    attempt.missed += grade.readable and not grade.right
    seen = attempt.opened or bool(lab().values["solutions"])
    attempt.alone = attempt.alone or (grade.right and not seen)


def _turn(attempt: Attempt) -> None:
    attempt.opened = not attempt.opened


def _say(exercise: Exercise, grade: Grade) -> None:
    if grade.right:
        st.success(plain(grade.says), icon=":material/check:")
    elif grade.readable:
        st.warning(plain(grade.says), icon=":material/close:")
    else:
        st.info(plain(grade.says), icon=":material/help:")


def _solve(exercise: Exercise) -> None:
    start = "One that works" if exercise.works is not None else "The answer"
    st.markdown(f"{start}: **{plain(exercise.shown_answer)}**")
    st.markdown("\n".join(_item(line) for line in exercise.solution))
    layer = "a depthwise layer with these channels" if exercise.wires else "this layer"
    st.page_link(
        "pages/see/sliding_window.py",
        label=f"Watch {layer} in the sliding window",
        icon=":material/play_circle:",
        query_params=watch(exercise),
    )


def _item(line: Formula) -> str:
    return f"- {line.says}  \n  ${line.symbols}$ ${line.substituted}$"


def watch(exercise: Exercise) -> dict[str, str]:
    """The parameters that open the sliding window at the step that shows the solution.

    Examples
    --------
    >>> link = watch(sheet(4, 2)[2])
    >>> link["pad"], link["step"], state.parse(link)[1]
    ('same', '5', [])
    """
    values = state.DEFAULTS | state.read_spec(exercise.spec) | {"seed": exercise.seed}
    return state.write(values, "") | {"step": str(exercise.step)}


def _show_tables(tables: tuple[Table, ...]) -> None:
    with st.container(horizontal=True, gap="medium"):
        for table in tables:
            rows = r" \\ ".join(" & ".join(map(str, row)) for row in table.values.tolist())
            with st.container(width="content", gap="xxsmall"):
                st.caption(plain(table.title))
                st.markdown(rf"$\begin{{bmatrix}} {rows} \end{{bmatrix}}$")
