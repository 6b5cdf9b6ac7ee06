"""Which channels of a file the layer on screen has, where they were chosen from more."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.channel_selection import ChannelSelection, read_selection
from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.table import Array, number_row
from dwconv.ui.parameters.typed_values import CHANNELS
from dwconv.ui.session import Lab, lab

_READ = "_channels_of_files"  # by "input" and "kernel": what was chosen, and the array; the last one at the end


def _read() -> dict[str, tuple[ChannelSelection, Array]]:
    known: dict[str, tuple[ChannelSelection, Array]] = st.session_state.setdefault(_READ, {})
    return known


def keep_channels(arrays: dict[str, Array], selection: ChannelSelection | None) -> None:
    """Keep which channels of a file were read as "input" or "kernel"; None if all."""
    for source, array in arrays.items():
        _read().pop(source, None)
        if selection:
            _read()[source] = selection, array


def last_channels() -> ChannelSelection | None:
    """The channels that were chosen last, of whatever file."""
    return next((selection for selection, _ in reversed(_read().values())), None)


def selection_on_screen() -> ChannelSelection | None:
    """The channels of a file that the filter has, and the input if it is of a file with more as well."""
    found = channels_on_screen()
    return found.get("kernel") if len(set(found.values())) == 1 else None


def names_of_lanes(current: Lab) -> tuple[str, ...]:
    """Which channel of a file each lane is; none if input and filter have other ones, or all of a file."""
    found = set(channels_on_screen(current).values())
    return found.pop().lane_names if len(found) == 1 else ()


def channels_for_link(sources: Iterable[str]) -> dict[str, str]:
    """What a link says of the channels of a file, where it has the typed values of these sources."""
    shown = channels_on_screen()
    found = {shown[source] for source in sources if source in shown}
    return {CHANNELS: found.pop().in_link} if len(found) == 1 else {}


def open_channels(text: str, arrays: dict[str, Array], channels: int) -> str:
    """Take over what a link says of the channels of a file.

    Parameters
    ----------
    text : str
    arrays : dict of str to ndarray
        The typed values of the link, by "input" and "kernel".
    channels : int
        Of the layer in the link.

    Returns
    -------
    str
        What is wrong with it; "" if nothing is.
    """
    try:
        selection = read_selection(text, number_row("c").most)
    except DwconvError as error:
        return f"{CHANNELS}={quote(text)}: the channels of the file {error.rule}. Ignored."
    if not arrays or len(selection.chosen) != channels:
        return f"{CHANNELS}={quote(text)}: only typed values of as many channels use this. Ignored."
    keep_channels(arrays, selection)
    return ""


def channels_on_screen(current: Lab | None = None) -> dict[str, ChannelSelection]:
    """The channels that "input" and "kernel" have of a file; none where most numbers are others by now."""
    current = current or lab()
    shown = {"input": current.input[0], "kernel": current.filter}
    return {
        source: selection
        for source, (selection, array) in _read().items()
        if mostly_equal(array, shown[source])
    }


def mostly_equal(array: Array, shown: Array) -> bool:
    """Whether an array is still the other one, a few of whose values may have been edited.

    Examples
    --------
    >>> import numpy as np
    >>> mostly_equal(np.arange(4), np.array([0, 1, 2, 9])), mostly_equal(np.arange(4), np.arange(1, 5))
    (True, False)
    """
    return array.shape == shown.shape and bool((array == shown).mean() > 0.5)
