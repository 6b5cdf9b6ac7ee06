"""The server loads what its pages need before the first visitor comes."""

import sys
from importlib.util import find_spec

from dwconv.ui import prepare_server
from dwconv.ui.prepare_server import load_what_pages_need


def test_what_a_page_would_load_is_loaded_before(monkeypatch):
    assert all(map(find_spec, prepare_server._NEEDED_BY_PAGES))
    monkeypatch.setattr(prepare_server, "_NEEDED_BY_PAGES", ("streamlit.emojis", "no.such.library"))
    monkeypatch.delitem(sys.modules, "streamlit.emojis", raising=False)
    load_what_pages_need()
    assert "streamlit.emojis" in sys.modules
