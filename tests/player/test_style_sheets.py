"""One design system: sizes of type, room between things and colours have their names in one file."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "dwconv"
BASE = ROOT / "player" / "css" / "base.css"
PAPER = BASE.with_name("paper.css")
SHEETS = sorted(
    path for path in ROOT.rglob("*.css") if "bundle" not in path.parts and path not in (BASE, PAPER)
)
SCRIPTS = sorted(
    path
    for path in ROOT.rglob("*.js")
    if "bundle" not in path.parts and path.name != "colours_and_speeds.js"
)

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
# In pixels or rem; what the window (vmin), the line around (em) or paper (pt) measures has no name.
FONT = re.compile(r"(?<![\w-])font(?:-size)?:([^;{}]*)")
GAP = re.compile(r"(?<![\w-])(?:row-|column-)?gap:([^;{}]*)")
LITERAL = re.compile(r"(?<![\w.)/-])\d*\.?\d+(?:px|rem)")


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def literals(sheet: str) -> list[str]:
    """What a style sheet says itself instead of naming it."""
    text = without_comments(sheet)
    found = [match[0] for match in COLOUR.finditer(text)]
    for declaration in [*FONT.findall(text), *GAP.findall(text)]:
        if "vmin" not in declaration:
            found += LITERAL.findall(declaration)
    return found


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_its_sizes_and_colours(path: Path) -> None:
    assert literals(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("p { font-size: 13px }", ["13px"]),
        ("p { font: 600 0.9rem/18px serif }", ["0.9rem"]),
        ("p { gap: 3px 0 }", ["3px"]),
        ("p { color: #fff }", ["#fff"]),
        ("p { font-size: 1.5em; gap: var(--dw-space-2); margin: 3px } /* #fff */", []),
    ],
)
def test_a_size_or_colour_without_a_name_is_found(sheet: str, found: list[str]) -> None:
    assert literals(sheet) == found


def test_the_ring_around_what_has_the_focus_is_the_same_everywhere() -> None:
    rings = {
        f"{path.name}: {name}: {value}"
        for path in [BASE, *SHEETS]
        for rule in re.findall(r":focus[^{}]*\{([^{}]*)\}", path.read_text("utf-8"))
        for name, value in re.findall(r"(outline[\w-]*): ([^;!]*[^;! ])", rule)
    }
    assert rings == {
        "base.css: outline: 2px solid var(--dw-ink, var(--st-text-color, var(--dw-page-text-color)))",
        "base.css: outline-offset: 2px",
        # Streamlit's own parts; the last is the whole page, which fills the window
        "page_parts.css: outline: 2px solid var(--dw-page-text-color)",
        "page_parts.css: outline-offset: 2px",
        "page_parts.css: outline-offset: -2px",
        "class.css: outline: none",  # a heading that takes the focus to be read
    }


def test_there_are_five_sizes_and_every_name_in_use_has_a_value() -> None:
    values = dict(re.findall(r"(--dw-(?:size|space)-\w+): ([^;]+);", BASE.read_text("utf-8")))
    assert len([name for name in values if "size" in name]) == 5
    used = {
        name
        for path in [*SHEETS, *SCRIPTS]
        for name in re.findall(r"--dw-(?:size|space)-\w+", path.read_text("utf-8"))
    }
    assert used == set(values)


def test_no_script_has_a_colour_of_its_own() -> None:
    hex_colour = re.compile(r"[\"'`]#[0-9a-f]{3,8}[\"'`]", re.IGNORECASE)
    assert [path.name for path in SCRIPTS if hex_colour.search(path.read_text("utf-8"))] == []


def test_the_accent_is_the_colour_of_links_on_every_page() -> None:
    theme = tomllib.loads((ROOT.parent / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    links = ", ".join(theme[appearance]["linkColor"] for appearance in ("light", "dark"))
    assert f"--dw-accent: light-dark({links});" in BASE.read_text("utf-8")
