"""The controls of the layer: all its fields, and the examples, as one element."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import Any

from dwconv.engine.plurals import listed
from dwconv.ui.components.mount_component import component
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.changes import EXAMPLE, layer_text
from dwconv.ui.parameters.hidden_and_locked import Restrictions
from dwconv.ui.parameters.legal_values import bounds
from dwconv.ui.parameters.presets import PRESETS, name_of_layer
from dwconv.ui.parameters.table import CONTROLS, PARAMETERS, Choice, Number, Values, of_layer

KEY = "layer"
"""Of the session. ``st.session_state[KEY].changes`` is what the browser sends: see `read_sent`."""

_VALUES = tuple({CONTROLS[name].heading for name in ("input", "weights", "seed")})

_HTML = '<div class="dw-controls"></div>\n'


def layer_controls(data: dict[str, Any], on_change: Callable[[], None]) -> None:
    """Show the controls.

    Parameters
    ----------
    data : dict
        From `controls_data`.
    on_change : callable
        Called without arguments before the run that a change causes.
    """
    component("layer_controls", _HTML, isolated=False)(
        key=KEY, data=data, on_changes_change=on_change
    )


def read_sent(state: Any) -> tuple[object, object]:
    """What the browser sends: its changes, and the layer that it showed then.

    Parameters
    ----------
    state : Any
        ``st.session_state[KEY]``, or anything that a browser put into its place.

    Returns
    -------
    changes : object
        For `dwconv.ui.parameters.changes.read_changes`.
    layer : object
        A text of `dwconv.ui.parameters.changes.layer_text`.

    Examples
    --------
    >>> read_sent({"changes": {"list": [[1, "h", "7"]], "layer": "h=8"}})
    ([[1, 'h', '7']], 'h=8')
    >>> read_sent(None)
    (None, None)
    """
    sent = state.get("changes") if isinstance(state, dict) else None
    return (sent.get("list"), sent.get("layer")) if isinstance(sent, dict) else (None, None)


def controls_data(
    values: Values,
    restrictions: Restrictions,
    seen: int,
    note: tuple[str, str],
    page: str | None = None,
) -> dict[str, Any]:
    """What the controls show, for JavaScript.

    Parameters
    ----------
    values : dict
        Every parameter, legal together.
    restrictions : Restrictions
    seen : int
        The number of the last change that was made.
    note : (str, str)
        The name of the parameter that was changed last, and what was wrong with that; "" if
        nothing was.
    page : str, optional
        The path of the page, whose limits hold; those of a page that draws the layer without it.
    """
    limits = bounds(values, page)
    layer = of_layer(values)
    examples = {
        "title": CONTROLS["examples"].title,
        "names": [] if "examples" in restrictions.hidden else list(PRESETS),
        "shown": name_of_layer(layer),
        "locked": restrictions.any(),  # a preset would change what must not change
    }
    return {
        "seen": seen,
        "layer": layer_text(values),
        "values": layer,
        "note": {"name": note[0], "text": note[1]},
        "example": EXAMPLE,
        "examples": examples,
        "groups": _groups(
            tuple(limits.items()),
            values["pad"] == "explicit",
            "integers" in (values["input"], values["kernel"]),
            restrictions,
            page,
        ),
    }


@lru_cache(maxsize=64)  # most changes leave all limits as they are
def _groups(
    limits: tuple[tuple[str, tuple[int, int]], ...],
    explicit: bool,
    seeded: bool,
    restrictions: Restrictions,
    page: str | None,
) -> list[dict[str, Any]]:
    """The fields by their headings; `explicit` and `seeded` say whether those of either are shown."""
    shown = {"padding": explicit, "seed": seeded}
    # What only counts has no use for values.
    left_out = _VALUES if page is not None and PAGES[page].only_counts else ()
    groups = []
    for heading, controls in groupby(CONTROLS, lambda control: CONTROLS[control].heading):
        rows = [
            row
            for control in controls
            if heading and control not in restrictions.hidden and heading not in left_out
            for row in _rows(
                control,
                dict(limits),
                page,
                control in restrictions.locked,
                shown=shown.get(control, True),
            )
        ]
        if rows:
            groups.append({"heading": heading, "rows": rows})
    return groups


def _rows(
    control: str,
    limits: dict[str, tuple[int, int]],
    page: str | None,
    locked: bool,
    *,
    shown: bool,
) -> list[dict[str, Any]]:
    """The rows of one control: a choice, or one or two numbers beside a label."""
    label = CONTROLS[control].label
    parts = [row for row in PARAMETERS.values() if row.control == control]
    names = [row.name for row in parts if isinstance(row, Number)]
    rows = [_row(label, [_choice(label, row)], locked) for row in parts if isinstance(row, Choice)]
    if control == "padding":
        rows.append(_numbers("top, bottom", names[:2], limits, page, locked, shown=shown))
        rows.append(_numbers("left, right", names[2:], limits, page, locked, shown=shown))
    elif names:
        rows.append(_numbers(label, names, limits, page, locked, shown=shown))
    return rows


def _row(
    label: str, fields: list[dict[str, Any]], locked: bool, *, shown: bool = True, hint: str = ""
) -> dict[str, Any]:
    return {"label": label, "fields": fields, "locked": locked, "shown": shown, "hint": hint}


def _numbers(
    label: str,
    names: list[str],
    limits: dict[str, tuple[int, int]],
    page: str | None,
    locked: bool,
    *,
    shown: bool,
) -> dict[str, Any]:
    """A label and beside it a field for each name, with the limits of this moment."""
    rows = [row for name in names if isinstance(row := PARAMETERS[name], Number)]
    hint = ""
    if any(limits[row.name][1] < row.most_on(page) for row in rows):
        hint = f"at most {listed(dict.fromkeys(str(limits[name][1]) for name in names))}"
    fields = [
        {
            "name": row.name,
            "label": row.label,
            "least": limits[row.name][0],
            "most": limits[row.name][1],
            "limits": row.limits.format(least=limits[row.name][0], most=limits[row.name][1]),
        }
        for row in rows
    ]
    return _row(label, fields, locked, shown=shown, hint=hint)


def _choice(label: str, row: Choice) -> dict[str, Any]:
    return {"name": row.name, "label": label, "options": list(row.options.items())}
