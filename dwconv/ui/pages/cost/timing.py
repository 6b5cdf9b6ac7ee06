"""The view "Time" of the Cost page: the layer's measured times on this server, beside its roofline."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.latex_formulas import percent
from dwconv.costs.layer import KINDS, Cost, costs, count_costs
from dwconv.costs.roofline import LAYERS, RooflinePoint, roofline_points
from dwconv.costs.times_in_words import describe_times, duration, spread
from dwconv.engine.spec import ConvSpec
from dwconv.reference.known_faults import has_dilation_with_stride
from dwconv.reference.timing import Measurement
from dwconv.ui import cached, session
from dwconv.ui.components.announcer import announce
from dwconv.ui.pages.cost.words import amount_in_words, convention
from dwconv.ui.parameters.table import choice_row
from dwconv.ui.session import lab
from dwconv.ui.widgets import charts, controls
from dwconv.ui.widgets.markdown import escape_markdown, show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.shape_line import layer_shapes
from dwconv.ui.widgets.show_when_ready import show_when_ready

_ASKED = "_measured"  # key of the session
_MOST_MACS, _MOST_BYTES = 2 * 10**9, 256 * 10**6  # that are run on a server for all
_ANOTHER_OP = (
    "With stride and dilation both above 1, tf.nn.depthwise_conv2d computes something else than this "
    "layer (see the page TensorFlow). So tf.nn.conv2d with one group for each channel is timed in its "
    "place: it computes this layer."
)


def show_times(filters: int, bias: bool, real: bool, beside_title: DeltaGenerator) -> list[str]:
    """Show what the depthwise layer saves, and its measured times on this server.

    Parameters
    ----------
    filters : int
    bias, real : bool
    beside_title : DeltaGenerator
        A place beside the shape line, which is that of the lab's own layer.

    Returns
    -------
    list of str
        What it comes to, for those who do not see it.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = controls.choice_buttons("timed")
        spec, filters = LAYERS.get(
            chosen, (lab().counted_spec.replace(data_format="NHWC"), filters)
        )
        too_large = _too_large_to_time(spec, filters)
        question = None if too_large else _measure_button(spec, filters)
    if chosen in LAYERS:
        _note_other_layer(beside_title, choice_row("timed").options[chosen])
    note = ""
    if chosen not in LAYERS and lab().counted_spec.data_format != spec.data_format:
        note = f"; timed as {spec.data_format}, whatever the data format"
    show_text(_layer_in_line(spec, filters) + note)
    said = [*_layer_in_words(spec, filters), note.removeprefix("; ")]
    if has_dilation_with_stride(spec.stride, spec.dilation):
        st.info(_ANOTHER_OP, icon=":material/info:")
    results = st.container()
    saves, takes = st.columns(2, gap="medium")
    with saves:
        show_text("## What depthwise saves")
        _show_shares(spec, filters, bias, real)
    if question is None:
        takes.markdown("## How long it takes")
        if too_large:
            takes.markdown(f":orange[:material/warning: {too_large}]")
            return [*said, too_large]
        takes.caption(
            "*Measure the time* lets TensorFlow run the depthwise layer, the standard layer and the "
            "pointwise step on this server, and a large matrix product and a large copy for "
            "comparison. It takes about a second."
        )
        return said
    with results:
        show_when_ready(
            lambda: cached.measurement(*question),
            lambda measured: _show_times(takes, measured, spec, filters, real),
        )
    return said


def _too_large_to_time(spec: ConvSpec, filters: int) -> str:
    """Why a layer is not run on this server; "" if it can be.

    Examples
    --------
    >>> _too_large_to_time(ConvSpec(112, 112, 64, padding="SAME"), 64)
    ''
    >>> print(_too_large_to_time(ConvSpec(1024, 1024, 64, padding="SAME"), 64))
    The standard layer has 38,654,705,664 MACs. This server is shared, so it times layers of at most 2 billion. A smaller input makes room.
    """
    cost = costs(spec, filters)
    macs, moved = max(one.macs for one in cost.values()), max(one.bytes for one in cost.values())
    if macs > _MOST_MACS:
        kind = max(cost, key=lambda name: cost[name].macs)
        return (
            f"The {kind} layer has {written(macs)} MACs. This server is shared, so it times layers of "
            f"at most {_MOST_MACS / 1e9:.0f} billion. A smaller input makes room."
        )
    if moved > _MOST_BYTES:
        return (
            f"This layer would read and write {written(moved)} bytes. This server is shared, so it "
            f"times layers of at most {_MOST_BYTES / 1e6:.0f} million. A smaller input makes room."
        )
    return ""


