"""Questions about padding, stride and dilation."""

from __future__ import annotations

from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_ODD = ConvSpec(8, 8, 2, kernel=(2, 2), padding="SAME")
_FOURTEEN = ConvSpec(28, 28, 2, kernel=(2, 2), stride=(2, 2), padding="SAME")
_FIFTEEN = _FOURTEEN.replace(padding=((1, 1), (1, 1)))
_SMALL_AND_LESS_SMALL = ConvSpec(1, 2, 1, stride=(2, 2), padding="SAME")  # one high, two wide
_EVEN = ConvSpec(8, 8, 2, stride=(2, 2), padding="SAME")
_BY_ONE = _EVEN.replace(padding=((1, 1), (1, 1)))
_SKIPS = ConvSpec(8, 8, 2, kernel=(2, 2), stride=(3, 3))
_BOTH = ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2))
# TensorFlow deals the pixels out to one small image for each remainder of the dilation, and strides in each.
_DEALT_OUT = ConvSpec(4, 4, 1, kernel=_BOTH.kernel, stride=_BOTH.stride)
_DILATED = ConvSpec(9, 9, 2, dilation=(2, 2))
_UNEQUAL = ConvSpec(8, 8, 1, stride=(2, 3))  # as in the case on the page


def _size(spec: ConvSpec) -> str:
    return f"{spec.vertical.output}×{spec.horizontal.output}"


def _sides(spec: ConvSpec) -> str:
    return _axis_sides(spec.vertical)


def _axis_sides(axis: Axis) -> str:
    return f"{axis.before} before and {axis.after} after"


