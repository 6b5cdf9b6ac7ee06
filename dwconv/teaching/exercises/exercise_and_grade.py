"""What an exercise is made of, and how an answer is graded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dwconv.costs.latex_formulas import Formula
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.mistake_sentences import (
    MISTAKES,
    MISTAKES_OF_ORDER,
    WholeNumbers,
    WrongAnswer,
)
from dwconv.teaching.exercises.read_answers import SHAPE, read_whole


@dataclass(frozen=True, eq=False)
class Table:
    """A few whole numbers to show, such as one channel of the input.

    Attributes
    ----------
    title : str
    values : ndarray
    heard : str
        The title in words, where it is code.
    """

    title: str
    values: npt.NDArray[np.int64]
    heard: str = ""


@dataclass(frozen=True)
class Grade:
    """The grade of an answer, and the message to the student.

    Attributes
    ----------
    right : bool
    readable : bool
        Whether it could be read: what cannot is not counted as wrong.
    message : str
        A sentence or two for the student, in plain text. Further lines are the items of a list.
    """

    right: bool
    readable: bool
    message: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """One question with its answer.

    Attributes
    ----------
    kind, level
        A key of `dwconv.teaching.exercises.KINDS`, and 1 to 3.
    question : str
        In words and numbers; plain text.
    names : tuple of str
        What the numbers of the answer are called, in order.
    answer : tuple of int
    wrong_answers : tuple of WrongAnswer
        MistakeResults answers that say where they parted from the right one.
    hint : str
    solution : tuple of Formula
    spec : ConvSpec
        The layer that shows it, with the numbers of `seed`.
    step : int
        The window at which to look, in reading order.
    seed : int
    words : tuple of str
        If not empty, the answer is one of these, by its index.
    tables : tuple of Table
    connections : tuple of (int, int)
        Which input channel feeds which output channel, for the picture.
    lines : tuple of Formula
        A derivation to be checked.
    groups : int, optional
        Number of channel groups, if the layer of the answer is not depthwise; 1 is the standard
        convolution.
    explain_miss : callable
        For a question with many right answers: says in a sentence what an answer gives instead;
        an empty one if the answer is right.
    """

    kind: str
    level: int
    question: str
    names: tuple[str, ...]
    answer: WholeNumbers
    wrong_answers: tuple[WrongAnswer, ...]
    hint: str
    solution: tuple[Formula, ...]
    spec: ConvSpec
    step: int = 0
    seed: int = 0
    words: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    connections: tuple[tuple[int, int], ...] = ()
    lines: tuple[Formula, ...] = ()
    groups: int | None = None
    explain_miss: Callable[[WholeNumbers], str] | None = field(default=None, repr=False)

    @cached_property
    def shown_answer(self) -> str:
        """The right answer, or one of them, as one would write it."""
        return self.written(self.answer)

    def written(self, answer: WholeNumbers) -> str:
        """An answer as one would write it."""
        if self.words:
            return self.words[answer[0]]
        if len(answer) == 1:
            return f"{answer[0]:,}".replace("-", "−")
        if self.names == SHAPE:
            return "×".join(str(number) for number in answer)
        return ", ".join(
            f"{name} {number}" for name, number in zip(self.names, answer, strict=True)
        )

    def grade(self, text: str) -> Grade:
        """Judge what was typed, or which word was chosen.

        Parameters
        ----------
        text : str
            Anything: what cannot be read gets a sentence, too.

        Returns
        -------
        Grade
        """
        if self.words:
            chosen = text.strip().lower()
            if chosen not in self.words:
                return Grade(False, False, f"Choose one of these: {', '.join(self.words)}.")
            return self._judge((self.words.index(chosen),))
        numbers, complaint = read_whole(text, self.names)
        return Grade(False, False, complaint) if complaint else self._judge(numbers)

    def _judge(self, given: WholeNumbers) -> Grade:
        written = self.written(given)
        if self.explain_miss is not None:
            gives = self.explain_miss(given)
            return Grade(not gives, True, gives or f"Right: {written}.")
        if given == self.answer:
            return Grade(True, True, f"Right: {written}.")
        for wrong in self.wrong_answers:
            if wrong.answer == given:
                return Grade(False, True, f"Not {written}. {wrong.explanation}")
        return Grade(False, True, f"Not {written}. {self._by_parts(given)}")

    def _by_parts(self, given: WholeNumbers) -> str:
        """Explain number by number an answer that no single mistake gives."""
        nothing = "I don't recognise that mistake."
        if self.words or self.lines:
            return nothing
        if len(given) == 1:
            (number,), (answer,) = given, self.answer
            if number == -answer:
                return "Only its sign is wrong."
            size = "It is too large." if number > answer else "It is too small."
            return f"{size} {nothing}"
        pairs = list(zip(self.names, given, self.answer, strict=True))
        right = [name for name, number, answer in pairs if number == answer]
        wrong = [f"{name} {number}" for name, number, answer in pairs if number != answer]
        causes = []
        for index, (name, number, answer) in enumerate(pairs):
            mistakes = [
                mistake
                for known in self.wrong_answers
                if known.answer[index] == number
                for mistake in known.mistakes
                if mistake not in MISTAKES_OF_ORDER
            ]
            if number != answer and len(mistakes) == 1:
                which = f"{name} {number}: " if len(wrong) > 1 else ""
                causes.append(f"{which}{MISTAKES[mistakes[0]]}")
        so_far = f"Right so far: {listed(right)}. " if right else ""
        beginning = f"{so_far}Not right: {listed(wrong)}."
        return ("\n" if len(causes) > 1 else " ").join([beginning, *(causes or [nothing])])
