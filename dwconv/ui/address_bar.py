"""The URL in the browser's address bar, kept as the link to what the page shows.

Streamlit can bind a widget to the URL by itself (``bind="query-params"``). It is not
used: it drops a bad value without a word, writes only what a person changed, and makes
a history entry of every single parameter. This module alone reads and writes the URL. A "link"
is a URL that opens a page of the lab; its "query" holds the parameters.

Which of the addresses are entries of the browser's history is decided in `dwconv/ui/web/history.js`.
"""

from __future__ import annotations

from functools import cache

import streamlit as st

from dwconv.ui import session
from dwconv.ui.file_channels import channels_for_link
from dwconv.ui.page_table import Page
from dwconv.ui.parameters import hidden_and_locked, player_state, typed_values
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.table import PARAMETERS, Values

_MOST_OTHERS = 200  # parameters that are not the lab's: Streamlit drops all of a link of a thousand


def query() -> dict[str, str]:
    """The query of the URL: what stands behind the "?", by name."""
    return st.query_params.to_dict()


def set_in_query(name: str, text: str | None) -> None:
    """Put the text under a page's own name into the query; None takes the name out."""
    if text is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != text:
        st.query_params[name] = text


@cache
def parameter_names() -> frozenset[str]:
    """All names in links that say what is shown, but not where a player is."""
    names = (name for row in PARAMETERS.values() for name in (row.link, *row.earlier_links))
    return frozenset((*names, *typed_values.IN_LINKS.values(), typed_values.CHANNELS))


def too_long_for_link() -> list[str]:
    """Which of "input" and "kernel" are typed and too long for a link."""
    return [
        source for source, text in session.lab().typed.items() if len(text) > typed_values.LONGEST
    ]


def record_moment(reported: object) -> None:
    """Keep where the player says that it is, in the session and in the address.

    Parameters
    ----------
    reported : object
        A `dwconv.player.moment.Moment`, or anything that was sent in its place.
    """
    lab, page = session.lab(), session.page()
    if page.player is None:
        return
    windows = page.player.windows(lab.spec, lab.values)
    # Changed, not replaced: others hold it.
    session.moment().update(player_state.read_reported(reported, windows, lab.spec.channels))
    _set_query(query() | _link(lab.values, page))


def write_address(query: dict[str, str], page: Page, *, unchanged: bool) -> None:
    """Make the address say what the page shows.

    Parameters
    ----------
    query : dict of str to str
        What it says now.
    page : Page
    unchanged : bool
        Whether page and values are those of the last run.
    """
    st.session_state[session.QUERY] = query
    if unchanged and not parameter_names() & query.keys():
        return  # Back to a plain address: leave it plain, so that Back leads on
    ours = parameter_names() | player_state.NAMES | hidden_and_locked.NAMES
    others = [(name, value) for name, value in query.items() if name not in ours]
    _set_query(dict(others[:_MOST_OTHERS]) | _link(session.lab().values, page))


def _link(values: Values, page: Page) -> dict[str, str]:
    """The parameters that open this picture again."""
    link = write_link(values, page.path)
    link |= hidden_and_locked.write_restrictions(session.restrictions())
    if page.about_layer:
        too_long = too_long_for_link()
        typed = {
            source: text for source, text in session.lab().typed.items() if source not in too_long
        }
        link |= {typed_values.IN_LINKS[source]: text for source, text in typed.items()}
        link |= channels_for_link(typed)
    return link | (player_state.write_moment(session.moment()) if page.player else {})


def _set_query(wanted: dict[str, str]) -> None:
    known = query()
    changed = [name for name, text in wanted.items() if known.get(name) != text]
    if len(changed) == 1 and list(known) == list(wanted):  # takes the half of the time
        st.query_params[changed[0]] = wanted[changed[0]]
    elif wanted != known:
        st.query_params.from_dict(wanted)
    st.session_state[session.QUERY] = wanted
