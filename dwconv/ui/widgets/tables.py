"""Tables of texts and numbers, and how their numbers are aligned and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from dwconv.player.signs_in_words import with_words
from dwconv.ui.components.scrolling_table import scrolling_table
from dwconv.ui.widgets.markdown import in_one_line
from dwconv.ui.widgets.number_text import written_alike

_NUMBER = re.compile(r"[−-]?\d[\d,.]*%?( more)?")
_DIGIT = re.compile(r"\d")
_CHOSEN = '<span aria-hidden="true">→ </span><span class="dw-unseen">chosen: </span>'
_ESCAPED_OR_CODE = re.compile(r"\\.|`[^`]*`|[|<]")

Columns = Mapping[str, Sequence[Any]]
Rows = Sequence[Mapping[str, Any]]


def show_table(table: Columns | Rows, name: str, *, scrolls: bool = False) -> None:
    """Show a table: columns of numbers at the right, and so their headings; all else at the left.

    Parameters
    ----------
    table : mapping of str to sequence, or sequence of mapping
        By columns or by rows. Text is Markdown; None is an empty cell. "→ " marks the chosen row.
    name : str
        Its own among the tables of the page.
    scrolls : bool, optional
        Whether its rows scroll below its headings where they are many.
    """
    text, has_words = table_in_markdown(by_columns(table))
    with st.container(key=f"table_{name}_{'scrolls' if scrolls else ''}"):
        st.markdown(text, unsafe_allow_html=has_words)


def table_in_markdown(columns: Columns) -> tuple[str, bool]:
    r"""Return a table in Markdown, and whether signs in it are heard as words, which takes HTML.

    Examples
    --------
    >>> text, has_words = table_in_markdown({"op": ["a|b", "<i>"], "MACs": [1944, None]})
    >>> print(text, has_words, sep="\n")
    | op | MACs |
    | --- | ---: |
    | a\|b | 1,944 |
    | \<i> |  |
    False
    """
    texts = {heading: _as_texts(column) for heading, column in columns.items()}
    lines = ["---:" if are_numbers(column) else "---" for column in texts.values()]
    plain = [list(map(_in_cell, row)) for row in (texts, *zip(*texts.values(), strict=True))]
    spoken = [list(map(_with_words, row)) for row in plain]
    rows = [spoken[0], lines, *spoken[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows), spoken != plain


def _with_words(cell: str) -> str:
    marked = cell.removeprefix("→ ")
    return with_words(cell) if marked == cell else _CHOSEN + with_words(marked)


def by_columns(table: Columns | Rows) -> Columns:
    """Return a table by its columns; a row without a cell has None there."""
    if isinstance(table, Mapping):
        return table
    names = dict.fromkeys(name for row in table for name in row)
    return {name: [row.get(name) for row in table] for name in names}


def _in_cell(text: str) -> str:
    r"""Escape what would end a cell, or begin HTML.

    Examples
    --------
    >>> print(_in_cell(r"a|b, `c|d <e>`, \<f>, <g>"))
    a\|b, `c\|d <e>`, \<f>, \<g>
    """

    def escaped(found: re.Match[str]) -> str:
        part = found[0]
        if part.startswith("\\"):
            return part
        return part.replace("|", r"\|") if part.startswith("`") else f"\\{part}"

    return _ESCAPED_OR_CODE.sub(escaped, text.replace("\n", " "))


def are_numbers(column: Sequence[str]) -> bool:
    """Whether a column is one of numbers: some are, and the others have no digits.

    Examples
    --------
    >>> are_numbers(["1,944", "−3", "does not count it"]), are_numbers(["3×3", "(1, 2)"])
    (True, False)
    """
    others = [cell for cell in column if not _NUMBER.fullmatch(cell)]
    return len(others) < len(column) and not any(map(_DIGIT.search, others))


def _as_texts(column: Sequence[Any]) -> list[str]:
    """The cells of a column as texts, its numbers with the same number of decimals; None is "".

    Examples
    --------
    >>> _as_texts([-0.25, None, 3, "no range"])
    ['−0.25', '', '3.00', 'no range']
    """
    numbers = [cell for cell in column if not (cell is None or isinstance(cell, str))]
    written = iter(written_alike(numbers, 4))
    return [
        ""
        if cell is None
        else in_one_line(cell)
        if isinstance(cell, str)
        else next(written).replace("-", "−")
        for cell in column
    ]


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
