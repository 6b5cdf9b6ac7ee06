"""Questions about MACs, FLOPs and time."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.networks import network, total
from dwconv.teaching.questions.structure import Question

_SPEC = ConvSpec(14, 14, 8, padding="SAME")
_LARGE = ConvSpec(40, 40, 1, kernel=(31, 31), padding="SAME")
_SMALL = _LARGE.replace(kernel=(3, 3))
_SPREAD = ConvSpec(40, 40, 1, kernel=(7, 7), dilation=(5, 5), padding="SAME")


def _macs(kind: str, filters: int = 8) -> int:
    return costs(_SPEC, filters=filters)[kind].macs


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Eight times fewer multiplications: why is it no faster?",
        template="The layer behind the link has {ratio} times fewer MACs than the standard one, but reads and "
        "writes nearly as many bytes. A processor then waits for memory; the page measures both.",
        source="GitHub tensorflow/tensorflow, issue 42172; pytorch/pytorch, issue 18631; apache/mxnet, issue 8832",
        page="cost",
        spec=_SPEC,
        more={"view": "time"},
        numbers={"ratio": lambda: _macs("standard") // _macs("depthwise")},
    ),
    Question(
        text="FLOPs or MACs?",
        template="A MAC is a multiplication and an addition, so it is two FLOPs: {macs} MACs here are {flops} "
        "FLOPs. Many papers write FLOPs and mean MACs.",
        source="GitHub open-mmlab/mmcv, issue 785",
        page="cost",
        spec=_SPEC,
        numbers={
            "macs": lambda: _macs("depthwise"),
            "flops": lambda: costs(_SPEC)["depthwise"].flops,
        },
    ),
    Question(
        text="How many FLOPs does a depthwise layer have?",
        template="Twice the output height · output width · C·M · kernel height · kernel width. Here that is "
        "{flops}.",
        source="GitHub Lyken17/pytorch-OpCounter, issue 41",
        page="cost",
        spec=_SPEC,
        numbers={"flops": lambda: costs(_SPEC)["depthwise"].flops},
    ),
    Question(
        text="Why do two tools print two numbers?",
        template="One counts MACs and the other FLOPs, or one adds the bias. The page says which tool prints "
        "{macs} and which {flops} for this layer.",
        source="GitHub sovrasov/flops-counter.pytorch, issue 9",
        page="cost",
        spec=_SPEC,
        more={"view": "tools"},
        numbers={
            "macs": lambda: _macs("depthwise"),
            "flops": lambda: costs(_SPEC)["depthwise"].flops,
        },
    ),
    Question(
        text="MobileNet: 569 million of what?",
        template="MACs: adding up all layers gives {macs} million. In FLOPs it is {flops} million.",
        source="GitHub apache/tvm, pull request 3083",
        page="networks",
        more={"net": "MobileNet", "table": "papers"},
        numbers={
            "macs": lambda: round(total(network("MobileNet")).macs / 1e6),
            "flops": lambda: round(2 * total(network("MobileNet")).macs / 1e6),
        },
    ),
    Question(
        text="One 31x31 kernel, several small ones, or a dilated one: which sees how far, at which cost?",
        template="One {large}×{large} kernel sees {large} pixels with {one} weights. A stack of {small}×{small} "
        "kernels needs {layers} layers and {many} weights for that; one {spread}×{spread} kernel with dilation "
        "{dilation} spans {span} with {few}, but looks at few of them.",
        source="GitHub DingXiaoH/RepLKNet-pytorch, issue 9",
        page="shapes",
        spec=_SPREAD,
        numbers={
            "large": lambda: _LARGE.kernel[0],
            "one": lambda: _LARGE.kernel[0] * _LARGE.kernel[1],
            "small": lambda: _SMALL.kernel[0],
            "layers": lambda: (_LARGE.kernel[0] - 1) // (_SMALL.kernel[0] - 1),
            "many": lambda: (
                (_LARGE.kernel[0] - 1) // (_SMALL.kernel[0] - 1) * _SMALL.kernel[0] ** 2
            ),
            "spread": lambda: _SPREAD.kernel[0],
            "dilation": lambda: _SPREAD.dilation[0],
            "span": lambda: _SPREAD.vertical.effective,
            "few": lambda: _SPREAD.kernel[0] * _SPREAD.kernel[1],
        },
    ),
    Question(
        text="What are fan-in and fan-out, for the initialiser?",
        template="Each output value is made from kernel height · kernel width = {fan_in} weights: that is the "
        "fan-in, without C. Keras counts C in as well, and so starts with smaller weights; the "
        "fan-out is that times M, {fan_out} here.",
        source="GitHub huggingface/pytorch-image-models, issue 84",
        page="",
        spec=ConvSpec(6, 6, 3, multiplier=2),
        numbers={
            "fan_in": lambda: (
                costs(ConvSpec(1, 1, 1, kernel=(3, 3), padding="SAME"))["depthwise"].macs
            ),
            "fan_out": lambda: (
                costs(ConvSpec(1, 1, 1, kernel=(3, 3), multiplier=2, padding="SAME"))[
                    "depthwise"
                ].macs
            ),
        },
    ),
)
"""In the order on the page."""
