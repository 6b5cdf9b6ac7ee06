"""The view "Time" of the Cost page: the layer's times on this server, under its roof."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dwconv.costs.curves import KINDS, counted
from dwconv.costs.formulas import percent
from dwconv.costs.layer import Cost
from dwconv.costs.roofline import LAYERS, Spot, duration, findings, spots
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Measurement
from dwconv.ui import cached
from dwconv.ui.pages.cost.words import amount_in_words, convention
from dwconv.ui.session import lab
from dwconv.ui.widgets import charts, controls
from dwconv.ui.widgets.markdown import escape_markdown
from dwconv.ui.widgets.waiting import show_when_ready

_ASKED = "_measured"


def show_times(filters: int, bias: bool, real: bool, beside: DeltaGenerator) -> None:
    """What shrinks with the MACs and what does not; and the layer's times under the roof.

    Parameters
    ----------
    filters : int
    bias, real : bool
    beside : DeltaGenerator
        A place beside the shape line of the page, which is that of the lab's layer.
    """
    names = {"this": "this layer"} | {name: name.replace("x", "×") for name in LAYERS}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = controls.segments("timed", "layer (the others are MobileNetV1's)", names)
        spec, filters = LAYERS.get(chosen, (lab().spec, filters))
        asked = _asked(spec, filters)
    if chosen in LAYERS:
        _instead(beside, names[chosen])
    st.markdown(_timed(spec, filters))
    said = st.container()
    saves, takes = st.columns(2, gap="medium")
    with saves:
        st.markdown("#### What it saves")
        _shares(spec, filters, bias, real)
    if asked is None:
        takes.markdown("#### What it takes")
        takes.caption(
            "Measured here at a click: TensorFlow runs depthwise_conv2d, conv2d and the pointwise "
            "step on this server, beside a large matrix product and a large copy, for a second."
        )
        return
    with said:
        show_when_ready(
            lambda: cached.measurement(*asked),
            lambda measured: _measured(takes, measured, spec, filters, real),
        )


def _instead(beside: DeltaGenerator, name: str) -> None:
    """Say where the lab's own layer stands that another one is shown."""
    beside.markdown(f":orange-badge[:material/info: below, MobileNetV1's {name} in its place]")
    if not st.context.is_embedded:  # which has no sidebar
        st.sidebar.caption(
            f":material/info: MobileNetV1's {name} is shown. Nothing here changes it."
        )


def _timed(spec: ConvSpec, filters: int) -> str:
    r"""Which layer is timed.

    Examples
    --------
    >>> _timed(*LAYERS["14x14x512"])
    '`(1, 14, 14, 512) ∗ (3, 3, 512, 1) → (1, 14, 14, 512)` kernel 3×3, stride 1, SAME; standard and separable with N\xa0=\xa0512'
    """
    stride, dilation = (
        str(both[0]) if both[0] == both[1] else f"{both[0]}×{both[1]}"
        for both in (spec.stride, spec.dilation)
    )
    spread = f", dilation {dilation}" if dilation != "1" else ""
    padding = spec.padding if isinstance(spec.padding, str) else "explicit padding"
    return (
        f"`{spec.input_shape} ∗ {spec.filter_shape} → {spec.output_shape}` kernel "
        f"{spec.kernel[0]}×{spec.kernel[1]}, stride {stride}{spread}, {padding}; standard and "
        f"separable with N\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{filters}"
    )


