"""The table of pages: the one place that names a page.

`app.py` builds the navigation from it; links, the session and the server ask it about a page.
To add a page, write `pages/<section>/<name>.py`, which calls `show` of a new module
`dwconv/ui/pages/<name>.py`, and add a row here and to the README's table of pages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.player.blocks import count_windows

_ANNOUNCER, _BADGE = "announcer", "tensorflow_badge"
_LARGER = "This page takes larger layers than the pages that draw each value."


@dataclass(frozen=True)
class PagePlayer:
    """The player of a page.

    Attributes
    ----------
    windows : callable
        From the layer and the values of the parameters to the number of windows that the player
        goes through: what `step` in a link may count.
    moment : str
        Pages with the same name here share their step, speed and focus.
    kind : "player" or "comparison"
        One layer, or two on one clock.
    """

    windows: Callable[[ConvSpec, Mapping[str, Any]], int]
    moment: str = "layer"
    kind: Literal["player", "comparison"] = "player"


@dataclass(frozen=True)
class Page:
    """One page of the lab.

    Attributes
    ----------
    section, name : str
        Its script is ``pages/<section>/<name>.py``.
    title : str
        In the navigation.
    heading : str
        Its name on the page itself and in the browser's tab; the title, unless another is given.
    about : str
        What it is, in one sentence that stands before the layer's shapes for screen readers. Pages
        that are not about the layer begin with such a sentence for everybody.
    about_layer : bool
        Whether it is about the layer that the controls in the sidebar describe. Every parameter of
        that layer is then in its links.
    only_counts : bool
        Whether it works with the sizes of the layer and draws none of its values. Such a page takes
        layers of any size.
    sidebar : str
        The heading of the controls in the sidebar, if there are any.
    player : PagePlayer, optional
    components : tuple of str
        What its first view shows of `dwconv.ui.components` and of the players, by their names. Its own
        player and what all pages about the layer have are added.
    start : str
        The preset that it shows at an address without parameters.
    is_start : bool
        Whether it is the page at "/".
    """

    section: str
    name: str
    title: str
    heading: str = ""
    about: str = ""
    about_layer: bool = False
    only_counts: bool = False
    sidebar: str = ""
    player: PagePlayer | None = None
    components: tuple[str, ...] = ()
    start: str = "Three channels"  # with one channel nobody sees that channels are not mixed
    is_start: bool = False

    def __post_init__(self) -> None:
        if not self.heading:
            object.__setattr__(self, "heading", self.title)
        if self.about_layer:
            object.__setattr__(self, "sidebar", "Layer")
        layer = ("layer_controls", _ANNOUNCER, _BADGE) if self.about_layer else ()
        player = (self.player.kind,) if self.player else ()
        object.__setattr__(self, "components", layer + self.components + player)

    @property
    def path(self) -> str:
        """Its path in a URL; "" for the start page."""
        return "" if self.is_start else self.name

    @property
    def script(self) -> str:
        """The file that Streamlit runs, seen from the folder of app.py."""
        return f"pages/{self.section}/{self.name}.py"


def _layer_windows(spec: ConvSpec, values: Mapping[str, Any]) -> int:
    return math.prod(spec.output_shape)


def _comparison_windows(spec: ConvSpec, values: Mapping[str, Any]) -> int:
    """Twice as many where the pointwise step follows the depthwise one; all stages of two blocks."""
    if values["beside"] == "blocks":
        return count_windows(spec, int(values["t"]))
    return math.prod(spec.output_shape) * (2 if values["beside"] == "separable" else 1)


def _gradient_windows(spec: ConvSpec, values: Mapping[str, Any]) -> int:
    """One window for each value of the gradient; of the input's, only the part of one filter."""
    return math.prod(spec.filter_shape if values["of"] == "filter" else spec.input_shape)


PRODUCT = "Depthwise, step by step"
"""The name of the lab, which leads home from every page."""

SECTIONS = {
    "see": "See",
    "count": "Count",
    "check": "Check",
    "learn": "Learn",
    "teach": "Teach",
}
"""The sections of the navigation by the names of their folders, in their order."""

PAGES: dict[str, Page] = {
    page.path: page
    for page in (
        Page(
            "see",
            "sliding_window",
            "Sliding window",
            heading="Depthwise convolution",
            about="Go through a depthwise convolution step by step, and change its layer.",
            about_layer=True,
            player=PagePlayer(_layer_windows),
            is_start=True,
        ),
        Page(
            "see",
            "comparison",
            "Comparison",
            about="Go through a depthwise convolution beside a convolution that mixes the channels.",
            about_layer=True,
            player=PagePlayer(_comparison_windows, kind="comparison"),
            components=("teacher_desk",),
        ),
        Page(
            "see",
            "backward",
            "Backward",
            about="Go step by step through the gradients that training a depthwise layer needs.",
            about_layer=True,
            player=PagePlayer(_gradient_windows, moment="backward"),
        ),
        Page("see", "learning", "Training", components=("gradient_descent", _BADGE, _ANNOUNCER)),
        Page(
            "see",
            "image",
            "Image lab",
            sidebar="Picture",
            components=("image_lab_pictures", _BADGE),
        ),
        Page(
            "count",
            "shapes",
            "Shapes",
            about=f"How the layer's output gets its size. {_LARGER}",
            about_layer=True,
            components=("axis_ruler",),
            only_counts=True,
        ),
        Page(
            "count",
            "cost",
            "Cost",
            about=f"How many multiplications and weights the layer takes. {_LARGER}",
            about_layer=True,
            only_counts=True,
        ),
        Page("count", "networks", "Networks", components=("scrolling_table", _ANNOUNCER)),
        Page(
            "check",
            "tensorflow",
            "TensorFlow",
            about="The layer's output from this lab and from TensorFlow.",
            about_layer=True,
            components=("planes_side_by_side",),
        ),
        Page(
            "check",
            "layouts",
            "Layouts",
            about="In which order libraries keep the layer's weights.",
            about_layer=True,
            components=("weight_layouts", "scrolling_table"),
        ),
        Page(
            "check",
            "int8",
            "Int8",
            about="The layer with integers of 8 bits in place of real numbers.",
            about_layer=True,
            components=("planes_side_by_side",),
        ),
        Page(
            "learn", "lesson", "Lesson", components=("player", "teacher_desk", _BADGE, _ANNOUNCER)
        ),
        Page(
            "learn",
            "exercises",
            "Exercises",
            components=("channel_connections", "kept_sheet_answers", _ANNOUNCER),
        ),
        Page("learn", "questions", "Questions", components=(_ANNOUNCER,)),
        Page(
            "teach",
            "class",
            "Class",
            about="Show the layer's steps to a class and ask questions about them.",
            about_layer=True,
            player=PagePlayer(_layer_windows),
            components=("teacher_desk",),
        ),
        Page("teach", "sheets", "Teacher's sheets", components=(_ANNOUNCER,)),
    )
}
"""All pages by their paths, in the order of the navigation."""

COUNTING_PAGES = listed(page.title for page in PAGES.values() if page.only_counts)
"""The pages that take layers of any size, in words: the subject of a sentence."""


def browser_title(page: Page) -> str:
    """What the browser's tab says.

    Examples
    --------
    >>> browser_title(PAGES["shapes"])
    'Shapes | Depthwise convolution'
    >>> browser_title(PAGES[""])
    'Depthwise convolution'
    """
    name = PAGES[""].heading
    return name if page.is_start else f"{page.heading} | {name}"
