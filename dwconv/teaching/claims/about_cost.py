"""Claims about multiplications and FLOPs."""

from __future__ import annotations

from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims.readings import macs
from dwconv.teaching.claims.structure import Claim, CostQuestion, Prediction


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    plain, filters = ConvSpec(15, 15, 3), 8
    three = plain.replace(multiplier=3)
    strided = plain.replace(stride=(2, 2))
    wide, maps = costs(plain, filters), three.channels * three.multiplier
    cost, equal = costs(three, filters), costs(three)
    behind = ConvSpec(plain.vertical.output, plain.horizontal.output, 3, kernel=(1, 1))
    pointwise = costs(behind, filters)["standard"].macs
    one = wide["depthwise"].macs
    by_input = plain.height * plain.width * plain.channels * plain.kernel[0] * plain.kernel[1]
    taps = plain.kernel[0] * plain.kernel[1] * plain.channels
    single = costs(plain, 1)["standard"].macs
    return (
        Claim(
            "27",
            f"A 3×3×3 kernel on a 15×15×3 image takes {taps} multiplications.",
            "One such kernel on the whole image, VALID, counted.",
            (CostQuestion(plain, 1),),
            (Prediction("multiplications of one kernel", taps, macs("standard")),),
            f"{taps} is the count for one position of the window. The map has {plain.vertical.output}·"
            f"{plain.horizontal.output} positions, and so {single:,} multiplications.",
            plain,
            "cost",
        ),
        Claim(
            "equal-multiplications",
            "A depthwise convolution takes as many multiplications as a normal one.",
            f"15×15×3 under {filters} normal kernels and under depthwise ones with M = 3; then both with "
            f"{maps} maps.",
            (CostQuestion(three, filters), CostQuestion(three, maps)),
            (
                Prediction(
                    f"MACs of the normal one, {filters} maps",
                    cost["depthwise"].macs,
                    macs("standard"),
                ),
                Prediction(
                    f"MACs of the normal one, {maps} maps",
                    cost["depthwise"].macs,
                    macs("standard", 1),
                ),
            ),
            f"The depthwise layer has {cost['depthwise'].macs:,}. For as many maps a normal one has C times "
            f"as many, here {equal['standard'].macs:,}, since each of its values is a sum over all C = "
            f"{three.channels} channels. The two are equal only where N, its number of kernels, is M.",
            three,
            "cost",
        ),
        Claim(
            "pointwise-saves",
            "The pointwise step behind a depthwise layer brings the multiplications down.",
            f"15×15×3, M = 1, and a 1×1 convolution to {filters} maps behind it.",
            (CostQuestion(plain, filters), CostQuestion(behind, filters)),
            (
                Prediction(
                    "MACs of both steps, against the depthwise one alone",
                    "fewer",
                    lambda answers: (
                        "fewer"
                        if answers[0].macs("depthwise") + answers[1].macs("standard")
                        < answers[0].macs("depthwise")
                        else "more"
                    ),
                ),
            ),
            f"It adds {pointwise:,} to {one:,}. What saves is the pair as a whole: its "
            f"{wide['separable'].macs:,} stand for the {wide['standard'].macs:,} of a normal convolution "
            f"with the same {filters} maps.",
            plain,
            "cost",
        ),
        Claim(
            "macs-are-flops",
            "H·W·C·K·K is the number of FLOPs.",
            "15×15×3, M = 1, with H and W of the output.",
            (CostQuestion(plain, filters),),
            (
                Prediction(
                    "FLOPs of the depthwise layer",
                    one,
                    lambda answers: (answers[0].flops or {})["depthwise"],
                ),
            ),
            f"It counts multiplications. Each of them comes with an addition, and by the usual count one "
            f"multiply-accumulate is two FLOPs: {one:,} MACs are {wide['depthwise'].flops:,} FLOPs.",
            plain,
            "cost",
        ),
        Claim(
            "input-size",
            "In H·W·C·K·K, H and W are the input's height and width, and that is all there is to it.",
            "15×15×3 under 3×3 kernels: VALID, then with stride 2, then with M = 3.",
            (CostQuestion(plain, 3), CostQuestion(strided, 3), CostQuestion(three, 9)),
            tuple(
                Prediction(f"MACs, {name}", by_input, macs("depthwise", at))
                for at, name in enumerate(("VALID", "VALID, stride 2", "VALID, M = 3"))
            ),
            "A product is made for each value of the output, so H and W are the output's, and each of the M "
            "filters of a channel makes its own: H_o·W_o·C·M·K_h·K_w. "
            f"The input's size gives {by_input:,}, right only for SAME, stride 1 and M = 1.",
            plain,
            "cost",
        ),
    )
