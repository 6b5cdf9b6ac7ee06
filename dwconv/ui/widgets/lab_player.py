"""Shows the player of the lab's layer and stores what it reports."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
import streamlit as st

from dwconv.player.component import player
from dwconv.player.player_options import Disagreement, Tour, Typing
from dwconv.reference.places_taken import places_taken
from dwconv.ui import cached, session
from dwconv.ui.address_bar import record_moment
from dwconv.ui.parameters import typed_cells
from dwconv.ui.parameters.hidden_and_locked import locked_sentence
from dwconv.ui.parameters.table import CONTROLS, TYPED, Values, choice_row, is_on
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import values_that_differ
from dwconv.ui.widgets.controls import load_next_preset
from dwconv.ui.widgets.show_when_ready import answer_if_there

KEY = "player"
"""Of the session. ``st.session_state[KEY].edits`` is what was typed into the picture."""


@st.fragment
def show_player(tour: Tour | None = None, *, playing: bool = True) -> None:
    """Show the player of the lab's layer; what it reports reruns only this function."""
    moment = session.moment()
    predict = _predict()
    player(
        cached.payload(lab()),
        key=KEY,
        playing=playing and "step" not in moment and not predict,
        predict=predict,
        tour=tour,
        typing=_typing(),
        disagreement=_disagreement(),
        on_seek=lambda: store_moment(KEY),
        on_next=lambda: load_next_example(KEY),
        on_edit=session.ask_for_rerun,
        **moment,
    )
    session.rerun_if_needed()


def _disagreement() -> Disagreement | None:
    """At which windows TensorFlow's op returns another value, once that is known."""
    now = lab()
    verdict = answer_if_there(cached.verdict(now))
    wrong = values_that_differ(verdict, now.spec.data_format)
    if verdict is None or wrong is None:
        return None
    run = verdict.asked if verdict.agrees else verdict.tried[-1]
    if run.op != (verdict.asked.op if verdict.agrees else verdict.op) or run.output is None:
        return None
    theirs = now.spec.channels_last(run.output)[0]
    return Disagreement(
        shown=now.fingerprint,
        sentence=f"{run.op} returns {{value}} here.",
        values=base64.b64encode(theirs[wrong].astype("<f4").tobytes()).decode(),
        windows=base64.b64encode(np.packbits(wrong).tobytes()).decode(),
        taken=places_taken(now.spec) if run is verdict.asked else None,
    )


def _predict() -> bool | Literal["cells"]:
    """Whether values are predicted, or cells as well: only where the page has the switch."""
    values = lab().values
    if not (is_on("predict", session.page().path) and values["predict"]):
        return False
    return "cells" if values["cells"] else True


def read_edits(state: object) -> tuple[object, object]:
    """What a browser sends of what was typed into the picture.

    Parameters
    ----------
    state : object
        ``st.session_state[KEY]``, or anything that a browser put into its place.

    Returns
    -------
    edits : object
        For `dwconv.ui.parameters.typed_cells.read_cell_edits`.
    shown : object
        The fingerprint of the numbers that were shown then.

    Examples
    --------
    >>> read_edits({"edits": {"list": [[1, "input 0 0 0 0", [["7"]]]], "shown": "a"}})
    ([[1, 'input 0 0 0 0', [['7']]]], 'a')
    >>> read_edits(None)
    (None, None)
    """
    sent = state.get("edits") if isinstance(state, Mapping) else None
    return (sent.get("list"), sent.get("shown")) if isinstance(sent, Mapping) else (None, None)


def _typing() -> Typing:
    """What can be typed into the picture, and what became of what was typed last."""
    values, known = lab().values, session.restrictions()
    into, first = {}, {}
    for part, source in (("input", "input"), ("filter", "kernel")):
        control = typed_cells.CONTROLS[source]
        label = CONTROLS[control].label
        locked = control in known.hidden + known.locked
        into[part] = locked_sentence(label) if locked else ""
        first[part] = ""
        if values[source] != TYPED:
            name = choice_row(source).options[str(values[source])]
            first[part] = (
                f"A typed number replaces “{name}” by numbers of your own. Choose “{name}” in "
                f"the list “{label}” to have it back."
            )
    return {
        "seen": st.session_state.get(session.EDITS_SEEN, 0),
        "shown": lab().fingerprint,
        "refused": st.session_state.get(session.EDITS_REFUSED, ""),
        "into": into,
        "first": first,
        "number": typed_cells.NUMBER,
        "unclear": typed_cells.UNCLEAR,
        "not_a_number": typed_cells.NOT_A_NUMBER,
        "not_clear": typed_cells.NOT_CLEAR,
    }


def store_moment(key: str) -> None:
    """Keep the step, unit, speed and channel that a player reports, in the session and the URL."""
    moment = session.sent_by(key, "at")
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
    by = session.sent_by(key, "next")
    if by in (1, -1):
        load_next_preset(by, fits)
