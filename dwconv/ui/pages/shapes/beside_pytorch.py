"""The view "Beside PyTorch" of the Shapes page: TensorFlow's SAME and PyTorch's padding=p."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dwconv.engine.compare_padding import PaddingDifference, compare_padding
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Axis
from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.files.padding_code import (
    keras_padding_code,
    tensorflow_padding_code,
    torch_padding_code,
)
from dwconv.reference.places_taken import PlacesTaken, output_at_places, places_of_any_shape
from dwconv.ui.components.axis_ruler import axis_ruler
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import number_field
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text


def show_beside_pytorch(spec: ConvSpec) -> None:
    """Show both paddings of both axes, where they differ, and the code that makes them agree."""
    padding = number_field("pp")
    same = spec.replace(padding="SAME")
    try:
        other = spec.replace(padding=((padding, padding), (padding, padding)))
    except DwconvError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return
    _say_whether_they_agree(same, other)
    if (same.vertical, other.vertical) == (same.horizontal, other.horizontal):
        axes = [("Height and width", "height and width", "pixel", same.vertical, other.vertical)]
    else:
        axes = [
            ("Height", "height", "row", same.vertical, other.vertical),
            ("Width", "width", "column", same.horizontal, other.horizontal),
        ]
    columns = st.columns(2, gap="large")
    for column, axis in zip(columns, axes, strict=False):
        with column:
            _show_axis(*axis, padding)
    with columns[1] if len(axes) == 1 else st.container():
        show_text("## How to make them agree")
        _show_code(
            (same, "PyTorch, with the padding of TensorFlow's SAME:"),
            (other, f"TensorFlow, with the padding of PyTorch's `padding={padding}`:"),
            (other, f"Keras, with the padding of PyTorch's `padding={padding}`:"),
        )
    if not isinstance(spec.padding, str):
        show_text("## The explicit padding of the controls, in each")
        _show_code((spec, "PyTorch:"), (spec, "TensorFlow:"), (spec, "Keras:"))
    show_caption(
        "F.pad takes left, right, top, bottom. x and w are in the order of each framework: the page Layouts "
        "converts the weights. "
        "PyTorch's own padding='same' takes stride 1 alone, and there pads as TensorFlow does: an odd "
        "pixel goes after the input."
    )
    if spec.stride[0] != spec.stride[1] and max(spec.dilation) == 1:
        st.info(
            "`tf.nn.depthwise_conv2d` refuses two different strides in `float64`, and in some builds in "
            '`float32` too: "only supports equal length strides". `tf.nn.conv2d` takes them, with the weights '
            f"`tf.reshape(w, {(*spec.kernel, 1, spec.channels * spec.multiplier)})`.",
            icon=":material/compare_arrows:",
        )


def _say_whether_they_agree(same: ConvSpec, other: ConvSpec) -> None:
    """Say whether the two libraries give the same, and how many of the lab's output values differ.

    TensorFlow's output is the one that its op returns, where that is not the formula's.
    """
    rows = compare_padding(same.vertical, other.vertical)
    columns = compare_padding(same.horizontal, other.horizontal)
    agree, size, fault = rows.same and columns.same, _size(same), []
    if taken := places_of_any_shape(same):
        fault = [
            "`tf.nn.depthwise_conv2d` computes a stride together with a dilation wrongly, as the page "
            "TensorFlow shows.",
            "By the formula both outputs would be the same."
            if agree
            else f"By the formula TensorFlow's output would be {size}.",
        ]
        agree = taken == _places_of_formula(other)
        size = f"{len(taken.rows):,}×{len(taken.columns):,}"
    if agree:
        said = " ".join(["Both give the same output here.", *fault])
        st.success(said, icon=":material/check:")
        return
    if size != _size(other):
        sentences = [f"They differ: TensorFlow's output is {size}, PyTorch's {_size(other)}."]
    else:
        sentences = [
            f"They differ, although both outputs are {size}.",
            _count_differences(same, other, taken),
        ]
    st.info(" ".join(filter(None, [*sentences, *fault])), icon=":material/compare_arrows:")


def _size(spec: ConvSpec) -> str:
    return f"{spec.vertical.output:,}×{spec.horizontal.output:,}"


def _places_of_formula(spec: ConvSpec) -> PlacesTaken:
    """The rows and columns under each window, tap by tap."""
    rows, columns = (
        tuple(tuple(axis.taps(window)) for window in range(axis.output))
        for axis in (spec.vertical, spec.horizontal)
    )
    return PlacesTaken(rows, columns)


def _count_differences(same: ConvSpec, other: ConvSpec, taken: PlacesTaken | None) -> str:
    """How many values of the output differ, where the lab draws the layer and so has its numbers."""
    image, filter = lab().input, lab().filter
    one = same.replace(batch=1, data_format="NHWC")
    if image.shape != one.input_shape or filter.shape != one.filter_shape:
        return ""
    first = output_at_places(taken, image, filter) if taken else depthwise(one, image, filter)
    second = depthwise(other.replace(batch=1, data_format="NHWC"), image, filter)
    unequal = first.size - int(np.count_nonzero(np.isclose(first, second, 1e-5, 1e-5)))
    return counted(
        unequal,
        f"With the numbers of this lab {{n}} of {first.size:,} values is different.",
        f"With the numbers of this lab {{n}} of {first.size:,} values are different.",
    )


def _show_axis(title: str, name: str, line: str, same: Axis, other: Axis, padding: int) -> None:
    show_text(f"## {title}: {same.size:,} → {same.output:,} and {other.output:,}")
    show_text(f"**TensorFlow, SAME**: {same.before} before, {same.after} after")
    room = max(same.before, padding), max(same.after, padding)
    axis_ruler(same, name, key=f"same-{name}", room=room)
    show_text(f"**PyTorch, padding={padding}**: {padding} before, {padding} after")
    axis_ruler(other, name, key=f"other-{name}", room=room)
    show_text(_difference_in_words(compare_padding(same, other), line))


# By what is counted (where height and width are alike, pixels), and whether PyTorch's windows begin earlier.
_SHIFTED = {
    ("row", True): (
        "Each window begins {n} row earlier in PyTorch.",
        "Each window begins {n} rows earlier in PyTorch.",
    ),
    ("row", False): (
        "Each window begins {n} row later in PyTorch.",
        "Each window begins {n} rows later in PyTorch.",
    ),
    ("column", True): (
        "Each window begins {n} column earlier in PyTorch.",
        "Each window begins {n} columns earlier in PyTorch.",
    ),
    ("column", False): (
        "Each window begins {n} column later in PyTorch.",
        "Each window begins {n} columns later in PyTorch.",
    ),
    ("pixel", True): (
        "Each window begins {n} pixel earlier in PyTorch.",
        "Each window begins {n} pixels earlier in PyTorch.",
    ),
    ("pixel", False): (
        "Each window begins {n} pixel later in PyTorch.",
        "Each window begins {n} pixels later in PyTorch.",
    ),
}
# By whether PyTorch has more windows.
_MORE = {
    True: (
        "PyTorch has {n} window more at the end.",
        "PyTorch has {n} windows more at the end.",
    ),
    False: (
        "PyTorch has {n} window fewer at the end.",
        "PyTorch has {n} windows fewer at the end.",
    ),
}


def _difference_in_words(difference: PaddingDifference, line: str) -> str:
    """What is different along one axis, in sentences.

    Examples
    --------
    >>> _difference_in_words(PaddingDifference(1, 0), "row")
    'Each window begins 1 row earlier in PyTorch.'
    >>> _difference_in_words(PaddingDifference(0, -2), "column")
    'The windows begin at the same places. PyTorch has 2 windows fewer at the end.'
    """
    if difference.same:
        return "All windows are the same."
    begin = "The windows begin at the same places."
    if difference.shift:
        begin = counted(abs(difference.shift), *_SHIFTED[line, difference.shift > 0])
    if not difference.more:
        return begin
    return f"{begin} {counted(abs(difference.more), *_MORE[difference.more > 0])}"


def _show_code(
    torch: tuple[ConvSpec, str], tensorflow: tuple[ConvSpec, str], keras: tuple[ConvSpec, str]
) -> None:
    """Show a layer of each framework as code, below a sentence."""
    for (spec, sentence), write in (
        (torch, torch_padding_code),
        (tensorflow, tensorflow_padding_code),
        (keras, keras_padding_code),
    ):
        show_text(sentence)
        st.code(write(spec), language="python", wrap_lines=True)
