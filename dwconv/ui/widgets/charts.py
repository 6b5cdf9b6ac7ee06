"""Charts of costs: lines, bars and a roofline. Altair draws them in the theme's colours.

A kind of layer has its own colour, dashes and mark.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from dwconv.player.constants import THEMES
from dwconv.ui.widgets.number_text import AXIS_LABELS, WHOLE_NUMBERS, written
from dwconv.ui.widgets.table_file import rows_file

Row = dict[str, Any]

_DASHES = {"depthwise": [1, 0], "standard": [7, 3], "separable": [2, 3], "pointwise": [2, 3]}
_MARKS = {
    "depthwise": "circle",
    "standard": "square",
    "separable": "triangle-up",
    "pointwise": "triangle-up",
}
_HEIGHT, _LOW = 320, 260


def show_chart(
    chart: alt.LayerChart, rows: Sequence[Row], *, alt_text: str, table: Sequence[Row]
) -> None:
    """Show a chart, and behind a button its numbers as a table.

    Parameters
    ----------
    chart : altair.LayerChart
    rows : sequence of dict
        Its data; if there is none, a sentence is shown instead.
    alt_text : str
        What the chart shows, for those who do not see it.
    table : sequence of dict
        The same numbers as a table, by the names of its columns.
    """
    numbers, table = table, _exact(table)
    if rows:
        st.altair_chart(chart, alt=alt_text)
    else:
        st.caption("There is nothing to draw: no tap of this layer falls on the input.")
    with st.popover("The numbers of this chart", icon=":material/table:"):
        columns = [
            name
            for name, value in (table[0] if table else {}).items()
            if not isinstance(value, str)
        ]
        st.dataframe(
            list(table),
            hide_index=True,
            width="content",
            column_config={name: _column(table, name) for name in columns},
        )
        rows_file(numbers, re.sub(r"\W+", "-", alt_text.partition(" of ")[0].lower()))


_MOST_EXACT = 2**53  # a browser's numbers are whole up to here


def _exact(table: Sequence[Row]) -> list[Row]:
    """The table, with columns as text whose whole numbers are too large for a browser.

    Examples
    --------
    >>> _exact([{"MACs": 2**60, "N": 3}])
    [{'MACs': '1,152,921,504,606,846,976', 'N': 3}]
    """
    large = {
        name
        for row in table
        for name, value in row.items()
        if isinstance(value, int) and value > _MOST_EXACT
    }
    return [
        {name: written(value) if name in large else value for name, value in row.items()}
        for row in table
    ]


def _drawable(rows: Sequence[Row]) -> alt.InlineData:
    """The data of a chart, whose place on an axis needs no more than a float's digits."""
    return alt.InlineData(
        values=[
            {
                name: float(value) if isinstance(value, int) and value > _MOST_EXACT else value
                for name, value in row.items()
            }
            for row in rows
        ]
    )


def _column(table: Sequence[Row], name: str) -> Any:
    """How a column of numbers is written: whole numbers in full, others with three digits."""
    whole = all(isinstance(row[name], int) for row in table)
    return WHOLE_NUMBERS if whole else st.column_config.NumberColumn(format="%,.3f")


def lines(
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    x: alt.X,
    y: alt.Y,
    tooltip: dict[str, str],
    threshold: tuple[float, str] | None = None,
) -> alt.LayerChart:
    """One line a kind, the layer as it stands marked on each.

    Parameters
    ----------
    rows : sequence of dict
        Keys "kind", "value" (across), "amount" (up), "current" (whether the layer itself),
        and those of `tooltip`.
    kinds : sequence of str
        In the order of the theme's colours.
    x, y : altair.X, altair.Y
        Scales, axes and titles of "value" and "amount".
    tooltip : dict of str to str
        What is shown when a point is touched: keys of a row, and their titles.
    threshold : (float, str), optional
        A value of the horizontal axis to mark, and the words there.
    """
    data = _drawable(rows)
    base = alt.Chart(data).encode(x=x, y=y, color=_colour(kinds), tooltip=_tooltip(tooltip))
    shape = _shape(kinds)
    layers: list[Any] = [
        alt.Chart(data)
        .mark_rule(color=_line_colour(), strokeDash=[4, 4])
        .encode(x=x)
        .transform_filter("datum.current"),
        # A scale for the dashes would dash the marks in the legend as well.
        *(
            base.mark_line(strokeWidth=2.5, strokeDash=_DASHES[kind]).transform_filter(
                f"datum.kind == '{kind}'"
            )
            for kind in kinds
        ),
        base.mark_point(filled=True, size=45, opacity=1).encode(shape=shape),
        base.mark_point(filled=True, size=150, opacity=1)
        .encode(shape=shape)
        .transform_filter("datum.current"),
        # Invisible and large: easy to hit with a pointer or a thumb.
        base.mark_point(filled=True, size=700, opacity=0),
    ]
    if threshold is not None:
        mark = alt.Chart(
            alt.InlineData(values=[dict(zip(("value", "words"), threshold, strict=True))])
        )
        layers += [
            mark.mark_rule(color=_line_colour(), strokeDash=[1, 3], strokeWidth=2).encode(x=x),
            # Above the plot: no line runs through the words there.
            mark.mark_text(
                color=_line_colour(),
                align="left",
                baseline="bottom",
                dx=-4,
                dy=-4,
                fontSize=12,
                clip=False,
            ).encode(x=x, y=alt.value(0), text="words:N"),
        ]
    return _layer_chart(layers)


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


