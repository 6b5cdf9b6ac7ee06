"""Upload of input and filter: how the arrays of a file are read, and the other ways behind buttons."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.channel_selection import LONGEST_TEXT, ChannelSelection, read_channels
from dwconv.files.named_tensors import find_parts, say_left, short_name
from dwconv.files.tensors import read_tensors
from dwconv.files.ways_to_read_arrays import Pair, Way
from dwconv.ui import session
from dwconv.ui.file_channels import channels_on_screen, keep_channels, last_channels
from dwconv.ui.parameters.table import PARAMETERS, Array
from dwconv.ui.parameters.uploaded_arrays import (
    ReadUpload,
    check_is_depthwise,
    kind_of_layer,
    most_channels,
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
_TAKEN = "_upload_taken"  # the one in which it was read, in a tuple; None if in none
_CHOICES = "_upload_choices"  # the tensors that may be the filter: their names, and what a list says of them
_CHOSEN = "_upload_chosen"  # the one of them that was chosen
_SELECTION = "_upload_selection"  # the channels of the file on hand that were read; None if all
_FILE = "tensors"
_CHANNELS = "read-channels"
_FILTER = "read-tensor"
_FIELD_WIDTH = 480


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
        "(or weight, or kernel), or both; or an .npy file or a plain table with one of them. Of a layer "
        f"with more than {most_channels()} channels you choose which are read, and of a file with many tensors "
        "which one is the filter."
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
    state = st.session_state
    file = state.get(_FILE)
    if is_lost_upload(file):
        st.info(LOST_UPLOAD.format(what="the file"), icon=":material/info:")
    if error := state.pop(_ERROR, ""):
        st.warning(escape_markdown(error), icon=":material/info:")
    # Kept, not popped: the page runs again at once to take over the numbers.
    if note := state.get(_NOTE, ""):
        st.info(escape_markdown(note), icon=":material/info:")
    if file is not None and not is_lost_upload(file):
        _choose_how_to_read(weights)
    session.rerun_if_needed()


def _choose_how_to_read(weights: bool) -> None:
    """Draw what can be chosen of the file on hand: its channels, the order of its axes, its filter."""
    state = st.session_state
    ways: list[Way | Pair] = state.get(_WAYS, [])
    choices: dict[str, str] = state.get(_CHOICES, {})
    chosen: str = state.get(_CHOSEN, "")
    taken: tuple[Way | Pair | None] | None = state.get(_TAKEN)
    selection: ChannelSelection | None = state.get(_SELECTION)
    if choices:
        st.selectbox(
            f"Tensor that is read as the filter, one of {len(choices):,}",
            list(choices),
            index=None,
            key=_FILTER,
            format_func=lambda name: choices.get(name, name),
            placeholder="Choose one, or type a part of its name",
            filter_mode="contains",  # keeps the order
            help="Those that look like filters of depthwise layers come first. Of weights of other layers "
            "the list says so.",
            on_change=_choose_tensor,
            args=(weights,),
        )
    if selection and taken:
        state.setdefault(_CHANNELS, selection.text)
        st.text_input(
            f"Channels to read, at most {most_channels()} of the {selection.of:,} from 0 to {selection.of - 1:,}",
            key=_CHANNELS,
            max_chars=LONGEST_TEXT,
            width=_FIELD_WIDTH,
            help="Numbers and ranges, for example 0-3, 17, 40. Of an input and a filter in one file the "
            "same channels are read.",
            on_change=_choose_channels,
            args=(weights,),
        )
    if ways:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show_text("Read it in another way:" if taken else "Read it as:", width="content")
            for way in ways:
                st.button(
                    way.label,
                    key=f"read-{way.kind}-{way.order}-{way.channels}",
                    on_click=_apply,
                    args=(way, weights, chosen),
                )


def _choose_tensor(weights: bool) -> None:
    """Read the tensor that was chosen as the filter."""
    _apply(None, weights, st.session_state[_FILTER] or "")


def _choose_channels(weights: bool) -> None:
    """Read the channels of the file that were typed, or keep the sentence about what is wrong with them."""
    state = st.session_state
    if not (state[_SELECTION] and state[_TAKEN]):
        return  # the file was removed in the same moment
    try:
        wanted = read_channels(state[_CHANNELS], state[_SELECTION].of, most_channels())
    except DwconvError as error:
        state[_ERROR] = str(error)
    else:
        _apply(state[_TAKEN][0], weights, state[_CHOSEN], wanted)


def _apply(
    way: Way | Pair | None = None,
    weights: bool = False,
    chosen: str = "",
    wanted: ChannelSelection | None = None,
) -> None:
    """Use the numbers of the file, or keep the sentence about what is wrong with it."""
    file = st.session_state[_FILE]
    state = st.session_state
    wanted = wanted or last_channels()
    state[_NOTE], state[_WAYS], state[_CHOICES], state[_CHOSEN] = "", [], {}, chosen
    state[_FILTER] = chosen or None
    state[_TAKEN] = state[_SELECTION] = None
    if file is None or is_lost_upload(file):
        return
    spec = lab().spec
    channels = spec.channels
    try:
        held = read_tensors(file.name, file.getvalue())
        state[_CHOICES] = {
            name: _in_list(name, held[name].shape) for name in find_parts(held).choices
        }
        found = find_parts(held, chosen)
        if found.choices and not found.parts:
            state[_NOTE] = _ask_for_filter(held)
            return
        tensors = found.parts if chosen else held
        if chosen:
            check_is_depthwise(short_name(chosen), held[chosen].shape)
        if weights and way is None and (ways := ways_to_ask(tensors, channels)):
            state[_WAYS], state[_NOTE] = ways, _question(tensors, ways)
            return
        way = way or preferred_way(tensors, spec, _chosen_order() if weights else "")
        state[_WAYS] = other_ways(tensors, channels, way)
        read = read_upload(tensors, channels, way, wanted)
    except DwconvError as error:
        state[_ERROR] = str(error)
        return
    state[_TAKEN], state[_SELECTION] = (way,), read.selection
    if read.selection:
        state[_CHANNELS] = read.selection.text
    said = (
        say_reading(tensors, channels, way, read),
        _say_other_channels(read),
        say_left(found.left),
    )
    state[_NOTE] = " ".join(filter(None, said))
    keep_channels(read.arrays, read.selection)
    session.replace_typed(read.arrays)
    session.set_controls(read.values)


def _say_other_channels(read: ReadUpload) -> str:
    """Say whether input or filter on screen has other channels than what was just read of the other."""
    for source, other in channels_on_screen().items():
        of_same_layer = read.selection and read.selection.of == other.of
        if source not in read.arrays and of_same_layer and read.selection != other:
            what = {"input": "input", "kernel": "filter"}[source]
            return (
                f"The {what} on screen has {other.in_words} of its file: open that file again to "
                "have the same channels of both."
            )
    return ""


def _in_list(name: str, shape: tuple[int, ...]) -> str:
    """What the list says of a tensor: its shape and, if it is no depthwise filter, of which layer it is."""
    kind = kind_of_layer(shape)
    return f"{short_name(name)} {shape}: {kind}" if kind else f"{short_name(name)} {shape}"


def _chosen_order() -> str:
    """The framework from which the weights of the page Layouts come; "" if none was chosen."""
    order = lab().values.get("lfrom")
    return str(order) if order not in (None, PARAMETERS["lfrom"].default) else ""


def _ask_for_filter(held: dict[str, Array]) -> str:
    """What is said of a file with several tensors that may be the filter."""
    return (
        f"No name says which of the {len(held):,} tensors in the file is the filter: choose it below. "
        "Nothing has changed yet."
    )


def _question(tensors: dict[str, Array], ways: list[Way | Pair]) -> str:
    """What is said before such an array is read."""
    [array] = tensors.values()
    both = any(way.kind == "filter" for way in ways)
    shown = "as weights or as an input" if both else "as an input, but not as weights"
    return f"By its shape {array.shape} this can be shown {shown}. Nothing has changed yet."
