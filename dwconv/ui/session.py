"""One visitor's session: the layer on screen, and what else is remembered between two runs.

`dwconv.ui.begin_run` fills it when a script run begins; pages and widgets read it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.player.moment import KnownMoment
from dwconv.ui.page_table import PAGES, Page
from dwconv.ui.parameters.hidden_and_locked import Restrictions
from dwconv.ui.parameters.table import TYPED, Array, Values, of_layer
from dwconv.ui.parameters.typed_values import write_typed

# Keys of st.session_state. A page's own widgets have the names of their parameters in the URL.
VALUES = "_values"  # after the last run: survives a widget that is not drawn
LAB = "_lab"
PAGE = "_page"  # path
QUERY = "_query"  # the URL as it was last seen or written
MOMENTS = "_moments"  # by the names of `page_table.PagePlayer.moment`
RESTRICTIONS = "_restrictions"
TYPED_VALUES = "_typed"
TYPED_VERSION = "_typed_version"
WARNINGS = "_warnings"
INSTEAD_OF_CONTROLS = "_instead_of_controls"
NOTE = "_note"  # what was wrong with the last change of the layer's controls: see `note`
CHANGES_SEEN = "_changes_seen"  # the number of the last change of the layer's controls
EDITS_SEEN = "_edits_seen"  # the number of the last edit of a cell of the picture
EDITS_REFUSED = "_edits_refused"  # why the last of them was not made; "" if it was
LAYER_SET = "_layer_set"  # by `set_controls`: what the next run gives the layer
CONTROLS_SET = "_controls_set"  # the same for a page's widgets: new values, and those before them
LARGE_LAYER = "_large_layer"  # one that a page draws smaller: its values, and those drawn
PRESSES = "_presses"  # by the names of buttons: see `note_press`
RERUN_NEEDED = "_rerun_needed"  # whether a run of the whole page must follow this one

_MOST_WARNINGS = 5  # and a sentence that there are more


@dataclass(frozen=True, eq=False)
class Lab:
    """The layer and the numbers that all pages are about.

    Attributes
    ----------
    spec : ConvSpec
        One image, channels last.
    input, filter : ndarray
        Its operands. Where a page that only counts shows a layer too large to draw, those of the
        nearest layer that can be drawn: see `dwconv.ui.parameters.shrink_to_draw`.
    values : dict
        Every parameter.
    """

    spec: ConvSpec
    input: Array
    filter: Array
    values: Values

    @property
    def counted_spec(self) -> ConvSpec:
        """The layer with the batch and the data format that the pages that only count show."""
        data_format = str(self.values["fmt"]).upper()
        return self.spec.replace(batch=self.values["batch"], data_format=data_format)

    @cached_property
    def fingerprint(self) -> str:
        """A text that is the same as long as the layer and its numbers are."""
        checksum = zlib.crc32(self.filter.tobytes(), zlib.crc32(self.input.tobytes()))
        return f"{self.spec.shape_line} {checksum:08x}"

    @cached_property
    def typed(self) -> dict[str, str]:
        """What was typed for "input" and "kernel", as a link holds it."""
        arrays = {"input": self.input[0], "kernel": self.filter}
        return {
            source: write_typed(array)
            for source, array in arrays.items()
            if self.values[source] == TYPED
        }


def lab() -> Lab:
    """The layer on screen in this run."""
    current: Lab = st.session_state[LAB]
    return current


def page() -> Page:
    """The page that runs."""
    return PAGES[st.session_state[PAGE]]


def warnings() -> list[str]:
    """What was wrong with the link or the last combination, one sentence each, the first few."""
    all_of_them: list[str] = st.session_state.get(WARNINGS, [])
    more = len(all_of_them) - _MOST_WARNINGS
    if more < 2:
        return all_of_them
    return [
        *all_of_them[:_MOST_WARNINGS],
        f"And {more} more notes like these.",
    ]


def clear_warnings() -> None:
    """Forget all warnings: what was wrong does not matter once something else was chosen."""
    st.session_state[WARNINGS] = []
    st.session_state[NOTE] = "", ""
    st.session_state[EDITS_REFUSED] = ""


def clear_warnings_that_end(with_words: str) -> None:
    """Forget the warnings that end with these words."""
    found = st.session_state.get(WARNINGS, [])
    st.session_state[WARNINGS] = [each for each in found if not each.endswith(with_words)]


def add_warnings(*sentences: str) -> None:
    """Show sentences at the top of the page until something else is chosen."""
    st.session_state[WARNINGS] = [*st.session_state.get(WARNINGS, []), *sentences]


def note() -> tuple[str, str]:
    """What was wrong with the last change of the layer's controls.

    Returns
    -------
    name, text : str
        The parameter that was changed; "" if nothing was wrong.
    """
    name, text = st.session_state.get(NOTE, ("", ""))
    return name, text


def set_controls(values: Values) -> None:
    """Set controls to these values, as a preset does, and clear the warnings.

    For a while the browser may still send what a page's widgets held before: see `dwconv.ui.begin_run`.
    """
    clear_warnings()
    state = st.session_state
    state[RERUN_NEEDED] = True
    layer = of_layer(values)
    state[LAYER_SET] = state.get(LAYER_SET, {}) | layer
    if own := {name: value for name, value in values.items() if name not in layer}:
        state[CONTROLS_SET] = own, {name: state[name] for name in own if name in state}
        state.update(own)


def ask_for_rerun() -> None:
    """See to it that a run of the whole page follows: `rerun_if_needed`."""
    st.session_state[RERUN_NEEDED] = True


def rerun_if_needed() -> None:
    """Run the whole page if `set_controls` or `ask_for_rerun` was called while a fragment runs.

    The request of a fragment contains what was touched at the same moment, a button's callback
    included, and the request of the whole page does not always follow.
    """
    if st.session_state.pop(RERUN_NEEDED, False):
        st.rerun()


def control_changed() -> None:
    """Take in a change of a page's widget: clear the warnings, and see to a run of the whole page.

    A player may send its report in the same request. Then only its fragment would run, which does not
    read the widgets: a switch would be on and its player would not know of it.
    """
    clear_warnings()
    ask_for_rerun()


def note_press(button: str) -> None:
    """Count a press of a button that leads to a result, which is said after each: see `presses`."""
    st.session_state[PRESSES] = st.session_state.get(PRESSES, {}) | {button: presses(button) + 1}


def presses(button: str) -> int:
    """How often a button was pressed that `note_press` counts."""
    counts: dict[str, int] = st.session_state.get(PRESSES, {})
    return counts.get(button, 0)


def sent_by(key: str, name: str) -> Any:
    """What the browser sent for a component under a name; None if no page has drawn it any more.

    A request may bear what was touched on a page that a later run has left.
    """
    return getattr(st.session_state.get(key), name, None)


def replace_controls(sentence: str) -> None:
    """In this run, show a sentence in place of the layer's controls: the page shows another layer."""
    st.session_state[INSTEAD_OF_CONTROLS] = sentence


def moment() -> KnownMoment:
    """The last step, unit, speed and lane that a link or the player gave; no step after new numbers.

    Pages without a player have those of the pages about the layer.
    """
    player = page().player
    name = player.moment if player else "layer"
    return moments().setdefault(name, {})


def moments() -> dict[str, KnownMoment]:
    """The moments of all players."""
    known: dict[str, KnownMoment] = st.session_state.setdefault(MOMENTS, {})
    return known


def restrictions() -> Restrictions:
    """What the link hides and locks."""
    known: Restrictions = st.session_state.get(RESTRICTIONS, Restrictions())
    return known


def typed_values() -> dict[str, Array]:
    """The typed values of "input" and "kernel", as far as there are any."""
    arrays: dict[str, Array] = st.session_state.setdefault(TYPED_VALUES, {})
    return arrays


def typed_version() -> int:
    """How often typed values were replaced as a whole: tables start again with every version."""
    version: int = st.session_state.get(TYPED_VERSION, 0)
    return version


def replace_typed(arrays: dict[str, Array]) -> None:
    """Replace the typed values of "input" or "kernel"; tables start again."""
    typed_values().update(arrays)
    st.session_state[TYPED_VERSION] = typed_version() + 1
