"""The lesson, from one kernel on one channel to the whole op, as data.

A part is a few beats, and a beat is what a teacher says while the animation plays one stretch.
Every number in the sentences is put in from the layer that is shown, or from one of the same
kind that the sentence names. Where two numbers stand side by side they differ, if they can: in
H·W·K·K = 4·5·3·3 one sees which is which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.costs.layer import costs
from dwconv.engine.convolve import conv2d, depthwise_conv2d
from dwconv.engine.samples import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call, depthwise_call, standard_call
from dwconv.teaching.claims import Count, claims

Array = npt.NDArray[Any]
Shows = Literal["depthwise", "depth", "conv2d", "separable", "closing"]
Unit = Literal["tap", "window", "pixel"]


@dataclass(frozen=True)
class Picture:
    """What is animated: a layer on numbers that are made from names.

    Attributes
    ----------
    spec : ConvSpec
    shows : str
        "depthwise", the layer by itself; or beside another: "depth", `tf.nn.conv2d` on the first
        channel and on all; "conv2d", depthwise and `tf.nn.conv2d` with as many outputs;
        "separable", depthwise and a pointwise layer behind it; "closing", depthwise and
        `tf.nn.conv2d` with `filters` outputs.
    filters : int or None
        Kernels of `tf.nn.conv2d`; None for as many as the depthwise layer has outputs.
    input, kernel : str
        From `dwconv.engine.samples`.
    seed : int
    pages : tuple of str
        Paths of the pages that show the same: "comparison" only where both layers have as many
        outputs, "" what `alone` is.
    """

    spec: ConvSpec
    shows: Shows = "depthwise"
    filters: int | None = None
    input: str = "integers"
    kernel: str = "integers"
    seed: int = 4
    pages: tuple[str, ...] = ("",)

    def operands(self) -> tuple[Array, Array]:
        """Input and depthwise filter."""
        spec = self.spec
        return (
            make_input(self.input, *spec.input_shape[1:], self.seed)[None],
            make_filter(self.kernel, spec.kernel, spec.channels, spec.multiplier, self.seed),
        )

    @property
    def maps(self) -> int:
        """Outputs of what stands beside the depthwise layer: the cost page's N."""
        return self.filters or _made(self.spec)

    @property
    def alone(self) -> ConvSpec:
        """The depthwise layer in it. On one channel `tf.nn.conv2d` is one: its kernels are its M."""
        if self.shows == "depth":
            return self.spec.replace(channels=1, multiplier=self.maps)
        return self.spec

    def bank(self) -> Array:
        """The kernels of `tf.nn.conv2d`, of shape (kh, kw, C, `maps`)."""
        spec = self.spec
        return make_filter(self.kernel, spec.kernel, spec.channels, self.maps, self.seed)

    @property
    def windows(self) -> int:
        """How many windows the animation goes through."""
        spec = self.spec
        positions, made = spec.vertical.output * spec.horizontal.output, _made(spec)
        return (
            positions
            * {
                "depthwise": made,
                "depth": self.maps,
                "conv2d": made,
                "separable": 2 * made,
                "closing": made + self.maps,
            }[self.shows]
        )


@dataclass(frozen=True)
class Beat:
    """One idea: what is said, and the stretch of the animation that shows it.

    Attributes
    ----------
    says : str
        A few sentences (Markdown).
    picture : Picture
    first, last : int
        Windows, counted from 0: it plays from the one and stops at the result of the other.
    unit : "tap", "window" or "pixel"
    speed : float
    counts : Count or None
        A layer whose cost is said, where it is not the one that is shown.
    """

    says: str
    picture: Picture
    first: int = 0
    last: int = 0
    unit: Unit = "window"
    speed: float = 1
    counts: Count | None = None


@dataclass(frozen=True, eq=False)
class Part:
    """One section.

    Attributes
    ----------
    title : str
    beats : tuple of Beat
    asks, answer : str
        A question to the class, and what is right.
    calls : tuple of Call
        What is run in TensorFlow, as code and as what it prints.
    """

    title: str
    beats: tuple[Beat, ...]
    asks: str
    answer: str
    calls: tuple[Call, ...] = ()


@cache
def parts() -> tuple[Part, ...]:
    """All parts, in order.

    Examples
    --------
    >>> [part.title for part in parts()][:3]
    ['One channel, one kernel', 'Three channels, one kernel', 'Many kernels']
    """
    return (
        _one_channel(),
        _three_channels(),
        _many_kernels(),
        _depthwise(),
        _cost(),
        _separable(),
        _parameters(),
        _worked(),
        _formulas(),
        _closing(),
    )


