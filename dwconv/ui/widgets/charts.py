"""Charts of costs: lines, bars and a roofline, in the theme's colours.

A kind of layer has its own shade, dashes and mark. A chart is a description in Vega-Lite, which
the browser draws: the library Altair, which writes such descriptions, takes 30 MB of the server.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dwconv.player.colours_and_speeds import THEMES
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.number_text import AXIS_LABELS
from dwconv.ui.widgets.table_file import rows_file
from dwconv.ui.widgets.tables import show_table

Row = dict[str, Any]
Chart = dict[str, Any]
"""A description in Vega-Lite."""
Axis = dict[str, Any]
"""Of a chart's description, what stands along one of its axes: field, scale, ticks and title."""

_DASHES = {"depthwise": [1, 0], "standard": [7, 3], "separable": [2, 3], "pointwise": [2, 3]}
_MARKS = {
    "depthwise": "circle",
    "standard": "square",
    "separable": "triangle-up",
    "pointwise": "triangle-up",
}
_HEIGHT, _LOW_HEIGHT = 320, 260
_ROOM_FOR_LABELS = (
    1.9  # how much wider than its bars a chart is: on a phone no bar runs into the words
)


def show_chart(chart: Chart, rows: Sequence[Row], *, alt_text: str, table: Sequence[Row]) -> None:
    """Show a chart, and behind a button its numbers as a table.

    Parameters
    ----------
    chart : dict
        From `line_chart`, `bar_chart` or `roofline_chart`.
    rows : sequence of dict
        Its data; if there is none, a sentence is shown instead.
    alt_text : str
        What the chart shows, for those who do not see it.
    table : sequence of dict
        The same numbers as a table, by the names of its columns.
    """
    if rows:
        # not as Streamlit's `alt`, which its three buttons have in their names as well
        st.vega_lite_chart({**chart, "description": alt_text})
    else:
        show_caption("There is nothing to draw: no tap of this layer falls on the input.")
    with st.popover("The numbers of this chart", icon=":material/table:"):
        name = re.sub(r"\W+", "-", alt_text.partition(" of ")[0].lower())
        show_table(table, name)
        rows_file(table, name)


LOGARITHMIC = ", logarithmic"
"""Ends the title of an axis that is not linear."""
_MOST_EXACT = 2**53  # a browser's numbers are whole up to here


def _drawable(rows: Sequence[Row]) -> list[Row]:
    """The data of a chart, whose place on an axis needs no more than a float's digits."""
    return [
        {
            name: float(value) if isinstance(value, int) and value > _MOST_EXACT else value
            for name, value in row.items()
        }
        for row in rows
    ]


def line_chart(
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    x: Axis,
    y: Axis,
    tooltip: dict[str, str],
    threshold: tuple[float, str] | None = None,
) -> Chart:
    """One line a kind, the layer as it stands marked on each.

    Parameters
    ----------
    rows : sequence of dict
        Keys "kind", "value" (across), "amount" (up), "current" (whether the layer itself),
        and those of `tooltip`.
    kinds : sequence of str
        In the order of the theme's colours.
    x, y : dict
        Scales, axes and titles of "value" and "amount".
    tooltip : dict of str to str
        What is shown when a point is touched: keys of a row, and their titles.
    threshold : (float, str), optional
        A value of the horizontal axis to mark, and the words there.
    """
    base = {"x": x, "y": y, "color": _colour(kinds), "tooltip": _tooltip(tooltip)}
    marked = base | {"shape": _shape(kinds)}
    of_layer = "datum.current"
    layers = [
        _layer({"type": "rule", "color": _line_colour(), "strokeDash": [4, 4]}, {"x": x}, of_layer),
        # A scale for the dashes would dash the marks in the legend as well.
        *(
            _layer(
                {"type": "line", "strokeWidth": 2.5, "strokeDash": _DASHES[kind]},
                base,
                f"datum.kind == '{kind}'",
            )
            for kind in kinds
        ),
        _layer(_points(45), marked),
        _layer(_points(150), marked, of_layer),
        # Invisible and large: easy to hit with a pointer or a thumb.
        _layer(_points(700, opacity=0), base),
    ]
    parts = [_with_data(_drawable(rows), layers)]
    if threshold is not None:
        rule = {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 2, "color": _line_colour()}
        # Above the plot: no line runs through the words there.
        above = {"align": "left", "baseline": "bottom", "dx": -4, "dy": -4, "clip": False}
        words = {"x": x, "y": {"value": 0}, "text": _nominal("words")}
        parts.append(
            _with_data(
                [dict(zip(("value", "words"), threshold, strict=True))],
                [_layer(rule, {"x": x}), _layer(_text(12, **above), words)],
            )
        )
    return _layer_chart(parts)


