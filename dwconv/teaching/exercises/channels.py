"""Exercises about channels: where an output channel comes from, and which kind of layer it is."""

from __future__ import annotations

from dwconv.costs.latex_formulas import Formula
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.exercise_and_grade import Exercise
from dwconv.teaching.exercises.mistake_sentences import MistakeResults, wrong_answers
from dwconv.teaching.exercises.random_layers import step_of_window
from dwconv.teaching.exercises.random_stream import RandomStream


def where_from(channel: int, multiplier: int) -> tuple[Formula, Formula]:
    """Work out the input channel k and the filter q of an output channel.

    Examples
    --------
    >>> [line.result for line in where_from(5, 3)]
    [1, 2]
    """
    k, q = divmod(channel, multiplier)
    return (
        Formula(
            "input channel",
            r"k = \lfloor n / M \rfloor",
            rf"\lfloor {channel} / {multiplier} \rfloor",
            k,
        ),
        Formula("its filter", r"q = n - k \cdot M", rf"{channel} - {k} \cdot {multiplier}", q),
    )


_ORDER = "The M output channels of input channel 0 come first, then those of channel 1, and so on."
_HINT = {
    1: _ORDER,
    2: f"{_ORDER} The multiplier is M.",
    3: f"{_ORDER} In the filter's shape C is third and M is last.",
}


def ask_channel(random: RandomStream, level: int) -> Exercise:
    """Ask for the input channel and the filter of an output channel."""
    least, most = {1: (2, 3), 2: (2, 4), 3: (3, 4)}[level]
    while True:
        multiplier, channels = random.between(least, most), random.between(2, 3 + level)
        n = random.between(0, channels * multiplier - 1)
        k, q = divmod(n, multiplier)
        other_q, other_k = divmod(n, channels)
        wrong: MistakeResults = [
            ("order", (other_k, other_q)),
            ("exchanged", (q, k)),
            ("counted from one", (k + 1, q + 1)),
            ("counted from one", divmod(n - 1, multiplier) if n else None),
        ]
        found = wrong_answers((k, q), wrong)
        if (other_k, other_q) != (k, q) and k != q:
            break
    side = random.between(2, 3)
    spec = ConvSpec(5, 5, channels, (side, side), multiplier)
    output_channels = channels * multiplier
    given = {
        1: f"A depthwise layer has {channels} input channels and multiplier {multiplier}.",
        2: f"A depthwise layer has {output_channels} output channels and multiplier {multiplier}.",
        3: f"The filter of a depthwise layer has the shape {spec.filter_shape}.",
    }[level]
    return Exercise(
        kind="channel",
        level=level,
        question=f"{given} Output channel {n} is made from input channel k with the slice "
        "filter[:, :, k, q]. What are k and q? Count everything from 0.",
        names=("k", "q"),
        answer=(k, q),
        wrong_answers=found,
        hint=_HINT[level],
        solution=where_from(n, multiplier),
        spec=spec,
        step=step_of_window(spec, 0, 0, n),
    )


WORDS = "depthwise", "standard", "grouped"


def ask_kind(random: RandomStream, level: int) -> Exercise:
    """Ask for the kind of convolution, seen from lines between inputs and outputs."""
    # One channel would make all of them the same; with four there is a group between.
    channels = random.between(2, 4) if level == 1 else random.choice((4, 6))
    multiplier = 1 if level == 1 else random.between(1, 2)
    outputs = channels * multiplier
    known = WORDS[:2] if level == 1 else WORDS
    kind = random.choice(known)
    groups = {"depthwise": channels, "standard": 1, "grouped": 2}[kind]
    inputs_each, outputs_each = channels // groups, outputs // groups
    connections = tuple(
        (one, out)
        for out in range(outputs)
        for one in range(channels)
        if one // inputs_each == out // outputs_each
    )
    tells = "one channel each", "every channel", "some channels"
    fed = len(connections) // outputs
    return Exercise(
        kind="picture",
        level=level,
        question=f"There are {channels} input and {outputs} output channels. A line means: this output uses "
        "that input. Which kind of convolution is it?",
        names=("kind",),
        answer=(WORDS.index(kind),),
        wrong_answers=wrong_answers(
            (WORDS.index(kind),),
            [(tells[WORDS.index(kind)], (index,)) for index, _ in enumerate(known)],
        ),
        hint="Pick one output. How many inputs lead to it?",
        solution=(
            Formula(
                f"inputs that lead to one output, of {channels}",
                r"\text{lines} / \text{outputs}",
                rf"{len(connections)} / {outputs}",
                fed,
            ),
        ),
        spec=ConvSpec(6, 6, channels, multiplier=multiplier),
        words=known,
        groups=None if kind == "depthwise" else groups,
        connections=connections,
    )
