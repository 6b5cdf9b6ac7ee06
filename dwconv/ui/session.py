"""One visitor's lab: the values of the session, and the URL that says the same.

Streamlit can bind a widget to the URL by itself (``bind="query-params"``). It is not
used: it drops a bad value without a word, writes only what a hand changed, and makes
a history entry of every single parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dwconv.engine.spec import ConvSpec
from dwconv.ui import parameters as state
from dwconv.ui.parameters import Allowed, Array, Moment, Values

# Keys of the session. The values' own keys are their names in the URL, and the widgets'.
_VALUES = "_values"  # after the last run: survives a widget that is not drawn
_QUERY = "_query"  # the URL as it was last seen or written
_PAGE = "_page"
_MOMENTS = "_moments"  # by whose they are
_WHOSE = "_whose"  # the moment's that counts: of the layer's players, or the backward page's
_ALLOWED = "_allowed"
_TYPED = "_typed"
_GENERATION = "_generation"  # of what was typed: another one with every link
_COMPLAINTS = "_complaints"
_LAB = "_lab"
_PUT = "_put"  # values that were put into the controls, and what these held before

_DUE = "_due"  # whether values were put there that no run of the page has shown yet

_MOST_SAID = 5  # sentences, and one that there are more

_NAMED = {*state.DEFAULTS, *state.TYPED_NAMES.values()}


@dataclass(frozen=True, eq=False)
class Lab:
    """The layer and the numbers that all pages are about."""

    spec: ConvSpec
    input: Array
    filter: Array
    values: Values

    @property
    def shapes(self) -> str:
        """The shape line: input * filter -> output."""
        return f"{self.spec.input_shape} ∗ {self.spec.filter_shape} → {self.spec.output_shape}"

    @cached_property
    def typed(self) -> dict[str, str]:
        """What was typed for "input" and "kernel", as a link holds it."""
        arrays = {"input": self.input[0], "kernel": self.filter}
        return {
            source: state.write_typed(array)
            for source, array in arrays.items()
            if self.values[source] == state.TYPED
        }


def lab() -> Lab:
    """What the controls say in this run."""
    made: Lab = st.session_state[_LAB]
    return made


def page() -> str:
    """The path of the page that runs."""
    path: str = st.session_state[_PAGE]
    return path


def complaints() -> list[str]:
    """What was wrong with the link or the last combination, one sentence each, the first few."""
    said: list[str] = st.session_state.get(_COMPLAINTS, [])
    more = len(said) - _MOST_SAID
    return said if more < 2 else [*said[:_MOST_SAID], f"And {more} more were wrong with the link."]


def forgive() -> None:
    """What was wrong before does not matter once something else was chosen."""
    st.session_state[_COMPLAINTS] = []


def put(values: Values) -> None:
    """Put values into the controls, as an example does; what was wrong before does not matter.

    For a while the browser may still send what its widgets held before: see `_held`.
    """
    forgive()
    now = st.session_state
    now[_DUE] = True
    now[_PUT] = values, {name: now[name] for name in values if name in now}
    now.update(values)


def say(sentence: str) -> None:
    """Say something about what is shown, where it is said what was wrong, until it changes."""
    _complain([sentence])


def moment() -> Moment:
    """Where a link, or the player itself, last said that it is; no step after a change."""
    known: Moment = _moments().setdefault(st.session_state[_WHOSE], {})
    return known


def _moments() -> dict[str, Moment]:
    known: dict[str, Moment] = st.session_state.setdefault(_MOMENTS, {})
    return known


def step() -> int | None:
    """The window of that moment."""
    return moment().get("step")


def allowed() -> Allowed:
    """What the link leaves to its readers."""
    known: Allowed = st.session_state.get(_ALLOWED, Allowed())
    return known


def typed() -> dict[str, Array]:
    """What was typed for "input" and "kernel", as far as something was."""
    arrays: dict[str, Array] = st.session_state.setdefault(_TYPED, {})
    return arrays


def generation() -> int:
    """How often a link has replaced what was typed: tables start anew with it."""
    count: int = st.session_state.get(_GENERATION, 0)
    return count


def take_over(arrays: dict[str, Array]) -> None:
    """Put arrays in the place of what was typed for "input" or "kernel"; tables start anew."""
    typed().update(arrays)
    st.session_state[_GENERATION] = generation() + 1


def begin_run(page: str) -> None:
    """Find this run's values, possible together, and make its `lab` of them.

    Parameters
    ----------
    page : str
        The URL path of the page, to tell a switch of pages from the browser's Back.
    """
    st.session_state.pop(_DUE, None)
    st.session_state[_WHOSE] = "backward" if page == "backward" else "layer"
    query = st.query_params.to_dict()
    before: Values | None = st.session_state.get(_VALUES)
    known = {name: st.session_state[name] for name in state.DEFAULTS if name in st.session_state}
    held = _held(known)
    shown: Lab | None = st.session_state.get(_LAB)
    by_hand = False
    named = _NAMED & query.keys()
    if before is None and not named:
        values = _open(query, page, dict(state.PRESETS[state.START.get(page, state.WORKED)]), [])
    elif before is None or (
        named
        and query != st.session_state[_QUERY]
        and (_went_back() or page != st.session_state[_PAGE])
        and all(before[name] == value for name, value in held.items())
    ):
        # A link, or the browser's Back. Any other request may have been sent before the browser
        # heard of the URL that an earlier one made: then the widgets are right.
        values, wrong = state.parse(query, page)
        # What this page has no name for stays as it was.
        others = {name for name in state.DEFAULTS if not state.belongs(name, page)} - query.keys()
        values |= {name: before[name] for name in others} if before is not None else {}
        values = _open(query, page, values, wrong)
    else:
        by_hand = True
        values = before | {name: value for name, value in held.items() if value is not None}
        values, wrong = state.repair(values, page)
        _complain(wrong)
        _start_typing(before, values)
    # Only what the widgets do not know yet; a new widget is told by its default.
    st.session_state.update(
        {name: values[name] for name, value in known.items() if values[name] != value}
    )
    _make_lab(values)
    if by_hand and shown is not None:
        for known_moment in _of_other_numbers(shown, lab(), page):
            known_moment.pop("step", None)
            known_moment.pop("focus", None)
    _write_url(query, values, page)
    st.session_state[_VALUES] = values
    st.session_state[_PAGE] = page


def catch_up() -> None:
    """Run all of the page if values were put into the controls while only a fragment runs.

    The request of a fragment bears what was touched at the same moment, a button's callback
    included, and the request of the whole page does not always follow.
    """
    if st.session_state.pop(_DUE, False):
        st.rerun()


def _held(known: Values) -> Values:
    """What the widgets hold, less what the browser sent before it heard of the values put there.

    That is what they held before, in more than one of them: a hand changes one at a time.
    """
    put: tuple[Values, Values] = st.session_state.get(_PUT, ({}, {}))
    values, before = put
    others = {name for name, value in values.items() if known.get(name, value) != value}
    if len(others) > 1 and all(known[name] == before.get(name) for name in others):
        return known | values
    if others:
        st.session_state.pop(_PUT)
    return known


def _went_back() -> bool:
    """Whether the browser's Back or Forward asked for this run."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def moved(at: Mapping[str, Any]) -> None:
    """Note where the player says that it is, here and in the URL."""
    known: Any = {name: at[name] for name in Moment.__annotations__ if name in at}
    moment().update(known)  # the same one, for whoever holds it
    _set_query(st.query_params.to_dict() | _link(lab().values, st.session_state[_PAGE]))