def chapters() -> dict[str, int]:
    """The titles of all parts and, behind them, of the claims; how many beats each has.

    Examples
    --------
    >>> list(chapters())[-1]
    'Often said'
    """
    return {part.title: len(part.beats) for part in parts()} | {"Often said": len(claims())}


def _made(spec: ConvSpec) -> int:
    return spec.channels * spec.multiplier


def _size(height: int, width: int, *depth: int) -> str:
    return "×".join(map(str, (height, width, *depth)))


def _place(spec: ConvSpec) -> str:
    return _size(spec.vertical.output, spec.horizontal.output)


def _sum(*terms: tuple[Any, Any]) -> str:
    """Products, as one says them: 1·1 + 4·3."""
    return " + ".join(f"{_plain(a)}·{_plain(b)}" for a, b in terms)


def _plain(value: Any) -> str:
    number = float(value)
    text = f"{number:g}".replace("-", "−")
    return f"({text})" if number < 0 else text


def _whole(value: Any) -> str:
    return f"{float(value):g}".replace("-", "−")


_IMAGE = ConvSpec(15, 15, 3)  # the running example: a small colour image, VALID
_FILTERS = 8
_SMALL = ConvSpec(5, 5, 3)  # the same in a size whose digits can be read
_LARGE = f"On a larger image, {_IMAGE.height}×{_IMAGE.width}×{_IMAGE.channels},"


def _one_channel() -> Part:
    spec = ConvSpec(_IMAGE.height, _IMAGE.width, 1)
    picture = Picture(spec)
    image, kernel = picture.operands()
    output = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")
    n, f, o = spec.width, spec.kernel[1], spec.horizontal.output
    window, taps = _size(*spec.kernel), spec.kernel[0] * spec.kernel[1]
    columns = spec.horizontal.taps(1)
    return Part(
        "One channel, one kernel",
        (
            Beat(
                f"A **kernel** is a small grid of weights, here {window}. Laid on the input, it covers "
                f"a window of the same size. Each value is multiplied by the weight on it, and the "
                f"{taps} products are added up: **{_whole(output[0, 0, 0, 0])}**. That is one value of "
                "the output.",
                picture,
                unit="tap",
            ),
            Beat(
                f"The window moves on by the **stride**, here {spec.stride[1]} pixel. The same {taps} "
                "weights make the next value, and so on along the row.",
                picture,
                last=o - 1,
                speed=4,
            ),
            Beat(
                f"Along n = {n} pixels, a window of f = {f} fits in n − f + 1 = {n} − {f} + 1 = {o} "
                f"places. So {_size(n, n)} becomes {_place(spec)}, without padding (**VALID**) and with "
                "stride and dilation 1.",
                picture,
                first=o,
                last=picture.windows - 1,
                speed=32,
            ),
        ),
        "The window makes the output value at row 0, column 1. Which input columns does it cover?",
        f"Columns {columns[0]} to {columns[-1]}. With stride 1 and VALID, as here, a window begins where "
        "its output value stands.",
    )


def _three_channels() -> Part:
    picture = Picture(_SMALL, "depth", 1, pages=("", "cost"))
    kh, kw, depth = *_SMALL.kernel, _SMALL.channels
    image, _ = picture.operands()
    second = conv2d(image, picture.bank(), [1, 1, 1, 1], "VALID")[0, 0, 1, 0]
    shown, large = costs(_SMALL, 1)["standard"].macs, costs(_IMAGE, 1)["standard"].macs
    deep = 64
    weights = costs(_IMAGE.replace(channels=deep), 1)["standard"].params
    return Part(
        "Three channels, one kernel",
        (
            Beat(
                f"A colour image has {depth} numbers at each pixel: red, green, blue. A normal kernel "
                f"is as deep as its input: {_size(kh, kw, 1)} for one channel on the left, "
                f"{_size(kh, kw, depth)} for all {depth} on the right.",
                picture,
            ),
            Beat(
                f"At each position it multiplies {kh}·{kw}·{depth} = {kh * kw * depth} times, channel after "
                f"channel, and adds everything into a single number, here **{_whole(second)}**. {depth} "
                "channels in, one channel out.",
                picture,
                first=1,
                last=1,
                unit="tap",
                speed=4,
            ),
            Beat(
                f"Here are {_place(_SMALL)} positions, so {shown} multiplications. {_LARGE} the output is "
                f"{_place(_IMAGE)}×1: {_IMAGE.vertical.output * _IMAGE.horizontal.output} positions, "
                f"{kh * kw * depth} multiplications at each, {large:,} in all.",
                picture,
                first=2,
                last=picture.windows - 1,
                speed=2,
                counts=Count(_IMAGE, 1),
            ),
        ),
        f"How many weights has one {_size(kh, kw)} kernel of a normal convolution on {deep} channels?",
        f"{kh}·{kw}·{deep} = {weights}. It still makes one channel.",
    )


