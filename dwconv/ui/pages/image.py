"""The Image lab: a photograph, its kernels, and the controls of both."""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import streamlit as st

from dwconv import conv2d, depthwise_conv2d
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import effective_kernel
from dwconv.engine.samples import GREY, deal
from dwconv.engine.spec import ConvSpec
from dwconv.files import images
from dwconv.files.images import Picture
from dwconv.reference import calls as reference
from dwconv.reference.calls import ChildError, Run, Verdict
from dwconv.ui import parameters as state
from dwconv.ui import session
from dwconv.ui.components.picture import COLOURS, Show, pack, picture
from dwconv.ui.parameters import Array, Value, Values, number
from dwconv.ui.session import lab
from dwconv.ui.widgets import badge
from dwconv.ui.widgets.controls import LABELS
from dwconv.ui.widgets.plain import plain

# Keys of the session.
_OWN = "_image_own"  # the visitor's own Picture, no larger than `images.SIDE`
_WRONG = "_image_wrong"  # what was wrong with the last file
_TYPED = "_image_typed"  # the kernel that was typed in
_TYPED_TEXT = "_image_typed_text"  # as the URL was last seen or made to say it
_SAID = "_image_said"  # TensorFlow's last word, and on what
_UPLOAD = "image-file"
_EXAMPLE = "image-example"
_TABLE = "image-kernel"

_LARGEST = 100.0  # of a typed weight
_TYPED_NAME = "iv"  # of the typed kernel in the URL, row by row
_SMALL = 128  # pixels of the longer side in the second row of pictures
_SETTLED = 0.5  # seconds without a change, after which TensorFlow is asked
_AGAIN = 0.3

_SIZES = ("64", "128", "256", "512")
_NAMES = LABELS | {"auto": "by kernel", "signed": "signed", "clipped": "0 to 255"}
_NAMES |= {"one": "one for all", "each": "one per channel"}

_EDGES: Values = {"ik": 3, "im": 2, "is": 1, "id": 1, "ipad": "same", "show": "auto"}
_EDGES |= {"each": "one"} | {
    f"{channel}{q}": f"sobel-{'xy'[q]}" for channel in "rgb" for q in range(2)
}


def _one(kernel: str, **others: Value) -> Values:
    return _EDGES | {"im": 1, "r0": kernel, "g0": kernel, "b0": kernel} | others


EXAMPLES: dict[str, Values] = {
    "Edges": _EDGES,
    "Blur": _one("gaussian", ik=7),
    "Sharpen": _one("sharpen"),
    "Emboss": _one("emboss"),
    "Red apart": _one("identity", each="each", r0="box-blur", ik=7),
    "Stride 4": _one("box-blur", ik=5, **{"is": 4}),
    "Dilation 8": _EDGES | {"id": 8},
    "SAME's border": _one("box-blur", ik=7, px="64"),
}


@dataclass(frozen=True, eq=False)
class Made:
    """One run's picture, and the layer that it meets."""

    values: Values
    spec: ConvSpec
    pixels: npt.NDArray[np.uint8]
    filter: Array
    output: Array
    names: list[list[str]]
    notes: tuple[str, ...]

    @staticmethod
    def now() -> Made:
        """What the controls, the file and the link say in this run."""
        values = lab().values
        own: Picture | None = st.session_state.get(_OWN)
        whole = own or images.shipped()
        pixels = images.scaled(whole.pixels, int(str(values["px"])))
        spec, said = layer(values, *pixels.shape[:2])
        names = chosen(values)
        if any("typed" in row for row in names):
            said += _open_typed(spec.kernel[0])
        filter = deal(names, spec.kernel[0], _typed(spec.kernel[0]))
        shown = [[_NAMES.get(name, name) for name in row] for row in names]
        output = _convolved(spec, pixels, filter)
        return Made(values, spec, pixels, filter, output, shown, (*whole.notes, *said))


def layer(values: Values, height: int, width: int) -> tuple[ConvSpec, list[str]]:
    """The layer for a picture of this size, and what had to be changed for it.

    Examples
    --------
    >>> spec, said = layer(state.DEFAULTS | {"ipad": "valid"}, 2, 100)
    >>> spec.padding, said
    ('SAME', ['A 3×3 kernel with dilation 1 spans 3 pixels and does not fit into 2×100: shown with SAME padding.'])
    """
    side, dilation = number(values, "ik"), number(values, "id")
    span, said = effective_kernel(side, dilation), []
    same = values["ipad"] == "same"
    if not same and span > min(height, width):
        same = True
        said = [
            f"A {side}×{side} kernel with dilation {dilation} spans {span} pixels and does not fit "
            f"into {height}×{width}: shown with SAME padding."
        ]
    stride = number(values, "is")
    spec = ConvSpec(
        height=height,
        width=width,
        channels=len(COLOURS),
        kernel=(side, side),
        multiplier=number(values, "im"),
        stride=(stride, stride),
        dilation=(dilation, dilation),
        padding="SAME" if same else "VALID",
    )
    return spec, said


