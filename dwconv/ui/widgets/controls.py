"""The controls of the layer, which `app.py` draws in the sidebar, and the parts of a page's own controls.

What they say and how far they go stands in the table of parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dwconv.ui import session
from dwconv.ui.components.layer_controls import controls_data, layer_controls
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.table import (
    PARAMETERS,
    Values,
    choice_row,
    number_of,
    number_row,
    of_layer,
    text_row,
)
from dwconv.ui.session import lab

NUMBER_WIDTH = 128
"""Pixels of a field for a number, with room for five digits."""


def shared_controls() -> None:
    """Draw the controls of `session.lab` in the sidebar, or what the page shows in their place."""
    instead = st.session_state.pop(session.INSTEAD_OF_CONTROLS, "")
    if instead:
        st.sidebar.caption(instead)
        return
    seen = st.session_state.get(session.CHANGES_SEEN, 0)
    with st.sidebar:
        layer_controls(
            controls_data(
                lab().values, session.restrictions(), seen, session.note(), session.page().path
            ),
            session.ask_for_rerun,
        )


# A widget is given its value as its default, too: a browser whose first run was overtaken by
# another has never heard of a value that only the session holds.


def number_field(name: str, most: int | None = None) -> int:
    """Draw a whole number of the page; with `most`, the layer allows no larger one."""
    row = number_row(name)
    most = row.most if most is None else min(most, row.most)
    value = min(number_of(lab().values, name), most)
    if st.session_state.get(name, value) > most:
        st.session_state[name] = value
    return st.number_input(
        row.label,
        min_value=row.least,
        max_value=most,
        value=value,
        key=name,
        on_change=session.control_changed,
        width=NUMBER_WIDTH,
    )


def choice_list(name: str, only: Sequence[str] | None = None) -> str:
    """Draw a choice of the page as a list to open; with `only`, these options of it."""
    row = choice_row(name)
    options = list(row.options if only is None else only)
    return st.selectbox(
        row.label,
        options,
        index=options.index(str(lab().values[name])),
        key=name,
        format_func=row.options.__getitem__,
        on_change=session.control_changed,
        width=240,
    )


def choice_buttons(name: str, *, show_label: bool = True) -> str:
    """Draw a choice of the page as buttons, all options in sight."""
    row = choice_row(name)
    return st.segmented_control(
        row.label,
        list(row.options),
        default=str(lab().values[name]),
        required=True,
        key=name,
        format_func=row.options.__getitem__,
        on_change=session.control_changed,
        label_visibility="visible" if show_label else "collapsed",
        wrap=True,
    )


def toggle(name: str) -> bool:
    """Draw what is on or off on the page."""
    return st.toggle(
        PARAMETERS[name].label,
        value=bool(lab().values[name]),
        key=name,
        on_change=session.control_changed,
    )


_TOO_LONG = "_too_long_text"
"""In the session: of each text of a page that was too long, the text in its place and the sentence."""


def text_field(name: str, *, shorter: str) -> str:
    """Draw a text of the page, and below it what is wrong with one that is too long.

    The browser is not told the longest text: it would leave out what was pasted, without a word.

    Parameters
    ----------
    name : str
    shorter : str
        How to write the same with fewer characters, in a sentence.
    """
    row = text_row(name)
    shown = str(lab().values[name])
    text = st.text_input(
        row.label,
        value=shown,
        key=name,
        on_change=_text_changed,
        args=(name,),
    )
    kept, sentence = st.session_state.get(_TOO_LONG, {}).get(name, ("", ""))
    if sentence and kept == shown:
        st.error(f"{sentence} {shorter}", icon=":material/error:")
    return text


def _text_changed(name: str) -> None:
    """Take in a change, and keep the sentence about a text that is too long to be taken."""
    row, text = text_row(name), str(st.session_state[name])
    sentence = ""
    if len(text) > row.longest:
        sentence = (
            f"{row.noun} has {len(text):,} characters, but may have {row.longest} at most. "
            "It stays as it was."
        )
    found = st.session_state.get(_TOO_LONG, {})
    st.session_state[_TOO_LONG] = found | {name: (str(lab().values[name]), sentence)}
    session.control_changed()


def load_next_preset(by: int, fits: Callable[[Values], bool]) -> None:
    """Load the preset after the one that is shown, or before it; the first if none is shown.

    Parameters
    ----------
    by : int
        1 for the next, -1 for the one before.
    fits : callable
        Whether the page can show these values: other presets are passed over.
    """
    if session.restrictions().any():
        return  # another preset would change what must not change
    values = lab().values
    layers = [of_layer(preset(name)) for name in PRESETS]
    layers = [layer for layer in layers if fits(values | layer)]
    shown = [at for at, layer in enumerate(layers) if layer.items() <= values.items()]
    session.set_controls(layers[(shown[0] + by) % len(layers)] if shown else layers[0])
