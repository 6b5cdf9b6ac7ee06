"""Teacher's sheets for the pages that check: TensorFlow and Layouts."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.reference.known_faults import GROUPS, cases
from dwconv.teaching.sheets.structure import PageLink, TeacherSheet
from dwconv.weights import find_layout


def tensorflow() -> TeacherSheet:
    """Build the sheet for the page TensorFlow."""
    layer = ConvSpec(6, 6, 3, multiplier=2, padding="SAME")
    faulty = ConvSpec(8, 8, 1, kernel=(2, 2), stride=(2, 2), dilation=(2, 2))
    rows = faulty.vertical
    many = len(cases())
    _, height, width, channels = layer.output_shape
    return TeacherSheet(
        title="TensorFlow",
        aim="Students can call `tf.nn.depthwise_conv2d`, compare its output with the formula, and know "
        "one case in which it is wrong.",
        plan=(
            (3, "Open the first link. Read the call: which argument is which control?"),
            (4, "Compare the outputs. What is the largest difference, and why is it not always 0?"),
            (3, "Students copy the call and run it on their own machines."),
            (5, "Second link: stride and dilation together. Work out the size by hand, then look."),
        ),
        questions=(
            (
                "What are the shapes of input, filter and output?",
                f"{layer.input_shape}, {layer.filter_shape}, {layer.output_shape}.",
            ),
            (
                "How many output values are compared?",
                f"{height}·{width}·{channels} = {height * width * channels}, all of them.",
            ),
            (
                f"{rows.size} rows, kernel {rows.kernel}, stride {rows.stride}, dilation {rows.dilation}, VALID: "
                "how many output rows does the formula give?",
                f"⌊({rows.size} − {rows.effective}) / {rows.stride}⌋ + 1 = {rows.output}.",
            ),
            (
                "TensorFlow returns another shape there. Who is right?",
                "Its own documented formula, and that is what this lab computes.",
            ),
            (
                "How many such cases does the page know?",
                f"{many}, in {len(GROUPS)} groups: each can be run.",
            ),
        ),
        mistakes=(
            (
                "A library is always right.",
                "Compare it with the formula on a small case, as this page does.",
            ),
            (
                "A tiny difference is a fault.",
                "Sums of decimals depend on their order. A fault is larger than rounding.",
            ),
            (
                "`strides=[2, 2]` is enough.",
                "The op wants four numbers, and the stride in the middle two: `[1, 2, 2, 1]`.",
            ),
        ),
        links=(
            PageLink("The layer, checked", "tensorflow", layer, {"seed": 4}),
            PageLink(
                "Stride with dilation", "tensorflow", faulty, {"input": "ramp", "kernel": "ones"}
            ),
        ),
    )


def layouts() -> TeacherSheet:
    """Build the sheet for the page Layouts."""
    layer = ConvSpec(6, 6, 3, kernel=(3, 3), multiplier=2)
    sizes = (*layer.kernel, layer.channels, layer.multiplier)
    tensorflow, torch, lite = (find_layout(name) for name in ("TensorFlow", "PyTorch", "TFLite"))
    at = (2, 0, 1, 1)
    written = "row {}, column {}, channel {}, filter {}".format(*at)
    return TeacherSheet(
        title="Layouts",
        aim="Students can carry depthwise weights from one framework to another, and check one weight "
        "by hand.",
        plan=(
            (3, "Open the first link. Read the two shapes and name each number."),
            (4, "Play the move. Follow one weight from its place to its new place."),
            (3, "Read the line of code: which axes does it move, which does it join?"),
            (5, "Students write the line for the second link before they look."),
        ),
        questions=(
            (
                "What is the shape of these weights in TensorFlow?",
                f"{tensorflow.shape(*sizes)}: rows, columns, C, M.",
            ),
            (
                "And in PyTorch?",
                f"{torch.shape(*sizes)}: C·M = {sizes[2] * sizes[3]} kernels of one channel each.",
            ),
            (
                "And in TFLite?",
                f"{lite.shape(*sizes)}: C·M is last.",
            ),
            (
                f"Where does PyTorch keep the weight of {written}?",
                f"At {list(torch.index(*at, layer.multiplier))}: "
                f"{at[2]}·{layer.multiplier} + {at[3]} = {at[2] * layer.multiplier + at[3]} comes first.",
            ),
            (
                "Is `reshape` alone enough?",
                "No. It keeps the order of the numbers in memory; the axes must be moved first.",
            ),
        ),
        mistakes=(
            (
                "If the shape fits, the weights are right.",
                "With C = M or equal sides a wrong order fits as well. Check one weight.",
            ),
            (
                "PyTorch's second axis is C.",
                "It is C / groups, which is 1 in a depthwise layer.",
            ),
            (
                "The order of output channels differs between frameworks.",
                "In all frameworks of this page it is k·M + q.",
            ),
        ),
        links=(
            PageLink(
                "TensorFlow to PyTorch", "layouts", layer, {"lfrom": "TensorFlow", "lto": "PyTorch"}
            ),
            PageLink("PyTorch to TFLite", "layouts", layer, {"lfrom": "PyTorch", "lto": "TFLite"}),
        ),
    )
