"""What beginners ask first: size, padding, stride, dilation and multiplier."""

from __future__ import annotations

from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.questions.question import Question

_VALID = ConvSpec(6, 6, 1)
_SAME = _VALID.replace(padding="SAME")
_STRIDED = ConvSpec(7, 7, 1, stride=(2, 2))
_DILATED = ConvSpec(7, 7, 1, dilation=(2, 2))
_THREE = ConvSpec(6, 6, 3)
_DOUBLE = _THREE.replace(multiplier=2)


def _size(spec: ConvSpec) -> str:
    return f"{spec.vertical.output}×{spec.horizontal.output}"


def _places(spec: ConvSpec) -> str:
    """How many places a window has on the rows, as a formula with its numbers."""
    rows = spec.vertical
    return f"{rows.size} − {rows.effective} + 1 = {rows.output}"


QUESTIONS: tuple[Question, ...] = (
    Question(
        text="What is depthwise convolution?",
        keywords="definition meaning explain conv",
        template="A layer in which every input channel has filters of its own and makes output channels of its own. "
        "With {c} channels and one filter for each, there are {out} output channels, and no channel is mixed with "
        "another. The page plays it, one multiplication at a time.",
        page="",
        spec=_THREE,
        numbers={"c": lambda: _THREE.channels, "out": lambda: _THREE.output_shape[3]},
    ),
    Question(
        text="Why is my output smaller than my input?",
        keywords="shrink shrinks size shape less pixels lose lost border edge",
        template="The window has to fit into the input. On {size} pixels a window of {kernel} has {places} places, and "
        'every place makes one output value, so {input} becomes {out}. With padding "SAME" and a stride of one, {input} stays {same}.',
        page="shapes",
        spec=_VALID,
        elsewhere="",
        numbers={
            "size": lambda: _VALID.height,
            "kernel": lambda: _VALID.kernel[0],
            "places": lambda: _places(_VALID),
            "input": lambda: f"{_VALID.height}×{_VALID.width}",
            "out": lambda: _size(_VALID),
            "same": lambda: _size(_SAME),
        },
    ),
    Question(
        text="What is padding?",
        keywords="zeros border edge VALID SAME meaning",
        template='Zeros around the input, so that the window has more places. "VALID" adds none: '
        '{size} rows become {valid}. "SAME" adds here {before} row above and {after} below: {size} rows become {same}.',
        page="shapes",
        spec=_SAME,
        elsewhere="",
        numbers={
            "size": lambda: _SAME.height,
            "valid": lambda: _VALID.vertical.output,
            "before": lambda: _SAME.vertical.before,
            "after": lambda: _SAME.vertical.after,
            "same": lambda: _SAME.vertical.output,
        },
    ),
    Question(
        text="What is a stride?",
        keywords="step moves jump downsampling meaning",
        template="How many pixels the window moves on at a time. With stride {stride}, a window of {kernel} begins at the rows "
        "{begins} of {size}: {out} places in place of {all}.",
        page="shapes",
        spec=_STRIDED,
        elsewhere="",
        numbers={
            "stride": lambda: _STRIDED.stride[0],
            "kernel": lambda: _STRIDED.kernel[0],
            "begins": lambda: listed(
                place * _STRIDED.stride[0] for place in range(_STRIDED.vertical.output)
            ),
            "size": lambda: _STRIDED.height,
            "out": lambda: _STRIDED.vertical.output,
            "all": lambda: _STRIDED.replace(stride=(1, 1)).vertical.output,
        },
    ),
    Question(
        text="What is dilation?",
        keywords="atrous dilated holes gaps spread meaning",
        template="It spreads the weights apart: with dilation {dilation}, a row of {kernel} weights spans {span} pixels. "
        "One output value takes as many multiplications as before. The window then has {places} places on {size} rows.",
        page="shapes",
        spec=_DILATED,
        elsewhere="",
        numbers={
            "dilation": lambda: _DILATED.dilation[0],
            "kernel": lambda: _DILATED.kernel[0],
            "span": lambda: _DILATED.vertical.effective,
            "places": lambda: _places(_DILATED),
            "size": lambda: _DILATED.height,
        },
    ),
    Question(
        text="What does the channel multiplier do?",
        keywords="depth_multiplier M filters for each channel",
        template="It says how many filters each input channel has, and so how many output channels each one makes. With "
        "M = {m}, {c} channels make {c} · {m} = {out}.",
        page="",
        spec=_DOUBLE,
        numbers={
            "m": lambda: _DOUBLE.multiplier,
            "c": lambda: _DOUBLE.channels,
            "out": lambda: _DOUBLE.output_shape[3],
        },
    ),
)
"""In the order on the page."""
