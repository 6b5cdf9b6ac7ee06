"""All parts of the design on one page: sizes, colours, words, tables, fields, and the player.

It is no page of the lab. The tests look at it in both themes, and keep its pictures for readers of the
repository: `.readme/parts-light.webp` and `.readme/parts-dark.webp`. To renew them:

    RENEW_SCREENSHOTS=1 bash tests/run tests/browser/test_accessibility.py -k parts
"""

import io
import re
from pathlib import Path

from PIL import Image

from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.files.standalone_page import standalone_page
from dwconv.player.colours_and_speeds import LANE_HUES, NEGATIVE_COLOUR
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.shape_line import layer_shapes, shape_line

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".readme"
BASE = ROOT / "dwconv" / "player" / "css" / "base.css"
SHEETS = (
    ROOT / "dwconv" / "ui" / "widgets" / "page_parts.css",
    ROOT / "dwconv" / "ui" / "components" / "layer_controls.css",
    ROOT / "dwconv" / "ui" / "components" / "tensorflow_badge.css",
)

# What Streamlit gives to a component besides the colours of the player.
_THEME = """
:root {
  --st-font: "Source Sans", "DejaVu Sans", system-ui, sans-serif;
  --st-code-font: "Source Code Pro", "DejaVu Sans Mono", ui-monospace, monospace;
  --st-base-radius: 6px;
  --st-gray-background-color: var(--st-secondary-background-color);
  --st-gray-text-color: var(--st-text-color);
  --st-green-background-color: light-dark(#e8f6ee, #12382a);
  --st-green-text-color: light-dark(#12603a, #7ddba6);
}
body { font: var(--dw-size-text)/1.4 var(--st-font); }
.parts { display: grid; grid-template-columns: 1.2fr 1fr 1fr; gap: var(--dw-space-6); margin-top: 24px; }
.parts h2 { margin: 0 0 8px; font-size: var(--dw-size-lead); }
.parts p { margin: 0 0 8px; }
.swatches { display: flex; flex-wrap: wrap; gap: var(--dw-space-3); }
.swatches span { width: 100px; line-height: 1.2; }
.swatches span::before {
  content: ""; display: block; height: 28px; border: 1px solid var(--st-border-color); background: var(--colour);
}
.room i { display: inline-block; height: 12px; margin-inline-end: 8px; background: currentColor; }
.bare .dw-player { --dw-height: 470px; }
"""


def names_in_base(kind: str) -> list[str]:
    """The names of one kind, such as "size", that the style sheet of all parts gives values to."""
    return re.findall(rf"(--dw-{kind}-[\w-]+): ", BASE.read_text("utf-8"))


def _colours() -> list[tuple[str, str]]:
    """Every colour with its name, and what it is as CSS."""
    of_page = ["background", "secondary-background", "text", "border"]
    sheets = "".join(path.read_text("utf-8") for path in (BASE, BASE.with_name("paper.css")))
    own = re.findall(r"(--dw-[\w-]+): (?:light-dark|#|rgb)", sheets)
    return [
        *((name, f"var(--st-{name}-color)") for name in of_page),
        *((name, f"var({name})") for name in own),
        *((f"lane {lane}", colour) for lane, colour in enumerate(LANE_HUES)),
        ("negative", NEGATIVE_COLOUR),
    ]


def _section(title: str, content: str) -> str:
    return f"<section><h2>{title}</h2>{content}</section>"


def _parts(spec: ConvSpec) -> str:
    """The parts that are no picture, as HTML."""
    sizes = "".join(
        f'<p style="font-size: var({name}); line-height: 1.2">{name.removeprefix("--dw-size-")}</p>'
        for name in names_in_base("size")
    )
    gaps = "".join(
        f'<p class="room"><i style="width: var({name})"></i>{name.removeprefix("--dw-")}</p>'
        for name in names_in_base("space")
    )
    colours = "".join(
        f'<span style="--colour: {colour}">{name.removeprefix("--dw-")}</span>'
        for name, colour in _colours()
    )
    numbers = ", ".join(written(number) for number in (1944, 0.0802, 120.0, 1.2345, 569_000_000))
    table = (
        '<table class="dw-table"><caption>A table</caption>'
        '<tr><th scope="col">tap</th><th scope="col">input</th><th scope="col">weight</th></tr>'
        '<tr><th scope="row">1</th><td>3</td><td>−2</td></tr>'
        '<tr><th scope="row">2</th><td>0, padding</td><td>1</td></tr></table>'
    )
    fields = (
        '<div class="dw-controls"><fieldset><legend>Fields beside a picture</legend>'
        '<div class="dw-row dw-pair"><span class="dw-label">kernel</span>'
        '<input type="number" aria-label="kernel height" value="3">'
        '<input type="number" aria-label="kernel width" value="3"></div>'
        '<div class="dw-row"><span class="dw-label">padding</span>'
        '<select aria-label="padding"><option>SAME</option></select></div>'
        "</fieldset><fieldset class='dw-examples'><legend>Examples</legend>"
        '<button type="button" aria-pressed="true">Three channels</button>'
        '<button type="button" aria-pressed="false">Photo</button></fieldset></div>'
    )
    line = shape_line(layer_shapes(spec))
    title = f'<h1 class="dw-page-name">Name of the page</h1>{line}'
    badge = '<span class="dw-badge" data-state="done">TensorFlow agrees</span>'
    asked = (
        '<div class="dw-player" style="height: auto"><form class="dw-guess">'
        '<label>Predict <span>output[0, 0, 0, 0] =</span><input aria-label="A prediction" value="5"></label>'
        '<button type="button">Check value</button><span class="dw-verdict">Right.</span></form></div>'
    )
    sections = [
        _section("Top of a page", title),
        _section("Five sizes of type", sizes),
        _section("Room between things", gaps),
        _section("Colours", f'<div class="swatches">{colours}</div>'),
        _section("Numbers, a badge, a question", f"<p>{numbers}</p><p>{badge}</p>{asked}"),
        _section("Table and fields", table + fields),
    ]
    return f'<div class="parts">{"".join(sections)}</div>'


def design_page() -> str:
    """The page as HTML, which follows the theme of the browser."""
    spec = ConvSpec(6, 6, 3, multiplier=2, padding="SAME")
    image = make_input("integers", *spec.input_shape[1:], 4)[None]
    filter = make_filter("integers", spec.kernel, spec.channels, spec.multiplier, 4)
    page = standalone_page(spec, image, filter, step=9, bare=True)
    page = re.sub(r'<meta http-equiv="Content-Security-Policy".*?>', "", page)
    styles = "".join(path.read_text("utf-8") for path in SHEETS)
    page = page.replace("</head>", f"<style>{styles}{_THEME}</style></head>")
    return page.replace("</main>", f"{_parts(spec)}</main>", 1)


def keep_picture(taken: bytes, theme: str) -> None:
    """Keep a picture of the page for readers of the repository."""
    Image.open(io.BytesIO(taken)).save(FOLDER / f"parts-{theme}.webp", quality=85, method=6)
