"""TensorFlow's famous wrong answers and refusals, each run anew when it is asked for.

A case is one call. TensorFlow gets it, and so does this library; what is said
about either comes from that run. Where a case turns out right, because this
version or this processor does not have the fault, the outcome says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.functions import (
    conv2d,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.engine.samples import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import ONE_WIDE, Call, Op, Run, depthwise_call, explain, run
from dwconv.reference.worker import Child, ChildCrashed, ChildError, ChildHung

Array = npt.NDArray[Any]
Group = Literal[
    "wrong numbers", "wrong shape", "silently accepts", "refuses what is legal", "crashes"
]
GROUPS: tuple[Group, ...] = (
    "wrong numbers",
    "wrong shape",
    "silently accepts",
    "refuses what is legal",
    "crashes",
)

# What a case in the lab is loaded with: keys of dwconv.engine.samples.INPUTS and KERNELS.
INPUT, KERNEL = "ramp", "ones"


@dataclass(frozen=True, eq=False)
class Case:
    """One call of TensorFlow that is worth seeing.

    Attributes
    ----------
    key : str
        A short name for a URL.
    group : str
        One of `GROUPS`: what it is known for.
    title : str
    what : str
        What is asked of TensorFlow, in a sentence.
    why : str
        How it comes to the answer it is known for.
    call : Call
        The call itself.
    spec : ConvSpec or None
        The same for the lab, with the samples `INPUT` and `KERNEL`; None where the lab
        cannot express it.
    issues : tuple of int
        Where it is reported, among the issues of github.com/tensorflow/tensorflow.
    """

    key: str
    group: Group
    title: str
    what: str
    why: str
    call: Call
    spec: ConvSpec | None = None
    issues: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of a case, here and now.

    Attributes
    ----------
    case : Case
    right : bool
        Whether TensorFlow did what the formula says: the same output, or a refusal
        of what has no meaning.
    theirs : str
        What TensorFlow did, in a sentence.
    ours : str
        What the formula says, in a sentence.
    verdict : str
        How the two compare, in a sentence.
    explanation : str
        TensorFlow's error in plain words, if there was one; else why the answer is what
        it is. Empty if TensorFlow is right.
    run : Run or None
        TensorFlow's output or error; None after a crash.
    output : ndarray or None
        The formula's output; None if it has none.
    """

    case: Case
    right: bool
    theirs: str
    ours: str
    verdict: str
    explanation: str
    run: Run | None
    output: Array | None


_FUNCTIONS: dict[Op, Callable[..., Array]] = {
    "depthwise_conv2d": depthwise_conv2d,
    "conv2d": conv2d,
    "depthwise_conv2d_backprop_input": depthwise_conv2d_backprop_input,
    "depthwise_conv2d_backprop_filter": depthwise_conv2d_backprop_filter,
}


def formula(call: Call) -> tuple[Array | None, str]:
    """Return what this library makes of a call: an output, or why there is none.

    Examples
    --------
    >>> image, kernel = np.ones((1, 4, 4, 1)), np.ones((2, 2, 1, 1))
    >>> formula(Call("depthwise_conv2d", image, kernel, [1, 1.5, 1.5, 1], "VALID"))
    (None, 'strides[1] is 1.5, but must be an integer.')
    """
    function = _FUNCTIONS[call.op]
    try:
        with np.errstate(invalid="ignore"):
            output = function(
                *call.operands.values(),
                call.strides,
                call.padding,
                call.data_format,
                call.dilations,
            )
    except DwconvError as error:
        return None, str(error)
    return output, ""


