"""A ruler of one axis of the convolution: padding, pixels, windows, and the pixels that no window reaches."""

from __future__ import annotations

from typing import Any

from dwconv.engine.geometry import Axis
from dwconv.engine.plurals import counted
from dwconv.ui.components.mount_component import component

_ABOVE, _BAR = 22, 26  # pixels: words above the bar, the bar
_ROWS = 340  # pixels for the rows of all windows, each between these two heights
_LOWEST, _HIGHEST = 20, 28
_MOST_CELLS = 512  # pixels drawn one by one; of more, only where no window reaches
_MOST_GAPS = 100  # such places drawn
_MOST_TAPS_SAID = 9
_MOST = 16  # windows drawn; of more, the first 8 and the last 8
_HTML = '<div class="ruler"></div>'


def axis_ruler(axis: Axis, name: str, *, key: str = "", room: tuple[int, int] = (0, 0)) -> None:
    """Draw one axis.

    Parameters
    ----------
    axis : Axis
    name : str
        "height", "width", or "height and width" where both are the same.
    key : str, optional
        Of the element, where there is more than one of that name.
    room : (int, int), optional
        Pixels to leave before and after the input at least, so that the input stands at the same
        place in two rulers below each other.
    """
    data = ruler_data(axis, name, room)
    # With its height given, nothing below it moves when the script has drawn it.
    component("axis_ruler", _HTML)(key=f"ruler-{key or name}", data=data, height=data["height"])


def ruler_data(axis: Axis, name: str, room: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """The numbers and words of the drawing, for JavaScript."""
    shown = range(axis.output)
    if axis.output > _MOST:
        shown = [*shown[: _MOST // 2], *shown[-_MOST // 2 :]]  # type: ignore[assignment]
    more = axis.output - len(shown)
    rows = len(shown) + bool(more)
    row = min(max(_ROWS // max(rows, 1), _LOWEST), _HIGHEST)
    return {
        "name": name,
        "size": axis.size,
        "before": axis.before,
        "after": axis.after,
        "room": [max(axis.before, room[0]), max(axis.after, room[1])],
        "cells": axis.padded <= _MOST_CELLS,
        "missed": _missed_ranges(axis),
        "windows": [{"index": index, "taps": list(axis.taps(index))} for index in shown],
        "more": more,
        "above": _ABOVE,
        "bar": _BAR,
        "row": row,
        "height": _ABOVE + _BAR + 8 + row * rows + 4,
        "words": (
            f"{counted(axis.output, '{n} window', '{n} windows')} of {counted(axis.kernel, '{n} tap', '{n} taps')} "
            f"along the {name}: {counted(axis.size, '{n} pixel', '{n} pixels')}, "
            f"{axis.before} padding before and {axis.after} after.{_windows_in_words(axis)}"
        ),
    }


def _windows_in_words(axis: Axis) -> str:
    """Which pixels each window covers; "" where there are many.

    Examples
    --------
    >>> from dwconv.engine.geometry import make_axis
    >>> _windows_in_words(make_axis(3, 3, 2, 1, "SAME"))
    ' The numbers are input pixels, counted from 0. Window 0: padding, 0, 1. Window 1: 1, 2, padding.'
    """
    if axis.output > _MOST or axis.kernel > _MOST_TAPS_SAID:
        return ""
    lines = []
    for index in range(axis.output):
        taps = [str(tap) if 0 <= tap < axis.size else "padding" for tap in axis.taps(index)]
        lines.append(f" Window {index}: {', '.join(taps)}.")
    return f" The numbers are input pixels, counted from 0.{''.join(lines)}"


def _missed_ranges(axis: Axis) -> list[tuple[int, int]]:
    """The pixels that no window reaches, as ranges from the first to behind the last."""
    starts, previous = [], True
    for pixel, seen in enumerate([*axis.reached, True]):
        if seen != previous:
            starts.append(pixel)
        previous = seen
    ranges = list(zip(starts[::2], starts[1::2], strict=True))
    few = axis.padded <= _MOST_CELLS or len(ranges) <= _MOST_GAPS
    return ranges if few else ranges[-1:]
