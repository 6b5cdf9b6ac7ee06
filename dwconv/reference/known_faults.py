"""The one list of known faults: the cases in which TensorFlow is wrong, refuses or crashes.

A fault has a reason, and cases that show it; a case is one call. The gallery of the TensorFlow
page shows and runs the cases (`dwconv.reference.run_fault_case`). A verdict explains a difference by
the fault that affects the layer (`dwconv.reference.explain_difference`). Programs to copy avoid the faults
named here. To add a fault, add it to `FAULTS`: nothing else has to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Array, Call, Op, depthwise_call

AskedOp = Op | Literal["GradientTape"]
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

WHAT_TO_DO = "What to do: "

# The lab shows a case with these samples: keys of dwconv.engine.sample_values.INPUTS and KERNELS.
INPUT, KERNEL = "ramp", "ones"


@dataclass(frozen=True, eq=False)
class Case:
    """One call of TensorFlow that shows a fault.

    Attributes
    ----------
    key : str
        A short name for a URL.
    group : str
        One of `GROUPS`: what goes wrong.
    title : str
    what : str
        What is asked of TensorFlow, in a sentence.
    call : Call
        The call itself.
    spec : ConvSpec or None
        The same layer for the lab, with the samples `INPUT` and `KERNEL`; None where the
        lab cannot show it.
    detail : str
        What the fault does in this case, in sentences; may be empty.
    fault : Fault
        The fault that it shows.
    """

    key: str
    group: Group
    title: str
    what: str
    call: Call
    spec: ConvSpec | None = None
    detail: str = ""
    fault: Fault = field(init=False)

    @property
    def crashes(self) -> bool:
        """Whether its call may end TensorFlow's process."""
        return self.group == "crashes"

    @property
    def why(self) -> str:
        """The fault's reason and remedy, with the details of this case."""
        return self.fault.reason_and_remedy(self.detail)


@dataclass(frozen=True, eq=False)
class Fault:
    """Something that TensorFlow gets wrong, refuses although it is legal, or crashes at.

    Attributes
    ----------
    reason : str
        How TensorFlow comes to its answer, in sentences.
    cases : tuple of Case
        Calls that show it.
    affects : callable
        Takes a layer, the op asked and the arrays (input, filter and, for a gradient, that
        of the output); returns whether the op's result may be wrong because of this.
    message : str
        A regular expression for the error in which TensorFlow refuses; empty if it does not.
    issues : tuple of int
        Where it is reported, among the issues of github.com/tensorflow/tensorflow.
    remedy : str
        What to do to get the right numbers, in sentences, the first behind `WHAT_TO_DO`; empty
        if nothing is known.
    """

    reason: str
    cases: tuple[Case, ...] = ()
    affects: Callable[[ConvSpec, AskedOp, Sequence[Array]], bool] = lambda *_: False
    message: str = ""
    issues: tuple[int, ...] = ()
    remedy: str = ""

    def __post_init__(self) -> None:
        for case in self.cases:
            object.__setattr__(case, "fault", self)

    def reason_and_remedy(self, detail: str = "") -> str:
        """Say why TensorFlow gives its answer, and what to do instead, if something is known."""
        remedy = WHAT_TO_DO + self.remedy if self.remedy else ""
        return " ".join(part for part in (self.reason, detail, remedy) if part)

    def matches_error(self, message: str) -> bool:
        """Whether an error message of TensorFlow is this fault's refusal."""
        return bool(self.message and re.search(self.message, message))


def cases() -> tuple[Case, ...]:
    """Return the cases of all faults, group by group.

    Examples
    --------
    >>> [case.key for case in cases() if case.group == "crashes"]
    ['three-axes', 'three-axes-standard', 'float16-right-padding']
    """
    found = [case for fault in FAULTS for case in fault.cases]
    return tuple(sorted(found, key=lambda case: GROUPS.index(case.group)))


def find_case(key: str) -> Case:
    """Return the case of that key.

    Raises
    ------
    DwconvError
        If there is none.
    """
    for case in cases():
        if case.key == key:
            return case
    raise DwconvError("case", key, f"must be one of {', '.join(case.key for case in cases())}")


