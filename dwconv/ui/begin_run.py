"""Begins every run: reads the link, Back or the controls, and makes the values legal."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.player.moment import KnownMoment
from dwconv.ui import address_bar, session, streamlit_internals
from dwconv.ui.address_bar import parameter_names, write_address
from dwconv.ui.components.layer_controls import KEY, read_sent
from dwconv.ui.file_channels import open_channels
from dwconv.ui.large_layer import bring_back, layer_to_draw, remember_link
from dwconv.ui.page_table import PAGES, Page
from dwconv.ui.parameters import hidden_and_locked, typed_values
from dwconv.ui.parameters.changes import Change, layer_text, make_changes, read_changes
from dwconv.ui.parameters.layer_values import (
    follow_channels,
    make_operands,
    make_spec,
    output_channels,
)
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import IGNORED, read_link
from dwconv.ui.parameters.player_state import ignored_moment, read_moment
from dwconv.ui.parameters.presets import preset
from dwconv.ui.parameters.shrink_to_draw import shrink_to_draw
from dwconv.ui.parameters.table import (
    PARAMETERS,
    TYPED,
    Values,
    is_on,
)
from dwconv.ui.parameters.typed_cells import CellEdit, make_cell_edits, read_cell_edits
from dwconv.ui.parameters.unknown_names import say_unknown_names
from dwconv.ui.parameters.widget_values import is_value, read_widget
from dwconv.ui.session import Lab
from dwconv.ui.streamlit_speed import names_in_session
from dwconv.ui.widgets import lab_player


def begin_run(path: str) -> None:
    """Find this run's values, legal together, and keep the layer that they describe.

    Parameters
    ----------
    path : str
        The URL path of the page, to tell a switch of pages from the browser's Back.
    """
    state = st.session_state
    is_first = session.VALUES not in state
    sent, _ = read_sent(state.get(KEY))
    typed_in, _ = lab_player.read_edits(state.get(lab_player.KEY))
    changes = read_changes(sent, state.get(session.CHANGES_SEEN, 0))
    notes: dict[str, str] = {}  # of each parameter, what was wrong with its last change
    for change in changes[:-1]:  # each writes its own address, to which Back leads
        _find_layer(path, [change], [])
        notes[change.name] = session.note()[1]
    edits = read_cell_edits(typed_in, state.get(session.EDITS_SEEN, 0))
    _find_layer(path, changes[-1:], edits)
    if changes:
        _keep_notes(notes | {changes[-1].name: session.note()[1]})
    if is_first:
        _take_over_change(path)


def _keep_notes(notes: dict[str, str]) -> None:
    """Show what was wrong with several changes of one request: the last one does not hide it."""
    wrong = {name: text for name, text in notes.items() if text}
    if wrong:
        st.session_state[session.NOTE] = list(wrong)[-1], " ".join(dict.fromkeys(wrong.values()))


def _find_layer(path: str, changes: list[Change], edits: list[CellEdit]) -> None:
    """Find the values, with these changes of the layer's controls and of cells, and keep them."""
    state = st.session_state
    page = PAGES[path]
    query = address_bar.query()
    before: Values | None = state.get(session.VALUES)
    previous: Lab | None = state.get(session.LAB)
    same_page = state.get(session.PAGE) == path
    if before is not None:
        before = bring_back(before, page)
    if not same_page:
        session.clear_warnings_that_end(IGNORED)  # said of the page that is left
    state[session.PAGE] = path
    state.pop(session.RERUN_NEEDED, None)
    in_widgets = _values_in_widgets()
    chosen = _without_outdated(in_widgets)
    in_link = parameter_names() & query.keys()
    by_hand = False
    if before is None and not in_link:
        values, spec = _open_link(query, page, preset(page.start), [])
    elif before is None or (
        in_link and not (changes or edits) and _url_is_right(query, before, chosen, same_page)
    ):
        values, warnings = read_link(query, path)
        if before is not None:  # parameters that this page does not have stay as they were
            values |= {
                name: value
                for name, value in before.items()
                if PARAMETERS[name].name_in(query) is None and not is_on(name, path)
            }
        values, spec = _open_link(query, page, values, warnings)
    else:
        by_hand = True
        values = _change_by_hand(before, chosen, changes, edits, page)
        spec = make_spec(values)
    # Only what the widgets do not know yet; a new widget is told by its default.
    state.update({name: values[name] for name, held in in_widgets.items() if values[name] != held})
    typed_now = session.typed_values()
    drawn, _ = shrink_to_draw(values)
    image, filter = make_operands(
        make_spec(drawn), drawn, typed_now.get("input"), typed_now.get("kernel")
    )
    state[session.LAB] = lab = Lab(spec, image, filter, values)
    if by_hand and previous is not None and not (edits and previous.spec == spec):
        _forget_outdated_steps(previous, lab, page)
    if page.player and session.moment().get("step", 0) >= page.player.windows(spec, values):
        session.moment().pop("step")  # of a page whose player goes through more windows
    write_address(query, page, unchanged=same_page and values == before)
    # Done last, so that an interrupted run changes nothing and the next run does the whole work.
    state[session.VALUES] = values
    state.pop(session.LAYER_SET, None)
    if changes:
        state[session.CHANGES_SEEN] = changes[-1].number
    if edits:
        state[session.EDITS_SEEN] = edits[-1].number


