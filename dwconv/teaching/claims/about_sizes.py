"""Claims about the size of the output."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims.calls import depthwise, operands
from dwconv.teaching.claims.readings import output_shape, output_width
from dwconv.teaching.claims.structure import Claim, Prediction


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
            "The output is a tensor of the same shape as the input.",
            f"The numbers {image.min():g} to {image.max():g} as a 3×3 image of one channel, under a 2×1 "
            f"kernel with M = {worked.multiplier}.",
            (depthwise(worked, source),),
            (Prediction("shape of the output", str(worked.input_shape), output_shape()),),
            f"Only the order of the axes is kept. Without padding the window fits {worked.output_shape[1]} "
            f"times down, and each channel makes M = {worked.multiplier} maps, so {worked.input_shape} "
            f"becomes {worked.output_shape}.",
            worked,
            "shapes",
            {"input": source, "kernel": source},
        ),
        Claim(
            "n-f+1",
            "An output is n − f + 1 wide: the input's width less the kernel's, plus 1.",
            f"n = {n} and f = {f}, with a stride, with a dilation, with padding.",
            tuple(depthwise(each) for each in others.values()),
            tuple(
                Prediction(f"width with {name}", n - f + 1, output_width(at))
                for at, name in enumerate(others)
            ),
            f"It holds for VALID padding, stride 1 and dilation 1 alone, where it gives "
            f"{plain.horizontal.output}. In general a window spans e = (f − 1)·d + 1 pixels, and the "
            "output is ⌊(n + p − e) / s⌋ + 1 wide, with p pixels of padding in all; SAME gives ⌈n / s⌉.",
            others["stride 2"],
            "shapes",
        ),
        Claim(
            "padding-13",
            "With zero padding applied, 15×15 becomes 13×13 under a 3×3 kernel.",
            "The same layer with SAME padding.",
            (depthwise(same),),
            (Prediction("shape of the output", str(plain.output_shape), output_shape()),),
            f"{plain.vertical.output}×{plain.horizontal.output} is the size without padding, VALID. SAME "
            f"puts {same.pads[0][0]} row of zeros above and {same.pads[0][1]} below, and columns likewise, "
            f"and the output stays {same.vertical.output}×{same.horizontal.output}.",
            same,
            "shapes",
        ),
    )
