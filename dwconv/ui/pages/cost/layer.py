"""The view "This layer" of the Cost page: three kinds of layer, each with its formulas."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.curves import KINDS, counted
from dwconv.costs.formulas import cost_formulas, ratio_formulas
from dwconv.costs.layer import Cost, costs
from dwconv.ui.pages.cost.words import convention
from dwconv.ui.session import lab
from dwconv.ui.widgets.parts import show_formulas

_ABOUT = {
    "depthwise": "filters for each channel alone",
    "standard": "filters over all channels",
    "separable": "depthwise, then 1×1 over all",
}


def show_layer(filters: int, bias: bool, real: bool) -> None:
    """What the layer costs in three forms, each with its formulas."""
    spec = lab().spec
    cost = counted(spec, filters, bias=bias, real=real)
    formulas = cost_formulas(spec, filters, cost, bias=bias, real=real)
    ratios = ratio_formulas(spec, filters, cost, real=real)
    outputs = dict.fromkeys(KINDS, filters) | {"depthwise": spec.channels * spec.multiplier}
    for column, kind in zip(st.columns(3, gap="medium"), KINDS, strict=True):
        with column:
            st.metric(
                f"{kind.capitalize()}, {_channels(outputs[kind])}",
                f"{cost[kind].macs:,} MACs",
                delta=_compared(ratios[kind].result, outputs[kind], filters)
                if kind != "standard" and kind in ratios
                else "what is compared with",
                delta_color="off",
                delta_arrow="off",
            )
            st.caption(_ABOUT[kind])
            shares = [ratios[kind]] if kind in ratios else []
            show_formulas([*shares, *formulas[kind]])
    st.caption(
        f"One multiply-accumulate is one MAC and two FLOPs; {convention(bias, real)}. "
        f"{_padding(costs(spec, filters), real)} {_alike(outputs)}Bytes: input, parameters and output once each; "
        "the separable layer also writes and reads what it hands on."
    )
    reach = "$R_h, R_w$ taps of all windows along each axis that meet the input · " if real else ""
    st.caption(
        f"$H_o, W_o$ = {spec.vertical.output}, {spec.horizontal.output} output size · {reach}"
        f"$K_h, K_w$ = {spec.kernel[0]}, {spec.kernel[1]} kernel · $C$ = {spec.channels} input "
        f"channels · $M$ = {spec.multiplier} multiplier · $N$ = {filters} filters · in, params, "
        "out: numbers read and written, and between the two layers of the separable one."
    )


def _alike(outputs: dict[str, int]) -> str:
    """How to compare layers that make as much."""
    made = outputs["depthwise"]
    return (
        f"With N = {made} all three make {_channels(made)}. " if made != outputs["standard"] else ""
    )


def _channels(count: int) -> str:
    return f"{count} output channel{'' if count == 1 else 's'}"


def _compared(share: float, outputs: int, filters: int) -> str:
    """A share of the standard layer's MACs as one says it, and whether it makes as much for them.

    Examples
    --------
    >>> _compared(0.25, 8, 8), _compared(1.25, 8, 8), _compared(1.0, 8, 8)
    ('4 times fewer than standard', '1.25 times as many as standard', 'as many as standard')
    >>> _compared(0.25, 6, 8)
    '4 times fewer, for 6 outputs, not 8'
    """
    factor = 1 / share if share < 1 else share
    said = f"{factor:.3g}" if factor < 1000 else f"{factor:,.0f}"
    if said == "1":
        times, than = "as many" if share == 1 else "about as many", "as"
    elif share < 1:
        times, than = f"{said} times fewer", "than"
    else:
        times, than = f"{said} times as many", "as"
    if outputs != filters:
        return f"{times}, for {outputs} output{'' if outputs == 1 else 's'}, not {filters}"
    return f"{times} {than} standard"


def _padding(cost: dict[str, Cost], real: bool) -> str:
    """How many of the MACs meet padding."""
    met = {kind: each.macs - each.real_macs for kind, each in cost.items()}
    if not any(met.values()):
        return "None of the taps lies on padding."
    verb = "would meet padding" if real else "of these MACs meet padding"
    return (
        ", ".join(
            f"{met[kind]:,} of {cost[kind].macs:,} ({kind})" for kind in ("depthwise", "standard")
        )
        + f" {verb.replace('of these ', '')}."
    )
