"""Programs for TensorFlow and Keras: a call of an op, a layer, its gradients."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets.arrays import PRINT_RESULT, assignments, imports, program, quoted
from dwconv.reference.calls import Call, tensorflow_arguments
from dwconv.reference.known_faults import has_dilation_with_stride

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
    >>> import numpy as np
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
    arrays = {name: value for name, value in call.operands.items() if not isinstance(value, tuple)}
    values = assignments(**arrays)
    if call.dtype:
        values += [f"{name} = tf.cast({name}, tf.{call.dtype})" for name in ("input", "filter")]
    remark = [f"# {call.note.strip()}".replace("# with", "# With")] if call.note else []
    if call.op == "depthwise_conv2d" and has_dilation_with_stride(call.strides, call.dilations):
        remark.append("# TensorFlow gets a dilation together with a stride wrong.")
    lines = [
        *imports(values, "import tensorflow as tf"),
        *values,
        "",
        *remark,
        f"output = tf.nn.{call.op}(",
        *(
            f"    {value},  # {name}" if isinstance(value, tuple) else f"    {name},"
            for name, value in call.operands.items()
        ),
        f"    strides={call.strides!r},",
        f"    padding={quoted(call.padding)},",
        f"    data_format={quoted(call.data_format)},",
        f"    dilations={call.dilations!r},",
        ")",
        "print(output.shape)",
        "print(output.numpy())",
    ]
    return "\n".join(lines) + "\n"


def gradient_source(spec: ConvSpec, input: Array, filter: Array, out_backprop: Array) -> str:
    """Return a whole program in which TensorFlow differentiates a layer with these numbers.

    Where TensorFlow gets the layer wrong, or has no gradient, it computes the layer in another way and says so in
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
        *imports(values, "import tensorflow as tf"),
        *values,
        "",
        "operands = tf.constant(input), tf.constant(filter)",
        "with tf.GradientTape() as tape:",
        "    tape.watch(operands)",
        "    input, filter = operands",
        *(f"    {line}" for line in _layer(spec)),
        "to_input, to_filter = tape.gradient(output, operands, tf.constant(out_backprop))",
        "print(to_input.numpy())",
        "print(to_filter.numpy())",
    ]
    return "\n".join(lines) + "\n"


def tensorflow_program(spec: ConvSpec, x: Array, w: Array) -> str:
    """Return a program that computes a layer with `tf.nn.depthwise_conv2d`."""
    body = [*_layer(spec), *PRINT_RESULT]
    return program(["import tensorflow as tf"], x, w, body)


def _layer(spec: ConvSpec) -> list[str]:
    """The lines that make ``output`` of ``input`` and ``filter``."""
    at_stride_1 = bool(reason_for_stride_1(spec))
    run = spec.replace(data_format="NHWC")
    remark = []
    if at_stride_1:
        run = run.replace(stride=1, padding="VALID" if spec.padding == "VALID" else spec.pads)
    if at_stride_1 and spec.padding == "SAME":
        remark = ["# The padding of SAME depends on the stride, so it is written out."]
    arguments = tensorflow_arguments(run)
    return [
        *_to_nhwc(spec, "tf.transpose(input, (0, 2, 3, 1))"),
        *remark,
        "output = tf.nn.depthwise_conv2d(",
        "    input,",
        "    filter,",
        f"    strides={arguments.strides},",
        f"    padding={quoted(arguments.padding)},",
        *([f"    dilations={arguments.dilations},"] if arguments.dilations else []),
        ")",
        *(_pick_positions(spec) if at_stride_1 else []),
        *_to_data_format(spec, "tf.transpose"),
    ]


def _to_nhwc(spec: ConvSpec, transposed: str) -> list[str]:
    if spec.data_format == "NHWC":
        return []
    return [
        "# TensorFlow's kernels for processors want channels last.",
        f"input = {transposed}",
    ]


def _to_data_format(spec: ConvSpec, function: str) -> list[str]:
    if spec.data_format == "NHWC":
        return []
    return [f"output = {function}(output, (0, 3, 1, 2))"]


def keras_program(spec: ConvSpec, x: Array, w: Array) -> str:
    """Return a program that computes a layer with `keras.layers.DepthwiseConv2D`."""
    at_stride_1 = bool(reason_for_stride_1(spec))
    written_out = not isinstance(spec.padding, str) or (at_stride_1 and spec.padding == "SAME")
    padded = ["x = input"]
    if written_out and any(map(any, spec.pads)):
        reason = "depends on the stride" if spec.padding == "SAME" else "is explicit"
        padded = [
            f"# The padding {reason}, so it is a layer of its own: (top, bottom), (left, right).",
            f'x = keras.layers.ZeroPadding2D({spec.pads}, data_format="channels_last")(input)',
        ]
    named = "same" if spec.padding == "SAME" and not written_out else "valid"
    body = [
        *_to_nhwc(spec, "input.transpose(0, 2, 3, 1)"),
        *padded,
        "layer = keras.layers.DepthwiseConv2D(",
        f"    kernel_size={spec.kernel},",
        f"    strides={(1, 1) if at_stride_1 else spec.stride},",
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
        *(_pick_positions(spec) if at_stride_1 else []),
        *_to_data_format(spec, "keras.ops.transpose"),
        "print(tuple(output.shape))",
        "print(keras.ops.convert_to_numpy(output))",
    ]
    return program(["import keras"], x, w, body)


def reason_for_stride_1(spec: ConvSpec) -> str:
    """Why a program computes with stride 1 and picks positions afterwards; "" if it need not."""
    if has_dilation_with_stride(spec.stride, spec.dilation):
        return "TensorFlow's op gets a dilation together with a stride wrong."
    if spec.stride[0] != spec.stride[1]:
        return "Not every build of TensorFlow takes two different strides here."
    if spec.channels == 1 < spec.multiplier and spec.horizontal.output == 1 < spec.stride[1]:
        return "On some processors TensorFlow skips rows of a one-column output."
    return ""


def _pick_positions(spec: ConvSpec) -> list[str]:
    """The comment and the line that keep the positions of the stride, after a stride of 1."""
    down, across = spec.stride
    return [
        f"# {reason_for_stride_1(spec)}",
        "# So every position was computed, and now those of the stride are kept.",
        f"output = output[:, ::{down}, ::{across}]",
    ]
