"""The Sliding window page: the window slides over every channel, down to one multiplication."""

from __future__ import annotations

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
from dwconv.ui.widgets.page_parts import heading, player_only
from dwconv.ui.widgets.take_home import take_home
from dwconv.ui.widgets.value_tables import show_tables

_WINDOW = "A window slides over each channel; its values are multiplied by weights and added up."
_TOURS = "_tours"  # how often the tour was asked for on this page


def show() -> None:
    """Show the page."""
    cached.verdict(lab())  # TensorFlow works on it while the rest is drawn
    beside_title = heading(channels_in_words(lab().spec), after=_show_where_to_go_on)
    takes = st.session_state.get(_TOURS, 0)
    with st.container(key="player-place"):
        show_player(Tour(takes, tour_stops(lab().spec)) if takes else None)
    if player_only():
        return
    show_tables()
    flipped_kernel()
    take_home()
    with beside_title:
        show_layer_verdict()


def channels_in_words(spec: ConvSpec) -> str:
    """What the layer does, and what becomes of its channels.

    Examples
    --------
    >>> channels_in_words(ConvSpec(height=6, width=6, channels=3, multiplier=2))
    'A window slides over each channel; its values are multiplied by weights and added up. \
C = 3 channels, each with its own M = 2 filters: 6 output channels, never mixed.'
    >>> channels_in_words(ConvSpec(height=6, width=6, channels=1))
    'A window slides over each channel; its values are multiplied by weights and added up. \
C = 1 channel with M = 1 filter makes 1 output channel.'
    """
    c, m = spec.channels, spec.multiplier
    filters = counted(m, "{n} filter", "{n} filters")
    outputs = counted(c * m, "{n} output channel", "{n} output channels")
    made = counted(
        c,
        f"C = {{n}} channel with M = {filters} makes {outputs}.",
        f"C = {{n}} channels, each with its own M = {filters}: {outputs}, never mixed.",
    )
    return f"{_WINDOW} {made}"


def tour_stops(spec: ConvSpec) -> tuple[tuple[str, str], ...]:
    """What the tour says about the picture of a layer, with the place of each sentence.

    Examples
    --------
    >>> spec = ConvSpec(height=6, width=6, channels=3, multiplier=2)
    >>> tour_stops(spec)[1]
    ('filter', 'Channel 0 has 2 filters of its own, with 3·3 = 9 weights each.')
    >>> tour_stops(ConvSpec(height=6, width=6, channels=1, kernel=(1, 1)))[1]
    ('filter', 'Channel 0 has one filter of its own, with 1·1 = 1 weight.')
    >>> tour_stops(spec)[3]
    ('output', 'Each filter makes one output channel: 3·2 = 6 in all. Filter q of channel k makes \
output channel k·M + q.')
    """
    c, m = spec.channels, spec.multiplier
    kh, kw = spec.kernel
    channels = counted(c, "one channel", "{n} channels, each in its own lane")
    filters = counted(m, "one filter", "{n} filters")
    weights = counted(kh * kw, "{n} weight", "{n} weights") + ("" if m == 1 else " each")
    return (
        (
            "input",
            f"This is the input: {channels}. The frame is the window. It slides over the input.",
        ),
        ("filter", f"Channel 0 has {filters} of its own, with {kh}·{kw} = {weights}."),
        (
            "strip",
            "Each value in the window is multiplied by the weight at the same place. The products "
            "are added up: that is one value of the output.",
        ),
        (
            "output",
            f"Each filter makes one output channel: {c}·{m} = {c * m} in all. Filter q of channel k "
            "makes output channel k·M + q.",
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
        toggle("cells")
