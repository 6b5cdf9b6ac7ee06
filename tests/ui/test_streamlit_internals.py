"""What the lab uses of Streamlit without documentation is there in the installed version."""

import asyncio
import json
import re
import threading
import tomllib
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit import config
from streamlit.components.v2.bidi_component import serialization
from streamlit.proto.BidiComponent_pb2 import BidiComponent as BidiComponentProto
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
)
from streamlit.testing.v1 import AppTest

from dwconv.ui.streamlit_internals import (
    HIDDEN_OPTIONS,
    SELECTORS,
    hand_over_together,
    keep_theme,
    send_dicts_as_they_are,
)
from tests.event_loop import run_in_own_loop
from tests.pages.app import ROOT

IN_CSS = re.compile(r"data-testid=[\"']?(\w+)|\.(st[A-Z]\w+)")


def test_a_run_says_whether_back_or_forward_asked_for_it():
    assert callable(get_script_run_ctx)
    assert "is_history_navigation" in ScriptRunContext.__annotations__


def test_streamlit_can_be_told_that_the_app_declares_its_pages():
    assert hasattr(PagesManager, "uses_pages_directory")


def test_the_kept_theme_is_the_one_that_streamlit_works_out(monkeypatch):
    fill, asked = app_session._populate_theme_msg, []

    def counted(message, section="theme"):
        asked.append(section)
        fill(message, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    keep_theme()
    for category in (None, *config.CustomThemeCategories):
        section = "theme" if category is None else f"theme.{category.value}"
        for _ in range(3):
            expected, kept = CustomThemeConfig(), CustomThemeConfig()
            fill(expected, section)
            app_session._populate_theme_msg(kept, section)
            assert kept == expected
        assert asked.count(section) == 1


def test_a_component_s_dict_is_sent_without_a_library_for_tables(monkeypatch):
    data = {"seen": 1, "layer": "h=8", "groups": [{"heading": "Size"}], "note": None}
    expected, sent = BidiComponentProto(), BidiComponentProto()
    serialization.serialize_mixed_data(data, expected)
    asked = []
    monkeypatch.setattr(serialization, "is_dataframe_like", asked.append)
    monkeypatch.setattr(serialization, "_extract_dataframes_from_dict", None)
    send_dicts_as_they_are()
    serialization.serialize_mixed_data(data, sent)
    assert sent == expected
    assert json.loads(sent.json) == data
    assert not asked


def test_what_runs_hand_over_comes_in_order_and_all_of_it(monkeypatch):
    assert callable(AppSession._call_soon_on_event_loop)
    monkeypatch.setattr(AppSession, "_call_soon_on_event_loop", None)
    hand_over_together()
    got, wakes = [], []

    async def serve():
        loop = asyncio.get_running_loop()
        wake = loop.call_soon_threadsafe
        monkeypatch.setattr(
            loop, "call_soon_threadsafe", lambda *call: wakes.append(1) or wake(*call)
        )
        session = SimpleNamespace(_event_loop=loop)
        done = asyncio.Event()

        def run():
            for number in range(500):
                AppSession._call_soon_on_event_loop(session, partial(got.append, number))
            AppSession._call_soon_on_event_loop(session, done.set)

        thread = threading.Thread(target=run)
        thread.start()
        await asyncio.wait_for(done.wait(), 30)
        thread.join()
        return session

    closed = run_in_own_loop(serve())
    assert got == list(range(500))
    assert len(wakes) < 250
    for _ in range(2):  # a server that ends drops what comes too late, as Streamlit does
        AppSession._call_soon_on_event_loop(closed, partial(got.append, 500))
    assert len(got) == 500


def test_a_copied_page_is_run_and_leaves_the_first_as_it_was():
    def script():
        import streamlit as st

        from dwconv.ui.streamlit_internals import copy_page

        first = st.Page(lambda: st.write("shown"), title="One")
        for _ in range(2):
            page = copy_page(first)
            assert st.navigation([page], position="hidden") is page
            page.run()
            assert not first._can_be_called

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert [each.value for each in app.markdown] == ["shown", "shown"]


def test_the_hidden_options_in_config_toml_are_those_of_the_table_and_exist():
    sections = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    used = {
        f"{section}.{name}"
        for section, options in sections.items()
        for name, value in options.items()
        if not isinstance(value, dict)
    }
    known = config._config_options_template
    assert used <= known.keys()
    assert {name for name in used if known[name].visibility == "hidden"} == HIDDEN_OPTIONS.keys()


def test_the_css_of_the_pages_uses_the_selectors_of_the_table_and_no_others():
    sources = [
        path
        for path in ROOT.glob("dwconv/ui/**/*")
        if path.suffix in {".py", ".css"} and path.name != "streamlit_internals.py"
    ]
    used = {
        test_id or name
        for path in sources
        for test_id, name in IN_CSS.findall(path.read_text("utf-8"))
    }
    assert used == SELECTORS.keys()


@pytest.fixture(scope="module")
def browser_code() -> str:
    """The JavaScript that Streamlit's own page loads."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text("utf-8") for path in folder.glob("*.js"))


@pytest.mark.parametrize("name", SELECTORS)
def test_the_installed_version_gives_an_element_this_name(browser_code, name):
    assert re.search(rf"[\"'`]{name}[\"'`]", browser_code), SELECTORS[name]
