"""Derivations with one mistake in them, and everything below it in keeping with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dwconv.costs.formulas import Formula
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.exercises.draw import Draw
from dwconv.teaching.exercises.exercise import Exercise, slips
from dwconv.teaching.exercises.layers import in_words, last_window, layer

Known = dict[str, int]
# One way to work out a line: its numbers as LaTeX, to be filled in, and what they come to.
Way = tuple[str, Callable[[Known], int]]


@dataclass(frozen=True)
class _Line:
    """What one line works out, from what is given and what the lines above it came to.

    Attributes
    ----------
    letter : str
        What the lines below call its result.
    says, symbols : str
    right : Way
    wrong : tuple of Way
    """

    letter: str
    says: str
    symbols: str
    right: Way
    wrong: tuple[Way, ...]


_EFFECTIVE = _Line(
    "e",
    "effective kernel",
    r"e = (k-1)\,d + 1",
    (r"({k}-1) \cdot {d} + 1", lambda v: (v["k"] - 1) * v["d"] + 1),
    (
        (r"{k} \cdot {d}", lambda v: v["k"] * v["d"]),
        (r"({k}-1) \cdot {d}", lambda v: (v["k"] - 1) * v["d"]),
    ),
)
_PADDED = _Line(
    "n",
    "padded input",
    r"n_{\text{padded}} = p_{\text{before}} + n + p_{\text{after}}",
    ("{before} + {n} + {after}", lambda v: v["before"] + v["n"] + v["after"]),
    (
        ("{before} + {n}", lambda v: v["before"] + v["n"]),
        ("{n} + {after}", lambda v: v["n"] + v["after"]),
    ),
)
_OUTPUT = _Line(
    "o",
    "output size",
    r"o = \lfloor (n-e) / s \rfloor + 1",
    (r"\lfloor ({n}-{e}) / {s} \rfloor + 1", lambda v: (v["n"] - v["e"]) // v["s"] + 1),
    (
        (r"\lfloor ({n}-{e}) / {s} \rfloor", lambda v: (v["n"] - v["e"]) // v["s"]),
        (r"\lceil ({n}-{e}) / {s} \rceil + 1", lambda v: -(-(v["n"] - v["e"]) // v["s"]) + 1),
        (r"\lfloor ({n}-{k}) / {s} \rfloor + 1", lambda v: (v["n"] - v["k"]) // v["s"] + 1),
    ),
)
# The same behind `_PADDED`, whose result is then {n}.
_PADDED_OUTPUT = replace(_OUTPUT, symbols=r"o = \lfloor (n_{\text{padded}}-e) / s \rfloor + 1")
_SAME_OUTPUT = _Line(
    "o",
    "output size",
    r"o = \lceil n / s \rceil",
    (r"\lceil {n} / {s} \rceil", lambda v: -(-v["n"] // v["s"])),
    (
        (r"\lfloor {n} / {s} \rfloor", lambda v: v["n"] // v["s"]),
        _OUTPUT.right,
    ),
)
_SAME_TOTAL = _Line(
    "p",
    "padding in all",
    r"p = \max((o-1)\,s + e - n,\ 0)",
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
    "of that before the input",
    r"p_{\text{before}} = \lfloor p / 2 \rfloor",
    (r"\lfloor {p} / 2 \rfloor", lambda v: v["p"] // 2),
    ((r"\lceil {p} / 2 \rceil", lambda v: -(-v["p"] // 2)),),
)
_CHANNELS = _Line(
    "made",
    "output channels",
    r"C \cdot M",
    (r"{c} \cdot {m}", lambda v: v["c"] * v["m"]),
    (("{c} + {m}", lambda v: v["c"] + v["m"]),),
)
_MACS = _Line(
    "macs",
    "MACs, from the output's size and channels and the kernel",
    r"\text{MACs} = H_o W_o \, C M \, K_h K_w",
    (
        r"{oh} \cdot {ow} \cdot {made} \cdot {kh} \cdot {kw}",
        lambda v: v["oh"] * v["ow"] * v["made"] * v["kh"] * v["kw"],
    ),
    (
        (
            r"{oh} \cdot {ow} \cdot {made} \cdot {kh}",
            lambda v: v["oh"] * v["ow"] * v["made"] * v["kh"],
        ),
        (
            r"{oh} \cdot {ow} \cdot {c} \cdot {made} \cdot {kh} \cdot {kw}",
            lambda v: v["oh"] * v["ow"] * v["c"] * v["made"] * v["kh"] * v["kw"],
        ),
        (
            r"2 \cdot {oh} \cdot {ow} \cdot {made} \cdot {kh} \cdot {kw}",
            lambda v: 2 * v["oh"] * v["ow"] * v["made"] * v["kh"] * v["kw"],
        ),
        (
            r"{h} \cdot {w} \cdot {made} \cdot {kh} \cdot {kw}",
            lambda v: v["h"] * v["w"] * v["made"] * v["kh"] * v["kw"],
        ),
    ),
)


def wrong_step(draw: Draw, level: int) -> Exercise:
    """Ask which line of a derivation is wrong."""
    while True:
        spec = layer(draw, level, channels=5)
        lines = _lines(spec)
        at = draw.between(0, len(lines) - 1)
        mistake = draw.among(_all_lines(spec)[at].wrong)
        wrong = _lines(spec, at, mistake)
        # Not by luck the right result; and no size below 1 to go on with.
        if wrong[at].result != lines[at].result and all(
            line.result > 0 or "padding" in line.says or "before" in line.says for line in wrong
        ):
            break
    right = (at + 1,)
    return Exercise(
        kind="wrong step",
        level=level,
        question=f"{in_words(spec)} One line of this derivation is wrong, and those below it go on "
        "with what it says. Which line?",
        names=("line",),
        answer=right,
        slips=slips(
            right,
            [
                ("too early" if index < at else "too late", (index + 1,))
                for index in range(len(lines))
            ],
        ),
        hint="Check each line by itself: do its numbers stand in the layer, or in a line above, and "
        "is it the right formula for what it works out?",
        solution=(lines[at],),
        spec=spec,
        step=last_window(spec),
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
        written.append(Formula(f"{side}{line.says}", line.symbols, numbers, result))

    down, across = _given(spec.vertical), _given(spec.horizontal)
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


def _given(axis: Axis) -> Known:
    return {
        "n": axis.size,
        "k": axis.kernel,
        "s": axis.stride,
        "d": axis.dilation,
        "e": axis.kernel,  # unless a line works it out
        "before": axis.before,
        "after": axis.after,
    }