def tens(least: float, most: float) -> list[float]:
    """The powers of ten between two numbers.

    Examples
    --------
    >>> tens(0.3, 200)
    [1.0, 10.0, 100.0]
    """
    return [
        10.0**power
        for power in range(math.ceil(math.log10(least)), math.floor(math.log10(most)) + 1)
    ]


def bar_chart(rows: Sequence[Row], kinds: Sequence[str], measures: Sequence[str]) -> Chart:
    """Shares of a whole: groups of bars, one for each kind, with the shares in a column beside them.

    Parameters
    ----------
    rows : sequence of dict
        Keys "kind", "measure", "share", "label" (beside the bar) and "exact" (the number).
    kinds, measures : sequence of str
        In the order to draw them in.
    """
    most = max([1.0, *(row["share"] for row in rows)])
    ticks = [0, 0.5, 1, *range(2, math.ceil(most) + 1)]
    base = {
        "x": _quantitative("share")
        | {"scale": {"domain": [0, most * _ROOM_FOR_LABELS]}}
        | {"axis": {"format": ".0%", "values": ticks, "title": None}},
        "y": _nominal("measure")
        | {"sort": list(measures), "axis": {"title": None, "labelLimit": 120}},
        "yOffset": _nominal("kind") | {"sort": list(kinds)},
        "tooltip": _tooltip(
            {"kind": "layer", "measure": "of", "exact": "amount", "label": "share"}
        ),
    }
    whole = {"type": "rule", "color": _line_colour(), "strokeDash": [4, 4]}
    return _layer_chart(
        [
            _with_data([{"share": 1}], [_layer(whole, {"x": _quantitative("share")})]),
            _with_data(
                _drawable(rows),
                [
                    _layer(
                        {"type": "bar", "cornerRadiusEnd": 2},
                        base | {"color": _colour(kinds) | {"legend": None}},
                    ),
                    # at the end of the chart: beside its bar the line of the whole would cross it
                    _layer(
                        _text(13, align="right"),
                        base | {"x": {"value": "width"}, "text": _nominal("label")},
                    ),
                ],
            ),
        ],
        height=_LOW_HEIGHT,
    )


