"""What is often said of the op, hardly ever rightly: each claim with what tests it.

A claim predicts something. The same calls go to this library and to TensorFlow, the same
things are read off both answers, and the verdict is whether they are what was predicted:
a claim that is true comes out as true.

Many of them stand in tutorials and answers on the web; the sentences here are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.costs.layer import costs
from dwconv.costs.roofline import LAYERS
from dwconv.engine.errors import DwconvError
from dwconv.engine.samples import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.networks import Layer, network, parameters, total
from dwconv.reference.calls import (
    Call,
    Measurement,
    Run,
    count_flops,
    depthwise_call,
    grouped_call,
    measure,
    run,
    standard_call,
)
from dwconv.reference.known_faults import formula
from dwconv.reference.worker import Child

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Count:
    """A question about operations: the FLOPs of both kinds of layer.

    Attributes
    ----------
    spec : ConvSpec
    filters : int
        Output channels of the standard layer.
    """

    spec: ConvSpec
    filters: int


@dataclass(frozen=True, eq=False)
class Clock:
    """A question about time: how long TensorFlow takes for both kinds of layer.

    This library has no answer to it: its own times say nothing about TensorFlow's.

    Attributes
    ----------
    spec : ConvSpec
    filters : int
        Output channels of the standard layer.
    """

    spec: ConvSpec
    filters: int


Question = Call | Count | Clock


@dataclass(frozen=True, eq=False)
class Answer:
    """What came back for one question.

    Attributes
    ----------
    output : ndarray or None
    error : str
        The type of the exception; empty if there was none.
    message : str
        Its text.
    flops : dict of str to int
        For a `Count`: keys "depthwise" and "standard".
    seconds : dict of str to float
        For a `Clock`: the same keys, those of the ops that ran.
    """

    output: Array | None = None
    error: str = ""
    message: str = ""
    flops: dict[str, int] | None = None
    seconds: dict[str, float] | None = None

    @property
    def shape(self) -> str:
        """The shape of the output, or that there is none."""
        return "an error" if self.output is None else str(self.output.shape)

    def macs(self, kind: str) -> int:
        """Multiply-accumulates: a MAC is two FLOPs."""
        return (self.flops or {})[kind] // 2

    @property
    def fed(self) -> list[int]:
        """The output channels that hold something else than 0."""
        if self.output is None:
            return []
        return [int(n) for n in np.flatnonzero(np.any(self.output != 0, axis=(0, 1, 2)))]


@dataclass(frozen=True, eq=False)
class Prediction:
    """One thing that a claim lets us expect.

    Attributes
    ----------
    what : str
        What is looked at.
    claimed : object
        What it should be, were the claim true.
    read : callable
        Takes the answers, in the order of the claim's questions, to what it is; to None where
        they say nothing about it.
    """

    what: str
    claimed: object
    read: Callable[[Sequence[Answer]], object]


@dataclass(frozen=True, eq=False)
class Claim:
    """Something that is often said.

    Attributes
    ----------
    key : str
    says : str
        The claim.
    tried : str
        What is done to test it.
    questions : tuple of Call, Count or Clock
    predictions : tuple of Prediction
    truth : str
        What is so instead.
    spec : ConvSpec or None
        The layer for the lab, if one of its layers shows it.
    page : str
        The path of the page that shows it best.
    also : mapping of str to int or str
        What else the link to that page says, by the names in the URL.
    """

    key: str
    says: str
    tried: str
    questions: tuple[Question, ...]
    predictions: tuple[Prediction, ...]
    truth: str
    spec: ConvSpec | None = None
    page: str = ""
    also: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One prediction beside what came of it, in words."""

    what: str
    claimed: str
    ours: str
    theirs: str
    holds: bool


def engine(claim: Claim) -> tuple[Answer, ...]:
    """What this library answers.

    Examples
    --------
    >>> [answer.shape for answer in engine(claim("same-shape"))]
    ['(1, 2, 3, 2)']
    """
    return tuple(_own(question) for question in claim.questions)


