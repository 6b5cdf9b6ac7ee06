"""Tests how the sidebar lists the pages, and whether it is open at first."""

from types import SimpleNamespace

import pytest
import streamlit as st

from dwconv.ui import live_class
from dwconv.ui.navigation import sidebar_at_first

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.mark.parametrize(
    ("headers", "state"),
    [({"User-Agent": PHONE}, "collapsed"), ({"User-Agent": LAPTOP}, "auto"), ({}, "auto")],
)
def test_on_a_phone_the_picture_has_all_the_room_also_when_it_lies_on_its_side(
    monkeypatch, headers, state
):
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))
    assert sidebar_at_first() == state
    st.session_state[live_class.TEACHER] = "BCDFG", "secret"
    assert sidebar_at_first() == "collapsed"  # the picture of a class needs the room
    del st.session_state[live_class.TEACHER]
