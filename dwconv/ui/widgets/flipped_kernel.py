"""Correlation and convolution beside each other: the kernel as it is, and turned by 180 degrees."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dwconv.engine.depthwise import depthwise
from dwconv.ui import cached, session
from dwconv.ui.components.planes_side_by_side import Plane, cell_texts, planes_side_by_side
from dwconv.ui.parameters.table import TYPED, Array
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.markdown import show_caption, show_text

_OPEN = "flip"  # as in the table of parameters: a link opens it


@st.fragment
def flipped_kernel() -> None:
    """Show the panel. Closed, it computes nothing."""
    part = st.expander(
        "Convolution or correlation? Turn the filters by 180°",
        icon=":material/flip:",
        key=_OPEN,
        expanded=bool(lab().values[_OPEN]),
        on_change=session.control_changed,
    )
    if part.open:
        with part:
            _show(lab())
    session.rerun_if_needed()


def turned(filter: Array) -> Array:
    """Return the kernels turned by 180 degrees, rows and columns in reverse order.

    Examples
    --------
    >>> turned(np.arange(4.0).reshape(2, 2, 1, 1)).ravel().tolist()
    [3.0, 2.0, 1.0, 0.0]
    """
    return np.ascontiguousarray(filter[::-1, ::-1])


def _show(current: Lab) -> None:
    show_text(
        "TensorFlow, PyTorch and the others compute a **correlation**: the first weight meets the first pixel "
        "of the window. A **convolution** in mathematics, and in `scipy.signal.convolve`, turns the "
        "filter by 180° first. Below: channel 0 with its filter 0, both ways."
    )
    other = turned(current.filter)
    output = cached.output(current)[0, :, :, 0]
    convolved = depthwise(current.spec, current.input, other)[0, :, :, 0]
    most = max(float(np.abs(output).max()), float(np.abs(convolved).max()))
    tables = [
        _plane("The filter as it is stored", current.filter[:, :, 0, 0]),
        _plane("Correlation (TensorFlow)", output, most),
        _plane("The filter turned by 180°", other[:, :, 0, 0]),
        _plane("Convolution", convolved, most),
    ]
    planes_side_by_side(tables, None, 0, key="turned-kernel")
    if np.array_equal(current.filter, other):
        show_caption("These kernels are the same when they are turned, so both outputs are equal.")
    if not session.restrictions().any():
        st.button(
            "Turn the filters of the layer",
            icon=":material/rotate_right:",
            on_click=_type_turned_kernels,
            help="The player then shows the convolution. Press it again to turn them back.",
        )


def _plane(title: str, values: Array, most: float = 0.0) -> Plane:
    return Plane(title, values, cell_texts(values), most or float(np.abs(values).max()))


def _type_turned_kernels() -> None:
    """Type the turned kernels into the layer."""
    session.replace_typed({"kernel": turned(lab().filter)})
    session.set_controls({"kernel": TYPED})
