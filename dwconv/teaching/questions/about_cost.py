"""Questions about MACs, FLOPs and time."""

from __future__ import annotations

from dwconv.costs.fan_in_fan_out import fan_in_fan_out
from dwconv.costs.layer import costs
from dwconv.costs.stack import stack_cost
from dwconv.engine.receptive_field import StackLayer, receptive_field, trace_output_back
from dwconv.engine.spec import ConvSpec
from dwconv.networks import network, total
from dwconv.teaching.questions.question import Question

_SPEC = ConvSpec(14, 14, 8, padding="SAME")
_FANS = ConvSpec(6, 6, 3, multiplier=2)
_FIELD = ConvSpec(64, 64, 1, padding="SAME")
_ONE = (StackLayer(31),)
_HOLES = (StackLayer(16, dilation=2),)  # one dilated kernel
_MANY = (StackLayer(3),) * 15
_SPREAD = tuple(StackLayer(3, dilation=dilation) for dilation in (1, 2, 4, 8))


def _macs(kind: str, filters: int = 8) -> int:
    return costs(_SPEC, filters=filters)[kind].macs


def _bytes_a_mac(kind: str) -> float:
    cost = costs(_SPEC, filters=8)[kind]
    return cost.bytes / cost.macs


def _field_macs(layers: tuple[StackLayer, ...]) -> int:
    return stack_cost(layers, _FIELD.height, _FIELD.width, _FIELD.channels).macs


def _weights(layers: tuple[StackLayer, ...]) -> int:
    return sum(layer.kernel**2 for layer in layers)


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Eight times fewer multiplications: why is it no faster?",
        keywords="slow slower slowly fast speed GPU time latency performance memory bandwidth",
        template="MACs are not time: an operation also has to be started and to read and write memory. The "
        "linked layer has {ratio} times fewer MACs than the standard one but moves {bytes}% of its bytes, so it "
        "moves {more} times as many bytes for each MAC: the page shows both numbers. Press *Measure the time*: on this server so small a "
        "depthwise layer may even be slower, while a larger one from the list there may be faster.",
        source="GitHub tensorflow/tensorflow, issue 42172; pytorch/pytorch, issue 18631; apache/mxnet, issue 8832",
        page="cost",
        spec=_SPEC,
        more={"view": "time"},
        numbers={
            "ratio": lambda: _macs("standard") / _macs("depthwise"),
            "bytes": lambda: round(
                100 * costs(_SPEC)["depthwise"].bytes / costs(_SPEC, filters=8)["standard"].bytes
            ),
            "more": lambda: _bytes_a_mac("depthwise") / _bytes_a_mac("standard"),
        },
    ),
    Question(
        text="FLOPs or MACs?",
        keywords="madds multiply-accumulate GFLOPs",
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
        keywords="GFLOPs operations formula count",
        template="Twice the batch · output height · output width · C·M · kernel height · kernel width. Here, with a "
        "batch of {batch}, that is {flops}.",
        source="GitHub Lyken17/pytorch-OpCounter, issue 41",
        page="cost",
        spec=_SPEC,
        numbers={
            "batch": lambda: _SPEC.batch,
            "flops": lambda: costs(_SPEC)["depthwise"].flops,
        },
    ),
    Question(
        text="Why do two tools print different numbers?",
        keywords="two numbers profiler thop ptflops",
        template="One counts MACs and the other FLOPs, one adds the bias, or one leaves out the multiplications by "
        "padding. For the linked layer the page says which tool prints {macs}, {flops} or {real}.",
        source="GitHub sovrasov/flops-counter.pytorch, issue 9",
        page="cost",
        spec=_SPEC,
        more={"view": "tools"},
        numbers={
            "macs": lambda: _macs("depthwise"),
            "real": lambda: 2 * costs(_SPEC)["depthwise"].real_macs,
            "flops": lambda: costs(_SPEC)["depthwise"].flops,
        },
    ),
    Question(
        text="MobileNet: 569 million of what?",
        keywords="madds mult-adds",
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
        text="How far do one 31×31 kernel, several small ones and a dilated one see, and what do they cost?",
        keywords="receptive field large kernel atrous dilation params parameters",
        template="All of them see {field}×{field} pixels: for each channel, one kernel of that size has {one} "
        "weights, {layers} layers of {small}×{small} have {many}, and {few} such layers with growing dilation have "
        "{spread}. One kernel of {wide}×{wide} with dilation {dilation} has {holes} weights, but it reads only {read} "
        "of the {all} pixels. The page draws how much each pixel counts and compares the MACs: {one_macs} for the "
        "large kernel, {many_macs} for the {layers} layers, {holes_macs} for the dilated kernel.",
        source="GitHub DingXiaoH/RepLKNet-pytorch, issue 9",
        page="shapes",
        spec=_FIELD,
        more={
            "what": "stacks",
            "stack3": "{0.kernel}d{0.dilation}".format(*_HOLES),
            "stack4": " ".join(f"{layer.kernel}d{layer.dilation}" for layer in _SPREAD),
        },
        numbers={
            "field": lambda: receptive_field(_ONE),
            "one": lambda: _weights(_ONE),
            "layers": lambda: len(_MANY),
            "small": lambda: _MANY[0].kernel,
            "many": lambda: _weights(_MANY),
            "few": lambda: len(_SPREAD),
            "spread": lambda: _weights(_SPREAD),
            "wide": lambda: _HOLES[0].kernel,
            "dilation": lambda: _HOLES[0].dilation,
            "holes": lambda: _weights(_HOLES),
            "read": lambda: trace_output_back(_HOLES).read ** 2,
            "all": lambda: receptive_field(_HOLES) ** 2,
            "one_macs": lambda: _field_macs(_ONE),
            "many_macs": lambda: _field_macs(_MANY),
            "holes_macs": lambda: _field_macs(_HOLES),
        },
    ),
    Question(
        text="What are fan-in and fan-out, for the initialiser?",
        keywords="initializer initialization kaiming xavier glorot he weights variance",
        template="Fan-in is how many weights make one output value, here {fan_in}, and fan-out how many weights "
        "one input value meets, here {fan_out}. Keras computes {keras} and {keras_out} because it counts all C "
        "channels, PyTorch {pytorch_in} and {pytorch} because it counts all C·M filters. The page has these "
        "numbers, and the size of the first weights, in a table.",
        source="GitHub huggingface/pytorch-image-models, issue 84",
        page="cost",
        spec=_FANS,
        more={"view": "fans"},
        numbers={
            "fan_in": lambda: fan_in_fan_out(_FANS)[0].fan_in,
            "fan_out": lambda: fan_in_fan_out(_FANS)[0].fan_out,
            "keras": lambda: fan_in_fan_out(_FANS)[1].fan_in,
            "keras_out": lambda: fan_in_fan_out(_FANS)[1].fan_out,
            "pytorch_in": lambda: fan_in_fan_out(_FANS)[2].fan_in,
            "pytorch": lambda: fan_in_fan_out(_FANS)[2].fan_out,
        },
    ),
)
"""In the order on the page."""
