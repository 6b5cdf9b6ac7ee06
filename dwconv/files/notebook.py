"""The player in a Jupyter notebook, and a notebook file with exercises about one layer.

This module loads nothing but the standard library, so that `import dwconv` stays quick.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy.typing as npt

    from dwconv.engine.spec import ConvSpec
    from dwconv.player.colours_and_speeds import Unit


MOST_EMBEDDED = 3_000_000
"""Most characters of a player that `notebook` stores: the lab's own have fewer."""


class Shown:
    """A player that a notebook displays; `show` returns it."""

    def __init__(self, page: str, height: int, title: str) -> None:
        self._page = page
        self._height = height
        self._title = title

    def __repr__(self) -> str:
        return self._title

    def _repr_html_(self) -> str:
        # In a frame of its own, which may run the page's script and nothing else.
        return (
            f'<iframe title="{html.escape(self._title)}" sandbox="allow-scripts" '
            f'style="width: 100%; height: {self._height}px; border: 0" '
            f'srcdoc="{_in_quotes(self._page)}"></iframe>'
        )


def _in_quotes(text: str) -> str:
    """A text as the value of an attribute between double quotes, where ">" and "'" need no escaping.

    Examples
    --------
    >>> _in_quotes('<a href="?b&c">')
    '&lt;a href=&quot;?b&amp;c&quot;>'
    """
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def show(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    *,
    step: int | None = None,
    unit: Unit | None = None,
    height: int = 620,
) -> Shown:
    """Show a depthwise convolution step by step, in a notebook and without a network.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    step : int, optional
        Window to open at, from 0; without one it plays from the start.
    unit : "tap", "window" or "pixel", optional
        What one step is.
    height : int, optional
        Of the player, in pixels.

    Returns
    -------
    Shown
        As the last line of a cell it is the player.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.

    Examples
    --------
    >>> from dwconv.engine.spec import ConvSpec
    >>> show(ConvSpec(2, 2, 1, kernel=2), [[[[1], [2]], [[3], [4]]]], [[[[1]]] * 2] * 2)
    (1, 2, 2, 1) ∗ (2, 2, 1, 1) → (1, 1, 1, 1), step by step
    """
    from dwconv.engine.check_numbers import integer
    from dwconv.files.standalone_page import standalone_page

    page = standalone_page(spec, input, filter, step=step, unit=unit, bare=True)
    return Shown(page, integer("height", height, 200), f"{spec.shape_line}, step by step")


