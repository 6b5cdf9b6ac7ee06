"""The lines of PyTorch and TensorFlow that pad and convolve as a layer says."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import tensorflow_arguments


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

    Examples
    --------
    >>> print(tensorflow_padding_code(ConvSpec(8, 8, 3, padding=((1, 1), (1, 1)))))
    y = tf.nn.depthwise_conv2d(x, w, strides=[1, 1, 1, 1],
        padding=[[0, 0], [1, 1], [1, 1], [0, 0]])
    """
    arguments = tensorflow_arguments(spec)
    padding = arguments.padding
    shown = f'"{padding}"' if isinstance(padding, str) else str([list(side) for side in padding])
    dilations = f", dilations={list(arguments.dilations)}" if arguments.dilations else ""
    form = f', data_format="{spec.data_format}"' if spec.data_format != "NHWC" else ""
    return (
        f"y = tf.nn.depthwise_conv2d(x, w, strides={list(arguments.strides)},\n"
        f"    padding={shown}{form}{dilations})"
    )
