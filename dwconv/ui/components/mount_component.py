"""Puts an element of this folder on a page, as a component of Streamlit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dwconv.player.assets import file_name

BUNDLES = Path(__file__).parent / "bundle"


@lru_cache
def component(name: str, html: str, *, isolated: bool = True) -> Any:
    """Return the function that mounts an element whose script, with its style, is in bundle/.

    Parameters
    ----------
    name : str
        As in dwconv/pyproject.toml.
    html : str
        What the script fills.
    isolated : bool, optional
        Whether its style is its own alone, in a shadow root.
    """
    return st.components.v2.component(
        f"dwconv.{name}", html=html, js=file_name(name, BUNDLES), isolate_styles=isolated
    )
