"""Programs that compute a layer with its numbers, in one framework each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_operands
from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets.arrays import PRINT_RESULT, program, quoted
from dwconv.files.snippets.tensorflow_programs import keras_program, tensorflow_program
from dwconv.reference.calls import tensorflow_arguments

Array = npt.NDArray[Any]


def source(framework: str, spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> str:
    """Return a whole program that computes a layer with these numbers in one framework.

    Where the framework has no such layer, or gets it wrong, the program computes it
    in another way and says so in a comment.

    Parameters
    ----------
    framework : str
        A key of `FRAMEWORKS`.
    spec : ConvSpec
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
        float16, float32 and float64 are kept; every other type becomes float32.

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


def _pytorch(spec: ConvSpec, x: Array, w: Array) -> str:
    (top, bottom), (left, right) = spec.pads
    outputs = spec.channels * spec.multiplier
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
    shape = f"{outputs}, 1, {spec.kernel[0]}, {spec.kernel[1]}"
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
    return program(["import torch", "from torch.nn import functional as F"], x, w, body)


def _jax(spec: ConvSpec, x: Array, w: Array) -> str:
    outputs = spec.channels * spec.multiplier
    wide = ['jax.config.update("jax_enable_x64", True)', ""] if x.dtype == np.float64 else []
    body = [
        *wide,
        "output = lax.conv_general_dilated(",
        "    input,",
        "    # One group for each channel: filter q of channel k makes output channel k * M + q.",
        f"    filter.reshape({spec.kernel[0]}, {spec.kernel[1]}, 1, {outputs}),",
        f"    window_strides={spec.stride},",
        f"    padding={quoted(spec.padding)},",
        f"    rhs_dilation={spec.dilation},",
        f'    dimension_numbers=("{spec.data_format}", "HWIO", "{spec.data_format}"),',
        f"    feature_group_count={spec.channels},",
        '    precision="highest",',
        ")",
        *PRINT_RESULT,
    ]
    modules = ["import jax", "from jax import lax"] if wide else ["from jax import lax"]
    return program(modules, x, w, body)


def _numpy(spec: ConvSpec, x: Array, w: Array) -> str:
    return program([], x, w, [*loops(spec), "print(output.shape)", "print(output)"])


def loops(spec: ConvSpec) -> list[str]:
    r"""Return the formula as loops, in Python: from arrays `input` and `filter` to `output`.

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
    row = _index(down, "di", spec.dilation[0])
    column = _index(across.replace("i", "j"), "dj", spec.dilation[1])
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


def _index(start: str, tap: str, dilation: int) -> str:
    return f"{start} + {tap}" if dilation == 1 else f"{start} + {dilation} * {tap}"


def _dwconv(spec: ConvSpec, x: Array, w: Array) -> str:
    nhwc = spec.data_format == "NHWC"
    arguments = tensorflow_arguments(spec)
    body = [
        "output = depthwise_conv2d(",
        "    input,",
        "    filter,",
        f"    strides={arguments.strides},",
        f"    padding={quoted(arguments.padding)},",
        *([] if nhwc else ['    data_format="NCHW",']),
        *([f"    dilations={arguments.dilations},"] if arguments.dilations else []),
        ")",
        "print(output.shape)",
        "print(output)",
    ]
    return program(
        ["from dwconv import depthwise_conv2d  # pip install . in the folder of the lab"],
        x,
        w,
        body,
    )


FRAMEWORKS: dict[str, Callable[[ConvSpec, Array, Array], str]] = {
    "TensorFlow": tensorflow_program,
    "Keras": keras_program,
    "PyTorch": _pytorch,
    "JAX": _jax,
    "NumPy": _numpy,
    "dwconv": _dwconv,
}
"""What `source` writes code for."""
