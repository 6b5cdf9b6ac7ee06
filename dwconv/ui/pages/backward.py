"""The Backward page: the gradients of filter and input, which the same operation makes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets import gradient_source
from dwconv.player import component as player
from dwconv.ui import cached, session
from dwconv.ui.parameters.layer import make_spec
from dwconv.ui.parameters.table import PARAMETERS, Values, choice_row, number_of
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.animation import load_next_example, store_moment
from dwconv.ui.widgets.badge import show_verdict
from dwconv.ui.widgets.controls import choice_buttons
from dwconv.ui.widgets.numbers import written
from dwconv.ui.widgets.parts import heading, player_only
from dwconv.ui.widgets.waiting import show_when_ready

_KEY = "backward"
_MOST = 600  # values in the filters of one channel: more cannot be drawn


def show() -> None:
    """Show the page."""
    beside_title = heading("Both gradients are depthwise convolutions too.", before=_controls)
    _show_player()
    if player_only():
        return
    _explanation()
    with beside_title:
        _show_verdict()


def _controls() -> None:
    """Draw the choice of the gradient, of the output's gradient, and of the filter q."""
    choice_buttons("of", show_label=False)
    choice_buttons("up", show_label=False)
    many = lab().spec.multiplier
    if lab().values["of"] == "input" and many > 1:
        st.segmented_control(
            PARAMETERS["bq"].label,
            range(many),
            default=number_of(lab().values, "bq"),
            key="bq",
            format_func=lambda q: f"q = {q}",
            required=True,
            on_change=session.clear_warnings,
            label_visibility="collapsed",
        )


@st.fragment
def _show_player() -> None:
    """Show the layer that makes the gradient; what the player reports reruns only this function."""
    now = lab()
    if not _drawable(now.values):
        (_, height, width, _), many = now.spec.output_shape, now.spec.multiplier
        taps = height * width * many
        st.info(
            f"∂L/∂output is the filter here: {height}×{width} values for each of M = {many}, "
            f"{written(taps)} in all. At most {_MOST} can be drawn. A smaller input or a larger stride "
            f"gives fewer. {choice_row('of').options['input']} can be drawn at any size.",
            icon=":material/info:",
        )
        return
    moment = session.moment()
    player.player(
        cached.gradient_payload(now, _captions(now)),
        key=_KEY,
        playing="step" not in moment,
        on_seek=lambda: store_moment(_KEY),
        on_next=lambda: load_next_example(_KEY, _drawable),
        **moment,
    )
    session.rerun_if_needed()


def _drawable(values: Values) -> bool:
    """Whether the layer that makes the gradient is small enough to be drawn."""
    spec = make_spec(values)
    taps = spec.vertical.output * spec.horizontal.output * spec.multiplier
    return values["of"] == "input" or taps <= _MOST


def _captions(now: Lab) -> dict[str, Any]:
    """Names for the planes and values of the picture, in terms of the lab's own layer."""
    _, layer = cached.gradient(now)
    channels, many = range(now.spec.channels), now.spec.multiplier
    if now.values["of"] == "filter":
        pairs = [(k, q) for k in channels for q in range(many)]
        whole = layer.input.shape == now.spec.input_shape
        return {
            "input": [] if whole else ["input, up to where windows reach"] * len(channels),
            "filter": [f"∂L/∂output, channel {n}" for n in range(len(pairs))],
            "output": [f"∂L/∂filter, q = {q}" if many > 1 else "∂L/∂filter" for _, q in pairs],
            "weight": [f"∂L/∂output[0, {{i}}, {{j}}, {n}]" for n in range(len(pairs))],
            "value": [f"∂L/∂filter[{{i}}, {{j}}, {k}, {q}]" for k, q in pairs],
            "all": ["∂L/∂filter[{i}, {j}, :, :]"],
        }
    q = number_of(now.values, "bq")
    # With zeros between its values, or cut off, its rows and columns are not the output's.
    spread = "" if layer.input.shape == now.spec.output_shape else ", spread"
    of_q = f", q = {q}" if many > 1 else ""
    return {
        "q": q,
        "input": [f"∂L/∂output, channel {k * many + q}" for k in channels],
        "filter": [f"filter q = {q}, turned" if many > 1 else "filter, turned" for _ in channels],
        "output": [f"∂L/∂input, part of q = {q}" if many > 1 else "∂L/∂input" for _ in channels],
        "source": [f"(∂L/∂output{spread})[0, {{i}}, {{j}}, {k * many + q}]" for k in channels],
        "weight": [f"(filter, turned)[{{i}}, {{j}}, {k}, {q}]" for k in channels],
        "value": [f"∂L/∂input[0, {{i}}, {{j}}, {k}]{of_q}" for k in channels],
        "all": [f"∂L/∂input[0, {{i}}, {{j}}, :]{of_q}"],
    }