def _own(question: Question) -> Answer:
    if isinstance(question, Clock):
        return Answer()
    if isinstance(question, Count):
        cost = costs(question.spec, question.filters)
        return Answer(flops={kind: cost[kind].flops for kind in ("depthwise", "standard")})
    output, refusal = formula(question)
    if output is None:
        return Answer(error=DwconvError.__name__, message=refusal)
    return Answer(output)


def ask(claim: Claim, *, on: Child | None = None) -> Future[tuple[Answer, ...]]:
    """What TensorFlow answers, here and now.

    Parameters
    ----------
    claim : Claim
    on : Child, optional
        The child to run it in; the process-wide one if left out.

    Returns
    -------
    Future of tuple of Answer
        Raises a `ChildError` if TensorFlow does not start, crashes or hangs.
    """
    asked = [_sent(question, on) for question in claim.questions]
    together: Future[tuple[Answer, ...]] = Future()
    together.set_running_or_notify_cancel()

    def finish(_: Future[Any]) -> None:
        # The child takes its questions in turn: after the last one all are answered.
        try:
            together.set_result(tuple(_theirs(each.result()) for each in asked))
        except BaseException as error:
            together.set_exception(error)

    asked[-1].add_done_callback(finish)
    return together


def _sent(question: Question, on: Child | None) -> Future[Any]:
    if isinstance(question, Count):
        return count_flops(question.spec, question.filters, on=on)
    if isinstance(question, Clock):
        return measure(question.spec, question.filters, on=on)
    return run(question, on=on)


def _theirs(result: Run | Measurement | dict[str, int]) -> Answer:
    if isinstance(result, Run):
        return Answer(result.output, result.error, result.message)
    if isinstance(result, Measurement):
        return Answer(seconds={kind: each.seconds for kind, each in result.timings.items()})
    return Answer(flops=result)


def rows(claim: Claim, ours: Sequence[Answer], theirs: Sequence[Answer]) -> list[Row]:
    """Every prediction beside both answers.

    Examples
    --------
    >>> one = claim("same-shape")
    >>> [row] = rows(one, engine(one), engine(one))
    >>> row.claimed, row.ours, row.holds
    ('(1, 3, 3, 1)', '(1, 2, 3, 2)', False)
    """
    return [
        Row(
            each.what,
            _said(each.claimed),
            _said(mine),
            _said(other),
            other == each.claimed and mine in (None, each.claimed),
        )
        for each in claim.predictions
        for mine, other in [(each.read(ours), each.read(theirs))]
    ]


def _said(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)


# The claims


def _numbers(spec: ConvSpec, source: str = "integers") -> tuple[Array, Array]:
    image = make_input(source, spec.height, spec.width, spec.channels)[None]
    return image, make_filter(source, spec.kernel, spec.channels, spec.multiplier)


def _depthwise(spec: ConvSpec, source: str = "integers") -> Call:
    return depthwise_call(spec, *_numbers(spec, source))


def _standard(spec: ConvSpec, filters: int) -> Call:
    image, _ = _numbers(spec)
    return standard_call(spec, image, make_filter("integers", spec.kernel, spec.channels, filters))


def _ones(*shape: int) -> Array:
    return np.ones(shape, np.float32)


def _only(shape: tuple[int, ...], *place: Any) -> Array:
    """Ones at a place, and 0 elsewhere."""
    array = np.zeros(shape, np.float32)
    array[place] = 1
    return array


def _shape(at: int = 0) -> Callable[[Sequence[Answer]], object]:
    return lambda answers: answers[at].shape


def _macs(kind: str, at: int = 0) -> Callable[[Sequence[Answer]], object]:
    return lambda answers: answers[at].macs(kind)


def _channels(at: int = 0) -> Callable[[Sequence[Answer]], object]:
    return lambda answers: _last(answers[at])


def _last(answer: Answer) -> object:
    return "an error" if answer.output is None else int(answer.output.shape[-1])


def _wide(at: int) -> Callable[[Sequence[Answer]], object]:
    return lambda answers: _width(answers[at])


def _width(answer: Answer) -> object:
    return "an error" if answer.output is None else int(answer.output.shape[2])