def _read_after(spec: ConvSpec) -> int:
    """How many rows of the padding after the image the last window reads."""
    rows = spec.vertical
    return (rows.output - 1) * spec.stride[0] + rows.effective - rows.before - spec.height


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="Which side does SAME pad when the padding is odd?",
        keywords="asymmetric padding uneven",
        template="TensorFlow pads the end: the bottom and the right. For the even kernel of the linked layer it adds {sides}.",
        source="GitHub tensorflow/tensorflow, issue 30740",
        page="shapes",
        spec=_ODD,
        numbers={"sides": lambda: _sides(_ODD)},
    ),
    Question(
        text="Why is the output 14 and not 15?",
        keywords="output size shape rounding ceil floor half formula",
        template="SAME gives the input size divided by the stride, rounded up: {size} / {stride} is {out}, "
        "whatever the kernel. The {more} comes from padding by {pad} on every side: in {padded} pixels, windows of "
        "{kernel} with stride {stride} have {more} places. SAME adds only what is needed, here {added}.",
        source="GitHub tensorflow/tensorflow, issue 4297",
        page="shapes",
        spec=_FOURTEEN,
        numbers={
            "size": lambda: _FOURTEEN.height,
            "stride": lambda: _FOURTEEN.stride[0],
            "out": lambda: _FOURTEEN.vertical.output,
            "more": lambda: _FIFTEEN.vertical.output,
            "pad": lambda: _FIFTEEN.vertical.before,
            "padded": lambda: _FIFTEEN.height + _FIFTEEN.vertical.before + _FIFTEEN.vertical.after,
            "kernel": lambda: _FIFTEEN.kernel[0],
            "added": lambda: _FOURTEEN.vertical.before + _FOURTEEN.vertical.after,
        },
    ),
    Question(
        text="Why do 1×1 and 2×2 inputs differ under SAME with stride 2?",
        keywords="small input tf bug",
        template="Both give {out} output, but their padding is not the same: {one} for one pixel, {two} for two. "
        "So a single pixel is multiplied by the weight in the middle of the kernel, and of two by two pixels the "
        "first is multiplied by the upper left weight. The linked layer has both: it is "
        "one pixel high and two wide.",
        source="GitHub tensorflow/tensorflow, issue 17654",
        page="shapes",
        spec=_SMALL_AND_LESS_SMALL,
        numbers={
            "out": lambda: _SMALL_AND_LESS_SMALL.vertical.output,
            "one": lambda: _axis_sides(_SMALL_AND_LESS_SMALL.vertical),
            "two": lambda: _axis_sides(_SMALL_AND_LESS_SMALL.horizontal),
        },
    ),
    Question(
        text="The odd pixel is on the other side in another library: which is right?",
        keywords="asymmetric padding convention left right top bottom side begin end caffe",
        template="Neither is wrong: it is a convention. In the linked layer TensorFlow's windows read padding of "
        "{sides}, those of PyTorch with `padding=1` of {other}, so the {out} outputs have other numbers. "
        "Pad explicitly by TensorFlow's numbers, and both agree.",
        source="GitHub ARM-software/ComputeLibrary, issue 208",
        page="shapes",
        spec=_EVEN,
        more={"what": "pytorch", "pp": _BY_ONE.vertical.before},
        numbers={
            "sides": lambda: _sides(_EVEN),
            "other": lambda: f"{_BY_ONE.vertical.before} before and {_read_after(_BY_ONE)} after",
            "out": lambda: _size(_EVEN),
        },
    ),
    Question(
        text="SAME with stride 2: how do I get TensorFlow's result in PyTorch?",
        keywords="asymmetric padding torch F.pad",
        template="Pad first, with TensorFlow's numbers, and convolve without padding. For the linked layer they "
        "are {left} left, {right} right, {top} above, {bottom} below, in the order of `F.pad`. The page has the "
        "code under *How to make them agree*.",
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
        keywords="asymmetric padding torch",
        template="Both outputs are {out}, but SAME pads {same}, and `padding=1` pads {other}. So with "
        "`padding=1` every window begins one pixel earlier.",
        source="GitHub taehoonlee/tensornets, issue 25",
        page="shapes",
        spec=_EVEN,
        more={"what": "pytorch", "pp": _BY_ONE.vertical.before},
        numbers={
            "out": lambda: _size(_BY_ONE),
            "same": lambda: _sides(_EVEN),
            "other": lambda: _sides(_BY_ONE),
        },
    ),
    Question(
        text="What happens when the stride is larger than the kernel?",
        keywords="skipped pixels bigger",
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
        keywords="atrous dilated strides",
        template="Not with `tf.nn.depthwise_conv2d`: for the linked layer it returns {wrong}×{wrong} outputs, "
        "without an error, where the formula gives {out}×{out}. Use VALID with stride one and this dilation, after padding if needed, and keep "
        "`y[:, ::{step}, ::{step}]`. `tf.nn.conv2d` with one group for each channel gives the same; the page runs it.",
        source="GitHub tensorflow/tensorflow, issue 100237",
        page="tensorflow",
        spec=_BOTH,
        numbers={
            "wrong": lambda: _BOTH.dilation[0] * _DEALT_OUT.vertical.output,
            "out": lambda: _BOTH.vertical.output,
            "step": lambda: _BOTH.stride[0],
        },
    ),
    Question(
        text="9×9 input, 3×3 kernel, dilation 2: 7×7 or 5×5?",
        keywords="atrous dilated output size",
        template="The taps are spread over {span} pixels, so VALID gives {out}×{out}. Without the dilation it "
        "would be {dense}×{dense}.",
        source="GitHub bonlime/keras-deeplab-v3-plus, issue 76",
        page="",
        spec=_DILATED,
        numbers={
            "span": lambda: _DILATED.vertical.effective,
            "out": lambda: _DILATED.vertical.output,
            "dense": lambda: _DILATED.replace(dilation=(1, 1)).vertical.output,
        },
    ),
    Question(
        text="Unequal strides are refused: what do I do instead?",
        keywords="different strides error equal length unsupported",
        template="`tf.nn.depthwise_conv2d` refuses them in `float64`, as the page shows, and "
        "without oneDNN in `float32` too. `tf.nn.conv2d` computes them, with the weights "
        "`tf.reshape(w, (kh, kw, 1, C*M))`; its gradient may still be refused without oneDNN. Or pad first, "
        "convolve with VALID and stride one, and keep `y[:, ::sh, ::sw]`: with strides {strides} this computes {all} outputs and keeps "
        "{kept}.",
        source="GitHub tensorflow/tensorflow, issues 33005 and 85131",
        page="tensorflow",
        spec=_UNEQUAL,
        case="unequal-strides-float64",
        numbers={
            "strides": lambda: _UNEQUAL.stride,
            "all": lambda: _size(_UNEQUAL.replace(stride=(1, 1))),
            "kept": lambda: _size(_UNEQUAL),
        },
    ),
)
"""In the order on the page."""
