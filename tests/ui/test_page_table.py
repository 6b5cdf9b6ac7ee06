"""The table of pages agrees with the scripts, with the README and with what the players go through."""

import re

import pytest

from dwconv.ui.page_table import PAGES, Page
from dwconv.ui.parameters.layer_values import make_spec
from dwconv.ui.parameters.presets import PRESETS
from tests.pages.app import ROOT, opened, shown


def test_the_table_names_every_script_under_pages_and_no_other():
    scripts = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*/*.py")}
    assert {page.script for page in PAGES.values()} == scripts


def test_the_readme_has_a_row_for_every_page_in_the_same_order():
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert rows == [page.title for page in PAGES.values()]


def test_one_page_is_the_start_page_and_every_page_starts_with_a_preset():
    assert [page.name for page in PAGES.values() if page.is_start] == ["sliding_window"]
    assert {page.start for page in PAGES.values()} <= PRESETS.keys()


@pytest.mark.parametrize("of", ["filter", "input"])
@pytest.mark.parametrize("path", ["", "backward"])
def test_a_player_goes_through_as_many_windows_as_the_table_says(path, of):
    page = PAGES[path]
    app = opened(page.script, h=7, w=6, c=2, m=3, kh=3, kw=2, sh=2, pad="same", of=of)
    lab = app.session_state["_lab"]
    _, _, arrays = shown(app)
    assert arrays["output"].size == page.player.windows(lab.spec, lab.values)
    assert make_spec(lab.values) == lab.spec


def test_a_page_about_the_layer_that_is_added_to_the_table_has_the_layers_links(monkeypatch):
    from dwconv.ui.parameters.links import read_link, write_link
    from dwconv.ui.parameters.table import defaults

    monkeypatch.setitem(PAGES, "padding", Page("count", "padding", "Padding", about_layer=True))
    values = defaults() | {"h": 5, "pad": "same"}
    link = write_link(values, "padding")
    assert link["h"] == "5"
    assert "n" not in link
    assert read_link(link, "padding") == (values, [])