def chosen(values: Values) -> list[list[str]]:
    """Which kernel meets channel k as its filter q.

    Examples
    --------
    >>> chosen(state.DEFAULTS | {"im": 1, "r0": "emboss"})
    [['emboss'], ['emboss'], ['emboss']]
    """
    channels = "rgb" if values["each"] == "each" else "rrr"
    return [[str(values[f"{k}{q}"]) for q in range(number(values, "im"))] for k in channels]


def pictures(made: Made) -> None:
    """Show what was wrong with a file, and the pictures."""
    if wrong := st.session_state.get(_WRONG):
        st.error(plain(wrong[0].upper() + wrong[1:]), icon=":material/broken_image:")
    if made.notes:
        st.caption(plain(" ".join(made.notes)))
    payload = pack(
        made.spec,
        made.pixels,
        made.filter,
        made.output,
        names=made.names,
        show=cast(Show, made.values["show"]),
    )
    picture(payload, key="picture")


def grey(made: Made) -> None:
    """Show the same picture made grey: what is left of it channel by channel, and mixed."""
    st.markdown("#### What it can never do: mix the channels")
    # Small, since it goes to the browser with every change.
    pixels = images.scaled(made.pixels, _SMALL)
    height, width = pixels.shape[:2]
    spec = ConvSpec(height, width, len(COLOURS), kernel=(1, 1))
    weights = np.array(GREY, np.float32).reshape(1, 1, -1, 1)
    image = pixels[None].astype(np.float32)
    mixed = conv2d(image, weights, 1, "VALID")[0, :, :, 0]
    shares = " + ".join(f"{share} {name}" for share, name in zip(GREY, COLOURS, strict=True))
    st.markdown(
        "A kernel for each channel can treat red and blue differently, as the example *Red apart* "
        "does. But an output channel of a depthwise convolution has one input channel, so no choice "
        f"of kernels makes a grey picture: that is {shares}, a sum over channels. Here are these "
        "three weights twice. As a depthwise filter of 1×1 they give three outputs, each of one "
        "channel; as a standard, *pointwise* 1×1 filter they give one, of all three. A depthwise "
        "separable convolution is the two in turn."
    )
    payload = pack(
        spec,
        pixels,
        weights,
        _convolved(spec, pixels, weights),
        names=[[str(share)] for share in GREY],
        show="clipped",
        mixed=("pointwise: their sum", mixed),
    )
    picture(payload, key="grey")


def _convolved(spec: ConvSpec, pixels: npt.NDArray[np.uint8], filter: Array) -> Array:
    return depthwise_conv2d(
        pixels[None].astype(np.float32),
        filter,
        [1, *spec.stride, 1],
        str(spec.padding),
        dilations=list(spec.dilation),
    )


# Controls


def controls(made: Made) -> None:
    """Draw the page's own controls in the sidebar."""
    values = made.values
    with st.sidebar:
        st.pills("Examples", list(EXAMPLES), key=_EXAMPLE, on_change=_load, wrap=True)
        _file()
        st.segmented_control(
            "Kernels",
            state.CHOICES["each"],
            default=str(values["each"]),
            required=True,
            key="each",
            format_func=_NAMES.__getitem__,
            on_change=session.forgive,
            label_visibility="collapsed",
        )
        for channel, name in zip("rgb", COLOURS, strict=True):
            if values["each"] == "one" and channel != "r":
                break
            whose = name if values["each"] == "each" else "kernel"
            filters = range(number(values, "im"))
            _two(
                values, *[part for q in filters for part in (f"{channel}{q}", f"{whose}, q = {q}")]
            )
        _two(values, "ik", "kernel size", "im", "multiplier M")
        _two(values, "is", "stride", "id", "dilation")
        _two(values, "ipad", "padding", "show", "black and white")
        _two(values, "px", "longer side")


def _two(values: Values, *names_and_labels: str) -> None:
    """One or two controls beside each other, each a name and its label."""
    pairs = zip(names_and_labels[::2], names_and_labels[1::2], strict=True)
    for column, (name, label) in zip(st.columns(2, gap="xsmall"), pairs, strict=False):
        with column:
            if name in state.NUMBERS:
                known = state.NUMBERS[name]
                st.number_input(
                    label,
                    min_value=known.least,
                    max_value=known.most,
                    value=number(values, name),
                    key=name,
                    on_change=session.forgive,
                )
                continue
            options = _SIZES if name == "px" else state.CHOICES[name]
            if name in ("r1", "g1", "b1"):
                options = state.PICTURE_KERNELS
            st.selectbox(
                label,
                options,
                index=options.index(str(values[name])),
                key=name,
                format_func=lambda each: _NAMES.get(each, each),
                on_change=session.forgive,
            )


def _load() -> None:
    example = st.session_state[_EXAMPLE]
    if example is not None:
        session.put(EXAMPLES[example])
        st.session_state[_EXAMPLE] = None


