"""The player on a page: its step in the URL, and the next example for a presenter."""

from __future__ import annotations

import streamlit as st

from dwconv.player import player
from dwconv.ui import cached, session
from dwconv.ui.controls import next_example
from dwconv.ui.session import lab

_KEY = "player"
_WENT_ON = "_went_on"


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
    go_on()


def sought(key: str) -> None:
    """Note what a player reports."""
    moment = st.session_state[key].at
    if moment:
        session.moved(moment)


def went_on(key: str) -> None:
    """Load the example that a presenter asks for; `go_on` shows it."""
    by = st.session_state[key].next
    if by:
        next_example(int(by))
        st.session_state[_WENT_ON] = True


def go_on() -> None:
    """Run all of the page if another example was loaded: a player's report reruns only itself."""
    if st.session_state.pop(_WENT_ON, False):
        st.rerun()
    session.catch_up()
