"""Random arrays for a layer."""

from typing import Any

import numpy as np

from dwconv import ConvSpec


def normal_operands(spec: ConvSpec, dtype: Any = "float32", seed: int = 0) -> tuple[Any, Any]:
    """Input and filter from a normal distribution."""
    rng = np.random.default_rng(seed)
    shapes = spec.input_shape, spec.filter_shape
    return tuple(rng.normal(size=shape).astype(dtype) for shape in shapes)


def integer_operands(spec: ConvSpec, seed: int = 0) -> tuple[Any, Any]:
    """Input and filter of small integers."""
    rng = np.random.default_rng(seed)
    return tuple(rng.integers(-3, 4, shape) for shape in (spec.input_shape, spec.filter_shape))


def gradient_operands(spec: ConvSpec, dtype: Any = "float32", seed: int = 0) -> list[Any]:
    """Input, filter and a gradient of the output: normal, or whole numbers for "int"."""
    rng = np.random.default_rng(seed)
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    if dtype == "int":
        return [rng.integers(-3, 4, shape) for shape in shapes]
    return [rng.normal(size=shape).astype(dtype) for shape in shapes]
