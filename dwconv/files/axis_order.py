"""Says in which order the axes of an uploaded array are read, and which other order is possible."""

from __future__ import annotations

from collections.abc import Sequence

from dwconv.engine.plurals import counted, listed
from dwconv.weights.layouts import LAYOUTS, find_layout


def explain_input(shape: tuple[int, ...], channels: int) -> str:
    """Return how the axes of an input are read, and how to change it if they are NCHW.

    Parameters
    ----------
    shape : tuple of int
        Four axes (batch, height, width, C), or three without the batch.
    channels : int
        Of the layer that was shown before.

    Examples
    --------
    >>> print(explain_input((1, 3, 8, 8), 3))
    input (1, 3, 8, 8) is read as (batch, height, width, C): 3 rows, 8 columns, 8 channels. If it is (batch, C, height, width), as in PyTorch, upload input.transpose(0, 2, 3, 1).
    """
    rows, columns, count = shape[-3:]
    axes = "(batch, height, width, C)" if len(shape) == 4 else "(height, width, C)"
    text = (
        f"input {shape} is read as {axes}: {size_in_words(rows, columns)}, "
        f"{counted(count, '{n} channel', '{n} channels')}."
    )
    if len(shape) == 4 and count != 1 and (rows == channels or rows < min(columns, count)):
        text += " If it is (batch, C, height, width), as in PyTorch, upload input.transpose(0, 2, 3, 1)."
    return text


def size_in_words(rows: int, columns: int) -> str:
    """How many rows and columns there are.

    Examples
    --------
    >>> size_in_words(1, 8)
    '1 row, 8 columns'
    """
    return (
        f"{counted(rows, '{n} row', '{n} rows')}, {counted(columns, '{n} column', '{n} columns')}"
    )


def explain_filter(shape: tuple[int, ...], channels: int) -> str:
    """Return how the axes of a filter are read, and how to change it if another order fits.

    Parameters
    ----------
    shape : tuple of int
        Four axes (kernel height, kernel width, C, M).
    channels : int
        Input channels of the layer.

    Examples
    --------
    >>> explain_filter((3, 3, 3, 1), 3)
    'filter (3, 3, 3, 1) is read as (kernel height, kernel width, C, M): 3×3 kernels, 3 channels, M = 1.'
    >>> "PyTorch" in explain_filter((3, 1, 3, 3), 3), "TFLite" in explain_filter((1, 3, 3, 3), 3)
    (True, True)
    """
    kh, kw, count, multiplier = shape
    text = (
        f"filter {shape} is read as (kernel height, kernel width, C, M): {kh}×{kw} kernels, "
        f"{counted(count, '{n} channel', '{n} channels')}, M = {multiplier}."
    )
    return text + other_filter_orders(shape, channels)


LargestSizes = tuple[int, int, int, int]
"""The largest kernel height, kernel width, C and M that are shown. Of a larger C some channels are."""


def other_filter_orders(
    shape: tuple[int, ...], channels: int, most: LargestSizes | None = None, *, fixed: bool = True
) -> str:
    """Return what to upload if a filter comes from PyTorch, ONNX, TFLite or JAX; "" if that cannot be.

    Parameters
    ----------
    shape : tuple of int
    channels : int
        Input channels of the layer.
    most : tuple of int, optional
        The largest sizes that are taken: of a larger filter a part is uploaded. Without it, any.
    fixed : bool
        Whether the layer must keep its number of channels.

    Examples
    --------
    >>> other_filter_orders((6, 1, 2, 2), 3).strip()
    'If it is (C·M, 1, kernel height, kernel width), as in PyTorch and ONNX, upload filter.reshape(3, 2, 2, 2).transpose(2, 3, 0, 1).'
    >>> other_filter_orders((3, 3, 3, 1), 3)
    ''
    >>> print(other_filter_orders((96, 1, 9, 9), 3, (7, 7, 8, 4), fixed=False).strip())
    If it is (C·M, 1, kernel height, kernel width), as in PyTorch and ONNX, upload filter[:, :, :7, :7].reshape(96, 1, 7, 7).transpose(2, 3, 0, 1). That is a part of it. The largest kernels here are 7×7, with C = 8 and M = 4.
    >>> print(other_filter_orders((3, 2, 1, 6), 3, (7, 7, 8, 4)).strip())
    If it is (kernel height, kernel width, 1, C·M), as in JAX, upload filter.reshape(3, 2, 3, 2).
    """
    if len(shape) != 4 or min(shape) < 1:
        return ""
    orders: dict[tuple[str, ...], list[str]] = {}
    for layout in LAYOUTS.values():
        if "1" in layout.axes:
            orders.setdefault(layout.axes, []).append(layout.name)
    text = ""
    for axes, names in orders.items():
        sizes = dict(zip(axes, shape, strict=True))
        taken = _part(sizes, channels, most, fixed)
        if sizes["1"] != 1 or taken is None:
            continue
        kept = {"H": taken[0], "W": taken[1], "CM": taken[2] * taken[3], "1": 1}
        after = [
            size
            for axis in axes
            if axis != "1"
            for size in (taken[2:] if axis == "CM" else [kept[axis]])
        ]
        part = _slice([kept[axis] for axis in axes], shape)
        moved = ".transpose(2, 3, 0, 1)" if axes[0] == "CM" else ""
        if not (part or moved) and tuple(after) == shape:
            continue  # the same as in TensorFlow
        code = f"filter{part}.reshape({', '.join(map(str, after))}){moved}"
        text += f" If it is {find_layout(names[0]).axes_in_words}, as in {listed(names)}, upload {code}."
        if _is_to_be_set(taken[2], channels, most):
            text += f" For that, set C = {taken[2]}."
        if part:
            text += " That is a part of it."
        if part and most:
            text += f" The largest kernels here are {most[0]}×{most[1]}, with C = {most[2]} and M = {most[3]}."
    return text