def _url_is_right(query: dict[str, str], before: Values, chosen: Values, same_page: bool) -> bool:
    """Return whether the URL says the values: after a link, or the browser's Back.

    Any other request may have been sent before the browser heard of the URL that an earlier one made:
    then the widgets are right.
    """
    return (
        query != st.session_state[session.QUERY]
        and (streamlit_internals.is_history_navigation() or not same_page)
        and all(before[name] == value for name, value in chosen.items())
    )


def _values_in_widgets() -> dict[str, Any]:
    """Return the values of a page's widgets by parameter; None for one that is no legal value."""
    state = st.session_state
    held = {name: state[name] for name in names_in_session(PARAMETERS) if name in state}
    return {
        name: value if value is None or is_value(name, value) else None
        for name, value in held.items()
    }


def _change_by_hand(
    before: Values,
    chosen: dict[str, Any],
    changes: list[Change],
    edits: list[CellEdit],
    page: Page,
) -> Values:
    """Return the legal values after what a person changed, and say what was not possible."""
    values = before | st.session_state.get(session.LAYER_SET, {})
    values |= {name: value for name, value in chosen.items() if value is not None}
    values |= _type_into_cells(edits)
    values, sentences = make_changes(changes, values, session.restrictions(), page.path)
    values = follow_channels(before, values)
    values, warnings = make_legal(values, page.path)
    values, smaller = layer_to_draw(values, page)
    warnings += [smaller] if smaller else []
    if changes:
        session.clear_warnings()
        st.session_state[session.NOTE] = changes[-1].name, " ".join(sentences + warnings)
    else:
        session.add_warnings(*warnings)
    _begin_typing(before, values)
    return values


def _take_over_change(path: str) -> None:
    """Show what was changed on a page that stayed open while the server restarted.

    The first request has the changed value in a widget, and the old values in the URL. A person
    changes one widget at a time. So if more than one value differs, a link was opened, and the URL
    is right.
    """
    if streamlit_internals.is_history_navigation():
        return
    values = session.lab().values
    unread = streamlit_internals.unread_widget_values()
    sent, layer = read_sent(unread.get(KEY))
    changes = read_changes(sent, 0)
    if changes:
        st.session_state[session.CHANGES_SEEN] = changes[-1].number
        if layer != layer_text(values):
            changes = []  # the address shows them already, or asks for something else
    typed_in, numbers = lab_player.read_edits(unread.get(lab_player.KEY))
    edits = read_cell_edits(typed_in, 0)
    if edits:
        st.session_state[session.EDITS_SEEN] = edits[-1].number
        if numbers != session.lab().fingerprint:
            edits = []  # likewise
    in_browser = {
        name: read_widget(name, sent) for name, sent in unread.items() if name in PARAMETERS
    }
    changed = {
        name: value
        for name, value in in_browser.items()
        if value is not None and value != values[name]
    }
    if (changes or edits) and not changed:
        _find_layer(path, changes, edits)
    elif len(changed) == 1 and not (changes or edits):
        st.session_state.update(changed)
        _find_layer(path, [], [])


def _type_into_cells(edits: list[CellEdit]) -> Values:
    """Keep the numbers typed into the picture. Return the sources (input, kernel) that are typed now."""
    if not edits:
        return {}
    lab = session.lab()
    arrays, refused = make_cell_edits(
        edits, {"input": lab.input[0], "kernel": lab.filter}, session.restrictions()
    )
    session.clear_warnings()
    if arrays:
        session.replace_typed(arrays)
    st.session_state[session.EDITS_REFUSED] = " ".join(refused)
    return dict.fromkeys(arrays, TYPED)


