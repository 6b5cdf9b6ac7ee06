"""The Sliding window page: the window slides over every channel, down to one multiplication."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.ui import cached
from dwconv.ui.page_table import PAGES
from dwconv.ui.session import lab
from dwconv.ui.widgets.animation import show_player
from dwconv.ui.widgets.badge import show_layer_verdict
from dwconv.ui.widgets.controls import toggle
from dwconv.ui.widgets.numbers import counted
from dwconv.ui.widgets.parts import heading, player_only
from dwconv.ui.widgets.take_home import take_home
from dwconv.ui.widgets.typed import show_table_links, show_tables


def show() -> None:
    """Show the page."""
    cached.verdict(lab())  # TensorFlow works on it while the rest is drawn
    beside_title = heading(channels_in_words(lab().spec), after=_ways_on)
    show_player()
    if player_only():
        return
    show_tables()
    take_home()
    with beside_title:
        show_layer_verdict()


def channels_in_words(spec: ConvSpec) -> str:
    """What the layer does with its channels.

    Examples
    --------
    >>> channels_in_words(ConvSpec(height=6, width=6, channels=3, multiplier=2))
    '3 input channels, 2 filters for each of them: 6 output channels. Channels are never mixed.'
    >>> channels_in_words(ConvSpec(height=6, width=6, channels=1))
    '1 input channel, 1 filter for it: 1 output channel. Channels are never mixed.'
    """
    of_each = "it" if spec.channels == 1 else "each of them"
    return (
        f"{counted(spec.channels, 'input channel')}, "
        f"{counted(spec.multiplier, 'filter')} for {of_each}: "
        f"{counted(spec.channels * spec.multiplier, 'output channel')}. Channels are never mixed."
    )


def _ways_on() -> None:
    for path, label in (("lesson", "Ten-minute lesson"), ("exercises", "Exercises")):
        st.page_link(PAGES[path].script, label=label)
    show_table_links()
    toggle("predict")
