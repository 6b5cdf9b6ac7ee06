"""The Share panel: a link to what is on screen, and a link for a class."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dwconv.ui import address, session
from dwconv.ui.address import too_long_for_link
from dwconv.ui.components.copy_link import copy_link
from dwconv.ui.navigation import find_page
from dwconv.ui.parameters.restrictions import NAMES, Restrictions, write_restrictions
from dwconv.ui.parameters.table import CONTROLS

_KEY = "share"


@st.fragment
def share() -> None:
    """Show the panel behind a button. Closed, it computes nothing."""
    panel = st.popover(
        "Share", icon=":material/link:", type="tertiary", key=_KEY, on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        st.markdown("**This picture**")
        st.caption("Whoever opens the link sees the same sizes, numbers, step and speed.")
        for source in too_long_for_link():
            what = {"input": "input", "kernel": "kernels"}[source]
            st.warning(
                f"The typed values of the {what} are too many for a link: it opens with seeded integers "
                "instead. The tensors under *Take home* have them.",
                icon=":material/info:",
            )
        copy_link("Copy link", None, f"{_KEY}_link")
        st.markdown("**A link for a class**")
        hidden = _controls("Hidden from students", "hide", session.restrictions().hidden)
        shown = [name for name in CONTROLS if name not in hidden]
        locked = _controls("Shown, but locked", "lock", session.restrictions().locked, shown)
        allowed = Restrictions(tuple(hidden), tuple(name for name in locked if name in shown))
        query = address.query()
        link = {name: value for name, value in query.items() if name not in NAMES}
        class_query = urlencode(link | write_restrictions(allowed))
        copy_link("Copy class link", class_query, f"{_KEY}_class")
        st.page_link(find_page("class"), label="Start a live class", icon=":material/groups:")
        st.caption(
            "Add `&embed=true` to a link to show only the player, for a page of your course."
        )


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