def _open(query: dict[str, str], page: str, values: Values, wrong: list[str]) -> Values:
    """Take over a link: values, what was typed, and the step."""
    st.session_state.pop(_PUT, None)
    values, impossible = state.repair(values, page)
    spec = state.make_spec(values)
    shapes = {"input": spec.input_shape[1:], "kernel": spec.filter_shape}
    st.session_state[_COMPLAINTS] = wrong + impossible
    for source, name in state.TYPED_NAMES.items():
        if values[source] != state.TYPED:
            if name in query and page in state.LAB:
                _complain([f"{name}: these values count with {source}=typed alone."])
            continue
        if name in query:
            typed()[source], unreadable = state.read_typed(query[name], name, shapes[source])
            st.session_state[_GENERATION] = generation() + 1
            _complain(unreadable)
        elif source not in typed():
            values[source] = "integers"
            _complain(
                [f"{source}=typed comes without its values, {name}. It is shown with integers."]
            )
    beyond: list[str] = []
    if page in state.PLAYERS:
        windows = state.windows(values, page)
        _moments()[st.session_state[_WHOSE]], beyond = state.parse_moment(
            query, windows, spec.channels
        )
    if _ALLOWED not in st.session_state or {"hide", "lock"} & query.keys():
        # A link from page to page leaves to its readers what the first one did.
        st.session_state[_ALLOWED], unknown = state.parse_allowed(query)
        beyond += unknown
    _complain(beyond)
    return values