def _show_verdict() -> None:
    """Show whether TensorFlow agrees with this gradient. Call it last."""
    now = lab()
    of = str(now.values["of"])
    show_when_ready(
        lambda: cached.gradient_verdicts(now), lambda verdicts: show_verdict(verdicts[of])
    )


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
_EXPLANATIONS = {
    "filter": "$L$ is the loss: one number that training makes smaller. $g$ is its gradient with "
    "respect to the output.  \n"
    "**A weight** $[d_i, d_j, k, q]$ has a part in every output of its own channel $kM + q$. In "
    "each it is multiplied by one input. So its gradient is the sum of these inputs, each times "
    "the $g$ of that output: a depthwise convolution of the input, with $g$ as its filter. From "
    "one weight to the next the input moves by the dilation, from one output to the next by the "
    "stride. So **stride and dilation change places**.",
    "input": "$L$ is the loss: one number that training makes smaller. $g$ is its gradient with "
    "respect to the output.  \n"
    "**An input** of channel $k$ has a part in the output channels $kM$ to $kM + M - 1$, wherever "
    "a window covers it. In each of these outputs it is multiplied by one weight. So its gradient "
    "is the sum of these weights, each times the $g$ of that output: a depthwise convolution of "
    "$g$. The later the window, the earlier the weight that meets the input, so the filter is "
    "**turned by 180°**. A stride puts zeros between the values of $g$. The parts of the $M$ "
    "filters of a channel are added.",
}


def _explanation() -> None:
    """Show the derivative in letters and in words, and the arguments of both ops side by side."""
    now = lab()
    of = str(now.values["of"])
    back, layer = cached.gradient(now)
    # The layer and both gradients multiply the same pairs of a weight and an input.
    real = costs(now.spec)["depthwise"].real_macs
    letters, words = st.columns([2, 3], vertical_alignment="center")
    letters.latex(_FORMULAS[of])
    words.markdown(_EXPLANATIONS[of])
    st.table(
        {
            "": ["input", "filter", "strides", "dilations", "padding", "output", "MACs"],
            "forward": _arguments(now.spec, real, "on padding"),
            f"the op that makes {choice_row('of').options[of]}": _arguments(
                layer.spec, real, "on padding or zeros between"
            ),
        }
    )
    with st.expander("TensorFlow's gradients, to copy and run", icon=":material/code:"):
        program = gradient_source(now.spec, now.input, now.filter, back)
        st.code(program, language="python", height=320)


def _arguments(spec: ConvSpec, real: int, others: str) -> list[str]:
    """One column of the table: a layer's arguments, its output and its MACs.

    `real` of the MACs multiply two values of the forward pass; `others` says where the rest are.
    """
    (top, bottom), (left, right) = spec.pads
    macs = costs(spec)["depthwise"].macs
    return [
        f"`{spec.input_shape}`",
        f"`{spec.filter_shape}`",
        f"`{spec.stride}`",
        f"`{spec.dilation}`",
        f"{top} above, {bottom} below, {left} left, {right} right",
        f"`{spec.output_shape}`",
        f"{written(macs)}, {written(macs - real)} of them {others}",
    ]