def notebook(spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> str:
    """Return a Jupyter notebook about one layer: the player, exercises, a solution.

    It needs NumPy. The player is in it twice: as the stored output of its cell, for a reader
    that runs nothing, and packed, because Jupyter shows no stored page before its cell has run
    on the reader's own machine. With the package dwconv that cell makes it again from the
    numbers that are there. A player of more than `MOST_EMBEDDED` characters is left out, and
    its cell says so.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``

    Returns
    -------
    str
        The text of an .ipynb file.

    Examples
    --------
    >>> from dwconv.engine.spec import ConvSpec
    >>> text = notebook(ConvSpec(2, 2, 1, kernel=2), [[[[1], [2]], [[3], [4]]]], [[[[1]]] * 2] * 2)
    >>> json.loads(text)["nbformat"], "Exercise 5" in text
    (4, True)
    """
    shown = show(spec, input, filter)
    markup = shown._repr_html_()
    fits = len(markup) <= MOST_EMBEDDED
    written = _cells(spec, input, filter, markup if fits else "")
    cells = [_cell(at, kind, text) for at, (kind, text) in enumerate(written)]
    if fits:
        data = {"text/html": markup.splitlines(keepends=True), "text/plain": [repr(shown)]}
        _player_cell(cells)["outputs"] = [
            {"output_type": "execute_result", "execution_count": None, "data": data, "metadata": {}}
        ]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


_Kind = Literal["markdown", "code", "folded"]  # folded: code that is there to be run, not read


def _cell(at: int, kind: _Kind, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "markdown" if kind == "markdown" else "code",
        "id": f"cell-{at}",
        "metadata": {"jupyter": {"source_hidden": True}} if kind == "folded" else {},
        "source": text.strip().splitlines(keepends=True),
    }
    return cell | ({} if kind == "markdown" else {"execution_count": None, "outputs": []})


def _player_cell(cells: list[dict[str, Any]]) -> dict[str, Any]:
    return next(cell for cell in cells if "".join(cell["source"]).startswith("try:"))


_FORMULA = r"""
$$\mathrm{output}[b, i, j, kM + q] = \sum_{d_i, d_j}
\mathrm{input}[b,\, s_0 i + r_0 d_i,\, s_1 j + r_1 d_j,\, k] \cdot
\mathrm{filter}[d_i, d_j, k, q]$$
"""

_CHECK = '''
def check(answer, right):
    """Return whether an answer is right, in words."""
    if answer is None:
        return "Not answered yet."
    try:
        answer = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        return "That is not a number, or not one for each."
    if answer.shape != np.shape(right):
        return f"The answer's shape is {answer.shape}, and {np.shape(right)} is asked for."
    near = 1e-4 * max(1.0, float(np.max(np.abs(right))))
    return "Right." if np.allclose(answer, right, rtol=0, atol=near) else "Not yet. Look again."
'''

_STORED = '''
class Player:
    """The player as the lab made it. It does not need dwconv."""

    def __repr__(self):
        return "the player"

    def _repr_html_(self):
        return page.tobytes().decode()


page = {page}
'''

_PLAYER = """
try:
    import dwconv

    shown = dwconv.show(dwconv.{spec!r}, input, filter)
except ImportError:
    shown = {otherwise}
shown
"""

_TOO_LARGE = (
    "The player of this layer is too large to be stored in a notebook. "
    "Install the package dwconv (pip install . in the lab's folder) to see it here."
)


def _cells(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, markup: str
) -> list[tuple[_Kind, str]]:
    """The cells as (kind, text); the player's markup is empty if it is too large."""
    import numpy as np

    from dwconv.costs.layer import costs
    from dwconv.engine.check_arrays import check_operands
    from dwconv.files.snippets import assignments, loops, packed
    from dwconv.player.payload import pack, unpack

    x, w = check_operands(spec, input, filter)
    _, arrays = unpack(pack(spec, x, w))
    nhwc = spec.data_format == "NHWC"
    planes = arrays["output"].reshape(-1, *arrays["output"].shape[2:])
    output = spec.in_data_format(np.moveaxis(planes, 0, 2)[None])
    i, j = spec.vertical.output // 2, spec.horizontal.output // 2
    k, outputs = spec.channels - 1, spec.channels * spec.multiplier
    where = f"0, {i}, {j}, {outputs - 1}" if nhwc else f"0, {outputs - 1}, {i}, {j}"
    counted = costs(spec)
    values = "\n".join(assignments(input=x, filter=w))
    pads = "none" if not any(map(any, spec.pads)) else f"{spec.pads} of zeros"
    channels = np.arange(k * spec.multiplier, outputs)
    macs = np.array([counted["depthwise"].macs, counted["standard"].macs])
    page = np.frombuffer(markup.encode(), "u1")
    stored: list[tuple[_Kind, str]] = [("folded", _STORED.format(page=packed(page)))]
    solution = "\n".join(f"    {line}" for line in loops(spec))
    return [
        (
            "markdown",
            f"# Depthwise convolution: {spec.input_shape} ∗ {spec.filter_shape}\n"
            "Each input channel $k$ has $M$ filters of its own and meets no other channel:\n"
            f"{_FORMULA}\nHere $M = {spec.multiplier}$, stride $s = {spec.stride}$, dilation "
            f"$r = {spec.dilation}$. Padding: {pads}, before and after rows and columns"
            f"{' (' + spec.padding + ')' if isinstance(spec.padding, str) else ''}. The order of "
            f"axes is {spec.data_format}.",
        ),
        ("code", f"import base64\nimport zlib\n\nimport numpy as np\n\n{values}"),
        ("code", _CHECK),
        ("folded", f"# What the lab computed, for the checks below.\nkey = {packed(output)}"),
        ("markdown", "## See it move"),
        *(stored if markup else []),
        (
            "code",
            _PLAYER.format(spec=spec, otherwise="Player()" if markup else f'"{_TOO_LARGE}"'),
        ),
        (
            "markdown",
            "## Exercise 1: the size of the output\nHow many rows and columns does the output have? "
            "Write down the formula first: how far does the window reach, and how often can it move?",
        ),
        ("code", "size = None  # (rows, columns)"),
        ("code", f"check(size, key.shape[{'1:3' if nhwc else '2:4'}])"),
        (
            "markdown",
            f"## Exercise 2: one value\nWork out `output[{where}]` by hand, or with as little NumPy "
            f"as you need: it is filter $q = {spec.multiplier - 1}$ of channel $k = {k}$ at row {i}, "
            f"column {j}.",
        ),
        ("code", "value = None"),
        ("code", f"check(value, key[{where}])"),
        (
            "markdown",
            f"## Exercise 3: the order of the outputs\nWhich output channels come from input channel $k = {k}$? "
            "Give a list.",
        ),
        ("code", "channels = None"),
        ("code", f"check(channels, {packed(channels)})"),
        (
            "markdown",
            "## Exercise 4: what it costs\nHow many multiplications does this layer take, those with "
            f"zeros of the padding included? And a standard convolution with the same {outputs} "
            "output channels, each from all input channels?",
        ),
        ("code", "multiplications = None  # (depthwise, standard)"),
        ("code", f"check(multiplications, {packed(macs)})"),
        (
            "markdown",
            "## Exercise 5: write it\nReturn the whole output. Loops are fine; so is anything else.",
        ),
        ("code", "def depthwise(input, filter):\n    return None"),
        ("code", "check(depthwise(input, filter), key)"),
        ("markdown", "## One solution\nThe formula, word for word. Read it after you have tried."),
        ("code", f"def loops(input, filter):\n{solution}\n    return output"),
        ("code", "check(loops(input, filter), key)"),
    ]
