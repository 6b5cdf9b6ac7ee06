"""Mistakes that students make: what a student is told about each, and the wrong answers they give."""

from __future__ import annotations

from dataclasses import dataclass

WholeNumbers = tuple[int, ...]
MistakeResults = list[tuple[str, WholeNumbers | None]]
"""Mistakes by name, each with the answer that it gives; None where it gives none."""

MISTAKES: dict[str, str] = {
    "padding forgotten": "you leave out the padding",
    "padding counted twice": "you count the padding twice",
    "padded as SAME": "you pad as for SAME",
    "one side padded": "you count only the padding before the input, not the padding after it",
    "rounded up": "you round the division up; round it down, because a window that does not fit is "
    "left out",
    "rounded down": "you round the division down; SAME rounds it up",
    "one too few": "you forget the + 1: the first window counts, too",
    "stride ignored": "the window moves by 1 instead of by the stride",
    "stride swapped": "you swap the two strides: the first one goes down, the second one across",
    "dilation ignored": "you forget the dilation: a kernel of K then spans e = (K−1)·d + 1, not K",
    "dilation swapped": "you swap the two dilations: the first one goes down, the second one across",
    "kernel swapped": "you swap the kernel's height and width",
    "axes swapped": "you swap height and width",
    "multiplier forgotten": "you forget the multiplier M",
    "channels forgotten": "you forget the input channels C",
    "channels first": "you write the channels first; here they come last",
    "channels added": "you add C and M; multiply them",
    "odd pixel before": "you put the odd row or column before the input; TensorFlow puts it after",
    "half a kernel": "you pad half a kernel on every side; SAME adds only what its windows need",
    "all before": "you put all of it before the input",
    "all after": "you put all of it after the input",
    "flipped": "you turn the kernel by 180°: mathematics does so in a convolution, this op does not",
    "position swapped": "you swap row and column of the output",
    "counted from one": "you count from 1; here the first is number 0",
    "order": "you swap k and q in the index: it is k·M + q, not q·C + k",
    "channels summed": "you add up all channels, as a standard convolution does",
    "exchanged": "you swap k and q in the answer",
    "other channel": "you take another input channel, with its own filter",
    "other channel's filter": "you take the right input channel, but the filter of another channel",
    "other filter": "you take the right input channel, but another one of its filters",
    "product left out": "you leave out one of the products",
    "sign of a product": "one of the products has the wrong sign: minus times minus is plus",
    "signs ignored": "you leave out the minus signs",
    "flops": "you count FLOPs; a MAC is two of them",
    "standard": "you count a standard layer with the same number of outputs, where every output uses every "
    "input channel",
    "input size": "you take the size of the input; take the size of the output",
    "one side of the kernel": "you take one side of the kernel; take height times width",
    "padding left out": "you leave out the taps on padding; here they count",
    "parameters": "you count the parameters; the question asks for MACs",
    "MACs": "you count the MACs; the question asks for parameters",
    "with bias": "you count a bias for every output channel; there is none here",
}
"""What is done in a mistake, by the mistake's name: the end of "You get that if ..."."""

MISTAKES_OF_ORDER = frozenset({"channels first"})
"""Mistakes in the order of the numbers: looked for only in whole answers, not in single numbers."""

WHOLE_SENTENCES: dict[str, str] = {
    "too early": "That line is right. The mistake is further down.",
    "too late": "That line follows from the lines above it without a mistake. The mistake is further up.",
    "one channel each": "Follow the lines to one output: they come from only one input.",
    "every channel": "Follow the lines to one output: they come from every input.",
    "some channels": "Follow the lines to one output: they come from more than one input, but not "
    "from all.",
}
"""What is told about mistakes that need a sentence of their own."""


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer that is known, and the mistakes that lead to it."""

    answer: WholeNumbers
    mistakes: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """What went wrong, as a sentence; several mistakes are a line each of it.

        Examples
        --------
        >>> print(WrongAnswer((1,), ("all before",)).explanation)
        You get that if you put all of it before the input.
        >>> print(WrongAnswer((1,), ("all before", "stride ignored")).explanation)
        You get that
        if you put all of it before the input
        or if the window moves by 1 instead of by the stride.
        """
        if self.mistakes[0] in WHOLE_SENTENCES:
            return WHOLE_SENTENCES[self.mistakes[0]]
        between = " " if len(self.mistakes) == 1 else "\n"
        causes = "\nor if ".join(MISTAKES[mistake] for mistake in self.mistakes)
        return f"You get that{between}if {causes}."


def wrong_answers(right: WholeNumbers, results: MistakeResults) -> tuple[WrongAnswer, ...]:
    """Sort mistakes by the answer that they give; one that gives the right answer is left out.

    Parameters
    ----------
    right : tuple of int
    results : list of (mistake, answer)
        The answer is None where a mistake leads nowhere.

    Returns
    -------
    tuple of WrongAnswer
        No two with the same answer, none with the right one.

    Examples
    --------
    >>> wrong_answers((2,), [("flops", (4,)), ("standard", (2,)), ("input size", (4,))])
    (WrongAnswer(answer=(4,), mistakes=('flops', 'input size')),)
    """
    merged: dict[WholeNumbers, list[str]] = {}
    for mistake, answer in results:
        if answer is not None and answer != right and mistake not in merged.get(answer, ()):
            merged.setdefault(answer, []).append(mistake)
    return tuple(WrongAnswer(answer, tuple(mistakes)) for answer, mistakes in merged.items())
