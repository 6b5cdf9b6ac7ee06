"""The code that does the same elsewhere, complete and ready to run."""

from __future__ import annotations

import base64
import textwrap
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.operands import check_operands
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, tensorflow_arguments
from dwconv.reference.known_faults import has_dilation_with_stride

# Up to so many values are written out as digits; more are packed.
DIGITS = 4096

Array = npt.NDArray[Any]


def tensorflow_source(call: Call) -> str:
    """Return Python source that makes a call of TensorFlow with the same numbers.

    Parameters
    ----------
    call : Call
        From `dwconv.reference.calls.depthwise_call`, `standard_call` or `grouped_call`.

    Returns
    -------
    str
        A whole program. It leaves the result in ``output`` and prints it.

    Examples
    --------
    >>> from dwconv.reference.calls import depthwise_call
    >>> from dwconv.engine.spec import ConvSpec
    >>> image = np.array([[1, 2, 3], [4, 5, 6.5]], "float32").reshape(1, 2, 3, 1)
    >>> kernel = np.ones((2, 2, 1, 1), "float32")
    >>> print(tensorflow_source(depthwise_call(ConvSpec(2, 3, 1, kernel=(2, 2)), image, kernel)))
    import numpy as np
    import tensorflow as tf
    <BLANKLINE>
    input = np.array(
        '''
        1 2 3
        4 5 6.5
        '''.split(),
        dtype="float32",
    ).reshape(1, 2, 3, 1)
    filter = np.full((2, 2, 1, 1), 1, dtype="float32")
    <BLANKLINE>
    output = tf.nn.depthwise_conv2d(
        input,
        filter,
        strides=[1, 1, 1, 1],
        padding="VALID",
        data_format="NHWC",
        dilations=None,
    )
    print(output.shape)
    print(output.numpy())
    <BLANKLINE>
    """
    arrays = {name: each for name, each in call.operands.items() if not isinstance(each, tuple)}
    values = assignments(**arrays)
    if call.dtype:
        values += [f"{name} = tf.cast({name}, tf.{call.dtype})" for name in ("input", "filter")]
    remark = [f"# {call.note.strip()}".replace("# with", "# With")] if call.note else []
    if call.op == "depthwise_conv2d" and has_dilation_with_stride(call.strides, call.dilations):
        remark.append("# TensorFlow gets a dilation together with a stride wrong.")
    lines = [
        *_head(values, "import tensorflow as tf"),
        *values,
        "",
        *remark,
        f"output = tf.nn.{call.op}(",
        *(
            f"    {each},  # {name}" if isinstance(each, tuple) else f"    {name},"
            for name, each in call.operands.items()
        ),
        f"    strides={call.strides!r},",
        f"    padding={_quoted(call.padding)},",
        f"    data_format={_quoted(call.data_format)},",
        f"    dilations={call.dilations!r},",
        ")",
        "print(output.shape)",
        "print(output.numpy())",
    ]
    return "\n".join(lines) + "\n"


def gradient_source(spec: ConvSpec, input: Array, filter: Array, out_backprop: Array) -> str:
    """Return a whole program in which TensorFlow differentiates a layer with these numbers.

    Where TensorFlow gets the layer wrong, or has no way back, it takes a way round and says so in
    a comment, like `source`.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray, shape ``spec.input_shape``
    filter : ndarray, shape ``spec.filter_shape``
    out_backprop : ndarray, shape ``spec.output_shape``
        Gradient with respect to the output.

    Returns
    -------
    str
        It leaves the gradients in ``to_input`` and ``to_filter`` and prints them.
    """
    values = assignments(input=input, filter=filter, out_backprop=out_backprop)
    lines = [
        *_head(values, "import tensorflow as tf"),
        *values,
        "",
        "operands = tf.constant(input), tf.constant(filter)",
        "with tf.GradientTape() as tape:",
        "    tape.watch(operands)",
        "    input, filter = operands",
        *(f"    {line}" for line in _tensorflow_layer(spec)),
        "to_input, to_filter = tape.gradient(output, operands, tf.constant(out_backprop))",
        "print(to_input.numpy())",
        "print(to_filter.numpy())",
    ]
    return "\n".join(lines) + "\n"


