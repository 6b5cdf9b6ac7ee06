"""Depthwise weights of other frameworks: the order of their axes, and conversion between any two.

Examples
--------
>>> import numpy as np
>>> from dwconv import weights
>>> torch_weights = np.arange(36).reshape(6, 1, 3, 2)  # C = 3, M = 2, kernels of 3x2
>>> weights.convert(torch_weights, "PyTorch", "TensorFlow", channels=3).shape
(3, 2, 3, 2)
"""

from dwconv.weights.layouts import (
    LAYOUTS,
    Layout,
    convert,
    find_layout,
    from_tensorflow,
    possible_layouts,
    to_tensorflow,
)
from dwconv.weights.programs import conversion_code

__all__ = [
    "LAYOUTS",
    "Layout",
    "conversion_code",
    "convert",
    "find_layout",
    "from_tensorflow",
    "possible_layouts",
    "to_tensorflow",
]
