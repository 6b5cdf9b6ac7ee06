"""The controls of the layer, which `app.py` draws in the sidebar, and the parts of a page's own controls.

What they say and how far they go stands in the table of parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from dwconv.ui import session
from dwconv.ui.parameters.legal import bounds
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.table import (
    CONTROLS,
    PARAMETERS,
    Choice,
    Number,
    Values,
    choice_row,
    number_of,
    number_row,
    of_layer,
)
from dwconv.ui.session import lab

# Pixels: a row of label, gap and field is as wide as Streamlit's sidebar is inside.
_LABEL, _GAP, _FIELD = 86, 4, 134
_PRESET = "example"  # key of the session


def shared_controls() -> None:
    """Draw the controls of `session.lab` in the sidebar."""
    # One container for all of it, in which every row is full: a browser takes the longer to show
    # the next picture, the more elements there are.
    with st.sidebar, st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        _presets()
        hidden, limits = session.restrictions().hidden, bounds(lab().values)
        for heading, group in groupby(CONTROLS, lambda control: CONTROLS[control].heading):
            shown = [control for control in group if control not in hidden]
            if heading and shown:
                st.markdown(f"**{heading}**", width=_LABEL + _GAP + _FIELD)
                for control in shown:
                    _control(control, limits)


# A widget is given its value as its default, too: a browser whose first run was overtaken by
# another has never heard of a value that only the session holds.


def number_field(name: str) -> int:
    """Draw a whole number of the page."""
    row = number_row(name)
    return st.number_input(
        row.label,
        min_value=row.least,
        max_value=row.most,
        value=number_of(lab().values, name),
        key=name,
        on_change=session.clear_warnings,
        width=160,
    )


def choice_list(name: str) -> str:
    """Draw a choice of the page as a list to open."""
    row = choice_row(name)
    options = list(row.options)
    return st.selectbox(
        row.label,
        options,
        index=options.index(str(lab().values[name])),
        key=name,
        format_func=row.options.__getitem__,
        on_change=session.clear_warnings,
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
        on_change=session.clear_warnings,
        label_visibility="visible" if show_label else "collapsed",
        wrap=True,
    )


def toggle(name: str) -> bool:
    """Draw what is on or off on the page."""
    return st.toggle(
        PARAMETERS[name].label,
        value=bool(lab().values[name]),
        key=name,
        on_change=session.clear_warnings,
    )


def _control(control: str, limits: dict[str, tuple[int, int]]) -> None:
    """Draw one control of the sidebar: a choice, or one or two numbers beside a label."""
    values = lab().values
    rows = [row for row in PARAMETERS.values() if row.control == control]
    for row in rows:
        if isinstance(row, Choice):
            _draw_choice(CONTROLS[control].label, row)
    names = [row.name for row in rows if isinstance(row, Number)]
    if control == "padding":
        if values["pad"] == "explicit":
            _draw_numbers(control, "top, bottom", names[:2], limits)
            _draw_numbers(control, "left, right", names[2:], limits)
    elif names and (control != "seed" or "integers" in (values["input"], values["kernel"])):
        _draw_numbers(control, CONTROLS[control].label, names, limits)


def _draw_numbers(
    control: str, label: str, names: Sequence[str], limits: dict[str, tuple[int, int]]
) -> None:
    """A label and beside it a field for each name, with the limits of this moment."""
    if any(limits[name][1] < number_row(name).most for name in names):
        label += f", at most {' × '.join(str(limits[name][1]) for name in names)}"
    st.caption(label, width=_LABEL)
    for name in names:
        least, most = limits[name]
        st.number_input(
            number_row(name).label,
            min_value=least,
            max_value=most,
            value=number_of(lab().values, name),
            key=name,
            on_change=session.clear_warnings,
            disabled=control in session.restrictions().locked,
            label_visibility="collapsed",
            width=_FIELD if len(names) == 1 else (_FIELD - _GAP) // 2,
        )


def _draw_choice(label: str, row: Choice) -> None:
    options = list(row.options)
    st.caption(label, width=_LABEL)
    st.selectbox(
        label,
        options,
        index=options.index(str(lab().values[row.name])),
        key=row.name,
        format_func=row.options.__getitem__,
        on_change=session.clear_warnings,
        disabled=row.control in session.restrictions().locked,
        label_visibility="collapsed",
        width=_FIELD,
    )


def _presets() -> None:
    restrictions = session.restrictions()
    if "examples" in restrictions.hidden:
        return
    st.pills(
        CONTROLS["examples"].title,
        list(PRESETS),
        key=_PRESET,
        on_change=_load_chosen_preset,
        disabled=restrictions.any(),  # a preset would change what must not change
        wrap=True,
        width=_LABEL + _GAP + _FIELD,
    )


def _load_chosen_preset() -> None:
    chosen = st.session_state[_PRESET]
    if chosen is not None:
        session.set_controls(of_layer(preset(chosen)))
        st.session_state[_PRESET] = None  # what is loaded may be changed at once


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
