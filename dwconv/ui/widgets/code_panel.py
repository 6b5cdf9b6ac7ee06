"""A program behind a heading, which is written once a visitor opens it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


@st.fragment
def code_panel(heading: str, write: Callable[[], str], key: str) -> None:
    """Show the panel. Closed, it writes nothing: the numbers of a large layer take a second.

    Parameters
    ----------
    heading : str
    write : callable
        Returns the program, in Python.
    key : str
    """
    panel = st.expander(heading, icon=":material/code:", key=key, on_change="rerun")
    if panel.open:
        with panel:
            st.code(write(), language="python", height=320)
