"""Upload of input and filter: how the arrays of a file are read, and the other ways behind buttons."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.named_tensors import find_parts, say_left
from dwconv.files.tensors import read_tensors
from dwconv.files.ways_to_read_arrays import Pair, Way
from dwconv.ui import session
from dwconv.ui.parameters.table import PARAMETERS, Array
from dwconv.ui.parameters.uploaded_arrays import (
    other_ways,
    preferred_way,
    read_upload,
    say_reading,
    ways_to_ask,
)
from dwconv.ui.session import lab
from dwconv.ui.streamlit_internals import LOST_UPLOAD, is_lost_upload
from dwconv.ui.widgets.markdown import escape_markdown, show_text

_ERROR = "_upload_error"
_NOTE = "_upload_note"
_WAYS = "_upload_ways"  # in which the file on hand can be read
_TAKEN = "_upload_taken"  # whether it was read in one of them
_CHOICES = "_upload_choices"  # names of the tensors that may be the filter
_CHOSEN = "_upload_chosen"  # the one of them that was chosen
_FILE = "tensors"


def upload(*, weights: bool = False) -> None:
    """Show the place for a file, how its arrays were read, and the other ways.

    Parameters
    ----------
    weights : bool, optional
        Whether the page is about weights: an array without a name that may be an input changes
        nothing there before it is chosen how to read it.
    """
    if session.restrictions().any():
        return  # a file could change what the class link hides or locks
    show_text(
        "**Bring your own numbers.** An .npz or CSV file with a tensor named input, one named filter "
        "(or weight, or kernel), or both; or an .npy file or a plain table with one of them."
    )
    st.file_uploader(
        "tensors",
        ["npz", "npy", "csv"],
        key=_FILE,
        on_change=_apply,
        args=(None, weights),
        max_upload_size=8,
        label_visibility="collapsed",
    )
    if is_lost_upload(st.session_state.get(_FILE)):
        st.info(LOST_UPLOAD.format(what="the file"), icon=":material/info:")
    if error := st.session_state.pop(_ERROR, ""):
        st.warning(escape_markdown(error), icon=":material/info:")
    # Kept, not popped: the page runs again at once to take over the numbers.
    if note := st.session_state.get(_NOTE, ""):
        st.info(escape_markdown(note), icon=":material/info:")
    ways: list[Way | Pair] = st.session_state.get(_WAYS, [])
    choices: list[str] = st.session_state.get(_CHOICES, [])
    chosen: str = st.session_state.get(_CHOSEN, "")
    file = st.session_state.get(_FILE)
    if file is None or is_lost_upload(file):
        ways, choices = [], []
    if ways:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            taken = st.session_state.get(_TAKEN)
            show_text("Read it in another way:" if taken else "Read it as:", width="content")
            for way in ways:
                st.button(
                    way.label,
                    key=f"read-{way.kind}-{way.order}",
                    on_click=_apply,
                    args=(way, weights, chosen),
                )
    if choices:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show_text("Read as the filter:", width="content")
            for number, name in enumerate(choices):
                st.button(
                    escape_markdown(name),
                    key=f"read-tensor-{number}",
                    on_click=_apply,
                    args=(None, weights, name),
                )
    session.rerun_if_needed()


def _apply(way: Way | Pair | None = None, weights: bool = False, chosen: str = "") -> None:
    """Use the numbers of the file, or keep the sentence about what is wrong with it."""
    file = st.session_state[_FILE]
    state = st.session_state
    state[_NOTE], state[_WAYS], state[_CHOICES], state[_CHOSEN] = "", [], [], chosen
    state[_TAKEN] = False
    if file is None or is_lost_upload(file):
        return
    spec = lab().spec
    channels = spec.channels
    try:
        held = read_tensors(file.name, file.getvalue())
        state[_CHOICES] = [name for name in find_parts(held).choices if name != chosen]
        found = find_parts(held, chosen)
        tensors = found.parts if chosen else held
        if weights and way is None and (ways := ways_to_ask(tensors, channels)):
            state[_WAYS], state[_NOTE] = ways, _question(tensors, ways)
            return
        way = way or preferred_way(tensors, spec, _chosen_order() if weights else "")
        state[_WAYS] = other_ways(tensors, channels, way)
        values, arrays = read_upload(tensors, channels, way)
    except DwconvError as error:
        state[_ERROR] = str(error)
        return
    state[_TAKEN] = True
    state[_NOTE] = f"{say_reading(tensors, arrays, channels, way)} {say_left(found.left)}".strip()
    session.replace_typed(arrays)
    session.set_controls(values)


def _chosen_order() -> str:
    """The framework from which the weights of the page Layouts come; "" if none was chosen."""
    order = lab().values.get("lfrom")
    return str(order) if order not in (None, PARAMETERS["lfrom"].default) else ""


def _question(tensors: dict[str, Array], ways: list[Way | Pair]) -> str:
    """What is said before such an array is read."""
    [array] = tensors.values()
    both = any(way.kind == "filter" for way in ways)
    shown = "as weights or as an input" if both else "as an input, but not as weights"
    return f"By its shape {array.shape} this can be shown {shown}. Nothing has changed yet."
