"""The parts of the Cost page: one view each, all by the same conventions of counting."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any, cast

import altair as alt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.curves import KINDS, Parameter, Point, breakeven, counted, curve
from dwconv.costs.formulas import cost_formulas, percent, ratio_formulas
from dwconv.costs.layer import Cost, costs
from dwconv.costs.roofline import LAYERS, Spot, duration, findings, spots
from dwconv.costs.tools import COUNTERS, TENSORFLOW, Counter, agreeing
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Measurement
from dwconv.ui import cached
from dwconv.ui.pages.tensorflow import FOLDS
from dwconv.ui.session import lab
from dwconv.ui.widgets import charts, controls
from dwconv.ui.widgets.parts import derivation
from dwconv.ui.widgets.plain import plain
from dwconv.ui.widgets.waiting import when_ready

VIEWS = {
    "layer": "This layer",
    "tools": "Who prints it",
    "curves": "Curves",
    "time": "Time",
}
_ABOUT = {
    "depthwise": "filters for each channel alone",
    "standard": "filters over all channels",
    "separable": "depthwise, then 1×1 over all",
}
_ASKED = "_measured"


def options() -> tuple[str, int, bool, bool]:
    """What the page asks for, in a row: the view, N, a bias or none, real taps only or all."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        view = controls.segments("view", "view", VIEWS)
        timed = LAYERS.get(str(lab().values["timed"])) if view == "time" else None
        if timed is None:
            filters = controls.number("n", "filters N")
        else:  # a layer of MobileNet's has its own
            filters = timed[1]
            st.number_input("filters N", value=filters, disabled=True, width=160)
        bias = controls.toggle("bias", "bias")
        real = controls.toggle("real", "real taps only")
    return view, filters, bias, real


def _convention(bias: bool, real: bool) -> str:
    """The convention of every figure, in a few words."""
    taps = "taps on padding left out" if real else "taps on padding counted"
    return f"{taps}, {'a bias in each layer' if bias else 'no bias'}"


# The layer


