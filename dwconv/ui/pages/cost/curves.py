"""The view "Curves" of the Cost page: how a cost grows with one parameter of the layer."""

from __future__ import annotations

import itertools
from typing import cast

import streamlit as st

from dwconv.costs.curves import CurvePoint, Parameter, breakeven, curve
from dwconv.costs.latex_formulas import separable_share
from dwconv.costs.layer import KINDS
from dwconv.engine.spec import ConvSpec
from dwconv.ui.pages.cost.words import amount_in_words, convention
from dwconv.ui.parameters.table import choice_row
from dwconv.ui.session import lab
from dwconv.ui.widgets import charts, controls
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.number_text import AXIS_LABELS, written

_VARY = choice_row("vary").options
_UNITS = choice_row("unit").options
_TITLES = {
    "kernel": "kernel size",
    "filters": "number of filters N",
    "multiplier": "channel multiplier M",
    "resolution": "input size",
}
# Drawn on two logarithmic axes: a power is a straight line, and small layers can be seen.
_LOGARITHMIC = ("filters", "resolution")


def show_curves(filters: int, bias: bool, real: bool) -> list[str]:
    """Show how one cost changes with one parameter of the layer.

    Returns
    -------
    list of str
        What it comes to, for those who do not see it.
    """
    spec = lab().counted_spec
    with st.container(horizontal=True, gap="medium"):
        vary = controls.choice_buttons("vary")
        unit = controls.choice_buttons("unit")
    points = curve(cast(Parameter, vary), spec, filters, bias=bias, real=real)
    rows = _rows(points, unit)
    about, answer = f"{_UNITS[unit]} against {_VARY[vary]}", _answer(points, unit)
    show_text(answer)
    if unit == "share" or (vary, unit) == ("filters", "macs"):
        show_text(_breakeven_sentence(spec, real))
    x, y = _horizontal_axis(vary, points), _vertical_axis(vary, unit, rows)
    charts.show_chart(
        charts.line_chart(
            rows,
            KINDS,
            x=x,
            y=y,
            tooltip={"label": _VARY[vary]} | {kind: kind for kind in KINDS},
            threshold=_breakeven_mark(vary, unit, spec, points, real),
        ),
        rows,
        alt_text=f"{_UNITS[unit]} of the three layers against {_VARY[vary]}",
        table=[
            {_VARY[vary]: point.label, **{kind: _amount(point, kind, unit) for kind in KINDS}}
            for point in points
        ],
    )
    show_caption(
        f"The curves show {_UNITS[unit]}. {convention(bias, real, unit)} {_scales(x, y)}"
        f"The dashed line and the large marks show this layer. Only the {_TITLES[vary]} changes along the curves."
        f"{_sizes(points, rows, unit) if vary == 'kernel' else ''}"
    )
    return [about, answer]


def _amount(point: CurvePoint, kind: str, unit: str) -> float | None:
    cost = point.cost[kind]
    if unit == "share":
        whole = point.cost["standard"].macs
        return cost.macs / whole if whole else None
    return cost.intensity if unit == "intensity" else cast(int, getattr(cost, unit))


def _rows(points: list[CurvePoint], unit: str) -> list[charts.Row]:
    return [
        {"kind": kind, "value": point.value, "amount": amount, "current": point.current}
        | {"label": point.label}
        | {column: amount_in_words(_amount(point, column, unit), unit) for column in KINDS}
        for kind in KINDS
        for point in points
        if (amount := _amount(point, kind, unit))
    ]


def _answer(points: list[CurvePoint], unit: str) -> str:
    """The amounts of the layer itself, and how far each curve goes, in two sentences."""
    (own,) = (point for point in points if point.current)
    here = ", ".join(f"{kind} {amount_in_words(_amount(own, kind, unit), unit)}" for kind in KINDS)
    ends = [
        f"{kind} {_growth(after / before)}"
        for kind in KINDS
        if (before := _amount(points[0], kind, unit)) and (after := _amount(points[-1], kind, unit))
    ]
    leads = f" From {points[0].label} to {points[-1].label}: {', '.join(ends)}." if ends else ""
    return f"**{own.label}: {here}.**{leads}"


def _growth(factor: float) -> str:
    """How many times as large it becomes, in words.

    Examples
    --------
    >>> _growth(3136.0), _growth(0.1), _growth(1.0)
    ('3,136 times as large', '0.1 times as large', 'stays the same')
    """
    if factor == 1:
        return "stays the same"
    return f"{written(factor)} times as large"


def _breakeven_mark(
    vary: str, unit: str, spec: ConvSpec, points: list[CurvePoint], real: bool
) -> tuple[float, str] | None:
    """Where to mark on the chart that separable begins to have fewer MACs than standard."""
    least = breakeven(spec, real=real)
    if vary != "filters" or unit not in ("macs", "share") or least is None:
        return None
    return (
        (least, f"separable has fewer MACs from N = {least}") if least <= points[-1].value else None
    )


