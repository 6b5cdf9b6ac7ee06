"""Numbers as Arrow's bytes, which Streamlit sends as they are, without the library pandas.

Streamlit makes a table of pandas of anything else, and pandas takes the server 45 MB. Arrow takes it
25 MB: it is loaded when somebody first opens a table to type in. `dwconv.ui.streamlit_without_pandas` is
the other half.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from dwconv.ui.parameters.table import Array


def arrow_table(values: Array) -> pa.Table:
    """Return numbers as pandas would, with the numbers of rows and columns as their headings.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)

    Examples
    --------
    >>> arrow_table(np.float32([[1, 2], [3, 4.5]])).to_pydict()
    {'0': [1.0, 3.0], '1': [2.0, 4.5]}
    """
    import pyarrow as pa

    rows, columns = values.shape
    names = [str(column) for column in range(columns)]
    number = pa.float64()

    def array(column: Array) -> pa.Array:
        """Made from its bytes: from a list, Arrow would look whether it is one of pandas."""
        numbers = pa.py_buffer(column.astype(np.float64).tobytes())
        return pa.Array.from_buffers(number, rows, [None, numbers])

    return pa.Table.from_arrays(
        [array(column) for column in values.T],
        schema=pa.schema(
            [pa.field(name, number) for name in names],
            metadata={b"pandas": _description(names, rows)},
        ),
    )


def _description(names: list[str], rows: int) -> bytes:
    """What pandas writes beside a table, which a browser reads: the kinds, and where the index is."""
    columns: list[dict[str, Any]] = [
        {
            "name": name,
            "field_name": name,
            "pandas_type": "float64",
            "numpy_type": "float64",
            "metadata": None,
        }
        for name in names
    ]
    header = {
        "name": None,
        "field_name": None,
        "pandas_type": "unicode",
        "numpy_type": "str",
        "metadata": {"encoding": "UTF-8"},
    }
    index = {"kind": "range", "name": None, "start": 0, "stop": rows, "step": 1}
    return json.dumps(
        {
            "index_columns": [index],
            "column_indexes": [header],
            "columns": columns,
            "attributes": {},
            "creator": {"library": "pyarrow", "version": version("pyarrow")},
            "pandas_version": version("pandas"),
        }
    ).encode()
