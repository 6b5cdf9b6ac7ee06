"""The backward pass of depthwise convolution: whole tensors, and one visible step at a time.

The law is the derivative of the formula documented for `tf.nn.depthwise_conv2d`. The
window at (i, j) multiplies ``input[b, s0*i + r0*di, s1*j + r1*dj, k]`` by
``filter[di, dj, k, q]`` and adds the product to ``output[b, i, j, k*M + q]``; so what that
output hands back, times the weight, goes to the pixel, and times the pixel, to the weight.

As in `dwconv.engine.convolve` no loop runs over pixels, and whole rows are multiplied at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.convolve import (
    Plan,
    allocate,
    check_operands,
    check_range,
    depthwise_plan,
    operands,
    output_planes,
    sum_dtype,
    tap_rows,
    under_tap,
    weight_rows,
    window_ints,
)
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import integer, is_list
from dwconv.engine.spec import ConvSpec, check_data_format
from dwconv.engine.steps import real_taps, windows

Array = npt.NDArray[Any]


# Whole tensors


def depthwise_conv2d_backprop_input(
    input_sizes: Sequence[int] | npt.NDArray[np.integer[Any]],
    filter: npt.ArrayLike,
    out_backprop: npt.ArrayLike,
    strides: Sequence[int],
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = "NHWC",
    dilations: int | Sequence[int] | None = (1, 1, 1, 1),
    name: str | None = None,
) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its input.

    ``gradient[b, y, x, k] = sum over i, j, di, dj, q with y = s0*i + r0*di - top and
    x = s1*j + r1*dj - left of out_backprop[b, i, j, k*M + q] * filter[di, dj, k, q]``

    with strides s, dilations r, and padding `top` and `left`: the derivative of the
    formula of `depthwise_conv2d`. The parameter list is that of
    `tf.nn.depthwise_conv2d_backprop_input`, which ignores dilations.

    Parameters
    ----------
    input_sizes : 4 ints
        Shape of the convolution's input, in the order of `data_format`.
    filter : array_like, shape (kh, kw, C, M)
    out_backprop : array_like, shape (N, OH, OW, C*M), or (N, C*M, OH, OW) with "NCHW"
        Gradient with respect to the convolution's output. Dtypes as in
        `depthwise_conv2d`.
    strides : list or tuple of 4 ints
        In the order of `data_format`; 1 for batch and channels.
    padding : "VALID", "SAME" or four pairs
        Pairs in the order of `data_format`, (0, 0) for batch and channels.
    data_format : "NHWC", "NCHW" or None
        None means "NHWC". The filter's layout never changes.
    dilations : int, None, or list of 1, 2 or 4 ints
        Four, as in TensorFlow, are in the order of `data_format`, with 1 for batch and
        channels; two, as `depthwise_conv2d` takes them, are vertical and horizontal.
        May exceed 1 together with strides.
    name : str, optional
        Has no effect; it names the operation in a TensorFlow graph.

    Returns
    -------
    ndarray, shape `input_sizes`
        0 at pixels that no window reaches. Floats keep their dtype; float16 is summed
        in float32 and rounded once. Integers give int64, and exactly.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks. Also if integers
        are so large that a sum could leave int64.

    Examples
    --------
    A 2x1 kernel whose window starts at each row but the last: what the two outputs
    hand back meets both weights.

    >>> kernel = np.array([3, 4]).reshape(2, 1, 1, 1)
    >>> handed_back = np.array([1, 10]).reshape(1, 2, 1, 1)
    >>> one = [1, 1, 1, 1]
    >>> depthwise_conv2d_backprop_input([1, 3, 1, 1], kernel, handed_back, one, "VALID").ravel()
    array([ 3, 34, 40])
    >>> depthwise_conv2d_backprop_input([1, 4, 1, 1], kernel, handed_back, one, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: out_backprop.shape is (1, 2, 1, 1), but must be (1, 3, 1, 1), the shape of the output.
    """
    filters, gradient = operands("filter", filter, "out_backprop", out_backprop)
    sizes = _sizes("input_sizes", input_sizes, 0)
    plan = _plan(sizes, filters.shape, gradient, strides, padding, data_format, dilations)
    if gradient.dtype.kind in "iu":
        check_range("filter", filters, "out_backprop", gradient, filters[:, :, 0].size)
    total = _input_gradient(plan, filters, gradient)
    if plan.nchw:
        total = total.transpose(0, 3, 1, 2)
    return _rounded(total, gradient)


