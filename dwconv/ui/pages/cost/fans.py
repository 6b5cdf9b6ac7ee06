"""The view "Fan-in, fan-out" of the Cost page: what an initialiser counts, and the first weights it makes."""

from __future__ import annotations

from math import prod

from dwconv.costs.fan_in_fan_out import fan_in_fan_out
from dwconv.engine.spec import ConvSpec
from dwconv.ui.session import lab
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.number_text import written, written_alike
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table


def _with_stride(spec: ConvSpec) -> str:
    """How many weights an input value meets on average if the stride is above 1; "" if it is not.

    Examples
    --------
    >>> _with_stride(ConvSpec(8, 8, 3, stride=(2, 2)))
    'With this stride 2×2 it is fewer, on average KH · KW · M / (2 · 2) = 2.25: initialisers do not count the stride. '
    >>> _with_stride(ConvSpec(8, 8, 3))
    ''
    """
    down, across = spec.stride
    if down == across == 1:
        return ""
    average = prod(spec.kernel) * spec.multiplier / (down * across)
    return (
        f"With this stride {down}×{across} it is fewer, on average KH · KW · M / ({down} · {across}) = "
        f"{written(average)}: initialisers do not count the stride. "
    )


def show_fans() -> list[str]:
    """Show fan-in and fan-out of the layer, and what Keras and PyTorch count.

    Returns
    -------
    list of str
        What it comes to, for those who do not see it.
    """
    rows = fan_in_fan_out(lab().counted_spec)
    table = {
        "counted by": [each.of for each in rows],
        "fan-in": [written(each.fan_in) for each in rows],
        "fan-out": [written(each.fan_out) for each in rows],
        "He: √(2 / fan-in)": written_alike([each.he for each in rows]),
        "Glorot: √(2 / (fan-in + fan-out))": written_alike([each.glorot for each in rows]),
    }
    show_table(table, "fans")
    show_caption(
        "Fan-in: the weights that make one output value, KH · KW. Fan-out: the weights that one input "
        f"value is multiplied by with stride 1, KH · KW · M. {_with_stride(lab().counted_spec)}An initialiser draws the first weights with the standard deviation "
        "in the last two columns. Keras and PyTorch read fan-in and fan-out from the shape of the weights. "
        "Keras counts all $C$ channels as inputs. So with more than one channel, the weights that its "
        "initialiser chooses are too small. "
        "PyTorch counts all $C \\cdot M$ filters as outputs."
    )
    table_file(table, "fans")
    return [
        f"{each.of}: fan-in {written(each.fan_in)}, fan-out {written(each.fan_out)}"
        for each in rows
    ]
