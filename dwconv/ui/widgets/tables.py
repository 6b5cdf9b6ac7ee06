"""Tables of texts and numbers, and how their numbers are aligned and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal

import streamlit as st

from dwconv.ui.components.scrolling_table import scrolling_table
from dwconv.ui.widgets.arrow_tables import Columns, Rows, arrow_table, by_columns
from dwconv.ui.widgets.markdown import in_one_line
from dwconv.ui.widgets.number_text import written

_NUMBER = re.compile(r"[−-]?\d[\d,.]*%?( more)?")
_DIGIT = re.compile(r"\d")

MOST_COLUMNS = 12
"""How many columns of a table the style sheet knows."""

RULES = "\n".join(
    f'[class*="right{at}_"] :is(th, td):nth-child({at}) {{ text-align: right !important; }}'
    for at in range(1, MOST_COLUMNS + 1)
)
"""The rules of the style sheet that `show_table` needs."""

Height = Literal["content"] | int


def show_table(table: Columns | Rows, name: str, *, height: Height = "content") -> None:
    """Show a table: columns of numbers at the right, and so their headings; all else at the left.

    Parameters
    ----------
    table : mapping of str to sequence, or sequence of mapping
        By columns or by rows. Text is Markdown; None is an empty cell.
    name : str
        Its own among the tables of the page.
    height : int or "content", optional
        Pixels from which it scrolls below its headings.
    """
    texts = {heading: list(map(_as_text, column)) for heading, column in by_columns(table).items()}
    places = [at for at, column in enumerate(texts.values(), start=1) if are_numbers(column)]
    marks = "".join(f"right{at}_" for at in places)
    with st.container(key=f"table_{name}_{marks}"):
        st.table(arrow_table(texts), hide_index=True, width="content", height=height)


def are_numbers(column: Sequence[str]) -> bool:
    """Whether a column is one of numbers: some are, and the others have no digits.

    Examples
    --------
    >>> are_numbers(["1,944", "−3", "does not count it"]), are_numbers(["3×3", "(1, 2)"])
    (True, False)
    """
    others = [cell for cell in column if not _NUMBER.fullmatch(cell)]
    return len(others) < len(column) and not any(map(_DIGIT.search, others))


def _as_text(cell: Any) -> str:
    if cell is None:  # there is no such number
        return ""
    if not isinstance(cell, str):
        return written(cell, 4).replace("-", "−")
    return in_one_line(cell)


def show_scrolling_table(
    table: Columns | Rows,
    name: str,
    about: str,
    *,
    shares: Collection[str] = (),
    sortable: bool = True,
    on_choose: Callable[[], None] | None = None,
    opening: Collection[int] = (),
) -> int | None:
    """Show a long table, or one with bars; return which of its rows is chosen.

    Parameters
    ----------
    table : mapping of str to sequence, or sequence of mapping
        By columns or by rows. Columns of numbers, and so their headings, stand at the right.
    name : str
        Its own among the tables of the page.
    about, shares, sortable, on_choose, opening
        As for `dwconv.ui.components.scrolling_table.scrolling_table`.
    """
    return scrolling_table(
        by_columns(table),
        about,
        key=f"scrolling-{name}",
        shares=shares,
        sortable=sortable,
        on_choose=on_choose,
        opening=opening,
    )