def depthwise_conv2d_backprop_filter(
    input: npt.ArrayLike,
    filter_sizes: Sequence[int] | npt.NDArray[np.integer[Any]],
    out_backprop: npt.ArrayLike,
    strides: Sequence[int],
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = "NHWC",
    dilations: int | Sequence[int] | None = (1, 1, 1, 1),
    name: str | None = None,
) -> Array:
    """Work out the gradient of a depthwise convolution with respect to its filter.

    ``gradient[di, dj, k, q] = sum over b, i, j of
    out_backprop[b, i, j, k*M + q] * input[b, s0*i + r0*di, s1*j + r1*dj, k]``

    on the zero-padded input, with strides s and dilations r: the derivative of the
    formula of `depthwise_conv2d`. The parameter list is that of
    `tf.nn.depthwise_conv2d_backprop_filter`, which ignores dilations.

    Parameters
    ----------
    input : array_like, shape (N, H, W, C), or (N, C, H, W) with "NCHW"
    filter_sizes : 4 ints
        Shape of the filter, (kh, kw, C, M).
    out_backprop, strides, padding, data_format, dilations, name
        As for `depthwise_conv2d_backprop_input`.

    Returns
    -------
    ndarray, shape `filter_sizes`
        0 for an empty batch. Of the dtypes that `depthwise_conv2d_backprop_input` returns.

    Raises
    ------
    DwconvError
        As for `depthwise_conv2d_backprop_input`.

    Notes
    -----
    Padding is a zero that is multiplied like any other value: an infinite or NaN
    `out_backprop` over it gives NaN.

    Examples
    --------
    >>> image = np.array([1, 2, 3]).reshape(1, 3, 1, 1)
    >>> handed_back = np.array([1, 10]).reshape(1, 2, 1, 1)
    >>> one = [1, 1, 1, 1]
    >>> depthwise_conv2d_backprop_filter(image, [2, 1, 1, 1], handed_back, one, "VALID").ravel()
    array([21, 32])
    >>> depthwise_conv2d_backprop_filter(image, [4, 1, 1, 1], handed_back, one, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: filter_sizes[0] (kernel height) is 4, but must fit into the 3 input pixels along the height. Use a kernel of at most 3, or SAME padding, or a larger input.
    """
    images, gradient = operands("input", input, "out_backprop", out_backprop)
    sizes = _sizes("filter_sizes", filter_sizes, 1)
    try:
        plan = _plan(images.shape, sizes, gradient, strides, padding, data_format, dilations)
    except DwconvError as error:  # here the filter is known by its sizes
        parameter = error.parameter.replace("filter.shape", "filter_sizes")
        raise DwconvError(parameter, error.value, error.rule, error.fix) from None
    if gradient.dtype.kind in "iu":
        spec = plan.spec
        terms = spec.batch * spec.vertical.output * spec.horizontal.output
        check_range("input", images, "out_backprop", gradient, terms)
    return _rounded(_filter_gradient(plan, images, gradient), gradient)


def _sizes(name: str, value: object, least: int) -> tuple[int, ...]:
    """Return a shape out of what TensorFlow takes for one: a list, an array, a tensor."""
    sizes = value if is_list(value) else np.asarray(value).tolist()
    if not is_list(sizes) or len(sizes) != 4:
        raise DwconvError(name, value, "must hold 4 ints")
    return tuple(integer(f"{name}[{index}]", each, least) for index, each in enumerate(sizes))


def _plan(
    image_shape: tuple[int, ...],
    filter_shape: tuple[int, ...],
    gradient: Array,
    strides: object,
    padding: object,
    data_format: object,
    dilations: object,
) -> Plan:
    layout = check_data_format("NHWC" if data_format is None else data_format)
    pair = window_ints("dilations", dilations, layout)
    plan = depthwise_plan(image_shape, filter_shape, strides, padding, layout, pair, gradient.dtype)
    _check_shape(gradient, plan.output_shape)
    return plan


