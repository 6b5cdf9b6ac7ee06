"""The parts of the Networks page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dwconv.engine.spec import ConvSpec
from dwconv.networks import (
    Kind,
    Layer,
    beside_profiler,
    by_kind,
    made_standard,
    network,
    pairs,
    parameters,
    total,
    versions,
)
from dwconv.networks.papers import Claim, claims
from dwconv.ui import parameters as state
from dwconv.ui import session
from dwconv.ui.widgets.controls import choice

KINDS: dict[Kind, str] = {
    "standard": "standard convolution",
    "depthwise": "depthwise",
    "pointwise": "pointwise, 1×1",
    "grouped": "grouped convolution",
    "dense": "dense",
}
READINGS = {
    "kernels": "kernels only",
    "trainable": "trainable",
    "all": "all",
}
_SAYS = {
    "kernels": "of convolutions and dense layers, without biases",
    "trainable": "kernels, biases, and the scales and shifts of normalisations",
    "all": "the trainable ones, and the means and variances that normalisations keep",
}
_LARGEST = 16  # pixels a side in the sliding window: cells that can be read
_CHANNELS, _FILTERS = 3, 4  # likewise
_FIGURE, _SENTENCE = 160, 820  # pixels
_WHOLE = st.column_config.NumberColumn(format="localized")


@dataclass(frozen=True)
class Chosen:
    """What the controls of the page say."""

    name: str
    width: float
    resolution: int | None
    reading: str

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The network's layers."""
        return network(self.name, width=self.width, resolution=self.resolution)

    @property
    def key(self) -> str:
        """What a table of these layers is called: another one forgets what was selected."""
        return f"{self.name}-{self.width}-{self.resolution}"


def chosen() -> Chosen:
    """Draw the page's controls."""
    with st.container(horizontal=True, gap="small"):
        name = choice("net", "Network")
        scalable = name == "MobileNet"
        width = float(choice("alpha", "Width multiplier α")) if scalable else 1.0
        resolution = int(choice("rho", "Resolution, pixels a side")) if scalable else None
        reading = choice("params", "Which parameters", READINGS)
    return Chosen(name, width, resolution, reading)


def summary(of: Chosen) -> None:
    """Totals, and the share of each kind of layer."""
    layers = of.layers
    whole, standard = total(layers), total(made_standard(layers))
    counted = parameters(of.name, width=of.width, resolution=of.resolution)[of.reading]
    figures, kinds = st.columns([2, 5], gap="medium")  # beside each other: the tables are long
    with figures, st.container(horizontal=True, gap="small"):
        st.metric("MACs", f"{whole.macs:,}", width=_FIGURE)
        st.metric("FLOPs, two a MAC", f"{2 * whole.macs:,}", width=_FIGURE)
        st.metric(f"Parameters, {READINGS[of.reading]}", f"{counted:,}", width=_FIGURE)
        st.metric(
            "Pairs made standard",
            f"{standard.macs / whole.macs:.1f} × the MACs",
            width=_FIGURE,
            help="The MACs with one standard convolution in place of each pair of a depthwise and "
            "a pointwise layer.",
        )
    parts = by_kind(layers)
    kinds.dataframe(
        {
            "kind of layer": [KINDS[kind] for kind in parts],
            "share of MACs": [part.macs / whole.macs for part in parts.values()],
            "MACs": [part.macs for part in parts.values()],
            "share of kernel values": [part.params / whole.params for part in parts.values()],
            "kernel values": [part.params for part in parts.values()],
            "layers": [part.layers for part in parts.values()],
        },
        column_config={
            "MACs": _WHOLE,
            "share of MACs": _bar(1),
            "kernel values": _WHOLE,
            "share of kernel values": _bar(1),
        },
    )


def conventions(of: Chosen) -> None:
    """What was counted, and what was not."""
    st.caption(
        f"Input {_shape(of.layers[0].input_shape)}. Parameters: {_SAYS[of.reading]}. A 1×1 convolution "
        "of a single pixel, and of what a squeeze-and-excitation has pooled to one, is dense. Not "
        "counted: pooling, normalisation, activations, the sums and products of branches, the "
        "scaling of the input; and biases, which add one operation an output value."
    )


