"""Teacher's sheets for the pages that count: Shapes, Cost and Networks."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.networks import by_kind, network, total, with_standard_layers
from dwconv.teaching.sheets.teacher_sheet import PageLink, TeacherSheet


def shapes() -> TeacherSheet:
    """Build the sheet for the page Shapes."""
    valid = ConvSpec(28, 28, 3, kernel=(3, 3), stride=(2, 2))
    same = valid.replace(padding="SAME")
    dilated = ConvSpec(9, 9, 2, dilation=(2, 2))
    rows, padded, spread = valid.vertical, same.vertical, dilated.vertical
    return TeacherSheet(
        title="Shapes",
        aim="Students can work out the size of the output from size, kernel, stride, dilation and "
        "padding, and say which input rows are never used.",
        plan=(
            (3, "Open the first link. Count the windows on the ruler, then read the formula."),
            (4, "Second link: SAME. Where are the zeros, and why more on one side?"),
            (3, "Third link: dilation. How many pixels do three taps span?"),
            (5, "Students make an output of 5×5 in three different ways and compare."),
        ),
        questions=(
            (
                f"{rows.size} rows, kernel {rows.kernel}, stride {rows.stride}, VALID. How many output rows?",
                f"⌊({rows.size} − {rows.kernel}) / {rows.stride}⌋ + 1 = {rows.output} "
                f"(⌊ ⌋: round down). Rows that no window reaches: {rows.lost}.",
            ),
            (
                "The same with SAME?",
                f"⌈{padded.size} / {padded.stride}⌉ = {padded.output} (⌈ ⌉: round up).",
            ),
            (
                "How many rows of zeros does SAME add there, and where?",
                f"{padded.before} above and {padded.after} below.",
            ),
            (
                f"{spread.size} rows, kernel {spread.kernel}, dilation 2, VALID. How many output rows?",
                f"The taps span (3 − 1)·2 + 1 = {spread.effective} rows, so "
                f"{spread.size} − {spread.effective} + 1 = {spread.output}.",
            ),
            (
                "Which of these sizes depends on the number of channels?",
                "None. Channels decide only the last number of the shape: C·M.",
            ),
        ),
        mistakes=(
            (
                "SAME keeps the size.",
                "Only with stride 1. Otherwise the size is divided by the stride and rounded up.",
            ),
            (
                "SAME adds the same number of zeros on both sides.",
                "If the number is odd, TensorFlow adds the extra row at the bottom and the extra column on the right.",
            ),
            (
                "Dilation makes the kernel have more weights.",
                "The same taps are further apart: there are as many weights and products as before.",
            ),
        ),
        links=(
            PageLink("Stride 2, VALID", "shapes", valid),
            PageLink("Stride 2, SAME", "shapes", same),
            PageLink("Dilation 2", "shapes", dilated),
        ),
    )


def cost() -> TeacherSheet:
    """Build the sheet for the page Cost."""
    layer, filters = ConvSpec(112, 112, 32, padding="SAME"), 64
    cost = costs(layer, filters)
    depthwise, standard, pair = (cost[name] for name in ("depthwise", "standard", "separable"))
    share = pair.macs / standard.macs
    return TeacherSheet(
        title="Cost",
        aim="Students can count MACs and weights of the three layers, and say why a layer with few "
        "MACs is not always fast.",
        plan=(
            (3, "Open the first link. Read the formula for MACs with its numbers."),
            (3, "Compare the three layers: MACs, then parameters."),
            (
                3,
                "View Curves: raise the number of filters N. Which share does separable come close to?",
            ),
            (3, "View Time: this machine measures both ops. Compare with the MACs."),
            (3, "View Other tools: which tool counts MACs, which FLOPs?"),
        ),
        questions=(
            (
                f"{layer.height}×{layer.width}×{layer.channels}, 3×3, SAME: how many MACs does the "
                "depthwise layer take?",
                f"{layer.height}·{layer.width} positions · {layer.channels} channels · 3·3 weights = {depthwise.macs:,}.",
            ),
            (
                f"How many MACs does the standard layer with {filters} filters take?",
                f"{standard.macs:,}: each value adds over all {layer.channels} channels.",
            ),
            (
                "Which share of the standard layer's MACs do the depthwise and the pointwise layer take together?",
                f"1/{filters} + 1/9 = {share:.1%}.",
            ),
            (
                "How many weights does each of the three layers have?",
                f"Depthwise {depthwise.params:,}, standard {standard.params:,}, separable {pair.params:,}.",
            ),
            (
                "How many FLOPs is one MAC?",
                f"2, a multiplication and an addition: {depthwise.flops:,} FLOPs for the depthwise layer.",
            ),
        ),
        mistakes=(
            (
                "Half the MACs is half the time.",
                "A depthwise layer does little work for each value that it reads; memory limits it.",
            ),
            (
                "Taps on padding do not count.",
                "TensorFlow's profiler counts them, and so does this page, unless “do not count padding” is on.",
            ),
            (
                "More pixels mean more weights.",
                "Weights depend on kernel and channels only; MACs depend on the output's size too.",
            ),
        ),
        links=(
            PageLink("This layer", "cost", layer, {"n": filters}),
            PageLink(
                "Curves: filters N",
                "cost",
                layer,
                {"n": filters, "view": "curves", "vary": "filters", "unit": "share"},
            ),
            PageLink("Time on this machine", "cost", layer, {"n": filters, "view": "time"}),
        ),
    )


def networks() -> TeacherSheet:
    """Build the sheet for the page Networks."""
    layers = network("MobileNet")
    whole, kinds = total(layers), by_kind(layers)
    without = total(with_standard_layers(layers))
    depthwise, pointwise = kinds["depthwise"], kinds["pointwise"]
    return TeacherSheet(
        title="Networks",
        aim="Students can say where a network with depthwise layers spends its work, and what it would "
        "cost without them.",
        plan=(
            (3, "Open the first link: MobileNet layer by layer. Find the repeated pair."),
            (
                4,
                "Compare the kinds of layer by their share of MACs. Is most of the work in the depthwise layers?",
            ),
            (4, "Second link: the same network with standard layers in their place."),
            (
                4,
                "Third link: the numbers in the papers. Which rows differ from the count, and why?",
            ),
        ),
        questions=(
            ("How many MACs does MobileNet take for one image?", f"{whole.macs:,}."),
            (
                "Which share of them is depthwise, which pointwise?",
                f"Depthwise {depthwise.macs / whole.macs:.1%}, pointwise {pointwise.macs / whole.macs:.1%}.",
            ),
            (
                "Which share of the weights is depthwise?",
                f"{depthwise.params / whole.params:.1%}: {depthwise.params:,} of {whole.params:,}.",
            ),
            (
                "How many times as many MACs would it take with standard layers?",
                f"{without.macs:,}, which is {without.macs / whole.macs:.1f} times as many.",
            ),
            (
                "How many depthwise layers are there?",
                f"{depthwise.layers}, each with a pointwise layer behind it.",
            ),
        ),
        mistakes=(
            (
                "Depthwise layers are where the work is.",
                "They are the cheap part. The pointwise layers do most of it.",
            ),
            (
                "The papers and the tools count the same thing.",
                "Some count MACs, some FLOPs; some count biases and normalisation, some do not.",
            ),
            (
                "A network with far fewer MACs is far less accurate.",
                "The papers report a small loss. This page counts MACs and does not measure accuracy.",
            ),
        ),
        links=(
            PageLink("MobileNet, layer by layer", "networks", more={"net": "MobileNet"}),
            PageLink(
                "Without depthwise", "networks", more={"net": "MobileNet", "table": "standard"}
            ),
            PageLink(
                "What the papers print", "networks", more={"net": "MobileNet", "table": "papers"}
            ),
        ),
    )