def _remainder(at: int) -> Callable[[Sequence[Answer]], object]:
    def left_over(answers: Sequence[Answer]) -> object:
        depth = _last(answers[at])
        return depth % 3 if isinstance(depth, int) else depth

    return left_over


def _fed(answers: Sequence[Answer]) -> object:
    return answers[0].fed


def _accepted(at: int = 0) -> Callable[[Sequence[Answer]], object]:
    return lambda answers: "an error" if answers[at].output is None else "an output"


@cache
def claims() -> tuple[Claim, ...]:
    """All claims, in the order of the lesson; links count them, so later ones come last."""
    early = (*_sizes(), *_costs(), *_channel_claims(), *_parameters(), *_strides(), *_practice())
    return (*early, *_true())


def claim(key: str) -> Claim:
    """The claim of that key.

    Raises
    ------
    DwconvError
        If there is none.
    """
    for each in claims():
        if each.key == key:
            return each
    raise DwconvError("claim", key, f"must be one of {', '.join(each.key for each in claims())}")


def _sizes() -> tuple[Claim, ...]:
    worked, source = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2), "ramp"
    image, _ = _numbers(worked, source)
    plain = ConvSpec(15, 15, 3)
    same = plain.replace(padding="SAME")
    n, f = plain.width, plain.kernel[1]
    others = {
        "stride 2": plain.replace(stride=(2, 2)),
        "stride 3": plain.replace(stride=(3, 3)),
        "dilation 2": plain.replace(dilation=(2, 2)),
        "SAME padding": same,
    }
    return (
        Claim(
            "same-shape",
            "The output is a tensor of the same shape as the input.",
            f"The numbers {image.min():g} to {image.max():g} as a 3×3 image of one channel, under a 2×1 "
            f"kernel with M = {worked.multiplier}.",
            (_depthwise(worked, source),),
            (Prediction("shape of the output", str(worked.input_shape), _shape()),),
            f"Only the order of the axes is kept. Without padding the window fits {worked.output_shape[1]} "
            f"times down, and each channel makes M = {worked.multiplier} maps, so {worked.input_shape} "
            f"becomes {worked.output_shape}.",
            worked,
            "shapes",
            {"input": source, "kernel": source},
        ),
        Claim(
            "n-f+1",
            "An output is n − f + 1 wide: the input's width less the kernel's, plus 1.",
            f"n = {n} and f = {f}, with a stride, with a dilation, with padding.",
            tuple(_depthwise(each) for each in others.values()),
            tuple(
                Prediction(f"width with {name}", n - f + 1, _wide(at))
                for at, name in enumerate(others)
            ),
            f"It holds for VALID padding, stride 1 and dilation 1 alone, where it gives "
            f"{plain.horizontal.output}. In general a window spans e = (f − 1)·d + 1 pixels, and the "
            "output is ⌊(n + p − e) / s⌋ + 1 wide, with p pixels of padding in all; SAME gives ⌈n / s⌉.",
            others["stride 2"],
            "shapes",
        ),
        Claim(
            "padding-13",
            "With zero padding applied, 15×15 becomes 13×13 under a 3×3 kernel.",
            "The same layer with SAME padding.",
            (_depthwise(same),),
            (Prediction("shape of the output", str(plain.output_shape), _shape()),),
            f"{plain.vertical.output}×{plain.horizontal.output} is the size without padding, VALID. SAME "
            f"puts {same.pads[0][0]} row of zeros above and {same.pads[0][1]} below, and columns likewise, "
            f"and the output stays {same.vertical.output}×{same.horizontal.output}.",
            same,
            "shapes",
        ),
    )


