"""A table that scrolls: sorted by its headings, with bars for shares, and with rows to choose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from dwconv.player.component import do_nothing
from dwconv.ui.components.mount_component import component
from dwconv.ui.session import sent_by
from dwconv.ui.widgets.number_text import with_minus, written

_HTML = '<div class="scrolling"></div><p class="dw-unseen" role="status"></p>'
_ROW = 34  # pixels; as scrolling_table.css
_TALLEST = 420


def scrolling_table(
    columns: Mapping[str, Sequence[Any]],
    about: str,
    *,
    key: str,
    shares: Collection[str] = (),
    sortable: bool = True,
    on_choose: Callable[[], None] | None = None,
    opening: Collection[int] = (),
) -> int | None:
    """Draw the table, and return which of its rows is chosen.

    Parameters
    ----------
    columns : mapping of str to sequence
        By their headings. Columns of numbers stand at the right; None is an empty cell.
    about : str
        What the table holds, for screen readers.
    key : str
        Of the session: another table under another key starts with no row chosen.
    shares : collection of str, optional
        Headings of columns with shares of a whole, which are drawn as bars.
    sortable : bool, optional
        Whether a click on a heading sorts.
    on_choose : callable, optional
        Called before the run that a choice of a row causes; without it no row can be chosen.
    opening : collection of int, optional
        The rows whose choice opens something: their names look like links.

    Returns
    -------
    int or None
        The number of the row that is chosen, in the order of `columns`.
    """
    rows = len(next(iter(columns.values()), ()))
    sent = sent_by(key, "at") if on_choose else None
    row = sent.get("row") if isinstance(sent, dict) else None
    chosen = row if type(row) is int and 0 <= row < rows else None
    height = min(_ROW * (rows + 1) + 2, _TALLEST)
    state = {
        "chosen": chosen,
        "choosable": on_choose is not None,
        "height": height,
        "opening": list(opening),
    }
    # With its height given, nothing below it moves when the script has drawn it.
    component("scrolling_table", _HTML)(
        key=key,
        data=table_data(columns, about, shares=shares, sortable=sortable) | state,
        height=height,
        on_at_change=on_choose or do_nothing,
    )
    return chosen


def table_data(
    columns: Mapping[str, Sequence[Any]], about: str, *, shares: Collection[str], sortable: bool
) -> dict[str, Any]:
    """The texts and numbers of the table, for JavaScript.

    Examples
    --------
    >>> data = table_data({"op": ["a"], "n": [-1200]}, "ops", shares=(), sortable=False)
    >>> [(column["kind"], column["texts"]) for column in data["columns"]]
    [('text', ['a']), ('number', ['−1,200'])]
    >>> data = table_data({"of": [0.018]}, "parts", shares=["of"], sortable=True)
    >>> data["columns"]
    [{'name': 'of', 'kind': 'share', 'texts': ['1.80%'], 'values': [0.018]}]
    """
    return {
        "about": about,
        "sortable": sortable,
        "columns": [
            _column(name, list(values), name in shares) for name, values in columns.items()
        ],
    }


def _column(name: str, values: list[Any], is_share: bool) -> dict[str, Any]:
    if is_share:
        texts = [f"{value:.2%}" for value in values]
        return {"name": name, "kind": "share", "texts": texts, "values": values}
    if any(isinstance(value, str) for value in values):
        return {"name": name, "kind": "text", "texts": values, "values": []}
    return {"name": name, "kind": "number", "texts": [_text(each) for each in values]} | {
        "values": [_order(value) for value in values]
    }


def _text(value: float | None) -> str:
    if value is None:
        return ""
    return written(value).replace("-", "−") if isinstance(value, int) else with_minus(value)


def _order(value: float | None) -> float:
    """A number by which JavaScript sorts: JSON has neither NaN nor infinity."""
    return value if value is not None and abs(value) < float("inf") else 0