def _many_kernels() -> Part:
    kernels = 4
    picture = Picture(_SMALL, "depth", kernels, pages=("", "cost"))
    pointwise = Picture(_SMALL.replace(kernel=(1, 1)), "depth", kernels, pages=("", "cost"))
    shown, cost = costs(_SMALL, kernels)["standard"], costs(_IMAGE, _FILTERS)["standard"]
    depth = _SMALL.channels
    return Part(
        "Many kernels",
        (
            Beat(
                f"One kernel makes one **map**. For {kernels} maps take {kernels} kernels, each with weights "
                f"of its own and as deep as the input: 1 on the left, {depth} on the right. At every position "
                f"either side makes {kernels} numbers.",
                picture,
                last=kernels - 1,
            ),
            Beat(
                f"The maps are stacked as channels, on the right {_place(_SMALL)}×{kernels} for {shown.macs} "
                f"multiplications. {_LARGE} {_FILTERS} kernels give {_place(_IMAGE)}×{_FILTERS}, with "
                f"{cost.params} weights and {cost.macs:,} multiplications.",
                picture,
                first=kernels,
                last=picture.windows - 1,
                unit="pixel",
                speed=2,
                counts=Count(_IMAGE, _FILTERS),
            ),
            Beat(
                "A kernel may be 1×1, a **pointwise** convolution: it sees one pixel at a time. On the left "
                f"it can only scale it, on the right it mixes the pixel's {depth} channels. The picture "
                f"keeps its size, {_place(pointwise.spec)}.",
                pointwise,
                last=pointwise.windows - 1,
                unit="pixel",
                speed=2,
            ),
        ),
        f"An input of {_size(28, 28, 16)} meets 32 kernels of a normal convolution. How deep is each "
        "kernel, and how deep is the output?",
        f"Each kernel is as deep as the input, {ConvSpec(28, 28, 16).channels}; the output is as deep as "
        "there are kernels, 32.",
    )


def _depthwise() -> Part:
    spec = ConvSpec(6, 7, 3)
    picture = Picture(spec)
    double = Picture(spec.replace(multiplier=2))
    c, m, (kh, kw) = spec.channels, double.spec.multiplier, spec.kernel
    cost = costs(spec)["depthwise"].macs
    high, wide = spec.vertical.output, spec.horizontal.output
    k, q = divmod(4, m)
    return Part(
        "Depthwise: every channel by itself",
        (
            Beat(
                f"Now no sum crosses the channels. Each of the {c} input channels meets a {_size(kh, kw)} "
                "kernel of its own and makes a map of its own. A lane is a channel, and nothing goes "
                "from lane to lane.",
                picture,
                last=c - 1,
                speed=0.5,
            ),
            Beat(
                f"A channel costs H·W·K·K = {high}·{wide}·{kh}·{kw} = {cost // c} multiplications, with the "
                f"height H and width W of the output and kernels of K×K. All C = {c} channels cost {cost}.",
                picture,
                first=c,
                last=picture.windows - 1,
                unit="pixel",
                speed=2,
            ),
            Beat(
                f"With a **channel multiplier** M = {m}, each channel meets M kernels and makes M maps. "
                f"The output has C·M = {c}·{m} = {c * m} channels, in the order of the input's: kernel q of "
                "channel k makes output channel k·M + q.",
                double,
                last=c * m - 1,
            ),
        ),
        f"C = {c}, M = {m}. Which kernel of which channel makes output channel 4?",
        f"4 = {k}·{m} + {q}, so k = {k} and q = {q}: the first kernel of the last channel.",
    )


