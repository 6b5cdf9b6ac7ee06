"""Words and columns that several tables of the Networks page share."""

from __future__ import annotations

from dwconv.networks import Kind

KIND_NAMES: dict[Kind, str] = {
    "standard": "standard convolution",
    "depthwise": "depthwise",
    "pointwise": "pointwise, 1×1",
    "grouped": "grouped convolution",
    "dense": "dense",
}
SHARES = "share of MACs", "share of kernel values"
"""The headings of columns with shares of the whole network."""


def shape_in_words(shape: tuple[int, ...]) -> str:
    """Write the shape of one image, without the batch.

    Examples
    --------
    >>> shape_in_words((1, 112, 112, 64))
    '112×112×64'
    """
    return "×".join(str(size) for size in shape[1:])
