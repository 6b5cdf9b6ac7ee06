"""What a visitor can take home: the player in a file, code, a notebook, pictures, the numbers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any, Literal

import numpy as np
import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.notebook import notebook
from dwconv.files.snippets import FRAMEWORKS, source
from dwconv.files.standalone import standalone
from dwconv.files.tensors import read_csv, read_npz, write_csv, write_npz
from dwconv.reference.worker import ChildError
from dwconv.ui import cached, drawing, session
from dwconv.ui import parameters as state
from dwconv.ui.drawing import Busy, Making
from dwconv.ui.parameters import Array, Moment, Values
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets.markdown import escape_markdown

_OPEN = "take-home"
_MAKING = "_making"
_TROUBLE = "_making_trouble"
_SAID = "_upload_said"
_AGAIN = 0.5  # seconds until a page looks again how far an animation is


@st.fragment
def take_home() -> None:
    """Show a line to open; what is in it is made when it is open, or when it is asked for."""
    part = st.expander("Take home", icon=":material/download:", key=_OPEN, on_change="rerun")
    if not part.open:
        return
    with part:
        now = lab()
        _files(now)
        dark = _pictures(now)
        _animation(now, dark)
        _code(now)
        _upload()


def _title(text: str, says: str) -> None:
    st.markdown(f"**{text}.** {says}")


def _download(label: str, data: Callable[[], str | bytes], name: str, mime: str) -> None:
    st.download_button(label, data, file_name=name, mime=mime, on_click="ignore", key=f"get-{name}")


def _files(now: Lab) -> None:
    operands = now.spec, now.input, now.filter
    arrays = {"input": now.input, "filter": now.filter, "output": cached.output(now)}
    at = session.moment()  # and where it is by then, when a file is asked for
    _title(
        "Files that work without us",
        "The player as one page that opens from a USB stick or a course platform, offline; a Jupyter "
        "notebook with exercises; and the three tensors.",
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


def _pictures(now: Lab) -> bool:
    """Offer pictures; return whether they are to be dark."""
    _title(
        "Pictures",
        "Of the moment at which you pause the player. SVG and PDF are drawings, for slides and papers; "
        "PNG has two pixels for one. A strip shows the filter of that window at all of its positions, "
        "or at up to 24 of them.",
    )
    dark = st.checkbox("dark", key="picture-dark")
    at = session.moment()  # and where it is by then, when a file is asked for
    operands = now.spec, now.input, now.filter
    with st.container(horizontal=True, gap="small"):
        for format, mime in _MIMES.items():
            _download(
                f"Picture ({format.upper()})",
                lambda format=format: drawing.draw(  # type: ignore[misc]
                    "picture", *operands, **_moment(now.spec, at), dark=dark, format=format
                ).result(),
                f"picture.{format}",
                mime,
            )
        for format, mime in _MIMES.items():
            _download(
                f"Strip ({format.upper()})",
                lambda format=format: drawing.draw(  # type: ignore[misc]
                    "strip", *operands, **_filter(now.spec, at), dark=dark, format=format
                ).result(),
                f"strip.{format}",
                mime,
            )
    return dark


def _moment(spec: ConvSpec, at: Moment) -> dict[str, Any]:
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


def _filter(spec: ConvSpec, at: Moment) -> dict[str, int]:
    """The filter of a player's moment.

    Examples
    --------
    >>> _filter(ConvSpec(4, 4, 3, multiplier=2), {"step": 9})
    {'channel': 1, 'multiplier': 1}
    """
    made = at.get("step", 0) % (spec.channels * spec.multiplier)
    return dict(zip(("channel", "multiplier"), divmod(made, spec.multiplier), strict=True))


def _key(now: Lab, dark: bool) -> tuple[Any, ...]:
    return now.spec, now.input.tobytes(), now.filter.tobytes(), dark


def _animation(now: Lab, dark: bool) -> None:
    _title(
        "Animation",
        "Window by window, or, where that would be more than 120 frames, position by position.",
    )
    made_for, making = st.session_state.get(_MAKING, (None, None))
    if making is not None and made_for != _key(now, dark):
        making.cancel()  # of other numbers
        making = None
    if making is None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button("Make a GIF", on_click=_make, args=("gif", now, dark), key="make-gif")
            there = drawing.has_ffmpeg()
            st.button(
                "Make an MP4",
                on_click=_make,
                args=("mp4", now, dark),
                key="make-mp4",
                disabled=not there,
            )
            if not there:
                st.caption("An MP4 needs ffmpeg on the machine that serves this page.")
        if trouble := st.session_state.pop(_TROUBLE, ""):
            st.warning(escape_markdown(trouble), icon=":material/info:")
        return
    if not making.file.done():
        st.fragment(_progress, run_every=_AGAIN)(making)
        return
    try:
        data = making.file.result()
    except (ChildError, CancelledError) as error:
        said = str(error) or "It was cancelled."
        st.warning(escape_markdown(said), icon=":material/info:")
    else:
        st.download_button(
            f"Download the {making.kind.upper()} ({len(data) / 1e6:.1f} MB)",
            data,
            file_name=f"depthwise.{making.kind}",
            mime="image/gif" if making.kind == "gif" else "video/mp4",
            on_click="ignore",
            key="get-animation",
        )
    st.button("Make another", on_click=_forget, key="make-another")


def _make(kind: Literal["gif", "mp4"], now: Lab, dark: bool) -> None:
    try:
        making = Making(kind, now.spec, now.input, now.filter, dark=dark)
    except Busy as busy:
        st.session_state[_TROUBLE] = str(busy)
    else:
        st.session_state[_MAKING] = _key(now, dark), making


def _forget() -> None:
    _, making = st.session_state.pop(_MAKING, (None, None))
    if making is not None:
        making.cancel()


def _progress(making: Making) -> None:
    """How far it is, looked up anew twice a second."""
    share = making.ask()
    if making.file.done():
        st.rerun()  # without the timer
    if not making.of:
        text = "Waiting for its turn"
    elif making.done < making.of:
        text = f"{making.done} of {making.of} frames are drawn"
    else:
        text = f"All {making.of} frames are drawn; now they become one {making.kind.upper()}"
    st.progress(share, text)
    st.button("Cancel", on_click=_forget, key="make-cancel")


def _code(now: Lab) -> None:
    _title("Code", "The same layer with the same numbers, complete and ready to run.")
    framework = st.segmented_control(
        "framework",
        list(FRAMEWORKS),
        default="TensorFlow",
        required=True,
        key="framework",
        label_visibility="collapsed",
    )
    st.code(source(framework, now.spec, now.input, now.filter), language="python", height=320)


def _upload() -> None:
    if session.allowed().anything():
        return  # a file would change what is not to be changed
    _title(
        "Bring your own numbers",
        "An .npz or CSV file with a tensor named input, one named filter, or both, as the files above.",
    )
    st.file_uploader(
        "tensors",
        ["npz", "csv"],
        key="tensors",
        on_change=_take,
        max_upload_size=8,
        label_visibility="collapsed",
    )
    if said := st.session_state.pop(_SAID, ""):
        st.warning(escape_markdown(said), icon=":material/info:")
    session.catch_up()


def _take() -> None:
    """Take over an uploaded file, or say what is wrong with it."""
    file = st.session_state["tensors"]
    if file is None:
        return
    try:
        values, arrays = uploaded(file.name, file.getvalue(), lab().spec.channels)
    except DwconvError as error:
        st.session_state[_SAID] = str(error)
        return
    session.take_over(arrays)
    session.put(values)


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
    if name.lower().endswith(".csv"):
        try:
            found = read_csv(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise DwconvError("file", name, "must be text in UTF-8") from None
    else:
        found = read_npz(data)
    values: Values = {}
    arrays: dict[str, Array] = {}
    if "input" in found:
        image = found["input"]
        if image.ndim == 4 and len(image) == 1:
            image = image[0]
        values |= _sizes("input", image, ("h", "w", "c"), "(1, height, width, C)")
        arrays["input"] = image
        values["input"] = state.TYPED
    if "filter" in found:
        kernel = found["filter"]
        sizes = _sizes(
            "filter", kernel, ("kh", "kw", "c", "m"), "(kernel height, kernel width, C, M)"
        )
        wanted = values.get("c", channels)
        if sizes["c"] != wanted:
            rule = f"must have {wanted} as its third, the number of input channels"
            raise DwconvError("filter.shape", kernel.shape, rule)
        values |= sizes
        arrays["kernel"] = kernel
        values["kernel"] = state.TYPED
    if not arrays:
        raise DwconvError("file", sorted(found), 'must have a tensor named "input" or "filter"')
    return values, arrays


def _sizes(name: str, array: Array, names: tuple[str, ...], shape: str) -> Values:
    if array.ndim != len(names):
        raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
    for size, each in zip(array.shape, names, strict=True):
        known = state.NUMBERS[each]
        if not known.least <= size <= known.most:
            raise DwconvError(
                f"the {known.noun} of {name}", size, f"goes from {known.least} to {known.most} here"
            )
    largest = float(np.abs(array).max(initial=0.0))
    if largest > state.LARGEST_TYPED:
        raise DwconvError(
            f"a value of {name}", largest, f"must be at most {state.LARGEST_TYPED:,.0f}"
        )
    return dict(zip(names, array.shape, strict=True))