def _check_shape(gradient: Array, shape: tuple[int, ...]) -> None:
    if gradient.shape != shape:
        raise DwconvError(
            "out_backprop.shape", gradient.shape, f"must be {shape}, the shape of the output"
        )


# Infinity and NaN come out where they belong, float16 that overflows included.
_in_silence = np.errstate(invalid="ignore", over="ignore")


@_in_silence
def _input_gradient(plan: Plan, filters: Array, gradient: Array) -> Array:
    """Spread rows of the output's gradient over the pixels under their taps, tap by tap.

    A convolution with the flipped filter would do for finite weights only: it has zeros
    around the gradient, where no window is, and an infinite weight makes NaN of them.
    """
    spec = plan.spec
    shape = spec.batch, spec.height, spec.width, spec.channels
    total = allocate(np.zeros, shape, plan.work, "the input's gradient")
    weights = weight_rows(plan, filters)
    planes = output_planes(plan, gradient)
    rows, (images_step, rows_step), row = spec.vertical, plan.steps, weights.shape[-1]
    sums = allocate(np.empty, (images_step, rows_step, row), plan.work, "a block of sums")
    across = [under_tap(spec.horizontal, j) for j in range(spec.kernel[1])]
    for first in range(0, spec.batch, images_step):
        some = slice(first, first + images_step)
        for top in range(0, rows.output, rows_step):
            block = np.ascontiguousarray(planes[some, top : top + rows_step], plan.work)
            images, high, _, *each = block.shape
            block = block.reshape(images, high, spec.multiplier, row)
            part = sums[:images, :high]
            part_by_column = part.reshape(images, high, *each)
            these = replace(rows, before=rows.before - top * rows.stride, output=high)
            for i in range(spec.kernel[0]):
                below, pixels = under_tap(these, i)
                for j, (columns, onto) in enumerate(across):
                    if spec.multiplier == 1:  # nothing to add up, and einsum is slower at that
                        np.multiply(block[:, :, 0], weights[0, i, j], out=part)
                    else:
                        np.einsum("nhqx,qx->nhx", block, weights[:, i, j], out=part)
                    total[some, pixels, onto] += part_by_column[:, below, columns]
    return total


@_in_silence
def _filter_gradient(plan: Plan, images: Array, gradient: Array) -> Array:
    """Multiply whole rows, and add up over images and rows first, over columns at the end."""
    spec = plan.spec
    wide = spec.horizontal.output
    shape = *spec.kernel, spec.multiplier, wide * spec.channels
    sums = allocate(np.zeros, shape, plan.work, "the filter's gradient at every window of a row")
    planes = output_planes(plan, gradient)
    for some, taps in tap_rows(plan, images):
        block = np.ascontiguousarray(planes[some], plan.work)
        block = block.reshape(*block.shape[:3], shape[-1])
        sums += np.einsum("nhijx,nhqx->ijqx", taps, block)
    total: Array = sums.reshape(*shape[:3], wide, spec.channels).sum(axis=3)
    return total.transpose(0, 1, 3, 2)


@_in_silence
def _rounded(total: Array, gradient: Array) -> Array:
    """Return what was summed up in the dtype that the caller is owed."""
    dtype = total.dtype if total.dtype.kind == "i" else gradient.dtype
    result: Array = np.ascontiguousarray(total, dtype)
    return result


# Step by step