def _breakeven_sentence(spec: ConvSpec, real: bool) -> str:
    """From which N on the separable layer has fewer MACs than the standard one."""
    least = breakeven(spec, real=real)
    law = rf"$M\,({separable_share(real=real)}) < 1$"
    if least is None:
        few = "a window of this layer has no more taps"
        if real:
            few = "on average a window of this layer has no more taps on the input"
        return (
            f"Separable never has fewer MACs than standard here. It would need {law}, but {few} than "
            f"$M$ = {spec.multiplier}."
        )
    return f"Separable has fewer MACs than standard from **N = {least}** on, because there {law}."


def _horizontal_axis(vary: str, points: list[CurvePoint]) -> charts.Axis:
    ticks = [point.value for point in points if not point.current or _square(point)]
    first, last = points[0].value, points[-1].value
    if vary == "kernel":
        scale: charts.Axis = {"type": "sqrt", "domain": [0, last]}
    elif vary in _LOGARITHMIC:
        scale = {"type": "log", "base": 2, "domain": [first, last], "nice": False}
    else:
        scale = {"domain": [0, last]}
    squares = "sqrt(datum.value) + '×' + sqrt(datum.value)"
    label = squares if vary in ("kernel", "resolution") else "format(datum.value, 'd')"
    return {
        "field": "value",
        "type": "quantitative",
        "scale": scale,
        "axis": {
            "title": _TITLES[vary] + (charts.LOGARITHMIC if vary in _LOGARITHMIC else ""),
            "values": ticks,
            "labelExpr": label,
            "labelOverlap": True,
            "grid": False,
        },
    }


def _square(point: CurvePoint) -> bool:
    height, _, width = point.label.partition("×")
    return height == width or not width


def _vertical_axis(vary: str, unit: str, rows: list[charts.Row]) -> charts.Axis:
    y: charts.Axis = {"field": "amount", "type": "quantitative"}
    title = {"title": _UNITS[unit]}
    logarithmic = {"title": f"{_UNITS[unit]}{charts.LOGARITHMIC}"}
    if unit == "share":
        return y | {"axis": title | {"format": ".0%", "tickCount": 5}}
    if unit != "intensity" and rows and (vary in _LOGARITHMIC or _marks_would_touch(rows)):
        amounts = [row["amount"] for row in rows]
        ticks = charts.tens(min(amounts) / 10, max(amounts) * 10)
        return y | {
            "scale": {"type": "log"},
            "axis": logarithmic | {"labelExpr": AXIS_LABELS, "values": ticks},
        }
    return y | {"axis": title | {"labelExpr": AXIS_LABELS, "tickCount": 5}}


def _marks_would_touch(rows: list[charts.Row]) -> bool:
    """Whether marks of the layer itself would touch on a linear axis, but not on a logarithmic one.

    Examples
    --------
    >>> rows = [{"current": False, "amount": 100}, {"current": True, "amount": 10}]
    >>> [_marks_would_touch([*rows, {"current": True, "amount": other}]) for other in (11, 13, 20)]
    [False, True, False]
    """
    top = max(row["amount"] for row in rows)
    own = sorted(row["amount"] for row in rows if row["current"])
    return any(
        after - before < 0.05 * top and after > 1.2 * before
        for before, after in itertools.pairwise(own)
    )


def _scales(x: charts.Axis, y: charts.Axis) -> str:
    """Which axes are not linear.

    Examples
    --------
    >>> root, log, linear = {"scale": {"type": "sqrt"}}, {"scale": {"type": "log"}}, {}
    >>> _scales(root, log)
    'Along the horizontal axis is the square root of the number of taps. The vertical axis is logarithmic. '
    >>> _scales(log, log), _scales(linear, linear)
    ('Both axes are logarithmic. ', '')
    """
    across, up = (axis.get("scale", {}).get("type", "linear") for axis in (x, y))
    if across == up == "log":
        return "Both axes are logarithmic. "
    words = {"log": "The horizontal axis is logarithmic, the vertical one is not. "}
    words["sqrt"] = "Along the horizontal axis is the square root of the number of taps. "
    return words.get(across, "") + ("The vertical axis is logarithmic. " if up == "log" else "")


def _sizes(points: list[CurvePoint], rows: list[charts.Row], unit: str) -> str:
    """How the output size changes with the kernel, and what that does to the cost."""
    first, last = points[0], points[-1]
    if first.output == last.output:
        return ""
    (height, width), (high, wide) = first.output, last.output
    amounts = [[row["amount"] for row in rows if row["kind"] == kind] for kind in KINDS]
    falls = any(after < before for line in amounts for before, after in itertools.pairwise(line))
    why = ""
    if unit in ("macs", "bytes") and falls and height * width > high * wide:
        why = f". With fewer outputs there can be fewer {_UNITS[unit]}, although each has more taps"
    return (
        f" Along the curves the output goes from {height}×{width} (at {first.label}) to "
        f"{high}×{wide} (at {last.label}){why}."
    )