def play(case: Case, *, limit: float | None = None, on: Child | None = None) -> Future[Outcome]:
    """Run a case, here and now.

    Parameters
    ----------
    case : Case
    limit : float, optional
        Seconds that TensorFlow may take.
    on : Child, optional
        The child to run it in; the process-wide one if left out. A case that crashes
        TensorFlow takes that child down for a few seconds.

    Returns
    -------
    Future of Outcome
        Raises a `ChildError` only if TensorFlow does not start.
    """
    outcome: Future[Outcome] = Future()
    outcome.set_running_or_notify_cancel()

    def finish(asked: Future[Run]) -> None:
        try:
            outcome.set_result(_outcome(case, asked))
        except BaseException as error:
            outcome.set_exception(error)

    run(case.call, limit=limit, on=on).add_done_callback(finish)
    return outcome


def _outcome(case: Case, asked: Future[Run]) -> Outcome:
    output, refusal = formula(case.call)
    ours = (
        f"This library refuses: {refusal}"
        if output is None
        else f"The formula gives shape {output.shape}."
    )
    op = f"tf.nn.{case.call.op}"
    try:
        run = asked.result()
    except (ChildCrashed, ChildHung) as error:
        words = last_words(error)
        theirs = str(error) if not words else f"{error} Its last words: {words}."
        verdict = "An error would do; this takes down the program that asked."
        return Outcome(case, False, theirs, ours, verdict, case.why, None, output)
    if run.output is None:
        theirs = f"{op} raises {run.error}: {_first_line(run.message)}."
        right = output is None
        verdict = (
            "Here TensorFlow is right: it refuses as well."
            if right
            else "The formula is defined here; this op has no kernel for it."
        )
        return Outcome(case, right, theirs, ours, verdict, explain(run.message), run, output)
    warned = ", with no more than a warning" if run.warnings else ""
    theirs = f"{op} returns shape {run.output.shape}{warned}."
    if output is None:
        right, verdict = False, "It should refuse, and returns something instead."
    elif run.output.shape != output.shape:
        right, verdict = False, "The shape is wrong."
    else:
        wrong = int(np.sum(~_equal(run.output, output)))
        right = not wrong
        many = f"{wrong} of {output.size} values are" if output.size > 1 else "the value is"
        verdict = "Here TensorFlow is right." if right else f"The shape is right, and {many} wrong."
    return Outcome(case, right, theirs, ours, verdict, "" if right else case.why, run, output)


def _equal(a: Array, b: Array) -> npt.NDArray[np.bool_]:
    """Equal values; the cases' numbers are chosen so that nothing needs to be rounded."""
    return np.asarray((a == b) | (np.isnan(a) & np.isnan(b)))


def _first_line(message: str) -> str:
    return message.partition("\n")[0].rstrip(" .")


def last_words(error: ChildError) -> str:
    """The line that TensorFlow printed before it ended its process; empty if it did not.

    Examples
    --------
    >>> last_words(ChildError("", "F0000 00:00:1.2 7 tensor_format.h:428] Check failed: index >= 0"))
    'Check failed: index >= 0'
    """
    found = re.search(r"^F\d{4} .*?\] (.*?)\s*$", error.details, re.MULTILINE)
    return found[1] if found else ""


# The cases


def _ramp(*shape: int, dtype: str = "float32") -> Array:
    return np.arange(1, 1 + np.prod(shape), dtype=dtype).reshape(shape)


def _ones(*shape: int, dtype: str = "float32") -> Array:
    return np.ones(shape, dtype)


def _in_lab(spec: ConvSpec) -> dict[str, Any]:
    image = make_input(INPUT, spec.height, spec.width, spec.channels)[None]
    kernel = make_filter(KERNEL, spec.kernel, spec.channels, spec.multiplier)
    return dict(spec=spec, call=depthwise_call(spec, image, kernel))


def _depthwise(input: Array, filter: Array, **others: Any) -> Call:
    return _call("depthwise_conv2d", input, filter, **others)


def _call(op: Op, input: Array, filter: Array, strides: Any = (1, 1, 1, 1), **others: Any) -> Call:
    return Call(op, input, filter, list(strides), **{"padding": "VALID", **others})


def _holed() -> Array:
    kernel = _ones(3, 3, 1, 1)
    kernel[0, 0] = np.nan
    return kernel


