"""Figures that papers print about their networks, each beside our count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from dwconv.networks.layers import Kind, NetworkLayer, by_kind, total
from dwconv.networks.tables import RESOLUTIONS, WIDTHS, network, parameters
from dwconv.networks.without_depthwise import with_standard_layers

Agreement = Literal["agrees", "cut off", "differs"]

_UNITS = {"": Fraction(1), "%": Fraction(1, 100), "M": Fraction(10**6), "B": Fraction(10**9)}


@dataclass(frozen=True)
class PrintedFigure:
    """A figure that somebody published about a network.

    Attributes
    ----------
    what : str
    printed : str
        The figure and its unit as printed: "569 M", "94.86 %".
    counted : Fraction
        The same quantity, counted.
    paper : str
    where : str
        The table in it.
    why : str
        Why the two differ, or what the figure does not tell; may be empty.

    Examples
    --------
    >>> figure = PrintedFigure("MACs", "290 M", Fraction(290_675_200), "MobileNets", "Table 7")
    >>> figure.ours, figure.verdict
    ('290.675 M', 'cut off')
    """

    what: str
    printed: str
    counted: Fraction
    paper: str
    where: str
    why: str = ""

    @property
    def _decimals(self) -> int:
        return len(self.printed.partition(" ")[0].partition(".")[2])

    @property
    def _unit(self) -> str:
        return self.printed.partition(" ")[2]

    @property
    def ours(self) -> str:
        """Our count in the same unit, with a few more digits."""
        value = self.counted / _UNITS[self._unit]
        decimals = 0 if value.denominator == 1 else (self._decimals + 2 if self._decimals else 3)
        return f"{float(value):,.{decimals}f} {self._unit}".strip()

    @property
    def verdict(self) -> Agreement:
        """Whether the count gives the printed digits: rounded, or only when cut off."""
        printed = Fraction(self.printed.partition(" ")[0].replace(",", ""))
        scaled = self.counted / _UNITS[self._unit] * 10**self._decimals
        if int(scaled + Fraction(1, 2)) == printed * 10**self._decimals:
            return "agrees"
        return "cut off" if int(scaled) == printed * 10**self._decimals else "differs"


def printed_figures(name: str) -> tuple[PrintedFigure, ...]:
    """The figures published about one of `dwconv.networks.NETWORKS`, each beside our count.

    Parameters are read as kernels where the paper does not say; another reading is named.

    Examples
    --------
    >>> for figure in printed_figures("EfficientNetB0"):
    ...     print(figure.what, "|", figure.printed, "|", figure.ours, "|", figure.verdict)
    MACs | 0.39 B | 0.3858 B | agrees
    parameters, trainable | 5.3 M | 5.289 M | agrees
    """
    figures = {
        "MobileNet": _mobilenet,
        "MobileNetV2": _mobilenet_v2,
        "MobileNetV3Small": _mobilenet_v3_small,
        "MobileNetV3Large": _mobilenet_v3_large,
        "Xception": _xception,
        "EfficientNetB0": _efficientnet_b0,
        "NASNetMobile": _nasnet_mobile,
        "ConvNeXtTiny": _convnext_tiny,
    }
    return tuple(figures[name]()) if name in figures else ()


def _macs(layers: tuple[NetworkLayer, ...]) -> Fraction:
    return Fraction(total(layers).macs)


def _parameters(name: str, reading: str, width: float = 1.0) -> Fraction:
    return Fraction(parameters(name, width=width)[reading])


_CUT_OFF_NOTE = "Cut off after the last digit, not rounded."


def _mobilenet() -> list[PrintedFigure]:
    paper = "Howard et al., MobileNets, arXiv 1704.04861, 2017"
    layers = network("MobileNet")
    whole = total(layers)
    found = [
        PrintedFigure("MACs", "569 M", _macs(layers), paper, "Table 4"),
        PrintedFigure("parameters, kernels", "4.2 M", Fraction(whole.params), paper, "Table 4"),
    ]

    standard = with_standard_layers(layers)
    body = _macs(standard[:-1]) / 10**6
    found += [
        PrintedFigure(
            "MACs, pairs made standard",
            "4866 M",
            _macs(standard),
            paper,
            "Table 4",
            f"Without the dense layer at the end it is {float(body):,.2f} M; the 569 M beside it "
            "have that layer in.",
        ),
        PrintedFigure(
            "parameters, pairs made standard",
            "29.3 M",
            Fraction(total(standard).params),
            paper,
            "Table 4",
        ),
    ]

    table: dict[Kind, tuple[str, str, str]] = {
        "pointwise": ("1×1 convolutions", "94.86 %", "74.59 %"),
        "depthwise": ("3×3 depthwise", "3.06 %", "1.06 %"),
        "standard": ("3×3 convolution", "1.19 %", "0.02 %"),
        "dense": ("fully connected", "0.18 %", "24.33 %"),
    }
    shares = {kind: Fraction(part.macs, whole.macs) for kind, part in by_kind(layers).items()}
    printed = sum(Fraction(macs.removesuffix(" %")) for _, macs, _ in table.values())
    corrected = printed - Fraction("1.19") + round(100 * shares["standard"], 2)
    misprint = (
        f"Two digits changed places: the printed shares add up to {float(printed):.2f}%. With "
        f"{float(100 * shares['standard']):.2f}% they would to {float(corrected):.2f}%, which is 100 "
        "but for the rounding."
    )
    for kind, (what, macs, params) in table.items():
        why = misprint if kind == "standard" else ""
        found.append(
            PrintedFigure(f"share of MACs: {what}", macs, shares[kind], paper, "Table 2", why)
        )
        part = Fraction(by_kind(layers)[kind].params, whole.params)
        found.append(PrintedFigure(f"share of parameters: {what}", params, part, paper, "Table 2"))

    *_, last, after, _ = layers
    smaller = replace(after, input_shape=(1, 4, 4, 1024), output_shape=(1, 4, 4, 1024))
    halved = replace(last, stride=(2, 2), output_shape=(1, 4, 4, 1024))
    changed = total((*layers[:-3], halved, smaller, layers[-1])).macs / 10**6
    found.append(
        PrintedFigure(
            "stride of the last depthwise layer",
            "2",
            Fraction(last.stride[0]),
            paper,
            "Table 1",
            "A misprint: the next layer's input is 7×7, as this one's. With stride 2 it would be "
            f"4×4, and the whole network {changed:,.1f} M instead of 569 M.",
        )
    )

    middle = {f"conv_{part}_{block}" for part in ("dw", "pw") for block in range(7, 12)}
    shallow = tuple(layer for layer in layers if layer.name not in middle)
    found += [
        PrintedFigure(
            "MACs without five pairs of 14×14×512", "307 M", _macs(shallow), paper, "Table 5"
        ),
        PrintedFigure(
            "parameters without five pairs of 14×14×512",
            "2.9 M",
            Fraction(total(shallow).params),
            paper,
            "Table 5",
        ),
    ]

    widths = ("569 M", "4.2 M"), ("325 M", "2.6 M"), ("149 M", "1.3 M"), ("41 M", "0.5 M")
    for width, (macs, params) in zip(WIDTHS, widths, strict=True):
        thin = network("MobileNet", width=width)
        found.append(PrintedFigure(f"MACs, width {width:g}", macs, _macs(thin), paper, "Table 6"))
        kernels = _parameters("MobileNet", "kernels", width)
        found.append(
            PrintedFigure(f"parameters, width {width:g}", params, kernels, paper, "Table 6")
        )
    sizes = "569 M", "418 M", "290 M", "186 M"
    for side, macs in zip(RESOLUTIONS, sizes, strict=True):
        small = _macs(network("MobileNet", resolution=side))
        why = _CUT_OFF_NOTE if side == 160 else ""
        found.append(PrintedFigure(f"MACs, resolution {side}", macs, small, paper, "Table 7", why))
    return found


def _mobilenet_v2() -> list[PrintedFigure]:
    paper = "Sandler et al., MobileNetV2, CVPR 2018", "Table 4"
    readings = parameters("MobileNetV2")
    counts = ", ".join(f"{reading} {count / 10**6:.2f}" for reading, count in readings.items())
    return [
        PrintedFigure(
            "MACs",
            "300 M",
            _macs(network("MobileNetV2")),
            *paper,
            "Cut off after the last digit, not rounded. The first block has no 1×1 expansion: its "
            "factor is 1.",
        ),
        PrintedFigure(
            "parameters, kernels",
            "3.4 M",
            _parameters("MobileNetV2", "kernels"),
            *paper,
            f"{_CUT_OFF_NOTE} All three readings would round to 3.5: {counts} M.",
        ),
        PrintedFigure(
            "MACs, width 1.4",
            "585 M",
            _macs(network("MobileNetV2", width=1.4)),
            *paper,
            _RELEASED_WIDER_NOTE,
        ),
        PrintedFigure(
            "parameters, width 1.4",
            "6.9 M",
            _parameters("MobileNetV2", "kernels", 1.4),
            *paper,
            _RELEASED_WIDER_NOTE,
        ),
        *_v2_released(),
    ]


_RELEASED_WIDER_NOTE = (
    "For the network with this width whose weights they released, the authors print 582 M MACs and "
    "6.06 M parameters."
)

_V2_RELEASED: dict[float, tuple[str, str]] = {
    1.4: ("582 M", "6.06 M"),
    1.3: ("509 M", "5.34 M"),
    0.75: ("209 M", "2.61 M"),
    0.5: ("97 M", "1.95 M"),
    0.35: ("59 M", "1.66 M"),
}


def _v2_released() -> list[PrintedFigure]:
    """What the authors print beside the weights that they released, by width."""
    source = "TensorFlow Models, slim/nets/mobilenet, README", "MobileNet V2 Imagenet Checkpoints"
    found = []
    for width, (macs, params) in _V2_RELEASED.items():
        layers = network("MobileNetV2", width=width)
        found += [
            PrintedFigure(f"MACs, width {width:g}", macs, _macs(layers), *source),
            PrintedFigure(
                f"parameters, width {width:g}",
                params,
                _parameters("MobileNetV2", "kernels", width),
                *source,
            ),
        ]
    return found


_V3 = "Howard et al., Searching for MobileNetV3, ICCV 2019", "Table 3"


def _expansion(layers: tuple[NetworkLayer, ...]) -> NetworkLayer:
    """A 1×1 expansion before the first depthwise layer, where Keras has none: as many channels."""
    first = next(layer for layer in layers if layer.kind == "depthwise")
    return NetworkLayer("expansion", first.input_shape, first.input_shape)


def _mobilenet_v3_large() -> list[PrintedFigure]:
    layers = network("MobileNetV3Large")
    macs, small = _macs(layers), network("MobileNetV3Small")
    step = _expansion(layers)
    more = total((*layers, step))
    _, height, width, channels = step.input_shape
    why = (
        f"A count that gives it: the first block of Table 1 expands {channels} channels to "
        f"{channels}. As a 1×1 convolution at {height}×{width} that adds {step.macs:,} MACs: "
        f"{more.macs:,}, cut off {more.macs // 10**6} M, and {more.params:,} kernel values. Keras "
        "has no such step, and without it the count is the 217 M of the README. The paper does "
        "not say how it counted: the same step gives MobileNetV3Small "
        f"{total((*small, _expansion(small))).macs / 10**6:.1f} M, where it prints 56 M."
    )
    return [
        PrintedFigure(
            "MACs",
            "219 M",
            macs,
            *_V3,
            why,
        ),
        PrintedFigure(
            "MACs", "217 M", macs, "The authors' repository, tensorflow/models", "README"
        ),
        PrintedFigure(
            "parameters, kernels",
            "5.4 M",
            _parameters("MobileNetV3Large", "kernels"),
            *_V3,
            _CUT_OFF_NOTE,
        ),
    ]


def _mobilenet_v3_small() -> list[PrintedFigure]:
    layers = network("MobileNetV3Small")
    kernels = _parameters("MobileNetV3Small", "kernels")
    before, classes = layers[-2:]  # the two dense layers at the end
    wide = replace(before, output_shape=(*before.output_shape[:-1], 1280))
    wider = replace(classes, input_shape=wide.output_shape)
    added = total((wide, wider)).macs - total((before, classes)).macs
    head = (
        f"The first version of the paper had 1280 channels before the last layer, not "
        f"{before.output_shape[-1]}"
    )
    first = "The same in its first version, arXiv 1905.02244v1", _V3[1]
    return [
        PrintedFigure("MACs", "56 M", _macs(layers), *_V3, _CUT_OFF_NOTE),
        PrintedFigure("parameters, kernels", "2.5 M", kernels, *_V3),
        PrintedFigure(
            "MACs",
            "66 M",
            _macs(layers),
            *first,
            f"{head}, but that makes only {added / 10**6:.1f} M; no count here shows the rest.",
        ),
        PrintedFigure(
            "parameters, kernels",
            "2.9 M",
            kernels,
            *first,
            f"{head}: with them it has {float(kernels + added) / 10**6:.2f} M.",
        ),
    ]


_EFFICIENTNET = "Tan and Le, EfficientNet, ICML 2019", "Table 2"


def _xception() -> list[PrintedFigure]:
    return [
        PrintedFigure(
            "parameters, trainable",
            "22,855,952",
            _parameters("Xception", "trainable"),
            "Chollet, Xception, CVPR 2017",
            "Table 3",
        ),
        PrintedFigure(
            "MACs",
            "8.4 B",
            _macs(network("Xception")),
            *_EFFICIENTNET,
            "The Xception paper gives no such figure. Printed as FLOPS, and it is MACs.",
        ),
    ]


def _efficientnet_b0() -> list[PrintedFigure]:
    macs = "Printed as FLOPS, and it is MACs: with two operations each it would be twice as much."
    kernels = float(_parameters("EfficientNetB0", "kernels")) / 10**6
    return [
        PrintedFigure("MACs", "0.39 B", _macs(network("EfficientNetB0")), *_EFFICIENTNET, macs),
        PrintedFigure(
            "parameters, trainable",
            "5.3 M",
            _parameters("EfficientNetB0", "trainable"),
            *_EFFICIENTNET,
            f"The kernels alone are {kernels:.2f} M.",
        ),
    ]


def _nasnet_mobile() -> list[PrintedFigure]:
    paper = "Zoph et al., Learning Transferable Architectures, CVPR 2018", "NASNet-A (4 @ 1056)"
    return [
        PrintedFigure("MACs", "564 M", _macs(network("NASNetMobile")), *paper),
        PrintedFigure(
            "parameters, kernels", "5.3 M", _parameters("NASNetMobile", "kernels"), *paper
        ),
    ]


def _convnext_tiny() -> list[PrintedFigure]:
    paper = "Liu et al., A ConvNet for the 2020s, CVPR 2022", "Table 1"
    return [
        PrintedFigure(
            "MACs",
            "4.5 B",
            _macs(network("ConvNeXtTiny")),
            *paper,
            "Printed as FLOPs, and it is MACs.",
        ),
        PrintedFigure("parameters, all", "29 M", _parameters("ConvNeXtTiny", "all"), *paper),
    ]
