"""Teacher's sheets for the pages that show a layer at work."""

from __future__ import annotations

import numpy as np

from dwconv.costs.layer import costs
from dwconv.engine.gradient_layers import filter_gradient_layer
from dwconv.engine.plurals import listed
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import steps
from dwconv.teaching.gradient_descent import SPEC, descend, make_task, rate_limits
from dwconv.teaching.lesson.wording import number
from dwconv.teaching.sheets.teacher_sheet import PageLink, TeacherSheet

_LAYER = ConvSpec(6, 6, 3, multiplier=2, padding="SAME")
_SEED = 4


def sliding_window() -> TeacherSheet:
    """Build the sheet for the page Sliding window."""
    layer, (kh, kw), m = _LAYER, _LAYER.kernel, _LAYER.multiplier
    image = make_input("integers", *layer.input_shape[1:], _SEED)[None]
    filter = make_filter("integers", layer.kernel, layer.channels, m, _SEED)
    first = next(steps(layer, image, filter))
    on_padding = int((~first.taps).sum())
    last = layer.output_shape[3] - 1
    k, q = divmod(last, m)
    return TeacherSheet(
        title="Sliding window",
        aim="Students can say which input values and weights make one output value, and that no "
        "channel is mixed with another.",
        plan=(
            (2, "Open the first link. Before you play: what are the three rows?"),
            (4, "Advance by tap. Step through one window and say each product aloud."),
            (3, "Advance by window and play. Before each step: which output channel is next?"),
            (3, "Turn on Predict: the class says a value before the page shows it."),
            (3, "Students set multiplier M to 1, then 3, and say the output's shape first."),
        ),
        questions=(
            (
                "How many products make one output value?",
                f"{kh * kw}: one for each tap of the {kh}×{kw} kernel, on padding too.",
            ),
            (
                "What is the first value of output channel 0?",
                f"{number(first.total)}. {on_padding} of its {kh * kw} taps lie on padding and add 0.",
            ),
            (
                "Somebody changes a value of input channel 1. Which output channels can change?",
                f"Only {m} and {2 * m - 1}: channel 1 makes channels 1·{m} + 0 and 1·{m} + 1.",
            ),
            (
                f"Which filter of which channel makes output channel {last}?",
                f"{last} = {k}·{m} + {q}: channel k = {k}, filter q = {q}.",
            ),
            (
                "What is the shape of the output?",
                f"{layer.output_shape}: one image, {layer.vertical.output} rows, "
                f"{layer.horizontal.output} columns, C·M = {layer.channels}·{m} channels.",
            ),
        ),
        mistakes=(
            (
                "The outputs of the channels are added up.",
                "That is a standard layer. Here nothing goes from row to row: follow the line.",
            ),
            (
                "The kernel is turned before it is used.",
                "TensorFlow does not turn it: the tap at the top left meets the value at the top left.",
            ),
            (
                "First all outputs of filter 0, then all of filter 1.",
                "The order is k·M + q: first all filters of channel 0, then those of channel 1.",
            ),
        ),
        links=(
            PageLink("Three channels, two filters each", "", layer, {"seed": _SEED}),
            PageLink("The same, one multiplication at a time", "", layer, {"seed": _SEED}, "tap"),
            PageLink("The class predicts", "", layer, {"seed": _SEED, "predict": 1}),
        ),
    )