_FOLDED = (
    "For a dilation the op folds the input into blocks, runs the convolution inside each block "
    "and unfolds the result. The stride is applied inside the blocks, so the wrong positions "
    "are kept. There is a warning, and no error."
)
_FOLDED_ISSUES = (31514, 57128, 100237, 113320)
_EMPTY = (
    "An output without values makes the oneDNN kernel return early, with memory in the shape of "
    "the input that nobody has written to."
)
_EMPTY_ISSUES = (113319, 113320)
_CUT = "The number is turned into a 64-bit integer on its way to the kernel, and 0.5 is lost."
_NOT_READ = (
    "The kernel reads the pairs of rows and columns, and never looks at the other two. Inside "
    "a tf.function the same call is refused."
)
_RANK = (
    "The oneDNN kernel looks up the channel axis before it checks that there is one. The check "
    "inside ends the process instead of raising an error."
)
_RANK_ISSUES = (112536, 112555, 77336, 95415)


def cases() -> tuple[Case, ...]:
    """Return all cases, group by group.

    Examples
    --------
    >>> [each.key for each in cases() if each.group == "crashes"]
    ['three-axes', 'three-axes-standard']
    """
    return _CASES


def case(key: str) -> Case:
    """Return the case of that key.

    Raises
    ------
    DwconvError
        If there is none.
    """
    for each in _CASES:
        if each.key == key:
            return each
    raise DwconvError("case", key, f"must be one of {', '.join(each.key for each in _CASES)}")


