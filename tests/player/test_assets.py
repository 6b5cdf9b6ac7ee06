"""The files of the player, and the names under which the browser loads its scripts."""

import json
import tomllib
from pathlib import Path

import pytest

import dwconv
from dwconv.player.assets import CSS, HTML, file_name, script

PACKAGE = Path(dwconv.__file__).parent
BUNDLES = sorted(PACKAGE.glob("**/bundle/*.js"))
MANIFEST = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))
COMPONENTS = MANIFEST["tool"]["streamlit"]["component"]["components"]


@pytest.mark.parametrize("name", ["player", "comparison", "blocks", "page"])
def test_a_script_imports_nothing_and_fetches_nothing(name: str) -> None:
    text = script(name)
    assert "\n" in text
    for unwanted in ("import ", "import(", "http", "innerHTML", "eval("):
        assert unwanted not in text


def test_the_element_and_its_style_fetch_nothing() -> None:
    for text in (HTML, CSS):
        assert "\n" in text
        assert "http" not in text


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component["name"])
def test_every_component_has_its_script(component: dict[str, str]) -> None:
    folder = PACKAGE / component["asset_dir"]
    assert (folder / file_name(component["name"], folder)).is_file()


def test_every_script_is_named_in_the_list_of_its_folder() -> None:
    assert BUNDLES
    for folder in {path.parent for path in BUNDLES}:
        names = json.loads((folder / "names.json").read_text("utf-8"))
        assert sorted(names.values()) == sorted(path.name for path in folder.glob("*.js"))
        assert all(file == file_name(name, folder) for name, file in names.items())
