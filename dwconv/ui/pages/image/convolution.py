"""The picture, the layer and its output that the Image lab shows in this run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dwconv.engine.depthwise import depthwise
from dwconv.engine.geometry import effective_kernel
from dwconv.engine.sample_values import COLOURS, filter_from_names
from dwconv.engine.spec import ConvSpec
from dwconv.files import images
from dwconv.ui.pages.image.kernel_values import read_typed_kernel, typed_kernel
from dwconv.ui.pages.image.own_picture import uploaded_picture
from dwconv.ui.parameters.table import TYPED, Array, Values, choice_row, number_of
from dwconv.ui.session import lab

_EFFECTS = {
    "sobel-x": "above 0 where the picture gets brighter to the right, below 0 where it gets darker, 0 where it stays the same",
    "sobel-y": "above 0 where the picture gets brighter downwards, below 0 where it gets darker, 0 where it stays the same",
    "laplacian": "above 0 beside bright spots and edges, below 0 on them, 0 where the picture is even",
    "box-blur": "the picture blurred: each value is the mean of the pixels around it",
    "gaussian": "the picture blurred: each value is a mean in which near pixels count more",
    "sharpen": "the picture with stronger edges",
    "emboss": "the picture like a relief, with light from the upper left",
    "identity": "the picture itself",
}
"""What is seen in the output of a kernel, for who does not see it."""


@dataclass(frozen=True, eq=False)
class Convolution:
    """A picture, a layer, and the layer's output for the picture.

    Attributes
    ----------
    values : dict
        What the page's controls hold.
    spec : ConvSpec
    pixels : ndarray of uint8, shape (height, width, 3)
    filter, output : ndarray
    names : list of lists of str
        What the kernel of channel k as its filter q is called on the page.
    effects : list of lists of str
        What is seen in its output; "" of typed weights.
    notes : tuple of str
        What had to be changed to show it, one sentence each.
    """

    values: Values
    spec: ConvSpec
    pixels: npt.NDArray[np.uint8]
    filter: Array
    output: Array
    names: list[list[str]]
    effects: list[list[str]]
    notes: tuple[str, ...]


def current_convolution() -> Convolution:
    """What the controls, the file and the link ask for in this run."""
    values = lab().values
    whole = uploaded_picture() or images.included_photo()
    pixels = images.scaled(whole.pixels, int(str(values["px"])))
    spec, notes = layer(values, *pixels.shape[:2])
    kernels = kernel_names(values)
    if any(TYPED in row for row in kernels):
        notes += read_typed_kernel(spec.kernel[0])
    filter = filter_from_names(kernels, spec.kernel[0], typed_kernel(spec.kernel[0]))
    names = [[choice_row("r0").options[kernel] for kernel in row] for row in kernels]
    effects = [[_EFFECTS.get(kernel, "") for kernel in row] for row in kernels]
    output = convolve(spec, pixels, filter)
    notes = [*whole.notes, *notes]
    return Convolution(values, spec, pixels, filter, output, names, effects, tuple(notes))


def convolve(spec: ConvSpec, pixels: npt.NDArray[np.uint8], filter: Array) -> Array:
    """The depthwise convolution of a picture."""
    return depthwise(spec, pixels[None].astype(np.float32), filter)


def layer(values: Values, height: int, width: int) -> tuple[ConvSpec, list[str]]:
    """The layer for a picture of this size, and what had to be changed for it.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> spec, notes = layer(defaults() | {"ipad": "valid"}, 2, 100)
    >>> spec.padding, notes
    ('SAME', ['A 3×3 kernel with dilation 1 spans 3 pixels and does not fit into 2×100. It is shown with SAME padding.'])
    """
    side, dilation = number_of(values, "ik"), number_of(values, "id")
    span, notes = effective_kernel(side, dilation), []
    same = values["ipad"] == "same"
    if not same and span > min(height, width):
        same = True
        notes = [
            f"A {side}×{side} kernel with dilation {dilation} spans {span} pixels and does not fit "
            f"into {height}×{width}. It is shown with SAME padding."
        ]
    stride = number_of(values, "is")
    spec = ConvSpec(
        height=height,
        width=width,
        channels=len(COLOURS),
        kernel=(side, side),
        multiplier=number_of(values, "im"),
        stride=(stride, stride),
        dilation=(dilation, dilation),
        padding="SAME" if same else "VALID",
    )
    return spec, notes


def kernel_names(values: Values) -> list[list[str]]:
    """The kernel of channel k as its filter q, by its name in links.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> kernel_names(defaults() | {"im": 1, "r0": "emboss"})
    [['emboss'], ['emboss'], ['emboss']]
    """
    channels = "rgb" if values["each"] == "each" else "rrr"
    return [[str(values[f"{k}{q}"]) for q in range(number_of(values, "im"))] for k in channels]