def _without_outdated(in_widgets: Values) -> Values:
    """Return the values of a page's widgets, without those sent before the browser had new ones.

    `set_controls` gave new values. If more than one widget still has its old value, the browser had
    not received the new ones yet: a person changes only one widget at a time.
    """
    set_to: tuple[Values, Values] = st.session_state.get(session.CONTROLS_SET, ({}, {}))
    new, old = set_to
    different = {name for name, value in new.items() if in_widgets.get(name, value) != value}
    if len(different) > 1 and all(in_widgets[name] == old.get(name) for name in different):
        return in_widgets | new
    if different:
        st.session_state.pop(session.CONTROLS_SET)
    return in_widgets


def _open_link(
    query: dict[str, str], page: Page, values: Values, warnings: list[str]
) -> tuple[Values, ConvSpec]:
    """Open a link: make its values legal, and keep what else it says.

    Returns
    -------
    values : dict
    spec : ConvSpec
        The layer that they describe.
    """
    st.session_state.pop(session.CONTROLS_SET, None)
    if PARAMETERS["n"].name_in(query) is None:
        values = values | {"n": output_channels(values)}
    values, changes = make_legal(values, page.path)
    spec = make_spec(values)
    session.clear_warnings()
    warnings = [*warnings, *say_unknown_names(query, page)]
    session.add_warnings(*warnings, *changes, *remember_link(query, page, values))
    _read_typed(query, page, values, make_spec(shrink_to_draw(values)[0]))
    if page.player:
        moment, wrong = read_moment(query, page.player.windows(spec, values), spec.channels)
        session.moments()[page.player.moment] = moment
        session.add_warnings(*wrong)
    elif ignored := ignored_moment(query, page):
        session.add_warnings(ignored)
    if session.RESTRICTIONS not in st.session_state or hidden_and_locked.NAMES & query.keys():
        # Only the first link, or one with its own "hide" or "lock", sets restrictions: links from
        # page to page keep them.
        st.session_state[session.RESTRICTIONS], wrong = hidden_and_locked.read_restrictions(query)
        session.add_warnings(*wrong)
    return values, spec


def _read_typed(query: dict[str, str], page: Page, values: Values, spec: ConvSpec) -> None:
    """Keep the typed values of a link; where they are missing, change `values` to integers."""
    shapes = {"input": spec.input_shape[1:], "kernel": spec.filter_shape}
    found = {}
    for source, name in typed_values.IN_LINKS.items():
        if values[source] != TYPED:
            if name in query and page.about_layer:
                session.add_warnings(f"{name}: only {source}=typed uses these values. Ignored.")
        elif name in query:
            array, wrong = typed_values.read_typed(query[name], name, shapes[source])
            found[source] = array
            session.replace_typed({source: array})
            session.add_warnings(*wrong)
        elif source not in session.typed_values():
            values[source] = "integers"
            session.add_warnings(
                f"{source}=typed needs the typed values, {name}, which are missing. Using random "
                "integers instead."
            )
    if page.about_layer and (text := query.get(typed_values.CHANNELS)):
        session.add_warnings(*filter(None, [open_channels(text, found, spec.channels)]))


def _begin_typing(before: Values, values: Values) -> None:
    """Begin with the numbers on screen where values are typed for the first time."""
    lab, typed_now = session.lab(), session.typed_values()
    for source, array in {"input": lab.input[0], "kernel": lab.filter}.items():
        if values[source] == TYPED != before[source] and source not in typed_now:
            typed_now[source] = array


def _forget_outdated_steps(before: Lab, now: Lab, page: Page) -> None:
    """Forget step and focus of the players that have other numbers than before."""
    if (
        before.spec != now.spec
        or not np.array_equal(before.input, now.input)
        or not np.array_equal(before.filter, now.filter)
    ):
        outdated: list[KnownMoment] = list(session.moments().values())
    elif any(
        before.values[name] != now.values[name]
        for name, row in PARAMETERS.items()
        if page.path in row.changes_player_of
    ):
        outdated = [session.moment()]
    else:
        return
    for moment in outdated:
        moment.pop("step", None)
        moment.pop("focus", None)
