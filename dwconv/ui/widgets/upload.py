"""Upload of input and filter: how the arrays of a file are read, and the other ways behind buttons."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.axis_order import (
    LargestSizes,
    channels_first,
    explain_filter,
    explain_input,
    other_filter_orders,
    smaller_part,
)
from dwconv.files.tensors import read_tensors
from dwconv.files.ways_to_read_arrays import Way, read_as, say_way, ways_to_read
from dwconv.ui import session
from dwconv.ui.parameters.table import TYPED, Array, Values, number_row
from dwconv.ui.parameters.typed_values import LARGEST
from dwconv.ui.session import lab
from dwconv.ui.streamlit_internals import LOST_UPLOAD, is_lost_upload
from dwconv.ui.widgets.markdown import escape_markdown, show_text

_ERROR = "_upload_error"
_NOTE = "_upload_note"
_WAYS = "_upload_ways"  # in which the file on hand can be read
_TAKEN = "_upload_taken"  # whether it was read in one of them
_FILE = "tensors"


def upload(*, weights: bool = False) -> None:
    """Show the place for a file, how its arrays were read, and the other ways.

    Parameters
    ----------
    weights : bool, optional
        Whether the page is about weights: an array without a name that may be an input changes
        nothing there before it is chosen how to read it.
    """
    if session.restrictions().any():
        return  # a file could change what the class link hides or locks
    show_text(
        "**Bring your own numbers.** An .npz or CSV file with a tensor named input, one named filter, "
        "or both; or an .npy file or a plain table with one of them."
    )
    st.file_uploader(
        "tensors",
        ["npz", "npy", "csv"],
        key=_FILE,
        on_change=_apply,
        args=(None, weights),
        max_upload_size=8,
        label_visibility="collapsed",
    )
    if is_lost_upload(st.session_state.get(_FILE)):
        st.info(LOST_UPLOAD.format(what="the file"), icon=":material/info:")
    if error := st.session_state.pop(_ERROR, ""):
        st.warning(escape_markdown(error), icon=":material/info:")
    # Kept, not popped: the page runs again at once to take over the numbers.
    if note := st.session_state.get(_NOTE, ""):
        st.info(escape_markdown(note), icon=":material/info:")
    ways: list[Way] = st.session_state.get(_WAYS, [])
    file = st.session_state.get(_FILE)
    if ways and file is not None and not is_lost_upload(file):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            taken = st.session_state.get(_TAKEN)
            show_text("Read it in another way:" if taken else "Read it as:", width="content")
            for way in ways:
                st.button(
                    way.label, key=f"read-{way.kind}-{way.order}", on_click=_apply, args=(way,)
                )
    session.rerun_if_needed()


def _apply(way: Way | None = None, weights: bool = False) -> None:
    """Use the numbers of the file, or keep the sentence about what is wrong with it."""
    file = st.session_state[_FILE]
    st.session_state[_NOTE], st.session_state[_WAYS], st.session_state[_TAKEN] = "", [], True
    if file is None or is_lost_upload(file):
        return
    channels = lab().spec.channels
    try:
        tensors = read_tensors(file.name, file.getvalue())
        if weights and way is None and (ways := ways_to_ask(tensors, channels)):
            st.session_state[_WAYS], st.session_state[_TAKEN] = ways, False
            st.session_state[_NOTE] = _question(tensors, ways)
            return
        st.session_state[_WAYS] = other_ways(tensors, channels, way)
        values, arrays = read_upload(tensors, channels, way)
    except DwconvError as error:
        st.session_state[_ERROR] = str(error)
        return
    st.session_state[_NOTE] = _say(tensors, arrays, channels, way)
    session.replace_typed(arrays)
    session.set_controls(values)


def other_ways(tensors: dict[str, Array], channels: int, taken: Way | None) -> list[Way]:
    """The ways in which the one input or filter of a file can be read and shown, without the one that is taken.

    Of a file with both none is offered: the two must fit together.
    """
    found, default = _ways(tensors, channels)
    return [way for way in found if way != (taken or default) and _fits(tensors, channels, way)]


def ways_to_ask(tensors: dict[str, Array], channels: int) -> list[Way]:
    """The ways to read a file of which a page about weights asks, since its array may be an input.

    There are none where the array has a name, or is a filter by its shape.
    """
    found, default = _ways(tensors, channels)
    if list(tensors) != ["arr_0"] or (default and default.kind == "filter"):
        return []
    ways = [way for way in found if _fits(tensors, channels, way)]
    return ways if any(way.kind == "input" for way in ways) else []


def _question(tensors: dict[str, Array], ways: list[Way]) -> str:
    """What is said before such an array is read."""
    [array] = tensors.values()
    both = any(way.kind == "filter" for way in ways)
    shown = "as weights or as an input" if both else "as an input, but not as weights"
    return f"By its shape {array.shape} this can be shown {shown}. Nothing has changed yet."


def _ways(tensors: dict[str, Array], channels: int) -> tuple[list[Way], Way | None]:
    """All ways to read the one input or filter of a file, and the one that is taken."""
    wanted = [name for name in ("input", "filter") if name in tensors]
    if len(wanted) != 1 and len(tensors) != 1:
        return [], None
    name = wanted[0] if wanted else next(iter(tensors))
    kinds = [name] if wanted else ["filter", "input"]
    shape = tensors[name].shape
    found = [way for kind in kinds for way in ways_to_read(shape, kind, channels, fixed=False)]
    return found, _default_way(found, shape, channels, named=bool(wanted))


def _fits(tensors: dict[str, Array], channels: int, way: Way) -> bool:
    """Whether the lab can show what the file holds if it is read in this way."""
    try:
        read_upload(tensors, channels, way)
    except DwconvError:
        return False
    return True


def _default_way(
    ways: list[Way], shape: tuple[int, ...], channels: int, *, named: bool
) -> Way | None:
    """The way in which `read_upload` reads an array of this shape by itself."""
    if len(shape) == 2:
        return None if named else _matrix(shape, channels)
    if len(shape) not in (3, 4):
        return None  # refused: nothing here has so many axes
    is_input = len(shape) == 3 or shape[0] == 1
    kinds = {way.kind for way in ways}
    if not named and is_input and len(shape) == 4 and shape[2] == channels:
        return None  # refused: it could be both
    kind = ("input" if is_input else "filter") if len(kinds) == 2 else next(iter(kinds), "")
    order = "NHWC" if kind == "input" else "TensorFlow"
    return next(
        (
            way
            for way in ways
            if (way.kind, way.order) == (kind, order)
            and (kind == "input" or way.channels == channels)
        ),
        None,
    )


def _matrix(shape: tuple[int, ...], channels: int) -> Way:
    """What a table of numbers without a name is: a kernel if it is small, and otherwise an input."""
    largest = number_row("kh").most, number_row("kw").most
    if all(size <= most for size, most in zip(shape, largest, strict=True)):
        return Way("filter", "matrix", channels)
    return Way("input", "matrix", 1)


def uploaded(name: str, data: bytes, channels: int) -> tuple[Values, dict[str, Array]]:
    """Read a file of tensors for the lab; see `read_upload`.

    Parameters
    ----------
    name : str
        The file's name: what ends in .csv is a table.
    data : bytes
    channels : int
    """
    return read_upload(read_tensors(name, data), channels)


def read_upload(
    tensors: dict[str, Array], channels: int, way: Way | None = None
) -> tuple[Values, dict[str, Array]]:
    """Read the tensors of a file for the lab.

    Parameters
    ----------
    tensors : dict of str to ndarray
    channels : int
        Input channels of the lab, for a filter that comes alone.
    way : Way, optional
        How to read the one input or filter; by default as this lab and TensorFlow keep it.

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
    if way:
        array = tensors.get(way.kind, next(iter(tensors.values())))
        found, channels = {way.kind: read_as(array, way)}, way.channels
    else:
        found = _named(tensors, channels)
    values: Values = {}
    arrays: dict[str, Array] = {}
    if "input" in found:
        image = found["input"]
        if image.ndim == 4 and len(image) == 1:
            image = image[0]
        values |= _sizes(
            "input",
            image,
            ("h", "w", "c"),
            "(1, height, width, C)",
            lambda: _smaller_input(
                found["input"].shape, channels, unnamed=list(tensors) == ["arr_0"]
            ),
        )
        arrays["input"] = image
        values["input"] = TYPED
    if "filter" in found:
        kernel = found["filter"]
        wanted = int(values.get("c", channels))
        sizes = _sizes(
            "filter",
            kernel,
            ("kh", "kw", "c", "m"),
            "(kernel height, kernel width, C, M)",
            lambda: _smaller_filter(kernel.shape, wanted, fixed="c" in values),
        )
        if sizes["c"] != wanted:
            rule = f"must have {wanted} as its third, the number of input channels"
            fix = _other_orders(kernel.shape, wanted, fixed="c" in values)
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
    if array.ndim == 2 and array.size:
        way = _matrix(array.shape, channels)
        return {way.kind: read_as(array, way)}
    is_input = array.ndim == 3 or (array.ndim == 4 and len(array) == 1)
    is_filter = array.ndim == 4 and array.shape[2] == channels
    if is_input and is_filter:
        rule = "must have a name, since its shape fits an input and a filter"
        fix = 'Save it with numpy.savez("tensors.npz", filter=x), or input=x.'
        if array.shape[3] > number_row("c").most:  # then it is too large for both
            fix = f"{_if_filter(array.shape, channels)} {fix}".strip()
        raise DwconvError("the only array", array.shape, rule, fix)
    return {"input" if is_input else "filter": array}


