"""The Share panels: a link to what is on screen, and a link for a class."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from dwconv.ui import address_bar, session
from dwconv.ui.address_bar import too_long_for_link
from dwconv.ui.components.copy_link import copy_link
from dwconv.ui.navigation import page_link
from dwconv.ui.parameters.hidden_and_locked import (
    NAMES,
    SOLUTIONS,
    Restrictions,
    write_restrictions,
)
from dwconv.ui.parameters.table import CONTROLS, link_name
from dwconv.ui.widgets.markdown import show_caption, show_text

_KEY = "share"


@st.fragment
def share() -> None:
    """Show the panel of a layer behind a button. Closed, it computes nothing."""
    panel = _panel()
    if not panel.open:
        return
    with panel:
        show_text("**This picture**")
        show_caption("Whoever opens the link sees the same sizes, numbers, step and speed.")
        for source in too_long_for_link():
            what = {"input": "input", "kernel": "filters"}[source]
            st.warning(
                f"The typed values of the {what} are too many for a link: it opens with random integers "
                "instead. The tensors under *Take home* have them.",
                icon=":material/info:",
            )
        copy_link("Copy link", None, f"{_KEY}_link")
        show_text("**A link for a class**")
        hidden = _controls("Hidden from students", "hide", session.restrictions().hidden)
        shown = [name for name in CONTROLS if name not in hidden]
        locked = _controls("Shown, but locked", "lock", session.restrictions().locked, shown)
        kept = (SOLUTIONS,) if session.restrictions().locks_solutions() else ()
        shown_locked = tuple(name for name in locked if name in shown)
        allowed = Restrictions(tuple(hidden), shown_locked + kept)
        _copy_class_link(_query(address_bar.query(), allowed))
        show_caption(
            "Add `&embed=true` to a link to show only the player, for a page of your course."
        )


@st.fragment
def share_page() -> None:
    """Show the panel of a page that is not about the layer behind a button."""
    panel = _panel()
    if not panel.open:
        return
    with panel:
        show_text("**This page**")
        show_caption("Whoever opens the link sees this page with what is chosen on it now.")
        copy_link("Copy link", None, f"{_KEY}_link")


@st.fragment
def share_sheet() -> None:
    """Show the panel of a sheet of exercises behind a button."""
    panel = _panel()
    if not panel.open:
        return
    with panel:
        show_text("**This sheet**")
        show_caption("Whoever opens the link gets the same questions.")
        copy_link("Copy link", None, f"{_KEY}_link")
        show_text("**A link for a class**")
        show_caption("The same questions with their hints. The solutions are locked.")
        _copy_class_link(sheet_query(address_bar.query(), session.restrictions()))


def sheet_query(query: Mapping[str, str], known: Restrictions) -> str:
    """Return the query of the class link to a sheet: solutions are off, and stay so.

    Examples
    --------
    >>> sheet_query({"sheet": "7", "solutions": "1"}, Restrictions(locked=("size",)))
    'sheet=7&solutions=0&lock=size_solutions'
    """
    others = tuple(name for name in known.locked if name != SOLUTIONS)
    return _query(
        {**query, link_name("solutions"): "0"}, Restrictions(known.hidden, (*others, SOLUTIONS))
    )


def _query(query: Mapping[str, str], allowed: Restrictions) -> str:
    link = {name: value for name, value in query.items() if name not in NAMES}
    return urlencode(link | write_restrictions(allowed))


def _panel() -> PopoverContainer:
    return st.popover("Share", icon=":material/link:", type="tertiary", key=_KEY, on_change="rerun")


def _copy_class_link(query: str) -> None:
    """Show the button that copies the class link, and the way to a live class."""
    copy_link("Copy class link", query, f"{_KEY}_class")
    page_link("class", "Start a class", ":material/groups:")


def _controls(
    label: str, key: str, chosen: tuple[str, ...], names: list[str] | None = None
) -> list[str]:
    names = list(CONTROLS) if names is None else names
    return st.multiselect(
        label,
        names,
        default=[name for name in chosen if name in names],
        key=f"{_KEY}_{key}",
        format_func=lambda name: CONTROLS[name].title,
    )