def _costs() -> tuple[Claim, ...]:
    plain, filters = ConvSpec(15, 15, 3), 8
    three = plain.replace(multiplier=3)
    strided = plain.replace(stride=(2, 2))
    wide, maps = costs(plain, filters), three.channels * three.multiplier
    cost, equal = costs(three, filters), costs(three)
    behind = ConvSpec(plain.vertical.output, plain.horizontal.output, 3, kernel=(1, 1))
    pointwise = costs(behind, filters)["standard"].macs
    one = wide["depthwise"].macs
    by_input = plain.height * plain.width * plain.channels * plain.kernel[0] * plain.kernel[1]
    taps = plain.kernel[0] * plain.kernel[1] * plain.channels
    single = costs(plain, 1)["standard"].macs
    return (
        Claim(
            "27",
            f"A 3×3×3 kernel on a 15×15×3 image takes {taps} multiplications.",
            "One such kernel on the whole image, VALID, counted.",
            (Count(plain, 1),),
            (Prediction("multiplications of one kernel", taps, _macs("standard")),),
            f"{taps} is the count for one position of the window. The map has {plain.vertical.output}·"
            f"{plain.horizontal.output} positions, and so {single:,} multiplications.",
            plain,
            "cost",
        ),
        Claim(
            "equal-multiplications",
            "A depthwise convolution takes as many multiplications as a normal one.",
            f"15×15×3 under {filters} normal kernels and under depthwise ones with M = 3; then both with "
            f"{maps} maps.",
            (Count(three, filters), Count(three, maps)),
            (
                Prediction(
                    f"MACs of the normal one, {filters} maps",
                    cost["depthwise"].macs,
                    _macs("standard"),
                ),
                Prediction(
                    f"MACs of the normal one, {maps} maps",
                    cost["depthwise"].macs,
                    _macs("standard", 1),
                ),
            ),
            f"The depthwise layer has {cost['depthwise'].macs:,}. For as many maps a normal one has C times "
            f"as many, here {equal['standard'].macs:,}, since each of its values is a sum over all C = "
            f"{three.channels} channels. The two are equal only where N, its number of kernels, is M.",
            three,
            "cost",
        ),
        Claim(
            "pointwise-saves",
            "The pointwise step behind a depthwise layer brings the multiplications down.",
            f"15×15×3, M = 1, and a 1×1 convolution to {filters} maps behind it.",
            (Count(plain, filters), Count(behind, filters)),
            (
                Prediction(
                    "MACs of both steps, against the depthwise one alone",
                    "fewer",
                    lambda answers: (
                        "fewer"
                        if answers[0].macs("depthwise") + answers[1].macs("standard")
                        < answers[0].macs("depthwise")
                        else "more"
                    ),
                ),
            ),
            f"It adds {pointwise:,} to {one:,}. What saves is the pair as a whole: its "
            f"{wide['separable'].macs:,} stand for the {wide['standard'].macs:,} of a normal convolution "
            f"with the same {filters} maps.",
            plain,
            "cost",
        ),
        Claim(
            "macs-are-flops",
            "H·W·C·K·K is the number of FLOPs.",
            "15×15×3, M = 1, with H and W of the output.",
            (Count(plain, filters),),
            (
                Prediction(
                    "FLOPs of the depthwise layer",
                    one,
                    lambda answers: (answers[0].flops or {})["depthwise"],
                ),
            ),
            f"It counts multiplications. Each of them comes with an addition, and by the usual count one "
            f"multiply-accumulate is two FLOPs: {one:,} MACs are {wide['depthwise'].flops:,} FLOPs.",
            plain,
            "cost",
        ),
        Claim(
            "input-size",
            "In H·W·C·K·K, H and W are the input's height and width, and that is all there is to it.",
            "15×15×3 under 3×3 kernels: VALID, then with stride 2, then with M = 3.",
            (Count(plain, 3), Count(strided, 3), Count(three, 9)),
            tuple(
                Prediction(f"MACs, {name}", by_input, _macs("depthwise", at))
                for at, name in enumerate(("VALID", "VALID, stride 2", "VALID, M = 3"))
            ),
            "A product is made for each value of the output, so H and W are the output's, and each of the M "
            "filters of a channel makes its own: H_o·W_o·C·M·K_h·K_w. "
            f"The input's size gives {by_input:,}, right only for SAME, stride 1 and M = 1.",
            plain,
            "cost",
        ),
    )


