"""A table as a CSV file, behind a button below it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dwconv.ui.download_limits import in_turn
from dwconv.ui.file_names import file_name


def table_file(columns: Mapping[str, Sequence[Any]], name: str) -> None:
    """Show the button.

    Parameters
    ----------
    columns : mapping of str to sequence
        The table by the headings of its columns.
    name : str
        What the table holds, for the file's name.
    """
    st.download_button(
        "CSV",
        in_turn(lambda: write_table(columns)),
        file_name=file_name(name, "csv"),
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"csv-{name}",
        help="This table as a file for a spreadsheet",
    )


def write_table(columns: Mapping[str, Sequence[Any]]) -> str:
    r"""The text of the file.

    Examples
    --------
    >>> write_table({"tool": ["fvcore", "XLA, fused"], "MACs": [4608, 3872]})
    'tool,MACs\r\nfvcore,4608\r\n"XLA, fused",3872\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    # A backtick marks a shape on screen. In a spreadsheet it is only in the way.
    writer.writerows(
        [cell.replace("`", "") if isinstance(cell, str) else cell for cell in row]
        for row in zip(*columns.values(), strict=True)
    )
    return text.getvalue()


def rows_file(rows: Sequence[Mapping[str, Any]], name: str) -> None:
    """Show the button for a table that is given row by row."""
    if rows:
        table_file({heading: [row[heading] for row in rows] for heading in rows[0]}, name)
