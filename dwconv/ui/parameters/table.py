"""The table of parameters: the one place that names what a widget holds and a link says.

To add a parameter that one page shows, add a row with that page to `PARAMETERS`, and draw it
there with a function of `dwconv.ui.widgets.controls`: its name in links, its default, its bounds
or options and its words on screen all come from the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dwconv.costs.roofline import LAYERS
from dwconv.engine.errors import DwconvError
from dwconv.engine.samples import INPUTS, KERNELS
from dwconv.files.stack_text import LONGEST_TEXT, read_stack
from dwconv.networks import NETWORKS, RESOLUTIONS, WIDTHS
from dwconv.teaching.exercises import EDITION
from dwconv.teaching.lesson import chapters
from dwconv.ui.page_table import PAGES
from dwconv.weights import LAYOUTS

Array = npt.NDArray[np.float32]
Value = int | str
Values = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What all kinds of parameters have.

    Attributes
    ----------
    name : str
        In links, and the key of its widget.
    noun : str
        What it is, in a sentence: "the <noun> must be ...".
    label : str
        The words at its widget; the noun, unless something else is given.
    pages : frozenset of str
        Paths of the pages that show it. Empty for a parameter of the layer, which all pages about
        the layer show.
    control : str
        The control in the sidebar that it is part of: a name of `CONTROLS`.
    changes_player_of : frozenset of str
        Paths of the pages whose player has other numbers when it changes, although layer, input
        and filter stay the same.
    """

    name: str
    noun: str
    label: str = ""
    pages: frozenset[str] = frozenset()
    control: str = ""
    changes_player_of: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.label:
            object.__setattr__(self, "label", self.noun)

    def is_on(self, page: str) -> bool:
        """Whether the page at this path shows it."""
        return page in self.pages if self.pages else PAGES[page].about_layer


