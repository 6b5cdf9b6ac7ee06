"""The parts of the backward page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets import gradient_source
from dwconv.player import component as player
from dwconv.ui import cached, session
from dwconv.ui import parameters as state
from dwconv.ui.parameters import Values
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.animation import sought, went_on
from dwconv.ui.widgets.badge import say
from dwconv.ui.widgets.controls import segments
from dwconv.ui.widgets.waiting import when_ready

_KEY = "backward"
_OF = {"filter": "∂L/∂filter", "input": "∂L/∂input"}
_UP = {"ones": "∂L/∂output = 1", "integers": "seeded integers"}
_MOST = 600  # weights of a channel: more of them are no picture


def controls() -> None:
    """Of what the gradient is, and what comes back from the loss."""
    segments("of", "gradient", _OF, titled=False)
    segments("up", "what comes back", _UP, titled=False)
    many = lab().spec.multiplier
    if lab().values["of"] == "input" and many > 1:
        st.segmented_control(
            "filter",
            range(many),
            default=state.number(lab().values, "bq"),
            key="bq",
            format_func=lambda q: f"q = {q}",
            required=True,
            on_change=session.forgive,
            label_visibility="collapsed",
        )


@st.fragment
def animation() -> None:
    """Show the layer that makes the gradient; what the player reports reruns only this."""
    now = lab()
    if not drawable(now.values):
        (_, height, width, _), many = now.spec.output_shape, now.spec.multiplier
        taps = height * width * many
        st.info(
            f"∂L/∂output is the filter here, of {height}×{width} values for each of M = "
            f"{many}: too many to draw, {taps:,} and not up to {_MOST}. A smaller input "
            f"or a larger stride makes fewer; {_OF['input']} is drawn at any size.",
            icon=":material/info:",
        )
        return
    at = session.moment()
    player.player(
        cached.gradient_payload(now, captions(now)),
        key=_KEY,
        playing="step" not in at,
        on_seek=lambda: sought(_KEY),
        on_next=lambda: went_on(_KEY, drawable),
        **at,
    )
    session.catch_up()


def drawable(values: Values) -> bool:
    """Whether the filters of the layer that makes the gradient are few enough to be drawn."""
    spec = state.make_spec(values)
    taps = spec.vertical.output * spec.horizontal.output * spec.multiplier
    return values["of"] == "input" or taps <= _MOST


def captions(now: Lab) -> dict[str, Any]:
    """What the planes in the picture are to the layer of the controls."""
    _, layer = cached.gradient(now)
    channels, many = range(now.spec.channels), now.spec.multiplier
    if now.values["of"] == "filter":
        pairs = [(k, q) for k in channels for q in range(many)]
        whole = layer.input.shape == now.spec.input_shape
        return {
            "input": [] if whole else ["input, as far as windows reach"] * len(channels),
            "filter": [f"∂L/∂output, channel {n}" for n in range(len(pairs))],
            "output": [f"∂L/∂filter, q = {q}" if many > 1 else "∂L/∂filter" for _, q in pairs],
            "weight": [f"∂L/∂output[0, {{i}}, {{j}}, {n}]" for n in range(len(pairs))],
            "value": [f"∂L/∂filter[{{i}}, {{j}}, {k}, {q}]" for k, q in pairs],
            "all": ["∂L/∂filter[{i}, {j}, :, :]"],
        }
    q = state.number(now.values, "bq")
    # with zeros between, or cut off, its rows and columns are not those of the output
    spread = "" if layer.input.shape == now.spec.output_shape else ", spread"
    whose = f", q = {q}" if many > 1 else ""
    return {
        "q": q,
        "input": [f"∂L/∂output, channel {k * many + q}" for k in channels],
        "filter": [f"filter q = {q}, turned" if many > 1 else "filter, turned" for _ in channels],
        "output": [f"∂L/∂input, part of q = {q}" if many > 1 else "∂L/∂input" for _ in channels],
        "source": [f"(∂L/∂output{spread})[0, {{i}}, {{j}}, {k * many + q}]" for k in channels],
        "weight": [f"(filter, turned)[{{i}}, {{j}}, {k}, {q}]" for k in channels],
        "value": [f"∂L/∂input[0, {{i}}, {{j}}, {k}]{whose}" for k in channels],
        "all": [f"∂L/∂input[0, {{i}}, {{j}}, :]{whose}"],
    }


def badge() -> None:
    """Say whether TensorFlow agrees with this gradient. Call it last."""
    now = lab()
    of = str(now.values["of"])
    when_ready(lambda: cached.gradient_verdicts(now), lambda verdicts: say(verdicts[of]))


_FORMULAS = {
    "filter": r"""\begin{aligned} & \partial L / \partial\, \text{filter}[d_i, d_j, k, q] \\
&= \sum_{i,\,j} \text{padded}[s_0 i + r_0 d_i,\, s_1 j + r_1 d_j,\, k] \\[-1ex]
&\qquad\; \cdot\, g[i, j, kM + q] \\
& g = \partial L / \partial\, \text{output} \end{aligned}""",
    "input": r"""\begin{aligned} & \partial L / \partial\, \text{padded}[r, c, k] \\
&= \sum_q \sum_{\substack{s_0 i + r_0 d_i = r \\ s_1 j + r_1 d_j = c}} \text{filter}[d_i, d_j, k, q] \\[1ex]
&\qquad\qquad\quad \cdot\, g[i, j, kM + q] \\
& g = \partial L / \partial\, \text{output} \end{aligned}""",
}
_SAID = {
    "filter": "**A weight** has a part in every output, and its factor there is the input that it meets. "
    "So its gradient adds up those inputs, each times what comes back for that output, g: the input "
    "is convolved, and g is the filter. From one weight to the next is the layer's dilation, from one "
    "output to the next its stride: the two change places.",
    "input": "**An input** has a part in every output whose window it is under, and its factor there is "
    "the weight that it meets. So its gradient adds up those weights, each times what comes back for "
    "that output, g: g is convolved with the filter. The later a window, the earlier the weight "
    "with which it meets an input, so the filter is turned by 180°; a stride puts zeros between the values of "
    "g; and what a channel gets through its M filters is added up.",
}


def explanation() -> None:
    """The derivative in letters and in words, and what became of each argument of the op."""
    now = lab()
    of = str(now.values["of"])
    back, layer = cached.gradient(now)
    # each product of a weight and an input goes forward once, and back once to either
    real = costs(now.spec)["depthwise"].real_macs
    letters, words = st.columns([2, 3], vertical_alignment="center")
    letters.latex(_FORMULAS[of])
    words.markdown(_SAID[of])
    st.table(
        {
            "": ["input", "filter", "strides", "dilations", "padding", "output", "MACs"],
            "forward": _arguments(now.spec, real, "on padding"),
            f"the op that makes {_OF[of]}": _arguments(
                layer.spec, real, "on padding or zeros between"
            ),
        }
    )
    with st.expander("TensorFlow's gradients, to copy and run", icon=":material/code:"):
        program = gradient_source(now.spec, now.input, now.filter, back)
        st.code(program, language="python", height=320)


def _arguments(spec: ConvSpec, real: int, others: str) -> list[str]:
    (top, bottom), (left, right) = spec.pads
    macs = costs(spec)["depthwise"].macs
    return [
        f"`{spec.input_shape}`",
        f"`{spec.filter_shape}`",
        f"`{spec.stride}`",
        f"`{spec.dilation}`",
        f"{top} above, {bottom} below, {left} left, {right} right",
        f"`{spec.output_shape}`",
        f"{macs:,}, {macs - real:,} of them {others}",
    ]
