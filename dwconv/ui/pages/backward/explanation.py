"""Explanation below the picture of the Backward page: formula, words, the arguments of both ops, code."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets import gradient_source
from dwconv.ui import cached
from dwconv.ui.parameters.table import choice_row
from dwconv.ui.session import lab
from dwconv.ui.widgets.code_panel import code_panel
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_FORMULAS = {
    "filter": r"""\begin{aligned} & \partial L / \partial\, \text{filter}[d_i, d_j, k, q] \\
&= \sum_{i,\,j} \text{padded}[ROW,\, COLUMN,\, k] \\[-1ex]
&\qquad\; \cdot\, g[i, j, kM + q] \\
& g = \partial L / \partial\, \text{output} \end{aligned}""",
    "input": r"""\begin{aligned} & \partial L / \partial\, \text{padded}[r, c, k] \\
&= \sum_q \sum_{\substack{ROW = r \\ COLUMN = c}} \text{filter}[d_i, d_j, k, q] \\[1ex]
&\qquad\qquad\quad \cdot\, g[i, j, kM + q] \\
& g = \partial L / \partial\, \text{output} \end{aligned}""",
}
"""ROW and COLUMN: which input the weight in row d_i and column d_j meets for the output in row i, column j."""
_LOSS = (
    "**The loss** $L$ is one number that training makes smaller. Here it is "
    "$L = \\sum g \\cdot \\text{output}$: each output value times its own fixed number $g$, all added up. "
    "So $\\partial L / \\partial\\,\\text{output}$ is exactly $g$. Another loss gives another $g$; all the rest "
    "stays as it is.  \n"
)
_EXPLANATIONS = {
    "filter": _LOSS
    + "**A weight** $[d_i, d_j, k, q]$ is used for every value of output channel $kM + q$, and for "
    "no other channel. For each value it is multiplied by one value of the padded input. So its "
    "gradient is the sum of these input values, each times the $g$ of that output. The weight's own value is not in "
    "it: if the weight grows by 1, $L$ changes by the gradient, whatever the weight was. In training, weights with a "
    "negative gradient go up and those with a positive one go down, so that $L$ gets smaller. The sum is a depthwise "
    "convolution of the input with $g$ as its filter, SHAPES.",
    "input": _LOSS + "**An input** of channel $k$ is used for the output channels $kM$ to "
    "$kM + M - 1$, in every window that covers it. For each of these outputs it is multiplied by one "
    "weight. So its gradient is the sum of these weights, each times the $g$ of that output. That is a "
    "depthwise convolution of $g$. If the window moves down and right, the weight on this input "
    "moves up and left in the filter. So the filter is **turned by 180°**. A stride above 1 puts zeros between the values of $g$. Each "
    "of the $M$ filters of a channel gives a part. **The gradient is the sum of the parts.**",
}


def show_explanation() -> None:
    """Show the derivative in letters and in words, and the arguments of both ops side by side."""
    current = lab()
    of = str(current.values["of"])
    output_gradient, layer = cached.gradient(current)
    # The layer and both gradients multiply the same pairs of a weight and an input.
    real = costs(current.spec)["depthwise"].real_macs
    letters, words = st.columns([2, 3])
    with letters:
        # At the left, as all text; `st.latex` centres. In a text a formula is one line of Markdown.
        show_text(f"${formula(of, current.spec)}$".replace("\n", " "))
    with words:
        show_text(_explanation(of, current.spec))
    table = {
        "argument": ["input", "filter", "strides", "dilations", "padding", "output", "MACs"],
        "forward": _arguments(current.spec, real, "on padding"),
        f"the op that makes {choice_row('of').options[of]}": _arguments(
            layer.spec, real, "on padding or zeros between"
        ),
    }
    show_table(table, "arguments")
    table_file(table, "arguments")
    code_panel(
        "TensorFlow's gradients, to copy and run",
        lambda: gradient_source(current.spec, current.input, current.filter, output_gradient),
        key="gradients-code",
    )


def formula(of: str, spec: ConvSpec) -> str:
    r"""The gradient in letters, with the layer's own stride and dilation as numbers; a 1 is left out.

    Examples
    --------
    >>> layer = ConvSpec(height=7, width=7, channels=1, stride=(2, 1), dilation=(1, 3))
    >>> "padded}[2 i + d_i,\\, j + 3 d_j" in formula("filter", layer)
    True
    """
    row, column = (
        f"{_times(stride)}{place} + {_times(dilation)}d_{place}"
        for stride, dilation, place in zip(spec.stride, spec.dilation, "ij", strict=True)
    )
    return _FORMULAS[of].replace("ROW", row).replace("COLUMN", column)


def _times(factor: int) -> str:
    """A factor before a letter; nothing for 1."""
    return "" if factor == 1 else f"{factor} "


def _explanation(of: str, spec: ConvSpec) -> str:
    """The derivation in words; of stride and dilation where the layer has one above 1."""
    _, height, width, channels = spec.output_shape
    filter = (height, width, spec.channels, spec.multiplier)
    words = _EXPLANATIONS[of].replace(
        "SHAPES",
        f"arranged from `{spec.output_shape}` to a filter's shape, `{filter}`: output channel $kM + q$ is filter "
        f"$q$ of channel $k$, so its $C·M$ = {channels} are {spec.channels} · {spec.multiplier}",
    )
    if of == "input" or max(*spec.stride, *spec.dilation) == 1:
        return words
    return (
        f"{words} The inputs that one weight meets for two neighbouring outputs lie one stride apart, "
        f"`{spec.stride}` in rows and columns; the inputs that two neighbouring weights meet for one output "
        f"lie one dilation apart, `{spec.dilation}`. So this convolution has the layer's **dilation as its "
        "stride, and the layer's stride as its dilation**."
    )


def _arguments(spec: ConvSpec, real: int, others: str) -> list[str]:
    """One column of the table: a layer's arguments, its output and its MACs.

    `real` of the MACs multiply two values of the forward pass; `others` says where the rest are.
    """
    (top, bottom), (left, right) = spec.pads
    macs = costs(spec)["depthwise"].macs
    return [
        f"`{spec.input_shape}`",
        f"`{spec.filter_shape}`",
        f"`{spec.stride}`",
        f"`{spec.dilation}`",
        f"{top} above, {bottom} below, {left} left, {right} right",
        f"`{spec.output_shape}`",
        f"{written(macs)}, {written(macs - real)} of them {others}",
    ]
