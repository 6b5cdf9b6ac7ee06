"""The player on a page: its step in the URL, and the next example for a presenter."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dwconv.player.component import player
from dwconv.ui import cached, session
from dwconv.ui.parameters import Values
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import next_example

_KEY = "player"


@st.fragment
def animation() -> None:
    """Show the lab's convolution; what the player reports reruns only this."""
    at = session.moment()
    player(
        cached.payload(lab()),
        key=_KEY,
        playing="step" not in at and not lab().values["predict"],
        predict=bool(lab().values["predict"]),
        on_seek=lambda: sought(_KEY),
        on_next=lambda: went_on(_KEY),
        **at,
    )
    session.catch_up()


def sought(key: str) -> None:
    """Note what a player reports."""
    moment = st.session_state[key].at
    if moment:
        session.moved(moment)


def went_on(key: str, fits: Callable[[Values], bool] = lambda values: True) -> None:
    """Load the example that a presenter asks for, if it fits; `session.catch_up` shows it."""
    by = st.session_state[key].next
    if by:
        next_example(int(by), fits)
