"""The lines of PyTorch, TensorFlow and Keras that pad and convolve as a layer says, and those of the transposed layer."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets.tensorflow_programs import reason_for_stride_1
from dwconv.reference.calls import TensorFlowArguments, tensorflow_arguments
from dwconv.reference.known_faults import has_dilation_with_stride


def torch_padding_code(spec: ConvSpec) -> str:
    """Return the lines for PyTorch: `F` is torch.nn.functional, `x` and `w` are in its order.

    `F.pad` takes left, right, top and bottom.

    Examples
    --------
    >>> print(torch_padding_code(ConvSpec(8, 8, 3, stride=(2, 2), padding="SAME")))
    x = F.pad(x, (0, 1, 0, 1))
    y = F.conv2d(x, w, stride=(2, 2), groups=3)
    >>> print(torch_padding_code(ConvSpec(8, 8, 3, padding="SAME")))
    y = F.conv2d(x, w, padding=(1, 1), groups=3)
    """
    (top, bottom), (left, right) = spec.pads
    even = (top, left) == (bottom, right)
    options = [
        *([f"stride={spec.stride}"] if max(spec.stride) > 1 else []),
        *([f"padding={(top, left)}"] if even and (top or left) else []),
        *([f"dilation={spec.dilation}"] if max(spec.dilation) > 1 else []),
        f"groups={spec.channels}",
    ]
    pad = "" if even else f"x = F.pad(x, {(left, right, top, bottom)})\n"
    return f"{pad}y = F.conv2d(x, w, {', '.join(options)})"


def tensorflow_padding_code(spec: ConvSpec) -> str:
    """Return the call for TensorFlow, with explicit padding unless the layer says SAME or VALID.

    With a dilation and a stride its op is wrong: then the stride is 1, and the positions of the
    layer's stride are kept afterwards.

    Examples
    --------
    >>> print(tensorflow_padding_code(ConvSpec(8, 8, 3, padding=((1, 1), (1, 1)))))
    y = tf.nn.depthwise_conv2d(
        x, w, strides=[1, 1, 1, 1],
        padding=[[0, 0], [1, 1], [1, 1], [0, 0]])
    >>> print(tensorflow_padding_code(ConvSpec(9, 9, 3, stride=2, dilation=2, padding="SAME")))
    y = tf.nn.depthwise_conv2d(
        x, w, strides=[1, 1, 1, 1],
        padding=[[0, 0], [2, 2], [2, 2], [0, 0]], dilations=[2, 2])
    # the stride: with a dilation the op is wrong
    y = y[:, ::2, ::2]
    """
    if has_dilation_with_stride(spec.stride, spec.dilation):
        # SAME adds other zeros at another stride
        pads = spec.padding if spec.padding == "VALID" else spec.pads
        every = tensorflow_padding_code(spec.replace(stride=(1, 1), padding=pads))
        reason = "# the stride: with a dilation the op is wrong"
        return f"{every}\n{reason}\ny = y{_positions_of_stride(spec)}"
    return f"y = tf.nn.depthwise_conv2d(\n    x, w, {_written(tensorflow_arguments(spec))})"


def keras_padding_code(spec: ConvSpec) -> str:
    """Return the lines for Keras, whose layer pads alone where the layer says SAME or VALID.

    Where its layer, which calls TensorFlow's op, is wrong or refuses, the stride is 1, and the positions of
    the layer's stride are kept afterwards.

    Examples
    --------
    >>> print(keras_padding_code(ConvSpec(8, 8, 3, multiplier=2, stride=(2, 2), padding=((1, 1), (1, 1)))))
    x = keras.layers.ZeroPadding2D(((1, 1), (1, 1)))(x)
    layer = keras.layers.DepthwiseConv2D(
        (3, 3), strides=(2, 2),
        depth_multiplier=2, use_bias=False)
    layer.build(x.shape)
    layer.set_weights([w])
    y = layer(x)
    >>> print(keras_padding_code(ConvSpec(9, 9, 3, stride=2, dilation=2)))
    layer = keras.layers.DepthwiseConv2D(
        (3, 3), dilation_rate=(2, 2),
        use_bias=False)
    layer.build(x.shape)
    layer.set_weights([w])
    y = layer(x)
    # TensorFlow's op gets a dilation together with a stride wrong.
    y = y[:, ::2, ::2]
    """
    nchw = spec.data_format == "NCHW"
    run = spec.replace(data_format="NHWC")
    reason = reason_for_stride_1(run)
    if reason:  # SAME adds other zeros at another stride
        pads = run.padding if run.padding == "VALID" else run.pads
        run = run.replace(stride=(1, 1), padding=pads)
    lines = []
    if nchw:
        lines += [
            "# TensorFlow's kernels for processors want channels last.",
            "x = keras.ops.transpose(x, (0, 2, 3, 1))",
        ]
    if not isinstance(run.padding, str) and any(map(any, run.pads)):
        lines.append(f"x = keras.layers.ZeroPadding2D({run.pads})(x)")
    options = [
        str(run.kernel),
        *([f"strides={run.stride}"] if max(run.stride) > 1 else []),
        *(['padding="same"'] if run.padding == "SAME" else []),
        *([f"depth_multiplier={run.multiplier}"] if run.multiplier > 1 else []),
        *([f"dilation_rate={run.dilation}"] if max(run.dilation) > 1 else []),
        "use_bias=False",
    ]
    shown = ",\n    ".join(", ".join(options[at : at + 2]) for at in range(0, len(options), 2))
    lines += [
        f"layer = keras.layers.DepthwiseConv2D(\n    {shown})",
        "layer.build(x.shape)",
        "layer.set_weights([w])",
        "y = layer(x)",
    ]
    if reason:
        lines += [f"# {reason}", f"y = y{_positions_of_stride(spec.replace(data_format='NHWC'))}"]
    if nchw:
        lines.append("y = keras.ops.transpose(y, (0, 3, 1, 2))")
    return "\n".join(lines)


def tensorflow_transposed_code(spec: ConvSpec) -> str:
    """Return the lines for TensorFlow that make `x`, of the layer's input shape, from `y`.

    Its op ignores a dilation, and some builds refuse unequal strides: then the gradient is taken of a
    layer with stride 1, whose outputs between those of the stride are left out.

    Examples
    --------
    >>> print(tensorflow_transposed_code(ConvSpec(8, 8, 3, stride=(2, 2), padding="SAME")))
    x = tf.nn.depthwise_conv2d_backprop_input((1, 8, 8, 3), w, y,
        strides=[1, 2, 2, 1], padding="SAME")
    >>> print(tensorflow_transposed_code(ConvSpec(8, 8, 3, stride=(2, 1), dilation=(2, 2))))
    x = tf.zeros((1, 8, 8, 3))
    with tf.GradientTape() as tape:
        tape.watch(x)
        z = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, 0]])
        z = tf.nn.depthwise_conv2d(
            z, w, strides=[1, 1, 1, 1],
            padding="VALID", dilations=[2, 2])
        z = z[:, ::2]
    x = tape.gradient(z, x, output_gradients=y)
    """
    if max(spec.dilation) == 1 and spec.stride[0] == spec.stride[1]:
        arguments = _written(tensorflow_arguments(spec)).replace("\n   ", "")
        return (
            f"x = tf.nn.depthwise_conv2d_backprop_input({spec.input_shape}, w, y,\n    {arguments})"
        )
    (top, bottom), (left, right) = spec.pads
    first = spec.data_format.index("H")
    pads = [[0, 0] for _ in spec.data_format]
    pads[first : first + 2] = [top, bottom], [left, right]
    kept = _positions_of_stride(spec)
    padded = tensorflow_arguments(spec)._replace(strides=[1, 1, 1, 1], padding="VALID")
    one = _written(padded).replace("\n", "\n    ")
    return "\n".join(
        (
            f"x = tf.zeros({spec.input_shape})",
            "with tf.GradientTape() as tape:",
            "    tape.watch(x)",
            f"    z = tf.pad(x, {pads})",
            f"    z = tf.nn.depthwise_conv2d(\n        z, w, {one})",
            *([f"    z = z{kept}"] if kept else []),
            "x = tape.gradient(z, x, output_gradients=y)",
        )
    )


def _positions_of_stride(spec: ConvSpec) -> str:
    """The index that keeps the positions of the stride where all were computed; "" if it is 1."""
    steps = [":"] * spec.data_format.index("H")
    steps += [f"::{stride}" if stride > 1 else ":" for stride in spec.stride]
    while steps and steps[-1] == ":":
        steps.pop()
    return f"[{', '.join(steps)}]" if steps else ""


def _written(arguments: TensorFlowArguments) -> str:
    """The arguments of a layer as code, with a line end before the padding."""
    strides, padding, data_format, dilations = arguments
    shown = f'"{padding}"' if isinstance(padding, str) else str([list(side) for side in padding])
    form = f', data_format="{data_format}"' if data_format != "NHWC" else ""
    spread = f", dilations={list(dilations)}" if dilations else ""
    return f"strides={list(strides)},\n    padding={shown}{form}{spread}"