def _start_typing(before: Values, values: Values) -> None:
    """Whoever types for the first time begins with the numbers on the screen."""
    shown = {"input": lab().input[0], "kernel": lab().filter}
    for source, array in shown.items():
        if values[source] == state.TYPED != before[source] and source not in typed():
            typed()[source] = array


def _make_lab(values: Values) -> None:
    image, filter = state.make_operands(values, typed().get("input"), typed().get("kernel"))
    st.session_state[_LAB] = Lab(state.make_spec(values), image, filter, values)


_DECIDE = {"comparison": ("beside", "g", "kernel", "seed"), "backward": ("of", "up", "bq", "seed")}
"""What decides on a player's numbers besides the layer's own."""


def _of_other_numbers(before: Lab, now: Lab, page: str) -> list[Moment]:
    """The moments of players that have other numbers than before."""
    if (
        before.spec != now.spec
        or not np.array_equal(before.input, now.input)
        or not np.array_equal(before.filter, now.filter)
    ):
        return list(_moments().values())
    names = _DECIDE.get(page, ())
    return [moment()] if any(before.values[name] != now.values[name] for name in names) else []


def _link(values: Values, page: str) -> dict[str, str]:
    """The parameters that open this picture again."""
    link = state.write(values, page) | state.write_allowed(allowed())
    if page not in state.LAB:
        return link
    for source, text in lab().typed.items():
        if source not in left_out():
            link[state.TYPED_NAMES[source]] = text
    return link | (state.write_moment(moment()) if page in state.PLAYERS else {})


def left_out() -> list[str]:
    """Which of "input" and "kernel" are typed and too long for a link."""
    return [source for source, text in lab().typed.items() if len(text) > state.LONGEST_TYPED]


def _write_url(query: dict[str, str], values: Values, page: str) -> None:
    """Make the URL say what the page shows, with one history entry a change."""
    st.session_state[_QUERY] = query
    known, shown = moment().get("step"), state.windows(values, page)
    if known is not None and known >= shown:
        moment().pop("step")  # of a page that goes through more
    if _VALUES in st.session_state:
        same_page = st.session_state.get(_PAGE) == page
        plain = not _NAMED & query.keys()
        if plain and same_page and values == st.session_state[_VALUES]:
            return  # Back to a plain address: leave it plain, so that Back leads on
    ours = _NAMED | state.MOMENT_NAMES | {"hide", "lock"}
    others = {name: value for name, value in query.items() if name not in ours}
    _set_query(others | _link(values, page))


def _set_query(wanted: dict[str, str]) -> None:
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
    st.session_state[_QUERY] = wanted


def _complain(sentences: list[str]) -> None:
    st.session_state[_COMPLAINTS] = st.session_state.get(_COMPLAINTS, []) + sentences
