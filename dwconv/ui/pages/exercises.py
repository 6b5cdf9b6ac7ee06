"""The exercise page: a sheet of questions, a form for each answer, its grade and its solution."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from random import randrange
from urllib.parse import urlsplit

import streamlit as st

from dwconv.costs.latex_formulas import Formula, rounding_signs
from dwconv.player.signs_in_words import with_words
from dwconv.teaching.exercises import EDITION, Exercise, Grade, Table, sheet
from dwconv.teaching.exercises.read_answers import LONGEST
from dwconv.ui import session
from dwconv.ui.components.announcer import announce
from dwconv.ui.components.channel_connections import channel_connections
from dwconv.ui.components.kept_sheet_answers import KEY, Kept, kept_sheet_answers, read_kept
from dwconv.ui.navigation import page_link
from dwconv.ui.parameters.hidden_and_locked import SOLUTIONS, locked_sentence
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.player_state import write_moment
from dwconv.ui.parameters.table import defaults, number_of, number_row
from dwconv.ui.session import lab
from dwconv.ui.widgets import controls
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import with_minus
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.share import share_sheet

TITLES = {
    "shape": "The shape of the output",
    "same": "The padding of SAME",
    "value": "One value of the output",
    "channel": "Where a channel comes from",
    "cost": "What it costs",
    "picture": "Which kind of convolution",
    "find": "Parameters for a given shape",
    "wrong step": "The wrong line",
}
_ATTEMPTS = "_attempts"  # by the names of `_name`
_NEWS = "_exercise_news"  # what the last press of a button led to, and whether it is to be said
_STARTED_AGAIN = "_sheets_started_again"  # names of `_sheet_name`
_STYLE = "\n".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("print.css", "exercises.css")
)


@dataclass
class Attempt:
    """The answers of one visitor to one exercise, kept as long as the session and the tab.

    Attributes
    ----------
    text : str
        The last answer.
    grade : Grade or None
        The grade of that answer.
    missed : int
        Wrong answers so far.
    opened : bool
        Whether the solution is shown.
    solved_alone : bool
        Whether the right answer came before the solution was seen.
    """

    text: str = ""
    grade: Grade | None = None
    missed: int = 0
    opened: bool = False
    solved_alone: bool = False


def show() -> None:
    """Show the page."""
    _take_over_kept()
    place = heading(sharing=share_sheet)
    announce(_name_of_sheet(), "with solutions" if _all_solutions() else "without solutions")
    _say_news()
    with place:
        st.badge(f"{_score()} solved on your own", color="gray")
    with st.container(horizontal=True, vertical_alignment="bottom", key="sheet-controls"):
        controls.number_field("sheet")
        st.button("New sheet", on_click=_new_sheet, icon=":material/casino:")
        controls.choice_buttons("level")
        if session.restrictions().locks_solutions():
            show_text(locked_sentence(SOLUTIONS), width="content")
        else:
            controls.toggle("solutions")
    _paper_head()
    _show_sheet()
    with st.container(key="sheet-foot"):
        show_caption(
            "On paper: print this page of your browser. It prints the questions with room for answers, and "
            "the solutions where they are shown."
        )
        kept_sheet_answers(_sheet_name(), _answers(), alone=_sheet_name() in _started_again())
        if _answers():
            with st.popover("Start this sheet again", icon=":material/restart_alt:"):
                show_text("This deletes your answers to this sheet and your score.")
                st.button("Delete my answers", key="start-again", on_click=_start_again)


def _new_sheet() -> None:
    """Choose another sheet at random."""
    most = number_row("sheet").most
    now = number_of(lab().values, "sheet")
    session.set_controls({"sheet": (now + randrange(1, most) - 1) % most + 1, "edition": EDITION})


def _started_again() -> set[str]:
    """The sheets whose earlier answers count no more, neither those that the tab still sends."""
    started: set[str] = st.session_state.setdefault(_STARTED_AGAIN, set())
    return started


def _start_again() -> None:
    """Forget all answers to this sheet."""
    session.clear_warnings()
    _started_again().add(_sheet_name())
    for number, exercise in enumerate(exercises(), 1):
        st.session_state[_ATTEMPTS].pop(_name(number), None)
        st.session_state[_field(number)] = None if exercise.words else ""


def exercises() -> list[Exercise]:
    """Return the sheet that the link names."""
    values = lab().values
    number, edition = number_of(values, "sheet"), number_of(values, "edition")
    return list(sheet(number, int(values["level"]), edition))


def _score() -> str:
    """Return how many exercises were solved without the solution, as "3 of 8".

    The attempts are those of this session and this sheet; nothing is kept elsewhere.
    """
    attempts = [_attempt(number) for number in range(1, len(exercises()) + 1)]
    return f"{sum(attempt.solved_alone for attempt in attempts)} of {len(attempts)}"


def _name_of_sheet() -> str:
    values = lab().values
    return f"Exercises, sheet {values['sheet']}, level {values['level']}"


def _paper_head() -> None:
    """Show above the questions, on paper only, a place for a name and how to find the sheet."""
    values = lab().values
    query = "&amp;".join(f"{name}={values[name]}" for name in ("sheet", "edition", "level"))
    here = urlsplit(st.context.url or "/exercises")
    st.html(
        f'<p class="on-paper">{_name_of_sheet()}. Edition {values["edition"]}. In the lab this sheet is at '
        f'<code>{escape(here.netloc + here.path)}?{query}</code></p><p class="on-paper">Name:</p>'
    )


def _show_sheet() -> None:
    """Draw every exercise with its answer."""
    st.html(f"<style>{_STYLE}</style>")
    numbered = list(enumerate(exercises(), 1))
    half = (len(numbered) + 1) // 2
    with st.container(key="all-exercises"):
        # Two columns, each read downwards: no card waits for a longer one beside it.
        for column in (numbered[:half], numbered[half:]):
            with st.container():
                for number, exercise in column:
                    with st.container(border=True, key=f"exercise-{number}"):
                        _show(number, exercise)


def _sheet_name() -> str:
    """Name this sheet among all others of the session."""
    values = lab().values
    return f"{values['edition']}-{values['sheet']}-{values['level']}"


def _name(number: int) -> str:
    """Name this exercise among all others of the session."""
    return f"{_sheet_name()}-{number}"


def _attempt(number: int) -> Attempt:
    attempts: dict[str, Attempt] = st.session_state.setdefault(_ATTEMPTS, {})
    return attempts.setdefault(_name(number), Attempt())


def _answers() -> dict[str, Kept]:
    """The answers given to this sheet, as the browser keeps them."""
    attempts = {str(number): _attempt(number) for number in range(1, len(exercises()) + 1)}
    return {
        number: Kept(
            text=attempt.text,
            missed=attempt.missed,
            opened=attempt.opened,
            solved=attempt.solved_alone,
        )
        for number, attempt in attempts.items()
        if attempt.text
    }


def _take_over_kept() -> None:
    """Put answers that the tab kept over a reload where this session has none."""
    if _sheet_name() in _started_again():
        return
    kept = read_kept(st.session_state.get(KEY), _sheet_name())
    for number, exercise in enumerate(exercises(), 1):
        attempt, one = _attempt(number), kept.get(str(number))
        if one is None or attempt.grade is not None:
            continue
        if exercise.words and one["text"] not in exercise.words:
            continue
        attempt.text = one["text"]
        attempt.grade = exercise.grade(attempt.text)
        attempt.missed = one["missed"]
        attempt.opened = one["opened"]
        attempt.solved_alone = one["solved"]
        st.session_state[_field(number)] = attempt.text


def _field(number: int) -> str:
    """The key of the widget with the answer to an exercise."""
    return f"answer-{_name(number)}"


def _show(number: int, exercise: Exercise) -> None:
    attempt, name = _attempt(number), _name(number)
    show_text(f"## {number}. {TITLES[exercise.kind]}")
    show_text(escape_markdown(exercise.question))
    if exercise.tables:
        _show_tables(exercise.tables)
    if exercise.connections:
        channel_connections(exercise.connections, key=f"connections-{name}")
    if exercise.lines:
        show_text(
            "\n".join(
                f"{at}. {line.label} ${line.substituted}$"
                for at, line in enumerate(exercise.lines, 1)
            )
        )
    _show_form(exercise, attempt, number)
    locked, shown = session.restrictions().locks_solutions(), _all_solutions()
    if attempt.grade is not None:
        with st.container(key=f"grade-{name}"):  # it is heard behind the exercise's name
            _show_grade(attempt.grade)
    if _has_hint(attempt):
        st.info(escape_markdown(exercise.hint), icon=":material/lightbulb:")
    if attempt.grade is not None and not (shown or locked):
        st.button(
            "Hide the solution" if attempt.opened else "Show the solution",
            key=f"open-{name}",
            on_click=_toggle_solution,
            args=(exercise, attempt),
        )
    if (attempt.opened or shown) and not locked:
        with st.container(key=f"solution-{name}"):
            _show_solution(exercise)


def _show_form(exercise: Exercise, attempt: Attempt, number: int) -> None:
    key = _field(number)
    text = "" if key in st.session_state else attempt.text  # else Streamlit warns of two values
    with (
        st.form(f"form-{_name(number)}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        if exercise.words:
            chosen = exercise.words.index(text) if text else None
            st.radio("Your answer", exercise.words, index=chosen, key=key, horizontal=True)
        else:
            st.text_input(
                f"Your answer: {', '.join(exercise.names)}",
                text,
                key=key,
                max_chars=LONGEST,
                autocomplete="off",
                width=220,
            )
        st.form_submit_button(
            "Check answer", on_click=_check, args=(number, exercise, attempt, key)
        )


def _say_news() -> None:
    """Say what the last press of a button led to: the boxes of Streamlit are read, and not spoken."""
    news = st.session_state.get(_NEWS, "")
    announce(*news.split("\n"), asked=session.presses(_NEWS), place="news")


def _note_news(news: str) -> None:
    st.session_state[_NEWS] = news
    session.note_press(_NEWS)


def _check(number: int, exercise: Exercise, attempt: Attempt, key: str) -> None:
    session.clear_warnings()
    attempt.text = str(st.session_state.get(key) or "")
    attempt.grade = grade = exercise.grade(attempt.text)
    attempt.missed += grade.readable and not grade.right
    seen = attempt.opened or _all_solutions()
    attempt.solved_alone = attempt.solved_alone or (grade.right and not seen)
    hint = "\nA hint is below" if _has_hint(attempt) else ""
    _note_news(f"{number}. {TITLES[exercise.kind]}. {grade.message}{hint}")


def _has_hint(attempt: Attempt) -> bool:
    """Whether a hint stands below an exercise."""
    seen = attempt.opened or _all_solutions()
    solved = attempt.grade is not None and attempt.grade.right
    return (
        attempt.missed > 0 and not solved and (session.restrictions().locks_solutions() or not seen)
    )


def _all_solutions() -> bool:
    """Whether the page shows all solutions."""
    return bool(lab().values["solutions"]) and not session.restrictions().locks_solutions()


def _toggle_solution(exercise: Exercise, attempt: Attempt) -> None:
    attempt.opened = not attempt.opened
    shown = f"The solution is below. {_answer_is(exercise)}: {exercise.shown_answer}"
    _note_news(shown if attempt.opened else "The solution is hidden")


def _show_grade(grade: Grade) -> None:
    message = in_markdown(grade.message)
    if grade.right:
        st.success(message, icon=":material/check:")
    elif grade.readable:
        st.warning(message, icon=":material/close:")
    else:
        st.info(message, icon=":material/help:")


def in_markdown(message: str) -> str:
    r"""Write a message of several lines with all but the first as a list.

    Examples
    --------
    >>> print(in_markdown("Two things\nThe first\nThe second"))
    Two things
    - The first
    - The second
    """
    return "\n- ".join(escape_markdown(line) for line in message.split("\n"))


def _answer_is(exercise: Exercise) -> str:
    return "One right answer" if exercise.explain_miss is not None else "The answer"


def _show_solution(exercise: Exercise) -> None:
    show_text(f"{_answer_is(exercise)}: **{escape_markdown(exercise.shown_answer)}**")
    show_text("\n".join(_list_item(line) for line in exercise.solution))
    formulas = " ".join(line.symbols + line.substituted for line in exercise.solution)
    if signs := rounding_signs(formulas):
        show_caption(f"{'; '.join(signs)}.")
    if exercise.groups is None:
        target = ""
        layer = "a depthwise layer with these channels" if exercise.connections else "this layer"
        label = f"Watch {layer} in the sliding window"
    else:
        target = "comparison"
        kind = (
            "standard convolution"
            if exercise.groups == 1
            else f"convolution in {exercise.groups} groups"
        )
        label = f"Watch a {kind} with these channels, beside the depthwise one"
    page_link(target, label, ":material/play_circle:", solution_link(exercise))


def _list_item(line: Formula) -> str:
    return f"- {line.label}  \n  ${line.symbols}$ ${line.substituted}$"


def solution_link(exercise: Exercise) -> dict[str, str]:
    """The parameters that open the animation at the step that shows the solution.

    That of the sliding window; where a layer is not depthwise, that of the comparison.

    Examples
    --------
    >>> from dwconv.ui.parameters.links import read_link
    >>> link = solution_link(sheet(4, 2)[2])
    >>> link["pad"], link["step"], read_link(link)[1]
    ('same', '56', [])
    """
    values = defaults() | values_of(exercise.spec) | {"seed": exercise.seed}
    page = ""
    if exercise.groups is not None:
        page = "comparison"
        values |= {"beside": "conv2d", "g": exercise.groups}
    return write_link(values, page) | write_moment({"step": exercise.step})


def _show_tables(tables: tuple[Table, ...]) -> None:
    # Those of one size, the channels of an input or the filters, stay together where a line has to break.
    alike = (map(_table, some) for _, some in groupby(tables, lambda table: table.values.shape))
    groups = "".join(f'<div class="exercise-tables">{"".join(some)}</div>' for some in alike)
    st.html(f'<div class="exercise-tables">{groups}</div>')


def _table(table: Table) -> str:
    """HTML of a table of values as a grid of cells, with headers that only screen readers get.

    Examples
    --------
    >>> from numpy import array
    >>> for part in _table(Table("input", array([[5]]))).split("<tr>"):
    ...     print(part.replace("dw-unseen", "d"))
    <table><caption>input</caption>
    <th scope="col"><span class="d">row</span></th><th scope="col"><span class="d">column 0</span></th></tr>
    <th scope="row"><span class="d">row 0</span></th><td>5</td></tr></table>
    """
    header = _header("col", "row") + "".join(
        _header("col", f"column {column}") for column in range(table.values.shape[1])
    )
    rows = "".join(
        f"<tr>{_header('row', f'row {number}')}"
        f"{''.join(f'<td>{with_words(with_minus(value))}</td>' for value in row)}</tr>"
        for number, row in enumerate(table.values.tolist())
    )
    title = escape(table.title)
    if table.heard:
        title = (
            f'<span aria-hidden="true">{title}</span>'
            f'<span class="dw-unseen">{escape(table.heard)}</span>'
        )
    return f"<table><caption>{title}</caption><tr>{header}</tr>{rows}</table>"


def _header(scope: str, words: str) -> str:
    return f'<th scope="{scope}"><span class="dw-unseen">{words}</span></th>'
