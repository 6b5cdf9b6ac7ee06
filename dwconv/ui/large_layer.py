"""A layer too large for the pages that draw each of its values: remembered while they show a smaller one."""

from __future__ import annotations

import streamlit as st

from dwconv.ui import session
from dwconv.ui.page_table import COUNTING_PAGES, PAGES, Page
from dwconv.ui.parameters.layer_values import follow_channels
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import read_link
from dwconv.ui.parameters.shrink_to_draw import shrink_to_draw
from dwconv.ui.parameters.table import Values, of_layer

_COUNTING = next(path for path, page in PAGES.items() if page.only_counts)


def layer_to_draw(values: Values, page: Page) -> tuple[Values, str]:
    """Return what the page shows of a layer, and the sentence about that if the layer is too large.

    Parameters
    ----------
    values : dict
    page : Page

    Returns
    -------
    values : dict
    sentence : str
        "" if the page shows the layer as it is.
    """
    if page.only_counts or not page.about_layer:
        return values, ""
    smaller, sentence = shrink_to_draw(values)
    if sentence:
        _keep(values, smaller)
    return smaller, sentence


def bring_back(values: Values, page: Page) -> Values:
    """Return the layer as it was before a page drew a smaller one, on a page that takes it."""
    large, smaller = st.session_state.get(session.LARGE_LAYER, ({}, {}))
    if not page.only_counts or not large:
        return values
    st.session_state.pop(session.LARGE_LAYER)
    if of_layer(values) == smaller:
        values = follow_channels(values, values | large)
        st.session_state[session.VALUES] = values
        session.clear_warnings()  # of the page that drew a smaller one
    return values


def remember_link(query: dict[str, str], page: Page, values: Values) -> list[str]:
    """Keep the layer of a link that this page draws smaller. Return the sentence about it, if there is one."""
    if page.only_counts or not page.about_layer:
        return []
    asked = make_legal(read_link(query, _COUNTING)[0])[0]
    smaller, sentence = shrink_to_draw(asked)
    if not sentence or of_layer(smaller) != of_layer(values):
        return []
    _keep(asked, values)
    return [
        f"This page draws each value of a layer. {COUNTING_PAGES} take the layer as the link says it."
    ]


def _keep(large: Values, drawn: Values) -> None:
    st.session_state[session.LARGE_LAYER] = of_layer(large), of_layer(drawn)
