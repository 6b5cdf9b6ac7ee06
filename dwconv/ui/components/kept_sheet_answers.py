"""A sentence about the answers of an exercise sheet, which the browser's tab keeps over a reload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from dwconv.player.component import do_nothing
from dwconv.teaching.exercises.read_answers import LONGEST
from dwconv.ui.components.mount_component import component

KEY = "kept-answers"
"""Of the session. ``st.session_state[KEY]`` has what the browser sends: see `read_kept`."""

_HTML = "<p></p>\n"


class Kept(TypedDict):
    """One answer as the browser keeps it.

    Attributes
    ----------
    text : str
        The last answer.
    missed : int
        Wrong answers so far.
    opened, solved : bool
        Whether the solution is shown, and whether the right answer came before it.
    """

    text: str
    missed: int
    opened: bool
    solved: bool


def kept_sheet_answers(sheet: str, answers: Mapping[str, Kept], *, alone: bool = False) -> None:
    """Let the tab keep the answers, and send those that this session does not know.

    They stand in the browser's ``sessionStorage``: they end with the tab, and only a page of the
    lab that asks for the same sheet gets them.

    Parameters
    ----------
    sheet : str
        Which sheet they belong to.
    answers : mapping of str to Kept
        By the number of the exercise.
    alone : bool, optional
        Whether the tab keeps these alone and forgets others that it has of this sheet.
    """
    data = {"sheet": sheet, "answers": dict(answers), "alone": alone}
    component("kept_sheet_answers", _HTML)(key=KEY, data=data, on_kept_change=do_nothing)


def read_kept(state: Any, sheet: str) -> dict[str, Kept]:
    """The answers to this sheet that the browser sent, without what is no answer.

    Examples
    --------
    >>> one = {"text": "6x6", "missed": 1, "opened": False, "solved": False}
    >>> read_kept({"kept": {"sheet": "2-7-2", "answers": {"1": one, "2": "?"}}}, "2-7-2") == {"1": one}
    True
    >>> read_kept({"kept": {"sheet": "2-7-2", "answers": {"1": one}}}, "2-8-2")
    {}
    """
    sent = state.get("kept") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or sent.get("sheet") != sheet:
        return {}
    answers = sent.get("answers")
    if not isinstance(answers, Mapping):
        return {}
    return {
        str(number): Kept(
            text=one["text"], missed=one["missed"], opened=one["opened"], solved=one["solved"]
        )
        for number, one in answers.items()
        if isinstance(one, Mapping) and _is_answer(one)
    }


def _is_answer(one: Mapping[str, Any]) -> bool:
    text, missed = one.get("text"), one.get("missed")
    return (
        isinstance(text, str)
        and 0 < len(text) <= LONGEST
        and type(missed) is int
        and 0 <= missed < 10**6
        and all(type(one.get(name)) is bool for name in ("opened", "solved"))
    )
