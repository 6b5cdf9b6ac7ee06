"""Depthwise and standard convolution of whole tensors, in plain NumPy.

The law is the formula documented for `tf.nn.depthwise_conv2d`. Where TensorFlow
returns something else, as it does for dilation together with a stride and for
empty outputs, these functions keep to the formula.

No loop runs over pixels. The input is laid out so that the values under one tap
of the kernel lie side by side for a whole row of windows, and `numpy.einsum`
then multiplies and adds row by row: a row is thousands of values long and stays
in the processor's first cache while all taps pass over it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Axis, integer
from dwconv.engine.spec import (
    ConvSpec,
    DataFormat,
    Pads,
    check_data_format,
    check_padding,
    check_spec,
)

Array = npt.NDArray[Any]

_FLOATS = frozenset(map(np.dtype, ("float16", "float32", "float64")))
_INT64 = np.dtype(np.int64)
_LARGEST = 2**63 - 1
# Bytes of working memory, where there is a choice: it is used again and again, so it
# should stay in the processor's second cache.
_WORKSPACE = 2**18


def depthwise_conv2d(
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    strides: Sequence[int],
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = None,
    dilations: Sequence[int] | None = None,
    name: str | None = None,
) -> Array:
    """Convolve every channel with filters of its own.

    ``output[b, i, j, k*M + q] = sum over di, dj of
    input[b, s0*i + r0*di, s1*j + r1*dj, k] * filter[di, dj, k, q]``

    on the zero-padded input, with strides s and dilations r. This is the formula,
    and the parameter list, of `tf.nn.depthwise_conv2d`.

    Parameters
    ----------
    input : array_like, shape (N, H, W, C), or (N, C, H, W) with "NCHW"
        float16, float32, float64 or integers of any width.
    filter : array_like, shape (kh, kw, C, M)
        Of the same dtype; any two integer types go together. A plain list takes
        the dtype of the other operand if its values survive that.
    strides : list or tuple of 4 ints
        In the order of `data_format`; 1 for batch and channels.
    padding : "VALID", "SAME" or four pairs
        Pairs in the order of `data_format`, (0, 0) for batch and channels.
    data_format : "NHWC", "NCHW" or None
        None means "NHWC". The filter's layout never changes.
    dilations : list or tuple of 2 ints, or None
        Vertical and horizontal; None means 1. May exceed 1 together with strides.
    name : str, optional
        Has no effect; it names the operation in a TensorFlow graph.

    Returns
    -------
    ndarray, shape (N, OH, OW, C*M), or (N, C*M, OH, OW) with "NCHW"
        Floats keep their dtype; float16 is summed in float32 and rounded once.
        Integers give int64, and exactly.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks. Also if
        integers are so large that a sum could leave int64.

    Notes
    -----
    Padding is a zero that is multiplied like any other value: an infinite or NaN
    weight over it gives NaN, where TensorFlow may skip the tap.

    Examples
    --------
    >>> image = np.arange(1, 10).reshape(1, 3, 3, 1)
    >>> kernels = np.array([[1, 2], [3, 4]]).reshape(2, 1, 1, 2)
    >>> depthwise_conv2d(image, kernels, [1, 1, 1, 1], "VALID")[0, :, :, 0]
    array([[13, 17, 21],
           [25, 29, 33]])
    >>> depthwise_conv2d(image, kernels, [1, 1, 1, 1], "SAME").shape
    (1, 3, 3, 2)
    >>> depthwise_conv2d(image, kernels, [1, 0, 1, 1], "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: strides[1] is 0, but must be at least 1.
    """
    images, filters = operands("input", input, "filter", filter)
    plan = depthwise_plan(
        images.shape, filters.shape, strides, padding, data_format, dilations, images.dtype
    )
    if images.dtype.kind in "iu":
        check_range("input", images, "filter", filters, math.prod(filters.shape[:2]))
        return _depthwise(plan, images, filters, _INT64)
    return _depthwise(plan, images, filters, images.dtype)


def conv2d(
    input: npt.ArrayLike,
    filters: npt.ArrayLike,
    strides: int | Sequence[int] | None,
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = "NHWC",
    dilations: int | Sequence[int] | None = None,
    name: str | None = None,
) -> Array:
    """Convolve all channels together: every filter sees every channel.

    ``output[b, i, j, o] = sum over di, dj, k of
    input[b, s0*i + r0*di, s1*j + r1*dj, k] * filters[di, dj, k, o]``

    on the zero-padded input. This is the formula, and the parameter list, of
    `tf.nn.conv2d`. Filters with fewer channels than the input make groups, as they
    do there: with C/G of them, outputs 0 to O/G - 1 see only the first C/G input
    channels, and so on. With G = C that is a depthwise convolution.

    Parameters
    ----------
    input : array_like, shape (..., H, W, C), or (..., C, H, W) with "NCHW"
        With at least one batch axis in front; dtypes as in `depthwise_conv2d`.
    filters : array_like, shape (kh, kw, C/G, O)
        O is a multiple of the number of groups G.
    strides, dilations : int, None, or list of 1, 2 or 4 ints
        None means 1; two are vertical and horizontal; four are in the order of
        `data_format`, with 1 for batch and channels.
    padding : "VALID", "SAME" or four pairs
        Pairs in the order of `data_format`, (0, 0) for batch and channels.
    data_format : "NHWC", "NCHW" or None
        None means "NHWC". The filters' layout never changes.
    name : str, optional
        Has no effect; it names the operation in a TensorFlow graph.

    Returns
    -------
    ndarray, shape (..., OH, OW, O), or (..., O, OH, OW) with "NCHW"
        Of the dtypes that `depthwise_conv2d` returns.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> image = np.arange(18).reshape(1, 3, 3, 2)
    >>> conv2d(image, np.ones((2, 2, 2, 1), int), 1, "VALID")[0, :, :, 0]
    array([[ 36,  52],
           [ 84, 100]])
    >>> conv2d(image, np.ones((2, 2, 3, 1), int), 1, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: filters.shape[2] is 3, but must divide the input's 2 channels.
    """
    images, weights = operands("input", input, "filters", filters)
    layout = check_data_format("NHWC" if data_format is None else data_format)
    if images.ndim < 4:
        raise DwconvError(
            "input.shape",
            images.shape,
            f"must have at least 4 axes, (..., {', '.join(layout[1:])})",
        )
    lead = images.shape[:-3]
    images = images.reshape(math.prod(lead), *images.shape[-3:])
    spec, groups = _standard_spec(
        images.shape,
        weights.shape,
        window_ints("strides", strides, layout),
        _padding(padding, layout),
        layout,
        window_ints("dilations", dilations, layout),
    )
    dtype = images.dtype
    work = sum_dtype(dtype)
    if dtype.kind in "iu":
        bound = check_range("input", images, "filters", weights, math.prod(weights.shape[:3]))
        # BLAS has no integers, but up to 2**53 its doubles are exact in any order.
        dtype, work = _INT64, np.dtype(np.float64) if bound <= 2**53 else _INT64
    out = _standard(spec, groups, images, weights, dtype, work)
    return out.reshape(*lead, *out.shape[1:])


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
        Of one dtype: the floats' own, or int64 for integers of any width, which
        then are small enough for every sum to be exact.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit.
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
    images, filters = operands("input", input, "filter", filter)
    for name, array, shape in (
        ("input", images, spec.input_shape),
        ("filter", filters, spec.filter_shape),
    ):
        if array.shape != shape:
            raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
    if images.dtype.kind in "iu":
        check_range("input", images, "filter", filters, math.prod(spec.kernel))
        return images.astype(_INT64, copy=False), filters.astype(_INT64, copy=False)
    return images, filters


# What the caller may pass


def operands(first: str, x: object, second: str, w: object) -> tuple[Array, Array]:
    """Return two arrays of the same float dtype or two of integers, or raise.

    Examples
    --------
    >>> [each.dtype.name for each in operands("a", [0.5], "b", np.ones(1, "f"))]
    ['float32', 'float32']
    """
    a, b = _array(first, x), _array(second, w)
    if a.dtype is b.dtype and a.dtype in _FLOATS:
        return a, b
    for parameter, array in ((first, a), (second, b)):
        if array.dtype.kind not in "iu" and array.dtype not in _FLOATS:
            raise DwconvError(
                f"{parameter}.dtype",
                array.dtype.name,
                "must be float16, float32, float64 or an integer type",
            )
    if (a.dtype.kind in "iu" and b.dtype.kind in "iu") or a.dtype == b.dtype:
        return a, b
    plain_a, plain_b = not hasattr(x, "dtype"), not hasattr(w, "dtype")
    if plain_a and plain_b:
        double = np.dtype(np.float64)
        return _adapt(first, a, second, double), _adapt(second, b, first, double)
    if plain_a:
        return _adapt(first, a, second, b.dtype), b
    if plain_b:
        return a, _adapt(second, b, first, a.dtype)
    raise DwconvError(
        f"{second}.dtype",
        b.dtype.name,
        f"must be the same as {first}.dtype, {a.dtype.name}",
        f"Convert one of them, for example with {second}.astype({a.dtype.name!r}).",
    )


def _array(name: str, value: object) -> Array:
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
        if array.dtype == np.float64 and (abs(array) >= _LARGEST).any():
            for each in np.asarray(value, dtype=object).flat:
                if type(each) is int and abs(each) > _LARGEST:
                    raise DwconvError(f"a value in {name}", each, "must fit into int64")
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def _adapt(name: str, values: Array, other: str, dtype: np.dtype[Any]) -> Array:
    """Give the values of a plain list the other operand's dtype, or raise."""
    if dtype in _FLOATS or not values.size:
        with np.errstate(over="ignore"):
            adapted = values.astype(dtype)
        if values.dtype.kind in "iu":
            lost = adapted.astype(object) != values.astype(object)  # exact, whatever the size
        else:
            lost = np.isinf(adapted) & np.isfinite(values)
        if not lost.any():
            return adapted
        what, value = f"a value in {name}", values[lost][0].item()
        rule = f"must fit into {dtype.name}, the dtype of {other}"
    else:
        what, value = f"{name}.dtype", values.dtype.name
        rule = f"must be an integer type like {other}.dtype, {dtype.name}"
    raise DwconvError(what, value, rule, f"Pass {name} and {other} as one dtype.")


def sum_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the dtype to sum in.

    Examples
    --------
    >>> [sum_dtype(np.dtype(name)).name for name in ("float16", "float64", "uint8")]
    ['float32', 'float64', 'int64']
    """
    if dtype.kind in "iu":
        return _INT64
    return np.dtype(np.float32) if dtype.itemsize == 2 else dtype


def check_range(first: str, x: Array, second: str, w: Array, taps: int) -> int:
    """Return a bound on all sums of integer products, or raise if it exceeds int64.

    Examples
    --------
    >>> check_range("a", np.array([-3, 2]), "b", np.array([5]), taps=2)
    30
    """
    peak = [max(-int(each.min()), int(each.max())) if each.size else 0 for each in (x, w)]
    bound = peak[0] * peak[1] * taps
    if max(*peak, bound) > _LARGEST:
        raise DwconvError(
            f"the largest magnitude in {first}",
            peak[0],
            f"must keep every sum within int64: {taps} products of up to {peak[0]} * {peak[1]} "
            f"may reach {bound}, which is more than {_LARGEST}",
            f"Use smaller values in {first} or {second}, or floats.",
        )
    return bound


def _ints(name: str, values: object, length: int) -> tuple[int, ...]:
    if not isinstance(values, (list, tuple)) or len(values) != length:
        example = (1,) * length
        raise DwconvError(
            name, values, f"must be a list of {length} ints", f"{list(example)} is the simplest."
        )
    return tuple(
        [
            value if type(value) is int and value > 0 else integer(f"{name}[{index}]", value, 1)
            for index, value in enumerate(values)
        ]
    )


def window_ints(name: str, values: object, layout: DataFormat) -> tuple[int, int]:
    """Return vertical and horizontal out of the forms that `tf.nn.conv2d` takes.

    Examples
    --------
    >>> window_ints("strides", [1, 1, 2, 3], "NCHW"), window_ints("strides", 2, "NCHW")
    ((2, 3), (2, 2))
    """
    if values is None:
        return 1, 1
    if isinstance(values, np.ndarray):
        values = values.tolist()
    if not isinstance(values, (list, tuple)):
        both = integer(name, values, 1)
        return both, both
    if len(values) not in (1, 2, 4):
        raise DwconvError(name, values, "must be an int or a list of 1, 2 or 4 ints")
    numbers = _ints(name, values, len(values))
    if len(numbers) == 4:
        return _spatial(name, numbers, layout)
    return numbers[0], numbers[-1]


def _spatial(name: str, numbers: tuple[int, ...], layout: DataFormat) -> tuple[int, int]:
    """Return the two of four numbers that belong to rows and columns."""
    for index, (axis, number) in enumerate(zip(layout, numbers, strict=True)):
        if axis in "NC" and number != 1:
            what = "batch" if axis == "N" else "channels"
            raise DwconvError(
                f"{name}[{index}]", number, f"must be 1: it belongs to the {what} of {layout}"
            )
    return numbers[layout.index("H")], numbers[layout.index("W")]


def _padding(padding: object, layout: DataFormat) -> str | Pads:
    checked = check_padding(padding, layout)
    if not isinstance(checked, str) and len(cast(Sequence[object], padding)) != 4:
        form = ", ".join(_PAIRS[axis] for axis in layout)
        raise DwconvError("padding", padding, "must be four pairs", f"In {layout}: [{form}].")
    return checked


_PAIRS = {"N": "[0, 0]", "H": "[top, bottom]", "W": "[left, right]", "C": "[0, 0]"}


def _fitting(parameter: str, kernel: tuple[int, ...], **others: Any) -> ConvSpec:
    """Make a spec; an error about kernel or input names the arrays' shapes."""
    try:
        return ConvSpec(kernel=kernel, **others)  # type: ignore[arg-type]
    except DwconvError as error:
        if error.parameter in ("height", "width"):
            which = f"the {error.parameter} of input"
            raise DwconvError(which, error.value, error.rule, error.fix) from None
        if not error.parameter.startswith("kernel"):
            raise
        axis = error.parameter.removeprefix("kernel ")
        which = f"{parameter}.shape[{0 if axis == 'height' else 1}] (kernel {axis})"
        raise DwconvError(which, error.value, error.rule, error.fix) from None


def _check_filter(parameter: str, shape: tuple[int, ...], last: str) -> None:
    if len(shape) != 4:
        raise DwconvError(
            f"{parameter}.shape", shape, f"must have 4 axes, (kernel height, kernel width, {last})"
        )
    if 0 in shape:
        raise DwconvError(f"{parameter}.shape", shape, "must not hold a 0")


def allocate(
    make: Callable[[tuple[int, ...], np.dtype[Any]], Array],
    shape: tuple[int, ...],
    dtype: np.dtype[Any],
    what: str = "the padded input or of the output",
) -> Array:
    """Return ``make(shape, dtype)``, or raise a `DwconvError` if that is too much.

    Examples
    --------
    >>> allocate(np.zeros, (2, 1), np.dtype("int8")).tolist()
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


# Depthwise


@dataclass(frozen=True, eq=False)
class Plan:
    """What follows from shapes and parameters alone, kept for the next call.

    Images go through a workspace of shape (images, rows, slots, columns * C), zero
    where there is padding. `pieces` say which columns of the image go where. In it,
    the values under tap (i, j) of a whole row of windows lie side by side, as `x`
    of a view with axes (image, window row, i, j, x).

    With a horizontal stride of 1 that is so in the padded image itself: one slot.
    Otherwise slot j holds every column that tap j meets, and no other; and likewise
    where the next tap lies as near as the next value of the row, since einsum could
    then take the taps of one window for its innermost loop, a short one.
    """

    spec: ConvSpec
    work: np.dtype[Any]
    nchw: bool
    output_shape: tuple[int, ...]
    planes_shape: tuple[int, ...]
    direct: bool
    direct_shape: tuple[int, ...]
    weights_shape: tuple[int, ...]
    weights_rows: tuple[int, ...]
    workspace: tuple[int, ...]
    steps: tuple[int, int]
    pieces: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...]
    view_shape: tuple[int, ...]
    view_strides: tuple[int, ...]


def depthwise_plan(
    image_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: object,
    padding: object,
    data_format: object,
    dilations: object,
    dtype: np.dtype[Any],
) -> Plan:
    """Check the parameters of `depthwise_conv2d`, and plan the work for operands of `dtype`.

    Examples
    --------
    >>> shapes = (1, 5, 5, 2), (3, 3, 2, 1)
    >>> depthwise_plan(*shapes, [1] * 4, "VALID", None, None, np.dtype("f")).output_shape
    (1, 3, 3, 2)
    """
    layout = check_data_format("NHWC" if data_format is None else data_format)
    return _plan(
        image_shape,
        filter_shape,
        _ints("strides", strides, 4),
        _padding(padding, layout),
        layout,
        (1, 1) if dilations is None else _ints("dilations", dilations, 2),
        sum_dtype(dtype),
    )


@lru_cache(maxsize=256)
def _plan(
    image_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str | Pads,
    layout: DataFormat,
    dilations: tuple[int, int],
    work: np.dtype[Any],
) -> Plan:
    spec = _depthwise_spec(image_shape, filter_shape, strides, padding, layout, dilations)
    rows, columns = spec.vertical, spec.horizontal
    height = max((rows.output - 1) * rows.stride + rows.effective, 0)
    inside = _within(rows.before, rows.size, height)
    if columns.stride == 1 and columns.dilation * spec.channels > 1:
        slots, width = 1, columns.padded
        placed = [(0, *_within(columns.before, columns.size, width))]
        tap = columns.hops[1] * spec.channels
    else:
        slots, width = columns.kernel, columns.output
        placed = [(j, *under_tap(columns, j)) for j in range(slots)]
        tap = width * spec.channels
    row = slots * width * spec.channels
    down, tap_down = rows.hops
    size = work.itemsize
    images = max(1, min(spec.batch, _WORKSPACE // max(1, height * row * size)))
    length = columns.output * spec.channels
    block = spec.multiplier * length * size
    planes = (spec.batch, rows.output, spec.multiplier, columns.output, spec.channels)
    return Plan(
        spec=spec,
        work=work,
        nchw=layout == "NCHW",
        output_shape=spec.output_shape,
        planes_shape=planes,
        direct=spec.multiplier == 1 and layout == "NHWC",
        direct_shape=(spec.batch, rows.output, spec.multiplier, length),
        weights_shape=(spec.multiplier, *spec.kernel, *planes[3:]),
        weights_rows=(spec.multiplier, *spec.kernel, length),
        workspace=(images, height, slots, width, spec.channels),
        steps=(images, max(1, min(rows.output, _WORKSPACE // max(1, images * block)))),
        pieces=tuple(
            ((slice(None), inside[0], slot, to), (slice(None), inside[1], source))
            for slot, to, source in placed
        ),
        view_shape=(rows.output, *spec.kernel, length),
        view_strides=(
            height * row * size,
            down * row * size,
            tap_down * row * size,
            tap * size,
            size,
        ),
    )


def _within(before: int, size: int, length: int) -> tuple[slice, slice]:
    """Return where `size` pixels go in `length` after padding, and which of them."""
    count = max(min(size, length - before), 0)
    return slice(before, before + count), slice(count)


def under_tap(axis: Axis, tap: int) -> tuple[slice, slice]:
    """Return the windows whose tap `tap` meets the input, and the pixels it meets.

    Examples
    --------
    >>> under_tap(Axis(size=5, kernel=3, stride=2, dilation=1, before=1, after=1, output=3), 0)
    (slice(1, 3, None), slice(1, 5, 2))
    """
    offset = tap * axis.dilation - axis.before
    first = max(-(offset // axis.stride), 0)
    end = max(min((axis.size - 1 - offset) // axis.stride + 1, axis.output), first)
    start = first * axis.stride + offset
    return slice(first, end), slice(start, start + (end - first) * axis.stride, axis.stride)


def _depthwise_spec(
    image_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: tuple[int, ...],
    padding: str | Pads,
    layout: DataFormat,
    dilations: tuple[int, int],
) -> ConvSpec:
    if len(image_shape) != 4:
        raise DwconvError("input.shape", image_shape, f"must have 4 axes, ({', '.join(layout)})")
    sizes = dict(zip(layout, image_shape, strict=True))
    stride = _spatial("strides", strides, layout)
    _check_filter("filter", filter_shape, "C, M")
    if filter_shape[2] != sizes["C"]:
        raise DwconvError(
            "filter.shape[2]", filter_shape[2], f"must equal the input's {sizes['C']} channels"
        )
    return _fitting(
        "filter",
        filter_shape[:2],
        height=sizes["H"],
        width=sizes["W"],
        channels=sizes["C"],
        multiplier=filter_shape[3],
        stride=stride,
        padding=padding,
        dilation=dilations,
        batch=sizes["N"],
        data_format=layout,
    )


def _depthwise(plan: Plan, images: Array, filters: Array, dtype: np.dtype[Any]) -> Array:
    out = allocate(np.empty, plan.output_shape, dtype)
    if not out.size:
        return out
    weights = weight_rows(plan, filters)
    # Whether the sums, as they come, are the output: one filter a channel, no rounding.
    direct = plan.direct and dtype == plan.work
    rows = out.reshape(plan.direct_shape) if direct else output_planes(plan, out)
    rows_step = plan.steps[1]
    block_shape = *plan.steps, *plan.direct_shape[2:]
    sums = None if direct else allocate(np.empty, block_shape, plan.work, "a block of sums")
    for some, taps in tap_rows(plan, images):
        if sums is None:
            _sum(taps, weights, rows[some])
            continue
        for top in range(0, plan.view_shape[0], rows_step):
            part = rows[some, top : top + rows_step]
            block = sums[: len(taps), : part.shape[1]]
            _sum(taps[:, top : top + rows_step], weights, block)
            with np.errstate(over="ignore"):  # float16 overflows to infinity, as it should
                part[:] = block.reshape(part.shape)
    return out


def weight_rows(plan: Plan, filters: Array) -> Array:
    """Return the filter, repeated for every window of a row: an einsum then runs over whole rows.

    Its axes are (filter q, i, j, x), with x as in `tap_rows`.

    Examples
    --------
    >>> plan = depthwise_plan((1, 1, 3, 1), (1, 2, 1, 1), [1] * 4, "VALID", None, None, np.dtype("f"))
    >>> weight_rows(plan, np.array([7, 8]).reshape(1, 2, 1, 1))[0, 0].tolist()
    [[7.0, 7.0], [8.0, 8.0]]
    """
    what = "the filter at every window of a row"
    weights = allocate(np.empty, plan.weights_shape, plan.work, what)
    weights[:] = filters.transpose(3, 0, 1, 2)[:, :, :, None]
    return weights.reshape(plan.weights_rows)


def tap_rows(plan: Plan, images: Array) -> Iterator[tuple[slice, Array]]:
    """Lay out some images at a time: which, and the values under their taps.

    The axes of these are (image, window row, i, j, x), with x for the windows of a row,
    all channels of one after the other. The next images go into the same memory.

    Examples
    --------
    >>> plan = depthwise_plan((1, 1, 3, 1), (1, 2, 1, 1), [1] * 4, "VALID", None, None, np.dtype("f"))
    >>> _, taps = next(tap_rows(plan, np.arange(3).reshape(1, 1, 3, 1)))
    >>> taps[0, 0, 0].tolist()
    [[0.0, 1.0], [1.0, 2.0]]
    """
    if plan.nchw:
        images = images.transpose(0, 2, 3, 1)
    workspace = allocate(np.zeros, plan.workspace, plan.work)
    for first in range(0, len(images), plan.steps[0]):
        some = slice(first, first + plan.steps[0])
        count = len(images[some])
        for to, source in plan.pieces:
            workspace[to][:count] = images[some][source]
        yield (
            some,
            np.ndarray((count, *plan.view_shape), plan.work, workspace, 0, plan.view_strides),
        )


def _sum(taps: Array, weights: Array, out: Array) -> None:
    """Multiply and add up, tap by tap in reading order.

    Axes are n for images, h for rows, i and j for taps, q for filters, and x for the
    values of a row, columns and channels together.
    """
    if out.shape[-1] > 1:
        np.einsum("nhijx,qijx->nhqx", taps, weights, out=out)
        return
    # With one value a row einsum goes along the taps, and adds them up in another order.
    with np.errstate(invalid="ignore", over="ignore"):
        products = (taps[:, :, None] * weights).reshape(*out.shape[:-1], -1)
        out[:] = np.add.accumulate(products, axis=-1)[..., -1:]


def output_planes(plan: Plan, out: Array) -> Array:
    """Return a view of the output with axes (image, row, filter q, column, channel k).

    Examples
    --------
    >>> plan = depthwise_plan((1, 2, 1, 2), (1, 1, 2, 3), [1] * 4, "VALID", None, None, np.dtype("f"))
    >>> output_planes(plan, np.arange(12).reshape(1, 2, 1, 6))[0, 1, :, 0].tolist()
    [[6, 9], [7, 10], [8, 11]]
    """
    n, high, multiplier, wide, channels = plan.planes_shape
    if plan.nchw:
        return out.reshape(n, channels, multiplier, high, wide).transpose(0, 3, 2, 4, 1)
    return out.reshape(n, high, wide, channels, multiplier).transpose(0, 1, 4, 2, 3)


# Standard


def _standard_spec(
    image_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    strides: tuple[int, int],
    padding: str | Pads,
    layout: DataFormat,
    dilations: tuple[int, int],
) -> tuple[ConvSpec, int]:
    """Return the geometry, as a spec, and the number of groups."""
    sizes = dict(zip(layout, image_shape, strict=True))
    _check_filter("filters", filter_shape, "C / groups, O")
    if not sizes["C"] or sizes["C"] % filter_shape[2]:
        raise DwconvError(
            "filters.shape[2]",
            filter_shape[2],
            f"must divide the input's {sizes['C']} channels",
        )
    groups = sizes["C"] // filter_shape[2]
    if filter_shape[3] % groups:
        raise DwconvError(
            "filters.shape[3]",
            filter_shape[3],
            f"must be a multiple of the {groups} groups that {sizes['C']} input channels make "
            f"with {filter_shape[2]} a filter",
        )
    spec = _fitting(
        "filters",
        filter_shape[:2],
        height=sizes["H"],
        width=sizes["W"],
        channels=sizes["C"],
        stride=strides,
        padding=padding,
        dilation=dilations,
        batch=sizes["N"],
        data_format=layout,
    )
    return spec, groups


def _standard(
    spec: ConvSpec,
    groups: int,
    images: Array,
    filters: Array,
    dtype: np.dtype[Any],
    work: np.dtype[Any],
) -> Array:
    """Copy the values under every window side by side and leave the sums to BLAS."""
    rows, columns, (kh, kw) = spec.vertical, spec.horizontal, spec.kernel
    high, wide, outputs = rows.output, columns.output, filters.shape[3]
    nhwc = spec.data_format == "NHWC"
    shape = (spec.batch, high, wide, outputs) if nhwc else (spec.batch, outputs, high, wide)
    out = allocate(np.empty, shape, dtype)
    if not out.size:
        return out
    results = out if nhwc else out.transpose(0, 2, 3, 1)
    results = results.reshape(spec.batch, high, wide, groups, outputs // groups)
    if not nhwc:
        images = images.transpose(0, 2, 3, 1)
    padded = allocate(np.zeros, (rows.padded, columns.padded, spec.channels), work)
    inside = padded[rows.before : rows.before + rows.size, columns.before :][:, : columns.size]
    each = spec.channels // groups
    down, across, deep = padded.strides
    (stride_down, tap_down), (stride_across, tap_across) = rows.hops, columns.hops
    windows = np.ndarray(
        (high, wide, groups, kh, kw, each),
        work,
        padded,
        0,
        (
            down * stride_down,
            across * stride_across,
            deep * each,
            down * tap_down,
            across * tap_across,
            deep,
        ),
    )
    windows = windows.transpose(2, 0, 1, 3, 4, 5)
    depth = kh * kw * each
    weights = filters.reshape(depth, groups, -1).transpose(1, 0, 2).astype(work)
    # The same memory for all blocks of rows: fresh memory costs more than the copying.
    step = min(high, max(1, _WORKSPACE // (wide * groups * depth * work.itemsize)))
    block = groups, step, wide
    under = "the values under every window of a row"
    gathered = allocate(np.empty, (*block, kh, kw, each), work, under)
    sums = allocate(np.empty, (*block, outputs // groups), work, "a block of sums")
    for image, result in zip(images, results, strict=True):
        inside[:] = image
        for top in range(0, high, step):
            some = min(step, high - top)
            gathered[:, :some] = windows[:, top : top + some]
            with np.errstate(invalid="ignore", over="ignore"):
                np.matmul(
                    gathered.reshape(groups, -1, depth)[:, : some * wide],
                    weights,
                    out=sums.reshape(groups, step * wide, -1)[:, : some * wide],
                )
                result[top : top + some] = sums[:, :some].transpose(1, 2, 0, 3)
    return out
