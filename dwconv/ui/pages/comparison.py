"""The parts of the comparison page."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.grouped import block_diagonal, divisors
from dwconv.player import component as player
from dwconv.player.tracks import outputs, unpack_race
from dwconv.ui import cached, session
from dwconv.ui import parameters as state
from dwconv.ui.session import lab
from dwconv.ui.widgets.animation import sought, went_on
from dwconv.ui.widgets.badge import say
from dwconv.ui.widgets.waiting import when_ready

_KEY = "race"
_BESIDE = {"conv2d": "tf.nn.conv2d", "separable": "the pointwise step after it"}
# Eight channels have more ways to be dealt out than a phone has room for in one line, and on a
# projector all of them stand in one row with the link.
_FITTING = """<style>
.st-key-g [role=radiogroup] { flex-wrap: wrap; }
.st-key-g button, .st-key-beside button { padding-inline: 0.5rem; }
</style>"""
_CONTAINED = "Depthwise is a standard convolution full of zeros"
# The page goes on below the picture, which fills the window.
BELOW = (
    "[:material/arrow_downward: below: depthwise is conv2d with zeros]"
    f"(#{_CONTAINED.lower().replace(' ', '-')})"
)


def controls() -> None:
    """What stands beside the depthwise convolution, and `tf.nn.conv2d` in how many groups."""
    st.html(_FITTING)
    st.segmented_control(
        "beside it",
        state.CHOICES["beside"],
        default=str(lab().values["beside"]),
        key="beside",
        format_func=_BESIDE.__getitem__,
        required=True,
        on_change=session.forgive,
        label_visibility="collapsed",
    )
    channels = lab().spec.channels
    if chosen() is None or channels == 1:
        return
    names = {1: "1 group: standard", channels: f"{channels} groups: depthwise"}
    st.segmented_control(
        "groups",
        divisors(channels),
        default=state.number(lab().values, "g"),
        key="g",
        format_func=lambda count: names.get(count, f"{count} groups"),
        required=True,
        on_change=session.forgive,
        label_visibility="collapsed",
    )


def chosen() -> int | None:
    """In how many groups `tf.nn.conv2d` deals out the channels; None for the pointwise step."""
    values = lab().values
    return state.number(values, "g") if values["beside"] == "conv2d" else None


@st.fragment
def race(groups: int | None) -> None:
    """Show the depthwise layer and what stands beside it; what they report reruns only this."""
    at = session.moment()
    _, payload = cached.race(lab(), groups)
    player.race(
        payload,
        key=_KEY,
        step=at.get("step"),
        unit=at.get("unit"),
        speed=at.get("speed"),
        focus=at.get("focus"),
        playing="step" not in at,
        on_seek=lambda: sought(_KEY),
        on_next=lambda: went_on(_KEY),
    )
    session.catch_up()


def badges(groups: int | None) -> None:
    """Say whether TensorFlow agrees with the layer on the right. Call it last."""
    (_, right), payload = cached.race(lab(), groups)
    made = outputs(unpack_race(payload)[1][1])
    when_ready(
        lambda: cached.confirmed(right.spec, right.input, right.filter, made),
        lambda verdict: say(verdict, "Right side: "),
    )


def contained() -> None:
    """Depthwise as the standard convolution whose other weights are zero, run by TensorFlow."""
    now = lab()
    filter = block_diagonal(now.filter)
    cost = costs(now.spec)
    zeros = cost["standard"].macs - cost["depthwise"].macs
    st.markdown(f"##### {_CONTAINED}")
    st.markdown(
        f"With zeros wherever the depthwise bank has nothing, `tf.nn.conv2d` and a filter of shape "
        f"`{filter.shape}` give the same {filter.shape[3]} outputs. Of its {filter.size:,} weights "
        f"{filter.size - now.filter.size:,} are zero, and of its {cost['standard'].macs:,} MACs "
        f"{zeros:,} multiply by one of them."
    )
    when_ready(lambda: cached.confirmed(now.spec, now.input, filter, cached.output(now)), say)
