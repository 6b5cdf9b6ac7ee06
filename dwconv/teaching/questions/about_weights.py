"""Questions about the weights of other frameworks, and about arguments of Keras."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.networks import network, total
from dwconv.teaching.questions.question import Question
from dwconv.weights import LAYOUTS, find_layout

_SPEC = ConvSpec(6, 6, 3, kernel=(3, 2), multiplier=2)
_SIZES = (*_SPEC.kernel, _SPEC.channels, _SPEC.multiplier)
_ONE_ROW = ConvSpec(1, 8, 32, kernel=(1, 3))
_FEWER = _ONE_ROW.replace(channels=8)  # the page draws no more
_STRIDE = ConvSpec(8, 8, 2, stride=(2, 3))
_NARROW = 0.25  # the number that fails


def _filters_first(channel: int, filter: int) -> int:
    """Where an output stands if all channels of filter 0 come first: q·C + k."""
    return filter * _SPEC.channels + channel


def _millions(width: float) -> int:
    """Millions of MACs of MobileNet."""
    return round(total(network("MobileNet", width=width)).macs / 1e6)


def _one_dimensional(framework: str) -> tuple[int, ...]:
    """The shape without the axis of the kernel's height."""
    return find_layout(framework).shape(*_ONE_ROW.filter_shape)[1:]


def _shape(framework: str) -> tuple[int, ...]:
    return find_layout(framework).shape(*_SIZES)


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="From TensorFlow's (H, W, C, M) to ONNX: which shape, which order?",
        keywords="NCHW NHWC layout convert weights axes",
        template="{tensorflow} becomes {onnx}. The first axis is k·M + q: all filters of channel zero first.",
        source="GitHub onnx/onnx-tensorflow, issue 306",
        page="layouts",
        spec=_SPEC,
        more={"lfrom": "TensorFlow", "lto": "ONNX"},
        numbers={
            "tensorflow": lambda: _shape("TensorFlow"),
            "onnx": lambda: _shape("ONNX"),
        },
    ),
    Question(
        text="Weights of shape (3, 32, 1) or (3, 1, 32)?",
        keywords="layout axes reshape provided not compatible",
        template="Both are Keras's, for the same weights: {depthwise} is (kernel, C, M) of `DepthwiseConv1D({kernel})`, "
        "and {grouped} is (kernel, one, C·M) of `Conv1D({channels}, {kernel}, groups={channels})`. "
        "`w.reshape{depthwise}` converts the second to the first; a transpose does so only with M = {one}. On the "
        "page both have {fewer} channels and one more axis, for the kernel's height: {depthwise_2d} under Keras, and "
        "{grouped_2d} under JAX, which has the order of `Conv2D(groups=C)`.",
        source="GitHub AlexanderLutsenko/nobuco, issue 2",
        page="layouts",
        spec=_FEWER,
        more={"lfrom": "JAX", "lto": "Keras"},
        numbers={
            "channels": lambda: _ONE_ROW.channels,
            "kernel": lambda: _ONE_ROW.kernel[1],
            "one": lambda: _ONE_ROW.multiplier,
            "fewer": lambda: _FEWER.channels,
            "depthwise_2d": lambda: find_layout("Keras").shape(*_FEWER.filter_shape),
            "grouped_2d": lambda: find_layout("JAX").shape(*_FEWER.filter_shape),
            "depthwise": lambda: _one_dimensional("Keras"),
            "grouped": lambda: _one_dimensional("JAX"),
        },
    ),
    Question(
        text="How do I write Keras's DepthwiseConv2D in PyTorch?",
        keywords="convert translate torch NCHW groups",
        template="`nn.Conv2d(C, C*M, kernel, groups=C)`, with the input as NCHW: `x.permute(0, 3, 1, 2)`. With C = {c} and "
        "M = {m} its weights have shape {torch} where Keras has {keras}, and the page shows the line that "
        "converts them. For the padding see *How do I get TensorFlow's result in PyTorch?*",
        source="discuss.pytorch.org, topic 126919",
        page="layouts",
        spec=_SPEC,
        more={"lfrom": "Keras", "lto": "PyTorch"},
        numbers={
            "c": lambda: _SPEC.channels,
            "m": lambda: _SPEC.multiplier,
            "torch": lambda: _shape("PyTorch"),
            "keras": lambda: _shape("Keras"),
        },
    ),
    Question(
        text="With multiplier 2 two frameworks disagree: which order of filters is right?",
        keywords="order of outputs channel order",
        template="k·M + q, in all {all} frameworks of the page: the M filters of a channel are neighbours. With "
        "M = {m}, filter zero of channel one makes output {right}. Code that counts q·C + k puts it at {wrong}, "
        "which is wrong.",
        source="GitHub ARM-software/ComputeLibrary, issue 553",
        page="layouts",
        spec=_SPEC,
        more={"lfrom": "TensorFlow", "lto": "TFLite"},
        numbers={
            "all": lambda: len(LAYOUTS),
            "m": lambda: _SPEC.multiplier,
            "right": lambda: find_layout("TFLite").index(0, 0, 1, 0, _SPEC.multiplier)[3],
            "wrong": lambda: _filters_first(channel=1, filter=0),
        },
    ),
    Question(
        text="Is depth_multiplier the same as MobileNet's width multiplier alpha?",
        keywords="TF-slim mobilenets",
        template="Not in Keras, where depth_multiplier is M, the whole number of filters of each channel. Alpha "
        "makes every layer of the network narrower: with half the width MobileNet has {half} million MACs, not "
        "{whole} million. Beware: the MobileNet of TF-slim, in tensorflow/models, calls this alpha depth_multiplier.",
        source="GitHub tensorflow/models, issues 3493 and 4063",
        page="networks",
        more={"net": "MobileNet", "alpha": "0.5"},
        numbers={
            "half": lambda: _millions(width=0.5),
            "whole": lambda: _millions(width=1),
        },
    ),
    Question(
        text="Why does depth_multiplier=0.25 fail?",
        keywords="fraction error ValueError",
        template="In Keras it counts the filters of each channel, so it must be a whole number of at least one; with "
        "{three} channels Keras says `Cannot convert '{shape}' to a shape`. You probably want alpha, which makes each layer of MobileNet narrower: with alpha {alpha} the network has "
        "{macs} million MACs instead of {whole} million. TF-slim's MobileNet calls alpha depth_multiplier.",
        source="GitHub keras-team/keras, issue 10349",
        page="networks",
        more={"net": "MobileNet", "alpha": str(_NARROW)},
        numbers={
            "three": lambda: _SPEC.channels,
            "shape": lambda: (3, 3, _SPEC.channels, _NARROW),
            "alpha": lambda: _NARROW,
            "macs": lambda: _millions(width=_NARROW),
            "whole": lambda: _millions(width=1),
        },
    ),
    Question(
        text="DepthwiseConv2D(3, (2, 3)): what is the second argument?",
        keywords="strides arguments",
        template="The strides: {down} down and {across} across. In `Conv2D` the second argument is the kernel "
        "size, here the first one is. Unequal strides may be refused: see *Unequal strides are refused*.",
        source="GitHub tensorflow/tensorflow, issue 45703",
        page="shapes",
        spec=_STRIDE,
        numbers={"down": lambda: _STRIDE.stride[0], "across": lambda: _STRIDE.stride[1]},
    ),
)
"""In the order on the page."""
