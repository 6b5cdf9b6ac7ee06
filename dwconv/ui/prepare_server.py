"""Set-up that the server does once, before the first visitor comes."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from contextlib import suppress

import dwconv.ui
from dwconv.reference import ask_tensorflow
from dwconv.ui import streamlit_internals
from dwconv.ui.components import layer_controls
from dwconv.ui.download_limits import DOWNLOADS
from dwconv.ui.free_memory import take_less
from dwconv.ui.run_queue import RUNS
from dwconv.ui.streamlit_speed import make_runs_cheaper
from dwconv.ui.theme import theme_options

_NEEDED_BY_PAGES = (
    "numpy.ma",
    "PIL.Image",
    "streamlit.emojis",
    "streamlit.material_icon_names",
)
"""What Streamlit and the lab load when a page first needs it, with a tenth of a second in some page's turn."""


def prepare() -> None:
    """Start TensorFlow beside the server, and load what the first visitors would wait for."""
    take_less()
    ask_tensorflow.set_asker(streamlit_internals.session_id, RUNS.wait_until_nobody_waits)
    ask_tensorflow.start()
    streamlit_internals.set_theme(theme_options())
    streamlit_internals.expect_st_navigation()
    streamlit_internals.pass_over_forged_values()
    streamlit_internals.let_runs_of_a_session_overlap()
    streamlit_internals.send_finished_runs_whole()
    streamlit_internals.keep_followed_links(frozenset({layer_controls.KEY}))
    streamlit_internals.keep_opened_page()
    streamlit_internals.limit_downloads(DOWNLOADS.turn)
    make_runs_cheaper()
    for module in pkgutil.walk_packages(dwconv.ui.__path__, "dwconv.ui."):
        importlib.import_module(module.name)
    load_what_pages_need()
    # What is loaded by now stays for good, and need not be looked through for garbage again.
    gc.collect()
    gc.freeze()
    # A run leaves two hundred objects behind. To look at them after each takes time; to keep those
    # of fifty runs takes a class 5 MB.
    gc.set_threshold(2_000, 10, 20)


def load_what_pages_need() -> None:
    """Load the libraries that some page needs, so that no page holds up the others to load one."""
    for name in _NEEDED_BY_PAGES:
        with suppress(ImportError):
            importlib.import_module(name)
