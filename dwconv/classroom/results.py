"""What the teacher gets of a class: counts, the histogram of the open question, and all as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

from dwconv.classroom.questions import ClassQuestion, histogram, reveal
from dwconv.classroom.room_state import Room, counts


def figures(room: Room) -> dict[str, Any]:
    """Return what the teacher's page shows beside the picture, as JSON.

    Examples
    --------
    >>> figures(Room("BCDFG", "", 0))["students"]
    0
    """
    asked = room.question
    shown: dict[str, Any] = {
        "version": room.version,
        **counts(room),
        "question": asked.id if asked else None,
        "open": bool(asked and asked.open),
        "revealed": bool(asked and asked.reveal is not None),
        "everywhere": bool(asked and asked.reveal is not None and asked.where == "everywhere"),
        "stop_after": None,
        "hides_window": False,
        "window": -1,
        "picture": room.picture,
        "mode": room.mode,
        "ended": room.ended,
        "ends": room.ends,
    }
    if asked:
        why_closed, text = asked.public.get("closed", ""), asked.public.get("text", "")
        shown["text"] = f"{why_closed} {text}".strip()
        shown["closed"] = asked.public.get("closed")
        shown["choices"] = asked.public.get("choices")
        shown["answers_until"] = asked.public.get("ends")
        if asked.whole.get("kind"):
            question = ClassQuestion.from_whole(asked.whole)
            shown["reveal"] = reveal(question, asked.answers)
            if asked.reveal is None:
                shown["hides_window"] = question.kind == "cells"
                shown["window"] = question.window
                if question.hides_from is not None:
                    shown["stop_after"] = question.hides_from - 1
    return shown


def as_csv(room: Room) -> str:
    """Return all questions with the counts of their answers, as CSV for a spreadsheet.

    A question that nobody answered has one line, too. A number has digits alone, as a spreadsheet reads it.
    A text that a spreadsheet would take for a formula begins with an apostrophe.

    Returns
    -------
    str
        Columns: number, question, answer, count, right ("yes", "no" or ""), mistake, students when asked,
        asked at (UTC), right answer.
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    columns = "number", "question", "answer", "count", "right", "mistake"
    write([*columns, "students when asked", "asked at (UTC)", "right answer"])
    for number, asked in enumerate(room.questions, 1):
        if not asked.whole.get("kind"):
            continue
        question = ClassQuestion.from_whole(asked.whole)
        then: tuple[object, str] = "", ""  # a class from before an update does not know it
        if asked.at:
            when = datetime.fromtimestamp(asked.at // 1000, UTC)
            then = asked.students, f"{when:%Y-%m-%d %H:%M:%S}"
        if question.kind == "number" or question.right is None:
            answer = question.right
        else:
            answer = _not_a_formula(question.written(question.right))
        after = *then, answer  # also where nobody gave it
        if not asked.answers and question.kind != "choice":
            write([number, _not_a_formula(question.text), "", 0, "", "", *after])
        for bar in histogram(question, asked.answers.values()):
            right = {True: "yes", False: "no", None: ""}[bar["right"]]
            texts = [question.text, bar["label"], bar.get("mistake", "")]
            text, label, mistake = (_not_a_formula(one) for one in texts)
            if question.kind == "number":
                label = json.loads(bar["key"])
            write([number, text, label, bar["count"], right, mistake, *after])
    return out.getvalue()


def _not_a_formula(text: str) -> str:
    return f"'{text}" if re.match(r"\s*[=+\-@\t\r＝＋－＠]", text) else text
