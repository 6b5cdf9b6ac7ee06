"""Which tensors of a file are the input and the filter, by the names that NumPy files and frameworks give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from dwconv.engine.plurals import counted, listed

Array = npt.NDArray[Any]

_FILTER_NAMES = ("filter", "weight", "kernel", "depthwise_kernel")
"""What the lab, PyTorch and the versions of Keras call it; in a model, behind the name of a layer."""


_OF_DEPTHWISE = re.compile(r"depthwise|dwconv|(?<![a-z])dw(?![a-z])")
_LARGEST_KERNEL = 11  # rows and columns by which a shape is known
_LARGEST_MULTIPLIER = 4
_LONGEST_NAME = 60
_MOST_NAMED = 4


@dataclass(frozen=True)
class NamedTensors:
    """What a file holds.

    Attributes
    ----------
    parts : dict of str to ndarray
        By "input" and "filter", as far as the file has them. The only tensor of a file that has
        neither keeps its name.
    left : tuple of str
        The other tensors.
    choices : tuple of str
        Those of them that may be the filter, where no name says which it is: those that look like
        the filter of a depthwise layer come first.
    """

    parts: dict[str, Array]
    left: tuple[str, ...]
    choices: tuple[str, ...]


def find_parts(tensors: Mapping[str, Array], chosen: str = "") -> NamedTensors:
    """Find the input and the filter among the tensors of a file.

    Parameters
    ----------
    tensors : dict of str to ndarray
    chosen : str, optional
        The name of the filter, where it was chosen.

    Examples
    --------
    >>> import numpy as np
    >>> found = find_parts({"conv.weight": np.ones((3, 1, 3, 3)), "bn.weight": np.ones(3)})
    >>> list(found.parts), found.left
    (['filter'], ('bn.weight',))
    >>> find_parts(dict.fromkeys(["a.weight", "b.weight"], np.ones((3, 1, 3, 3)))).choices
    ('a.weight', 'b.weight')
    """
    filter, choices = (chosen, ()) if chosen else _find_filter(tensors)
    names = {"input": "input", "filter": filter}
    parts = {part: tensors[name] for part, name in names.items() if name in tensors}
    if not parts and len(tensors) == 1:
        return NamedTensors(dict(tensors), (), ())
    read = {names[part] for part in parts}
    return NamedTensors(parts, tuple(name for name in tensors if name not in read), choices)


def _find_filter(tensors: Mapping[str, Array]) -> tuple[str, tuple[str, ...]]:
    """The name of the filter, and those between which one has to choose."""
    if "filter" in tensors:
        return "filter", ()
    # ":0" stands behind the names of older versions of TensorFlow
    called = [
        name
        for name in tensors
        if re.split(r"[./]", name.lower().removesuffix(":0"))[-1] in _FILTER_NAMES
    ]
    possible = [name for name in called if tensors[name].ndim == 4] or called
    if len(possible) == 1:
        return possible[0], ()
    if not possible and "input" not in tensors:
        possible = [name for name in tensors if name != "output"]
    found = [name for name in possible if tensors[name].ndim == 4]

    def is_other(name: str) -> tuple[bool, bool]:
        by_shape = looks_depthwise(tensors[name].shape)
        return not by_shape, not _OF_DEPTHWISE.search(name.lower())

    return "", tuple(sorted(found, key=is_other))


def looks_depthwise(shape: tuple[int, ...]) -> bool:
    """Whether an array of four axes has square kernels, one or a few for each channel, in the order of a framework.

    Examples
    --------
    >>> [looks_depthwise(shape) for shape in ((3, 3, 32, 1), (32, 1, 3, 3), (1, 5, 5, 32), (3, 3, 1, 32))]
    [True, True, True, True]
    >>> [looks_depthwise(shape) for shape in ((3, 3, 3, 32), (32, 3, 3, 3), (1, 1, 32, 64), (64, 32, 1, 1))]
    [False, False, False, False]
    """
    a, b, c, d = shape
    kernels = (
        ((a, b), (c > 1 and d <= _LARGEST_MULTIPLIER) or c == 1 < d),  # TensorFlow, JAX
        ((b, c), a == 1 < d),  # TFLite
        ((c, d), b == 1 < a),  # PyTorch
    )
    return any(fits and 1 < kh == kw <= _LARGEST_KERNEL for (kh, kw), fits in kernels)


def short_name(name: str) -> str:
    """A tensor's name, or the end of a long one: there a model says what it is.

    Examples
    --------
    >>> short_name("features.0.weight"), len(short_name(99 * "features."))
    ('features.0.weight', 60)
    """
    return name if len(name) <= _LONGEST_NAME else f"\u2026{name[1 - _LONGEST_NAME :]}"


def say_left(left: tuple[str, ...]) -> str:
    """Say which tensors of a file were not read; "" if all were.

    Examples
    --------
    >>> say_left(("output",))
    'output was not read. The lab reads one filter of a file, and an input if it is named input.'
    >>> say_left(("bn.weight", "bn.bias"))
    'bn.weight and bn.bias were not read. The lab reads one filter of a file, and an input if it is named input.'
    >>> say_left(("a",) * 99)
    '99 other tensors were not read. The lab reads one filter of a file, and an input if it is named input.'
    """
    if not left:
        return ""
    rule = "The lab reads one filter of a file, and an input if it is named input."
    if len(left) > _MOST_NAMED:
        return f"{len(left):,} other tensors were not read. {rule}"
    named = listed(map(short_name, left)).replace("{", "{{").replace("}", "}}")
    return f"{counted(len(left), f'{named} was not read.', f'{named} were not read.')} {rule}"
