"""Tables: Markdown that shows every text as it is, and one to type in without pandas."""

import json
import re
import sys

import markdown_it
import numpy as np
import pytest
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

from dwconv.ui.widgets.arrow_tables import arrow_table
from dwconv.ui.widgets.tables import table_in_markdown


def as_shown(columns: dict[str, list[object]]) -> list[list[str]]:
    """The cells of a table, row by row, as another reader of Markdown has them."""
    reader = markdown_it.MarkdownIt("commonmark").enable("table")
    html = reader.render(table_in_markdown(columns)[0])
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a|b"),
        (r"a\|b", "a|b"),
        ("`a|b`", "<code>a|b</code>"),
        ("<i>x</i>", "&lt;i&gt;x&lt;/i&gt;"),
        (r"\<i>", "&lt;i&gt;"),
        (r"\\<i>", r"\&lt;i&gt;"),
        ("two\nlines", "two lines"),
        ("**x**", "<strong>x</strong>"),
        (None, ""),
    ],
)
def test_each_cell_keeps_its_text_and_its_place(text, shown):
    table = {"before": ["b"], "text": [text], "after": ["a"]}
    assert as_shown(table) == [["before", "text", "after"], ["b", shown, "a"]]


def test_numbers_stand_at_the_right_and_are_heard_with_their_signs():
    text, has_words = table_in_markdown({"op": ["conv"], "n − 1": [-1944]})
    assert text.splitlines()[1] == "| --- | ---: |"
    assert has_words
    assert [re.findall(r'dw-unseen">([^<]*)', row) for row in text.splitlines()] == [
        ["n minus 1"],
        [],
        ["minus 1,944"],
    ]


def test_code_and_the_mark_of_the_chosen_row_are_heard_in_words():
    cells = ["`(C·M, *, a|b)`", "→ filter 0"]
    assert as_shown({"shape": cells})[1:] == [
        [
            '<span aria-hidden="true"><code>(C·M, *, a|b)</code></span>'
            '<span class="dw-unseen">(C times M, *, a|b)</span>'
        ],
        [
            '<span aria-hidden="true">→ </span><span class="dw-unseen">chosen: </span>filter 0',
        ],
    ]


def test_a_table_to_type_in_is_sent_as_pandas_would_send_it():
    import pandas as pd

    values = np.float32([[1, -2.5, 0.1], [3, 1e6, 0]])
    frame = pd.DataFrame({str(at): column for at, column in enumerate(values.T.astype(float))})
    sent = dataframe_util.convert_arrow_table_to_arrow_bytes(arrow_table(values))
    assert sent == dataframe_util.convert_anything_to_arrow_bytes(frame)


def show_both_kinds() -> None:
    import numpy as np

    from dwconv.ui.widgets.number_table import number_table
    from dwconv.ui.widgets.tables import show_table

    show_table({"op": ["a"], "MACs": [1]}, "macs")
    number_table(np.float32([[1, 2]]), "typed", print, ())


def test_no_table_loads_pandas(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)  # an import fails
    app = AppTest.from_function(show_both_kinds).run()
    assert not app.exception
    assert len(app.data_editor) == 1


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