def _asked(spec: ConvSpec, filters: int) -> tuple[ConvSpec, int, int] | None:
    """The question that a click put: the layer, N, and the minute; None without a click."""
    asked: tuple[ConvSpec, int, int] | None = st.session_state.get(_ASKED)
    if asked is not None and asked[:2] != (spec, filters):
        asked = None
    # Thirty students who click in the same minute have it measured once.
    if st.button("Measure again" if asked else "Measure the time", icon=":material/timer:"):
        asked = st.session_state[_ASKED] = spec, filters, int(time.time() // 60)
    return asked


def _shares(spec: ConvSpec, filters: int, bias: bool, real: bool) -> None:
    cost = counted(spec, filters, bias=bias, real=real)
    measures: dict[str, Callable[[Cost], float]] = {
        "MACs": lambda each: each.macs,
        "parameters": lambda each: each.params,
        "bytes": lambda each: each.bytes,
        "MACs per byte": lambda each: each.intensity,
    }
    whole = {name: amount(cost["standard"]) for name, amount in measures.items()}
    rows = [
        {
            "kind": kind,
            "measure": name,
            "share": share,
            "said": f"{kind} {percent(share)}",
            "exact": amount_in_words(amount(cost[kind]), "intensity" if "per" in name else "macs"),
        }
        for name, amount in measures.items()
        if whole[name]
        for kind in ("depthwise", "separable")
        for share in [amount(cost[kind]) / whole[name]]
    ]
    depthwise, standard = cost["depthwise"], cost["standard"]
    st.markdown(
        f"Standard is 100%. For each byte moved, depthwise does {depthwise.intensity:.2g} MACs and "
        f"standard {standard.intensity:.2g}: the arithmetic intensity."
    )
    charts.show(
        charts.bars(rows, KINDS, list(measures)),
        rows,
        alt_text="Shares of the standard layer. "
        + "; ".join(f"{row['measure']}: {row['said']}" for row in rows),
        table=[
            {"": name, **{kind: amount(cost[kind]) for kind in KINDS}}
            for name, amount in measures.items()
        ],
    )


def _measured(
    place: DeltaGenerator, measured: Measurement, spec: ConvSpec, filters: int, real: bool
) -> None:
    """What the times say, and in its place the roofline."""
    at = spots(measured, spec, filters, real=real)
    st.markdown("\n".join(f"- {sentence}" for sentence in findings(at)))
    for sentence in measured.missing.values():
        st.markdown(f":orange-badge[:material/info: {escape_markdown(sentence)}]")
    runs = ", ".join(f"{timing.repetitions} ({kind})" for kind, timing in measured.timings.items())
    taken = time.strftime("%H:%M:%S", time.localtime(measured.taken))
    st.caption(
        f"Measured on this server at {taken}: eager calls in float32 on {measured.threads} threads, "
        f"without a bias; medians of {runs} repetitions after a warm-up."
    )
    with place:
        st.markdown("#### What it takes, under this server's roof")
        _roofline(measured, list(at.values()))
        st.caption(
            f"MACs: {convention(False, real)}. The roof is the best of a matrix product and of a "
            "copy in main memory; data that fit a cache may pass its slope. Others who use the "
            "server now take from the same processors."
        )


def _roofline(measured: Measurement, at: list[Spot]) -> None:
    rows = [
        {
            "kind": spot.kind,
            "intensity": spot.cost.intensity,
            "rate": spot.rate,
            "time": duration(spot.seconds),
            "macs": f"{spot.cost.macs:,}",
            "giga": f"{spot.rate / 1e9:.3g} GMAC/s",
            "of roof": f"{spot.rate / spot.roof:.1%}",
            "per byte": f"{spot.cost.intensity:.3g}",
        }
        for spot in at
        if spot.cost.macs
    ]
    titles = {
        "kind": "op",
        "macs": "MACs",
        "time": "time",
        "giga": "rate",
        "per byte": "MACs per byte",
        "of roof": "of the roof",
    }
    table = [{title: row[key] for key, title in titles.items()} for row in rows]
    kinds = "depthwise", "standard", "pointwise"
    charts.show(
        charts.roofline(
            rows, kinds, peak=measured.peak, bandwidth=measured.bandwidth, tooltip=titles
        ),
        rows,
        alt_text="Roofline of this server. "
        + "; ".join(f"{row['kind']}: {row['giga']}, {row['of roof']} of the roof" for row in rows),
        table=table,
    )
