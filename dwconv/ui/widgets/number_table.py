"""A table of numbers in which a visitor types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dwconv.ui.parameters.table import Array
from dwconv.ui.parameters.typed_values import LARGEST

_COLUMN = st.column_config.NumberColumn(min_value=-LARGEST, max_value=LARGEST, required=True)


def number_table(
    values: Array,
    key: str,
    on_change: Callable[..., None],
    args: tuple[Any, ...],
    *,
    disabled: bool = False,
) -> None:
    """Show the table.

    Parameters
    ----------
    values : ndarray, shape (rows, columns)
        What it is opened with.
    key : str
        ``st.session_state[key]`` is then for `dwconv.ui.parameters.typed_values.read_edits`.
    on_change : callable
        Called with `args` before the run that a change causes.
    args : tuple
    disabled : bool, optional
        Whether it can only be read.
    """
    try:
        st.data_editor(
            values,
            key=key,
            on_change=on_change,
            args=args,
            column_config={str(column): _COLUMN for column in range(values.shape[1])},
            disabled=disabled,
            hide_index=False,
            width="content",
        )
    except (TypeError, ValueError, LookupError, AttributeError):
        # Edits that no browser sends for a table of this size: Streamlit does not check them.
        st.warning(
            "The server did not understand the change in this table. Reload the page and type it again."
        )