def source(framework: str, spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> str:
    """Return a whole program that computes a layer with these numbers in one framework.

    Where the framework has no such layer, or gets it wrong, the program takes a way
    round and says so in a comment.

    Parameters
    ----------
    framework : str
        A key of `FRAMEWORKS`.
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
        float16, float32 and float64 stay what they are; all else becomes float32.

    Returns
    -------
    str
        It leaves the result in ``output``, in the data format of `spec`, and prints it.

    Examples
    --------
    >>> spec = ConvSpec(2, 2, 1, kernel=(1, 2), padding="SAME")
    >>> print(source("PyTorch", spec, np.ones((1, 2, 2, 1)), np.ones((1, 2, 1, 1))))
    import numpy as np
    import torch
    from torch.nn import functional as F
    <BLANKLINE>
    input = np.full((1, 2, 2, 1), 1, dtype="float64")
    filter = np.full((1, 2, 1, 1), 1, dtype="float64")
    <BLANKLINE>
    x = torch.from_numpy(input.transpose(0, 3, 1, 2).copy())  # PyTorch has channels first
    # From (kernel height, kernel width, C, M) to (C * M, 1, kernel height, kernel width).
    weight = torch.from_numpy(filter.transpose(2, 3, 0, 1).reshape(1, 1, 1, 2).copy())
    # conv2d pads alike on both sides, and this layer does not: (left, right, top, bottom).
    x = F.pad(x, (0, 1, 0, 0))
    output = F.conv2d(x, weight, stride=(1, 1), dilation=(1, 1), groups=1)
    output = output.permute(0, 2, 3, 1)
    print(tuple(output.shape))
    print(output.numpy())
    <BLANKLINE>
    """
    x, w = check_operands(spec, input, filter)
    if x.dtype.kind != "f":
        x, w = x.astype(np.float32), w.astype(np.float32)
    return FRAMEWORKS[framework](spec, x, w)


def assignments(**arrays: npt.NDArray[Any]) -> list[str]:
    """Python that gives each name its array, to the last bit.

    The text needs ``import numpy as np`` before it and, if it has "zlib" in it,
    ``import base64`` and ``import zlib``.

    Examples
    --------
    >>> assignments(filter=np.ones((1, 2), "float32"))
    ['filter = np.full((1, 2), 1, dtype="float32")']
    """
    return [f"{name} = {_array(array)}" for name, array in arrays.items()]


def _head(values: list[str], *imports: str) -> list[str]:
    """The imports of a program that begins with `values`."""
    packed = ["import base64", "import zlib", ""] if any("zlib" in each for each in values) else []
    return [*packed, "import numpy as np", *imports, ""]


def _program(imports: list[str], spec: ConvSpec, x: Array, w: Array, body: list[str]) -> str:
    values = assignments(input=x, filter=w)
    return "\n".join([*_head(values, *imports), *values, "", *body]) + "\n"


def _thinned(spec: ConvSpec) -> str:
    """Why `tf.nn.depthwise_conv2d` cannot be trusted with this stride; "" if it can."""
    if has_dilation_with_stride(spec.stride, spec.dilation):
        return "TensorFlow's op gets a dilation together with a stride wrong."
    if spec.stride[0] != spec.stride[1]:
        return "Not every build of TensorFlow takes two different strides here."
    if spec.channels == 1 < spec.multiplier and spec.horizontal.output == 1 < spec.stride[1]:
        return "On some processors TensorFlow skips rows of a one-column output."
    return ""


def _thinning(spec: ConvSpec) -> list[str]:
    """The comment and the line behind a convolution with stride 1 that make it one with strides."""
    down, across = spec.stride
    return [
        f"# {_thinned(spec)}",
        "# So every position was computed, and now those of the stride are kept.",
        f"output = output[:, ::{down}, ::{across}]",
    ]


def _back(spec: ConvSpec, function: str) -> list[str]:
    if spec.data_format == "NHWC":
        return []
    return [f"output = {function}(output, (0, 3, 1, 2))"]


_SHOW = ["print(tuple(output.shape))", "print(np.asarray(output))"]


def _tensorflow(spec: ConvSpec, x: Array, w: Array) -> str:
    body = [*_tensorflow_layer(spec), *_SHOW]
    return _program(["import tensorflow as tf"], spec, x, w, body)


def _tensorflow_layer(spec: ConvSpec) -> list[str]:
    """The lines that make ``output`` of ``input`` and ``filter``."""
    thinned = bool(_thinned(spec))
    run = spec.replace(data_format="NHWC")
    remark = []
    if thinned:
        run = run.replace(stride=1, padding="VALID" if spec.padding == "VALID" else spec.pads)
    if thinned and spec.padding == "SAME":
        remark = ["# The padding of SAME depends on the stride, so it is written out."]
    arguments = tensorflow_arguments(run)
    return [
        *_nhwc(spec, "tf.transpose(input, (0, 2, 3, 1))"),
        *remark,
        "output = tf.nn.depthwise_conv2d(",
        "    input,",
        "    filter,",
        f"    strides={arguments.strides},",
        f"    padding={_quoted(arguments.padding)},",
        *([f"    dilations={arguments.dilations},"] if arguments.dilations else []),
        ")",
        *(_thinning(spec) if thinned else []),
        *_back(spec, "tf.transpose"),
    ]


def _nhwc(spec: ConvSpec, transposed: str) -> list[str]:
    if spec.data_format == "NHWC":
        return []
    return [
        "# TensorFlow's kernels for processors want channels last.",
        f"input = {transposed}",
    ]


def _keras(spec: ConvSpec, x: Array, w: Array) -> str:
    thinned = bool(_thinned(spec))
    written_out = not isinstance(spec.padding, str) or (thinned and spec.padding == "SAME")
    padded = ["x = input"]
    if written_out and any(map(any, spec.pads)):
        reason = "depends on the stride" if spec.padding == "SAME" else "is explicit"
        padded = [
            f"# The padding {reason}, so it is a layer of its own: (top, bottom), (left, right).",
            f'x = keras.layers.ZeroPadding2D({spec.pads}, data_format="channels_last")(input)',
        ]
    named = "same" if spec.padding == "SAME" and not written_out else "valid"
    body = [
        *_nhwc(spec, "input.transpose(0, 2, 3, 1)"),
        *padded,
        "layer = keras.layers.DepthwiseConv2D(",
        f"    kernel_size={spec.kernel},",
        f"    strides={(1, 1) if thinned else spec.stride},",
        f'    padding="{named}",',
        f"    depth_multiplier={spec.multiplier},",
        '    data_format="channels_last",',
        f"    dilation_rate={spec.dilation},",
        "    use_bias=False,",
        f'    dtype="{x.dtype.name}",',
        ")",
        "layer.build(x.shape)",
        "layer.set_weights([filter])",
        "output = layer(x)",
        *(_thinning(spec) if thinned else []),
        *_back(spec, "keras.ops.transpose"),
        "print(tuple(output.shape))",
        "print(keras.ops.convert_to_numpy(output))",
    ]
    return _program(["import keras"], spec, x, w, body)


def _pytorch(spec: ConvSpec, x: Array, w: Array) -> str:
    (top, bottom), (left, right) = spec.pads
    made = spec.channels * spec.multiplier
    if spec.data_format == "NHWC":
        taken = "input.transpose(0, 3, 1, 2).copy())  # PyTorch has channels first"
    else:
        taken = "input)"
    padding, pad = "", []
    if (top, left) != (bottom, right):
        pad = [
            "# conv2d pads alike on both sides, and this layer does not: (left, right, top, bottom).",
            f"x = F.pad(x, {(left, right, top, bottom)})",
        ]
    elif top or left:
        padding = f"padding={(top, left)}, "
    shape = f"{made}, 1, {spec.kernel[0]}, {spec.kernel[1]}"
    body = [
        f"x = torch.from_numpy({taken}",
        "# From (kernel height, kernel width, C, M) to (C * M, 1, kernel height, kernel width).",
        f"weight = torch.from_numpy(filter.transpose(2, 3, 0, 1).reshape({shape}).copy())",
        *pad,
        f"output = F.conv2d(x, weight, stride={spec.stride}, {padding}"
        f"dilation={spec.dilation}, groups={spec.channels})",
        *(["output = output.permute(0, 2, 3, 1)"] if spec.data_format == "NHWC" else []),
        "print(tuple(output.shape))",
        "print(output.numpy())",
    ]
    return _program(["import torch", "from torch.nn import functional as F"], spec, x, w, body)


def _jax(spec: ConvSpec, x: Array, w: Array) -> str:
    made = spec.channels * spec.multiplier
    wide = ['jax.config.update("jax_enable_x64", True)', ""] if x.dtype == np.float64 else []
    body = [
        *wide,
        "output = lax.conv_general_dilated(",
        "    input,",
        "    # One group for each channel: filter q of channel k makes output channel k * M + q.",
        f"    filter.reshape({spec.kernel[0]}, {spec.kernel[1]}, 1, {made}),",
        f"    window_strides={spec.stride},",
        f"    padding={_quoted(spec.padding)},",
        f"    rhs_dilation={spec.dilation},",
        f'    dimension_numbers=("{spec.data_format}", "HWIO", "{spec.data_format}"),',
        f"    feature_group_count={spec.channels},",
        '    precision="highest",',
        ")",
        *_SHOW,
    ]
    imports = ["import jax", "from jax import lax"] if wide else ["from jax import lax"]
    return _program(imports, spec, x, w, body)


def _numpy(spec: ConvSpec, x: Array, w: Array) -> str:
    return _program([], spec, x, w, [*loops(spec), "print(output.shape)", "print(output)"])


def loops(spec: ConvSpec) -> list[str]:
    r"""The formula as loops, in Python: from arrays `input` and `filter` to `output`.

    Examples
    --------
    >>> names = {"np": np, "input": np.ones((1, 3, 3, 1)), "filter": np.ones((2, 2, 1, 1))}
    >>> exec("\n".join(loops(ConvSpec(3, 3, 1, kernel=2))), names)
    >>> names["output"].ravel().tolist()
    [4.0, 4.0, 4.0, 4.0]
    """
    nhwc = spec.data_format == "NHWC"
    pads = [(0, 0), *spec.pads, (0, 0)] if nhwc else [(0, 0), (0, 0), *spec.pads]
    rows, columns = spec.vertical.output, spec.horizontal.output
    down, across = ("i" if stride == 1 else f"{stride} * i" for stride in spec.stride)
    row = _sum(down, "di", spec.dilation[0])
    column = _sum(across.replace("i", "j"), "dj", spec.dilation[1])
    value = f"b, {row}, {column}, k" if nhwc else f"b, k, {row}, {column}"
    out = f"b, i, j, k * {spec.multiplier} + q" if nhwc else f"b, k * {spec.multiplier} + q, i, j"
    counts = {
        "b": spec.batch,
        "i": rows,
        "j": columns,
        "k": spec.channels,
        "q": spec.multiplier,
        "di": spec.kernel[0],
        "dj": spec.kernel[1],
    }
    indents = [
        f"{'    ' * depth}for {n} in range({c}):" for depth, (n, c) in enumerate(counts.items())
    ]
    inside = "    " * len(counts)
    return [
        f"padded = np.pad(input, {pads})",
        f"output = np.zeros({spec.output_shape}, dtype=input.dtype)",
        *indents,
        f"{inside}value = padded[{value}]",
        f"{inside}output[{out}] += value * filter[di, dj, k, q]",
    ]


def _sum(start: str, tap: str, dilation: int) -> str:
    return f"{start} + {tap}" if dilation == 1 else f"{start} + {dilation} * {tap}"


def _dwconv(spec: ConvSpec, x: Array, w: Array) -> str:
    nhwc = spec.data_format == "NHWC"
    arguments = tensorflow_arguments(spec)
    body = [
        "output = depthwise_conv2d(",
        "    input,",
        "    filter,",
        f"    strides={arguments.strides},",
        f"    padding={_quoted(arguments.padding)},",
        *([] if nhwc else ['    data_format="NCHW",']),
        *([f"    dilations={arguments.dilations},"] if arguments.dilations else []),
        ")",
        "print(output.shape)",
        "print(output)",
    ]
    return _program(
        ["from dwconv import depthwise_conv2d  # run it in the folder that holds app.py"],
        spec,
        x,
        w,
        body,
    )


FRAMEWORKS: dict[str, Callable[[ConvSpec, Array, Array], str]] = {
    "TensorFlow": _tensorflow,
    "Keras": _keras,
    "PyTorch": _pytorch,
    "JAX": _jax,
    "NumPy": _numpy,
    "dwconv": _dwconv,
}
"""What `source` writes code for."""


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _array(array: npt.NDArray[Any]) -> str:
    """Return an expression whose value is `array`, as short as can be read.

    Examples
    --------
    >>> _array(np.arange(1, 10.0).reshape(1, 3, 3, 1))
    'np.arange(1, 10, dtype="float64").reshape(1, 3, 3, 1)'
    """
    kind, flat = array.dtype.name, array.ravel()
    shape = f"reshape({', '.join(map(str, array.shape))})"
    if not flat.size:
        return f'np.zeros({array.shape}, dtype="{kind}")'
    first = flat[0]
    if np.isfinite(first) and flat.tobytes() == np.full_like(flat, first).tobytes():
        return f'np.full({array.shape}, {_number(first)}, dtype="{kind}")'
    if np.isfinite(first) and first == int(first):
        start, end = int(first), int(first) + flat.size
        if flat.tobytes() == np.arange(start, end).astype(kind).tobytes():
            return f'np.arange({start}, {end}, dtype="{kind}").{shape}'
    if flat.size > DIGITS:
        return packed(array)
    width = int(np.prod(array.shape[-2:]))
    rows = [" ".join(map(_number, row)) for row in flat.reshape(-1, width)]
    wrapped = [line for row in rows for line in textwrap.wrap(row, 88, break_on_hyphens=False)]
    text = "\n".join(f"    {line}" for line in wrapped)
    return f"np.array(\n    '''\n{text}\n    '''.split(),\n    dtype=\"{kind}\",\n).{shape}"


def packed(array: npt.NDArray[Any]) -> str:
    """Return an expression whose value is `array`, which nobody can read.

    Examples
    --------
    >>> import zlib, base64
    >>> eval(packed(np.float32([[1, 2]])))
    array([[1., 2.]], dtype=float32)
    """
    little = array.astype(array.dtype.newbyteorder("<"))
    text = base64.b64encode(zlib.compress(little.tobytes(), 9)).decode()
    lines = "\n".join(f'            "{line}"' for line in textwrap.wrap(text, 80))
    return (
        f"np.frombuffer(\n    zlib.decompress(\n        base64.b64decode(\n{lines}\n        )\n    ),\n"
        f'    dtype="{little.dtype.str}",\n).reshape({", ".join(map(str, array.shape))})'
    )


def _number(value: np.generic) -> str:
    """Return the fewest digits that give `value` again.

    Examples
    --------
    >>> _number(np.float32(3)), _number(np.float32(-0.1)), _number(np.float32("nan"))
    ('3', '-0.1', 'nan')
    """
    digits = str(value)
    return digits if digits == "-0.0" else digits.removesuffix(".0")
