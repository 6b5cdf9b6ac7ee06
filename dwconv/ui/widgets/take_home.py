"""The Take home panel: the player as a file, code, a notebook, pictures, tensors; and uploads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any, Literal

import numpy as np
import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.layouts import explain_filter, explain_input, other_filter_orders
from dwconv.files.notebook import notebook
from dwconv.files.snippets import FRAMEWORKS, source
from dwconv.files.standalone import standalone
from dwconv.files.tensors import read_tensors, write_csv, write_npz
from dwconv.player.moment import KnownMoment
from dwconv.reference.worker import WorkerError
from dwconv.ui import cached, drawing, session
from dwconv.ui.drawing import Animation, TooManyAnimations
from dwconv.ui.parameters.table import TYPED, Array, Values, number_row
from dwconv.ui.parameters.typed import LARGEST
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.markdown import escape_markdown

_OPEN = "take-home"
_ANIMATION = "_animation"
_ANIMATION_ERROR = "_animation_error"
_UPLOAD_ERROR = "_upload_error"
_UPLOAD_NOTE = "_upload_note"
_REFRESH = 0.5  # seconds between two looks at the progress of an animation


@st.fragment
def take_home() -> None:
    """Show the panel. Closed, it computes nothing; a file is made when it is asked for."""
    part = st.expander("Take home", icon=":material/download:", key=_OPEN, on_change="rerun")
    if not part.open:
        return
    with part:
        current = lab()
        _files(current)
        dark = _pictures(current)
        _animation(current, dark)
        _code(current)
        _upload()


def _title(title: str, text: str) -> None:
    st.markdown(f"**{title}.** {text}")


def _download(label: str, data: Callable[[], str | bytes], name: str, mime: str) -> None:
    st.download_button(label, data, file_name=name, mime=mime, on_click="ignore", key=f"get-{name}")


def _files(current: Lab) -> None:
    operands = current.spec, current.input, current.filter
    arrays = {"input": current.input, "filter": current.filter, "output": cached.output(current)}
    at = session.moment()  # and a file has the step at which it is asked for
    _title(
        "Files that work without this page",
        "The player as one HTML file that works offline, from a USB stick or a course platform; a Jupyter "
        "notebook with exercises; and input, filter and output as numbers.",
    )
    with st.container(horizontal=True, gap="small"):
        name = "depthwise"
        _download("Player (HTML)", lambda: standalone(*operands, **at), f"{name}.html", "text/html")
        _download(
            "Notebook", lambda: notebook(*operands), f"{name}.ipynb", "application/x-ipynb+json"
        )
        _download(
            "Tensors (.npz)", lambda: write_npz(**arrays), f"{name}.npz", "application/octet-stream"
        )
        _download("Tensors (CSV)", lambda: write_csv(**arrays), f"{name}.csv", "text/csv")


_MIMES = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}


def _pictures(current: Lab) -> bool:
    """Offer pictures; return whether they are to be dark."""
    _title(
        "Pictures",
        "Pause the player at the step that you want. SVG and PDF stay sharp at any size, for slides and "
        "papers; PNG has twice the pixels of the screen. A strip shows one filter at all of its positions, "
        "or at 24 of them if there are more.",
    )
    dark = st.checkbox("dark", key="picture-dark")
    at = session.moment()  # and a file has the step at which it is asked for
    operands = current.spec, current.input, current.filter
    with st.container(horizontal=True, gap="small"):
        for format, mime in _MIMES.items():
            _download(
                f"Picture ({format.upper()})",
                lambda format=format: drawing.draw(  # type: ignore[misc]
                    "picture", *operands, **_moment(current.spec, at), dark=dark, format=format
                ).result(),
                f"picture.{format}",
                mime,
            )
        for format, mime in _MIMES.items():
            _download(
                f"Strip ({format.upper()})",
                lambda format=format: drawing.draw(  # type: ignore[misc]
                    "strip", *operands, **_filter(current.spec, at), dark=dark, format=format
                ).result(),
                f"strip.{format}",
                mime,
            )
    return dark


def _moment(spec: ConvSpec, at: KnownMoment) -> dict[str, Any]:
    """A player's moment, as a picture takes it.

    Examples
    --------
    >>> _moment(ConvSpec(4, 4, 3), {"step": 7, "unit": "pixel", "focus": 1})
    {'step': 2, 'unit': 'pixel', 'focus': 1}
    """
    step, unit = at.get("step", 0), at.get("unit")
    if unit == "pixel":
        step //= spec.channels * spec.multiplier
    return {
        "step": step,
        "unit": "pixel" if unit == "pixel" else "window",
        "focus": at.get("focus"),
    }


def _filter(spec: ConvSpec, at: KnownMoment) -> dict[str, int]:
    """The filter of a player's moment.

    Examples
    --------
    >>> _filter(ConvSpec(4, 4, 3, multiplier=2), {"step": 9})
    {'channel': 1, 'multiplier': 1}
    """
    output_channel = at.get("step", 0) % (spec.channels * spec.multiplier)
    return dict(
        zip(("channel", "multiplier"), divmod(output_channel, spec.multiplier), strict=True)
    )


def _content_key(current: Lab, dark: bool) -> tuple[Any, ...]:
    return current.spec, current.input.tobytes(), current.filter.tobytes(), dark


def _animation(current: Lab, dark: bool) -> None:
    _title(
        "Animation",
        "One frame for each window; where these are more than 120, one for each position.",
    )
    key, animation = st.session_state.get(_ANIMATION, (None, None))
    if animation is not None and key != _content_key(current, dark):
        animation.cancel()  # it has other numbers
        animation = None
    if animation is None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Make a GIF", on_click=_start_animation, args=("gif", current, dark), key="make-gif"
            )
            has_ffmpeg = drawing.has_ffmpeg()
            st.button(
                "Make an MP4",
                on_click=_start_animation,
                args=("mp4", current, dark),
                key="make-mp4",
                disabled=not has_ffmpeg,
            )
            if not has_ffmpeg:
                st.caption("MP4 needs the program ffmpeg on the server, where it is not installed.")
        if error := st.session_state.pop(_ANIMATION_ERROR, ""):
            st.warning(escape_markdown(error), icon=":material/info:")
        return
    if not animation.file.done():
        st.fragment(_progress, run_every=_REFRESH)(animation)
        return
    try:
        data = animation.file.result()
    except (WorkerError, CancelledError) as error:
        sentence = str(error) or "It was cancelled."
        st.warning(escape_markdown(sentence), icon=":material/info:")
    else:
        st.download_button(
            f"Download the {animation.kind.upper()} ({len(data) / 1e6:.1f} MB)",
            data,
            file_name=f"depthwise.{animation.kind}",
            mime="image/gif" if animation.kind == "gif" else "video/mp4",
            on_click="ignore",
            key="get-animation",
        )
    st.button("Make another", on_click=_drop_animation, key="make-another")


def _start_animation(kind: Literal["gif", "mp4"], current: Lab, dark: bool) -> None:
    try:
        animation = Animation(kind, current.spec, current.input, current.filter, dark=dark)
    except TooManyAnimations as error:
        st.session_state[_ANIMATION_ERROR] = str(error)
    else:
        st.session_state[_ANIMATION] = _content_key(current, dark), animation


def _drop_animation() -> None:
    _, animation = st.session_state.pop(_ANIMATION, (None, None))
    if animation is not None:
        animation.cancel()


def _progress(animation: Animation) -> None:
    """Show how far the animation is, twice a second."""
    share = animation.progress()
    if animation.file.done():
        st.rerun()  # without the timer
    if not animation.total:
        text = "Waiting for its turn"
    elif animation.drawn < animation.total:
        text = f"{animation.drawn} of {animation.total} frames are drawn"
    else:
        text = (
            f"All {animation.total} frames are drawn; joining them to one {animation.kind.upper()}"
        )
    st.progress(share, text)
    st.button("Cancel", on_click=_drop_animation, key="make-cancel")


def _code(current: Lab) -> None:
    _title("Code", "The same layer with the same numbers, complete and ready to run.")
    framework = st.segmented_control(
        "framework",
        list(FRAMEWORKS),
        default="TensorFlow",
        required=True,
        key="framework",
        label_visibility="collapsed",
    )
    st.code(
        source(framework, current.spec, current.input, current.filter),
        language="python",
        height=320,
    )


def _upload() -> None:
    if session.restrictions().any():
        return  # a file could change what the class link hides or locks
    _title(
        "Bring your own numbers",
        "An .npz or CSV file with a tensor named input, one named filter, or both, like the files above; "
        "or an .npy file with one of them.",
    )
    st.file_uploader(
        "tensors",
        ["npz", "npy", "csv"],
        key="tensors",
        on_change=_apply_upload,
        max_upload_size=8,
        label_visibility="collapsed",
    )
    if error := st.session_state.pop(_UPLOAD_ERROR, ""):
        st.warning(escape_markdown(error), icon=":material/info:")
    # Kept, not popped: the page runs again at once to take over the numbers.
    if note := st.session_state.get(_UPLOAD_NOTE, ""):
        st.info(escape_markdown(note), icon=":material/info:")
    session.rerun_if_needed()


def _apply_upload() -> None:
    """Use the numbers of an uploaded file, or keep the sentence about what is wrong with it."""
    file = st.session_state["tensors"]
    st.session_state[_UPLOAD_NOTE] = ""
    if file is None:
        return
    try:
        values, arrays = uploaded(file.name, file.getvalue(), lab().spec.channels)
    except DwconvError as error:
        st.session_state[_UPLOAD_ERROR] = str(error)
        return
    st.session_state[_UPLOAD_NOTE] = _reading(arrays, lab().spec.channels)
    session.replace_typed(arrays)
    session.set_controls(values)


def uploaded(name: str, data: bytes, channels: int) -> tuple[Values, dict[str, Array]]:
    """Read a file of tensors for the lab.

    Parameters
    ----------
    name : str
        The file's name: what ends in .csv is a table.
    data : bytes
    channels : int
        Input channels of the lab, for a filter that comes alone.

    Returns
    -------
    values : dict
        What the controls must hold.
    arrays : dict of str to ndarray
        For "input" and "kernel", as far as the file has them.

    Raises
    ------
    DwconvError
        Names the tensor, what it is and what it must be.
    """
    found = _named(read_tensors(name, data), channels)
    values: Values = {}
    arrays: dict[str, Array] = {}
    if "input" in found:
        image = found["input"]
        if image.ndim == 4 and len(image) == 1:
            image = image[0]
        values |= _sizes("input", image, ("h", "w", "c"), "(1, height, width, C)")
        arrays["input"] = image
        values["input"] = TYPED
    if "filter" in found:
        kernel = found["filter"]
        sizes = _sizes(
            "filter", kernel, ("kh", "kw", "c", "m"), "(kernel height, kernel width, C, M)"
        )
        wanted = int(values.get("c", channels))
        if sizes["c"] != wanted:
            rule = f"must have {wanted} as its third, the number of input channels"
            fix = other_filter_orders(kernel.shape, wanted).strip()
            raise DwconvError("filter.shape", kernel.shape, rule, fix)
        values |= sizes
        arrays["kernel"] = kernel
        values["kernel"] = TYPED
    if not arrays:
        raise DwconvError("file", sorted(found), 'must have a tensor named "input" or "filter"')
    return values, arrays


def _named(tensors: dict[str, Array], channels: int) -> dict[str, Array]:
    """The tensors; a single one without a name is called what its shape allows it to be."""
    if list(tensors) != ["arr_0"]:
        return tensors
    [array] = tensors.values()
    is_input = array.ndim == 3 or (array.ndim == 4 and len(array) == 1)
    is_filter = array.ndim == 4 and array.shape[2] == channels
    if is_input and is_filter:
        rule = "must have a name, since its shape fits an input and a filter"
        fix = 'Save it with numpy.savez("tensors.npz", filter=x), or input=x.'
        raise DwconvError("the only array", array.shape, rule, fix)
    return {"input" if is_input else "filter": array}


def _reading(arrays: dict[str, Array], channels: int) -> str:
    """How the axes of uploaded arrays are read, in sentences."""
    notes = []
    if "input" in arrays:
        shape = (1, *arrays["input"].shape)
        notes.append(explain_input(shape, channels))
        channels = shape[-1]
    if "kernel" in arrays:
        notes.append(explain_filter(arrays["kernel"].shape, channels))
    return " ".join(notes)


def _sizes(name: str, array: Array, names: tuple[str, ...], shape: str) -> Values:
    if array.ndim != len(names):
        raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
    for size, parameter in zip(array.shape, names, strict=True):
        known = number_row(parameter)
        if not known.least <= size <= known.most:
            raise DwconvError(
                f"the {known.noun} of {name}", size, f"must be from {known.least} to {known.most}"
            )
    largest = float(np.abs(array).max(initial=0.0))
    if largest > LARGEST:
        raise DwconvError(f"a value of {name}", largest, f"must be at most {LARGEST:,.0f}")
    return dict(zip(names, array.shape, strict=True))
