"""A field that takes a layer of a published network by name, or a line of Keras or PyTorch."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files.layer_text import names_of_depthwise_layers, read_layer_text
from dwconv.ui import session
from dwconv.ui.parameters.layer_values import make_spec, output_channels, values_of
from dwconv.ui.parameters.table import PARAMETERS, Number, Values, of_layer
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text

_PANEL, _FIELD = "read-layer", "layer-text"
_ERROR, _ANSWER = "_layer_text_error", "_layer_text_answer"


def layer_reader() -> None:
    """Show the field behind a button. It closes over a layer that was read, and says how beside it."""
    panel = st.popover(
        "Import a layer",
        icon=":material/input:",
        key=_PANEL,
        on_change="rerun",
    )
    if not panel.open:
        st.session_state.pop(_ERROR, None)
        values, answer = st.session_state.get(_ANSWER, ({}, ""))
        if values.items() <= lab().values.items() and answer:
            show_caption(f":material/check: {escape_markdown(answer)}")
        return
    with panel:
        st.selectbox(
            "Choose a layer, or paste a line of Keras or PyTorch",
            names_of_depthwise_layers(),
            index=None,
            accept_new_options=True,
            placeholder='DepthwiseConv2D(3, strides=2, padding="same")',
            key=_FIELD,
            on_change=_read,
            disabled=session.restrictions().any(),
        )
        if error := st.session_state.get(_ERROR, ""):
            show_text(f":material/error: {escape_markdown(error)}")
        show_caption(
            "The line is read, never run. `nn.Conv2d(32, 64, 3, stride=2, padding=1, groups=32)` and "
            "names such as `MobileNetV2 block_1_depthwise` work too. What a line does not say, such as "
            "the input size in Keras, stays as it is."
        )


def _read() -> None:
    """Show the layer that was asked for, or say why not."""
    text = st.session_state.get(_FIELD)
    if not text:
        return
    try:
        values, answer = read_values(str(text), lab().values, session.page().path)
    except DwconvError as error:
        st.session_state[_ERROR] = str(error)
        return
    session.set_controls(values)
    st.session_state[_ANSWER] = of_layer(values), answer
    st.session_state[_PANEL] = False
    st.session_state[_FIELD] = None


def read_values(text: str, values: Values, page: str) -> tuple[Values, str]:
    """The values of the layer that a text asks for.

    Parameters
    ----------
    text : str
        As for `dwconv.files.layer_text.read_layer_text`.
    values : dict
        Those on screen: what the text does not say stays as it is.
    page : str
        The path of the page, whose limits hold.

    Returns
    -------
    values : dict
        The parameters that the text decides.
    answer : str
        What was read, in a sentence.

    Raises
    ------
    DwconvError
        If the text says no layer, or one that does not fit.
    """
    read = read_layer_text(text)
    fields = dict(read.fields)
    data_format = fields.pop("data_format", None)
    # The kernel first: whether it fits into the input, the layer itself says.
    _check_limits(dict(zip(("kh", "kw"), fields.get("kernel", ()), strict=False)), page)
    spec = make_spec(values).replace(**fields)
    new = values_of(spec)
    _check_limits(new, page)
    changed = new | {"n": read.filters or output_channels(new), "bias": read.bias}
    if data_format is not None:
        changed["fmt"] = data_format.lower()
    shown = {name: value for name, value in changed.items() if name in values}
    padding = spec.padding if isinstance(spec.padding, str) else f"padding {spec.pads}"
    if read.kind == "depthwise":
        kind = "Read as a depthwise layer."
    else:
        kind = f"Read as a {read.kind} layer with N = {read.filters}, beside a depthwise one."
    bias = "It has a bias." if read.bias else "It has no bias."
    return shown, (
        f"{kind} Input {spec.height}×{spec.width}×{spec.channels}, kernel "
        f"{spec.kernel[0]}×{spec.kernel[1]}, M = {spec.multiplier}, stride {spec.stride}, dilation "
        f"{spec.dilation}, {padding}. {bias}"
    )


def _check_limits(values: Values, page: str) -> None:
    """Refuse a number that is too large for a page."""
    for name, value in values.items():
        row = PARAMETERS[name]
        most = row.most_on(page) if isinstance(row, Number) else 0
        if isinstance(value, int) and value > most:
            raise DwconvError(f"the {row.noun}", value, f"must be at most {most:,}")
