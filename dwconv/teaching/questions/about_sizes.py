"""Questions about padding, stride and dilation."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_ODD = ConvSpec(8, 8, 2, kernel=(2, 2), padding="SAME")
_FOURTEEN = ConvSpec(28, 28, 2, stride=(2, 2), padding="SAME")
_SMALL = ConvSpec(1, 1, 1, stride=(2, 2), padding="SAME")
_LESS_SMALL = ConvSpec(2, 2, 1, stride=(2, 2), padding="SAME")
_EVEN = ConvSpec(8, 8, 2, stride=(2, 2), padding="SAME")
_BY_ONE = _EVEN.replace(padding=((1, 1), (1, 1)))
_SKIPS = ConvSpec(8, 8, 2, kernel=(2, 2), stride=(3, 3))
_BOTH = ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2))
_DILATED = ConvSpec(9, 9, 2, dilation=(2, 2))
_UNEQUAL = ConvSpec(8, 8, 2, stride=(1, 2))


def _sides(spec: ConvSpec) -> str:
    return f"{spec.vertical.before} before and {spec.vertical.after} after"


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Which side does SAME pad when the padding is odd?",
        template="The end: the bottom and the right. For the even kernel of the linked layer it adds {sides}.",
        source="GitHub tensorflow/tensorflow, issue 30740",
        page="shapes",
        spec=_ODD,
        numbers={"sides": lambda: _sides(_ODD)},
    ),
    Question(
        text="Why is the output 14 and not 15?",
        template="SAME gives the input size divided by the stride, rounded up: {size} / {stride} is {out}. "
        "The kernel does not matter.",
        source="GitHub tensorflow/tensorflow, issue 4297",
        page="shapes",
        spec=_FOURTEEN,
        numbers={
            "size": lambda: _FOURTEEN.height,
            "stride": lambda: _FOURTEEN.stride[0],
            "out": lambda: _FOURTEEN.vertical.output,
        },
    ),
    Question(
        text="Why do 1x1 and 2x2 inputs differ under SAME with stride 2?",
        template="Both give {out} output, but their padding is not the same: {one} for one pixel, {two} for two. "
        "So the only window puts other weights on the pixels.",
        source="GitHub tensorflow/tensorflow, issue 17654",
        page="shapes",
        spec=_LESS_SMALL,
        numbers={
            "out": lambda: _SMALL.vertical.output,
            "one": lambda: _sides(_SMALL),
            "two": lambda: _sides(_LESS_SMALL),
        },
    ),
    Question(
        text="The odd pixel is on the other side in another library: which is right?",
        template="Neither is wrong: it is a convention. TensorFlow pads {sides} here; give the other library "
        "these numbers as explicit padding and both agree.",
        source="GitHub ARM-software/ComputeLibrary, issue 208",
        page="shapes",
        spec=_ODD,
        more={"what": "pytorch"},
        numbers={"sides": lambda: _sides(_ODD)},
    ),
    Question(
        text="SAME with stride 2: how do I get TensorFlow's result in PyTorch?",
        template="Pad first, with TensorFlow's numbers, and convolve without padding. Here: {left} left, {right} "
        "right, {top} above, {bottom} below, in the order of `F.pad`.",
        source="GitHub pytorch/pytorch, issue 67551",
        page="shapes",
        spec=_EVEN,
        more={"what": "pytorch"},
        numbers={
            "left": lambda: _EVEN.horizontal.before,
            "right": lambda: _EVEN.horizontal.after,
            "top": lambda: _EVEN.vertical.before,
            "bottom": lambda: _EVEN.vertical.after,
        },
    ),
    Question(
        text="padding=1 and SAME give different numbers at stride 2: why?",
        template="Both outputs are {out}, but SAME pads {same}, and `padding=1` pads {other}. So with "
        "`padding=1` every window begins one pixel earlier.",
        source="GitHub taehoonlee/tensornets, issue 25",
        page="shapes",
        spec=_EVEN,
        more={"what": "pytorch", "pp": _BY_ONE.vertical.before},
        numbers={
            "out": lambda: f"{_BY_ONE.vertical.output}×{_BY_ONE.horizontal.output}",
            "same": lambda: _sides(_EVEN),
            "other": lambda: _sides(_BY_ONE),
        },
    ),
    Question(
        text="What happens when the stride is larger than the kernel?",
        template="Windows no longer touch, and pixels between them are never read. The linked layer "
        "never reads {missed} of {all} rows.",
        source="GitHub tensorflow/tensorflow, issue 14601",
        page="shapes",
        spec=_SKIPS,
        numbers={
            "missed": lambda: sum(not seen for seen in _SKIPS.vertical.reached),
            "all": lambda: _SKIPS.height,
        },
    ),
    Question(
        text="Can I use dilation together with stride?",
        template="The formula allows it: {out} rows here. `tf.nn.depthwise_conv2d` returns other numbers and "
        "often another shape; the page runs both.",
        source="GitHub tensorflow/tensorflow, issue 100237",
        page="tensorflow",
        spec=_BOTH,
        numbers={"out": lambda: _BOTH.vertical.output},
    ),
    Question(
        text="9x9 input, 3x3 kernel, dilation 2: 7x7 or 5x5?",
        template="The taps are spread over {span} pixels, so VALID gives {out}×{out}.",
        source="GitHub bonlime/keras-deeplab-v3-plus, issue 76",
        page="",
        spec=_DILATED,
        numbers={
            "span": lambda: _DILATED.vertical.effective,
            "out": lambda: _DILATED.vertical.output,
        },
    ),
    Question(
        text="Unequal strides are refused: what do I do instead?",
        template="TensorFlow computes them in single precision on most CPUs and refuses them in double precision. Where "
        "it refuses, use the smaller stride and keep every second column: {all} columns become {kept}.",
        source="GitHub tensorflow/tensorflow, issues 33005 and 85131",
        page="tensorflow",
        spec=_UNEQUAL,
        numbers={
            "all": lambda: _UNEQUAL.replace(stride=(1, 1)).horizontal.output,
            "kept": lambda: _UNEQUAL.horizontal.output,
        },
    ),
)
"""In the order on the page."""
