"""A place for an output that was computed elsewhere: it is compared with the layer's."""

from __future__ import annotations

import math

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.explain_output import ExplainedOutput, explain_output
from dwconv.files.tensors import read_tensors
from dwconv.ui.parameters.table import Array, number_row
from dwconv.ui.session import lab
from dwconv.ui.streamlit_internals import LOST_UPLOAD, forget_upload, is_lost_upload
from dwconv.ui.widgets.markdown import escape_markdown, show_text

_OPEN = "own-output-open"
_FILE = "own-output"
_ARRAY = "_own_output"
_ERROR = "_own_output_error"
_EXPLAINED = "_own_output_explained"  # of which layer and file, and what is known of it


@st.fragment
def check_own_output() -> None:
    """Show the place for a file, and what is known of the output in it. Closed, it computes nothing."""
    part = st.expander(
        "Check an output of your own", icon=":material/upload_file:", key=_OPEN, on_change="rerun"
    )
    if not part.open:
        return
    with part:
        show_text(
            "Compute this layer in your own program, with this input and this filter (*Take home* on the "
            "page Sliding window saves both), and bring its output: an .npy file, an .npz or CSV file with "
            "a tensor named output, or a plain table. If it is another one, you read which mistake gives it."
        )
        st.file_uploader(
            "output",
            ["npz", "npy", "csv"],
            key=_FILE,
            on_change=_read,
            max_upload_size=8,
            label_visibility="collapsed",
        )
        file = st.session_state.get(_FILE)
        if is_lost_upload(file):
            st.info(LOST_UPLOAD.format(what="the file"), icon=":material/info:")
        if file is None:
            return
        if error := st.session_state.get(_ERROR, ""):
            st.warning(escape_markdown(error), icon=":material/info:")
        elif (array := st.session_state.get(_ARRAY)) is not None:
            _show(array)


def _read() -> None:
    """Keep the output of the file that was just chosen, or why there is none."""
    file = st.session_state[_FILE]
    st.session_state[_ERROR] = ""
    st.session_state.pop(_ARRAY, None)
    st.session_state.pop(_EXPLAINED, None)
    if file is None or is_lost_upload(file):
        return
    try:
        st.session_state[_ARRAY] = read_output(file.name, file.getvalue())
    except DwconvError as error:
        st.session_state[_ERROR] = str(error)
    finally:
        forget_upload(file)


def read_output(name: str, data: bytes) -> Array:
    """Return the output in a file: the tensor of that name, or the only one.

    Raises
    ------
    DwconvError
        If there is none, or it is larger than any output here.
    """
    tensors = read_tensors(name, data)
    if "output" not in tensors and len(tensors) != 1:
        raise DwconvError("file", sorted(tensors), 'must have a tensor named "output"')
    array = tensors.get("output", next(iter(tensors.values())))
    largest = math.prod(number_row(size).most for size in ("h", "w", "c", "m"))
    if array.size > largest:
        raise DwconvError("output.shape", array.shape, f"must have {largest:,} values at most")
    return array


def _show(array: Array) -> None:
    current = lab()
    of, found = st.session_state.get(_EXPLAINED, ("", None))
    if of != current.fingerprint:
        try:
            found = explain_output(current.spec, current.input, current.filter, array)
        except DwconvError as error:
            found = ExplainedOutput(False, str(error))
        st.session_state[_EXPLAINED] = current.fingerprint, found
    said = escape_markdown(found.sentence)
    if found.agrees:
        st.success(said, icon=":material/check:")
    else:
        st.info(said, icon=":material/compare_arrows:")
