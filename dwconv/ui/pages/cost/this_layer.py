"""The view "This layer" of the Cost page: three kinds of layer, each with its formulas."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dwconv.costs.latex_formulas import Formula, cost_formulas, ratio_formulas
from dwconv.costs.layer import KINDS, Cost, costs, count_costs
from dwconv.engine.plurals import counted
from dwconv.ui.pages.cost.words import convention
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import show_formulas

_KINDS = {
    "depthwise": ("Depthwise", "each channel has filters of its own"),
    "standard": ("Standard", "each filter covers all channels"),
    "separable": ("Separable", "depthwise, then 1×1 over all channels"),
}
"""Title and meaning of each kind of layer."""


def show_layer(filters: int, bias: bool, real: bool) -> list[str]:
    """Show what the layer costs as depthwise, standard and separable, each with its formulas.

    Returns
    -------
    list of str
        What it comes to, for those who do not see it.
    """
    spec = lab().counted_spec
    cost = count_costs(spec, filters, bias=bias, real=real)
    formulas = cost_formulas(spec, filters, cost, bias=bias, real=real)
    ratios = ratio_formulas(spec, filters, cost, real=real)
    outputs = dict.fromkeys(KINDS, filters) | {"depthwise": spec.channels * spec.multiplier}
    most = max(each.macs for each in cost.values())
    for column, kind in zip(st.columns(3, gap="medium"), KINDS, strict=True):
        with column:
            title, about = _KINDS[kind]
            st.metric(
                f"{title}, {counted(outputs[kind], '{n} output channel', '{n} output channels')}",
                counted(cost[kind].macs, "{n} MAC", "{n} MACs"),
                delta=_compared(ratios[kind].result, outputs[kind], filters)
                if kind != "standard" and kind in ratios
                else "the layer to compare with",
                delta_color="off",
                delta_arrow="off",
            )
            st.html(_bar(cost[kind].macs, most))
            show_caption(about)
    letters = [
        *[f"$B$ = {spec.batch}: images in the batch"] * (spec.batch != 1),
        f"OH, OW = {spec.vertical.output}, {spec.horizontal.output}: output size",
        *["RH, RW: taps of all windows along each axis that meet the input"] * real,
        f"KH, KW = {spec.kernel[0]}, {spec.kernel[1]}: kernel size",
        f"$C$ = {spec.channels}: input channels",
        f"$M$ = {spec.multiplier}: channel multiplier",
        f"$N$ = {filters}: filters",
        "in, params, out, between: how many numbers are read or written",
    ]
    show_caption("; ".join(letters))
    # In a row of their own: on a phone all three numbers come before the formulas.
    with st.container(key="cost-formulas"):
        columns = st.columns(3, gap="medium")
    for column, kind in zip(columns, KINDS, strict=True):
        with column:
            st.html(f'<h2 class="dw-kind">{_KINDS[kind][0]}</h2>')
            # Last, so that the lines of all kinds stand side by side: standard has no share of itself.
            shares = [ratios[kind]] if kind != "standard" and kind in ratios else []
            lines = [*formulas[kind], *shares]
            show_formulas(lines if bias else [_without_letters(line) for line in lines])
    sentences = [
        convention(bias, real),
        _on_padding(costs(spec, filters), real),
        _same_outputs(outputs),
        "Bytes: the input, the parameters and the output are moved once each. The separable layer "
        "also writes and reads the values between its two steps.",
    ]
    show_caption(" ".join(filter(None, sentences)))
    return [
        f"{kind}: MACs {written(cost[kind].macs)}, FLOPs {written(cost[kind].flops)}, "
        f"parameters {written(cost[kind].params)}, bytes {written(cost[kind].bytes)}"
        for kind in KINDS
    ]


def _without_letters(line: Formula) -> Formula:
    """The FLOPs of a layer in numbers alone; other lines as they are.

    Without a bias all three layers have the same letters, and the heading says what they say.
    """
    return replace(line, symbols=r"\text{FLOPs}") if line.label == "operations" else line


def _bar(macs: int, most: int) -> str:
    """A bar as long as the MACs beside those of the other layers; the words above say it, too.

    Examples
    --------
    >>> _bar(1, 4)
    '<div class="dw-bar" aria-hidden="true" style="--dw-share: 25%"></div>'
    """
    share = 100 * macs / (most or 1)
    return f'<div class="dw-bar" aria-hidden="true" style="--dw-share: {share:.3g}%"></div>'


def _same_outputs(outputs: dict[str, int]) -> str:
    """With which N all three layers make the same number of outputs; empty if they do."""
    depthwise = outputs["depthwise"]
    if depthwise == outputs["standard"]:
        return ""
    return counted(
        depthwise,
        f"With N = {depthwise} all three make {{n}} output channel.",
        f"With N = {depthwise} all three make {{n}} output channels.",
    )


def _compared(share: float, outputs: int, filters: int) -> str:
    """A share of the standard layer's MACs in words, and whether the outputs are as many.

    Examples
    --------
    >>> _compared(0.25, 8, 8), _compared(1.25, 8, 8), _compared(1.0, 8, 8)
    ('standard takes 4 times as many', '1.25 times as many as standard', 'as many as standard')
    >>> _compared(0.25, 6, 8)
    'standard takes 4 times as many, for 8 output channels, not 6'
    """
    factor = written(1 / share if share < 1 else share)
    if outputs == filters:
        if share == 1:
            return "as many as standard"
        if factor == "1":
            return "about as many as standard"
        if share < 1:  # "4 times fewer" is read in two ways
            return f"standard takes {factor} times as many"
        return f"{factor} times as many as standard"
    if share < 1 and factor != "1":
        return counted(
            filters,
            f"standard takes {factor} times as many, for {{n}} output channel, not {outputs}",
            f"standard takes {factor} times as many, for {{n}} output channels, not {outputs}",
        )
    one, many = (
        f"{factor} times as many, for {{n}} output channel, not {filters}",
        f"{factor} times as many, for {{n}} output channels, not {filters}",
    )
    if factor == "1":
        one, many = (
            f"about as many, for {{n}} output channel, not {filters}",
            f"about as many, for {{n}} output channels, not {filters}",
        )
    if share == 1:
        one, many = (
            f"as many, for {{n}} output channel, not {filters}",
            f"as many, for {{n}} output channels, not {filters}",
        )
    return counted(outputs, one, many)


def _on_padding(cost: dict[str, Cost], real: bool) -> str:
    """How many of the MACs multiply padding."""
    on_padding = {kind: amount.macs - amount.real_macs for kind, amount in cost.items()}
    if not any(on_padding.values()):
        return "No tap falls on padding."
    depthwise, standard = (
        (written(on_padding[kind]), written(cost[kind].macs)) for kind in ("depthwise", "standard")
    )
    if real:
        return (
            f"Of the depthwise layer's MACs {depthwise[0]} of {depthwise[1]} would fall on padding, of the "
            f"standard layer's {standard[0]} of {standard[1]}."
        )
    return (
        f"Of the depthwise layer's MACs {depthwise[0]} of {depthwise[1]} fall on padding, of the standard "
        f"layer's {standard[0]} of {standard[1]}."
    )