def roofline_chart(
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    peak: float,
    bandwidth: float,
    tooltip: dict[str, str],
) -> Chart:
    """The rates of ops, and the limit of the machine; both axes are logarithmic.

    Parameters
    ----------
    rows : sequence of dict
        Keys "kind", "intensity" (MACs per byte), "rate" (MACs per second), and those of `tooltip`.
    kinds : sequence of str
        In the order of the theme's colours.
    peak, bandwidth : float
        MACs and bytes per second.
    tooltip : dict of str to str
        As for `line_chart`.
    """
    ridge = peak / bandwidth  # where the slope meets the flat end
    across = [ridge, *(row["intensity"] for row in rows)]
    least, most = min(across) / 3, max(across) * 3
    lowest = min([bandwidth * least, *(row["rate"] for row in rows)]) / 2
    edges = [
        {"intensity": least, "rate": bandwidth * least},
        {"intensity": ridge, "rate": peak},
        {"intensity": most, "rate": peak},
    ]
    slope = {
        "intensity": math.sqrt(least * ridge),
        "rate": bandwidth * math.sqrt(least * ridge),
        "text": f"memory, {bandwidth / 1e9:.0f} GB/s",
    }
    top = {"intensity": ridge, "rate": peak, "text": f"arithmetic, {peak / 1e9:.0f} GMAC/s"}
    x = _quantitative("intensity") | {
        "scale": {"type": "log", "domain": [least, most], "nice": False},
        "axis": {
            "title": f"arithmetic intensity, MACs per byte{LOGARITHMIC}",
            "format": "~g",
            "values": tens(least, most),
        },
    }
    y = _quantitative("rate") | {
        "scale": {"type": "log", "domain": [lowest, peak * 2.5], "nice": False},
        "axis": {
            "title": f"MACs per second{LOGARITHMIC}",
            "labelExpr": AXIS_LABELS,
            "values": tens(lowest, peak * 2.5),
        },
    }
    place = {"x": x, "y": y}
    base = place | {
        "color": _colour(kinds),
        "shape": _shape(kinds),
        "tooltip": _tooltip(tooltip),
    }
    limit = {"type": "line", "color": _line_colour(), "strokeWidth": 2}
    said = place | {"text": _nominal("text")}
    return _layer_chart(
        [
            _with_data(edges, [_layer(limit, place)]),
            _with_data([slope], [_layer(_text(12, align="left", dx=6, dy=12), said)]),
            _with_data([top], [_layer(_text(12, align="left", dx=-4, dy=-10), said)]),
            _with_data(
                _drawable(rows),
                [_layer(_points(190), base), _layer(_points(900, opacity=0), base)],
            ),
        ],
        height=_LOW_HEIGHT,
    )


def _line_colour() -> str:
    """The colour of lines and words that belong to no layer."""
    return THEMES["dark" if st.context.theme.type == "dark" else "light"]["--st-text-color"]


def _quantitative(name: str) -> Axis:
    return {"field": name, "type": "quantitative"}


def _nominal(name: str) -> Axis:
    return {"field": name, "type": "nominal"}


def _colour(kinds: Sequence[str]) -> Axis:
    return _nominal("kind") | {"title": None, "scale": {"domain": list(kinds)}}


def _shape(kinds: Sequence[str]) -> Axis:
    scale = {"domain": list(kinds), "range": [_MARKS[kind] for kind in kinds]}
    return _nominal("kind") | {"title": None, "scale": scale}


def _tooltip(titles: dict[str, str]) -> list[Axis]:
    return [_nominal(key) | {"title": title} for key, title in titles.items()]


def _points(size: int, opacity: int = 1) -> Chart:
    return {"type": "point", "filled": True, "size": size, "opacity": opacity}


def _text(size: int, **place: Any) -> Chart:
    return {"type": "text", "color": _line_colour(), "fontSize": size, **place}


def _layer(mark: Chart, encoding: dict[str, Any], only: str = "") -> Chart:
    """One kind of mark, for the rows of which `only` is true."""
    # Screen readers get the chart's description alone: no mark, point or tick.
    layer: Chart = {"mark": {**mark, "aria": False}, "encoding": encoding}
    return layer | {"transform": [{"filter": only}]} if only else layer


def _with_data(rows: Sequence[Row], layers: Sequence[Chart]) -> Chart:
    # Not at the top of the chart, where Streamlit would make a table of pandas of the rows.
    return {"data": {"values": list(rows)}, "layer": list(layers)}


def _layer_chart(parts: Sequence[Chart], height: int = _HEIGHT) -> Chart:
    # Streamlit's words are smaller than any other text, and grey.
    words = {"labelColor": _line_colour(), "titleColor": _line_colour()}
    legend = words | {"orient": "top", "symbolSize": 120, "labelLimit": 0}
    # The first and the last label stand at their lines as well.
    axis = words | {"labelFontSize": 12, "labelBound": False, "labelFlush": False}
    config = {"legend": legend, "axis": axis, "aria": False}
    return {"layer": list(parts), "height": height, "config": config}
