"""A table of numbers in which a visitor types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dwconv.ui.parameters.table import Array
from dwconv.ui.parameters.typed_values import LARGEST
from dwconv.ui.streamlit_without_pandas import show_editor
from dwconv.ui.widgets.arrow_tables import arrow_table

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
    names = [str(column) for column in range(values.shape[1])]
    show_editor(
        arrow_table(values), dict.fromkeys(names, _COLUMN), key, on_change, args, disabled=disabled
    )