@dataclass(frozen=True, eq=False)
class BackwardStep:
    """One value of the output's gradient, and what it adds to the two gradients sought.

    Attributes
    ----------
    position : (int, int)
        Row and column in the output.
    channel, multiplier : int
        Input channel k and filter q; the output channel is k * M + q.
    gradient : scalar
        The value handed back, ``out_backprop`` at this position and output channel.
    window : ndarray, shape (kh, kw)
        The input values under the taps; 0 where a tap falls on padding.
    taps : ndarray of bool, shape (kh, kw)
        True where the tap meets the input, False where it meets padding.
    to_input : ndarray, shape (kh, kw)
        gradient * filter[:, :, channel, multiplier]: what each tap sends to the pixel
        under it. On padding it is thrown away.
    to_filter : ndarray, shape (kh, kw)
        gradient * window: what each tap sends to its weight.
    input_sums : ndarray, shape (kh, kw)
        The input's gradient under the taps, as far as it has come with this step; 0 on
        padding, which has no gradient.
    filter_sums : ndarray, shape (kh, kw)
        The gradient of filter[:, :, channel, multiplier], as far as it has come with
        this step.
    """

    position: tuple[int, int]
    channel: int
    multiplier: int
    gradient: np.generic
    window: Array
    taps: npt.NDArray[np.bool_]
    to_input: Array
    to_filter: Array
    input_sums: Array
    filter_sums: Array


def backward_steps(
    spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike, out_backprop: npt.ArrayLike
) -> Iterator[BackwardStep]:
    """Walk back through a depthwise convolution, in the reading order of `dwconv.steps`.

    Position by position, and at one position channel by channel, filter by filter. After
    the last step the sums are what `depthwise_conv2d_backprop_input` and
    `depthwise_conv2d_backprop_filter` return.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``: an animation has one image.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    out_backprop : array_like, shape ``spec.output_shape``
        Gradient with respect to the output.

    Yields
    ------
    BackwardStep
        Its numbers have the dtype that they are summed in: the operands', or float32 for
        float16 and int64 for integers.

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.
    TypeError
        If `spec` is not a ConvSpec.

    Examples
    --------
    >>> spec = ConvSpec(3, 1, 1, kernel=(2, 1))
    >>> image, kernel = np.array([1, 2, 3]), np.array([3, 4])
    >>> handed_back = np.array([1, 10]).reshape(spec.output_shape)
    >>> walk = backward_steps(
    ...     spec, image.reshape(spec.input_shape), kernel.reshape(spec.filter_shape), handed_back
    ... )
    >>> for step in walk:
    ...     print(step.gradient, step.to_input.ravel(), step.to_filter.ravel())
    ...     print("  ", step.input_sums.ravel(), step.filter_sums.ravel())
    1 [3 4] [1 2]
       [3 4] [1 2]
    10 [30 40] [20 30]
       [34 40] [21 32]
    """
    images, filters = check_operands(spec, input, filter)
    _, gradient = operands("filter", filters, "out_backprop", out_backprop)
    _check_shape(gradient, spec.output_shape)
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be shown step by step")
    work = sum_dtype(gradient.dtype)
    if gradient.dtype.kind in "iu":
        positions = spec.vertical.output * spec.horizontal.output
        check_range("filter", filters, "out_backprop", gradient, filters[:, :, 0].size)
        check_range("input", images, "out_backprop", gradient, positions)
    image, handed_back = images[0], gradient[0]
    if spec.data_format == "NCHW":
        image, handed_back = np.moveaxis(image, 0, 2), np.moveaxis(handed_back, 0, 2)
    under = windows(spec, image.astype(work, copy=False))
    return _walk(spec, under, filters.astype(work), handed_back.astype(work))


def _walk(spec: ConvSpec, under: Array, filter: Array, gradient: Array) -> Iterator[BackwardStep]:
    taps = real_taps(spec)
    blank = np.zeros((spec.height, spec.width, spec.channels), filter.dtype)
    input_sums, filter_sums = windows(spec, blank, writeable=True), np.zeros_like(filter)
    for i, j, k, q in np.ndindex(*under.shape[:2], spec.channels, spec.multiplier):
        value, window = gradient[i, j, k * spec.multiplier + q], under[i, j, :, :, k]
        to_input, to_filter = value * filter[:, :, k, q], value * window
        input_sums[i, j, :, :, k] += to_input
        filter_sums[:, :, k, q] += to_filter
        yield BackwardStep(
            position=(i, j),
            channel=k,
            multiplier=q,
            gradient=value,
            window=window,
            taps=taps[i, j],
            to_input=to_input,
            to_filter=to_filter,
            input_sums=np.where(taps[i, j], input_sums[i, j, :, :, k], input_sums.dtype.type(0)),
            filter_sums=filter_sums[:, :, k, q].copy(),
        )
