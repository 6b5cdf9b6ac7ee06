"""The Comparison page's third choice: the depthwise separable block and the inverted residual."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dwconv.player import component as player
from dwconv.player.blocks import LARGEST
from dwconv.player.colours_and_speeds import Unit
from dwconv.ui import cached, live_class, session
from dwconv.ui.navigation import page_link
from dwconv.ui.parameters.table import number_of, number_row
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import announce_objection, show_verdict_when_ready
from dwconv.ui.widgets.lab_player import load_next_example, store_moment
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.shape_line import Shape, layer_shapes
from dwconv.ui.widgets.show_when_ready import answer_if_there

_KEY = "blocks"
_UNIT: Unit = "pixel"
_SPEED = 8.0  # a stage is gone through within a few seconds
_DEPTHWISE = 2  # place of the depthwise stage in the inverted residual


def show_block_controls() -> None:
    """Draw the expansion, and what makes the sum of the inverted residual possible."""
    row = number_row("t")
    names = {1: "no expansion", 2: "expansion 2"}
    st.segmented_control(
        row.label,
        range(row.least, row.most + 1),
        default=number_of(lab().values, "t"),
        key="t",
        format_func=lambda factor: names.get(factor, str(factor)),
        required=True,
        on_change=session.control_changed,
        label_visibility="collapsed",
    )
    spec = lab().spec
    if spec.output_shape[1:3] == spec.input_shape[1:3]:
        return
    st.button(
        "Add the input",
        help="Sets stride 1 and SAME padding: then the output has the input's shape.",
        icon=":material/add:",
        on_click=lambda: session.set_controls({"sh": 1, "sw": 1, "pad": "same"}),
        disabled=session.restrictions().any(),
    )


def expansion_in_words() -> str:
    """How many times as many channels the first 1x1 convolution makes."""
    expansion = number_of(lab().values, "t")
    return f"expansion: {expansion} times as many channels" if expansion > 1 else "no expansion"


def block_shapes() -> tuple[Shape, ...]:
    """The shapes of the input and of what comes out of both blocks."""
    input, _, output = layer_shapes(lab().spec)
    sizes = (*output.sizes[:3], lab().spec.channels)
    names = (*output.names[:3], "channels, as many as the input has")
    letters = (*output.letters[:3], "C")
    return input, replace(
        output, of="output of each block", sizes=sizes, letters=letters, names=names, sign="→"
    )


@st.fragment
def show_blocks() -> None:
    """Show both blocks on one clock; what they report reruns only this function."""
    moment = session.moment()
    _, payload = cached.blocks(lab())
    player.blocks(
        payload,
        key=_KEY,
        step=moment.get("step"),
        unit=moment.get("unit") or _UNIT,
        speed=moment.get("speed") or _SPEED,
        playing="step" not in moment,
        on_seek=lambda: store_moment(_KEY),
        on_next=lambda: load_next_example(_KEY),
    )
    session.rerun_if_needed()


def show_block_verdict() -> None:
    """Show whether TensorFlow agrees with the inverted residual's depthwise stage. Call it last."""
    now = lab()
    where = "in the inverted residual’s depthwise layer"
    show_verdict_when_ready(lambda: cached.block_verdict(now), where)
    announce_objection(answer_if_there(cached.block_verdict(now)), where)


def explain_blocks() -> None:
    """Say where the activations are, and what of a real network is left out."""
    (_, residual), _ = cached.blocks(lab())
    wide, narrow = (residual[place].output.shape[3] for place in (_DEPTHWISE, _DEPTHWISE + 2))
    expansion = number_of(lab().values, "t")
    here = f"here {expansion}" if expansion > 1 else "here none"
    if live_class.teacher():
        st.info(
            "This pair is not sent to the class's phones: they keep the last picture. Show it on the projector.",
            icon=":material/info:",
        )
    show_text(
        "## Where the activation goes\n"
        "Both blocks have ReLU6 after the depthwise convolution. The separable block has it after its 1×1 "
        "convolution too. The inverted residual does not: the projection is **linear**, because its output "
        f"has few channels (here {narrow}) and ReLU6 would set a part of their values to 0. ReLU6 acts "
        f"where there are many channels (here {wide}), after the expansion and after the depthwise convolution."
    )
    show_caption(
        f"MobileNet repeats the depthwise separable block, MobileNetV2 the inverted residual with expansion 6 ({here}). "
        "A network normalises after each convolution. Here each convolution's weights are divided by a "
        f"power of two instead, so that no value is larger than {LARGEST:g}."
    )
    page_link(
        "networks",
        "The order of the layers in other networks",
        ":material/arrow_forward:",
        {"table": "blocks"},
    )
