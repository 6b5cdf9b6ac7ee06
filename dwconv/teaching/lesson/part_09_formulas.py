"""Part 9 of the lesson: the index formulas of both kinds of layer."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part

# Row and column of the input have names of their own, so that no line breaks inside brackets.
_DEPTHWISE_FORMULA = (
    r"$\text{output}[b, i, j, k\,M + q] =$ $\sum_{d_i, d_j} {\text{input}[b, i', j', k]} \cdot "
    r"{\text{filter}[d_i, d_j, k, q]}$"
)
_STANDARD_FORMULA = (
    r"$\text{output}[b, i, j, k] =$ $\sum_{d_i, d_j, q} {\text{input}[b, i', j', q]} \cdot "
    r"{\text{filter}[d_i, d_j, q, k]}$"
)


def part() -> Part:
    """Build part 9 of the lesson."""
    spec = ConvSpec(4, 4, 2, multiplier=3)
    animation = Animation(spec, "conv2d", pages=("comparison",))
    c, m = spec.channels, spec.multiplier
    output_channels = spec.output_shape[3]
    k, q = 1, 2
    return Part(
        "Both index formulas",
        (
            Beat(
                f"{_DEPTHWISE_FORMULA}  \n*k* is one of C = {c} input channels, *q* one of its M = {m} filters. "
                "Row $i' = s_h i + r_h d_i$: position *i* times the stride *s*, plus filter row $d_i$ times the dilation *r*. The same holds for column $j'$. *b* is the number of the image.",
                animation,
                last=output_channels - 1,
                caption="Depthwise: output channel k·M + q is made from input channel k alone.",
            ),
            Beat(
                f"{_STANDARD_FORMULA}  \nHere *k* is one of N = {output_channels} **output** channels, and *q* is an input channel. The sum also runs over *q*: that mixes the channels.",
                animation,
                first=output_channels,
                last=2 * output_channels - 1,
                caption="conv2d: the sum also runs over all input channels q.",
            ),
            Beat(
                "So the formulas differ in three places: the output's index, the sum over *q*, and the filter's "
                f"last two axes, C and M {spec.filter_shape[2:]} against C and N {(c, output_channels)}.",
                animation,
                first=2 * output_channels,
                last=2 * output_channels,
                unit="tap",
                caption="The formulas differ in the output's index, in the sum, and in the filter's last axes.",
            ),
        ),
        f"M = {m}, k = {k}, q = {q}: which output channel of the depthwise layer is that?",
        f"k·M + q = {k}·{m} + {q} = {k * m + q}. In the formula of conv2d, k itself is the output channel.",
        form=AnswerForm(
            (k * m + q,),
            ("output channel",),
            wrong=(
                ((k,), "That is so in the formula of conv2d."),
                ((k * c + q,), f"k is multiplied by M = {m}, not by C = {c}."),
                ((q * m + k,), "You swapped k and q."),
                ((k * m + q + 1,), "Output channels are counted from 0."),
            ),
        ),
    )
