"""Tables of texts and numbers, handed to Streamlit as Arrow's, without the library pandas.

Streamlit makes a table of pandas of anything else, and pandas takes the server 45 MB.
`dwconv.ui.streamlit_speed.show_arrow_tables_without_pandas` is the other half.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import streamlit as st

from dwconv.ui.widgets.number_text import with_minus, written

if TYPE_CHECKING:
    import pyarrow as pa

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
Columns = Mapping[str, Sequence[Any]]
Rows = Sequence[Mapping[str, Any]]


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
    texts = {heading: list(map(_as_text, column)) for heading, column in _by_columns(table).items()}
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
    return cell if isinstance(cell, str) else written(cell, 4).replace("-", "−")


def show_scrolling_table(table: Columns | Rows, **options: Any) -> Any:
    """Show a table that can be sorted and scrolled; return what is selected in it.

    Parameters
    ----------
    table : mapping of str to sequence, or sequence of mapping
        As for `show_table`.
    **options
        Of `st.dataframe`.
    """
    return st.dataframe(arrow_table(table), lazy=False, **({"hide_index": True} | options))


def show_numbers(table: Mapping[str, Sequence[Any]], **options: Any) -> None:
    """Show a table whose negative numbers have a minus sign, not a hyphen.

    Parameters
    ----------
    table : mapping of str to sequence
        Numbers stand at the right, all else at the left.
    **options
        Of `st.dataframe`.
    """
    is_number = {
        name: not any(isinstance(each, str) for each in column) for name, column in table.items()
    }
    text = {
        name: [with_minus(each) if is_number[name] else each for each in column]
        for name, column in table.items()
    }
    right = st.column_config.TextColumn(alignment="right")
    columns = {name: right for name in table if is_number[name]}
    show_scrolling_table(text, column_config=columns, **options)


def arrow_table(table: Columns | Rows) -> pa.Table:
    """Return a table as pandas would make it, with the numbers of the rows as its index.

    A column that has text beside numbers, or anything else, is a column of texts.

    Examples
    --------
    >>> arrow_table([{"layer": "conv1", "MACs": 27}, {"layer": "fc"}]).to_pydict()
    {'layer': ['conv1', 'fc'], 'MACs': [27.0, None]}
    """
    import pyarrow as pa

    columns = _by_columns(table)
    kinds = {name: _kind(values) for name, values in columns.items()}
    length = len(next(iter(columns.values()), ()))
    return pa.Table.from_arrays(
        [_array(values, kinds[name]) for name, values in columns.items()],
        schema=pa.schema(
            [pa.field(name, _arrow_type(kind)) for name, kind in kinds.items()],
            metadata={b"pandas": _description(kinds, length)},
        ),
    )


def _by_columns(table: Columns | Rows) -> Columns:
    if isinstance(table, Mapping):
        return table
    names = dict.fromkeys(name for row in table for name in row)
    return {name: [row.get(name) for row in table] for name in names}


def _kind(values: Sequence[Any]) -> type:
    """The kind of a column's values; whole numbers with an empty cell are floats, as in pandas."""
    numbers = [value for value in values if value is not None]
    if any(type(value) is bool or not isinstance(value, int | float) for value in numbers):
        return str
    if len(numbers) < len(values) or any(isinstance(value, float) for value in numbers):
        return float
    return int if all(abs(value) < 2**63 for value in numbers) else str


def _arrow_type(kind: type) -> pa.DataType:
    import pyarrow as pa

    types = {str: pa.large_string(), int: pa.int64(), float: pa.float64()}
    return types[kind]


def _array(values: Sequence[Any], kind: type) -> pa.Array:
    """Make an array from its bytes: from a list, Arrow would look whether it is one of pandas."""
    import pyarrow as pa

    def buffer(array: np.ndarray[Any, Any]) -> pa.Buffer:
        return pa.py_buffer(array.tobytes())

    if kind is str:
        there = np.array([value is not None for value in values])
        coded = [b"" if value is None else str(value).encode() for value in values]
        ends = np.cumsum([0, *map(len, coded)], dtype=np.int64)
        parts = [buffer(ends), pa.py_buffer(b"".join(coded))]
    else:
        numbers = np.array(values, np.int64 if kind is int else np.float64)
        there = ~np.isnan(numbers)
        parts = [buffer(numbers)]
    empty = None if there.all() else buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(_arrow_type(kind), len(values), [empty, *parts])


_NAMES_IN_PANDAS = {str: ("object", "str"), int: ("int64",) * 2, float: ("float64",) * 2}


def _description(kinds: Mapping[str, type], length: int) -> bytes:
    """What pandas writes beside a table, which a browser reads: the kinds, and where the index is."""
    columns = [
        {
            "name": name,
            "field_name": name,
            "pandas_type": _NAMES_IN_PANDAS[kind][0],
            "numpy_type": _NAMES_IN_PANDAS[kind][1],
            "metadata": None,
        }
        for name, kind in kinds.items()
    ]
    header = {
        "name": None,
        "field_name": None,
        "pandas_type": "unicode",
        "numpy_type": "str",
        "metadata": {"encoding": "UTF-8"},
    }
    index = {"kind": "range", "name": None, "start": 0, "stop": length, "step": 1}
    return json.dumps(
        {
            "index_columns": [index],
            "column_indexes": [header],
            "columns": columns,
            "attributes": {},
            "creator": {"library": "pyarrow", "version": _version("pyarrow")},
            "pandas_version": _version("pandas"),
        }
    ).encode()


@lru_cache
def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
