"""The parameters of the layer and of its values, which all pages about the layer show.

Beside them the sidebar's controls, which are groups of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dwconv.engine.sample_values import INPUTS, KERNELS
from dwconv.ui.parameters.kinds import Choice, Number


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
    "kernel": Control("Filter size", "Filter", "height, width"),
    "multiplier": Control("Multiplier M", "Filter", "multiplier M"),
    "stride": Control("Stride", "Motion: height, width", "stride"),
    "dilation": Control("Dilation", "Motion: height, width", "dilation"),
    "padding": Control("Padding", "Motion: height, width", "padding"),
    "input": Control("Input values", "Values", "input"),
    "weights": Control("Filter values", "Values", "filters"),
    "seed": Control("Seed", "Values", "seed"),
}
"""By their names in links, in the order in the sidebar."""

TYPED = "typed"
"""The option of `input` and `kernel` that means: the values are typed into a table."""

_SOURCES = {
    "integers": "random integers",
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


def with_words(options: Iterable[str]) -> dict[str, str]:
    """Options with their words on screen."""
    return {option: _SOURCES.get(option, option) for option in options}


# Of a layer that is only counted. The engine knows no limits; beyond these no layer is known.
LARGEST_COUNTED, LARGEST_KERNEL, LARGEST_MULTIPLIER = 65_536, 255, 1024

# What is said of a field's limits.
ROWS, COLUMNS = "{least:,} to {most:,} rows", "{least:,} to {most:,} columns"
CHANNELS, FILTERS = (
    "{least:,} to {most:,} channels",
    "{least:,} to {most:,} filters for each channel",
)


def _number(
    name: str,
    noun: str,
    control: str,
    default: int,
    most: int,
    most_counted: int,
    limits: str,
    *,
    link: str = "",
    earlier_links: tuple[str, ...] = (),
) -> Number:
    """A row of a number that is at least 1."""
    return Number(
        name=name,
        noun=noun,
        link=link,
        earlier_links=earlier_links,
        control=control,
        default=default,
        least=1,
        most=most,
        most_counted=most_counted,
        limits=limits,
    )


LAYER_ROWS: tuple[Number | Choice, ...] = (
    _number("h", "input height", "size", 8, 64, LARGEST_COUNTED, ROWS),
    _number("w", "input width", "size", 8, 64, LARGEST_COUNTED, COLUMNS),
    _number("c", "number of input channels", "channels", 3, 8, LARGEST_COUNTED, CHANNELS),
    _number("kh", "kernel height", "kernel", 3, 7, LARGEST_KERNEL, ROWS),
    _number("kw", "kernel width", "kernel", 3, 7, LARGEST_KERNEL, COLUMNS),
    _number("m", "channel multiplier", "multiplier", 1, 4, LARGEST_MULTIPLIER, FILTERS),
    _number("sh", "vertical stride", "stride", 1, 8, LARGEST_COUNTED, ROWS),
    _number("sw", "horizontal stride", "stride", 1, 8, LARGEST_COUNTED, COLUMNS),
    _number("dh", "vertical dilation", "dilation", 1, 8, LARGEST_COUNTED, ROWS),
    _number("dw", "horizontal dilation", "dilation", 1, 8, LARGEST_COUNTED, COLUMNS),
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
            most_counted=LARGEST_COUNTED,
            limits=limits,
        )
        for name, side, limits in (
            ("pt", "at the top", ROWS),
            ("pb", "at the bottom", ROWS),
            ("pl", "on the left", COLUMNS),
            ("pr", "on the right", COLUMNS),
        )
    ),
    Choice(name="input", noun="input", control="input", options=with_words((*INPUTS, TYPED))),
    Choice(
        name="kernel",
        noun="kernel",
        control="weights",
        options=with_words((*KERNELS, TYPED)),
        changes_player_of=frozenset({"comparison"}),
    ),
    Number(
        name="seed",
        noun="seed",
        control="seed",
        default=0,
        least=0,
        most=9999,
        changes_player_of=frozenset({"comparison", "backward"}),
    ),
)