def comparison() -> TeacherSheet:
    """Build the sheet for the page Comparison."""
    layer = ConvSpec(6, 6, 3, padding="SAME")
    cost = costs(layer)
    taps, c = layer.kernel[0] * layer.kernel[1], layer.channels
    pair = cost["separable"].macs
    return TeacherSheet(
        title="Comparison",
        aim="Students can say what a standard layer, `tf.nn.conv2d`, does with the channels that a "
        "depthwise layer does not do, and what that costs.",
        plan=(
            (2, "Open the first link and pause. Find input, kernels and output on both sides."),
            (4, "Step by tap. Count the products of one value on the left and on the right."),
            (3, "Play. Read the two counts of MACs and divide them."),
            (3, f"Raise the groups from 1 to {c}: the right side becomes the left one."),
            (3, "Open the last link: a pointwise layer mixes the channels afterwards."),
        ),
        questions=(
            (
                "How many products make one value on each side?",
                f"Left {taps}. Right {taps} · {c} channels = {taps * c}: its kernels go through all channels.",
            ),
            (
                "How many multiply-accumulates (MACs) does each side take?",
                f"Left {cost['depthwise'].macs:,}, right {cost['standard'].macs:,}, which is "
                f"{cost['standard'].macs // cost['depthwise'].macs} times as many.",
            ),
            (
                "How many weights does each side have?",
                f"Left {cost['depthwise'].params}, right {cost['standard'].params}.",
            ),
            (
                "Somebody changes input channel 2. What changes on each side?",
                "Left only output channel 2. Right every output channel.",
            ),
            (
                "How many MACs do the depthwise layer and a pointwise layer take together?",
                f"{cost['depthwise'].macs:,} + {pair - cost['depthwise'].macs:,} = {pair:,}.",
            ),
        ),
        mistakes=(
            (
                "An output channel of `conv2d` belongs to the input channel beside it.",
                "It is made from all of them. Point at one of its values and see.",
            ),
            (
                "Depthwise is the same layer, only faster.",
                "It computes something else: it cannot mix channels. A pointwise layer can.",
            ),
            (
                "The saving is always the kernel's size.",
                "Compared with a standard layer that has the same number of outputs, the factor is C, the number of channels.",
            ),
        ),
        links=(
            PageLink(
                "Depthwise beside conv2d", "comparison", layer, {"seed": _SEED, "beside": "conv2d"}
            ),
            PageLink(f"With {c} groups both agree", "comparison", layer, {"seed": _SEED, "g": c}),
            PageLink(
                "Depthwise, then pointwise",
                "comparison",
                layer,
                {"seed": _SEED, "beside": "separable"},
            ),
        ),
    )


def backward() -> TeacherSheet:
    """Build the sheet for the page Backward."""
    layer = ConvSpec(6, 6, 3, stride=(2, 2))
    image = make_input("integers", *layer.input_shape[1:], _SEED)[None]
    ones = np.ones(layer.output_shape, image.dtype)
    of_filter = filter_gradient_layer(layer, image, ones)
    rows, columns = layer.vertical.output, layer.horizontal.output
    used = rows * columns
    first = number(of_filter.output.ravel()[0])
    return TeacherSheet(
        title="Backward",
        aim="Students can say where the gradient of one weight comes from, and why both gradients are "
        "depthwise convolutions again.",
        plan=(
            (3, "Recall the loss L, one number, and ∂L/∂output: how L changes with each output."),
            (4, "First link, gradient of the filter. Step by tap through one weight's sum."),
            (
                4,
                "Second link, gradient of the input. Find the turned kernel and the zeros between.",
            ),
            (2, "Let TensorFlow confirm the sums with `tf.GradientTape`."),
            (2, "Go on to Training: a weight minus rate times gradient."),
        ),
        questions=(
            (
                f"With stride 2 the output has {rows}×{columns} positions. How many products make the "
                "gradient of one weight?",
                f"{used}: the weight is used once at each position.",
            ),
            (
                "All ∂L/∂output are 1. What is the gradient of the first weight of channel 0?",
                f"{first}: the sum of the {used} inputs that this weight meets.",
            ),
            (
                "What is the shape of ∂L/∂filter?",
                f"{layer.filter_shape}, as the filter itself.",
            ),
            (
                "Does a gradient cross from channel to channel?",
                "No. As in the layer itself, everything stays in its channel.",
            ),
            (
                "Why is the last row of ∂L/∂input zero here?",
                f"No window reaches it. Rows that are left over: {layer.vertical.lost}.",
            ),
        ),
        mistakes=(
            (
                "A weight changes every output.",
                "Only those of its own channel k·M + q.",
            ),
            (
                "The zeros between the values come from padding.",
                "Stride puts them there: the gradient is spread out as the windows were.",
            ),
            (
                "The kernel is turned in both gradients.",
                "Only in the gradient of the input. In the other one ∂L/∂output is the kernel.",
            ),
        ),
        links=(
            PageLink(
                "Gradient of the filter",
                "backward",
                layer,
                {"seed": _SEED, "of": "filter", "up": "ones"},
            ),
            PageLink(
                "Gradient of the input",
                "backward",
                layer,
                {"seed": _SEED, "of": "input", "up": "ones"},
            ),
            PageLink("Training", "learning"),
        ),
    )