@dataclass(frozen=True, kw_only=True)
class Number(Parameter):
    """A whole number, from `least` to `most`.

    Attributes
    ----------
    default, least, most : int
    most_counted : int, optional
        The most on pages that only count (`dwconv.ui.page_table.Page.only_counts`), where it is
        another: they draw no values, so that a layer of any size fits.
    """

    default: int
    least: int
    most: int
    most_counted: int | None = None

    def most_on(self, page: str | None) -> int:
        """The most on the page at this path; for None, on a page that draws the layer.

        Examples
        --------
        >>> number_row("h").most_on("shapes"), number_row("h").most_on("comparison")
        (65536, 64)
        """
        if self.most_counted is None or page is None or not PAGES[page].only_counts:
            return self.most
        return self.most_counted


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of a few options.

    Attributes
    ----------
    options : mapping of str to str
        From what a link says to the words on screen, in the order on screen.
    default : str
        The first option, unless another is given.
    """

    options: Mapping[str, str] = field(hash=False)
    default: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.default:
            object.__setattr__(self, "default", next(iter(self.options)))


@dataclass(frozen=True, kw_only=True)
class Flag(Parameter):
    """On or off; a link says 1 or 0."""

    default: bool = False


@dataclass(frozen=True, kw_only=True)
class Text(Parameter):
    """A short line of text that somebody types.

    Attributes
    ----------
    default : str
    longest : int
        Characters that it may have.
    read : callable
        What reads it; it raises a DwconvError where the text is not of its form.
    """

    default: str
    longest: int
    read: Callable[[str], object]


@dataclass(frozen=True)
class Control:
    """A group of parameters in the sidebar, which a link can hide or lock.

    Attributes
    ----------
    title : str
        In the list of what a teacher can hide or lock.
    heading : str
        The heading in the sidebar above it.
    label : str
        Beside its fields; under "padding", the four sides have labels of their own.
    """

    title: str
    heading: str = ""
    label: str = ""


CONTROLS: dict[str, Control] = {
    "examples": Control("Examples"),
    "size": Control("Height and width", "Input", "height, width"),
    "channels": Control("Channels C", "Input", "channels C"),
    "kernel": Control("Kernel size", "Filter", "kernel"),
    "multiplier": Control("Multiplier M", "Filter", "multiplier M"),
    "stride": Control("Stride", "Motion", "stride"),
    "dilation": Control("Dilation", "Motion", "dilation"),
    "padding": Control("Padding", "Motion", "padding"),
    "input": Control("Input values", "Values", "input"),
    "weights": Control("Kernel values", "Values", "kernels"),
    "seed": Control("Seed", "Values", "seed"),
}
"""By their names in links, in the order in the sidebar."""

TYPED = "typed"
"""The option of `input` and `kernel` that means: the values are typed into a table."""

_SOURCES = {
    "integers": "seeded integers",
    "ramp": "1, 2, 3, …",
    "photo": "a photo",
    "box-blur": "box blur",
    "sobel-x": "Sobel x",
    "sobel-y": "Sobel y",
    "sobel-xy": "Sobel x and y",
    "laplacian": "Laplacian",
    "gaussian": "Gaussian blur",
    TYPED: "typed in",
}


def _named(options: Iterable[str]) -> dict[str, str]:
    """Options with their words on screen."""
    return {option: _SOURCES.get(option, option) for option in options}


def _at(*pages: str) -> frozenset[str]:
    return frozenset(pages)


# The kernels of the image page are one slice each.
_PICTURE_KERNELS = _named(
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

# Of a layer that is only counted. The engine knows no limits; beyond these no layer is known.
_LARGEST, _LARGEST_KERNEL, _LARGEST_MULTIPLIER, _LARGEST_BATCH = 65_536, 255, 1024, 65_536

_ROWS: tuple[Number | Choice | Flag | Text, ...] = (
    # The layer.
    *(
        Number(
            name=name,
            noun=noun,
            control=control,
            default=default,
            least=1,
            most=most,
            most_counted=most_counted,
        )
        for name, noun, control, default, most, most_counted in (
            ("h", "input height", "size", 8, 64, _LARGEST),
            ("w", "input width", "size", 8, 64, _LARGEST),
            ("c", "number of input channels", "channels", 3, 8, _LARGEST),
            ("kh", "kernel height", "kernel", 3, 7, _LARGEST_KERNEL),
            ("kw", "kernel width", "kernel", 3, 7, _LARGEST_KERNEL),
            ("m", "channel multiplier", "multiplier", 1, 4, _LARGEST_MULTIPLIER),
            ("sh", "vertical stride", "stride", 1, 8, _LARGEST),
            ("sw", "horizontal stride", "stride", 1, 8, _LARGEST),
            ("dh", "vertical dilation", "dilation", 1, 8, _LARGEST),
            ("dw", "horizontal dilation", "dilation", 1, 8, _LARGEST),
        )
    ),
    Choice(
        name="pad",
        noun="padding",
        control="padding",
        options={"valid": "VALID", "same": "SAME", "explicit": "explicit"},
    ),
    *(
        Number(
            name=name,
            noun=f"padding {side}",
            control="padding",
            default=0,
            least=0,
            most=8,
            most_counted=_LARGEST,
        )
        for name, side in (
            ("pt", "at the top"),
            ("pb", "at the bottom"),
            ("pl", "on the left"),
            ("pr", "on the right"),
        )
    ),
    Choice(name="input", noun="input", control="input", options=_named((*INPUTS, TYPED))),
    Choice(
        name="kernel",
        noun="kernel",
        control="weights",
        options=_named((*KERNELS, TYPED)),
        changes_player_of=_at("comparison"),
    ),
    Number(
        name="seed",
        noun="seed",
        control="seed",
        default=0,
        least=0,
        most=9999,
        changes_player_of=_at("comparison", "backward"),
    ),
    # Sliding window.
    Flag(name="predict", noun="prediction of every output", label="Predict", pages=_at("")),
    # Comparison.
    Choice(
        name="beside",
        noun="layer beside the depthwise one",
        label="beside it",
        pages=_at("comparison"),
        options={"conv2d": "tf.nn.conv2d", "separable": "the pointwise step after it"},
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
        options={"ones": "∂L/∂output = 1", "integers": "∂L/∂output = seeded integers"},
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
    # Learn a filter.
    Choice(
        name="hk",
        noun="kind of hidden kernels",
        label="hidden kernels",
        pages=_at("learning"),
        options={"known": "three well-known ones", "integers": "seeded integers"},
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
        noun="seed of the hidden kernels",
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
        most=_LARGEST_BATCH,
    ),
    Choice(
        name="fmt",
        noun="data format",
        pages=_at("shapes", "cost"),
        options={"nhwc": "NHWC", "nchw": "NCHW"},
    ),
    # Shapes: which view; in the view of stacks, up to three of them.
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
        most=_LARGEST_KERNEL,
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
        for number, default in enumerate(("31", "3n15", "3 3d2 3d4 3d8"), start=1)
    ),
    # Layouts: which framework keeps the weights first, and which after the move.
    Choice(
        name="lfrom",
        noun="framework from which the weights come",
        label="from",
        pages=_at("layouts"),
        options=_named(LAYOUTS),
    ),
    Choice(
        name="lto",
        noun="framework to which the weights go",
        label="to",
        pages=_at("layouts"),
        options=_named(LAYOUTS),
        default="PyTorch",
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
        },
    ),
    Number(
        name="n",
        noun="number of filters of the standard layer",
        label="filters N",
        pages=_at("cost"),
        default=8,
        least=1,
        most=_LARGEST * _LARGEST_MULTIPLIER,
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
        label="real taps only",
        pages=_at("cost"),
    ),
    # Networks: MobileNet alone has the two multipliers.
    Choice(
        name="net",
        noun="network",
        label="Network",
        pages=_at("networks"),
        options=_named(NETWORKS),
    ),
    Choice(
        name="alpha",
        noun="width multiplier",
        label="Width multiplier α",
        pages=_at("networks"),
        options=_named(str(width) for width in WIDTHS),
    ),
    Choice(
        name="rho",
        noun="resolution",
        label="Resolution, pixels a side",
        pages=_at("networks"),
        options=_named(str(resolution) for resolution in RESOLUTIONS),
    ),
    Choice(
        name="params",
        noun="kind of parameters",
        label="Parameters to count",
        pages=_at("networks"),
        options={"kernels": "kernels only", "trainable": "trainable", "all": "all"},
    ),
    Choice(
        name="table",
        noun="table",
        label="Table",
        pages=_at("networks"),
        options={
            "layers": "Layer by layer",
            "standard": "Without depthwise",
            "papers": "What the papers print",
            "profiler": "TensorFlow's count",
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
        label="Sheet",
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
        label="Level",
        pages=_at("exercises"),
        options={"1": "1 VALID", "2": "2 SAME, stride, M", "3": "3 dilation, padding"},
    ),
    Flag(
        name="solutions",
        noun="display of solutions",
        label="Solutions",
        pages=_at("exercises"),
    ),
    # Image lab: its layer is the same in both directions. First whether every channel has kernels
    # of its own, then the kernel of each channel as its filters q = 0 and q = 1; at the end how
    # many pixels the longer side has.
    Choice(
        name="each",
        noun="choice of kernels",
        label="kernels",
        pages=_at("image"),
        options={"one": "same for all", "each": "one per channel"},
    ),
    *(
        Choice(
            name=f"{channel}{q}",
            noun=f"kernel of {colour} as filter {q}",
            label="kernel",
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
        options=_named(("64", "128", "256", "512")),
        default="256",
    ),
)

PARAMETERS: dict[str, Number | Choice | Flag | Text] = {row.name: row for row in _ROWS}
"""All parameters by their names."""


def numbers() -> dict[str, Number]:
    """The parameters that are whole numbers."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Number)}


