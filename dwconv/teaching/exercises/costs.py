"""Exercises about cost: multiply-accumulates and parameters."""

from __future__ import annotations

from dwconv.costs.latex_formulas import cost_formulas
from dwconv.costs.layer import costs
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.exercise_and_grade import Exercise
from dwconv.teaching.exercises.mistake_sentences import MistakeResults, wrong_answers
from dwconv.teaching.exercises.random_layers import describe, random_layer
from dwconv.teaching.exercises.random_stream import RandomStream
from dwconv.teaching.exercises.shapes import sizes


def ask_cost(random: RandomStream, level: int) -> Exercise:
    """Ask how many MACs, or how many parameters."""
    while True:
        spec = random_layer(random, level, channels=5)
        asked = random.choice(("MACs", "MACs", "parameters"))
        numbers = costs(spec)["depthwise"]
        right = (numbers.macs if asked == "MACs" else numbers.params,)
        found = wrong_answers(right, wrong_costs(spec)[asked])
        if len(found) >= 3:
            break
    formulas = cost_formulas(spec, spec.output_shape[3], costs(spec))["depthwise"]
    padded = " Count taps on padding, too." if any(map(any, spec.pads)) else ""
    wanted = (
        f"How many multiply-accumulates (MACs) does it take for one image?{padded}"
        if asked == "MACs"
        else "How many parameters do its kernels have? There is no bias."
    )
    return Exercise(
        kind="cost",
        level=level,
        question=f"{describe(spec)} {wanted}",
        names=(asked,),
        answer=right,
        wrong_answers=found,
        hint="One output value takes as many MACs as the kernel has taps. How many output values are there?"
        if asked == "MACs"
        else "Each input channel has M filters of its own. How many filters is that, and how many taps has each?",
        solution=(*sizes(spec), formulas[0]) if asked == "MACs" else (formulas[2],),
        spec=spec,
    )


def wrong_costs(spec: ConvSpec) -> dict[str, MistakeResults]:
    """What mistakes give, for "MACs" and for "parameters"."""
    both = costs(spec)
    right, standard = both["depthwise"], both["standard"]
    c, m, (kh, _) = spec.channels, spec.multiplier, spec.kernel
    places = spec.vertical.output * spec.horizontal.output
    return {
        "MACs": [
            ("flops", (right.flops,)),
            ("standard", (standard.macs,)),
            ("multiplier forgotten", (right.macs // m,)),
            ("channels forgotten", (right.macs // c,)),
            ("input size", (right.macs // places * spec.height * spec.width,)),
            ("padding left out", (right.real_macs,)),
            ("one side of the kernel", (places * c * m * kh,)),
            ("taps forgotten", (places * c * m,)),
            ("parameters", (right.params,)),
        ],
        "parameters": [
            ("standard", (standard.params,)),
            ("multiplier forgotten", (right.params // m,)),
            ("channels forgotten", (right.params // c,)),
            ("one side of the kernel", (c * m * kh,)),
            ("with bias", (costs(spec, bias=True)["depthwise"].params,)),
            ("MACs", (right.macs,)),
        ],
    }
