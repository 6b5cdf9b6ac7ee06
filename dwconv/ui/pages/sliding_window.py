"""The Sliding window page: the window slides over every channel, down to one multiplication."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.player.player_options import Tour
from dwconv.ui import cached
from dwconv.ui.navigation import page_link
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import show_layer_verdict
from dwconv.ui.widgets.controls import toggle
from dwconv.ui.widgets.flipped_kernel import flipped_kernel
from dwconv.ui.widgets.lab_player import show_player
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import heading, player_only
from dwconv.ui.widgets.shape_line import layer_shapes
from dwconv.ui.widgets.take_home import take_home
from dwconv.ui.widgets.value_tables import show_tables

_WINDOW = "A window slides over each channel: its values times a filter's weights, summed, make one output value."
_TOURS = "_tours"  # how often the tour was asked for on this page


def show() -> None:
    """Show the page."""
    cached.verdict(lab())  # TensorFlow works on it while the rest is drawn
    spec = lab().spec
    hints = "input", "filters" if spec.channels * spec.multiplier > 1 else "filter", "output"
    shapes = [
        replace(shape, hint=hint) for shape, hint in zip(layer_shapes(spec), hints, strict=True)
    ]
    beside_title = heading(
        channels_in_words(spec, order=not lab().values["predict"]),  # its switches need the room
        lead=_WINDOW,
        shapes=shapes,
        after=_show_where_to_go_on,
        picture=_show_picture,
    )
    if player_only():
        return
    _show_way_to_class()
    show_tables()
    flipped_kernel()
    take_home()
    with beside_title:
        show_layer_verdict()


def _show_picture() -> None:
    takes = st.session_state.get(_TOURS, 0)
    with st.container(key="player-place"):
        show_player(Tour(takes, tour_stops(lab().spec)) if takes else None)


def _show_way_to_class() -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="way-to-class"
    ):
        show_caption(
            "Teaching? Students follow this picture on their phones and answer your questions.",
            width="content",
        )
        page_link("class", "Open a class", ":material/arrow_forward:")


def channels_in_words(spec: ConvSpec, *, order: bool = True) -> str:
    """What becomes of the layer's channels, and in which order the values are shown.

    Parameters
    ----------
    spec : ConvSpec
    order : bool, optional
        Whether the order is said.

    Examples
    --------
    >>> three = ConvSpec(height=6, width=6, channels=3, multiplier=2, padding="SAME")
    >>> for sentence in channels_in_words(three).split(". "):
    ...     print(sentence)
    C = 3 channels, each with its own M = 2 filters: 6 output channels, never mixed
    6 values at a place, then the next of 36 places.
    >>> channels_in_words(ConvSpec(height=6, width=6, channels=1))
    'C = 1 channel with M = 1 filter makes 1 output channel: a value at each of 16 places.'
    """
    c, m = spec.channels, spec.multiplier
    places = spec.vertical.output * spec.horizontal.output
    filters = counted(m, "{n} filter", "{n} filters")
    outputs = counted(c * m, "{n} output channel", "{n} output channels")
    made = counted(
        c,
        f"C = {{n}} channel with M = {filters} makes {outputs}",
        f"C = {{n}} channels, each with its own M = {filters}: {outputs}, never mixed",
    )
    if c * m == 1:
        return f"{made}: a value at each of {written(places)} places."
    if not order:
        return f"{made}."
    if places == 1:
        return f"{made}. The window has one place: {c * m} values."
    return f"{made}. {c * m} values at a place, then the next of {written(places)} places."


def tour_stops(spec: ConvSpec) -> tuple[tuple[str, str], ...]:
    """What the tour says about the picture of a layer, with the place of each sentence.

    Examples
    --------
    >>> spec = ConvSpec(height=6, width=6, channels=3, multiplier=2)
    >>> tour_stops(spec)[1]
    ('filter', 'Channel 0 has 2 filters of its own. A filter has 3·3 = 9 weights.')
    >>> tour_stops(ConvSpec(height=6, width=6, channels=1, kernel=(1, 1)))[1]
    ('filter', 'Channel 0 has one filter of its own. A filter has 1·1 = 1 weight.')
    >>> tour_stops(spec)[3]
    ('output', 'Each filter makes one output channel: here the 2 of channel 0, 3·2 = 6 in all. Filter q of \
channel k makes output channel k·M + q.')
    >>> tour_stops(spec)[0][1]
    'This is the input of channel 0. Each of the 3 channels has a lane of its own. The coloured frame in it is \
the window. It slides over the input.'
    """
    c, m = spec.channels, spec.multiplier
    kh, kw = spec.kernel
    channels = counted(c, "", " Each of the {n} channels has a lane of its own.")
    in_all = f"{c}·{m} = {c * m} in all"
    outputs = counted(
        m,
        f"Each filter makes one output channel: here the one of channel 0, {in_all}.",
        f"Each filter makes one output channel: here the {{n}} of channel 0, {in_all}.",
    )
    filters = counted(
        m, "Channel 0 has one filter of its own.", "Channel 0 has {n} filters of its own."
    )
    weights = counted(
        kh * kw,
        f"A filter has {kh}·{kw} = {{n}} weight.",
        f"A filter has {kh}·{kw} = {{n}} weights.",
    )
    return (
        (
            "input",
            f"This is the input of channel 0.{channels} The coloured frame in it is the window. It slides over "
            "the input.",
        ),
        ("filter", f"{filters} {weights}"),
        (
            "strip",
            "Each value in the window is multiplied by the weight at the same place. The products "
            "are added up: that is one value of the output.",
        ),
        (
            "output",
            f"{outputs} Filter q of channel k makes output channel k·M + q.",
        ),
        (
            "transport",
            "Play, pause, or go step by step: a tap is one multiplication, a window one value, a "
            "pixel one place in all channels. Then change the layer and see what happens.",
        ),
    )


def _start_tour() -> None:
    st.session_state[_TOURS] = st.session_state.get(_TOURS, 0) + 1


def _show_where_to_go_on() -> None:
    st.button("Tour", key="tour", on_click=_start_tour)
    page_link("lesson", "Ten-minute lesson")  # all else is in the menu above
    if toggle("predict"):
        toggle("cells")  # stands before Predict, which keeps its place when it is pressed