def _file() -> None:
    st.file_uploader(
        "Your own picture",
        type=["image/*"],
        key=_UPLOAD,
        on_change=_take,
        help="PNG, JPEG or WebP. It stays in this session and in no link; at most "
        f"{images.SIDE} pixels of each side are kept.",
    )
    if _OWN in st.session_state:
        st.caption("A link to this page shows the photograph instead: your picture is in no link.")
        st.button("Back to the photograph", on_click=_forget)


def _take() -> None:
    """Read the file that was just chosen, or taken away."""
    file = st.session_state[_UPLOAD]
    st.session_state.pop(_WRONG, None)
    if file is None:
        st.session_state.pop(_OWN, None)
        return
    try:
        st.session_state[_OWN] = images.read(file.getvalue(), file.name)
    except DwconvError as error:
        st.session_state[_WRONG] = str(error)


def _forget() -> None:
    st.session_state.pop(_OWN, None)
    st.session_state.pop(_WRONG, None)


# The kernel that is typed in


def typed_kernel(made: Made) -> None:
    """Show a table for the kernel, where one is typed in."""
    if not any("typed" in row for row in chosen(made.values)):
        return
    side = made.spec.kernel[0]
    st.markdown("##### The typed kernel")
    base = _typed(side)
    table = f"{_TABLE}-{side}-{st.session_state.get(_TYPED_TEXT)}"
    column = st.column_config.NumberColumn(min_value=-_LARGEST, max_value=_LARGEST, required=True)
    st.data_editor(
        base.copy(),
        key=table,
        on_change=_edited,
        args=(table, base),
        column_config={str(each): column for each in range(side)},
        hide_index=False,
        width="content",
    )
    text = state.write_typed(base)
    if st.query_params.get(_TYPED_NAME) != text:
        st.query_params[_TYPED_NAME] = text
    st.session_state[_TYPED_TEXT] = text


def _open_typed(side: int) -> list[str]:
    """Take over the kernel that a link holds, and say what was wrong with it."""
    text = st.query_params.get(_TYPED_NAME)
    if text is None or text == st.session_state.get(_TYPED_TEXT):
        return []
    read, said = state.read_typed(text, _TYPED_NAME, (side, side))
    st.session_state[_TYPED] = np.clip(read, -_LARGEST, _LARGEST)
    st.session_state[_TYPED_TEXT] = text
    return said


def _typed(side: int) -> Array:
    """The typed kernel, cropped or padded with zeros; at first the identity."""
    held: Array | None = st.session_state.get(_TYPED)
    if held is None:
        held = deal([["identity"]], side)[:, :, 0, 0]
    return state.fitted(held, (side, side))


def _edited(table: str, base: Array) -> None:
    result = base.copy()
    for row, cells in st.session_state[table]["edited_rows"].items():
        for column, value in cells.items():
            typed = 0.0 if value is None else float(value)
            if np.isfinite(typed):
                result[int(row), int(column)] = np.clip(typed, -_LARGEST, _LARGEST)
    st.session_state[_TYPED] = result
    session.forgive()


# TensorFlow


def verdict(made: Made) -> None:
    """Say whether TensorFlow agrees, once the picture has been left alone for a moment.

    Call it last. It waits; whoever changes something meanwhile ends the wait, since the next
    run begins at once and this one stops at its next word.
    """
    key = _key(made)
    kept: tuple[bytes, Verdict] | None = st.session_state.get(_SAID)
    place = st.empty()
    if kept is not None and kept[0] == key:
        with place.container():
            badge.say(kept[1])
        return
    if not _decided():
        reference.start()
        with place:
            st.fragment(_look_again, run_every=_AGAIN)()
        return
    _wait(place, "TensorFlow will be asked …")
    time.sleep(_SETTLED)
    _wait(place, "TensorFlow is at work …")
    image = made.pixels[None].astype(np.float32)
    future = reference.check(made.spec, image, made.filter, made.output)
    while not future.done():
        with suppress(NotYet):
            future.exception(timeout=_AGAIN)
        _wait(place, "TensorFlow is at work …")
    try:
        answer = future.result()
    except ChildError as error:
        place.markdown(f":red-badge[:material/error: {plain(str(error))}]")
        return
    # Without the outputs, which are as large as the pictures.
    answer = replace(answer, asked=Run(answer.asked.op), confirmed_by=None, tried=())
    st.session_state[_SAID] = key, answer
    with place.container():
        badge.say(answer)


def _decided() -> bool:
    """Whether TensorFlow runs, or never will."""
    return reference.status().state in ("ready", "unavailable")


def _look_again() -> None:
    if _decided():
        st.rerun()  # without the timer
    st.badge("TensorFlow is starting …", icon=":material/hourglass_empty:", color="gray")


def _wait(place: Any, words: str) -> None:
    place.badge(words, icon=":material/hourglass_empty:", color="gray")


def _key(made: Made) -> bytes:
    digest = hashlib.sha256(repr(made.spec).encode())
    digest.update(made.pixels.tobytes())
    digest.update(made.filter.tobytes())
    return digest.digest()
