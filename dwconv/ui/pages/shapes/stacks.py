"""The view "Receptive field" of the Shapes page: up to four stacks of layers, beside each other."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dwconv.costs.stack import StackCost, stack_cost
from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import counted
from dwconv.engine.receptive_field import (
    OutputTrace,
    StackLayer,
    receptive_field,
    total_stride,
    trace_output_back,
)
from dwconv.engine.spec import ConvSpec
from dwconv.files.stack_text import read_stack, write_stack
from dwconv.networks import network
from dwconv.ui import session
from dwconv.ui.components.announcer import announce
from dwconv.ui.components.receptive_field import receptive_field_picture
from dwconv.ui.parameters.table import text_row
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import text_field
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_FIELDS = "stack1", "stack2", "stack3", "stack4"
_FORM = "First layer first, with spaces between: **3** is a 3×3 kernel, **3s2** has stride 2, **3d4** dilation 4, **3n15** is fifteen layers of 3×3."


@dataclass(frozen=True)
class _Stack:
    """A stack that could be read, and what is worked out for it."""

    text: str
    layers: tuple[StackLayer, ...]
    size: int
    trace: OutputTrace
    cost: StackCost


def show_stacks(spec: ConvSpec) -> None:
    """Show the fields, a picture of each stack, and all of them in a table.

    Parameters
    ----------
    spec : ConvSpec
        Whose input the first layer gets.
    """
    _offer_examples()
    # Only a link or an example fills the fourth: three have room for larger pictures.
    fields = _FIELDS if lab().values[_FIELDS[-1]] else _FIELDS[:-1]
    columns = st.columns(len(fields), gap="large" if len(fields) == 3 else "medium")
    places, stacks = [], {}
    for column, name in zip(columns, fields, strict=True):
        with column:
            text = text_field(name, shorter="Write equal layers as one: 3n15 is fifteen.")
            places.append(st.container())
        try:
            if layers := read_stack(text):
                cost = stack_cost(layers, spec.height, spec.width, spec.channels, spec.batch)
                stacks[name] = _Stack(
                    text, layers, receptive_field(layers), trace_output_back(layers), cost
                )
        except DwconvError as error:
            with places[-1]:
                sentence = escape_markdown(f"Stack {_number(name)}: {error}")
                st.error(sentence, icon=":material/error:")
    show_caption(_FORM + " Leave a field empty for fewer stacks.")
    if not stacks:
        return
    whole = max(stack.size for stack in stacks.values())
    for place, name in zip(places, fields, strict=True):
        if name in stacks:
            with place:
                _show_stack(stacks[name], name, whole)
    numbered = {_number(name): stack for name, stack in stacks.items()}
    _show_table(numbered, spec)
    announce(
        *(
            f"Stack {number}, {stack.text.strip()}: {_sees(stack)}"
            for number, stack in numbered.items()
        ),
        place="stacks",
    )


def _number(field: str) -> int:
    """The number of a stack, which it keeps while another one is empty or wrong."""
    return _FIELDS.index(field) + 1


def _examples() -> dict[str, tuple[str, str, str, str]]:
    """Stacks worth comparing, by what they show."""
    spatial = [
        StackLayer(layer.kernel[0], layer.stride[0], layer.dilation[0])
        for layer in network("MobileNet")
        if layer.kernel[0] > 1
    ]
    first, second, third = (str(text_row(name).default) for name in _FIELDS[:3])
    return {
        "31 pixels, four ways": (first, second, "16d2", third),
        "Two 3×3 for one 5×5": ("5", "3n2", "", ""),
        "Dilation with gaps": ("3d2n3", "3 3d2 3d2", "3 3d2 3d3", ""),
        "MobileNet": (write_stack(spatial), "", "", ""),
    }


def _offer_examples() -> None:
    with st.container(horizontal=True, gap="small"):
        for name, stacks in _examples().items():
            st.button(
                name,
                key=f"_stacks-{name}",
                on_click=session.set_controls,
                args=(dict(zip(_FIELDS, stacks, strict=True)),),
                disabled=session.restrictions().any(),
            )


def _show_stack(stack: _Stack, name: str, whole: int) -> None:
    layers = counted(len(stack.layers), "**{n} layer.**", "**{n} layers.**")
    sees = _sees(stack)
    weights = counted(
        sum(layer.kernel**2 for layer in stack.layers),
        "Each channel has {n} weight.",
        "Each channel has {n} weights.",
    )
    show_text(f"{layers} {sees} {weights}")
    receptive_field_picture(stack.trace, whole, name)


def _sees(stack: _Stack) -> str:
    """How many pixels an output value sees, and how many of them it reads."""
    if stack.trace.read == stack.size:
        return counted(
            stack.size,
            "An output value sees {n} pixel in a line and reads it.",
            "An output value sees {n} pixels in a line and reads all of them.",
        )
    return f"An output value sees {stack.size:,} pixels in a line and reads only {stack.trace.read:,} of them."


def _show_table(stacks: dict[int, _Stack], spec: ConvSpec) -> None:
    show_caption(
        "Above the input: the values of each layer that the output is made from. Grey pixels of the "
        "input are read; dashed ones are not. **Ways**: in how many ways a pixel reaches the output, "
        "with one tap in each layer. A pixel with few ways has little influence, so in a deep stack the "
        "pixels at the edge count less."
    )
    # A column for each stack, not a row: three columns fit on a phone.
    rows = "receptive field", "pixels read", "total stride", "parameters", "MACs", "output"
    table: dict[str, list[str]] = {"stack": list(rows)} | {
        f"{number}: {stack.text.strip()}": [
            f"{stack.size}×{stack.size}",
            f"{stack.trace.read**2:,} of {stack.size**2:,}",
            f"{total_stride(stack.layers):,}",
            written(stack.cost.params),
            written(stack.cost.macs),
            "{}×{}".format(*stack.cost.output),
        ]
        for number, stack in stacks.items()
    }
    show_table(table, "stacks")
    show_caption(
        f"For depthwise layers, M = 1, with SAME padding on an input of {spec.height:,}×{spec.width:,} "
        f"with C = {spec.channels:,}: the settings of the layer set these three. Kernels are square, without biases. "
        + counted(
            spec.batch,
            "The MACs are for one image.",
            "The MACs are for all {n} images of the batch: the view *This layer* sets their number.",
        )
    )
    table_file(table, "stacks")
    show_text(
        r"**Receptive field** $r = 1 + \sum_i (K_i - 1) \cdot d_i \cdot S_i$, where $S_i$ is the product of "
        "the strides before layer $i$. A 1×1 layer between them, pointwise or not, adds nothing."
    )
