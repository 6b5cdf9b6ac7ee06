"""Shows the player of the lab's layer and stores what it reports."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dwconv.player.component import player
from dwconv.player.moment import Tour
from dwconv.ui import cached, session
from dwconv.ui.address import record_moment
from dwconv.ui.parameters.table import Values
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import load_next_preset

_KEY = "player"


@st.fragment
def show_player(tour: Tour | None = None) -> None:
    """Show the player of the lab's layer; what it reports reruns only this function."""
    moment = session.moment()
    player(
        cached.payload(lab()),
        key=_KEY,
        playing="step" not in moment and not lab().values["predict"],
        predict=bool(lab().values["predict"]),
        tour=tour,
        on_seek=lambda: store_moment(_KEY),
        on_next=lambda: load_next_example(_KEY),
        **moment,
    )
    session.rerun_if_needed()


def store_moment(key: str) -> None:
    """Keep the step, unit, speed and channel that a player reports, in the session and the URL."""
    moment = st.session_state[key].at
    if moment:
        record_moment(moment)


def load_next_example(key: str, fits: Callable[[Values], bool] = lambda values: True) -> None:
    """Load the next or the previous example when a player asks for it.

    Parameters
    ----------
    key : str
        The player's key in the session.
    fits : callable, optional
        Whether the page can show an example; one that it cannot is passed over.
    """
    by = st.session_state[key].next
    if by in (1, -1):
        load_next_preset(by, fits)
