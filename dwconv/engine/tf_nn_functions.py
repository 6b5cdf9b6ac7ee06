"""The convolution functions of `tf.nn`, by name and parameter list, for arrays.

Each reads its arguments into a `ConvSpec`, which checks them, and calls the function that takes
one. They compute the formula that TensorFlow documents, also where TensorFlow itself returns
something else: for dilation together with a stride, and for empty outputs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import as_operands
from dwconv.engine.check_numbers import integer
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.gradients import filter_gradient, input_gradient
from dwconv.engine.plurals import counted
from dwconv.engine.separable import separable
from dwconv.engine.standard import standard
from dwconv.engine.tf_nn_arguments import (
    depthwise_layer,
    read_data_format,
    read_pair,
    read_shape,
    standard_layer,
)

Array = npt.NDArray[Any]


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
    input : array_like, shape (batch, H, W, C), or (batch, C, H, W) with "NCHW"
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
    ndarray, shape (batch, OH, OW, C*M), or (batch, C*M, OH, OW) with "NCHW"
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
    images, filters = as_operands("input", input, "filter", filter)
    spec = depthwise_layer(images.shape, filters.shape, strides, padding, data_format, dilations)
    return depthwise(spec, images, filters)


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
    do there: with C/G of them, outputs 0 to N/G - 1 see only the first C/G input
    channels, and so on. With G = C that is a depthwise convolution.

    Parameters
    ----------
    input : array_like, shape (..., H, W, C), or (..., C, H, W) with "NCHW"
        With at least one batch axis in front; dtypes as in `depthwise_conv2d`.
    filters : array_like, shape (kh, kw, C/G, N)
        N is a multiple of the number of groups G.
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
    ndarray, shape (..., OH, OW, N), or (..., N, OH, OW) with "NCHW"
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
    images, weights = as_operands("input", input, "filters", filters)
    layout = read_data_format(data_format)
    if images.ndim < 4:
        raise DwconvError(
            "input.shape",
            images.shape,
            f"must have at least 4 axes, (..., {', '.join(layout[1:])})",
        )
    batch_axes = images.shape[:-3]
    images = images.reshape(math.prod(batch_axes), *images.shape[-3:])
    spec = standard_layer(images.shape, weights.shape, strides, padding, layout, dilations)
    output = standard(spec, images, weights)
    return output.reshape(*batch_axes, *output.shape[1:])


def grouped_conv2d(
    input: npt.ArrayLike,
    filters: npt.ArrayLike,
    groups: int,
    strides: int | Sequence[int] | None,
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = "NHWC",
    dilations: int | Sequence[int] | None = None,
    name: str | None = None,
) -> Array:
    """Convolve channels in groups: `conv2d` with a number of groups that the filters must fit.

    `tf.nn.conv2d` has no such parameter, and works out the groups from the filters' shape.

    Parameters
    ----------
    input : array_like, shape (..., H, W, C), or (..., C, H, W) with "NCHW"
    filters : array_like, shape (kh, kw, C/G, N)
        Outputs 0 to N/G - 1 are made from the first C/G input channels, and so on.
    groups : int
        G, which divides C and N. 1 is the standard convolution, C the depthwise one.
    strides, padding, data_format, dilations, name
        As for `conv2d`.

    Returns
    -------
    ndarray, shape (..., OH, OW, N), or (..., N, OH, OW) with "NCHW"

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> image, filters = np.array([[[[2, 3]]]]), np.array([[[[1, 10, 100, 1000]]]])
    >>> grouped_conv2d(image, filters, 2, strides=1, padding="VALID").ravel()
    array([   2,   20,  300, 3000])
    >>> grouped_conv2d(image, filters, 1, strides=1, padding="VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: filters.shape[2] is 1, but must be 2: the 2 channels of the input in 1 group.
    """
    images, weights = as_operands("input", input, "filters", filters)
    groups = integer("groups", groups, 1)
    axis = -3 if read_data_format(data_format) == "NCHW" else -1
    if images.ndim >= 4 and weights.ndim == 4:
        channels = images.shape[axis]
        if channels % groups:
            raise DwconvError("groups", groups, f"must divide the input's {channels} channels")
        if weights.shape[2] != channels // groups:
            rule = counted(
                groups,
                f"must be {channels // groups}: the {channels} channels of the input in {{n}} group",
                f"must be {channels // groups}: the {channels} channels of the input in {{n}} groups",
            )
            raise DwconvError("filters.shape[2]", weights.shape[2], rule)
    return conv2d(images, weights, strides, padding, data_format, dilations)


def separable_conv2d(
    input: npt.ArrayLike,
    depthwise_filter: npt.ArrayLike,
    pointwise_filter: npt.ArrayLike,
    strides: Sequence[int],
    padding: str | Sequence[Sequence[int]],
    data_format: str | None = None,
    dilations: Sequence[int] | None = None,
    name: str | None = None,
) -> Array:
    """Convolve every channel with filters of its own, then mix the results at each position.

    ``output[b, i, j, o] = sum over di, dj, k, q of input[b, s0*i + r0*di, s1*j + r1*dj, k]
    * depthwise_filter[di, dj, k, q] * pointwise_filter[0, 0, k*M + q, o]``

    on the zero-padded input, with strides s and dilations r. This is the formula, and the
    parameter list, of `tf.nn.separable_conv2d`.

    Parameters
    ----------
    input : array_like, shape (batch, H, W, C), or (batch, C, H, W) with "NCHW"
        Dtypes as in `depthwise_conv2d`.
    depthwise_filter : array_like, shape (kh, kw, C, M)
    pointwise_filter : array_like, shape (1, 1, C*M, N)
    strides, padding, data_format, dilations, name
        As for `depthwise_conv2d`: they are those of the depthwise step.

    Returns
    -------
    ndarray, shape (batch, OH, OW, N), or (batch, N, OH, OW) with "NCHW"
        Of the dtypes that `depthwise_conv2d` returns. float16 is rounded after each step.

    Raises
    ------
    DwconvError
        Names the parameter, its value and the rule that it breaks.

    Examples
    --------
    >>> image, depthwise_filter = np.array([[[[2, 3]]]]), np.array([[[[10], [100]]]])
    >>> pointwise_filter = np.array([[[[1, 0], [1, 1]]]])
    >>> separable_conv2d(image, depthwise_filter, pointwise_filter, [1] * 4, "VALID").ravel()
    array([320, 300])
    >>> separable_conv2d(image, depthwise_filter, [[[[1, 2]]]], [1] * 4, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: pointwise_filter.shape is (1, 1, 1, 2), but must be (1, 1, 2, N): one weight for each of the depthwise step's outputs.
    """
    images, filters = as_operands("input", input, "depthwise_filter", depthwise_filter)
    spec = depthwise_layer(
        images.shape,
        filters.shape,
        strides,
        padding,
        data_format,
        dilations,
        filter_name="depthwise_filter",
    )
    return separable(spec, images, filters, pointwise_filter)


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
    out_backprop : array_like, shape (batch, OH, OW, C*M), or (batch, C*M, OH, OW) with "NCHW"
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
    A 2x1 kernel with the weights 3 and 4, whose window starts at each row but the last.

    >>> kernel = np.array([3, 4]).reshape(2, 1, 1, 1)
    >>> out_backprop = np.array([1, 10]).reshape(1, 2, 1, 1)
    >>> one = [1, 1, 1, 1]
    >>> depthwise_conv2d_backprop_input([1, 3, 1, 1], kernel, out_backprop, one, "VALID").ravel()
    array([ 3, 34, 40])
    >>> depthwise_conv2d_backprop_input([1, 4, 1, 1], kernel, out_backprop, one, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: out_backprop.shape is (1, 2, 1, 1), but must be (1, 3, 1, 1), the shape of the output.
    """
    filters, gradient = as_operands("filter", filter, "out_backprop", out_backprop)
    sizes = read_shape("input_sizes", input_sizes, 0)
    layout = read_data_format(data_format)
    spec = depthwise_layer(
        sizes, filters.shape, strides, padding, layout, read_pair("dilations", dilations, layout)
    )
    return input_gradient(spec, filters, gradient)


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
    input : array_like, shape (batch, H, W, C), or (batch, C, H, W) with "NCHW"
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
    >>> out_backprop = np.array([1, 10]).reshape(1, 2, 1, 1)
    >>> one = [1, 1, 1, 1]
    >>> depthwise_conv2d_backprop_filter(image, [2, 1, 1, 1], out_backprop, one, "VALID").ravel()
    array([21, 32])
    >>> depthwise_conv2d_backprop_filter(image, [4, 1, 1, 1], out_backprop, one, "VALID")
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: filter_sizes[0] (kernel height) is 4, but must fit into the 3 input pixels along the height. Use a kernel of at most 3, or SAME padding, or a larger input.
    """
    images, gradient = as_operands("input", input, "out_backprop", out_backprop)
    sizes = read_shape("filter_sizes", filter_sizes, 1)
    layout = read_data_format(data_format)
    dilation = read_pair("dilations", dilations, layout)
    try:
        spec = depthwise_layer(images.shape, sizes, strides, padding, layout, dilation)
    except DwconvError as error:  # here the filter is known by its sizes
        parameter = error.parameter.replace("filter.shape", "filter_sizes")
        raise DwconvError(parameter, error.value, error.rule, error.fix) from None
    return filter_gradient(spec, images, gradient)
