"""The ten-minute path: the whole idea in twelve beats, on grids whose digits the back row can read."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import steps
from dwconv.teaching.lesson.part_and_beat import Animation, AnswerForm, Beat, Part
from dwconv.teaching.lesson.wording import (
    number,
    output_size,
    products_in_words,
    signed_sum,
    size,
)
from dwconv.teaching.lesson.wrong_answers import (
    DEPTHWISE_ALONE,
    FIRST_PLACE,
    SWAPPED_K_AND_Q,
    SWAPPED_ORDER,
    channels_counted_twice,
)

_ONE = ConvSpec(4, 4, 1)
_THREE = ConvSpec(4, 5, 3)
_DOUBLE = _THREE.replace(multiplier=2)
_STRIDED = ConvSpec(6, 7, 2, stride=(2, 2))


def part() -> Part:
    """Build the ten-minute path."""
    beats = (*_one_channel(), *_every_channel(), *_beside_conv2d(), *_separable_beats(), *_window())
    return Part("In ten minutes", beats, farewell="That was the ten minutes.")


def _one_channel() -> tuple[Beat, ...]:
    animation = Animation(_ONE)
    step = next(steps(_ONE, *animation.operands()))
    first = number(step.total)
    products = signed_sum(step.products.ravel())
    weights = Animation(_ONE).operands()[1].ravel()
    factors = list(zip(step.window.ravel(), weights, step.products.ravel(), strict=True))
    kh, kw = _ONE.kernel
    wider = _ONE.replace(width=6).horizontal
    return (
        Beat(
            f"A **filter**, or kernel, is a small grid of weights, here {size(kh, kw)}. It covers a **window** of "
            "the input. Each value is multiplied by the weight on it. The "
            f"{kh * kw} products are added up: {products} = **{first}**. That is one value of the output.",
            animation,
            unit="tap",
            speed=2,
            caption=f"{kh * kw} products, added up, are one value of the output: {first}.",
            heard=f"The products, each an input value times a weight: {products_in_words(factors)}.",
        ),
        Beat(
            f"The window moves on by the **stride**, here {_ONE.stride[0]}. On {_ONE.width} pixels a "
            f"window of {kw} has {_ONE.width} − {kw} + 1 = {_ONE.horizontal.output} places, so "
            f"{size(_ONE.height, _ONE.width)} becomes {output_size(_ONE)}.",
            animation,
            first=1,
            last=animation.windows - 1,
            caption=f"The window slides. {size(_ONE.height, _ONE.width)} becomes {output_size(_ONE)}.",
            question=f"Another input is {wider.size} pixels wide. How many places does a window of {kw} have?",
            answer=f"{wider.size} − {kw} + 1 = {wider.output} places.",
            form=AnswerForm(
                (wider.output,),
                ("places",),
                wrong=(
                    ((wider.size,), "Near the right edge the window no longer fits."),
                    ((wider.size - kw,), FIRST_PLACE),
                ),
            ),
        ),
    )


def _every_channel() -> tuple[Beat, ...]:
    three, double = Animation(_THREE), Animation(_DOUBLE)
    c, m = _DOUBLE.channels, _DOUBLE.multiplier
    # of a layer that is not in the picture, which would show the answer
    channels, filters = c + 2, m + 1
    asked = 2 * channels
    taps = _THREE.kernel[0] * _THREE.kernel[1]
    k, q = divmod(asked, filters)
    other_q, other_k = divmod(asked, channels)
    return (
        Beat(
            f"**Depthwise convolution:** each of the {c} input channels has its own filter and makes "
            "its own output channel. Nothing goes from one channel to another.",
            three,
            last=c - 1,
            speed=0.5,
            caption="Every channel has its own filter. Channels are never mixed.",
            question="How many multiplications does one value of output channel 1 take?",
            answer=f"{taps}: its filter has {size(*_THREE.kernel)} weights, and it reads input channel 1 alone.",
            form=AnswerForm(
                (taps,),
                ("multiplications",),
                wrong=(
                    (
                        (taps * c,),
                        f"A standard convolution takes as many: it adds over all {c} channels.",
                    ),
                    ((c,), "Each of the filter's weights takes one."),
                ),
            ),
        ),
        Beat(
            f"The **channel multiplier** M says how many filters each channel has. With M = {m}, each "
            f"channel makes {m} output channels: C·M = {c}·{m} = {c * m} in all.",
            double,
            last=c * m - 1,
            caption=f"M = {m} filters for each of C = {c} channels: {c * m} output channels.",
        ),
        Beat(
            "The output channels stand in the order of the input channels: filter q of channel k makes "
            f"output channel **k·M + q**. Shapes: input {_DOUBLE.input_shape}, filter "
            f"{_DOUBLE.filter_shape}, output {_DOUBLE.output_shape}.",
            double,
            first=c * m,
            last=double.windows - 1,
            unit="pixel",
            caption="Filter q of channel k makes output channel k·M + q.",
            question=f"Another layer has C = {channels} and M = {filters}. Which filter of which channel makes its "
            f"output channel {asked}?",
            answer=f"{asked} = {k}·{filters} + {q}: channel k = {k}, filter q = {q}.",
            form=AnswerForm(
                (k, q),
                ("channel k", "filter q"),
                wrong=(
                    ((other_k, other_q), SWAPPED_ORDER),
                    ((q, k), SWAPPED_K_AND_Q),
                ),
            ),
        ),
    )


def _beside_conv2d() -> tuple[Beat, ...]:
    animation = Animation(_THREE, "conv2d", pages=("comparison", "cost"))
    c, taps = _THREE.channels, _THREE.kernel[0] * _THREE.kernel[1]
    cost = costs(_THREE)
    deep = 64
    wide = costs(_THREE.replace(channels=deep))
    times = wide["standard"].macs // wide["depthwise"].macs
    return (
        Beat(
            f"Compare it with a standard convolution, `tf.nn.conv2d`, that makes {c} output channels as well. "
            f"Its filters go through all {c} input channels. One output value takes {taps * c} multiplications, "
            f"with depthwise convolution {taps}.",
            animation,
            unit="tap",
            speed=4,
            caption=f"{taps} products for one value; in conv2d {taps * c}: it adds over all channels.",
        ),
        Beat(
            f"For all values: {cost['depthwise'].macs} multiplications with depthwise convolution, "
            f"{cost['standard'].macs} with conv2d, C = {c} times as many. Weights: "
            f"{cost['depthwise'].params} and {cost['standard'].params}.",
            animation,
            first=1,
            last=animation.windows - 1,
            unit="pixel",
            speed=2,
            caption=f"{cost['depthwise'].macs} multiplications against {cost['standard'].macs}.",
            question=f"Another layer, {deep} channels in, {deep} out: how many times as many multiplications does conv2d take?",
            answer=f"{times} times as many: each of its values adds over all {deep} channels.",
            form=AnswerForm(
                (times,),
                ("times",),
                wrong=(
                    (
                        (times * deep,),
                        channels_counted_twice(deep),
                    ),
                    ((taps,), f"Both use {taps} weights on each channel."),
                ),
            ),
        ),
    )


def _separable_beats() -> tuple[Beat, ...]:
    animation = Animation(_THREE, "separable", pages=("comparison", "cost"))
    c = _THREE.output_shape[3]
    cost = costs(_THREE)
    first = cost["depthwise"].macs
    second = cost["separable"].macs - first
    maps = 256
    many = costs(_THREE, maps)
    share = many["separable"].macs / many["standard"].macs
    taps = _THREE.kernel[0] * _THREE.kernel[1]
    return (
        Beat(
            "Another layer must mix the channels: a **pointwise** layer. Its filters are 1×1 and take "
            f"all {c} values of one position. First depthwise, then pointwise: that is a **depthwise "
            "separable** convolution. MobileNet is built from it.",
            animation,
            last=2 * c - 1,
            caption="A pointwise layer, 1×1, mixes the channels afterwards.",
        ),
        Beat(
            f"Both layers together take {first} + {second} = {first + second} multiplications here. The standard "
            f"convolution takes {cost['standard'].macs} for the same number of output channels.",
            animation,
            first=2 * c,
            last=animation.windows - 1,
            unit="pixel",
            caption=f"The pair: {first} + {second} = {first + second}. Standard: {cost['standard'].macs}.",
            question=f"Another layer, {maps} output channels: what share of the standard cost does the pair have?",
            answer=f"1/{maps} for depthwise + 1/{taps} for 1×1 in place of {size(*_THREE.kernel)} = {share:.1%}: "
            f"a little more than 1/{taps}.",
            form=AnswerForm(
                (0,),
                choices=(f"A little more than 1/{taps}", f"1/{maps}", f"1/{c}"),
                wrong=(((1,), DEPTHWISE_ALONE),),
            ),
        ),
    )


def _window() -> tuple[Beat, ...]:
    same = _STRIDED.replace(padding="SAME")
    dilated = _STRIDED.replace(stride=(1, 1), dilation=(2, 2))
    rows, gap = _STRIDED.vertical, dilated.vertical
    (above, below), _ = same.pads
    pages = ("", "shapes")
    further = gap.size + 1

    def shown(spec: ConvSpec) -> Animation:
        return Animation(spec, pages=pages)

    def end(spec: ConvSpec) -> int:
        return shown(spec).windows - 1

    return (
        Beat(
            f"With **stride** s = {rows.stride} the window moves {rows.stride} pixels at a time. Of {rows.size} rows it "
            f"makes ⌊({rows.size} − {rows.kernel}) / {rows.stride}⌋ + 1 = {rows.output} rows (⌊ ⌋: round "
            f"down). {rows.lost} row of the input is never used.",
            shown(_STRIDED),
            last=end(_STRIDED),
            unit="pixel",
            caption=f"Stride {rows.stride}: {rows.size} rows become {rows.output}. {rows.lost} row is never used.",
        ),
        Beat(
            f'**Padding** "SAME" adds zeros around the input: with n = {same.height} rows until the output has ⌈n / s⌉ = '
            f"⌈{same.height} / {rows.stride}⌉ = {same.vertical.output} rows (⌈ ⌉: round up). "
            '"VALID" adds none. The picture shows VALID first, and SAME with the answer.',
            shown(same),
            last=end(same),
            unit="pixel",
            caption=f"SAME adds zeros: {same.height} rows become {same.vertical.output}. VALID adds none.",
            question=f"SAME, stride {rows.stride}: how many rows of zeros are added to {rows.size} rows, and where?",
            answer=f"{above} above, {below} below. An extra row always goes below, an extra column right.",
            form=AnswerForm(
                (above, below),
                ("rows above", "rows below"),
                wrong=(
                    ((below, above), "The odd row goes below, not above."),
                    (
                        (rows.kernel // 2, rows.kernel // 2),
                        "Half a filter on both sides is right for stride 1 only.",
                    ),
                ),
            ),
            before_answer=shown(_STRIDED),
        ),
        Beat(
            f"**Dilation** d = {dilated.dilation[0]} leaves {dilated.dilation[0] - 1} pixel out between two weights. A row of "
            f"{gap.kernel} weights spans (K − 1)·d + 1 = {gap.effective} pixels. One output "
            "value takes as many multiplications as before.",
            shown(dilated),
            last=end(dilated),
            unit="pixel",
            caption=f"Dilation {dilated.dilation[0]}: {gap.kernel} weights span {gap.effective} pixels.",
            question=f"Another input, {further} rows, filter {gap.kernel} rows, dilation {dilated.dilation[0]}, VALID: how many output rows?",
            answer=f"{further} − {gap.effective} + 1 = "
            f"{dilated.replace(height=further).vertical.output} rows.",
            form=AnswerForm(
                (dilated.replace(height=further).vertical.output,),
                ("rows",),
                wrong=(
                    (
                        (further - gap.kernel + 1,),
                        f"The window spans {gap.effective} rows, not {gap.kernel}.",
                    ),
                    ((further - gap.effective,), FIRST_PLACE),
                ),
            ),
        ),
    )
