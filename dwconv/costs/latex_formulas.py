"""The formulas of output size and cost with the numbers in them, as LaTeX.

Every result comes from `dwconv.engine.geometry` or `dwconv.costs.layer`, and the tests compute
the formulas. Whatever shows one of them on a page or in a file takes it from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, log10

from dwconv.costs.layer import Cost, count_real_taps
from dwconv.engine.geometry import Axis
from dwconv.engine.spec import ConvSpec


@dataclass(frozen=True)
class Formula:
    """One line of a derivation.

    Attributes
    ----------
    label : str
        The name of the result, in a few words.
    symbols, numbers : str
        The formula in letters, and the same with the numbers put in (LaTeX).
    result : int, or a float for a `Share`
    """

    label: str
    symbols: str
    numbers: str
    result: float

    @property
    def substituted(self) -> str:
        """The numbers and their result, to show below the letters."""
        return rf"= {_group_digits(self.numbers)} = \mathbf{{{_group_digits(str(self.result))}}}"


def _group_digits(latex: str) -> str:
    """Write thousands with a comma, without the space that LaTeX puts after one."""
    return re.sub(r"\d{4,}", lambda number: f"{int(number[0]):,}".replace(",", "{,}"), latex)


_ROUNDED = (r"\lfloor", "⌊ ⌋: round down"), (r"\lceil", "⌈ ⌉: round up")


def rounding_signs(latex: str) -> list[str]:
    r"""What each sign of rounding in a formula means.

    Examples
    --------
    >>> rounding_signs(r"o = \lfloor (n-e) / s \rfloor + 1")
    ['⌊ ⌋: round down']
    """
    return [meaning for sign, meaning in _ROUNDED if sign in latex]


_SIGNS = {
    r"\cdot": "·",
    r"\lfloor": "⌊",
    r"\rfloor": "⌋",
    r"\lceil": "⌈",
    r"\rceil": "⌉",
    r"\max": "max",
    r"\ ": " ",
}


def plain_formula(latex: str) -> str:
    r"""Return a formula with numbers as plain text, for places without typeset formulas.

    Raises
    ------
    ValueError
        If it has a sign that is not known here.

    Examples
    --------
    >>> plain_formula(r"\lfloor (5-3) / 2 \rfloor + 1")
    '⌊(5 − 3) / 2⌋ + 1'
    """
    text = latex
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    if "\\" in text or "{" in text:
        raise ValueError(f"no plain text is known for {latex!r}")
    text = re.sub(r"(?<=[\w)])-", " − ", text)
    text = re.sub(r" *· *", "·", text)
    return re.sub(r"([⌊⌈(]) +| +([⌋⌉)])", r"\1\2", text).replace("  ", " ")


@dataclass(frozen=True)
class Share(Formula):
    """A line of a derivation whose result is a share, shown in percent."""

    @property
    def substituted(self) -> str:
        """The numbers and their result, to show below the letters."""
        equals = "=" if _decimals(self.result) is not None else r"\approx"
        shown = percent(self.result).removesuffix("%")
        return rf"= {_group_digits(self.numbers)} {equals} \mathbf{{{shown}}}\%"


def percent(share: float) -> str:
    """A share in percent: to three decimals if that is exact, and otherwise rounded to one.

    Of a share that one decimal would make zero, two digits are written.

    Examples
    --------
    >>> percent(1 / 4), percent(1 / 16), percent(17 / 36)
    ('25%', '6.25%', '47.2%')
    >>> percent(1.5379e-5), percent(1 / 3000)
    ('0.0015%', '0.033%')
    """
    exact = _decimals(share)
    rounded = 1 if share >= 0.0005 or share <= 0 else -1 - floor(log10(share))
    return f"{share:,.{rounded if exact is None else exact}%}"


def _decimals(share: float) -> int | None:
    """How many decimals a share in percent needs; None if three are not enough."""
    return next((places for places in range(4) if round(share, places + 2) == share), None)


def output_size(axis: Axis, padding: str) -> list[Formula]:
    """Derive the output size along one axis from its parameters, line by line.

    Parameters
    ----------
    axis : Axis
    padding : {"VALID", "SAME", "explicit"}

    Returns
    -------
    list of Formula

    Examples
    --------
    >>> from dwconv.engine.geometry import make_axis
    >>> for line in output_size(make_axis(15, 3), "VALID"):
    ...     print(line.label, "=", line.result)
    effective kernel = 3
    output size = 13
    lost at the end = 0
    """
    n, k, s, d = axis.size, axis.kernel, axis.stride, axis.dilation
    e, out, before, after = axis.effective, axis.output, axis.before, axis.after
    effective = Formula("effective kernel", r"e = (K-1)\,d + 1", rf"({k}-1)\cdot {d} + 1", e)
    # The pixels behind the last window, which rounding down leaves out.
    end = rf"{axis.padded} - (({out}-1)\cdot {s} + {e})"
    lost = Formula("lost at the end", r"\ell = n_{\text{padded}} - ((o-1)\,s + e)", end, axis.lost)
    if padding == "SAME":
        total = before + after
        return [
            effective,
            Formula(
                "output size",
                r"o = \lceil n / s \rceil",
                rf"\lceil {n} / {s} \rceil",
                out,
            ),
            Formula(
                "padding, total",
                r"p = \max((o-1)\,s + e - n,\ 0)",
                rf"\max(({out}-1)\cdot {s} + {e} - {n},\ 0)",
                total,
            ),
            Formula(
                "padding before",
                r"p_{\text{before}} = \lfloor p / 2 \rfloor",
                rf"\lfloor {total} / 2 \rfloor",
                before,
            ),
            Formula(
                "padding after, which takes the odd pixel if there is one",
                r"p_{\text{after}} = p - p_{\text{before}}",
                rf"{total} - {before}",
                after,
            ),
            *([lost] if axis.lost else []),
        ]
    if padding == "VALID":
        size = Formula(
            "output size",
            r"o = \lfloor (n-e) / s \rfloor + 1",
            rf"\lfloor ({n}-{e}) / {s} \rfloor + 1",
            out,
        )
        return [effective, size, lost]
    padded = Formula(
        "padded input",
        r"n_{\text{padded}} = p_{\text{before}} + n + p_{\text{after}}",
        rf"{before} + {n} + {after}",
        axis.padded,
    )
    size = Formula(
        "output size",
        r"o = \lfloor (n_{\text{padded}}-e) / s \rfloor + 1",
        rf"\lfloor ({axis.padded}-{e}) / {s} \rfloor + 1",
        out,
    )
    return [effective, padded, size, lost]


def cost_formulas(
    spec: ConvSpec,
    filters: int,
    cost: dict[str, Cost],
    *,
    bias: bool = False,
    real: bool = False,
) -> dict[str, list[Formula]]:
    r"""MACs, FLOPs, parameters and bytes of the three kinds of layer.

    Parameters
    ----------
    spec : ConvSpec
        The batch B is in the formulas unless it is 1.
    filters : int
        N, output channels of the standard and the separable layer.
    cost : dict of str to Cost
        What `dwconv.costs.layer.count_costs` returned for them by the same conventions, at
        4 bytes a number.
    bias, real : bool, optional
        Whether each layer has a bias, and whether only taps that meet the input count.

    Returns
    -------
    dict of str to list of Formula
        By the keys of `cost`, each in the order MACs, FLOPs, parameters, bytes.

    Examples
    --------
    >>> from dwconv.costs.layer import costs
    >>> spec = ConvSpec(15, 15, 3)
    >>> cost_formulas(spec, 8, costs(spec, 8))["standard"][0].numbers
    '13\\cdot 13\\cdot 3\\cdot 8\\cdot 3\\cdot 3'
    """
    high, wide = spec.vertical.output, spec.horizontal.output
    c, m, n, (kh, kw) = spec.channels, spec.multiplier, filters, spec.kernel
    outputs, b = c * m, spec.batch
    inputs, places = b * spec.height * spec.width * c, b * high * wide
    images = () if b == 1 else (b,)
    letter = "" if b == 1 else r"B\, "

    def lines(
        name: str,
        multiplied: tuple[str, str],
        params: tuple[str, str],
        biases: tuple[str, str],
        moved: str,
        between: str = "",
    ) -> list[Formula]:
        total = cost[name]
        operations = r"\text{FLOPs} = 2\cdot \text{MACs}", _product(2, total.macs)
        if bias:
            added = (
                rf" + {letter}\mathrm{{OH}}\,\mathrm{{OW}}\,{biases[0]}",
                rf" + {_product(*images, high, wide)}\cdot {biases[1]}",
            )
            operations = operations[0] + added[0], operations[1] + added[1]
            params = f"{params[0]} + {biases[0].strip('()')}", f"{params[1]} + {biases[1]}"
        return [
            Formula("multiply-accumulates", *multiplied, total.macs),
            Formula("operations", *operations, total.flops),
            Formula("parameters", *params, total.params),
            Formula(
                "bytes moved, float32",
                rf"\text{{bytes}} = 4\,(\text{{in}} + \text{{params}}{between} + \text{{out}})",
                moved,
                total.bytes,
            ),
        ]

    macs = _macs(spec, filters, real)
    return {
        "depthwise": lines(
            "depthwise",
            macs["depthwise"],
            (r"\text{params} = \mathrm{KH}\,\mathrm{KW}\, C\, M", _product(kh, kw, c, m)),
            (r"C\, M", _product(c, m)),
            rf"4\cdot ({inputs} + {cost['depthwise'].params} + {places * outputs})",
        ),
        "standard": lines(
            "standard",
            macs["standard"],
            (r"\text{params} = \mathrm{KH}\,\mathrm{KW}\, C\, N", _product(kh, kw, c, n)),
            ("N", f"{n}"),
            rf"4\cdot ({inputs} + {cost['standard'].params} + {places * n})",
        ),
        "separable": lines(
            "separable",
            macs["separable"],
            (
                r"\text{params} = C\, M\, (\mathrm{KH}\,\mathrm{KW} + N)",
                rf"{_product(c, m)}\cdot ({_product(kh, kw)} + {n})",
            ),
            (r"(C\, M + N)", f"({_product(c, m)} + {n})"),
            rf"4\cdot ({inputs} + {cost['separable'].params} + 2\cdot {places * outputs} + {places * n})",
            between=r" + 2\,\text{between}",
        ),
    }


def _macs(spec: ConvSpec, filters: int, real: bool) -> dict[str, tuple[str, str]]:
    """Return the formula of the MACs of each kind of layer: in letters, and with the numbers."""
    high, wide = spec.vertical.output, spec.horizontal.output
    c, m, n, (kh, kw) = spec.channels, spec.multiplier, filters, spec.kernel
    images = () if spec.batch == 1 else (spec.batch,)
    if real:
        rows, columns = count_real_taps(spec.vertical), count_real_taps(spec.horizontal)
        formulas = {
            "depthwise": (
                r"\mathrm{RH}\,\mathrm{RW}\, C\, M",
                _product(*images, rows, columns, c, m),
            ),
            "standard": (
                r"\mathrm{RH}\,\mathrm{RW}\, C\, N",
                _product(*images, rows, columns, c, n),
            ),
            "separable": (
                r"C\, M\, (\mathrm{RH}\,\mathrm{RW} + \mathrm{OH}\,\mathrm{OW}\, N)",
                rf"{_product(*images, c, m)}\cdot ({_product(rows, columns)} + {_product(high, wide, n)})",
            ),
        }
    else:
        formulas = {
            "depthwise": (
                r"\mathrm{OH}\,\mathrm{OW}\, C\, M\, \mathrm{KH}\,\mathrm{KW}",
                _product(*images, high, wide, c, m, kh, kw),
            ),
            "standard": (
                r"\mathrm{OH}\,\mathrm{OW}\, C\, N\, \mathrm{KH}\,\mathrm{KW}",
                _product(*images, high, wide, c, n, kh, kw),
            ),
            "separable": (
                r"\mathrm{OH}\,\mathrm{OW}\, C M (\mathrm{KH}\,\mathrm{KW} + N)",
                rf"{_product(*images, high, wide, c, m)}\cdot ({_product(kh, kw)} + {n})",
            ),
        }
    left = r"\text{MACs} = " + (r"B\, " if images else "")
    return {kind: (left + letters, numbers) for kind, (letters, numbers) in formulas.items()}


def ratio_formulas(
    spec: ConvSpec, filters: int, cost: dict[str, Cost], *, real: bool = False
) -> dict[str, Share]:
    r"""The share of the standard layer's MACs that each kind of layer has.

    Parameters
    ----------
    spec, filters, cost, real
        As for `cost_formulas`. Where the standard layer has no MACs at all there are no
        shares.

    Returns
    -------
    dict of str to Share
        By the keys of `cost`.

    Examples
    --------
    >>> from dwconv.costs.layer import costs
    >>> spec = ConvSpec(15, 15, 3)
    >>> ratio_formulas(spec, 8, costs(spec, 8))["separable"].numbers
    '1\\cdot (1/8 + 1/(3\\cdot 3))'
    """
    m, n, (kh, kw) = spec.multiplier, filters, spec.kernel
    pointwise = rf"1/({_product(kh, kw)})"
    if real:
        places = _product(spec.vertical.output, spec.horizontal.output)
        taps = _product(count_real_taps(spec.vertical), count_real_taps(spec.horizontal))
        pointwise = rf"{places}/({taps})"
    if not cost["standard"].macs:
        return {}
    share = {kind: one.macs / cost["standard"].macs for kind, one in cost.items()}
    return {
        "depthwise": Share(
            "share of the standard layer's MACs",
            r"\text{share} = M / N",
            f"{m} / {n}",
            share["depthwise"],
        ),
        "standard": Share(
            "share of the standard layer's MACs",
            r"\text{share} = N / N",
            f"{n} / {n}",
            share["standard"],
        ),
        "separable": Share(
            "share of the standard layer's MACs",
            rf"\text{{share}} = M\,({separable_share(real=real)})",
            rf"{m}\cdot (1/{n} + {pointwise})",
            share["separable"],
        ),
    }


def separable_share(*, real: bool = False) -> str:
    r"""Write a separable layer's share of the standard layer's MACs, for multiplier 1.

    Parameters
    ----------
    real : bool
        Count only taps at real pixels, not at padding.

    Examples
    --------
    >>> print(separable_share())
    1/N + 1/(\mathrm{KH}\,\mathrm{KW})
    """
    if real:
        return r"1/N + \mathrm{OH}\,\mathrm{OW}/(\mathrm{RH}\,\mathrm{RW})"
    return r"1/N + 1/(\mathrm{KH}\,\mathrm{KW})"


def _product(*factors: int | str) -> str:
    return r"\cdot ".join(str(factor) for factor in factors)
