"""What the server does once, before the first visitor comes."""

from __future__ import annotations

import gc

from streamlit.runtime.pages_manager import PagesManager


def prepare() -> None:
    """Load what the first visitor would wait for, and start TensorFlow beside the server."""
    from dwconv.reference import process
    from dwconv.ui import cached  # noqa: F401
    from dwconv.ui.components import ruler  # noqa: F401
    from dwconv.ui.widgets import animation, badge, charts, controls, parts, typed  # noqa: F401

    process.start()

    # Streamlit takes a folder named pages/ for its older kind of multipage app until st.navigation
    # has run once: the first visitor of a deep link would be told that there is no such page.
    PagesManager.uses_pages_directory = False

    # Streamlit collects garbage after every script run. What is loaded by now stays for good, and
    # need not be looked through again each time.
    gc.collect()
    gc.freeze()
