"""Says in which order the axes of an uploaded array are read, and which other order is possible."""

from __future__ import annotations

from dwconv.engine.plurals import counted


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


def other_filter_orders(shape: tuple[int, ...], channels: int) -> str:
    """Return what to upload if a filter comes from PyTorch, ONNX or TFLite; "" if that cannot be.

    Examples
    --------
    >>> other_filter_orders((6, 1, 2, 2), 3).strip()
    'If it is (C·M, 1, kernel height, kernel width), as in PyTorch and ONNX, upload filter.reshape(3, 2, 2, 2).transpose(2, 3, 0, 1).'
    >>> other_filter_orders((3, 3, 3, 1), 3)
    ''
    """
    text = ""
    if len(shape) == 4 and shape[1] == 1 and shape[0] and shape[0] % channels == 0:
        new = channels, shape[0] // channels, *shape[2:]
        text += (
            " If it is (C·M, 1, kernel height, kernel width), as in PyTorch and ONNX, upload "
            f"filter.reshape{new}.transpose(2, 3, 0, 1)."
        )
    if len(shape) == 4 and shape[0] == 1 and shape[3] and shape[3] % channels == 0:
        new = *shape[1:3], channels, shape[3] // channels
        text += (
            " If it is (1, kernel height, kernel width, C·M), as in TFLite, upload "
            f"filter.reshape{new}."
        )
    return text
