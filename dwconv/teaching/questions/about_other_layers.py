"""Questions about related layers and operations: pointwise, transposed, quantised, gradients."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_SPEC = ConvSpec(6, 6, 3, multiplier=2)
_ROW = ConvSpec(1, 16, 3, kernel=(1, 3))
_POINT = ConvSpec(6, 6, 3, kernel=(1, 1))
_BACK = ConvSpec(6, 6, 2, stride=(2, 2))


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Is the kernel flipped? Convolution or correlation?",
        template="It is not flipped: every deep-learning library computes a correlation and calls it a "
        "convolution. The first weight is multiplied by the first pixel of the window, as the picture "
        "shows. Below the picture you can turn the kernels by half a turn and compare.",
        source="GitHub tensorflow/tensorflow, issue 11864",
        page="",
        spec=_SPEC,
        more={"kernel": "sobel-x"},
    ),
    Question(
        text="Depthwise before or after the 1x1? An activation between them?",
        template="MobileNet puts the depthwise layer first, with an activation after each of the two layers. Xception "
        "has none between the two. "
        "`MobileNetV2` has a pointwise layer on both sides and no activation after the last.",
        source="GitHub weiaicunzai/pytorch-cifar100, issue 6; xiaochus/MobileNetV3, issue 6",
        page="networks",
        more={"net": "MobileNetV2", "table": "blocks"},
    ),
    Question(
        text="Is a 1x1 depthwise followed by a 1x1 pointwise just a 1x1?",
        template="Yes, without an activation between them: the first only scales each channel, here by {scales} "
        "numbers, and the second can hold these factors. The extra layer costs {macs} MACs for nothing.",
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
        template="The last axis of TFLite's weights, C·M: each of the {filters} filters has a scale of its own. "
        "Products of int8 are added up in int32, multiplied by input scale · filter scale / output scale, and "
        "rounded to int8. The page follows one output integer by integer.".replace(
            "int8", "`int8`"
        ).replace("int32", "`int32`"),
        source="GitHub tensorflow/tensorflow, issue 66081",
        page="int8",
        spec=_SPEC,
        numbers={"filters": lambda: _SPEC.channels * _SPEC.multiplier},
    ),
    Question(
        text="Transposed, 1-D and 3-D depthwise: how?",
        template="Transposed depthwise is the gradient with respect to the input; the page plays it: {small} "
        "rows become {large}. For one dimension take an image of height {one}. Three dimensions add one loop and one axis to "
        "the same formula.",
        source="several trackers",
        page="backward",
        spec=_BACK,
        more={"of": "input"},
        numbers={
            "large": lambda: _BACK.height,
            "small": lambda: _BACK.vertical.output,
            "one": lambda: _ROW.height,
        },
    ),
    Question(
        text="What is the gradient with respect to filter and input?",
        template="Both are depthwise convolutions again. The gradient of the filter has the filter's shape, "
        "{filter}; that of the input has the input's, {input}.",
        source="several trackers",
        page="backward",
        spec=_SPEC,
        more={"of": "filter"},
        numbers={"filter": lambda: _SPEC.filter_shape, "input": lambda: _SPEC.input_shape},
    ),
)
"""In the order on the page."""
