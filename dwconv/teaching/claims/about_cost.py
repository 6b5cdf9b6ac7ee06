"""Claims about multiplications and FLOPs."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims.answer_facts import macs
from dwconv.teaching.claims.claim import Claim, CostQuestion, Prediction


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    plain, filters = ConvSpec(15, 15, 3), 8
    three = plain.replace(multiplier=3)
    strided = plain.replace(stride=(2, 2))
    wide, outputs = costs(plain, filters), three.channels * three.multiplier
    cost, equal = costs(three, filters), costs(three)
    behind = ConvSpec(plain.vertical.output, plain.horizontal.output, 3, kernel=(1, 1))
    pointwise = costs(behind, filters)["standard"].macs
    one = wide["depthwise"].macs
    by_input = plain.height * plain.width * plain.channels * plain.kernel[0] * plain.kernel[1]
    taps = plain.kernel[0] * plain.kernel[1] * plain.channels
    positions = plain.vertical.output * plain.horizontal.output
    single = costs(plain, 1)["standard"].macs
    return (
        Claim(
            "27",
            f"A 3×3×3 filter on a 15×15×3 image takes {single:,} multiplications.",
            "One such filter on the whole image, VALID. The multiplications are counted.",
            (CostQuestion(plain, 1),),
            (Prediction("multiplications of one filter", taps * positions, macs("standard")),),
            f"{taps} is the number for one position of the window. The window has {plain.vertical.output}·"
            f"{plain.horizontal.output} positions, so there are {taps}·{positions} = {single:,} "
            "multiplications.",
            plain,
            "cost",
        ),
        Claim(
            "equal-multiplications",
            "A depthwise convolution takes as many multiplications as a standard one.",
            f"15×15×3 with {filters} standard filters, and with depthwise filters (M = 3). Then both with {outputs} output channels.",
            (CostQuestion(three, filters), CostQuestion(three, outputs)),
            (
                Prediction(
                    f"MACs of the standard one, {filters} output channels",
                    cost["depthwise"].macs,
                    macs("standard"),
                ),
                Prediction(
                    f"MACs of the standard one, {outputs} output channels",
                    cost["depthwise"].macs,
                    macs("standard", 1),
                ),
            ),
            f"The depthwise layer takes {cost['depthwise'].macs:,}. For the same number of output channels a standard layer takes C times as many, here {equal['standard'].macs:,}, because each of its values is a sum over all C = {three.channels} channels. Both take the same only if N, the number of standard filters, is M.",
            three,
            "cost",
        ),
        Claim(
            "pointwise-saves",
            "A pointwise layer after a depthwise layer makes the number of multiplications larger.",
            f"15×15×3, M = 1, and after it a 1×1 convolution to {filters} channels.",
            (CostQuestion(plain, filters), CostQuestion(behind, filters)),
            (
                Prediction(
                    "MACs of both layers, compared with the depthwise one alone",
                    "more",
                    lambda answers: (
                        "fewer"
                        if answers[0].macs("depthwise") + answers[1].macs("standard")
                        < answers[0].macs("depthwise")
                        else "more"
                    ),
                ),
            ),
            f"It adds {pointwise:,} to {one:,}. It is the two layers together that save: {wide['separable'].macs:,} replace the {wide['standard'].macs:,} of a standard convolution with the same {filters} output channels.",
            plain,
            "cost",
        ),
        Claim(
            "macs-are-flops",
            "A depthwise layer takes 2·H·W·C·K·K FLOPs, with the output's height and width H and W.",
            "15×15×3, M = 1.",
            (CostQuestion(plain, filters),),
            (
                Prediction(
                    "FLOPs of the depthwise layer",
                    2 * positions * taps,
                    lambda answers: (answers[0].flops or {})["depthwise"],
                ),
            ),
            f"H·W·C·K·K is the number of multiplications. With each multiplication comes an addition, so one multiply-accumulate (MAC) is two FLOPs: {one:,} MACs are {wide['depthwise'].flops:,} FLOPs.",
            plain,
            "cost",
        ),
        Claim(
            "input-size",
            "H·W·C·K·K with the input's height and width gives the MACs of every depthwise layer.",
            "15×15×3 with 3×3 kernels: VALID, then with stride 2, then with M = 3.",
            (CostQuestion(plain, 3), CostQuestion(strided, 3), CostQuestion(three, 9)),
            tuple(
                Prediction(f"MACs, {name}", by_input, macs("depthwise", at))
                for at, name in enumerate(("VALID", "VALID, stride 2", "VALID, M = 3"))
            ),
            f"Every value of the output takes K·K products, so H and W must be the output's. And each channel has M filters: OH·OW·C·M·KH·KW. The input's size gives {by_input:,}, which is right only for SAME, stride 1 and M = 1.",
            plain,
            "cost",
        ),
    )
