"""Tables in which the input and the kernels are typed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.ui import session
from dwconv.ui.address_bar import too_long_for_link
from dwconv.ui.cached.layer import names_of
from dwconv.ui.parameters.table import TYPED, Array
from dwconv.ui.parameters.typed_values import read_edits
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.number_table import number_table

_ORIGINALS = "_typed_originals"


def show_tables() -> None:
    """Show the tables for the input and the kernels whose values are typed."""
    current = lab()
    for source, control, values in (
        ("input", "input", current.input[0]),
        ("kernel", "weights", current.filter),
    ):
        if current.values[source] == TYPED and control not in session.restrictions().hidden:
            _show_table(current, source, values, locked=control in session.restrictions().locked)


def _show_table(current: Lab, source: str, values: Array, *, locked: bool) -> None:
    if source == "input":
        show_text("## Input" if locked else "## Input: type the values")
    else:
        show_text("## Filters" if locked else "## Filters: type the values")
    spec = current.spec
    slices: dict[str, tuple[int, ...]] = {}
    shown: dict[str, str] = {}  # what a choice says: where there are names of lanes, those
    for k, lane in enumerate(names_of(current) or [f"channel {k}" for k in range(spec.channels)]):
        if source == "input":
            slices[f"channel {k}"] = (k,)
            shown[f"channel {k}"] = lane
        else:
            slices |= {f"channel {k}, q = {q}": (k, q) for q in range(spec.multiplier)}
            shown |= {f"channel {k}, q = {q}": f"{lane}, q = {q}" for q in range(spec.multiplier)}
    chosen = next(iter(slices))
    if len(slices) > 1:
        chosen = st.pills(
            "channel" if source == "input" else "filter",
            list(slices),
            default=chosen,
            format_func=lambda name: shown.get(name, name),
            required=True,
            key=f"slice-{source}-{len(slices)}",
            label_visibility="collapsed",
        )
    st.space("small")  # the table's own tools appear there
    where: tuple[Any, ...] = (slice(None), slice(None), *slices[chosen])
    key = f"table-{source}-{values.shape}-{chosen}-{session.typed_version()}"
    # What a table was opened with: Streamlit adds the edits to that.
    originals = {
        name: original
        for name, original in st.session_state.get(_ORIGINALS, {}).items()
        if name in st.session_state
    }
    if key not in originals:
        originals[key] = values[where].copy()
    st.session_state[_ORIGINALS] = originals
    number_table(originals[key], key, _store_edits, (source, key, where, values), disabled=locked)
    if source in too_long_for_link():
        show_caption("These are too many values for a link: they stay in this browser.")


def _store_edits(source: str, key: str, where: tuple[Any, ...], values: Array) -> None:
    """Write a table's edits into the typed values."""
    session.clear_warnings()
    result = values.copy()
    table = result[where]
    for row, column, number in read_edits(st.session_state.get(key), table.shape):
        table[row, column] = number
    session.typed_values()[source] = result
