"""The controls of the Image lab, in the sidebar, and its examples."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.sample_values import COLOURS
from dwconv.ui import session
from dwconv.ui.pages.image.convolution import Convolution, kernel_names
from dwconv.ui.pages.image.own_picture import show_upload
from dwconv.ui.parameters.table import (
    PARAMETERS,
    Choice,
    Number,
    Value,
    Values,
    choice_row,
    number_of,
)

_EXAMPLE = "image-example"

_EDGES: Values = {"ik": 3, "im": 2, "is": 1, "id": 1, "ipad": "same", "show": "auto"}
_EDGES |= {"each": "one"} | {
    f"{channel}{q}": f"sobel-{'xy'[q]}" for channel in "rgb" for q in range(2)
}


def _one_kernel(kernel: str, **others: Value) -> Values:
    """The values of an example with one filter for each channel, at first the same."""
    return _EDGES | {"im": 1, "r0": kernel, "g0": kernel, "b0": kernel} | others


EXAMPLES: dict[str, Values] = {
    "Edges": _EDGES,
    "Blur": _one_kernel("gaussian", ik=7),
    "Sharpen": _one_kernel("sharpen"),
    "Emboss": _one_kernel("emboss"),
    "Blur red only": _one_kernel("identity", each="each", r0="box-blur", ik=7),
    "Stride 4": _one_kernel("box-blur", ik=5, **{"is": 4}),
    "Dilation 8": _EDGES | {"id": 8},
    "Border with SAME": _one_kernel("box-blur", ik=7, px="64"),
}


def show_controls(current: Convolution) -> None:
    """Draw the controls."""
    values = current.values
    with st.sidebar:
        st.session_state[_EXAMPLE] = _shown_example(values)
        st.pills("Examples", list(EXAMPLES), key=_EXAMPLE, on_change=_load_example, wrap=True)
        show_upload()
        st.segmented_control(
            choice_row("each").label,
            list(choice_row("each").options),
            default=str(values["each"]),
            required=True,
            key="each",
            format_func=choice_row("each").options.__getitem__,
            on_change=session.control_changed,
        )
        for channel, colour in zip("rgb", COLOURS, strict=True):
            if values["each"] == "one" and channel != "r":
                break
            label = colour if values["each"] == "each" else "filter"
            filters = range(number_of(values, "im"))
            _row(values, *((f"{channel}{q}", f"{label}, q = {q}") for q in filters))
        for names in ("ik", "im"), ("is", "id"), ("ipad", "show"), ("px",):
            _row(values, *((name, PARAMETERS[name].label) for name in names))


def _row(values: Values, *controls: tuple[str, str]) -> None:
    """Draw one control, or two side by side, each a parameter's name and its label."""
    for column, (name, label) in zip(
        st.columns(len(controls), gap="xsmall"), controls, strict=True
    ):
        row = PARAMETERS[name]
        with column:
            if isinstance(row, Number):
                st.number_input(
                    label,
                    min_value=row.least,
                    max_value=row.most,
                    value=number_of(values, name),
                    key=name,
                    on_change=session.control_changed,
                )
            elif isinstance(row, Choice):
                options = list(row.options)
                st.selectbox(
                    label,
                    options,
                    index=options.index(str(values[name])),
                    key=name,
                    format_func=row.options.__getitem__,
                    on_change=session.control_changed,
                )


def _shown_example(values: Values) -> str | None:
    """The example that the page shows, if it is one; filters that are not in use may be others.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> values = defaults() | EXAMPLES["Blur"]
    >>> _shown_example(values | {"g0": "emboss"}), _shown_example(values | {"ik": 5})
    ('Blur', None)
    """
    used = values | {"kernels": str(kernel_names(values))}
    for name, example in EXAMPLES.items():
        of_layer = {key: value for key, value in example.items() if key[1:] not in ("0", "1")}
        of_layer["kernels"] = str(kernel_names(values | example))
        if of_layer.items() <= used.items():
            return name
    return None


def _load_example() -> None:
    example = st.session_state[_EXAMPLE]
    if example is not None:
        session.set_controls(EXAMPLES[example])
