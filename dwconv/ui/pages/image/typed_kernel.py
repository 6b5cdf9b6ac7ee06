"""The table in which a visitor types a kernel."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dwconv.ui import session
from dwconv.ui.pages.image.convolution import Convolution, kernel_names
from dwconv.ui.pages.image.kernel_values import (
    LARGEST,
    link_text,
    store_typed_kernel,
    typed_kernel,
    write_link,
)
from dwconv.ui.parameters.table import TYPED, Array
from dwconv.ui.parameters.typed_values import read_edits
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.number_table import number_table


def show_typed_kernel(current: Convolution) -> None:
    """Show a table for the kernel, if a typed one is chosen."""
    if not any(TYPED in row for row in kernel_names(current.values)):
        return
    side = current.spec.kernel[0]
    show_text("## The typed kernel")
    before = typed_kernel(side)
    key = f"image-kernel-{side}-{link_text()}"
    number_table(before.copy(), key, _store_edits, (key, before))
    write_link(before)


def _store_edits(key: str, before: Array) -> None:
    """Apply what was typed into the table to the kernel that it showed."""
    kernel = before.copy()
    for row, column, number in read_edits(st.session_state.get(key), kernel.shape):
        kernel[row, column] = np.clip(number, -LARGEST, LARGEST)
    store_typed_kernel(kernel)
    session.clear_warnings()
