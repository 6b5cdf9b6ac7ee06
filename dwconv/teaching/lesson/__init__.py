"""The lesson, from one filter on one channel to the whole op, as data.

There are two ways: part 0 is the whole idea in ten minutes, parts 1 to 10 are the full lesson. The
claims follow as the last part. The lesson has parts, and each part has a file of its own with its text. A part is a few beats: a beat is a
few sentences, and the stretch of an animation that shows what they say. Every number in the
sentences is put in from the layer that is shown, or from one that the sentence names. Where two
numbers stand side by side they differ if they can: in H·W·K·K = 4·5·3·3 one sees which is which.
"""

from __future__ import annotations

from functools import cache

from dwconv.teaching.claims.catalogue import claims
from dwconv.teaching.lesson import (
    part_00_ten_minutes,
    part_01_one_channel,
    part_02_three_channels,
    part_03_many_filters,
    part_04_depthwise,
    part_05_cost,
    part_06_separable,
    part_07_parameters,
    part_08_worked_example,
    part_09_formulas,
    part_10_side_by_side,
)
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part

__all__ = ["Animation", "AnswerForm", "Beat", "Part", "chapters", "parts"]

_PARTS = (
    part_00_ten_minutes,
    part_01_one_channel,
    part_02_three_channels,
    part_03_many_filters,
    part_04_depthwise,
    part_05_cost,
    part_06_separable,
    part_07_parameters,
    part_08_worked_example,
    part_09_formulas,
    part_10_side_by_side,
)


@cache
def parts() -> tuple[Part, ...]:
    """All parts but the claims, by their numbers: 0 is the ten-minute path.

    Examples
    --------
    >>> [part.title for part in parts()][:3]
    ['In ten minutes', 'One channel, one filter', 'Three channels, one filter']
    """
    return tuple(module.part() for module in _PARTS)


def chapters() -> dict[str, int]:
    """Titles of all parts and, after them, of the claims, with the number of beats of each.

    Their places, counted from 0, are the numbers of the parts in links.

    Examples
    --------
    >>> list(chapters())[-1]
    'True or false?'
    """
    return {part.title: len(part.beats) for part in parts()} | {"True or false?": len(claims())}
