"""The controls of the lab's layer, which `app.py` draws beside its pages, and those of a page alone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dwconv.ui import parameters as state
from dwconv.ui import session
from dwconv.ui.session import lab

# Pixels: a row of label, gap and field is as wide as Streamlit's sidebar is inside.
_LABEL, _GAP, _FIELD = 86, 4, 134
_EXAMPLE = "example"

LABELS = {
    "valid": "VALID",
    "same": "SAME",
    "integers": "seeded integers",
    "ramp": "1, 2, 3, …",
    "photo": "a photo",
    "typed": "typed in",
    "box-blur": "box blur",
    "sobel-x": "Sobel x",
    "sobel-y": "Sobel y",
    "sobel-xy": "Sobel x and y",
    "laplacian": "Laplacian",
    "gaussian": "Gaussian blur",
}


def shared_controls() -> None:
    """Draw the controls of `session.lab` in the sidebar."""
    # One container for all of it, in which every row is full: a browser takes the longer to show
    # the next picture, the more elements there are.
    with st.sidebar, st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        _examples()
        _sizes()
        _sources()


def number(name: str, label: str) -> int:
    """A number that only some pages ask for, in the page itself."""
    known = state.NUMBERS[name]
    return st.number_input(
        label,
        min_value=known.least,
        max_value=known.most,
        value=state.number(lab().values, name),
        key=name,
        on_change=session.forgive,
        width=160,
    )


def choice(name: str, label: str, labels: dict[str, str] | None = None) -> str:
    """One of the alternatives that only some pages ask for, in the page itself."""
    choices = state.CHOICES[name]
    return st.selectbox(
        label,
        choices,
        index=choices.index(str(lab().values[name])),
        key=name,
        format_func=lambda each: (labels or {}).get(each, each),
        on_change=session.forgive,
        width=240,
    )


def segments(name: str, label: str, labels: dict[str, str], *, titled: bool = True) -> str:
    """One of a few alternatives, all of them in sight, that only some pages ask for."""
    return st.segmented_control(
        label,
        state.CHOICES[name],
        default=str(lab().values[name]),
        required=True,
        key=name,
        format_func=labels.__getitem__,
        on_change=session.forgive,
        label_visibility="visible" if titled else "collapsed",
        wrap=True,
    )


def toggle(name: str, label: str) -> bool:
    """A convention that is on or off, for pages that ask for it."""
    return st.toggle(label, value=bool(lab().values[name]), key=name, on_change=session.forgive)


# A widget is given its value as its default, too: a browser whose first run was overtaken by
# another has never heard of a value that only the session holds.
def _row(
    control: str, label: str, names: tuple[str, ...], limits: dict[str, tuple[int, int]]
) -> None:
    """A label and one number for each name beside it, with what limits them just now."""
    if control in session.allowed().hidden:
        return
    if any(limits[name][1] < state.NUMBERS[name].most for name in names):
        label += f" ≤ {', '.join(str(limits[name][1]) for name in names)}"
    st.caption(label, width=_LABEL)
    for name in names:
        least, most = limits[name]
        st.number_input(
            state.NUMBERS[name].noun,
            min_value=least,
            max_value=most,
            value=state.number(lab().values, name),
            key=name,
            on_change=session.forgive,
            disabled=control in session.allowed().locked,
            label_visibility="collapsed",
            width=_FIELD if len(names) == 1 else (_FIELD - _GAP) // 2,
        )


def _choice(control: str, label: str, name: str) -> None:
    if control in session.allowed().hidden:
        return
    choices = state.CHOICES[name]
    st.caption(label, width=_LABEL)
    st.selectbox(
        label,
        choices,
        index=choices.index(str(lab().values[name])),
        key=name,
        format_func=lambda choice: LABELS.get(choice, choice),
        on_change=session.forgive,
        disabled=control in session.allowed().locked,
        label_visibility="collapsed",
        width=_FIELD,
    )


def _title(text: str, *controls: str) -> None:
    if set(controls) <= set(session.allowed().hidden):
        return
    st.markdown(f"**{text}**", width=_LABEL + _GAP + _FIELD)


def _sizes() -> None:
    values = lab().values
    limits = state.bounds(values)
    _title("Input", "size", "channels")
    _row("size", "height, width", ("h", "w"), limits)
    _row("channels", "channels C", ("c",), limits)
    _title("Filter", "kernel", "multiplier")
    _row("kernel", "kernel", ("kh", "kw"), limits)
    _row("multiplier", "multiplier M", ("m",), limits)
    _title("Motion", "stride", "dilation", "padding")
    _row("stride", "stride", ("sh", "sw"), limits)
    _row("dilation", "dilation", ("dh", "dw"), limits)
    _choice("padding", "padding", "pad")
    if values["pad"] == "explicit":
        _row("padding", "top, bottom", ("pt", "pb"), limits)
        _row("padding", "left, right", ("pl", "pr"), limits)


def _sources() -> None:
    values = lab().values
    _title("Values", "input", "weights", "seed")
    _choice("input", "input", "input")
    _choice("weights", "kernels", "kernel")
    if "integers" in (values["input"], values["kernel"]):
        _row("seed", "seed", ("seed",), limits={"seed": (0, 9999)})


def _examples() -> None:
    known = session.allowed()
    if "examples" in known.hidden:
        return
    st.pills(
        "Examples",
        list(state.PRESETS),
        key=_EXAMPLE,
        on_change=_load,
        disabled=known.anything(),  # an example would change what is not to be changed
        wrap=True,
        width=_LABEL + _GAP + _FIELD,
    )


def _load() -> None:
    chosen = st.session_state[_EXAMPLE]
    if chosen is not None:
        _show(chosen)
        st.session_state[_EXAMPLE] = None  # what is loaded may be changed at once


def next_example(by: int, fits: Callable[[state.Values], bool]) -> None:
    """Load the example after the one that is shown, or before it; the first if none is.

    One that does not fit the page is passed over.
    """
    if session.allowed().anything():
        return  # another example would change what is not to be changed
    values = lab().values
    names = [name for name in state.PRESETS if fits(values | _layer(name))]
    shown = [
        at
        for at, name in enumerate(names)
        if all(values[each] == value for each, value in _layer(name).items())
    ]
    _show(names[(shown[0] + by) % len(names)] if shown else names[0])


def _layer(example: str) -> state.Values:
    """Which numbers are shown, and nothing of how a page looks at them."""
    values = state.PRESETS[example].items()
    return {name: value for name, value in values if name not in state.ONLY_ON}


def _show(example: str) -> None:
    session.put(_layer(example))