def layers(filters: int, bias: bool, real: bool) -> None:
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
            derivation([*shares, *formulas[kind]])
    st.caption(
        f"One multiply-accumulate is one MAC and two FLOPs; {_convention(bias, real)}. "
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


# Who prints which number


def tools(filters: int, bias: bool, real: bool) -> None:
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
    when_ready(
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
        st.caption(FOLDS)


# Curves


_VARY = {
    "kernel": "kernel size",
    "filters": "filters N",
    "multiplier": "multiplier M",
    "resolution": "resolution",
}
_UNITS = {
    "macs": "MACs",
    "params": "parameters",
    "bytes": "bytes",
    "intensity": "MACs per byte",
    "share": "share of standard's MACs",
}
_TITLES = {
    "kernel": "kernel size",
    "filters": "filters N",
    "multiplier": "channel multiplier M",
    "resolution": "input size",
}
# Where both axes double, a power is a straight line and no layer is lost at the bottom.
_DOUBLING = ("filters", "resolution")


def curves(filters: int, bias: bool, real: bool) -> None:
    """How one measure of the cost changes with one parameter of the layer."""
    spec = lab().spec
    with st.container(horizontal=True, gap="medium"):
        vary = controls.segments("vary", "what changes", _VARY)
        unit = controls.segments("unit", "what is counted", _UNITS)
    points = curve(cast(Parameter, vary), spec, filters, bias=bias, real=real)
    rows = _rows(points, unit)
    st.markdown(_answer(points, unit))
    if unit == "share" or (vary, unit) == ("filters", "macs"):
        st.markdown(_threshold(spec, real))
    x, y = _across(vary, points), _up(vary, unit, rows)
    charts.show(
        charts.lines(
            rows,
            KINDS,
            x=x,
            y=y,
            tooltip={"label": _VARY[vary]} | {kind: kind for kind in KINDS},
            threshold=_pays(vary, unit, spec, points, real),
        ),
        rows,
        alt_text=f"{_UNITS[unit]} of the three layers against {_VARY[vary]}. {_answer(points, unit)}".replace(
            "**", ""
        ),
        table=[
            {_VARY[vary]: point.label, **{kind: _amount(point, kind, unit) for kind in KINDS}}
            for point in points
        ],
    )
    st.caption(
        f"{_UNITS[unit][0].upper()}{_UNITS[unit][1:]}: {_convention(bias, real)}. {_scales(x, y)}"
        "The dashed line and the large marks are the layer as it stands; all else about it stays."
        f"{_sizes(points, rows, unit) if vary == 'kernel' else ''}"
    )


def _amount(point: Point, kind: str, unit: str) -> float | None:
    cost = point.cost[kind]
    if unit == "share":
        whole = point.cost["standard"].macs
        return cost.macs / whole if whole else None
    return cost.intensity if unit == "intensity" else cast(int, getattr(cost, unit))


def _said(amount: float | None, unit: str) -> str:
    """An amount as one reads it.

    Examples
    --------
    >>> _said(4608, "macs"), _said(17 / 36, "share"), _said(1.371, "intensity"), _said(None, "share")
    ('4,608', '47.2%', '1.37', '-')
    """
    if amount is None:
        return "-"
    if unit == "share":
        return percent(amount)
    return f"{amount:.3g}" if unit == "intensity" else f"{amount:,}"


def _rows(points: list[Point], unit: str) -> list[charts.Row]:
    return [
        {"kind": kind, "value": point.value, "amount": amount, "current": point.current}
        | {"label": point.label}
        | {each: _said(_amount(point, each, unit), unit) for each in KINDS}
        for kind in KINDS
        for point in points
        if (amount := _amount(point, kind, unit))
    ]


def _answer(points: list[Point], unit: str) -> str:
    """The layer's own amounts, and how far each curve leads, in two sentences."""
    (own,) = (point for point in points if point.current)
    here = ", ".join(f"{kind} {_said(_amount(own, kind, unit), unit)}" for kind in KINDS)
    ends = [
        f"{kind} {_grown(after / before)}"
        for kind in KINDS
        if (before := _amount(points[0], kind, unit)) and (after := _amount(points[-1], kind, unit))
    ]
    leads = f" From {points[0].label} to {points[-1].label}: {', '.join(ends)}." if ends else ""
    return f"**{own.label}: {here}.**{leads}"


def _grown(factor: float) -> str:
    """How many times more, or less.

    Examples
    --------
    >>> _grown(3136.0), _grown(0.1), _grown(1.0)
    ('× 3,136', '÷ 10', 'stays')
    """
    if factor == 1:
        return "stays"
    times = factor if factor > 1 else 1 / factor
    return (
        f"{'×' if factor > 1 else '÷'} {times:,.0f}"
        if times >= 99.5
        else f"{'×' if factor > 1 else '÷'} {times:.3g}"
    )


def _pays(
    vary: str, unit: str, spec: ConvSpec, points: list[Point], real: bool
) -> tuple[float, str] | None:
    """Where to mark on the chart that separable begins to pay."""
    least = breakeven(spec, real=real)
    if vary != "filters" or unit not in ("macs", "share") or least is None:
        return None
    return (least, f"separable pays from N = {least}") if least <= points[-1].value else None


def _threshold(spec: ConvSpec, real: bool) -> str:
    """From which N on the separable layer pays."""
    least = breakeven(spec, real=real)
    taps = r"H_o W_o/(R_h R_w)" if real else r"1/(K_h K_w)"
    law = rf"where $M\,(1/N + {taps}) < 1$"
    if least is None:
        return (
            f"Separable never has fewer MACs than standard here. It has {law}; a window of this "
            f"layer has no more taps than $M$ = {spec.multiplier}."
        )
    return f"Separable has fewer MACs than standard from **N = {least}** on: {law}."


def _across(vary: str, points: list[Point]) -> alt.X:
    x = alt.X("value:Q")
    ticks = [point.value for point in points if not point.current or _square(point)]
    if vary == "kernel":
        x = x.scale(type="sqrt", domain=[0, points[-1].value])
    elif vary in _DOUBLING:
        x = x.scale(type="log", base=2, domain=[points[0].value, points[-1].value], nice=False)
    else:
        x = x.scale(domain=[0, points[-1].value])
    squares = "sqrt(datum.value) + '×' + sqrt(datum.value)"
    label = squares if vary in ("kernel", "resolution") else "format(datum.value, 'd')"
    return x.axis(title=_TITLES[vary], values=ticks, labelExpr=label, labelOverlap=True, grid=False)


def _square(point: Point) -> bool:
    height, _, width = point.label.partition("×")
    return height == width or not width


def _up(vary: str, unit: str, rows: list[charts.Row]) -> alt.Y:
    y = alt.Y("amount:Q")
    if unit == "share":
        return y.axis(title=_UNITS[unit], format=".0%", tickCount=5)
    if unit != "intensity" and rows and (vary in _DOUBLING or _crowded(rows)):
        amounts = [row["amount"] for row in rows]
        ticks = charts.tens(min(amounts) / 10, max(amounts) * 10)
        return y.scale(type="log").axis(title=_UNITS[unit], format="~s", values=ticks)
    return y.axis(title=_UNITS[unit], format="~s", tickCount=5)


def _crowded(rows: list[charts.Row]) -> bool:
    """Whether marks of the layer itself would touch on a linear axis, and not on another.

    Examples
    --------
    >>> rows = [{"current": False, "amount": 100}, {"current": True, "amount": 10}]
    >>> [_crowded([*rows, {"current": True, "amount": other}]) for other in (11, 13, 20)]
    [False, True, False]
    """
    top = max(row["amount"] for row in rows)
    own = sorted(row["amount"] for row in rows if row["current"])
    return any(
        after - before < 0.05 * top and after > 1.2 * before
        for before, after in itertools.pairwise(own)
    )


def _scales(x: alt.X, y: alt.Y) -> str:
    """What a reader must know of the axes that were drawn.

    Examples
    --------
    >>> root, log, linear = (alt.Y("a:Q").scale(type=each) for each in ("sqrt", "log", "linear"))
    >>> _scales(root, log)
    'Kernels stand by the square root of their taps. The vertical axis is logarithmic. '
    >>> _scales(log, log), _scales(linear, linear)
    ('Both axes are logarithmic. ', '')
    """
    drawn: list[Any] = [axis.to_dict() for axis in (x, y)]
    across, up = (axis.get("scale", {}).get("type", "linear") for axis in drawn)
    if across == up == "log":
        return "Both axes are logarithmic. "
    said = {"log": "The horizontal axis is logarithmic, the vertical one is not. "}
    said["sqrt"] = "Kernels stand by the square root of their taps. "
    return said.get(across, "") + ("The vertical axis is logarithmic. " if up == "log" else "")


def _sizes(points: list[Point], rows: list[charts.Row], unit: str) -> str:
    """How the size of the output changes from kernel to kernel, and what follows from it."""
    first, last = points[0], points[-1]
    if first.output == last.output:
        return ""
    (height, width), (high, wide) = first.output, last.output
    amounts = [[row["amount"] for row in rows if row["kind"] == kind] for kind in KINDS]
    falls = any(after < before for each in amounts for before, after in itertools.pairwise(each))
    why = ""
    if unit in ("macs", "bytes") and falls and height * width > high * wide:
        why = f": so there can be fewer {_UNITS[unit]} again, with more taps for each output"
    return (
        f" Along the curves the output goes from {height}×{width} (at {first.label}) to "
        f"{high}×{wide} (at {last.label}){why}."
    )


# Time


def times(filters: int, bias: bool, real: bool, beside: DeltaGenerator) -> None:
    """What shrinks with the MACs and what does not; and the layer's times under the roof.

    Parameters
    ----------
    filters : int
    bias, real : bool
    beside : DeltaGenerator
        A place beside the shape line of the page, which is that of the lab's layer.
    """
    names = {"this": "this layer"} | {name: name.replace("x", "×") for name in LAYERS}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = controls.segments("timed", "layer (the others are MobileNetV1's)", names)
        spec, filters = LAYERS.get(chosen, (lab().spec, filters))
        asked = _asked(spec, filters)
    if chosen in LAYERS:
        _instead(beside, names[chosen])
    st.markdown(_timed(spec, filters))
    said = st.container()
    saves, takes = st.columns(2, gap="medium")
    with saves:
        st.markdown("#### What it saves")
        _shares(spec, filters, bias, real)
    if asked is None:
        takes.markdown("#### What it takes")
        takes.caption(
            "Measured here at a click: TensorFlow runs depthwise_conv2d, conv2d and the pointwise "
            "step on this server, beside a large matrix product and a large copy, for a second."
        )
        return
    with said:
        when_ready(
            lambda: cached.measurement(*asked),
            lambda measured: _measured(takes, measured, spec, filters, real),
        )


def _instead(beside: DeltaGenerator, name: str) -> None:
    """Say where the lab's own layer stands that another one is shown."""
    beside.markdown(f":orange-badge[:material/info: below, MobileNetV1's {name} in its place]")
    if not st.context.is_embedded:  # which has no sidebar
        st.sidebar.caption(
            f":material/info: MobileNetV1's {name} is shown. Nothing here changes it."
        )


def _timed(spec: ConvSpec, filters: int) -> str:
    r"""Which layer is timed.

    Examples
    --------
    >>> _timed(*LAYERS["14x14x512"])
    '`(1, 14, 14, 512) ∗ (3, 3, 512, 1) → (1, 14, 14, 512)` kernel 3×3, stride 1, SAME; standard and separable with N\xa0=\xa0512'
    """
    stride, dilation = (
        str(both[0]) if both[0] == both[1] else f"{both[0]}×{both[1]}"
        for both in (spec.stride, spec.dilation)
    )
    spread = f", dilation {dilation}" if dilation != "1" else ""
    padding = spec.padding if isinstance(spec.padding, str) else "explicit padding"
    return (
        f"`{spec.input_shape} ∗ {spec.filter_shape} → {spec.output_shape}` kernel "
        f"{spec.kernel[0]}×{spec.kernel[1]}, stride {stride}{spread}, {padding}; standard and "
        f"separable with N\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{filters}"
    )


def _asked(spec: ConvSpec, filters: int) -> tuple[ConvSpec, int, int] | None:
    """The question that a click put: the layer, N, and the minute; None without a click."""
    asked: tuple[ConvSpec, int, int] | None = st.session_state.get(_ASKED)
    if asked is not None and asked[:2] != (spec, filters):
        asked = None
    # Thirty students who click in the same minute have it measured once.
    if st.button("Measure again" if asked else "Measure the time", icon=":material/timer:"):
        asked = st.session_state[_ASKED] = spec, filters, int(time.time() // 60)
    return asked


def _shares(spec: ConvSpec, filters: int, bias: bool, real: bool) -> None:
    cost = counted(spec, filters, bias=bias, real=real)
    measures: dict[str, Callable[[Cost], float]] = {
        "MACs": lambda each: each.macs,
        "parameters": lambda each: each.params,
        "bytes": lambda each: each.bytes,
        "MACs per byte": lambda each: each.intensity,
    }
    whole = {name: amount(cost["standard"]) for name, amount in measures.items()}
    rows = [
        {
            "kind": kind,
            "measure": name,
            "share": share,
            "said": f"{kind} {percent(share)}",
            "exact": _said(amount(cost[kind]), "intensity" if "per" in name else "macs"),
        }
        for name, amount in measures.items()
        if whole[name]
        for kind in ("depthwise", "separable")
        for share in [amount(cost[kind]) / whole[name]]
    ]
    depthwise, standard = cost["depthwise"], cost["standard"]
    st.markdown(
        f"Standard is 100%. For each byte moved, depthwise does {depthwise.intensity:.2g} MACs and "
        f"standard {standard.intensity:.2g}: the arithmetic intensity."
    )
    charts.show(
        charts.bars(rows, KINDS, list(measures)),
        rows,
        alt_text="Shares of the standard layer. "
        + "; ".join(f"{row['measure']}: {row['said']}" for row in rows),
        table=[
            {"": name, **{kind: amount(cost[kind]) for kind in KINDS}}
            for name, amount in measures.items()
        ],
    )


def _measured(
    place: DeltaGenerator, measured: Measurement, spec: ConvSpec, filters: int, real: bool
) -> None:
    """What the times say, and in its place the roofline."""
    at = spots(measured, spec, filters, real=real)
    st.markdown("\n".join(f"- {sentence}" for sentence in findings(at)))
    for sentence in measured.missing.values():
        st.markdown(f":orange-badge[:material/info: {plain(sentence)}]")
    runs = ", ".join(f"{timing.repetitions} ({kind})" for kind, timing in measured.timings.items())
    taken = time.strftime("%H:%M:%S", time.localtime(measured.taken))
    st.caption(
        f"Measured on this server at {taken}: eager calls in float32 on {measured.threads} threads, "
        f"without a bias; medians of {runs} repetitions after a warm-up."
    )
    with place:
        st.markdown("#### What it takes, under this server's roof")
        _roofline(measured, list(at.values()))
        st.caption(
            f"MACs: {_convention(False, real)}. The roof is the best of a matrix product and of a "
            "copy in main memory; data that fit a cache may pass its slope. Others who use the "
            "server now take from the same processors."
        )


def _roofline(measured: Measurement, at: list[Spot]) -> None:
    rows = [
        {
            "kind": spot.kind,
            "intensity": spot.cost.intensity,
            "rate": spot.rate,
            "time": duration(spot.seconds),
            "macs": f"{spot.cost.macs:,}",
            "giga": f"{spot.rate / 1e9:.3g} GMAC/s",
            "of roof": f"{spot.rate / spot.roof:.1%}",
            "per byte": f"{spot.cost.intensity:.3g}",
        }
        for spot in at
        if spot.cost.macs
    ]
    titles = {
        "kind": "op",
        "macs": "MACs",
        "time": "time",
        "giga": "rate",
        "per byte": "MACs per byte",
        "of roof": "of the roof",
    }
    table = [{title: row[key] for key, title in titles.items()} for row in rows]
    kinds = "depthwise", "standard", "pointwise"
    charts.show(
        charts.roofline(
            rows, kinds, peak=measured.peak, bandwidth=measured.bandwidth, tooltip=titles
        ),
        rows,
        alt_text="Roofline of this server. "
        + "; ".join(f"{row['kind']}: {row['giga']}, {row['of roof']} of the roof" for row in rows),
        table=table,
    )
