"""The TensorFlow page: both ops on the lab's numbers, an output of one's own, and cases in which TensorFlow is wrong."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.layer import costs
from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import counted
from dwconv.engine.spec import ConvSpec
from dwconv.files.snippets import tensorflow_source
from dwconv.reference import ask_tensorflow, known_faults
from dwconv.reference.calls import Call, Run, depthwise_call, standard_call
from dwconv.reference.profile import DILATED_COUNT
from dwconv.reference.run_fault_case import Outcome
from dwconv.reference.verdict import Verdict
from dwconv.ui import address_bar, cached, session
from dwconv.ui.components.announcer import announce
from dwconv.ui.components.planes_side_by_side import Plane, planes_side_by_side
from dwconv.ui.parameters.changes import layer_text
from dwconv.ui.parameters.layer_values import values_of
from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.table import number_of, numbers
from dwconv.ui.parameters.unknown_names import KNOWN_CASE
from dwconv.ui.session import Lab, lab
from dwconv.ui.widgets import controls
from dwconv.ui.widgets.badge import how_many_agree, in_short, show_verdict
from dwconv.ui.widgets.code_panel import code_panel
from dwconv.ui.widgets.fault_survey import show_survey
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.own_output import check_own_output
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.shape_line import Shape, layer_shapes, padding_in_words
from dwconv.ui.widgets.show_when_ready import answer_if_there, show_when_ready
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_scrolling_table, show_table

DEPTHWISE, STANDARD = "tf.nn.depthwise_conv2d", "tf.nn.conv2d"
_SOURCES = known_faults.INPUT, known_faults.KERNEL
_OWN, _GALLERY = "On your own layer", "Where TensorFlow is wrong"
_VIEW = "_view_of_tensorflow"
_GROUP_OF = "_case_group"
_NUMBER = "_case_number"  # the case that ran last, and which run it was
_SHOWN = "_case_shown"
_GROUP = "gallery-group"
_WIDEST_PICTURE = 16  # columns; beyond that cells have no room for digits
_RUN = "_case_run"  # the name of the buttons that run a case
_runs = itertools.count()  # of all visitors: a click must not return another's run


def show() -> None:
    """Show the page: the lab's own layer, or the gallery, each under its own headline."""
    if _VIEW not in st.session_state:
        st.session_state[_VIEW] = _GALLERY if KNOWN_CASE in address_bar.query() else _OWN
    elif (
        KNOWN_CASE in address_bar.query()
        and st.session_state.get(_SHOWN) != address_bar.query()[KNOWN_CASE]
    ):
        st.session_state[_VIEW] = _GALLERY  # a link to a case
    if st.session_state[_VIEW] == _OWN:
        shapes = _shapes_of_op()
        beside_title = heading(
            "TensorFlow runs on exactly these numbers, on this server, now.",
            shapes=shapes,
            announced=False,
        )
        _choose_view()
        is_ready = ask_tensorflow.status().state == "ready"
        if not is_ready:
            _show_status()
        _show_both_ops(beside_title, shapes)
        if f"tf.nn.{lab().values['op']}" == DEPTHWISE:
            check_own_output()
        show_text("## How many operations does TensorFlow count?")
        _show_flops()
        if is_ready:
            _show_status()
    else:
        session.replace_controls(
            f"Each case on this page has a layer of its own. Yours is kept: `{lab().spec.shape_line}`."
        )
        case = _chosen_case() or _first_case()
        heading(
            "Each case runs again when you choose it, so what you see is TensorFlow now.",
            name=_GALLERY,
            shapes=_case_shapes(case),
            announced=False,
        )
        _choose_view()
        _show_status()
        _show_gallery(case)


def _shapes_of_op() -> tuple[Shape, ...]:
    """The shapes of the op that is chosen, for the shape line: conv2d reads the same filter otherwise."""
    spec = lab().spec
    input, filter, output = layer_shapes(spec)
    if f"tf.nn.{lab().values['op']}" != STANDARD:
        return input, filter, output
    at = spec.data_format.index("C")
    sizes, letters = list(output.sizes), list(output.letters)
    sizes[at], letters[at] = spec.filter_shape[3], "N"
    names = ("kernel height", "kernel width", "input channels", "output channels")
    return (
        input,
        replace(filter, letters=("KH", "KW", "C", "N"), names=names),
        replace(output, sizes=sizes, letters=letters),
    )


def _choose_view() -> None:
    """Draw the choice between the lab's own layer and the gallery."""
    st.segmented_control(
        "What is shown",
        (_OWN, _GALLERY),
        key=_VIEW,
        required=True,
        on_change=_change_view,
        label_visibility="collapsed",
    )


