"""Compares two paddings of one axis: where their windows begin, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.engine.geometry import Axis


@dataclass(frozen=True)
class PaddingDifference:
    """How the windows of a second padding differ from those of a first.

    Attributes
    ----------
    shift : int
        Pixels by which each window of the second begins earlier; negative if later.
    more : int
        Windows that the second has more; negative if fewer.
    """

    shift: int
    more: int

    @property
    def same(self) -> bool:
        """Whether all windows are the same, and so all outputs."""
        return not self.shift and not self.more


def compare_padding(first: Axis, second: Axis) -> PaddingDifference:
    """Compare two paddings of one axis.

    Examples
    --------
    >>> from dwconv.engine.geometry import make_axis
    >>> compare_padding(make_axis(8, 3, 2, padding="SAME"), make_axis(8, 3, 2, padding=(1, 1)))
    PaddingDifference(shift=1, more=0)
    >>> compare_padding(make_axis(9, 3, 2, padding="SAME"), make_axis(9, 3, 2, padding=(1, 1))).same
    True
    """
    return PaddingDifference(second.before - first.before, second.output - first.output)