_CASES: tuple[Case, ...] = (
    Case(
        "dilation-stride-numbers",
        "wrong numbers",
        "Dilation with stride: right shape, wrong numbers",
        "An 8 × 8 image, a 2 × 2 kernel, dilation 2 and stride 2, SAME.",
        _FOLDED + " Here the shape comes out right by accident, so nothing looks wrong.",
        **_in_lab(ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2), padding="SAME")),
        issues=_FOLDED_ISSUES,
    ),
    Case(
        "dilation-stride-1x1",
        "wrong numbers",
        "Dilation with stride: even a single tap",
        "A 1 × 1 kernel, stride 2, and a dilation of 2 that has nothing to spread: every other "
        "pixel of every other row is asked for.",
        _FOLDED + " It picks rows 0, 1, 4 and 5 instead of 0, 2, 4 and 6.",
        **_in_lab(ConvSpec(8, 8, 1, kernel=(1, 1), stride=(2, 2), dilation=(2, 2), padding="SAME")),
        issues=_FOLDED_ISSUES,
    ),
    Case(
        "one-wide",
        "wrong numbers",
        "An output one pixel wide",
        "A 5 × 2 image of one channel, a 1 × 2 kernel, multiplier 2, and a stride of 3 across, "
        "where there is room for a single window anyway.",
        ONE_WIDE,
        **_in_lab(ConvSpec(5, 2, 1, kernel=(1, 2), multiplier=2, stride=(1, 3))),
    ),
    Case(
        "float16-sum",
        "wrong numbers",
        "float16: the sum forgets small values",
        "A 3 × 3 window that holds 2048 and eight ones, under a kernel of ones: 2056, which "
        "float16 can write exactly.",
        "The depthwise kernel adds up in float16, where 2048 + 1 is 2048 again: eight times "
        "over. tf.nn.conv2d adds up in float32 and rounds once.",
        _depthwise(
            np.concatenate([[2048], np.ones(8)]).reshape(1, 3, 3, 1).astype(np.float16),
            _ones(3, 3, 1, 1, dtype="float16"),
        ),
    ),
    Case(
        "nan-over-padding",
        "wrong numbers",
        "A NaN weight that disappears at the border",
        "A kernel whose first weight is NaN, SAME: every sum contains it.",
        "Padding is a zero, and 0 times NaN is NaN. The oneDNN kernel skips the taps on padding, "
        "so a broken weight does not show at the top and the left. With a dilation, or in "
        "float64, it does.",
        _depthwise(_ramp(1, 4, 4, 1), _holed(), padding="SAME"),
    ),
    Case(
        "bfloat16-amx",
        "wrong numbers",
        "bfloat16 on processors with AMX",
        "Ones with a kernel of ones, stride 2, an output one pixel wide, in bfloat16.",
        "oneDNN's AMX kernel for bfloat16 leaves some rows of such a narrow output wrong. "
        "Processors without AMX take another kernel.",
        _call(
            "conv2d",
            _ones(1, 20, 1, 4),
            _ones(3, 3, 4, 16),
            (1, 2, 2, 1),
            padding="SAME",
            dtype="bfloat16",
        ),
    ),
    Case(
        "backprop-dilation",
        "wrong numbers",
        "Going back: the dilation is ignored",
        "The gradient of a 5 × 5 input under a 3 × 3 kernel of ones with dilation 2, SAME, where L is "
        "the sum of all outputs: the input in row 1, column 1 meets four of the nine weights.",
        "The op has a parameter for dilations and does not look at it: this is the gradient of the "
        "layer without one. tf.GradientTape, which goes back through the ops that the dilated layer "
        "is folded into, is right.",
        Call(
            "depthwise_conv2d_backprop_input",
            _ramp(1, 5, 5, 1),
            _ones(3, 3, 1, 1),
            [1, 1, 1, 1],
            "SAME",
            dilations=[1, 2, 2, 1],
            out_backprop=_ones(1, 5, 5, 1),
        ),
    ),
    Case(
        "dilation-stride-larger",
        "wrong shape",
        "Dilation with stride: too many positions",
        "A 36 × 36 image, a 5 × 5 kernel, dilation 4 and stride 2, SAME: half of 36 is 18.",
        _FOLDED
        + " With its padding the image makes sixteen blocks of 13 × 13, each of them 5 × 5 outputs, "
        "and 4 times 5 is 20.",
        **_in_lab(
            ConvSpec(36, 36, 1, kernel=(5, 5), stride=(2, 2), dilation=(4, 4), padding="SAME")
        ),
        issues=_FOLDED_ISSUES,
    ),
    Case(
        "dilation-stride-valid",
        "wrong shape",
        "Dilation with stride, without padding",
        "An 8 × 8 image, a 2 × 2 kernel, dilation 2 and stride 2, VALID.",
        _FOLDED + " Four blocks of 4 × 4 each make 2 × 2, and 2 times 2 is 4.",
        **_in_lab(ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2))),
        issues=_FOLDED_ISSUES,
    ),
    Case(
        "batch-0",
        "wrong shape",
        "An empty batch",
        "No images of 8 × 8, as the last step over a data set may hand on.",
        _EMPTY,
        _depthwise(_ones(0, 8, 8, 1), _ones(3, 3, 1, 2)),
        issues=_EMPTY_ISSUES,
    ),
    Case(
        "height-0",
        "wrong shape",
        "An image without rows",
        "An image 0 pixels high and 8 wide, two filters, SAME: two channels out.",
        _EMPTY,
        _depthwise(_ones(1, 0, 8, 1), _ones(3, 3, 1, 2), padding="SAME"),
        issues=_EMPTY_ISSUES,
    ),
    Case(
        "kernel-too-large",
        "silently accepts",
        "A kernel just too large for the image",
        "A 3 × 3 image and a 4 × 4 kernel, stride 2, VALID: not one window fits.",
        _EMPTY + " Only a kernel of 7 × 7, two strides larger than the image, is refused.",
        _depthwise(_ramp(1, 3, 3, 1), _ones(4, 4, 1, 1), strides=(1, 2, 2, 1)),
        issues=_EMPTY_ISSUES,
    ),
    Case(
        "padding-batch",
        "silently accepts",
        "Padding of the batch",
        "Explicit padding with one image before and one after the batch.",
        _NOT_READ,
        _depthwise(_ramp(1, 3, 3, 1), _ones(2, 2, 1, 1), padding=[[1, 1], [0, 0], [0, 0], [0, 0]]),
    ),
    Case(
        "padding-channels",
        "silently accepts",
        "Padding of the channels",
        "Explicit padding with five channels behind the last.",
        _NOT_READ,
        _depthwise(_ramp(1, 3, 3, 1), _ones(2, 2, 1, 1), padding=[[0, 0], [0, 0], [0, 0], [0, 5]]),
    ),
    Case(
        "stride-1.5",
        "silently accepts",
        "A stride of one and a half",
        "Strides of 1.5 in both directions.",
        _CUT + " The window moves by 1.",
        _depthwise(_ramp(1, 4, 4, 1), _ones(2, 2, 1, 1), strides=(1, 1.5, 1.5, 1)),
    ),
    Case(
        "padding-1.5",
        "silently accepts",
        "One and a half rows of padding",
        "Explicit padding of 1.5 at the top.",
        _CUT + " One row is added.",
        _depthwise(
            _ramp(1, 4, 4, 1), _ones(2, 2, 1, 1), padding=[[0, 0], [1.5, 0], [0, 0], [0, 0]]
        ),
    ),
    Case(
        "five-axes",
        "silently accepts",
        "An input with five axes",
        "Six images of 4 × 4 in two groups of three, as shape (2, 3, 4, 4, 1).",
        "The oneDNN kernel does not look at the number of axes. It takes the first for the batch, "
        "and so returns the first two of the six images.",
        _depthwise(_ramp(2, 3, 4, 4, 1), _ones(2, 2, 1, 1)),
    ),
    Case(
        "one-dilation",
        "silently accepts",
        "One dilation for two directions",
        "A list of a single dilation, [2].",
        "It is taken for the rows alone: the columns keep a dilation of 1. In tf.nn.conv2d the "
        "same list means both directions.",
        _depthwise(_ramp(1, 5, 5, 1), _ones(2, 2, 1, 1), dilations=[2]),
    ),
    Case(
        "unequal-strides-float64",
        "refuses what is legal",
        "Unequal strides in float64",
        "A vertical stride of 1 and a horizontal one of 2, in float64.",
        "float64 is served by Eigen's kernel, which takes one stride for both directions; "
        "float32 is served by oneDNN's, which takes two.",
        _depthwise(
            _ramp(1, 4, 4, 1, dtype="float64"),
            _ones(2, 2, 1, 1, dtype="float64"),
            strides=(1, 1, 2, 1),
        ),
        issues=(33005, 53055, 57251),
    ),
    Case(
        "nchw-float64",
        "refuses what is legal",
        "Channels first in float64",
        "An input with its channels before rows and columns, in float64.",
        "Eigen's kernel, which serves float64 on the CPU, has channels last only.",
        _depthwise(
            _ramp(1, 1, 4, 4, dtype="float64"),
            _ones(2, 2, 1, 1, dtype="float64"),
            data_format="NCHW",
        ),
    ),
    Case(
        "integers",
        "refuses what is legal",
        "Whole numbers",
        "Input and kernel as int32.",
        "The depthwise op is built for floating-point types only; tf.nn.conv2d takes int32.",
        _depthwise(_ramp(1, 3, 3, 1, dtype="int32"), _ones(2, 2, 1, 1, dtype="int32")),
    ),
    Case(
        "three-axes",
        "crashes",
        "An image without its batch axis",
        "An input of shape (3, 3, 1): the axis of the batch has been forgotten.",
        _RANK,
        _depthwise(_ramp(3, 3, 1), _ones(2, 2, 1, 1)),
        issues=_RANK_ISSUES,
    ),
    Case(
        "three-axes-standard",
        "crashes",
        "The same with tf.nn.conv2d",
        "An input of shape (3, 3, 1) for the standard convolution.",
        _RANK,
        _call("conv2d", _ramp(3, 3, 1), _ones(2, 2, 1, 1)),
        issues=_RANK_ISSUES,
    ),
)