def _change_view() -> None:
    """Make the address say what is shown: no case beside the lab's own layer."""
    if st.session_state[_VIEW] == _OWN:
        address_bar.set_in_query(KNOWN_CASE, None)
        st.session_state.pop(_SHOWN, None)


def _chosen_case() -> known_faults.Case | None:
    """The case that the address names; None, and a sentence, if there is none of that name."""
    if KNOWN_CASE not in address_bar.query():
        return None
    st.session_state[_SHOWN] = address_bar.query()[KNOWN_CASE]
    try:
        return known_faults.find_case(address_bar.query()[KNOWN_CASE])
    except DwconvError as error:
        asked = quote(address_bar.query()[KNOWN_CASE])
        st.warning(f"{KNOWN_CASE}={asked}: the case {error.rule}.", icon=":material/info:")
        return None


def _first_case() -> known_faults.Case:
    """The first case of the chosen group: it is open where the address names none."""
    group = st.session_state.get(_GROUP, known_faults.GROUPS[0])
    return next(case for case in known_faults.cases() if case.group == group)


def _change_group() -> None:
    """Open the first case of the group that was chosen."""
    address_bar.set_in_query(KNOWN_CASE, _first_case().key)


def _case_shapes(case: known_faults.Case) -> tuple[Shape, ...]:
    """The shapes of a case, for the shape line. A call that is an error may have any axes."""
    if case.spec is not None:
        return layer_shapes(case.spec)
    operands = {"input": case.call.input.shape, "filter": case.call.filter.shape}
    return tuple(
        Shape(of, shape, [""] * len(shape), [f"axis {at}" for at in range(len(shape))])
        for of, shape in operands.items()
    )


def _show_status() -> None:
    """Show which TensorFlow runs, again and again until it has started."""
    waits = ask_tensorflow.status().state in ("starting", "restarting")
    st.fragment(_status_line, run_every=1.0 if waits else None)()


def _status_line() -> None:
    status = ask_tensorflow.status()
    text = f"TensorFlow is {status.state}."
    if status.state == "ready":
        text = f"{status.about}, in its own process. It took {status.seconds:.1f} s to start."
    if status.restarts:
        times = "once" if status.restarts == 1 else f"{status.restarts} times"
        text += f" It was restarted {times} after a call that crashed or did not end."
    elif status.trouble:
        text += f" {status.trouble}"
    show_caption(escape_markdown(text))


def _show_both_ops(beside_title: DeltaGenerator, shapes: Sequence[Shape]) -> None:
    """Show one op on the numbers of the lab: its output, ours, the difference, and its call."""
    current = lab()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="controls"):
        is_standard = f"tf.nn.{controls.choice_buttons('op')}" == STANDARD
        ours = cached.standard_output(current) if is_standard else cached.output(current)
        channel = _choose_channel(ours.shape[-1], "oc")
    if is_standard:
        shape = current.spec.filter_shape
        show_caption(
            f"The same filter, of shape {shape}. conv2d reads its last axis as the output channels: here "
            f"{shape[3]}. In each of them it adds over all input channels."
        )
    call, ask = (
        (standard_call, cached.standard_verdict)
        if is_standard
        else (depthwise_call, cached.verdict)
    )
    show_when_ready(
        lambda: ask(current),
        lambda verdict: _show_result(
            verdict,
            call(current.spec, current.input, current.filter),
            ours,
            channel,
            beside_title,
        ),
    )
    verdict = answer_if_there(ask(current))
    said = _verdict_in_words(verdict, STANDARD if is_standard else DEPTHWISE)
    announce(
        said,
        *(shape.in_words for shape in shapes),
        padding_in_words(current.spec),
        f"output channel {channel}",
        of=layer_text(current.values),
        still=f"{said}, as before" if verdict else "TensorFlow is at work",
    )


def _verdict_in_words(verdict: Verdict | None, op: str) -> str:
    """The op that runs, and what comes of it; the op alone while its badge says that it runs."""
    if verdict is None:
        return op
    agrees = verdict.kind == "agrees"
    said = f"{in_short(verdict)} {how_many_agree(verdict)}" if agrees else verdict.sentence
    return f"{op}: {said}"


def _choose_channel(channels: int, key: str) -> int:
    """Draw the choice of an output channel, if there are several, and return it."""
    if channels == 1:
        return 0
    first = number_of(lab().values, key) if key in numbers() else 0
    return int(
        st.number_input(
            "output channel",
            0,
            channels - 1,
            min(first, channels - 1),
            key=key,
            on_change=session.control_changed,
            width=controls.NUMBER_WIDTH,
        )
    )


