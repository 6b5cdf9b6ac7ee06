"""Questions about channels, filters and groups."""

from __future__ import annotations

import math

from dwconv.costs.layer import costs
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_THREE = ConvSpec(6, 6, 3, multiplier=2, padding="SAME")
_FOUR = ConvSpec(6, 6, 3, multiplier=4, padding="SAME")
_PLAIN = ConvSpec(6, 6, 3, padding="SAME")
_EXPANSION = 6  # as in MobileNetV2
_ONE = ConvSpec(6, 6, 1, multiplier=2)


def _outputs(spec: ConvSpec) -> int:
    return spec.channels * spec.multiplier


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="One filter for all channels, or one for each?",
        keywords="each channel own kernel shared filter",
        template="Each channel has filters of its own: with C = {c} and M = {m} there are {filters}. "
        "No filter is used on two channels.",
        source="GitHub tensorflow/tensorflow, issue 49933",
        page="",
        spec=_THREE,
        numbers={
            "c": lambda: _THREE.channels,
            "m": lambda: _THREE.multiplier,
            "filters": lambda: _outputs(_THREE),
        },
    ),
    Question(
        text="Is depthwise the same as depthwise separable?",
        keywords="separable pointwise SeparableConv2D",
        template="No. A separable layer is two layers: the depthwise one, and after it a pointwise one "
        "that mixes the channels. For the linked layer the first one takes {first} MACs and both "
        "together take {both}.",
        source="GitHub keras-team/keras-applications, issue 37",
        page="comparison",
        spec=_THREE,
        more={"beside": "separable"},
        numbers={
            "first": lambda: costs(_THREE)["depthwise"].macs,
            "both": lambda: costs(_THREE, filters=_outputs(_THREE))["separable"].macs,
        },
    ),
    Question(
        text="Group convolution or depthwise?",
        keywords="grouped conv groups",
        template="Depthwise is group convolution with as many groups as input channels: here {groups}. "
        "With one group it is a standard convolution.",
        source="GitHub xh-liu/CC-FPSE, issue 2",
        page="comparison",
        spec=_THREE,
        more={"g": 3},
        numbers={"groups": lambda: _THREE.channels},
    ),
    Question(
        text="Is 3 -> 12 channels with groups=3 still depthwise?",
        keywords="channel multiplier",
        template="Yes: each group has one input channel. The multiplier is M = {m}, since {c} · {m} = {out}.",
        source="discuss.pytorch.org, topic 127331",
        page="",
        spec=_FOUR,
        numbers={
            "m": lambda: _FOUR.multiplier,
            "c": lambda: _FOUR.channels,
            "out": lambda: _FOUR.output_shape[3],
        },
    ),
    Question(
        text="Do groups share their weights?",
        keywords="params parameters shared",
        template="No. Each group has weights of its own: the {groups} groups here have {each} weights each, "
        "{all} together.",
        source="discuss.pytorch.org, topic 17042",
        page="comparison",
        spec=_THREE,
        more={"g": _THREE.channels},
        numbers={
            "groups": lambda: _THREE.channels,
            "each": lambda: math.prod(_THREE.kernel) * _THREE.multiplier,
            "all": lambda: math.prod(_THREE.filter_shape),
        },
    ),
    Question(
        text="Three separate filters, or one filter across red, green and blue?",
        keywords="three filters apart rgb colour color channels",
        template="A depthwise layer keeps the colours apart. A standard layer adds up red, green and blue in "
        "every output. The page plays both side by side.",
        source="GitHub ageron/handson-ml, issue 25",
        page="comparison",
        spec=_THREE,
    ),
    Question(
        text="Must input and output have the same number of channels?",
        keywords="as many channels equal number",
        template="No. There are C·M output channels: {c} · {m} = {out} here. They are equal only with M = {same}.",
        source="GitHub ARM-software/CMSIS_5, issue 481",
        page="",
        spec=_THREE,
        numbers={
            "c": lambda: _THREE.channels,
            "m": lambda: _THREE.multiplier,
            "out": lambda: _THREE.output_shape[3],
            "same": lambda: next(
                m for m in range(1, 9) if _outputs(_THREE.replace(multiplier=m)) == _THREE.channels
            ),
        },
    ),
    Question(
        text="What does a multiplier above 1 do, and in which order do the outputs come?",
        keywords="order of outputs depth_multiplier",
        template="Each channel gets M filters. Output channel k·M + q comes from channel k with its filter q, "
        "all counted from zero: here channel {k} makes the outputs {outs}.",
        source="GitHub webmachinelearning/webnn, issue 353",
        page="",
        spec=_THREE,
        numbers={
            "k": lambda: _THREE.channels - 1,
            "outs": lambda: listed(
                (_THREE.channels - 1) * _THREE.multiplier + q for q in range(_THREE.multiplier)
            ),
        },
    ),
    Question(
        text="Can a depthwise layer have fewer output channels than inputs?",
        keywords="reduce less channels bottleneck",
        template="No: M is at least one, so there are at least C outputs. A pointwise layer after it reduces "
        "them: in the inverted residual of the link the depthwise layer has {wide} outputs, and the projection "
        "makes {narrow} of them.",
        source="GitHub qinzheng93/diagonalwise-refactorization-caffe, issue 4",
        page="comparison",
        spec=_PLAIN,
        more={"beside": "blocks", "t": _EXPANSION},
        numbers={
            "wide": lambda: _outputs(_PLAIN.replace(channels=_EXPANSION * _PLAIN.channels)),
            "narrow": lambda: _PLAIN.channels,
        },
    ),
    Question(
        text="With one channel, is it depthwise or ordinary?",
        keywords="grayscale greyscale gray grey single normal regular standard",
        template="It is both: with C = {c} there is nothing to keep apart. Both layers take {macs} MACs for "
        "{out} outputs and give the same numbers.",
        source="GitHub apache/tvm, pull request 5230",
        page="comparison",
        spec=_ONE,
        numbers={
            "c": lambda: _ONE.channels,
            "macs": lambda: costs(_ONE)["depthwise"].macs,
            "out": lambda: _outputs(_ONE),
        },
    ),
)
"""In the order on the page."""