def choices() -> dict[str, Choice]:
    """The parameters that are one of a few options."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Choice)}


def flags() -> dict[str, Flag]:
    """The parameters that are on or off."""
    return {name: row for name, row in PARAMETERS.items() if isinstance(row, Flag)}


def number_row(name: str) -> Number:
    """The row of a whole number."""
    row = PARAMETERS[name]
    if not isinstance(row, Number):
        raise DwconvError("name", name, "must be a whole number among the parameters")
    return row


def choice_row(name: str) -> Choice:
    """The row of a choice."""
    row = PARAMETERS[name]
    if not isinstance(row, Choice):
        raise DwconvError("name", name, "must be a choice among the parameters")
    return row


def text_row(name: str) -> Text:
    """The row of a text."""
    row = PARAMETERS[name]
    if not isinstance(row, Text):
        raise DwconvError("name", name, "must be a text among the parameters")
    return row


def defaults() -> Values:
    """Every parameter with its default."""
    return {name: row.default for name, row in PARAMETERS.items()}


def is_on(name: str, page: str) -> bool:
    """Whether the page at this path shows a parameter.

    Examples
    --------
    >>> is_on("h", "cost"), is_on("n", "cost"), is_on("n", "shapes"), is_on("h", "lesson")
    (True, True, False, False)
    """
    return PARAMETERS[name].is_on(page)


def of_layer(values: Values) -> Values:
    """The values that describe the layer and its numbers, not how one page shows them."""
    return {name: value for name, value in values.items() if not PARAMETERS[name].pages}


def number_of(values: Values, name: str) -> int:
    """One of the whole numbers among the values."""
    value = values[name]
    if not isinstance(value, int):
        raise DwconvError(name, value, "must be a whole number")
    return value
