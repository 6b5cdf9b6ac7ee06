"""The Backward page: the gradients of filter and input, which the same operation makes."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.player import component as player
from dwconv.ui import cached, session
from dwconv.ui.pages.backward.captions import captions, shapes
from dwconv.ui.pages.backward.explanation import show_explanation
from dwconv.ui.parameters.layer_values import make_spec
from dwconv.ui.parameters.table import PARAMETERS, Values, choice_row, number_of
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import announce_objection, only_words, show_verdict
from dwconv.ui.widgets.controls import choice_buttons
from dwconv.ui.widgets.lab_player import load_next_example, store_moment
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import heading, player_only
from dwconv.ui.widgets.show_when_ready import answer_if_there, show_when_ready

_KEY = "backward"
_MOST = 600  # values in the filters of one channel: more cannot be drawn

_LOSS = "We choose g = ∂L/\u2060∂output: L = Σ g·output."
_SHORT = (
    "We choose g: L = Σ g·output. If one input value grows by 1, L grows by the sum of its parts."
)
_MOST_PARTS = 3  # beside which a sentence has room


def show() -> None:
    """Show the page."""
    beside_title = heading(
        _in_words(),
        before=_controls,
        shapes=shapes(lab()),
    )
    with st.container(key="player-place"):
        _show_player()
    if player_only():
        return
    show_explanation()
    with beside_title:
        _show_verdict()


def _in_words() -> str:
    """Return what the loss is, and what one weight or one input has to do with it."""
    multiplier = lab().spec.multiplier
    if lab().values["of"] == "input" and multiplier > 1:  # beside the parts there is little room
        return _SHORT if multiplier <= _MOST_PARTS else ""
    if lab().values["of"] == "input":
        return f"{_LOSS} If one input value grows by 1, L changes by its gradient."
    return f"{_LOSS} {one_weight(lab().spec)}"


def one_weight(spec: ConvSpec) -> str:
    """Why one weight's gradient is a sum of so many products.

    Examples
    --------
    >>> one_weight(ConvSpec(height=6, width=6, channels=3, padding="SAME"))
    'One weight meets 36 inputs (framed): its gradient is the sum of 36 products input·g.'
    """
    _, height, width, _ = spec.output_shape
    inputs = counted(height * width, "1 input (framed)", "{n} inputs (framed)")
    products = counted(height * width, "1 product", "the sum of {n} products")
    return f"One weight meets {inputs}: its gradient is {products} input·g."


def _controls() -> None:
    """Draw the choice of the gradient, of the output's gradient, and of the part q or the sum."""
    choice_buttons("of", show_label=False)
    choice_buttons("up", show_label=False)
    multiplier = lab().spec.multiplier
    if lab().values["of"] == "input" and multiplier > 1:
        st.segmented_control(
            PARAMETERS["bq"].label,
            [*range(multiplier), cached.SUM],
            default=number_of(lab().values, "bq"),
            key="bq",
            format_func=lambda q: "sum over q" if q == cached.SUM else f"part q = {q}",
            required=True,
            on_change=session.control_changed,
            label_visibility="collapsed",
        )


@st.fragment
def _show_player() -> None:
    """Show the layer that makes the gradient; what the player reports reruns only this function."""
    current = lab()
    if not _drawable(current.values):
        (_, height, width, _), multiplier = current.spec.output_shape, current.spec.multiplier
        taps = height * width * multiplier
        st.info(
            f"∂L/∂output is the filter here. A channel has {height}×{width} values for each of M = {multiplier} "
            f"filters, {written(taps)} in all, and at most {_MOST} can be drawn. A smaller input or a "
            f"larger stride gives fewer. {choice_row('of').options['input']} can be drawn at any size.",
            icon=":material/info:",
        )
        return
    moment = session.moment()
    player.player(
        cached.gradient_payload(current, captions(current)),
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


def _show_verdict() -> None:
    """Show whether TensorFlow agrees with this gradient. Call it last."""
    current = lab()
    of = str(current.values["of"])
    show_when_ready(
        lambda: cached.gradient_verdicts(current),
        lambda verdicts: show_verdict(verdicts[of]),
        lambda verdicts: only_words(verdicts[of]),
    )
    found = answer_if_there(cached.gradient_verdicts(current))
    announce_objection(found[of] if found else None)
