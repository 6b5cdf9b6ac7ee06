"""Questions about related layers and operations: pointwise, transposed, quantised, gradients."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_SPEC = ConvSpec(6, 6, 3, multiplier=2)
_UNLIKE = ConvSpec(6, 6, 3, kernel=(1, 2), multiplier=2)
_POINT = ConvSpec(6, 6, 3, kernel=(1, 1))
_BACK = ConvSpec(5, 5, 2, stride=(2, 2))
_SAME = ConvSpec(8, 8, 3, padding="SAME")


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Is the kernel flipped? Convolution or correlation?",
        keywords="cross-correlation rotate mirror",
        template="It is not flipped: TensorFlow, like PyTorch, computes a correlation and calls it a "
        "convolution. The first weight is multiplied by the first pixel of the window, as the picture "
        "shows. Below the picture you see the outputs of both, with the kernel as it is and turned by half a turn.",
        source="GitHub tensorflow/tensorflow, issue 11864",
        page="",
        spec=_SPEC,
        more={"kernel": "sobel-x", "flip": 1},
    ),
    Question(
        text="Depthwise before or after the 1×1? An activation between them?",
        keywords="relu batch norm batchnorm bn normalization nonlinearity pointwise order bottleneck xception",
        template="MobileNet puts the depthwise layer first and has an activation after each of the two layers; Xception "
        "has the same order and no activation between them. `MobileNetV2` has a pointwise layer on both sides of "
        "the depthwise one, an activation before and after the depthwise one, and none after the last: the page "
        "plays both MobileNets' blocks. The paper on Xception argues that the order matters little, because such "
        "layers are stacked.",
        source="GitHub weiaicunzai/pytorch-cifar100, issue 6; xiaochus/MobileNetV3, issue 6",
        page="comparison",
        spec=_SAME,
        more={"beside": "blocks"},
    ),
    Question(
        text="Is a 1×1 depthwise followed by a 1×1 pointwise just a 1×1?",
        keywords="params parameters merge fuse fold kernel size 1",
        template="Yes, without an activation between them: the first only scales each channel, here {scales} "
        "channels, and the second can hold these factors. The extra layer costs {macs} MACs for nothing.",
        source="GitHub ildoonet/tf-pose-estimation, issue 279",
        page="comparison",
        spec=_POINT,
        more={"beside": "separable"},
        numbers={
            "scales": lambda: costs(_POINT)["depthwise"].params,
            "macs": lambda: costs(_POINT)["depthwise"].macs,
        },
    ),
    Question(
        text="Which axis is quantised per channel, and what is the int8 result?",
        keywords="quantization quantize zero point scale tflite",
        template="The last axis of TFLite's weights, C·M: each of the {filters} filters has a scale of its own. "
        "The input's zero point is subtracted first, the products are added up in `int32`, and the sum is "
        "multiplied by input scale · filter scale / output scale. The result is rounded, the output's zero "
        "point is added, and it is limited to the range of `int8`.",
        source="GitHub tensorflow/tensorflow, issue 66081",
        page="int8",
        spec=_UNLIKE,
        more={"seed": 52},  # one scale for all filters makes larger errors, and no zero point is 0
        numbers={"filters": lambda: _UNLIKE.channels * _UNLIKE.multiplier},
    ),
    Question(
        text="Transposed, 1-D and 3-D depthwise: how?",
        keywords="deconvolution deconv transpose upsampling conv1d conv3d 1d 3d DepthwiseConv1D Conv3D",
        template="Transposed depthwise is the gradient with respect to the input, "
        "`tf.nn.depthwise_conv2d_backprop_input`. The page plays it with stride {stride}: {small} rows, {zeros} with "
        "the zeros between them, become {large}. Keras has `DepthwiseConv1D`, "
        "`Conv3D(C*M, kernel, groups=C)` and no transposed depthwise layer, so call this function (*Shapes* has the lines); PyTorch has `ConvTranspose2d`, `Conv1d` and `Conv3d` with `groups=C`.",
        source="several trackers",
        page="backward",
        spec=_BACK,
        more={"of": "input"},
        elsewhere="shapes",
        numbers={
            "large": lambda: _BACK.height,
            "small": lambda: _BACK.vertical.output,
            "stride": lambda: _BACK.stride[0],
            "zeros": lambda: (_BACK.vertical.output - 1) * _BACK.stride[0] + 1,
        },
    ),
    Question(
        text="What is the gradient with respect to filter and input?",
        keywords="backprop backpropagation backward derivative training",
        template="Filter: slide the gradient of each output channel over its input channel, which gives the "
        "filter's shape {filter}. Input: pad the gradient of the output, slide each filter turned by half a turn over "
        "it and add up the M results of each channel, which gives {input}. With stride above one, zeros go "
        "between the values of the gradient first.",
        source="several trackers",
        page="backward",
        spec=_SPEC,
        more={"of": "filter"},
        numbers={"filter": lambda: _SPEC.filter_shape, "input": lambda: _SPEC.input_shape},
    ),
)
"""In the order on the page."""