def _say(
    tensors: dict[str, Array], arrays: dict[str, Array], channels: int, way: Way | None
) -> str:
    """How the axes of uploaded arrays are read, in sentences."""
    shapes = [array.shape for array in tensors.values()]
    if way is None and len(shapes) == 1 and len(shapes[0]) == 2:
        way = _matrix(shapes[0], channels)
    if way:
        array = tensors.get(way.kind, next(iter(tensors.values())))
        return say_way(array.shape, way)
    notes = []
    if "input" in arrays:
        shape = (1, *arrays["input"].shape)
        notes.append(explain_input(shape, channels))
        channels = shape[-1]
    if "kernel" in arrays:
        notes.append(explain_filter(arrays["kernel"].shape, channels))
    return " ".join(notes)


def _largest_filter() -> LargestSizes:
    kh, kw, c, m = (number_row(name).most for name in ("kh", "kw", "c", "m"))
    return kh, kw, c, m


def _other_orders(shape: tuple[int, ...], channels: int, *, fixed: bool) -> str:
    return other_filter_orders(shape, channels, _largest_filter(), fixed=fixed).strip()


def _if_filter(shape: tuple[int, ...], channels: int) -> str:
    """The same for an array that may be an input as well."""
    return _other_orders(shape, channels, fixed=False).replace("If it is", "If it is a filter", 1)


