"""Tables of values as pictures beside each other; a click on a value marks it in all of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from dwconv.files.digits import number_format
from dwconv.player.colours_and_speeds import LANE_HUES
from dwconv.ui.components.mount_component import component

_HTML = '<div class="planes"></div>'
_CELL, _NARROWEST = (
    44,
    266,
)  # pixels: a cell, and the place of one of three tables beside the sidebar


@dataclass(frozen=True, eq=False)
class Plane:
    """One table: its title, its values, how they are written, and how far from zero the tint is deepest."""

    title: str
    values: npt.NDArray[Any]
    texts: Sequence[Sequence[str]]
    most: float
    zero: float = 0  # the value that is drawn without a tint


def planes_side_by_side(
    tables: Sequence[Plane],
    at: tuple[int, int] | None,
    channel: int,
    *,
    key: str,
    on_choose: Callable[[], None] = lambda: None,
) -> None:
    """Draw tables; of the same shape if a value is marked.

    Parameters
    ----------
    tables : sequence of Plane
    at : (int, int) or None
        Row and column of the marked value; None for no mark, and no clicks.
    channel : int
        Whose hue is used.
    key : str
    on_choose : callable, optional
        Called before the run that a click causes; ``st.session_state[key].at`` is then what was
        clicked.
    """
    st.html(f"<style>{_reserved(key, tables, beside=at is None)}</style>")
    data = planes_data(tables, at, channel)
    component("planes_side_by_side", _HTML)(key=key, data=data, on_at_change=on_choose)


def _reserved(key: str, tables: Sequence[Plane], *, beside: bool) -> str:
    """The style by which tables have their place before their script has come, so that nothing moves.

    On a phone two stand beside each other, or each has a row of its own.

    Examples
    --------
    >>> print(_reserved("ones", [Plane("ones", np.ones((6, 6)), [], 1.0)], beside=False))
    @media (min-width: 1200px) { .st-key-ones { min-height: calc(2.6rem + 268px); } }
    @media (max-width: 480px) { .st-key-ones { min-height: calc(1 * (3.3rem + 6 * min(44px, (100vw - 4rem) / 6))); } }
    """
    rows, columns = tables[0].values.shape
    height = rows * min(_CELL, _NARROWEST // max(columns, 1)) + 4
    name = ".st-key-" + re.sub(r"[^\w-]", "-", key)  # as Streamlit writes it into a class
    in_a_row = 2 if beside else 1
    cell = f"min({_CELL}px, (100vw - 4rem) / {in_a_row * max(columns, 1)})"
    one = f"(3.3rem + {rows} * {cell})"
    return (
        f"@media (min-width: 1200px) {{ {name} {{ min-height: calc(2.6rem + {height}px); }} }}\n"
        f"@media (max-width: 480px) {{ {name} {{"
        f" min-height: calc({math.ceil(len(tables) / in_a_row)} * {one}); }} }}"
    )


def planes_data(
    tables: Sequence[Plane], at: tuple[int, int] | None, channel: int
) -> dict[str, Any]:
    """The numbers and words of the drawing, for JavaScript.

    Examples
    --------
    >>> planes_data([Plane("ones", np.ones((1, 2)), [["1", "1"]], 1.0)], (0, 1), 9)["planes"]
    [{'title': 'ones', 'rows': [[1.0, 1.0]], 'texts': [['1', '1']], 'most': 1.0, 'zero': 0}]
    """
    return {
        "planes": [
            {
                "title": table.title,
                # JSON has neither NaN nor infinity: the texts say them.
                "rows": np.nan_to_num(np.asarray(table.values, np.float64)).tolist(),
                "texts": [list(row) for row in table.texts],
                "most": table.most,
                "zero": table.zero,
            }
            for table in tables
        ],
        "at": list(at) if at else None,
        "hue": channel % len(LANE_HUES),
    }


def cell_texts(values: npt.NDArray[np.generic], digits: int = 3) -> list[list[str]]:
    """The values as a cell shows them, as a figure writes them; the largest has so many digits.

    Examples
    --------
    >>> cell_texts(np.array([[-2.0, 0.25, 0.001], [0, 3.14159, 1]]))
    [['−2', '0.25', '≈0'], ['0', '3.14', '1']]
    >>> cell_texts(np.array([[-0.333, 0.001]]), 2)
    [['−0.33', '≈0']]
    """
    text = number_format(values, digits)
    return [[text(value) for value in row] for row in values.tolist()]
