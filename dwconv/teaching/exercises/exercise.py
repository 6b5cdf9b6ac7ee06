"""One exercise: what is asked, what is right, and what each likely mistake would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dwconv.costs.formulas import Formula
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.reading import SHAPE, Numbers, listed, read

Whole = tuple[int, ...]

# What a mistake is called, and what is done in it: the end of "That is what comes out if ...".
MISTAKES: dict[str, str] = {
    "padding forgotten": "the padding is left out",
    "padded as SAME": "the input is padded as for SAME",
    "one side padded": "only the padding before the input is counted, not the one after it",
    "rounded up": "the division is rounded up, though a window that does not fit is left out",
    "rounded down": "the division is rounded down, though SAME rounds it up",
    "one too few": "the + 1 is forgotten: the first window needs no step",
    "stride ignored": "the window moves by 1, whatever the stride",
    "stride swapped": "the strides are on the wrong axes: the first is the vertical one",
    "dilation ignored": "k stands where the effective kernel e = (k−1)·d + 1 belongs",
    "dilation swapped": "the dilations are on the wrong axes: the first is the vertical one",
    "kernel swapped": "the kernel's height and width are exchanged",
    "axes swapped": "height and width are exchanged",
    "multiplier forgotten": "the multiplier M is forgotten",
    "channels forgotten": "the input channels C are forgotten",
    "channels added": "C and M are added, not multiplied",
    "odd pixel before": "the odd pixel goes before the input; TensorFlow puts it after",
    "half a kernel": "half a kernel goes on every side, whatever the stride and the size need",
    "all before": "all of it goes before the input",
    "all after": "all of it goes after the input",
    "flipped": "the kernel is turned round: that is convolution in the sense of mathematics, and "
    "the op is correlation",
    "position swapped": "row and column of the output are exchanged",
    "counted from one": "things are counted from 1; here the first is 0",
    "order": "k and q are exchanged in the index: it is k·M + q, not q·C + k",
    "channels summed": "all channels are summed up, as in a standard convolution",
    "exchanged": "k and q are exchanged in the answer",
    "flops": "FLOPs are counted, two for each MAC",
    "standard": "a standard layer with as many outputs is counted: there every output meets every "
    "input channel",
    "input size": "the input's size is taken; the kernel is applied once for each output position",
    "one side of the kernel": "one side of the kernel is taken, not its area",
    "padding left out": "taps on padding are left out; the convention here counts them",
    "parameters": "the parameters are counted, and MACs were asked for",
    "MACs": "the MACs are counted, and parameters were asked for",
    "with bias": "a bias for every output channel is counted, and the kernels alone were asked for",
}

# Mistakes that are sentences of their own.
NOTES: dict[str, str] = {
    "too early": "That line is right; the mistake is further down.",
    "too late": "That line follows from the lines above it; the mistake is further up.",
    "one channel each": "Follow the lines to one output: they come from a single input.",
    "every channel": "Follow the lines to one output: they come from every input.",
    "some channels": "Follow the lines to one output: they come from more than one input, but not "
    "from all.",
}


@dataclass(frozen=True)
class Slip:
    """A wrong answer that is known, and the mistakes that lead to it."""

    answer: Whole
    mistakes: tuple[str, ...]

    @property
    def says(self) -> str:
        """What went wrong, as a sentence; several mistakes are a line each of it.

        Examples
        --------
        >>> print(Slip((1,), ("all before",)).says)
        That is what comes out if all of it goes before the input.
        >>> print(Slip((1,), ("all before", "stride ignored")).says)
        That is what comes out
        if all of it goes before the input
        or if the window moves by 1, whatever the stride.
        """
        if self.mistakes[0] in NOTES:
            return NOTES[self.mistakes[0]]
        between = " " if len(self.mistakes) == 1 else "\n"
        causes = "\nor if ".join(MISTAKES[mistake] for mistake in self.mistakes)
        return f"That is what comes out{between}if {causes}."


def slips(right: Whole, wrong: Iterable[tuple[str, Whole | None]]) -> tuple[Slip, ...]:
    """Sort out what mistakes give: those that give the right answer tell nothing.

    Parameters
    ----------
    right : tuple of int
    wrong : iterable of (mistake, answer)
        The answer is None where a mistake leads nowhere.

    Returns
    -------
    tuple of Slip
        No two with the same answer, none with the right one.

    Examples
    --------
    >>> slips((2,), [("flops", (4,)), ("standard", (2,)), ("input size", (4,))])
    (Slip(answer=(4,), mistakes=('flops', 'input size')),)
    """
    merged: dict[Whole, list[str]] = {}
    for mistake, answer in wrong:
        if answer is not None and answer != right:
            merged.setdefault(answer, []).append(mistake)
    return tuple(Slip(answer, tuple(mistakes)) for answer, mistakes in merged.items())


@dataclass(frozen=True, eq=False)
class Table:
    """A few whole numbers to show, such as one channel of the input."""

    title: str
    values: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Grade:
    """What an answer is worth.

    Attributes
    ----------
    right : bool
    readable : bool
        Whether it could be read: what cannot is not counted as wrong.
    says : str
        A sentence or two for the student, in plain text. Further lines are the items of a list.
    """

    right: bool
    readable: bool
    says: str


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
    slips : tuple of Slip
        Wrong answers that say where they parted from the right one.
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
    wires : tuple of (int, int)
        Which input channel feeds which output channel, for the picture.
    lines : tuple of Formula
        A derivation to be checked.
    groups : int, optional
        In how many groups the channels are dealt out, if the layer of the answer is no depthwise
        one; 1 is the standard convolution.
    works : callable
        For a question with many right answers: what an answer gives instead, as a sentence that is
        empty if it works.
    """

    kind: str
    level: int
    question: str
    names: tuple[str, ...]
    answer: Whole
    slips: tuple[Slip, ...]
    hint: str
    solution: tuple[Formula, ...]
    spec: ConvSpec
    step: int = 0
    seed: int = 0
    words: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    wires: tuple[tuple[int, int], ...] = ()
    lines: tuple[Formula, ...] = ()
    groups: int | None = None
    works: Callable[[Whole], str] | None = field(default=None, repr=False)

    @cached_property
    def shown_answer(self) -> str:
        """The right answer, or one of them, as one would write it."""
        return self.written(self.answer)

    def written(self, answer: Whole) -> str:
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
        numbers, complaint = read(text, self.names)
        if complaint:
            return Grade(False, False, complaint)
        if any(number.denominator != 1 for number in numbers):
            asked = f"Here {listed(self.names)} must be whole."
            if len(numbers) == 1 and "." in text:  # 1.152 may be meant as more than a thousand
                asked += " A point is read as a decimal point; a thousand is 1,000 or 1000."
            return Grade(False, False, asked)
        return self._judge(_whole(numbers))

    def _judge(self, given: Whole) -> Grade:
        written = self.written(given)
        if self.works is not None:
            gives = self.works(given)
            return Grade(not gives, True, gives or f"Right: {written}.")
        if given == self.answer:
            return Grade(True, True, f"Right: {written}.")
        for slip in self.slips:
            if slip.answer == given:
                return Grade(False, True, f"Not {written}. {slip.says}")
        return Grade(False, True, f"Not {written}. {self._by_parts(given)}")

    def _by_parts(self, given: Whole) -> str:
        """What can be said of an answer that no single mistake gives."""
        nothing = "No single mistake that is known here gives that."
        if len(given) == 1:
            return nothing
        pairs = list(zip(self.names, given, self.answer, strict=True))
        right = [name for name, mine, answer in pairs if mine == answer]
        causes = []
        for index, (name, mine, answer) in enumerate(pairs):
            mistakes = [
                mistake
                for slip in self.slips
                if slip.answer[index] == mine
                for mistake in slip.mistakes
            ]
            if mine != answer and len(mistakes) == 1:
                causes.append(f"For {name}, {mine} comes out if {MISTAKES[mistakes[0]]}.")
        so_far = [f"Right so far: {listed(right)}."] if right else []
        if len(causes) > 1:
            return "\n".join([*so_far, *causes] if so_far else ["One by one:", *causes])
        return " ".join([*so_far, *causes]) or nothing


def _whole(numbers: Numbers) -> Whole:
    return tuple(int(number) for number in numbers)
