"""Checks the arrays of a caller: their dtypes, their shapes, and how large their numbers are."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec, check_spec

Array = npt.NDArray[Any]

INT64 = np.dtype(np.int64)
_FLOATS = frozenset(map(np.dtype, ("float16", "float32", "float64")))
_LARGEST_INT64 = 2**63 - 1


def check_operands(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike
) -> tuple[Array, Array]:
    """Return input and filter as arrays that fit `spec`, or raise.

    Parameters
    ----------
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``

    Returns
    -------
    input, filter : ndarray
        Both have the same dtype. Float arrays keep theirs. Integers become int64.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit, or integers are so large that a sum could leave int64.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> spec = ConvSpec(4, 4, 1)
    >>> image, kernel = check_operands(spec, np.ones((1, 4, 4, 1)), np.ones((3, 3, 1, 1)).tolist())
    >>> kernel.shape
    (3, 3, 1, 1)
    >>> check_operands(spec, np.ones((4, 4)), np.ones((3, 3, 1, 1)))
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: input.shape is (4, 4), but must be (1, 4, 4, 1).
    """
    spec = check_spec(spec)
    images, filters = as_operands("input", input, "filter", filter)
    check_shape("input", images, spec.input_shape)
    check_shape("filter", filters, spec.filter_shape)
    if is_integer(images):
        check_integer_sums("input", images, "filter", filters, math.prod(spec.kernel))
        return images.astype(INT64, copy=False), filters.astype(INT64, copy=False)
    return images, filters


def as_operands(
    first_name: str, first: object, second_name: str, second: object
) -> tuple[Array, Array]:
    """Return two array_likes as arrays of the same float dtype, or both of integers, or raise.

    Examples
    --------
    >>> [array.dtype.name for array in as_operands("a", [0.5], "b", np.ones(1, "f"))]
    ['float32', 'float32']
    """
    a, b = _as_array(first_name, first), _as_array(second_name, second)
    if a.dtype is b.dtype and a.dtype in _FLOATS:
        return a, b
    for name, array in ((first_name, a), (second_name, b)):
        if not is_integer(array) and array.dtype not in _FLOATS:
            raise DwconvError(
                f"{name}.dtype",
                array.dtype.name,
                "must be float16, float32, float64 or an integer type",
            )
    if (is_integer(a) and is_integer(b)) or a.dtype == b.dtype:
        return a, b
    a_is_list, b_is_list = not hasattr(first, "dtype"), not hasattr(second, "dtype")
    if a_is_list and b_is_list:
        double = np.dtype(np.float64)
        return (
            _convert_list(first_name, a, second_name, double),
            _convert_list(second_name, b, first_name, double),
        )
    if a_is_list:
        return _convert_list(first_name, a, second_name, b.dtype), b
    if b_is_list:
        return a, _convert_list(second_name, b, first_name, a.dtype)
    raise DwconvError(
        f"{second_name}.dtype",
        b.dtype.name,
        f"must be the same as {first_name}.dtype, {a.dtype.name}",
        f"Convert one of them, for example with {second_name}.astype({a.dtype.name!r}).",
    )


def _as_array(name: str, value: object) -> Array:
    """Return any array_like as an ndarray in the machine's byte order."""
    if type(value) is np.ndarray:
        array = value
    elif isinstance(value, np.ma.MaskedArray):
        raise DwconvError(
            name, "a masked array", "must be a plain array", "Fill it first, with .filled(0)."
        )
    else:
        try:
            array = np.asarray(value)
        except Exception as error:  # ragged lists, tensors on other devices, and so on
            raise DwconvError(
                name, value, "must be an array of numbers, all rows of one length"
            ) from error
        # NumPy makes floats of ints beyond int64 when there are other ints beside them.
        if array.dtype == np.float64 and (abs(array) >= _LARGEST_INT64).any():
            for number in np.asarray(value, dtype=object).flat:
                if type(number) is int and abs(number) > _LARGEST_INT64:
                    raise DwconvError(f"a value in {name}", number, "must fit into int64")
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def _convert_list(name: str, values: Array, other: str, dtype: np.dtype[Any]) -> Array:
    """Give the values of a plain list the other operand's dtype, or raise."""
    if dtype in _FLOATS or not values.size:
        with np.errstate(over="ignore"):
            converted = values.astype(dtype)
        if is_integer(values):
            changed = converted.astype(object) != values.astype(object)  # exact, whatever the size
        else:
            changed = np.isinf(converted) & np.isfinite(values)
        if not changed.any():
            return converted
        what, value = f"a value in {name}", values[changed][0].item()
        rule = f"must fit into {dtype.name}, the dtype of {other}"
    else:
        what, value = f"{name}.dtype", values.dtype.name
        rule = f"must be an integer type like {other}.dtype, {dtype.name}"
    raise DwconvError(what, value, rule, f"Pass {name} and {other} as one dtype.")


