"""Claims about running times and published networks."""

from __future__ import annotations

from collections.abc import Sequence

from dwconv.costs.layer import costs
from dwconv.costs.roofline import LAYERS
from dwconv.engine.spec import ConvSpec
from dwconv.networks import NetworkLayer, network, parameters, total
from dwconv.teaching.claims.claim import Answer, Claim, CostQuestion, Prediction, TimeQuestion


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    timed = "56x56x128"
    layer, filters = LAYERS[timed]
    cost = costs(layer, filters)
    times = cost["standard"].macs // cost["depthwise"].macs
    # As one says it, so that a claim that is true comes out as true.
    about = f"about {times} times"

    def slower(answers: Sequence[Answer]) -> object:
        seconds = answers[0].seconds
        if seconds is None:
            return None
        if not {"standard", "depthwise"} <= seconds.keys():
            return "an error"
        ratio = seconds["standard"] / seconds["depthwise"]
        return about if times / 2 < ratio < times * 2 else f"{ratio:.1f} times"

    heavy, light = network("Xception"), network("MobileNet")

    def larger(answers: Sequence[Answer]) -> object:
        macs = [
            answer.macs("depthwise" if layer.kind == "depthwise" else "standard")
            for answer, layer in zip(answers, heavy + light, strict=True)
        ]
        ratio = sum(macs[: len(heavy)]) / sum(macs[len(heavy) :])
        return "no more" if ratio <= 1 else f"{ratio:.1f} times as many"

    return (
        Claim(
            "macs-are-time",
            "A layer with a tenth of the multiplications takes a tenth of the time.",
            f"{layer.height}×{layer.width}×{layer.channels}, {layer.kernel[0]}×{layer.kernel[1]}, SAME: "
            f"for {filters} output channels conv2d takes {times} times as many MACs as the depthwise op. TensorFlow runs both for about a second.",
            (TimeQuestion(layer, filters),),
            (Prediction("time of conv2d, compared with the depthwise op", about, slower),),
            "There are fewer MACs, but each takes longer. A depthwise op uses a value from memory with only a few weights; conv2d uses it with all filters, in one large product of matrices. How much time is really saved depends on the layer and on the computer. The Cost page measures it under Time.",
            None,
            "cost",
            {"view": "time", "timed": timed},
        ),
        Claim(
            "xception-is-mobile",
            "Xception, like MobileNet, was made for mobile devices.",
            f"Every layer of both is counted, for one image: {_input_size(heavy)} for Xception, {_input_size(light)} for MobileNet. If both were made for the same devices, Xception should not need more.",
            tuple(_counted(layer) for layer in heavy + light),
            (Prediction("MACs of Xception, compared with MobileNet", "no more", larger),),
            f"Xception has {_millions('Xception')} M parameters and takes {_billions(heavy)} G MACs for one image, MobileNet {_millions('MobileNet')} M and {_billions(light)} G. Its paper compares it with Inception V3, a network with about as many parameters, and wants better accuracy. What it shares with MobileNet is the separable pair.",
            None,
            "networks",
            {"net": "Xception"},
        ),
    )


def _counted(layer: NetworkLayer) -> CostQuestion:
    """A layer of a network; one on a vector is a 1×1 convolution of a single pixel."""
    vector = len(layer.input_shape) == 2
    spec = ConvSpec(1, 1, layer.input_shape[-1], kernel=(1, 1)) if vector else layer.spec
    return CostQuestion(spec, layer.output_shape[-1])


def _input_size(layers: Sequence[NetworkLayer]) -> str:
    _, height, width, _ = layers[0].input_shape
    return f"{height}×{width}"


def _millions(name: str) -> str:
    return f"{parameters(name)['trainable'] / 10**6:.1f}"


def _billions(layers: Sequence[NetworkLayer]) -> str:
    return f"{total(layers).macs / 10**9:.2f}"