def table_of_layers(of: Chosen) -> None:
    """Every layer; a depthwise one opens in the sliding window."""
    layers, whole = of.layers, total(of.layers)
    place = st.container()
    event = st.dataframe(
        {
            "layer": [layer.name for layer in layers],
            "kind": [KINDS[layer.kind] for layer in layers],
            "input": [_shape(layer.input_shape) for layer in layers],
            "kernel": [_kernel(layer) for layer in layers],
            "output": [_shape(layer.output_shape) for layer in layers],
            "MACs": [layer.macs for layer in layers],
            "share of MACs": [layer.macs / whole.macs for layer in layers],
            "kernel values": [layer.params for layer in layers],
            "share of kernel values": [layer.params / whole.params for layer in layers],
        },
        column_config={
            "MACs": _WHOLE,
            "share of MACs": _bar(1),
            "kernel values": _WHOLE,
            "share of kernel values": _bar(1),
        },
        on_select="rerun",
        selection_mode="single-cell",  # anywhere in a row; by keyboard, too
        key=f"layers-{of.key}",
        height=420,
    )
    cells = event["selection"]["cells"]
    with place:
        _open(layers[cells[0][0]] if cells else None)


def _open(layer: Layer | None) -> None:
    """Say what a layer would be shown as, and open it; the same room, whatever is chosen."""
    small = scaled(layer) if layer is not None and layer.kind == "depthwise" else None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        opens = st.button(
            "Open in the sliding window", icon=":material/play_arrow:", disabled=small is None
        )
        # Not to the right edge, where the tools of the table below appear over the line above it.
        st.markdown(_announced(layer, small), width=_SENTENCE)
    if opens and small is not None:
        session.put(state.read_spec(small) | {"input": "integers", "kernel": "integers"})
        session.say(_announced(layer, small))
        st.switch_page("pages/see/sliding_window.py")


def _announced(layer: Layer | None, small: ConvSpec | None) -> str:
    if layer is None:
        return "Choose a depthwise layer in the table to see its window slide."
    if small is None:
        return f"`{layer.name}` is not depthwise: choose a layer that is."
    scale = "" if small == layer.spec else ", scaled down"
    return (
        f"`{layer.name}`, {_shape(layer.input_shape)}, is shown as {_shape(small.input_shape)}"
        f"{scale}. Kernel {small.kernel[0]}×{small.kernel[1]}, stride "
        f"{_pair(small.stride)}, padding {_padding(layer)} and dilation {_pair(small.dilation)} are "
        "the layer's own."
    )


def scaled(layer: Layer) -> ConvSpec:
    """A depthwise layer at a size that the sliding window can show.

    Kernel, stride, padding and dilation stay. A side is shortened by a multiple of the stride, so
    that SAME pads it as it pads the layer.

    Examples
    --------
    >>> layer = network("Xception")[2]
    >>> layer.input_shape, scaled(layer).input_shape
    ((1, 147, 147, 64), (1, 16, 16, 3))
    """
    spec = layer.spec
    sides = (spec.height, spec.stride[0]), (spec.width, spec.stride[1])
    height, width = (
        side if side <= _LARGEST else _LARGEST - (_LARGEST - side) % stride
        for side, stride in sides
    )
    return spec.replace(
        height=height,
        width=width,
        channels=min(spec.channels, _CHANNELS),
        multiplier=min(spec.multiplier, _FILTERS),
    )


def without_pairs(of: Chosen) -> None:
    """What it would cost with a standard convolution for each depthwise separable pair."""
    layers = of.layers
    whole, standard = total(layers), total(made_standard(layers))
    st.markdown(
        f"With one standard convolution in place of each of its {len(pairs(layers))} pairs of a "
        f"depthwise and a pointwise layer, of the same kernel and the same outputs, {of.name} has "
        f"**{standard.macs:,}** MACs and **{standard.params:,}** kernel values, instead of "
        f"{whole.macs:,} and {whole.params:,}: **{standard.macs / whole.macs:.2f}** and "
        f"**{standard.params / whole.params:.2f}** times as many."
    )
    st.caption(
        "In each pair the share is $1/N + 1/(K_h K_w)$: $N$ outputs of the pointwise layer, "
        "$K_h, K_w$ kernel of the depthwise one."
    )
    rows: list[dict[str, Any]] = []
    for depthwise, pointwise in pairs(layers):
        (one,) = made_standard((depthwise, pointwise))
        both = depthwise.macs + pointwise.macs
        rows.append(
            {
                "depthwise layer": depthwise.name,
                "pointwise layer": pointwise.name,
                "kernel": f"{depthwise.kernel[0]}×{depthwise.kernel[1]}",
                "N": pointwise.output_shape[-1],
                "MACs of the pair": both,
                "MACs made standard": one.macs,
                "share": both / one.macs,
            }
        )
    st.dataframe(
        rows,
        column_config={
            "MACs of the pair": _WHOLE,
            "MACs made standard": _WHOLE,
            "share": _bar(1),
        },
        height=420,
    )