def _part(
    sizes: dict[str, int], channels: int, most: LargestSizes | None, fixed: bool
) -> tuple[int, int, int, int] | None:
    """Kernel height, kernel width, C and M of the largest part that is taken; None if there is none."""
    count = sizes["CM"]
    if most is None:
        whole = count // channels
        return (sizes["H"], sizes["W"], channels, whole) if whole * channels == count else None
    filters = 1  # as most layers have for a channel
    if count % channels == 0 and count // channels <= most[3]:
        filters = count // channels
    elif not fixed:
        channels = count
    elif count < channels:
        return None
    return min(sizes["H"], most[0]), min(sizes["W"], most[1]), channels, filters


def _is_to_be_set(count: int, channels: int, most: LargestSizes | None) -> bool:
    """Whether a filter of so many channels is read only by a layer that has as many."""
    return count != channels and (most is None or count <= most[2])


def _slice(kept: Sequence[int], shape: Sequence[int]) -> str:
    """The index that keeps so many of each axis; "" if all are kept.

    Examples
    --------
    >>> _slice((8, 1, 7, 7), (96, 1, 31, 31)), _slice((8, 1, 3, 3), (96, 1, 3, 3)), _slice((2,), (2,))
    ('[:8, :, :7, :7]', '[:8]', '')
    """
    index = [f":{keep}" if keep < size else ":" for keep, size in zip(kept, shape, strict=True)]
    while index and index[-1] == ":":
        index.pop()
    return f"[{', '.join(index)}]" if index else ""


def smaller_part(name: str, shape: tuple[int, ...], most: Sequence[int]) -> str:
    """Return which part of an array to upload where it is too large; "" if it is not.

    Examples
    --------
    >>> smaller_part("filter", (31, 31, 3, 1), (7, 7, 8, 4))
    'Upload a part of it: filter[:7, :7].'
    >>> smaller_part("filter", (3, 3, 3, 1), (7, 7, 8, 4))
    ''
    """
    part = _slice([min(pair) for pair in zip(shape, most, strict=True)], shape)
    return f"Upload a part of it: {name}{part}." if part and min(shape) else ""


def smaller_input(shape: tuple[int, ...], most: tuple[int, int, int]) -> str:
    """Return which part of an input to upload where it is too large, in each order that it may have.

    Parameters
    ----------
    shape : tuple of int
        With the batch, which is 1, or without it.
    most : tuple of int
        The largest height and width that are taken, and the largest C that is shown. An order with
        fewer channels than that is likely; where no order has, or both, NCHW is named first.

    Examples
    --------
    >>> print(smaller_input((1, 3, 224, 50), (64, 64, 8)))
    If it is (batch, C, height, width), as in PyTorch, upload input[:, :, :64].transpose(0, 2, 3, 1).
    >>> print(smaller_input((224, 224, 3), (64, 64, 8)))
    Upload a part of it: input[:64, :64].
    >>> print(smaller_input((1, 32, 112, 112), (64, 64, 8)))
    If it is (batch, C, height, width), as in PyTorch, upload input[:, :, :64, :64].transpose(0, 2, 3, 1). If it is (batch, height, width, C), upload a part of it: input[:, :, :64].
    """
    batch = [1] * (len(shape) - 3)
    last = smaller_part("input", shape, (*batch, *most[:2], shape[-1]))
    if min(shape) < 1 or shape[-1] <= most[2] < shape[-3]:
        return last
    kept = [*batch, *map(min, shape[-3:], (shape[-3], *most[:2]))]
    axes, moved = (
        ("batch, C, height, width", "0, 2, 3, 1") if batch else ("C, height, width", "1, 2, 0")
    )
    first = (
        f"If it is ({axes}), as in PyTorch, upload input{_slice(kept, shape)}.transpose({moved})."
    )
    if shape[-3] <= most[2] or not last:
        return first
    axes = "batch, height, width, C" if batch else "height, width, C"
    return f"{first} {last.replace('Upload', f'If it is ({axes}), upload', 1)}"