def _cost() -> Part:
    picture = Picture(_SMALL, "conv2d", pages=("comparison", "cost"))
    c, taps = _SMALL.channels, _SMALL.kernel[0] * _SMALL.kernel[1]
    cost, equal = costs(_IMAGE, _FILTERS), costs(_IMAGE.replace(channels=64))
    depthwise, standard = cost["depthwise"], cost["standard"]
    return Part(
        "What it costs",
        (
            Beat(
                f"The same input, {_made(_SMALL)} maps on both sides. One value takes {taps} multiplications "
                f"on the left and {taps * c} on the right, where the kernel goes through all {c} channels.",
                picture,
                unit="tap",
                speed=4,
            ),
            Beat(
                "Depthwise: H·W·C·M·K·K **multiply-accumulates** (MACs), normal: H·W·C·N·K·K, with H and "
                "W of the output and N maps. For as many maps, N = C·M, the normal one needs C times as many.",
                picture,
                first=1,
                last=picture.windows - 1,
                unit="pixel",
            ),
            Beat(
                f"{_LARGE} depthwise takes {depthwise.macs:,} MACs (M = 1), and {_FILTERS} normal kernels "
                f"{standard.macs:,}. A MAC is two FLOPs: {depthwise.flops:,} against {standard.flops:,}. "
                f"Weights: {depthwise.params} against {standard.params}.",
                picture,
                first=picture.windows - 1,
                last=picture.windows - 1,
                unit="pixel",
                counts=Count(_IMAGE, _FILTERS),
            ),
        ),
        "With 64 channels in and 64 out, how many times as many MACs has the normal convolution?",
        f"{equal['standard'].macs // equal['depthwise'].macs} times: as many as there are channels. It also "
        "mixes them, which the depthwise layer does not.",
    )


def _separable() -> Part:
    picture = Picture(_SMALL, "separable", pages=("comparison", "cost"))
    made = _made(_SMALL)
    small, cost = costs(_SMALL), costs(_IMAGE, _FILTERS)
    shown = small["depthwise"].macs, small["separable"].macs - small["depthwise"].macs
    depthwise, pair, standard = (cost[kind].macs for kind in ("depthwise", "separable", "standard"))
    many = costs(_IMAGE.replace(channels=64), 128)
    return Part(
        "The separable pair",
        (
            Beat(
                "A depthwise layer never mixes channels; something else has to. First it makes its "
                f"{made} values at one position, one a channel.",
                picture,
                last=made - 1,
            ),
            Beat(
                f"Then a **pointwise** layer takes these {made} numbers as its input. Each of its 1×1 kernels "
                "weighs them against each other and makes one map. Both together are a **depthwise "
                "separable** convolution; MobileNet and Xception are built of it.",
                picture,
                first=made,
                last=2 * made - 1,
            ),
            Beat(
                f"The second step adds MACs, here {shown[0]} + {shown[1]}. {_LARGE} to {_FILTERS} maps: "
                f"{depthwise:,} + {pair - depthwise:,} = {pair:,}. What it replaces costs {standard:,}: the "
                f"pair has 1/{_FILTERS} + 1/{_IMAGE.kernel[0] * _IMAGE.kernel[1]} = {pair / standard:.1%} of it.",
                picture,
                first=2 * made,
                last=picture.windows - 1,
                unit="pixel",
                counts=Count(_IMAGE, _FILTERS),
            ),
        ),
        "With 64 channels in and 128 out, what share of the normal convolution's MACs has the pair?",
        f"1/128 + 1/9 = {many['separable'].macs / many['standard'].macs:.1%}. The more maps, the nearer to "
        "1/9: the depthwise step costs little, the pointwise one nearly all.",
    )


