"""Which channels of a file the layer on screen has, where they were chosen from more."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dwconv.files.channel_selection import ChannelSelection
from dwconv.ui.parameters.table import Array
from dwconv.ui.session import lab

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


def channels_on_screen() -> dict[str, ChannelSelection]:
    """The channels that "input" and "kernel" have of a file; none for numbers that were changed since."""
    current = lab()
    shown = {"input": current.input[0], "kernel": current.filter}
    return {
        source: selection
        for source, (selection, array) in _read().items()
        if np.array_equal(array, shown[source])
    }
