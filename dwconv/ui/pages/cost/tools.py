"""The view "Who prints it" of the Cost page: which tool prints which number for the layer."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.curves import counted
from dwconv.costs.layer import Cost, costs
from dwconv.costs.tools import COUNTERS, TENSORFLOW, Counter, agreeing
from dwconv.ui import cached
from dwconv.ui.pages.tensorflow import FOLDING_NOTE
from dwconv.ui.session import lab
from dwconv.ui.widgets.waiting import show_when_ready


def show_tools(filters: int, bias: bool, real: bool) -> None:
    """The figure that each tool would print for the layer, and the profiler's own, just now."""
    spec = lab().spec
    cost = costs(spec, filters, bias=bias)
    mine = counted(spec, filters, bias=bias, real=real)
    st.markdown(_who(mine["depthwise"], cost["depthwise"]))
    st.table(
        {
            "tool": [each.name for each in COUNTERS],
            "depthwise": [f"{each.figure(cost['depthwise']):,}" for each in COUNTERS],
            "standard": [f"{each.figure(cost['standard']):,}" for each in COUNTERS],
            # One column, not four: it wraps, and so the table fits on a phone.
            "what it counts": [_rule(each) for each in COUNTERS],
        },
        hide_index=True,
    )
    show_when_ready(
        lambda: cached.flops(spec, bias, filters),
        lambda said: _profiled(said, cost, dilated=max(spec.dilation) > 1),
    )
    st.caption(
        f"For this layer {'with' if bias else 'without'} a bias. Each convention is that of the "
        "tool's own source: " + ", ".join(each.source for each in COUNTERS) + ". All but "
        "TensorFlow's profiler are worked out by that rule, not run here: TensorFlow does not hand "
        "out XLA's count of a compiled op, and the others belong to PyTorch."
    )


def _rule(of: Counter) -> str:
    """What a tool's figure is made of.

    Examples
    --------
    >>> _rule(TENSORFLOW)
    'float_ops: 2 a MAC, 1 an output for a bias, taps on padding counted'
    """
    bias = "1 an output for a bias" if of.bias else "bias left out"
    taps = "counted" if of.padding else "left out"
    return f"{of.calls_it}: {of.per_mac} a MAC, {bias}, taps on padding {taps}"


def _who(mine: Cost, cost: Cost) -> str:
    """Which tools print this page's two figures for the depthwise layer."""
    said = []
    for figure, name in ((mine.macs, "MACs"), (mine.flops, "FLOPs")):
        who = agreeing(figure, cost)
        by = f"printed by {_listed(who)}" if who else "which none of them prints"
        said.append(f"**{figure:,} {name}**, {by}")
    return f"This page says for the depthwise layer: {'; and '.join(said)}."


def _listed(names: list[str]) -> str:
    """Names in a sentence.

    Examples
    --------
    >>> _listed(["THOP"]), _listed(["fvcore", "THOP", "XLA"])
    ('THOP', 'fvcore, THOP and XLA')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _profiled(said: dict[str, int], cost: dict[str, Cost], *, dilated: bool) -> None:
    """What TensorFlow's profiler counted a moment ago, beside the rule."""
    kinds = "depthwise", "standard"
    rule = {kind: TENSORFLOW.figure(cost[kind]) for kind in kinds}
    counts = " and ".join(
        f"{said[kind]:,} ({kind})" if kind in said else f"nothing for {kind}" for kind in kinds
    )
    same = all(said.get(kind) == rule[kind] for kind in kinds)
    mark = "green-badge[:material/check:" if same else "orange-badge[:material/info:"
    verdict = "just as the rule says" if same else "which the rule does not say"
    st.markdown(f":{mark} TensorFlow's profiler counted {counts} just now, {verdict}]")
    if not same and dilated:
        st.caption(FOLDING_NOTE)