def published(of: Chosen) -> None:
    """The figures of the papers, beside ours."""
    found = claims(of.name)
    papers = list(dict.fromkeys(claim.paper for claim in found))
    looks = {"agrees": "✓ agrees", "cut off": "≈ cut off", "differs": "✗ differs"}
    if of.width != 1 or of.resolution not in (None, 224):
        st.caption("Of MobileNet at width 1 and resolution 224, where no other is named.")
    # Few columns, and lines that break: so it fits on a phone.
    st.table(
        {
            "figure": [claim.what for claim in found],
            "published": [claim.printed for claim in found],
            "counted here": [
                f"{_whole(claim.ours)} {_whole(looks[claim.verdict])}" for claim in found
            ],
            "where, and why": [
                _where(claim, papers) + (f". {claim.why}" if claim.why else "") for claim in found
            ],
        },
        hide_index=True,
    )
    numbered = len(papers) > 1
    st.caption(
        "  \n".join(
            f"[{number}] {paper}." if numbered else f"From {paper}."
            for number, paper in enumerate(papers, 1)
        )
    )
    st.caption(
        "A figure agrees if ours, rounded to the digits that were printed, is the same. B is a "
        "thousand million."
    )


def _whole(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _where(claim: Claim, papers: list[str]) -> str:
    """Where a figure stands; in which paper, if there are several."""
    return claim.where + (f" [{papers.index(claim.paper) + 1}]" if len(papers) > 1 else "")


def profiler(of: Chosen) -> None:
    """TensorFlow's own count of the same network."""
    *lines, rest = beside_profiler(of.name, width=of.width, resolution=of.resolution)
    made = versions()
    rows = [
        {
            "TensorFlow's ops": " and ".join(line.ops),
            "profiler, FLOPs": f"{line.profiler:,}",
            "counted here": f"{line.ours:,}",
            "": "✓ equal" if line.profiler == line.ours else "✗ see below",
        }
        for line in lines
    ]
    theirs, ours = sum(line.profiler for line in lines), sum(line.ours or 0 for line in lines)
    rows.append(
        {
            "TensorFlow's ops": "sum",
            "profiler, FLOPs": f"{theirs:,}",
            "counted here": f"{ours:,}",
            "": "✓ equal" if theirs == ours else f"{ours - theirs:,} more",
        }
    )
    st.table(rows)
    missing = [line for line in lines if line.profiler != line.ours]
    if missing:
        st.markdown(
            "**Why.** Keras runs a convolution with groups, as this network has for its depthwise "
            "layers, as a function of its own that XLA compiles. The profiler does not look into the "
            "functions that a graph calls, and counts nothing there."
        )
    st.markdown(
        f"The profiler's total is {theirs + rest.profiler:,}: it also counts {rest.profiler:,} in ops "
        f"that are not counted here: {', '.join(rest.ops)}."
    )
    st.caption(
        f"`tf.compat.v1.profiler` of TensorFlow {made['tensorflow']} on the network as Keras "
        f"{made['keras']} builds it, for one image, not training. A bias is one "
        "operation an output value."
    )


def _bar(most: float) -> Any:
    return st.column_config.ProgressColumn(format="percent", min_value=0, max_value=most)


def _shape(shape: tuple[int, ...]) -> str:
    return "×".join(str(size) for size in shape[1:])


def _pair(both: tuple[int, int]) -> str:
    return str(both[0]) if both[0] == both[1] else f"{both[0]}, {both[1]}"


def _kernel(layer: Layer) -> str:
    if layer.kind == "dense":
        return ""
    said = f"{layer.kernel[0]}×{layer.kernel[1]}"
    said += f", stride {_pair(layer.stride)}" if layer.stride != (1, 1) else ""
    return said + (f", dilation {_pair(layer.dilation)}" if layer.dilation != (1, 1) else "")


def _padding(layer: Layer) -> str:
    if isinstance(layer.padding, str):
        return layer.padding
    (top, bottom), (left, right) = layer.padding
    return f"({top} above, {bottom} below, {left} left, {right} right)"
