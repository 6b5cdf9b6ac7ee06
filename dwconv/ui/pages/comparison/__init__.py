"""The Comparison page: depthwise beside tf.nn.conv2d or its pointwise step, or two blocks of layers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.grouped import block_diagonal, divisors
from dwconv.player import component as player
from dwconv.player.comparison import output_of, unpack_comparison
from dwconv.reference.verdict import Verdict
from dwconv.ui import cached, live_class, session
from dwconv.ui.address_bar import query
from dwconv.ui.components.announcer import announce
from dwconv.ui.pages.classroom import show_class_bar
from dwconv.ui.pages.comparison.blocks import (
    block_shapes,
    expansion_in_words,
    explain_blocks,
    show_block_controls,
    show_block_verdict,
    show_blocks,
)
from dwconv.ui.parameters.presets import preset
from dwconv.ui.parameters.table import PARAMETERS, number_of, of_layer
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import (
    announce_objection,
    only_words,
    show_verdict,
    show_verdict_when_ready,
)
from dwconv.ui.widgets.controls import choice_buttons
from dwconv.ui.widgets.lab_player import load_next_example, store_moment
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.page_parts import heading, player_only
from dwconv.ui.widgets.shape_line import Shape, layer_shapes
from dwconv.ui.widgets.show_when_ready import answer_if_there, show_when_ready

_KEY = "comparison"
_LEFT, _RIGHT = "on the left side", "on the right side"
_DIFFERENT = "Three channels"  # an example in which the sides differ
# Eight channels have more numbers of groups than fit in one line of a phone; on a projector all
# of them stand in one row with the link.
_STYLE = """<style>
:is(.st-key-g, .st-key-t) [role=radiogroup] { flex-wrap: wrap; }
.st-key-g button, .st-key-t button, .st-key-beside button { padding-inline: 0.5rem; }
.st-key-player-place { min-height: clamp(500px, calc(100dvh - 165px), 900px); }
@media (min-width: 761px) and (min-height: 500px) {
  .st-key-player-place { margin-top: -8px; }
}
@media (max-width: 760px) {
  .st-key-player-place { min-height: 100dvh; }
  .st-key-heading > [data-testid]:has(> .st-key-tools), .st-key-tools { display: contents; }
}
</style>"""
_ZEROS_TITLE = "Depthwise is a standard convolution full of zeros"
_ONE_CHANNEL_TITLE = "With one channel depthwise is a standard convolution"


def show() -> None:
    """Show the page."""
    if lab().values["beside"] == "blocks":
        _show_page_of_blocks()
        return
    groups = _groups()
    beside_title = heading("", before=_controls, shapes=_shapes(groups))
    announce("Two layers beside each other", place="view")  # the player says what they are
    live_class.show_problem()
    _show_to_class(groups)
    show_class_bar()
    with st.container(key="player-place"):  # as high as the picture will be, before it is there
        _show_comparison(groups)
    if player_only():
        return
    if groups == 1:
        _show_standard_with_zeros()
    with beside_title:
        _show_verdict(groups)


def _show_page_of_blocks() -> None:
    """Show the depthwise separable block and the inverted residual."""
    shapes = block_shapes()
    beside_title = heading("", before=_controls, after=show_block_controls, shapes=shapes)
    announce(
        "Two blocks of layers: on top a depthwise separable one, below an inverted residual",
        *(shape.in_words for shape in shapes),
        expansion_in_words(),
        place="view",
    )
    live_class.show_problem()
    show_class_bar()
    with st.container(key="player-place"):
        show_blocks()
    if player_only():
        return
    explain_blocks()
    with beside_title:
        show_block_verdict()


def _controls() -> None:
    """Draw the choice of what is compared, and of the number of groups of `tf.nn.conv2d`."""
    st.html(_STYLE)
    choice_buttons("beside", show_label=False)
    if lab().values["beside"] == "blocks":
        return
    channels = lab().spec.channels
    if channels == 1:
        st.button(
            "Show three channels",
            icon=":material/arrow_forward:",
            on_click=lambda: session.set_controls(of_layer(preset(_DIFFERENT))),
            disabled=session.restrictions().any(),
        )
    if _groups() is None or channels == 1:
        return
    names = {1: "1 group: adds all channels", channels: f"{channels} groups: as depthwise"}
    st.segmented_control(
        PARAMETERS["g"].label,
        divisors(channels),
        default=number_of(lab().values, "g"),
        key="g",
        format_func=lambda count: names.get(count, f"{count} groups"),
        required=True,
        on_change=session.control_changed,
        label_visibility="collapsed",
    )


def _shapes(groups: int | None) -> tuple[Shape, ...]:
    """The shapes of both sides: the input, both filters, and what comes out."""
    input, filter, output = layer_shapes(lab().spec)
    made = output.sizes[3]
    left = replace(filter, of="filter on the left")
    if groups is None:
        pointwise = Shape(
            "filter on the right",
            (1, 1, made, made),
            ("1", "1", "C·M", "N"),
            ("kernel height", "kernel width", "input channels", "output channels"),
            sign="∗",
        )
        right = replace(
            output, of="output on the right", letters=[*output.letters[:3], pointwise.letters[3]]
        )
        return input, left, output, pointwise, right
    right = Shape(
        "filter on the right",
        (*lab().spec.kernel, lab().spec.channels // groups, made),
        ("KH", "KW", "C" if groups == 1 else "C/G", "C·M"),
        ("kernel height", "kernel width", "input channels of a filter", "output channels"),
        sign="or",
    )
    return input, left, right, output


def _groups() -> int | None:
    """In how many groups `tf.nn.conv2d` splits the channels; None for the pointwise step."""
    values = lab().values
    return number_of(values, "g") if values["beside"] == "conv2d" else None


@st.fragment
def _show_comparison(groups: int | None) -> None:
    """Show both layers on one clock; what they report reruns only this function."""
    moment = session.moment()
    _, payload = cached.comparison(lab(), groups)
    player.comparison(
        payload,
        key=_KEY,
        step=moment.get("step"),
        unit=moment.get("unit"),
        speed=moment.get("speed"),
        focus=moment.get("focus"),
        playing="step" not in moment,
        on_seek=lambda: store_moment(_KEY),
        on_next=lambda: load_next_example(_KEY),
    )
    session.rerun_if_needed()


def _show_to_class(groups: int | None) -> None:
    """Show both layers to the live class that this session teaches, if there is one."""
    if live_class.teacher():
        _, payload = cached.comparison(lab(), groups)
        moment = session.moment()
        live_class.show_picture(payload, query(), path="comparison", moment=moment)


def _show_verdict(groups: int | None) -> None:
    """Show whether TensorFlow agrees with both sides; what it objects to comes first. Call it last."""
    (_, right), payload = cached.comparison(lab(), groups)
    output = output_of(unpack_comparison(payload)[1][1])
    spec, left = lab().spec, cached.verdict(lab())  # asked first, so it is answered first
    # the number of values that is said besides is one for both
    same_size = output.size == cached.output(lab()).size
    ask = partial(cached.confirmed, right.spec, right.input, right.filter, output)

    def objection() -> Verdict | None:
        """What TensorFlow has against the left side. Also called when the answer comes, outside of any session."""
        answer = answer_if_there(left)
        return None if answer is None or answer.kind == "agrees" else answer

    def sides() -> tuple[str, str]:
        """What the badge says of the sides, and what is heard besides: both are the whole page."""
        answer = answer_if_there(left) if same_size else None
        both = answer is not None and answer.kind == "agrees" and not answer.explanation
        return ("", "on both sides") if both else (_RIGHT, "")

    def show(verdict: Verdict) -> None:
        if against := objection():
            show_verdict(against, _LEFT, layer=spec)
        if not against or verdict.kind != "agrees":
            where, heard = sides()
            show_verdict(verdict, where, heard=heard, layer=right.spec)

    def words(verdict: Verdict) -> str:
        return "" if objection() else only_words(verdict, *sides())

    show_when_ready(ask, show, words)
    if against := objection():
        announce_objection(against, _LEFT, layer=spec)
        return
    verdict = answer_if_there(ask())
    agrees = verdict is None or verdict.kind == "agrees"
    announce_objection(verdict, "".join(sides()) if agrees else _RIGHT, layer=right.spec)


def _show_standard_with_zeros() -> None:
    """Show the depthwise layer as a standard convolution with zeros, which TensorFlow runs for who wants it."""
    current = lab()
    filter = block_diagonal(current.filter)
    cost = costs(current.spec)
    zeros = cost["standard"].macs - cost["depthwise"].macs
    if current.spec.channels == 1:
        show_text(f"## {_ONE_CHANNEL_TITLE}")
        show_text(
            f"`tf.nn.conv2d` makes the same output with the same weights, in a filter of shape `{filter.shape}`. "
            "There is no other channel, so none of the weights has to be zero."
        )
    else:
        show_text(f"## {_ZEROS_TITLE}")
        show_text(
            f"`tf.nn.conv2d` can make the same {filter.shape[3]} output channels with a filter of shape "
            f"`{filter.shape}`. It is zero wherever an input channel and an output channel do not belong "
            f"together: {written(filter.size - current.filter.size)} of its {written(filter.size)} weights. "
            f"Of its {written(cost['standard'].macs)} multiply-accumulates (MACs), {written(zeros)} multiply "
            "by such a zero."
        )
    # Not for everyone: the badge at the top has had TensorFlow run both sides already.
    if st.toggle("Run it in TensorFlow", key="zeros-in-tensorflow"):
        show_verdict_when_ready(
            lambda: cached.confirmed(current.spec, current.input, filter, cached.output(current))
        )
