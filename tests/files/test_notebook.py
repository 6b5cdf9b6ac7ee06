"""Tests the notebook: it is valid, all its cells run, and their results are right."""

import html
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

import dwconv
from dwconv import ConvSpec, DwconvError
from dwconv.files.notebook import notebook
from dwconv.files.standalone_page import standalone_page
from dwconv.player.payload import MOST_PRODUCTS
from dwconv.ui.parameters.table import number_row

ROOT = Path(__file__).resolve().parents[2]

SPECS = [
    ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2),
    ConvSpec(7, 6, 2, kernel=(2, 3), multiplier=2, stride=(2, 1), padding="SAME", dilation=(1, 2)),
    ConvSpec(5, 5, 3, padding=((1, 0), (0, 2)), data_format="NCHW"),
]


def operands(spec: ConvSpec) -> tuple[Any, Any]:
    rng = np.random.default_rng(5)
    x, w = (rng.integers(-3, 6, shape) for shape in (spec.input_shape, spec.filter_shape))
    return x.astype("float32"), w.astype("float32")


def executed(
    text: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *, library: bool = False
) -> Any:
    """The notebook after all of its cells ran in a kernel of their own, with dwconv or without."""
    if not library:
        (folder / "dwconv.py").write_text("raise ImportError('hidden by the test')\n", "utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    client = NotebookClient(book, timeout=60, resources={"metadata": {"path": str(folder)}})
    return client.execute()


def said(book: Any, start: str) -> list[str]:
    """What the cells that begin like this returned."""
    return [
        cell.outputs[0].data["text/plain"]
        for cell in book.cells
        if cell.cell_type == "code" and cell.source.startswith(start)
    ]


@pytest.mark.parametrize("spec", SPECS, ids=["plain", "strided", "nchw"])
def test_the_notebook_runs_and_its_solution_is_right(
    spec: ConvSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = notebook(spec, *operands(spec))
    book = executed(text, tmp_path, monkeypatch)
    assert said(book, "check(") == ["'Not answered yet.'"] * 5 + ["'Right.'"]
    assert player(book) == standalone_page(spec, *operands(spec), bare=True)
    assert said(book, "try:") == ["the player"]  # the stored one: dwconv is not there


def player(book: Any) -> str:
    """The page in the output of the player's cell."""
    [output] = [cell.outputs[0] for cell in book.cells if cell.source.startswith("try:")]
    markup = output.data["text/html"]
    framed = re.fullmatch(r'<iframe .* srcdoc="([^"]*)"></iframe>', markup, re.S)
    assert framed
    return html.unescape(framed[1])


@pytest.mark.parametrize("spec", SPECS, ids=["plain", "strided", "nchw"])
def test_the_notebook_shows_the_player_before_any_cell_ran(spec: ConvSpec) -> None:
    text = notebook(spec, *operands(spec))
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert player(book) == standalone_page(spec, *operands(spec), bare=True)
    assert len(text) < 300_000


def test_a_notebook_stores_the_largest_layer_and_leaves_out_a_larger_player_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    h, w, c, m, kh, kw = (number_row(name).most for name in ("h", "w", "c", "m", "kh", "kw"))
    largest = ConvSpec(h, w, c, kernel=(kh, kw), multiplier=m, padding="SAME")
    # As many single products as the player shows, which makes its page larger than the input can.
    size = (MOST_PRODUCTS // 49) ** 0.5
    many = ConvSpec(int(size), int(size), 1, kernel=(7, 7), padding="SAME")
    for spec in (largest, many):
        text = notebook(spec, *operands(spec))
        assert player(nbformat.reads(text, as_version=4))
        assert len(text) < 5_000_000
    monkeypatch.setattr("dwconv.files.notebook.MOST_EMBEDDED", 1000)
    text = notebook(SPECS[0], *operands(SPECS[0]))
    assert len(text) < 20_000
    book = executed(text, tmp_path, monkeypatch)
    assert "is too large to be stored in a notebook" in said(book, "try:")[0]


def test_no_answer_can_be_read_beside_its_question() -> None:
    """Neither the channels nor the counts, which are long enough not to be there by chance."""
    spec = ConvSpec(17, 19, 13, multiplier=9)
    book = nbformat.reads(notebook(spec, *operands(spec)), as_version=4)
    sources = [cell.source for cell in book.cells if not cell.source.startswith("import base64")]
    macs = 15 * 17 * 9 * 13 * 9
    for answer in (str(macs), str(macs * 13), "108", "12 * 9"):
        assert not [
            text for text in sources if re.search(rf"(?<![\w/+=]){re.escape(answer)}(?!\w)", text)
        ]
    for name in ("channels", "multiplications"):
        [check] = [text for text in sources if text.startswith(f"check({name}, ")]
        assert "zlib.decompress" in check


def answered(text: str, answers: dict[str, str]) -> str:
    """The notebook after a student wrote answers into its cells."""
    book = nbformat.reads(text, as_version=4)
    for cell in book.cells:
        for empty, answer in answers.items():
            if cell.source.startswith(empty):
                cell.source = answer
    return nbformat.writes(book)


def test_the_checks_in_the_notebook_tell_right_from_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worked example of the lesson, by hand: 3x3 of 1 ... 9, filters (1, 3) and (2, 4)."""
    spec = SPECS[0]
    x = np.arange(1, 10, dtype="float32").reshape(1, 3, 3, 1)
    w = np.arange(1, 5, dtype="float32").reshape(2, 1, 1, 2)
    text = notebook(spec, x, w)
    right = {
        "size =": "size = (2, 3)",
        "value =": "value = 2 * 5 + 4 * 8",
        "channels =": "channels = [0, 1]",
        "multiplications =": "multiplications = (24, 24)",
        "def depthwise(": "def depthwise(x, w):\n"
        "    return (x[:, :-1, ..., None] * w[0] + x[:, 1:, ..., None] * w[1]).reshape(1, 2, 3, 2)",
    }
    book = executed(answered(text, right), tmp_path, monkeypatch)
    assert said(book, "check(") == ["'Right.'"] * 6
    wrong = {
        "size =": "size = (3, 2)",
        "value =": "value = 'x'",
        "channels =": "channels = [0]",
        "multiplications =": "multiplications = (24, 25)",
        "def depthwise(": "def depthwise(x, w):\n    return np.zeros((1, 2, 3, 2))",
    }
    book = executed(answered(text, wrong), tmp_path, monkeypatch)
    assert said(book, "check(") == [
        "'Not yet. Look again.'",
        "'That is not a number, or not one for each.'",
        '"The answer\'s shape is (1,), and (2,) is asked for."',
        "'Not yet. Look again.'",
        "'Not yet. Look again.'",
        "'Right.'",
    ]


def test_the_notebook_makes_the_player_itself_where_dwconv_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = SPECS[1]
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    book = executed(notebook(spec, *operands(spec)), tmp_path, monkeypatch, library=True)
    assert player(book) == standalone_page(spec, *operands(spec), bare=True)
    assert "step by step" in said(book, "try:")[0]  # made anew


def test_show_is_a_frame_that_may_run_its_script_and_nothing_else() -> None:
    spec = SPECS[0]
    shown = dwconv.show(spec, *operands(spec), height=300, step=2)
    markup = shown._repr_html_()
    assert 'sandbox="allow-scripts"' in markup
    assert "height: 300px" in markup
    assert markup.count("<") == 2  # the frame's own: all else is escaped
    assert "allow-same-origin" not in markup
    assert repr(shown) == "(1, 3, 3, 1) ∗ (2, 1, 1, 2) → (1, 2, 3, 2), step by step"


def test_show_refuses_in_sentences() -> None:
    spec = SPECS[0]
    x, w = operands(spec)
    with pytest.raises(DwconvError, match="height is 10, but must be at least 200"):
        dwconv.show(spec, x, w, height=10)
    with pytest.raises(DwconvError, match=r"filter\.shape"):
        dwconv.show(spec, x, x)
    with pytest.raises(DwconvError, match="batch is 2"):
        dwconv.show(spec.replace(batch=2), np.concatenate([x, x]), w)