def _show_result(
    verdict: Verdict,
    call: Call,
    ours: npt.NDArray[np.generic],
    channel: int,
    beside_title: DeltaGenerator,
) -> None:
    """Show whether TensorFlow agrees, both outputs, and the program that asked it."""
    with beside_title:
        show_verdict(verdict, reason=False)
    if verdict.explanation:
        show_text(verdict.explanation)
    _show_outputs(verdict.asked, ours, channel, "outputs")
    code_panel("The exact call, to copy and run", lambda: tensorflow_source(call), key="call-code")


def _show_outputs(run: Run, ours: npt.NDArray[np.generic], channel: int | None, key: str) -> None:
    """Show one channel of TensorFlow's output and of ours, and where they differ.

    Without a channel it is chosen here.
    """
    if run.output is None:
        show_text(f"**{run.op}** raises **{run.error}**")
        st.code(run.message, language=None, wrap_lines=True)
        show_text(f"**this lab** returns shape {ours.shape}")
        return
    for text in run.warnings:
        show_caption(escape_markdown(text))
    channels = min(run.output.shape[-1], ours.shape[-1])
    if channel is None:
        channel = _choose_channel(channels, f"channel-{key}")
    channel = min(channel, channels - 1)
    theirs, mine = run.output[0, :, :, channel], ours[0, :, :, channel]
    planes = {
        f"{name}, output channel {channel}": plane
        for name, plane in ((run.op, theirs), ("this lab", mine))
    }
    if theirs.shape != mine.shape:
        said = "The shapes differ, so there is no difference to show."
    else:
        with np.errstate(invalid="ignore"):
            difference = np.asarray(theirs - mine)
        said = "" if difference.any() else "**Difference:** 0 everywhere in this channel."
        if not said:
            planes["difference"] = difference
    if max(plane.shape[1] for plane in planes.values()) <= _WIDEST_PICTURE:
        planes_side_by_side([_plane(*one) for one in planes.items()], None, channel, key=key)
    else:
        _show_tables(planes)
    if said:
        show_text(said)


def _plane(title: str, values: npt.NDArray[np.generic]) -> Plane:
    """A plane with its numbers, also where one is NaN."""
    numbers = np.asarray(values, np.float64)
    finite = np.abs(numbers[np.isfinite(numbers)])
    texts = [[_cell_text(each) for each in row] for row in numbers.tolist()]
    return Plane(title, numbers, texts, float(finite.max(initial=0)))


def _cell_text(number: float) -> str:
    """A number as a cell shows it: a very small one as a power of ten, for which it has room.

    Examples
    --------
    >>> _cell_text(-0.000031), _cell_text(0.001), _cell_text(0.0)
    ('−3.1e−5', '0.001', '0')
    """
    small = 0 < abs(number) < 0.001
    text = f"{number:.1e}".replace("e-0", "e-") if small else written(number)
    return text.replace("-", "−")


def _show_tables(planes: Mapping[str, npt.NDArray[np.generic]]) -> None:
    """Show planes as tables, which scroll."""
    for (title, values), column in zip(planes.items(), st.columns(len(planes)), strict=True):
        with column:
            show_text(f"**{title}**")
            columns = {str(at): each.tolist() for at, each in enumerate(values.T)}
            show_scrolling_table(columns, title, title, sortable=False)


def _show_flops() -> None:
    """Show the count of TensorFlow's profiler beside ours."""
    current = lab()
    bias = controls.toggle("bias")
    show_when_ready(
        lambda: cached.flops(current.spec, bias),
        lambda counted: _show_counts(current, bias, counted),
    )


def _show_counts(current: Lab, bias: bool, counted: dict[str, int]) -> None:
    ours = costs(current.spec, bias=bias)
    kinds = "depthwise", "standard"
    table = {
        "op": [DEPTHWISE, f"{STANDARD}, same number of outputs"],
        "TensorFlow's profiler": [
            written(counted[kind]) if kind in counted else "does not count it" for kind in kinds
        ],
        "this lab, FLOPs": [written(ours[kind].flops) for kind in kinds],
        "MACs": [written(ours[kind].macs) for kind in kinds],
    }
    show_table(table, "operations")
    table_file(table, "operations")
    if any(counted.get(kind, ours[kind].flops) != ours[kind].flops for kind in kinds):
        show_caption(DILATED_COUNT)


