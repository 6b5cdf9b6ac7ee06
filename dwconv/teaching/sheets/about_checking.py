"""Teacher's sheets for the pages that check: TensorFlow, Layouts and Int8."""

from __future__ import annotations

import numpy as np

from dwconv.engine.depthwise import depthwise
from dwconv.engine.quantized import quantize_layer, quantized_depthwise
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.known_faults import GROUPS, cases
from dwconv.teaching.sheets.teacher_sheet import PageLink, TeacherSheet
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
                f"{height}·{width} positions · {channels} channels = {height * width * channels}, all of them.",
            ),
            (
                f"{rows.size} rows, kernel {rows.kernel}, stride {rows.stride}, dilation {rows.dilation}, VALID: "
                "how many output rows does the formula give?",
                f"⌊({rows.size} − {rows.effective}) / {rows.stride}⌋ + 1 = {rows.output} (⌊ ⌋: round down).",
            ),
            (
                "TensorFlow returns another shape there. Who is right?",
                "The formula in TensorFlow's own documentation, which this lab computes.",
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
                "Sums of decimals depend on the order of adding. A fault makes a larger difference.",
            ),
            (
                "`strides=[2, 2]` is enough.",
                "The op takes four numbers, the strides are the middle two: `[1, 2, 2, 1]`.",
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


def int8() -> TeacherSheet:
    """Build the sheet for the page Int8."""
    # Half of its filters have smaller weights than the others: they lose with one scale for all.
    layer, seed = ConvSpec(6, 6, 3, kernel=(1, 2), multiplier=2, padding="SAME"), 8
    image = make_input("integers", *layer.input_shape[1:], seed)[None]
    filter = make_filter("integers", layer.kernel, layer.channels, layer.multiplier, seed)
    exact = depthwise(layer, image.astype(np.float64), filter.astype(np.float64))
    filters = layer.channels * layer.multiplier

    def largest_error(*, shared: bool) -> str:
        one = quantize_layer(layer, image, filter, shared=shared)
        real = one.output.real(quantized_depthwise(one, one.input.quantize(image)))
        return f"{np.abs(real - exact).max():.3f}"

    small = quantize_layer(layer, image, filter)
    largest = np.abs(filter).max(axis=(0, 1)).ravel()
    low, high = image.min(), image.max()
    return TeacherSheet(
        title="Int8",
        aim="Students can say how 8-bit integers stand for other numbers, and where a value changes on "
        "the way to the output.",
        plan=(
            (3, "Open the first link. Which numbers are real values, which are 8-bit integers?"),
            (5, "Follow one output: products, sum, factor, shift, zero point."),
            (3, "Read the scales. Why does each filter have one of its own?"),
            (
                4,
                "Turn on one scale for all filters. How much larger is the largest error? Which filters lose accuracy?",
            ),
        ),
        questions=(
            ("How many different values can an 8-bit integer have?", f"{2**8}, from −128 to 127."),
            (
                f"The inputs go from {low:g} to {high:g}. What is the scale of the input?".replace(
                    "-", "−"
                ),
                f"({high:g} − ({low:g})) / 255 = {small.input.scale:.4f}.".replace("(-", "(−"),
            ),
            (
                "How many scales do the weights have?",
                f"{filters}: one for each of the C·M = {layer.channels}·{layer.multiplier} filters.",
            ),
            (
                "How large is the largest error, with a scale for each filter and with one for all?",
                f"{largest_error(shared=False)} and {largest_error(shared=True)}. The largest weights of "
                f"the filters are {', '.join(f'{most:g}' for most in largest)}. With one scale for all, a "
                f"filter with {largest.min():g} uses only a part of the 256 integers.",
            ),
            (
                "How many bytes do the weights take, and how many in float32?",
                f"{filter.size} and {4 * filter.size}, without the scales.",
            ),
        ),
        mistakes=(
            (
                "The integer is the value.",
                "The value is scale · (integer − zero point).",
            ),
            (
                "Zero is stored as 0.",
                "It is stored as the zero point, and exactly: padding adds no error.",
            ),
            (
                "The sum is an 8-bit integer too.",
                "Products are added up in 32 bits. Only the result is an 8-bit integer again.",
            ),
        ),
        links=(
            PageLink("A scale for each filter", "int8", layer, {"seed": seed}),
            PageLink("One scale for all filters", "int8", layer, {"seed": seed, "qs": 1}),
        ),
    )
