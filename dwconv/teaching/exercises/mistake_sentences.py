"""Mistakes that students make: what a student is told about each, and the wrong answers they give."""

from __future__ import annotations

from dataclasses import dataclass

WholeNumbers = tuple[int, ...]
MistakeResults = list[tuple[str, WholeNumbers | None]]
"""Mistakes by name, each with the answer that it gives; None where it gives none."""

MISTAKES: dict[str, str] = {
    "padding forgotten": "You get that if you leave out the padding.",
    "padding counted twice": "You get that if you count the padding twice.",
    "padded as SAME": "You get that if you pad as for SAME.",
    "one side padded": "You get that if you count only the padding before the input, not the padding after it.",
    "rounded up": "You get that if you round the division up; round it down, because a window that does not fit is left out.",
    "rounded down": "You get that if you round the division down; SAME rounds it up.",
    "one too few": "You get that if you forget the + 1: the first window counts, too.",
    "stride ignored": "You get that if the window moves by 1 instead of by the stride.",
    "stride swapped": "You get that if you swap the two strides: the first one goes down, the second one across.",
    "dilation ignored": "You get that if you forget the dilation: a kernel of K then spans e = (K−1)·d + 1, not K.",
    "dilation swapped": "You get that if you swap the two dilations: the first one goes down, the second one across.",
    "space after the last tap": "You get that if you count the space after the last tap, too: the window ends at its last tap.",
    "last tap forgotten": "You get that if you forget the + 1: the last tap counts, too.",
    "space too wide": "You get that if you leave d pixels between two taps; it is d − 1, because d is the step from tap to tap.",
    "kernel swapped": "You get that if you swap the kernel's height and width.",
    "axes swapped": "You get that if you swap height and width.",
    "multiplier forgotten": "You get that if you forget the multiplier M.",
    "channels forgotten": "You get that if you forget the input channels C.",
    "channels first": "You get that if you write the channels first; here they come last.",
    "channels added": "You get that if you add C and M; multiply them.",
    "odd pixel before": "You get that if you put the odd row or column before the input; TensorFlow puts it after.",
    "half a kernel": "You get that if you pad half a kernel on every side; SAME adds only what its windows need.",
    "all before": "You get that if you put all of it before the input.",
    "all after": "You get that if you put all of it after the input.",
    "flipped": "You get that if you turn the kernel by 180°: mathematics does so in a convolution, this op does not.",
    "position swapped": "You get that if you swap row and column of the output.",
    "counted from one": "You get that if you count from 1; here the first is number 0.",
    "order": "You get that if you swap k and q in the index: it is k·M + q, not q·C + k.",
    "channels summed": "You get that if you add up all channels, as a standard convolution does.",
    "exchanged": "You get that if you swap k and q in the answer.",
    "other channel": "You get that if you take another input channel, with its own filter.",
    "other channel's filter": "You get that if you take the right input channel, but the filter of another channel.",
    "other filter": "You get that if you take the right input channel, but another one of its filters.",
    "product left out": "You get that if you leave out one of the products.",
    "sign of a product": "You get that if one of the products has the wrong sign: minus times minus is plus.",
    "signs ignored": "You get that if you leave out the minus signs.",
    "flops": "You get that if you count FLOPs; a MAC is two of them.",
    "standard": "You get that if you count a standard layer with the same number of outputs, where every output uses every input channel.",
    "input size": "You get that if you take the size of the input; take the size of the output.",
    "one side of the kernel": "You get that if you take one side of the kernel; take height times width.",
    "taps forgotten": "You get that if you count the output values; each of them takes a product for every tap.",
    "padding left out": "You get that if you leave out the taps on padding; here they count.",
    "parameters": "You get that if you count the parameters; the question asks for MACs.",
    "MACs": "You get that if you count the MACs; the question asks for parameters.",
    "with bias": "You get that if you count a bias for every output channel; there is none here.",
    "too early": "That line is right. The mistake is further down.",
    "too late": "That line follows from the lines above it without a mistake. The mistake is further up.",
    "one channel each": "Follow the lines to one output: they come from only one input.",
    "every channel": "Follow the lines to one output: they come from every input.",
    "some channels": "Follow the lines to one output: they come from more than one input, but not "
    "from all.",
}
"""What a student is told about each mistake, as a whole sentence, by the mistake's name."""

MISTAKES_OF_ORDER = frozenset({"channels first"})
"""Mistakes in the order of the numbers: looked for only in whole answers, not in single numbers."""


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer that is known, and the mistakes that lead to it."""

    answer: WholeNumbers
    mistakes: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """What went wrong, as a sentence; of several mistakes each has a line of its own.

        Examples
        --------
        >>> print(WrongAnswer((1,), ("all before",)).explanation)
        You get that if you put all of it before the input.
        >>> print(WrongAnswer((1,), ("all before", "stride ignored")).explanation)
        More than one mistake gives that:
        You get that if you put all of it before the input.
        You get that if the window moves by 1 instead of by the stride.
        """
        sentences = [MISTAKES[mistake] for mistake in self.mistakes]
        if len(sentences) == 1:
            return sentences[0]
        return "\n".join(["More than one mistake gives that:", *sentences])


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
