"""The parameters that single pages show, page by page."""

from __future__ import annotations

from dwconv.costs.roofline import LAYERS
from dwconv.files.stack_text import LONGEST_TEXT, read_stack
from dwconv.networks import NETWORKS, RESOLUTIONS, V2_WIDTHS, WIDTHS
from dwconv.teaching.exercises import EDITION
from dwconv.teaching.lesson import chapters
from dwconv.teaching.sheets import SHEETS
from dwconv.ui.parameters.kinds import Choice, Flag, Number, Text
from dwconv.ui.parameters.layer_rows import (
    LARGEST_COUNTED,
    LARGEST_KERNEL,
    LARGEST_MULTIPLIER,
    TYPED,
    with_words,
)
from dwconv.weights import LAYOUTS


def _at(*pages: str) -> frozenset[str]:
    return frozenset(pages)


# The kernels of the image page are one slice each.
_PICTURE_KERNELS = with_words(
    (
        "sobel-x",
        "sobel-y",
        "laplacian",
        "box-blur",
        "gaussian",
        "sharpen",
        "emboss",
        "identity",
        TYPED,
    )
)

PAGE_ROWS: tuple[Number | Choice | Flag | Text, ...] = (
    # Sliding window.
    Flag(name="predict", noun="prediction of every output", label="Predict", pages=_at("")),
    Flag(
        name="cells",
        noun="question which cells make an output",
        label="Which cells?",
        pages=_at(""),
    ),
    Flag(
        name="flip",
        noun="comparison with kernels turned by 180°",
        label="Convolution or correlation?",
        pages=_at(""),
    ),
    # Comparison.
    Choice(
        name="beside",
        noun="layer beside the depthwise one",
        label="right side",
        pages=_at("comparison"),
        options={
            "conv2d": "beside conv2d",
            "separable": "1×1 step after it",
            "blocks": "whole blocks",
        },
        changes_player_of=_at("comparison"),
    ),
    Number(
        name="t",
        noun="expansion of the inverted residual",
        label="expansion t",
        pages=_at("comparison"),
        default=2,
        least=1,
        most=6,
        changes_player_of=_at("comparison"),
    ),
    Number(
        name="g",
        noun="number of groups",
        label="groups",
        pages=_at("comparison"),
        default=1,
        least=1,
        most=8,
        changes_player_of=_at("comparison"),
    ),
    # Backward.
    Choice(
        name="of",
        noun="gradient",
        pages=_at("backward"),
        options={"filter": "∂L/∂filter", "input": "∂L/∂input"},
        changes_player_of=_at("backward"),
    ),
    Choice(
        name="up",
        noun="gradient of the output",
        label="gradient of the output",
        pages=_at("backward"),
        options={"ones": "g = 1", "integers": "g = random integers"},
        default="integers",  # with ones the gradients of a channel's filters are all the same
        changes_player_of=_at("backward"),
    ),
    Number(
        name="bq",
        noun="filter",
        pages=_at("backward"),
        default=0,
        least=-1,  # the sum over all filters of a channel
        most=3,
        changes_player_of=_at("backward"),
    ),
    # Training.
    Choice(
        name="hk",
        noun="kind of hidden filters",
        label="hidden filters",
        pages=_at("learning"),
        options={"known": "three well-known ones", "integers": "random integers"},
    ),
    Choice(
        name="lr",
        noun="learning rate",
        pages=_at("learning"),
        options={rate: rate for rate in ("0.02", "0.05", "0.1", "0.2", "0.3", "0.4", "0.6")},
        default="0.1",
    ),
    Number(
        name="ls",
        noun="seed of the hidden filters",
        label="seed",
        pages=_at("learning"),
        default=0,
        least=0,
        most=999,
    ),
    Number(name="upd", noun="update", pages=_at("learning"), default=0, least=0, most=60),
    # TensorFlow.
    Choice(
        name="op",
        noun="op",
        label="operation",
        pages=_at("tensorflow"),
        options={op: f"tf.nn.{op}" for op in ("depthwise_conv2d", "conv2d")},
    ),
    Number(name="oc", noun="output channel", pages=_at("tensorflow"), default=0, least=0, most=31),
    # Shapes and Cost: what a layer has that no picture shows.
    Number(
        name="batch",
        noun="batch size",
        label="batch B",
        pages=_at("shapes", "cost"),
        default=1,
        least=1,
        most=LARGEST_COUNTED,
    ),
    Choice(
        name="fmt",
        noun="data format",
        pages=_at("shapes", "cost"),
        options={"nhwc": "NHWC", "nchw": "NCHW"},
    ),
    # Shapes: which view; in the view of stacks, up to four of them.
    Choice(
        name="what",
        noun="view of the page Shapes",
        label="view",
        pages=_at("shapes"),
        options={
            "layer": "This layer",
            "pytorch": "Beside PyTorch",
            "stacks": "Receptive field of a stack",
        },
    ),
    Number(
        name="pp",
        noun="padding in PyTorch",
        label="padding p in PyTorch",
        pages=_at("shapes"),
        default=1,
        least=0,
        most=LARGEST_KERNEL,
    ),
    *(
        Text(
            name=f"stack{number}",
            noun=f"stack {number}",
            pages=_at("shapes"),
            default=default,
            longest=LONGEST_TEXT,
            read=read_stack,
        )
        for number, default in enumerate(("31", "3n15", "3 3d2 3d4 3d8", ""), start=1)
    ),
    # Layouts: which framework keeps the weights first, and which after the move.
    Choice(
        name="lfrom",
        noun="framework from which the weights come",
        label="weights from",
        pages=_at("layouts"),
        options=with_words(LAYOUTS),
    ),
    Choice(
        name="lto",
        noun="framework to which the weights go",
        label="weights for",
        pages=_at("layouts"),
        options=with_words(LAYOUTS),
        default="PyTorch",
    ),
    # Int8: which output value is followed, and whether all filters have one scale.
    *(
        Number(name=name, noun=noun, pages=_at("int8"), default=0, least=0, most=most)
        for name, noun, most in (
            ("qi", "output row", 79),
            ("qj", "output column", 79),
            ("qo", "output channel", 31),
        )
    ),
    Flag(
        name="qs",
        noun="one scale for all filters",
        label="one scale for all filters",
        pages=_at("int8"),
    ),
    # Cost: which view; in its curves what changes and what is counted; which layer is timed.
    Choice(
        name="view",
        noun="view",
        pages=_at("cost"),
        options={
            "layer": "This layer",
            "tools": "Other tools",
            "curves": "Curves",
            "time": "Time",
            "fans": "Fan-in, fan-out",
        },
    ),
    Number(
        name="n",
        noun="number of filters of the standard layer",
        label="filters N",
        pages=_at("cost"),
        default=8,
        least=1,
        most=LARGEST_COUNTED * LARGEST_MULTIPLIER,
    ),
    Choice(
        name="vary",
        noun="parameter that changes",
        label="what changes",
        pages=_at("cost"),
        options={
            "kernel": "kernel size",
            "filters": "filters N",
            "multiplier": "multiplier M",
            "resolution": "resolution",
        },
    ),
    Choice(
        name="unit",
        noun="unit",
        label="what is counted",
        pages=_at("cost"),
        options={
            "macs": "MACs",
            "params": "parameters",
            "bytes": "bytes",
            "intensity": "MACs per byte",
            "share": "share of the standard layer's MACs",
        },
    ),
    Choice(
        name="timed",
        noun="layer to time",
        label="layer: this one, or one of MobileNetV1",
        pages=_at("cost"),
        options={"this": "this layer"} | {name: name.replace("x", "×") for name in LAYERS},
    ),
    Flag(name="bias", noun="bias of each layer", label="bias", pages=_at("cost", "tensorflow")),
    Flag(
        name="real",
        noun="count of real taps only",
        label="do not count padding",
        pages=_at("cost"),
    ),
    # Networks: MobileNet has both multipliers, MobileNetV2 another list of widths.
    Choice(
        name="net",
        noun="network",
        label="network",
        pages=_at("networks"),
        options=with_words(NETWORKS),
    ),
    Choice(
        name="alpha",
        noun="width multiplier",
        label="width multiplier α",
        pages=_at("networks"),
        options=with_words(str(width) for width in sorted({*WIDTHS, *V2_WIDTHS}, reverse=True)),
        default=str(WIDTHS[0]),
    ),
    Choice(
        name="rho",
        noun="resolution",
        label="resolution, pixels a side",
        pages=_at("networks"),
        options=with_words(str(resolution) for resolution in RESOLUTIONS),
    ),
    Choice(
        name="params",
        noun="kind of parameters",
        label="parameters to count",
        pages=_at("networks"),
        options={"kernels": "kernels only", "trainable": "trainable", "all": "all"},
    ),
    Choice(
        name="table",
        noun="table",
        label="table",
        pages=_at("networks"),
        options={
            "layers": "Layer by layer",
            "standard": "Without depthwise",
            "papers": "What the papers print",
            "profiler": "TensorFlow's count",
            "blocks": "Where the activation is",
        },
    ),
    # Lesson.
    Number(
        name="part",
        noun="part of the lesson",
        pages=_at("lesson"),
        default=0,
        least=0,
        most=len(chapters()) - 1,
    ),
    Number(
        name="beat",
        noun="beat of a part",
        pages=_at("lesson"),
        default=1,
        least=1,
        most=max(chapters().values()),
    ),
    # Exercises.
    Number(
        name="sheet",
        noun="number of the exercise sheet",
        label="sheet",
        pages=_at("exercises"),
        default=1,
        least=1,
        most=9999,
    ),
    Number(
        name="edition",
        noun="edition of the exercises",
        pages=_at("exercises"),
        default=EDITION,
        least=1,
        most=EDITION,
    ),
    Choice(
        name="level",
        noun="level",
        label="level",
        pages=_at("exercises"),
        options={"1": "1 VALID", "2": "2 SAME, stride, M", "3": "3 dilation, padding"},
    ),
    Flag(
        name="solutions",
        noun="display of solutions",
        label="solutions",
        pages=_at("exercises"),
    ),
    # Teacher's sheets.
    Choice(
        name="guide",
        noun="teacher's sheet",
        label="sheet for",
        pages=_at("sheets"),
        options={name: title for name, (title, _) in SHEETS.items()},
    ),
    # Image lab: its layer is the same in both directions. First whether every channel has kernels
    # of its own, then the kernel of each channel as its filters q = 0 and q = 1; at the end how
    # many pixels the longer side has.
    Choice(
        name="each",
        noun="choice of filters",
        label="filters",
        pages=_at("image"),
        options={"one": "same for all", "each": "one per channel"},
    ),
    *(
        Choice(
            name=f"{channel}{q}",
            noun=f"kernel of {colour} as filter {q}",
            label="filter",
            pages=_at("image"),
            options=_PICTURE_KERNELS,
            default=("sobel-x", "sobel-y")[q],
        )
        for channel, colour in (("r", "red"), ("g", "green"), ("b", "blue"))
        for q in range(2)
    ),
    Number(name="ik", noun="kernel size", pages=_at("image"), default=3, least=3, most=7),
    Number(
        name="im",
        noun="channel multiplier",
        label="multiplier M",
        pages=_at("image"),
        default=2,
        least=1,
        most=2,
    ),
    Number(name="is", noun="stride", pages=_at("image"), default=1, least=1, most=4),
    Number(name="id", noun="dilation", pages=_at("image"), default=1, least=1, most=8),
    Choice(
        name="ipad",
        noun="padding",
        pages=_at("image"),
        options={"same": "SAME", "valid": "VALID"},
    ),
    Choice(
        name="show",
        noun="grey scale",
        pages=_at("image"),
        options={"auto": "automatic", "signed": "grey is 0", "clipped": "black is 0"},
    ),
    Choice(
        name="px",
        noun="longer side of the picture",
        label="longer side",
        pages=_at("image"),
        options=with_words(("64", "128", "256", "512")),
        default="256",
    ),
)
