"""The player as one HTML file that needs nothing else: no server, no network, no other file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence

import numpy.typing as npt

from dwconv.engine.spec import ConvSpec
from dwconv.player.assets import CSS, HTML, THEME, script
from dwconv.player.colours_and_speeds import Unit
from dwconv.player.payload import pack

TITLE = "Depthwise convolution, step by step"

_STYLE = """\
body {
  margin: 0;
  padding: 12px clamp(12px, 2vw, 24px);
  background: var(--st-background-color);
  color: var(--st-text-color);
}
header, footer {
  font: 15px/1.4 "Source Sans", "DejaVu Sans", system-ui, sans-serif;
  overflow-wrap: anywhere;
}
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; margin-bottom: 10px; }
h1 { margin: 0; font-size: 19px; }
code { font: 15px/1.4 "Source Code Pro", "DejaVu Sans Mono", ui-monospace, monospace; }
footer { margin-top: 10px; font-size: 13px; opacity: 0.8; }
kbd { font: inherit; border: 1px solid var(--st-border-color); border-radius: 4px; padding: 0 4px; }
@media (hover: none) { footer { display: none; } }
.dw-player { --dw-height: clamp(440px, calc(100dvh - 108px), 900px); }
.bare .dw-player { --dw-height: calc(100dvh - 24px); }
"""

_KEYS = """\
<footer><kbd>Space</kbd> plays and pauses, <kbd>←</kbd> <kbd>→</kbd> step, <kbd>Home</kbd>
<kbd>End</kbd> jump, <kbd>↑</kbd> <kbd>↓</kbd> choose the channel, <kbd>[</kbd> <kbd>]</kbd> the
speed; <kbd>P</kbd> fills the window. Point at a value to see where it comes from or goes to.</footer>
"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="{bare}">
{header}
<main>
{player}</main>
{footer}
<noscript>The animation needs JavaScript.</noscript>
<script type="application/json" id="options">{options}</script>
<script type="text/plain" id="numbers">{numbers}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def standalone_page(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    title: str = TITLE,
    step: int | None = None,
    unit: Unit | None = None,
    speed: float | None = None,
    focus: int | None = None,
    names: Sequence[str] = (),
    bare: bool = False,
) -> str:
    """Return an HTML file with the player and its numbers inside.

    It opens from a disk, a course platform or an iframe, follows the reader's light or
    dark, and tells the browser to load nothing else and to run no script but its own.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    title : str, optional
        What the window and the headline say.
    step : int, optional
        Window to open at, from 0; without one it plays from the start.
    unit : "tap", "window" or "pixel", optional
        What one step is.
    speed : float, optional
        One of the player's speeds.
    focus : int, optional
        Channel whose lane is large; by default that of `step`.
    names : sequence of str, optional
        Of the lanes, where they say more than the number of their channel.
    bare : bool, optional
        Without headline and keys, for an iframe that stands among other text.

    Returns
    -------
    str

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.

    Examples
    --------
    >>> page = standalone_page(ConvSpec(3, 3, 1), [[[[1]] * 3] * 3], [[[[2]]] * 3] * 3, title="a < b")
    >>> page[:15], "<title>a &lt; b</title>" in page, "https://" in page
    ('<!doctype html>', True, False)
    """
    options = {
        "playing": step is None,
        "step": step,
        "unit": unit,
        "speed": speed,
        "focus": focus,
    }
    given = {name: value for name, value in options.items() if value is not None}
    numbers = base64.b64encode(pack(spec, input, filter, names=names)).decode()
    style, code = THEME + CSS + _STYLE, script("page")
    policy = (
        f"default-src 'none'; script-src {_hash(code)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    name = html.escape(title)
    return _PAGE.format(
        policy=policy,
        title=name,
        style=style,
        bare="bare" if bare else "",
        header="" if bare else f"<header><h1>{name}</h1><code>{spec.shape_line}</code></header>",
        player=HTML,
        footer="" if bare else _KEYS,
        options=json.dumps(given),
        numbers=numbers,
        script=code,
    )


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline script or style: this one and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
