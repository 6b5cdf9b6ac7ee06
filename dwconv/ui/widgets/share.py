"""The Share panel: a link to what is on screen, and a link for a class."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.components.v2 import component

from dwconv.ui import session
from dwconv.ui.address import too_long_for_link
from dwconv.ui.parameters.moments import IN_LINKS
from dwconv.ui.parameters.restrictions import Restrictions, write_restrictions
from dwconv.ui.parameters.table import CONTROLS

_KEY = "share"
_COPY = """
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that came over plain http, as in most classrooms, has no clipboard of its own.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("the browser does not let a page copy");
  }
};

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  button.textContent = data.label;
  if (button.dataset.query !== String(data.query)) status.textContent = "";  // that was another link
  button.dataset.query = String(data.query);
  button.onclick = async () => {
    // Where the link says nothing of its own it is the one in the address bar.
    const link = new URL(location.href);
    if (data.query !== null) link.search = data.query;
    // A player that plays has not said yet where it is.
    const moment = document.querySelector(".dw-player")?.dwPlayer?.moment?.() ?? {};
    for (const [own, name] of Object.entries(data.names)) {
      if (moment[own] !== undefined) link.searchParams.set(name, moment[own]);
    }
    try {
      await copy(link.href);
      button.focus();
      status.textContent = "Copied.";
    } catch (error) {
      status.textContent = `Not copied: ${error.message}. The link: ${link.href}`;
    }
  };
}
"""
_LOOK = """
button {
  padding: 6px 14px;
  border: 1px solid var(--st-border-color);
  border-radius: 6px;
  background: var(--st-background-color);
  color: var(--st-text-color);
  font: inherit;
  cursor: pointer;
}
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-text-color); outline-offset: 2px; }
[role="status"] { margin-left: 10px; overflow-wrap: anywhere; }
"""


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
        _copy("Copy link", None, "link")
        st.markdown("**A link for a class**")
        hidden = _controls("Hidden from students", "hide", session.restrictions().hidden)
        shown = [name for name in CONTROLS if name not in hidden]
        locked = _controls("Shown, but locked", "lock", session.restrictions().locked, shown)
        allowed = Restrictions(tuple(hidden), tuple(name for name in locked if name in shown))
        query = st.query_params.to_dict()
        link = {name: value for name, value in query.items() if name not in {"hide", "lock"}}
        _copy("Copy class link", urlencode(link | write_restrictions(allowed)), "class")
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


def _copy(label: str, query: str | None, key: str) -> None:
    _component()(key=f"{_KEY}_{key}", data={"label": label, "query": query, "names": IN_LINKS})


@lru_cache(maxsize=1)
def _component() -> Any:
    html = '<button type="button"></button><span role="status"></span>\n'
    return component("dwconv_copy_link", html=html, css=_LOOK, js=_COPY)
