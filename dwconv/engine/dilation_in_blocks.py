"""Which input places `tf.nn.depthwise_conv2d` multiplies where a layer has a stride and a dilation.

It does not follow the formula there: it is one of the known faults of TensorFlow.
"""

from __future__ import annotations

from dwconv.engine.geometry import Axis


def places_in_blocks(axis: Axis, *, same: bool) -> tuple[tuple[int, ...], ...]:
    """Return which places of the input each window covers if the stride is applied inside blocks.

    For a dilation d the op takes every d-th place of the padded input into one block, d blocks in
    all. It slides the kernel over each block by the stride s and puts the results together in turn,
    so tap a of output value t·d + r lies on place r + d·(s·t + a) of the padded input. By the formula
    it would lie on s·(t·d + r) + d·a.

    Parameters
    ----------
    axis : Axis
        Rows or columns of a layer; one of its two axes has a dilation above 1.
    same : bool
        Whether the padding is "SAME": the op then pads as for stride 1.

    Returns
    -------
    tuple of tuple of int
        Of each output value, tap by tap, the place in the input: below 0, and from ``axis.size`` on,
        it is padding. There may be more or fewer values than ``axis.output``.

    Notes
    -----
    Source: ``_WithSpaceToBatch`` in tensorflow/python/ops/nn_ops.py.

    Examples
    --------
    >>> from dwconv.engine.spec import ConvSpec
    >>> spec = ConvSpec(5, 5, 1, stride=(2, 1), dilation=(2, 1), padding="SAME")
    >>> places_in_blocks(spec.vertical, same=True)
    ((-2, 0, 2), (-1, 1, 3), (2, 4, 6))
    """
    kernel, stride, blocks = axis.kernel, axis.stride, axis.dilation
    around = (kernel - 1) * blocks
    before, after = (around // 2, around - around // 2) if same else (axis.before, axis.after)
    padded = before + axis.size + after
    filled_up = -padded % blocks  # so that all blocks have the same length; cut off at the end
    in_block = (padded + filled_up) // blocks
    windows = max((in_block - kernel) // stride + 1, 0)
    return tuple(
        tuple(block + blocks * (stride * window + tap) - before for tap in range(kernel))
        for window in range(windows)
        for block in range(blocks)
    )[: max(windows * blocks - filled_up, 0)]
