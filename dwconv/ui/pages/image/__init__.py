"""The Image lab: a photograph through real kernels, and what depthwise convolution cannot do."""

from __future__ import annotations

from typing import cast

import numpy as np
import streamlit as st

from dwconv.engine.sample_values import COLOURS, GREY
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard
from dwconv.files import images
from dwconv.ui.components.image_lab_pictures import Show, image_lab_pictures, pack
from dwconv.ui.pages.image.ask_about_pictures import show_verdict
from dwconv.ui.pages.image.controls import show_controls
from dwconv.ui.pages.image.convolution import Convolution, convolve, current_convolution
from dwconv.ui.pages.image.own_picture import upload_error, uploaded_picture
from dwconv.ui.pages.image.typed_kernel import show_typed_kernel
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.page_parts import heading

_GREY_HEADING = "What a depthwise convolution cannot do: mix the channels"
_OWN_PICTURE = "Your picture, its channels and their outputs"
_PHOTOGRAPH = (
    "The photograph, its channels and their outputs. It shows Grace Hopper with glasses, in a dark uniform "
    "and a cap, in front of a flag with white stars."
)
_SMALL = 128  # pixels of the longer side in the second row of pictures


def show() -> None:
    """Show the page."""
    beside_title = heading(
        "Each colour channel has filters of its own. Choose a place in one picture to see it in "
        "all of them.",
    )
    current = current_convolution()
    show_typed_kernel(current)
    _show_pictures(current)
    _show_grey(current)
    show_controls(current)
    with beside_title:
        show_verdict(current)


def _show_pictures(current: Convolution) -> None:
    """Show what was wrong with a file, and the pictures."""
    if error := upload_error():
        st.error(
            escape_markdown(f"This picture cannot be used: {error}"), icon=":material/broken_image:"
        )
    if current.notes:
        show_caption(escape_markdown(" ".join(current.notes)))
    payload = pack(
        current.spec,
        current.pixels,
        current.filter,
        current.output,
        names=current.names,
        effects=current.effects,
        about=_OWN_PICTURE if uploaded_picture() else _PHOTOGRAPH,
        show=cast(Show, current.values["show"]),
    )
    image_lab_pictures(payload, key="picture")


def _show_grey(current: Convolution) -> None:
    """Show grey made from the picture: by depthwise, channel by channel, and by pointwise."""
    show_text(f"## {_GREY_HEADING}")
    # Small, since it goes to the browser with every change.
    pixels = images.scaled(current.pixels, _SMALL)
    height, width = pixels.shape[:2]
    spec = ConvSpec(height, width, len(COLOURS), kernel=(1, 1))
    weights = np.array(GREY, np.float32).reshape(1, 1, -1, 1)
    image = pixels[None].astype(np.float32)
    mixed = standard(spec, image, weights)[0, :, :, 0]
    shares = " + ".join(f"{share} {name}" for share, name in zip(GREY, COLOURS, strict=True))
    show_text(
        "With a kernel for each channel, red and blue can be treated differently, as in the example "
        "*Blur red only*. But every output channel is made from one input channel. A grey picture "
        f"needs all three: {shares}. So no depthwise kernels can make it. Below, the same three "
        "weights are used twice. As a depthwise 1×1 filter they give three outputs, one for each "
        "channel. As a *pointwise* 1×1 filter, which is a standard convolution, they give one "
        "output from all three channels. A depthwise separable convolution does first one, then "
        "the other."
    )
    payload = pack(
        spec,
        pixels,
        weights,
        convolve(spec, pixels, weights),
        names=[[str(share)] for share in GREY],
        about=_GREY_HEADING,
        show="clipped",
        mixed=("pointwise: their sum", mixed),
    )
    image_lab_pictures(payload, key="grey")