def _channel_claims() -> tuple[Claim, ...]:
    plain = ConvSpec(15, 15, 3)
    three = plain.replace(multiplier=3)
    small = ConvSpec(4, 4, 3, kernel=(2, 2), multiplier=2)
    rgb, kernels = _ones(*small.input_shape), small.filter_shape
    depths = [ConvSpec(6, 6, c, multiplier=m) for c, m in ((1, 2), (2, 2), (4, 5))]
    tripled = small.replace(multiplier=3)
    red = _only(tripled.input_shape, ..., 0)
    blue = _only(tripled.input_shape, ..., 2)
    return (
        Claim(
            "conv2d-keeps-channels",
            "A conv2d filter of shape (3, 3, 3, 8) on 15×15×3 gives 13×13×3.",
            "That call, VALID.",
            (_standard(plain, 8),),
            (Prediction("output channels", 3, _channels()),),
            "A normal convolution makes one map a kernel, and the last axis of its filter says how many "
            "kernels there are: 8.",
            plain,
            "cost",
            {"n": 8},
        ),
        Claim(
            "maps-need-1x1",
            "To make n maps, a normal convolution needs n kernels of 1×1 behind it.",
            "One call of conv2d with 8 kernels of 3×3×3.",
            (_standard(plain, 8),),
            (Prediction("output channels of the one call", 1, _channels()),),
            "n kernels as deep as the input make n maps at once. The 1×1 kernels belong to the separable "
            "pair, where the depthwise layer has mixed no channels and they do it.",
            plain,
            "cost",
            {"n": 8},
        ),
        Claim(
            "one-filter-a-channel",
            "Each input channel meets exactly one filter.",
            f"An input in which only channel 0 is not zero, M = {tripled.multiplier}, weights of 1.",
            (depthwise_call(tripled, red, _ones(*tripled.filter_shape)),),
            (Prediction("output channels that hold something", [0], _fed),),
            f"It meets M filters, here {tripled.multiplier}, and makes a map with each. One filter a "
            "channel is the case M = 1.",
            tripled,
        ),
        Claim(
            "channel-becomes-kM",
            "Input channel k is expanded to k·M output channels.",
            f"An input in which only channel 2 is not zero, M = {tripled.multiplier}, weights of 1.",
            (depthwise_call(tripled, blue, _ones(*tripled.filter_shape)),),
            (
                Prediction(
                    "how many output channels hold something",
                    2 * tripled.multiplier,
                    lambda answers: len(answers[0].fed),
                ),
            ),
            "Every channel is expanded to M of them, those from k·M to k·M + M − 1. By the claim channel 0 "
            "would have none.",
            tripled,
        ),
        Claim(
            "q-is-output",
            "In the formula, q is the output channel.",
            f"C = 3, M = {small.multiplier}; of all weights only those of channel k = 1, filter q = 1 are "
            "not zero.",
            (depthwise_call(small, rgb, _only(kernels, ..., 1, 1)),),
            (Prediction("output channels that hold something", [1], _fed),),
            f"q numbers the M filters of one input channel. The output channel is k·M + q = "
            f"1·{small.multiplier} + 1 = {1 * small.multiplier + 1}.",
            small,
        ),
        Claim(
            "filter-by-filter",
            "The maps are stacked filter by filter: first those of every channel's filter 0, then those "
            "of filter 1.",
            f"C = 3, M = {small.multiplier}; only the weights with q = 0 are not zero.",
            (depthwise_call(small, rgb, _only(kernels, ..., 0)),),
            (Prediction("output channels that hold something", [0, 1, 2], _fed),),
            "They are stacked channel by channel: the M maps of channel 0 come first, so the maps of filter "
            f"0 are every {small.multiplier}nd one.",
            small,
        ),
        Claim(
            "multiples-of-3",
            "The output's depth is a multiple of 3.",
            "1 channel with M = 2, then 2 with M = 2, then 4 with M = 5.",
            tuple(_depthwise(each) for each in depths),
            tuple(
                Prediction(
                    f"what 3 leaves over of C·M = {each.channels}·{each.multiplier} channels",
                    0,
                    _remainder(at),
                )
                for at, each in enumerate(depths)
            ),
            "It is a multiple of the number of input channels, C·M. A colour image has three; the layers "
            "behind it have any number.",
            depths[1],
        ),
        Claim(
            "only-k-and-q",
            "Depthwise and normal convolution differ in k and q alone: with the same filter the outputs "
            "have the same shape.",
            "15×15×3 and one filter of shape (3, 3, 3, 3), given to both ops.",
            (_depthwise(three), _standard(plain, 3)),
            (
                Prediction("output channels of depthwise_conv2d", 3, _channels(0)),
                Prediction("output channels of conv2d", 3, _channels(1)),
            ),
            "The last axis of the filter is M in one and the number of maps in the other. The output's index "
            "differs, k·M + q against k, and conv2d also sums over the input channels.",
            three,
        ),
    )


