"""The formulas on the page: their numbers give the result that is written."""

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.costs.latex_formulas import cost_formulas, output_size, percent, ratio_formulas
from dwconv.costs.layer import costs, count_costs
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import make_axis
from dwconv.engine.spec import ConvSpec


def value(latex):
    """Work out the LaTeX of a line of numbers by a reading of its own."""
    python = latex
    for command in ("floor", "ceil"):
        python = python.replace(rf"\l{command}", f"math.{command}(").replace(rf"\r{command}", ")")
    python = python.replace(r"\max", "max").replace(r"\ ", "").replace(r"\cdot", "*")
    assert "\\" not in python, python
    return eval(python, {"math": math, "max": max})


TOKEN = re.compile(
    r"""(?x)
    (?P<space>\\,|\\[ ]|\s) | (?P<opening>\\lfloor|\\lceil|\\max\(|\() | (?P<closing>\\rfloor|\\rceil|\))
    | (?P<operator>\\cdot|[-+/,]) | (?P<number>\d+)
    | (?P<letter>(?:\\(?:text|mathrm)\{\w+\}|\\ell|[A-Za-z])(?:_\{\\text\{\w+\}\}|_\w)?)
    """
)
PYTHON = {
    r"\lfloor": "math.floor(",
    r"\lceil": "math.ceil(",
    r"\rfloor": ")",
    r"\rceil": ")",
    r"\max(": "max(",
    r"\cdot": "*",
}


def name(latex):
    """A letter as plain text: n_{\\text{padded}} is n_padded."""
    return re.sub(r"\\text|\\mathrm|[\\{}]", "", latex)


def in_letters(symbols, letters):
    """Work out a formula in letters by a reading of its own; side by side means times."""
    left, right = symbols.split(" = ")
    python, at, factor = "", 0, False
    while at < len(right):
        token = TOKEN.match(right, at)
        assert token, right[at:]
        at, kind, text = token.end(), token.lastgroup, token.group()
        if kind == "space":
            continue
        if factor and kind in ("opening", "number", "letter"):
            python += "*"
        python += f"v[{name(text)!r}]" if kind == "letter" else PYTHON.get(text, text)
        factor = kind in ("closing", "number", "letter")
    return name(left), eval(python, {"v": letters, "math": math, "max": max})


def come_to_their_results(lines, letters):
    """Whether each formula in letters holds, with what the lines above it came to."""
    letters = dict(letters)
    for line in lines:
        made, result = in_letters(line.symbols, letters)
        assert result == line.result, line
        letters[made] = result
    return True


@given(
    n=st.integers(1, 40),
    k=st.integers(1, 7),
    s=st.integers(1, 5),
    d=st.integers(1, 4),
    padding=st.one_of(
        st.sampled_from(["VALID", "SAME"]), st.tuples(st.integers(0, 5), st.integers(0, 5))
    ),
)
def test_every_line_of_a_size_comes_to_its_result(n, k, s, d, padding):
    try:
        one = make_axis(n, k, s, d, padding)
    except DwconvError:
        return
    lines = output_size(one, padding if isinstance(padding, str) else "explicit")
    for line in lines:
        assert value(line.numbers) == line.result, line
    by_name = {line.label: line.result for line in lines}
    assert by_name["output size"] == one.output
    assert by_name["effective kernel"] == one.effective
    assert padding != "SAME" or by_name["padding before"] == one.before
    letters = {"n": n, "K": k, "s": s, "d": d}
    if isinstance(padding, tuple):
        letters |= {"p_before": padding[0], "p_after": padding[1]}
    else:
        letters |= {"n_padded": one.before + n + one.after}
    assert come_to_their_results(lines, letters)


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("real", [False, True])
@pytest.mark.parametrize(("multiplier", "batch"), [(1, 1), (3, 1), (2, 4)])
def test_every_line_of_a_cost_comes_to_its_result(multiplier, batch, bias, real):
    spec = ConvSpec(
        9, 7, 3, kernel=(3, 2), multiplier=multiplier, stride=2, padding="SAME", batch=batch
    )
    cost = count_costs(spec, 5, bias=bias, real=real)
    for kind, lines in cost_formulas(spec, 5, cost, bias=bias, real=real).items():
        results = [line.result for line in lines]
        assert results == [cost[kind].macs, cost[kind].flops, cost[kind].params, cost[kind].bytes]
        for line in lines:
            assert value(line.numbers) == line.result, (kind, line)


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("real", [False, True])
@pytest.mark.parametrize(("multiplier", "batch"), [(1, 1), (2, 1), (2, 3)])
def test_the_cost_in_letters_comes_to_the_same_number(multiplier, batch, bias, real):
    spec = ConvSpec(
        9, 7, 3, kernel=(3, 2), multiplier=multiplier, stride=2, padding="SAME", batch=batch
    )
    places, made = batch * 5 * 4, 3 * multiplier
    letters = {"OH": 5, "OW": 4, "C": 3, "M": multiplier, "N": 11, "KH": 3, "KW": 2}
    letters |= {"B": batch, "in": batch * 9 * 7 * 3, "between": places * made}
    # Of 5 windows of 3 rows the first and the last have one on padding; of 4 windows of 2 columns
    # the last.
    letters |= {"RH": 5 * 3 - 2, "RW": 4 * 2 - 1}
    cost = count_costs(spec, 11, bias=bias, real=real)
    formulas = cost_formulas(spec, 11, cost, bias=bias, real=real)
    for kind, out in {"depthwise": made, "standard": 11, "separable": 11}.items():
        assert come_to_their_results(formulas[kind], letters | {"out": places * out})
    for kind, share in ratio_formulas(spec, 11, cost, real=real).items():
        assert value(share.numbers) == pytest.approx(cost[kind].macs / cost["standard"].macs)
        assert in_letters(share.symbols, letters)[1] == pytest.approx(share.result)
        assert percent(share.result)[:-1] in share.substituted


@given(m=st.integers(1, 4), n=st.integers(1, 1024))
def test_a_written_ratio_is_exact_or_marked_as_rounded(m, n):
    spec = ConvSpec(9, 7, 3, multiplier=m)
    line = ratio_formulas(spec, n, costs(spec, n))["depthwise"].substituted
    written = re.search(r"(=|\\approx) \\mathbf\{([\d.,]+)\}", line)
    assert written
    shown, exact = Fraction(written.group(2).replace(",", "")), Fraction(100 * m, n)
    assert (written.group(1) == "=") == (shown == exact)
    assert abs(shown - exact) <= Fraction(5, 100)


def test_one_sixteenth_is_written_with_all_its_digits():
    assert (percent(1 / 16), percent(1 / 32), percent(1 / 64)) == ("6.25%", "3.125%", "1.6%")


def test_a_layer_whose_windows_see_only_padding_has_no_shares():
    spec = ConvSpec(1, 1, 1, kernel=1, stride=3, padding=((8, 0), (0, 0)))
    cost = count_costs(spec, 4, real=True)
    assert cost["standard"].macs == 0
    assert ratio_formulas(spec, 4, cost, real=True) == {}


def test_a_result_over_a_thousand_is_grouped():
    assert cost_formulas(*(spec := ConvSpec(15, 15, 3), 8), costs(spec, 8))["standard"][
        0
    ].substituted.endswith(r"\mathbf{36{,}504}")


def test_a_number_over_a_thousand_in_a_formula_is_grouped():
    assert cost_formulas(*(spec := ConvSpec(15, 15, 3), 8), costs(spec, 8))["standard"][
        1
    ].substituted.startswith(r"= 2\cdot 36{,}504 = ")
