"""Exercises that show a derivation with one wrong line: find it. The lines below use its wrong result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dwconv.costs.latex_formulas import Formula, cost_formulas, output_size
from dwconv.costs.layer import costs
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.exercise_and_grade import Exercise
from dwconv.teaching.exercises.mistake_sentences import wrong_answers
from dwconv.teaching.exercises.random_layers import describe, last_step, random_layer
from dwconv.teaching.exercises.random_stream import RandomStream

Known = dict[str, int]
# How a line is worked out: its numbers as LaTeX with places to fill in, and its result.
Way = tuple[str, Callable[[Known], int]]


@dataclass(frozen=True)
class _Line:
    """One line of a derivation: its right formula, and wrong ones to put in its place.

    Attributes
    ----------
    letter : str
        What the lines below call its result.
    says, symbols : str
        What it works out, and its formula in letters.
    right : Way
        How its result comes from what is known.
    wrong : tuple of Way
        Formulas that students take for it.
    """

    letter: str
    label: str
    symbols: str
    right: Way
    wrong: tuple[Way, ...]


# The formulas in letters, as the shapes and cost pages have them; any layer will do.
_LAYER = ConvSpec(8, 8, 1)
_VALID = output_size(_LAYER.vertical, "VALID")
_EXPLICIT = output_size(_LAYER.vertical, "explicit")
_SAME = output_size(_LAYER.vertical, "SAME")


def _name_and_letters(line: Formula) -> tuple[str, str]:
    return line.label, line.symbols


_EFFECTIVE = _Line(
    "e",
    *_name_and_letters(_VALID[0]),
    (r"({k}-1) \cdot {d} + 1", lambda v: (v["k"] - 1) * v["d"] + 1),
    (
        (r"{k} \cdot {d}", lambda v: v["k"] * v["d"]),
        (r"({k}-1) \cdot {d}", lambda v: (v["k"] - 1) * v["d"]),
    ),
)
_PADDED = _Line(
    "n",
    *_name_and_letters(_EXPLICIT[1]),
    ("{before} + {n} + {after}", lambda v: v["before"] + v["n"] + v["after"]),
    (
        ("{before} + {n}", lambda v: v["before"] + v["n"]),
        ("{n} + {after}", lambda v: v["n"] + v["after"]),
    ),
)
_OUTPUT = _Line(
    "o",
    *_name_and_letters(_VALID[1]),
    (r"\lfloor ({n}-{e}) / {s} \rfloor + 1", lambda v: (v["n"] - v["e"]) // v["s"] + 1),
    (
        (r"\lfloor ({n}-{e}) / {s} \rfloor", lambda v: (v["n"] - v["e"]) // v["s"]),
        (r"\lceil ({n}-{e}) / {s} \rceil + 1", lambda v: -(-(v["n"] - v["e"]) // v["s"]) + 1),
        (r"\lfloor ({n}-{k}) / {s} \rfloor + 1", lambda v: (v["n"] - v["k"]) // v["s"] + 1),
    ),
)
# The same behind `_PADDED`, whose result is then {n}.
_PADDED_OUTPUT = replace(_OUTPUT, symbols=_EXPLICIT[2].symbols)
_SAME_OUTPUT = _Line(
    "o",
    *_name_and_letters(_SAME[1]),
    (r"\lceil {n} / {s} \rceil", lambda v: -(-v["n"] // v["s"])),
    (
        (r"\lfloor {n} / {s} \rfloor", lambda v: v["n"] // v["s"]),
        _OUTPUT.right,
    ),
)
_SAME_TOTAL = _Line(
    "p",
    *_name_and_letters(_SAME[2]),
    (
        r"\max(({o}-1) \cdot {s} + {e} - {n},\ 0)",
        lambda v: max((v["o"] - 1) * v["s"] + v["e"] - v["n"], 0),
    ),
    (
        (
            r"\max({o} \cdot {s} + {e} - {n},\ 0)",
            lambda v: max(v["o"] * v["s"] + v["e"] - v["n"], 0),
        ),
        ("{e} - 1", lambda v: v["e"] - 1),
    ),
)
_SAME_BEFORE = _Line(
    "before",
    "padding before the input",
    _SAME[3].symbols,
    (r"\lfloor {p} / 2 \rfloor", lambda v: v["p"] // 2),
    ((r"\lceil {p} / 2 \rceil", lambda v: -(-v["p"] // 2)),),
)
_CHANNELS = _Line(
    "output_channels",
    "output channels",
    r"C \cdot M",
    (r"{c} \cdot {m}", lambda v: v["c"] * v["m"]),
    (("{c} + {m}", lambda v: v["c"] + v["m"]),),
)
_MACS = _Line(
    "macs",
    "MACs, from the output's size and channels and the kernel",
    cost_formulas(_LAYER, 1, costs(_LAYER))["depthwise"][0].symbols,
    (
        r"{oh} \cdot {ow} \cdot {output_channels} \cdot {kh} \cdot {kw}",
        lambda v: v["oh"] * v["ow"] * v["output_channels"] * v["kh"] * v["kw"],
    ),
    (
        (
            r"{oh} \cdot {ow} \cdot {output_channels} \cdot {kh}",
            lambda v: v["oh"] * v["ow"] * v["output_channels"] * v["kh"],
        ),
        (
            r"{oh} \cdot {ow} \cdot {c} \cdot {output_channels} \cdot {kh} \cdot {kw}",
            lambda v: v["oh"] * v["ow"] * v["c"] * v["output_channels"] * v["kh"] * v["kw"],
        ),
        (
            r"2 \cdot {oh} \cdot {ow} \cdot {output_channels} \cdot {kh} \cdot {kw}",
            lambda v: 2 * v["oh"] * v["ow"] * v["output_channels"] * v["kh"] * v["kw"],
        ),
        (
            r"{h} \cdot {w} \cdot {output_channels} \cdot {kh} \cdot {kw}",
            lambda v: v["h"] * v["w"] * v["output_channels"] * v["kh"] * v["kw"],
        ),
    ),
)


def ask_wrong_line(random: RandomStream, level: int) -> Exercise:
    """Ask which line of a derivation is wrong."""
    while True:
        spec = random_layer(random, level, channels=5)
        lines = _lines(spec)
        at = random.between(0, len(lines) - 1)
        mistake = random.choice(_all_lines(spec)[at].wrong)
        wrong = _lines(spec, at, mistake)
        # Not by luck the right result; and no size below 1 to go on with.
        if wrong[at].result != lines[at].result and all(
            line.result > 0 or "padding" in line.label or "before" in line.label for line in wrong
        ):
            break
    right = (at + 1,)
    return Exercise(
        kind="wrong step",
        level=level,
        question=f"{describe(spec)} One of the lines below is wrong. The lines after it use its "
        "wrong result. Which line is wrong?",
        names=("line",),
        answer=right,
        wrong_answers=wrong_answers(
            right,
            [
                ("too early" if index < at else "too late", (index + 1,))
                for index in range(len(lines))
            ],
        ),
        hint="Check one line at a time. Is it the right formula? Are its numbers those of the layer "
        "or of a line above?",
        solution=(lines[at],),
        spec=spec,
        step=last_step(spec),
        lines=tuple(wrong),
    )


def _all_lines(spec: ConvSpec) -> list[_Line]:
    return [*_axis_lines(spec), *_axis_lines(spec), _CHANNELS, _MACS]


def _axis_lines(spec: ConvSpec) -> list[_Line]:
    """What has to be worked out along one axis."""
    dilated = [_EFFECTIVE] if spec.dilation != (1, 1) else []
    if spec.padding == "SAME":
        return [*dilated, _SAME_OUTPUT, _SAME_TOTAL, _SAME_BEFORE]
    return [*dilated, *([_OUTPUT] if spec.padding == "VALID" else [_PADDED, _PADDED_OUTPUT])]


def _lines(spec: ConvSpec, at: int = -1, mistake: Way | None = None) -> list[Formula]:
    """The derivation, with a mistake in line `at` if one is given."""
    written: list[Formula] = []

    def work_out(line: _Line, known: Known, side: str = "") -> None:
        way = mistake if mistake is not None and len(written) == at else line.right
        numbers = way[0].format(**known)
        known[line.letter] = result = way[1](known)
        written.append(Formula(f"{side}{line.label}", line.symbols, numbers, result))

    down, across = _known_numbers(spec.vertical), _known_numbers(spec.horizontal)
    for side, known in (("height: ", down), ("width: ", across)):
        for line in _axis_lines(spec):
            work_out(line, known, side)
    kh, kw = spec.kernel
    sizes = {"h": spec.height, "w": spec.width, "oh": down["o"], "ow": across["o"]}
    layer = {"c": spec.channels, "m": spec.multiplier, "kh": kh, "kw": kw}
    known = sizes | layer
    work_out(_CHANNELS, known)
    work_out(_MACS, known)
    return written


def _known_numbers(axis: Axis) -> Known:
    return {
        "n": axis.size,
        "k": axis.kernel,
        "s": axis.stride,
        "d": axis.dilation,
        "e": axis.kernel,  # unless a line works it out
        "before": axis.before,
        "after": axis.after,
    }
