"""Streamlit's table to type in without the library pandas, which takes the server 45 MB.

Undocumented parts of Streamlit, as in `dwconv.ui.streamlit_internals`. `dwconv.ui.widgets.arrow_tables`
makes the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit import dataframe_util
from streamlit.elements.lib.column_config_utils import (
    INDEX_IDENTIFIER,
    marshall_column_config,
    process_config_mapping,
)
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.elements.widgets.data_editor import DataEditorSerde
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import register_widget

if TYPE_CHECKING:
    import pyarrow as pa


def show_editor(
    numbers: pa.Table,
    columns: Mapping[str, Any],
    key: str,
    on_change: Callable[..., None],
    args: tuple[Any, ...],
    *,
    disabled: bool,
) -> None:
    """Show a table to type in, as `st.data_editor` does for a fixed number of rows.

    Streamlit's own makes a table of pandas to apply to it what was typed. Here that is only read, from
    ``st.session_state[key]``.

    Parameters
    ----------
    numbers : pyarrow.Table
        With the numbers of the rows as its index.
    columns : mapping of str to column configuration
    key, on_change, args, disabled
        Of `st.data_editor`.
    """
    serde, context = DataEditorSerde(), get_script_run_ctx()
    sent = Dataframe(disabled=disabled, editing_mode=Dataframe.EditingMode.FIXED)
    sent.arrow_data.data = dataframe_util.convert_arrow_table_to_arrow_bytes(numbers)
    marshall_column_config(
        sent, process_config_mapping({**columns, INDEX_IDENTIFIER: {"hidden": False}})
    )
    sent.id = compute_and_register_element_id(
        "data_editor",
        user_key=key,
        key_as_main_identity={"shape", "disabled"},
        dg=st._main,
        shape=str(numbers.shape),
        disabled=disabled,
    )
    register_widget(
        sent.id,
        on_change_handler=on_change,
        args=args,
        deserializer=serde.deserialize,
        serializer=serde.serialize,
        ctx=context,
        value_type="string_value",
        disabled=disabled,
    )
    st._main._enqueue("dataframe", sent, layout_config=LayoutConfig(width="content"))
