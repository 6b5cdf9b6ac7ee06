"""The names of all files that pages offer."""

from pathlib import Path

import pytest
from streamlit.elements.widgets.button import ButtonMixin

from dwconv.ui.page_table import PAGES
from tests.pages.app import ROOT, change, opened


@pytest.fixture
def offered(monkeypatch):
    """The names of the files that were offered in the last runs."""
    names = []
    show = ButtonMixin._download_button

    def noted(self, *arguments, **options):
        names.append(options["file_name"])
        return show(self, *arguments, **options)

    monkeypatch.setattr(ButtonMixin, "_download_button", noted)
    return names


def test_every_file_is_named_after_the_layer_or_the_page(offered):
    app = opened(h=6, w=5, c=2, kh=3, kw=2, m=2, pad="same", sh=2)
    app.session_state["take-home"] = True
    layer = "depthwise-6x5x2-kernel3x2-m2-stride2x1-same"
    app.run()
    assert f"{layer}-picture.svg" in offered
    assert f"{layer}-tensors.npz" in offered
    for page in PAGES.values():
        offered.clear()
        app.switch_page(page.script).run()
        assert not app.exception
        about = layer if page.about_layer else page.name
        assert [name for name in offered if not name.startswith(f"{about}-")] == []
    app.switch_page(PAGES["shapes"].script).run()
    offered.clear()
    change(app, h=9)
    assert offered[0] == "depthwise-9x5x2-kernel3x2-m2-stride2x1-same-shapes.csv"


def test_a_file_about_a_network_is_named_after_it(offered):
    for table, names in {
        "layers": ["kinds", "layers"],
        "papers": ["kinds", "papers"],
        "profiler": ["kinds", "profiler"],
        "standard": ["kinds", "pairs"],
    }.items():
        offered.clear()
        opened("pages/count/networks.py", net="Xception", table=table)
        assert offered == [f"networks-xception-{name}.csv" for name in names]
    offered.clear()
    opened("pages/count/networks.py", alpha="0.5", rho="160")
    assert offered[0] == "networks-mobilenet-width0.5-resolution160-kinds.csv"


def test_one_function_makes_all_names():
    lines = [
        line.strip()
        for path in (ROOT / "dwconv" / "ui").rglob("*.py")
        for line in Path(path).read_text("utf-8").splitlines()
        if "file_name=" in line
    ]
    assert len(lines) >= 4
    assert all(line.startswith("file_name=file_name(") for line in lines)
