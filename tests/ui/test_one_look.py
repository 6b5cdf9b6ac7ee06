"""Parts that are the same on every page come from one place."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for path in (ROOT / "dwconv").glob("**/*")
    if path.suffix in {".py", ".js", ".html", ".css"} and "bundle" not in path.parts
]


def test_every_slider_is_that_of_the_player():
    texts = {path.name: path.read_text("utf-8") for path in SOURCES}
    ranges = 0
    for name, text in texts.items():
        assert not re.search(r"st\.(?:select_)?slider\(", text), name
        for tag in re.findall(r'<input type="range"[^>]*>', text):
            assert "dw-slider" in tag, name
        for made in re.findall(r"addElement\((.*?)\);\n\s*\w+\.type = \"range\"", text):
            ranges += 1
            assert "dw-slider" in made, name
    assert ranges
    styled = [name for name, text in texts.items() if "slider-thumb" in text]
    assert styled == ["base.css"]


def test_every_page_shows_its_head_by_the_one_function():
    for path in (ROOT / "dwconv/ui/pages").glob("**/*.py"):
        assert not re.search(r"<h1|dw-page-name|st\.title\(|st\.header\(", path.read_text("utf-8"))


def test_every_table_puts_numbers_under_their_headings():
    """Streamlit's painted table cannot, and both of its tables take the server 25 MB for Arrow."""
    texts = {str(path.relative_to(ROOT / "dwconv")): path.read_text("utf-8") for path in SOURCES}
    for name, text in texts.items():
        assert not re.search(r"st\.(dataframe|table)\(", text), name


def test_the_pages_change_where_the_picture_of_a_comparison_puts_its_sides_below_each_other():
    texts = {str(path.relative_to(ROOT / "dwconv")): path.read_text("utf-8") for path in SOURCES}
    (width,) = re.findall(r"SIDE_BY_SIDE = (\d+);", "".join(texts.values()))
    for name in "ui/pages/comparison/__init__.py", "ui/pages/classroom.py":
        wide = set(re.findall(r"min-width: (\d+)px", texts[name]))
        assert wide == {str(int(width) + 1)}, name
        assert set(re.findall(r"max-width: (\d+)px", texts[name])) <= {width}, name


def test_sizes_ratios_and_shares_are_written_in_one_way():
    """A size is 3×3, a share 5%, and a ratio a number of times: with spaces "8.6 × MACs" is read as a product."""
    for path in SOURCES:
        if path.suffix == ".py":
            text = path.read_text("utf-8")
            assert not re.search(r"[0-9}] × |× \{|' × '|'×' if", text), path
            assert not re.search(r"\} %(?! \d)", text), path


def test_the_signs_in_all_text_of_the_pages_are_heard_as_words():
    """Headings and badges are mended in the browser, as they are drawn."""
    silent = {"st.markdown", "st.caption", "st.write"}
    for folder in ("pages", "widgets"):
        for path in (ROOT / "dwconv/ui" / folder).glob("**/*.py"):
            source = path.read_text("utf-8")
            for call in ast.walk(ast.parse(source)):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in silent:
                    words = ast.get_source_segment(source, call)
                    assert re.search(r'"## |badge\[|\{mark\}|unsafe_allow_html', words), words