def _note_other_layer(beside_title: DeltaGenerator, name: str) -> None:
    """Say at the title and in the sidebar that another layer than the lab's is shown."""
    beside_title.markdown(f":orange-badge[:material/info: below: MobileNetV1's {name} instead]")
    if not st.context.is_embedded:  # which has no sidebar
        st.sidebar.caption(
            f":material/info: MobileNetV1's {name} is shown. These controls do not change it."
        )


def _layer_in_line(spec: ConvSpec, filters: int) -> str:
    r"""The layer that is timed, in one line.

    Examples
    --------
    >>> _layer_in_line(*LAYERS["14x14x512"])
    '`(1, 14, 14, 512) ∗ (3, 3, 512, 1) → (1, 14, 14, 512)` kernel 3×3, stride 1, SAME; standard and separable with N\xa0=\xa0512'
    """
    return f"`{spec.shape_line}` {_rest(spec, filters)}"


def _layer_in_words(spec: ConvSpec, filters: int) -> list[str]:
    r"""The same for whoever hears it: each number with the name of its axis.

    Examples
    --------
    >>> for sentence in _layer_in_words(*LAYERS["14x14x512"]):
    ...     print(sentence)
    The timed layer
    input: batch 1, height 14, width 14, channels 512
    filter: kernel height 3, kernel width 3, input channels 512, channel multiplier 1
    output: batch 1, height 14, width 14, output channels 512
    kernel 3×3, stride 1, SAME; standard and separable with N\xa0=\xa0512
    """
    shapes = (shape.in_words for shape in layer_shapes(spec))
    return ["The timed layer", *shapes, _rest(spec, filters)]


def _rest(spec: ConvSpec, filters: int) -> str:
    """What the shapes of the layer that is timed do not say."""
    stride, dilation = (
        str(both[0]) if both[0] == both[1] else f"{both[0]}×{both[1]}"
        for both in (spec.stride, spec.dilation)
    )
    settings = [
        f"kernel {spec.kernel[0]}×{spec.kernel[1]}",
        f"stride {stride}",
        *[f"dilation {dilation}"] * (dilation != "1"),
        spec.padding if isinstance(spec.padding, str) else "explicit padding",
    ]
    others = f"standard and separable with N\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{filters}"
    return f"{', '.join(settings)}; {others}"


