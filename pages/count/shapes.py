"""From the parameters to the output's shape, with the numbers in the formulas."""

import streamlit as st

from dwconv.costs.formulas import output_size
from dwconv.ui.components.ruler import ruler, unreached
from dwconv.ui.session import lab
from dwconv.ui.widgets.parts import derivation, heading

heading("Each axis is worked out by itself. Orange marks are taps; dotted ones fall on padding.")

spec = lab().spec
padding = spec.padding if isinstance(spec.padding, str) else "explicit"
for column, axis, side, line in zip(
    st.columns(2, gap="large"),
    (spec.vertical, spec.horizontal),
    ("height", "width"),
    ("row", "column"),
    strict=True,
):
    with column:
        st.markdown(f"##### {side.capitalize()}: {axis.size} → {axis.output}")
        ruler(axis, side)
        if missed := unreached(axis, line):
            st.markdown(f":orange[:material/warning: {missed}]")
        derivation(output_size(axis, padding))

st.caption(
    "$n$ input size · $k$ kernel · $s$ stride · $d$ dilation · $e$ effective kernel, which is what one "
    "window spans · $o$ output size, the number of windows · $p$ padding · $\\ell$ pixels of the "
    "padded input behind the last window; between windows, a stride larger than the kernel leaves "
    "some out as well"
)
c, m = spec.channels, spec.multiplier
st.markdown(f"##### Channels: {c} → {c * m}")
st.markdown(
    f"Each of the $C = {c}$ input channels meets $M = {m}$ filters of its own: "
    rf"$C \cdot M = {c} \cdot {m} = \mathbf{{{c * m}}}$ output channels, and output channel "
    f"$k \\cdot M + q$ comes from input channel $k$ and its filter $q$."
)

st.markdown("##### The same shapes in both data formats")
other = spec.replace(data_format="NCHW")
st.table(
    {
        "data_format": ["NHWC", "NCHW"],
        "input": [f"`{spec.input_shape}`", f"`{other.input_shape}`"],
        "filter, the same in both": [f"`{spec.filter_shape}`", f"`{other.filter_shape}`"],
        "output": [f"`{spec.output_shape}`", f"`{other.output_shape}`"],
    },
)

st.markdown("##### What SAME means in TensorFlow")
same = spec.replace(padding="SAME")
st.markdown(
    rf"""
SAME fixes the output first: $\lceil n / s \rceil$, whatever the kernel. Only then is the padding
worked out, as little as makes that many windows fit. An odd pixel goes **after**, at the bottom
and on the right. So the padding depends on the input's size, and with a stride it can be less than
half a kernel, or none.

Pixels that SAME pads this layer with: {same.pads[0][0]} above, {same.pads[0][1]} below,
{same.pads[1][0]} on the left, {same.pads[1][1]} on the right. That gives `{same.output_shape}`.
A library that pads both sides alike returns other numbers wherever the two differ.
"""
)
