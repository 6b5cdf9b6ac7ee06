"""A question to a class: what students see of it, the right answer, and the mistakes that are known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["number", "shape", "cells", "choice", "fields"]

ASKED_IN_WORDS = -2
"""In place of a window: the number that is asked for is no value of the picture; as in player_model.js."""

ASKED_FOR_OUTPUT = -3
"""In place of a window: how large the output of the picture is; as in player_model.js."""


@dataclass(frozen=True)
class ClassQuestion:
    """A question with its answer, in the forms of `dwconv.classroom.answers.read_answer`.

    Attributes
    ----------
    kind : str
        "number", "shape", "cells" of the input that are chosen in the picture, "choice", or
        "fields": several whole numbers with names.
    text : str
        Plain text.
    right : Any
        The right answer as `read_answer` returns it; None where none is right, as in a poll.
    mistakes : tuple of (answer, sentence)
        Wrong answers that are known, and what leads to them.
    solution : tuple of str
        How the right answer comes about, one sentence each.
    choices, fields, names : tuple of str
        The choices; the names of the fields; the names of a number or of a shape's numbers.
    lane : int
        The channel whose cells are chosen.
    look : bool
        Whether students may look around while it is open: not where the picture has the answer.
    moment : mapping
        "unit", "step" and "lane" of the moment that shows the answer, if the picture does. Such a
        question is put away with its picture; every other one says in words what it is about.
    hides_from : int or None
        The first window whose value gives the answer: the picture stops before it until the answer
        is shown.
    hides_output : bool
        Whether the picture's output gives the answer by its size: it is a "?" until the answer is shown.
    about_layer : bool
        Whether it is about numbers of the layer that the class sees: answers are no longer taken once
        the class sees another layer.
    exercise : tuple
        Seed, kind, level and number of the exercise that it was made from, if any.
    """

    kind: Kind
    text: str
    right: Any = None
    mistakes: tuple[tuple[Any, str], ...] = ()
    solution: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lane: int = 0
    look: bool = True
    moment: Mapping[str, Any] = field(default_factory=dict)
    hides_from: int | None = None
    hides_output: bool = False
    about_layer: bool = False
    exercise: tuple[Any, ...] = ()

    def public(self) -> dict[str, Any]:
        """Return what students get: nothing of the answer.

        Of a value to come they get the number of its window, so that a page can say what it multiplies
        to whoever does not see the picture.

        Examples
        --------
        >>> ClassQuestion("choice", "Fine?", choices=("yes", "no")).public()
        {'kind': 'choice', 'text': 'Fine?', 'look': True, 'choices': ('yes', 'no')}
        """
        given: dict[str, Any] = {"kind": self.kind, "text": self.text, "look": self.look}
        for name in ("choices", "fields", "names"):
            if value := getattr(self, name):
                given[name] = value
        if self.kind == "cells":
            given["lane"] = self.lane
        elif self.window != -1:
            given["window"] = self.window
        return given

    @property
    def window(self) -> int:
        """The window whose value is asked for, or a number below 0 as in ``askAbout`` of a player.

        Examples
        --------
        >>> ClassQuestion("shape", "The output's shape?", hides_output=True).window
        -3
        """
        if self.hides_output:
            return ASKED_FOR_OUTPUT
        if self.hides_from is not None:
            return self.hides_from
        return ASKED_IN_WORDS if self.in_words else -1

    @property
    def in_words(self) -> bool:
        """Whether numbers are asked for that are no value of the picture, so that none there may look like one.

        Examples
        --------
        >>> ClassQuestion("number", "How many MACs?", "450").in_words
        True
        >>> ClassQuestion("number", "The next value?", "7", hides_from=3).in_words
        False
        """
        return self.kind in ("number", "shape", "fields") and self.hides_from is None

    def whole(self) -> dict[str, Any]:
        """Return all of it, as plain data for a store."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return kept

    @classmethod
    def from_whole(cls, kept: Mapping[str, Any]) -> ClassQuestion:
        """Return the question of what `whole` returned.

        Examples
        --------
        >>> question = ClassQuestion("choice", "Fine?", 0, ((1, "No."),), choices=("yes", "no"))
        >>> ClassQuestion.from_whole(question.whole()) == question
        True
        """
        values = dict(kept)
        for name in ("solution", "choices", "fields", "names", "exercise"):
            values[name] = tuple(values[name])
        values["mistakes"] = tuple((answer, sentence) for answer, sentence in values["mistakes"])
        return cls(**values)

    def written(self, answer: Any) -> str:
        """Return an answer as one would write it.

        Examples
        --------
        >>> ClassQuestion("number", "?").written("-1152"), ClassQuestion("shape", "?").written(["2", "3", "6"])
        ('−1,152', '2×3×6')
        >>> ClassQuestion("cells", "?").written([[0, 2], [0, 3], [1, 2], [1, 3]])
        'rows 0, 1, columns 2, 3'
        """
        if self.kind == "number":
            return f"{int(answer):,}".replace("-", "−")
        if self.kind == "shape":
            return "×".join(str(number) for number in answer)
        if self.kind == "choice":
            return self.choices[int(answer)]
        if self.kind == "fields":
            return ", ".join(f"{name} {answer[name]}" for name in self.fields)
        if not answer:
            return "no cell"
        rows, columns = (sorted(set(places)) for places in zip(*answer, strict=True))
        if len(answer) > 1 and len(answer) == len(rows) * len(columns):
            down, across = (", ".join(map(str, places)) for places in (rows, columns))
            in_rows = f"row {down}" if len(rows) == 1 else f"rows {down}"
            in_columns = f"column {across}" if len(columns) == 1 else f"columns {across}"
            return f"{in_rows}, {in_columns}"
        cells = ", ".join(f"({row}, {column})" for row, column in answer[:9])
        return cells if len(answer) <= 9 else f"{cells} and {len(answer) - 9} more"
