"""Tables that go to the browser without pandas: the same bytes, and pandas is not loaded."""

import json
import math
import sys

import pytest
from streamlit import dataframe_util
from streamlit.elements import table as streamlit_table
from streamlit.testing.v1 import AppTest

from dwconv.ui.streamlit_without_pandas import show_arrow_tables_without_pandas
from dwconv.ui.widgets.arrow_tables import arrow_table

TABLES = [
    {"op": ["conv", "größer ∗", ""], "MACs": [27, -3, 2**53], "share": [0.5, 1, math.nan]},
    {"op": ["conv", None], "some": [3, None], "update": range(2)},
    [{"layer": "a", "kernel": "3×3", "N": 3}, {"layer": "b", "share": 0.25}],
    [],
]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sent_as_pandas_would_send_it(table):
    sent = dataframe_util.convert_arrow_table_to_arrow_bytes(arrow_table(table))
    if table:
        assert sent == dataframe_util.convert_anything_to_arrow_bytes(table)
    assert dataframe_util.convert_arrow_bytes_to_pandas_df(sent).shape[0] == len(
        table["op"] if isinstance(table, dict) else table
    )


def test_text_beside_numbers_and_numbers_beyond_64_bits_are_texts():
    table = {"mixed": [1, "–", None], "large": [2**64, 1, 2], "yes": [True, False, True]}
    assert arrow_table(table).to_pydict() == {
        "mixed": ["1", "–", None],
        "large": ["18446744073709551616", "1", "2"],
        "yes": ["True", "False", "True"],
    }


def show_all_kinds() -> None:
    import numpy as np

    from dwconv.ui.widgets.number_table import number_table
    from dwconv.ui.widgets.tables import show_table

    number_table(np.float32([[1, 2]]), "typed", print, ())
    show_table({"op": ["a"], "MACs": [1]}, "macs")


def test_no_kind_of_table_loads_pandas(monkeypatch):
    monkeypatch.setattr(
        dataframe_util, "determine_data_format", dataframe_util.determine_data_format
    )
    monkeypatch.setattr(streamlit_table, "_compute_hide_index", streamlit_table._compute_hide_index)
    show_arrow_tables_without_pandas()
    monkeypatch.setitem(sys.modules, "pandas", None)  # an import fails
    app = AppTest.from_function(show_all_kinds).run()
    assert not app.exception
    assert [app.table[0].proto.hide_index, len(app.data_editor)] == [True, 1]


def show_both_editors() -> None:
    import numpy as np
    import streamlit as st

    from dwconv.ui.widgets import number_table

    values = np.float32([[1, -2.5, 0.1], [3, 1e6, 0]])
    for disabled in False, True:
        number_table.number_table(values, f"lean {disabled}", print, (), disabled=disabled)
        st.data_editor(
            values,
            key=f"usual {disabled}",
            on_change=print,
            column_config=dict.fromkeys("012", number_table._COLUMN),
            disabled=disabled,
            hide_index=False,
            width="content",
        )


def test_a_table_to_type_in_is_the_one_of_streamlit():
    app = AppTest.from_function(show_both_editors).run()
    assert not app.exception
    lean, usual, lean_locked, usual_locked = app.data_editor
    for ours, theirs in (lean, usual), (lean_locked, usual_locked):
        assert ours.value.astype("float32").equals(theirs.value)
        assert json.loads(ours.proto.columns) == json.loads(theirs.proto.columns)
        for sent in ours.proto, theirs.proto:
            sent.ClearField("id")
            sent.ClearField("arrow_data")
            sent.ClearField("columns")
        assert ours.proto == theirs.proto
    assert lean.proto != lean_locked.proto
