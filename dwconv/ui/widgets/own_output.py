"""A place for an output that was computed elsewhere: it is compared with the layer's."""

from __future__ import annotations

import math

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.channel_selection import ChannelSelection, select_output
from dwconv.files.explain_output import ExplainedOutput, explain_output
from dwconv.files.tensors import read_tensors
from dwconv.ui.file_channels import selection_on_screen
from dwconv.ui.parameters.table import Array, number_row
from dwconv.ui.session import lab
from dwconv.ui.streamlit_internals import LOST_UPLOAD, forget_upload, is_lost_upload
from dwconv.ui.widgets.markdown import escape_markdown, show_text

_OPEN = "own-output-open"
_FILE = "own-output"
_ARRAY = "_own_output"  # and the channels of a file that it was cut to, or None
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
        if selection := selection_on_screen():
            show_text(
                f"The layer on screen has {selection.in_words} of the {selection.of:,} in your file. Bring "
                "their output, or that of the whole layer: then the outputs of these channels are compared."
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
        elif _ARRAY in st.session_state:
            _show(*st.session_state[_ARRAY])


def _read() -> None:
    """Keep the output of the file that was just chosen, or why there is none."""
    file = st.session_state[_FILE]
    st.session_state[_ERROR] = ""
    st.session_state.pop(_ARRAY, None)
    st.session_state.pop(_EXPLAINED, None)
    if file is None or is_lost_upload(file):
        return
    try:
        st.session_state[_ARRAY] = read_output(
            file.name, file.getvalue(), lab().spec, selection_on_screen()
        )
    except DwconvError as error:
        st.session_state[_ERROR] = str(error)
    finally:
        forget_upload(file)


def read_output(
    name: str, data: bytes, spec: ConvSpec, selection: ChannelSelection | None = None
) -> tuple[Array, ChannelSelection | None]:
    """Return the output in a file: the tensor of that name, or the only one.

    Parameters
    ----------
    name : str
    data : bytes
    spec : ConvSpec
        The layer on screen.
    selection : ChannelSelection, optional
        The channels of a larger layer that it has.

    Returns
    -------
    output : ndarray
    cut_to : ChannelSelection or None
        The channels that were taken from the output of the larger layer; None if all.

    Raises
    ------
    DwconvError
        If there is none, or it is larger than any output here.
    """
    tensors = read_tensors(name, data)
    if "output" not in tensors and len(tensors) != 1:
        raise DwconvError("file", sorted(tensors), 'must have a tensor named "output"')
    array = tensors.get("output", next(iter(tensors.values())))
    part = select_output(array, spec, selection) if selection else None
    if part is not None:
        array = part
    largest = math.prod(number_row(size).most for size in ("h", "w", "c", "m"))
    if array.size > largest:
        raise DwconvError("output.shape", array.shape, f"must have {largest:,} values at most")
    return array, None if part is None else selection


def _show(array: Array, cut_to: ChannelSelection | None) -> None:
    current = lab()
    if cut_to and cut_to != selection_on_screen():
        st.info(
            "The channels on screen have changed since: choose your file again.",
            icon=":material/info:",
        )
        return
    of, found = st.session_state.get(_EXPLAINED, ("", None))
    if of != current.fingerprint:
        try:
            found = explain_output(current.spec, current.input, current.filter, array)
        except DwconvError as error:
            found = ExplainedOutput(False, str(error))
        st.session_state[_EXPLAINED] = current.fingerprint, found
    sentence = found.sentence
    if cut_to:
        compared = f"The outputs of {cut_to.in_words} of {cut_to.of:,} were compared."
        sentence = f"{sentence} {compared} {cut_to.numbered_here}".strip()
    said = escape_markdown(sentence)
    if found.agrees:
        st.success(said, icon=":material/check:")
    else:
        st.info(said, icon=":material/compare_arrows:")
