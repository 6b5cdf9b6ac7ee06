"""Depthwise beside tf.nn.conv2d, and with the pointwise step behind it."""

import streamlit as st

from dwconv.ui.comparison import badges, below, chosen, contained, controls, race
from dwconv.ui.parts import alone, heading
from dwconv.ui.session import lab

slot = heading(
    "A row is an input channel, a column of filter slices makes one output channel. "
    + (
        "On the right the outputs of the left are the inputs."
        if chosen() is None
        else "Both sides have the same input and as many outputs."
        if lab().spec.channels > 1
        else "With one channel there is nothing to sum over: both are the same."
    )
)
if alone():
    race(chosen())
else:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        controls()
        below()
    race(chosen())
    contained()
    with slot:
        badges(chosen())