def _measure_button(spec: ConvSpec, filters: int) -> tuple[ConvSpec, int, int] | None:
    """Draw the button; return the layer, N and the minute of its click, or None before one."""
    asked: tuple[ConvSpec, int, int] | None = st.session_state.get(_ASKED)
    if asked is not None and asked[:2] != (spec, filters):
        asked = None
    # If thirty students click in the same minute, it is measured once.
    label = "Measure again" if asked else "Measure the time"
    if st.button(label, icon=":material/timer:", key="measure"):
        session.note_press(_ASKED)
        asked = st.session_state[_ASKED] = spec, filters, int(time.time() // 60)
    return asked


def _show_shares(spec: ConvSpec, filters: int, bias: bool, real: bool) -> None:
    cost = count_costs(spec, filters, bias=bias, real=real)
    measures: dict[str, Callable[[Cost], float]] = {
        "MACs": lambda cost: cost.macs,
        "parameters": lambda cost: cost.params,
        "bytes": lambda cost: cost.bytes,
        "MACs per byte": lambda cost: cost.intensity,
    }
    whole = {name: amount(cost["standard"]) for name, amount in measures.items()}
    rows = [
        {
            "kind": kind,
            "measure": name,
            "share": share,
            "label": f"{kind} {percent(share)}",
            "exact": amount_in_words(amount(cost[kind]), "intensity" if "per" in name else "macs"),
        }
        for name, amount in measures.items()
        if whole[name]
        for kind in ("depthwise", "separable")
        for share in [amount(cost[kind]) / whole[name]]
    ]
    depthwise, standard = cost["depthwise"], cost["standard"]
    show_text(
        "Standard is 100%. For each byte that is moved, depthwise does "
        f"{written(depthwise.intensity, 2)} MACs and standard {written(standard.intensity, 2)}. "
        f"{_bytes_for_each_mac(depthwise, standard)}"
        "MACs per byte are called the arithmetic intensity."
    )
    charts.show_chart(
        charts.bar_chart(rows, KINDS, list(measures)),
        rows,
        alt_text="Shares of the standard layer. "
        + "; ".join(f"{row['measure']}: {row['label']}" for row in rows),
        table=[
            {"": name, **{kind: amount(cost[kind]) for kind in KINDS}}
            for name, amount in measures.items()
        ],
    )


def _bytes_for_each_mac(depthwise: Cost, standard: Cost) -> str:
    """How many times as many bytes depthwise moves for a MAC; "" where it is not more, or has no MACs.

    Examples
    --------
    >>> cost = costs(ConvSpec(14, 14, 8, padding="SAME"), 8)
    >>> _bytes_for_each_mac(cost["depthwise"], cost["standard"])
    'For each MAC, depthwise moves 6.91 times as many bytes. '
    >>> _bytes_for_each_mac(cost["standard"], cost["depthwise"])
    ''
    """
    if not 0 < depthwise.intensity < standard.intensity:
        return ""
    ratio = written(standard.intensity / depthwise.intensity)
    return f"For each MAC, depthwise moves {ratio} times as many bytes. "


def _show_times(
    place: DeltaGenerator, measured: Measurement, spec: ConvSpec, filters: int, real: bool
) -> None:
    """Show and say what the times come to, and show the roofline in its place."""
    at = roofline_points(measured, spec, filters, real=real)
    sentences = describe_times(at)
    show_text("\n".join(f"- {sentence}" for sentence in sentences))
    announce(
        *sentences,
        *measured.missing.values(),
        of=f"{spec} {filters}",
        asked=session.presses(_ASKED),
        place="times",
        at_once=True,
    )
    for sentence in measured.missing.values():
        show_text(f":orange-badge[:material/info: {escape_markdown(sentence)}]")
    runs = "; ".join(
        f"{kind} {spread(timing.middle_half)}, {timing.repetitions} calls"
        for kind, timing in measured.timings.items()
    )
    clock_time = time.strftime("%H:%M:%S", time.localtime(measured.measured_at))
    show_caption(
        f"Measured on this server at {clock_time}: single calls in float32 on {measured.threads} threads, "
        f"without a bias. The times above are medians. Half of the calls took: {runs}. They hold for this "
        "machine at that time: another machine, or another run, gives other times."
    )
    with place:
        show_text("## How fast it runs, and how fast this server can be")
        _show_roofline(measured, list(at.values()))
        show_caption(
            f"MACs: {convention(False, real)} The line is the limit of this server, measured with "
            "a large matrix product and a large copy in memory. Data in a cache can be faster than "
            "the slope. Other users of the server now make all times longer."
        )


def _show_roofline(measured: Measurement, at: list[RooflinePoint]) -> None:
    rows = [
        {
            "kind": spot.kind,
            "intensity": spot.cost.intensity,
            "rate": spot.rate,
            "time": duration(spot.seconds),
            "half": spread(spot.middle_half),
            "macs": written(spot.cost.macs),
            "giga": f"{written(spot.rate / 1e9)} GMAC/s",
            "of roof": f"{spot.rate / spot.roof:.1%}",
            "per byte": written(spot.cost.intensity),
        }
        for spot in at
        if spot.cost.macs
    ]
    titles = {
        "kind": "op",
        "macs": "MACs",
        "time": "median time",
        "half": "half of the calls",
        "giga": "rate",
        "per byte": "MACs per byte",
        "of roof": "of the limit",
    }
    table = [{title: row[key] for key, title in titles.items()} for row in rows]
    kinds = "depthwise", "standard", "pointwise"
    charts.show_chart(
        charts.roofline_chart(
            rows, kinds, peak=measured.peak, bandwidth=measured.bandwidth, tooltip=titles
        ),
        rows,
        alt_text="Roofline of this server. "
        + "; ".join(f"{row['kind']}: {row['giga']}, {row['of roof']} of the limit" for row in rows),
        table=table,
    )