def has_dilation_with_stride(stride: Any, dilation: Any) -> bool:
    """Whether both lists have a number above 1, which TensorFlow's depthwise op gets wrong."""
    lists = stride, dilation
    return all(isinstance(one, (list, tuple)) and max(one, default=1) > 1 for one in lists)


# How the cases are written


def _ramp(*shape: int, dtype: str = "float32") -> Array:
    return np.arange(1, 1 + np.prod(shape), dtype=dtype).reshape(shape)


def _ones(*shape: int, dtype: str = "float32") -> Array:
    return np.ones(shape, dtype)


def _first_weight_nan() -> Array:
    kernel = _ones(3, 3, 1, 1)
    kernel[0, 0] = np.nan
    return kernel


def _in_lab(spec: ConvSpec) -> dict[str, Any]:
    image = make_input(INPUT, spec.height, spec.width, spec.channels)[None]
    kernel = make_filter(KERNEL, spec.kernel, spec.channels, spec.multiplier)
    return dict(spec=spec, call=depthwise_call(spec, image, kernel))


def _depthwise(input: Array, filter: Array, **others: Any) -> Call:
    return _call("depthwise_conv2d", input, filter, **others)


def _call(op: Op, input: Array, filter: Array, strides: Any = (1, 1, 1, 1), **others: Any) -> Call:
    return Call(op, input, filter, list(strides), **{"padding": "VALID", **others})


def _all_finite(arrays: Sequence[Array]) -> bool:
    return all(bool(np.isfinite(array).all()) for array in arrays)


# The faults. A verdict names the first that a layer meets.