def bars(rows: Sequence[Row], kinds: Sequence[str], measures: Sequence[str]) -> alt.LayerChart:
    """Shares of a whole: groups of bars, one for each kind, with the share written beside it.

    Parameters
    ----------
    rows : sequence of dict
        Keys "kind", "measure", "share", "label" (beside the bar) and "exact" (the number).
    kinds, measures : sequence of str
        In the order to draw them in.
    """
    data = _drawable(rows)
    most = max([1.0, *(row["share"] for row in rows)])
    base = alt.Chart(data).encode(
        x=alt.X("share:Q")
        .scale(domain=[0, most * 1.35])
        .axis(format=".0%", values=[0, 0.5, 1, *range(2, math.ceil(most) + 1)], title=None),
        y=alt.Y("measure:N").sort(list(measures)).axis(title=None, labelLimit=120),
        yOffset=alt.YOffset("kind:N").sort(list(kinds)),
        tooltip=_tooltip({"kind": "layer", "measure": "of", "exact": "amount", "label": "share"}),
    )
    return _layer_chart(
        [
            alt.Chart(alt.InlineData(values=[{"share": 1}]))
            .mark_rule(color=_line_colour(), strokeDash=[4, 4])
            .encode(x="share:Q"),
            base.mark_bar(cornerRadiusEnd=2).encode(color=_colour(kinds, legend=False)),
            base.mark_text(align="left", dx=6, color=_line_colour(), fontSize=13).encode(
                text="label:N"
            ),
        ],
        height=_LOW,
    )


def roofline(
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    peak: float,
    bandwidth: float,
    tooltip: dict[str, str],
) -> alt.LayerChart:
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
        As for `lines`.
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
    names = [
        {
            "intensity": math.sqrt(least * ridge),
            "rate": bandwidth * math.sqrt(least * ridge),
            "text": f"memory, {bandwidth / 1e9:.0f} GB/s",
        },
    ]
    top = [{"intensity": ridge, "rate": peak, "text": f"arithmetic, {peak / 1e9:.0f} GMAC/s"}]
    x = alt.X("intensity:Q").scale(type="log", domain=[least, most], nice=False)
    x = x.axis(title="arithmetic intensity, MACs per byte", format="~g", values=tens(least, most))
    y = alt.Y("rate:Q").scale(type="log", domain=[lowest, peak * 2.5], nice=False)
    y = y.axis(title="MACs per second", labelExpr=AXIS_LABELS, values=tens(lowest, peak * 2.5))
    base = alt.Chart(_drawable(rows)).encode(
        x=x, y=y, color=_colour(kinds), shape=_shape(kinds), tooltip=_tooltip(tooltip)
    )
    return _layer_chart(
        [
            alt.Chart(alt.InlineData(values=edges))
            .mark_line(color=_line_colour(), strokeWidth=2)
            .encode(x=x, y=y),
            alt.Chart(alt.InlineData(values=names))
            .mark_text(align="left", dx=6, dy=12, color=_line_colour(), fontSize=12)
            .encode(x=x, y=y, text="text:N"),
            alt.Chart(alt.InlineData(values=top))
            .mark_text(align="left", dx=-4, dy=-10, color=_line_colour(), fontSize=12)
            .encode(x=x, y=y, text="text:N"),
            base.mark_point(filled=True, size=190, opacity=1),
            base.mark_point(filled=True, size=900, opacity=0),
        ],
        height=_LOW,
    )


def _line_colour() -> str:
    """The colour of lines and words that belong to no layer."""
    return THEMES["dark" if st.context.theme.type == "dark" else "light"]["--st-text-color"]


def _colour(kinds: Sequence[str], *, legend: bool = True) -> alt.Color:
    scale = alt.Color("kind:N", title=None).scale(domain=list(kinds))
    return scale if legend else scale.legend(None)


def _shape(kinds: Sequence[str]) -> alt.Shape:
    scale = alt.Shape("kind:N", title=None)
    return scale.scale(domain=list(kinds), range=[_MARKS[kind] for kind in kinds])


def _tooltip(titles: dict[str, str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{key}:N", title=title) for key, title in titles.items()]


def _layer_chart(layers: Sequence[Any], height: int = _HEIGHT) -> alt.LayerChart:
    chart: Any = alt.layer(*layers).properties(height=height)
    drawn: alt.LayerChart = chart.configure_legend(orient="top", symbolSize=120, labelLimit=0)
    return drawn