def _smaller_filter(shape: tuple[int, ...], channels: int, *, fixed: bool) -> str:
    """What to upload in place of a filter that is too large: it may have the order of others."""
    return _other_orders(shape, channels, fixed=fixed) or smaller_part(
        "filter", shape, _largest_filter()
    )


def _smaller_input(shape: tuple[int, ...], channels: int, *, unnamed: bool) -> str:
    """What to upload in place of an input that is too large: it may be NCHW, or weights."""
    height, width, c = (number_row(name).most for name in ("h", "w", "c"))
    most = height, width, c
    fix = channels_first(shape, most)
    if unnamed:
        fix = f"{fix} {_if_filter(shape, channels)}".strip()
    return fix or smaller_part("input", shape, (*shape[:-3], *most))


def _sizes(
    name: str, array: Array, names: tuple[str, ...], shape: str, fix: Callable[[], str]
) -> Values:
    """The sizes by their parameters; `fix` says what would work if one is out of bounds."""
    if array.ndim != len(names):
        raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
    for size, parameter in zip(array.shape, names, strict=True):
        known = number_row(parameter)
        if not known.least <= size <= known.most:
            raise DwconvError(
                f"the {known.noun} of {name}",
                size,
                f"must be from {known.least} to {known.most}",
                fix(),
            )
    largest = float(np.abs(array).max(initial=0.0))
    if largest > LARGEST:
        raise DwconvError(f"a value of {name}", largest, f"must be at most {LARGEST:,.0f}")
    return dict(zip(names, array.shape, strict=True))
