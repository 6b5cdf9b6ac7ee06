"""The parts of the TensorFlow page."""

from __future__ import annotations

import itertools
from typing import Literal

import numpy as np
import numpy.typing as npt
import streamlit as st

from dwconv.costs.layer import costs
from dwconv.engine.errors import DwconvError
from dwconv.files.snippets import tensorflow_source
from dwconv.reference import calls as reference
from dwconv.reference import known_faults as gallery
from dwconv.reference.calls import Call, Run, Verdict, depthwise_call, standard_call
from dwconv.ui import cached, session
from dwconv.ui import parameters as state
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets import controls
from dwconv.ui.widgets.badge import say
from dwconv.ui.widgets.plain import plain
from dwconv.ui.widgets.waiting import when_ready

DEPTHWISE, STANDARD = "tf.nn.depthwise_conv2d", "tf.nn.conv2d"
FOLDS = (
    "TensorFlow runs a dilated depthwise convolution as several ops: it folds the input into "
    "blocks, grows it to a multiple of the dilation, convolves and unfolds. The profiler "
    "counts what those ops do."
)
_OPS = state.CHOICES["op"]
_SOURCES = gallery.INPUT, gallery.KERNEL
_CASE = "case"  # in the URL
_NUMBER = "_case_number"
_SHOWN = "_case_shown"
_GROUP = "gallery-group"
_runs = itertools.count()  # of all visitors: a click must not return another's run


def status_line() -> None:
    """Which TensorFlow answers, and what happened to it; kept up to date until it does."""
    waits = reference.status().state in ("starting", "restarting")
    st.fragment(_status, run_every=1.0 if waits else None)()


def _status() -> None:
    status = reference.status()
    text = f"TensorFlow is {status.state}."
    if status.state == "ready":
        text = (
            f"{status.about}, in a process of its own, which took {status.seconds:.1f} s to start."
        )
    if status.restarts:
        times = "once" if status.restarts == 1 else f"{status.restarts} times"
        text += (
            f" A call took it down or hung, and it was restarted, {times} since the server began."
        )
    elif status.trouble:
        text += f" {status.trouble}"
    st.caption(plain(text))


def both_outputs() -> None:
    """One op on the numbers of the lab: its call, its output, ours, and the difference."""
    now = lab()
    op = controls.segments("op", "op", {each: f"tf.nn.{each}" for each in _OPS}, titled=False)
    if f"tf.nn.{op}" == STANDARD:
        shape = now.spec.filter_shape
        st.caption(
            f"The very same filter of shape {shape}. conv2d reads its last axis as {shape[3]} output "
            "channels, and sums over all input channels in each."
        )
        call = standard_call(now.spec, now.input, now.filter)
        when_ready(
            lambda: cached.standard_verdict(now),
            lambda verdict: _show(verdict, call, cached.standard_output(now)),
        )
    else:
        call = depthwise_call(now.spec, now.input, now.filter)
        when_ready(
            lambda: cached.verdict(now), lambda verdict: _show(verdict, call, cached.output(now))
        )


def _show(verdict: Verdict, call: Call, ours: npt.NDArray[np.generic]) -> None:
    say(verdict)
    if verdict.explanation:
        st.write(verdict.explanation)
    _tables(verdict.asked, ours, "oc")
    with st.expander("The exact call, to copy and run", icon=":material/code:"):
        st.code(tensorflow_source(call), language="python", height=320)


def _tables(run: Run, ours: npt.NDArray[np.generic], key: str) -> None:
    """Channel by channel: TensorFlow's output, ours, and their difference cell by cell."""
    if run.output is None:
        st.markdown(f"**{run.op}** raises **{run.error}**")
        st.code(run.message, language=None, wrap_lines=True)
        st.markdown(f"**dwconv** returns shape {ours.shape}")
        return
    for text in run.warnings:
        st.caption(plain(text))
    channels = min(run.output.shape[-1], ours.shape[-1])
    channel = 0
    if channels > 1:
        begin = state.number(lab().values, key) if key in state.NUMBERS else 0
        channel = st.select_slider(
            "output channel", range(channels), min(begin, channels - 1), key=key
        )
    theirs, mine = run.output[0, :, :, channel], ours[0, :, :, channel]
    height: Literal["content"] | int = "content" if max(len(theirs), len(mine)) <= 8 else 300
    # a long name above one of the tables does not move it away from the others
    alike = theirs.shape == mine.shape
    left, middle, right = st.columns(3, vertical_alignment="bottom" if alike else "top")
    with left:
        st.markdown(f"**{run.op}** {run.output.shape}")
        st.dataframe(_cells(theirs), height=height)
    with middle:
        st.markdown(f"**dwconv** {ours.shape}")
        st.dataframe(_cells(mine), height=height)
    with right:
        st.markdown("**difference**")
        if alike:
            with np.errstate(invalid="ignore"):
                st.dataframe(_cells(theirs - mine), height=height)
        else:
            st.write("The shapes differ, so there is nothing to subtract.")


