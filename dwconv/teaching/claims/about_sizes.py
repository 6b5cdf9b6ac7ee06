"""Claims about the size of the output."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims.answer_facts import output_shape, output_width
from dwconv.teaching.claims.claim import Claim, Prediction
from dwconv.teaching.claims.claim_calls import depthwise, operands


def claims() -> tuple[Claim, ...]:
    """Build them, in the order of the lesson."""
    worked, source = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2), "ramp"
    image, _ = operands(worked, source)
    plain = ConvSpec(15, 15, 3)
    same = plain.replace(padding="SAME")
    n, f = plain.width, plain.kernel[1]
    others = {
        "stride 2": plain.replace(stride=(2, 2)),
        "stride 3": plain.replace(stride=(3, 3)),
        "dilation 2": plain.replace(dilation=(2, 2)),
        "SAME padding": same,
    }
    return (
        Claim(
            "same-shape",
            "The output has the same shape as the input.",
            f"The numbers {image.min():g} to {image.max():g} as a 3×3 image with one channel. The filter is 2×1 with M = {worked.multiplier}.",
            (depthwise(worked, source),),
            (Prediction("shape of the output", str(worked.input_shape), output_shape()),),
            f"Only the order of the axes stays the same. Without padding the window has {worked.output_shape[1]} places down, and each channel makes M = {worked.multiplier} output channels, so {worked.input_shape} "
            f"becomes {worked.output_shape}.",
            worked,
            "shapes",
            {"input": source, "kernel": source},
        ),
        Claim(
            "n-f+1",
            "The output is n − f + 1 wide: the input's width minus the filter's width, plus 1.",
            f"n = {n} and f = {f}: with a stride, with a dilation, with padding.",
            tuple(depthwise(each) for each in others.values()),
            tuple(
                Prediction(f"width with {name}", n - f + 1, output_width(at))
                for at, name in enumerate(others)
            ),
            f"This is true only for VALID, stride 1 and dilation 1; there it gives {plain.horizontal.output}. In general a window spans e = (f − 1)·d + 1 pixels. With p pixels of padding in all, the output is ⌊(n + p − e) / s⌋ + 1 wide. SAME gives ⌈n / s⌉. (⌊ ⌋ rounds down, ⌈ ⌉ rounds up.)",
            others["stride 2"],
            "shapes",
        ),
        Claim(
            "padding-13",
            "With zeros added around it (SAME), 15×15 stays 15×15 under a 3×3 filter.",
            "That layer with SAME padding.",
            (depthwise(same),),
            (
                Prediction(
                    "shape of the output", str((1, 15, 15, plain.output_shape[3])), output_shape()
                ),
            ),
            f"{plain.vertical.output}×{plain.horizontal.output} is the size without padding (VALID). SAME adds {same.pads[0][0]} row of zeros above and {same.pads[0][1]} below, and does the same with columns. So the output stays {same.vertical.output}×{same.horizontal.output}.",
            same,
            "shapes",
        ),
    )
