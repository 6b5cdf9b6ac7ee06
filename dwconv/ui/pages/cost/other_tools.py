"""The view "Other tools" of the Cost page: which tool prints which number for the layer."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.layer import Cost, costs, count_costs
from dwconv.costs.printed_by_tools import TENSORFLOW, TOOLS, Tool, tools_printing
from dwconv.engine.plurals import listed
from dwconv.reference.profile import DILATED_COUNT
from dwconv.ui import cached
from dwconv.ui.pages.cost.words import convention
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.show_when_ready import show_when_ready
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_MOST_FLOPS = 10**15  # beyond, TensorFlow's own sums of sizes come near the end of 64 bits


def show_tools(filters: int, bias: bool, real: bool) -> list[str]:
    """Show the number that each tool prints for the layer, and what TensorFlow's counts now.

    Returns
    -------
    list of str
        What it comes to, for those who do not see it.
    """
    spec = lab().counted_spec
    cost = costs(spec, filters, bias=bias)
    shown = count_costs(spec, filters, bias=bias, real=real)
    said = _tools_that_agree(shown["depthwise"], cost["depthwise"])
    show_text(said)
    table: dict[str, list[str]] = {
        "tool": [tool.name for tool in TOOLS],
        "depthwise": [written(tool.figure(cost["depthwise"])) for tool in TOOLS],
        "standard": [written(tool.figure(cost["standard"])) for tool in TOOLS],
        # One column, not four: it wraps, and so the table fits on a phone.
        "what it counts": [_rule(tool) for tool in TOOLS],
    }
    show_table(table, "tools")
    show_caption(
        "A bias adds 1 for each output value. Taps on padding are counted, unless a row says “0 for taps on padding”."
    )
    figures = {
        kind: [tool.figure(cost[kind]) for tool in TOOLS] for kind in ("depthwise", "standard")
    }
    table_file({**table, **figures}, "tools")
    if max(TENSORFLOW.figure(cost[kind]) for kind in ("depthwise", "standard")) > _MOST_FLOPS:
        show_caption("This layer is too large for TensorFlow's profiler, so it is not asked.")
    else:
        show_when_ready(
            lambda: cached.flops(spec, bias, filters),
            lambda flops: _show_profiler(flops, cost, dilated=max(spec.dilation) > 1),
        )
    show_caption(
        f"{convention(bias, False, 'params')} Each rule was read in the tool's own source code: "
        + ", ".join(f"{tool.source} ({tool.name} {tool.version})" for tool in TOOLS)
        + ". Only TensorFlow's profiler runs here. The numbers of the other tools are worked out by "
        "their rules."
    )
    return [said]


def _rule(tool: Tool) -> str:
    """What a tool counts.

    Examples
    --------
    >>> _rule(TENSORFLOW)
    'float_ops: 2 for a MAC, 1 for a bias'
    """
    counts = [f"{tool.per_mac} for a MAC", "1 for a bias" if tool.bias else "0 for a bias"]
    if not tool.padding:
        counts.append("0 for taps on padding")
    rule = f"{tool.calls_it}: {', '.join(counts)}"
    return f"{rule}. {tool.before}" if tool.before else rule


def _tools_that_agree(shown: Cost, cost: Cost) -> str:
    """Which tools print this page's two numbers for the depthwise layer."""
    parts = []
    for number, name in ((shown.macs, "MACs"), (shown.flops, "FLOPs")):
        tools = tools_printing(number, cost)
        printed = listed(tools) if tools else "none of these tools"
        parts.append(f"**{written(number)} {name}**: printed by {printed}.")
    return f"This page counts for the depthwise layer: {' '.join(parts)}"


def _show_profiler(flops: dict[str, int], cost: dict[str, Cost], *, dilated: bool) -> None:
    """Show what TensorFlow's profiler counted a moment ago, and whether its rule says the same."""
    kinds = "depthwise", "standard"
    rule = {kind: TENSORFLOW.figure(cost[kind]) for kind in kinds}
    counts = listed(
        f"{written(flops[kind])} ({kind})" if kind in flops else f"nothing for {kind}"
        for kind in kinds
    )
    same = all(flops.get(kind) == rule[kind] for kind in kinds)
    mark = "green-badge[:material/check:" if same else "orange-badge[:material/info:"
    agreement = "This is what its rule says." if same else "This is not what its rule says."
    st.markdown(f":{mark} TensorFlow's profiler counted {counts} just now. {agreement}]")
    if not same and dilated:
        show_caption(DILATED_COUNT)