def _parameters() -> tuple[Claim, ...]:
    plain = ConvSpec(15, 15, 3)
    image, kernel = _numbers(plain)
    four, taps = ConvSpec(8, 8, 1, kernel=(2, 2)), _ones(2, 2, 1, 1)
    both = four.replace(stride=(2, 2), dilation=(2, 2))
    dilated = plain.replace(dilation=(2, 2))
    first = np.ascontiguousarray(np.moveaxis(_ones(1, 8, 8, 2), 3, 1))
    batches = np.ones((2, 3, 15, 15, 3), np.float32)
    return (
        Claim(
            "free-third-axis",
            "The filter's third axis is the number of channels of the filter, as many as one likes.",
            "An input of 3 channels, and a filter of shape (3, 3, 2, 1).",
            (Call("depthwise_conv2d", image, kernel[:, :, :2], [1, 1, 1, 1], "VALID"),),
            (Prediction("what comes back", "an output", _accepted()),),
            "It is the number of input channels, and must be equal to it. The filter holds one 2-D kernel "
            "for each of the in_channels·channel_multiplier pairs of a channel and a filter.",
            plain,
        ),
        Claim(
            "more-batch-axes",
            "The input may have more than one batch axis in front, as for conv2d.",
            "An input of shape (2, 3, 15, 15, 3).",
            (Call("depthwise_conv2d", batches, kernel, [1, 1, 1, 1], "VALID"),),
            (Prediction("shape of the output", str((2, 3, *plain.output_shape[1:])), _shape()),),
            "depthwise_conv2d takes exactly four axes. conv2d takes more; here the formula has no place for "
            "them, and TensorFlow, run eagerly, does not look.",
        ),
        Claim(
            "four-strides",
            "Each of the four strides may be larger than 1.",
            "strides=[1, 2, 2, 3].",
            (Call("depthwise_conv2d", image, kernel, [1, 2, 2, 3], "VALID"),),
            (Prediction("what comes back", "an output", _accepted()),),
            "Those of batch and channels must be 1: in NHWC the first and the last, in NCHW the first two.",
        ),
        Claim(
            "dilation-refuses-stride",
            "A stride above 1 together with a dilation above 1 is refused.",
            "8×8, a 2×2 kernel of ones, stride 2, dilation 2, VALID.",
            (depthwise_call(both, make_input("ramp", 8, 8, 1)[None], taps),),
            (Prediction("what comes back", "an error", _shape()),),
            f"The formula has no trouble with it and gives {both.output_shape}. TensorFlow only warns, and "
            "then returns numbers that are not those of the formula.",
            both,
            "tensorflow",
        ),
        Claim(
            "conv2d-no-dilation",
            "Dilation is a matter of the depthwise op: conv2d has none.",
            "conv2d on 15×15×3, 8 kernels, VALID, dilation 2.",
            (_standard(dilated, 8),),
            (Prediction("width of the output", plain.horizontal.output, _wide(0)),),
            f"Both have it. A kernel of 3 with dilation 2 spans {dilated.horizontal.effective} pixels, and "
            f"the output is {dilated.horizontal.output} wide. conv2d takes a stride with it, too.",
            dilated,
            "shapes",
        ),
        Claim(
            "nchw-filter",
            'With data_format "NCHW" the filter, too, has its channels first.',
            "An input of shape (1, 2, 8, 8), and a filter of shape (2, 1, 3, 3).",
            (
                Call(
                    "depthwise_conv2d",
                    first,
                    _ones(2, 1, 3, 3),
                    [1, 1, 1, 1],
                    "VALID",
                    "NCHW",
                ),
            ),
            (Prediction("what comes back", "an output", _accepted()),),
            "data_format is about input, output, strides and padding. The filter is [filter_height, "
            "filter_width, in_channels, channel_multiplier] in both, here (3, 3, 2, 1).",
        ),
        Claim(
            "nchw-everywhere",
            'data_format "NCHW" works wherever "NHWC" does.',
            "An input of shape (1, 2, 8, 8), a filter of shape (3, 3, 2, 1), both in float64.",
            (
                Call(
                    "depthwise_conv2d",
                    first.astype(np.float64),
                    np.ones((3, 3, 2, 1)),
                    [1, 1, 1, 1],
                    "VALID",
                    "NCHW",
                ),
            ),
            (Prediction("what comes back", "an output", _accepted()),),
            "The formula has an answer, and TensorFlow on a processor without graphics card has it for "
            "float32, which oneDNN serves. The kernel for float64 knows NHWC only.",
        ),
    )


