"""Functions that read one fact from the answers to a claim's questions, such as the output's shape.

In all of them `at` is the index of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dwconv.teaching.claims.claim import Answer

Reading = Callable[[Sequence[Answer]], object]

ERROR = "an error"
OUTPUT = "an output"


def output_shape(at: int = 0) -> Reading:
    """Read the shape of an output."""
    return lambda answers: answers[at].shape


def output_channels(at: int = 0) -> Reading:
    """Read how many channels an output has."""
    return lambda answers: _axis(answers[at], -1)


def output_width(at: int) -> Reading:
    """Read how wide an output is."""
    return lambda answers: _axis(answers[at], 2)


def _axis(answer: Answer, axis: int) -> int | str:
    return ERROR if answer.output is None else int(answer.output.shape[axis])


def channels_modulo_3(at: int) -> Reading:
    """Read what is left over when an output's channels are divided by 3."""

    def remainder(answers: Sequence[Answer]) -> object:
        channels = _axis(answers[at], -1)
        return channels % 3 if isinstance(channels, int) else channels

    return remainder


def nonzero_channels(answers: Sequence[Answer]) -> object:
    """Read which channels of the first output hold something else than 0."""
    return answers[0].nonzero_channels


def accepted(at: int = 0) -> Reading:
    """Read whether a call gave an output or an error."""
    return lambda answers: ERROR if answers[at].output is None else OUTPUT


def macs(kind: str, at: int = 0) -> Reading:
    """Read the MACs of one kind of layer, "depthwise" or "standard"."""
    return lambda answers: answers[at].macs(kind)