def _show_gallery(chosen: known_faults.Case) -> None:
    """Show the cases as buttons, and what comes of the one that is open."""
    if st.session_state.get(_GROUP_OF) != chosen.key:
        st.session_state[_GROUP] = chosen.group
        st.session_state[_GROUP_OF] = chosen.key
    group = st.segmented_control(
        "Kind of fault",
        known_faults.GROUPS,
        default=known_faults.GROUPS[0],
        required=True,
        key=_GROUP,
        on_change=_change_group,
        label_visibility="collapsed",
    )
    cases = [case for case in known_faults.cases() if case.group == group]
    announce(_GALLERY, f"{group}: {counted(len(cases), '{n} case', '{n} cases')}")
    with st.container(horizontal=True, gap="xxsmall", key="one-of-cases"):
        for case in cases:
            st.button(
                case.title,
                key=f"case-{case.key}",
                icon=":material/radio_button_checked:" if case is chosen else None,
                on_click=_run_case,
                args=(case.key,),
            )
    with st.container(border=True):
        show_text(f"## {chosen.title}")
        show_text(chosen.what)
        _show_run(chosen)
    show_text("## Is it still so?")
    show_when_ready(cached.faults_now, show_survey)


def _show_run(case: known_faults.Case) -> None:
    """Show what comes of a case; one that crashes TensorFlow runs only once it was clicked."""
    of, number = st.session_state.get(_NUMBER, (None, 0))
    if of != case.key:
        if case.crashes:
            st.button("Run it", icon=":material/play_arrow:", on_click=_run_case, args=(case.key,))
            show_caption(
                "This call crashes the program that makes it. So it runs in a process of its own, which "
                "takes a few seconds to start. Other visitors do not notice the crash."
            )
            return
        number = _note_run(case)
    show_when_ready(lambda: cached.outcome(case.key, number), _show_outcome)


def _run_case(key: str) -> None:
    """Run a case of the gallery. The visitor's own layer stays as it is."""
    _note_run(known_faults.find_case(key))
    session.note_press(_RUN)
    address_bar.set_in_query(KNOWN_CASE, key)


def _note_run(case: known_faults.Case) -> int:
    """Note that a case is to run, and return the number of this run."""
    # A process takes seconds to start: who asks in the same minute shares a crash.
    number = int(time.time() // 60) if case.crashes else next(_runs)
    st.session_state[_NUMBER] = case.key, number
    return number


def _load_case(spec: ConvSpec) -> None:
    """Make the layer of a case the visitor's own, because a button was clicked that says so."""
    session.set_controls(values_of(spec) | dict(zip(("input", "kernel"), _SOURCES, strict=True)))


def _show_outcome(outcome: Outcome) -> None:
    announce(
        f"{outcome.case.title}: {outcome.verdict}",
        outcome.theirs,
        outcome.ours,
        outcome.elsewhere,
        of=outcome.case.key,
        asked=session.presses(_RUN),
        place="outcome",
        at_once=True,
    )
    color = "green" if outcome.right else "red"
    both = f"{escape_markdown(outcome.theirs)}  \n{escape_markdown(outcome.ours)}"
    st.markdown(f"{both}  \n:{color}-badge[{outcome.verdict}]")
    if outcome.elsewhere:
        show_text(outcome.elsewhere)
    if outcome.explanation:
        why, what_to_do, remedy = outcome.explanation.partition(known_faults.WHAT_TO_DO)
        show_text(f"**Why.** {why.strip()}")
        if remedy:
            show_text(f"**{what_to_do.strip()}** {remedy}")
    theirs = outcome.run.output if outcome.run is not None else None
    if outcome.run is not None and theirs is not None and theirs.size:
        ours = outcome.output
        if ours is not None and ours.size and theirs.ndim == ours.ndim == 4:
            _show_outputs(outcome.run, ours, None, outcome.case.key)
        else:
            show_caption("What TensorFlow returned:")
            st.code(np.array2string(theirs, threshold=200), language=None)
    spec = outcome.case.spec
    if spec is not None:
        held = lab().values
        if lab().spec == spec and (held["input"], held["kernel"]) == _SOURCES:
            show_caption("Your layer is this case now: see it on the page Sliding window.")
        else:
            st.button(
                "Load this case as your layer",
                help="It replaces the layer that the other pages show.",
                on_click=_load_case,
                args=(spec,),
            )
    if outcome.case.fault.issues:
        numbers = ", ".join(str(number) for number in outcome.case.fault.issues)
        show_caption(f"Reported in tensorflow/tensorflow, issues {numbers}.")
    with st.expander("The exact call, to copy and run", icon=":material/code:"):
        st.code(tensorflow_source(outcome.case.call), language="python", height=240)