def _strides() -> tuple[Claim, ...]:
    plain = ConvSpec(15, 15, 3)
    uneven = plain.replace(stride=(2, 1))
    image, kernel = _numbers(uneven)
    array = np.array(depthwise_call(plain, image, kernel).strides)
    single = depthwise_call(uneven, image, kernel)
    double = depthwise_call(uneven, image.astype(np.float64), kernel.astype(np.float64))
    return (
        Claim(
            "array-of-strides",
            "strides is a tensor of four numbers.",
            f"strides=np.{array!r}, an array.",
            (Call("depthwise_conv2d", image, kernel, array, "VALID"),),
            (Prediction("what comes back", "an output", _accepted()),),
            "It is a list or a tuple of four Python numbers. An array is refused, and so is a tensor.",
            plain,
        ),
        Claim(
            "unequal-strides",
            "Strides that differ down and across work wherever equal ones do.",
            f"strides={single.strides}, in float32 and in float64.",
            (single, double),
            (
                Prediction("what comes back in float32", "an output", _accepted(0)),
                Prediction("what comes back in float64", "an output", _accepted(1)),
            ),
            f"The formula has no trouble with it and gives {uneven.output_shape}. TensorFlow has two kernels "
            "for the processor. That of oneDNN serves float32 and takes such strides. The plain one takes "
            "equal strides only, and it serves float64, and float32 where oneDNN is off.",
            uneven,
            "tensorflow",
        ),
    )


def _practice() -> tuple[Claim, ...]:
    timed = "56x56x128"
    layer, filters = LAYERS[timed]
    cost = costs(layer, filters)
    times = cost["standard"].macs // cost["depthwise"].macs
    # As one says it, so that a claim that is true comes out as true.
    about = f"about {times} times"

    def slower(answers: Sequence[Answer]) -> object:
        seconds = answers[0].seconds
        if seconds is None:
            return None
        if not {"standard", "depthwise"} <= seconds.keys():
            return "an error"
        ratio = seconds["standard"] / seconds["depthwise"]
        return about if times / 2 < ratio < times * 2 else f"{ratio:.1f} times"

    heavy, light = network("Xception"), network("MobileNet")

    def larger(answers: Sequence[Answer]) -> object:
        macs = [
            answer.macs("depthwise" if layer.kind == "depthwise" else "standard")
            for answer, layer in zip(answers, heavy + light, strict=True)
        ]
        ratio = sum(macs[: len(heavy)]) / sum(macs[len(heavy) :])
        return "no more" if ratio <= 1 else f"{ratio:.1f} times as many"

    return (
        Claim(
            "macs-are-time",
            "A layer with a tenth of the multiplications takes a tenth of the time.",
            f"{layer.height}×{layer.width}×{layer.channels}, {layer.kernel[0]}×{layer.kernel[1]}, SAME: "
            f"for {filters} maps conv2d has {times} times the MACs of the depthwise op. TensorFlow runs "
            "both for about a second.",
            (Clock(layer, filters),),
            (Prediction("time of conv2d, against that of the depthwise op", about, slower),),
            "Fewer MACs, but slower ones: each value that a depthwise op reads from memory meets only a few "
            "weights, and each value in conv2d meets all kernels, as a large product of matrices. How much "
            "is left of the saving depends on the layer and on the machine. The Cost page measures it "
            "under Time.",
            None,
            "cost",
            {"view": "time", "timed": timed},
        ),
        Claim(
            "xception-is-mobile",
            "Xception, like MobileNet, was made for mobile devices.",
            f"Every layer of both, for one image: {_side(heavy)} for Xception, {_side(light)} for MobileNet. "
            "Made for the same devices, Xception should not need more.",
            tuple(_counted(layer) for layer in heavy + light),
            (Prediction("MACs of Xception, against MobileNet's", "no more", larger),),
            f"Xception has {_millions('Xception')} M parameters and takes {_billions(heavy)} G MACs an image, "
            f"MobileNet {_millions('MobileNet')} M and {_billions(light)} G. Its paper sets it beside Inception "
            "V3, a network of as many parameters, and is after accuracy. What it shares with MobileNet is "
            "the separable pair.",
            None,
            "networks",
            {"net": "Xception"},
        ),
    )