def _parameters() -> Part:
    plain = ConvSpec(6, 7, 2, multiplier=2)
    strided = plain.replace(stride=(2, 2))
    same = strided.replace(padding="SAME")
    listed = plain.replace(padding=((1, 0), (0, 2)))
    dilated = plain.replace(dilation=(2, 2))
    first = plain.replace(data_format="NCHW")
    pages = ("", "shapes")
    c, m, kh = plain.channels, plain.multiplier, plain.kernel[0]
    axis, window = strided.vertical, dilated.vertical.effective
    before, after = same.pads[0]
    call = depthwise_call(listed, *Picture(listed).operands())
    image, kernel = Picture(plain).operands()
    turned = np.moveaxis(image, 3, 1)
    strides = [
        depthwise_call(strided.replace(data_format=order), image, kernel).strides
        for order in ("NHWC", "NCHW")
    ]
    said = (
        (
            Picture(plain, pages=pages),
            f"**input** has four axes: batch, height, width, channels. Here {plain.input_shape}: one image "
            f"of {_size(plain.height, plain.width)} with {c} channels.",
        ),
        (
            Picture(plain, pages=pages),
            f"**filter** is [height, width, in_channels, channel_multiplier], here {plain.filter_shape}. Its "
            f"third number must be the input's channels. The output is {plain.output_shape}: C·M = {c * m} "
            "channels.",
        ),
        (
            Picture(strided, pages=pages),
            f"**strides**, a list of four: [1, {strided.stride[0]}, {strided.stride[1]}, 1]. Batch and channels "
            f"keep 1. The window moves by s = {axis.stride}: ⌊(n − k) / s⌋ + 1 = ⌊({axis.size} − "
            f"{axis.kernel}) / {axis.stride}⌋ + 1 = {axis.output} rows, and {axis.lost} row of the input is "
            "left over.",
        ),
        (
            Picture(same, pages=pages),
            f'**padding** "VALID" adds nothing. "SAME" makes ⌈n / s⌉ = ⌈{same.height} / {same.stride[0]}⌉ = '
            f"{same.vertical.output} rows, and adds the zeros this takes: {before} above, {after} below. An odd "
            "one goes after.",
        ),
        (
            Picture(listed, pages=pages),
            f"Or padding is a list, a pair for each axis: {call.padding}, that is {listed.pads[0][0]} row above "
            f"and {listed.pads[1][1]} columns on the right. Batch and channels get none.",
        ),
        (
            Picture(dilated, pages=pages),
            f"**dilations**, a list of two: {list(dilated.dilation)} spreads the taps. {kh} taps then span e = "
            f"(k − 1)·d + 1 = {window} pixels, so {dilated.height} − {window} + 1 = {dilated.vertical.output} "
            "rows. TensorFlow gets this right with stride 1 only.",
        ),
        (
            Picture(plain, pages=pages),
            f'**data_format** "NHWC" has channels last, as the picture and its links. "NCHW" has them before '
            f"the rows: input {first.input_shape}, output {first.output_shape}. A list of strides or padding "
            f"changes its order, too: {strides[0]} becomes {strides[1]}. The filter stays "
            f"{first.filter_shape}.",
        ),
        (
            Picture(plain, pages=pages),
            "**name** is a label for the op in a graph. It changes no number. So ends the list: input, "
            "filter, strides, padding, data_format, dilations, name.",
        ),
    )

    def beat(at: int, picture: Picture, text: str) -> Beat:
        end = picture.windows - 1
        # The first is said before anything moves, and of the last two nothing does.
        first, last = {0: (0, 0), 6: (end, end), 7: (end, end)}.get(at, (0, end))
        return Beat(text, picture, first, last, "pixel", 4)

    beats = tuple(beat(at, *each) for at, each in enumerate(said))
    nchw = depthwise_call(first, turned, kernel)
    return Part(
        "Every parameter of the op",
        beats,
        "n = 6, k = 3, s = 2: with SAME, which input rows does the first window cover?",
        f"Rows {_listed(same.vertical.taps(0))}. No row of padding is above, for the only one needed goes "
        "below.",
        (call, nchw),
    )


def _listed(taps: tuple[int, ...]) -> str:
    return ", ".join(map(str, taps))


def _worked() -> Part:
    spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    picture = Picture(spec, input="ramp", kernel="ramp", seed=0, pages=("", "shapes"))
    image, kernel = picture.operands()
    output = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")[0]
    column = image[0, :2, 0, 0]
    m = spec.multiplier
    lists = [", ".join(_whole(each) for each in kernel[:, 0, 0, q]) for q in range(m)]
    rows = " / ".join(
        ", ".join(" ".join(_whole(value) for value in place) for place in row) for row in output
    )
    last = output[-1, -1]
    corner = image[0, 1:, 2, 0]
    return Part(
        "A worked example",
        (
            Beat(
                f"The numbers {_whole(image.min())} to {_whole(image.max())} as a {_size(3, 3)} image of one "
                f"channel. The kernel is {_size(*spec.kernel)}, M = {m}: filter q = 0 holds {lists[0]}, "
                f"filter q = 1 holds {lists[1]}.",
                picture,
            ),
            Beat(
                f"The first window holds {_whole(column[0])} over {_whole(column[1])}. With filter 0: "
                f"{_sum(*zip(column, kernel[:, 0, 0, 0], strict=True))} = **{_whole(output[0, 0, 0])}**. With "
                f"filter 1: {_sum(*zip(column, kernel[:, 0, 0, 1], strict=True))} = "
                f"**{_whole(output[0, 0, 1])}**.",
                picture,
                last=m - 1,
                unit="tap",
            ),
            Beat(
                f"VALID, stride 1: {spec.vertical.output} rows of {spec.horizontal.output} windows, {m} values "
                f"each, so the output is {spec.output_shape}. In memory: {rows}.",
                picture,
                first=m,
                last=picture.windows - 1,
                speed=2,
            ),
        ),
        "How does the last value come about?",
        f"{_sum(*zip(corner, kernel[:, 0, 0, 1], strict=True))} = {_whole(last[1])}, the window at the bottom "
        "right under filter q = 1.",
        (depthwise_call(spec, image, kernel),),
    )


