"""Gradient descent update by update: kernels, outputs and errors as pictures, and the curve of the loss."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypedDict, cast

import numpy as np
import numpy.typing as npt

from dwconv.player import header_and_bytes
from dwconv.teaching.gradient_descent import SPEC, Descent, Task
from dwconv.ui.components.mount_component import component

Array = npt.NDArray[np.float64]

_HTML = '<div class="descent" style="min-height: 441px"></div>'  # its place before it is drawn


class At(TypedDict):
    """Where the element was when it last came to rest."""

    update: int


def gradient_descent(
    payload: bytes, *, key: str, update: int, on_seek: Callable[[], None]
) -> At | None:
    """Show what `pack` packed.

    Parameters
    ----------
    payload : bytes
    key : str
    update : int
        Which update to show at first.
    on_seek : callable
        Called before the run that a pause or a seek causes; ``st.session_state[key].at`` is then
        where it is.

    Returns
    -------
    At or None
    """
    framed = struct.pack("<I", update) + payload
    result = component("gradient_descent", _HTML)(key=key, data=framed, on_at_change=on_seek)
    return cast("At | None", result.at)


def pack(task: Task, run: Descent) -> bytes:
    """Pack a run for the browser: a JSON header, and float32 numbers behind it.

    Examples
    --------
    >>> from dwconv.teaching.gradient_descent import descend, make_task
    >>> task = make_task("known", 0)
    >>> data = pack(task, descend(task, 0.1, 3))
    >>> header, _ = header_and_bytes.split(data)
    >>> header["updates"], header["arrays"]["filters"]
    (3, [4, 3, 9])
    """
    channels = SPEC.channels
    arrays = {
        "input": _planes(task.input),
        "wanted": _planes(task.wanted),
        "hidden": np.moveaxis(task.hidden[..., 0], 2, 0).reshape(channels, -1),
        "filters": _kernels(run.filters),
        "gradients": _kernels(run.gradients),
        "outputs": _planes(run.outputs[:, 0]),
        "errors": _planes(run.errors[:, 0]),
        "losses": run.losses,
    }
    sent = {name: np.ascontiguousarray(array, "<f4") for name, array in arrays.items()}
    header = {
        "updates": run.updates,
        "channels": channels,
        "kernel": SPEC.kernel,
        "input": SPEC.input_shape[1:3],
        "output": SPEC.output_shape[1:3],
        "arrays": {name: array.shape for name, array in sent.items()},
    }
    return header_and_bytes.join(header, (array.tobytes() for array in sent.values()), align=4)


def _planes(values: Array) -> Array:
    """Channels first, one line of numbers for each plane; what comes first stays first."""
    moved = np.moveaxis(values, -1, 1)
    return moved.reshape(*moved.shape[:2], -1)


def _kernels(filters: Array) -> Array:
    """Likewise of filters with one slice a channel."""
    return _planes(filters[..., 0])