def learning() -> TeacherSheet:
    """Build the sheet for the page Training."""
    task = make_task("known", 0)
    rate, updates, large = 0.1, 40, 0.4
    run = descend(task, rate, updates)
    limits = [round(float(limit), 2) for limit in rate_limits(task)]
    failing = [channel for channel, limit in enumerate(limits) if limit < large]
    losses = ", ".join(number(f"{loss:.3g}") for loss in run.losses[-1])
    starts = ", ".join(f"{loss:.1f}" for loss in run.losses[0])
    return TeacherSheet(
        title="Training",
        aim="Students can say what one update of gradient descent does to a filter, and what a "
        "learning rate that is too large does.",
        plan=(
            (
                2,
                "Open the first link. The filters start at 0; question marks hide the ones to find.",
            ),
            (
                4,
                "One update at a time: now − wanted, gradient, new filter. Check one weight by hand.",
            ),
            (3, "Run. Which channel learns fastest? Then show the hidden filters and compare."),
            (4, "Second link: the rate is too large. Which channels fail, and which learn?"),
            (2, "Compare with TensorFlow's run: the same numbers at every update."),
        ),
        questions=(
            (
                "How is a weight changed by one update?",
                "New weight = old weight − learning rate × its gradient.",
            ),
            (
                f"What are the losses of the {SPEC.channels} channels before the first update?",
                f"{starts}: each is a mean of squared errors.",
            ),
            (
                f"And after {run.updates} updates with rate {rate}?",
                f"{losses}.",
            ),
            (
                "From which rate on does each channel no longer learn?",
                f"{', '.join(map(str, limits))}, for channels 0 to {SPEC.channels - 1}.",
            ),
            (
                f"With rate {large}, which channels fail?",
                f"{listed(failing)}. The others still learn: channels are not mixed.",
            ),
        ),
        mistakes=(
            (
                "A larger rate is always faster.",
                "Above a channel's limit its loss grows with every update.",
            ),
            (
                "If one channel fails, all fail.",
                "Each filter learns from its own channel only.",
            ),
            (
                "A small loss means that the filter is found exactly.",
                "It means that the outputs are close. Compare the weights as well.",
            ),
        ),
        links=(
            PageLink("Rate 0.1", "learning", more={"lr": "0.1", "upd": 0}),
            PageLink(f"Rate {large}: too large", "learning", more={"lr": str(large), "upd": 10}),
        ),
    )


def image() -> TeacherSheet:
    """Build the sheet for the page Image lab."""
    sobel = make_filter("sobel-x", (3, 3), 1, 1)
    blur = make_filter("box-blur", (3, 3), 1, 1)
    half = ConvSpec(256, 256, 3, stride=(2, 2), padding="SAME", multiplier=2)
    wide = ConvSpec(256, 256, 3, dilation=(4, 4), padding="SAME")
    weights = ", ".join(number(value) for value in sobel[:, :, 0, 0].ravel())
    return TeacherSheet(
        title="Image lab",
        aim="Students can say what a kernel does to a picture by looking at its weights, and why no "
        "depthwise layer makes a colour picture grey.",
        plan=(
            (3, "Open the first link. Where is the result bright, where is it dark, where grey?"),
            (4, "Zoom in at an edge. Read the numbers of one window and add up the products."),
            (3, "Change the kernel to box blur, then to sharpen. Guess the picture first."),
            (3, "Second link: one kernel for each colour. Which output channel changes?"),
            (2, "Stride 2, then dilation 4: what happens to the size, what to the edges?"),
        ),
        questions=(
            (
                f"Sobel x has the weights {weights}. What does it give where all pixels are equal?",
                f"{number(sobel.sum())}: its weights add up to {number(sobel.sum())}.",
            ),
            (
                "Box blur, 3×3: how large is each weight, and what do they add up to?",
                f"1/{blur.size}; they add up to {number(round(float(blur.sum()), 6))}, so the brightness stays.",
            ),
            (
                f"{half.height}×{half.width} pixels, SAME, stride 2, M = 2: what is the output's shape?",
                f"{half.output_shape}.",
            ),
            (
                "With dilation 4, how many pixels does a 3×3 kernel span?",
                f"{wide.vertical.effective}×{wide.horizontal.effective}, with 9 products as before.",
            ),
            (
                "Which weights make the picture grey?",
                "None: grey needs red, green and blue added up, and a depthwise layer mixes no channels.",
            ),
        ),
        mistakes=(
            (
                "Black in the result means 0.",
                "Where a kernel has negative weights, grey is 0 and black is negative: see the scale.",
            ),
            (
                "Sobel x finds horizontal edges.",
                "It takes differences along x, so it finds vertical edges.",
            ),
            (
                "Stride makes the picture less sharp.",
                "Stride leaves pixels out. Blur comes from the kernel.",
            ),
        ),
        links=(
            PageLink("Sobel x and y", "image"),
            PageLink(
                "One kernel per colour",
                "image",
                more={"each": "each", "im": 1, "r0": "sobel-x", "g0": "box-blur", "b0": "identity"},
            ),
        ),
    )