# Row and column of the input have names of their own, so that no line breaks inside brackets.
_DEPTHWISE_FORMULA = (
    r"$\text{output}[b, i, j, k\,M + q] =$ $\sum_{d_i, d_j} {\text{input}[b, i', j', k]} \cdot "
    r"{\text{filter}[d_i, d_j, k, q]}$"
)
_STANDARD_FORMULA = (
    r"$\text{output}[b, i, j, k] =$ $\sum_{d_i, d_j, q} {\text{input}[b, i', j', q]} \cdot "
    r"{\text{filter}[d_i, d_j, q, k]}$"
)


def _formulas() -> Part:
    spec = ConvSpec(4, 4, 2, multiplier=3)
    picture = Picture(spec, "conv2d", pages=("comparison",))
    c, m = spec.channels, spec.multiplier
    made = _made(spec)
    k, q = 1, 2
    return Part(
        "Both index formulas",
        (
            Beat(
                f"{_DEPTHWISE_FORMULA}  \n*k* is one of C = {c} input channels, *q* one of its M = {m} filters. "
                "Row $i' = s_h i + r_h d_i$: position *i* by the stride *s*, kernel row $d_i$ by the dilation "
                "*r*. Column $j'$ likewise; *b* is the image.",
                picture,
                last=made - 1,
            ),
            Beat(
                f"{_STANDARD_FORMULA}  \nHere *k* is one of N = {made} **output** channels, *q* an input "
                "channel. The sum runs over *q*, too: that mixes channels.",
                picture,
                first=made,
                last=2 * made - 1,
            ),
            Beat(
                "So more differs than two letters: the output's index, the sum over *q*, and the filter's "
                f"last two axes, C and M {spec.filter_shape[2:]} against C and N {(c, made)}.",
                picture,
                first=2 * made,
                last=2 * made,
                unit="tap",
            ),
        ),
        f"M = {m}, k = {k}, q = {q}: which output channel of the depthwise layer?",
        f"k·M + q = {k}·{m} + {q} = {k * m + q}. In the formula of conv2d, k itself is the output channel.",
    )


def _closing() -> Part:
    spec = _IMAGE.replace(multiplier=3)
    picture = Picture(spec, "closing", _FILTERS, pages=("", "cost"))
    cost, made = costs(spec, _FILTERS), _made(spec)
    bank = (*spec.kernel, spec.channels, _FILTERS)
    same = spec.replace(padding="SAME")
    image, kernel = picture.operands()
    k, q = divmod(5, spec.multiplier)
    return Part(
        "Side by side on 15×15×3",
        (
            Beat(
                f"The same {_size(*spec.input_shape[1:])} twice, VALID. Left, depthwise with a filter "
                f"{spec.filter_shape}: C·M = {spec.channels}·{spec.multiplier} maps, {_place(spec)}×{made}. Right, "
                f"conv2d with {bank}: {_FILTERS} kernels, {_place(spec)}×{_FILTERS}.",
                picture,
                last=made + _FILTERS - 1,
                speed=4,
            ),
            Beat(
                f"One more map on the left, and fewer multiplications: {cost['depthwise'].macs:,} against "
                f"{cost['standard'].macs:,}; {cost['depthwise'].params} weights against "
                f"{cost['standard'].params}.",
                picture,
                first=made + _FILTERS,
                last=picture.windows - 1,
                unit="pixel",
                speed=16,
            ),
            Beat(
                f"Neither is padded. With SAME both would stay {_place(same)}. And each map on the left knows "
                f"one channel, each on the right all {spec.channels}: that is what the difference buys.",
                picture,
                first=picture.windows - 1,
                last=picture.windows - 1,
                unit="pixel",
            ),
        ),
        "Which input channel made the depthwise layer's output channel 5, and with which filter?",
        f"5 = {k}·{spec.multiplier} + {q}: channel {k}, filter {q}.",
        (depthwise_call(spec, image, kernel), standard_call(spec, image, picture.bank())),
    )