def is_integer(array: Array) -> bool:
    """Whether an array holds integers, signed or unsigned; bool is none.

    Examples
    --------
    >>> [is_integer(np.zeros(1, name)) for name in ("uint8", "bool", "float32")]
    [True, False, False]
    """
    return array.dtype.kind in "iu"


def largest_magnitude(values: Array) -> float:
    """Return the largest magnitude of the finite values; 0 if there are none.

    Examples
    --------
    >>> largest_magnitude(np.array([2.0, -3.0, np.inf])), largest_magnitude(np.zeros(0))
    (3.0, 0.0)
    """
    return float(np.abs(values[np.isfinite(values)]).max(initial=0))


def check_shape(name: str, array: Array, shape: tuple[int, ...], meaning: str = "") -> None:
    """Raise a `DwconvError` if `array` does not have this shape.

    Parameters
    ----------
    name : str
        What the caller knows the array as.
    array : ndarray
    shape : tuple of int
    meaning : str, optional
        What this shape is, as the end of the sentence: "the shape of the output".

    Examples
    --------
    >>> check_shape("filter", np.ones(3), (2,))
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: filter.shape is (3,), but must be (2,).
    """
    if array.shape != shape:
        rule = f"must be {shape}, {meaning}" if meaning else f"must be {shape}"
        raise DwconvError(f"{name}.shape", array.shape, rule)


def accumulator_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the dtype in which products of operands of `dtype` are summed.

    Examples
    --------
    >>> [accumulator_dtype(np.dtype(name)).name for name in ("float16", "float64", "uint8")]
    ['float32', 'float64', 'int64']
    """
    if dtype.kind in "iu":
        return INT64
    return np.dtype(np.float32) if dtype.itemsize == 2 else dtype


def check_integer_sums(
    first_name: str, first: Array, second_name: str, second: Array, terms: int
) -> int:
    """Return the largest magnitude that a sum of integer products may have, or raise beyond int64.

    Parameters
    ----------
    first_name, second_name : str
        What the caller knows the arrays as.
    first, second : ndarray of integers
    terms : int
        How many products a sum has at most.

    Examples
    --------
    >>> check_integer_sums("a", np.array([-3, 2]), "b", np.array([5]), terms=2)
    30
    """
    largest = [
        max(-int(array.min()), int(array.max())) if array.size else 0 for array in (first, second)
    ]
    bound = largest[0] * largest[1] * terms
    if max(*largest, bound) > _LARGEST_INT64:
        raise DwconvError(
            f"the largest magnitude in {first_name}",
            largest[0],
            f"must keep every sum within int64: {terms} products of up to "
            f"{largest[0]} * {largest[1]} may reach {bound}, which is more than {_LARGEST_INT64}",
            f"Use smaller values in {first_name} or {second_name}, or floats.",
        )
    return bound


def allocate(
    make: Callable[[tuple[int, ...], np.dtype[Any]], Array],
    shape: tuple[int, ...],
    dtype: np.dtype[Any],
    what: str,
) -> Array:
    """Return ``make(shape, dtype)``, or raise a `DwconvError` if that does not fit into memory.

    Parameters
    ----------
    make : callable
        `np.empty` or `np.zeros`.
    shape : tuple of int
    dtype : dtype
    what : str
        What the array is, for the error: "the output".

    Examples
    --------
    >>> allocate(np.zeros, (2, 1), np.dtype("int8"), "the output").tolist()
    [[0], [0]]
    """
    try:
        return make(shape, dtype)
    except (MemoryError, ValueError):  # too much for the machine, or for any
        raise DwconvError(
            f"the shape of {what}",
            shape,
            "must fit into memory",
            "Use a smaller input or kernel, or less padding or dilation.",
        ) from None
