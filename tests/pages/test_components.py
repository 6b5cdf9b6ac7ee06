"""What Streamlit sends to the browser for our components: names of files and data, no scripts."""

import pytest

from dwconv.player.assets import file_name
from dwconv.ui.components.mount_component import BUNDLES
from tests.pages.app import opened

EIGHT = {"h": 8, "w": 8, "c": 3, "m": 1, "kh": 3, "kw": 3, "pad": "valid"}


def mounted(page, **query):
    return [element.proto for element in opened(page, **query).get("bidi_component")]


def test_a_change_of_the_player_sends_its_numbers_and_not_its_script():
    by_name = {
        each.component_name: each for each in mounted("pages/see/sliding_window.py", **EIGHT)
    }
    player, controls = by_name["dwconv.player"], by_name["dwconv.layer_controls"]
    assert player.js_source_path == file_name("player")
    assert player.js_content == player.css_content == ""
    assert len(player.SerializeToString()) - len(player.bytes) < 6_000
    assert player.ByteSize() < 20_000
    assert controls.js_source_path == file_name("layer_controls", BUNDLES)
    assert controls.js_content == controls.css_content == ""
    assert controls.ByteSize() < 6_000


@pytest.mark.parametrize(
    "page", ["pages/see/comparison.py", "pages/see/image.py", "pages/count/shapes.py"]
)
def test_no_page_sends_a_script(page):
    protos = mounted(page, **EIGHT)
    assert protos
    for proto in protos:
        assert proto.js_source_path.endswith(".js")
        assert not proto.js_content