def _cells(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Values for a table, which would show a NaN as nothing."""
    return values if np.isfinite(values).all() else values.astype(str)


def flops() -> None:
    """TensorFlow's profiler beside our count."""
    now = lab()
    bias = controls.toggle("bias", "with bias")
    when_ready(lambda: cached.flops(now.spec, bias), lambda counted: _counts(now, bias, counted))


def _counts(now: Lab, bias: bool, counted: dict[str, int]) -> None:
    ours = costs(now.spec, bias=bias)
    kinds = "depthwise", "standard"
    st.table(
        {
            "": [DEPTHWISE, f"{STANDARD}, as many outputs"],
            "TensorFlow's profiler": [
                f"{counted[kind]:,}" if kind in counted else "does not count it" for kind in kinds
            ],
            "dwconv.costs, FLOPs": [f"{ours[kind].flops:,}" for kind in kinds],
            "MACs": [f"{ours[kind].macs:,}" for kind in kinds],
        }
    )
    if any(counted.get(kind, ours[kind].flops) != ours[kind].flops for kind in kinds):
        st.caption(FOLDS)


def open_gallery() -> None:
    """One click runs a case; where the lab can express it, it is loaded there too."""
    chosen = None
    if _CASE in st.query_params:
        try:
            chosen = gallery.case(st.query_params[_CASE])
        except DwconvError as error:
            st.warning(plain(str(error)), icon=":material/info:")
    if chosen is not None and st.session_state.get(_SHOWN) != chosen.key:
        st.session_state[_GROUP] = chosen.group
        st.session_state[_SHOWN] = chosen.key
    group = st.segmented_control(
        "kind",
        gallery.GROUPS,
        default=gallery.GROUPS[0],
        required=True,
        key=_GROUP,
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="xxsmall"):
        for case in gallery.cases():
            if case.group == group:
                st.button(
                    case.title,
                    key=f"case-{case.key}",
                    icon=":material/radio_button_checked:" if case is chosen else None,
                    on_click=_choose,
                    args=(case.key,),
                )
    if chosen is not None and chosen.group == group:
        number = st.session_state.setdefault(_NUMBER, next(_runs))
        with st.container(border=True):
            st.markdown(f"##### {chosen.title}")
            st.write(chosen.what)
            when_ready(lambda: cached.outcome(chosen.key, number), _show_outcome)


def _choose(key: str) -> None:
    case = gallery.case(key)
    st.session_state[_NUMBER] = next(_runs)
    st.query_params[_CASE] = key
    if case.spec is not None:
        session.put(
            state.read_spec(case.spec) | dict(zip(("input", "kernel"), _SOURCES, strict=True))
        )


def _show_outcome(outcome: gallery.Outcome) -> None:
    color = "green" if outcome.right else "red"
    said = f"{plain(outcome.theirs)}  \n{plain(outcome.ours)}"
    st.markdown(f"{said}  \n:{color}-badge[{outcome.verdict}]")
    if outcome.explanation:
        st.markdown(f"**Why.** {outcome.explanation}")
    theirs = outcome.run.output if outcome.run is not None else None
    if outcome.run is not None and theirs is not None and theirs.size:
        ours = outcome.output
        if ours is not None and ours.size and theirs.ndim == ours.ndim == 4:
            _tables(outcome.run, ours, f"channel-{outcome.case.key}")
        else:
            st.caption("What TensorFlow returned:")
            st.code(np.array2string(theirs, threshold=200), language=None)
    if outcome.case.spec is not None:
        held = lab().values
        if lab().spec == outcome.case.spec and (held["input"], held["kernel"]) == _SOURCES:
            st.caption("The controls hold this case: see it slide on the first page.")
        else:
            st.button("Load it into the lab", on_click=_choose, args=(outcome.case.key,))
    if outcome.case.issues:
        numbers = ", ".join(str(number) for number in outcome.case.issues)
        st.caption(f"Reported in tensorflow/tensorflow, issues {numbers}.")
    with st.expander("The exact call, to copy and run", icon=":material/code:"):
        st.code(tensorflow_source(outcome.case.call), language="python", height=240)