def _true() -> tuple[Claim, ...]:
    """What is said and is so: without it there would be nothing to decide."""
    spec = ConvSpec(8, 8, 3, multiplier=2)
    image, bank = _numbers(spec)
    even = ConvSpec(4, 4, 1, kernel=(2, 2), padding="SAME")
    ones = _ones(*even.input_shape), _ones(*even.filter_shape)
    (top, bottom), _ = even.pads

    def difference(answers: Sequence[Answer]) -> object:
        one, other = (answer.output for answer in answers)
        return "an error" if one is None or other is None else float(np.abs(one - other).max())

    def corners(answers: Sequence[Answer]) -> object:
        output = answers[0].output
        return "an error" if output is None else [int(output[0, at, at, 0]) for at in (0, -1)]

    grouped = grouped_call(spec, image, bank)
    return (
        Claim(
            "conv2d-in-groups",
            "conv2d can do a depthwise convolution, if its filters have a depth of 1.",
            f"The same numbers twice: {spec.filter_shape} for depthwise_conv2d, and laid out as "
            f"{grouped.filter.shape} for conv2d.",
            (_depthwise(spec), grouped),
            (Prediction("largest difference between the outputs", 0.0, difference),),
            f"Filters that are 1 deep on {spec.channels} channels make {spec.channels} groups, a channel in "
            f"each, and {grouped.filter.shape[3]} filters are {spec.multiplier} for each group: depthwise, "
            f"with M = {spec.multiplier}. The Comparison page goes there group by group.",
            spec,
            "comparison",
            {"g": spec.channels},
        ),
        Claim(
            "same-is-uneven",
            "SAME may pad below and on the right more than above and on the left.",
            f"{even.kernel[0]}×{even.kernel[1]} weights on {even.height}×{even.width} values, all of them 1: "
            "an output counts the taps that meet the image.",
            (depthwise_call(even, *ones),),
            (Prediction("first and last output on the diagonal", [4, 1], corners),),
            f"An even kernel needs an odd number of zeros: here {top + bottom} in all, {top} above and {bottom} "
            'below. The odd one always goes below and to the right, in PyTorch\'s "same" too; what pads '
            "both sides alike makes other numbers.",
            even,
            "shapes",
        ),
    )


def _counted(layer: Layer) -> Count:
    """A layer of a network; one on a vector is a 1×1 convolution of a single pixel."""
    vector = len(layer.input_shape) == 2
    spec = ConvSpec(1, 1, layer.input_shape[-1], kernel=(1, 1)) if vector else layer.spec
    return Count(spec, layer.output_shape[-1])


def _side(layers: Sequence[Layer]) -> str:
    _, height, width, _ = layers[0].input_shape
    return f"{height}×{width}"


def _millions(name: str) -> str:
    return f"{parameters(name)['trainable'] / 10**6:.1f}"


def _billions(layers: Sequence[Layer]) -> str:
    return f"{total(layers).macs / 10**9:.2f}"
