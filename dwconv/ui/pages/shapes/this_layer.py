"""The view "This layer" of the Shapes page: from the parameters to the output's shape, number by number."""

from __future__ import annotations

import streamlit as st

from dwconv.costs.latex_formulas import output_size, rounding_signs
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec
from dwconv.engine.unreached import Noun, unreached_in_words
from dwconv.files.padding_code import tensorflow_transposed_code
from dwconv.ui.components.axis_ruler import axis_ruler
from dwconv.ui.navigation import page_link
from dwconv.ui.parameters.links import write_link
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.page_parts import show_formulas
from dwconv.ui.widgets.shape_line import layer_shapes
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table


def show_layer(spec: ConvSpec) -> None:
    """Show height, width and channels of one layer, each with its formulas."""
    _axes(spec)
    _channels(spec)
    _data_formats(spec)
    _same_padding(spec)
    _other_layers(spec)


def _axes(spec: ConvSpec) -> None:
    """Show a ruler and the formulas of height and width; once if they are the same."""
    padding = spec.padding if isinstance(spec.padding, str) else "explicit"
    axes = spec.vertical, spec.horizontal
    legend = _legend(axes, padding)
    shown: list[tuple[Axis, str, str, Noun]] = [
        (spec.vertical, "Height", "height", "row"),
        (spec.horizontal, "Width", "width", "column"),
    ]
    if spec.vertical == spec.horizontal:
        shown = [(spec.vertical, "Height and width", "height and width", "row and column")]
    if len(shown) == 2:
        show_caption(legend)
    left, right = st.columns(2, gap="large")
    places = ((left, left), (right, right)) if len(shown) == 2 else ((left, right),)
    for (column, beside), (axis, title, side, line) in zip(places, shown, strict=True):
        with column:
            show_text(f"## {title}: {axis.size} → {axis.output}")
            axis_ruler(axis, side)
            if missed := unreached_in_words(axis, line):
                show_text(f":orange[:material/warning: {missed}]")
            if len(shown) == 1:  # below one drawing there is room
                show_caption(legend)
        with beside:
            show_formulas(output_size(axis, padding))


_LETTERS = (
    "In the formulas: $n$ is the input size, $K$ the kernel size, $s$ the stride, $d$ the dilation, $p$ the "
    "padding. The effective kernel $e$ is how many pixels one window spans. The output size $o$ is the number "
    "of windows."
)
_LEFT_OVER = "After the last window, $\\ell$ pixels of the padded input are left."
_JUMPS = "The stride is larger than the effective kernel: windows skip pixels."
_FIRST = "The division counts the moves of the window; + 1 is the window before the first move."


def _legend(axes: tuple[Axis, Axis], padding: str) -> str:
    """What the letters and signs of the formulas are."""
    formulas = " ".join(line.symbols for axis in axes for line in output_size(axis, padding))
    return " ".join(
        [
            _LETTERS,
            *[f"{'; '.join(signs)}." for signs in [rounding_signs(formulas)] if signs],
            *[_FIRST] * (r"\rfloor + 1" in formulas),
            *[_LEFT_OVER] * (r"\ell" in formulas),
            *[_JUMPS] * any(axis.stride > axis.effective for axis in axes),
        ]
    )


def _channels(spec: ConvSpec) -> None:
    c, m = spec.channels, spec.multiplier
    show_text(f"## Channels: {c} → {c * m}")
    show_text(
        rf"The number of input channels is $C = {c}$. The number of filters for each of them is $M = {m}$. "
        rf"The number of output channels is $C \cdot M = {c} \cdot {m} = \mathbf{{{c * m}}}$. "
        "Output channel $k \\cdot M + q$ is made from input channel $k$ with its filter $q$."
    )


def _data_formats(spec: ConvSpec) -> None:
    show_text("## The same shapes in both data formats")
    both = [spec.replace(data_format=data_format) for data_format in ("NHWC", "NCHW")]
    show_caption(
        "In a data format N is the batch (B in the shapes above), H the height, W the width, C the "
        "channels. The filter has the same shape in both: kernel height, kernel width, input channels, multiplier."
    )
    # A column for each format: so it fits on a phone.
    names = {"data_format": ["input", "filter", "output"]}
    shapes = {str(each.data_format): layer_shapes(each) for each in both}
    # With the letters: two shapes of the same numbers have other axes.
    show_table(
        names
        | {
            name: [f"`{one.sizes}` " + ",\N{NO-BREAK SPACE}".join(one.letters) for one in of]
            for name, of in shapes.items()
        },
        "shapes",
    )
    table_file(
        names | {name: [str(one.sizes) for one in of] for name, of in shapes.items()}, "shapes"
    )


def _same_padding(spec: ConvSpec) -> None:
    show_text("## What SAME means in TensorFlow")
    same = spec.replace(padding="SAME")
    (top, bottom), (left, right) = same.pads
    show_text(
        rf"""
SAME sets the output size first: $\lceil n / s \rceil$, whatever the kernel is. Then TensorFlow adds
just enough padding for that many windows. If the padding is an odd number, the extra pixel goes
**after** the input: at the bottom and on the right. So with a stride above 1 the padding depends on
the input size, and can be zero.

What SAME adds for this layer, in pixels: top {top}, bottom {bottom}, left {left}, right {right}. The output shape is `{same.output_shape}`. A library that pads both sides equally gives
other numbers where the two sides differ.
"""
    )


def _other_layers(spec: ConvSpec) -> None:
    """Say what the transposed layer makes, and how one and three dimensions are written."""
    small, large = spec.output_shape, spec.input_shape
    flat = spec.replace(height=1, kernel=(1, spec.kernel[1]))
    show_text(
        f"""
## Transposed, 1-D and 3-D

**Transposed**: the transposed layer with the same kernel, stride and padding goes the other way, from
`{small}` to `{large}`. It computes the gradient of this layer with respect to its input. The page
Backward shows every step.

**1-D** is an image of height 1: here the input `{flat.input_shape}` with the filter `{flat.filter_shape}`.
**3-D** has one more axis: a kernel of {spec.kernel[0]}×{spec.kernel[0]}×{spec.kernel[1]} for each filter.
`tf.nn` has no op for it. Keras has `Conv3D(C*M, kernel, groups=C)`, and PyTorch `Conv3d` with `groups=C`.

The transposed layer in TensorFlow, where y is of the shape `{small}`:
"""
    )
    st.code(tensorflow_transposed_code(spec), language="python", wrap_lines=True)
    page_link(
        "backward",
        "See the transposed layer on Backward",
        ":material/arrow_forward:",
        write_link({**lab().values, "of": "input"}, "backward"),
    )