DILATION_WITH_STRIDE = Fault(
    "In at least one direction, stride and dilation are both above 1. For a dilation of d this op cuts the input into blocks: "
    "every d-th row or column belongs to the same block. It convolves each block alone and puts the results together. It "
    "also applies the stride inside the blocks, so it takes the wrong rows or columns. TensorFlow gives a warning, "
    "but no error.",
    (
        Case(
            "dilation-stride-numbers",
            "wrong numbers",
            "Dilation with stride: right shape, wrong numbers",
            "An 8×8 image, a 2×2 kernel, dilation 2 and stride 2, SAME.",
            **_in_lab(
                ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2), padding="SAME")
            ),
            detail="Here the shape is right by accident, so the wrong numbers are easy to miss.",
        ),
        Case(
            "dilation-stride-1x1",
            "wrong numbers",
            "Dilation with stride: even a single tap",
            "A 1×1 kernel, stride 2 and dilation 2. One tap cannot be spread, so the output is every "
            "second pixel of every second row.",
            **_in_lab(
                ConvSpec(8, 8, 1, kernel=(1, 1), stride=(2, 2), dilation=(2, 2), padding="SAME")
            ),
            detail="It picks rows 0, 1, 4 and 5 instead of 0, 2, 4 and 6.",
        ),
        Case(
            "dilation-stride-larger",
            "wrong shape",
            "Dilation with stride: too many positions",
            "A 36×36 image, a 5×5 kernel, dilation 4 and stride 2, SAME: half of 36 is 18.",
            **_in_lab(
                ConvSpec(36, 36, 1, kernel=(5, 5), stride=(2, 2), dilation=(4, 4), padding="SAME")
            ),
            detail="The padded image is cut into 4×4 blocks of 13×13 pixels. Each block makes "
            "5×5 outputs, so there are 4 · 5 = 20 rows and columns.",
        ),
        Case(
            "dilation-stride-valid",
            "wrong shape",
            "Dilation with stride, without padding",
            "An 8×8 image, a 2×2 kernel, dilation 2 and stride 2, VALID.",
            **_in_lab(ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2))),
            detail="The image is cut into 2×2 blocks of 4×4 pixels. Each block makes 2×2 outputs, "
            "so there are 2 · 2 = 4 rows and columns.",
        ),
    ),
    affects=lambda spec, op, arrays: (
        op != "conv2d" and has_dilation_with_stride(spec.stride, spec.dilation)
    ),
    issues=(31514, 57128, 100237, 113320),
    remedy="set the two strides to 1, or set the two dilations to 1. If you need both, call tf.nn.conv2d with "
    "the filter reshaped to (kernel height, kernel width, 1, output channels): each input channel is "
    "then a group of its own, and the outputs are right.",
)
DILATION_IN_GRADIENT_OPS = Fault(
    "The op takes a parameter for dilations but ignores it: it returns the gradient of the layer "
    "with dilation 1. tf.GradientTape, which goes back through the ops that cut the input "
    "into blocks, is right.",
    (
        Case(
            "backprop-dilation",
            "wrong numbers",
            "Gradient: the dilation is ignored",
            "The gradient of a 5×5 input under a 3×3 kernel of ones with dilation 2, SAME, "
            "where L is the sum of all outputs: the input in row 1, column 1 meets four of the "
            "nine weights.",
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
    ),
    affects=lambda spec, op, arrays: "backprop" in op and max(spec.dilation) > 1,
)

FAULTS: tuple[Fault, ...] = (
    Fault(
        "The output is empty, so there is nothing to add up. TensorFlow then returns memory that "
        "it has not written to.",
        affects=lambda spec, op, arrays: op == "GradientTape" and 0 in spec.output_shape,
    ),
    DILATION_WITH_STRIDE,
    DILATION_IN_GRADIENT_OPS,
    Fault(
        "0 times infinity or NaN is NaN. Some of TensorFlow's kernels multiply the zeros around the "
        "numbers, and others skip them.",
        affects=lambda spec, op, arrays: op == "GradientTape" and not _all_finite(arrays),
    ),
    Fault(
        "A kernel of oneDNN, for processors with AVX-512 and for one channel with a multiplier, "
        "steps on by the stride across although there is no next column, and so it skips rows.",
        (
            Case(
                "one-wide",
                "wrong numbers",
                "An output one pixel wide",
                "A 5×2 image of one channel, a 1×2 kernel, multiplier 2, and a stride of 3 "
                "across. There is room for one window in each row.",
                **_in_lab(ConvSpec(5, 2, 1, kernel=(1, 2), multiplier=2, stride=(1, 3))),
            ),
        ),
        affects=lambda spec, op, arrays: (
            op != "conv2d"
            and spec.channels == 1 < spec.multiplier
            and spec.horizontal.output == 1 < spec.stride[1]
        ),
    ),
    Fault(
        "The depthwise kernel adds up in float16, where 2048 + 1 is 2048 again: eight times over. "
        "tf.nn.conv2d adds up in float32 and rounds once. So does this op on processors with AVX512-FP16, for "
        "which oneDNN has a kernel.",
        (
            Case(
                "float16-sum",
                "wrong numbers",
                "float16 on processors without AVX512-FP16: small values are lost in the sum",
                "A 3×3 window that holds 2048 and eight ones, under a kernel of ones: 2056, "
                "which float16 can write exactly.",
                _depthwise(
                    np.concatenate([[2048], np.ones(8)]).reshape(1, 3, 3, 1).astype(np.float16),
                    _ones(3, 3, 1, 1, dtype="float16"),
                ),
            ),
        ),
    ),
    Fault(
        "The output is empty. The oneDNN kernel then returns early, with memory in the shape of "
        "the input that it has not written to.",
        (
            Case(
                "batch-0",
                "wrong shape",
                "An empty batch",
                "0 images of 8×8: the last batch of a data set can be empty.",
                _depthwise(_ones(0, 8, 8, 1), _ones(3, 3, 1, 2)),
            ),
            Case(
                "height-0",
                "wrong shape",
                "An image without rows",
                "An image 0 pixels high and 8 wide, two filters, SAME: two channels out.",
                _depthwise(_ones(1, 0, 8, 1), _ones(3, 3, 1, 2), padding="SAME"),
            ),
            Case(
                "kernel-too-large",
                "silently accepts",
                "A kernel just too large for the image",
                "A 3×3 image and a 4×4 kernel, stride 2, VALID: not one window fits.",
                _depthwise(_ramp(1, 3, 3, 1), _ones(4, 4, 1, 1), strides=(1, 2, 2, 1)),
                detail="Only a kernel of 7×7, two strides larger than the image, is refused.",
            ),
        ),
        affects=lambda spec, op, arrays: 0 in spec.output_shape,
        issues=(113319, 113320),
    ),
    Fault(
        "Padding is a zero like any other, and 0 times infinity or NaN is NaN. The oneDNN kernel "
        "skips the taps on padding, so there the NaN is missing.",
        (
            Case(
                "nan-over-padding",
                "wrong numbers",
                "A NaN weight that disappears at the border",
                "A kernel whose first weight is NaN, SAME: every sum contains it.",
                _depthwise(_ramp(1, 4, 4, 1), _first_weight_nan(), padding="SAME"),
                detail="A broken weight does not show at the top and the left. With a dilation, "
                "or in float64, it does.",
            ),
        ),
        affects=lambda spec, op, arrays: not _all_finite(arrays[:2]),
    ),
    Fault(
        "oneDNN's AMX kernel for bfloat16 leaves some rows of such a narrow output wrong. "
        "Processors without AMX take another kernel.",
        (
            Case(
                "bfloat16-amx",
                "wrong numbers",
                "bfloat16 on processors with AMX",
                "Ones with a kernel of ones, stride 2, an output one pixel wide, in bfloat16.",
                _call(
                    "conv2d",
                    _ones(1, 20, 1, 4),
                    _ones(3, 3, 4, 16),
                    (1, 2, 2, 1),
                    padding="SAME",
                    dtype="bfloat16",
                ),
            ),
        ),
    ),
    Fault(
        "The kernel reads the pairs of rows and columns, and never looks at the other two. Inside "
        "a tf.function the same call is refused.",
        (
            Case(
                "padding-batch",
                "silently accepts",
                "Padding of the batch",
                "Explicit padding with one image before and one after the batch.",
                _depthwise(
                    _ramp(1, 3, 3, 1),
                    _ones(2, 2, 1, 1),
                    padding=[[1, 1], [0, 0], [0, 0], [0, 0]],
                ),
            ),
            Case(
                "padding-channels",
                "silently accepts",
                "Padding of the channels",
                "Explicit padding with five channels behind the last.",
                _depthwise(
                    _ramp(1, 3, 3, 1),
                    _ones(2, 2, 1, 1),
                    padding=[[0, 0], [0, 0], [0, 0], [0, 5]],
                ),
            ),
        ),
    ),
    Fault(
        "The number is turned into a 64-bit integer on its way to the kernel, and 0.5 is lost.",
        (
            Case(
                "stride-1.5",
                "silently accepts",
                "A stride of one and a half",
                "Strides of 1.5 in both directions.",
                _depthwise(_ramp(1, 4, 4, 1), _ones(2, 2, 1, 1), strides=(1, 1.5, 1.5, 1)),
                detail="The window moves by 1.",
            ),
            Case(
                "padding-1.5",
                "silently accepts",
                "One and a half rows of padding",
                "Explicit padding of 1.5 at the top.",
                _depthwise(
                    _ramp(1, 4, 4, 1),
                    _ones(2, 2, 1, 1),
                    padding=[[0, 0], [1.5, 0], [0, 0], [0, 0]],
                ),
                detail="One row is added.",
            ),
        ),
    ),
    Fault(
        "The oneDNN kernel does not look at the number of axes. It takes the first for the batch, "
        "and so returns the first two of the six images.",
        (
            Case(
                "five-axes",
                "silently accepts",
                "An input with five axes",
                "Six images of 4×4 in two groups of three, as shape (2, 3, 4, 4, 1).",
                _depthwise(_ramp(2, 3, 4, 4, 1), _ones(2, 2, 1, 1)),
            ),
        ),
    ),
    Fault(
        "It is taken for the rows alone: the columns keep a dilation of 1. In tf.nn.conv2d the "
        "same list means both directions.",
        (
            Case(
                "one-dilation",
                "silently accepts",
                "One dilation for two directions",
                "A list of a single dilation, [2].",
                _depthwise(_ramp(1, 5, 5, 1), _ones(2, 2, 1, 1), dilations=[2]),
            ),
        ),
    ),
    Fault(
        "TensorFlow's Eigen kernel for depthwise convolution takes one stride for both directions. "
        "The formula has no such limit, and neither has the oneDNN kernel that computes float32.",
        (
            Case(
                "unequal-strides-float64",
                "refuses what is legal",
                "Unequal strides in float64",
                "An 8×8 image, a 3×3 kernel, a stride of 2 down and of 3 across, in float64.",
                _depthwise(
                    _ramp(1, 8, 8, 1, dtype="float64"),
                    _ones(3, 3, 1, 1, dtype="float64"),
                    strides=(1, 2, 3, 1),
                ),
                detail="With a stride of 1 there are 6×6 outputs; every second row and every third "
                "column of them are the 3×2 that are wanted.",
            ),
        ),
        message=r"only supports equal length strides",
        remedy="call tf.nn.conv2d with the filter reshaped to (kernel height, kernel width, 1, "
        "output channels): each input channel is then a group of its own. Or pad first, convolve with VALID "
        "and stride one, and keep every sh-th row and every sw-th column, the first ones included; sh and "
        "sw are the two strides. Where TensorFlow uses oneDNN, float32 works, too.",
        issues=(33005, 53055, 57251),
    ),
    Fault(
        "On the CPU, the kernel that computes this type keeps channels last. The order of axes "
        "changes nothing in the sum.",
        (
            Case(
                "nchw-float64",
                "refuses what is legal",
                "Channels first in float64",
                "An input with its channels before rows and columns, in float64.",
                _depthwise(
                    _ramp(1, 1, 4, 4, dtype="float64"),
                    _ones(2, 2, 1, 1, dtype="float64"),
                    data_format="NCHW",
                ),
            ),
        ),
        message=r"only supported for NHWC|supports only NHWC|only supports NHWC"
        r"|NHWC tensor format for now",
        remedy="set the data format to NHWC.",
    ),
    Fault(
        "TensorFlow has no kernel for this type of number.",
        (
            Case(
                "integers",
                "refuses what is legal",
                "Whole numbers",
                "Input and kernel as int32.",
                _depthwise(_ramp(1, 3, 3, 1, dtype="int32"), _ones(2, 2, 1, 1, dtype="int32")),
                detail="The depthwise op is built for floating-point types only; tf.nn.conv2d "
                "takes int32.",
            ),
        ),
        message=r"Value for attr 'T'|Could not find device|No registered",
    ),
    Fault(
        "The oneDNN kernel looks up the channel axis before it checks that there is one. The check "
        "inside ends the process instead of raising an error.",
        (
            Case(
                "three-axes",
                "crashes",
                "An image without its batch axis",
                "An input of shape (3, 3, 1): the axis of the batch has been forgotten.",
                _depthwise(_ramp(3, 3, 1), _ones(2, 2, 1, 1)),
            ),
            Case(
                "three-axes-standard",
                "crashes",
                "The same with tf.nn.conv2d",
                "An input of shape (3, 3, 1) for the standard convolution.",
                _call("conv2d", _ramp(3, 3, 1), _ones(2, 2, 1, 1)),
            ),
        ),
        issues=(112536, 112555, 77336, 95415),
    ),
    Fault(
        "oneDNN has a kernel for float16 on processors with AVX512-FP16. It touches memory that is not its own "
        "where a channel has several filters and the last window of a row lies in the padding alone. Whether "
        "that ends the process depends on the sizes.",
        (
            Case(
                "float16-right-padding",
                "crashes",
                "float16 on processors with AVX512-FP16: a window in the padding",
                "One pixel, one column of padding on its right, and two filters of 1×1, all in float16.",
                _depthwise(
                    _ones(1, 1, 1, 1, dtype="float16"),
                    _ones(1, 1, 1, 2, dtype="float16"),
                    padding=[[0, 0], [0, 0], [0, 1], [0, 0]],
                ),
            ),
        ),
        remedy="compute in float32.",
    ),
)
"""Every known fault. A verdict names the first that affects a layer, so the order matters."""
