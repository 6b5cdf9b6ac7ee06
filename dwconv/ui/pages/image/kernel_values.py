"""The kernel that a visitor typed in the Image lab: in the session and in the link."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dwconv.engine.sample_values import filter_from_names
from dwconv.ui import address_bar
from dwconv.ui.parameters.layer_values import crop_or_pad
from dwconv.ui.parameters.table import Array
from dwconv.ui.parameters.typed_values import IMAGE_KERNEL, read_typed, write_typed

LARGEST = 100.0  # of a typed weight

# Keys of the session.
_KERNEL = "_image_typed"
_LINK_TEXT = "_image_typed_text"  # the kernel as the URL was last seen or made to hold it


def typed_kernel(side: int) -> Array:
    """The typed kernel, cropped or padded with zeros; at first the identity."""
    kernel: Array | None = st.session_state.get(_KERNEL)
    if kernel is None:
        kernel = filter_from_names([["identity"]], side)[:, :, 0, 0]
    return crop_or_pad(kernel, (side, side))


def store_typed_kernel(kernel: Array) -> None:
    """Keep a kernel that was just typed."""
    st.session_state[_KERNEL] = kernel


def read_typed_kernel(side: int) -> list[str]:
    """Take over the kernel that a link holds, and return what was wrong with it."""
    text = address_bar.query().get(IMAGE_KERNEL)
    if text is None or text == st.session_state.get(_LINK_TEXT):
        return []
    kernel, wrong = read_typed(text, IMAGE_KERNEL, (side, side))
    st.session_state[_KERNEL] = np.clip(kernel, -LARGEST, LARGEST)
    st.session_state[_LINK_TEXT] = text
    return wrong


def link_text() -> str | None:
    """The typed kernel as the URL was last seen or made to hold it."""
    text: str | None = st.session_state.get(_LINK_TEXT)
    return text


def write_link(kernel: Array) -> None:
    """Put the typed kernel into the URL."""
    text = write_typed(kernel)
    address_bar.set_in_query(IMAGE_KERNEL, text)
    st.session_state[_LINK_TEXT] = text
