"""Tables as Arrow's bytes, which Streamlit sends as they are, without the library pandas.

Streamlit makes a table of pandas of anything else, and pandas takes the server 45 MB.
`dwconv.ui.streamlit_without_pandas` is the other half.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Sequence[Any]]
Rows = Sequence[Mapping[str, Any]]


def arrow_table(table: Columns | Rows) -> pa.Table:
    """Return a table as pandas would make it, with the numbers of the rows as its index.

    A column that has text beside numbers, or anything else, is a column of texts.

    Examples
    --------
    >>> arrow_table([{"layer": "conv1", "MACs": 27}, {"layer": "fc"}]).to_pydict()
    {'layer': ['conv1', 'fc'], 'MACs': [27.0, None]}
    """
    import pyarrow as pa

    columns = by_columns(table)
    kinds = {name: _kind(values) for name, values in columns.items()}
    length = len(next(iter(columns.values()), ()))
    return pa.Table.from_arrays(
        [_array(values, kinds[name]) for name, values in columns.items()],
        schema=pa.schema(
            [pa.field(name, _arrow_type(kind)) for name, kind in kinds.items()],
            metadata={b"pandas": _description(kinds, length)},
        ),
    )


def by_columns(table: Columns | Rows) -> Columns:
    """Return a table by its columns; a row without a cell has None there."""
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
