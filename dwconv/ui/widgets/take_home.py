"""The Take home panel: the player as a file, code, a notebook, pictures, tensors; and uploads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any, Literal

import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.files.notebook import notebook
from dwconv.files.snippets import FRAMEWORKS, source
from dwconv.files.standalone_page import standalone_page
from dwconv.files.tensor_tables import write_csv
from dwconv.files.tensors import write_npz
from dwconv.player.moment import KnownMoment
from dwconv.reference.worker_errors import WorkerError
from dwconv.ui import cached, figure_worker, session
from dwconv.ui.download_limits import in_turn
from dwconv.ui.figure_worker import AnimationFile, TooManyAnimations
from dwconv.ui.file_names import file_name
from dwconv.ui.run_queue import RUNS
from dwconv.ui.session import Lab, lab
from dwconv.ui.streamlit_internals import say_why_no_file
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.upload import upload

_OPEN = "take-home"
_ANIMATION = "_animation"
_ANIMATION_ERROR = "_animation_error"
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
        upload()


def _title(title: str, text: str) -> None:
    show_text(f"**{title}.** {text}")


def _download(
    label: str, data: Callable[[], str | bytes], what: str, ending: str, mime: str
) -> None:
    st.download_button(
        label,
        in_turn(data),
        file_name=file_name(what, ending),
        mime=mime,
        on_click="ignore",
        key=f"get-{what}.{ending}",
    )


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
        _download(
            "Player (HTML)",
            lambda: standalone_page(*operands, **at, names=cached.names_of(current)),
            "player",
            "html",
            "text/html",
        )
        _download(
            "Notebook",
            lambda: notebook(*operands),
            "notebook",
            "ipynb",
            "application/x-ipynb+json",
        )
        _download(
            "Tensors (.npz)",
            lambda: write_npz(**arrays),
            "tensors",
            "npz",
            "application/octet-stream",
        )
        _download("Tensors (CSV)", lambda: write_csv(**arrays), "tensors", "csv", "text/csv")


_MIMES = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}


def _pictures(current: Lab) -> bool:
    """Offer pictures; return whether they are to be dark."""
    _title(
        "Pictures",
        "Pause the player at the step that you want. SVG and PDF stay sharp at any size, for slides and "
        "papers; PNG has twice the pixels of the screen. A strip shows one filter at all of its positions, "
        "or at 24 of them if there are more.",
    )
    dark = st.checkbox("dark picture", key="picture-dark")
    at = session.moment()  # and a file has the step at which it is asked for
    operands = current.spec, current.input, current.filter
    options = {"names": cached.names_of(current), "dark": dark}
    with st.container(horizontal=True, gap="small"):
        for format, mime in _MIMES.items():
            _download(
                f"Picture ({format.upper()})",
                lambda format=format: _drawn(  # type: ignore[misc]
                    "picture", *operands, **_moment(current.spec, at), **options, format=format
                ),
                "picture",
                format,
                mime,
            )
        for format, mime in _MIMES.items():
            _download(
                f"Strip ({format.upper()})",
                lambda format=format: _drawn(  # type: ignore[misc]
                    "strip", *operands, **_filter(current.spec, at), **options, format=format
                ),
                "strip",
                format,
                mime,
            )
    return dark


def _drawn(what: Literal["picture", "strip"], *operands: Any, **options: Any) -> bytes:
    """Return a picture from the process that draws; the pages go on meanwhile."""
    future = figure_worker.draw(what, *operands, **options)
    try:
        with RUNS.lend():
            return future.result()
    except WorkerError as error:
        say_why_no_file(str(error))
        raise


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
    operands = current.spec, current.input.tobytes(), current.filter.tobytes()
    return *operands, cached.names_of(current), dark


def _animation(current: Lab, dark: bool) -> None:
    _title(
        "Animation",
        "One frame for each window. If there are more than 120 windows, one frame for each position.",
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
            has_ffmpeg = figure_worker.has_ffmpeg()
            st.button(
                "Make an MP4",
                on_click=_start_animation,
                args=("mp4", current, dark),
                key="make-mp4",
                disabled=not has_ffmpeg,
            )
            if not has_ffmpeg:
                show_caption(
                    "MP4 needs the program ffmpeg on the server, where it is not installed."
                )
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
            f"Download the {animation.kind.upper()} ({written(len(data) / 1e6, 2)} MB)",
            data,
            file_name=file_name("animation", animation.kind),
            mime="image/gif" if animation.kind == "gif" else "video/mp4",
            on_click="ignore",
            key="get-animation",
        )
    st.button("Make another", on_click=_drop_animation, key="make-another")


def _start_animation(kind: Literal["gif", "mp4"], current: Lab, dark: bool) -> None:
    _drop_animation()  # one for each visitor
    try:
        operands = current.spec, current.input, current.filter
        animation = AnimationFile(kind, *operands, names=cached.names_of(current), dark=dark)
    except TooManyAnimations as error:
        st.session_state[_ANIMATION_ERROR] = str(error)
    else:
        st.session_state[_ANIMATION] = _content_key(current, dark), animation


def _drop_animation() -> None:
    _, animation = st.session_state.pop(_ANIMATION, (None, None))
    if animation is not None:
        animation.cancel()


def _progress(animation: AnimationFile) -> None:
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
